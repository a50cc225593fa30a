/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A path that grows: how far it reaches, its stops and frames. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/model/rsc-known-path.h"
#include "core/numerics/rsc-error.h"
#include "core/path/rsc-path.h"
#include "problems.h"

static void
on_point (const RscPath *path, double fraction, gpointer user_data)
{
  g_ptr_array_add (user_data, rsc_path_dup_so_far (path));
}

static void
test_grows (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscKnownPath) known = rsc_known_path_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_path_unref);
  g_autoptr (RscPath) path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 1);
  g_autoptr (RscPathFrame) naming = NULL;
  RscPathSettings settings;
  double before = 1;
  double ratio = 1;
  gsize n_stops = 0;

  g_assert_null (rsc_known_path_get_path (known));
  g_assert_cmpfloat (rsc_known_path_get_reach (known), ==, 1);
  g_assert_cmpfloat (rsc_known_path_get_next_stop (known, 0.5, 1), ==, 1);
  g_assert_null (rsc_known_path_make_frame (known, 1));
  g_assert_null (rsc_known_path_get_ranges (known, 0, 1, NULL));
  g_assert_null (rsc_known_path_make_naming_frame (known, rsc_optimal_set_get_solution (set)));

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.01;
  path = rsc_path_new (problem, &settings, on_point, parts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, >, 2);
  for (guint k = 0; k < parts->len; k++)
    {
      double reach;

      rsc_known_path_take (known, g_ptr_array_index (parts, k), (double) k / parts->len);
      reach = rsc_known_path_get_reach (known);
      g_assert_cmpfloat (reach, <=, before);
      if (reach < 1)
        {
          g_autoptr (RscPathFrame) at_end = rsc_known_path_make_frame (known, reach);
          g_autoptr (RscPathFrame) beyond = rsc_known_path_make_frame (known, 0.9 * reach);

          g_assert_nonnull (at_end);
          g_assert_null (beyond);
        }
      before = reach;
    }
  rsc_known_path_take (known, NULL, 0.9);
  g_assert_cmpfloat (rsc_known_path_get_fraction (known), ==, 0.9);
  g_assert_cmpfloat (rsc_known_path_get_reach (known), ==, before);
  g_assert_false (rsc_known_path_is_complete (known));
  rsc_known_path_take (known, path, 1);
  rsc_known_path_finish (known, NULL);
  g_assert_true (rsc_known_path_is_complete (known));
  g_assert_cmpfloat_with_epsilon (rsc_known_path_get_reach (known), 0.01, 1e-12);

  /* Down from stop to stop, and at each one up to the one before. */
  while (rsc_known_path_get_next_stop (known, ratio, 1) < ratio)
    {
      double next = rsc_known_path_get_next_stop (known, ratio, 1);

      g_assert_cmpfloat_with_epsilon (rsc_known_path_get_next_stop (known, next, -1), ratio, 1e-12);
      ratio = next;
      g_assert_cmpuint (++n_stops, <, 1000);
    }
  g_assert_cmpuint (n_stops, >, 1);
  g_assert_cmpfloat_with_epsilon (ratio, 0.01, 1e-12);

  /* At λ_max nobody has a norm yet: names come from just below. */
  naming = rsc_known_path_make_naming_frame (known, rsc_optimal_set_get_solution (set));
  g_assert_nonnull (naming);
  g_assert_cmpfloat (naming->lambda, <, rsc_known_path_get_lambda_max (known));
  g_assert_true (rsc_known_path_get_ranges (known, 0, 1, NULL)
                 == rsc_known_path_get_ranges (known, 0, 1, NULL));

  rsc_known_path_clear (known);
  g_assert_null (rsc_known_path_get_path (known));
  g_assert_false (rsc_known_path_is_complete (known));
  g_assert_cmpfloat (rsc_known_path_get_reach (known), ==, 1);
}

/* What ended early says why, until it is cleared. */
static void
test_error (void)
{
  g_autoptr (RscKnownPath) known = rsc_known_path_new ();
  g_autoptr (GError) error = g_error_new_literal (RSC_ERROR, RSC_ERROR_LIMIT, "too long");

  rsc_known_path_finish (known, error);
  g_assert_error ((GError *) rsc_known_path_get_error (known), RSC_ERROR, RSC_ERROR_LIMIT);
  rsc_known_path_clear (known);
  g_assert_null (rsc_known_path_get_error (known));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/known-path/grows", test_grows);
  g_test_add_func ("/known-path/error", test_error);

  return g_test_run ();
}
