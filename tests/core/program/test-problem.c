/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "core/program/rsc-certificate.h"
#include "core/program/rsc-cone.h"
#include "core/numerics/rsc-error.h"
#include "core/data/rsc-gallery.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-problem.h"
#include "problems.h"

static void
assert_relative (double value, double expected, double tolerance)
{
  if (!(fabs (value - expected) <= tolerance * fabs (expected)))
    g_error ("%.17g is not %.17g", value, expected);
}

static void
test_gallery (void)
{
  const struct
  {
    const char *name;
    gboolean bias;
    double lambda_max;
  } known[] = {
    { "polygon-6", FALSE, 2.0 },
    { "polygon-8", FALSE, 2.613125929752753 },
    { "polygon-10", FALSE, 3.23606797749979 },
    { "polygon-12", FALSE, 3.8637033051562737 },
    { "xor", FALSE, G_SQRT2 },
    { "checkerboard", TRUE, 1.1547005383792517 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    {
      gsize n;
      const RscGalleryItem *item = rsc_gallery_find (known[k].name, &n);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) dataset = rsc_gallery_generate (item, n, 0.0, 0, &error);
      g_autoptr (RscProblem) problem = NULL;

      g_assert_no_error (error);
      problem = problem_of_dataset (dataset, known[k].bias, RSC_ACTIVATION_RELU);
      assert_relative (rsc_problem_get_lambda_max (problem), known[k].lambda_max, 1e-12);
    }
}

static GArray *
load_numbers (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "bench", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (char *at = text; *at != '\0';)
    {
      char *end;
      double value = g_ascii_strtod (at, &end);

      if (end == at)
        at++;
      else
        {
          g_array_append_val (numbers, value);
          at = end;
        }
    }
  return numbers;
}

static void
test_bench (void)
{
  const struct
  {
    const char *name;
    const char *gates;
    gboolean bias;
    double lambda_max;
  } known[] = {
    { "fig1.csv", "fig1_gates.csv", FALSE, 2.6329126339590765 },
    { "toy1d.csv", NULL, TRUE, 7.444167801554544 },
    { "toy2d.csv", NULL, TRUE, 22.680464760622076 },
    { "uci.csv", "uci_gates.csv", FALSE, 164.7617567879669 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    {
      g_autoptr (RscDataset) dataset = dataset_of_file (known[k].name);
      g_autoptr (RscProblem) problem = NULL;

      if (known[k].gates == NULL)
        problem = problem_of_dataset (dataset, known[k].bias, RSC_ACTIVATION_RELU);
      else
        {
          g_autoptr (GArray) gates = load_numbers (known[k].gates);
          g_autoptr (GError) error = NULL;
          gsize d = rsc_dataset_get_d (dataset);
          g_autoptr (RscArrangement) patterns = rsc_arrangement_new_from_gates (
            rsc_dataset_get_n (dataset), d, rsc_dataset_get_x (dataset), gates->len / d,
            (const double *) (gpointer) gates->data, 0, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (gates->len % d, ==, 0);
          problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, patterns, NULL, &error);
          g_assert_no_error (error);
        }
      assert_relative (rsc_problem_get_lambda_max (problem), known[k].lambda_max, 1e-9);
    }
}

/* Skipping never skips the largest: the same as every block in turn. */
static void
test_every_block (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_file ("toy1d.csv");
  g_autoptr (RscProblem) relu = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) gated = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  RscArrangement *all = rsc_problem_get_arrangement (relu);
  gsize n = rsc_problem_get_n (relu);
  const double *x = rsc_problem_get_x (relu);
  const double *y = rsc_problem_get_y (relu);
  g_autoptr (RscCone) cone = rsc_cone_new (n, 2, x);
  double best = 0.0;
  double best_gated = 0.0;

  g_assert_cmpuint (rsc_arrangement_get_n_patterns (all), ==, 40);
  g_assert_cmpuint (rsc_problem_get_n_blocks (relu), ==, 80);
  g_assert_cmpuint (rsc_problem_get_n_blocks (gated), ==, 40);
  for (gsize b = 0; b < 80; b++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (all, RSC_BLOCK_PATTERN (b));
      double z[2] = { 0.0, 0.0 };
      gsize n_active = 0;

      for (gsize i = 0; i < n; i++)
        if (rsc_pattern_is_active (pattern, i))
          for (gsize k = 0; k < 2; k++)
            z[k] += RSC_BLOCK_SIGN (b) * x[2 * i + k] * y[i];
      best_gated = fmax (best_gated, hypot (z[0], z[1]));
      best = fmax (best, rsc_cone_project (cone, pattern, z, z, NULL, &n_active));
    }
  assert_relative (rsc_problem_get_lambda_max (relu), best, 1e-13);
  assert_relative (rsc_problem_get_lambda_max (gated), best_gated, 1e-13);
}

static void
test_extremes (void)
{
  const double zeros[] = { 0.0, 0.0, 0.0, 0.0 };
  const double x[] = { 1.0, 2.0, -1.0, 0.5, 0.25, -3.0, 2.0, 2.0 };
  const double y[] = { 1.0, -2.0, 0.5, 3.0 };
  double large_x[8], small_x[8], large_y[4], small_y[4];
  g_autoptr (RscDataset) plain = rsc_dataset_new ("a", 4, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) no_y = rsc_dataset_new ("b", 4, 2, x, zeros, NULL, NULL, NULL);
  g_autoptr (RscDataset) no_x = rsc_dataset_new ("c", 4, 1, zeros, y, NULL, NULL, NULL);
  g_autoptr (RscProblem) p = problem_of_dataset (plain, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) p_no_y = problem_of_dataset (no_y, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) p_no_x = problem_of_dataset (no_x, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscDataset) large = NULL;
  g_autoptr (RscDataset) small = NULL;
  g_autoptr (RscProblem) p_large = NULL;
  g_autoptr (RscProblem) p_small = NULL;

  g_assert_cmpfloat (rsc_problem_get_lambda_max (p_no_y), ==, 0.0);
  g_assert_cmpfloat (rsc_problem_get_lambda_max (p_no_x), ==, 0.0);

  for (gsize i = 0; i < 8; i++)
    {
      large_x[i] = x[i] * 1e149;
      small_x[i] = x[i] * 1e-149;
      large_y[i / 2] = y[i / 2] * 1e149;
      small_y[i / 2] = y[i / 2] * 1e-149;
    }
  large = rsc_dataset_new ("large", 4, 2, large_x, large_y, NULL, NULL, NULL);
  small = rsc_dataset_new ("small", 4, 2, small_x, small_y, NULL, NULL, NULL);
  p_large = problem_of_dataset (large, FALSE, RSC_ACTIVATION_RELU);
  p_small = problem_of_dataset (small, FALSE, RSC_ACTIVATION_RELU);
  assert_relative (rsc_problem_get_lambda_max (p_large), 1e298 * rsc_problem_get_lambda_max (p),
                   1e-11);
  assert_relative (rsc_problem_get_lambda_max (p_small), 1e-298 * rsc_problem_get_lambda_max (p),
                   1e-11);
}

static void
check_refused (double x, double y, const char *place)
{
  const double ones[] = { 1.0, 1.0 };
  const double xs[] = { 1.0, x };
  const double ys[] = { y, 1.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("a", 2, 1, xs, ys, NULL, NULL, NULL);
  g_autoptr (RscArrangement) patterns =
    rsc_arrangement_new_all (2, 1, ones, 100, NULL, NULL, NULL, NULL);

  g_assert_null (rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, patterns, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_true (g_str_has_prefix (error->message, "a: "));
  g_assert_nonnull (strstr (error->message, place));
}

/* λ_max below its own rounding is exactly 0, whatever the order and the unit of the rows; and what
 * can just be told from it is not. */
static void
test_no_correlation (void)
{
  const double orders[][3] = { { -1, -2, 3 }, { 3, -2, -1 }, { -2, 3, -1 }, { 0.1, 0.2, -0.3 } };
  const double units[] = { 1.0, 1e-9, 3e7 };
  double polygon[20], alternating[10];

  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      for (gsize u = 0; u < G_N_ELEMENTS (units); u++)
        {
          double y[3];
          g_autoptr (RscDataset) dataset = NULL;
          g_autoptr (RscArrangement) all = NULL;
          g_autoptr (RscProblem) problem = NULL;
          g_autoptr (RscPricer) pricer = NULL;
          const double ones[] = { 1, 1, 1 }, fit[] = { 0, 0, 0 };
          RscCertificate certificate;

          for (gsize i = 0; i < 3; i++)
            y[i] = units[u] * orders[k][i];
          dataset = rsc_dataset_new ("sum", 3, 0, NULL, y, NULL, NULL, NULL);
          g_assert_nonnull (dataset);
          all = rsc_arrangement_new_all (3, 1, ones, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, NULL);
          problem = rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, all, NULL, NULL);
          g_assert_cmpfloat (rsc_problem_get_lambda_max (problem), ==, 0.0);
          pricer = rsc_pricer_new (problem);
          /* Below that rounding nobody can tell. */
          g_assert_true (rsc_certificate_compute (pricer, 1e-13 * units[u], fit, 0.0, NULL,
                                                  &certificate, NULL, NULL));
          g_assert_cmpfloat (certificate.relative_gap, ==, 0.0);
        }
    }
  for (gsize i = 0; i < 10; i++)
    {
      polygon[2 * i] = cos (2.0 * G_PI * (double) i / 10.0);
      polygon[2 * i + 1] = sin (2.0 * G_PI * (double) i / 10.0);
      alternating[i] = i % 2 == 0 ? 1.0 : -1.0;
    }
  for (int wrong = 0; wrong < 2; wrong++)
    {
      g_autoptr (RscArrangement) all =
        rsc_arrangement_new_all (10, 2, polygon, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, NULL);
      g_autoptr (RscDataset) dataset = NULL;
      g_autoptr (RscProblem) problem = NULL;

      alternating[0] = wrong ? 1.0 + 1e-12 : 1.0;
      dataset = rsc_dataset_new ("decagon", 10, 2, polygon, alternating, NULL, NULL, NULL);
      problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_GATED, all, NULL, NULL);
      if (wrong)
        g_assert_cmpfloat_with_epsilon (rsc_problem_get_lambda_max (problem), 1e-12, 1e-14);
      else
        g_assert_cmpfloat (rsc_problem_get_lambda_max (problem), ==, 0.0);
    }
}

static void
test_refusals (void)
{
  const double y[] = { 1.0, 2.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) empty = rsc_dataset_new ("a", 2, 0, NULL, y, NULL, NULL, &error);
  g_autoptr (RscArrangement) patterns =
    rsc_arrangement_new_all (2, 0, NULL, 100, NULL, NULL, NULL, &error);
  g_autoptr (RscProblem) bias_only = NULL;

  g_assert_no_error (error);
  g_assert_null (rsc_problem_new (empty, FALSE, RSC_ACTIVATION_RELU, patterns, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_clear_error (&error);
  bias_only = problem_of_dataset (empty, TRUE, RSC_ACTIVATION_RELU);
  assert_relative (rsc_problem_get_lambda_max (bias_only), 3.0, 1e-14);

  check_refused (1e151, 1.0, "x1 in row 2 ");
  check_refused (1e-151, 1.0, "x1 in row 2 ");
  check_refused (1.0, -1e151, "y in row 1 ");
  check_refused (1.0, 1e-160, "y in row 1 ");
}

static void
test_cancelled (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_file ("toy1d.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU,
                                  rsc_problem_get_arrangement (problem), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/gallery", test_gallery);
  g_test_add_func ("/problem/bench", test_bench);
  g_test_add_func ("/problem/every-block", test_every_block);
  g_test_add_func ("/problem/extremes", test_extremes);
  g_test_add_func ("/problem/no-correlation", test_no_correlation);
  g_test_add_func ("/problem/refusals", test_refusals);
  g_test_add_func ("/problem/cancelled", test_cancelled);
  return g_test_run ();
}
