/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-plot.h"

static RscEnvelope *
envelope_alloc (double x_min, double x_max, double y_min, double y_max, gsize nx, gsize ny)
{
  RscEnvelope *self = g_atomic_rc_box_new0 (RscEnvelope);

  self->x_min = x_min;
  self->x_max = x_max;
  self->y_min = y_min;
  self->y_max = y_max;
  self->nx = nx;
  self->ny = ny;
  self->lower = g_new0 (double, nx *ny);
  self->upper = g_new0 (double, nx *ny);
  return self;
}

RscEnvelope *
rsc_envelope_new (const RscOptimalSet *set,
                  gsize feature_x,
                  gsize feature_y,
                  gsize nx,
                  gsize ny,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (nx >= 2 && ny >= 1, NULL);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  g_return_val_if_fail (feature_x < d && (d < 2 || feature_y < d), NULL);

  if (d < 2)
    ny = 1;
  g_return_val_if_fail (d < 2 || ny >= 2, NULL);

  double x_min, x_max, y_min = 0.0, y_max = 0.0;
  rsc_function_plot_get_range (dataset, feature_x, &x_min, &x_max);
  if (d >= 2)
    rsc_function_plot_get_range (dataset, feature_y, &y_min, &y_max);

  g_autofree double *mean = g_new0 (double, d);
  const double *x = rsc_dataset_get_x (dataset);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      mean[k] += x[i * d + k] / (double) n;

  g_autofree double *points = g_new (double, nx *ny *d);
  for (gsize j = 0; j < ny; j++)
    for (gsize i = 0; i < nx; i++)
      {
        double *p = points + (j * nx + i) * d;
        for (gsize k = 0; k < d; k++)
          p[k] = mean[k];
        if (d >= 2)
          p[feature_y] = y_min + (y_max - y_min) * (double) j / (double) (ny - 1);
        p[feature_x] = x_min + (x_max - x_min) * (double) i / (double) (nx - 1);
      }

  g_autoptr (RscEnvelope) self = envelope_alloc (x_min, x_max, y_min, y_max, nx, ny);
  if (!rsc_optimal_set_get_envelope (set, nx * ny, points, self->lower, self->upper, cancellable,
                                     error))
    return NULL;
  return g_steal_pointer (&self);
}

RscEnvelope *
rsc_envelope_new_from_values (double x_min,
                              double x_max,
                              double y_min,
                              double y_max,
                              gsize nx,
                              gsize ny,
                              const double *lower,
                              const double *upper)
{
  g_return_val_if_fail (nx >= 1 && ny >= 1, NULL);
  g_return_val_if_fail (lower != NULL && upper != NULL, NULL);

  RscEnvelope *self = envelope_alloc (x_min, x_max, y_min, y_max, nx, ny);
  for (gsize k = 0; k < nx * ny; k++)
    {
      self->lower[k] = lower[k];
      self->upper[k] = upper[k];
    }
  return self;
}

RscEnvelope *
rsc_envelope_ref (RscEnvelope *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
envelope_clear (gpointer data)
{
  RscEnvelope *self = data;

  g_free (self->lower);
  g_free (self->upper);
}

void
rsc_envelope_unref (RscEnvelope *self)
{
  g_atomic_rc_box_release_full (self, envelope_clear);
}
