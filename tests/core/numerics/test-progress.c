/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-progress.h"

#include <glib.h>
#include <math.h>

/* Every power of ten is as much of the way. */
static void
test_log (void)
{
  for (int k = 0; k <= 10; k++)
    g_assert_cmpfloat_with_epsilon (rsc_progress_of_gap (1, pow (10, -k), 1e-10), 0.1 * k, 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_progress_of_gap (1e-2, 1e-4, 1e-6), 0.5, 1e-12);
  /* A gap above 1 says no more than 1. */
  g_assert_cmpfloat_with_epsilon (rsc_progress_of_gap (50, 1e-5, 1e-10), 0.5, 1e-12);
}

/* In [0, 1] whatever the gaps are. */
static void
test_bounds (void)
{
  const double gaps[] = { 0, 1e-300, 1e-10, 1e-3, 1, 1e5, INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (gaps); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (gaps); k++)
      for (gsize t = 0; t < G_N_ELEMENTS (gaps); t++)
        {
          const double fraction = rsc_progress_of_gap (gaps[i], gaps[k], gaps[t]);

          g_assert_true (fraction >= 0.0 && fraction <= 1.0);
          if (gaps[k] <= gaps[t])
            g_assert_cmpfloat (fraction, ==, 1.0);
        }
  /* Nothing is known of the first. */
  g_assert_true (rsc_progress_of_gap (NAN, 0.1, 1e-10) >= 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/log", test_log);
  g_test_add_func ("/progress/bounds", test_bounds);
  return g_test_run ();
}
