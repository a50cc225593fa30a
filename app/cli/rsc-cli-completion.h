/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What bash completes after reluscope-cli, from the tables of commands and options. Free with
 * g_free(). */
char *rsc_cli_completion_dup (void);

G_END_DECLS
