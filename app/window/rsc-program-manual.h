/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The manual page of reluscope, from @options (up to one without a name) and the words that --help
 * shows, in the language that these are written in. Free with g_free(). */
char *rsc_program_manual_dup (const GOptionEntry *options, const char *usage, const char *date);

G_END_DECLS
