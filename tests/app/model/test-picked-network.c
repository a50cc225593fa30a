/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picked network: always of the set, always with its fit. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-picked-network.h"
#include "problems.h"

static void
test_picks (void)
{
  static const RscPick picks[] = { RSC_PICK_MIN_NORM, RSC_PICK_INTERIOR, RSC_PICK_NARROWEST,
                                   RSC_PICK_RANDOM };
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscPickedNetwork) picked = rsc_picked_network_new ();
  g_autoptr (RscDocumentState) state = rsc_document_state_new ();
  gsize m = rsc_optimal_set_get_n_neurons (set);

  g_assert_null (rsc_picked_network_get_network (picked));
  g_assert_true (isnan (rsc_picked_network_get_fit_change (picked)));
  for (guint k = 0; k < G_N_ELEMENTS (picks); k++)
    {
      const double *a;
      const gsize *ids;
      gsize width = 0;

      rsc_document_state_set_pick (state, picks[k], 3, NULL);
      rsc_picked_network_resolve (picked, set, state);
      a = rsc_picked_network_get_point (picked);
      ids = rsc_picked_network_get_neuron_ids (picked);
      g_assert_cmpfloat (rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), a), <,
                         1e-9);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), <, 1e-9);
      for (gsize i = 0; i < m; i++)
        if (a[i] != 0)
          g_assert_cmpuint (ids[width++], ==, i);
      g_assert_cmpuint (width, ==, rsc_network_get_width (rsc_picked_network_get_network (picked)));
    }
  rsc_document_state_set_pick (state, RSC_PICK_NARROWEST, 0, NULL);
  rsc_picked_network_resolve (picked, set, state);
  g_assert_cmpuint (rsc_picked_network_get_width (picked), ==, 8);
  rsc_picked_network_take_solution (picked, rsc_optimal_set_get_solution (set));
  g_assert_null (rsc_picked_network_get_point (picked));
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), <, 1e-9);
  rsc_picked_network_clear (picked);
  g_assert_null (rsc_picked_network_get_network (picked));
  g_assert_cmpuint (rsc_picked_network_get_width (picked), ==, 0);
}

/* Every vertex is found as itself, and in another set as the nearest one, counted from the
 * choice. */
static void
test_vertices (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
  g_autoptr (RscOptimalSet) near = set_of_problem (problem, 0.09);
  g_autoptr (RscPickedNetwork) picked = rsc_picked_network_new ();
  g_autoptr (RscDocumentState) state = rsc_document_state_new ();

  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      const double *vertex = rsc_optimal_set_get_vertex (set, k);
      g_autoptr (RscNeuronKeys) keys = rsc_neuron_keys_new_for_point (set, vertex);

      rsc_document_state_set_pick (state, RSC_PICK_VERTEX, 0, keys);
      rsc_picked_network_resolve (picked, near, state);
      g_assert_cmpint (rsc_picked_network_get_vertex (picked), >=, 0);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), <, 1e-9);
      rsc_picked_network_resolve (picked, set, state);
      g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, (gssize) k);
      g_assert_cmpmem (rsc_picked_network_get_point (picked),
                       rsc_optimal_set_get_n_neurons (set) * sizeof (double), vertex,
                       rsc_optimal_set_get_n_neurons (set) * sizeof (double));
    }
}

/* The network of a pruning is a point of the set as long as it can be one. */
static void
test_pruned (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscPickedNetwork) picked = rsc_picked_network_new ();
  g_autoptr (RscPruner) pruner = rsc_pruner_new (NULL);
  RscPruning *walk;
  gsize index;

  rsc_pruner_set_source (pruner, set, NULL, rsc_optimal_set_get_min_norm (set));
  rsc_pruner_to_minimal (pruner);
  walk = rsc_pruner_get_walk (pruner);
  index = rsc_pruner_get_index (pruner);
  g_assert_cmpuint (index, >, 0);
  rsc_picked_network_take_pruned (picked, set, pruner);
  g_assert_nonnull (rsc_picked_network_get_point (picked));
  g_assert_cmpuint (rsc_picked_network_get_width (picked), ==,
                    rsc_pruning_get_state (walk, index)->width);
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), >=, 0);
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), <, 1e-9);
  rsc_pruner_to_zero (pruner);
  rsc_picked_network_take_pruned (picked, set, pruner);
  g_assert_cmpuint (rsc_picked_network_get_width (picked), ==, 0);
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), >, 0.1);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picked-network/picks", test_picks);
  g_test_add_func ("/picked-network/vertices", test_vertices);
  g_test_add_func ("/picked-network/pruned", test_pruned);

  return g_test_run ();
}
