/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-equicorrelation.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* The solver's own active blocks have ||v_b|| = λ up to its error; the decision allows this many
 * times that error, so a solution that is not polished does not lose its own neurons. */
#define ERROR_MARGIN 10.0
/* Largest relative distance from λ that may still be called equal, however rough the solution. */
#define TOLERANCE_MAX 1e-3
/* Blocks of less than this share of the penalty say nothing about the solver's error. */
#define BLOCK_NEGLIGIBLE 1e-7
/* remove_shadows(): how near its true direction a shadow is at most, how much of θ² it must be short
 * of (exactly 1/2 of it), and how much counts as rounding. */
#define SHADOW_REACH 3e-5
#define SHADOW_SHARE 0.25
#define SHADOW_NOISE 3e-15

/* How far the solver's own blocks are from ||v_b|| = λ: the error of its dual point. */
static double
measure_tolerance (RscSolution *solution, RscPricer *pricer, double lambda)
{
  gsize d = rsc_problem_get_d (rsc_solution_get_problem (solution));
  double worst = 0.0;
  g_autofree double *v = g_new (double, d);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
    {
      double share = cblas_dnrm2 ((int) d, rsc_solution_get_w (solution, k), 1)
                     / rsc_solution_get_penalty (solution);
      if (share < BLOCK_NEGLIGIBLE)
        continue;
      double norm =
        rsc_pricer_project_again (pricer, rsc_solution_get_block (solution, k), 0.0, v, NULL, NULL);
      worst = MAX (worst, fabs (norm / lambda - 1.0));
    }
  return CLAMP (ERROR_MARGIN * worst, RSC_TOLERANCE_EQUICORRELATED, TOLERANCE_MAX);
}

/* Where a direction is close to a data point's hyperplane, the block beyond it has its v_b on the shared
 * wall, off by an angle θ and shorter by exactly θ²/2: within tolerance for θ < 1e-5, but not
 * equicorrelated. Such blocks are taken out; *@next as in rsc_equicorrelation_find(). */
static void
remove_shadows (const RscProblem *problem,
                GArray *blocks,
                GArray *directions,
                GArray *norms,
                double lambda,
                double *next)
{
  const gsize d = rsc_problem_get_d (problem), count = blocks->len;
  const double *norm = (const double *) (void *) norms->data;
  gsize *block = (gsize *) (void *) blocks->data;
  double *direction = (double *) (void *) directions->data;
  g_autofree gboolean *shadow = g_new0 (gboolean, count + 1);
  double longest = 0.0;
  gsize kept = 0;

  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    return;
  for (gsize i = 0; i < count; i++)
    longest = MAX (longest, norm[i]);
  for (gsize i = 0; i < count; i++)
    {
      if (!(norm[i] < longest * (1.0 - SHADOW_NOISE)))
        continue;
      for (gsize j = 0; j < count && !shadow[i]; j++)
        {
          double square = 0.0;

          if (!(norm[j] > norm[i]) || RSC_BLOCK_SIGN (block[i]) != RSC_BLOCK_SIGN (block[j]))
            continue;
          for (gsize k = 0; k < d; k++)
            {
              const double e = direction[i * d + k] - direction[j * d + k];

              square += e * e;
            }
          shadow[i] = square < SHADOW_REACH * SHADOW_REACH
                      && 1.0 - norm[i] / norm[j] > SHADOW_SHARE * square
                      && 1.0 - norm[i] / norm[j] > SHADOW_NOISE;
        }
    }
  for (gsize i = 0; i < count; i++)
    {
      if (shadow[i])
        {
          *next = MAX (*next, norm[i] / lambda);
          continue;
        }
      block[kept] = block[i];
      memmove (direction + kept * d, direction + i * d, d * sizeof (double));
      kept++;
    }
  g_array_set_size (blocks, (guint) kept);
  g_array_set_size (directions, (guint) (kept * d));
}

/* The blocks whose upper bound reaches λ are projected first, then the largest bound of the rest, and
 * then only what may lie above the best of those. @blocks and @directions (d each) collect the
 * equicorrelated ones in increasing order; *@next the largest ||v_b||/λ of the others. */
gboolean
rsc_equicorrelation_find (RscSolution *solution,
                          RscPricer *given,
                          GArray *blocks,
                          GArray *directions,
                          double *next,
                          GCancellable *cancellable,
                          GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gsize step = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autoptr (RscPricer) own = given == NULL ? rsc_pricer_new (problem) : NULL;
  RscPricer *pricer = given != NULL ? given : own;
  int y_exponent = rsc_pricer_get_y_exponent (pricer);
  double lambda =
    ldexp (rsc_solution_get_lambda (solution), -(rsc_pricer_get_x_exponent (pricer) + y_exponent));
  g_autofree double *r = g_new (double, n);
  g_autofree double *v = g_new (double, d);
  g_autofree double *bounds = g_new (double, n_blocks + 1);
  g_autoptr (GArray) norms = g_array_new (FALSE, FALSE, sizeof (double));
  gsize first = G_MAXSIZE;
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (rsc_solution_get_dual (solution)[i], -y_exponent);
  if (!rsc_pricer_sweep (pricer, r, cancellable, error))
    return FALSE;
  const double threshold = (1.0 - measure_tolerance (solution, pricer, lambda)) * lambda;
  *next = 0.0;
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bounds[block] = rsc_pricer_get_bound (pricer, block);
      if (bounds[block] >= threshold)
        {
          double norm = rsc_pricer_project_again (pricer, block, threshold, v, NULL, NULL);

          bounds[block] = norm;
          if (norm >= threshold)
            {
              cblas_dscal ((int) d, 1.0 / norm, v, 1);
              g_array_append_val (blocks, block);
              g_array_append_vals (directions, v, (guint) d);
              g_array_append_val (norms, norm);
              bounds[block] = 0.0;
            }
        }
      if (bounds[block] > largest)
        {
          largest = bounds[block];
          first = block;
        }
    }
  if (first != G_MAXSIZE)
    *next = rsc_pricer_project_again (pricer, first, 0.0, v, NULL, NULL) / lambda;
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (block == first || bounds[block] <= *next * lambda)
        continue;
      double norm = rsc_pricer_project_again (pricer, block, *next * lambda, v, NULL, NULL);
      *next = MAX (*next, norm / lambda);
    }
  remove_shadows (problem, blocks, directions, norms, lambda, next);
  return TRUE;
}
