/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-preparation.h"

#include "core/data/rsc-row-space.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

/* Of one feature: z = ((x - first) unit - mean)/deviation. A power of two brings the values near 1
 * without rounding and keeps the squares in range. */
typedef struct
{
  int exponent;
  double unit; /* 2^-exponent */
  double first;
  double mean;
  double deviation; /* 0: constant */
} Scaling;

/* Differences to the first value lose nothing when the feature is far from 0. */
static double
shift_value (const Scaling *self, double x)
{
  return x * self->unit - self->first * self->unit;
}

static double
scale_value (const Scaling *self, double x)
{
  return self->deviation > 0.0 ? (shift_value (self, x) - self->mean) / self->deviation : 0.0;
}

/* Of @d features of @train from @first on. Free with g_free(). Row after row, as they lie in
 * memory: of wide data a column at a time takes many times as long. O(n @d). */
static Scaling *
scalings_new (const RscDataset *train, gsize first, gsize d)
{
  const gsize n = rsc_dataset_get_n (train), apart = rsc_dataset_get_d (train);
  const double *x = rsc_dataset_get_x (train) + first;
  Scaling *self = g_new0 (Scaling, MAX (d, 1));
  g_autofree double *sums = g_new (double, MAX (d, 1));

  memset (sums, 0, d * sizeof *sums);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      sums[k] = fmax (sums[k], fabs (x[i * apart + k]));
  for (gsize k = 0; k < d; k++)
    {
      frexp (sums[k], &self[k].exponent);
      /* The inverse of the least numbers is none. */
      self[k].exponent = MAX (self[k].exponent + 1, DBL_MIN_EXP);
      self[k].unit = ldexp (1.0, -self[k].exponent);
      self[k].first = n > 0 ? x[k] : 0.0;
    }
  /* The second pass removes the rounding of the first. */
  for (gsize pass = 0; pass < 2; pass++)
    {
      memset (sums, 0, d * sizeof *sums);
      for (gsize i = 0; i < n; i++)
        for (gsize k = 0; k < d; k++)
          sums[k] += shift_value (&self[k], x[i * apart + k]) - self[k].mean;
      for (gsize k = 0; k < d; k++)
        self[k].mean += sums[k] / (double) n;
    }
  memset (sums, 0, d * sizeof *sums);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      sums[k] += gsl_pow_2 (shift_value (&self[k], x[i * apart + k]) - self[k].mean);
  for (gsize k = 0; k < d; k++)
    self[k].deviation = sqrt (sums[k] / (double) n);
  return self;
}

static RscDataset *
apply_scaling (const Scaling *scaling, const RscDataset *dataset, GError **error)
{
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset);
  const double *x = rsc_dataset_get_x (dataset);
  g_autofree double *scaled = g_new (double, MAX (n * d, 1));

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      scaled[i * d + k] = scale_value (&scaling[k], x[i * d + k]);
  return rsc_dataset_new_scaled (dataset, scaled, error);
}

gboolean
rsc_preparation_is_suggested (const RscDataset *dataset)
{
  g_autofree Scaling *scalings = NULL;
  double least = INFINITY, largest = 0.0;

  g_return_val_if_fail (dataset != NULL, FALSE);

  scalings = scalings_new (dataset, 0, rsc_dataset_get_d (dataset));
  for (gsize k = 0; k < rsc_dataset_get_d (dataset); k++)
    {
      const double deviation = ldexp (scalings[k].deviation, scalings[k].exponent);

      if (deviation == 0.0)
        continue;
      least = fmin (least, deviation);
      largest = fmax (largest, deviation);
    }
  return largest >= 1000.0 * least;
}

gboolean
rsc_preparation_enter_row_space (RscDataset **train,
                                 RscDataset **test,
                                 gboolean bias,
                                 GCancellable *cancellable)
{
  g_autoptr (RscRowSpace) space = NULL;
  g_autofree double *design = NULL;
  g_autoptr (RscDataset) entered = NULL;
  g_autoptr (RscDataset) entered_test = NULL;
  gsize n, d;

  g_return_val_if_fail (train != NULL && *train != NULL, FALSE);

  n = rsc_dataset_get_n (*train);
  d = rsc_dataset_get_d (*train) + (bias ? 1 : 0);
  if (d <= MAX (n, RSC_ROW_SPACE_MIN))
    return FALSE;
  design = rsc_dataset_dup_design (*train, bias);
  space = rsc_row_space_new (n, d, design, cancellable);
  if (space == NULL || rsc_row_space_get_rank (space) == 0)
    return FALSE;
  entered = rsc_dataset_new_in_space (*train, space, bias, cancellable);
  if (entered != NULL && test != NULL && *test != NULL)
    entered_test = rsc_dataset_new_in_space (*test, space, bias, cancellable);
  if (entered == NULL || (test != NULL && *test != NULL && entered_test == NULL))
    return FALSE;
  rsc_dataset_unref (*train);
  *train = g_steal_pointer (&entered);
  if (entered_test != NULL)
    {
      rsc_dataset_unref (*test);
      *test = g_steal_pointer (&entered_test);
    }
  return TRUE;
}

void
rsc_preparation_get_unit (const RscPreparation *self,
                          const RscDataset *train,
                          gsize k,
                          double *shift,
                          double *unit)
{
  g_autofree Scaling *scaling = NULL;

  g_return_if_fail (self != NULL && train != NULL && k < rsc_dataset_get_d (train));
  g_return_if_fail (shift != NULL && unit != NULL);

  *shift = 0.0;
  *unit = 1.0;
  if (!self->standardise || rsc_dataset_get_n (train) == 0)
    return;
  scaling = scalings_new (train, k, 1);
  *shift = scaling->first + ldexp (scaling->mean, scaling->exponent);
  if (scaling->deviation > 0.0)
    *unit = ldexp (scaling->deviation, scaling->exponent);
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

  g_return_val_if_fail (train != NULL && *train != NULL, FALSE);
  g_return_val_if_fail (test == NULL || *test == NULL
                          || rsc_dataset_get_d (*test) == rsc_dataset_get_d (*train),
                        FALSE);

  scaling = scalings_new (*train, 0, rsc_dataset_get_d (*train));
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
