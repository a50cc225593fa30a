/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-facts.h"

#include <cblas.h>
#include <math.h>

#include "core/set/rsc-envelope.h"

/* Predictions at data differ by rounding alone below this part of the largest target. */
#define SPREAD_ROUNDING 1e-9

/* Rows times vertices of which the spread is worked out while a person waits. */
#define SPREAD_MAX 100000

gboolean
rsc_document_has_settled (RscDocument *self)
{
  RscResults *results = rsc_document_get_results (self);

  return rsc_results_get_set (results) && !rsc_results_is_busy (results)
         && !rsc_results_is_set_stale (results) && !rsc_results_is_outdated (results)
         && !rsc_results_is_late (results) && !rsc_results_get_frame (results);
}

/* --- the set ---------------------------------------------------------------------------------- */

static void
find_vertex_widths (RscOptimalSet *set, gsize *widest, gsize *n_narrowest)
{
  const gsize narrowest = rsc_optimal_set_get_narrowest_width (set);

  *widest = 0;
  *n_narrowest = 0;
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      const gsize width = rsc_optimal_set_get_vertex_width (set, k);

      *widest = MAX (*widest, width);
      *n_narrowest += width == narrowest;
    }
}

/* How far predictions of two optimal networks are apart at most at a data point: the largest. */
static gboolean
find_spread_at_data (RscDocument *self, double *value)
{
  RscOptimalSet *set = rsc_document_get_set (self);
  RscDataset *train = rsc_document_get_train (self);
  const gsize n = train ? rsc_dataset_get_n (train) : 0;
  g_autofree double *lower = g_new0 (double, MAX (n, 1));
  g_autofree double *upper = g_new0 (double, MAX (n, 1));
  double scale = 0;

  if (n == 0
      || (double) n * (double) (rsc_optimal_set_get_n_vertices (set) + 1)
             * (double) (rsc_optimal_set_get_n_neurons (set) + 1)
           > SPREAD_MAX
      || !rsc_optimal_set_get_envelope (set, n, rsc_dataset_get_x (train), lower, upper, NULL,
                                        NULL))
    return FALSE;
  *value = 0;
  for (gsize i = 0; i < n; i++)
    {
      *value = MAX (*value, upper[i] - lower[i]);
      scale = MAX (scale, fabs (rsc_dataset_get_y (train)[i]));
    }
  if (*value < SPREAD_ROUNDING * scale)
    *value = 0;
  return TRUE;
}

/* The same over the picture of the function. */
static gboolean
find_spread_between (RscDocument *self, double *value)
{
  RscEnvelope *envelope = rsc_results_get_envelope (rsc_document_get_results (self));

  if (!envelope)
    return FALSE;
  *value = 0;
  for (gsize k = 0; k < envelope->nx * envelope->ny; k++)
    *value = MAX (*value, envelope->upper[k] - envelope->lower[k]);
  return TRUE;
}

static gboolean
get_solution_fact (RscSolution *solution, RscFact fact, double *value)
{
  switch ((int) fact)
    {
    case RSC_FACT_OBJECTIVE:
      *value = rsc_solution_get_objective (solution);
      return TRUE;
    case RSC_FACT_GAP:
      *value = rsc_solution_get_bound_over_all (solution);
      return TRUE;
    case RSC_FACT_SQUARED_ERROR:
      *value = rsc_solution_get_squared_error (solution);
      return TRUE;
    case RSC_FACT_PENALTY:
      *value = rsc_solution_get_penalty (solution);
      return TRUE;
    case RSC_FACT_LAMBDA:
      *value = rsc_solution_get_lambda (solution);
      return TRUE;
    case RSC_FACT_LAMBDA_MAX:
      *value = rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
      return TRUE;
    case RSC_FACT_PATTERNS:
      *value = (double) rsc_problem_get_n_blocks (rsc_solution_get_problem (solution)) / 2;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
get_set_fact (RscDocument *self, RscOptimalSet *set, RscFact fact, double *value)
{
  gsize widest, n_narrowest;

  switch ((int) fact)
    {
    case RSC_FACT_EQUICORRELATED_BLOCKS:
      *value = (double) rsc_optimal_set_get_n_equicorrelated (set);
      return TRUE;
    case RSC_FACT_EQUICORRELATED:
      *value = (double) rsc_optimal_set_get_n_neurons (set);
      return TRUE;
    case RSC_FACT_SUPPORT:
      *value = (double) rsc_optimal_set_get_n_support (set);
      return TRUE;
    case RSC_FACT_RANK:
      *value = (double) rsc_optimal_set_get_rank (set);
      return TRUE;
    case RSC_FACT_DIMENSION:
      *value = (double) rsc_optimal_set_get_dimension (set);
      return TRUE;
    case RSC_FACT_UNIQUE:
      *value = rsc_optimal_set_is_unique (set);
      return TRUE;
    case RSC_FACT_NEXT_CORRELATION:
      *value = rsc_optimal_set_get_next_correlation (set);
      return TRUE;
    case RSC_FACT_VERTICES:
      *value = (double) rsc_optimal_set_get_n_vertices (set);
      return TRUE;
    case RSC_FACT_VERTICES_COMPLETE:
      *value = rsc_optimal_set_get_vertices_complete (set);
      return TRUE;
    case RSC_FACT_NARROWEST:
      *value = (double) rsc_optimal_set_get_narrowest_width (set);
      return TRUE;
    case RSC_FACT_NARROWEST_PROVED:
      *value = rsc_optimal_set_get_narrowest_proved (set);
      return TRUE;
    case RSC_FACT_WIDEST_VERTEX:
      find_vertex_widths (set, &widest, &n_narrowest);
      *value = (double) widest;
      return TRUE;
    case RSC_FACT_NARROWEST_VERTICES:
      find_vertex_widths (set, &widest, &n_narrowest);
      *value = (double) n_narrowest;
      return TRUE;
    case RSC_FACT_SPREAD_AT_DATA:
      return find_spread_at_data (self, value);
    case RSC_FACT_SPREAD_BETWEEN:
      return find_spread_between (self, value);
    default:
      return FALSE;
    }
}

/* --- the network on show ---------------------------------------------------------------------- */

/* Σ ||θ1_i|| |θ2_i| */
static double
sum_norms (const RscNetwork *network)
{
  const gsize d = rsc_network_get_d (network);
  g_autofree double *w = g_new (double, MAX (d, 1));
  double sum = 0;

  for (gsize i = 0; i < rsc_network_get_width (network); i++)
    {
      rsc_network_get_convex (network, i, w);
      sum += cblas_dnrm2 ((int) d, w, 1);
    }
  return sum;
}

static gboolean
get_picked_fact (RscDocument *self, RscFact fact, double *value)
{
  const RscPickedNetwork *picked = rsc_document_get_picked (self);
  RscNetwork *network = rsc_picked_network_get_network (picked);

  if (!network)
    return FALSE;
  switch ((int) fact)
    {
    case RSC_FACT_WIDTH:
      *value = (double) rsc_picked_network_get_width (picked);
      return TRUE;
    case RSC_FACT_AT_VERTEX:
      *value = rsc_picked_network_get_vertex (picked) >= 0;
      return TRUE;
    case RSC_FACT_PICKED_PENALTY:
      *value = sum_norms (network);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- the path --------------------------------------------------------------------------------- */

static gboolean
get_path_fact (RscDocument *self, RscFact fact, double *value)
{
  const RscKnownPath *known = rsc_document_get_known_path (self);
  RscPath *path = rsc_known_path_get_path (known);

  if (fact == RSC_FACT_PATH_COMPLETE)
    {
      *value = rsc_known_path_is_complete (known);
      return TRUE;
    }
  if (!path || !rsc_known_path_is_complete (known))
    return FALSE;
  switch ((int) fact)
    {
    case RSC_FACT_PATH_POINTS:
      *value = (double) rsc_path_get_n_points (path);
      return TRUE;
    case RSC_FACT_EVENTS:
      *value = (double) rsc_path_get_n_events (path);
      return TRUE;
    case RSC_FACT_JUMPS:
      *value = (double) rsc_path_get_n_jumps (path);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- pruning ---------------------------------------------------------------------------------- */

static gboolean
get_pruning_fact (RscDocument *self, RscFact fact, double *value)
{
  RscPruner *pruner = rsc_document_get_pruner (self);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  const gsize index = rsc_pruner_get_index (pruner);
  const RscPruningState *state;

  if (!walk || rsc_pruner_is_busy (pruner))
    return FALSE;
  state = rsc_pruning_get_state (walk, index);
  switch ((int) fact)
    {
    case RSC_FACT_PRUNING_START:
      *value = (double) rsc_pruning_get_start_width (walk);
      return TRUE;
    case RSC_FACT_PRUNING_WIDTH:
      *value = (double) state->width;
      return TRUE;
    case RSC_FACT_PRUNING_REMOVED:
      *value = (double) (rsc_pruning_get_start_width (walk) - state->width);
      return TRUE;
    case RSC_FACT_PRUNING_MINIMAL:
      *value =
        rsc_pruning_get_minimal (walk) >= 0 && index == (gsize) rsc_pruning_get_minimal (walk);
      return TRUE;
    case RSC_FACT_PRUNING_FIT_CHANGE:
      *value = state->fit_change;
      return TRUE;
    case RSC_FACT_PRUNING_OBJECTIVE_CHANGE:
      *value = fabs (state->objective_change);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- widths ----------------------------------------------------------------------------------- */

static gboolean
get_widths_fact (RscDocument *self, RscFact fact, double *value)
{
  RscWidths *widths = rsc_document_get_widths (self);
  RscComplex *cells = rsc_widths_get_complex (widths);
  RscComplexLevel level;

  if (!cells || rsc_widths_is_stale (widths))
    return FALSE;
  rsc_complex_get_level (cells, rsc_widths_get_m (widths), &level);
  switch ((int) fact)
    {
    case RSC_FACT_M:
      *value = (double) rsc_widths_get_m (widths);
      return TRUE;
    case RSC_FACT_M_LEAST:
      *value = (double) rsc_complex_get_least_width (cells, NULL);
      return TRUE;
    case RSC_FACT_M_LARGEST:
      *value = (double) rsc_complex_get_largest_width (cells, NULL);
      return TRUE;
    case RSC_FACT_CONNECTED_FROM:
      *value = (double) rsc_complex_get_connected_from (cells, NULL);
      return TRUE;
    case RSC_FACT_THEOREM_BOUND:
      *value = (double) rsc_complex_get_theorem_bound (cells);
      return TRUE;
    case RSC_FACT_PIECES:
      *value = (double) level.n_components;
      return TRUE;
    case RSC_FACT_ISOLATED:
      *value = (double) level.n_isolated;
      return TRUE;
    case RSC_FACT_WALKED:
      *value = rsc_widths_get_walk (widths) != NULL;
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- training --------------------------------------------------------------------------------- */

/* The least and the largest end, as multiples of the optimum; those that diverged do not count. */
static void
find_ends (RscTrainingRuns *runs, double *best, double *worst)
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);
  const double optimum = rsc_solution_get_objective (rsc_training_runs_get_optimum (runs));

  *best = INFINITY;
  *worst = 0;
  for (gsize k = 0; k < fan->n_runs; k++)
    if (rsc_training_get_status (fan->runs[k]) != RSC_TRAINING_DIVERGED)
      {
        const double ratio = rsc_training_get_end (fan->runs[k])->objective / optimum;

        *best = MIN (*best, ratio);
        *worst = MAX (*worst, ratio);
      }
}

/* Ends of each kind; FALSE while one is not known. */
static gboolean
count_kinds (RscTrainingRuns *runs, gsize counts[3])
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);

  for (gsize k = 0; k < fan->n_runs; k++)
    {
      RscStationarity *kind = rsc_training_runs_get_kind (runs, k);

      if (!kind)
        return FALSE;
      counts[rsc_stationarity_get_class (kind)]++;
    }
  return TRUE;
}

static gboolean
get_ended_fact (RscTrainingRuns *runs, RscFact fact, double *value)
{
  gsize counts[3] = { 0 };
  double best, worst;

  if (fact == RSC_FACT_TRAINING_BEST || fact == RSC_FACT_TRAINING_WORST)
    {
      if (!rsc_training_runs_get_optimum (runs))
        return FALSE;
      find_ends (runs, &best, &worst);
      *value = fact == RSC_FACT_TRAINING_BEST ? best : worst;
      return TRUE;
    }
  if (!count_kinds (runs, counts))
    {
      *value = 0;
      return fact == RSC_FACT_TRAINING_CLASSIFIED;
    }
  *value = fact == RSC_FACT_TRAINING_CLASSIFIED   ? 1
           : fact == RSC_FACT_TRAINING_OPTIMAL    ? (double) counts[RSC_STATIONARITY_OPTIMAL]
           : fact == RSC_FACT_TRAINING_STATIONARY ? (double) counts[RSC_STATIONARITY_STATIONARY]
                                                  : (double) counts[RSC_STATIONARITY_NONE];
  return TRUE;
}

static gboolean
get_training_fact (RscDocument *self, RscFact fact, double *value)
{
  RscTrainingRuns *runs = rsc_document_get_training (self);
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);
  const RscTrainingWalk *walk = rsc_training_runs_get_walk (runs);

  switch ((int) fact)
    {
    case RSC_FACT_TRAINING_RUNS:
      *value = fan ? (double) fan->n_runs : 0;
      return TRUE;
    case RSC_FACT_TRAINING_WIDTH:
      *value = (double) rsc_document_get_state (self)->training->width;
      return TRUE;
    case RSC_FACT_DESCENDED:
      *value = walk && rsc_training_runs_is_at_walk_end (runs);
      return TRUE;
    case RSC_FACT_TRAINING_ENDED:
      *value = fan && !rsc_training_runs_is_busy (runs);
      return TRUE;
    default:
      return fan && !rsc_training_runs_is_busy (runs) && get_ended_fact (runs, fact, value);
    }
}

/* --- all -------------------------------------------------------------------------------------- */

static gboolean
get_state_fact (RscDocument *self, RscFact fact, double *value)
{
  const RscDocumentState *state = rsc_document_get_state (self);

  switch ((int) fact)
    {
    case RSC_FACT_ROWS:
      *value = state->train ? (double) rsc_dataset_get_n (state->train) : 0;
      return state->train != NULL;
    case RSC_FACT_FEATURES:
      *value = state->source ? (double) rsc_dataset_get_d (state->source) : 0;
      return state->source != NULL;
    case RSC_FACT_LAMBDA_RATIO:
      *value = state->lambda_ratio;
      return TRUE;
    case RSC_FACT_SELECTED:
      *value = rsc_document_get_selected_neuron (self) >= 0;
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
rsc_document_get_fact (RscDocument *self, RscFact fact, double *value)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (fact < RSC_N_FACTS, FALSE);

  if (get_state_fact (self, fact, value))
    return TRUE;
  if (!rsc_document_has_settled (self))
    return FALSE;
  return get_solution_fact (rsc_document_get_solution (self), fact, value)
         || get_set_fact (self, rsc_document_get_set (self), fact, value)
         || get_picked_fact (self, fact, value) || get_path_fact (self, fact, value)
         || get_pruning_fact (self, fact, value) || get_widths_fact (self, fact, value)
         || get_training_fact (self, fact, value);
}
