/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-refinement.h"

#include "core/numerics/rsc-scaled.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-refinement-neurons.h"
#include "core/program/rsc-refinement-newton.h"

#include <float.h>
#include <string.h>

/* Neurons with which steps that gain little take no time. */
#define PATIENT_MOST 8

void
rsc_refinement_neuron_free (gpointer data)
{
  g_free (data);
}

RscRefinedNeuron *
rsc_refinement_neuron_new (const RscRefinement *self, gsize block)
{
  const gsize n = self->n, d = self->d;
  /* One piece of memory, the widest numbers first. */
  RscRefinedNeuron *neuron = g_malloc0 (sizeof (RscRefinedNeuron) + 2 * d * sizeof (RscWide)
                                        + d * d * sizeof (double) + (n + 1) * sizeof (guint32));

  neuron->block = block;
  neuron->w = (RscWide *) (neuron + 1);
  neuron->force = neuron->w + d;
  neuron->basis = (double *) (neuron->force + d);
  neuron->rows = (gpointer) (neuron->basis + d * d);
  return neuron;
}

/* The neurons of the solution: blocks of the same sign whose w has the same direction on the data
 * are one, on the face of the rows where their patterns differ. */
static void
collect_neurons (RscRefinement *self, RscSolution *solution)
{
  const gsize n = self->n, d = self->d;
  const gsize n_blocks = rsc_solution_get_n_blocks (solution);
  const int shift =
    rsc_pricer_get_x_exponent (self->pricer) - rsc_pricer_get_y_exponent (self->pricer);
  g_autofree guint32 *rows = g_new (guint32, d + 1);
  g_autofree double *w = g_new (double, 2 * d + (n_blocks + 1) * (n + 1));
  double *v = w + d;
  /* X w of the block, and of the neurons so far. */
  double *own = v + d;
  double *images = own + n;
  double *squares = images + n_blocks * n;

  for (gsize b = 0; b < n_blocks; b++)
    {
      const gsize block = rsc_solution_get_block (solution, b);
      const guint64 *pattern = rsc_refinement_get_pattern (self, block);
      RscRefinedNeuron *neuron = NULL;
      gsize n_rows = 0, at = self->neurons->len;
      double square = 0.0;

      rsc_scaled_fill (rsc_solution_get_w (solution, b), d, shift, w);
      if (!self->gated)
        rsc_pricer_project_of (self->pricer, self->dual, block, v, rows, &n_rows);
      for (gsize i = 0; i < n; i++)
        {
          own[i] = rsc_refinement_dot (d, self->x + i * d, w);
          square += own[i] * own[i];
        }
      for (guint l = 0; l < self->neurons->len && !self->gated && neuron == NULL; l++)
        {
          RscRefinedNeuron *known = g_ptr_array_index (self->neurons, l);
          const double *other = images + l * n;
          double apart = 0.0;

          if (RSC_BLOCK_SIGN (known->block) != RSC_BLOCK_SIGN (block))
            continue;
          if (!(rsc_refinement_dot (n, own, other) > 0.0))
            continue;
          const double ratio = sqrt (square / squares[l]);
          for (gsize i = 0; i < n; i++)
            apart += (own[i] - ratio * other[i]) * (own[i] - ratio * other[i]);
          if (apart <= RSC_TOLERANCE_MERGE * RSC_TOLERANCE_MERGE * square)
            {
              neuron = known;
              at = l;
            }
        }
      if (neuron == NULL)
        {
          neuron = rsc_refinement_neuron_new (self, block);
          g_ptr_array_add (self->neurons, neuron);
          memset (images + at * n, 0, n * sizeof (double));
        }
      else
        {
          const guint64 *known = rsc_refinement_get_pattern (self, neuron->block);

          for (gsize i = 0; i < n; i++)
            if (rsc_pattern_is_active (known, i) != rsc_pattern_is_active (pattern, i)
                && neuron->n_rows < n)
              neuron->rows[neuron->n_rows++] = (guint32) i;
        }
      for (gsize j = 0; j < n_rows && neuron->n_rows < n; j++)
        neuron->rows[neuron->n_rows++] = rows[j];
      for (gsize k = 0; k < d; k++)
        neuron->w[k] = rsc_wide_add (neuron->w[k], rsc_wide (w[k]));
      for (gsize i = 0; i < n; i++)
        images[at * n + i] += own[i];
      squares[at] = rsc_refinement_dot (n, images + at * n, images + at * n);
      neuron->n_rows = rsc_refinement_span_face (self, neuron->rows, neuron->n_rows);
    }
}

/* The neurons closer than @radius on the data as one, that of the block among them with the largest
 * ||v_b||: a solution that is not exact splits a neuron over blocks that it is near to. FALSE when
 * none are. */
static gboolean
join_neurons (RscRefinement *self, double radius)
{
  const gsize n = self->n, d = self->d;
  gboolean joined = FALSE;
  g_autofree guint32 *rows = g_new (guint32, d + 2);
  g_autofree RscWide *u = g_new (RscWide, d);
  g_autofree RscWide *v = g_new (RscWide, d);

  for (guint l = 0; l < self->neurons->len; l++)
    {
      RscRefinedNeuron *one = g_ptr_array_index (self->neurons, l);

      for (guint m = l + 1; m < self->neurons->len;)
        {
          RscRefinedNeuron *two = g_ptr_array_index (self->neurons, m);
          const RscWide a = rsc_wide_length (d, one->w), b = rsc_wide_length (d, two->w);
          double size = 0.0, apart = 0.0;

          for (gsize i = 0; i < n; i++)
            {
              const double first = rsc_wide_dot (d, self->x + i * d, one->w).high / a.high;
              const double second = rsc_wide_dot (d, self->x + i * d, two->w).high / b.high;

              size += first * first;
              apart += (first - second) * (first - second);
            }
          if (RSC_BLOCK_SIGN (one->block) != RSC_BLOCK_SIGN (two->block)
              || !(apart <= radius * radius * size))
            {
              m++;
              continue;
            }
          gsize n_one = one->n_rows, n_two = two->n_rows;
          memcpy (rows, one->rows, n_one * sizeof (guint32));
          const double excess = rsc_refinement_project_block (self, one->block, rows, &n_one, u);
          memcpy (one->rows, rows, n_one * sizeof (guint32));
          one->n_rows = n_one;
          memcpy (rows, two->rows, n_two * sizeof (guint32));
          if (rsc_refinement_project_block (self, two->block, rows, &n_two, v) > excess)
            {
              memcpy (u, v, d * sizeof (RscWide));
              memcpy (one->rows, rows, n_two * sizeof (guint32));
              one->n_rows = n_two;
              one->block = two->block;
            }
          for (gsize k = 0; k < d; k++)
            one->w[k] = rsc_wide_multiply (rsc_wide_add (a, b), u[k]);
          g_ptr_array_remove_index (self->neurons, m);
          joined = TRUE;
        }
    }
  return joined;
}

/* How far the residual of the optimum can be from the solution's dual point: the dual objective
 * curves by 1, so half the square of that is no more than the gap, which is known up to its
 * rounding. */
static double
get_reach (const RscRefinement *self, const RscSolution *solution)
{
  const double gap =
    rsc_solution_get_relative_gap (solution) + RSC_REFINED_REACH_ROUNDING * DBL_EPSILON;

  return sqrt (2.0 * gap * rsc_solution_get_objective (solution))
         * ldexp (1.0, -rsc_pricer_get_y_exponent (self->pricer));
}

/* From the solution's own point, with all the steps that it may take. Whether that is an optimum
 * where it can be. */
static gboolean
start_patiently (RscRefinement *self, RscSolution *solution)
{
  g_ptr_array_set_size (self->neurons, 0);
  for (gsize i = 0; i < self->n; i++)
    self->residual[i] = rsc_wide (self->dual[i]);
  collect_neurons (self, solution);
  if (self->neurons->len > PATIENT_MOST)
    return FALSE;
  self->patient = TRUE;
  rsc_refinement_refine (self);
  self->patient = FALSE;
  return self->error < RSC_TOLERANCE_REFINED
         && rsc_refinement_measure_distance (self) <= self->reach;
}

/* From the solution's own point, its neurons joined ever further while that gives no optimum. A
 * joint point further away than the optimum can be is none: the optimum of too few neurons. */
static void
start (RscRefinement *self, RscSolution *solution)
{
  const int ey = rsc_pricer_get_y_exponent (self->pricer);
  g_autofree RscWide *best = NULL;
  g_autoptr (GPtrArray) neurons = NULL;
  double least = INFINITY;

  self->reach = get_reach (self, solution);
  rsc_scaled_fill (rsc_solution_get_dual (solution), self->n, -ey, self->dual);
  for (double radius = RSC_TOLERANCE_MERGE; radius < 3.0; radius *= 30.0)
    {
      g_ptr_array_set_size (self->neurons, 0);
      for (gsize i = 0; i < self->n; i++)
        self->residual[i] = rsc_wide (self->dual[i]);
      collect_neurons (self, solution);
      if (radius > RSC_TOLERANCE_MERGE && (self->gated || !join_neurons (self, radius)))
        continue;
      rsc_refinement_refine (self);
      rsc_refinement_leave_out (self);
      if (neurons == NULL && self->error < RSC_TOLERANCE_REFINED)
        return;
      if (neurons != NULL && rsc_refinement_measure_distance (self) > self->reach)
        continue;
      if (self->error < least || neurons == NULL)
        {
          least = self->error;
          g_free (best);
          best = g_memdup2 (self->residual, (self->n + 1) * sizeof (RscWide));
          g_clear_pointer (&neurons, g_ptr_array_unref);
          neurons = g_steal_pointer (&self->neurons);
          self->neurons = g_ptr_array_new_with_free_func (rsc_refinement_neuron_free);
        }
      if (least < RSC_TOLERANCE_REFINED)
        break;
    }
  if (!(least < RSC_TOLERANCE_REFINED) && start_patiently (self, solution))
    return;
  g_ptr_array_unref (self->neurons);
  self->neurons = g_steal_pointer (&neurons);
  memcpy (self->residual, best, self->n * sizeof (RscWide));
  self->error = least;
}

RscRefinement *
rsc_refinement_new (RscSolution *solution, RscPricer *pricer)
{
  g_return_val_if_fail (solution != NULL && pricer != NULL, NULL);

  RscRefinement *self = g_new0 (RscRefinement, 1);
  const int ex = rsc_pricer_get_x_exponent (pricer), ey = rsc_pricer_get_y_exponent (pricer);

  self->pricer = pricer;
  self->problem = rsc_pricer_get_problem (pricer);
  self->arrangement = rsc_problem_get_arrangement (self->problem);
  self->gated = rsc_problem_get_activation (self->problem) == RSC_ACTIVATION_GATED;
  self->n = rsc_problem_get_n (self->problem);
  self->d = rsc_problem_get_d (self->problem);
  self->x = rsc_pricer_get_x (pricer);
  self->y = rsc_pricer_get_y (pricer);
  self->lambda = ldexp (rsc_solution_get_lambda (solution), -(ex + ey));
  const gsize n = self->n, d = self->d;
  self->residual = g_new0 (RscWide, 2 * n + n * d + d + 1);
  self->moments = self->residual + n;
  self->moments_of = self->moments + n * d;
  self->whole = self->moments_of + n;
  self->dual = g_new0 (double, n + 2 * (d + 1) * d + (d + 1) + 2 * (d + 2));
  self->face = self->dual + n;
  self->triangle = self->face + (d + 1) * d;
  self->shares = self->triangle + (d + 1) * d;
  self->pulls = self->shares + d + 1;
  self->guess = (gpointer) (self->pulls + d + 2);
  self->neurons = g_ptr_array_new_with_free_func (rsc_refinement_neuron_free);
  if (rsc_solution_get_n_blocks (solution) == 0)
    {
      for (gsize i = 0; i < self->n; i++)
        self->residual[i] = rsc_wide (self->y[i]);
      self->error = 0.0;
    }
  else
    start (self, solution);
  return self;
}

void
rsc_refinement_free (RscRefinement *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->neurons);
  g_free (self->residual);
  g_free (self->dual);
  g_free (self);
}

gboolean
rsc_refinement_add (RscRefinement *self, gsize block)
{
  const gsize n = self->n, d = self->d;
  g_autofree guint32 *rows = g_new (guint32, d + 1);
  g_autofree double *v = g_new (double, d);
  g_autofree RscWide *direction = g_new (RscWide, d);
  gsize n_rows = 0;
  double slope, square = 0.0;

  if (!self->gated)
    rsc_pricer_project (self->pricer, block, 0.0, v, rows, &n_rows);
  slope = rsc_refinement_project (self, block, rows, n_rows, direction) * self->lambda;
  if (!(slope > 0.0))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (rsc_pattern_is_active (rsc_refinement_get_pattern (self, block), i))
      {
        const double value = rsc_wide_dot (d, self->x + i * d, direction).high;

        square += value * value;
      }
  if (!(square > 0.0))
    return FALSE;

  /* As much as is best for it alone. */
  return rsc_refinement_take_in (self, block, direction, slope / square, rows, n_rows);
}

const RscWide *
rsc_refinement_get_residual (const RscRefinement *self)
{
  return self->residual;
}

double
rsc_refinement_get_lambda (const RscRefinement *self)
{
  return self->lambda;
}

double
rsc_refinement_get_error (const RscRefinement *self)
{
  return self->error;
}

double
rsc_refinement_project (RscRefinement *self,
                        gsize block,
                        const guint32 *rows,
                        gsize n_rows,
                        RscWide *direction)
{
  if (n_rows > 0)
    memcpy (self->guess, rows, n_rows * sizeof (guint32));
  return rsc_refinement_project_block (self, block, self->guess, &n_rows, direction);
}

double
rsc_refinement_get_noise (const RscRefinement *self, gsize block, const double *direction)
{
  const guint64 *pattern = rsc_refinement_get_pattern (self, block);
  double sum = 0.0;

  for (gsize i = 0; i < self->n; i++)
    {
      double size = 0.0;

      if (!rsc_pattern_is_active (pattern, i))
        continue;
      for (gsize k = 0; k < self->d; k++)
        size += fabs (self->x[i * self->d + k] * direction[k]);
      sum += size * fabs (self->residual[i].high);
    }
  return DBL_EPSILON * sum / self->lambda;
}

gsize
rsc_refinement_get_n_neurons (const RscRefinement *self)
{
  return self->neurons->len;
}

gsize
rsc_refinement_get_block (const RscRefinement *self, gsize i)
{
  return ((RscRefinedNeuron *) g_ptr_array_index (self->neurons, i))->block;
}

const RscWide *
rsc_refinement_get_w (const RscRefinement *self, gsize i)
{
  return ((RscRefinedNeuron *) g_ptr_array_index (self->neurons, i))->w;
}
