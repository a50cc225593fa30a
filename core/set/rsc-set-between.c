/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-set-between.h"

#include "core/geometry/rsc-minkowski.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-optimal-set-private.h"
#include "core/set/rsc-set-check.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  double gain;
  double least;
  double most;
} Item;

/* A set that is being made. */
typedef struct
{
  RscOptimalSet *self;
  RscMinkowski *points;
  RscOptimalSet *above;
  RscOptimalSet *below;
} Between;

/* Direction and gain of neuron @i: exact for the networks of least ||a||_2. */
static void
turn_neuron (const Between *between, gsize i)
{
  RscOptimalSet *self = between->self;
  RscMinkowski *points = between->points;
  RscNeuron *neuron = &self->neurons[i];
  gsize at_above = points->in_above[i];
  gsize at_below = points->in_below[i];
  const RscNeuron *one =
    at_above == G_MAXSIZE ? NULL : rsc_optimal_set_get_neuron (between->above, at_above);
  const RscNeuron *two =
    at_below == G_MAXSIZE ? NULL : rsc_optimal_set_get_neuron (between->below, at_below);
  const RscNeuron *either = two != NULL ? two : one;
  double p = 1.0 - points->share;
  double q = points->share;

  points->gain[i] = 1.0;
  neuron->sign = either->sign;
  neuron->pattern = either->pattern;
  neuron->in_support = TRUE;
  neuron->direction = g_memdup2 (either->direction, self->d * sizeof (double));
  if (either->gate != NULL)
    neuron->gate = g_memdup2 (either->gate, self->d * sizeof (double));
  if (one == NULL || two == NULL)
    {
      neuron->n_blocks = either->n_blocks;
      neuron->blocks = g_memdup2 (either->blocks, either->n_blocks * sizeof (gsize));
      neuron->norm_min = (one == NULL ? q : p) * either->norm_min;
      neuron->norm_max = (one == NULL ? q : p) * either->norm_max;
      return;
    }
  /* Both lists of blocks are in increasing order. */
  neuron->blocks = g_new (gsize, one->n_blocks + two->n_blocks);
  for (gsize k = 0, l = 0; k < one->n_blocks || l < two->n_blocks;)
    {
      gsize next = k < one->n_blocks ? one->blocks[k] : two->blocks[l];
      if (l < two->n_blocks)
        next = MIN (next, two->blocks[l]);
      k += k < one->n_blocks && one->blocks[k] == next;
      l += l < two->n_blocks && two->blocks[l] == next;
      neuron->blocks[neuron->n_blocks++] = next;
    }
  double norm_above = rsc_optimal_set_get_min_norm (between->above)[at_above];
  double norm_below = rsc_optimal_set_get_min_norm (between->below)[at_below];
  double weight_above = p;
  double weight_below = q;
  if (norm_above > RSC_TOLERANCE_NORM_NEGLIGIBLE * one->norm_max
      && norm_below > RSC_TOLERANCE_NORM_NEGLIGIBLE * two->norm_max)
    {
      weight_above *= norm_above;
      weight_below *= norm_below;
    }
  cblas_dscal ((int) self->d, weight_below, neuron->direction, 1);
  cblas_daxpy ((int) self->d, weight_above, one->direction, 1, neuron->direction, 1);
  double size = cblas_dnrm2 ((int) self->d, neuron->direction, 1);
  if (size > RSC_TOLERANCE_NORM_NEGLIGIBLE * (weight_above + weight_below))
    {
      cblas_dscal ((int) self->d, 1.0 / size, neuron->direction, 1);
      points->gain[i] = MIN (size / (weight_above + weight_below), 1.0);
    }
  else
    memcpy (neuron->direction, two->direction, self->d * sizeof (double));
  neuron->norm_min = points->gain[i] * (p * one->norm_min + q * two->norm_min);
  neuron->norm_max = points->gain[i] * (p * one->norm_max + q * two->norm_max);
}

static int
compare_items (const void *one, const void *two)
{
  const Item *a = one;
  const Item *b = two;

  return a->gain > b->gain ? -1 : a->gain < b->gain;
}

/* Largest Σ gain_i δ_i with least_i <= δ_i <= most_i and Σ δ_i = 0, which δ = 0 satisfies. */
static double
fill_sack (gsize count, Item *items)
{
  double value = 0.0;
  double left = 0.0;

  for (gsize i = 0; i < count; i++)
    {
      value += items[i].gain * items[i].least;
      left -= items[i].least;
    }
  qsort (items, count, sizeof (Item), compare_items);
  for (gsize i = 0; i < count && left > 0.0; i++)
    {
      double part = MIN (left, items[i].most - items[i].least);
      value += items[i].gain * part;
      left -= part;
    }
  return value;
}

/* The same for other gains, both ways round if @both. */
static double
find_reach (gsize count, const Item *items, const double *gains, gboolean both)
{
  double value = -G_MAXDOUBLE;
  g_autofree Item *copy = g_new (Item, count + 1);

  for (double sign = 1.0; sign >= (both ? -1.0 : 1.0); sign -= 2.0)
    {
      for (gsize i = 0; i < count; i++)
        copy[i] = (Item){ sign * gains[i], items[i].least, items[i].most };
      value = MAX (value, fill_sack (count, copy));
    }
  return value;
}

/* For a_ref of least norm: the largest Σ gain_i (a - a_ref)_i and ||Σ e_i (a - a_ref)_i|| over
 * @set. Both are convex in a, so largest at vertices. @e: count × n, @which: count neurons of
 * @set. */
static void
bound_by_vertices (const RscOptimalSet *set,
                   gsize n,
                   gsize count,
                   const double *e,
                   const Item *items,
                   const gsize *which,
                   double *linear,
                   double *spread)
{
  gsize n_vertices = set->vertices->len;
  g_autofree double *from = g_new (double, n_vertices *count + 1);
  g_autofree double *moved = g_new (double, n_vertices *n + 1);

  *linear = -G_MAXDOUBLE;
  *spread = 0.0;
  for (gsize v = 0; v < n_vertices; v++)
    {
      const double *a = g_ptr_array_index (set->vertices, v);
      double sum = 0.0;
      for (gsize i = 0; i < count; i++)
        {
          from[v * count + i] = a[which[i]] - set->min_norm[which[i]];
          sum += items[i].gain * from[v * count + i];
        }
      *linear = MAX (*linear, sum);
    }
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) n_vertices, (int) n, (int) count,
               1.0, from, (int) MAX (count, 1), e, (int) n, 0.0, moved, (int) n);
  for (gsize v = 0; v < n_vertices; v++)
    *spread = MAX (*spread, cblas_dnrm2 ((int) n, moved + v * n, 1));
}

/* Bounds on the same where the vertices are not all known. a - a_ref = B z with the basis B of the
 * set's directions. Along each singular direction w_j of E^T B the reach of w_j^T z = (B w_j)^T (a
 * - a_ref) is bounded by the ranges and the constant sum of the norms, and by the diagonal of the
 * ranges. A spread below @negligible is not looked at more closely. */
static void
bound_by_basis (const RscOptimalSet *set,
                gsize n,
                gsize count,
                const double *e,
                const Item *items,
                const gsize *which,
                double negligible,
                double *linear,
                double *spread)
{
  gsize k = rsc_polytope_get_dimension (set->polytope);
  gsize rows = MAX (n, k);
  gsize columns = MIN (n, k);
  double diagonal = 0.0;
  g_autofree double *basis = g_new0 (double, count *k + 1);
  g_autofree double *product = g_new0 (double, n *k + 1);
  g_autofree double *gains = g_new0 (double, count + 1);
  g_autofree double *z = g_new0 (double, k + 1);

  *linear = *spread = 0.0;
  if (k == 0 || count == 0)
    return;
  for (gsize i = 0; i < count; i++)
    {
      diagonal = hypot (diagonal, MAX (items[i].most, -items[i].least));
      gains[i] = items[i].gain;
      memcpy (basis + i * k, rsc_polytope_get_basis (set->polytope) + which[i] * k,
              k * sizeof (double));
    }
  /* Only the part of the gains within the set's directions counts. */
  *linear = find_reach (count, items, gains, FALSE);
  cblas_dgemv (CblasRowMajor, CblasTrans, (int) count, (int) k, 1.0, basis, (int) k, gains, 1, 0.0,
               z, 1);
  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) count, (int) k, 1.0, basis, (int) k, z, 1, 0.0,
               gains, 1);
  *linear = MIN (*linear, find_reach (count, items, gains, FALSE));

  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) n, (int) k, (int) count, 1.0, e,
               (int) n, basis, (int) k, 0.0, product, (int) k);
  *spread = diagonal * cblas_dnrm2 ((int) (n * k), product, 1);
  if (*spread <= negligible)
    return;
  gsl_matrix *u = gsl_matrix_alloc (rows, columns);
  gsl_matrix *v = gsl_matrix_alloc (columns, columns);
  gsl_vector *s = gsl_vector_alloc (columns);
  gsl_vector *work = gsl_vector_alloc (columns);
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      gsl_matrix_set (u, i, j, n >= k ? product[i * k + j] : product[j * k + i]);
  if (gsl_linalg_SV_decomp (u, v, s, work) == 0)
    {
      double bound = 0.0;
      for (gsize j = 0; j < columns; j++)
        {
          for (gsize i = 0; i < k; i++)
            z[i] = n >= k ? gsl_matrix_get (v, i, j) : gsl_matrix_get (u, i, j);
          cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) count, (int) k, 1.0, basis, (int) k, z, 1,
                       0.0, gains, 1);
          double reach = MIN (diagonal, find_reach (count, items, gains, TRUE));
          bound = hypot (bound, gsl_vector_get (s, j) * reach);
        }
      *spread = MIN (*spread, bound);
    }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
}

/* What joint directions do to networks of one of the two sets: with E_i = gain_i (joint activation)
 * - (its own activation) the fit changes by e = Σ a_i E_i. *@linear: the largest -r^T e + λ Σ
 * (gain_i -
 * 1) a_i over the set, *@spread: a bound on ||e - e_ref||, e_ref (added to @change) that of the
 * network of least norm. */
static void
bound_change (const Between *between,
              const RscOptimalSet *set,
              const gsize *in_set,
              double share,
              const RscSolution *solution,
              double *change,
              double *linear,
              double *spread)
{
  const RscOptimalSet *self = between->self;
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (set->solution));
  const double *residual = rsc_solution_get_residual (solution);
  double lambda = rsc_solution_get_lambda (solution);
  double negligible =
    RSC_TOLERANCE_SPREAD
    * sqrt (2.0 * rsc_solution_get_tolerance (solution) * rsc_solution_get_objective (solution));
  gsize count = 0;
  double at_ref = 0.0;
  g_autofree Item *items = g_new0 (Item, self->n_neurons + 1);
  g_autofree gsize *which = g_new (gsize, self->n_neurons + 1);
  g_autofree double *moved = g_new0 (double, self->n_neurons *n + 1);

  for (gsize i = 0; i < self->n_neurons; i++)
    {
      if (in_set[i] == G_MAXSIZE)
        continue;
      const RscNeuron *own = rsc_optimal_set_get_neuron (set, in_set[i]);
      double norm = set->min_norm[in_set[i]];
      double gain = between->points->gain[i];
      double *e = moved + count * n;
      for (gsize k = 0; k < n; k++)
        e[k] = gain * self->neurons[i].activation[k] - own->activation[k];
      items[count] = (Item){ -cblas_ddot ((int) n, residual, 1, e, 1) + lambda * (gain - 1.0),
                             MIN (own->norm_min - norm, 0.0), MAX (own->norm_max - norm, 0.0) };
      at_ref += items[count].gain * norm;
      cblas_daxpy ((int) n, share * norm, e, 1, change, 1);
      which[count++] = in_set[i];
    }
  if (set->listed && set->vertices->len > 0)
    bound_by_vertices (set, n, count, moved, items, which, linear, spread);
  else
    bound_by_basis (set, n, count, moved, items, which, negligible, linear, spread);
  *linear += at_ref;
}

/* How far the objective of any network of the set can be above that of @solution. */
static double
bound_excess (const Between *between, const RscSolution *solution)
{
  const RscMinkowski *points = between->points;
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  double lambda = rsc_solution_get_lambda (solution);
  double p = 1.0 - points->share;
  double q = points->share;
  double linear_above, linear_below, spread_above, spread_below;
  g_autofree double *change = g_new0 (double, n);

  bound_change (between, between->above, points->in_above, p, solution, change, &linear_above,
                &spread_above);
  bound_change (between, between->below, points->in_below, q, solution, change, &linear_below,
                &spread_below);
  double size = cblas_dnrm2 ((int) n, change, 1) + p * spread_above + q * spread_below;
  /* In the solution blocks that both have are one vector, shorter than the sum of its parts. */
  double shorter = p * rsc_solution_get_penalty (between->above->solution)
                   + q * rsc_solution_get_penalty (between->below->solution)
                   - rsc_solution_get_penalty (solution);
  double excess = lambda * shorter + p * linear_above + q * linear_below + 0.5 * size * size;
  return MAX (excess, 0.0);
}

/* Looks at every network that is offered, by its weights. Between two points none is optimal: each
 * has to keep what the gap allows it, in the objective and, since that curves by 1 in the fit, in
 * the fit. */
static void
check_published (RscOptimalSet *self)
{
  const RscProblem *problem = rsc_solution_get_problem (self->solution);
  const gsize n = rsc_problem_get_n (problem);
  const double size = cblas_dnrm2 ((int) n, rsc_problem_get_y (problem), 1);
  const double objective = rsc_solution_get_objective (self->solution);
  const double dual = rsc_solution_get_dual_objective (self->solution);
  const double gap =
    rsc_solution_get_relative_gap (self->solution) * (dual > 0.0 ? dual : objective);
  const double allowed = dual + gap - objective;
  double excess, misfit;
  g_autoptr (GPtrArray) points = g_ptr_array_new ();

  for (guint v = 0; v < self->vertices->len; v++)
    g_ptr_array_add (points, g_ptr_array_index (self->vertices, v));
  g_ptr_array_add (points, self->narrowest);
  g_ptr_array_add (points, self->min_norm);
  g_ptr_array_add (points, (gpointer) rsc_optimal_set_get_interior (self));
  g_ptr_array_add (points, self->solver_point);
  rsc_set_check (self->solution, self->n_neurons, self->neurons,
                 rsc_solution_get_fit (self->solution), points->len,
                 (const double *const *) points->pdata, &excess, &misfit, NULL);
  if (objective > 0.0)
    excess -= allowed / objective;
  if (size > 0.0)
    misfit -= 2.0 * sqrt (2.0 * gap) / size;
  self->excess = MAX (self->excess, excess);
  self->misfit = MAX (self->misfit, misfit);
  if (!(excess <= RSC_TOLERANCE_EXCESS && misfit <= RSC_TOLERANCE_MISFIT))
    self->trusted = FALSE;
  if (!self->trusted)
    self->narrowest_proved = FALSE;
}

RscOptimalSet *
rsc_optimal_set_new_between (RscOptimalSet *above,
                             const gsize *ids_above,
                             RscOptimalSet *below,
                             const gsize *ids_below,
                             double lambda,
                             double tolerance,
                             gsize *ids)
{
  g_return_val_if_fail (above != NULL && above->polytope != NULL, NULL);
  g_return_val_if_fail (below != NULL && below->polytope != NULL, NULL);

  gsize n_above = rsc_optimal_set_get_n_support (above);
  gsize n_below = rsc_optimal_set_get_n_support (below);
  double lambda_above = rsc_solution_get_lambda (above->solution);
  double lambda_below = rsc_solution_get_lambda (below->solution);
  g_autoptr (RscSolution) solution =
    rsc_solution_new_between (above->solution, below->solution, lambda, tolerance, 0.0);
  g_return_val_if_fail (solution != NULL, NULL);
  const RscProblem *problem = rsc_solution_get_problem (solution);
  RscOptimalSet *self = g_new0 (RscOptimalSet, 1);
  RscMinkowski *points =
    rsc_minkowski_new (above->points, below->points,
                       (lambda_above - lambda) / (lambda_above - lambda_below), n_above + n_below);
  const Between between = { self, points, above, below };
  gsize narrow = G_MAXSIZE;

  g_atomic_ref_count_init (&self->ref_count);
  self->d = rsc_problem_get_d (problem);
  self->points = &points->set;
  for (gsize k = 0; k < n_below; k++)
    {
      points->in_below[k] = k;
      ids[k] = ids_below[k];
    }
  self->n_neurons = n_below;
  for (gsize k = 0; k < n_above; k++)
    {
      gsize at = 0;
      while (at < n_below && ids_below[at] != ids_above[k])
        at++;
      if (at == n_below)
        {
          at = self->n_neurons++;
          ids[at] = ids_above[k];
        }
      points->in_above[at] = k;
    }
  points->n = self->n_neurons;
  self->neurons = g_new0 (RscNeuron, self->n_neurons + 1);
  for (gsize i = 0; i < self->n_neurons; i++)
    {
      turn_neuron (&between, i);
      rsc_neuron_fill_activation (problem, &self->neurons[i]);
    }
  self->solution = rsc_solution_new_between (above->solution, below->solution, lambda, tolerance,
                                             bound_excess (&between, solution));

  self->n_equicorrelated = below->n_equicorrelated;
  self->next_correlation = MAX (above->next_correlation, below->next_correlation);
  self->error = MAX (above->error, below->error);
  self->excess = MAX (above->excess, below->excess);
  self->misfit = MAX (above->misfit, below->misfit);
  self->trusted = above->trusted && below->trusted;
  self->min_norm = rsc_minkowski_new_combined (points, above->min_norm, below->min_norm);
  self->solver_point =
    rsc_minkowski_new_combined (points, above->solver_point, below->solver_point);
  rsc_minkowski_fill_interior (points);
  self->vertices = rsc_minkowski_pair_vertices (points, above->vertices, below->vertices,
                                                above->narrowest, &narrow);
  self->listed = above->listed && below->listed;
  self->n_doubtful = MAX (above->n_doubtful, below->n_doubtful);
  self->n_lacking = MAX (above->n_lacking, below->n_lacking);
  self->narrowest = narrow == G_MAXSIZE
                      ? rsc_minkowski_new_combined (points, above->narrowest, below->narrowest)
                      : g_memdup2 (g_ptr_array_index (self->vertices, narrow),
                                   (self->n_neurons + 1) * sizeof (double));
  self->narrowest_width = rsc_optimal_set_count_width (self, self->narrowest);
  self->narrowest_proved = above->narrowest_proved && below->narrowest_proved
                           && self->narrowest_width == above->narrowest_width
                           && self->narrowest_width == below->narrowest_width;
  check_published (self);
  return self;
}
