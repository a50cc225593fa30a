/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-complex-walk.h"
#include "core/set/rsc-correlations.h"
#include "core/set/rsc-dependence.h"
#include "core/set/rsc-distribution.h"
#include "core/set/rsc-envelope.h"
#include "core/set/rsc-landscape.h"
#include "core/set/rsc-leave-one-out.h"
#include "core/set/rsc-moved-set.h"
#include "core/set/rsc-target-move.h"
#include "core/set/rsc-tuning.h"

static gboolean
find_set (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (rsc_optimal_set_get_solution (things->set),
                                                       NULL, NULL, NULL, cancellable, error);

  return digest_set (result, set);
}

static gboolean
find_vertices (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscPolytope *polytope = rsc_optimal_set_get_polytope (things->polygon);
  gboolean complete = FALSE;
  g_autoptr (GPtrArray) vertices =
    rsc_polytope_list_vertices (polytope, RSC_VERTICES_MAX, &complete, cancellable, error);

  if (vertices == NULL)
    return FALSE;
  for (guint v = 0; v < vertices->len; v++)
    digest_values (result, rsc_optimal_set_get_n_neurons (things->polygon),
                   g_ptr_array_index (vertices, v));
  digest_size (result, (gsize) complete);
  return TRUE;
}

static gboolean
project (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const gsize axes[] = { 0, 1, 2 };
  g_autoptr (RscHull) hull =
    rsc_optimal_set_project (things->unlisted, 3, axes, cancellable, error);

  if (hull == NULL)
    return FALSE;
  digest_values (result, hull->n_points * hull->n_axes, hull->points);
  return TRUE;
}

static gboolean
find_complex (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscComplex) complex = rsc_complex_new_for_set (things->polygon, cancellable, error);

  if (complex == NULL)
    return FALSE;
  for (gsize m = 0; m <= rsc_complex_get_last_change (complex); m++)
    {
      RscComplexLevel level;

      rsc_complex_get_level (complex, m, &level);
      digest_size (result, level.n_components);
    }
  digest_size (result, rsc_complex_get_n_edges (complex));
  return TRUE;
}

static gboolean
walk_complex (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const gsize last = rsc_complex_get_n_vertices (things->complex) - 1;
  g_autoptr (RscComplexWalk) walk =
    rsc_complex_walk_new (things->complex, rsc_complex_get_vertex (things->complex, 0),
                          rsc_complex_get_vertex (things->complex, last), cancellable, error);

  if (walk == NULL)
    return FALSE;
  digest_values (result, walk->n_stops * walk->n_neurons, walk->stops);
  return TRUE;
}

static gboolean
find_dependence (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscDependence) dependence = rsc_dependence_new (things->set, cancellable);

  /* Stopped without words: there is none. */
  if (dependence == NULL)
    {
      g_assert_true (g_cancellable_set_error_if_cancelled (cancellable, error));
      return FALSE;
    }
  digest_values (result, dependence->n_neurons, dependence->alpha);
  return TRUE;
}

static gboolean
find_envelope (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const double range[] = { -1.5, 1.5 };
  const gsize n = things->large ? 20 : 5;
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new (things->set, 0, 1, NULL, range, range, n, n, cancellable, error);

  if (envelope == NULL)
    return FALSE;
  digest_values (result, n * n, envelope->lower);
  digest_values (result, n * n, envelope->upper);
  return TRUE;
}

static gboolean
find_landscape (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscLandscape) landscape = rsc_landscape_new_for_set (things->set, cancellable, error);

  if (landscape == NULL)
    return FALSE;
  const double maximum = rsc_landscape_get_maximum (landscape);
  digest_values (result, 1, &maximum);
  return TRUE;
}

/* Of the optimum's residual; and of a network that is none. */
static gboolean
find_correlations (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscSolution *optimum = rsc_optimal_set_get_solution (things->set);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  RscDataset *data = rsc_problem_get_dataset (problem);

  for (guint part = 0; part < 2; part++)
    {
      g_autoptr (RscCorrelations) correlations = rsc_correlations_new_at (
        problem, part == 0 ? rsc_solution_get_residual (optimum) : rsc_dataset_get_y (data),
        rsc_solution_get_lambda (optimum), part == 0 ? things->set : NULL, 100, cancellable, error);

      if (correlations == NULL)
        return FALSE;
      for (gsize k = 0; k < rsc_correlations_get_n (correlations); k++)
        {
          RscCorrelation one;

          rsc_correlations_get (correlations, k, &one);
          digest_values (result, 1, &one.ratio);
        }
    }
  return TRUE;
}

static gboolean
find_moved (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscOptimalSet) set =
    rsc_moved_set_new (things->unique, things->moved, cancellable, error);

  if (set == NULL)
    return FALSE;
  digest_size (result, rsc_optimal_set_get_dimension (set));
  return digest_solution (result, rsc_optimal_set_get_solution (set));
}

static gboolean
find_target_move (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscTargetMove move = { 0 };

  if (!rsc_target_move_find (things->set, &move, NULL, NULL, cancellable, error))
    return FALSE;
  digest_values (result, 1, &move.step);
  digest_size (result, move.row);
  return TRUE;
}

static gboolean
leave_one_out (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscLeftOut left_out;

  if (!rsc_leave_one_out_find (things->set, 1, &left_out, cancellable, error))
    return FALSE;
  digest_size (result, left_out.dimension);
  digest_size (result, left_out.n_support);
  return TRUE;
}

static gboolean
draw_sample (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscSetSample) sample =
    rsc_set_sample_new (things->set, 1, 2, things->large ? 400 : 40, cancellable, error);

  if (sample == NULL)
    return FALSE;
  digest_values (result, rsc_optimal_set_get_n_neurons (things->set),
                 rsc_set_sample_get_norms (sample, 9));
  return TRUE;
}

static gboolean
distribute (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (things->set));
  const RscScalar scalar = { RSC_SCALAR_ERROR, 0, NULL, rsc_problem_get_dataset (problem) };
  g_autoptr (RscDistribution) distribution =
    rsc_distribution_new (things->sample, &scalar, cancellable, error);

  if (distribution == NULL)
    return FALSE;
  digest_values (result, distribution->n, distribution->values);
  digest_values (result, 1, &distribution->high);
  return TRUE;
}

static gboolean
find_widest (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  double x[8] = { 0 };

  if (!rsc_distribution_find_widest (things->set, x, cancellable, error))
    return FALSE;
  digest_values (result, G_N_ELEMENTS (x), x);
  return TRUE;
}

static gboolean
tune (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (things->set));
  RscDataset *points = rsc_problem_get_dataset (problem);
  RscTuningSettings settings;

  rsc_tuning_settings_init (&settings);
  g_autoptr (RscTuning) tuning =
    rsc_tuning_new (things->set, points, points, &settings, cancellable, error);

  if (tuning == NULL)
    return FALSE;
  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    digest_values (result, rsc_optimal_set_get_n_neurons (things->set),
                   rsc_tuning_get_pick (tuning, c)->a);
  return TRUE;
}

static gboolean
tune_fit (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (things->set));
  RscDataset *points = rsc_problem_get_dataset (problem);
  RscTuningSettings settings;

  rsc_tuning_settings_init (&settings);
  g_autoptr (RscTuning) tuning =
    rsc_tuning_new_for_fit (things->fit, points, points, &settings, cancellable, error);

  if (tuning == NULL)
    return FALSE;
  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    digest_values (result, rsc_equal_fit_get_n_neurons (things->fit),
                   rsc_tuning_get_pick (tuning, c)->a);
  return TRUE;
}

static gboolean
find_equal_fit (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscSolution *optimum = rsc_optimal_set_get_solution (things->set);
  g_autoptr (RscEqualFit) fit = rsc_equal_fit_new_within (
    rsc_problem_get_dataset (rsc_solution_get_problem (optimum)), things->trained,
    rsc_solution_get_lambda (optimum), things->large ? 500 : 50, 0, cancellable, error);

  if (fit == NULL)
    return FALSE;
  digest_values (result, rsc_equal_fit_get_n_neurons (fit), rsc_equal_fit_get_least (fit));
  return TRUE;
}

static const Job jobs[] = {
  { "set", find_set },
  { "vertices", find_vertices },
  { "projection", project },
  { "complex", find_complex },
  { "walk", walk_complex },
  { "dependence", find_dependence },
  { "envelope", find_envelope },
  { "landscape", find_landscape },
  { "correlations", find_correlations },
  { "moved-set", find_moved },
  { "target-move", find_target_move },
  { "left-out", leave_one_out },
  { "sample", draw_sample },
  { "distribution", distribute },
  { "widest", find_widest },
  { "tuning", tune },
  { "tuning-fit", tune_fit },
  { "equal-fit", find_equal_fit },
};

const JobTable jobs_of_sets = { jobs, G_N_ELEMENTS (jobs) };
