/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-known-path.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

struct _RscKnownPath
{
  RscPath *path;
  RscPathRanges *ranges;
  gboolean complete;
  double fraction;
  GError *error;
};

RscKnownPath *
rsc_known_path_new (void)
{
  return g_new0 (RscKnownPath, 1);
}

void
rsc_known_path_free (RscKnownPath *self)
{
  rsc_known_path_clear (self);
  g_free (self);
}

void
rsc_known_path_clear (RscKnownPath *self)
{
  g_clear_pointer (&self->path, rsc_path_unref);
  g_clear_pointer (&self->ranges, rsc_path_ranges_unref);
  g_clear_error (&self->error);
  self->complete = FALSE;
  self->fraction = 0;
}

void
rsc_known_path_take (RscKnownPath *self, RscPath *path, double fraction)
{
  self->fraction = fraction;
  if (!path)
    return;
  rsc_path_ref (path);
  g_clear_pointer (&self->path, rsc_path_unref);
  self->path = path;
}

void
rsc_known_path_finish (RscKnownPath *self, const GError *error)
{
  self->complete = TRUE;
  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
}

RscPath *
rsc_known_path_get_path (const RscKnownPath *self)
{
  return self->path;
}

gboolean
rsc_known_path_is_complete (const RscKnownPath *self)
{
  return self->complete;
}

double
rsc_known_path_get_fraction (const RscKnownPath *self)
{
  return self->fraction;
}

const GError *
rsc_known_path_get_error (const RscKnownPath *self)
{
  return self->error;
}

double
rsc_known_path_get_lambda_max (const RscKnownPath *self)
{
  return self->path ? rsc_problem_get_lambda_max (rsc_path_get_problem (self->path)) : 0;
}

double
rsc_known_path_get_reach (const RscKnownPath *self)
{
  gsize n = self->path ? rsc_path_get_n_points (self->path) : 0;

  if (n == 0)
    return 1;
  return rsc_solution_get_lambda (rsc_path_get_point (self->path, n - 1)->solution)
         / rsc_known_path_get_lambda_max (self);
}

double
rsc_known_path_get_next_stop (const RscKnownPath *self, double ratio, int step)
{
  double lambda_max = rsc_known_path_get_lambda_max (self);
  double next = step > 0 ? rsc_known_path_get_reach (self) : 1;

  if (!(ratio > 0))
    return step > 0 ? 0 : rsc_known_path_get_reach (self);
  for (gsize k = 0; self->path && k < rsc_path_get_n_events (self->path); k++)
    {
      double at = rsc_path_get_event (self->path, k)->lambda / lambda_max;

      if (step > 0 && at < ratio * (1 - RSC_TOLERANCE_STOP))
        return fmax (at, next);
      if (step < 0 && at > ratio * (1 + RSC_TOLERANCE_STOP))
        next = fmin (at, 1);
    }
  return next;
}

RscPathFrame *
rsc_known_path_make_frame (const RscKnownPath *self, double ratio)
{
  double lambda = ratio * rsc_known_path_get_lambda_max (self);
  gsize n;

  /* λ → 0 is beyond its end. */
  if (!self->path || !(ratio > 0) || (n = rsc_path_get_n_points (self->path)) == 0)
    return NULL;
  /* The ends belong to it, however the product is rounded. */
  for (gsize k = 0; k < n; k += MAX (n - 1, 1))
    {
      double end = rsc_solution_get_lambda (rsc_path_get_point (self->path, k)->solution);

      if (fabs (lambda - end) < RSC_TOLERANCE_LAMBDA * end)
        lambda = end;
    }
  return rsc_path_frame_new (self->path, lambda);
}

/* Of the λ of @solution or, where that is not on the path, of the place on it that names its
 * neurons. At λ_max every norm is 0 and no neuron has an identity yet: those about to enter have it
 * just below. */
RscPathFrame *
rsc_known_path_make_naming_frame (const RscKnownPath *self, RscSolution *solution)
{
  double lambda_max = rsc_known_path_get_lambda_max (self);
  double lambda = rsc_solution_get_lambda (solution);
  double below;

  if (!self->path || !(lambda_max > 0))
    return NULL;
  /* Below the end of a whole path, as at λ → 0, its end says who is who. */
  if (self->complete && !self->error)
    lambda = fmax (lambda, rsc_known_path_get_reach (self) * lambda_max);
  if (lambda < lambda_max * (1 - RSC_TOLERANCE_LAMBDA) || rsc_path_get_n_points (self->path) < 2)
    return rsc_known_path_make_frame (self, lambda / lambda_max);
  below = rsc_solution_get_lambda (rsc_path_get_point (self->path, 1)->solution);
  return rsc_path_frame_new (self->path, sqrt (below * lambda_max));
}

RscPathRanges *
rsc_known_path_get_ranges (RscKnownPath *self,
                           gsize feature_x,
                           gsize feature_y,
                           RscFeatureValues *at)
{
  if (!self->path || rsc_path_get_n_points (self->path) == 0)
    return NULL;
  if (self->ranges && rsc_path_ranges_match (self->ranges, self->path, feature_x, feature_y, at))
    return self->ranges;
  g_clear_pointer (&self->ranges, rsc_path_ranges_unref);
  self->ranges = rsc_path_ranges_new (self->path, feature_x, feature_y, at);
  return self->ranges;
}
