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
          double gap;

          rsc_pruning_get_activations (walk, k, c);
          g_assert_cmpuint (state->rank, ==, get_rank (n, m, c, &gap));
          g_assert_cmpuint (state->n_singular, ==, MIN (n, state->width));
          if (state->rank < state->n_singular)
            g_assert_cmpfloat (state->rank_gap, <, 1e-12);
          g_assert_cmpint (state->phase == RSC_PRUNING_APPROXIMATE, ==, (gssize) k > minimal);
        }
    }
}

/* Parity-3: 16 neurons in 8 dimensions. Every end is a vertex of the set: in the set, and of full
 * rank. */
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

/* An exact step that removes neuron @i. */
static RscPruning *
remove_neuron (const RscPruning *from, gsize state, gsize i, GError **error)
{
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.rule = RSC_PRUNING_RULE_TARGET;
  move.target = i;
  return rsc_pruning_go_on (from, state, &move, NULL, NULL, NULL, error);
}

/* The neuron asked for leaves exactly when its norm can be 0 on the set of networks with this fit:
 * the set's own ranges know, by other programs. */
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
          g_autoptr (RscPruning) walk = remove_neuron (start, 0, i, &error);

          g_assert_cmpint (walk != NULL, ==, neuron->norm_min <= 1e-9);
          if (walk != NULL)
            {
              n_can++;
              g_assert_no_error (error);
              check_states (walk);
              g_assert_cmpint (rsc_pruning_get_state (walk, 1)->removed, ==, (gssize) i);
              g_assert_cmpuint (rsc_pruning_get_n_states (walk), ==, 2);
              check_forced (walk, set);
              g_assert_null (remove_neuron (walk, 1, i, &error));
              g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
              g_assert_cmpstr (error->message, ==, "This neuron has gone already.");
              g_clear_error (&error);
              continue;
            }
          n_cannot++;
          g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
          if (neuron->norm_max - neuron->norm_min > 1e-9)
            {
              const char *number = strstr (error->message, "at least ");
              double bound;

              g_assert_nonnull (number);
              bound = g_ascii_strtod (number + strlen ("at least "), NULL);
              g_assert_cmpfloat (bound, <=, neuron->norm_min * (1.0 + 1e-8));
              g_assert_cmpfloat (bound, >=, neuron->norm_min * 0.98);
            }
          else
            g_assert_cmpstr (error->message, ==,
                             "This neuron's activations are independent of the others'.");
          g_clear_error (&error);
        }
    }
  g_assert_cmpuint (n_can, >, 10);
  g_assert_cmpuint (n_cannot, >, 4);
}

/* c_3 = c_1 + c_2 with norms 2, 1 and √2: neuron 1 cannot do without half of itself, the others can
 * go. */
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

  g_assert_no_error (error);
  g_assert_null (remove_neuron (start, 0, 0, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_cmpstr (error->message, ==,
                   "Every network with this fit made of these neurons uses this one: its norm is "
                   "at least 1.");
  g_clear_error (&error);
  for (gsize i = 1; i < 3; i++)
    {
      g_autoptr (RscPruning) walk = remove_neuron (start, 0, i, &error);

      g_assert_no_error (error);
      g_assert_nonnull (walk);
    }
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

/* A point on the kink has the output 0, whose sign is wrong, and no part in a gradient: rounding,
 * which puts one of these two opposite points on the active side, has no say. */
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
  g_test_add_func ("/pruning/go-on", test_go_on);
  g_test_add_func ("/pruning/target", test_target);
  g_test_add_func ("/pruning/target-bound", test_target_bound);
  g_test_add_func ("/pruning/on-kink", test_on_kink);
  g_test_add_func ("/pruning/errors", test_errors);
  return g_test_run ();
}
