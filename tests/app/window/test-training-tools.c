/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-training-tools.h"

#include "documents.h"
#include "widgets.h"

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static GtkWidget *
new_tools (RscDocument *document)
{
  GtkWidget *widget = g_object_new (RSC_TYPE_TRAINING_TOOLS, NULL);

  rsc_panel_set_document (RSC_PANEL (widget), document);
  return widget;
}

/* Nothing to train without data; trained, its steps can be gone through, and left again. */
static void
test_steps (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  GtkWidget *widget = new_tools (document);
  GtkWindow *window = show_widget (widget, 700, 120);
  gsize index;

  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "train_button")));
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "back_button")));
  open_set (document, "xor");
  wait_idle (document);
  g_assert_true (gtk_widget_get_sensitive (get_child (widget, "train_button")));
  g_assert_false (gtk_widget_get_visible (get_child (widget, "leave_button")));
  g_signal_emit_by_name (get_child (widget, "train_button"), "clicked");
  wait_idle (document);
  g_assert_true (rsc_training_runs_is_active (runs));
  g_assert_true (gtk_widget_get_visible (get_child (widget, "leave_button")));
  g_assert_cmpstr (gtk_label_get_label (get_child (widget, "position")), !=, "");
  g_signal_emit_by_name (get_child (widget, "restart_button"), "clicked");
  wait_idle (document);
  index = rsc_training_runs_get_index (runs);
  g_assert_true (gtk_widget_get_sensitive (get_child (widget, "back_button")) == (index > 0));
  g_signal_emit_by_name (get_child (widget, "leave_button"), "clicked");
  wait_idle (document);
  g_assert_false (rsc_training_runs_is_active (runs));
  g_assert_false (gtk_widget_get_visible (get_child (widget, "leave_button")));
  gtk_window_destroy (window);
}

/* It goes with its window; the document stays with nobody listening. */
static void
test_finalises (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *widget = new_tools (document);

  open_set (document, "xor");
  wait_idle (document);
  assert_finalises (widget);
  set_ratio (document, 0.25, RSC_CHANGE_SINGLE);
  wait_idle (document);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/training-tools/steps", test_steps);
  g_test_add_func ("/training-tools/finalises", test_finalises);
  return g_test_run ();
}
