/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "core/path/rsc-target-effects.h"
#include "core/path/rsc-target-range.h"

G_BEGIN_DECLS

/**
 * RscEffects:
 *
 * What moving the target of one data point does to the network on show. Where that is the only
 * optimal one it is of that; else of the picked network, where it is minimal, or of the narrowest.
 * Worked out by jobs, and only while somebody looks.
 *
 * RscEffects::changed: anything of that.
 */
#define RSC_TYPE_EFFECTS (rsc_effects_get_type ())
G_DECLARE_FINAL_TYPE (RscEffects, rsc_effects, RSC, EFFECTS, GObject)

/* @jobs: listens to RSC_REQUEST_EFFECTS and RSC_REQUEST_RANGE until it is disposed of, which must
 * be before @jobs are freed; NULL: nothing is ever known. */
RscEffects *rsc_effects_new (RscJobs *jobs);

/* The set on show, or NULL, and the norms of the picked network (copied), or NULL. @resting: they
 * stay for a while, so the work is worth it. */
void
rsc_effects_set_source (RscEffects *self, RscOptimalSet *set, const double *a, gboolean resting);

/* Whether the page of them is open; and the training points that are chosen and pointed at, or -1.
 * One that is pointed at goes first, and is reason enough to work. */
void rsc_effects_set_open (RscEffects *self, gboolean open);
gboolean rsc_effects_is_open (RscEffects *self);
void rsc_effects_set_rows (RscEffects *self, gssize chosen, gssize hovered);

/* NULL while they are not known; then why not, or NULL. Borrowed. */
const RscTargetEffects *rsc_effects_get (RscEffects *self);
const GError *rsc_effects_get_error (RscEffects *self);
RscTargetEffectsOf rsc_effects_get_of (RscEffects *self);
gboolean rsc_effects_is_stale (RscEffects *self);

/* The point that is meant, or -1; and what moving its target by 1 does: to the norm of each neuron
 * of the set, to the prediction of each training point, and to the objective. NULL and NaN where it
 * is not known. Borrowed. */
gssize rsc_effects_get_row (RscEffects *self);
gssize rsc_effects_get_chosen (RscEffects *self);
const double *rsc_effects_get_norms (RscEffects *self);
const double *rsc_effects_get_fit (RscEffects *self);
double rsc_effects_get_objective (RscEffects *self);

/* Where that holds for the chosen point; NULL while it is not known. Borrowed. */
const RscTargetRange *rsc_effects_get_range (RscEffects *self);
gboolean rsc_effects_is_ranging (RscEffects *self);

/* Whether the picture of the function shows how f moves; and that function for the chosen point, or
 * NULL; *@neurons: which neuron of the set each of it is. Borrowed. */
void rsc_effects_set_drawn (RscEffects *self, gboolean drawn);
gboolean rsc_effects_is_drawn (RscEffects *self);
RscNetwork *rsc_effects_get_network (RscEffects *self, const gsize **neurons);

G_END_DECLS
