/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For O_TMPFILE. */
#define _GNU_SOURCE

#include "app/files/rsc-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* What a write may take at a time before it hears of a cancellation. */
#define WRITE_CHUNK ((gsize) 1 << 20)

/* As the kernel has it. */
#define LINKS_MAX 40

#define NAMES_MAX 100

/* Before eight hexadecimal digits: what a whole file is called for the moment before it takes
 * another's place. */
#define UNFINISHED ".reluscope-"

/* Always FALSE; @name: as it is displayed. */
static gboolean
set_errno (GError **error, const char *name, int code)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", name,
               g_strerror (code));
  return FALSE;
}

gboolean
rsc_file_fail (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  return set_errno (error, name, code);
}

int
rsc_file_find_lock (const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return 0;
  if (g_access (path, W_OK) != 0)
    return errno;
  return (info.st_mode & 0222) == 0 ? EACCES : 0;
}

/* Blocking, but a signal's cancellable is still heard when @fd is a pipe or a terminal. */
static gboolean
write_to_fd (int fd,
             gboolean close_fd,
             const char *name,
             const char *text,
             gsize length,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, close_fd);
  g_autoptr (GError) local = NULL;

  if (g_output_stream_write_all (stream, text, length, NULL, cancellable, &local)
      && g_output_stream_close (stream, NULL, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, _ ("%s: the reader has gone away"),
                 name);
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    set_errno (error, name, ENOSPC);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", name);
  return FALSE;
}

void
rsc_file_open_standard (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
      {
        /* The lowest free number, so this one; opened the wrong way round. */
        const int opened = open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);

        if (opened < 0)
          return;
      }
}

/* *@name: what messages call it; free with g_free(). */
static GInputStream *
open_data (const char *path, char **name, GError **error)
{
  GStatBuf info;
  int fd = STDIN_FILENO;

  if (g_str_equal (path, "-"))
    {
      *name = g_strdup (RSC_FILE_STDIN_NAME);
      return g_unix_input_stream_new (fd, FALSE);
    }
  *name = g_filename_display_name (path);
  if (g_stat (path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      set_errno (error, *name, EISDIR);
      return NULL;
    }
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      set_errno (error, *name, errno);
      return NULL;
    }
  return g_unix_input_stream_new (fd, TRUE);
}

RscTable *
rsc_file_read_table (const char *path,
                     const RscImportChoices *choices,
                     RscImportProblem *problem,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GInputStream) stream = open_data (path, &name, error);

  if (stream == NULL)
    {
      if (problem != NULL)
        *problem = RSC_IMPORT_PROBLEM_OTHER;
      return NULL;
    }
  return rsc_table_read (stream, name, choices != NULL ? &choices->table : NULL, problem,
                         cancellable, error);
}

RscDataset *
rsc_file_read_csv (const char *path,
                   const RscImportChoices *choices,
                   RscImportProblem *problem,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (RscTable) table = rsc_file_read_table (path, choices, problem, cancellable, error);

  return table != NULL ? rsc_import_new_dataset (table, choices, problem, cancellable, error)
                       : NULL;
}

char *
rsc_file_follow_links (const char *path)
{
  g_autofree char *here = g_strdup (path);

  for (int k = 0; k < LINKS_MAX; k++)
    {
      g_autofree char *link = g_file_read_link (here, NULL);
      g_autofree char *folder = NULL;
      char *next;

      if (link == NULL)
        return g_steal_pointer (&here);
      folder = g_path_get_dirname (here);
      next = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
      g_free (here);
      here = next;
    }
  return NULL;
}

int
rsc_file_fill (int fd, const char *text, gsize length, GCancellable *cancellable)
{
  while (length > 0)
    {
      gssize written;

      if (g_cancellable_is_cancelled (cancellable))
        return ECANCELED;
      written = write (fd, text, MIN (length, WRITE_CHUNK));
      if (written < 0 && errno != EINTR)
        return errno;
      if (written > 0)
        {
          text += written;
          length -= (gsize) written;
        }
    }
  return 0;
}

static gboolean
is_unfinished (const char *name)
{
  const char *digits = name + strlen (UNFINISHED);

  return g_str_has_prefix (name, UNFINISHED) && strlen (digits) == 8
         && strspn (digits, "0123456789abcdef") == 8;
}

void
rsc_file_discard (const char *path)
{
  g_autoptr (GDir) folder =
    g_file_test (path, G_FILE_TEST_IS_DIR) ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (folder && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      g_unlink (inside);
    }
  (void) (folder ? g_rmdir (path) : g_unlink (path));
}

void
rsc_file_remove_unfinished (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (is_unfinished (name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        const int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);

        /* Whoever writes it holds its lock, and a process that was killed holds none. */
        if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
          rsc_file_discard (path);
        if (fd >= 0)
          close (fd);
      }
}

/* Locks what was just made, unless another process that took it for a leftover was faster. Where a
 * file system has no locks nobody takes anything for one. */
static gboolean
lock_new (int fd, const char *path)
{
  GStatBuf mine, there;

  return (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) && fstat (fd, &mine) == 0
         && g_stat (path, &there) == 0 && mine.st_ino == there.st_ino
         && mine.st_dev == there.st_dev;
}

char *
rsc_file_reserve (const char *target, gboolean as_folder, int mode, int *lock, int *code)
{
  g_autofree char *folder = g_path_get_dirname (target);

  *lock = -1;
  *code = EEXIST;
  rsc_file_remove_unfinished (folder);
  for (int k = 0; k < NAMES_MAX && *code == EEXIST; k++)
    {
      g_autofree char *base = g_strdup_printf (UNFINISHED "%08x", g_random_int ());
      g_autofree char *path = g_build_filename (folder, base, NULL);
      int fd = -1;

      if (!as_folder)
        fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode);
      else if (g_mkdir (path, mode) == 0)
        fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
      *code = fd >= 0 ? 0 : errno;
      /* Made, and not opened. */
      if (fd < 0 && as_folder && *code != EEXIST)
        g_rmdir (path);
      if (fd >= 0 && lock_new (fd, path))
        {
          *lock = fd;
          return g_steal_pointer (&path);
        }
      if (fd >= 0)
        {
          *code = EEXIST;
          close (fd);
        }
    }
  return NULL;
}

/* Gives the nameless file @fd, which is locked, the name @target in @folder, in place of what has
 * it. */
static int
give_name (int fd, const char *folder, const char *target)
{
  g_autofree char *source = g_strdup_printf ("/proc/self/fd/%d", fd);
  int code = EEXIST;

  if (linkat (AT_FDCWD, source, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0)
    return 0;
  if (errno != EEXIST)
    return errno;
  /* A link cannot replace a file, but a name for a moment can. */
  rsc_file_remove_unfinished (folder);
  for (int k = 0; k < NAMES_MAX && code == EEXIST; k++)
    {
      g_autofree char *base = g_strdup_printf (UNFINISHED "%08x", g_random_int ());
      g_autofree char *name = g_build_filename (folder, base, NULL);

      if (linkat (AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0)
        {
          code = errno;
          continue;
        }
      if (g_rename (name, target) == 0)
        return 0;
      code = errno;
      g_unlink (name);
    }
  return code;
}

/* Writes a file that has no name before it is whole, so that nothing stays of it when the process
 * is killed; but for the moment between two calls, after which the next write finds it.
 * @mode: of a file that is replaced, or -1. Returns an errno; EOPNOTSUPP where the file system has
 * no such files. */
static int
write_nameless (const char *target,
                int mode,
                const char *text,
                gsize length,
                GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (target);
  const int fd = g_open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  int code;

  if (fd < 0)
    return errno == EISDIR || errno == EINVAL ? EOPNOTSUPP : errno;
  /* Where there are no locks nobody removes what is not his. */
  (void) flock (fd, LOCK_EX | LOCK_NB);
  code = rsc_file_fill (fd, text, length, cancellable);
  if (code == 0 && mode >= 0 && fchmod (fd, (mode_t) mode) != 0)
    code = errno;
  if (code == 0 && fsync (fd) != 0)
    code = errno;
  if (code == 0)
    code = give_name (fd, folder, target);
  if (close (fd) != 0 && code == 0)
    code = errno;
  return code;
}

gboolean
rsc_file_write (const char *path,
                const char *text,
                gssize length,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;
  g_autoptr (GError) local = NULL;
  GStatBuf info;
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  gboolean exists;
  int code;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_str_equal (path, "-"))
    return write_to_fd (STDOUT_FILENO, FALSE, RSC_FILE_STDOUT_NAME, text, size, cancellable, error);

  name = g_filename_display_name (path);
  exists = g_stat (path, &info) == 0;
  if (exists && !S_ISREG (info.st_mode))
    {
      int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

      if (fd < 0)
        return set_errno (error, name, errno);
      return write_to_fd (fd, TRUE, name, text, size, cancellable, error);
    }
  code = rsc_file_find_lock (path);
  if (code != 0)
    return set_errno (error, name, code);

  target = rsc_file_follow_links (path);
  if (target == NULL)
    return set_errno (error, name, ELOOP);
  code =
    write_nameless (target, exists ? (int) (info.st_mode & 07777) : -1, text, size, cancellable);
  if (code == EOPNOTSUPP)
    {
      if (g_file_set_contents_full (target, text, (gssize) size,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    exists ? (int) (info.st_mode & 07777) : 0666, &local))
        return TRUE;
      /* GLib's sentence names its temporary file. */
      g_set_error (error, G_FILE_ERROR, local->code, _ ("%s: the file cannot be written"), name);
      return FALSE;
    }
  if (code == ECANCELED)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  return code == 0 || set_errno (error, name, code);
}

gboolean
rsc_file_is_same (const char *a, const char *b)
{
  g_autofree char *real_a = NULL;
  g_autofree char *real_b = NULL;
  GStatBuf info_a, info_b;

  if (g_str_equal (a, "-") || g_str_equal (b, "-"))
    return FALSE;
  if (g_stat (a, &info_a) == 0 && g_stat (b, &info_b) == 0)
    return S_ISREG (info_a.st_mode) && info_a.st_dev == info_b.st_dev
           && info_a.st_ino == info_b.st_ino;
  /* One is not there yet: two names for what will be there. */
  real_a = rsc_file_follow_links (a);
  real_b = rsc_file_follow_links (b);
  if (real_a == NULL || real_b == NULL)
    return FALSE;
  {
    g_autofree char *folder_a = g_path_get_dirname (real_a);
    g_autofree char *folder_b = g_path_get_dirname (real_b);
    g_autofree char *base_a = g_path_get_basename (real_a);
    g_autofree char *base_b = g_path_get_basename (real_b);

    return g_str_equal (base_a, base_b) && g_stat (folder_a, &info_a) == 0
           && g_stat (folder_b, &info_b) == 0 && info_a.st_dev == info_b.st_dev
           && info_a.st_ino == info_b.st_ino;
  }
}

char *
rsc_file_dup_etag (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  return info ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

gboolean
rsc_file_check_writable (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;
  int code;

  if (g_str_equal (path, "-"))
    return TRUE;
  if (g_stat (path, &info) == 0 && S_ISDIR (info.st_mode))
    return set_errno (error, name, EISDIR);
  if (g_stat (folder, &info) == 0 && !S_ISDIR (info.st_mode))
    return set_errno (error, name, ENOTDIR);
  code = g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? rsc_file_find_lock (path) : 0;
  if (code != 0)
    return set_errno (error, name, code);
  if (g_access (folder, W_OK) != 0 && g_access (path, W_OK) != 0)
    {
      code = errno;
      if (g_access (folder, W_OK) != 0)
        code = errno;
      return set_errno (error, name, code);
    }
  return TRUE;
}
