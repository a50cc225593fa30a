/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data of several outputs in the window: which is on show, and the regions of them all. */
#include "app/model/rsc-document-outputs.h"
#include "app/window/rsc-class-regions.h"
#include "app/window/rsc-function-panel.h"
#include "app/window/rsc-output-chooser.h"
#include "core/data/rsc-import.h"
#include "documents.h"
#include "ui/rsc-classes-view.h"
#include "ui/rsc-function-view.h"
#include "widgets.h"
#include "windows.h"

#include <math.h>
#include <string.h>

static GtkApplication *application;

static void
open_text (RscDocument *document, const char *text, const RscImportChoices *choices)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (RscDataset) dataset = rsc_import_read (stream, "heaps.csv", choices, NULL, NULL, NULL);
  RscDocumentState *state = edit (document);

  rsc_document_state_set_file (state, NULL, dataset);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, state);
}

/* Where there are rows that no network is certified of yet, the picture says so. */
static void
test_classes (void)
{
  const RscImportChoices every = { .every_class = TRUE };
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *chooser = find_child (GTK_WIDGET (window), RSC_TYPE_OUTPUT_CHOOSER);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL);
  RscClassesView *view = RSC_CLASSES_VIEW (find_child (panel, RSC_TYPE_CLASSES_VIEW));
  GtkWidget *function = find_child (panel, RSC_TYPE_FUNCTION_VIEW);
  GtkDropDown *outputs = GTK_DROP_DOWN (find_child (chooser, GTK_TYPE_DROP_DOWN));
  GtkWidget *button = find_button (panel, "Classes");
  double lambda;

  wait_idle (document);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (outputs)));
  g_assert_false (gtk_widget_is_visible (button));
  open_text (document,
             "a,b,kind\n1,1,red\n2,1,red\n1,2,red\n5,1,blue\n6,2,blue\n5,2,blue\n"
             "2,6,green\n3,7,green\n",
             &every);
  iterate (1);
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (outputs)));
  g_assert_true (gtk_widget_is_visible (button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_cmpint (rsc_document_get_state (document)->mode, ==, RSC_FUNCTION_CLASSES);
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (view)));
  g_assert_false (gtk_widget_is_visible (function));
  if (!are_certified (document))
    g_assert_null (rsc_classes_view_get_model (view));
  wait_until (are_certified, document);
  iterate (20);
  g_assert_nonnull (rsc_classes_view_get_model (view));
  g_assert_null (rsc_classes_view_get_model (view)->notice);
  g_assert_nonnull (find_label (chooser, "8 of 8"));

  /* Another one, at the same λ, with the same regions. */
  lambda = rsc_output_networks_get_lambda (rsc_document_get_output_networks (document));
  gtk_drop_down_set_selected (outputs, 1);
  wait_until (are_certified, document);
  iterate (20);
  g_assert_cmpstr (rsc_dataset_get_reading (rsc_document_get_state (document)->source)->positive,
                   ==, "green");
  g_assert_cmpfloat_with_epsilon (
    rsc_output_networks_get_lambda (rsc_document_get_output_networks (document)), lambda,
    1e-12 * lambda);
  g_assert_nonnull (rsc_classes_view_get_model (view));

  /* Until they are solved at another λ, it is said of which they are. */
  set_ratio (document, 0.01, RSC_CHANGE_SINGLE);
  if (!are_certified (document) && rsc_classes_view_get_model (view))
    g_assert_nonnull (rsc_classes_view_get_model (view)->notice);
  wait_until (are_certified, document);
  iterate (20);
  g_assert_nonnull (rsc_classes_view_get_model (view));
  g_assert_null (rsc_classes_view_get_model (view)->notice);

  open_set (document, "xor");
  wait_idle (document);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (outputs)));
  g_assert_true (gtk_widget_is_visible (function));
  close_window (window);
}

/* Columns have no regions. */
static void
test_columns (void)
{
  static const char *const targets[] = { "u", "v", NULL };
  const RscImportChoices choices = { .targets = targets };
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *chooser = find_child (GTK_WIDGET (window), RSC_TYPE_OUTPUT_CHOOSER);
  GtkDropDown *outputs = GTK_DROP_DOWN (find_child (chooser, GTK_TYPE_DROP_DOWN));

  wait_idle (document);
  open_text (document, "a,u,v\n1,2,0\n2,3,5\n3,-1,2\n4,0,1\n", &choices);
  wait_until (are_certified, document);
  iterate (20);
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (outputs)));
  g_assert_false (gtk_widget_is_visible (
    find_button (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL), "Classes")));
  gtk_drop_down_set_selected (outputs, 1);
  wait_until (are_certified, document);
  g_assert_cmpstr (rsc_dataset_get_target_name (rsc_document_get_state (document)->source), ==,
                   "v");
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/output-chooser/classes", test_classes);
  g_test_add_func ("/output-chooser/columns", test_columns);
  return run_windows (application);
}
