/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-labelling.h"
#include "app/model/rsc-neuron-keys.h"
#include "ui/plot/rsc-path-ranges.h"

G_BEGIN_DECLS

/**
 * RscShownAxes:
 *
 * The one to three neurons on the axes of the optimal set's picture, and the set's projection on
 * them. The axes are meant for neurons by label: those that a person chose (keys), or where nobody
 * has chosen those that have been on show since λ began to move. So they stay while λ moves, and a
 * neuron that is not in the set on show is RSC_OPTIMAL_SET_ABSENT among them. Those of a set of one
 * network, which has no box, give way to the path's and to those of a larger set.
 */
typedef struct _RscShownAxes RscShownAxes;

RscShownAxes *rsc_shown_axes_new (void);
void rsc_shown_axes_free (RscShownAxes *self);

/* Neither axes nor projection. */
void rsc_shown_axes_clear (RscShownAxes *self);
/* The next axes are for the set on show alone; what is on show stays. */
void rsc_shown_axes_forget (RscShownAxes *self);
/* λ rests at @set. One network has no box to keep: axes that nobody has chosen give way when λ
 * moves on. */
void rsc_shown_axes_rest (RscShownAxes *self, const RscOptimalSet *set);

gsize rsc_shown_axes_get (const RscShownAxes *self, const gsize **axes);
/* Labels of the neurons on the axes. */
const gsize *rsc_shown_axes_get_labels (const RscShownAxes *self);
gboolean rsc_shown_axes_are (const RscShownAxes *self, gsize n, const gsize *labels);

RscHull *rsc_shown_axes_get_hull (const RscShownAxes *self);
/* Whether it is of a set a moment ago, of the same neurons. */
gboolean rsc_shown_axes_is_hull_stale (const RscShownAxes *self);
void rsc_shown_axes_set_hull (RscShownAxes *self, RscHull *hull, gboolean stale);

/* Axes and projection (or NULL) of the set on show, which is labelled: @keys are what a person
 * chose, or NULL. */
void rsc_shown_axes_take (RscShownAxes *self,
                          const RscLabelling *labelling,
                          const RscOptimalSet *set,
                          RscNeuronKeys *keys,
                          gsize n_axes,
                          const gsize *axes,
                          RscHull *hull);
/* While λ moves: the same neurons, whether they are in @set or not. Where too few have been on show
 * to see the path's sets, those beside them that range most along it (@ranges or NULL). The
 * projection comes at once where the set's vertices are known, else there is none. */
void rsc_shown_axes_keep (RscShownAxes *self,
                          const RscLabelling *labelling,
                          const RscOptimalSet *set,
                          RscNeuronKeys *keys,
                          const RscPathRanges *ranges);
/* For a set at rest: those of the same neurons that it has, and the widest ranges beside them where
 * they are too few. Returns their number. */
gsize rsc_shown_axes_choose (RscShownAxes *self,
                             const RscLabelling *labelling,
                             const RscOptimalSet *set,
                             RscNeuronKeys *keys,
                             gsize axes[3]);

/* Whether there are axes, but none of their neurons is in the set on show. */
gboolean rsc_shown_axes_are_unused (const RscShownAxes *self);
/* From now on the axes are meant for the neurons of @set that range most over it, whoever chose
 * those before. FALSE where it has none. */
gboolean rsc_shown_axes_choose_again (RscShownAxes *self,
                                      const RscLabelling *labelling,
                                      const RscOptimalSet *set);

/* Keys of the neurons on the axes that are in @set, whose axes they are, or NULL. */
RscNeuronKeys *rsc_shown_axes_dup_keys (const RscShownAxes *self, const RscOptimalSet *set);
/* Whether the axes are on their way to what @keys ask for. */
gboolean rsc_shown_axes_follow (const RscShownAxes *self, RscNeuronKeys *keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscShownAxes, rsc_shown_axes_free)

G_END_DECLS
