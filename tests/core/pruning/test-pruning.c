/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/numerics/rsc-lapack.h"
#include "core/pruning/rsc-pruning.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* ---- networks ------------------------------------------------------------------------------ */

static RscOptimalSet *
set_of (RscDataset *dataset, gboolean bias, RscActivation activation, double ratio)
{
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, bias, activation);

  return set_of_problem (problem, ratio);
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
            set_of_gallery (cases[c].name, RSC_ACTIVATION_RELU, cases[c].ratio);
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

static double *
draw (gsl_rng *rng, gsize n)
{
  double *values = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  return values;
}

static RscDataset *
random_dataset (gsl_rng *rng, gsize n, gsize d, gboolean classes)
{
  g_autofree double *x = draw (rng, n * d);
  g_autofree double *y = draw (rng, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; classes && i < n; i++)
    y[i] = y[i] < 0.0 ? -1.0 : 1.0;
  RscDataset *dataset = rsc_dataset_new ("random", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

static RscNetwork *
random_network (gsl_rng *rng, gsize m, gsize d, gboolean bias, gboolean gated)
{
  g_autofree double *hidden = draw (rng, m * d);
  g_autofree double *output = draw (rng, m);
  g_autofree double *gates = gated ? draw (rng, m * d) : NULL;

  return rsc_network_new (m, d, bias, hidden, output, gates);
}

static RscPruning *
start_of (RscDataset *dataset, RscDataset *test, RscNetwork *network, double lambda)
{
  g_autoptr (GError) error = NULL;
  RscPruning *pruning = rsc_pruning_new (dataset, test, network, lambda, NULL, NULL, &error);

  g_assert_no_error (error);
  return pruning;
}

static RscPruning *
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

/* Number of independent columns of an n × m row-major matrix whose columns are scaled to length 1, by
 * a singular value decomposition of its own. */
static gsize
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

/* Least ||column j - Σ_{i != j} β_i column i|| over the columns that are not zero, by Gram-Schmidt twice. */
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

static void
test_ranks (void)
{
  static const char *const names[] = { "polygon-12", "checkerboard-9", "parity-3" };

  for (gsize t = 0; t < G_N_ELEMENTS (names); t++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[t], RSC_ACTIVATION_RELU, 0.1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPruning) start =
        rsc_pruning_new_from_blocks (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruning) walk = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
      const gsize n = rsc_dataset_get_n (rsc_pruning_get_dataset (walk));
      const gsize m = rsc_pruning_get_start_width (walk);
      g_autofree double *c = g_new (double, n *m);
      gssize minimal = rsc_pruning_get_minimal (walk);

      check_states (walk);
      g_assert_cmpint (minimal, >=, 0);
      for (gsize k = 0; k < rsc_pruning_get_n_states (walk); k++)
        {
          const RscPruningState *state = rsc_pruning_get_state (walk, k);
          gsize n_singular = 0;
          g_autofree double *singular = rsc_pruning_dup_singular (walk, k, &n_singular);
          double gap;

          rsc_pruning_get_activations (walk, k, c);
          g_assert_cmpuint (state->rank, ==, get_rank (n, m, c, &gap));
          g_assert_cmpuint (n_singular, ==, MIN (n, state->width));
          g_assert_cmpuint (state->n_singular, ==, n_singular);
          if (state->rank < n_singular)
            g_assert_cmpfloat (state->rank_gap, <, 1e-12);
          g_assert_cmpint (state->phase == RSC_PRUNING_APPROXIMATE, ==, (gssize) k > minimal);
        }
    }
}

/* Parity-3: 16 neurons in 8 dimensions. Every end is a vertex of the set: in the set, and of full rank. */
static void
test_ends_are_vertices (void)
{
  static const char *const names[] = { "parity-3", "checkerboard-9", "polygon-12", "polygon-10" };

  for (gsize t = 0; t < G_N_ELEMENTS (names); t++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[t], RSC_ACTIVATION_RELU, 0.1);
      const gsize m = rsc_optimal_set_get_n_neurons (set);
      g_autofree double *a = g_new (double, m);
      g_autofree double *end = g_new (double, m);
      RscPolytope *polytope = rsc_optimal_set_get_polytope (set);
      gboolean complete = rsc_optimal_set_get_vertices_complete (set);

      for (guint64 seed = 1; seed <= 12; seed++)
        {
          g_autoptr (GError) error = NULL;
          gboolean found = FALSE;

          rsc_optimal_set_sample (set, seed, a);
          g_autoptr (RscPruning) start =
            seed % 2 != 0 ? rsc_pruning_new_from_set (set, a, NULL, NULL, &error)
                          : rsc_pruning_new_from_blocks (set, a, NULL, NULL, &error);
          g_assert_no_error (error);
          g_autoptr (RscPruning) walk =
            go_on (start, 0, RSC_PRUNING_TO_MINIMAL,
                   seed % 3 != 0 ? RSC_PRUNING_RULE_PAPER : RSC_PRUNING_RULE_FEWEST);
          const gsize last = rsc_pruning_get_n_states (walk) - 1;

          check_states (walk);
          g_assert_true (rsc_pruning_get_norms_in_set (walk, last, end));
          g_assert_cmpfloat (rsc_polytope_get_violation (polytope, end), <=, 1e-12);
          g_assert_cmpuint (rsc_optimal_set_count_width (set, end), ==,
                            rsc_pruning_get_state (walk, last)->width);
          g_assert_cmpuint (rsc_pruning_get_state (walk, last)->width, >=,
                            rsc_optimal_set_get_narrowest_width (set));
          for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
            {
              const double *vertex = rsc_optimal_set_get_vertex (set, k);
              double distance = 0.0;
              for (gsize i = 0; i < m; i++)
                distance = MAX (distance, fabs (vertex[i] - end[i]));
              found = found || distance < 1e-9;
            }
          g_assert_true (found || !complete);
        }
    }
}

/* The null vector of the paper's rule, from scratch: the first column that is a combination of those
 * before it. */
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

/* Four neurons on two points: c_3 = c_1/2 + c_2/4, so β = (-1/2, -1/4, 1) and neuron 3 leaves; and with
 * c_3 = 2 c_1 + c_2 it is β = (-2, -1, 1), whose largest entry is negative: with t = 1/|β| neuron 1 would
 * be doubled and nobody leave. */
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

/* Both layers scale by √(1 - β): the layers' ratio stays, in unbalanced and in gated networks too. */
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

/* Optimal/LS: the neuron removed costs least of all, by brute force, and the new fit is the projection of
 * the old one on the columns that stay. */
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

/* Going on from the middle shares the states before, and gives what the whole walk gave. */
static void
test_go_on (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("parity-3", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPruning) start =
    rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
  g_autoptr (RscPruning) whole = go_on (start, 0, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);
  const gsize m = rsc_pruning_get_start_width (whole);

  g_assert_no_error (error);
  for (gsize k = 0; k + 1 < rsc_pruning_get_n_states (whole); k++)
    {
      g_autoptr (RscPruning) one = go_on (whole, k, RSC_PRUNING_ONE_STEP, RSC_PRUNING_RULE_PAPER);
      g_autoptr (RscPruning) rest = go_on (whole, k, RSC_PRUNING_TO_ZERO, RSC_PRUNING_RULE_PAPER);

      g_assert_cmpuint (rsc_pruning_get_n_states (one), ==, k + 2);
      g_assert_cmpuint (rsc_pruning_get_n_states (rest), ==, rsc_pruning_get_n_states (whole));
      for (gsize i = 0; i <= k; i++)
        {
          g_assert_true (rsc_pruning_get_state (one, i) == rsc_pruning_get_state (whole, i));
          g_assert_true (rsc_pruning_get_state (rest, i) == rsc_pruning_get_state (whole, i));
        }
      for (gsize i = k + 1; i < rsc_pruning_get_n_states (rest); i++)
        {
          const RscPruningState *a = rsc_pruning_get_state (rest, i);
          const RscPruningState *b = rsc_pruning_get_state (whole, i);

          g_assert_cmpint (a->removed, ==, b->removed);
          for (gsize j = 0; j < m; j++)
            g_assert_cmpfloat_with_epsilon (a->norms[j], b->norms[j], 1e-12);
        }
      check_states (one);
    }
  g_autoptr (RscPruning) end = go_on (whole, rsc_pruning_get_n_states (whole) - 1,
                                      RSC_PRUNING_ONE_STEP, RSC_PRUNING_RULE_PAPER);
  g_assert_cmpuint (rsc_pruning_get_n_states (end), ==, rsc_pruning_get_n_states (whole));
}

/* Who left with the neuron asked for is at 0 at every vertex that does without it. */
static void
check_forced (const RscPruning *walk, const RscOptimalSet *set)
{
  const RscPruningState *before = rsc_pruning_get_state (walk, 0);
  const RscPruningState *state = rsc_pruning_get_state (walk, 1);
  const gsize *neurons = rsc_pruning_get_set_neurons (walk);

  if (!rsc_optimal_set_get_vertices_complete (set))
    return;
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    if (before->norms[i] > 0.0 && state->norms[i] == 0.0)
      for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
        {
          const double *vertex = rsc_optimal_set_get_vertex (set, k);

          if (vertex[neurons[state->removed]] == 0.0)
            g_assert_cmpfloat (vertex[neurons[i]], <=, 1e-10);
        }
}

/* The neuron asked for leaves exactly when its norm can be 0 on the set of networks with this fit: the
 * set's own ranges know, by other programs. */
static void
test_target (void)
{
  static const char *const names[] = { "polygon-12", "polygon-8", "checkerboard-9",
                                       "xor",        "parity-3",  "moons" };
  gsize n_can = 0;
  gsize n_cannot = 0;

  for (gsize t = 0; t < G_N_ELEMENTS (names); t++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[t], RSC_ACTIVATION_RELU, 0.05);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPruning) start =
        rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
      const gsize *neurons = rsc_pruning_get_set_neurons (start);

      g_assert_no_error (error);
      for (gsize i = 0; i < rsc_pruning_get_start_width (start); i++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, neurons[i]);
          g_autofree char *reason = NULL;
          gboolean can = rsc_pruning_can_remove (start, 0, i, &reason);
          RscPruningMove move;

          rsc_pruning_move_init (&move);
          move.rule = RSC_PRUNING_RULE_TARGET;
          move.target = i;
          g_autoptr (RscPruning) walk =
            rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
          g_assert_cmpint (can, ==, neuron->norm_min <= 1e-9);
          g_assert_cmpint (can, ==, walk != NULL);
          if (can)
            {
              n_can++;
              g_assert_null (reason);
              g_assert_no_error (error);
              check_states (walk);
              g_assert_cmpint (rsc_pruning_get_state (walk, 1)->removed, ==, (gssize) i);
              g_assert_cmpuint (rsc_pruning_get_n_states (walk), ==, 2);
              check_forced (walk, set);
              char *again = NULL;
              g_assert_false (rsc_pruning_can_remove (walk, 1, i, &again));
              g_assert_cmpstr (again, ==, "This neuron has gone already.");
              g_free (again);
              continue;
            }
          n_cannot++;
          g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
          g_assert_cmpstr (error->message, ==, reason);
          g_clear_error (&error);
          if (neuron->norm_max - neuron->norm_min > 1e-9)
            {
              const char *number = strstr (reason, "at least ");
              double bound;

              g_assert_nonnull (number);
              bound = g_ascii_strtod (number + strlen ("at least "), NULL);
              g_assert_cmpfloat (bound, <=, neuron->norm_min * (1.0 + 1e-8));
              g_assert_cmpfloat (bound, >=, neuron->norm_min * 0.98);
            }
          else
            g_assert_cmpstr (reason, ==,
                             "This neuron's activations are independent of the others'.");
        }
    }
  g_assert_cmpuint (n_can, >, 10);
  g_assert_cmpuint (n_cannot, >, 4);
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
        gsize n_singular = 0;
        g_autofree double *singular = rsc_pruning_dup_singular (pruning, k, &n_singular);
        double gap;

        rsc_pruning_get_activations (pruning, k, c);
        g_assert_cmpuint (rsc_pruning_get_state (pruning, k)->rank, ==, get_rank (n, m, c, &gap));
        g_assert_cmpuint (n_singular, ==, MIN (n, rsc_pruning_get_state (pruning, k)->width));
      }
}

/* A neuron that is almost another one can go, but not without a change of the fit: that is no exact step. */
static void
test_nearly_dependent (void)
{
  gsl_rng *rng = rsc_random_new (11);
  static const double offsets[] = { 0.0, 1e-9, 1e-6 };
  g_autoptr (RscDataset) dataset = random_dataset (rng, 12, 3, FALSE);
  g_autofree double *hidden = draw (rng, 5 * 3);
  g_autofree double *output = draw (rng, 5);

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

/* c_3 = c_1 + c_2 with norms 2, 1 and √2: neuron 1 cannot do without half of itself, the others can go. */
static void
test_target_bound (void)
{
  static const double x[] = { 1.0, 0.0, 0.0, 1.0 };
  static const double y[] = { 1.0, 1.0 };
  static const double hidden[] = { 2, 0, 0, 1, 1, 1 };
  static const double output[] = { 1, 1, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("two", 2, 2, x, y, NULL, NULL, &error);
  g_autoptr (RscNetwork) network = rsc_network_new (3, 2, FALSE, hidden, output, NULL);
  g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
  g_autofree char *reason = NULL;

  g_assert_no_error (error);
  g_assert_false (rsc_pruning_can_remove (start, 0, 0, &reason));
  g_assert_cmpstr (reason, ==,
                   "Every network with this fit made of these neurons uses this one: its norm is "
                   "at least 1.");
  g_assert_true (rsc_pruning_can_remove (start, 0, 1, NULL));
  g_assert_true (rsc_pruning_can_remove (start, 0, 2, NULL));
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

/* Ranks of a wide walk where neurons leave together: c_3 = c_1 + c_2 with equal β takes 1 and 2 at once, twice. */
static void
test_wide_ties (void)
{
  gsl_rng *rng = rsc_random_new (12);
  const gsize n = 300;
  const gsize d = 8;
  const gsize m = 140;
  g_autoptr (RscDataset) plain = random_dataset (rng, n, d, FALSE);
  g_autofree double *x = g_memdup2 (rsc_dataset_get_x (plain), n * d * sizeof (double));
  g_autofree double *hidden = draw (rng, m * d);
  g_autofree double *output = draw (rng, m);
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

/* The same where each step is asked for by itself, as a person does: it does not add up over calls either. */
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

static void
test_errors (void)
{
  gsl_rng *rng = rsc_random_new (10);
  g_autoptr (RscDataset) dataset = random_dataset (rng, 4, 2, FALSE);
  g_autoptr (RscDataset) other = random_dataset (rng, 4, 3, FALSE);
  g_autoptr (RscNetwork) network = random_network (rng, 6, 3, TRUE, FALSE);
  g_autoptr (RscNetwork) narrow = random_network (rng, 6, 2, TRUE, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RscPruningMove move;
  RscPruningMethod method;

  gsl_rng_free (rng);
  g_assert_null (rsc_pruning_new (dataset, NULL, narrow, 0.1, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (rsc_pruning_new (dataset, other, network, 0.1, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_autoptr (RscPruning) start = start_of (dataset, NULL, network, 0.1);
  g_cancellable_cancel (cancellable);
  rsc_pruning_move_init (&move);
  g_assert_null (rsc_pruning_go_on (start, 0, &move, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (RscPruningMethod k = 0; k < RSC_N_PRUNING_METHODS; k++)
    {
      g_assert_true (rsc_pruning_method_from_string (rsc_pruning_method_to_string (k), &method));
      g_assert_cmpint (method, ==, k);
    }
  g_assert_false (rsc_pruning_method_from_string ("optimal", &method));
  g_assert_cmpfloat (rsc_pruning_get_lambda (start), ==, 0.1);
  g_assert_null (rsc_pruning_get_set (start));
  g_assert_false (rsc_pruning_get_norms_in_set (start, 0, NULL));
}

/* A point on the kink has the output 0, whose sign is wrong, and no part in a gradient: rounding, which
 * puts one of these two opposite points on the active side, has no say. */
static void
test_on_kink (void)
{
  static const double x[] = { 0.1, 0.1, 0.2, -0.1, -0.1, -0.2 };
  static const double y[] = { 1, 1 };
  static const double hidden[] = { 0.1, -0.3, 0.1 };
  static const double output[] = { 1 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("kink", 2, 3, x, y, NULL, NULL, NULL);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 3, FALSE, hidden, output, NULL);
  g_autoptr (RscPruning) pruning = NULL;
  double activations[2];

  g_assert_cmpfloat (x[0] * hidden[0] + x[1] * hidden[1] + x[2] * hidden[2], !=, 0.0);
  pruning = rsc_pruning_new (dataset, dataset, network, 0.1, NULL, NULL, NULL);
  g_assert_cmpfloat (rsc_pruning_get_state (pruning, 0)->train_accuracy, ==, 0.0);
  g_assert_cmpfloat (rsc_pruning_get_state (pruning, 0)->test_accuracy, ==, 0.0);
  rsc_pruning_get_activations (pruning, 0, activations);
  g_assert_cmpfloat (activations[0], ==, 0.0);
  g_assert_cmpfloat (activations[1], ==, 0.0);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning/known-widths", test_known_widths);
  g_test_add_func ("/pruning/ranks", test_ranks);
  g_test_add_func ("/pruning/ends-are-vertices", test_ends_are_vertices);
  g_test_add_func ("/pruning/rule", test_rule);
  g_test_add_func ("/pruning/signed-step", test_signed_step);
  g_test_add_func ("/pruning/direct", test_direct);
  g_test_add_func ("/pruning/least-squares", test_least_squares);
  g_test_add_func ("/pruning/baselines", test_baselines);
  g_test_add_func ("/pruning/go-on", test_go_on);
  g_test_add_func ("/pruning/target", test_target);
  g_test_add_func ("/pruning/fewest", test_fewest);
  g_test_add_func ("/pruning/degenerate", test_degenerate);
  g_test_add_func ("/pruning/scales", test_scales);
  g_test_add_func ("/pruning/wide", test_wide);
  g_test_add_func ("/pruning/nearly-dependent", test_nearly_dependent);
  g_test_add_func ("/pruning/target-bound", test_target_bound);
  g_test_add_func ("/pruning/blocks", test_blocks);
  g_test_add_func ("/pruning/wide-ties", test_wide_ties);
  g_test_add_func ("/pruning/drift", test_drift);
  g_test_add_func ("/pruning/drift-of-steps", test_drift_of_steps);
  g_test_add_func ("/pruning/on-kink", test_on_kink);
  g_test_add_func ("/pruning/errors", test_errors);
  return g_test_run ();
}
