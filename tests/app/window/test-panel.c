/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels share, on a panel that only counts. */
#include "app/window/rsc-panel.h"
#include "documents.h"

#define TEST_TYPE_PANEL (test_panel_get_type ())
G_DECLARE_FINAL_TYPE (TestPanel, test_panel, TEST, PANEL, RscPanel)

struct _TestPanel
{
  RscPanel parent_instance;
  guint n_updates;
  guint parts; /* of the last one */
};

G_DEFINE_FINAL_TYPE (TestPanel, test_panel, RSC_TYPE_PANEL)

static void
test_panel_update (RscPanel *panel, guint parts)
{
  TestPanel *self = TEST_PANEL (panel);

  self->n_updates++;
  self->parts = parts;
}

static void
test_panel_class_init (TestPanelClass *klass)
{
  RSC_PANEL_CLASS (klass)->update = test_panel_update;
}

static void
test_panel_init (TestPanel *self)
{
  gtk_widget_set_parent (gtk_label_new ("child"), GTK_WIDGET (self));
}

static void
test_updates (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  TestPanel *panel = g_object_ref_sink (g_object_new (TEST_TYPE_PANEL, NULL));
  gpointer weak = panel;
  guint n;

  g_object_add_weak_pointer (weak, &weak);
  rsc_panel_set_document (RSC_PANEL (panel), document);
  g_assert_cmpuint (panel->n_updates, ==, 1);
  g_assert_cmphex (panel->parts, ==, RSC_DOCUMENT_ALL);
  g_assert_true (rsc_panel_get_document (panel) == document);

  /* A shown panel follows at once. */
  open_set (document, "xor");
  g_assert_cmpuint (panel->n_updates, >, 1);
  wait_idle (document);

  /* A hidden one gathers, and is told once. */
  gtk_widget_set_visible (GTK_WIDGET (panel), FALSE);
  n = panel->n_updates;
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  set_ratio (document, 0.25, RSC_CHANGE_SINGLE);
  g_assert_cmpuint (panel->n_updates, ==, n);
  gtk_widget_set_visible (GTK_WIDGET (panel), TRUE);
  g_assert_cmpuint (panel->n_updates, ==, n + 1);
  g_assert_cmphex (panel->parts & RSC_DOCUMENT_LAMBDA, !=, 0);
  wait_idle (document);

  /* Shown again with nothing new: nothing to do. */
  n = panel->n_updates;
  gtk_widget_set_visible (GTK_WIDGET (panel), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (panel), TRUE);
  g_assert_cmpuint (panel->n_updates, ==, n);

  /* It goes, and the document with nobody listening stays. */
  g_object_unref (panel);
  g_assert_null (weak);
  set_ratio (document, 0.125, RSC_CHANGE_SINGLE);
  wait_idle (document);
  g_assert_finalize_object (g_steal_pointer (&document));
}

static void
test_updating (void)
{
  TestPanel *panel = g_object_ref_sink (g_object_new (TEST_TYPE_PANEL, NULL));

  g_assert_false (rsc_panel_is_updating (panel));
  rsc_panel_begin_update (panel);
  rsc_panel_begin_update (panel);
  rsc_panel_end_update (panel);
  g_assert_true (rsc_panel_is_updating (panel));
  rsc_panel_end_update (panel);
  g_assert_false (rsc_panel_is_updating (panel));
  g_assert_finalize_object (panel);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/updates", test_updates);
  g_test_add_func ("/panel/updating", test_updating);
  return g_test_run ();
}
