/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-refinement-neurons.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

double
rsc_refinement_measure_distance (const RscRefinement *self)
{
  double square = 0.0;

  for (gsize i = 0; i < self->n; i++)
    {
      const double apart = self->residual[i].high - self->dual[i];

      square += apart * apart;
    }
  return sqrt (square);
}

static GPtrArray *
dup_neurons (const RscRefinement *self)
{
  const gsize n = self->n, d = self->d;
  GPtrArray *copy = g_ptr_array_new_with_free_func (rsc_refinement_neuron_free);

  for (guint l = 0; l < self->neurons->len; l++)
    {
      const RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
      RscRefinedNeuron *one = rsc_refinement_neuron_new (self, neuron->block);

      memcpy (one->w, neuron->w, d * sizeof (RscWide));
      memcpy (one->rows, neuron->rows, MIN (neuron->n_rows, n) * sizeof (guint32));
      one->n_rows = neuron->n_rows;
      g_ptr_array_add (copy, one);
    }
  return copy;
}

/* What a step that may be taken back changes. */
typedef struct
{
  GPtrArray *neurons;
  RscWide *residual; /* n */
  double error;
} State;

static void
state_take (State *self, const RscRefinement *of)
{
  self->neurons = dup_neurons (of);
  self->residual = g_memdup2 (of->residual, (of->n + 1) * sizeof (RscWide));
  self->error = of->error;
}

static void
state_give_back (State *self, RscRefinement *to)
{
  g_ptr_array_unref (to->neurons);
  to->neurons = g_steal_pointer (&self->neurons);
  memcpy (to->residual, self->residual, to->n * sizeof (RscWide));
  to->error = self->error;
}

static void
state_clear (State *self)
{
  g_clear_pointer (&self->neurons, g_ptr_array_unref);
  g_free (self->residual);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

void
rsc_refinement_leave_out (RscRefinement *self)
{
  while (!(self->error < RSC_TOLERANCE_REFINED) && self->neurons->len > 1)
    {
      const gsize d = self->d;
      const double error = self->error;
      g_auto (State) before = { 0 };
      double most = RSC_REFINED_LEFT_OUT_SHARE * error * self->lambda;
      guint worst = G_MAXUINT;

      for (guint l = 0; l < self->neurons->len; l++)
        {
          const RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
          double along = 0.0;

          for (gsize k = 0; k < d; k++)
            along += neuron->force[k].high * neuron->w[k].high;
          along = fabs (along) / rsc_wide_length (d, neuron->w).high;
          if (along > most)
            {
              most = along;
              worst = l;
            }
        }
      if (worst == G_MAXUINT)
        return;
      state_take (&before, self);
      g_ptr_array_remove_index (self->neurons, worst);
      rsc_refinement_refine (self);
      if (self->error < RSC_REFINED_LEFT_OUT_GAIN * error
          && rsc_refinement_measure_distance (self) <= self->reach)
        continue;
      state_give_back (&before, self);
      return;
    }
}

/* Whether the neurons at hand can do what one more would do: then its norm is free. @shares: how
 * much of each w_i makes one of its @direction, one for each neuron. */
static gboolean
is_dependent (const RscRefinement *self, gsize block, const RscWide *direction, double *shares)
{
  const gsize n = self->n, d = self->d, count = self->neurons->len;
  g_autofree double *q = g_new0 (double, (count + 1) * n);
  g_autofree double *triangle = g_new0 (double, (count + 1) * (count + 1));
  g_autofree double *scale = g_new (double, count + 1);
  g_autofree gsize *which = g_new (gsize, count + 1);
  gsize kept = 0;

  for (gsize l = 0; l <= count; l++)
    {
      const RscRefinedNeuron *neuron = l < count ? g_ptr_array_index (self->neurons, l) : NULL;
      const gsize own = l < count ? neuron->block : block;
      const guint64 *pattern = rsc_refinement_get_pattern (self, own);
      const RscWide *w = l < count ? neuron->w : direction;
      double *column = q + kept * n, *products = triangle + kept * (count + 1);

      memset (column, 0, n * sizeof (double));
      memset (products, 0, (count + 1) * sizeof (double));
      for (gsize i = 0; i < n; i++)
        if (rsc_pattern_is_active (pattern, i))
          column[i] = RSC_BLOCK_SIGN (own) * rsc_wide_round (rsc_wide_dot (d, self->x + i * d, w));
      scale[kept] = sqrt (rsc_refinement_dot (n, column, column));
      which[kept] = l;
      for (gsize i = 0; i < n && scale[kept] > 0.0; i++)
        column[i] /= scale[kept];
      const double rest =
        scale[kept] > 0.0 ? rsc_refinement_orthogonalise (n, n, kept, q, column, products) : 0.0;
      products[kept] = rest;
      if (l == count && rest > RSC_TOLERANCE_REFINED_DEPENDENT)
        return FALSE;
      if (l == count || !(rest > RSC_TOLERANCE_REFINED_DEPENDENT))
        continue;
      for (gsize i = 0; i < n; i++)
        column[i] /= rest;
      kept++;
    }

  const double *wanted = triangle + kept * (count + 1);
  for (gsize l = 0; l < count; l++)
    shares[l] = 0.0;
  for (gsize k = kept; k-- > 0;)
    {
      double sum = scale[kept] * wanted[k];

      for (gsize l = k + 1; l < kept; l++)
        sum -= shares[which[l]] * scale[l] * triangle[l * (count + 1) + k];
      shares[which[k]] = sum / (scale[k] * triangle[k * (count + 1) + k]);
    }
  return TRUE;
}

/* A neuron of the sign of @block whose direction is near to @direction is taken for one of that
 * block, on the face @rows. FALSE, and all as it was, where none is or that gives no optimum, or
 * one that its own block is above: then both take part. */
static gboolean
move_neuron (RscRefinement *self,
             gsize block,
             const RscWide *direction,
             const guint32 *rows,
             gsize n_rows)
{
  const gsize d = self->d;
  RscRefinedNeuron *nearest = NULL;
  double most = 1.0 - RSC_TOLERANCE_MEANT;

  for (guint l = 0; l < self->neurons->len && !self->gated; l++)
    {
      RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
      double alike = 0.0;

      if (RSC_BLOCK_SIGN (neuron->block) != RSC_BLOCK_SIGN (block) || neuron->block == block)
        continue;
      for (gsize k = 0; k < d; k++)
        alike += neuron->w[k].high * direction[k].high;
      alike /= rsc_wide_length (d, neuron->w).high;
      if (alike > most)
        {
          most = alike;
          nearest = neuron;
        }
    }
  if (nearest == NULL)
    return FALSE;

  g_auto (State) before = { 0 };
  g_autofree guint32 *own_rows = g_new (guint32, d + 2);
  g_autofree RscWide *own = g_new (RscWide, d);
  const gsize own_block = nearest->block;
  gsize n_own = MIN (nearest->n_rows, d);
  const RscWide length = rsc_wide_length (d, nearest->w);

  state_take (&before, self);
  memcpy (own_rows, nearest->rows, n_own * sizeof (guint32));
  nearest->block = block;
  for (gsize k = 0; k < d; k++)
    nearest->w[k] = rsc_wide_multiply (length, direction[k]);
  memcpy (nearest->rows, rows, n_rows * sizeof (guint32));
  nearest->n_rows = n_rows;
  rsc_refinement_refine (self);
  if (self->error < RSC_TOLERANCE_REFINED
      && rsc_refinement_project_block (self, own_block, own_rows, &n_own, own)
           < RSC_TOLERANCE_REFINED)
    return TRUE;
  state_give_back (&before, self);
  return FALSE;
}

/* A neuron more, of @norm. */
static void
add_neuron (RscRefinement *self,
            gsize block,
            const RscWide *direction,
            double norm,
            const guint32 *rows,
            gsize n_rows)
{
  RscRefinedNeuron *neuron = rsc_refinement_neuron_new (self, block);

  for (gsize k = 0; k < self->d; k++)
    neuron->w[k] = rsc_wide_multiply (rsc_wide (norm), direction[k]);
  memcpy (neuron->rows, rows, n_rows * sizeof (guint32));
  neuron->n_rows = n_rows;
  g_ptr_array_add (self->neurons, neuron);
}

/* A neuron above λ whose part others have takes it over from them, as much as there is until the
 * first has nothing left. FALSE, and all as it was, where that gives no optimum of those that
 * stay. */
static gboolean
trade_in (RscRefinement *self,
          gsize block,
          const RscWide *direction,
          const double *shares,
          const guint32 *rows,
          gsize n_rows)
{
  const gsize d = self->d;
  guint last = G_MAXUINT;
  double most = 0.0;

  for (guint l = 0; l < self->neurons->len; l++)
    if (shares[l] > most)
      {
        most = shares[l];
        last = l;
      }
  if (last == G_MAXUINT)
    return FALSE;

  g_auto (State) before = { 0 };

  state_take (&before, self);
  for (guint l = 0; l < self->neurons->len; l++)
    {
      RscRefinedNeuron *other = g_ptr_array_index (self->neurons, l);

      for (gsize k = 0; k < d; k++)
        other->w[k] = rsc_wide_multiply (rsc_wide (1.0 - shares[l] / most), other->w[k]);
    }
  g_ptr_array_remove_index (self->neurons, last);
  add_neuron (self, block, direction, 1.0 / most, rows, n_rows);
  rsc_refinement_refine (self);
  rsc_refinement_leave_out (self);
  if (self->error < RSC_TOLERANCE_REFINED)
    return TRUE;
  state_give_back (&before, self);
  return FALSE;
}

gboolean
rsc_refinement_take_in (RscRefinement *self,
                        gsize block,
                        const RscWide *direction,
                        double norm,
                        const guint32 *rows,
                        gsize n_rows)
{
  if (move_neuron (self, block, direction, rows, n_rows))
    return TRUE;
  g_autofree double *shares = g_new (double, self->neurons->len + 1);
  if (is_dependent (self, block, direction, shares))
    return trade_in (self, block, direction, shares, rows, n_rows);

  g_auto (State) before = { 0 };
  state_take (&before, self);
  add_neuron (self, block, direction, norm, rows, n_rows);
  rsc_refinement_refine (self);
  rsc_refinement_leave_out (self);
  /* Where neurons are all but dependent, the way from this start may lead to no optimum: what is
   * above λ can have another reason, a neuron that has to move, say, and its opposite. */
  if (self->error < RSC_TOLERANCE_REFINED
      || (!(before.error < RSC_TOLERANCE_REFINED) && isfinite (self->error)))
    return TRUE;
  state_give_back (&before, self);
  return FALSE;
}
