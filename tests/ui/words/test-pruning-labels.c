/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-pruning-labels.h"
#include "ui/words/rsc-pruning-words.h"

static void
take (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_state (void)
{
  double singular[2] = { 2.0, 0.0 }, zero[1] = { 0.0 }, beta[1] = { 1.0 };
  RscPruningState state = { .removed = -1, .width = 12, .rank = 5, .phase = RSC_PRUNING_START };

  take (rsc_pruning_labels_rank (&state), "rank 5 of 12");
  take (rsc_pruning_labels_gap ("3×10⁻¹⁶"), "drop 3×10⁻¹⁶");
  take (rsc_pruning_labels_most (7), "The rank is at most 7, the number of data points.");
  take (rsc_pruning_labels_title (&state, 0, 0, NULL, NULL), "Start: width 12");
  g_assert_cmpstr (rsc_pruning_labels_beta (&state), ==, "no step yet");
  state.rank = 12;
  g_assert_cmpstr (rsc_pruning_labels_beta (&state), ==, "no β: the activations are independent");
  state.phase = RSC_PRUNING_APPROXIMATE;
  g_assert_cmpstr (rsc_pruning_labels_beta (&state), ==, "no β: the others stay as they are");
  state.beta = beta;
  g_assert_null (rsc_pruning_labels_beta (&state));
  state.removed = 3;
  take (rsc_pruning_labels_title (&state, 2, 1, "4", "0.1"),
        "Step 2, approximate: neuron 4 goes · width 12 · fit changes by 0.1");
  state.phase = RSC_PRUNING_EXACT;
  take (rsc_pruning_labels_title (&state, 2, 2, "4, 7", "0"),
        "Step 2, exact: neurons 4, 7 go · width 12 · fit changes by 0");

  g_assert_cmpstr (rsc_pruning_labels_no_singular (&state), ==,
                   "not computed at each step of a network this large");
  state.singular = zero;
  state.n_singular = 1;
  g_assert_cmpstr (rsc_pruning_labels_no_singular (&state), ==, "all activations are zero");
  state.singular = singular;
  state.n_singular = 2;
  g_assert_null (rsc_pruning_labels_no_singular (&state));
  state.width = 0;
  g_assert_cmpstr (rsc_pruning_labels_no_singular (&state), ==, "no neuron is left");
  g_assert_cmpstr (rsc_pruning_labels_instead (NULL), ==, "Nothing to prune yet.");
}

static void
test_list (void)
{
  take (rsc_pruning_words_width (1), "1 neuron");
  take (rsc_pruning_words_width (12), "12 neurons");
  take (rsc_pruning_labels_step (0, NULL), "start");
  take (rsc_pruning_labels_step (3, "4, 7"), "neuron 4, 7");
  take (rsc_pruning_labels_row (0, NULL, 3, NULL), "Start: 3 neurons");
  take (rsc_pruning_labels_row (2, "4a", 1, "exact"),
        "Step 2: neuron 4a goes, 1 neuron left, exact");
}

static void
test_tools (void)
{
  take (rsc_pruning_labels_position (0, 6), "Start");
  take (rsc_pruning_labels_position (3, 6), "Step 3 of 5");
  take (rsc_pruning_labels_progress (-1), "");
  take (rsc_pruning_labels_progress (0.25), "25 %");
  g_assert_cmpstr (rsc_pruning_labels_paused (), ==, "Pause to prune the network at this λ.");
  g_assert_cmpstr (rsc_pruning_labels_waiting (), ==, "Waiting for the optimal set…");
  g_assert_cmpstr (rsc_pruning_labels_again (RSC_PRUNING_START_NETWORK), ==, "Choose another file");
  g_assert_cmpstr (rsc_pruning_labels_again (RSC_PRUNING_START_RANDOM), ==,
                   "Draw another random point");
  g_assert_null (rsc_pruning_labels_again (RSC_PRUNING_START_INTERIOR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning-labels/state", test_state);
  g_test_add_func ("/pruning-labels/list", test_list);
  g_test_add_func ("/pruning-labels/tools", test_tools);
  return g_test_run ();
}
