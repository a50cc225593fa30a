/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RSC_MOVIE_RATE_MIN 1
#define RSC_MOVIE_RATE_MAX 60
#define RSC_MOVIE_FRAMES_MAX 9999

/**
 * RscMoviePlan:
 * @n_frames: 2 to RSC_MOVIE_FRAMES_MAX
 * @rate: frames a second, RSC_MOVIE_RATE_MIN to RSC_MOVIE_RATE_MAX
 *
 * Which moments of something that plays from 0 to 1 the frames of an animation show: evenly spread,
 * the first frame its beginning and the last one its end, both exactly. A plain value.
 */
typedef struct
{
  gsize n_frames;
  guint rate;
} RscMoviePlan;

/* Of @seconds with @rate frames in each; both as near as the limits allow. */
void rsc_movie_plan_init (RscMoviePlan *self, double seconds, guint rate);

/* How long it takes: n_frames / rate. */
double rsc_movie_plan_get_seconds (const RscMoviePlan *self);

/* What frame @k shows, k / (n_frames - 1). */
double rsc_movie_plan_get_moment (const RscMoviePlan *self, gsize k);

G_END_DECLS
