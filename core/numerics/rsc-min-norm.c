/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-min-norm.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/* Steps a dimension before rounding is taken to lead around in circles. */
#define STEPS_PER_DIMENSION 50

/* The corral: affinely independent points whose hull has x inside. */
typedef struct
{
  gsize d;
  gsize n;
  double *points;  /* (d + 1) × d */
  double *weights; /* d + 1, their sum 1 */
  double *target;  /* d + 1 */
} Corral;

static void
combine (const Corral *corral, double *x)
{
  memset (x, 0, corral->d * sizeof (double));
  for (gsize k = 0; k < corral->n; k++)
    cblas_daxpy ((int) corral->d, corral->weights[k], corral->points + k * corral->d, 1, x, 1);
}

/* Weights, of any sign and sum 1, of the point of least norm in the affine hull of the corral: min
 * ||p_0 + B t||, the columns of B the differences to p_0. FALSE where these are dependent. */
static gboolean
find_affine (Corral *corral)
{
  const gsize d = corral->d, k = corral->n - 1;
  double sum = 0.0;

  if (k == 0)
    {
      corral->target[0] = 1.0;
      return TRUE;
    }
  g_autofree double *data = g_new (double, d *k + 2 * k + 2 * d);
  gsl_matrix_view b = gsl_matrix_view_array (data, d, k);
  gsl_vector_view tau = gsl_vector_view_array (data + d * k, k);
  gsl_vector_view t = gsl_vector_view_array (data + d * k + k, k);
  gsl_vector_view rhs = gsl_vector_view_array (data + d * k + 2 * k, d);
  gsl_vector_view residual = gsl_vector_view_array (data + d * k + 2 * k + d, d);

  for (gsize i = 0; i < d; i++)
    {
      for (gsize j = 0; j < k; j++)
        gsl_matrix_set (&b.matrix, i, j, corral->points[(j + 1) * d + i] - corral->points[i]);
      gsl_vector_set (&rhs.vector, i, -corral->points[i]);
    }
  gsl_linalg_QR_decomp (&b.matrix, &tau.vector);
  for (gsize j = 0; j < k; j++)
    if (fabs (gsl_matrix_get (&b.matrix, j, j))
        <= RSC_TOLERANCE_MIN_NORM * fabs (gsl_matrix_get (&b.matrix, 0, 0)))
      return FALSE;
  gsl_linalg_QR_lssolve (&b.matrix, &tau.vector, &rhs.vector, &t.vector, &residual.vector);
  for (gsize j = 0; j < k; j++)
    {
      corral->target[j + 1] = gsl_vector_get (&t.vector, j);
      if (!isfinite (corral->target[j + 1]))
        return FALSE;
      sum += corral->target[j + 1];
    }
  corral->target[0] = 1.0 - sum;
  return TRUE;
}

static void
take_out (Corral *corral, gsize k)
{
  const gsize rest = corral->n - 1 - k;

  memmove (corral->points + k * corral->d, corral->points + (k + 1) * corral->d,
           rest * corral->d * sizeof (double));
  memmove (corral->weights + k, corral->weights + k + 1, rest * sizeof (double));
  corral->n--;
}

/* Walks from the weights towards their targets until the first is 0, whose point leaves; TRUE when
 * all of the way could be walked. */
static gboolean
walk (Corral *corral)
{
  double share = 1.0;
  gsize first = corral->n;

  for (gsize k = 0; k < corral->n; k++)
    if (corral->target[k] <= RSC_TOLERANCE_MIN_NORM_WEIGHT)
      {
        const double weight = corral->weights[k];
        const double reach =
          weight > corral->target[k] ? weight / (weight - corral->target[k]) : 0.0;

        if (reach <= share)
          {
            share = reach;
            first = k;
          }
      }
  for (gsize k = 0; k < corral->n; k++)
    corral->weights[k] += share * (corral->target[k] - corral->weights[k]);
  if (first == corral->n)
    return TRUE;
  corral->weights[first] = 0.0;
  for (gsize k = corral->n; k-- > 0;)
    if (corral->weights[k] <= 0.0 && corral->n > 1)
      take_out (corral, k);
  return FALSE;
}

/* To the point of least norm in the hull of the corral. */
static void
descend (Corral *corral)
{
  for (;;)
    {
      if (!find_affine (corral))
        {
          /* The last point adds no direction. */
          take_out (corral, corral->n - 1);
          break;
        }
      if (walk (corral))
        break;
    }
  const double sum = cblas_dasum ((int) corral->n, corral->weights, 1);
  cblas_dscal ((int) corral->n, 1.0 / sum, corral->weights, 1);
}

double
rsc_min_norm_find (gsize d, RscMinNormOracle oracle, gpointer user_data, double *x)
{
  g_return_val_if_fail (d > 0 && oracle != NULL && x != NULL, 0.0);

  g_autofree double *points = g_new (double, (d + 1) * d);
  g_autofree double *weights = g_new (double, d + 1);
  g_autofree double *target = g_new (double, d + 1);
  g_autofree double *p = g_new (double, d);
  g_autofree double *best = g_new (double, d);
  Corral corral = { d, 1, points, weights, target };
  double largest = 0.0, norm = INFINITY;

  memset (x, 0, d * sizeof (double));
  oracle (x, points, user_data);
  weights[0] = 1.0;
  memcpy (best, points, d * sizeof (double));
  norm = cblas_dnrm2 ((int) d, best, 1);
  largest = norm * norm;
  for (gsize step = 0; step < STEPS_PER_DIMENSION * (d + 1); step++)
    {
      oracle (best, p, user_data);
      const double size = cblas_dnrm2 ((int) d, p, 1);

      largest = MAX (largest, size * size);
      if (cblas_ddot ((int) d, best, 1, p, 1) >= norm * norm - RSC_TOLERANCE_MIN_NORM * largest)
        break;
      if (corral.n == d + 1)
        break;
      memcpy (points + corral.n * d, p, d * sizeof (double));
      weights[corral.n++] = 0.0;
      descend (&corral);
      combine (&corral, x);
      const double now = cblas_dnrm2 ((int) d, x, 1);

      if (now >= norm)
        break;
      norm = now;
      memcpy (best, x, d * sizeof (double));
    }
  memcpy (x, best, d * sizeof (double));
  return norm;
}
