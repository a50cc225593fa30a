/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-scale.h"

G_BEGIN_DECLS

/**
 * RscPathY:
 * @RSC_PATH_Y_NORM: norm of each neuron
 * @RSC_PATH_Y_FEATURE: one feature of its weights, a u[feature]
 * @RSC_PATH_Y_ANGLE: direction in degrees (two columns, bias included)
 */
typedef enum
{
  RSC_PATH_Y_NORM,
  RSC_PATH_Y_FEATURE,
  RSC_PATH_Y_ANGLE
} RscPathY;

/**
 * RscPathKnot:
 * @value: in the network of least ||a||_2
 * @low, @high: over the whole optimal set
 *
 * A curve is linear in λ between its knots: the points of the path, and the events where the neuron
 * enters or leaves. An angle does not jump from one knot to the next by more than half a turn.
 */
typedef struct
{
  double lambda;
  double value;
  double low;
  double high;
} RscPathKnot;

/**
 * RscPathCurve:
 * @n, @knots: in order of falling λ
 * @group: index of its group
 * @alive: at the last point known
 * @peak: its largest |value| or |high|, |low|
 */
typedef struct
{
  gsize id;
  gsize n;
  RscPathKnot *knots;
  gsize group;
  gboolean alive;
  double peak;
} RscPathCurve;

/**
 * RscPathGroup:
 * @n, @members: indices of curves that are equal over their whole life, in order of their ids
 */
typedef struct
{
  gsize n;
  gsize *members;
} RscPathGroup;

/**
 * RscPathStretch:
 * @lambda_high, @lambda_low: where
 * @dimension: of the optimal set there
 */
typedef struct
{
  double lambda_high;
  double lambda_low;
  gsize dimension;
} RscPathStretch;

/**
 * RscPathCurves:
 *
 * What the picture of a path draws, read off the path once: curves of the neurons, which of them
 * coincide, and the dimension of the set. A view keeps it while only the cursor moves. Immutable,
 * but for what is found out later, and reference-counted.
 */
typedef struct _RscPathCurves RscPathCurves;

/* Keeps a reference to @path. @feature: for RSC_PATH_Y_FEATURE. An angle that does not exist (not
 * two columns) has no curves. Cost: O(points × neurons), and the groups. */
RscPathCurves *rsc_path_curves_new (RscPath *path, RscPathY y, gsize feature);
/* Without any curve: where λ is, and the dimension of the set. Cost: O(points × n). */
RscPathCurves *rsc_path_curves_new_outline (RscPath *path);
RscPathCurves *rsc_path_curves_ref (RscPathCurves *self);
void rsc_path_curves_unref (RscPathCurves *self);

RscPath *rsc_path_curves_get_path (const RscPathCurves *self);
RscPathY rsc_path_curves_get_y (const RscPathCurves *self);
gsize rsc_path_curves_get_feature (const RscPathCurves *self);

/* In order of ids; ids that have no curve are left out. */
gsize rsc_path_curves_get_n (const RscPathCurves *self);
const RscPathCurve *rsc_path_curves_get (const RscPathCurves *self, gsize k);
gsize rsc_path_curves_get_n_groups (const RscPathCurves *self);
const RscPathGroup *rsc_path_curves_get_group (const RscPathCurves *self, gsize k);
/* In order of falling λ, each of another dimension than the one before. */
gsize rsc_path_curves_get_n_stretches (const RscPathCurves *self);
const RscPathStretch *rsc_path_curves_get_stretch (const RscPathCurves *self, gsize k);

/* Largest and smallest of all @value (and @low, @high if @tubes); 0 and 0 without curves. */
void
rsc_path_curves_get_range (const RscPathCurves *self, gboolean tubes, double *low, double *high);

/* The curve at @lambda, FALSE outside its life. O(log knots). */
gboolean rsc_path_curve_interpolate (const RscPathCurve *curve, double lambda, RscPathKnot *knot);

/* Tangents of the curves of norms at @lambda: d||w||/dλ for each curve, NaN where it does not
 * exist: where the set is not unique, or for a neuron that is not there. Between two points it is
 * linear in λ. Found out when it is first asked for and kept, for one thread: O(N³ + N² n) once for
 * each point. FALSE when there is none at all. */
gboolean rsc_path_curves_get_slopes (RscPathCurves *self, double lambda, double *slopes);

/* λ of the last point known; NaN without points. */
double rsc_path_curves_get_lambda_low (const RscPathCurves *self);
/* Where @lambda is on the axis @x, of the certified path in between; NaN where it is not known. */
double rsc_path_curves_get_x (const RscPathCurves *self, RscPathX x, double lambda);
/* The inverse; NaN where it is not known. */
double rsc_path_curves_get_lambda (const RscPathCurves *self, RscPathX x, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPathCurves, rsc_path_curves_unref)

G_END_DECLS
