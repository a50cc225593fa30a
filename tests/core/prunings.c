/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prunings.h"

#include "core/data/rsc-gallery.h"
#include "core/numerics/rsc-lapack.h"
#include "core/pruning/rsc-pruning.h"
#include "core/numerics/rsc-tolerances.h"
#include "problems.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

RscPruning *
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

double
get_norm (gsize n, const double *v)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += v[i] * v[i];
  return sqrt (sum);
}

void
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
      g_assert_cmpfloat_with_epsilon (penalty, state->penalty, 1e-13 * penalty + 1e-300);
      g_assert_cmpfloat_with_epsilon (
        rsc_network_convex_objective (state->network, dataset, lambda), state->objective,
        1e-12 * state->objective + 1e-300);
      g_assert_cmpuint (state->rank, <=, MIN (n, width));
      g_assert_cmpfloat_with_epsilon (state->fit_change * get_norm (n, first), get_norm (n, f),
                                      1e-12 * get_norm (n, first) + 1e-300);
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

double *
draw_numbers (gsl_rng *rng, gsize n)
{
  double *values = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  return values;
}

RscDataset *
random_dataset (gsl_rng *rng, gsize n, gsize d, gboolean classes)
{
  g_autofree double *x = draw_numbers (rng, n * d);
  g_autofree double *y = draw_numbers (rng, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; classes && i < n; i++)
    y[i] = y[i] < 0.0 ? -1.0 : 1.0;
  RscDataset *dataset = rsc_dataset_new ("random", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

RscNetwork *
random_network (gsl_rng *rng, gsize m, gsize d, gboolean bias, gboolean gated)
{
  g_autofree double *hidden = draw_numbers (rng, m * d);
  g_autofree double *output = draw_numbers (rng, m);
  g_autofree double *gates = gated ? draw_numbers (rng, m * d) : NULL;

  return rsc_network_new (m, d, bias, hidden, output, gates);
}

RscPruning *
start_of (RscDataset *dataset, RscDataset *test, RscNetwork *network, double lambda)
{
  g_autoptr (GError) error = NULL;
  RscPruning *pruning = rsc_pruning_new (dataset, test, network, lambda, NULL, NULL, &error);

  g_assert_no_error (error);
  return pruning;
}

RscPruning *
prune_by (const RscPruning *pruning, gsize k, RscPruningMethod method, RscPruningUntil until)
{
  RscPruningMove move;
  g_autoptr (GError) error = NULL;

  rsc_pruning_move_init (&move);
  move.method = method;
  move.until = until;
  move.seed = 5;
  RscPruning *next = rsc_pruning_go_on (pruning, k, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return next;
}

gsize
get_rank (gsize n, gsize m, const double *c, double *gap)
{
  g_autofree double *copy = g_new0 (double, n *m + 1);
  g_autofree double *s = g_new0 (double, n + m + 1);
  g_autofree double *work = g_new (double, 64 * (n + m) + 64);
  int rows = (int) n, columns = (int) m, info = 0, one = 1, lwork = (int) (64 * (n + m) + 64);
  double unused = 0.0;
  gsize rank = 0;

  *gap = 0.0;
  if (m == 0)
    return 0;
  for (gsize i = 0; i < m; i++)
    {
      double length = 0.0;
      for (gsize p = 0; p < n; p++)
        length = hypot (length, c[p * m + i]);
      for (gsize p = 0; p < n; p++)
        copy[i * n + p] = length > 0.0 ? c[p * m + i] / length : 0.0;
    }
  dgesvd_ ("N", "N", &rows, &columns, copy, &rows, s, &unused, &one, &unused, &one, work, &lwork,
           &info, 1, 1);
  g_assert_cmpint (info, ==, 0);
  while (rank < MIN (n, m) && s[rank] > RSC_TOLERANCE_RANK * s[0])
    rank++;
  if (rank < MIN (n, m) && rank > 0)
    *gap = s[rank] / s[rank - 1];
  return rank;
}
