/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-command.h"

G_BEGIN_DECLS

/* What --help says. Free the texts with g_free(). */

/* Of DATA, of the exit status, and of the program as a whole: paragraphs. */
const char *rsc_cli_help_get_data (void);
const char *rsc_cli_help_get_exit (void);
const char *rsc_cli_help_get_purpose (void);

/* Of the program, of a command, and of all commands that share a first word. */
char *rsc_cli_help_dup_general (void);
char *rsc_cli_help_dup_command (const RscCliCommand *command);
char *rsc_cli_help_dup_family (const char *word);

G_END_DECLS
