/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rsc-gallery.h"
#include "core/rsc-lapack.h"
#include "core/rsc-pruning.h"
#include "core/rsc-random.h"
#include "core/rsc-solver.h"
#include "core/rsc-tolerances.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* ---- helpers ------------------------------------------------------------------------------- */

static RscOptimalSet *
set_of (RscDataset *dataset, gboolean bias, RscActivation activation, double ratio)
{
  g_autofree double *x = rsc_dataset_dup_design (dataset, bias);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) arrangement = rsc_arrangement_new_all (
    rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + (bias ? 1 : 0), x,
    RSC_PATTERNS_LIMIT, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, bias, activation, arrangement, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, ratio * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  RscOptimalSet *set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return set;
}

static RscOptimalSet *
gallery_set (const char *name, RscActivation activation, double ratio)
{
  gsize n = 0;
  g_autoptr (GError) error = NULL;
  const RscGalleryItem *item = rsc_gallery_find (name, &n);

  g_assert_nonnull (item);
  g_autoptr (RscDataset) dataset = rsc_gallery_generate (item, n, item->noise_default, 1, &error);
  g_assert_no_error (error);
  return set_of (dataset, item->bias, activation, ratio);
}

static RscPruning *
go_on (const RscPruning *pruning, gsize k, RscPruningUntil until, RscPruningRule rule)
{
  RscPruningMove move;
  g_autoptr (GError) error = NULL;

  rsc_pruning_move_init (&move);
  move.until = until;
  move.rule = rule;
  RscPruning *next = rsc_pruning_go_on (pruning, k, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return next;
}

static double
get_norm (gsize n, const double *v)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += v[i] * v[i];
  return sqrt (sum);
}

/* What every state has to satisfy, from its network alone. */
static void
check_states (const RscPruning *pruning)
{
  RscDataset *dataset = rsc_pruning_get_dataset (pruning);
  const gsize n = rsc_dataset_get_n (dataset);
  const gsize m = rsc_pruning_get_start_width (pruning);
  const double lambda = rsc_pruning_get_lambda (pruning);
  g_autofree double *f = g_new (double, n);
  g_autofree double *first = g_new (double, n);
  g_autofree double *c = g_new (double, n *m + 1);
  gboolean seen_minimal = FALSE;

  for (gsize k = 0; k < rsc_pruning_get_n_states (pruning); k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (pruning, k);
      const RscPruningState *before = k > 0 ? rsc_pruning_get_state (pruning, k - 1) : NULL;
      gsize width = 0;
      double penalty = 0.0;

      rsc_network_predict (state->network, n, rsc_dataset_get_x (dataset), f);
      if (k == 0)
        memcpy (first, f, n * sizeof (double));
      rsc_pruning_get_activations (pruning, k, c);
      for (gsize p = 0; p < n; p++)
        {
          double sum = 0.0;
          for (gsize i = 0; i < m; i++)
            sum += c[p * m + i];
          g_assert_cmpfloat_with_epsilon (sum, f[p], 1e-12 * get_norm (n, first) + 1e-300);
          f[p] -= first[p];
        }
      for (gsize i = 0; i < m; i++)
        {
          width += state->norms[i] > 0.0;
          penalty += state->norms[i];
        }
      g_assert_cmpuint (width, ==, state->width);
      g_assert_cmpuint (rsc_network_get_width (state->network), ==, width);
      g_assert_cmpfloat_with_epsilon (penalty, state->penalty, 1e-13 * penalty);
      g_assert_cmpfloat_with_epsilon (
        rsc_network_convex_objective (state->network, dataset, lambda), state->objective,
        1e-12 * state->objective);
      g_assert_cmpuint (state->rank, <=, MIN (n, width));
      g_assert_cmpfloat_with_epsilon (state->fit_change * get_norm (n, first), get_norm (n, f),
                                      1e-12 * get_norm (n, first));
      if (state->rank == width && !seen_minimal)
        {
          seen_minimal = TRUE;
          g_assert_cmpint (rsc_pruning_get_minimal (pruning), ==, (gssize) k);
        }
      if (before == NULL)
        {
          g_assert_cmpint (state->phase, ==, RSC_PRUNING_START);
          g_assert_cmpint (state->removed, ==, -1);
          continue;
        }
      g_assert_cmpuint (width + state->n_removed, ==, before->width);
      g_assert_cmpfloat (before->norms[state->removed], >, 0.0);
      g_assert_cmpfloat (state->norms[state->removed], ==, 0.0);
      if (state->phase != RSC_PRUNING_EXACT)
        continue;
      g_assert_cmpfloat (state->fit_change, <=, 1e-12);
      g_assert_cmpfloat (state->beta[state->removed], ==, 1.0);
      rsc_pruning_get_activations (pruning, k - 1, c);
      for (gsize p = 0; p < n; p++)
        {
          double sum = 0.0;
          for (gsize i = 0; i < m; i++)
            sum += state->beta[i] * c[p * m + i];
          g_assert_cmpfloat (fabs (sum), <=, 1e-11 * get_norm (n, first));
        }
      for (gsize i = 0; i < m; i++)
        {
          g_assert_cmpfloat (state->beta[i], <=, 1.0 + 1e-12);
          g_assert_cmpfloat_with_epsilon (
            state->norms[i], before->norms[i] * (1.0 - state->beta[i]), 1e-10 * penalty);
          g_assert_cmpint (state->signs[i], ==, before->signs[i]);
        }
    }
  if (!seen_minimal)
    g_assert_cmpint (rsc_pruning_get_minimal (pruning), ==, -1);
}

/* ---- tests --------------------------------------------------------------------------------- */

static void
test_known_widths (void)
{
  static const struct
  {
    const char *name;
    double ratio;
    gsize widths[2];
    gsize narrowest;
  } cases[] = {
    { "polygon-6", 0.1, { 3, 3 }, 3 },
    { "polygon-8", 0.1, { 4, 5 }, 4 },
    { "polygon-10", 0.1, { 5, 7 }, 5 },
    { "polygon-12", 0.1, { 3, 7 }, 3 },
    { "checkerboard-9", 0.1, { 8, 9 }, 8 },
    { "checkerboard-9", 0.01, { 8, 9 }, 8 },
    { "xor", 0.1, { 4, 4 }, 4 },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint blocks = 0; blocks < 2; blocks++)
      for (RscPruningRule rule = RSC_PRUNING_RULE_PAPER; rule <= RSC_PRUNING_RULE_FEWEST; rule++)
        {
          g_autoptr (RscOptimalSet) set =
            gallery_set (cases[c].name, RSC_ACTIVATION_RELU, cases[c].ratio);
          const double *a = rsc_optimal_set_get_interior (set);
          g_autoptr (GError) error = NULL;
          g_autoptr (RscPruning) start =
            blocks != 0 ? rsc_pruning_new_from_blocks (set, a, NULL, NULL, &error)
                        : rsc_pruning_new_from_set (set, a, NULL, NULL, &error);
          g_assert_no_error (error);
          g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_MINIMAL, rule);
          const gsize last = rsc_pruning_get_n_states (walk) - 1;
          const RscPruningState *end = rsc_pruning_get_state (walk, last);

          check_states (walk);
          g_assert_cmpint (rsc_pruning_get_minimal (walk), ==, (gssize) last);
          g_test_message ("%s %g blocks %u rule %d: %zu -> %zu, fit %.1e, objective %.1e",
                          cases[c].name, cases[c].ratio, blocks, rule,
                          rsc_pruning_get_start_width (walk), end->width, end->fit_change,
                          end->objective_change);
          g_assert_true (end->width == cases[c].widths[0] || end->width == cases[c].widths[1]);
          g_assert_cmpfloat (fabs (end->objective_change), <=, 1e-12);
          g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, cases[c].narrowest);
        }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning/known-widths", test_known_widths);
  return g_test_run ();
}
