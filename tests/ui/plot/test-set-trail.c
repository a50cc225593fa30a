/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "set-pictures.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Pixels in the accent colour and the box around them. */
static int
find_trail (cairo_surface_t *surface, guint32 accent, int size, int box[4])
{
  int count = 0;

  box[0] = box[1] = size;
  box[2] = box[3] = -1;
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (pixels_get (surface, x, y) == accent)
        {
          count++;
          box[0] = MIN (box[0], x);
          box[1] = MIN (box[1], y);
          box[2] = MAX (box[2], x);
          box[3] = MAX (box[3], y);
        }
  return count;
}

/* Of a long trail its last three hundred networks are shown. */
static void
test_long_trail (void)
{
  enum
  {
    COUNT = 400
  };
  double points[] = { 0.1, 0.1, 1.0, 0.1, 0.1, 1.0, 1.0, 1.0 };
  g_autofree double *trail = g_new (double, 2 * COUNT);
  g_autoptr (RscHull) hull = make_hull (4, 2, points);
  RscOptimalSetModel model;
  RscTheme theme;
  double x, y;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 2;
  model.axes[1] = 1;
  for (gsize k = 0; k < COUNT; k++)
    trail[2 * k] = trail[2 * k + 1] = 0.2 + 0.6 * (double) k / COUNT;
  for (gsize k = 60; k < COUNT; k += 80)
    {
      RscOptimalSetModel marked = model;

      marked.point = trail + 2 * k;
      set_find_marker (&marked, &theme, 400, 400, &x, &y);
      model.trail = trail;
      model.n_trail = COUNT;
      cairo_surface_t *surface = set_draw (&model, &theme, 400, 400, FALSE);
      model.trail = NULL;
      model.n_trail = 0;
      cairo_surface_t *without = set_draw (&model, &theme, 400, 400, FALSE);
      g_assert_true ((pixels_get (surface, x, y) != pixels_get (without, x, y)) == (k >= 100));
      cairo_surface_destroy (surface);
      cairo_surface_destroy (without);
    }
}

/* The trail goes through its networks, and follows the data; in both spaces and up to three
 * axes. */
static void
test_trail (void)
{
  static const double corners[] = { 0.1, 0.1, 0.1, 1.0, 0.1, 0.1, 0.1, 1.0,
                                    0.1, 0.1, 0.1, 1.0, 1.0, 1.0, 1.0 };
  static const double walks[2][9] = { { 0.4, 0.4, 0.4, 0.8, 0.6, 0.6, 0.8, 0.8, 0.6 },
                                      { 0.2, 0.2, 0.2, 0.4, 0.2, 0.2, 0.4, 0.4, 0.2 } };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    {
      double points[15];
      for (gsize i = 0; i < 5; i++)
        for (gsize k = 0; k < n_axes; k++)
          points[i * n_axes + k] = corners[3 * i + k];
      g_autoptr (RscHull) hull = make_hull (5, n_axes, points);
      for (int space = 0; space < 2; space++)
        {
          RscOptimalSetModel model;
          int boxes[2][4];
          rsc_optimal_set_model_init (&model);
          model.hull = hull;
          model.n_axes = n_axes;
          model.axes[1] = 1;
          model.axes[2] = 2;
          model.space = (RscSpace) space;
          cairo_surface_t *plain = set_draw (&model, &theme, 400, 400, FALSE);
          for (int w = 0; w < 2; w++)
            {
              double trail[9];
              for (gsize i = 0; i < 3; i++)
                for (gsize k = 0; k < n_axes; k++)
                  trail[i * n_axes + k] = walks[w][3 * i + k];
              model.trail = trail;
              model.n_trail = 3;
              cairo_surface_t *surface = set_draw (&model, &theme, 400, 400, FALSE);
              g_assert_cmpint (find_trail (surface, pixels_pack (theme.accent), 400, boxes[w]), >,
                               10);
              cairo_surface_destroy (surface);

              /* It moves with the marker: what stands still has none. */
              int none_of_it[4];
              surface = set_draw_layers (&model, &theme, 400, 400, FALSE, RSC_LAYERS_STILL);
              g_assert_cmpint (find_trail (surface, pixels_pack (theme.accent), 400, none_of_it),
                               ==, 0);
              cairo_surface_destroy (surface);

              /* Its last network is where the marker would be. */
              double x, y;
              RscOptimalSetModel marked = model;
              marked.trail = NULL;
              marked.point = trail + 2 * n_axes;
              set_find_marker (&marked, &theme, 400, 400, &x, &y);
              model.n_trail = 3;
              surface = set_draw (&model, &theme, 400, 400, FALSE);
              g_assert_cmphex (pixels_get (surface, x, y), ==, pixels_pack (theme.accent));
              g_assert_cmphex (pixels_get (plain, x, y), !=, pixels_pack (theme.accent));
              cairo_surface_destroy (surface);
            }
          g_assert_true (memcmp (boxes[0], boxes[1], sizeof boxes[0]) != 0);
          cairo_surface_destroy (plain);

          /* One network, the same again and again, and what is no number do no harm. */
          double same[9] = { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 };
          double none[3] = { NAN, INFINITY, 0.0 };
          model.trail = same;
          for (model.n_trail = 0; model.n_trail <= 3; model.n_trail++)
            cairo_surface_destroy (set_draw (&model, &theme, 200, 150, FALSE));
          model.trail = none;
          model.n_trail = 1;
          cairo_surface_destroy (set_draw (&model, &theme, 200, 150, FALSE));
        }
    }
}

/* A walk that leaves the set takes the axes along: where it ends is in the picture, on the side
 * that it went to. */
static void
test_trail_leaves (void)
{
  static const double corner[] = { 0.5, 0.5 };
  static const double trail[] = { 0.5, 0.5, 3.0, 0.1 };
  g_autoptr (RscHull) hull = make_hull (1, 2, corner);
  RscOptimalSetModel model;
  RscTheme theme;
  int box[4];

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 2;
  model.axes[1] = 1;
  model.trail = trail;
  model.n_trail = 2;
  cairo_surface_t *surface = set_draw (&model, &theme, 400, 400, FALSE);
  /* The newest network is a dot in the full colour. */
  g_assert_cmpint (find_trail (surface, pixels_pack (theme.accent), 400, box), >, 10);
  g_assert_cmpint (box[0], >, 300);
  g_assert_cmpint (box[1], >, 200);
  g_assert_cmpint (box[2] - box[0], >=, 3);
  g_assert_cmpint (box[3] - box[1], >=, 3);
  cairo_surface_destroy (surface);
}

/* Between two networks the norms change evenly: half way is the middle of the norms, off the
 * straight line of the non-convex picture. */
static void
test_trail_bends (void)
{
  static const double corners[] = { 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0 };
  static const double trail[] = { 1.0, 0.0, 0.0, 1.0 };
  double half[2] = { 0.3, 0.7 };
  g_autoptr (RscHull) hull = make_hull (4, 2, corners);
  RscOptimalSetModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int space = 0; space < 2; space++)
    {
      double x[2], y[2];
      rsc_optimal_set_model_init (&model);
      model.hull = hull;
      model.n_axes = 2;
      model.axes[1] = 1;
      model.space = (RscSpace) space;
      model.point = half;
      set_find_marker (&model, &theme, 400, 400, &x[0], &y[0]);
      /* The middle of the norms' images is somewhere else when the map is not linear. */
      double sum_x = 0.0, sum_y = 0.0;
      for (int k = 0; k < 2; k++)
        {
          double end[2] = { trail[2 * k], trail[2 * k + 1] };
          model.point = end;
          set_find_marker (&model, &theme, 400, 400, &x[1], &y[1]);
          sum_x += (k == 0 ? 0.3 : 0.7) * x[1];
          sum_y += (k == 0 ? 0.3 : 0.7) * y[1];
        }
      model.point = NULL;
      cairo_surface_t *without = set_draw (&model, &theme, 400, 400, FALSE);
      model.trail = trail;
      model.n_trail = 2;
      cairo_surface_t *with = set_draw (&model, &theme, 400, 400, FALSE);
      g_assert_cmphex (pixels_get (with, x[0], y[0]), !=, pixels_get (without, x[0], y[0]));
      if (space == 1)
        {
          g_assert_cmpfloat (hypot (sum_x - x[0], sum_y - y[0]), >, 20.0);
          g_assert_cmphex (pixels_get (with, sum_x, sum_y), ==, pixels_get (without, sum_x, sum_y));
        }
      cairo_surface_destroy (with);
      cairo_surface_destroy (without);
    }
}

/* A picture that stays takes a longer trail, and is the same as one that is laid out for it; one
 * that its axes do not reach over it refuses. */
static void
test_moved_trail (void)
{
  double points[] = { 0.1, 0.1, 1.0, 0.1, 0.1, 1.0, 1.0, 1.0 };
  const double trail[] = { 0.2, 0.9, 0.5, 0.6, 0.9, 0.2, 3.0, 0.2 };
  g_autoptr (RscHull) hull = make_hull (4, 2, points);
  RscOptimalSetModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 2;
  model.axes[1] = 1;
  model.trail = trail;
  model.n_trail = 2;
  for (guint both = 0; both < 2; both++)
    {
      cairo_surface_t *moved = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 200);
      cairo_surface_t *anew = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 200);
      cairo_t *cr = cairo_create (moved), *other = cairo_create (anew);
      RscOptimalSetModel longer = model;
      g_autoptr (RscPicture) picture =
        rsc_optimal_set_plot_new (&model, both, &theme, cr, 400, 200);

      longer.n_trail = 3;
      g_assert_true (rsc_optimal_set_model_is_same_but_for_trail (&model, &longer));
      g_assert_true (rsc_optimal_set_plot_set_trail (picture, trail, 3));
      rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
      rsc_picture_draw_whole (rsc_optimal_set_plot_new (&longer, both, &theme, other, 400, 200),
                              other);
      cairo_surface_flush (moved);
      cairo_surface_flush (anew);
      g_assert_cmpmem (cairo_image_surface_get_data (moved), 400 * 200 * 4,
                       cairo_image_surface_get_data (anew), 400 * 200 * 4);
      g_assert_false (rsc_optimal_set_plot_set_trail (picture, trail, 4));
      g_clear_pointer (&picture, rsc_picture_free);
      cairo_destroy (cr);
      cairo_destroy (other);
      cairo_surface_destroy (moved);
      cairo_surface_destroy (anew);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/optimal-set-plot/trail", test_trail);
  g_test_add_func ("/optimal-set-plot/long-trail", test_long_trail);
  g_test_add_func ("/optimal-set-plot/trail-bends", test_trail_bends);
  g_test_add_func ("/optimal-set-plot/trail-leaves", test_trail_leaves);

  g_test_add_func ("/optimal-set-plot/moved-trail", test_moved_trail);
  return g_test_run ();
}
