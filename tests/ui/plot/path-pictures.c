/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-pictures.h"

#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/plot/rsc-path-plot.h"
#include <math.h>

cairo_surface_t *
path_draw_layers (const RscPathModel *model,
                  const RscTheme *theme,
                  int width,
                  int height,
                  RscLayers layers)
{
  cairo_t *cr = pixels_begin (width, height);
  g_autoptr (RscPicture) picture = rsc_path_plot_new (model, theme, cr, width, height);

  rsc_picture_draw (picture, layers, cr);
  return pixels_end (cr, width, height, layers & RSC_LAYERS_STILL);
}

cairo_surface_t *
path_draw (const RscPathModel *model, const RscTheme *theme, int width, int height)
{
  return path_draw_layers (model, theme, width, height, RSC_LAYERS_ALL);
}

void
path_pick (const RscPathModel *model,
           const RscTheme *theme,
           double width,
           double height,
           double px,
           double py,
           RscPathHit *hit)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_path_plot_new (model, theme, cr, width, height);

  cairo_destroy (cr);
  rsc_path_plot_find (picture, px, py, hit);
}

gboolean
path_is_close (guint32 a, guint32 b)
{
  return pixels_are_close (a, b, 8);
}

gboolean
path_has_color (cairo_surface_t *surface, double px, double py, int reach, guint32 color)
{
  for (int y = (int) py - reach; y <= (int) py + reach; y++)
    for (int x = (int) px - reach; x <= (int) px + reach; x++)
      if (path_is_close (pixels_get (surface, x, y), color))
        return TRUE;
  return FALSE;
}

static void
path_on_point (const RscPath *path, double fraction, gpointer user_data)
{
  Part *part = user_data;

  if (part->path == NULL && fraction >= part->fraction)
    part->path = rsc_path_dup_so_far (path);
}

RscPath *
path_follow_problem (RscProblem *problem, double ratio_min, gboolean events, Part *part)
{
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  settings.locate_events = events;
  RscPath *path =
    rsc_path_new (problem, &settings, part != NULL ? path_on_point : NULL, part, NULL, &error);
  g_assert_no_error (error);
  return path;
}

RscPath *
path_follow (RscDataset *dataset, gboolean bias, double ratio_min, gboolean events, Part *part)
{
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, bias, RSC_ACTIVATION_RELU);

  return path_follow_problem (problem, ratio_min, events, part);
}

RscPath *
path_follow_gallery (const char *name, double ratio_min, gboolean events, Part *part)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);

  return path_follow_problem (problem, ratio_min, events, part);
}

RscPath *
path_follow_toy (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);

  return path_follow_problem (problem, 1e-3, TRUE, NULL);
}

void
path_show (RscPathModel *model, RscPath *path, double ratio_min)
{
  rsc_path_model_init (model);
  model->path = path;
  model->lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  model->ratio_min = ratio_min;
  model->complete = TRUE;
}

/* How far from the middle the frame reaches in a direction, as picking sees it. */
static double
path_find_edge (const RscPathModel *model,
                const RscTheme *theme,
                int width,
                int height,
                int dx,
                int dy)
{
  double near = 0.0, far = MAX (width, height);

  while (far - near > 0.01)
    {
      const double middle = 0.5 * (near + far);
      RscPathHit hit;

      path_pick (model, theme, width, height, 0.5 * width + middle * dx, 0.5 * height + middle * dy,
                 &hit);
      if (hit.inside)
        near = middle;
      else
        far = middle;
    }
  return near;
}

RscRect
path_find_frame (const RscPathModel *model, const RscTheme *theme, int width, int height)
{
  const double left = path_find_edge (model, theme, width, height, -1, 0);
  const double right = path_find_edge (model, theme, width, height, 1, 0);
  const double up = path_find_edge (model, theme, width, height, 0, -1);
  const double down = path_find_edge (model, theme, width, height, 0, 1);

  g_assert_cmpfloat (left + right, >, 0.5 * width);
  g_assert_cmpfloat (up + down, >, 0.3 * height);
  return (RscRect){ 0.5 * width - left, 0.5 * height - up, left + right, up + down };
}

double
path_get_px (const RscPathModel *model, RscRect frame, double ratio)
{
  return frame.x + frame.width * log (ratio) / log (model->ratio_min);
}

double
path_get_py (const RscPathModel *model, RscRect frame, double norm)
{
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (model->path, RSC_PATH_Y_NORM, 0);
  double low, high;

  rsc_path_curves_get_range (curves, model->tubes, &low, &high);
  return frame.y + frame.height * (1.0 - norm / (1.04 * high));
}
