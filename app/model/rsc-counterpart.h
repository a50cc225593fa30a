/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "core/path/rsc-cone-price.h"

G_BEGIN_DECLS

/**
 * RscCounterpart:
 *
 * ReLU and gated networks of the same data and patterns beside each other: the set of the one that
 * is not on show, at the same λ, and what the cone constraints cost along λ, when that is asked
 * for. Worked out by jobs, the former while somebody looks.
 *
 * RscCounterpart::changed: anything of that.
 */
#define RSC_TYPE_COUNTERPART (rsc_counterpart_get_type ())
G_DECLARE_FINAL_TYPE (RscCounterpart, rsc_counterpart, RSC, COUNTERPART, GObject)

/* λ that the price is looked at, down to this share of λ_max. */
#define RSC_COUNTERPART_POINTS 61
#define RSC_COUNTERPART_RATIO_MIN 1e-3

/* @jobs: listens to RSC_REQUEST_OTHER and RSC_REQUEST_PRICE until it is disposed of, which must be
 * before @jobs are freed; NULL: nothing is ever known. */
RscCounterpart *rsc_counterpart_new (RscJobs *jobs);

/* The data that are trained on, or NULL, and the set on show, or NULL. @resting: it stays for a
 * while, so the work is worth it. */
void rsc_counterpart_set_source (RscCounterpart *self,
                                 RscDataset *train,
                                 RscOptimalSet *set,
                                 gboolean resting);
/* Whether somebody looks. */
void rsc_counterpart_set_wanted (RscCounterpart *self, gboolean wanted);

/* Of ReLU or of gated networks: the one is on show, the other NULL while it is not known; and why
 * not, or, where only the price failed, why that is not known, or NULL. Borrowed. */
RscOptimalSet *rsc_counterpart_get_set (RscCounterpart *self, RscActivation activation);
const GError *rsc_counterpart_get_error (RscCounterpart *self);
/* Patterns that are searched and not listed are no gates: there is nothing to compare with. */
gboolean rsc_counterpart_is_possible (RscCounterpart *self);

/* Asks for the price along λ, and gives it up; NULL while it is not known. */
void rsc_counterpart_find_price (RscCounterpart *self);
void rsc_counterpart_stop (RscCounterpart *self);
const RscConePrice *rsc_counterpart_get_price (RscCounterpart *self);
gboolean rsc_counterpart_is_pricing (RscCounterpart *self);
/* How far that is, in [0, 1], or negative. */
double rsc_counterpart_get_progress (RscCounterpart *self);

G_END_DECLS
