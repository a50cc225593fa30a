/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a document. One that is read is written so that the same is read again, to the
 * letter. */
#include "fuzz.h"

#include <string.h>

#include "app/files/rsc-saved.h"
#include "app/model/rsc-document-state.h"
#include "app/model/rsc-state-file.h"

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 0);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  RscSaved *saved = rsc_saved_parse (text, (gssize) size, "f.reluscope", &error);
  RscDocumentState *state;

  if (!saved)
    {
      check_sentence (error);
      return 0;
    }
  state = rsc_state_file_read (saved, &error);
  if (!state)
    check_sentence (error);
  else
    {
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      RscSaved *again;
      RscDocumentState *same;

      /* Once more: what is written over what was there may change places. */
      rsc_state_file_write (state, saved);
      rsc_state_file_write (state, saved);
      once = rsc_saved_to_text (saved);
      again = rsc_saved_parse (once, -1, "f.reluscope", &error);
      g_assert_no_error (error);
      same = rsc_state_file_read (again, &error);
      g_assert_no_error (error);
      rsc_state_file_write (same, again);
      twice = rsc_saved_to_text (again);
      g_assert_cmpstr (once, ==, twice);
      rsc_document_state_unref (same);
      rsc_saved_free (again);
      rsc_document_state_unref (state);
    }
  rsc_saved_free (saved);
  return 0;
}
