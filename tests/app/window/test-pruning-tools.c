/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-tools.h"

#include <string.h>

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
  GtkWidget *widget = g_object_new (RSC_TYPE_PRUNING_TOOLS, NULL);

  rsc_panel_set_document (RSC_PANEL (widget), document);
  return widget;
}

static void
click (RscDocument *document, GtkWidget *widget, const char *name)
{
  g_assert_true (gtk_widget_get_sensitive (get_child (widget, name)));
  g_signal_emit_by_name (get_child (widget, name), "clicked");
  wait_idle (document);
}

/* The buttons do the steps, and can be pressed where there is one to do; a neuron that is selected
 * can be removed by its name. */
static void
test_steps (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscPruner *pruner = rsc_document_get_pruner (document);
  GtkWidget *widget = new_tools (document);
  GtkWindow *window = show_widget (widget, 700, 120);
  gsize width;

  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "forward_button")));
  open_set (document, "checkerboard");
  wait_idle (document);
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "back_button")));
  click (document, widget, "forward_button");
  g_assert_true (rsc_pruner_is_active (pruner));
  while (rsc_pruner_get_index (pruner) == 0)
    click (document, widget, "forward_button");
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 1);
  click (document, widget, "back_button");
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 0);
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "back_button")));
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "remove_button")));
  width = rsc_pruning_get_state (rsc_pruner_get_walk (pruner), 0)->width;
  rsc_pruning_tools_set_selected (RSC_PRUNING_TOOLS (widget), 0, "7");
  g_assert_nonnull (strstr (gtk_button_get_label (get_child (widget, "remove_button")), "7"));
  click (document, widget, "remove_button");
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 1);
  g_assert_cmpuint (rsc_pruning_get_state (rsc_pruner_get_walk (pruner), 1)->width, <, width);
  g_assert_cmpfloat (rsc_pruning_get_state (rsc_pruner_get_walk (pruner), 1)->factor[0], ==, 0.0);
  click (document, widget, "minimal_button");
  width =
    rsc_pruning_get_state (rsc_pruner_get_walk (pruner), rsc_pruner_get_index (pruner))->width;
  g_assert_cmpuint (width, >=, 8);
  g_assert_cmpuint (width, <=, 9);
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "minimal_button")));

  rsc_pruning_tools_set_selected (RSC_PRUNING_TOOLS (widget), -1, NULL);
  g_assert_false (gtk_widget_get_sensitive (get_child (widget, "remove_button")));
  click (document, widget, "leave_button");
  g_assert_false (rsc_pruner_is_active (pruner));
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

  g_test_add_func ("/pruning-tools/steps", test_steps);
  g_test_add_func ("/pruning-tools/finalises", test_finalises);
  return g_test_run ();
}
