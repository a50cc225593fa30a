/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-frame.h"
#include "core/set/rsc-envelope.h"

G_BEGIN_DECLS

/**
 * RscPathMoment:
 * @frame: the optimal set there, or NULL before rsc_path_moment_go_to()
 * @n_axes, @axes: which neuron of the set each axis shows; RSC_OPTIMAL_SET_ABSENT: one that is not
 *   in it, whose norm is 0
 * @hull: the set's shadow on the axes, or NULL
 * @envelope: of all functions of the set, or NULL
 *
 * What pictures of a path show while λ falls along it, at one moment. All 0 at first.
 */
typedef struct
{
  RscPathFrame *frame;
  gsize n_axes;
  gsize axes[3];
  RscHull *hull;
  RscEnvelope *envelope;
} RscPathMoment;

void rsc_path_moment_clear (RscPathMoment *self);

/* Goes to @moment of @path, which has two points or more: from its first λ (0) to its last (1) in
 * equal steps of log λ, λ = λ_first^(1 − @moment) λ_last^@moment, the ends exactly. Hull and
 * envelope go. @axis_ids: identities of the @n_axes (0 to 3) neurons that axes show. Cost: that of
 * rsc_path_frame_new(). */
void rsc_path_moment_go_to (RscPathMoment *self,
                            const RscPath *path,
                            double moment,
                            gsize n_axes,
                            const gsize *axis_ids);

/* Fills @hull, where there are axes. Errors and cost: rsc_optimal_set_project(). */
gboolean rsc_path_moment_project (RscPathMoment *self, GCancellable *cancellable, GError **error);

/* Fills @envelope: of data of one feature, or else, where @plane, over the features @feature_x and
 * @feature_y with the others held @at (or NULL). Errors and cost: rsc_envelope_new(). */
gboolean rsc_path_moment_find_envelope (RscPathMoment *self,
                                        gboolean plane,
                                        gsize feature_x,
                                        gsize feature_y,
                                        const RscFeatureValues *at,
                                        GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscPathMoment, rsc_path_moment_clear)

G_END_DECLS
