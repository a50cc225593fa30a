/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-envelope.h"

#include "ui/plot/rsc-function-plot.h"

RscEnvelope *
rsc_function_envelope_new (const RscOptimalSet *set,
                           gsize feature_x,
                           gsize feature_y,
                           const RscFeatureValues *at,
                           gsize nx,
                           gsize ny,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);

  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (solution));
  double x[2], y[2] = { 0.0, 0.0 };

  rsc_function_plot_get_range (dataset, feature_x, &x[0], &x[1]);
  if (rsc_dataset_get_d (dataset) >= 2)
    rsc_function_plot_get_range (dataset, feature_y, &y[0], &y[1]);
  return rsc_envelope_new (set, feature_x, feature_y, at, x, y, nx, ny, cancellable, error);
}
