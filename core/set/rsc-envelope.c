/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-envelope.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

/* Points of the envelope handled at a time, and between two looks at the cancellable. */
#define ENVELOPE_CHUNK ((gsize) 256)

/* What each neuron of unit norm adds at the points: @value n_points × n_neurons. */
static void
respond (const RscOptimalSet *self, gsize n_points, const double *x, double *value)
{
  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (self));
  gsize bias = rsc_problem_get_bias (problem) ? 1 : 0;
  gsize features = rsc_problem_get_d (problem) - bias;
  gsize m = rsc_optimal_set_get_n_neurons (self);

  for (gsize p = 0; p < n_points; p++)
    for (gsize i = 0; i < m; i++)
      {
        const RscNeuron *neuron = rsc_optimal_set_get_neuron (self, i);
        const double *at = x + p * features;
        double pre = cblas_ddot ((int) features, at, 1, neuron->direction, 1);
        if (bias != 0)
          pre += neuron->direction[features];
        if (neuron->gate != NULL)
          {
            double gate = cblas_ddot ((int) features, at, 1, neuron->gate, 1);
            if (bias != 0)
              gate += neuron->gate[features];
            value[p * m + i] = gate >= 0.0 ? neuron->sign * pre : 0.0;
          }
        else
          value[p * m + i] = pre > 0.0 ? neuron->sign * pre : 0.0;
      }
}

gboolean
rsc_optimal_set_get_envelope (const RscOptimalSet *self,
                              gsize n_points,
                              const double *x,
                              double *lower,
                              double *upper,
                              GCancellable *cancellable,
                              GError **error)
{
  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (self));
  gsize m = rsc_optimal_set_get_n_neurons (self);
  gsize features = rsc_problem_get_d (problem) - (rsc_problem_get_bias (problem) ? 1 : 0);
  gsize n_vertices =
    rsc_optimal_set_get_vertices_listed (self) ? rsc_optimal_set_get_n_vertices (self) : 0;

  g_return_val_if_fail (self != NULL && (n_points == 0 || (lower != NULL && upper != NULL)), FALSE);
  if (m == 0)
    {
      memset (lower, 0, n_points * sizeof (double));
      memset (upper, 0, n_points * sizeof (double));
      return TRUE;
    }
  g_autofree double *corners = g_new (double, m *MAX (n_vertices, 1));
  g_autofree double *value = g_new (double, 2 * ENVELOPE_CHUNK * m);
  g_autofree double *f = g_new (double, ENVELOPE_CHUNK *MAX (n_vertices, 2));
  for (gsize v = 0; v < n_vertices; v++)
    memcpy (corners + v * m, rsc_optimal_set_get_vertex (self, v), m * sizeof (double));
  for (gsize first = 0; first < n_points; first += ENVELOPE_CHUNK)
    {
      gsize count = MIN (ENVELOPE_CHUNK, n_points - first);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      respond (self, count, x + first * features, value);
      if (n_vertices > 0)
        {
          /* Linear in a, so the extremes are at vertices. */
          cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) count, (int) n_vertices,
                       (int) m, 1.0, value, (int) m, corners, (int) m, 0.0, f, (int) n_vertices);
          for (gsize p = 0; p < count; p++)
            {
              double low = G_MAXDOUBLE;
              double high = -G_MAXDOUBLE;
              for (gsize v = 0; v < n_vertices; v++)
                {
                  low = MIN (low, f[p * n_vertices + v]);
                  high = MAX (high, f[p * n_vertices + v]);
                }
              lower[first + p] = low;
              upper[first + p] = high;
            }
          continue;
        }
      for (gsize i = 0; i < count * m; i++)
        value[count * m + i] = -value[i];
      if (!rsc_optimal_set_minimise_many (self, 2 * count, value, f, NULL, cancellable, error))
        return FALSE;
      for (gsize p = 0; p < count; p++)
        {
          lower[first + p] = f[p];
          upper[first + p] = -f[count + p];
        }
    }
  return TRUE;
}

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
                  const RscFeatureValues *at,
                  const double *range_x,
                  const double *range_y,
                  gsize nx,
                  gsize ny,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (nx >= 2 && ny >= 1, NULL);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  gsize d = rsc_dataset_get_d (dataset);
  g_return_val_if_fail (feature_x < d && (d < 2 || feature_y < d), NULL);

  if (d < 2)
    ny = 1;
  g_return_val_if_fail (d < 2 || ny >= 2, NULL);

  double x_min = range_x[0], x_max = range_x[1];
  double y_min = d < 2 ? 0.0 : range_y[0], y_max = d < 2 ? 0.0 : range_y[1];

  g_autofree double *place = rsc_feature_values_dup_place (at, dataset);
  g_autofree double *points = g_new (double, nx *ny *d);
  for (gsize j = 0; j < ny; j++)
    for (gsize i = 0; i < nx; i++)
      {
        double *p = points + (j * nx + i) * d;
        for (gsize k = 0; k < d; k++)
          p[k] = place[k];
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
