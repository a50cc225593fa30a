/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
set_errno (GError **error, const char *name, int code)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", name,
               g_strerror (code));
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

RscDataset *
rsc_file_read_csv (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *name = NULL;
  GStatBuf info;
  int fd = STDIN_FILENO;

  if (g_str_equal (path, "-"))
    {
      stream = g_unix_input_stream_new (fd, FALSE);
      return rsc_dataset_new_from_stream (stream, RSC_FILE_STDIN_NAME, cancellable, error);
    }

  name = g_filename_display_name (path);
  if (g_stat (path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      set_errno (error, name, EISDIR);
      return NULL;
    }
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      set_errno (error, name, errno);
      return NULL;
    }
  stream = g_unix_input_stream_new (fd, TRUE);
  return rsc_dataset_new_from_stream (stream, name, cancellable, error);
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

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_str_equal (path, "-"))
    return write_to_fd (STDOUT_FILENO, FALSE, RSC_FILE_STDOUT_NAME, text, size, cancellable, error);

  name = g_filename_display_name (path);
  if (g_stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

      if (fd < 0)
        {
          set_errno (error, name, errno);
          return FALSE;
        }
      return write_to_fd (fd, TRUE, name, text, size, cancellable, error);
    }

  /* Replacing a link by a file would surprise: replace what it points to. */
  target = realpath (path, NULL);
  if (g_file_set_contents_full (target != NULL ? target : path, text, (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &local))
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", name);
  return FALSE;
}

gboolean
rsc_file_check_writable (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  if (g_str_equal (path, "-"))
    return TRUE;
  if (g_stat (path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      set_errno (error, name, EISDIR);
      return FALSE;
    }
  if (g_stat (folder, &info) == 0 && !S_ISDIR (info.st_mode))
    {
      set_errno (error, name, ENOTDIR);
      return FALSE;
    }
  if (g_access (folder, W_OK) != 0 && g_access (path, W_OK) != 0)
    {
      int code = errno;

      if (g_access (folder, W_OK) != 0)
        code = errno;
      set_errno (error, name, code);
      return FALSE;
    }
  return TRUE;
}
