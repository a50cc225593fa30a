/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-curves-words.h"
#include "ui/words/rsc-function-words.h"
#include "ui/words/rsc-short-text.h"
#include "ui/words/rsc-transport-words.h"
#include <locale.h>
#include <math.h>
#include <string.h>

static void
take (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

/* Each notice says something of its own. */
static void
test_notices (void)
{
  for (int a = RSC_FUNCTION_NO_DATA; a <= RSC_FUNCTION_ZERO; a++)
    for (int b = a + 1; b <= RSC_FUNCTION_ZERO; b++)
      g_assert_cmpstr (rsc_function_words_notice (a), !=, rsc_function_words_notice (b));
  g_assert_cmpstr (rsc_function_words_notice (RSC_FUNCTION_NOT_SOLVED), ==, "Nothing solved yet.");
  g_assert_cmpstr (rsc_function_words_notice (RSC_FUNCTION_RANGE_UNKNOWN), ==,
                   "The range over all optimal networks is not known yet.");
}

static void
test_function_titles (void)
{
  static const char *const names[] = { "a", "b", "c", "d", "e" };
  static const double mean[] = { NAN, NAN, NAN, NAN, NAN };
  static const double held[] = { 0.5, NAN, -2.0, 0.0, 1e-3 };

  take (rsc_function_words_actual ("y"), "actual y");
  take (rsc_function_words_predicted ("y"), "predicted y");
  take (rsc_function_words_slice (1, names, mean), "a at the mean");
  take (rsc_function_words_slice (3, names, mean), "a, b, c at the mean");
  take (rsc_function_words_slice (5, names, mean), "The other 5 features at their mean");
  take (rsc_function_words_slice (1, names, held), "a = 0.5");
  take (rsc_function_words_slice (3, names, held), "a = 0.5, c = \u22122; b at the mean");
  take (rsc_function_words_slice (5, names, held),
        "a = 0.5, c = \u22122, d = 0 and 1 more set; 1 at the mean");
  take (rsc_short_text_dup ("price", 5), "price");
  take (rsc_short_text_dup ("prices", 5), "pr\u2026es");
  take (rsc_short_text_dup ("prices", 4), "pr\u2026s");
  take (rsc_short_text_dup ("\u00e4\u00f6\u00fc\u00df", 3), "\u00e4\u2026\u00df");
  take (rsc_short_text_dup_line ("1\r\n2\t3\v4\u20285", 20), "1  2 3 4 5");
  g_assert_cmpstr (rsc_function_words_value (), ==, "f(x)");
  g_assert_cmpstr (rsc_function_words_page (2), ==, "Function");
  g_assert_cmpstr (rsc_function_words_page (3), ==, "Fit");
  g_assert_nonnull (strstr (rsc_function_words_width (), "\u2212"));
}

static void
test_curves (void)
{
  g_assert_cmpstr (rsc_curves_words_line (FALSE), ==, "test");
  g_assert_cmpstr (rsc_curves_words_line (TRUE), ==, "training");
  g_assert_cmpstr (rsc_curves_words_widths (), ==, "Number of neurons");
  g_assert_cmpstr (rsc_curves_words_values (), ==, "Accuracy");
  g_assert_cmpstr (rsc_curves_words_nothing (), ==, "Nothing to compare yet.");
  g_assert_cmpstr (rsc_curves_words_measure (TRUE, FALSE), ==, "accuracy");
  g_assert_cmpstr (rsc_curves_words_measure (FALSE, FALSE), ==, "mean squared error");
  g_assert_cmpstr (rsc_curves_words_measure (TRUE, TRUE), ==, "test accuracy");
  g_assert_cmpstr (rsc_curves_words_measure (FALSE, TRUE), ==, "test mean squared error");
}

static void
test_transport (void)
{
  g_assert_cmpstr (rsc_transport_words_play (FALSE), ==, "Play");
  g_assert_cmpstr (rsc_transport_words_play (TRUE), ==, "Pause");
  g_assert_true (g_str_has_prefix (rsc_transport_words_play_tip (FALSE), "Play"));
  g_assert_true (g_str_has_prefix (rsc_transport_words_play_tip (TRUE), "Pause"));
  take (rsc_transport_words_dup_tip (0.1), "λ = 0.1 λₘₐₓ: click or drag to go there");
  take (rsc_transport_words_spoken (0.1), "0.1 λ_max");
}

/* What a person writes for λ: a fraction of λ_max in any form, or what else can be written. */
static void
test_ratio (void)
{
  static const struct
  {
    const char *text;
    double ratio;
  } good[] = {
    { "0.25", 0.25 },      { "0,25", 0.25 },   { " 1/4 ", 0.25 },    { "25 %", 0.25 },
    { "25%", 0.25 },       { "2.5e-1", 0.25 }, { "1", 1 },           { "0", 0 },
    { "0 λ_max", 0 },      { "100 %", 1 },     { "1/4 λmax", 0.25 }, { "0.25λ_max", 0.25 },
    { "0,25 λₘₐₓ", 0.25 },
  };
  static const char *const bad[] = { "",  "-0.1", "-1",    "1.1",  "101 %",
                                     "x", "1/0",  "0.1.2", "λmax", "3 % λmax" };
  double ratio;

  for (gsize k = 0; k < G_N_ELEMENTS (good); k++)
    {
      ratio = 0;
      g_assert_true (rsc_transport_words_parse (good[k].text, &ratio));
      g_assert_cmpfloat_with_epsilon (ratio, good[k].ratio, 1e-15);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autofree char *why = rsc_transport_words_dup_refusal (bad[k]);

      g_assert_false (rsc_transport_words_parse (bad[k], &ratio));
      g_assert_nonnull (strstr (why, bad[k]));
      g_assert_nonnull (strstr (why, "1/3"));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot-words/notices", test_notices);
  g_test_add_func ("/plot-words/function-titles", test_function_titles);
  g_test_add_func ("/plot-words/curves", test_curves);
  g_test_add_func ("/plot-words/transport", test_transport);
  g_test_add_func ("/plot-words/ratio", test_ratio);
  return g_test_run ();
}
