/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "function-pictures.h"
#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* f = (x1 + 0.3)_+ - (-x1 - 0.3)_+: red to the right of the switch, blue to the left. */
static void
test_heat_map_and_switch (void)
{
  const double x[] = { -1.0, -1.0, 1.0, 1.0 }, y[] = { 1.0, -1.0 };
  const double hidden[] = { 1.0, 0.0, 0.3, -1.0, 0.0, -0.3 }, output[] = { 1.0, -1.0 };
  const gsize ids[] = { 4, 9 };
  g_autoptr (RscDataset) dataset = function_dataset (2, 2, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 3, TRUE, hidden, output, NULL);
  RscFunctionModel model;
  RscTheme theme;
  double px, py;
  RscFunctionHit hit;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  model.neuron_ids = ids;
  cairo_surface_t *surface = function_draw (&model, &theme, 500, 420);
  function_locate (&model, &theme, 500.0, 420.0, 1.3, 0.0, &px, &py);
  guint32 right = pixels_get (surface, px, py);
  g_assert_cmpuint ((right >> 16) & 0xff, >, (right & 0xff) + 60);
  function_locate (&model, &theme, 500.0, 420.0, -1.3, 0.0, &px, &py);
  guint32 left = pixels_get (surface, px, py);
  g_assert_cmpuint (left & 0xff, >, ((left >> 16) & 0xff) + 60);
  cairo_surface_destroy (surface);

  /* Each neuron's line lies on its active side of the shared place. */
  function_locate (&model, &theme, 500.0, 420.0, -0.3, 0.1, &px, &py);
  function_pick (&model, &theme, 500.0, 420.0, px + 1.5, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 4);
  function_pick (&model, &theme, 500.0, 420.0, px - 1.5, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 9);
  function_pick (&model, &theme, 500.0, 420.0, px + 40.0, py, &hit);
  g_assert_cmpint (hit.neuron, ==, -1);

  /* An emphasised neuron changes the picture. */
  model.hovered = 9;
  cairo_surface_t *hovered = function_draw (&model, &theme, 500, 420);
  guint32 color = pixels_get (hovered, px - 1.0, py);
  RscColor expected = rsc_theme_get_neuron_color (&theme, 9);
  g_assert_cmpfloat (fabs (((color >> 16) & 0xff) / 255.0 - expected.red), <, 0.25);
  g_assert_cmpfloat (fabs ((color & 0xff) / 255.0 - expected.blue), <, 0.25);
  cairo_surface_destroy (hovered);
}

static void
test_kink_pick (void)
{
  const double x[] = { -1.0, 0.0, 1.0 }, y[] = { 1.0, 0.0, 1.0 };
  const double hidden[] = { 1.0, -0.5 }, output[] = { 2.0 };
  const gsize ids[] = { 3 };
  g_autoptr (RscDataset) dataset = function_dataset (3, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, TRUE, hidden, output, NULL);
  RscFunctionModel model;
  RscTheme theme;
  RscFunctionHit hit;
  double px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  model.neuron_ids = ids;
  function_locate (&model, &theme, 500.0, 420.0, 0.5, 0.0, &px, &py);
  function_pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 3);
  function_locate (&model, &theme, 500.0, 420.0, 1.0, 0.0, &px, &py);
  function_pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpint (hit.neuron, ==, -1);
  g_assert_cmpfloat_with_epsilon (hit.value, 1.0, 1e-9);

  /* The curve is drawn through its kink exactly. */
  cairo_surface_t *surface = function_draw (&model, &theme, 500, 420);
  function_locate (&model, &theme, 500.0, 420.0, 0.75, 0.5, &px, &py);
  g_assert_cmphex (pixels_get (surface, px, py), ==, pixels_pack (theme.accent));
  cairo_surface_destroy (surface);
}

static void
test_envelope_map (void)
{
  const double x[] = { -1.0, -1.0, 1.0, 1.0 }, y[] = { 1.0, -1.0 };
  double lower[9] = { 0 }, upper[9] = { 0, 0, 0, 0, 1.0, 0, 0, 0, 0 };
  g_autoptr (RscDataset) dataset = function_dataset (2, 2, x, y);
  double x_min, x_max;
  rsc_function_plot_get_range (dataset, 0, &x_min, &x_max);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (x_min, x_max, x_min, x_max, 3, 3, lower, upper);
  RscFunctionModel model;
  RscTheme theme;
  double px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.mode = RSC_FUNCTION_ENVELOPE;
  model.envelope = envelope;
  cairo_surface_t *surface = function_draw (&model, &theme, 500, 420);
  function_locate (&model, &theme, 500.0, 420.0, 0.0, 0.0, &px, &py);
  guint32 middle = pixels_get (surface, px, py);
  guint32 darkest = pixels_pack (rsc_theme_get_sequential (&theme, 1.0));
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int) ((middle >> shift) & 0xff) - (int) ((darkest >> shift) & 0xff)), <,
                     12);
  function_locate (&model, &theme, 500.0, 420.0, 1.4, -1.4, &px, &py);
  g_assert_cmpuint ((pixels_get (surface, px, py) >> 8) & 0xff, >, 220);
  cairo_surface_destroy (surface);
}

/* Pixels of a colour within [x0, x1) × [y0, y1). */
static int
count_color (cairo_surface_t *surface, RscColor color, double x0, double y0, double x1, double y1)
{
  int count = 0;

  for (int y = (int) y0; y < (int) y1; y++)
    for (int x = (int) x0; x < (int) x1; x++)
      count += pixels_are_close (pixels_get (surface, x, y), pixels_pack (color), 8);
  return count;
}

/* The flag at a kink flies on the side where its neuron is active. */
static void
test_kink_flags (void)
{
  static const double x[2] = { -1.0, 1.0 }, y[2] = { -1.0, 1.0 };
  /* Active to the right of -0.5, and to the left of 0.5. */
  static const double hidden[4] = { 1.0, 0.5, -1.0, 0.5 }, output[2] = { 1.0, 1.0 };
  g_autoptr (RscDataset) dataset = function_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 2, TRUE, hidden, output, NULL);
  static const gsize ids[2] = { 0, 4 };
  RscFunctionModel model;
  RscTheme theme;
  double left, right, top, bottom, px, py;

  rsc_theme_init (&theme, FALSE);
  theme.font_size = 24.0;
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  model.neuron_ids = ids;
  rsc_function_plot_get_range (dataset, 0, &left, &right);
  cairo_surface_t *surface = function_draw (&model, &theme, 700, 500);
  for (int k = 0; k < 2; k++)
    {
      RscColor color = rsc_theme_get_neuron_color (&theme, ids[k]);
      function_locate (&model, &theme, 700, 500, k == 0 ? -0.5 : 0.5, 0.0, &px, &py);
      /* The axis: the lowest row that is still inside. */
      RscFunctionHit hit;
      for (bottom = 499.0, top = 0.0; top == 0.0; bottom -= 1.0)
        {
          function_pick (&model, &theme, 700, 500, px, bottom, &hit);
          if (hit.inside)
            top = bottom;
        }
      int before = count_color (surface, color, px - 15.0, top - 22.0, px - 3.0, top - 9.0);
      int after = count_color (surface, color, px + 3.0, top - 22.0, px + 15.0, top - 9.0);
      if (k == 0)
        {
          g_assert_cmpint (after, >, 20);
          g_assert_cmpint (before, ==, 0);
        }
      else
        {
          g_assert_cmpint (before, >, 20);
          g_assert_cmpint (after, ==, 0);
        }
    }
  cairo_surface_destroy (surface);
}

/* f = x_2 and f = x_1: warm where it is positive, upwards or to the right; the scale is warm at its
 * top. */
static void
test_map_directions (void)
{
  static const double x[8] = { -1.0, -1.0, 1.0, -1.0, -1.0, 1.0, 1.0, 1.0 };
  static const double y[4] = { -1.0, -1.0, 1.0, 1.0 };
  g_autoptr (RscDataset) dataset = function_dataset (4, 2, x, y);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int along = 0; along < 2; along++)
    {
      const double hidden[6] = { along == 0, along == 1, 0.0, -(along == 0), -(along == 1), 0.0 };
      const double output[2] = { 1.0, -1.0 };
      g_autoptr (RscNetwork) network = rsc_network_new (2, 3, TRUE, hidden, output, NULL);
      RscFunctionModel model;
      double px, py, right, top, bottom;

      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.network = network;
      cairo_surface_t *surface = function_draw (&model, &theme, 420, 340);
      for (int k = -1; k <= 1; k += 2)
        {
          function_locate (&model, &theme, 420, 340, along == 0 ? 1.3 * k : 0.3,
                           along == 1 ? 1.3 * k : 0.3, &px, &py);
          guint32 color = pixels_get (surface, px, py);
          int warmth = (int) (color >> 16) - (int) (color & 0xff);
          g_assert_cmpint (k * warmth, >, 40);
        }
      /* The scale stands beside the frame, a bit away from it. */
      function_locate (&model, &theme, 420, 340, 1.5, 1.4, &right, &top);
      function_locate (&model, &theme, 420, 340, 1.5, -1.4, &right, &bottom);
      guint32 high = pixels_get (surface, right + 16.0, top);
      guint32 low = pixels_get (surface, right + 16.0, bottom);
      g_assert_cmpint ((int) (high >> 16), >, (int) (high & 0xff) + 40);
      g_assert_cmpint ((int) (low & 0xff), >, (int) (low >> 16) + 40);
      cairo_surface_destroy (surface);
    }
}

/* Of two kinks in one place the emphasised one lies on top. */
static void
test_emphasis_is_on_top (void)
{
  static const double x[2] = { -1.0, 1.0 }, y[2] = { 0.0, 1.0 };
  static const double hidden[4] = { 1.0, 0.0, 2.0, 0.0 }, output[2] = { 0.5, 0.25 };
  g_autoptr (RscDataset) dataset = function_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 2, TRUE, hidden, output, NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  theme.font_size = 40.0;
  for (int selected = 0; selected < 2; selected++)
    {
      RscFunctionModel model;
      double px, py;

      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.network = network;
      model.selected = selected;
      cairo_surface_t *surface = function_draw (&model, &theme, 700, 600);
      function_locate (&model, &theme, 700, 600, 0.0, 0.0, &px, &py);
      /* The ring of the other one, 0.2 of the text size wide, is under the disc of this one. */
      for (int k = 0; k < 16; k++)
        g_assert_cmphex (
          pixels_get (surface, px + 8.0 * cos (k * G_PI / 8.0), py + 8.0 * sin (k * G_PI / 8.0)),
          ==, 0xffffff);
      g_assert_cmpint (count_color (surface, rsc_theme_get_neuron_color (&theme, (gsize) selected),
                                    px - 14.0, py - 14.0, px + 14.0, py + 14.0),
                       >, 40);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-plot/heat-map-and-switch", test_heat_map_and_switch);
  g_test_add_func ("/function-plot/kink-pick", test_kink_pick);
  g_test_add_func ("/function-plot/envelope-map", test_envelope_map);
  g_test_add_func ("/function-plot/kink-flags", test_kink_flags);
  g_test_add_func ("/function-plot/map-directions", test_map_directions);
  g_test_add_func ("/function-plot/emphasis-is-on-top", test_emphasis_is_on_top);
  return g_test_run ();
}
