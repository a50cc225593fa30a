/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "core/set/rsc-distribution.h"

G_BEGIN_DECLS

/**
 * RscSpread:
 *
 * How a number is distributed over the optimal networks on show: which number, and the
 * distribution, which a job works out while somebody looks at it.
 *
 * RscSpread::changed: anything of that.
 */
#define RSC_TYPE_SPREAD (rsc_spread_get_type ())
G_DECLARE_FINAL_TYPE (RscSpread, rsc_spread, RSC, SPREAD, GObject)

/* @jobs: listens to RSC_REQUEST_SPREAD until it is disposed of, which must be before @jobs are
 * freed; NULL: nothing is ever known. */
RscSpread *rsc_spread_new (RscJobs *jobs);

/* The set on show and the points held out, or NULL. @resting: it stays for a while, so the work is
 * worth it. */
void
rsc_spread_set_source (RscSpread *self, RscOptimalSet *set, RscDataset *test, gboolean resting);

/* Whether somebody looks. */
void rsc_spread_set_wanted (RscSpread *self, gboolean wanted);
gboolean rsc_spread_get_wanted (RscSpread *self);

/* The number: its kind, whether there is such a one for the set on show, and of which neuron of the
 * set (the first where the set has not so many) or at which place (of its features,
 * copied; before, and where the data have other features, one where the networks disagree). */
void rsc_spread_set_kind (RscSpread *self, RscScalarKind kind);
RscScalarKind rsc_spread_get_kind (RscSpread *self);
gboolean rsc_spread_can (RscSpread *self, RscScalarKind kind);
void rsc_spread_set_neuron (RscSpread *self, gsize neuron);
gsize rsc_spread_get_neuron (RscSpread *self);
void rsc_spread_set_place (RscSpread *self, gsize d, const double *x);
/* NULL while the number is no prediction, or is none for this set, or the place is still to be
 * found. *@d: features. Borrowed. */
const double *rsc_spread_get_place (RscSpread *self, gsize *d);

/* The newest, or NULL; it may be of another set or number than is asked for now. Borrowed. */
RscDistribution *rsc_spread_get_distribution (RscSpread *self);
/* Whether that is of the set and the number that are asked for. */
gboolean rsc_spread_is_current (RscSpread *self);
/* Why there is none, where it failed; or NULL. */
const GError *rsc_spread_get_error (RscSpread *self);

G_END_DECLS
