/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/* The state of a document as what is in its file, and back. */

/* A state with what the file has, and the defaults for what it has not. Errors: RSC_ERROR_DATA, one
 * sentence that names the file and the key. */
RscDocumentState *rsc_state_file_read (const RscSaved *saved, GError **error);

/* Everything of @state; other keys of @saved stay. Any thread. */
void rsc_state_file_write (const RscDocumentState *state, RscSaved *saved);

/* Neurons by sign, direction and value; NULL is written as nothing. Reading leaves *@keys alone
 * where there are none, and replaces them otherwise. */
gboolean rsc_state_file_read_keys (const RscSaved *saved,
                                   const char *path,
                                   RscNeuronKeys **keys,
                                   GError **error);
void rsc_state_file_write_keys (RscSaved *saved, const char *path, const RscNeuronKeys *keys);

G_END_DECLS
