/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RTLD_NEXT */
#define _GNU_SOURCE
#include "core/numerics/rsc-number-words.h"

#include <dlfcn.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

/* What the locale says of decimals, in place of the C library, whose locales need not be
 * installed. */
static const char *radix = ".";

char *
nl_langinfo (nl_item item)
{
  char *(*next) (nl_item) = (char *(*) (nl_item)) dlsym (RTLD_NEXT, "nl_langinfo");

  return item == RADIXCHAR ? (char *) radix : next (item);
}

static void
assert_reads (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_digits (void)
{
  assert_reads (rsc_number_words_dup (0.0, 3), "0");
  assert_reads (rsc_number_words_dup (-0.0, 3), "0");
  assert_reads (rsc_number_words_dup (0.25, 3), "0.25");
  assert_reads (rsc_number_words_dup (0.123456, 3), "0.123");
  assert_reads (rsc_number_words_dup (-0.123456, 4), "−0.1235");
  assert_reads (rsc_number_words_dup (1234.4, 3), "1230");
  assert_reads (rsc_number_words_dup (2e-15, 3), "2×10⁻¹⁵");
  assert_reads (rsc_number_words_dup (-3.14159e-16, 2), "−3.1×10⁻¹⁶");
  assert_reads (rsc_number_words_dup (1e-6, 2), "10⁻⁶");
  assert_reads (rsc_number_words_dup (6.02e23, 3), "6.02×10²³");
  assert_reads (rsc_number_words_dup (0.99999949, 8), "0.99999949");
  assert_reads (rsc_number_words_dup (0.99999949, 3), "1");
  assert_reads (rsc_number_words_dup (1e-305, 2), "10⁻³⁰⁵");
  assert_reads (rsc_number_words_dup (2.5e305, 2), "2.5×10³⁰⁵");
  assert_reads (rsc_number_words_dup (NAN, 3), "?");
  assert_reads (rsc_number_words_dup (INFINITY, 3), "∞");
  assert_reads (rsc_number_words_dup (-INFINITY, 3), "−∞");
}

/* Whatever the number, what is written is it, to the last digit that was asked for. */
static void
test_value (void)
{
  for (int digits = 1; digits <= 10; digits++)
    for (int k = -30; k <= 30; k++)
      {
        const double value = 1.23456789012 * pow (10.0, 0.7 * k);
        g_autofree char *text = rsc_number_words_dup (value, digits);
        g_autoptr (GString) plain = g_string_new (text);
        static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

        if (!g_str_has_prefix (text, "10") || strchr (text, '.') != NULL || strlen (text) < 4)
          g_string_replace (plain, "×10", "e", 0);
        else
          g_string_replace (plain, "10", "1e", 1);
        g_string_replace (plain, "⁻", "-", 0);
        for (gsize i = 0; i < G_N_ELEMENTS (raised); i++)
          {
            const char digit[2] = { (char) ('0' + i), '\0' };
            g_string_replace (plain, raised[i], digit, 0);
          }
        const double read = g_ascii_strtod (plain->str, NULL);
        g_assert_cmpfloat (fabs (read / value - 1.0), <=, 0.5 * pow (10.0, 1 - digits) + 1e-12);
      }
}

static void
test_range (void)
{
  assert_reads (rsc_number_words_dup_range (0.25, 0.5, 3), "0.25 to 0.5");
  assert_reads (rsc_number_words_dup_range (0.25, 0.25000001, 3), "0.25");
  assert_reads (rsc_number_words_dup_range (0.0, 1.5e-9, 2), "0 to 1.5×10⁻⁹");
}

/* Neighbours read differently, however near they are. */
static void
test_neighbours (void)
{
  for (double step = 0.1; step > 1e-11; step *= 0.1)
    for (int at = 0; at < 2; at++)
      {
        const double value = at == 0 ? 1.0 : 1e-7, next = value * (1.0 - step);
        g_autofree char *a = rsc_number_words_dup_exact (value, value * step);
        g_autofree char *b = rsc_number_words_dup_exact (next, value * step);

        g_assert_cmpstr (a, !=, b);
        g_assert_cmpstr (a, ==, at == 0 ? "1" : "10⁻⁷");
      }
}

static void
test_fixed (void)
{
  assert_reads (rsc_number_words_dup_fixed (0.5, 2, 0), "0.50");
  assert_reads (rsc_number_words_dup_fixed (-0.001, 2, 0), "0.00");
  assert_reads (rsc_number_words_dup_fixed (1.5e6, 1, 6), "1.5×10⁶");
  assert_reads (rsc_number_words_dup_fixed (-1.5e-7, 1, -7), "−1.5×10⁻⁷");
  assert_reads (rsc_number_words_dup_fixed (0.0, 0, 6), "0");
  assert_reads (rsc_number_words_dup_subscript (120), "₁₂₀");
}

/* Decimals are parted as the locale wants it; the command line has that of C. */
static void
test_locale (void)
{
  radix = ",";
  assert_reads (rsc_number_words_dup (0.05, 3), "0,05");
  assert_reads (rsc_number_words_dup (-1.5e-7, 2), "−1,5×10⁻⁷");
  assert_reads (rsc_number_words_dup_fixed (-0.001, 2, 0), "0,00");
  assert_reads (rsc_number_words_dup_exact (1234.5, 0.1), "1234,5");
  assert_reads (rsc_number_words_dup_range (0.25, 0.5, 3), "0,25 to 0,5");
  g_assert_cmpstr (rsc_number_words_get_between (), ==, "; ");
  radix = "\u066b";
  assert_reads (rsc_number_words_dup (0.05, 3), "0\u066b05");
  radix = ".";
  assert_reads (rsc_number_words_dup (0.05, 3), "0.05");
  g_assert_cmpstr (rsc_number_words_get_between (), ==, ", ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number-words/digits", test_digits);
  g_test_add_func ("/number-words/value", test_value);
  g_test_add_func ("/number-words/range", test_range);
  g_test_add_func ("/number-words/neighbours", test_neighbours);
  g_test_add_func ("/number-words/fixed", test_fixed);
  g_test_add_func ("/number-words/locale", test_locale);

  return g_test_run ();
}
