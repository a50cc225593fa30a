/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/* A network in the file of a document. Reading leaves *@network alone where there is none for the
 * data of @state; writing NULL removes what was there. Errors: RSC_ERROR_DATA, one sentence that
 * names the file and the key. */
gboolean rsc_state_network_read (const RscSaved *saved,
                                 const char *path,
                                 const RscDocumentState *state,
                                 RscNetwork **network,
                                 GError **error);
void rsc_state_network_write (RscSaved *saved, const char *path, const RscNetwork *network);

G_END_DECLS
