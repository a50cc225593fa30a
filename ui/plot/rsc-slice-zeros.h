/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-slice.h"

G_BEGIN_DECLS

/* Where f is @level inside the rectangle, exactly, whatever the number of neurons: a segment for
 * each affine piece that crosses it, and for each stretch of a gate over which a gated network
 * jumps across it. The rectangle is quartered where many switches meet it, and a part is cut along
 * those that meet it. Returns an array of #RscSegment; free with g_array_unref(). Where neurons
 * cancel to rounding there is no zero. */
GArray *rsc_slice_zeros_list (const RscSlice *slice,
                              double level,
                              double x_min,
                              double x_max,
                              double y_min,
                              double y_max);

G_END_DECLS
