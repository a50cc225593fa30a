/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/files/rsc-file.h"
#include "app/files/rsc-saved.h"

#define LOCK_ENDING ".lock"

struct _RscRecovery
{
  gatomicrefcount ref_count;
  GMutex mutex; /* held while the copy is written or removed */
  char *path;
  char *lock_path;
  int lock;
  gboolean closed;
};

char *
rsc_recovery_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "reluscope", "recovery", NULL);
}

/* Whether the file that is open is still the one of that name: who tidies up may have removed it
 * between opening and locking. */
static gboolean
has_name (int file, const char *path)
{
  GStatBuf own, there;

  return fstat (file, &own) == 0 && g_stat (path, &there) == 0 && own.st_ino == there.st_ino
         && own.st_dev == there.st_dev;
}

/* The place called @name, if nobody else has it. */
static RscRecovery *
claim (const char *folder, const char *name, GError **error)
{
  g_autofree char *lock_name = g_strconcat (name, LOCK_ENDING, NULL);
  g_autofree char *copy_name = g_strconcat (name, RSC_SAVED_ENDING, NULL);
  g_autofree char *lock_path = g_build_filename (folder, lock_name, NULL);
  RscRecovery *self;
  int lock;
  gboolean locked;

  do
    {
      lock = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      locked = lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) == 0;
      if (!locked || has_name (lock, lock_path))
        break;
      close (lock);
    }
  while (TRUE);
  if (!locked)
    {
      const int code = errno;

      if (lock >= 0)
        close (lock);
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", folder,
                   g_strerror (code));
      return NULL;
    }
  self = g_new0 (RscRecovery, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->path = g_build_filename (folder, copy_name, NULL);
  self->lock_path = g_steal_pointer (&lock_path);
  self->lock = lock;
  return self;
}

RscRecovery *
rsc_recovery_new (const char *folder, GError **error)
{
  g_autofree char *name = g_uuid_string_random ();

  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      const int code = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", folder,
                   g_strerror (code));
      return NULL;
    }
  return claim (folder, name, error);
}

RscRecovery *
rsc_recovery_ref (RscRecovery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_recovery_unref (RscRecovery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  close (self->lock);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self->lock_path);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What is called @name and something more behind the ending of a copy: of a write that was killed
 * before it could give the file its name. */
static void
remove_unfinished (const char *folder, const char *name)
{
  g_autofree char *start = g_strconcat (name, RSC_SAVED_ENDING, ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    if (g_str_has_prefix (entry, start))
      {
        g_autofree char *path = g_build_filename (folder, entry, NULL);

        g_unlink (path);
      }
}

/* The names of all places in @folder, with a copy or without. */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    {
      const char *dot = strchr (entry, '.');
      char *name;

      if (!dot || !(g_str_equal (dot, LOCK_ENDING) || g_str_has_prefix (dot, RSC_SAVED_ENDING)))
        continue;
      name = g_strndup (entry, (gsize) (dot - entry));
      if (g_hash_table_add (seen, name))
        g_ptr_array_add (names, name);
      else
        g_free (name);
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

GPtrArray *
rsc_recovery_list (const char *folder)
{
  GPtrArray *left = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_recovery_unref);
  g_autoptr (GPtrArray) names = list_names (folder);

  rsc_file_remove_unfinished (folder);
  for (guint k = 0; k < names->len; k++)
    {
      g_autoptr (RscRecovery) self = claim (folder, g_ptr_array_index (names, k), NULL);

      if (!self)
        continue;
      remove_unfinished (folder, g_ptr_array_index (names, k));
      if (g_file_test (self->path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (left, g_steal_pointer (&self));
      else
        rsc_recovery_close (self);
    }
  return left;
}

const char *
rsc_recovery_get_path (const RscRecovery *self)
{
  return self->path;
}

gboolean
rsc_recovery_write (RscRecovery *self, const char *text, GCancellable *cancellable, GError **error)
{
  gboolean written;

  g_mutex_lock (&self->mutex);
  written = self->closed || rsc_file_write (self->path, text, -1, cancellable, error);
  g_mutex_unlock (&self->mutex);
  return written;
}

void
rsc_recovery_remove (RscRecovery *self)
{
  g_mutex_lock (&self->mutex);
  g_unlink (self->path);
  g_mutex_unlock (&self->mutex);
}

void
rsc_recovery_close (RscRecovery *self)
{
  g_mutex_lock (&self->mutex);
  if (!self->closed)
    {
      g_unlink (self->path);
      g_unlink (self->lock_path);
    }
  self->closed = TRUE;
  g_mutex_unlock (&self->mutex);
}
