/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-row-scales.h"

#include "core/numerics/rsc-singular.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* Of each row the largest entry of the unit activations; 0 where all are below @known. */
static double *
measure_rows (gsize n, gsize m, const RscNeuron *neurons, double known)
{
  double *sizes = g_new0 (double, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < m; k++)
        sizes[i] = MAX (sizes[i], fabs (neurons[k].activation[i]) / neurons[k].length);
      if (sizes[i] < known)
        sizes[i] = 0.0;
    }
  return sizes;
}

/* The number of singular values of the unit activations, each row times its scale (NULL: 1), that
 * are clearly not zero. */
static gsize
count_clear (gsize n, gsize m, const RscNeuron *neurons, const double *scales)
{
  const gsize count = MIN (n, m);
  g_autofree double *unit = g_new (double, n *m + 1);
  g_autofree double *v = g_new (double, m *m + 1);
  g_autofree double *singular = g_new0 (double, count + 1);
  gsize rank, clear = 0;

  for (gsize k = 0; k < m; k++)
    {
      double square = 0.0;

      for (gsize i = 0; i < n; i++)
        {
          unit[i * m + k] =
            neurons[k].activation[i] / neurons[k].length * (scales != NULL ? scales[i] : 1.0);
          square += unit[i * m + k] * unit[i * m + k];
        }
      for (gsize i = 0; i < n; i++)
        unit[i * m + k] /= sqrt (square);
    }
  if (!rsc_singular_find (n, m, unit, v, singular, &rank))
    return 0;
  for (gsize k = 0; k < count; k++)
    clear += singular[k] > RSC_TOLERANCE_RANK * RSC_TOLERANCE_RANK_DOUBT * singular[0];
  return clear;
}

gboolean
rsc_row_scales_find (const RscProblem *problem,
                     gsize n_neurons,
                     const RscNeuron *neurons,
                     double known,
                     const gsize *rank,
                     double *scales)
{
  g_return_val_if_fail (problem != NULL && scales != NULL, FALSE);

  const gsize n = rsc_problem_get_n (problem);
  gboolean alike = TRUE;

  for (gsize k = 0; k < n_neurons; k++)
    if (!(neurons[k].length > 0.0))
      return FALSE;
  if (n_neurons < 2 || !(known < RSC_ROW_SMALL))
    return FALSE;
  g_autofree double *sizes = measure_rows (n, n_neurons, neurons, known);
  for (gsize i = 0; i < n; i++)
    alike = alike && !(sizes[i] > 0.0 && sizes[i] < RSC_ROW_SMALL);
  /* Nothing but a small row can hide a rank. */
  if (alike)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      int exponent = 0;

      if (sizes[i] > 0.0)
        frexp (sizes[i], &exponent);
      sizes[i] = ldexp (1.0, -exponent);
    }
  if (count_clear (n, n_neurons, neurons, sizes)
      <= (rank != NULL ? *rank : count_clear (n, n_neurons, neurons, NULL)))
    return FALSE;
  memcpy (scales, sizes, n * sizeof (double));
  return TRUE;
}

double *
rsc_row_scales_new (const RscProblem *problem,
                    gsize n_neurons,
                    const RscNeuron *neurons,
                    double known)
{
  g_return_val_if_fail (problem != NULL, NULL);

  const gsize n = rsc_problem_get_n (problem);
  double *scales = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    scales[i] = 1.0;
  rsc_row_scales_find (problem, n_neurons, neurons, known, NULL, scales);
  return scales;
}
