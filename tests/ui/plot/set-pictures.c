/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "set-pictures.h"

#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"

cairo_surface_t *
set_draw_layers (const RscOptimalSetModel *model,
                 const RscTheme *theme,
                 int width,
                 int height,
                 gboolean pair,
                 RscLayers layers)
{
  cairo_t *cr = pixels_begin (width, height);
  g_autoptr (RscPicture) picture = rsc_optimal_set_plot_new (model, pair, theme, cr, width, height);

  rsc_picture_draw (picture, layers, cr);
  return pixels_end (cr, width, height, layers & RSC_LAYERS_STILL);
}

cairo_surface_t *
set_draw (const RscOptimalSetModel *model,
          const RscTheme *theme,
          int width,
          int height,
          gboolean pair)
{
  return set_draw_layers (model, theme, width, height, pair, RSC_LAYERS_ALL);
}

RscPicture *
set_lay_out (const RscOptimalSetModel *model, const RscTheme *theme, double width, double height)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  RscPicture *picture = rsc_optimal_set_plot_new (model, FALSE, theme, cr, width, height);

  cairo_destroy (cr);
  return picture;
}

void
set_unproject (const RscOptimalSetModel *model,
               const RscTheme *theme,
               double width,
               double height,
               double px,
               double py,
               double *wish)
{
  g_autoptr (RscPicture) picture = set_lay_out (model, theme, width, height);

  rsc_optimal_set_plot_unproject (picture, model->space, px, py, wish);
}

void
set_find_marker (const RscOptimalSetModel *model,
                 const RscTheme *theme,
                 int width,
                 int height,
                 double *px,
                 double *py)
{
  cairo_surface_t *surface = set_draw (model, theme, width, height, FALSE);
  guint32 accent = pixels_pack (theme->accent);
  int x0 = width, x1 = -1, y0 = height, y1 = -1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (pixels_get (surface, x, y) == accent)
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y);
        }
  g_assert_cmpint (x1, >=, x0);
  *px = 0.5 * (x0 + x1) + 0.5;
  *py = 0.5 * (y0 + y1) + 0.5;
  cairo_surface_destroy (surface);
}

RscHull *
make_hull (gsize n_points, gsize n_axes, const double *points)
{
  g_autoptr (GError) error = NULL;
  RscHull *hull = rsc_hull_new (n_points, n_axes, points, &error);
  g_assert_no_error (error);
  return hull;
}
