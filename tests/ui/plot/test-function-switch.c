/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A neuron that is pointed at elsewhere, in the pictures of a function. */
#include "pixels.h"

#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-points.h"
#include "ui/plot/rsc-function-switch.h"
#include <math.h>

#define WIDTH 400
#define HEIGHT 300

static RscDataset *
make_data (gsize d)
{
  static const double x[] = { -1.0, 0.5, 0.0, -0.25, 1.0, 0.75, 0.25, -1.0, 0.5, 0.0, 0.0, 1.0 };
  static const double y[] = { 1.0, -1.0, 2.0, 0.0, 1.5, -0.5 };

  return rsc_dataset_new ("points", 12 / MAX (d, 2), d, x, y, NULL, NULL, NULL);
}

/* Active is where x·g > 0, the bias counted where g has one for it; on the kink is neither. */
static void
test_sides (void)
{
  g_autoptr (RscDataset) data = make_data (2);
  const double without[2] = { 1.0, 0.0 }, with[3] = { 1.0, 0.0, -0.5 };
  const int expected[2][6] = { { -1, 0, 1, 1, 1, 0 }, { -1, -1, 1, -1, 0, -1 } };
  RscFunctionModel model;
  int sides[6];

  rsc_function_model_init (&model);
  model.dataset = data;
  g_assert_false (rsc_function_switch_list_sides (&model, sides));
  for (int k = 0; k < 2; k++)
    {
      model.switch_at = k == 0 ? without : with;
      model.n_switch = k == 0 ? 2 : 3;
      g_assert_true (rsc_function_switch_list_sides (&model, sides));
      for (int i = 0; i < 6; i++)
        g_assert_cmpint (sides[i], ==, expected[k][i]);
    }
  /* Of other columns. */
  model.n_switch = 1;
  g_assert_false (rsc_function_switch_list_sides (&model, sides));
}

static cairo_surface_t *
draw (RscPicture *picture)
{
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);

  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  return pixels_end (cr, WIDTH, HEIGHT, TRUE);
}

/* Around each active row is a ring and around no other; nothing is drawn on the active side but
 * rings and the line. */
static void
test_rings (void)
{
  for (gsize d = 1; d <= 3; d++)
    {
      g_autoptr (RscDataset) data = make_data (d);
      g_autofree double *g = g_new0 (double, d + 1);
      cairo_t *cr = rsc_picture_create_measuring ();
      g_autoptr (RscPicture) picture = NULL;
      const RscFunctionLayout *layout;
      cairo_surface_t *before, *after;
      RscFunctionModel model;
      RscTheme theme;
      int sides[6];

      rsc_theme_init (&theme, FALSE);
      rsc_function_model_init (&model);
      model.dataset = data;
      g_autofree double *hidden = g_new0 (double, d + 1);
      const double output = 1.0;
      hidden[0] = 1.0;
      g_autoptr (RscNetwork) network = rsc_network_new (1, d + 1, TRUE, hidden, &output, NULL);
      model.network = network;
      picture = rsc_function_plot_new (&model, &theme, cr, WIDTH, HEIGHT);
      cairo_destroy (cr);
      layout = rsc_picture_get_layout (picture);
      before = draw (picture);
      g[0] = 1.0;
      g[d] = -0.2;
      rsc_function_plot_set_switch (picture, d + 1, g);
      after = draw (picture);
      model.switch_at = g;
      model.n_switch = d + 1;
      g_assert_true (rsc_function_switch_list_sides (&model, sides));
      for (gsize i = 0; i < rsc_dataset_get_n (data); i++)
        {
          const double reach = rsc_function_points_get_radius (layout) + 0.3 * theme.font_size;
          double px, py;

          g_assert_true (rsc_function_points_get_place (layout, i, &px, &py));
          g_assert_cmpint (sides[i], !=, 0);
          /* To the left, where no line, grid or other disc is. */
          if (px - reach < layout->frame.x + 4.0)
            continue;
          const guint32 ring = pixels_get (after, px - reach * 0.8, py - reach * 0.6);
          g_assert_true (pixels_are_close (ring, pixels_pack (theme.foreground), 110)
                         == (sides[i] > 0));
        }
      g_assert_cmpint (pixels_count_differences (before, after, 0, 0, WIDTH, HEIGHT), >, 50);
      rsc_function_plot_set_switch (picture, 0, NULL);
      cairo_surface_destroy (after);
      after = draw (picture);
      g_assert_true (pixels_are_same (before, after));
      cairo_surface_destroy (before);
      cairo_surface_destroy (after);
    }
}

/* The head on the line points to the active side. */
static void
test_head (void)
{
  g_autoptr (RscDataset) data = make_data (2);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int side = -1; side <= 1; side += 2)
    {
      /* Upright, where no row is. */
      const double g[3] = { side, 0.0, side * 0.11 };
      cairo_t *cr = rsc_picture_create_measuring ();
      RscFunctionModel model;

      rsc_function_model_init (&model);
      model.dataset = data;
      g_autofree double *hidden = g_new0 (double, 3);
      const double output = 1.0;
      hidden[0] = 1.0;
      g_autoptr (RscNetwork) network = rsc_network_new (1, 3, TRUE, hidden, &output, NULL);
      model.network = network;
      g_autoptr (RscPicture) picture = rsc_function_plot_new (&model, &theme, cr, WIDTH, HEIGHT);
      cairo_destroy (cr);
      const RscFunctionLayout *layout = rsc_picture_get_layout (picture);
      const double x = rsc_function_layout_to_px (layout, -0.11);
      const double y = layout->frame.y + 0.5 * layout->frame.height;
      rsc_function_plot_set_switch (picture, 3, g);
      cairo_surface_t *surface = draw (picture);
      for (int way = -1; way <= 1; way += 2)
        g_assert_true (pixels_are_close (pixels_get (surface, x + way * 0.35 * theme.font_size, y),
                                         pixels_pack (theme.foreground), 60)
                       == (way == side));
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-switch/sides", test_sides);
  g_test_add_func ("/function-switch/rings", test_rings);
  g_test_add_func ("/function-switch/head", test_head);
  return g_test_run ();
}
