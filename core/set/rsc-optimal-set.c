/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-optimal-set.h"

#include "core/geometry/rsc-projection.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-equicorrelation.h"
#include "core/set/rsc-optimal-set-private.h"
#include "core/set/rsc-set-check.h"
#include "core/set/rsc-set-polytope.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  const RscNeuron *neuron;
  gsize index;
  gboolean in_support;
  double width;
  gsize d;
} Rank;

/* ---- order --------------------------------------------------------------------------------- */

static int
compare_ranks (const void *one, const void *two)
{
  const Rank *a = one;
  const Rank *b = two;
  gint64 width_a = rsc_sort_on_grid (a->width);
  gint64 width_b = rsc_sort_on_grid (b->width);

  if (a->in_support != b->in_support)
    return a->in_support ? -1 : 1;
  if (width_a != width_b)
    return width_a > width_b ? -1 : 1;
  if (a->neuron->sign != b->neuron->sign)
    return a->neuron->sign > b->neuron->sign ? -1 : 1;
  const int order = rsc_sort_compare_directions (a->d, a->neuron->direction, b->neuron->direction);
  if (order != 0)
    return order;
  return a->index < b->index ? -1 : a->index > b->index;
}

/* Support first, widest ranges first: neurons, polytope and the solver's point alike. */
static void
put_in_order (RscOptimalSet *self)
{
  gsize m = self->n_neurons;
  double total = 0.0;
  gboolean in_order = TRUE;
  g_autofree Rank *ranks = g_new0 (Rank, m + 1);
  g_autofree gsize *order = g_new (gsize, m + 1);

  for (gsize i = 0; i < m; i++)
    total += self->solver_point[i];
  for (gsize i = 0; i < m; i++)
    {
      RscNeuron *neuron = &self->neurons[i];
      neuron->norm_min = rsc_polytope_get_minimum (self->polytope, i);
      neuron->norm_max = rsc_polytope_get_maximum (self->polytope, i);
      neuron->in_support = rsc_polytope_get_in_support (self->polytope, i);
      ranks[i] =
        (Rank){ neuron, i, neuron->in_support,
                total > 0.0 ? (neuron->norm_max - neuron->norm_min) / total : 0.0, self->d };
    }
  qsort (ranks, m, sizeof (Rank), compare_ranks);
  for (gsize i = 0; i < m; i++)
    {
      order[i] = ranks[i].index;
      in_order = in_order && order[i] == i;
    }
  if (in_order)
    return;
  RscNeuron *neurons = g_new0 (RscNeuron, m + 1);
  double *point = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    {
      neurons[i] = self->neurons[order[i]];
      point[i] = self->solver_point[order[i]];
    }
  RscPolytope *polytope = rsc_polytope_new_reordered (self->polytope, order);
  rsc_convex_set_unref (self->points);
  self->polytope = polytope;
  self->points = rsc_polytope_as_set (polytope);
  g_free (self->neurons);
  self->neurons = neurons;
  g_free (self->solver_point);
  self->solver_point = point;
}

static gboolean
uses_doubtful (const RscOptimalSet *self, const double *a)
{
  for (gsize i = 0; i < self->n_neurons; i++)
    if (self->neurons[i].doubtful && a[i] > 0.0)
      return TRUE;
  return FALSE;
}

/* Where neurons may touch λ or not, the set may be smaller than this one: then its narrowest
 * network is proved only if one as narrow does without them. */
static void
check_doubtful (RscOptimalSet *self)
{
  gboolean found = !uses_doubtful (self, self->narrowest);

  self->n_doubtful = 0;
  /* Of one network that is all of a set no part can be missing. */
  if (rsc_optimal_set_get_dimension (self) == 0)
    return;
  for (gsize i = 0; i < self->n_neurons; i++)
    self->n_doubtful += self->neurons[i].doubtful && self->neurons[i].in_support;
  for (guint v = 0; v < self->vertices->len && !found; v++)
    found = rsc_optimal_set_get_vertex_width (self, v) == self->narrowest_width
            && !uses_doubtful (self, g_ptr_array_index (self->vertices, v));
  if (!found)
    self->narrowest_proved = FALSE;
}

/* A norm at the tolerance can count in the search for the narrowest network and not in a network's
 * own width: what is listed as narrower is, but then no count proves it. */
static void
check_counts (RscOptimalSet *self)
{
  for (guint v = 0; v < self->vertices->len; v++)
    {
      const gsize width = rsc_optimal_set_get_vertex_width (self, v);

      if (width >= self->narrowest_width)
        continue;
      self->narrowest_width = width;
      self->narrowest_proved = FALSE;
      memcpy (self->narrowest, g_ptr_array_index (self->vertices, v),
              self->n_neurons * sizeof (double));
    }
}

/* Looks at every network that is offered; where one is worse than the certified optimum, what is
 * said of the set is not what holds of the optimal one. All others are mixtures of these. */
static void
check_published (RscOptimalSet *self, const double *fit)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  g_autofree double *lacking = g_new (double, self->vertices->len + 4);

  check_counts (self);
  check_doubtful (self);
  g_ptr_array_add (points, self->narrowest);
  for (guint v = 0; v < self->vertices->len; v++)
    g_ptr_array_add (points, g_ptr_array_index (self->vertices, v));
  g_ptr_array_add (points, self->min_norm);
  g_ptr_array_add (points, (gpointer) rsc_optimal_set_get_interior (self));
  g_ptr_array_add (points, self->solver_point);
  rsc_set_check (self->solution, self->n_neurons, self->neurons, fit, points->len,
                 (const double *const *) points->pdata, &self->excess, &self->misfit, lacking);
  if (!(self->excess <= RSC_TOLERANCE_EXCESS && self->misfit <= RSC_TOLERANCE_MISFIT))
    self->trusted = FALSE;
  /* A norm may be neglected for being small and yet be needed: an optimal network of one more
   * neuron. */
  if (!self->trusted || !(lacking[0] <= RSC_TOLERANCE_NARROWEST))
    self->narrowest_proved = FALSE;
  for (guint v = 0; v < self->vertices->len; v++)
    self->n_lacking += lacking[1 + v] <= RSC_TOLERANCE_NARROWEST ? 0 : 1;
}

/* ---- public -------------------------------------------------------------------------------- */

void
rsc_optimal_set_settings_init (RscOptimalSetSettings *settings)
{
  g_return_if_fail (settings != NULL);

  *settings =
    (RscOptimalSetSettings){ .max_vertices = RSC_VERTICES_MAX, .max_nodes = RSC_SEARCH_NODES_MAX };
}

void
rsc_optimal_set_settings_init_quick (RscOptimalSetSettings *settings)
{
  g_return_if_fail (settings != NULL);
  settings->max_vertices = RSC_VERTICES_QUICK;
  settings->bytes_max = 0;
  settings->max_nodes = 0;
  settings->support_only = FALSE;
}

RscOptimalSet *
rsc_optimal_set_new (RscSolution *solution,
                     const RscOptimalSetSettings *settings,
                     RscProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  return rsc_optimal_set_new_priced (solution, NULL, settings, progress, progress_data, cancellable,
                                     error);
}

RscOptimalSet *
rsc_optimal_set_new_priced (RscSolution *solution,
                            RscPricer *pricer,
                            const RscOptimalSetSettings *settings,
                            RscProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error)
{
  RscOptimalSetSettings defaults;

  g_return_val_if_fail (solution != NULL, NULL);
  rsc_optimal_set_settings_init (&defaults);
  if (settings == NULL)
    settings = &defaults;
  RscProblem *problem = rsc_solution_get_problem (solution);
  gsize d = rsc_problem_get_d (problem);
  double gap = rsc_solution_get_relative_gap (solution);
  g_autoptr (RscPricer) own = pricer == NULL ? rsc_pricer_new (problem) : NULL;
  g_autoptr (RscOptimalSet) self = g_new0 (RscOptimalSet, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->solution = rsc_solution_ref (solution);
  self->d = d;

  if (progress != NULL)
    progress (0.0, gap, progress_data);
  g_autoptr (RscEquicorrelation) ties =
    rsc_equicorrelation_new (solution, pricer != NULL ? pricer : own, cancellable, error);
  if (ties == NULL)
    return NULL;
  self->next_correlation = ties->next;
  self->error = ties->error;
  self->trusted =
    rsc_solution_is_solved (solution) && ties->error <= RSC_TOLERANCE_ERROR && !ties->lacking;
  self->n_equicorrelated = ties->n_blocks;
  self->n_neurons = ties->n_neurons;
  self->neurons = rsc_neurons_new (problem, ties->n_neurons, ties->n_blocks, ties->blocks,
                                   ties->neuron_of, ties->directions, ties->kink, error);
  if (self->neurons == NULL)
    return NULL;
  for (gsize i = 0; i < self->n_neurons; i++)
    self->neurons[i].doubtful = ties->doubtful[i];
  gsize m = self->n_neurons;
  gboolean told = TRUE;
  self->solver_point = g_new0 (double, m + 1);
  if (progress != NULL)
    progress (0.2, gap, progress_data);
  self->polytope = rsc_set_polytope_new (problem, ties, self->neurons, settings->support_only,
                                         self->solver_point, &told, cancellable, error);
  if (self->polytope == NULL)
    return NULL;
  self->trusted = self->trusted && told;
  self->points = rsc_polytope_as_set (self->polytope);
  self->bytes_max = settings->bytes_max;
  put_in_order (self);

  if (progress != NULL)
    progress (0.5, gap, progress_data);
  self->vertices = rsc_polytope_list_vertices_within (
    self->polytope, settings->support_only ? 1 : settings->max_vertices, settings->bytes_max,
    &self->listed, &self->full, cancellable, error);
  if (self->vertices == NULL)
    return NULL;
  if (progress != NULL)
    progress (0.8, gap, progress_data);
  self->narrowest = g_new0 (double, m + 1);
  self->min_norm = g_new0 (double, m + 1);
  if (settings->support_only && rsc_polytope_get_dimension (self->polytope) > 0
      && self->vertices->len > 0)
    {
      memcpy (self->narrowest, g_ptr_array_index (self->vertices, 0), m * sizeof (double));
      self->narrowest_width = rsc_optimal_set_count_width (self, self->narrowest);
      memcpy (self->min_norm, rsc_optimal_set_get_interior (self), m * sizeof (double));
      check_published (self, ties->fit);
      return g_steal_pointer (&self);
    }
  GError *trouble = NULL;
  self->narrowest_width =
    rsc_polytope_find_narrowest (self->polytope, self->vertices, self->listed, settings->max_nodes,
                                 self->narrowest, &self->narrowest_proved, cancellable, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, trouble);
      return NULL;
    }
  g_autofree double *zeros = g_new0 (double, m + 1);
  g_autofree double *ones = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    ones[i] = 1.0;
  rsc_polytope_project_point (self->polytope, zeros, ones, NULL, self->min_norm);
  check_published (self, ties->fit);
  if (progress != NULL)
    progress (1.0, gap, progress_data);
  return g_steal_pointer (&self);
}

RscOptimalSet *
rsc_optimal_set_ref (RscOptimalSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_optimal_set_unref (RscOptimalSet *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_neurons_free (self->n_neurons, self->neurons);
  g_clear_pointer (&self->vertices, g_ptr_array_unref);
  g_clear_pointer (&self->points, rsc_convex_set_unref);
  g_free (self->narrowest);
  g_free (self->min_norm);
  g_free (self->solver_point);
  rsc_solution_unref (self->solution);
  g_free (self);
}

double
rsc_optimal_set_count_bytes (const RscOptimalSet *self)
{
  const RscProblem *problem = rsc_solution_get_problem (self->solution);
  const double n = (double) rsc_problem_get_n (problem), d = (double) rsc_problem_get_d (problem);
  const double m = (double) self->n_neurons, s = (double) rsc_optimal_set_get_n_support (self);
  const double rank = (double) rsc_optimal_set_get_rank (self);
  const double blocks = (double) rsc_solution_get_n_blocks (self->solution);
  const double vertices = (double) self->vertices->len;

  /* Activations by themselves and as the equations, rows and null space of these, and some arrays
   * of each kind. */
  return sizeof (double)
           * (2.0 * n * m + 4.0 * n + m * d + s * s + rank * s + vertices * (m + 3.0) + 12.0 * m
              + (double) self->n_equicorrelated * 2.0 + blocks * (d + 2.0))
         + 2000.0;
}

RscSolution *
rsc_optimal_set_get_solution (const RscOptimalSet *self)
{
  return self->solution;
}

gboolean
rsc_optimal_set_is_between (const RscOptimalSet *self)
{
  return self->polytope == NULL;
}

RscPolytope *
rsc_optimal_set_get_polytope (const RscOptimalSet *self)
{
  return self->polytope;
}

gsize
rsc_optimal_set_get_n_equicorrelated (const RscOptimalSet *self)
{
  return self->n_equicorrelated;
}

double
rsc_optimal_set_get_next_correlation (const RscOptimalSet *self)
{
  return self->next_correlation;
}

gsize
rsc_optimal_set_get_n_neurons (const RscOptimalSet *self)
{
  return self->n_neurons;
}

const RscNeuron *
rsc_optimal_set_get_neuron (const RscOptimalSet *self, gsize i)
{
  g_return_val_if_fail (i < self->n_neurons, NULL);
  return &self->neurons[i];
}

gsize
rsc_optimal_set_get_n_support (const RscOptimalSet *self)
{
  return rsc_convex_set_get_n_support (self->points);
}

gsize
rsc_optimal_set_get_rank (const RscOptimalSet *self)
{
  return rsc_convex_set_get_rank (self->points);
}

gsize
rsc_optimal_set_get_dimension (const RscOptimalSet *self)
{
  return rsc_convex_set_get_dimension (self->points);
}

gboolean
rsc_optimal_set_is_unique (const RscOptimalSet *self)
{
  return self->trusted && rsc_optimal_set_get_dimension (self) == 0;
}

gboolean
rsc_optimal_set_is_trusted (const RscOptimalSet *self)
{
  return self->trusted;
}

double
rsc_optimal_set_get_error (const RscOptimalSet *self)
{
  return self->error;
}

gsize
rsc_optimal_set_get_n_doubtful (const RscOptimalSet *self)
{
  return self->n_doubtful;
}

double
rsc_optimal_set_get_excess (const RscOptimalSet *self)
{
  return self->excess;
}

double
rsc_optimal_set_get_misfit (const RscOptimalSet *self)
{
  return self->misfit;
}

gsize
rsc_optimal_set_get_n_vertices (const RscOptimalSet *self)
{
  return self->vertices->len;
}

gboolean
rsc_optimal_set_get_vertices_complete (const RscOptimalSet *self)
{
  return self->trusted && self->listed && self->n_doubtful == 0;
}

gboolean
rsc_optimal_set_get_vertices_full (const RscOptimalSet *self)
{
  return self->full;
}

gboolean
rsc_optimal_set_get_vertices_listed (const RscOptimalSet *self)
{
  return self->listed;
}

gboolean
rsc_optimal_set_get_widths_known (const RscOptimalSet *self)
{
  return self->n_lacking == 0;
}

const double *
rsc_optimal_set_get_vertex (const RscOptimalSet *self, gsize k)
{
  g_return_val_if_fail (k < self->vertices->len, NULL);
  return g_ptr_array_index (self->vertices, k);
}

gsize
rsc_optimal_set_get_vertex_width (const RscOptimalSet *self, gsize k)
{
  g_return_val_if_fail (k < self->vertices->len, 0);
  return rsc_optimal_set_count_width (self, g_ptr_array_index (self->vertices, k));
}

gsize
rsc_optimal_set_get_narrowest_width (const RscOptimalSet *self)
{
  return self->narrowest_width;
}

gboolean
rsc_optimal_set_get_narrowest_proved (const RscOptimalSet *self)
{
  return self->narrowest_proved;
}

const double *
rsc_optimal_set_get_narrowest (const RscOptimalSet *self)
{
  return self->narrowest;
}

const double *
rsc_optimal_set_get_min_norm (const RscOptimalSet *self)
{
  return self->min_norm;
}

const double *
rsc_optimal_set_get_interior (const RscOptimalSet *self)
{
  return rsc_convex_set_get_interior (self->points);
}

const double *
rsc_optimal_set_get_solver_point (const RscOptimalSet *self)
{
  return self->solver_point;
}

gsize
rsc_optimal_set_find_used (const RscOptimalSet *self, const double *a, gboolean *used)
{
  return rsc_set_find_used (self->n_neurons, self->neurons, a, used);
}

gsize
rsc_optimal_set_count_width (const RscOptimalSet *self, const double *a)
{
  return rsc_optimal_set_find_used (self, a, NULL);
}

void
rsc_optimal_set_sample (const RscOptimalSet *self, guint64 seed, double *a)
{
  rsc_convex_set_sample (self->points, seed, a);
}

void
rsc_optimal_set_nearest (const RscOptimalSet *self,
                         gsize n_axes,
                         const gsize *axes,
                         const double *wish,
                         const double *start,
                         double *a)
{
  g_autofree double *target = g_new0 (double, self->n_neurons + 1);
  g_autofree double *weights = g_new0 (double, self->n_neurons + 1);

  for (gsize k = 0; k < n_axes; k++)
    {
      if (axes[k] == RSC_OPTIMAL_SET_ABSENT)
        continue;
      g_return_if_fail (axes[k] < self->n_neurons);
      target[axes[k]] = wish[k];
      weights[axes[k]] = 1.0;
    }
  rsc_optimal_set_project_point (self, target, weights, start, a);
}

void
rsc_optimal_set_project_point (const RscOptimalSet *self,
                               const double *wish,
                               const double *weights,
                               const double *start,
                               double *a)
{
  rsc_convex_set_project_point (self->points, wish, weights, start, a);
}

gboolean
rsc_optimal_set_minimise_many (const RscOptimalSet *self,
                               gsize n_costs,
                               const double *costs,
                               double *minima,
                               double *points,
                               GCancellable *cancellable,
                               GError **error)
{
  return rsc_convex_set_minimise_many (self->points, n_costs, costs, minima, points, cancellable,
                                       error);
}

RscHull *
rsc_optimal_set_project (const RscOptimalSet *self,
                         gsize n_axes,
                         const gsize *axes,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && n_axes >= 1 && n_axes <= 3 && axes != NULL, NULL);
  for (gsize j = 0; j < n_axes; j++)
    g_return_val_if_fail (axes[j] < self->n_neurons || axes[j] == RSC_OPTIMAL_SET_ABSENT, NULL);
  if (!self->listed)
    return rsc_projection_new (self->points, n_axes, axes, cancellable, error);
  g_autofree double *points = g_new (double, self->vertices->len *n_axes);
  for (guint v = 0; v < self->vertices->len; v++)
    for (gsize j = 0; j < n_axes; j++)
      points[v * n_axes + j] = axes[j] != RSC_OPTIMAL_SET_ABSENT
                                 ? ((const double *) g_ptr_array_index (self->vertices, v))[axes[j]]
                                 : 0.0;
  return rsc_hull_new (self->vertices->len, n_axes, points, error);
}

RscNetwork *
rsc_optimal_set_dup_network (const RscOptimalSet *self, const double *a)
{
  const RscProblem *problem = rsc_solution_get_problem (self->solution);
  gsize m = self->n_neurons;
  gsize d = self->d;
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autofree double *w = g_new0 (double, m *d + 1);
  g_autofree double *gates = g_new0 (double, m *d + 1);
  g_autofree int *signs = g_new0 (int, m + 1);

  g_return_val_if_fail (self != NULL && (m == 0 || a != NULL), NULL);
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = &self->neurons[i];
      cblas_daxpy ((int) d, MAX (a[i], 0.0), neuron->direction, 1, w + i * d, 1);
      signs[i] = neuron->sign;
      if (gated)
        memcpy (gates + i * d, neuron->gate, d * sizeof (double));
    }
  return rsc_network_new_from_convex (m, d, rsc_problem_get_bias (problem), w, signs,
                                      gated ? gates : NULL);
}
