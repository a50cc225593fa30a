/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What pruning chooses and claims: ties, sums that are zero, and widths against the set. */

#include "core/numerics/rsc-tolerances.h"
#include "core/pruning/rsc-pruning.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static RscPruning *
prune (const RscPruning *start, RscPruningRule rule, gsize target, RscPruningUntil until)
{
  RscPruningMove move;
  g_autoptr (GError) error = NULL;

  rsc_pruning_move_init (&move);
  move.rule = rule;
  move.target = target;
  move.until = until;
  RscPruning *walk = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return walk;
}

/* @network, every weight by some units in its last places. */
static RscNetwork *
jitter (const RscNetwork *network, gsl_rng *rng)
{
  const gsize m = rsc_network_get_width (network), d = rsc_network_get_d (network);
  g_autofree double *hidden = g_memdup2 (rsc_network_get_hidden (network), m * d * sizeof (double));
  g_autofree double *output = g_memdup2 (rsc_network_get_output (network), m * sizeof (double));

  for (gsize i = 0; i < m * d; i++)
    hidden[i] *= 1.0 + 2e-14 * (gsl_rng_uniform (rng) - 0.5);
  for (gsize i = 0; i < m; i++)
    output[i] *= 1.0 + 2e-14 * (gsl_rng_uniform (rng) - 0.5);
  return rsc_network_new (m, d, rsc_network_get_bias (network), hidden, output,
                          rsc_network_get_gates (network));
}

static char *
describe (const RscPruning *walk)
{
  GString *text = g_string_new (NULL);

  for (gsize k = 1; k < rsc_pruning_get_n_states (walk); k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);

      g_string_append_printf (text, "%d%c%d ", (int) state->removed,
                              state->phase == RSC_PRUNING_EXACT ? 'e' : 'a',
                              (int) state->n_removed);
    }
  return g_string_free (text, FALSE);
}

/* Symmetric networks are full of ties; the last bits of the weights, which depend on the processor,
 * choose nothing. */
static void
test_ties (void)
{
  static const char *const names[] = { "polygon-8", "polygon-10", "polygon-12", "parity",
                                       "checkerboard-9" };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int split = 0; split < 2; split++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (RscOptimalSet) set = set_of_gallery (names[i], RSC_ACTIVATION_RELU, 0.1);
        const double *a = rsc_optimal_set_get_min_norm (set);
        g_autoptr (RscPruning) start = split
                                         ? rsc_pruning_new_from_blocks (set, a, NULL, NULL, &error)
                                         : rsc_pruning_new_from_set (set, a, NULL, NULL, &error);
        g_assert_no_error (error);
        const RscPruningState *state = rsc_pruning_get_state (start, 0);

        for (RscPruningRule rule = RSC_PRUNING_RULE_PAPER; rule <= RSC_PRUNING_RULE_TARGET; rule++)
          {
            g_autofree char *first = NULL;

            for (int trial = 0; trial < 12; trial++)
              {
                g_autoptr (RscNetwork) network = jitter (state->network, rng);
                g_autoptr (RscPruning) fresh =
                  rsc_pruning_new (rsc_pruning_get_dataset (start), NULL, network,
                                   rsc_pruning_get_lambda (start), NULL, NULL, &error);
                g_assert_no_error (error);
                g_autoptr (RscPruning) walk = prune (fresh, rule, 0, RSC_PRUNING_TO_ZERO);
                g_autofree char *text = describe (walk);

                if (first == NULL)
                  first = g_steal_pointer (&text);
                else if (!g_str_equal (text, first))
                  {
                    g_test_message ("%s, split %d, rule %d: %s, then %s", names[i], split,
                                    (int) rule, first, text);
                    g_test_fail ();
                    break;
                  }
              }
          }
      }
  gsl_rng_free (rng);
}

/* Contributions whose sum is 0: measured by their own size, the removal of all of them is exact. */
static void
test_zero_sum (void)
{
  static const double hidden[] = { 1, 0, 0, 1, 1, 1 };
  static const double output[] = { 1, 1, -1 };
  static const double scales[] = { 1.0, 1e-6, 0.1, 7e5 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) dataset = dataset_of_text ("1,1,1\n1,0.5,0\n0,1,2\n");
      double scaled[6];

      for (gsize k = 0; k < 6; k++)
        scaled[k] = scales[i] * hidden[k];
      g_autoptr (RscNetwork) network = rsc_network_new (3, 2, FALSE, scaled, output, NULL);
      g_autoptr (RscPruning) start =
        rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruning) walk =
        prune (start, RSC_PRUNING_RULE_PAPER, 0, RSC_PRUNING_TO_MINIMAL);
      const RscPruningState *end =
        rsc_pruning_get_state (walk, rsc_pruning_get_n_states (walk) - 1);

      g_assert_cmpuint (end->width, ==, 0);
      g_assert_cmpint (end->phase, ==, RSC_PRUNING_EXACT);
      g_assert_cmpfloat (end->fit_change, <=, 1e-15);
      g_assert_cmpint (rsc_pruning_get_minimal (walk), ==,
                       (gssize) rsc_pruning_get_n_states (walk) - 1);
    }
}

/* Pruned networks of random sets: as good as the certified optimum, and never fewer neurons than
 * are proved to be needed. */
static void
test_against_set (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize n_proved = 0, n_steps = 0;

  gsl_rng_set (rng, 11);
  for (int p = 0; p < 60; p++)
    {
      const gsize n = 3 + gsl_rng_uniform_int (rng, 6), d = 1 + gsl_rng_uniform_int (rng, 3);
      const gboolean bias = gsl_rng_uniform_int (rng, 2);
      const double ratio = pow (10.0, -2.5 * gsl_rng_uniform (rng));
      g_autoptr (GString) text = g_string_new (NULL);

      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j <= d; j++)
          g_string_append_printf (text, "%d%c", (int) gsl_rng_uniform_int (rng, 5) - 2,
                                  j < d ? ',' : '\n');
      g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
      g_autoptr (RscProblem) problem =
        problem_of_dataset (dataset, bias, p % 2 ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU);
      if (!(rsc_problem_get_lambda_max (problem) > 1e-9))
        continue;
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, ratio);
      const RscSolution *solution = rsc_optimal_set_get_solution (set);
      const double optimum = rsc_solution_get_objective (solution);

      for (int split = 0; split < 2; split++)
        for (RscPruningRule rule = RSC_PRUNING_RULE_PAPER; rule <= RSC_PRUNING_RULE_FEWEST; rule++)
          {
            g_autoptr (GError) error = NULL;
            const double *a = rsc_optimal_set_get_interior (set);
            g_autoptr (RscPruning) start =
              split ? rsc_pruning_new_from_blocks (set, a, NULL, NULL, &error)
                    : rsc_pruning_new_from_set (set, a, NULL, NULL, &error);
            g_assert_no_error (error);
            g_autoptr (RscPruning) walk = prune (start, rule, 0, RSC_PRUNING_TO_MINIMAL);
            const gssize minimal = rsc_pruning_get_minimal (walk);
            g_assert_cmpint (minimal, >=, 0);

            double most = 0.0;
            for (gsize k = 0; k < rsc_pruning_get_n_states (walk); k++)
              {
                const RscPruningState *state = rsc_pruning_get_state (walk, k);

                if (state->phase == RSC_PRUNING_APPROXIMATE)
                  break;
                n_steps++;
                most = MAX (most, state->objective / optimum - 1.0);
                if (!(fabs (state->objective - optimum) <= 1e-8 * optimum))
                  {
                    g_test_message ("%s ratio %g: state %d has objective %g above", text->str,
                                    ratio, (int) k, state->objective / optimum - 1.0);
                    g_test_fail ();
                  }
                if (rsc_optimal_set_get_narrowest_proved (set)
                    && state->width < rsc_optimal_set_get_narrowest_width (set))
                  {
                    g_test_message ("%s ratio %g, activation %d, bias %d: pruned to %d, proved %d",
                                    text->str, ratio, p % 2, bias, (int) state->width,
                                    (int) rsc_optimal_set_get_narrowest_width (set));
                    g_test_fail ();
                  }
              }
            g_assert_cmpfloat_with_epsilon (rsc_pruning_get_excess (walk), most, 1e-14);
            n_proved += rsc_optimal_set_get_narrowest_proved (set);
          }
    }
  gsl_rng_free (rng);
  g_assert_cmpuint (n_proved, >, 100);
  g_assert_cmpuint (n_steps, >, 300);
}

/* Least score of a baseline in state @k, from its network alone. */
static gsize
find_least (const RscPruning *walk, gsize k, RscPruningMethod method)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  RscDataset *dataset = rsc_pruning_get_dataset (walk);
  const gsize n = rsc_dataset_get_n (dataset), m = rsc_pruning_get_start_width (walk);
  const gsize d = rsc_network_get_d (state->network);
  const double *y = rsc_dataset_get_y (dataset);
  g_autofree double *x = rsc_dataset_dup_design (dataset, rsc_network_get_bias (state->network));
  g_autofree double *f = g_new (double, n);
  g_autofree double *w = g_new (double, d);
  double least = INFINITY;
  gsize best = 0, at = 0;

  rsc_network_predict (state->network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < m; i++)
    {
      double score = 0.0;
      g_autofree double *gradient = g_new0 (double, d);

      if (state->norms[i] == 0.0)
        continue;
      rsc_network_get_convex (state->network, at++, w);
      for (gsize p = 0; p < n; p++)
        {
          double value = 0.0;

          for (gsize j = 0; j < d; j++)
            value += x[p * d + j] * w[j];
          if (!(value > 1e-9))
            continue;
          if (method == RSC_PRUNING_ACTIVATION)
            score += value * value;
          for (gsize j = 0; j < d; j++)
            gradient[j] += (f[p] - y[p]) * x[p * d + j];
        }
      for (gsize j = 0; j < d && method == RSC_PRUNING_GRADIENT; j++)
        score += gradient[j] * gradient[j] * w[j] * w[j];
      if (score < least * (1.0 - 1e-9))
        {
          least = score;
          best = i;
        }
    }
  return best;
}

/* Baselines that go on from a state that exact steps have reached score its weights, not the
 * start's. */
static void
test_baselines_go_on (void)
{
  static const RscPruningMethod methods[] = { RSC_PRUNING_ACTIVATION, RSC_PRUNING_GRADIENT };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (int p = 0; p < 20; p++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      double hidden[24], output[12];

      for (int i = 0; i < 6; i++)
        g_string_append_printf (text, "%g,%g,%g\n", gsl_rng_uniform (rng) - 0.5,
                                gsl_rng_uniform (rng) - 0.5, gsl_rng_uniform (rng) - 0.5);
      for (int i = 0; i < 24; i++)
        hidden[i] = gsl_rng_uniform (rng) - 0.5;
      for (int i = 0; i < 12; i++)
        output[i] = gsl_rng_uniform (rng) - 0.5;
      g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
      g_autoptr (RscNetwork) network = rsc_network_new (12, 2, FALSE, hidden, output, NULL);
      g_autoptr (RscPruning) start =
        rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruning) walk =
        prune (start, RSC_PRUNING_RULE_PAPER, 0, RSC_PRUNING_TO_MINIMAL);
      const gsize k = rsc_pruning_get_n_states (walk) - 1;

      for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
        {
          RscPruningMove move;

          rsc_pruning_move_init (&move);
          move.method = methods[i];
          g_autoptr (RscPruning) next =
            rsc_pruning_go_on (walk, k, &move, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpint (rsc_pruning_get_state (next, k + 1)->removed, ==,
                           (gssize) find_least (walk, k, methods[i]));
        }
    }
  gsl_rng_free (rng);
}

/* A neuron that a step leaves at 5e-10 has not reached 0: without it the fit could not be kept. */
static void
test_almost_together (void)
{
  static const double hidden[] = { 1, 0, 0, 1 + 5e-10, 8, 8 };
  static const double output[] = { 1, 1, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = dataset_of_text ("1,0,1\n0,1,2\n");
  g_autoptr (RscNetwork) network = rsc_network_new (3, 2, FALSE, hidden, output, NULL);
  g_autoptr (RscPruning) start = rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscPruning) walk = prune (start, RSC_PRUNING_RULE_PAPER, 0, RSC_PRUNING_TO_MINIMAL);
  const RscPruningState *state = rsc_pruning_get_state (walk, 1);

  g_assert_cmpint (state->phase, ==, RSC_PRUNING_EXACT);
  g_assert_cmpuint (state->n_removed, ==, 1);
  g_assert_cmpint (state->removed, ==, 0);
  g_assert_cmpfloat_with_epsilon (state->norms[1], 5e-10, 1e-14);
  g_assert_cmpfloat (state->fit_change, <=, 1e-14);
}

/* Three pairs that are parallel up to 1.5e-12: each step moves the fit by so much, and what all
 * have moved it by counts, also when each step is a call of its own. The third is above 1e-12 of
 * the fit: not exact. */
static void
test_no_creep (void)
{
  const double off = 1.5e-12;
  const double hidden[] = { 1, 0, 0, 0,   1, 0, 0, off, 0, 1, 0, 0,
                            0, 1, 0, off, 0, 0, 1, 0,   0, 0, 1, off };
  static const double output[] = { 1, 1, 1, 1, 1, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = dataset_of_text ("1,0,0,0,1\n0,1,0,0,2\n0,0,1,0,3\n0,0,0,1,4\n");
  g_autoptr (RscNetwork) network = rsc_network_new (6, 4, FALSE, hidden, output, NULL);
  g_autoptr (RscPruning) walk = rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
  g_assert_no_error (error);

  for (gsize k = 0; k < 3; k++)
    {
      RscPruningMove move;

      rsc_pruning_move_init (&move);
      RscPruning *next = rsc_pruning_go_on (walk, k, &move, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      rsc_pruning_unref (walk);
      walk = next;
      const RscPruningState *state = rsc_pruning_get_state (walk, k + 1);
      g_assert_cmpfloat_with_epsilon (state->fit_change, (double) (k + 1) * off / sqrt (12.0),
                                      1e-15);
      g_assert_cmpint (state->phase, ==, k < 2 ? RSC_PRUNING_EXACT : RSC_PRUNING_APPROXIMATE);
    }
}

/* How far a pruning is above the optimum that it started from: of an optimal network by nothing, of
 * one that is none by what that lacks, and nobody knows where there is no optimum. */
static void
test_excess (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const double optimum = rsc_solution_get_objective (rsc_optimal_set_get_solution (set));
  g_autofree double *a = g_memdup2 (rsc_optimal_set_get_interior (set), m * sizeof (double));

  for (int off = 0; off < 2; off++)
    {
      for (gsize i = 0; i < m; i++)
        a[i] *= off ? 1.01 : 1.0;
      g_autoptr (RscPruning) start = rsc_pruning_new_from_set (set, a, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruning) walk =
        prune (start, RSC_PRUNING_RULE_PAPER, 0, RSC_PRUNING_TO_MINIMAL);
      g_autoptr (RscPruning) direct =
        rsc_pruning_new (rsc_pruning_get_dataset (start), NULL,
                         rsc_pruning_get_state (start, 0)->network, 0.1, NULL, NULL, &error);
      g_assert_no_error (error);

      if (off)
        g_assert_cmpfloat_with_epsilon (rsc_pruning_get_excess (walk),
                                        rsc_pruning_get_state (start, 0)->objective / optimum - 1.0,
                                        1e-12);
      else
        g_assert_cmpfloat (rsc_pruning_get_excess (walk), <, 1e-12);
      g_assert_true ((rsc_pruning_get_excess (walk) > RSC_TOLERANCE_EXCESS) == (off == 1));
      g_assert_true (isnan (rsc_pruning_get_excess (direct)));
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning-choices/ties", test_ties);
  g_test_add_func ("/pruning-choices/zero-sum", test_zero_sum);
  g_test_add_func ("/pruning-choices/against-set", test_against_set);
  g_test_add_func ("/pruning-choices/baselines-go-on", test_baselines_go_on);
  g_test_add_func ("/pruning-choices/almost-together", test_almost_together);
  g_test_add_func ("/pruning-choices/no-creep", test_no_creep);
  g_test_add_func ("/pruning-choices/excess", test_excess);
  return g_test_run ();
}
