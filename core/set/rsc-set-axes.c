/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-set-axes.h"

#include "core/geometry/rsc-view-axes.h"
#include "core/set/rsc-optimal-set-private.h"

gsize
rsc_set_axes_choose (const RscOptimalSet *set, gsize n_axes, gsize axes[3])
{
  gsize wanted;

  g_return_val_if_fail (set != NULL && n_axes <= 3 && axes != NULL, 0);
  wanted = MIN (MAX (rsc_optimal_set_get_dimension (set) + 1, 2), 3);
  return rsc_view_axes_choose (set->points, wanted, n_axes, axes);
}

void
rsc_set_axes_measure (const RscOptimalSet *set, gsize n_axes, const gsize *axes, double *widths)
{
  g_return_if_fail (set != NULL);
  rsc_view_axes_measure (set->points, n_axes, axes, widths);
}
