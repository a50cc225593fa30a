/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-fact.h"
#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/* Whether the results on show are those of the state, exact and whole: then they can be spoken
 * of. */
gboolean rsc_document_has_settled (RscDocument *self);

/* A fact of @self, from what is on show; FALSE while it is not known. Cheap, but for the spread of
 * the predictions at the data: O(vertices n neurons) each time. */
gboolean rsc_document_get_fact (RscDocument *self, RscFact fact, double *value);

G_END_DECLS
