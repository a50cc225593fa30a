/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-equal-fit.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

struct _RscEqualFit
{
  gatomicrefcount ref_count;
  RscDataset *dataset;
  RscNetwork *network;
  double lambda;
  gsize n;
  gsize d;
  gsize m;
  RscNeuron *neurons;
  double *c; /* n × m */
  double *fit;
  double *start;
  double *least;
  double least_penalty;
  double largest_penalty;
  double squared_error;
  RscPolyhedron *points;
};

/* Whether both say the same everywhere, up to a multiple. A gated neuron's sign is no more than
 * that of its direction. */
static gboolean
is_same_neuron (gsize d, const RscNeuron *a, const RscNeuron *b)
{
  const double turn = a->gate != NULL ? a->sign * b->sign : 1.0;
  double off = 0.0;

  if (a->gate != NULL ? memcmp (a->gate, b->gate, d * sizeof (double)) != 0 : a->sign != b->sign)
    return FALSE;
  for (gsize k = 0; k < d; k++)
    off = MAX (off, fabs (a->direction[k] - turn * b->direction[k]));
  return off <= RSC_TOLERANCE_MERGE;
}

static void
fill_activation (const RscEqualFit *self, RscNeuron *neuron, const double *x)
{
  neuron->activation = g_new0 (double, self->n);
  for (gsize k = 0; k < self->n; k++)
    {
      const double *row = x + k * self->d;
      const double value = cblas_ddot ((int) self->d, row, 1, neuron->direction, 1);
      double size = 0.0;

      for (gsize i = 0; i < self->d; i++)
        size += fabs (row[i] * neuron->direction[i]);
      if (fabs (value) <= RSC_TOLERANCE_KINK_EXACT * size)
        neuron->boundary_rows++;
      else if (neuron->gate != NULL ? cblas_ddot ((int) self->d, row, 1, neuron->gate, 1) >= 0.0
                                    : value > 0.0)
        neuron->activation[k] = neuron->sign * value;
    }
  neuron->length = cblas_dnrm2 ((int) self->n, neuron->activation, 1);
}

/* The neurons of the network, equal ones as one. */
static void
find_neurons (RscEqualFit *self)
{
  const gsize width = rsc_network_get_width (self->network), d = self->d;
  const double *gates = rsc_network_get_gates (self->network);
  g_autofree double *x =
    rsc_dataset_dup_design (self->dataset, rsc_network_get_bias (self->network));

  self->neurons = g_new0 (RscNeuron, width + 1);
  self->start = g_new0 (double, width + 1);
  for (gsize i = 0; i < width; i++)
    {
      RscNeuron *neuron = &self->neurons[self->m];
      gsize k = 0;
      double norm;

      neuron->direction = g_new0 (double, d + 1);
      neuron->sign = rsc_network_get_convex (self->network, i, neuron->direction);
      norm = cblas_dnrm2 ((int) d, neuron->direction, 1);
      if (norm > 0.0)
        {
          cblas_dscal ((int) d, 1.0 / norm, neuron->direction, 1);
          neuron->gate = gates != NULL ? g_memdup2 (gates + i * d, d * sizeof (double)) : NULL;
          while (k < self->m && !is_same_neuron (d, &self->neurons[k], neuron))
            k++;
          self->start[k] += norm;
        }
      if (norm > 0.0 && k == self->m)
        {
          fill_activation (self, neuron, x);
          self->m++;
          continue;
        }
      g_free (neuron->direction);
      g_free (neuron->gate);
      memset (neuron, 0, sizeof *neuron);
    }
  self->c = g_new0 (double, self->n * self->m + 1);
  for (gsize i = 0; i < self->m; i++)
    cblas_dcopy ((int) self->n, self->neurons[i].activation, 1, self->c + i, (int) self->m);
}

static void
measure_fit (RscEqualFit *self)
{
  const double *y = rsc_dataset_get_y (self->dataset);

  self->fit = g_new0 (double, self->n);
  for (gsize i = 0; i < self->m; i++)
    cblas_daxpy ((int) self->n, self->start[i], self->neurons[i].activation, 1, self->fit, 1);
  for (gsize k = 0; k < self->n; k++)
    self->squared_error += (self->fit[k] - y[k]) * (self->fit[k] - y[k]);
}

static gboolean
measure_penalty (RscEqualFit *self, GCancellable *cancellable, GError **error)
{
  RscConvexSet *set = rsc_polyhedron_as_set (self->points);
  g_autofree double *costs = g_new (double, 2 * self->m + 1);
  g_autofree double *at = g_new0 (double, 2 * self->m + 1);
  double ends[2] = { 0.0, 0.0 };

  for (gsize i = 0; i < self->m; i++)
    {
      costs[i] = 1.0;
      costs[self->m + i] = -1.0;
    }
  if (self->m > 0 && !rsc_convex_set_minimise_many (set, 2, costs, ends, at, cancellable, error))
    return FALSE;
  self->least = g_memdup2 (at, (self->m + 1) * sizeof (double));
  self->least_penalty = rsc_equal_fit_sum_norms (self, self->least);
  self->largest_penalty = rsc_polyhedron_is_bounded (self->points) ? -ends[1] : INFINITY;
  for (gsize i = 0; i < self->m; i++)
    {
      RscNeuron *neuron = &self->neurons[i];

      rsc_convex_set_get_range (set, i, &neuron->norm_min, &neuron->norm_max);
      neuron->in_support = rsc_polytope_get_in_support (rsc_polyhedron_get_body (self->points), i);
    }
  return TRUE;
}

RscEqualFit *
rsc_equal_fit_new (RscDataset *dataset,
                   RscNetwork *network,
                   double lambda,
                   gsize max_vertices,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (dataset != NULL && network != NULL && lambda >= 0.0, NULL);

  g_autoptr (RscEqualFit) self = g_new0 (RscEqualFit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = rsc_dataset_ref (dataset);
  self->network = rsc_network_ref (network);
  self->lambda = lambda;
  self->n = rsc_dataset_get_n (dataset);
  self->d = rsc_network_get_d (network);
  if (self->d != rsc_dataset_get_d (dataset) + (rsc_network_get_bias (network) ? 1 : 0))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The number of features is %zu for the network and %zu in the data."),
                   self->d - (rsc_network_get_bias (network) ? 1 : 0), rsc_dataset_get_d (dataset));
      return NULL;
    }
  find_neurons (self);
  measure_fit (self);
  self->points =
    rsc_polyhedron_new (self->n, self->m, self->c, self->start, max_vertices, cancellable, error);
  if (self->points == NULL || !measure_penalty (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

double
rsc_equal_fit_count_bytes (gsize n, gsize m)
{
  return 10.0 * sizeof (double) * (double) m * ((double) n + (double) m);
}

RscEqualFit *
rsc_equal_fit_new_within (RscDataset *dataset,
                          RscNetwork *network,
                          double lambda,
                          gsize max_vertices,
                          gsize bytes_max,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (dataset != NULL && network != NULL, NULL);

  const gsize n = rsc_dataset_get_n (dataset), m = rsc_network_get_width (network);
  const double bytes = rsc_equal_fit_count_bytes (n, m);
  /* Each vertex is there twice. */
  const gsize each = 2 * sizeof (double) * (m + 32);

  if (bytes_max == 0)
    return rsc_equal_fit_new (dataset, network, lambda, max_vertices, cancellable, error);
  if (bytes > (double) bytes_max)
    {
      g_autofree char *needed = rsc_number_words_dup (bytes / 1e9, 2);
      g_autofree char *most = rsc_number_words_dup ((double) bytes_max / 1e9, 2);

      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   _ ("The networks with the fit of %zu neurons on %zu points take %s GB of memory "
                      "to find, more than the limit of %s GB."),
                   m, n, needed, most);
      return NULL;
    }
  /* None at all would be no ranges either. */
  if (max_vertices > 0)
    max_vertices = MIN (max_vertices, MAX (bytes_max / 4 / each, 1));
  return rsc_equal_fit_new (dataset, network, lambda, max_vertices, cancellable, error);
}

RscEqualFit *
rsc_equal_fit_ref (RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_equal_fit_unref (RscEqualFit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_dataset_unref (self->dataset);
  rsc_network_unref (self->network);
  rsc_neurons_free (self->m, self->neurons);
  g_clear_pointer (&self->points, rsc_polyhedron_unref);
  g_free (self->c);
  g_free (self->fit);
  g_free (self->start);
  g_free (self->least);
  g_free (self);
}

RscDataset *
rsc_equal_fit_get_dataset (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dataset;
}

RscNetwork *
rsc_equal_fit_get_network (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->network;
}

double
rsc_equal_fit_get_lambda (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->lambda;
}

gsize
rsc_equal_fit_get_n_neurons (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->m;
}

const RscNeuron *
rsc_equal_fit_get_neuron (const RscEqualFit *self, gsize i)
{
  g_return_val_if_fail (self != NULL && i < self->m, NULL);

  return &self->neurons[i];
}

RscPolyhedron *
rsc_equal_fit_get_points (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->points;
}

const double *
rsc_equal_fit_get_fit (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fit;
}

const double *
rsc_equal_fit_get_start (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->start;
}

const double *
rsc_equal_fit_get_least (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->least;
}

double
rsc_equal_fit_get_least_penalty (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->least_penalty;
}

double
rsc_equal_fit_get_largest_penalty (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->largest_penalty;
}

double
rsc_equal_fit_get_squared_error (const RscEqualFit *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->squared_error;
}

double
rsc_equal_fit_sum_norms (const RscEqualFit *self, const double *a)
{
  g_return_val_if_fail (self != NULL && (a != NULL || self->m == 0), NAN);

  return cblas_dasum ((int) self->m, a, 1);
}

double
rsc_equal_fit_get_objective (const RscEqualFit *self, const double *a)
{
  g_return_val_if_fail (self != NULL && (a != NULL || self->m == 0), NAN);

  return 0.5 * self->squared_error + self->lambda * rsc_equal_fit_sum_norms (self, a);
}

double
rsc_equal_fit_get_misfit (const RscEqualFit *self, const double *a)
{
  g_return_val_if_fail (self != NULL && (a != NULL || self->m == 0), NAN);

  g_autofree double *off = g_memdup2 (self->fit, self->n * sizeof (double));
  double scale = cblas_dnrm2 ((int) self->n, self->fit, 1);

  for (gsize i = 0; i < self->m; i++)
    cblas_daxpy ((int) self->n, -a[i], self->neurons[i].activation, 1, off, 1);
  if (scale == 0.0)
    scale = cblas_dnrm2 ((int) self->n, rsc_dataset_get_y (self->dataset), 1);
  return cblas_dnrm2 ((int) self->n, off, 1) / (scale > 0.0 ? scale : 1.0);
}

gboolean
rsc_equal_fit_get_norms (const RscEqualFit *self, const RscNetwork *network, double *a)
{
  g_return_val_if_fail (self != NULL && network != NULL, FALSE);
  g_return_val_if_fail (a != NULL || self->m == 0, FALSE);

  const double *gates = rsc_network_get_gates (network);
  g_autofree double *direction = g_new0 (double, self->d + 1);

  for (gsize k = 0; k < self->m; k++)
    a[k] = 0.0;
  if (rsc_network_get_d (network) != self->d
      || (gates != NULL) != (rsc_network_get_gates (self->network) != NULL))
    return FALSE;
  for (gsize i = 0; i < rsc_network_get_width (network); i++)
    {
      RscNeuron neuron = { .direction = direction };
      double norm;
      gsize k = 0;

      neuron.sign = rsc_network_get_convex (network, i, direction);
      norm = cblas_dnrm2 ((int) self->d, direction, 1);
      if (!(norm > 0.0))
        continue;
      cblas_dscal ((int) self->d, 1.0 / norm, direction, 1);
      neuron.gate = gates != NULL ? (double *) gates + i * self->d : NULL;
      while (k < self->m && !is_same_neuron (self->d, &self->neurons[k], &neuron))
        k++;
      if (k == self->m)
        return FALSE;
      a[k] += norm;
    }
  return TRUE;
}

RscNetwork *
rsc_equal_fit_dup_network (const RscEqualFit *self, const double *a)
{
  g_return_val_if_fail (self != NULL && (a != NULL || self->m == 0), NULL);

  const gsize m = self->m, d = self->d;
  const gboolean gated = rsc_network_get_gates (self->network) != NULL;
  g_autofree double *w = g_new0 (double, m *d + 1);
  g_autofree double *gates = gated ? g_new0 (double, m *d + 1) : NULL;
  g_autofree int *signs = g_new0 (int, m + 1);

  for (gsize i = 0; i < m; i++)
    {
      cblas_daxpy ((int) d, a[i], self->neurons[i].direction, 1, w + i * d, 1);
      if (gated)
        memcpy (gates + i * d, self->neurons[i].gate, d * sizeof (double));
      signs[i] = self->neurons[i].sign;
    }
  return rsc_network_new_from_convex (m, d, rsc_network_get_bias (self->network), w, signs, gates);
}
