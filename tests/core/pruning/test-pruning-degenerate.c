/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/pruning/rsc-pruning.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "problems.h"
#include "prunings.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* ---- networks ------------------------------------------------------------------------------ */

static RscOptimalSet *
set_of (RscDataset *dataset, gboolean bias, RscActivation activation, double ratio)
{
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, bias, activation);

  return set_of_problem (problem, ratio);
}

/* ---- tests --------------------------------------------------------------------------------- */

/* Columns that are 0 on the data leave first and alone; so do duplicates, pair by pair. */
static void
test_degenerate (void)
{
  static const double x[] = { 1.0, 1.0, 2.0, 0.0 };
  static const double y[] = { 0.0, 0.0, 0.0, 0.0 };
  static const double hidden[] = { 1.0, -1.0, 1.0, 0.0, 1.0, 2.0 };
  static const double output[] = { 1.0, 1.0, 1.0, 1.0, 0.0, -1.0 };
  static const double scales[] = { 1.0, 1e75, 1e-75 };

  for (gsize t = 0; t < G_N_ELEMENTS (scales); t++)
    {
      double scaled[6];
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) dataset = rsc_dataset_new ("zeros", 4, 1, x, y, NULL, NULL, &error);
      g_assert_no_error (error);
      for (gsize i = 0; i < 6; i++)
        scaled[i] = hidden[i] * scales[t];
      g_autoptr (RscNetwork) network = rsc_network_new (6, 1, FALSE, scaled, output, NULL);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.0);
      g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
      const RscPruningState *first = rsc_pruning_get_state (walk, 0);

      /* Without output or hidden weights a neuron is none; the fit of the others is 0. */
      g_assert_cmpuint (first->width, ==, 4);
      g_assert_cmpuint (first->rank, ==, 1);
      g_assert_cmpint (rsc_pruning_get_state (walk, 1)->removed, ==, 1);
      g_assert_cmpfloat (rsc_pruning_get_state (walk, 1)->beta[0], ==, 0.0);
      for (gsize k = 0; k < rsc_pruning_get_n_states (walk); k++)
        if (rsc_pruning_get_state (walk, k)->phase == RSC_PRUNING_EXACT)
          g_assert_cmpfloat (rsc_pruning_get_state (walk, k)->fit_change, <=, 1e-14);
    }

  for (guint gated = 0; gated < 2; gated++)
    {
      static const double one_x[] = { 2.0 };
      static const double one_y[] = { 1.0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) one = rsc_dataset_new ("one", 1, 1, one_x, one_y, NULL, NULL, &error);
      g_autoptr (RscNetwork) zero = rsc_network_new (0, 2, TRUE, NULL, NULL, NULL);
      g_autoptr (RscPruning) empty = start_of (one, NULL, zero, 0.1);
      g_autoptr (RscPruning) still = go_on (empty, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
      g_autoptr (RscOptimalSet) set =
        set_of (one, TRUE, gated != 0 ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU, 0.1);
      g_autoptr (RscPruning) start =
        rsc_pruning_new_from_blocks (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruning) walk =
        go_on (start, 0, RSC_PRUNING_TO_MINIMAL, RSC_PRUNING_RULE_PAPER);

      check_states (still);
      g_assert_cmpuint (rsc_pruning_get_n_states (still), ==, 1);
      g_assert_cmpint (rsc_pruning_get_minimal (still), ==, 0);
      check_states (walk);
      g_assert_cmpuint (rsc_pruning_get_state (walk, rsc_pruning_get_n_states (walk) - 1)->width,
                        ==, 1);
    }
}

/* Data and targets of extreme size. */
static void
test_scales (void)
{
  static const double factors[][2] = {
    { 1e150, 1.0 }, { 1e-150, 1.0 }, { 1.0, 1e140 }, { 1.0, 1e-140 }, { 1e140, 1e-140 }
  };
  gsize n = 0;
  const RscGalleryItem *item = rsc_gallery_find ("checkerboard", &n);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) plain = rsc_gallery_generate (item, n, 0.0, 1, &error);

  for (gsize t = 0; t < G_N_ELEMENTS (factors); t++)
    {
      g_autofree double *x = g_new (double, 2 * n);
      g_autofree double *y = g_new (double, n);

      for (gsize i = 0; i < 2 * n; i++)
        x[i] = rsc_dataset_get_x (plain)[i] * factors[t][0];
      for (gsize i = 0; i < n; i++)
        y[i] = rsc_dataset_get_y (plain)[i] * factors[t][1];
      g_autoptr (RscDataset) dataset = rsc_dataset_new ("scaled", n, 2, x, y, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscOptimalSet) set = set_of (dataset, FALSE, RSC_ACTIVATION_RELU, 0.1);
      g_autoptr (RscPruning) start =
        rsc_pruning_new_from_blocks (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
      gssize minimal = rsc_pruning_get_minimal (walk);

      g_assert_cmpint (minimal, >=, 0);
      g_assert_cmpfloat (rsc_pruning_get_state (walk, (gsize) minimal)->fit_change, <=, 1e-12);
      g_assert_cmpuint (rsc_pruning_get_state (walk, rsc_pruning_get_n_states (walk) - 1)->width,
                        ==, 0);
    }
}

/* A wide start: no singular values for every state, ranks from the factorisation. */
static void
test_wide (void)
{
  gsl_rng *rng = rsc_random_new (9);
  const gsize n = 60;
  const gsize m = 600;
  g_autoptr (RscDataset) dataset = random_dataset (rng, n, 12, FALSE);
  g_autoptr (RscNetwork) network = random_network (rng, m, 12, FALSE, FALSE);
  g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
  g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
  g_autoptr (RscPruning) baseline = prune_by (start, 0, RSC_PRUNING_MAGNITUDE, RSC_PRUNING_TO_ZERO);
  const gssize minimal = rsc_pruning_get_minimal (walk);
  g_autofree double *c = g_new (double, n *m);

  gsl_rng_free (rng);
  g_assert_null (rsc_pruning_get_state (walk, 1)->singular);
  g_assert_true (isnan (rsc_pruning_get_state (walk, 1)->rank_gap));
  g_assert_cmpint (minimal, ==, (gssize) (m - n));
  g_assert_nonnull (rsc_pruning_get_state (walk, (gsize) minimal)->singular);
  check_states (walk);
  for (guint which = 0; which < 2; which++)
    for (gsize k = 0; k < rsc_pruning_get_n_states (walk); k += 37)
      {
        const RscPruning *pruning = which == 0 ? walk : baseline;
        double gap;

        rsc_pruning_get_activations (pruning, k, c);
        g_assert_cmpuint (rsc_pruning_get_state (pruning, k)->rank, ==, get_rank (n, m, c, &gap));
      }
}

/* A neuron that is almost another one can go, but not without a change of the fit: that is no exact
 * step. */
static void
test_nearly_dependent (void)
{
  gsl_rng *rng = rsc_random_new (11);
  static const double offsets[] = { 0.0, 1e-9, 1e-6 };
  g_autoptr (RscDataset) dataset = random_dataset (rng, 12, 3, FALSE);
  g_autofree double *hidden = draw_numbers (rng, 5 * 3);
  g_autofree double *output = draw_numbers (rng, 5);

  gsl_rng_free (rng);
  for (gsize t = 0; t < G_N_ELEMENTS (offsets); t++)
    {
      for (gsize k = 0; k < 3; k++)
        hidden[12 + k] = hidden[k] * 2.0;
      hidden[13] += offsets[t];
      g_autoptr (RscNetwork) network = rsc_network_new (5, 3, FALSE, hidden, output, NULL);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
      g_autoptr (RscPruning) walk =
        go_on (start, 0, RSC_PRUNING_TO_MINIMAL, RSC_PRUNING_RULE_PAPER);

      check_states (walk);
      g_assert_cmpint (rsc_pruning_get_minimal (walk), ==, t < 2 ? 1 : 0);
      if (t == 2)
        continue;
      const RscPruningState *state = rsc_pruning_get_state (walk, 1);
      g_assert_cmpint (state->phase, ==, t == 0 ? RSC_PRUNING_EXACT : RSC_PRUNING_APPROXIMATE);
      g_assert_cmpfloat (state->fit_change, <, 1e-8);
      g_assert_cmpfloat (state->beta[state->removed], ==, t == 0 ? 1.0 : -1.0);
      g_assert_cmpint (state->fit_change > 1e-12, ==, t == 1);
    }
}

/* All unmerged blocks are neurons of the start, with their share of the norm each. */
static void
test_blocks (void)
{
  static const struct
  {
    const char *name;
    gsize n_blocks;
  } cases[] = { { "checkerboard-9", 64 }, { "parity-3", 128 }, { "polygon-12", 12 } };

  for (gsize t = 0; t < G_N_ELEMENTS (cases); t++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (cases[t].name, RSC_ACTIVATION_RELU, 0.1);
      const gsize m = rsc_optimal_set_get_n_neurons (set);
      const double *a = rsc_optimal_set_get_interior (set);
      g_autofree double *sums = g_new (double, m);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPruning) start = rsc_pruning_new_from_blocks (set, a, NULL, NULL, &error);
      const RscPruningState *state = rsc_pruning_get_state (start, 0);

      g_assert_no_error (error);
      g_assert_cmpuint (rsc_pruning_get_start_width (start), ==, cases[t].n_blocks);
      g_assert_cmpuint (state->width, ==, cases[t].n_blocks);
      g_assert_cmpuint (rsc_optimal_set_get_n_equicorrelated (set), ==, cases[t].n_blocks);
      g_assert_true (rsc_pruning_get_norms_in_set (start, 0, sums));
      g_assert_true (rsc_pruning_get_set (start) == set);
      for (gsize i = 0; i < m; i++)
        g_assert_cmpfloat_with_epsilon (sums[i], a[i], 1e-13);
      for (gsize i = 0; i < cases[t].n_blocks; i++)
        {
          gsize neuron = rsc_pruning_get_set_neurons (start)[i];
          double share = a[neuron] / (double) rsc_optimal_set_get_neuron (set, neuron)->n_blocks;
          g_assert_cmpfloat_with_epsilon (state->norms[i], share, 1e-13);
        }
    }
}

/* Ranks of a wide walk where neurons leave together: c_3 = c_1 + c_2 with equal β takes 1 and 2 at
 * once, twice. */
static void
test_wide_ties (void)
{
  gsl_rng *rng = rsc_random_new (12);
  const gsize n = 300;
  const gsize d = 8;
  const gsize m = 140;
  g_autoptr (RscDataset) plain = random_dataset (rng, n, d, FALSE);
  g_autofree double *x = g_memdup2 (rsc_dataset_get_x (plain), n * d * sizeof (double));
  g_autofree double *hidden = draw_numbers (rng, m * d);
  g_autofree double *output = draw_numbers (rng, m);
  g_autofree double *c = g_new (double, n *m);
  g_autoptr (GError) error = NULL;

  gsl_rng_free (rng);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < 4; k++)
      x[i * d + k] = fabs (x[i * d + k]) + 0.1;
  memset (hidden, 0, 6 * d * sizeof (double));
  for (gsize pair = 0; pair < 2; pair++)
    {
      double *rows = hidden + 3 * pair * d;

      rows[2 * pair] = rows[d + 2 * pair + 1] = 1.0;
      rows[2 * d + 2 * pair] = rows[2 * d + 2 * pair + 1] = 1.0;
      for (gsize i = 0; i < 3; i++)
        output[3 * pair + i] = 1.0;
    }
  g_autoptr (RscDataset) dataset =
    rsc_dataset_new ("ties", n, d, x, rsc_dataset_get_y (plain), NULL, NULL, &error);
  g_autoptr (RscNetwork) network = rsc_network_new (m, d, FALSE, hidden, output, NULL);
  g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
  g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_MINIMAL, RSC_PRUNING_RULE_PAPER);

  g_assert_no_error (error);
  check_states (walk);
  g_assert_cmpuint (rsc_pruning_get_n_states (walk), ==, 3);
  for (gsize k = 0; k < 3; k++)
    {
      double gap;

      rsc_pruning_get_activations (walk, k, c);
      g_assert_cmpuint (rsc_pruning_get_state (walk, k)->width, ==, m - 2 * k);
      g_assert_cmpuint (rsc_pruning_get_state (walk, k)->rank, ==, get_rank (n, m, c, &gap));
      if (k < 2)
        g_assert_null (rsc_pruning_get_state (walk, k)->singular);
    }
}

/* A thousand steps among nearly collinear columns: the fit does not drift. */
static void
test_drift (void)
{
  gsl_rng *rng = rsc_random_new (13);
  g_autoptr (RscDataset) dataset = random_dataset (rng, 24, 1, FALSE);
  g_autoptr (RscNetwork) network = random_network (rng, 1024, 2, TRUE, FALSE);
  g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
  g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_MINIMAL, RSC_PRUNING_RULE_PAPER);
  const RscPruningState *end = rsc_pruning_get_state (walk, rsc_pruning_get_n_states (walk) - 1);

  gsl_rng_free (rng);
  g_test_message ("%zu -> %zu, fit %.1e", rsc_pruning_get_start_width (walk), end->width,
                  end->fit_change);
  g_assert_cmpuint (end->width, <=, 24);
  g_assert_cmpfloat (end->fit_change, <=, 1e-14);
  check_states (walk);
}

/* The same where each step is asked for by itself, as a person does: it does not add up over calls
 * either. */
static void
test_drift_of_steps (void)
{
  gsl_rng *rng = rsc_random_new (13);
  g_autoptr (RscDataset) dataset = random_dataset (rng, 24, 1, FALSE);
  g_autoptr (RscNetwork) network = random_network (rng, 300, 2, TRUE, FALSE);
  g_autoptr (RscPruning) walk = start_of (dataset, NULL, network, 0.1);
  double worst = 0.0;
  gsize last = 0;

  gsl_rng_free (rng);
  for (;;)
    {
      RscPruning *next = go_on (walk, last, RSC_PRUNING_ONE_STEP, RSC_PRUNING_RULE_PAPER);

      rsc_pruning_unref (walk);
      walk = next;
      if (rsc_pruning_get_n_states (walk) == last + 1
          || rsc_pruning_get_state (walk, rsc_pruning_get_n_states (walk) - 1)->phase
               != RSC_PRUNING_EXACT)
        break;
      last = rsc_pruning_get_n_states (walk) - 1;
      worst = MAX (worst, rsc_pruning_get_state (walk, last)->fit_change);
    }
  g_test_message ("%zu steps, fit %.1e", last, worst);
  g_assert_cmpuint (last, >, 200);
  /* No further than one step may leave it. */
  g_assert_cmpfloat (worst, <=, RSC_TOLERANCE_DRIFT_REPEAT);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning/degenerate", test_degenerate);
  g_test_add_func ("/pruning/scales", test_scales);
  g_test_add_func ("/pruning/wide", test_wide);
  g_test_add_func ("/pruning/nearly-dependent", test_nearly_dependent);
  g_test_add_func ("/pruning/blocks", test_blocks);
  g_test_add_func ("/pruning/wide-ties", test_wide_ties);
  g_test_add_func ("/pruning/drift", test_drift);
  g_test_add_func ("/pruning/drift-of-steps", test_drift_of_steps);
  return g_test_run ();
}
