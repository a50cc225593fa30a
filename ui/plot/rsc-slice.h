/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/**
 * RscSliceNeuron:
 * @a, @b, @c: its switch: active where a x + b y + c >= 0
 * @va, @vb, @vc: its contribution va x + vb y + vc where it is active
 */
typedef struct
{
  double a, b, c;
  double va, vb, vc;
} RscSliceNeuron;

/* A straight piece: of a line (0) to (1). */
typedef struct
{
  double x0, y0, x1, y1;
} RscSegment;

/**
 * RscSlice:
 *
 * A network on a plane through the space of features: two features vary, the others keep the
 * values of @base. There the network is piecewise affine, and its pieces are known exactly.
 */
typedef struct
{
  gsize m;
  RscSliceNeuron *neurons;
} RscSlice;

/* @base: d features without the bias, or NULL for zeros; @feature_y: >= d when only one feature
 * varies. */
RscSlice *rsc_slice_new (RscNetwork *network, gsize feature_x, gsize feature_y, const double *base);
void rsc_slice_free (RscSlice *self);

/* Size of what is summed: a bound on Σ |contribution| over the rectangle. Values below
 * RSC_TOLERANCE_SLICE times this are rounding. */
double
rsc_slice_get_scale (const RscSlice *self, double x_min, double x_max, double y_min, double y_max);

double rsc_slice_evaluate (const RscSlice *self, double x, double y);

/* The line where neuron @i switches, clipped to the rectangle; FALSE when it does not meet it.
 * Active is to the left when walking from (x0, y0) to (x1, y1). */
gboolean rsc_slice_clip_switch (const RscSlice *self,
                                gsize i,
                                double x_min,
                                double x_max,
                                double y_min,
                                double y_max,
                                RscSegment *segment);

/* One feature: the graph over [x_min, x_max] as exact pieces, left to right; adjoining pieces share
 * ends unless a gated network jumps. */
GArray *rsc_slice_list_graph (const RscSlice *self, double x_min, double x_max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSlice, rsc_slice_free)

G_END_DECLS
