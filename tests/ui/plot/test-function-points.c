/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "function-pictures.h"
#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* The ends of the map's colours. */
static void
get_scale (const RscFunctionModel *model,
           const RscTheme *theme,
           double width,
           double height,
           double ends[2])
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_function_plot_new (model, theme, cr, width, height);
  const RscFunctionLayout *layout = rsc_picture_get_layout (picture);

  ends[0] = layout->map_low;
  ends[1] = layout->map_high;
  cairo_destroy (cr);
}

/* Points lie where picking finds them: of two classes in the colours of the two sides, whatever
 * their labels are, and values on the scale of the map. */
static void
test_points (void)
{
  const double x[] = { 0.0, 0.0, 1.0, 1.0, 0.3, 0.9 };
  static const double targets[3][3] = { { 1.0, -1.0, -1.0 },
                                        { 1.0, 0.0, 0.0 },
                                        { 1.0, -2.5, 0.0 } };

  for (int kind = 0; kind < 3; kind++)
    for (int dark = 0; dark < 2; dark++)
      for (int envelope = 0; envelope < 2; envelope++)
        {
          const double *y = targets[kind];
          g_autoptr (RscDataset) dataset = function_dataset (3, 2, x, y);
          g_autoptr (RscNetwork) network = function_random_network (5, 2, TRUE, FALSE, 1.0, 8);
          RscFunctionModel model;
          RscTheme theme;
          rsc_theme_init (&theme, dark);
          rsc_function_model_init (&model);
          model.dataset = dataset;
          model.network = network;
          model.mode = envelope ? RSC_FUNCTION_ENVELOPE : RSC_FUNCTION_VALUE;
          cairo_surface_t *surface = function_draw (&model, &theme, 500, 420);
          guint32 expected[] = { pixels_pack (theme.positive), pixels_pack (theme.negative),
                                 pixels_pack (theme.negative) };
          double ends[2] = { -2.5, 1.0 };
          if (kind == 2 && !envelope)
            get_scale (&model, &theme, 500.0, 420.0, ends);
          for (int i = 0; kind == 2 && i < 3; i++)
            expected[i] =
              pixels_pack (rsc_theme_get_value (&theme, (y[i] - ends[0]) / (ends[1] - ends[0])));
          for (int i = 0; i < 3; i++)
            {
              double px, py;
              RscFunctionHit hit;
              function_locate (&model, &theme, 500.0, 420.0, x[2 * i], x[2 * i + 1], &px, &py);
              g_assert_true (pixels_are_close (pixels_get (surface, px, py), expected[i], 2));
              function_pick (&model, &theme, 500.0, 420.0, px + 2.0, py - 2.0, &hit);
              g_assert_cmpint (hit.point, ==, i);
              g_assert_true (hit.inside);
              double at[2] = { hit.x, hit.y }, f;
              rsc_network_predict (network, 1, at, &f);
              g_assert_cmpfloat_with_epsilon (hit.value, f, 1e-12);
            }
          RscFunctionHit hit;
          function_pick (&model, &theme, 500.0, 420.0, 1.0, 1.0, &hit);
          g_assert_false (hit.inside);
          g_assert_cmpint (hit.point, ==, -1);
          cairo_surface_destroy (surface);
        }
}

/* What the picture says. */
static gboolean
says (const RscFunctionModel *model, const RscTheme *theme, const char *words)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  gboolean found = FALSE;

  rsc_function_plot_draw (model, theme, cr, 500.0, 420.0);
  for (guint k = 0; k < boxes->len; k++)
    found = found || g_str_equal (g_array_index (boxes, RscTextBox, k).words, words);
  cairo_destroy (cr);
  return found;
}

/* Rows at one place are one disc with a sector for each class, and their number beside it. */
static void
test_overlapping_points (void)
{
  const double x[] = { 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0 };
  const double y[] = { 1.0, 1.0, 0.0, 0.0, 1.0 };
  g_autoptr (RscDataset) dataset = function_dataset (5, 2, x, y);
  g_autoptr (RscNetwork) network = function_random_network (5, 2, TRUE, FALSE, 1.0, 8);
  RscFunctionModel model;
  RscFunctionHit hit;
  RscTheme theme;
  double px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  cairo_surface_t *surface = function_draw (&model, &theme, 500, 420);
  function_locate (&model, &theme, 500.0, 420.0, 0.0, 0.0, &px, &py);
  /* From the top clockwise: one third is of class 1, two thirds of class 0. */
  g_assert_cmphex (pixels_get (surface, px + 3.0, py - 1.0), ==, pixels_pack (theme.positive));
  g_assert_cmphex (pixels_get (surface, px - 3.0, py - 1.0), ==, pixels_pack (theme.negative));
  g_assert_cmphex (pixels_get (surface, px - 1.0, py + 3.0), ==, pixels_pack (theme.negative));
  function_pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpint (hit.point, ==, 0);
  g_assert_cmpuint (hit.n_points, ==, 3);
  g_assert_true (says (&model, &theme, "\u00d73"));
  g_assert_true (says (&model, &theme, "\u00d72"));
  g_assert_false (says (&model, &theme, "\u00d71"));
  /* Classes 0 and 1 have to be told. */
  g_assert_true (says (&model, &theme, "y:"));
  cairo_surface_destroy (surface);

  g_autoptr (RscDataset) apart = function_dataset (2, 2, x + 2, y);
  model.dataset = apart;
  function_locate (&model, &theme, 500.0, 420.0, 0.0, 0.0, &px, &py);
  function_pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpuint (hit.n_points, ==, 1);
  g_assert_false (says (&model, &theme, "\u00d72"));
}

/* Over the curve the pointer reads the range of all optimal networks, between the nodes of its grid
 * too. */
static void
test_hovered_range (void)
{
  const double x[] = { 0.0, 1.0 }, y[] = { 1.0, -1.0 };
  const double lower[3] = { -2.0, 0.0, -1.0 }, upper[3] = { 1.0, 0.0, 3.0 };
  g_autoptr (RscDataset) dataset = function_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = function_random_network (5, 1, TRUE, FALSE, 1.0, 8);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (-0.25, 1.25, 0.0, 0.0, 3, 1, lower, upper);
  RscFunctionModel model;
  RscFunctionHit hit;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  function_pick (&model, &theme, 500.0, 420.0, 250.0, 200.0, &hit);
  g_assert_true (isnan (hit.low) && isnan (hit.high));
  model.envelope = envelope;
  for (double px = 120.0; px < 480.0; px += 40.0)
    {
      function_pick (&model, &theme, 500.0, 420.0, px, 200.0, &hit);
      g_assert_true (hit.inside);
      double t = fabs (hit.x - 0.5) / 0.75;
      g_assert_cmpfloat_with_epsilon (hit.low, hit.x < 0.5 ? -2.0 * t : -t, 1e-12);
      g_assert_cmpfloat_with_epsilon (hit.high, hit.x < 0.5 ? t : 3.0 * t, 1e-12);
    }
}

/* Kinks of all neurons, of those that are asked for, or none: what is not shown is not found
 * either. */
static void
test_shown_kinks (void)
{
  const double x[] = { -1.0, 1.0, 1.0, -1.0 }, y[] = { 1.0, -1.0 };

  for (gsize d = 1; d <= 2; d++)
    {
      g_autoptr (RscDataset) dataset = function_dataset (2, d, x, y);
      g_autoptr (RscNetwork) network = function_random_network (9, d, TRUE, FALSE, 1.0, 8);
      int all[9] = { 0 };
      RscFunctionModel model;
      RscTheme theme;

      rsc_theme_init (&theme, FALSE);
      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.network = network;
      for (int kinks = 0; kinks < 3; kinks++)
        {
          int found[9] = { 0 }, n = 0;

          model.kinks = (RscFunctionKinks) kinks;
          cairo_t *cr = rsc_picture_create_measuring ();
          g_autoptr (RscPicture) picture = rsc_function_plot_new (&model, &theme, cr, 500.0, 420.0);
          cairo_destroy (cr);
          for (double px = 40.0; px < 500.0; px += 4.0)
            for (double py = 5.0; py < 420.0; py += d == 1 ? 4.0 : 30.0)
              {
                RscFunctionHit hit;
                rsc_function_plot_find (picture, px, py, &hit);
                if (hit.neuron >= 0)
                  found[hit.neuron] = 1;
              }
          for (int i = 0; i < 9; i++)
            {
              if (kinks == 0)
                {
                  all[i] = found[i];
                  if (found[i])
                    model.selected = i;
                }
              else
                g_assert_cmpint (found[i], ==, kinks == 1 && i == model.selected);
              n += all[i];
            }
          g_assert_cmpint (n, >=, 3);
        }
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-plot/points", test_points);
  g_test_add_func ("/function-plot/overlapping-points", test_overlapping_points);
  g_test_add_func ("/function-plot/hovered-range", test_hovered_range);
  g_test_add_func ("/function-plot/shown-kinks", test_shown_kinks);
  return g_test_run ();
}
