/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "function-pictures.h"

#include "core/data/rsc-import.h"
#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice.h"
#include <gsl/gsl_randist.h>

RscDataset *
function_dataset (gsize n, gsize d, const double *x, const double *y)
{
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = rsc_dataset_new ("test", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

RscDataset *
function_random_dataset (gsize n, gsize d, double scale, gulong seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *x = g_new (double, n *d + 1);
  g_autofree double *y = g_new (double, n);

  gsl_rng_set (rng, seed);
  for (gsize k = 0; k < n * d; k++)
    x[k] = scale * gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < n; k++)
    y[k] = scale * gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  return function_dataset (n, d, x, y);
}

RscNetwork *
function_random_network (gsize m, gsize d, gboolean bias, gboolean gated, double scale, gulong seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize columns = d + (bias ? 1 : 0);
  g_autofree double *hidden = g_new (double, m *columns + 1);
  g_autofree double *gates = g_new (double, m *columns + 1);
  g_autofree double *output = g_new (double, m + 1);

  gsl_rng_set (rng, seed);
  for (gsize k = 0; k < m * columns; k++)
    {
      hidden[k] = gsl_ran_gaussian (rng, 1.0);
      gates[k] = gsl_ran_gaussian (rng, 1.0);
    }
  for (gsize k = 0; k < m; k++)
    output[k] = scale * gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  return rsc_network_new (m, columns, bias, hidden, output, gated ? gates : NULL);
}

void
function_pick (const RscFunctionModel *model,
               const RscTheme *theme,
               double width,
               double height,
               double x,
               double y,
               RscFunctionHit *hit)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_function_plot_new (model, theme, cr, width, height);

  rsc_function_plot_find (picture, x, y, hit);
  cairo_destroy (cr);
}

cairo_surface_t *
function_draw (const RscFunctionModel *model, const RscTheme *theme, int width, int height)
{
  cairo_t *cr = pixels_begin (width, height);

  rsc_function_plot_draw (model, theme, cr, width, height);
  return pixels_end (cr, width, height, TRUE);
}

void
function_locate (const RscFunctionModel *model,
                 const RscTheme *theme,
                 double width,
                 double height,
                 double x,
                 double y,
                 double *px,
                 double *py)
{
  RscFunctionHit a, b;
  function_pick (model, theme, width, height, 100.0, 100.0, &a);
  function_pick (model, theme, width, height, 200.0, 200.0, &b);
  *px = 100.0 + 100.0 * (x - a.x) / (b.x - a.x);
  *py = 100.0 + 100.0 * (y - a.y) / (b.y - a.y);
}
