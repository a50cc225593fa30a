/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
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

/* The place called @name, if nobody else has it. */
static RscRecovery *
claim (const char *folder, const char *name, GError **error)
{
  g_autofree char *lock_name = g_strconcat (name, LOCK_ENDING, NULL);
  g_autofree char *copy_name = g_strconcat (name, RSC_SAVED_ENDING, NULL);
  g_autofree char *lock_path = g_build_filename (folder, lock_name, NULL);
  const int lock = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  RscRecovery *self;

  if (lock < 0 || flock (lock, LOCK_EX | LOCK_NB) != 0)
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

GPtrArray *
rsc_recovery_list (const char *folder)
{
  GPtrArray *left = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_recovery_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    if (g_str_has_suffix (entry, RSC_SAVED_ENDING))
      g_ptr_array_add (names, g_strndup (entry, strlen (entry) - strlen (RSC_SAVED_ENDING)));
  g_ptr_array_sort (names, compare_names);
  for (guint k = 0; k < names->len; k++)
    {
      RscRecovery *self = claim (folder, g_ptr_array_index (names, k), NULL);

      if (self)
        g_ptr_array_add (left, self);
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
