/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-slice.h"

#include <math.h>

RscSlice *
rsc_slice_new (RscNetwork *network, gsize feature_x, gsize feature_y, const double *base)
{
  g_return_val_if_fail (network != NULL, NULL);

  gsize m = rsc_network_get_width (network), d = rsc_network_get_d (network);
  gboolean bias = rsc_network_get_bias (network);
  gsize n_features = d - (bias ? 1 : 0);
  const double *hidden = rsc_network_get_hidden (network);
  const double *output = rsc_network_get_output (network);
  const double *gates = rsc_network_get_gates (network);

  RscSlice *self = g_new (RscSlice, 1);
  self->m = m;
  self->neurons = g_new0 (RscSliceNeuron, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    {
      RscSliceNeuron *neuron = &self->neurons[i];
      const double *w = hidden + i * d;
      const double *g = gates != NULL ? gates + i * d : w;
      for (gsize k = 0; k < d; k++)
        {
          double value = k >= n_features ? 1.0 : base != NULL ? base[k] : 0.0;
          if (k < n_features && k == feature_x)
            {
              neuron->a = g[k];
              neuron->va = w[k] * output[i];
            }
          else if (k < n_features && k == feature_y)
            {
              neuron->b = g[k];
              neuron->vb = w[k] * output[i];
            }
          else
            {
              neuron->c += g[k] * value;
              neuron->vc += w[k] * output[i] * value;
            }
        }
    }
  return self;
}

void
rsc_slice_free (RscSlice *self)
{
  g_free (self->neurons);
  g_free (self);
}

double
rsc_slice_get_scale (const RscSlice *self, double x_min, double x_max, double y_min, double y_max)
{
  double x = MAX (fabs (x_min), fabs (x_max)), y = MAX (fabs (y_min), fabs (y_max)), sum = 0.0;

  for (gsize i = 0; i < self->m; i++)
    {
      const RscSliceNeuron *s = &self->neurons[i];
      sum += fabs (s->va) * x + fabs (s->vb) * y + fabs (s->vc);
    }
  return sum;
}

double
rsc_slice_evaluate (const RscSlice *self, double x, double y)
{
  double sum = 0.0;

  for (gsize i = 0; i < self->m; i++)
    {
      const RscSliceNeuron *s = &self->neurons[i];
      if (s->a * x + s->b * y + s->c >= 0.0)
        sum += s->va * x + s->vb * y + s->vc;
    }
  return sum;
}

gboolean
rsc_slice_clip_switch (const RscSlice *self,
                       gsize i,
                       double x_min,
                       double x_max,
                       double y_min,
                       double y_max,
                       RscSegment *segment)
{
  const RscSliceNeuron *s = &self->neurons[i];
  double w = x_max - x_min, h = y_max - y_min;

  /* On the unit square A u + B v + C = 0, so that axes of different units do not matter. */
  double a = s->a * w, b = s->b * h, c = s->c + s->a * x_min + s->b * y_min;
  double norm = hypot (a, b);
  if (!(norm > 0.0) || !isfinite (norm) || !(norm > 1e-12 * fabs (c)))
    return FALSE;
  a /= norm;
  b /= norm;
  c /= norm;

  /* Foot point and direction with the active side on the left; then Liang-Barsky. */
  double u = -a * c, v = -b * c, du = b, dv = -a;
  double t0 = -INFINITY, t1 = INFINITY;
  double p[4] = { -du, du, -dv, dv }, q[4] = { u, 1.0 - u, v, 1.0 - v };
  for (int k = 0; k < 4; k++)
    {
      if (fabs (p[k]) < 1e-15)
        {
          if (q[k] < 0.0)
            return FALSE;
        }
      else if (p[k] < 0.0)
        t0 = MAX (t0, q[k] / p[k]);
      else
        t1 = MIN (t1, q[k] / p[k]);
    }
  if (!(t1 - t0 > 1e-9))
    return FALSE;

  segment->x0 = x_min + w * (u + t0 * du);
  segment->y0 = y_min + h * (v + t0 * dv);
  segment->x1 = x_min + w * (u + t1 * du);
  segment->y1 = y_min + h * (v + t1 * dv);
  return TRUE;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

GArray *
rsc_slice_list_graph (const RscSlice *self, double x_min, double x_max)
{
  GArray *graph = g_array_new (FALSE, FALSE, sizeof (RscSegment));
  g_autofree double *x = g_new (double, self->m + 2);
  gsize n = 0;

  x[n++] = x_min;
  for (gsize i = 0; i < self->m; i++)
    {
      const RscSliceNeuron *s = &self->neurons[i];
      double kink = -s->c / s->a;
      if (s->a != 0.0 && kink > x_min && kink < x_max)
        x[n++] = kink;
    }
  x[n++] = x_max;
  qsort (x, n, sizeof *x, compare_doubles);

  for (gsize k = 0; k + 1 < n; k++)
    {
      double middle = 0.5 * (x[k] + x[k + 1]), slope = 0.0, constant = 0.0;
      if (!(x[k + 1] - x[k] > 1e-13 * (x_max - x_min)))
        continue;
      for (gsize i = 0; i < self->m; i++)
        {
          const RscSliceNeuron *s = &self->neurons[i];
          if (s->a * middle + s->c >= 0.0)
            {
              slope += s->va;
              constant += s->vc;
            }
        }
      RscSegment piece = { x[k], slope * x[k] + constant, x[k + 1], slope * x[k + 1] + constant };
      g_array_append_val (graph, piece);
    }
  return graph;
}
