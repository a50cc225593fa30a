/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-command.h"

G_BEGIN_DECLS

/* All commands, in the order of the help. */
extern const RscCliCommand rsc_cli_commands[];
extern const gsize rsc_cli_n_commands;

G_END_DECLS
