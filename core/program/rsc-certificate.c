/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-certificate.h"

#include "core/program/rsc-pricer.h"

#include <float.h>
#include <math.h>

/* Projections between two looks at the cancellable. */
#define PROJECTIONS_PER_POLL 256

/* max_b ||v_b||: first the block with the largest upper bound, then all whose bound is above the
 * best so far. */
static gboolean
find_largest (RscPricer *pricer,
              const RscProblem *problem,
              double *norm_max,
              gsize *block_max,
              GCancellable *cancellable,
              GError **error)
{
  const gsize d = rsc_problem_get_d (problem);
  const gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  const gsize step = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  g_autofree double *v = g_new (double, d + 1);
  g_autofree double *bounds = g_new (double, n_blocks + 1);
  gsize projections = 0, first = 0;

  *norm_max = 0.0;
  *block_max = 0;
  rsc_pricer_list_bounds (pricer, bounds);
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (bounds[block] > bounds[first])
        first = block;
    }
  if (n_blocks > 0)
    {
      *norm_max = rsc_pricer_project_again (pricer, first, 0.0, v, NULL, NULL);
      *block_max = first;
    }
  for (gsize block = 0; block < n_blocks; block += step)
    {
      double norm;

      if (block == first || bounds[block] <= *norm_max)
        continue;
      if (projections++ % PROJECTIONS_PER_POLL == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      norm = rsc_pricer_project_again (pricer, block, *norm_max, v, NULL, NULL);
      if (norm > *norm_max)
        {
          *norm_max = norm;
          *block_max = block;
        }
    }
  return TRUE;
}

/* @norm_max and @nu: in the pricer's units. */
static void
evaluate (const RscPricer *pricer,
          double lambda,
          const double *fit,
          double penalty,
          const double *nu,
          double norm_max,
          RscCertificate *certificate)
{
  const RscProblem *problem = rsc_pricer_get_problem (pricer);
  const gsize n = rsc_problem_get_n (problem);
  const double *y = rsc_problem_get_y (problem);
  const int ex = rsc_pricer_get_x_exponent (pricer), ey = rsc_pricer_get_y_exponent (pricer);
  const double scaled_lambda = ldexp (lambda, -(ex + ey));
  const double scaled_penalty = ldexp (penalty, ex - ey);
  double t, objective, gap;
  long double square = 0.0L, distance = 0.0L, product = 0.0L;

  /* With any feasible t ν,
   *   P - D = 1/2 ||r - t ν||² + (λ Σ ||w_b|| - t ν^T ŷ),
   * where the last part is Σ_b (λ ||w_b|| - t w_b^T Z_b^T ν), every term of which is >= 0. Taken
   * this way no large squares cancel: the first part is right to the rounding of r squared, the
   * second to a few ulp of λ Σ ||w_b||. */
  t = norm_max > scaled_lambda ? scaled_lambda / norm_max : 1.0;
  for (gsize i = 0; i < n; i++)
    {
      const long double r = ldexp (y[i] - fit[i], -ey), e = r - (long double) t * nu[i];

      square += r * r;
      distance += e * e;
      product += (long double) ldexp (fit[i], -ey) * nu[i];
    }
  objective = (double) (0.5L * square + (long double) scaled_lambda * scaled_penalty);
  gap = (double) (0.5L * distance + ((long double) scaled_lambda * scaled_penalty - t * product));
  /* Nothing below that rounding can be told. */
  if (gap < DBL_EPSILON * scaled_lambda * scaled_penalty)
    gap = DBL_EPSILON * scaled_lambda * scaled_penalty;

  certificate->objective = ldexp (objective, 2 * ey);
  certificate->gap = ldexp (gap, 2 * ey);
  certificate->dual_objective = ldexp (objective - gap, 2 * ey);
  certificate->relative_gap = gap == 0.0 ? 0.0 : gap / objective;
  certificate->norm_max = ldexp (norm_max, ex + ey);
}

static void
scale_dual (const RscPricer *pricer, gsize n, const double *fit, const double *dual, double *nu)
{
  const double *y = rsc_problem_get_y (rsc_pricer_get_problem (pricer));

  for (gsize i = 0; i < n; i++)
    nu[i] = ldexp (dual != NULL ? dual[i] : y[i] - fit[i], -rsc_pricer_get_y_exponent (pricer));
}

void
rsc_certificate_evaluate (const RscPricer *pricer,
                          double lambda,
                          const double *fit,
                          double penalty,
                          const double *dual,
                          double norm_max,
                          RscCertificate *certificate)
{
  const gsize n = rsc_problem_get_n (rsc_pricer_get_problem (pricer));
  g_autofree double *nu = g_new (double, n);

  g_return_if_fail (lambda > 0.0 && fit != NULL);

  scale_dual (pricer, n, fit, dual, nu);
  certificate->block_max = 0;
  evaluate (
    pricer, lambda, fit, penalty, nu,
    ldexp (norm_max, -(rsc_pricer_get_x_exponent (pricer) + rsc_pricer_get_y_exponent (pricer))),
    certificate);
}

gboolean
rsc_certificate_compute (RscPricer *pricer,
                         double lambda,
                         const double *fit,
                         double penalty,
                         const double *dual,
                         RscCertificate *certificate,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (pricer != NULL && lambda > 0.0 && fit != NULL && certificate != NULL,
                        FALSE);

  const RscProblem *problem = rsc_pricer_get_problem (pricer);
  const gsize n = rsc_problem_get_n (problem);
  g_autofree double *nu = g_new (double, n);
  double norm_max;

  scale_dual (pricer, n, fit, dual, nu);
  if (!rsc_pricer_sweep (pricer, nu, cancellable, error)
      || !find_largest (pricer, problem, &norm_max, &certificate->block_max, cancellable, error))
    return FALSE;

  /* No block is correlated with y, so y itself is feasible for every λ above rounding: below that
   * nobody can tell. */
  if (rsc_problem_get_lambda_max (problem) == 0.0 && penalty == 0.0 && dual == NULL
      && ldexp (lambda, -(rsc_pricer_get_x_exponent (pricer) + rsc_pricer_get_y_exponent (pricer)))
           > rsc_problem_measure_rounding (n, rsc_problem_get_d (problem),
                                           rsc_pricer_get_x (pricer), rsc_pricer_get_y (pricer)))
    norm_max = 0.0;
  evaluate (pricer, lambda, fit, penalty, nu, norm_max, certificate);
  return TRUE;
}
