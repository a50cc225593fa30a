/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#include "ui/words/rsc-certificate-words.h"
#include <gsl/gsl_errno.h>

/* How many neurons touch λ is said of sets that can be trusted, and only of those. */
static void
test_sentence (void)
{
  g_autoptr (RscOptimalSet) sure = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscLandscape) of_sure = rsc_landscape_new_for_set (sure, NULL, NULL);
  g_autofree char *words = rsc_certificate_words_dup_sentence (of_sure);

  g_assert_true (g_str_has_prefix (words, "Nothing rises above λ, and 4 neurons touch it. Gap "));

  g_autoptr (RscDataset) dataset = dataset_of_hard_case ("small-units.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) unsure = set_of_problem (problem, 1e-3);
  g_autoptr (RscLandscape) of_unsure = rsc_landscape_new_for_set (unsure, NULL, NULL);
  g_autofree char *careful = rsc_certificate_words_dup_sentence (of_unsure);

  g_assert_false (rsc_optimal_set_is_trusted (unsure));
  g_assert_null (strstr (careful, "neuron"));
  g_assert_nonnull (strstr (careful, "Gap "));
}

/* Of the zero network, above λ is what would pay; it has no gap to tell. */
static void
test_any_residual (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  const double *y = rsc_problem_get_y (problem);
  const double lambda_max = rsc_problem_get_lambda_max (problem);
  g_autoptr (RscLandscape) low = rsc_landscape_new (problem, y, 0.5 * lambda_max, NULL, NULL, NULL);
  g_autoptr (RscLandscape) high =
    rsc_landscape_new (problem, y, 2.0 * lambda_max, NULL, NULL, NULL);
  g_autofree char *pays = rsc_certificate_words_dup_sentence (low);
  g_autofree char *does_not = rsc_certificate_words_dup_sentence (high);

  g_assert_cmpstr (pays, ==, "The largest is 2 λ: where it is above λ, a neuron would still pay.");
  g_assert_cmpstr (does_not, ==, "Nothing that was found is above λ: no further neuron would pay.");
}

/* Bars say what they are the largest of. */
static void
test_bars (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("parity", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) gated = set_of_gallery ("parity", RSC_ACTIVATION_GATED, 0.1);
  g_autoptr (RscLandscape) all = rsc_landscape_new_for_set (set, NULL, NULL);
  g_autoptr (RscLandscape) passing = rsc_landscape_new_near (set, all);
  g_autoptr (RscLandscape) gates = rsc_landscape_new_for_set (gated, NULL, NULL);
  g_autofree char *of_all = rsc_certificate_words_dup_bars_title (all, 20);
  g_autofree char *known = rsc_certificate_words_dup_bars_title (passing, 20);
  g_autofree char *of_gates = rsc_certificate_words_dup_bars_title (gates, 20);

  g_assert_cmpstr (of_all, ==, "The 20 largest of all directions");
  g_assert_cmpstr (known, ==, "The 20 largest that are known");
  g_assert_cmpstr (of_gates, ==, "The 20 most correlated of all gates");
}

/* Of the peaks beside the neurons it is told which of them are there to see. */
static void
test_others (void)
{
  g_autoptr (RscOptimalSet) square = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscProblem) circles = problem_of_gallery ("circles", RSC_ACTIVATION_RELU);
  const gsize n = rsc_problem_get_n (circles);
  g_autofree double *rough = g_new (double, n);
  g_autoptr (RscLandscape) few = rsc_landscape_new_for_set (square, NULL, NULL);
  g_autoptr (RscLandscape) passing = rsc_landscape_new_near (square, few);

  for (gsize i = 0; i < n; i++)
    rough[i] = i % 2 == 0 ? 1.0 : -1.0;
  g_autoptr (RscLandscape) many = rsc_landscape_new (circles, rough, 1e-3, NULL, NULL, NULL);
  g_autofree char *of_few = rsc_certificate_words_dup_hint (few);
  g_autofree char *of_many = rsc_certificate_words_dup_hint (many);
  g_autofree char *found = rsc_certificate_words_dup_description (passing, NULL);

  g_test_message ("%s\n%s\n%s", of_few, of_many, found);
  g_assert_nonnull (strstr (of_few, "peaks above half of λ. Point at"));
  g_assert_true (g_str_has_prefix (of_many, "Of the other peaks the 40 largest. Point at"));
  g_assert_nonnull (strstr (found, "that w"));
}

/* The numbers of a block in one line, what matters most first. */
static void
test_direction (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("a,b,y\n1,0,-3\n-1,2,1\n1,2,1\n", FALSE);
  const double u[2] = { 0.0, 1.0 }, r[3] = { -3.0, 1.0, 1.0 };
  g_autoptr (RscLandscape) landscape = rsc_landscape_new (problem, r, 8.0, NULL, NULL, NULL);
  g_autoptr (RscMultipliers) block = rsc_multipliers_new (problem, r, 1, u, 0);
  g_autofree char *peak =
    rsc_certificate_words_dup_direction (landscape, -1, 1, block->norm / 8.0, u, block);
  g_autofree char *neuron =
    rsc_certificate_words_dup_direction (landscape, 4, 1, block->norm / 8.0, u, block);
  g_autofree char *place = rsc_certificate_words_dup_direction (landscape, -1, -1, 0.25, u, NULL);

  g_assert_cmpstr (peak, ==,
                   "Peak +: 0.5 λ, v = (0, 4), ρ = 3 at point 1; towards 90°; "
                   "active or on its kink: 3 of 3 points.");
  g_assert_true (g_str_has_prefix (neuron, "Neuron 5 +: 0.5 λ, v = (0, 4), ρ = 3 at point 1; "));
  g_assert_cmpstr (place, ==, "Direction −: 0.25 λ; towards 90°.");
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-words/sentence", test_sentence);
  g_test_add_func ("/certificate-words/any-residual", test_any_residual);
  g_test_add_func ("/certificate-words/direction", test_direction);
  g_test_add_func ("/certificate-words/bars", test_bars);
  g_test_add_func ("/certificate-words/others", test_others);
  return g_test_run ();
}
