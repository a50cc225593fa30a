/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/model/rsc-output-networks.h"

G_BEGIN_DECLS

/* What a document does with data of several outputs: all have networks at one λ, of which one
 * output is what every view shows. */

/* A network for each output. Borrowed. */
RscOutputNetworks *rsc_document_get_output_networks (RscDocument *self);

/* Shows output @k, at the λ that all have: it is a change that can be undone. Where its λ_max is
 * not known yet it is solved first, and shown as soon as it is. */
void rsc_document_choose_output (RscDocument *self, gsize k);
/* The output that is to be shown so, or -1. */
gssize rsc_document_get_wanted_output (RscDocument *self);

G_END_DECLS
