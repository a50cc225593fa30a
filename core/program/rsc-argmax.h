/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/* Several networks as one classifier: a point is of the class whose network says most there, one
 * against the rest. Of equal ones the first counts. */

/* The class of each of @n_points points @x (n_points × features) into @classes. O(n_points ·
 * neurons · d). */
void rsc_argmax_classify (gsize n_networks,
                          RscNetwork *const *networks,
                          gsize n_points,
                          const double *x,
                          gsize *classes);

/* How many points of class i are taken for class j: @counts[i * n_networks + j]. @datasets: the
 * same points with targets +1 where they are of class k, as #RscClassOutputs has them; a point that
 * is of none is not counted. Returns the number of points that are right, *@n_counted how many
 * count. */
gsize rsc_argmax_count (gsize n_networks,
                        RscNetwork *const *networks,
                        RscDataset *const *datasets,
                        gsize *counts,
                        gsize *n_counted);

G_END_DECLS
