/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-set-absence.h"

#include <math.h>

#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-status-words.h"

char *
rsc_set_absence_dup_words (RscDocument *document)
{
  const RscDocumentState *state = rsc_document_get_state (document);
  RscResults *results = rsc_document_get_results (document);
  const GError *error = rsc_results_get_error (results);

  if (!rsc_document_state_has_data (state))
    return g_strdup (rsc_data_words_get_absence (state->source));
  if (rsc_document_get_set (document) != NULL)
    return NULL;
  if (error)
    return g_strdup (error->message);
  if (rsc_results_was_cancelled (results))
    return g_strdup (rsc_status_words_cancelled ());
  if (rsc_results_is_busy (results))
    return rsc_status_words_solving (-1, NAN);
  return NULL;
}
