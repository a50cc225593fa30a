/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-tuning-plan.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"

#include <glib/gi18n.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

typedef struct
{
  gsize n[RSC_N_TUNING_PARTS];
  gsize *rows[RSC_N_TUNING_PARTS];
} Split;

struct _RscTuningPlan
{
  gatomicrefcount ref_count;
  RscDataset *dataset;
  gboolean bias;
  double lambda_per_row;
  gsize n_gates;
  guint64 seed;
  RscActivation activation;
  RscProximalSettings proximal;
  double seconds;
  gsize bytes_max;
  gboolean with_bounds;
  GPtrArray *splits;
};

static const char *const part_names[RSC_N_TUNING_PARTS] = { "train", "valid", "test" };

const char *
rsc_tuning_part_to_string (RscTuningPart part)
{
  g_return_val_if_fail (part < RSC_N_TUNING_PARTS, NULL);

  return part_names[part];
}

static void
split_free (gpointer data)
{
  Split *split = data;

  for (gsize part = 0; part < RSC_N_TUNING_PARTS; part++)
    g_free (split->rows[part]);
  g_free (split);
}

RscTuningPlan *
rsc_tuning_plan_new (RscDataset *dataset,
                     gboolean bias,
                     double lambda_per_row,
                     gsize n_gates,
                     guint64 seed,
                     GError **error)
{
  RscTuningPlan *self;

  g_return_val_if_fail (dataset != NULL, NULL);

  if (!(lambda_per_row > 0.0) || !isfinite (lambda_per_row))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("lambda_per_row: a positive number is needed"));
      return NULL;
    }
  if (n_gates == 0)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("gates: at least one is needed"));
      return NULL;
    }
  if (rsc_dataset_get_d (dataset) == 0 && !bias)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_DATA,
                           _ ("dataset: neither a feature nor a bias to train with"));
      return NULL;
    }
  self = g_new0 (RscTuningPlan, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = rsc_dataset_ref (dataset);
  self->bias = bias;
  self->lambda_per_row = lambda_per_row;
  self->n_gates = n_gates;
  self->seed = seed;
  self->activation = RSC_ACTIVATION_RELU;
  rsc_proximal_settings_init (&self->proximal);
  self->splits = g_ptr_array_new_with_free_func (split_free);
  return self;
}

RscTuningPlan *
rsc_tuning_plan_ref (RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_tuning_plan_unref (RscTuningPlan *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_dataset_unref (self->dataset);
  g_ptr_array_unref (self->splits);
  g_free (self);
}

gboolean
rsc_tuning_plan_add_repeat (RscTuningPlan *self,
                            const gsize n_rows[RSC_N_TUNING_PARTS],
                            const gsize *const rows[RSC_N_TUNING_PARTS],
                            GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const gsize n = rsc_dataset_get_n (self->dataset);
  g_autofree gboolean *taken = g_new0 (gboolean, n);
  Split *split;

  for (RscTuningPart part = 0; part < RSC_N_TUNING_PARTS; part++)
    {
      if (n_rows[part] == 0)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("%s: at least one row is needed"),
                       part_names[part]);
          return FALSE;
        }
      for (gsize k = 0; k < n_rows[part]; k++)
        {
          const gsize row = rows[part][k];

          if (row >= n)
            {
              g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("%s: there is no row %zu, the data have %zu, counted from 0"),
                           part_names[part], row, n);
              return FALSE;
            }
          if (taken[row])
            {
              g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("%s: row %zu is given twice"),
                           part_names[part], row);
              return FALSE;
            }
          taken[row] = TRUE;
        }
    }
  split = g_new0 (Split, 1);
  for (RscTuningPart part = 0; part < RSC_N_TUNING_PARTS; part++)
    {
      split->n[part] = n_rows[part];
      split->rows[part] = g_memdup2 (rows[part], n_rows[part] * sizeof (gsize));
    }
  g_ptr_array_add (self->splits, split);
  return TRUE;
}

void
rsc_tuning_plan_set_activation (RscTuningPlan *self, RscActivation activation)
{
  g_return_if_fail (self != NULL);

  self->activation = activation;
}

void
rsc_tuning_plan_set_proximal (RscTuningPlan *self, const RscProximalSettings *settings)
{
  g_return_if_fail (self != NULL && settings != NULL);

  self->proximal = *settings;
}

void
rsc_tuning_plan_set_seconds (RscTuningPlan *self, double seconds)
{
  g_return_if_fail (self != NULL && seconds >= 0.0);

  self->seconds = seconds;
}

void
rsc_tuning_plan_set_bytes_max (RscTuningPlan *self, gsize bytes_max)
{
  g_return_if_fail (self != NULL);

  self->bytes_max = bytes_max;
}

void
rsc_tuning_plan_set_with_bounds (RscTuningPlan *self, gboolean with_bounds)
{
  g_return_if_fail (self != NULL);

  self->with_bounds = with_bounds;
}

gboolean
rsc_tuning_plan_get_bias (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->bias;
}

double
rsc_tuning_plan_get_lambda_per_row (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->lambda_per_row;
}

gsize
rsc_tuning_plan_get_n_gates (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_gates;
}

guint64
rsc_tuning_plan_get_seed (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->seed;
}

RscActivation
rsc_tuning_plan_get_activation (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, RSC_ACTIVATION_RELU);

  return self->activation;
}

const RscProximalSettings *
rsc_tuning_plan_get_proximal (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->proximal;
}

double
rsc_tuning_plan_get_seconds (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->seconds;
}

gsize
rsc_tuning_plan_get_bytes_max (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bytes_max;
}

gboolean
rsc_tuning_plan_get_with_bounds (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->with_bounds;
}

gsize
rsc_tuning_plan_get_n_repeats (const RscTuningPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->splits->len;
}

gsize
rsc_tuning_plan_get_n_rows (const RscTuningPlan *self, gsize repeat, RscTuningPart part)
{
  g_return_val_if_fail (self != NULL && repeat < self->splits->len, 0);
  g_return_val_if_fail (part < RSC_N_TUNING_PARTS, 0);

  return ((const Split *) g_ptr_array_index (self->splits, repeat))->n[part];
}

RscDataset *
rsc_tuning_plan_dup_part (const RscTuningPlan *self, gsize repeat, RscTuningPart part)
{
  g_return_val_if_fail (self != NULL && repeat < self->splits->len, NULL);
  g_return_val_if_fail (part < RSC_N_TUNING_PARTS, NULL);

  const Split *split = g_ptr_array_index (self->splits, repeat);

  return rsc_dataset_new_rows (self->dataset, split->n[part], split->rows[part]);
}

double *
rsc_tuning_plan_dup_gates (const RscTuningPlan *self, gsize repeat)
{
  g_return_val_if_fail (self != NULL && repeat < self->splits->len, NULL);

  const gsize d = rsc_dataset_get_d (self->dataset) + (self->bias ? 1 : 0);
  gsl_rng *rng = rsc_random_new (rsc_random_mix (self->seed + rsc_random_mix (repeat)));
  double *gates = g_new (double, self->n_gates *d);

  for (gsize k = 0; k < self->n_gates * d; k++)
    gates[k] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
  return gates;
}
