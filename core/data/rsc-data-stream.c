/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-data-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>

GInputStream *
rsc_data_stream_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  int descriptor;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!path
      || g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) != G_FILE_TYPE_SPECIAL)
    return G_INPUT_STREAM (g_file_read (file, cancellable, error));
  descriptor = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (descriptor < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                           g_strerror (code));
      return NULL;
    }
  return g_unix_input_stream_new (descriptor, TRUE);
}
