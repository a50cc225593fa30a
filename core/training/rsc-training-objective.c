/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-training-objective.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

struct _RscTrainingObjective
{
  RscDataset *dataset;
  gboolean bias;
  gsize n;
  gsize d;
  gsize m;
  double row_unit;
  double target_unit;
  double decay;   /* λ / (n ρ_x ρ_y) */
  double *x;      /* n × d, in units */
  double *y;      /* n, in units */
  double *gates;  /* m × d or NULL */
  guint8 *open;   /* n × m: 1(x_i·g_j >= 0), NULL for ReLU */
  double *batch;  /* n × d: the rows of a mini-batch */
  double *hidden; /* n × m */
  double *error;  /* n */
};

/* Root mean square of @n lengths or values whose 2-norm is @norm; 1 where there is nothing to
 * measure. */
static double
measure_unit (gsize n, double norm)
{
  const double unit = norm / sqrt ((double) n);

  return unit > 0.0 ? unit : 1.0;
}

static void
open_gates (RscTrainingObjective *self, const double *design)
{
  self->open = g_new (guint8, self->n * self->m);
  for (gsize i = 0; i < self->n; i++)
    for (gsize j = 0; j < self->m; j++)
      self->open[i * self->m + j] =
        cblas_ddot ((int) self->d, design + i * self->d, 1, self->gates + j * self->d, 1) >= 0.0;
}

RscTrainingObjective *
rsc_training_objective_new (RscDataset *dataset,
                            gboolean bias,
                            double lambda,
                            gsize m,
                            const double *gates)
{
  g_return_val_if_fail (dataset != NULL && lambda >= 0.0, NULL);

  RscTrainingObjective *self = g_new0 (RscTrainingObjective, 1);

  self->dataset = rsc_dataset_ref (dataset);
  self->bias = !!bias;
  self->n = rsc_dataset_get_n (dataset);
  self->d = rsc_dataset_get_d (dataset) + (bias ? 1 : 0);
  self->m = m;
  self->x = rsc_dataset_dup_design (dataset, bias);
  self->y = g_memdup2 (rsc_dataset_get_y (dataset), self->n * sizeof (double));
  if (gates != NULL)
    {
      self->gates = g_memdup2 (gates, m * self->d * sizeof (double));
      open_gates (self, self->x);
    }
  self->row_unit = measure_unit (self->n, cblas_dnrm2 ((int) (self->n * self->d), self->x, 1));
  self->target_unit = measure_unit (self->n, cblas_dnrm2 ((int) self->n, self->y, 1));
  self->decay = lambda / ((double) self->n * self->row_unit * self->target_unit);
  for (gsize i = 0; i < self->n * self->d; i++)
    self->x[i] /= self->row_unit;
  for (gsize i = 0; i < self->n; i++)
    self->y[i] /= self->target_unit;
  self->batch = g_new (double, MAX (1, self->n * self->d));
  self->hidden = g_new (double, MAX (1, self->n * m));
  self->error = g_new (double, self->n);
  return self;
}

void
rsc_training_objective_free (RscTrainingObjective *self)
{
  if (self == NULL)
    return;
  rsc_dataset_unref (self->dataset);
  g_free (self->x);
  g_free (self->y);
  g_free (self->gates);
  g_free (self->open);
  g_free (self->batch);
  g_free (self->hidden);
  g_free (self->error);
  g_free (self);
}

gsize
rsc_training_objective_get_n (const RscTrainingObjective *self)
{
  return self->n;
}

gsize
rsc_training_objective_get_size (const RscTrainingObjective *self)
{
  return self->m * (self->d + 1);
}

double
rsc_training_objective_get_row_unit (const RscTrainingObjective *self)
{
  return self->row_unit;
}

double
rsc_training_objective_get_target_unit (const RscTrainingObjective *self)
{
  return self->target_unit;
}

double
rsc_training_objective_get_unit (const RscTrainingObjective *self)
{
  return (double) self->n * self->target_unit * self->target_unit;
}

static gboolean
is_active (const RscTrainingObjective *self, gsize row, gsize neuron, double activation)
{
  return self->open != NULL ? self->open[row * self->m + neuron] : activation > 0.0;
}

/* error = f - y of the rows at hand, hidden = what each neuron gives, 0 where it is inactive. */
static void
predict (RscTrainingObjective *self,
         const double *parameters,
         gsize count,
         const gsize *rows,
         const double *x)
{
  const gsize m = self->m, d = self->d;

  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) count, (int) m, (int) d, 1.0, x,
               (int) d, parameters, (int) d, 0.0, self->hidden, (int) m);
  for (gsize i = 0; i < count; i++)
    {
      const gsize row = rows != NULL ? rows[i] : i;
      double *hidden = self->hidden + i * m;

      for (gsize j = 0; j < m; j++)
        if (!is_active (self, row, j, hidden[j]))
          hidden[j] = 0.0;
      self->error[i] = cblas_ddot ((int) m, hidden, 1, parameters + m * d, 1) - self->y[row];
    }
}

/* hidden becomes e_i θ2_j where neuron j is active at row i, else 0: what row i says to it. */
static void
send_back (RscTrainingObjective *self, const double *output, gsize count, const gsize *rows)
{
  const gsize m = self->m;

  for (gsize i = 0; i < count; i++)
    {
      const gsize row = rows != NULL ? rows[i] : i;
      double *hidden = self->hidden + i * m;

      for (gsize j = 0; j < m; j++)
        hidden[j] = is_active (self, row, j, hidden[j]) ? self->error[i] * output[j] : 0.0;
    }
}

double
rsc_training_objective_evaluate (RscTrainingObjective *self,
                                 const double *parameters,
                                 gsize n_rows,
                                 const gsize *rows,
                                 double *gradient)
{
  g_return_val_if_fail (self != NULL && parameters != NULL, 0.0);

  const gsize m = self->m, d = self->d, size = m * (d + 1);
  const gsize count = rows != NULL ? n_rows : self->n;
  const double share = 1.0 / (double) MAX (1, count);
  const double *x = self->x;

  if (rows != NULL)
    {
      for (gsize i = 0; i < count; i++)
        memcpy (self->batch + i * d, self->x + rows[i] * d, d * sizeof (double));
      x = self->batch;
    }
  const double decay =
    0.5 * self->decay * (size > 0 ? cblas_ddot ((int) size, parameters, 1, parameters, 1) : 0.0);
  if (m == 0)
    {
      double sum = 0.0;

      for (gsize i = 0; i < count; i++)
        sum += self->y[rows != NULL ? rows[i] : i] * self->y[rows != NULL ? rows[i] : i];
      return 0.5 * share * sum;
    }
  predict (self, parameters, count, rows, x);
  const double loss = 0.5 * share * cblas_ddot ((int) count, self->error, 1, self->error, 1);
  if (gradient != NULL)
    {
      memcpy (gradient, parameters, size * sizeof (double));
      cblas_dgemv (CblasRowMajor, CblasTrans, (int) count, (int) m, share, self->hidden, (int) m,
                   self->error, 1, self->decay, gradient + m * d, 1);
      send_back (self, parameters + m * d, count, rows);
      cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) m, (int) d, (int) count, share,
                   self->hidden, (int) m, x, (int) d, self->decay, gradient, (int) d);
    }
  return loss + decay;
}

/* Weights in units are those of the network divided by this. */
static double
get_weight_unit (const RscTrainingObjective *self)
{
  return sqrt (self->target_unit / self->row_unit);
}

void
rsc_training_objective_set_parameters (const RscTrainingObjective *self,
                                       const RscNetwork *network,
                                       double *parameters)
{
  g_return_if_fail (self != NULL && network != NULL);
  g_return_if_fail (rsc_network_get_width (network) == self->m);
  g_return_if_fail (rsc_network_get_d (network) == self->d);

  const double unit = get_weight_unit (self);
  const double *hidden = rsc_network_get_hidden (network);
  const double *output = rsc_network_get_output (network);

  for (gsize i = 0; i < self->m * self->d; i++)
    parameters[i] = hidden[i] / unit;
  for (gsize j = 0; j < self->m; j++)
    parameters[self->m * self->d + j] = output[j] / unit;
}

RscNetwork *
rsc_training_objective_dup_network (const RscTrainingObjective *self, const double *parameters)
{
  g_return_val_if_fail (self != NULL && parameters != NULL, NULL);

  const double unit = get_weight_unit (self);
  const gsize size = self->m * (self->d + 1);
  g_autofree double *weights = g_new (double, MAX (1, size));

  for (gsize i = 0; i < size; i++)
    weights[i] = parameters[i] * unit;
  return rsc_network_new (self->m, self->d, self->bias, weights, weights + self->m * self->d,
                          self->gates);
}
