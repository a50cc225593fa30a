/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/* How networks are trained, in the file of a document: what it has not is as at first. Errors:
 * RSC_ERROR_DATA, one sentence that names the file and the key. */
gboolean rsc_state_training_read (const RscSaved *saved, RscDocumentState *state, GError **error);
void rsc_state_training_write (const RscTrainingChoice *choice, RscSaved *saved);

G_END_DECLS
