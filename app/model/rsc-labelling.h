/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-frame.h"

G_BEGIN_DECLS

/* No neuron has this label. */
#define RSC_LABEL_NONE G_MAXSIZE

/**
 * RscLabelling:
 *
 * The number, and with it the colour, of every neuron of a document: the same neuron has the same
 * one in every view, at every λ and along the whole path. Labels count from 0. Before there is a
 * path a neuron is the same one as in the sets before when its sign is equal and its direction near
 * (gated: when its gate is equal); along a path its identity there decides.
 */
typedef struct _RscLabelling RscLabelling;

RscLabelling *rsc_labelling_new (void);
void rsc_labelling_free (RscLabelling *self);

/* Other data: every number is free again. */
void rsc_labelling_clear (RscLabelling *self);
/* Another model: the path is forgotten, and the next set has the numbers from 0 on. @similar: of
 * nearly the same data, so that its neurons come in the order of those before by direction, and
 * keep their numbers where all are still there; else in the set's own order. What is on show keeps
 * its numbers until then. */
void rsc_labelling_clear_path (RscLabelling *self, gboolean similar);

/* Numbers the neurons of @set, which becomes the set on show; TRUE when numbers that were known
 * before stand for other neurons now. @frame: of the path at the same λ, or
 * NULL where no path is known. The first set of all has the labels 0, 1, … in its own order. */
gboolean
rsc_labelling_take_set (RscLabelling *self, const RscOptimalSet *set, const RscPathFrame *frame);
/* Numbers the neurons of @path that it did not know yet. Call before rsc_labelling_take_set() with
 * a frame of it. @set: the set on show, and @frame of @path at its λ, or NULL: the first time that
 * there is one, the neurons on show keep their numbers and those of the path give way. */
void rsc_labelling_take_path (RscLabelling *self,
                              const RscPath *path,
                              const RscOptimalSet *set,
                              const RscPathFrame *frame);

/* Of the set on show, for each of its neurons: label, and identity along the path or
 * RSC_PATH_NO_NEURON. NULL without a set. */
const gsize *rsc_labelling_get_labels (const RscLabelling *self);
gsize rsc_labelling_get_n (const RscLabelling *self);
/* Neurons of the set on show in order of their labels. */
const gsize *rsc_labelling_get_order (const RscLabelling *self);
/* Neuron of the set on show with this label, or -1. */
gssize rsc_labelling_find (const RscLabelling *self, gsize label);

/* For each identity of the path its label; and back, or -1. */
const gsize *rsc_labelling_get_id_labels (const RscLabelling *self);
gsize rsc_labelling_get_n_ids (const RscLabelling *self);
gssize rsc_labelling_find_id (const RscLabelling *self, gsize label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscLabelling, rsc_labelling_free)

G_END_DECLS
