/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "core/program/rsc-network.h"
#include "core/set/rsc-landscape.h"

G_BEGIN_DECLS

/**
 * RscShownLandscape:
 *
 * The landscape of the set on show, for a picture that must never wait: at once what is known
 * without a search, from the peaks of the landscape before; when λ rests, the whole one from a job.
 *
 * RscShownLandscape::changed: the whole one has arrived.
 */
#define RSC_TYPE_SHOWN_LANDSCAPE (rsc_shown_landscape_get_type ())
G_DECLARE_FINAL_TYPE (RscShownLandscape, rsc_shown_landscape, RSC, SHOWN_LANDSCAPE, GObject)

/* @jobs: listens to RSC_REQUEST_LANDSCAPE until it is disposed of, which must be before @jobs are
 * freed; NULL: what takes a search is never known. */
RscShownLandscape *rsc_shown_landscape_new (RscJobs *jobs);

/* Shows that of @set, or none. @resting: it stays for a while, so the whole is asked for. */
void rsc_shown_landscape_set (RscShownLandscape *self, RscOptimalSet *set, gboolean resting);

/* Shows, in its place, that of @network (of @problem, at @lambda > 0), whose residual is none of an
 * optimum as a rule: what is above λ would still pay. Until the job has brought it that of the set,
 * or of the network before, stays; NULL: that of the set again. */
void rsc_shown_landscape_set_network (RscShownLandscape *self,
                                      RscProblem *problem,
                                      double lambda,
                                      RscNetwork *network);

/* NULL while there is none. Borrowed. */
RscLandscape *rsc_shown_landscape_get (RscShownLandscape *self);

G_END_DECLS
