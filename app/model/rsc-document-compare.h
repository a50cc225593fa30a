/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-compared.h"
#include "app/model/rsc-counterpart.h"
#include "app/model/rsc-document.h"
#include "app/model/rsc-pinned-set.h"

G_BEGIN_DECLS

/* Which function is drawn: one change of the view. */
void rsc_document_draw (RscDocument *self, RscShownFunction shown);

/* The pinned network beside the one on show. Borrowed. */
RscCompared *rsc_document_get_compared (RscDocument *self);

/* Pins the network on show under a name that says where it is from. FALSE where there is none, or
 * there are too many. */
gboolean rsc_document_can_pin (RscDocument *self);
gboolean rsc_document_pin (RscDocument *self);
/* @name: blanks at its ends go; an empty one is refused. */
gboolean rsc_document_rename_pin (RscDocument *self, gsize k, const char *name);
void rsc_document_remove_pin (RscDocument *self, gsize k);
/* @k: network A, or -1 for none. */
void rsc_document_choose_pin (RscDocument *self, gssize k);

/* Pins the λ on show, or lets go of the one that is pinned; λ → 0 cannot be. */
void rsc_document_pin_lambda (RscDocument *self, gboolean pinned);
/* Its set on the axes on show, or NULL. Borrowed. */
RscHull *rsc_document_get_pinned_hull (RscDocument *self);
/* Why there is none, or NULL: also that it would take too much memory. Borrowed. */
const GError *rsc_document_get_pinned_error (RscDocument *self);

/* ReLU and gated networks beside each other. Borrowed. */
RscCounterpart *rsc_document_get_counterpart (RscDocument *self);

/* The number, from 0, under which each neuron of the comparison is drawn: that of the set's neuron
 * where it is one, else one that no neuron has. NULL without a comparison. Free with g_free(). */
gsize *rsc_document_dup_compared_labels (RscDocument *self);

G_END_DECLS
