/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/**
 * RscFunctionChange:
 * @on_data: max |f − f_start| over the points of the data
 * @elsewhere: the same over a grid of what the picture shows; NaN for more than two features
 * @scale: max |y|, for saying what is small
 *
 * How far two networks are apart as functions.
 */
typedef struct
{
  double on_data;
  double elsewhere;
  double scale;
} RscFunctionChange;

/* Measures it for @network against @start, both for the features of @dataset. O((n + grid) m d). */
void rsc_function_change_measure (RscDataset *dataset,
                                  RscNetwork *start,
                                  RscNetwork *network,
                                  RscFunctionChange *change);

G_END_DECLS
