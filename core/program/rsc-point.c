/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-point.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

RscPoint *
rsc_point_new (gsize n)
{
  RscPoint *self = g_new0 (RscPoint, 1);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->w = g_array_new (FALSE, FALSE, sizeof (double));
  self->fit = g_new0 (double, n + 1);
  self->r = g_new0 (double, n + 1);
  self->nu = g_new0 (double, n + 1);
  self->image = g_new0 (double, n + 1);
  return self;
}

void
rsc_point_free (RscPoint *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->w);
  g_free (self->fit);
  g_free (self->r);
  g_free (self->nu);
  g_free (self->image);
  g_free (self);
}

void
rsc_point_clear (RscPoint *self)
{
  self->n_blocks = 0;
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->w, 0);
}

void
rsc_point_copy (RscPoint *self, const RscPoint *from, gsize n)
{
  rsc_point_clear (self);
  self->n_blocks = from->n_blocks;
  g_array_append_vals (self->blocks, from->blocks->data, from->blocks->len);
  g_array_append_vals (self->w, from->w->data, from->w->len);
  memcpy (self->fit, from->fit, n * sizeof (double));
  memcpy (self->r, from->r, n * sizeof (double));
  memcpy (self->nu, from->nu, n * sizeof (double));
  self->penalty = from->penalty;
  self->objective = from->objective;
}

void
rsc_point_add (RscPoint *self, gsize d, gsize block, const double *w, double factor)
{
  gsize k = 0;

  while (k < self->n_blocks && rsc_point_get_block (self, k) != block)
    k++;
  if (k == self->n_blocks)
    {
      g_array_append_val (self->blocks, block);
      g_array_set_size (self->w, (guint) ((k + 1) * d));
      memset (rsc_point_get_w (self, k, d), 0, d * sizeof (double));
      self->n_blocks++;
    }
  for (gsize l = 0; l < d; l++)
    rsc_point_get_w (self, k, d)[l] += factor * w[l];
}

void
rsc_point_swap (RscPoint **a, RscPoint **b)
{
  RscPoint *c = *a;

  *a = *b;
  *b = c;
}

void
rsc_point_evaluate (RscPoint *self, const RscPricer *pricer, double lambda)
{
  RscProblem *problem = rsc_pricer_get_problem (pricer);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *y = rsc_pricer_get_y (pricer);
  gsize kept = 0;

  memset (self->fit, 0, n * sizeof (double));
  self->penalty = 0.0;
  for (gsize k = 0; k < self->n_blocks; k++)
    {
      double *w = rsc_point_get_w (self, k, d);
      const double length = sqrt (rsc_gram_dot_short (d, w, w));

      if (!(length > 0.0))
        continue;
      self->penalty += length;
      rsc_pricer_apply (pricer, rsc_point_get_block (self, k), w, self->image);
      for (gsize i = 0; i < n; i++)
        self->fit[i] += self->image[i];
      if (kept != k)
        {
          g_array_index (self->blocks, gsize, kept) = rsc_point_get_block (self, k);
          memcpy (rsc_point_get_w (self, kept, d), w, d * sizeof (double));
        }
      kept++;
    }
  self->n_blocks = kept;
  g_array_set_size (self->blocks, (guint) kept);
  g_array_set_size (self->w, (guint) (kept * d));

  for (gsize i = 0; i < n; i++)
    self->r[i] = y[i] - self->fit[i];
  memcpy (self->nu, self->r, n * sizeof (double));
  self->objective = 0.5 * rsc_gram_dot_short (n, self->r, self->r) + lambda * self->penalty;
}
