/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-clarke.h"

#include "core/numerics/rsc-min-norm.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-arrangement.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Cells around one kink that are listed; beyond, the box of the multipliers stands for their
 * hull. */
#define CELLS_MAX 4096

struct _RscClarke
{
  gatomicrefcount ref_count;
  gsize m;
  gsize d;
  double residual;
  double imbalance;
  gboolean is_exact;
  RscClarkeNeuron *neurons;
  double *subgradient;
};

/* What all neurons look at. */
typedef struct
{
  gsize n;
  gsize d;
  double lambda;
  double *x;       /* n × d */
  double *lengths; /* n: ||x_k|| */
  double *r;       /* n */
  double *values;  /* n: activations of the neuron at hand */
  gsize *kinks;    /* n: its rows at 0 */
} Data;

/* The gradients in θ1 of one neuron: base + Σ of the vectors chosen. */
typedef struct
{
  gsize d;
  gsize n_vectors;
  const double *vectors;       /* n_vectors × d: -θ2 r_k x_k of the rows at 0 */
  RscArrangement *arrangement; /* which can be chosen together, or NULL: any */
  const double *base;
} Choice;

static void
add_chosen (const Choice *choice, const guint64 *pattern, double *p)
{
  memcpy (p, choice->base, choice->d * sizeof (double));
  for (gsize k = 0; k < choice->n_vectors; k++)
    if (pattern[k / 64] >> (k % 64) & 1)
      cblas_daxpy ((int) choice->d, 1.0, choice->vectors + k * choice->d, 1, p, 1);
}

/* The gradient of one of the cells that is least along @x. */
static void
choose (const double *x, double *p, gpointer user_data)
{
  const Choice *choice = user_data;
  g_autofree double *gains = g_new (double, choice->n_vectors);
  const guint64 *best = NULL;
  double least = INFINITY;

  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) choice->n_vectors, (int) choice->d, 1.0,
               choice->vectors, (int) choice->d, x, 1, 0.0, gains, 1);
  if (choice->arrangement == NULL)
    {
      memcpy (p, choice->base, choice->d * sizeof (double));
      for (gsize k = 0; k < choice->n_vectors; k++)
        if (gains[k] < 0.0)
          cblas_daxpy ((int) choice->d, 1.0, choice->vectors + k * choice->d, 1, p, 1);
      return;
    }
  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (choice->arrangement); j++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (choice->arrangement, j);
      double sum = 0.0;

      for (gsize k = 0; k < choice->n_vectors; k++)
        if (pattern[k / 64] >> (k % 64) & 1)
          sum += gains[k];
      if (sum < least)
        {
          least = sum;
          best = pattern;
        }
    }
  add_chosen (choice, best, p);
}

/* base + the hull of what the cells around the kink add, and its point of least norm, in @g. TRUE
 * unless the box had to do. */
static gboolean
find_least (const Data *data, gsize n_kinks, double output, const double *base, double *g)
{
  const gsize d = data->d;
  g_autofree double *rows = g_new (double, n_kinks *d);
  g_autofree double *vectors = g_new (double, n_kinks *d);

  for (gsize k = 0; k < n_kinks; k++)
    {
      memcpy (rows + k * d, data->x + data->kinks[k] * d, d * sizeof (double));
      for (gsize i = 0; i < d; i++)
        vectors[k * d + i] = -output * data->r[data->kinks[k]] * rows[k * d + i];
    }
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_all (n_kinks, d, rows, CELLS_MAX, NULL, NULL, NULL, NULL);
  g_autofree double *scaled = g_memdup2 (base, d * sizeof (double));
  Choice choice = { d, n_kinks, vectors, arrangement, scaled };
  double size = 0.0;

  /* Squares are formed of what is about 1. */
  for (gsize i = 0; i < d; i++)
    size = MAX (size, fabs (base[i]));
  for (gsize i = 0; i < n_kinks * d; i++)
    size = MAX (size, fabs (vectors[i]));
  if (size == 0.0 || !isfinite (size))
    {
      memcpy (g, base, d * sizeof (double));
      return TRUE;
    }
  for (gsize i = 0; i < d; i++)
    scaled[i] /= size;
  for (gsize i = 0; i < n_kinks * d; i++)
    vectors[i] /= size;

  rsc_min_norm_find (d, choose, &choice, g);
  cblas_dscal ((int) d, size, g, 1);
  return arrangement != NULL;
}

/* Activations of neuron @i, and its rows at 0: their number. */
static gsize
look_at (const Data *data, const RscNetwork *network, gsize i)
{
  const double *hidden = rsc_network_get_hidden (network) + i * data->d;
  const double *gates = rsc_network_get_gates (network);
  const double length = cblas_dnrm2 ((int) data->d, hidden, 1);
  gsize n_kinks = 0;

  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) data->n, (int) data->d, 1.0, data->x,
               (int) data->d, hidden, 1, 0.0, data->values, 1);
  if (gates != NULL)
    {
      /* The gate alone decides, so nothing is on a kink. */
      for (gsize k = 0; k < data->n; k++)
        if (cblas_ddot ((int) data->d, data->x + k * data->d, 1, gates + i * data->d, 1) < 0.0)
          data->values[k] = -INFINITY;
      return 0;
    }
  for (gsize k = 0; k < data->n; k++)
    if (data->lengths[k] > 0.0
        && fabs (data->values[k]) <= RSC_TOLERANCE_KINK * data->lengths[k] * length)
      {
        data->values[k] = 0.0;
        data->kinks[n_kinks++] = k;
      }
  return n_kinks;
}

/* || λ u - s X^T diag(1(Xu > 0) + c) r || / λ, the least: @pull is -θ2 X^T diag(1(Xu > 0)) r. */
static double
measure_direction (const Data *data,
                   gsize n_kinks,
                   const double *hidden,
                   double output,
                   const double *pull)
{
  const gsize d = data->d;
  const double length = cblas_dnrm2 ((int) d, hidden, 1);
  g_autofree double *base = g_memdup2 (pull, d * sizeof (double));
  g_autofree double *least = NULL;

  if (length == 0.0 || output == 0.0)
    return 0.0;
  cblas_daxpy ((int) d, data->lambda * fabs (output) / length, hidden, 1, base, 1);
  least = g_memdup2 (base, d * sizeof (double));
  if (n_kinks > 0)
    find_least (data, n_kinks, output, base, least);
  return cblas_dnrm2 ((int) d, least, 1) / fabs (output) / data->lambda;
}

/* The part of g that is neuron @i's. */
static void
measure_neuron (RscClarke *self, const Data *data, const RscNetwork *network, gsize i)
{
  const gsize d = data->d;
  const double *hidden = rsc_network_get_hidden (network) + i * d;
  const double output = rsc_network_get_output (network)[i];
  const double length = cblas_dnrm2 ((int) d, hidden, 1);
  const double larger = MAX (length, fabs (output));
  const gsize n_kinks = look_at (data, network, i);
  g_autofree double *pull = g_new0 (double, d);
  g_autofree double *base = NULL;
  double *g = self->subgradient + i * d;
  double slope = data->lambda * output;

  for (gsize k = 0; k < data->n; k++)
    if (rsc_network_get_gates (network) != NULL ? data->values[k] > -INFINITY
                                                : data->values[k] > 0.0)
      {
        cblas_daxpy ((int) d, -output * data->r[k], data->x + k * d, 1, pull, 1);
        slope -= data->r[k] * data->values[k];
      }
  base = g_memdup2 (pull, d * sizeof (double));
  cblas_daxpy ((int) d, data->lambda, hidden, 1, base, 1);
  memcpy (g, base, d * sizeof (double));
  if (n_kinks > 0 && output != 0.0)
    self->is_exact &= find_least (data, n_kinks, output, base, g);
  self->subgradient[self->m * d + i] = slope;
  self->neurons[i].n_kinks = n_kinks;
  self->neurons[i].imbalance = larger > 0.0 ? fabs (length - fabs (output)) / larger : 0.0;
  self->neurons[i].residual = measure_direction (data, n_kinks, hidden, output, pull);
}

/* What the weights of a network are about whose outputs are as large as the targets. */
static double
find_unit (const Data *data, const double *y)
{
  const double rows = cblas_dnrm2 ((int) data->n, data->lengths, 1);
  const double targets = cblas_dnrm2 ((int) data->n, y, 1);

  return rows > 0.0 && targets > 0.0 ? sqrt (targets / rows) : 1.0;
}

RscClarke *
rsc_clarke_new (RscDataset *dataset, RscNetwork *network, double lambda)
{
  g_return_val_if_fail (dataset != NULL && network != NULL && lambda > 0.0, NULL);

  const gboolean bias = rsc_network_get_bias (network);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_network_get_d (network);
  const gsize m = rsc_network_get_width (network);
  const double *y = rsc_dataset_get_y (dataset);

  g_return_val_if_fail (d == rsc_dataset_get_d (dataset) + (bias ? 1 : 0), NULL);

  RscClarke *self = g_new0 (RscClarke, 1);
  g_autofree double *x = rsc_dataset_dup_design (dataset, bias);
  g_autofree double *lengths = g_new (double, n);
  g_autofree double *r = g_new (double, n);
  g_autofree double *values = g_new (double, n);
  g_autofree gsize *kinks = g_new (gsize, n);
  const Data data = { n, d, lambda, x, lengths, r, values, kinks };
  double weights = 0.0, unit;

  g_atomic_ref_count_init (&self->ref_count);
  self->m = m;
  self->d = d;
  self->is_exact = TRUE;
  self->neurons = g_new0 (RscClarkeNeuron, MAX (1, m));
  self->subgradient = g_new0 (double, MAX (1, m * (d + 1)));
  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), r);
  for (gsize k = 0; k < n; k++)
    {
      r[k] = y[k] - r[k];
      lengths[k] = cblas_dnrm2 ((int) d, x + k * d, 1);
    }
  for (gsize i = 0; i < m; i++)
    measure_neuron (self, &data, network, i);
  if (m > 0)
    weights = hypot (cblas_dnrm2 ((int) (m * d), rsc_network_get_hidden (network), 1),
                     cblas_dnrm2 ((int) m, rsc_network_get_output (network), 1));
  unit = find_unit (&data, y);
  if (weights > 0.0)
    {
      const double *hidden = rsc_network_get_hidden (network);
      const double *output = rsc_network_get_output (network);

      self->residual =
        cblas_dnrm2 ((int) (m * (d + 1)), self->subgradient, 1) / (lambda * MAX (weights, unit));
      for (gsize i = 0; i < m; i++)
        {
          const double share =
            hypot (cblas_dnrm2 ((int) d, hidden + i * d, 1), output[i]) / weights;

          self->imbalance = MAX (self->imbalance, share * self->neurons[i].imbalance);
        }
    }
  return self;
}

RscClarke *
rsc_clarke_ref (RscClarke *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_clarke_unref (RscClarke *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->neurons);
  g_free (self->subgradient);
  g_free (self);
}

double
rsc_clarke_get_residual (const RscClarke *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->residual;
}

double
rsc_clarke_get_imbalance (const RscClarke *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->imbalance;
}

gboolean
rsc_clarke_is_exact (const RscClarke *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_exact;
}

const RscClarkeNeuron *
rsc_clarke_get_neuron (const RscClarke *self, gsize i)
{
  g_return_val_if_fail (self != NULL && i < self->m, NULL);

  return self->neurons + i;
}

const double *
rsc_clarke_get_subgradient (const RscClarke *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subgradient;
}
