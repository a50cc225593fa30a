/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"

G_BEGIN_DECLS

/**
 * RscPinnedSet:
 *
 * The optimal set of a λ that a person has pinned, on the axes of the set on show: it stays while λ
 * moves. Worked out by a job.
 *
 * RscPinnedSet::changed: it, or its place on the axes.
 */
#define RSC_TYPE_PINNED_SET (rsc_pinned_set_get_type ())
G_DECLARE_FINAL_TYPE (RscPinnedSet, rsc_pinned_set, RSC, PINNED_SET, GObject)

/* @jobs: listens to RSC_REQUEST_PINNED until it is disposed of, which must be before @jobs are
 * freed; NULL: nothing is ever known. */
RscPinnedSet *rsc_pinned_set_new (RscJobs *jobs);

/* Of which problem, or NULL; and λ/λ_max of it, or negative for none. */
void rsc_pinned_set_set_source (RscPinnedSet *self, RscProblem *problem, double ratio);

/* The neurons on the axes, one after the other, and their labels; NULL while they are not known:
 * then those of before are kept. */
void rsc_pinned_set_set_axes (RscPinnedSet *self,
                              RscNeuronKeys *keys,
                              gsize n_axes,
                              const gsize *labels);

/* Why there is no set, or NULL. Borrowed. */
const GError *rsc_pinned_set_get_error (RscPinnedSet *self);

/* Its projection on axes of these neurons, or NULL while that is not known. Borrowed. */
RscHull *rsc_pinned_set_get_hull (RscPinnedSet *self, gsize n_axes, const gsize *labels);

G_END_DECLS
