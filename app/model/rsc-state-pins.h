/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/* What is compared, in the file of a document: the pinned networks, the pinned λ, and which
 * function is on show. The data of @state must be there already. Errors: RSC_ERROR_DATA, one
 * sentence that names the file and the key. */
gboolean rsc_state_pins_read (const RscSaved *saved, RscDocumentState *state, GError **error);
void rsc_state_pins_write (const RscDocumentState *state, RscSaved *saved);

G_END_DECLS
