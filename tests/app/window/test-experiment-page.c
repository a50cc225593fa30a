/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-experiment-page.h"

#include "documents.h"
#include "ui/rsc-curves-view.h"
#include "widgets.h"

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static GtkWidget *
new_page (RscDocument *document)
{
  GtkWidget *widget = g_object_new (RSC_TYPE_EXPERIMENT_PAGE, NULL);

  rsc_experiment_page_set_document (RSC_EXPERIMENT_PAGE (widget), document);
  return widget;
}

static gboolean
is_done (gpointer page)
{
  return !rsc_experiment_page_is_running (page);
}

/* It runs where there is a solution, can be cancelled while it does, and its curves go when the
 * data are others. */
static void
test_runs (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *widget = new_page (document);
  GtkWindow *window = show_widget (widget, 700, 400);

  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "run_button")));
  open_set (document, "xor");
  wait_idle (document);
  g_assert_true (gtk_widget_get_sensitive (get_child (widget, "run_button")));
  g_assert_false (gtk_widget_get_visible (get_child (widget, "view")));
  gtk_spin_button_set_value (get_child (widget, "repeats"), 1);
  gtk_spin_button_set_value (get_child (widget, "gates"), 4);
  gtk_widget_grab_focus (get_child (widget, "repeats"));
  g_signal_emit_by_name (get_child (widget, "run_button"), "clicked");
  /* Not in a field that takes no input, which GTK would warn of when its cursor blinks next. */
  g_assert_true (gtk_window_get_focus (window) == get_child (widget, "cancel_button"));
  g_assert_true (rsc_experiment_page_is_running (RSC_EXPERIMENT_PAGE (widget)));
  g_assert_true (gtk_widget_get_visible (get_child (widget, "cancel_button")));
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "repeats")));
  wait_until (is_done, widget);
  g_assert_false (gtk_widget_get_visible (get_child (widget, "cancel_button")));
  g_assert_true (gtk_widget_get_visible (get_child (widget, "view")));

  open_set (document, "polygon-6");
  wait_idle (document);
  g_assert_false (gtk_widget_get_visible (get_child (widget, "view")));
  gtk_window_destroy (window);
}

/* What is typed anywhere in the window is taken before it runs: the data may hang on it. */
static void
test_typed (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *page = new_page (document), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *field = gtk_spin_button_new_with_range (1, 10, 1);
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), page);
  window = show_widget (box, 700, 400);
  open_set (document, "xor");
  wait_idle (document);
  gtk_editable_set_text (GTK_EDITABLE (field), "7");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (field)), ==, 1);
  g_signal_emit_by_name (get_child (page, "run_button"), "clicked");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (field)), ==, 7);
  g_signal_emit_by_name (get_child (page, "cancel_button"), "clicked");
  wait_until (is_done, page);
  gtk_window_destroy (window);
}

/* It goes with its window; the document stays with nobody listening. */
static void
test_finalises (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *widget = new_page (document);

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

  g_test_add_func ("/experiment-page/runs", test_runs);
  g_test_add_func ("/experiment-page/typed", test_typed);
  g_test_add_func ("/experiment-page/finalises", test_finalises);
  return g_test_run ();
}
