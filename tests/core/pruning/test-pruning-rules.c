/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/pruning/rsc-pruning.h"
#include "core/numerics/rsc-random.h"
#include "problems.h"
#include "prunings.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* ---- tests --------------------------------------------------------------------------------- */

/* Least ||column j - Σ_{i != j} β_i column i|| over the columns that are not zero, by Gram-Schmidt
 * twice. */
static double
get_cost (gsize n, gsize m, const double *c, gsize j)
{
  g_autofree double *q = g_new0 (double, n *m);
  g_autofree double *v = g_new (double, n);
  gsize count = 0;

  for (gsize step = 0; step < m; step++)
    {
      gsize i = step + 1 < m ? (step < j ? step : step + 1) : j;
      double before;
      double length;

      for (gsize p = 0; p < n; p++)
        v[p] = c[p * m + i];
      before = get_norm (n, v);
      for (guint round = 0; round < 3; round++)
        for (gsize k = 0; k < count; k++)
          {
            double dot = 0.0;
            for (gsize p = 0; p < n; p++)
              dot += q[k * n + p] * v[p];
            for (gsize p = 0; p < n; p++)
              v[p] -= dot * q[k * n + p];
          }
      length = get_norm (n, v);
      if (step + 1 == m)
        return length;
      if (length <= 1e-10 * before || before == 0.0)
        continue;
      for (gsize p = 0; p < n; p++)
        q[count * n + p] = v[p] / length;
      count++;
    }
  return 0.0;
}

/* The null vector of the paper's rule, from scratch: the first column that is a combination of
 * those before it. */
static void
test_rule (void)
{
  gsl_rng *rng = rsc_random_new (3);

  for (guint trial = 0; trial < 20; trial++)
    {
      g_autoptr (RscDataset) dataset = random_dataset (rng, 5, 3, FALSE);
      g_autoptr (RscNetwork) network = random_network (rng, 12, 4, TRUE, trial % 2 != 0);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.3);
      g_autoptr (RscPruning) walk =
        go_on (start, 0, RSC_PRUNING_TO_MINIMAL, RSC_PRUNING_RULE_PAPER);
      const gsize m = rsc_pruning_get_start_width (walk);
      g_autofree double *c = g_new (double, 5 * m);

      check_states (walk);
      for (gsize k = 0; k + 1 < rsc_pruning_get_n_states (walk); k++)
        {
          const RscPruningState *next = rsc_pruning_get_state (walk, k + 1);
          gsize first = m;
          double most = 0.0;

          rsc_pruning_get_activations (walk, k, c);
          for (gsize j = 0; j < m && first == m; j++)
            {
              g_autofree double *part = g_new (double, 5 * (j + 1));
              double norm = 0.0;

              for (gsize p = 0; p < 5; p++)
                {
                  memcpy (part + p * (j + 1), c + p * m, (j + 1) * sizeof (double));
                  norm = hypot (norm, c[p * m + j]);
                }
              if (rsc_pruning_get_state (walk, k)->norms[j] > 0.0
                  && get_cost (5, j + 1, part, j) <= 1e-9 * norm)
                first = j;
            }
          g_assert_cmpuint (first, <, m);
          for (gsize i = 0; i < m; i++)
            {
              if (i > first)
                g_assert_cmpfloat (next->beta[i], ==, 0.0);
              most = MAX (most, fabs (next->beta[i]));
            }
          g_assert_cmpfloat (fabs (next->beta[first]), >, 0.0);
          g_assert_cmpfloat_with_epsilon (most, 1.0, 1e-8);
          g_assert_cmpfloat (fabs (fabs (next->t) - 1.0), <, 1e-8);
          g_assert_cmpint (next->t > 0.0, ==, next->beta[first] > 0.0);
        }
    }
  gsl_rng_free (rng);
}

/* Four neurons on two points: c_3 = c_1/2 + c_2/4, so β = (-1/2, -1/4, 1) and neuron 3 leaves; and
 * with c_3 = 2 c_1 + c_2 it is β = (-2, -1, 1), whose largest entry is negative: with t = 1/|β|
 * neuron 1 would be doubled and nobody leave. */
static void
test_signed_step (void)
{
  static const double x[] = { 1.0, 0.0, 0.0, 1.0 };
  static const double y[] = { 1.0, 1.0 };
  static const struct
  {
    double hidden[6];
    gssize removed;
    double t;
    double norms[3];
  } cases[] = {
    { { 1, 0, 0, 1, 0.5, 0.25 }, 2, 1.0, { 1.5, 1.25, 0 } },
    { { 1, 0, 0, 1, 2, 1 }, 0, -1.0, { 0, 0.5, 3.3541019662496847 } },
  };
  static const double output[] = { 1, 1, 1 };

  for (gsize t = 0; t < G_N_ELEMENTS (cases); t++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) dataset = rsc_dataset_new ("two", 2, 2, x, y, NULL, NULL, &error);
      g_autoptr (RscNetwork) network = rsc_network_new (3, 2, FALSE, cases[t].hidden, output, NULL);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
      g_autoptr (RscPruning) walk =
        go_on (start, 0, RSC_PRUNING_TO_MINIMAL, RSC_PRUNING_RULE_PAPER);
      const RscPruningState *state = rsc_pruning_get_state (walk, 1);

      check_states (walk);
      g_assert_cmpuint (rsc_pruning_get_n_states (walk), ==, 2);
      g_assert_cmpint (state->removed, ==, cases[t].removed);
      g_assert_cmpfloat_with_epsilon (state->t, cases[t].t, 1e-14);
      for (gsize i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon (state->norms[i], cases[t].norms[i], 1e-14);
    }
}

/* Both layers scale by √(1 - β): the layers' ratio stays, in unbalanced and in gated networks
 * too. */
static void
test_direct (void)
{
  gsl_rng *rng = rsc_random_new (4);

  for (guint trial = 0; trial < 12; trial++)
    {
      const gboolean gated = trial % 2 != 0;
      g_autoptr (RscDataset) dataset = random_dataset (rng, 6, 2, TRUE);
      g_autoptr (RscDataset) test = random_dataset (rng, 9, 2, TRUE);
      g_autoptr (RscNetwork) network = random_network (rng, 15, 3, TRUE, gated);
      g_autoptr (RscPruning) start = start_of (dataset, test, network, 0.2);
      g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
      const gsize n_states = rsc_pruning_get_n_states (walk);
      const RscPruningState *zero = rsc_pruning_get_state (walk, n_states - 1);

      check_states (walk);
      g_assert_cmpuint (rsc_pruning_get_state (walk, (gsize) rsc_pruning_get_minimal (walk))->width,
                        <=, 6);
      g_assert_cmpuint (zero->width, ==, 0);
      g_assert_cmpfloat (zero->penalty, ==, 0.0);
      g_assert_cmpfloat (zero->train_accuracy, ==, 0.0);
      g_assert_cmpfloat (zero->test_accuracy, ==, 0.0);
      for (gsize k = 0; k < n_states; k++)
        {
          const RscPruningState *state = rsc_pruning_get_state (walk, k);
          const double *hidden = rsc_network_get_hidden (state->network);
          const double *output = rsc_network_get_output (state->network);
          double f[9];
          double error = 0.0;
          gsize right = 0;
          gsize at = 0;

          for (gsize i = 0; i < 15; i++)
            {
              if (state->norms[i] == 0.0)
                continue;
              double ratio = fabs (output[at]) / get_norm (3, hidden + at * 3);
              double first = fabs (rsc_network_get_output (network)[i])
                             / get_norm (3, rsc_network_get_hidden (network) + i * 3);
              g_assert_cmpfloat_with_epsilon (ratio, first, 1e-12 * first);
              g_assert_cmpint (state->signs[i], ==, output[at] < 0.0 ? -1 : 1);
              if (gated)
                g_assert_cmpmem (rsc_network_get_gates (state->network) + at * 3,
                                 3 * sizeof (double), rsc_network_get_gates (network) + i * 3,
                                 3 * sizeof (double));
              at++;
            }
          rsc_network_predict (state->network, 9, rsc_dataset_get_x (test), f);
          for (gsize p = 0; p < 9; p++)
            {
              double y = rsc_dataset_get_y (test)[p];
              error += (f[p] - y) * (f[p] - y) / 9.0;
              right += (f[p] > 0.0 && y > 0.0) || (f[p] < 0.0 && y < 0.0);
            }
          g_assert_cmpfloat_with_epsilon (state->test_error, error, 1e-10 * (1.0 + error));
          g_assert_cmpfloat_with_epsilon (state->test_accuracy, (double) right / 9.0, 1e-15);
        }
    }
  gsl_rng_free (rng);
}

/* Optimal/LS: the neuron removed costs least of all, by brute force, and the new fit is the
 * projection of the old one on the columns that stay. */
static void
test_least_squares (void)
{
  gsl_rng *rng = rsc_random_new (6);

  for (guint trial = 0; trial < 20; trial++)
    {
      const gsize n = 8;
      const gsize m = 7;
      g_autoptr (RscDataset) dataset = random_dataset (rng, n, 3, FALSE);
      g_autoptr (RscNetwork) network = random_network (rng, m, 4, TRUE, trial % 2 != 0);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
      g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
      g_autofree double *c = g_new (double, n *m);
      g_autofree double *after = g_new (double, n *m);
      gssize minimal = rsc_pruning_get_minimal (walk);

      check_states (walk);
      g_assert_cmpint (minimal, >=, 0);
      for (gsize k = (gsize) minimal; k + 1 < rsc_pruning_get_n_states (walk); k++)
        {
          const RscPruningState *state = rsc_pruning_get_state (walk, k);
          const RscPruningState *next = rsc_pruning_get_state (walk, k + 1);
          double change[8] = { 0 };
          double least = INFINITY;

          rsc_pruning_get_activations (walk, k, c);
          rsc_pruning_get_activations (walk, k + 1, after);
          for (gsize i = 0; i < m; i++)
            if (state->norms[i] > 0.0)
              least = MIN (least, get_cost (n, m, c, i));
          for (gsize p = 0; p < n; p++)
            for (gsize i = 0; i < m; i++)
              change[p] += after[p * m + i] - c[p * m + i];
          g_assert_cmpfloat_with_epsilon (get_cost (n, m, c, (gsize) next->removed), least,
                                          1e-9 * least);
          g_assert_cmpfloat_with_epsilon (get_norm (n, change), least, 1e-9 * least + 1e-14);
          g_assert_cmpfloat (next->beta[next->removed], ==, -1.0);
          for (gsize i = 0; i < m; i++)
            {
              double dot = 0.0;
              for (gsize p = 0; p < n; p++)
                dot += after[p * m + i] * change[p];
              g_assert_cmpfloat (fabs (dot), <=, 1e-10);
              g_assert_cmpfloat_with_epsilon (next->norms[i],
                                              (1.0 + next->beta[i]) * state->norms[i], 1e-12);
              g_assert_cmpfloat (next->beta[i], >=, -1.0 - 1e-9);
              g_assert_cmpfloat (next->beta[i], <=, 1.0 + 1e-9);
            }
        }
    }
  gsl_rng_free (rng);
}

static void
test_baselines (void)
{
  gsl_rng *rng = rsc_random_new (7);

  for (guint trial = 0; trial < 8; trial++)
    {
      const gsize n = 10;
      const gsize m = 9;
      g_autoptr (RscDataset) dataset = random_dataset (rng, n, 2, TRUE);
      g_autoptr (RscNetwork) network = random_network (rng, m, 3, TRUE, trial % 2 != 0);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
      g_autofree double *c = g_new (double, n *m);

      for (RscPruningMethod method = RSC_PRUNING_MAGNITUDE; method < RSC_N_PRUNING_METHODS;
           method++)
        {
          g_autoptr (RscPruning) walk = prune_by (start, 0, method, RSC_PRUNING_TO_ZERO);

          check_states (walk);
          g_assert_cmpuint (rsc_pruning_get_n_states (walk), ==, m + 1);
          for (gsize k = 0; k < m; k++)
            {
              const RscPruningState *state = rsc_pruning_get_state (walk, k);
              const RscPruningState *next = rsc_pruning_get_state (walk, k + 1);
              double scores[9];
              double residual[10];
              gsize at = 0;

              rsc_pruning_get_activations (walk, k, c);
              rsc_network_predict (state->network, n, rsc_dataset_get_x (dataset), residual);
              for (gsize p = 0; p < n; p++)
                residual[p] -= rsc_dataset_get_y (dataset)[p];
              for (gsize i = 0; i < m; i++)
                {
                  double score = 0.0;
                  double w[3];

                  if (i != (gsize) next->removed)
                    g_assert_cmpfloat (next->norms[i], ==, state->norms[i]);
                  if (state->norms[i] == 0.0)
                    continue;
                  int sign = rsc_network_get_convex (state->network, at, w);
                  const double *gate = trial % 2 != 0
                                         ? rsc_network_get_gates (state->network) + at * 3
                                         : rsc_network_get_hidden (state->network) + at * 3;
                  at++;
                  if (method == RSC_PRUNING_MAGNITUDE)
                    score = get_norm (3, w);
                  else if (method == RSC_PRUNING_ACTIVATION)
                    for (gsize p = 0; p < n; p++)
                      score = hypot (score, c[p * m + i]);
                  else if (method == RSC_PRUNING_GRADIENT)
                    for (gsize j = 0; j < 3; j++)
                      {
                        double gradient = 0.0;
                        for (gsize p = 0; p < n; p++)
                          {
                            const double *x = rsc_dataset_get_x (dataset) + p * 2;
                            if (gate[0] * x[0] + gate[1] * x[1] + gate[2] >= 0.0)
                              gradient += sign * residual[p] * (j < 2 ? x[j] : 1.0);
                          }
                        score = hypot (score, gradient * w[j]);
                      }
                  scores[i] = score;
                }
              for (gsize i = 0; i < m; i++)
                if (state->norms[i] > 0.0)
                  g_assert_cmpfloat (scores[next->removed], <=, scores[i] * (1.0 + 1e-8));
            }
          gsize n_in_order = 0;
          for (gsize k = 1; k <= m; k++)
            n_in_order += rsc_pruning_get_state (walk, k)->removed == (gssize) k - 1;
          g_assert_cmpuint (n_in_order, <, m - 2);
          /* Step by step is the same walk, the random one too. */
          g_autoptr (RscPruning) step = rsc_pruning_ref (start);
          for (gsize k = 0; k < m; k++)
            {
              g_autoptr (RscPruning) next = prune_by (step, k, method, RSC_PRUNING_ONE_STEP);

              g_assert_cmpuint (rsc_pruning_get_n_states (next), ==, k + 2);
              g_assert_cmpint (rsc_pruning_get_state (next, k + 1)->removed, ==,
                               rsc_pruning_get_state (walk, k + 1)->removed);
              rsc_pruning_unref (step);
              step = g_steal_pointer (&next);
            }
        }
    }
  gsl_rng_free (rng);
}

/* The fewest neurons that a null vector can touch, by trying all subsets. */
static void
test_fewest (void)
{
  gsl_rng *rng = rsc_random_new (8);

  for (guint trial = 0; trial < 10; trial++)
    {
      const gsize n = 5;
      const gsize m = 9;
      g_autoptr (RscDataset) dataset = random_dataset (rng, n, 1 + trial % 2, FALSE);
      g_autoptr (RscNetwork) network = random_network (rng, m, 2 + trial % 2, TRUE, FALSE);
      g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
      g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_ONE_STEP, RSC_PRUNING_RULE_FEWEST);
      g_autofree double *c = g_new (double, n *m);
      gsize best = m + 1;
      gsize touched = 0;

      check_states (walk);
      rsc_pruning_get_activations (start, 0, c);
      for (guint mask = 1; mask < (1u << m); mask++)
        {
          double part[45];
          gsize count = 0;
          double gap;

          for (gsize i = 0; i < m; i++)
            count += (mask >> i) & 1u;
          if (count >= best)
            continue;
          for (gsize i = 0, at = 0; i < m; i++)
            if ((mask >> i) & 1u)
              {
                for (gsize p = 0; p < n; p++)
                  part[p * count + at] = c[p * m + i];
                at++;
              }
          if (get_rank (n, count, part, &gap) < count)
            best = count;
        }
      if (rsc_pruning_get_n_states (walk) < 2)
        {
          g_assert_cmpuint (best, ==, m + 1);
          continue;
        }
      for (gsize i = 0; i < m; i++)
        touched += rsc_pruning_get_state (walk, 1)->beta[i] != 0.0;
      g_assert_cmpuint (touched, ==, best);
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning/rule", test_rule);
  g_test_add_func ("/pruning/signed-step", test_signed_step);
  g_test_add_func ("/pruning/direct", test_direct);
  g_test_add_func ("/pruning/least-squares", test_least_squares);
  g_test_add_func ("/pruning/baselines", test_baselines);
  g_test_add_func ("/pruning/fewest", test_fewest);
  return g_test_run ();
}
