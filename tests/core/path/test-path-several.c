/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/path/rsc-path-several.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

/* Seven random points of a gated network: one optimum down to about 0.39 λ_max, several to 0.29,
 * one to 0.18, and several below. */
static RscProblem *
problem_of_two_pieces (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset =
    rsc_gallery_generate (rsc_gallery_find ("random", NULL), 7, 0.0, 8, &error);

  g_assert_no_error (error);
  return problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_GATED);
}

static RscPath *
path_of (RscProblem *problem, double ratio_min, RscPathPointFunc callback, gpointer data)
{
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  RscPath *path = rsc_path_new (problem, &settings, callback, data, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* By solving: one optimum on the one side of the edge, several on the other and at the λ that is
 * offered. */
static void
check_edge (RscProblem *problem, const RscPathSeveral *several)
{
  gboolean below = several->kind == RSC_PATH_SEVERAL_BELOW;

  for (int side = -1; side <= 1; side += 2)
    {
      g_autoptr (RscOptimalSet) set = set_at (problem, several->edge * (1.0 + side * 1e-4));

      g_assert_cmpuint (rsc_optimal_set_get_dimension (set) > 0, ==, (side < 0) == below);
    }
  g_autoptr (RscOptimalSet) there = set_at (problem, several->lambda);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (there), >, 0);
  if (below)
    g_assert_cmpfloat (several->lambda, <, several->edge);
  else
    g_assert_cmpfloat (several->lambda, >, several->edge);
}

static void
test_nearest (void)
{
  static const struct
  {
    double ratio;
    RscPathSeveralKind kind;
    double edge;
  } cases[] = {
    { 1.0, RSC_PATH_SEVERAL_BELOW, 0.39 },
    { 0.5, RSC_PATH_SEVERAL_BELOW, 0.39 },
    { 0.28, RSC_PATH_SEVERAL_ABOVE, 0.29 },
    { 0.25, RSC_PATH_SEVERAL_ABOVE, 0.29 },
    { 0.205, RSC_PATH_SEVERAL_BELOW, 0.18 },
    { 0.185, RSC_PATH_SEVERAL_BELOW, 0.18 },
    /* Below the end of the path only what is above is known. */
    { 0.01, RSC_PATH_SEVERAL_ABOVE, 0.05 },
  };
  g_autoptr (RscProblem) problem = problem_of_two_pieces ();
  g_autoptr (RscPath) path = path_of (problem, 0.05, NULL, NULL);
  const double lambda_max = rsc_problem_get_lambda_max (problem);

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      RscPathSeveral several;

      rsc_path_find_several (path, cases[k].ratio * lambda_max, &several);
      g_assert_cmpint (several.kind, ==, cases[k].kind);
      g_assert_cmpfloat_with_epsilon (several.edge / lambda_max, cases[k].edge, 0.01);
      if (k + 1 < G_N_ELEMENTS (cases))
        check_edge (problem, &several);
    }
}

static void
test_none (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = path_of (problem, 1e-2, NULL, NULL);
  RscPathSeveral several;

  rsc_path_find_several (path, 0.1 * rsc_problem_get_lambda_max (problem), &several);
  g_assert_cmpint (several.kind, ==, RSC_PATH_SEVERAL_NONE);
  g_assert_cmpfloat_with_epsilon (several.edge, 1e-2 * rsc_problem_get_lambda_max (problem), 1e-9);
}

static void
collect (const RscPath *path, double fraction, gpointer data)
{
  g_ptr_array_add (data, rsc_path_dup_so_far (path));
}

/* What is said while the path grows is true of all of it. */
static void
test_growing (void)
{
  static const double ratios[] = { 0.5, 0.28, 0.25, 0.205, 0.185 };
  g_autoptr (RscProblem) problem = problem_of_two_pieces ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_path_unref);
  g_autoptr (RscPath) path = path_of (problem, 0.05, collect, parts);

  for (gsize r = 0; r < G_N_ELEMENTS (ratios); r++)
    {
      const double lambda = ratios[r] * rsc_problem_get_lambda_max (problem);
      RscPathSeveral whole, part;
      gboolean known = FALSE;

      rsc_path_find_several (path, lambda, &whole);
      for (guint k = 0; k < parts->len; k++)
        {
          rsc_path_find_several (g_ptr_array_index (parts, k), lambda, &part);
          g_assert_cmpint (part.kind, !=, RSC_PATH_SEVERAL_NONE);
          if (part.kind == RSC_PATH_SEVERAL_UNKNOWN)
            {
              g_assert_false (known);
              continue;
            }
          known = TRUE;
          g_assert_cmpint (part.kind, ==, whole.kind);
          g_assert_cmpfloat_with_epsilon (part.edge, whole.edge, 1e-12);
        }
      g_assert_true (known);
      rsc_path_find_several (g_ptr_array_index (parts, 0), lambda, &part);
      g_assert_cmpint (part.kind, ==, RSC_PATH_SEVERAL_UNKNOWN);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-several/nearest", test_nearest);
  g_test_add_func ("/path-several/none", test_none);
  g_test_add_func ("/path-several/growing", test_growing);

  return g_test_run ();
}
