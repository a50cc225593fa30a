/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The manual page of reluscope-cli, from the tables of commands and options that --help shows. In
 * the language of the texts themselves, whatever the reader's is. Free with g_free(). */
char *rsc_cli_manual_dup (void);

G_END_DECLS
