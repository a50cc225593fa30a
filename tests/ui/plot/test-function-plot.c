/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "function-pictures.h"
#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice.h"
#include <gsl/gsl_errno.h>

static void
test_modes (void)
{
  RscFunctionModel model;
  g_autoptr (RscDataset) one = function_random_dataset (5, 1, 1.0, 1);
  g_autoptr (RscDataset) two = function_random_dataset (5, 2, 1.0, 1);
  g_autoptr (RscDataset) five = function_random_dataset (5, 5, 1.0, 1);
  g_autoptr (RscDataset) none = function_random_dataset (5, 0, 1.0, 1);

  rsc_function_model_init (&model);
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_VALUE);
  model.dataset = one;
  model.mode = RSC_FUNCTION_SLICE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_VALUE);
  model.dataset = two;
  model.mode = RSC_FUNCTION_ENVELOPE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_ENVELOPE);
  model.dataset = five;
  model.mode = RSC_FUNCTION_VALUE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_FIT);
  model.mode = RSC_FUNCTION_SLICE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_SLICE);
  model.dataset = none;
  model.mode = RSC_FUNCTION_VALUE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_FIT);
}

/* A change is drawn as values, of more than two features as a slice, and with nothing beside it. */
static void
test_change (void)
{
  static const struct
  {
    gsize d;
    RscFunctionMode asked, drawn;
  } cases[] = { { 0, RSC_FUNCTION_FIT, RSC_FUNCTION_FIT },
                { 1, RSC_FUNCTION_ENVELOPE, RSC_FUNCTION_VALUE },
                { 1, RSC_FUNCTION_CLASSES, RSC_FUNCTION_VALUE },
                { 2, RSC_FUNCTION_ENVELOPE, RSC_FUNCTION_VALUE },
                { 2, RSC_FUNCTION_FIT, RSC_FUNCTION_FIT },
                { 5, RSC_FUNCTION_ENVELOPE, RSC_FUNCTION_SLICE },
                { 5, RSC_FUNCTION_FIT, RSC_FUNCTION_SLICE },
                { 5, RSC_FUNCTION_VALUE, RSC_FUNCTION_SLICE } };
  static const gsize ids[] = { 4, 7, 9 };
  const double values[] = { 0.0, 1.0, 2.0, 3.0 };
  g_autoptr (RscEnvelope) band =
    rsc_envelope_new_from_values (-1.0, 1.0, 0.0, 0.0, 2, 1, values, values + 2);

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscDataset) dataset = function_random_dataset (5, cases[c].d, 1.0, 1);
      g_autoptr (RscNetwork) before = function_random_network (2, cases[c].d, TRUE, FALSE, 1.0, 1);
      g_autoptr (RscNetwork) change = function_random_network (3, cases[c].d, TRUE, FALSE, 1.0, 2);
      RscFunctionModel model;

      rsc_function_model_init (&model);
      model.mode = cases[c].asked;
      model.dataset = dataset;
      model.network = model.before = before;
      model.envelope = band;
      rsc_function_model_set_change (&model, change, ids);
      g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, cases[c].drawn);
      g_assert_true (model.change && model.network == change && model.neuron_ids == ids);
      g_assert_null (model.before);
      g_assert_null (model.envelope);
    }
}

static void
test_draw_everything (void)
{
  static const int sizes[][2] = { { 360, 300 }, { 130, 90 }, { 40, 200 }, { 1, 1 }, { 59, 7 } };
  static const gsize dims[] = { 0, 1, 2, 3, 7 };
  static const double scales[] = { 1.0, 1e-140, 1e140 };
  static const gsize counts[] = { 1, 2, 40, 5000 };
  RscTheme themes[2];

  rsc_theme_init (&themes[0], FALSE);
  rsc_theme_init (&themes[1], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (dims); i++)
    for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
      for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          gsize d = dims[i];
          g_autoptr (RscDataset) dataset = function_random_dataset (counts[c], d, scales[s], 3 + c);
          g_autoptr (RscDataset) test = function_random_dataset (3, d, scales[s], 9);
          RscNetwork *networks[5] = { NULL };
          networks[1] = function_random_network (0, d, TRUE, FALSE, 1.0, 1);
          networks[2] = function_random_network (9, d, TRUE, FALSE, scales[s], 2);
          networks[3] = function_random_network (7, d, TRUE, TRUE, 1.0, 3);
          networks[4] = function_random_network (60, d + 1, TRUE, FALSE, 1.0, 4); /* does not fit */
          double values[6] = { -scales[s], 0.0, 1.0, scales[s], 2.0, 3.0 };
          g_autoptr (RscEnvelope) band =
            rsc_envelope_new_from_values (-1.0, 1.0, 0.0, 0.0, 3, 1, values, values + 3);
          g_autoptr (RscEnvelope) map =
            rsc_envelope_new_from_values (-1.0, 1.0, -1.0, 1.0, 2, 2, values, values + 2);
          for (int mode = 0; mode < 4; mode++)
            for (int n = 0; n < 5; n++)
              {
                RscFunctionModel model;
                rsc_function_model_init (&model);
                model.dataset = dataset;
                model.test = n % 2 ? test : NULL;
                model.network = networks[n];
                model.mode = (RscFunctionMode) mode;
                model.envelope = n == 0 ? NULL : n == 1 ? band : map;
                model.selected = n == 2 ? 3 : -1;
                model.hovered = n == 3 ? 100 : -1;
                model.hovered_point = n == 2 ? 0 : -1;
                model.feature_x = n == 4 ? 50 : 0;
                gsize size = (gsize) (mode + n) % G_N_ELEMENTS (sizes);
                cairo_surface_t *surface =
                  function_draw (&model, &themes[(mode + n) % 2], sizes[size][0], sizes[size][1]);
                cairo_surface_destroy (surface);
                RscFunctionHit hit;
                function_pick (&model, &themes[0], sizes[size][0], sizes[size][1], 20.0, 20.0,
                               &hit);
              }
          for (int n = 1; n < 5; n++)
            rsc_network_unref (networks[n]);
        }

  RscFunctionModel empty;
  rsc_function_model_init (&empty);
  cairo_surface_t *surface = function_draw (&empty, &themes[0], 300, 200);
  cairo_surface_destroy (surface);
}

static void
test_constant_data (void)
{
  const double x[] = { 2.0, 2.0, 2.0 }, y[] = { 0.0, 0.0, 0.0 };
  g_autoptr (RscDataset) dataset = function_dataset (3, 1, x, y);
  RscFunctionModel model;
  RscTheme theme;
  double low, high;

  rsc_theme_init (&theme, FALSE);
  rsc_function_plot_get_range (dataset, 0, &low, &high);
  g_assert_cmpfloat (low, <, 2.0);
  g_assert_cmpfloat (high, >, 2.0);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  cairo_surface_t *surface = function_draw (&model, &theme, 300, 200);
  cairo_surface_destroy (surface);
}

static void
test_long_names (void)
{
  g_autofree char *word = g_strnfill (400, 'x');
  const char *const names[] = { word, "2 < 3 & <b>", "", NULL };
  const double x[] = { 0.0, 1.0, 2.0, 1.0, 0.0, 5.0 }, y[] = { 1.0, -1.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("test", 2, 3, x, y, names, word, &error);
  RscFunctionModel model;
  RscTheme theme;

  g_assert_no_error (error);
  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  for (int feature = 0; feature < 3; feature++)
    for (int mode = 0; mode < 4; mode++)
      {
        model.mode = (RscFunctionMode) mode;
        model.feature_x = (gsize) feature;
        cairo_surface_destroy (function_draw (&model, &theme, 300, 250));
      }
}

static void
test_vector_surfaces (void)
{
  g_autoptr (RscDataset) dataset = function_random_dataset (20, 2, 1.0, 5);
  g_autoptr (RscNetwork) network = function_random_network (6, 2, TRUE, FALSE, 1.0, 5);
  RscFunctionModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;
  rsc_function_plot_draw (&model, &theme, cr, 400.0, 300.0);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (x, >=, -0.5);
  g_assert_cmpfloat (y, >=, -0.5);
  g_assert_cmpfloat (x + width, <=, 400.5);
  g_assert_cmpfloat (y + height, <=, 300.5);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* How many pixels in the colour of titles stand about (x, y). */
static int
count_title (cairo_surface_t *surface, const RscTheme *theme, int x, int y, int dx, int dy)
{
  int count = 0;

  for (int j = y - dy; j < y + dy; j++)
    for (int i = x - dx; i < x + dx; i++)
      count += pixels_are_close (pixels_get (surface, i, j), pixels_pack (theme->foreground), 40);
  return count;
}

/* Names that are read from right to left stand in the middle of their axes as others do. */
static void
test_names_from_right_to_left (void)
{
  static const double x[3] = { 1.0, 2.0, 3.0 }, y[3] = { 2.0, 3.0, 1.0 };
  static const char *const arabic[] = { "\u0637\u0648\u0644" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "core/rtl-names.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) hebrew = rsc_import_read_file (file, NULL, NULL, NULL, &error);
  RscDataset *sets[2] = { hebrew, NULL };
  RscTheme theme;

  g_assert_no_error (error);
  g_assert_cmpstr (rsc_dataset_get_feature_name (hebrew, 0), ==, "\u05e9\u05dd");
  sets[1] = rsc_dataset_new ("arabic", 3, 1, x, y, arabic, arabic[0], &error);
  g_assert_no_error (error);
  rsc_theme_init (&theme, FALSE);
  for (int k = 0; k < 2; k++)
    {
      RscFunctionModel model;
      double left, right, bottom, top;

      rsc_function_model_init (&model);
      model.dataset = sets[k];
      function_locate (&model, &theme, 400, 300, 1.0, 1.0, &left, &bottom);
      function_locate (&model, &theme, 400, 300, 3.0, 3.0, &right, &top);
      cairo_surface_t *surface = function_draw (&model, &theme, 400, 300);
      g_assert_cmpint (count_title (surface, &theme, (int) (0.5 * (left + right)), 300 - 9, 25, 9),
                       >, 6);
      if (k == 1)
        g_assert_cmpint (count_title (surface, &theme, 9, (int) (0.5 * (top + bottom)), 9, 25), >,
                         6);
      cairo_surface_destroy (surface);
    }
  rsc_dataset_unref (sets[1]);
}

/* Whatever leaves the range stays inside of the frame. */
static void
test_nothing_leaves_the_frame (void)
{
  static const double x[2] = { -1.0, 1.0 }, y[2] = { -0.1, 0.1 };
  static const double hidden[4] = { 1.0, 0.5, -1.0, 0.5 }, output[2] = { 9.0, -9.0 };
  static const double lower[3] = { -5.0, -0.1, -5.0 }, upper[3] = { 5.0, 0.1, 5.0 };
  g_autoptr (RscDataset) dataset = function_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 2, TRUE, hidden, output, NULL);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (-9.0, 9.0, 0.0, 0.0, 3, 1, lower, upper);
  cairo_surface_t *surface[2];
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int k = 0; k < 2; k++)
    {
      RscFunctionModel model;

      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.value_low = -0.1;
      model.value_high = 0.1;
      /* Without a network the picture says so, but not outside of the frame. */
      if (k == 1)
        {
          model.network = network;
          model.envelope = envelope;
        }
      surface[k] = function_draw (&model, &theme, 420, 300);
    }
  int inside = 0, first[2] = { 420, 300 }, last[2] = { 0, 0 };
  for (int py = 0; py < 300; py++)
    for (int px = 0; px < 420; px++)
      if (pixels_get (surface[0], px, py) != pixels_get (surface[1], px, py))
        {
          inside++;
          first[0] = MIN (first[0], px);
          last[0] = MAX (last[0], px);
          first[1] = MIN (first[1], py);
          last[1] = MAX (last[1], py);
        }
  /* The pixels of the frame's own line are of both sides. */
  RscFunctionModel model;
  RscFunctionHit hit[2];
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.value_low = -0.1;
  model.value_high = 0.1;
  function_pick (&model, &theme, 420, 300, first[0] + 1.5, first[1] + 1.5, &hit[0]);
  function_pick (&model, &theme, 420, 300, last[0] - 0.5, last[1] - 0.5, &hit[1]);
  g_assert_true (hit[0].inside);
  g_assert_true (hit[1].inside);
  g_assert_cmpint (inside, >, 2000);
  cairo_surface_destroy (surface[0]);
  cairo_surface_destroy (surface[1]);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-plot/modes", test_modes);
  g_test_add_func ("/function-plot/change", test_change);
  g_test_add_func ("/function-plot/draw-everything", test_draw_everything);
  g_test_add_func ("/function-plot/constant-data", test_constant_data);
  g_test_add_func ("/function-plot/long-names", test_long_names);
  g_test_add_func ("/function-plot/names-from-right-to-left", test_names_from_right_to_left);
  g_test_add_func ("/function-plot/vector-surfaces", test_vector_surfaces);
  g_test_add_func ("/function-plot/nothing-leaves-the-frame", test_nothing_leaves_the_frame);
  return g_test_run ();
}
