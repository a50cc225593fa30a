/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include <math.h>

#include "core/pruning/rsc-pruning-curves.h"
#include "ui/plot/rsc-function-envelope.h"
#include "documents.h"

/* What is drawn of the set on show, its projection and the envelope of its functions, and of the
 * pruning. */

#define CLOSE 1e-6

/* The projection is that of the set, projected once more. */
static void
check_hull (Storm *s)
{
  const RscShownAxes *shown = rsc_document_get_shown_axes (s->document);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  RscHull *hull = rsc_shown_axes_get_hull (shown);
  g_autoptr (RscHull) again = NULL;
  const gsize *axes;
  const gsize n = rsc_shown_axes_get (shown, &axes);

  if (!set || !hull || rsc_shown_axes_is_hull_stale (shown)
      || rsc_results_is_set_stale (rsc_document_get_results (s->document)))
    return;
  for (gsize k = 0; k < n; k++)
    if (axes[k] == RSC_OPTIMAL_SET_ABSENT)
      return;
  if (!storm_is_to_see (s, RSC_REQUEST_PROJECT))
    return;
  again = rsc_optimal_set_project (set, n, axes, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (hull->n_points, ==, again->n_points);
  for (gsize k = 0; k < n * hull->n_points; k++)
    g_assert_cmpfloat (hull->points[k], ==, again->points[k]);
}

/* Whether it is that of the set, looked for once more; where that takes linear programs, the
 * network on show, which is of the set, is within it. */
static void
check_envelope (Storm *s)
{
  RscResults *results = rsc_document_get_results (s->document);
  RscEnvelope *envelope = rsc_results_get_envelope (results);
  const RscDocumentState *state = rsc_document_get_state (s->document);
  const RscPickedNetwork *picked = rsc_document_get_picked (s->document);
  RscNetwork *network = rsc_picked_network_get_network (picked);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  const gsize d = state->train ? rsc_dataset_get_d (state->train) : 0;
  g_autoptr (RscEnvelope) again = NULL;

  if (!envelope || !set || !storm_is_to_see (s, RSC_REQUEST_ENVELOPE))
    return;
  if (rsc_optimal_set_get_vertices_listed (set))
    again = rsc_function_envelope_new (set, state->feature_x, state->feature_y, state->at,
                                       envelope->nx, envelope->ny, NULL, NULL);
  for (gsize k = 0; again && k < envelope->nx * envelope->ny; k++)
    g_assert_true (envelope->lower[k] == again->lower[k] && envelope->upper[k] == again->upper[k]);
  if (!network || !rsc_picked_network_get_point (picked)
      || rsc_pruner_is_active (rsc_document_get_pruner (s->document)) || d < 1 || d > 2)
    return;
  for (gsize k = 0; k < envelope->nx * envelope->ny; k += 17)
    {
      const double across = (double) (k % envelope->nx) / (double) (envelope->nx - 1);
      const double up =
        envelope->ny > 1 ? (double) (k / envelope->nx) / (double) (envelope->ny - 1) : 0;
      double x[2] = { 0, 0 };
      double f, slack;

      x[d > 1 ? state->feature_x : 0] =
        envelope->x_min + across * (envelope->x_max - envelope->x_min);
      if (d > 1)
        x[state->feature_y] = envelope->y_min + up * (envelope->y_max - envelope->y_min);
      rsc_network_predict (network, 1, x, &f);
      /* A frame of the path is not exact. */
      slack = (rsc_results_get_frame (results) ? 100 : 1) * CLOSE * (1 + fabs (f));
      g_assert_cmpfloat (f, >=, envelope->lower[k] - slack);
      g_assert_cmpfloat (f, <=, envelope->upper[k] + slack);
    }
}

/* The walk is of the set on show, and the curves are those of the walk. */
static void
check_pruning (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  RscPruningCurves *known = rsc_pruner_get_curves (pruner);
  g_autoptr (RscPruningCurves) again = NULL;
  double lambda;

  if (!walk)
    return;
  /* A set of before can be of another object that is the same data. */
  if (!rsc_results_is_of_before (rsc_document_get_results (s->document)))
    g_assert_true (rsc_pruning_get_dataset (walk)
                   == rsc_problem_get_dataset (rsc_solution_get_problem (
                     rsc_optimal_set_get_solution (rsc_pruner_get_set (pruner)))));
  /* One that was taken before may be of another object that is the same set. */
  if (rsc_pruning_get_set (walk))
    g_assert_cmpuint (rsc_optimal_set_get_n_neurons (rsc_pruning_get_set (walk)), ==,
                      rsc_optimal_set_get_n_neurons (rsc_pruner_get_set (pruner)));
  lambda = rsc_solution_get_lambda (rsc_optimal_set_get_solution (rsc_pruner_get_set (pruner)));
  g_assert_cmpfloat (fabs (rsc_pruning_get_lambda (walk) - lambda), <=, CLOSE * lambda);
  if (!known || !storm_is_to_see (s, RSC_REQUEST_CURVES))
    return;
  again = rsc_pruning_curves_new (walk, rsc_pruner_get_rule (pruner), 1, G_MAXSIZE, NULL, NULL,
                                  NULL, NULL);
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      g_assert_cmpuint (known->n[method], ==, again->n[method]);
      for (gsize k = 0; k < known->n[method]; k++)
        {
          g_assert_cmpfloat (known->width[method][k], ==, again->width[method][k]);
          g_assert_cmpfloat (known->train[method][k], ==, again->train[method][k]);
        }
    }
}

void
storm_check_pictures (Storm *s)
{
  check_hull (s);
  check_envelope (s);
  check_pruning (s);
}
