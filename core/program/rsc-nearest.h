/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscNearest:
 *
 * The point nearest to the origin of conv {points} + cone {rays} in R^r, both of which are told one
 * after the other: min ||z||, z = Σ λ_j point_j + Σ μ_k ray_k, Σ λ_j = 1, λ, μ >= 0. Solved as
 * non-negative least squares of Σ λ_j (point_j, 1) + Σ μ_k (ray_k, 0) against (0, 1) by the
 * active-set method of Lawson and Hanson on an updated orthogonal factorisation; at most r + 1 of
 * them carry the point. For use by one thread.
 */
typedef struct _RscNearest RscNearest;

RscNearest *rsc_nearest_new (gsize r);
void rsc_nearest_free (RscNearest *self);

/* Forgets everything. @scale: about the distance that is expected, > 0. */
void rsc_nearest_reset (RscNearest *self, double scale);

/* Offers a point or a ray (r values, copied) called @id and moves to the nearest point of all that
 * carry together with it. FALSE when it does not come nearer, or is not independent to rounding.
 * The first must be a point. O(r²) for each that comes or goes. */
gboolean rsc_nearest_add_point (RscNearest *self, gsize id, const double *point);
gboolean rsc_nearest_add_ray (RscNearest *self, gsize id, const double *ray);

/* Offers many at once, as a guess of what carries the nearest point, in place of what is there:
 * those that would have weights that are not positive are dropped. FALSE when no point is left;
 * then all is forgotten. */
void rsc_nearest_guess_point (RscNearest *self, gsize id, const double *point);
void rsc_nearest_guess_ray (RscNearest *self, gsize id, const double *ray);
gboolean rsc_nearest_start (RscNearest *self);

/* The nearest point (r values), owned. */
const double *rsc_nearest_get_z (const RscNearest *self);

/* Of what carries it, k < n_active: its name and its λ or μ. */
gsize rsc_nearest_get_n_active (const RscNearest *self);
gsize rsc_nearest_get_id (const RscNearest *self, gsize k);
gboolean rsc_nearest_is_ray (const RscNearest *self, gsize k);
double rsc_nearest_get_weight (const RscNearest *self, gsize k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscNearest, rsc_nearest_free)

G_END_DECLS
