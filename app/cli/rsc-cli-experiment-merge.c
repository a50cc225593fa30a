/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-experiment-kinds.h"

RscCliExit
rsc_cli_experiment_merge (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  static const RscCliExperimentKind *const kinds[] = { &rsc_cli_experiment_pruning_kind,
                                                       &rsc_cli_experiment_tuning_kind, NULL };

  return rsc_cli_experiment_merge_sets (kinds, options, cancellable, error);
}
