/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-movie-plan.h"

#include <math.h>

void
rsc_movie_plan_init (RscMoviePlan *self, double seconds, guint rate)
{
  g_return_if_fail (self != NULL);

  self->rate = CLAMP (rate, RSC_MOVIE_RATE_MIN, RSC_MOVIE_RATE_MAX);
  self->n_frames = (gsize) CLAMP (round (seconds * self->rate), 2, RSC_MOVIE_FRAMES_MAX);
}

double
rsc_movie_plan_get_seconds (const RscMoviePlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (double) self->n_frames / self->rate;
}

double
rsc_movie_plan_get_moment (const RscMoviePlan *self, gsize k)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (k < self->n_frames, 0);

  return k + 1 == self->n_frames ? 1 : (double) k / (double) (self->n_frames - 1);
}
