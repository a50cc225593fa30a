/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/* What messages call standard input and output. */
#define RSC_FILE_STDIN_NAME "standard input"
#define RSC_FILE_STDOUT_NAME "standard output"

/* Reads a CSV; "-" is standard input. Errors name the file as it was given. */
RscDataset *rsc_file_read_csv (const char *path, GCancellable *cancellable, GError **error);

/* Writes @text to @path whole or not at all; "-" is standard output. A path that is no regular file
 * (a device, a pipe) is written to in place. Errors: one sentence that names the file. */
gboolean rsc_file_write (const char *path,
                         const char *text,
                         gssize length,
                         GCancellable *cancellable,
                         GError **error);

/* Whether @path could be written, without touching it: asked before a long computation. */
gboolean rsc_file_check_writable (const char *path, GError **error);

G_END_DECLS
