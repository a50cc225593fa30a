/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-settings.h"

#include "documents.h"
#include "widgets.h"

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static GtkWidget *
new_settings (RscDocument *document)
{
  GtkWidget *widget = g_object_new (RSC_TYPE_PRUNING_SETTINGS, NULL);

  rsc_panel_set_document (RSC_PANEL (widget), document);
  return widget;
}

/* It shows what the pruning is to be like, and a person's choice is the pruning's. */
static void
test_choices (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscPruner *pruner = rsc_document_get_pruner (document);
  GtkWidget *widget;
  GtkWindow *window;

  open_set (document, "checkerboard");
  wait_idle (document);
  widget = new_settings (document);
  window = show_widget (widget, 600, 120);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (widget, "start")), ==,
                    (guint) rsc_pruner_get_start (pruner));
  gtk_drop_down_set_selected (get_child (widget, "rule"), 1);
  g_assert_cmpint (rsc_pruner_get_rule (pruner), ==, RSC_PRUNING_RULE_FEWEST);
  gtk_drop_down_set_selected (get_child (widget, "rule"), 0);
  g_assert_cmpint (rsc_pruner_get_rule (pruner), ==, RSC_PRUNING_RULE_PAPER);
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      gtk_drop_down_set_selected (get_child (widget, "method"), method);
      g_assert_cmpuint ((guint) rsc_pruner_get_method (pruner), ==, method);
    }
  gtk_drop_down_set_selected (get_child (widget, "start"), RSC_PRUNING_START_BLOCKS);
  wait_idle (document);
  g_assert_cmpint (rsc_pruner_get_start (pruner), ==, RSC_PRUNING_START_BLOCKS);
  /* There is only one such network; of random ones another is made. */
  g_assert_false (gtk_widget_get_visible (get_child (widget, "again_button")));
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_RANDOM, NULL);
  wait_idle (document);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (widget, "start")), ==,
                    RSC_PRUNING_START_RANDOM);
  g_assert_true (gtk_widget_get_visible (get_child (widget, "again_button")));
  rsc_pruning_settings_set_shown (RSC_PRUNING_SETTINGS (widget), FALSE);
  g_assert_false (gtk_widget_get_mapped (get_child (widget, "method")));
  gtk_window_destroy (window);
}

/* It goes with its window; the document stays with nobody listening. */
static void
test_finalises (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *widget = new_settings (document);

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

  g_test_add_func ("/pruning-settings/choices", test_choices);
  g_test_add_func ("/pruning-settings/finalises", test_finalises);
  return g_test_run ();
}
