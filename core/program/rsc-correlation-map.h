/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* h_+ (u) = Σ_i r_i (x_i·u)_+ of rows of three columns on a grid of directions
 *   u = (cos b cos a, cos b sin a, sin b),
 * a = 2π k / @n_longitudes for k = 0 … n_longitudes - 1, b = @latitudes[j], rising, in [-π/2, π/2].
 * @x: n × 3, row-major; @r: n;
 * @values: n_latitudes × n_longitudes. Along a meridian a row is active on one side of one
 * latitude: O((n log n_latitudes + n_latitudes) n_longitudes), whatever the number of patterns.
 * Plain sums, for pictures. */
void rsc_correlation_map_fill (gsize n,
                               const double *x,
                               const double *r,
                               gsize n_longitudes,
                               gsize n_latitudes,
                               const double *latitudes,
                               double *values);

G_END_DECLS
