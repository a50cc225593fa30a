/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-row-scales.h"

#include "core/numerics/rsc-singular.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>

/* The rounding of each row, in units of that of a number of size 1. */
static double *
measure_rows (const RscProblem *problem)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  double *sizes = g_new0 (double, n + 1);
  g_autofree double *largest = g_new0 (double, d);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      largest[k] = MAX (largest[k], fabs (x[i * d + k]));
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      sizes[i] += fabs (x[i * d + k]) * largest[k];
  return sizes;
}

static gboolean
are_alike (gsize n, const double *sizes)
{
  double least = INFINITY, most = 0.0;

  for (gsize i = 0; i < n; i++)
    if (sizes[i] > 0.0)
      {
        least = MIN (least, sizes[i]);
        most = MAX (most, sizes[i]);
      }
  return !(most > RSC_ROW_SPREAD * least);
}

/* Whether some singular value of the unit activations is between the two tolerances of a rank. */
static gboolean
is_close (gsize n, gsize m, const RscNeuron *neurons)
{
  const gsize count = MIN (n, m);
  g_autofree double *unit = g_new (double, n *m + 1);
  g_autofree double *v = g_new (double, m *m + 1);
  g_autofree double *singular = g_new0 (double, count + 1);
  gsize rank, coarse = 0, fine = 0;

  for (gsize k = 0; k < m; k++)
    {
      if (!(neurons[k].length > 0.0))
        return FALSE;
      for (gsize i = 0; i < n; i++)
        unit[i * m + k] = neurons[k].activation[i] / neurons[k].length;
    }
  if (!rsc_singular_find (n, m, unit, v, singular, &rank))
    return FALSE;
  for (gsize k = 0; k < count; k++)
    {
      coarse += singular[k] > RSC_TOLERANCE_RANK * RSC_TOLERANCE_RANK_DOUBT * singular[0];
      fine += singular[k] > RSC_TOLERANCE_RANK_EXACT * singular[0];
    }
  return fine > coarse;
}

double *
rsc_row_scales_new (const RscProblem *problem,
                    gsize n_neurons,
                    const RscNeuron *neurons,
                    gboolean exact)
{
  g_return_val_if_fail (problem != NULL, NULL);

  const gsize n = rsc_problem_get_n (problem);
  double *scales = g_new (double, n + 1);
  g_autofree double *sizes = exact && n_neurons > 1 ? measure_rows (problem) : NULL;
  const gboolean scaled =
    sizes != NULL && !are_alike (n, sizes) && is_close (n, n_neurons, neurons);

  for (gsize i = 0; i < n; i++)
    {
      int exponent = 0;

      if (scaled)
        frexp (sizes[i], &exponent);
      scales[i] = ldexp (1.0, -exponent);
    }
  return scales;
}
