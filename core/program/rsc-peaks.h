/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscPeak:
 * @sign: s
 * @value: h_s(u)
 * @direction: d, the unit vector u
 * @pattern: n bits, a cell that has u in its closure
 *
 * A local maximum over the unit sphere of h_s(u) = s Σ_i r_i (x_i·u)_+. Every cell around it has
 * v_b = h_s(u) u.
 */
typedef struct
{
  int sign;
  double value;
  const double *direction;
  const guint64 *pattern;
} RscPeak;

/**
 * RscPeaks:
 *
 * Local maxima, those of one sign and cell, or of one sign and direction, once, by falling value.
 */
typedef struct _RscPeaks RscPeaks;

RscPeaks *rsc_peaks_new (gsize n, gsize d);
void rsc_peaks_free (RscPeaks *self);

gsize rsc_peaks_get_n (const RscPeaks *self);
/* *@peak borrows from @self, until something is added. */
void rsc_peaks_get (const RscPeaks *self, gsize k, RscPeak *peak);

/* Copies what @peak points to. FALSE when it was there already; then the greater value stays.
 * O(peaks d). */
gboolean rsc_peaks_add (RscPeaks *self, const RscPeak *peak);

/* Whether one of this sign is there with about this direction. */
gboolean rsc_peaks_has_direction (const RscPeaks *self, int sign, const double *direction);

/* What they take. */
gsize rsc_peaks_get_bytes (const RscPeaks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPeaks, rsc_peaks_free)

G_END_DECLS
