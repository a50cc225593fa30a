/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-formula.h"

#include <string.h>

#include "core/numerics/rsc-error.h"

static void
measure (const char *text, double *width, double *height, double *baseline)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (RscFormula) formula = rsc_formula_parse (text, NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  g_assert_nonnull (formula);
  rsc_formula_measure (formula, &theme, cr, 1, width, height, baseline);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What it says to somebody who does not see it. */
static void
test_words (void)
{
  static const struct
  {
    const char *text, *words;
  } cases[] = {
    { "a+b", "a + b" },
    { "\\frac{1}{2} \\|r\\|^2", "1/2 ‖r‖^2" },
    { "\\frac{a+b}{2}", "(a + b)/2" },
    { "\\sum_{i} a_i \\leq \\lambda", "∑ _i a_i ≤ λ" },
    { "\\sqrt{\\|w\\|}", "√(‖w‖)" },
    { "\\hat{y}", "ŷ" },
    { "\\text{gap} = 0", "gap = 0" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscFormula) formula = rsc_formula_parse (cases[k].text, &error);
      g_autofree char *words = NULL;
      g_autofree char *normal = NULL;

      g_assert_no_error (error);
      words = rsc_formula_dup_words (formula);
      normal = g_utf8_normalize (words, -1, G_NORMALIZE_NFC);
      g_assert_cmpstr (normal, ==, cases[k].words);
    }
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *said;
  } cases[] = {
    { "a_", "character 3" },     { "a_b_c", "character 4: there is one already" },
    { "\\frac{a}", "“{” is" },   { "{a", "“}” is" },
    { "a}", "there is no “{”" }, { "\\nonsense", "character 1: this command" },
    { "^2", "character 1" },
  };
  g_autofree char *deep = g_strnfill (100, '{');
  g_autofree char *large = g_strnfill (10000, 'a');

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_formula_parse (cases[k].text, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[k].said));
    }
  g_assert_null (rsc_formula_parse (deep, NULL));
  g_assert_null (rsc_formula_parse (large, NULL));
}

/* A fraction is higher than what is in it, a power reaches up and an index down; smaller signs are
 * narrower. */
static void
test_sizes (void)
{
  double w[5], h[5], base[5];

  measure ("a", &w[0], &h[0], &base[0]);
  measure ("\\frac{a}{a}", &w[1], &h[1], &base[1]);
  measure ("a^{a}", &w[2], &h[2], &base[2]);
  measure ("a_{a}", &w[3], &h[3], &base[3]);
  measure ("aa", &w[4], &h[4], &base[4]);
  g_assert_cmpfloat (h[1], >, 1.6 * h[0]);
  g_assert_cmpfloat (base[2], >, base[0]);
  g_assert_cmpfloat (h[3] - base[3], >, h[0] - base[0]);
  g_assert_cmpfloat (w[2], <, w[4]);
  g_assert_cmpfloat (w[2], >, w[0]);
  measure ("", &w[0], &h[0], &base[0]);
  g_assert_cmpfloat (w[0], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formula/words", test_words);
  g_test_add_func ("/formula/wrong", test_wrong);
  g_test_add_func ("/formula/sizes", test_sizes);
  return g_test_run ();
}
