/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panels of the optimal set say while there is none. */
#include "app/window/rsc-set-absence.h"

#include <math.h>

#include "app/window/rsc-sensitivity-panel.h"
#include "documents.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-status-words.h"
#include "widgets.h"

static void
assert_words (RscDocument *document, const char *expected)
{
  g_autofree char *words = rsc_set_absence_dup_words (document);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  g_autofree char *solving = rsc_status_words_solving (-1, NAN);
  RscDocumentState *after;

  assert_words (document, rsc_data_words_get_absence (NULL));
  open_set (document, "spiral");
  after = edit (document);
  after->lambda_ratio = 1e-4;
  rsc_document_apply (document, "λ", RSC_CHANGE_SINGLE, after);
  g_assert_null (rsc_document_get_set (document));
  assert_words (document, solving);
  rsc_results_cancel (rsc_document_get_results (document));
  assert_words (document, rsc_status_words_cancelled ());
  open_set (document, "polygon-6");
  wait_idle (document);
  g_assert_nonnull (rsc_document_get_set (document));
  assert_words (document, NULL);
}

/* A panel says them in the place of its pictures. */
static void
test_panel (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *panel = g_object_new (RSC_TYPE_SENSITIVITY_PANEL, NULL);
  GtkWindow *window = show_widget (panel, 800, 400);

  rsc_panel_set_document (RSC_PANEL (panel), document);
  wait_for_frames (panel);
  g_assert_nonnull (find_label (panel, rsc_data_words_get_absence (NULL)));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/set-absence/words", test_words);
  g_test_add_func ("/set-absence/panel", test_panel);
  return g_test_run ();
}
