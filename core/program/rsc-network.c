/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-network.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Points that predict works on at once: hidden values of a block stay in the cache. */
#define BLOCK_POINTS 256
/* Hidden values of a block in all, whatever the width. */
#define BLOCK_VALUES 65536

struct _RscNetwork
{
  gatomicrefcount ref_count;
  gsize m;
  gsize d;
  gboolean bias;
  double *hidden;
  double *output;
  double *gates;
};

static RscNetwork *
network_alloc (gsize m, gsize d, gboolean bias, gboolean gated)
{
  RscNetwork *self = g_new0 (RscNetwork, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->m = m;
  self->d = d;
  self->bias = !!bias;
  self->hidden = g_malloc_n (MAX (1, m * d), sizeof (double));
  self->output = g_malloc_n (MAX (1, m), sizeof (double));
  self->gates = gated ? g_malloc_n (MAX (1, m * d), sizeof (double)) : NULL;

  return self;
}

static double
get_norm (gsize d, const double *v)
{
  return cblas_dnrm2 ((int) d, v, 1);
}

/* values (count × m) = x (count × features) A^T (+ the bias column of A), A m × d. */
static void
apply_layer (const RscNetwork *self,
             const double *layer,
             gsize count,
             const double *x,
             double *values)
{
  gsize features = self->d - (self->bias ? 1 : 0);

  for (gsize i = 0; i < count; i++)
    for (gsize k = 0; k < self->m; k++)
      values[i * self->m + k] = self->bias ? layer[k * self->d + features] : 0.0;
  if (features > 0)
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) count, (int) self->m,
                 (int) features, 1.0, x, (int) features, layer, (int) self->d, 1.0, values,
                 (int) self->m);
}

/* 1/2 ||f(X) - y||². */
static double
get_loss (const RscNetwork *self, const RscDataset *dataset)
{
  gsize n = rsc_dataset_get_n (dataset);
  const double *y = rsc_dataset_get_y (dataset);
  g_autofree double *f = g_new (double, n);
  double norm;

  rsc_network_predict (self, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    f[i] -= y[i];
  norm = get_norm (n, f);

  return 0.5 * norm * norm;
}

RscNetwork *
rsc_network_new (gsize m,
                 gsize d,
                 gboolean bias,
                 const double *hidden,
                 const double *output,
                 const double *gates)
{
  RscNetwork *self;

  g_return_val_if_fail (d >= (bias ? 1 : 0), NULL);
  g_return_val_if_fail (m == 0 || (hidden != NULL && output != NULL), NULL);

  self = network_alloc (m, d, bias, gates != NULL);
  if (m > 0)
    {
      memcpy (self->hidden, hidden, m * d * sizeof (double));
      memcpy (self->output, output, m * sizeof (double));
      if (gates != NULL)
        memcpy (self->gates, gates, m * d * sizeof (double));
    }

  return self;
}

RscNetwork *
rsc_network_new_from_convex (gsize m,
                             gsize d,
                             gboolean bias,
                             const double *w,
                             const int *signs,
                             const double *gates)
{
  RscNetwork *self;

  g_return_val_if_fail (d >= (bias ? 1 : 0), NULL);
  g_return_val_if_fail (m == 0 || (w != NULL && signs != NULL), NULL);

  self = network_alloc (m, d, bias, gates != NULL);
  self->m = 0;
  for (gsize i = 0; i < m; i++)
    {
      double norm = get_norm (d, w + i * d);
      double root = sqrt (norm);

      if (norm == 0.0)
        continue;
      for (gsize k = 0; k < d; k++)
        self->hidden[self->m * d + k] = w[i * d + k] / root;
      self->output[self->m] = signs[i] < 0 ? -root : root;
      if (gates != NULL)
        memcpy (self->gates + self->m * d, gates + i * d, d * sizeof (double));
      self->m++;
    }

  return self;
}

RscNetwork *
rsc_network_ref (RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_network_unref (RscNetwork *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->hidden);
  g_free (self->output);
  g_free (self->gates);
  g_free (self);
}

gsize
rsc_network_get_width (const RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->m;
}

gsize
rsc_network_get_d (const RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->d;
}

gboolean
rsc_network_get_bias (const RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->bias;
}

const double *
rsc_network_get_hidden (const RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hidden;
}

const double *
rsc_network_get_output (const RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->output;
}

const double *
rsc_network_get_gates (const RscNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->gates;
}

int
rsc_network_get_convex (const RscNetwork *self, gsize i, double *w)
{
  double output;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (i < self->m, 0);
  g_return_val_if_fail (w != NULL, 0);

  output = self->output[i];
  for (gsize k = 0; k < self->d; k++)
    w[k] = self->hidden[i * self->d + k] * fabs (output);

  return (output > 0.0) - (output < 0.0);
}

void
rsc_network_predict (const RscNetwork *self, gsize n_points, const double *x, double *f)
{
  g_autofree double *values = NULL;
  g_autofree double *gates = NULL;
  gsize features;
  gsize block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_points == 0 || f != NULL);

  features = self->d - (self->bias ? 1 : 0);
  g_return_if_fail (n_points == 0 || features == 0 || x != NULL);

  if (self->m == 0)
    {
      for (gsize i = 0; i < n_points; i++)
        f[i] = 0.0;
      return;
    }

  block = CLAMP (BLOCK_VALUES / self->m, 1, BLOCK_POINTS);
  values = g_malloc_n (block * self->m, sizeof (double));
  if (self->gates != NULL)
    gates = g_malloc_n (block * self->m, sizeof (double));
  for (gsize first = 0; first < n_points; first += block)
    {
      gsize count = MIN (block, n_points - first);
      const double *part = features > 0 ? x + first * features : NULL;

      apply_layer (self, self->hidden, count, part, values);
      if (gates != NULL)
        apply_layer (self, self->gates, count, part, gates);
      for (gsize i = 0; i < count * self->m; i++)
        values[i] = (gates != NULL ? gates[i] >= 0.0 : values[i] > 0.0) ? values[i] : 0.0;
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) count, (int) self->m, 1.0, values,
                   (int) self->m, self->output, 1, 0.0, f + first, 1);
    }
}

double
rsc_network_objective (const RscNetwork *self, const RscDataset *dataset, double lambda)
{
  double hidden;
  double output;

  g_return_val_if_fail (self != NULL && dataset != NULL, NAN);
  g_return_val_if_fail (rsc_dataset_get_d (dataset) + (self->bias ? 1 : 0) == self->d, NAN);

  hidden = get_norm (self->m * self->d, self->hidden);
  output = get_norm (self->m, self->output);

  return get_loss (self, dataset) + 0.5 * lambda * (hidden * hidden + output * output);
}

double
rsc_network_convex_objective (const RscNetwork *self, const RscDataset *dataset, double lambda)
{
  double penalty = 0.0;

  g_return_val_if_fail (self != NULL && dataset != NULL, NAN);
  g_return_val_if_fail (rsc_dataset_get_d (dataset) + (self->bias ? 1 : 0) == self->d, NAN);

  for (gsize i = 0; i < self->m; i++)
    penalty += get_norm (self->d, self->hidden + i * self->d) * fabs (self->output[i]);

  return get_loss (self, dataset) + lambda * penalty;
}
