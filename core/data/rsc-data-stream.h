/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is in @file, to read. Pipes and devices are opened without waiting for who writes, so that a
 * pipe that nobody writes to waits in the first read, where @cancellable ends it. Errors:
 * G_IO_ERROR. */
GInputStream *rsc_data_stream_open (GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
