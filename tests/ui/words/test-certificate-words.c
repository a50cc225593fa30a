/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#include "ui/words/rsc-certificate-words.h"
#include <gsl/gsl_errno.h>

/* How many neurons touch λ is said of sets that can be trusted, and only of those. */
static void
test_sentence (void)
{
  g_autoptr (RscOptimalSet) sure = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autofree char *words = rsc_certificate_words_dup_sentence (sure, 1.0);

  g_assert_true (g_str_has_prefix (words, "Nothing rises above λ, and 4 neurons touch it. Gap "));

  g_autoptr (RscDataset) dataset = dataset_of_hard_case ("small-units.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) unsure = set_of_problem (problem, 1e-3);
  g_autofree char *careful = rsc_certificate_words_dup_sentence (unsure, 1.0);

  g_assert_false (rsc_optimal_set_is_trusted (unsure));
  g_assert_null (strstr (careful, "neuron"));
  g_assert_nonnull (strstr (careful, "Gap "));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-words/sentence", test_sentence);
  return g_test_run ();
}
