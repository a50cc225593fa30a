/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-preparation.h"

#include "core/data/rsc-row-space.h"

#include <gsl/gsl_math.h>
#include <math.h>

/* Of one feature: z = ((x - first) 2^-exponent - mean)/deviation. */
typedef struct
{
  int exponent;
  double first;
  double mean;
  double deviation; /* 0: constant */
} Scaling;

/* A power of two brings the values near 1 without rounding and keeps the squares in range.
 * Differences to the first value lose nothing when the feature is far from 0. */
static double
shift_value (const Scaling *self, double x)
{
  return ldexp (x, -self->exponent) - ldexp (self->first, -self->exponent);
}

static double
scale_value (const Scaling *self, double x)
{
  return self->deviation > 0.0 ? (shift_value (self, x) - self->mean) / self->deviation : 0.0;
}

static void
scaling_init (Scaling *self, const RscDataset *train, gsize k)
{
  gsize n = rsc_dataset_get_n (train);
  gsize d = rsc_dataset_get_d (train);
  const double *x = rsc_dataset_get_x (train);
  double largest = 0.0;
  double sum;

  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (x[i * d + k]));
  frexp (largest, &self->exponent);
  self->exponent++;
  self->first = x[k];
  self->mean = 0.0;
  /* The second pass removes the rounding of the first. */
  for (gsize pass = 0; pass < 2; pass++)
    {
      sum = 0.0;
      for (gsize i = 0; i < n; i++)
        sum += shift_value (self, x[i * d + k]) - self->mean;
      self->mean += sum / (double) n;
    }
  sum = 0.0;
  for (gsize i = 0; i < n; i++)
    sum += gsl_pow_2 (shift_value (self, x[i * d + k]) - self->mean);
  self->deviation = sqrt (sum / (double) n);
}

static RscDataset *
apply_scaling (const Scaling *scaling, const RscDataset *dataset, GError **error)
{
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset);
  const double *x = rsc_dataset_get_x (dataset);
  g_autofree double *scaled = g_new (double, MAX (n * d, 1));

  for (gsize k = 0; k < d; k++)
    for (gsize i = 0; i < n; i++)
      scaled[i * d + k] = scale_value (&scaling[k], x[i * d + k]);
  return rsc_dataset_new_scaled (dataset, scaled, error);
}

gboolean
rsc_preparation_is_suggested (const RscDataset *dataset)
{
  double least = INFINITY, largest = 0.0;

  g_return_val_if_fail (dataset != NULL, FALSE);

  for (gsize k = 0; k < rsc_dataset_get_d (dataset); k++)
    {
      Scaling scaling;
      double deviation;

      scaling_init (&scaling, dataset, k);
      deviation = ldexp (scaling.deviation, scaling.exponent);
      if (deviation == 0.0)
        continue;
      least = fmin (least, deviation);
      largest = fmax (largest, deviation);
    }
  return largest >= 1000.0 * least;
}

gboolean
rsc_preparation_enter_row_space (RscDataset **train, RscDataset **test, gboolean bias)
{
  g_autoptr (RscRowSpace) space = NULL;
  g_autofree double *design = NULL;
  RscDataset *entered;
  gsize n, d;

  g_return_val_if_fail (train != NULL && *train != NULL, FALSE);

  n = rsc_dataset_get_n (*train);
  d = rsc_dataset_get_d (*train) + (bias ? 1 : 0);
  if (d <= MAX (n, RSC_ROW_SPACE_MIN))
    return FALSE;
  design = rsc_dataset_dup_design (*train, bias);
  space = rsc_row_space_new (n, d, design);
  if (rsc_row_space_get_rank (space) == 0)
    return FALSE;
  entered = rsc_dataset_new_in_space (*train, space, bias);
  rsc_dataset_unref (*train);
  *train = entered;
  if (test != NULL && *test != NULL)
    {
      entered = rsc_dataset_new_in_space (*test, space, bias);
      rsc_dataset_unref (*test);
      *test = entered;
    }
  return TRUE;
}

void
rsc_preparation_get_units (const RscPreparation *self,
                           const RscDataset *train,
                           double *shift,
                           double *unit)
{
  g_return_if_fail (self != NULL && train != NULL);
  g_return_if_fail (shift != NULL && unit != NULL);

  for (gsize k = 0; k < rsc_dataset_get_d (train); k++)
    {
      Scaling scaling;

      shift[k] = 0.0;
      unit[k] = 1.0;
      if (!self->standardise || rsc_dataset_get_n (train) == 0)
        continue;
      scaling_init (&scaling, train, k);
      shift[k] = scaling.first + ldexp (scaling.mean, scaling.exponent);
      if (scaling.deviation > 0.0)
        unit[k] = ldexp (scaling.deviation, scaling.exponent);
    }
}

void
rsc_preparation_init (RscPreparation *self)
{
  self->split = FALSE;
  self->train_fraction = 0.5;
  self->seed = 1;
  self->standardise = FALSE;
}

gboolean
rsc_preparation_scale (RscDataset **train, RscDataset **test, GError **error)
{
  g_autoptr (RscDataset) scaled_train = NULL;
  g_autoptr (RscDataset) scaled_test = NULL;
  g_autofree Scaling *scaling = NULL;
  gsize d;

  g_return_val_if_fail (train != NULL && *train != NULL, FALSE);
  g_return_val_if_fail (test == NULL || *test == NULL
                          || rsc_dataset_get_d (*test) == rsc_dataset_get_d (*train),
                        FALSE);

  d = rsc_dataset_get_d (*train);
  scaling = g_new (Scaling, MAX (d, 1));
  for (gsize k = 0; k < d; k++)
    scaling_init (&scaling[k], *train, k);
  scaled_train = apply_scaling (scaling, *train, error);
  if (scaled_train == NULL)
    return FALSE;
  if (test != NULL && *test != NULL)
    {
      scaled_test = apply_scaling (scaling, *test, error);
      if (scaled_test == NULL)
        return FALSE;
      rsc_dataset_unref (*test);
      *test = g_steal_pointer (&scaled_test);
    }
  rsc_dataset_unref (*train);
  *train = g_steal_pointer (&scaled_train);
  return TRUE;
}

gboolean
rsc_preparation_apply (const RscPreparation *self,
                       RscDataset *source,
                       RscDataset *held,
                       RscDataset **train,
                       RscDataset **test,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && source != NULL, FALSE);
  g_return_val_if_fail (train != NULL && test != NULL, FALSE);

  *train = *test = NULL;
  if (!self->split || held != NULL)
    {
      *train = rsc_dataset_ref (source);
      *test = held ? rsc_dataset_ref (held) : NULL;
    }
  else if (!rsc_dataset_split (source, self->train_fraction, self->seed, train, test, error))
    return FALSE;
  if (!self->standardise || rsc_preparation_scale (train, test, error))
    return TRUE;
  g_clear_pointer (train, rsc_dataset_unref);
  g_clear_pointer (test, rsc_dataset_unref);
  return FALSE;
}
