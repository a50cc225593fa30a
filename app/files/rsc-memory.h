/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a computation may take where nobody says how much: half of what the machine has free
 * (MemAvailable), at most half of what the process may have (RLIMIT_AS); in bytes. 2 GB where
 * neither is known. */
gsize rsc_memory_get_default (void);

/* Reads "500M", "1.5G", "2GB" (multiples of 1000) or a number of bytes into *@bytes; FALSE where
 * @text is none of these, not positive, or more than can be counted. */
gboolean rsc_memory_parse (const char *text, gsize *bytes);

/* "1.5 GB", "200 MB", with two digits. Free with g_free(). */
char *rsc_memory_dup_words (double bytes);

G_END_DECLS
