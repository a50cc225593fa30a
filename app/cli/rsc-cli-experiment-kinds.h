/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-experiment-sets.h"

G_BEGIN_DECLS

extern const RscCliExperimentKind rsc_cli_experiment_pruning_kind;
extern const RscCliExperimentKind rsc_cli_experiment_tuning_kind;

G_END_DECLS
