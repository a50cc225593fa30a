/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include "app/model/rsc-compared.h"
#include "app/model/rsc-counterpart.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-reasons.h"
#include "core/program/rsc-solver.h"
#include "core/set/rsc-complex-walk.h"
#include "core/set/rsc-moved-set.h"

#include <math.h>

/* What the pages know of the set on show. Most of it names the set that it is of; the rest is
 * worked out once more from the set on show whenever a reply has come or the set is another one. */

/* Two ways to the same number. */
#define CLOSE 1e-6

static RscOptimalSet *
get_set (Storm *s)
{
  return rsc_document_get_set (s->document);
}

static RscProblem *
get_problem (RscOptimalSet *set)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
}

/* Neither a frame of the path nor a set of before. */
static gboolean
is_resting (Storm *s)
{
  RscResults *results = rsc_document_get_results (s->document);

  return !rsc_results_get_frame (results) && !rsc_results_is_set_stale (results)
         && !rsc_results_is_late (results);
}

gboolean
storm_is_to_see (Storm *s, RscRequestKind kind)
{
  RscOptimalSet *set = get_set (s);

  if (s->looked_at[kind] == set)
    return FALSE;
  g_clear_pointer (&s->looked_at[kind], rsc_optimal_set_unref);
  s->looked_at[kind] = rsc_optimal_set_ref (set);
  return TRUE;
}

void
storm_doubt (Storm *s)
{
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    g_clear_pointer (&s->looked_at[k], rsc_optimal_set_unref);
}

/* --- the certificate ------------------------------------------------------------------------- */

void
storm_follow_landscape (Storm *s)
{
  RscSolution *solution = rsc_document_get_solution (s->document);
  const gboolean trained =
    solution && rsc_training_runs_is_active (rsc_document_get_training (s->document));

  rsc_shown_landscape_set_network (
    s->landscape, trained ? rsc_solution_get_problem (solution) : NULL,
    trained ? rsc_solution_get_lambda (solution) : 0,
    trained ? rsc_picked_network_get_network (rsc_document_get_picked (s->document)) : NULL);
  rsc_shown_landscape_set (s->landscape, get_set (s), is_resting (s));
}

static void
check_landscape (Storm *s)
{
  RscLandscape *landscape = rsc_shown_landscape_get (s->landscape);
  RscOptimalSet *set = get_set (s);

  if (!landscape)
    return;
  if (!rsc_landscape_get_set (landscape))
    {
      g_assert_true (rsc_training_runs_is_active (rsc_document_get_training (s->document)));
      return;
    }
  g_assert_true (rsc_landscape_get_set (landscape) == set);
  g_assert_true (rsc_landscape_get_problem (landscape) == get_problem (set));
  g_assert_cmpfloat (rsc_landscape_get_lambda (landscape), ==,
                     rsc_solution_get_lambda (rsc_optimal_set_get_solution (set)));
  g_assert_cmpuint (rsc_landscape_get_n_neurons (landscape), ==,
                    rsc_optimal_set_get_n_neurons (set));
}

/* At rest it is that of the network that was trained, where one is on show. */
static void
check_trained_landscape (Storm *s)
{
  RscLandscape *landscape = rsc_shown_landscape_get (s->landscape);
  RscNetwork *network = rsc_picked_network_get_network (rsc_document_get_picked (s->document));
  RscDataset *dataset = rsc_document_get_train (s->document);
  const gsize n = dataset ? rsc_dataset_get_n (dataset) : 0;
  g_autofree double *f = g_new (double, n + 1);

  if (!landscape || !rsc_training_runs_is_active (rsc_document_get_training (s->document)))
    return;
  g_assert_null (rsc_landscape_get_set (landscape));
  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (rsc_landscape_get_residual (landscape)[i], ==,
                       rsc_dataset_get_y (dataset)[i] - f[i]);
}

/* --- widths ---------------------------------------------------------------------------------- */

static void
check_in_set (RscOptimalSet *set, const double *a)
{
  if (rsc_optimal_set_get_polytope (set))
    g_assert_cmpfloat (rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), a), <=,
                       CLOSE);
}

static void
check_widths (Storm *s)
{
  RscWidths *widths = rsc_document_get_widths (s->document);
  RscComplex *complex = rsc_widths_get_complex (widths);
  const RscComplexWalk *walk = rsc_widths_get_walk (widths);
  RscComplexLevel level;
  gsize n_pieces;

  if (!complex)
    {
      g_assert_null (walk);
      g_assert_false (rsc_widths_has_start (widths));
      return;
    }
  g_assert_true (rsc_complex_get_set (complex) == get_set (s));
  rsc_complex_get_level (complex, rsc_widths_get_m (widths), &level);
  g_assert_nonnull (rsc_widths_get_pieces (widths, &n_pieces));
  g_assert_cmpuint (n_pieces, ==, level.n_components);
  if (!walk)
    return;
  g_assert_true (rsc_widths_has_start (widths));
  g_assert_cmpuint (walk->n_neurons, ==, rsc_optimal_set_get_n_neurons (get_set (s)));
  for (gsize k = 0; k < walk->n_stops; k++)
    check_in_set (get_set (s), walk->stops + k * walk->n_neurons);
  g_assert_nonnull (s->walk_from);
  g_assert_nonnull (s->walk_to);
  for (gsize i = 0; i < walk->n_neurons; i++)
    {
      g_assert_cmpfloat (fabs (walk->stops[i] - s->walk_from[i]), <=,
                         CLOSE * (1 + s->walk_from[i]));
      /* Else the next is on its way. */
      if (!rsc_widths_is_busy (widths))
        g_assert_cmpfloat (
          fabs (walk->stops[(walk->n_stops - 1) * walk->n_neurons + i] - s->walk_to[i]), <=,
          CLOSE * (1 + s->walk_to[i]));
    }
}

/* --- reasons --------------------------------------------------------------------------------- */

static void
check_explanation (RscOptimalSet *set, const RscExplanation *explanation)
{
  g_autoptr (RscDependence) dependence = rsc_dependence_new (set, NULL);
  g_autoptr (RscGeneralPosition) position =
    rsc_general_position_new (get_problem (set), NULL, NULL);

  g_assert_cmpint (dependence != NULL, ==, explanation->dependence != NULL);
  for (gsize k = 0; dependence && k < dependence->n_neurons; k++)
    {
      g_assert_cmpuint (dependence->n_neurons, ==, explanation->dependence->n_neurons);
      g_assert_cmpuint (dependence->neurons[k], ==, explanation->dependence->neurons[k]);
      g_assert_cmpfloat (dependence->alpha[k], ==, explanation->dependence->alpha[k]);
    }
  g_assert_cmpuint (position->coincidences->len, ==, explanation->position->coincidences->len);
}

static void
check_left_out (RscOptimalSet *set, const RscLeftOut *told)
{
  RscLeftOut out;

  if (!rsc_leave_one_out_find (set, told->row, &out, NULL, NULL))
    return;
  g_assert_cmpint (told->trusted, ==, out.trusted);
  g_assert_cmpint (told->unique, ==, out.unique);
  g_assert_cmpuint (told->dimension, ==, out.dimension);
  g_assert_cmpuint (told->n_support, ==, out.n_support);
}

/* Of data that are moved so as many λ_max is told as they have. */
static void
check_move (RscOptimalSet *set, const RscFoundMove *found)
{
  g_autoptr (RscDataset) moved = NULL;
  g_autoptr (RscOptimalSet) there = NULL;

  if (found->move.step == 0.0)
    return;
  g_assert_cmpuint (found->move.row, <, rsc_problem_get_n (get_problem (set)));
  moved = rsc_target_move_apply (&found->move, set, NULL);
  there = rsc_moved_set_new (set, moved, NULL, NULL);
  g_assert_nonnull (there);
  g_assert_true (rsc_optimal_set_is_unique (there));
  g_assert_cmpfloat (rsc_problem_get_lambda_max (get_problem (there)), ==, found->lambda_max);
}

/* What neurons that make up for each other add up to is 0 at the points on show. */
static void
check_sum (RscOptimalSet *set, RscNetwork *network)
{
  RscDataset *dataset = rsc_problem_get_dataset (get_problem (set));
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  g_autofree double *f = g_new (double, n);
  double size = 1;

  for (gsize k = 0; k < n * d; k++)
    size = fmax (size, fabs (rsc_dataset_get_x (dataset)[k]));
  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (fabs (f[i]), <=, CLOSE * size);
}

static void
check_reasons (Storm *s)
{
  RscReasons *reasons = rsc_document_get_reasons (s->document);
  const RscExplanation *explanation = rsc_reasons_get_explanation (reasons);
  const RscLeftOuts *outs = rsc_reasons_get_left_outs (reasons);
  const RscFoundMove *move = rsc_reasons_get_move (reasons);
  RscOptimalSet *set = get_set (s);

  if (!explanation)
    {
      g_assert_null (outs);
      g_assert_null (move);
      return;
    }
  g_assert_true (rsc_reasons_get_set (reasons) == set);
  if (storm_is_to_see (s, RSC_REQUEST_EXPLAIN))
    check_explanation (set, explanation);
  if (rsc_reasons_get_network (reasons))
    check_sum (set, rsc_reasons_get_network (reasons));
  g_assert_cmpuint (outs ? outs->n : 0, <=, rsc_problem_get_n (get_problem (set)));
  for (gsize k = 0; outs && k < outs->n; k++)
    g_assert_cmpuint (outs->outs[k].row, ==, k);
  if (outs && outs->n > 0 && storm_is_to_see (s, RSC_REQUEST_LEAVE_OUT))
    check_left_out (set, &outs->outs[s->n_done % outs->n]);
  if (move && storm_is_to_see (s, RSC_REQUEST_MOVE))
    check_move (set, move);
}

/* --- the distribution ------------------------------------------------------------------------ */

static void
check_spread (Storm *s)
{
  RscSpread *spread = rsc_document_get_spread (s->document);
  RscDistribution *known = rsc_spread_get_distribution (spread);
  RscOptimalSet *set = get_set (s);
  const double *place;
  gsize d;

  if (!set)
    g_assert_null (known);
  if (!rsc_spread_is_current (spread))
    return;
  g_assert_nonnull (known);
  g_assert_true (rsc_distribution_get_set (known) == set);
  g_assert_cmpint (known->scalar.kind, ==, rsc_spread_get_kind (spread));
  if (known->scalar.kind == RSC_SCALAR_NORM)
    g_assert_cmpuint (known->scalar.neuron, ==, rsc_spread_get_neuron (spread));
  /* For a moment after a change of the data the set is of those before, and so are the points. */
  if ((known->scalar.kind == RSC_SCALAR_ERROR || known->scalar.kind == RSC_SCALAR_ACCURACY)
      && !rsc_results_is_outdated (rsc_document_get_results (s->document)))
    g_assert_true (known->scalar.points == rsc_document_get_state (s->document)->test);
  place = rsc_spread_get_place (spread, &d);
  for (gsize k = 0; place && k < d; k++)
    g_assert_cmpfloat (place[k], ==, known->scalar.x[k]);
  if (!storm_is_to_see (s, RSC_REQUEST_SPREAD))
    return;
  for (int k = 0; k < 2; k++)
    {
      const double *a = k ? known->at_high : known->at_low;
      const double end = k ? known->high : known->low;

      if (!a)
        continue;
      check_in_set (set, a);
      g_assert_cmpfloat (fabs (rsc_scalar_measure (set, &known->scalar, a) - end), <=,
                         CLOSE * (1 + fabs (end)));
    }
}

/* --- effects of targets ---------------------------------------------------------------------- */

static void
check_effects_of (Storm *s, const RscTargetEffects *known)
{
  RscEffects *effects = rsc_document_get_effects (s->document);
  RscOptimalSet *set = get_set (s);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const double *picked = rsc_picked_network_get_point (rsc_document_get_picked (s->document));
  const double *wanted = NULL;

  switch (rsc_effects_get_of (effects))
    {
    case RSC_TARGET_EFFECTS_OF_THE_ONLY:
      g_assert_true (rsc_optimal_set_is_unique (set));
      break;
    case RSC_TARGET_EFFECTS_OF_THE_PICKED:
      g_assert_nonnull (picked);
      wanted = picked;
      break;
    case RSC_TARGET_EFFECTS_OF_THE_NARROWEST:
    default:
      wanted = rsc_optimal_set_get_narrowest (set);
    }
  for (gsize k = 0; wanted && k < m; k++)
    g_assert_cmpfloat (rsc_target_effects_get_norms (known)[k], ==, wanted[k]);
}

static void
check_effects (Storm *s)
{
  RscEffects *effects = rsc_document_get_effects (s->document);
  const RscTargetEffects *known = rsc_effects_get (effects);
  const RscTargetRange *range = rsc_effects_get_range (effects);
  const gssize row = rsc_effects_get_row (effects);
  RscOptimalSet *set = get_set (s);

  if (!known)
    {
      g_assert_null (range);
      g_assert_null (rsc_effects_get_norms (effects));
      return;
    }
  g_assert_true (rsc_target_effects_get_set (known) == set);
  check_effects_of (s, known);
  if (rsc_effects_get_norms (effects))
    {
      const gsize m = rsc_optimal_set_get_n_neurons (set);
      const gsize n = rsc_problem_get_n (get_problem (set));
      g_autofree double *norms = g_new (double, m + 1);
      g_autofree double *fit = g_new (double, n + 1);

      g_assert_cmpint (row, >=, 0);
      rsc_target_effects_find ((RscTargetEffects *) known, (gsize) row, norms, fit);
      for (gsize k = 0; k < m; k++)
        g_assert_cmpfloat (rsc_effects_get_norms (effects)[k], ==, norms[k]);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (rsc_effects_get_fit (effects)[i], ==, fit[i]);
    }
  if (range)
    {
      g_assert_cmpint ((gssize) range->row, ==, rsc_effects_get_chosen (effects));
      if (storm_is_to_see (s, RSC_REQUEST_RANGE))
        {
          RscTargetRange again;

          g_assert_true (rsc_target_range_find (set, range->row, &again, NULL, NULL));
          g_assert_cmpfloat (range->low, ==, again.low);
          g_assert_cmpfloat (range->high, ==, again.high);
        }
    }
}

/* --- what is compared ------------------------------------------------------------------------ */

static double
measure_error (RscNetwork *network, RscDataset *dataset)
{
  const gsize n = rsc_dataset_get_n (dataset);
  g_autofree double *f = g_new (double, n);
  double sum = 0;

  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    sum += (f[i] - rsc_dataset_get_y (dataset)[i]) * (f[i] - rsc_dataset_get_y (dataset)[i]);
  return sum;
}

static void
check_walk_width (Storm *s, const RscComparison *comparison)
{
  RscCompared *compared = rsc_document_get_compared (s->document);
  const gsize width = rsc_compared_get_walk_width (compared, NULL);
  g_autoptr (RscComplex) complex = NULL;
  g_autoptr (RscComplexWalk) walk = NULL;

  if (width == 0)
    return;
  g_assert_true (comparison->distance >= 0.0);
  if (!storm_is_to_see (s, RSC_REQUEST_COMPARE))
    return;
  complex = rsc_complex_new_for_set (get_set (s), NULL, NULL);
  walk = rsc_complex_walk_new (complex, comparison->points[0], comparison->points[1], NULL, NULL);
  g_assert_cmpuint (walk->m, ==, width);
}

static void
check_compared (Storm *s)
{
  RscCompared *compared = rsc_document_get_compared (s->document);
  const RscComparison *known = rsc_compared_get (compared);
  const RscPin *pin = rsc_pins_get_chosen (rsc_document_get_state (s->document)->pins);
  RscNetwork *shown = rsc_picked_network_get_network (rsc_document_get_picked (s->document));
  RscDataset *dataset = rsc_document_get_train (s->document);

  if (rsc_compared_get_set (compared))
    g_assert_true (rsc_compared_get_set (compared) == get_set (s));
  if (!known)
    {
      g_assert_cmpuint (rsc_compared_get_walk_width (compared, NULL), ==, 0);
      return;
    }
  g_assert_true (pin && shown);
  g_assert_cmpfloat (known->lambda, ==,
                     rsc_solution_get_lambda (rsc_document_get_solution (s->document)));
  for (int k = 0; k < 2; k++)
    {
      RscNetwork *network = k ? shown : pin->network;
      const double error = measure_error (network, dataset);

      g_assert_cmpuint (known->widths[k], ==, rsc_network_get_width (network));
      g_assert_cmpfloat (fabs (known->squared_error[k] - error), <=, CLOSE * (1 + error));
    }
  check_walk_width (s, known);
}

/* The set of a pinned λ in the picture is as large as that is where it is solved once more. */
static void
check_pinned (Storm *s)
{
  const double ratio = rsc_document_get_state (s->document)->pinned_ratio;
  RscHull *hull = rsc_document_get_pinned_hull (s->document);
  RscOptimalSet *set = get_set (s);
  const RscShownAxes *shown = rsc_document_get_shown_axes (s->document);

  if (!hull)
    return;
  g_assert_cmpfloat (ratio, >, 0);
  g_assert_cmpuint (hull->n_axes, ==, rsc_shown_axes_get (shown, NULL));
  if (!set || !is_resting (s) || !storm_is_to_see (s, RSC_REQUEST_PINNED)
      || rsc_arrangement_get_kind (rsc_problem_get_arrangement (get_problem (set)))
           == RSC_PATTERNS_PRICED)
    return;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (get_problem (set), ratio * rsc_problem_get_lambda_max (get_problem (set)),
                      NULL, NULL, NULL, NULL, NULL, NULL);
  const double most = rsc_solution_get_penalty (solution);

  /* Σ a is the same for all networks of a set, and no share of it is more. */
  for (gsize k = 0; k < hull->n_points; k++)
    {
      double sum = 0;

      for (gsize i = 0; i < hull->n_axes; i++)
        sum += hull->points[k * hull->n_axes + i];
      g_assert_cmpfloat (sum, <=, most + CLOSE * (1 + most));
    }
}

static void
check_counterpart (Storm *s)
{
  RscCounterpart *counterpart = rsc_document_get_counterpart (s->document);
  const RscConePrice *price = rsc_counterpart_get_price (counterpart);
  RscOptimalSet *set = get_set (s);
  RscOptimalSet *sets[] = { rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU),
                            rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED) };

  g_assert_true (set || (!sets[0] && !sets[1]));
  for (int k = 0; k < 2; k++)
    {
      RscProblem *problem = sets[k] ? get_problem (sets[k]) : NULL;

      if (!problem)
        continue;
      g_assert_cmpint (rsc_problem_get_activation (problem), ==,
                       k ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU);
      g_assert_true (rsc_problem_get_dataset (problem)
                     == rsc_problem_get_dataset (get_problem (set)));
      g_assert_true (rsc_problem_get_arrangement (problem)
                     == rsc_problem_get_arrangement (get_problem (set)));
      g_assert_cmpfloat (rsc_solution_get_lambda (rsc_optimal_set_get_solution (sets[k])), ==,
                         rsc_solution_get_lambda (rsc_optimal_set_get_solution (set)));
    }
  if (!price || !set)
    return;
  g_assert_true (rsc_problem_get_dataset (rsc_solution_get_problem (price->last))
                 == rsc_problem_get_dataset (get_problem (set)));
  g_assert_true (rsc_problem_get_arrangement (rsc_solution_get_problem (price->last))
                 == rsc_problem_get_arrangement (get_problem (set)));
}

/* --- all of them ----------------------------------------------------------------------------- */

void
storm_check_known (Storm *s)
{
  check_landscape (s);
  check_widths (s);
  check_reasons (s);
  check_spread (s);
  check_effects (s);
  check_compared (s);
  check_pinned (s);
  check_counterpart (s);
}

/* What is wanted is there, or why it is not. */
void
storm_check_rest (Storm *s)
{
  RscWidths *widths = rsc_document_get_widths (s->document);
  RscReasons *reasons = rsc_document_get_reasons (s->document);
  RscSpread *spread = rsc_document_get_spread (s->document);
  RscEffects *effects = rsc_document_get_effects (s->document);
  RscOptimalSet *set = get_set (s);

  g_assert_false (rsc_widths_is_busy (widths));
  g_assert_false (rsc_reasons_is_busy (reasons));
  g_assert_false (rsc_compared_is_busy (rsc_document_get_compared (s->document)));
  if (!set || !is_resting (s))
    return;
  if (rsc_shown_landscape_get (s->landscape))
    g_assert_false (rsc_landscape_is_passing (rsc_shown_landscape_get (s->landscape)));
  check_trained_landscape (s);
  if (rsc_widths_get_complex (widths) == NULL)
    g_assert_cmpuint (rsc_widths_get_limit (widths), ==, 0);
  if (rsc_reasons_is_wanted (reasons))
    g_assert_true (rsc_reasons_get_explanation (reasons) || rsc_reasons_get_error (reasons));
  if (rsc_spread_get_wanted (spread) && rsc_spread_can (spread, rsc_spread_get_kind (spread))
      && !rsc_optimal_set_is_between (set))
    g_assert_true (rsc_spread_is_current (spread) || rsc_spread_get_error (spread));
  if (rsc_effects_is_open (effects))
    g_assert_true (rsc_effects_get (effects) || rsc_effects_get_error (effects));
}
