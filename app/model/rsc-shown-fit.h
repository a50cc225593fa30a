/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "ui/plot/rsc-set-open.h"

G_BEGIN_DECLS

/**
 * RscShownFit:
 *
 * The set of equal fit of one network, in place of the optimal set: whose it is, its picture on
 * some of its neurons, and the network of it that a person picked. It is computed only while it is
 * wanted; while the network goes on changing the last one that is known stays. Any thread makes it,
 * the main thread owns it.
 */
#define RSC_TYPE_SHOWN_FIT (rsc_shown_fit_get_type ())
G_DECLARE_FINAL_TYPE (RscShownFit, rsc_shown_fit, RSC, SHOWN_FIT, GObject)

/* @jobs: or NULL: nothing is computed. Borrowed. */
RscShownFit *rsc_shown_fit_new (RscJobs *jobs);

/* Whether a person asks for it. */
void rsc_shown_fit_set_wanted (RscShownFit *self, gboolean wanted);
gboolean rsc_shown_fit_is_wanted (RscShownFit *self);

/* What it is the set of; @network NULL: there is none. Another network loses the picked one; the
 * axes stay where both have the same number of neurons. Whether it is another one. */
gboolean rsc_shown_fit_set_source (RscShownFit *self,
                                   RscDataset *dataset,
                                   RscNetwork *network,
                                   double lambda);
/* Whether there is one to ask for. */
gboolean rsc_shown_fit_has_source (RscShownFit *self);
/* Whether it is what the views show: wanted, of a network, and known or on its way. */
gboolean rsc_shown_fit_is_active (RscShownFit *self);

/* NULL while it is not known. Borrowed, as what follows, until the next change. */
RscEqualFit *rsc_shown_fit_get_set (RscShownFit *self);
RscHull *rsc_shown_fit_get_hull (RscShownFit *self);
RscSetOpen *rsc_shown_fit_get_open (RscShownFit *self);
gsize rsc_shown_fit_get_axes (RscShownFit *self, const gsize **axes);
/* Of the picked network, or of that whose set it is; NULL without a set. */
const double *rsc_shown_fit_get_point (RscShownFit *self);
/* Why it is not known, or NULL: also that it would take more than half of the memory that was
 * free when it was asked for. */
const char *rsc_shown_fit_get_message (RscShownFit *self);
/* Whether the set is that of a moment ago, and the next on its way. */
gboolean rsc_shown_fit_is_stale (RscShownFit *self);

/* Puts neuron @i on the axes or takes it off: a fourth replaces the last, the last one stays. */
void rsc_shown_fit_toggle_axis (RscShownFit *self, gsize i);
/* Picks the nearest network of the set to @wish on the axes; NULL: that whose set it is. */
void rsc_shown_fit_pick (RscShownFit *self, const double *wish);
/* Whether one was picked. */
gboolean rsc_shown_fit_is_picked (RscShownFit *self);
/* The picked network, or NULL where it is that whose set it is. Free with rsc_network_unref(). */
RscNetwork *rsc_shown_fit_dup_network (RscShownFit *self);

G_END_DECLS
