/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-experiment-words.h"
#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-status-words.h"
#include "ui/words/rsc-window-words.h"
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <string.h>

static void
take (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_row (void)
{
  double direction[6] = { -0.966, 0.001, -0.001, 0.5, 1, 2 };
  RscNeuron neuron = { .sign = 1, .direction = direction, .n_blocks = 1, .in_support = TRUE };

  take (rsc_neuron_words_dup_name (3), "Neuron 3");
  take (rsc_neuron_words_dup_axis (12), "Neuron 12 on an axis");
  take (rsc_neuron_words_dup_direction (1, 1, direction), "+ (−0.97)");
  /* No minus sign on what rounds to zero. */
  take (rsc_neuron_words_dup_direction (1, 4, direction), "+ (−0.97, 0.00, 0.00, 0.50)");
  neuron.sign = -1;
  take (rsc_neuron_words_dup_direction (-1, 6, direction), "− (−0.97, 0.00, 0.00, 0.50, …)");

  take (rsc_neuron_words_dup_note (&neuron), "");
  neuron.n_blocks = 2;
  take (rsc_neuron_words_dup_note (&neuron), "2 blocks");
  neuron.in_support = FALSE;
  take (rsc_neuron_words_dup_note (&neuron), "never used");

  /* A column of them: as many decimals in each as its largest needs; what is not zero does not read
   * so. */
  take (rsc_neuron_words_dup_norm (1.3, 1.84), "1.300");
  take (rsc_neuron_words_dup_norm (0.06049, 1.84), "0.060");
  take (rsc_neuron_words_dup_norm (0.0003, 1.84), "3×10⁻⁴");
  take (rsc_neuron_words_dup_norm (0.0, 1.84), "0.000");
  take (rsc_neuron_words_dup_norm (1e-13, 1), "0.000");
  take (rsc_neuron_words_dup_norm (0.25, 0.4), "0.2500");
  take (rsc_neuron_words_dup_norm (12.0, 1840.3), "12");
  take (rsc_neuron_words_dup_norm (0.4, 18400.0), "0.4");
  take (rsc_neuron_words_dup_norm (3e4, 18400.0), "3.00×10⁴");
  take (rsc_neuron_words_dup_norm (2e-8, 1.5e-7), "0.20×10⁻⁷");
  take (rsc_neuron_words_dup_norm (0.0, 0.0), "0.000");
}

/* @brief: bits of @whole in their order, with dots where some are left out, and shorter. */
static void
check_brief (const char *brief, const char *whole)
{
  const char *at = whole;
  gsize n = 0;

  for (const char *p = brief; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p != '0' && *p != '1')
        {
          g_assert_true (g_str_has_prefix (p, "…"));
          g_assert_false (g_str_has_prefix (p, "……"));
          continue;
        }
      n++;
      while (*at != '\0' && *at != *p)
        at++;
      g_assert_cmpint (*at, ==, *p);
      at++;
    }
  g_assert_cmpuint (n, <=, 10);
  g_assert_cmpuint (n, >, 0);
}

/* Gates of many rows that are alike at their beginning do not look alike in the list. */
static void
test_gates_differ (void)
{
  g_autoptr (GString) text = g_string_new ("x,y\n");

  /* One row many times, then some that the gates cut between. */
  for (int k = 0; k < 12; k++)
    g_string_append (text, "50,1\n");
  for (int k = -6; k <= 6; k++)
    g_string_append_printf (text, "%d,%d\n", k, (k * k) % 5 - 2);
  g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.001);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autoptr (GHashTable) briefs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) wholes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) begins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < m; i++)
    {
      g_autofree char *brief = rsc_neuron_words_dup_gate (set, i, FALSE);
      g_autofree char *whole = rsc_neuron_words_dup_gate (set, i, TRUE);

      check_brief (brief, whole);
      g_hash_table_add (begins, g_strndup (whole, 10));
      g_hash_table_add (briefs, g_steal_pointer (&brief));
      g_hash_table_add (wholes, g_steal_pointer (&whole));
    }
  /* Each of the ten bits tells one more apart, at least. */
  g_assert_cmpuint (g_hash_table_size (begins), <=, 2);
  g_assert_cmpuint (g_hash_table_size (wholes), >, 5);
  g_assert_cmpuint (g_hash_table_size (briefs), >=, MIN (g_hash_table_size (wholes), 11));
}

/* A gated neuron is told by its gate, shortened in its row and whole in its tooltip. */
static void
test_gate (void)
{
  g_autoptr (RscOptimalSet) plain = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_GATED, 0.1);

  g_assert_null (rsc_neuron_words_dup_gate (plain, 0, TRUE));
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), >, 0);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      g_autofree char *brief = rsc_neuron_words_dup_gate (set, i, FALSE);
      g_autofree char *whole = rsc_neuron_words_dup_gate (set, i, TRUE);
      g_autofree char *help = rsc_neuron_words_dup_help (set, i, 1);
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      const double *x =
        rsc_problem_get_x (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));

      g_assert_cmpuint (strlen (whole), ==, 12);
      check_brief (brief, whole);
      g_assert_nonnull (strstr (help, whole));
      for (gsize row = 0; row < 12; row++)
        g_assert_cmpint (
          whole[row], ==,
          x[2 * row] * neuron->gate[0] + x[2 * row + 1] * neuron->gate[1] >= 0 ? '1' : '0');
    }
}

/* The tooltip has a line for the output, each weight, the norm and the blocks. */
static void
test_help (void)
{
  g_autoptr (RscProblem) problem =
    problem_of_text ("height,width,y\n1,0,2\n2,1,3\n3,0,1\n0,2,2\n", TRUE);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
  g_autoptr (RscOptimalSet) free_set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      g_autofree char *help = rsc_neuron_words_dup_help (set, i, 41);
      g_auto (GStrv) lines = g_strsplit (help, "\n", -1);

      g_assert_cmpstr (lines[0], ==,
                       neuron->sign > 0 ? "Neuron 41, output +1" : "Neuron 41, output −1");
      g_assert_true (g_str_has_prefix (lines[1], "height: "));
      g_assert_true (g_str_has_prefix (lines[2], "width: "));
      g_assert_true (g_str_has_prefix (lines[3], "bias: "));
      g_assert_true (g_str_has_prefix (lines[4], "norm over the set: "));
      g_assert_nonnull (strstr (lines[5], " of the convex program"));
    }
  g_autofree char *range = rsc_neuron_words_dup_help (free_set, 0, 1);
  g_assert_nonnull (strstr (range, "\nnorm over the set: 0 to "));

  take (rsc_neuron_words_dup_title (NULL), "Neurons");
  take (rsc_neuron_words_dup_title (free_set), "Neurons (6)");
}

static void
test_data (void)
{
  g_autoptr (RscDataset) one = dataset_of_text ("a,y\n1,2\n");
  g_autoptr (RscDataset) more = dataset_of_text ("a,b,price\n1,0,2\n2,1,3\n");

  take (rsc_data_words_dup_size (one), "1 row, 1 feature, target “y”");
  take (rsc_data_words_dup_size (more), "2 rows, 2 features, target “price”");
  g_assert_cmpstr (rsc_data_words_get_weight (more, 1), ==, "b");
  g_assert_cmpstr (rsc_data_words_get_weight (more, 2), ==, "bias");
  g_assert_cmpstr (rsc_data_words_get_norm (), ==, "norm");
  g_assert_cmpstr (rsc_data_words_get_angle (), ==, "angle");
  g_assert_cmpstr (rsc_data_words_get_no_title (), ==, "No data yet");
  g_assert_nonnull (strstr (rsc_data_words_get_absence (NULL), "gallery"));
  take (rsc_data_words_dup_unknown ("moon"), "There is no gallery set called “moon”.");
}

static void
test_window (void)
{
  for (RscWindowWord a = 0; a < RSC_N_WINDOW_WORDS; a++)
    for (RscWindowWord b = a + 1; b < RSC_N_WINDOW_WORDS; b++)
      g_assert_cmpstr (rsc_window_words_get (a), !=, rsc_window_words_get (b));
  g_assert_cmpstr (rsc_window_words_get (RSC_WINDOW_CSV_FILES), ==, "CSV files");
  take (rsc_window_words_dup_undo (NULL, FALSE), "Undo (Ctrl+Z)");
  take (rsc_window_words_dup_undo ("Change λ", TRUE), "Undo: Change λ (Ctrl+Z)");
  take (rsc_window_words_dup_redo (NULL), "Redo (Ctrl+Shift+Z)");
  take (rsc_window_words_dup_redo ("Change λ"), "Redo: Change λ (Ctrl+Shift+Z)");
  take (rsc_window_words_dup_written ("/tmp/a.svg"), "Picture written to /tmp/a.svg");
  take (rsc_window_words_dup_ending ("a.bmp", ".bmp"),
        "“a.bmp”: pictures are written as .svg, .pdf or .png, not as .bmp");
  take (rsc_window_words_dup_replace ("a.svg"), "Replace “a.svg”?");
  g_assert_cmpstr (rsc_window_words_get_replace_why (), ==,
                   "A file of this name is there already.");
  g_assert_nonnull (strstr (rsc_window_words_get_local_only (), "local files"));
  g_assert_nonnull (strstr (rsc_window_words_get_about (), "ICML 2023"));

  take (rsc_status_words_width (8, 12, TRUE), "picked: 8 of 12 neurons");
  take (rsc_status_words_width (12, 12, TRUE), "12 neurons");
  take (rsc_status_words_width (8, 0, TRUE), "8 neurons");
  take (rsc_status_words_width (8, 12, FALSE), "8 neurons, no longer optimal");
  take (rsc_status_words_lambda (0.38637), "= 0.3864");
  g_assert_nonnull (strstr (rsc_status_words_cancelled (), "Change λ"));
}

static void
test_experiment (void)
{
  g_autofree char *done = rsc_experiment_words_dup_done (20, 20, 50);

  g_assert_true (
    g_str_has_prefix (done, "Median and quartiles over 20 random halves, 50 random gates each"));
  take (rsc_experiment_words_dup_done (3, 20, 50),
        "Stopped after 3 of 20 halves: median and quartiles of these.");
  g_assert_cmpstr (rsc_experiment_words_get_none (), ==, "Stopped before the first half.");
  g_assert_nonnull (strstr (rsc_experiment_words_get_intro (), "random half"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/neuron-words/row", test_row);
  g_test_add_func ("/neuron-words/help", test_help);
  g_test_add_func ("/neuron-words/gate", test_gate);
  g_test_add_func ("/neuron-words/gates-differ", test_gates_differ);
  g_test_add_func ("/neuron-words/data", test_data);
  g_test_add_func ("/neuron-words/window", test_window);
  g_test_add_func ("/neuron-words/experiment", test_experiment);
  return g_test_run ();
}
