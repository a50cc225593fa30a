/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-scale.h"

#include <math.h>

void
rsc_path_scale_init (RscPathScale *self, const RscPath *path)
{
  RscProblem *problem = rsc_path_get_problem (path);
  const gsize n = rsc_problem_get_n (problem);
  const double *y = rsc_problem_get_y (problem);
  double scale = 0.0;

  g_return_if_fail (self != NULL && path != NULL);

  self->n_points = rsc_path_get_n_points (path);
  self->lambda_max = rsc_problem_get_lambda_max (problem);
  self->lambda = g_new (double, self->n_points + 1);
  self->penalty = g_new (double, self->n_points + 1);
  self->error = g_new (double, self->n_points + 1);
  self->cross = g_new0 (double, self->n_points + 1);
  for (gsize i = 0; i < n; i++)
    scale += y[i] * y[i];
  if (!(scale > 0.0))
    scale = 1.0;
  for (gsize k = 0; k < self->n_points; k++)
    {
      const RscSolution *solution = rsc_path_get_point (path, k)->solution;
      const double *fit = rsc_solution_get_fit (solution);

      self->lambda[k] = rsc_solution_get_lambda (solution);
      self->penalty[k] = rsc_solution_get_penalty (solution);
      self->error[k] = rsc_solution_get_squared_error (solution) / scale;
      if (k > 0)
        {
          const double *before = rsc_solution_get_fit (rsc_path_get_point (path, k - 1)->solution);
          for (gsize i = 0; i < n; i++)
            self->cross[k - 1] += (y[i] - fit[i]) * (y[i] - before[i]) / scale;
        }
    }
}

void
rsc_path_scale_clear (RscPathScale *self)
{
  g_clear_pointer (&self->lambda, g_free);
  g_clear_pointer (&self->penalty, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->cross, g_free);
}

/* Value on the axis at the fraction @s from point @k to the next. */
static double
evaluate_x (const RscPathScale *self, RscPathX x, gsize k, double s)
{
  const double t = 1.0 - s;

  if (k + 1 >= self->n_points)
    s = 0.0;
  switch (x)
    {
    case RSC_PATH_X_PENALTY:
      return s == 0.0 ? self->penalty[k] : t * self->penalty[k] + s * self->penalty[k + 1];
    case RSC_PATH_X_ERROR:
      if (s == 0.0)
        return self->error[k];
      return t * t * self->error[k] + 2.0 * s * t * self->cross[k] + s * s * self->error[k + 1];
    case RSC_PATH_X_LAMBDA:
    default:
      return (s == 0.0 ? self->lambda[k] : t * self->lambda[k] + s * self->lambda[k + 1])
             / self->lambda_max;
    }
}

gboolean
rsc_path_scale_is_known (const RscPathScale *self, double lambda)
{
  return self->n_points > 0 && lambda <= self->lambda[0]
         && lambda >= self->lambda[self->n_points - 1];
}

gsize
rsc_path_scale_find_point (const RscPathScale *self, double lambda)
{
  gsize low = 0, high = self->n_points;

  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (self->lambda[middle] >= lambda)
        low = middle;
      else
        high = middle;
    }
  return low;
}

double
rsc_path_scale_get_x (const RscPathScale *self, RscPathX x, double lambda)
{
  gsize low;

  if (!rsc_path_scale_is_known (self, lambda))
    return NAN;
  if (x == RSC_PATH_X_LAMBDA)
    return lambda / self->lambda_max;
  low = rsc_path_scale_find_point (self, lambda);
  if (low + 1 >= self->n_points)
    return evaluate_x (self, x, low, 0.0);
  const double width = self->lambda[low] - self->lambda[low + 1];
  return evaluate_x (self, x, low, CLAMP ((self->lambda[low] - lambda) / width, 0.0, 1.0));
}

double
rsc_path_scale_get_lambda (const RscPathScale *self, RscPathX x, double value)
{
  if (self->n_points == 0 || !isfinite (value))
    return NAN;

  const gsize last = self->n_points - 1;
  const double first = evaluate_x (self, x, 0, 0.0), final = evaluate_x (self, x, last, 0.0);
  const gboolean rises = x == RSC_PATH_X_PENALTY;

  if (rises ? !(value >= first && value <= final) : !(value <= first && value >= final))
    return NAN;
  if (x == RSC_PATH_X_LAMBDA)
    return CLAMP (value * self->lambda_max, self->lambda[last], self->lambda[0]);

  /* Along the path the penalty only grows and the error only falls. */
  gsize low = 0, high = last;
  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;
      const double there = evaluate_x (self, x, middle, 0.0);

      if (rises ? there <= value : there >= value)
        low = middle;
      else
        high = middle;
    }
  double near = 0.0, far = 1.0;
  for (int i = 0; i < 50 && high > low; i++)
    {
      const double middle = 0.5 * (near + far), there = evaluate_x (self, x, low, middle);

      if (rises ? there <= value : there >= value)
        near = middle;
      else
        far = middle;
    }
  return self->lambda[low] + near * (self->lambda[high] - self->lambda[low]);
}
