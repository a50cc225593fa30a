/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"
#include "ui/plot/rsc-errors-plot.h"
#include "ui/words/rsc-errors-words.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static RscPath *
follow (RscDataset *train)
{
  g_autoptr (RscProblem) problem = problem_of_dataset (train, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;
  RscPath *path;

  rsc_path_settings_init (&settings);
  settings.locate_events = FALSE;
  settings.epsilon = 0.01;
  path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* Against the networks themselves, at every point. */
static void
test_series (void)
{
  g_autoptr (RscDataset) whole = dataset_of_gallery ("sine", 20, 0.3);
  g_autoptr (RscDataset) train = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (RscPath) path = NULL;
  g_autoptr (RscPathErrors) errors = NULL;
  g_autoptr (RscPathErrors) untested = NULL;
  gsize most = 0;

  g_assert_true (rsc_dataset_split (whole, 0.5, 1, &train, &test, NULL));
  path = follow (train);
  errors = rsc_path_errors_new (path, test);
  untested = rsc_path_errors_new (path, NULL);
  g_assert_cmpuint (errors->n, ==, rsc_path_get_n_points (path));
  g_assert_cmpuint (errors->n_train, ==, rsc_dataset_get_n (train));
  g_assert_cmpuint (errors->width[0], ==, 0);
  for (gsize k = 0; k < errors->n; k++)
    {
      RscOptimalSet *set = rsc_path_get_point (path, k)->set;
      const double *norms[] = { rsc_optimal_set_get_min_norm (set),
                                rsc_optimal_set_get_narrowest (set) };
      RscDataset *points[] = { train, test };
      double value[2][2];

      for (int a = 0; a < 2; a++)
        for (int p = 0; p < 2; p++)
          {
            g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, norms[a]);
            const gsize n = rsc_dataset_get_n (points[p]);

            /* Twice the objective at λ = 0 is the squared error. */
            value[a][p] = 2.0 * rsc_network_objective (network, points[p], 0.0) / (double) n;
          }
      g_assert_cmpfloat_with_epsilon (errors->train[k], value[0][0], 1e-9);
      g_assert_cmpfloat_with_epsilon (errors->train[k], value[1][0], 1e-9);
      g_assert_cmpfloat_with_epsilon (errors->test[k], value[0][1], 1e-9);
      g_assert_cmpfloat_with_epsilon (errors->narrowest_test[k], value[1][1], 1e-9);
      g_assert_cmpuint (errors->width[k], ==,
                        rsc_optimal_set_count_width (set, rsc_optimal_set_get_narrowest (set)));
      g_assert_true (isnan (untested->test[k]) && isnan (untested->narrowest_test[k]));
      if (k > 0)
        {
          g_assert_cmpfloat (errors->lambda[k], <, errors->lambda[k - 1]);
          g_assert_cmpfloat (errors->train[k], <=, errors->train[k - 1] * (1.0 + 1e-9));
        }
      most = MAX (most, errors->width[k]);
    }
  g_assert_cmpuint (most, >, 3);
  /* Of λ in between nothing is known. */
  {
    g_autofree char *sentence = rsc_errors_words_dup_sentence (errors, "");

    g_assert_nonnull (strstr (sentence, "λ looked at, down to "));
  }
}

/* All words stand in the picture, wide and tall, light and dark; without test points nothing is
 * said of them. */
static void
test_picture (void)
{
  static const int sizes[][2] = { { 900, 480 }, { 420, 640 }, { 60, 60 } };
  g_autoptr (RscDataset) train = dataset_of_gallery ("sine", 10, 0.3);
  g_autoptr (RscPath) path = follow (train);

  for (int tested = 0; tested < 2; tested++)
    {
      g_autoptr (RscPathErrors) errors = rsc_path_errors_new (path, tested ? train : NULL);
      const RscErrorsModel model = { errors, "" };

      for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
        {
          cairo_surface_t *surface =
            cairo_image_surface_create (CAIRO_FORMAT_ARGB32, sizes[k][0], sizes[k][1]);
          cairo_t *cr = cairo_create (surface);
          GArray *boxes = rsc_text_record (cr);
          RscTheme theme;
          gsize n_train = 0, n_test = 0, n_axes = 0, n_clipped = 0;

          rsc_theme_init (&theme, k == 1);
          rsc_errors_plot_draw (&model, &theme, cr, sizes[k][0], sizes[k][1]);
          for (guint i = 0; i < boxes->len; i++)
            {
              const RscTextBox *box = &g_array_index (boxes, RscTextBox, i);

              n_train += g_str_equal (box->words, rsc_errors_words_get_train ());
              n_test += g_str_equal (box->words, rsc_errors_words_get_test ());
              n_axes += g_str_equal (box->words, rsc_errors_words_get_width_axis ());
              n_clipped += box->clipped;
            }
          g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
          if (k < 2)
            {
              g_assert_cmpuint (n_train, ==, 1);
              g_assert_cmpuint (n_test, ==, tested);
              g_assert_cmpuint (n_axes, ==, 1);
              g_assert_cmpuint (n_clipped, ==, 0);
            }
          cairo_destroy (cr);
          cairo_surface_destroy (surface);
        }
    }
}

/* The line of the training error goes from one side of its frame to the other: over λ_max/λ on the
 * left, over the number of neurons on the right. Below it is the lower error. */
static void
test_lines (void)
{
  static const double lambda[] = { 1.0, 0.1, 0.01 };
  static const double error[] = { 1.0, 0.1, 0.01 }, none[] = { NAN, NAN, NAN };
  static const gsize width[] = { 0, 2, 4 };
  static const gboolean proved[] = { TRUE, TRUE, TRUE };
  const RscPathErrors errors = { 3,
                                 4,
                                 1.0,
                                 (double *) lambda,
                                 (double *) error,
                                 (double *) none,
                                 (double *) none,
                                 (gsize *) width,
                                 (gboolean *) proved };
  const RscErrorsModel model = { &errors, "" };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  /* A colour that nothing else has. */
  theme.muted = (RscColor){ 1.0, 0.0, 1.0, 1.0 };
  cairo_t *cr = pixels_begin (900, 480);
  rsc_errors_plot_draw (&model, &theme, cr, 900, 480);
  cairo_surface_t *image = pixels_end (cr, 900, 480, FALSE);
  for (int part = 0; part < 2; part++)
    {
      int highest[2] = { 480, 480 }, n_columns = 0;

      for (int x = 450 * part + 100; x < 450 * part + 430; x++)
        {
          int top = 480;

          /* Above the axis with its numbers, below the sentence and the legend. */
          for (int y = 110; y < 400 && top == 480; y++)
            if (pixels_are_close (pixels_get (image, x, y), 0xff00ff, 150))
              top = y;
          if (top == 480)
            continue;
          n_columns++;
          if (highest[0] == 480)
            highest[0] = top;
          highest[1] = top;
        }
      g_test_message ("%d columns, from %d to %d", n_columns, highest[0], highest[1]);
      g_assert_cmpint (n_columns, >, 250);
      g_assert_cmpint (highest[0], <, highest[1] - 100);
    }
  cairo_surface_destroy (image);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/errors-plot/series", test_series);
  g_test_add_func ("/errors-plot/picture", test_picture);
  g_test_add_func ("/errors-plot/lines", test_lines);
  return g_test_run ();
}
