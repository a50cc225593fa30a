/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-feature-values.h"
#include "core/program/rsc-network.h"
#include "ui/plot/rsc-function-model.h"

G_BEGIN_DECLS

/* A range of values: its lower and upper end, both infinite and the wrong way round while nothing
 * is in it. */
void rsc_function_reach_init (double range[2]);

/* Makes @range hold @value, where that is finite. */
void rsc_function_reach_cover (double range[2], double value);

/* Makes @range hold what @network says in the picture of the function in @mode: over the features
 * @feature_x and, where there are two or more, @feature_y on the picture's own axes, with the
 * others held @at (or NULL); or at the points of @dataset for RSC_FUNCTION_FIT. Of one feature
 * exactly, of two on a grid of some hundred nodes. O(m nodes). */
void rsc_function_reach_add_network (double range[2],
                                     RscNetwork *network,
                                     RscDataset *dataset,
                                     RscFunctionMode mode,
                                     gsize feature_x,
                                     gsize feature_y,
                                     const RscFeatureValues *at);

/* And all that is between the bounds of @envelope. */
void rsc_function_reach_add_envelope (double range[2], const RscEnvelope *envelope);

G_END_DECLS
