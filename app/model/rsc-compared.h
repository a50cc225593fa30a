/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "core/set/rsc-comparison.h"

G_BEGIN_DECLS

/**
 * RscCompared:
 *
 * The pinned network A beside B, the one on show: neuron by neuron, what both cost, and the
 * function that B is more than A. Where both are of the set on show, also the fewest neurons with
 * which one can be walked from A to B, which a job finds while somebody looks.
 *
 * RscCompared::changed: anything of that.
 */
#define RSC_TYPE_COMPARED (rsc_compared_get_type ())
G_DECLARE_FINAL_TYPE (RscCompared, rsc_compared, RSC, COMPARED, GObject)

/* @jobs: listens to RSC_REQUEST_COMPARE until it is disposed of, which must be before @jobs are
 * freed; NULL: no walk is ever known. */
RscCompared *rsc_compared_new (RscJobs *jobs);

/* The data points, B, the λ of the objectives and the set of these; NULL without. @resting: they
 * stay for a while, so the work is worth it. */
void rsc_compared_set_source (RscCompared *self,
                              RscDataset *dataset,
                              RscNetwork *b,
                              double lambda,
                              RscOptimalSet *set,
                              gboolean resting);
/* A, or NULL. */
void rsc_compared_set_pinned (RscCompared *self, RscNetwork *a);
/* Whether somebody looks. */
void rsc_compared_set_wanted (RscCompared *self, gboolean wanted);

/* NULL where there are no two networks, or they do not go with the data: then why not, or NULL.
 * Borrowed, until something changes. */
const RscComparison *rsc_compared_get (RscCompared *self);
const GError *rsc_compared_get_error (RscCompared *self);

/* f_B - f_A, see rsc_comparison_dup_difference(); NULL where there is none. *@neurons (or NULL):
 * which of the comparison's each of its neurons is; borrowed. */
RscNetwork *rsc_compared_get_difference (RscCompared *self, const gsize **neurons);

/* The number, from 0, under which each neuron of @comparison is drawn: that of the set's neuron
 * where it is one, in @labels (or NULL). Each other keeps its own from @free_label on, however the
 * set changes: that of its place in A, or else, after these, in B. Free with g_free(). */
gsize *
rsc_compared_dup_numbers (const RscComparison *comparison, const gsize *labels, gsize free_label);

/* The least number of neurons that a walk from A to B needs, and whether that is proved; 0 where it
 * is not known. */
gsize rsc_compared_get_walk_width (RscCompared *self, gboolean *proved);
/* Whether there is a set that both could be of. */
RscOptimalSet *rsc_compared_get_set (RscCompared *self);
gboolean rsc_compared_is_busy (RscCompared *self);

G_END_DECLS
