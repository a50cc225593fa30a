/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rays of an arrangement are visited through @k of its @m hyperplanes in increasing order,
 * tuple after tuple: which share of all C(m, k) tuples comes before those that begin with @places
 * (@n_places, of which the first @k count). While the work goes on there is always a first
 * hyperplane: 1 without. O(k²). */
double rsc_tuples_get_fraction (gsize m, gsize k, gsize n_places, const guint32 *places);

G_END_DECLS
