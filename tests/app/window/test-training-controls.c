/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-training-controls.h"

#include "documents.h"
#include "widgets.h"

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static GtkWidget *
new_controls (RscDocument *document)
{
  GtkWidget *widget = g_object_new (RSC_TYPE_TRAINING_CONTROLS, NULL);

  rsc_panel_set_document (RSC_PANEL (widget), document);
  return widget;
}

/* What a person sets is in the document; another method has steps of its own, and one
 * that finds them has none to set. */
static void
test_choices (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *widget;
  GtkWindow *window;

  open_set (document, "xor");
  wait_idle (document);
  widget = new_controls (document);
  window = show_widget (widget, 700, 200);
  gtk_spin_button_set_value (get_child (widget, "width"), 7);
  g_assert_cmpuint (rsc_document_get_state (document)->training->width, ==, 7);
  gtk_spin_button_set_value (get_child (widget, "n_seeds"), 3);
  g_assert_cmpuint (rsc_document_get_state (document)->training->n_seeds, ==, 3);
  gtk_spin_button_set_value (get_child (widget, "seed"), 12);
  g_assert_cmpuint (rsc_document_get_state (document)->training->seed, ==, 12);
  gtk_spin_button_set_value (get_child (widget, "step_size"), 0.5);
  g_assert_cmpfloat (rsc_document_get_state (document)->training->settings.step_size, ==, 0.5);
  gtk_check_button_set_active (get_child (widget, "constant"),
                               !gtk_check_button_get_active (get_child (widget, "constant")));
  g_assert_cmpint (rsc_document_get_state (document)->training->settings.constant, ==,
                   gtk_check_button_get_active (get_child (widget, "constant")));

  gtk_drop_down_set_selected (get_child (widget, "method"), RSC_TRAINING_LBFGS);
  g_assert_cmpint (rsc_document_get_state (document)->training->settings.method, ==,
                   RSC_TRAINING_LBFGS);
  g_assert_cmpfloat (rsc_document_get_state (document)->training->settings.step_size, ==, 0);
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "step_size")));
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "batch_size")));
  gtk_drop_down_set_selected (get_child (widget, "method"), RSC_TRAINING_ADAM);
  g_assert_true (gtk_widget_get_sensitive (get_child (widget, "step_size")));

  rsc_training_controls_set_has_width (RSC_TRAINING_CONTROLS (widget), FALSE);
  g_assert_false (gtk_widget_get_visible (get_child (widget, "width")));
  gtk_window_destroy (window);
}

/* It goes with its window; the document stays with nobody listening. */
static void
test_finalises (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *widget = new_controls (document);

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

  g_test_add_func ("/training-controls/choices", test_choices);
  g_test_add_func ("/training-controls/finalises", test_finalises);
  return g_test_run ();
}
