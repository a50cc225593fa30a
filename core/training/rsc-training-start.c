/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-training-start.h"

#include "core/numerics/rsc-random.h"
#include "core/training/rsc-training-objective.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* The gates of the first patterns for @m neurons, or NULL for ReLU (no error) or when one was not
 * found. */
static double *
dup_gates (RscProblem *problem, gsize m, GError **error)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  const gsize d = rsc_problem_get_d (problem);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (arrangement);
  g_autofree double *gates = g_new (double, MAX (1, m * d));

  for (gsize j = 0; j < m; j++)
    if (j >= n_patterns)
      memcpy (gates + j * d, gates + (j % n_patterns) * d, d * sizeof (double));
    else if (!rsc_arrangement_get_gate (arrangement, rsc_problem_get_x (problem), j, gates + j * d,
                                        error))
      return NULL;
  return g_steal_pointer (&gates);
}

RscNetwork *
rsc_training_start_new_random (RscProblem *problem,
                               gsize m,
                               double scale,
                               guint64 seed,
                               GError **error)
{
  g_return_val_if_fail (problem != NULL && scale >= 0.0, NULL);

  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize d = rsc_problem_get_d (problem);
  g_autofree double *gates = NULL;
  g_autofree double *parameters = g_new (double, MAX (1, m * (d + 1)));
  gsl_rng *rng;

  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    {
      gates = dup_gates (problem, m, error);
      if (gates == NULL)
        return NULL;
    }
  g_autoptr (RscTrainingObjective) objective =
    rsc_training_objective_new (dataset, rsc_problem_get_bias (problem), 0.0, m, gates);
  rng = rsc_random_new (seed);
  for (gsize i = 0; i < m * d; i++)
    parameters[i] = gsl_ran_gaussian_ziggurat (rng, scale / sqrt ((double) d));
  for (gsize j = 0; j < m; j++)
    parameters[m * d + j] = gsl_ran_gaussian_ziggurat (rng, scale / sqrt ((double) m));
  gsl_rng_free (rng);
  return rsc_training_objective_dup_network (objective, parameters);
}

RscNetwork *
rsc_training_start_new_near (RscProblem *problem,
                             const RscNetwork *network,
                             gsize m,
                             double scale,
                             guint64 seed,
                             GError **error)
{
  g_return_val_if_fail (problem != NULL && network != NULL && scale >= 0.0, NULL);

  const gsize before = rsc_network_get_width (network), d = rsc_network_get_d (network);
  const gsize width = MAX (m, before);
  const double *old_gates = rsc_network_get_gates (network);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autofree double *hidden = g_new0 (double, MAX (1, width * d));
  g_autofree double *output = g_new0 (double, MAX (1, width));
  g_autofree double *gates = NULL;
  double size;
  gsl_rng *rng;

  if (before == 0 && gated)
    {
      gates = dup_gates (problem, width, error);
      if (gates == NULL)
        return NULL;
    }
  if (before > 0)
    {
      gates = old_gates != NULL ? g_new0 (double, MAX (1, width * d)) : NULL;
      memcpy (hidden, rsc_network_get_hidden (network), before * d * sizeof (double));
      memcpy (output, rsc_network_get_output (network), before * sizeof (double));
      for (gsize j = 0; gates != NULL && j < width; j++)
        memcpy (gates + j * d, old_gates + (j % before) * d, d * sizeof (double));
    }
  size = hypot (cblas_dnrm2 ((int) (before * d), hidden, 1), cblas_dnrm2 ((int) before, output, 1))
         / sqrt ((double) MAX (1, before * (d + 1)));
  if (size == 0.0)
    {
      g_autoptr (RscTrainingObjective) objective = rsc_training_objective_new (
        rsc_problem_get_dataset (problem), rsc_network_get_bias (network), 0.0, 0, NULL);

      size = sqrt (rsc_training_objective_get_target_unit (objective)
                   / rsc_training_objective_get_row_unit (objective));
    }
  rng = rsc_random_new (seed);
  for (gsize i = 0; scale > 0.0 && i < width * d; i++)
    hidden[i] += gsl_ran_gaussian_ziggurat (rng, scale * size);
  for (gsize j = 0; scale > 0.0 && j < width; j++)
    output[j] += gsl_ran_gaussian_ziggurat (rng, scale * size);
  gsl_rng_free (rng);
  return rsc_network_new (width, d, rsc_network_get_bias (network), hidden, output, gates);
}
