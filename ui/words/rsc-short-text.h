/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first and the last letters of @text where it has more than @letters (3 at least), which are
 * both its ends' and the sign for what is left out; free with g_free(). Names of columns often
 * differ at their ends. */
char *rsc_short_text_dup (const char *text, gsize letters);

/* The same in one line: white space of any kind is a space each. */
char *rsc_short_text_dup_line (const char *text, gsize letters);

G_END_DECLS
