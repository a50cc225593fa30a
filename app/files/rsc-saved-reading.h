/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "core/data/rsc-reading.h"

G_BEGIN_DECLS

/* How the file was read that the data of a document came from, at "data.reading". It holds all that
 * was chosen, so that the file can be read so again. */

/* *@reading: NULL where the document has none, or one of other data than @n rows of @d
 * features; @edited: rows may have come and gone since. Errors:
 * RSC_ERROR_DATA. */
gboolean rsc_saved_reading_read (const RscSaved *saved,
                                 gsize n,
                                 gsize d,
                                 gboolean edited,
                                 RscReading **reading,
                                 GError **error);
/* @reading: or NULL. */
void rsc_saved_reading_write (const RscReading *reading, RscSaved *saved);

G_END_DECLS
