/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-solver-point.h"

#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <gsl/gsl_cblas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

void
rsc_solver_point_correct (gsize n,
                          const double *scales,
                          gsize n_neurons,
                          const RscNeuron *neurons,
                          const double *fit,
                          double *a)
{
  gsize t = 0;
  g_autofree gsize *used = g_new (gsize, n_neurons + 1);
  g_autofree double *missing = g_memdup2 (fit, n * sizeof (double));
  g_autofree double *terms = g_new0 (double, n + 1);
  gboolean missed = FALSE;

  for (gsize k = 0; k < n_neurons; k++)
    if (a[k] > 0.0)
      {
        used[t++] = k;
        for (gsize i = 0; i < n; i++)
          {
            const double value = a[k] * neurons[k].activation[i];

            missing[i] -= value;
            terms[i] += fabs (value);
          }
      }
  /* Nothing to correct where no more is missing than the rounding of these sums. */
  for (gsize i = 0; i < n; i++)
    missed = missed || fabs (missing[i]) > (2.0 + (double) t) * DBL_EPSILON * terms[i];
  if (t == 0 || !missed)
    return;
  /* Near 1, so that no square leaves the range of a double. */
  gsize rows = MAX (n, t);
  double scale = 0.0;
  for (gsize j = 0; j < t; j++)
    {
      double length = 0.0;

      for (gsize i = 0; i < n; i++)
        length = hypot (length, scales[i] * neurons[used[j]].activation[i]);
      scale = MAX (scale, length);
    }
  gsl_matrix *u = gsl_matrix_calloc (rows, t);
  gsl_matrix *v = gsl_matrix_alloc (t, t);
  gsl_vector *s = gsl_vector_alloc (t);
  gsl_vector *work = gsl_vector_alloc (t);
  gsl_vector *rhs = gsl_vector_calloc (rows);
  gsl_vector *change = gsl_vector_alloc (t);
  for (gsize i = 0; i < n; i++)
    {
      gsl_vector_set (rhs, i, scales[i] * missing[i] / scale);
      for (gsize j = 0; j < t; j++)
        gsl_matrix_set (u, i, j, scales[i] * neurons[used[j]].activation[i] / scale);
    }
  if (gsl_linalg_SV_decomp (u, v, s, work) == 0)
    {
      for (gsize j = 0; j < t; j++)
        if (gsl_vector_get (s, j) < RSC_TOLERANCE_RANK * gsl_vector_get (s, 0))
          gsl_vector_set (s, j, 0.0);
      gsl_linalg_SV_solve (u, v, s, rhs, change);
      gboolean positive = TRUE;
      for (gsize j = 0; j < t; j++)
        positive = positive && a[used[j]] + gsl_vector_get (change, j) > 0.0;
      for (gsize j = 0; j < t && positive; j++)
        a[used[j]] += gsl_vector_get (change, j);
    }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
  gsl_vector_free (rhs);
  gsl_vector_free (change);
}
