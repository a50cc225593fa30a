/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digests.h"

#include "core/numerics/rsc-random.h"

#include <string.h>

void
digest_values (JobResult *result, gsize n, const double *values)
{
  for (gsize k = 0; k < n; k++)
    {
      guint64 bits;

      memcpy (&bits, &values[k], sizeof bits);
      result->digest = rsc_random_mix (result->digest ^ bits);
    }
  if (n > 0)
    result->value = values[0];
}

void
digest_size (JobResult *result, gsize value)
{
  result->digest = rsc_random_mix (result->digest ^ value);
}

gboolean
digest_dataset (JobResult *result, RscDataset *dataset)
{
  if (dataset == NULL)
    return FALSE;
  digest_values (result, rsc_dataset_get_n (dataset) * rsc_dataset_get_d (dataset),
                 rsc_dataset_get_x (dataset));
  digest_values (result, rsc_dataset_get_n (dataset), rsc_dataset_get_y (dataset));
  return TRUE;
}

gboolean
digest_solution (JobResult *result, RscSolution *solution)
{
  if (solution == NULL)
    return FALSE;

  RscProblem *problem = rsc_solution_get_problem (solution);
  const double objective = rsc_solution_get_objective (solution);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
    {
      digest_size (result, rsc_solution_get_block (solution, k));
      digest_values (result, rsc_problem_get_d (problem), rsc_solution_get_w (solution, k));
    }
  digest_values (result, rsc_problem_get_n (problem), rsc_solution_get_fit (solution));
  digest_values (result, 1, &objective);
  return TRUE;
}

gboolean
digest_set (JobResult *result, RscOptimalSet *set)
{
  if (set == NULL)
    return FALSE;

  const gsize m = rsc_optimal_set_get_n_neurons (set);

  for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (set); v++)
    digest_values (result, m, rsc_optimal_set_get_vertex (set, v));
  digest_values (result, m, rsc_optimal_set_get_narrowest (set));
  digest_values (result, m, rsc_optimal_set_get_min_norm (set));
  digest_size (result, rsc_optimal_set_get_dimension (set));
  return TRUE;
}

void
digest_network (JobResult *result, RscNetwork *network)
{
  const gsize m = rsc_network_get_width (network);

  digest_values (result, m * rsc_network_get_d (network), rsc_network_get_hidden (network));
  digest_values (result, m, rsc_network_get_output (network));
}

gboolean
digest_path (JobResult *result, RscPath *path)
{
  if (path == NULL)
    return FALSE;
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    digest_solution (result, rsc_path_get_point (path, k)->solution);
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    digest_values (result, 1, &rsc_path_get_event (path, k)->lambda);
  return TRUE;
}

gboolean
digest_pruning (JobResult *result, RscPruning *pruning)
{
  if (pruning == NULL)
    return FALSE;
  for (gsize k = 0; k < rsc_pruning_get_n_states (pruning); k++)
    digest_network (result, rsc_pruning_get_state (pruning, k)->network);
  return TRUE;
}
