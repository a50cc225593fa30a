/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The regions of the classes in place of the function: of one feature, and of more than two. */
#include "app/window/rsc-class-regions.h"

#include "app/model/rsc-document-outputs.h"
#include "app/window/rsc-function-panel.h"
#include "app/window/rsc-shown-tables.h"
#include "core/data/rsc-import.h"
#include "documents.h"
#include "ui/rsc-classes-view.h"
#include "ui/rsc-function-view.h"
#include "widgets.h"
#include "windows.h"

#include <string.h>

static GtkApplication *application;

static void
open_text (RscDocument *document, const char *text)
{
  const RscImportChoices every = { .every_class = TRUE };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (RscDataset) dataset = rsc_import_read (stream, "a.csv", &every, NULL, NULL, NULL);
  RscDocumentState *state = edit (document);

  rsc_document_state_set_file (state, NULL, dataset);
  state->mode = RSC_FUNCTION_CLASSES;
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, state);
}

/* The same points as the picture: what each network says of them, and the class that says most. */
static void
check_table (GtkWidget *view, RscDocument *document)
{
  static const char *const names[] = { "x", "x", "y", "y", "z", "z" };
  const RscClassesModel *model = rsc_classes_view_get_model (RSC_CLASSES_VIEW (view));
  g_autoptr (RscResultTable) table = rsc_shown_tables_new (RSC_PLOT_AREA (view), document);
  const gsize last = rsc_result_table_get_n_columns (table) - 1;

  g_assert_true (rsc_shown_tables_has (RSC_PLOT_AREA (view)));
  g_assert_cmpuint (rsc_result_table_get_n_rows (table), ==, 6);
  g_assert_cmpuint (last, ==, 1 + 1 + 1 + 3);
  for (gsize i = 0; i < 6; i++)
    {
      g_autofree char *given = rsc_result_table_dup_cell (table, i, 2);
      g_autofree char *taken = rsc_result_table_dup_cell (table, i, last);
      double values[3];
      gsize most = 0;

      g_assert_cmpstr (given, ==, names[i]);
      for (gsize k = 0; k < 3; k++)
        {
          rsc_network_predict (model->networks[k], 1, rsc_dataset_get_x (model->datasets[0]) + i,
                               values + k);
          g_assert_cmpfloat (rsc_result_table_get_number (table, i, 3 + k), ==, values[k]);
          most = values[k] > values[most] ? k : most;
        }
      g_assert_cmpstr (taken, ==, model->names[most]);
    }
}

static void
test_features (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL);
  RscClassRegions *regions = RSC_CLASS_REGIONS (find_child (panel, RSC_TYPE_CLASS_REGIONS));
  GtkWidget *view = GTK_WIDGET (rsc_class_regions_get_area (regions));
  GtkWidget *function = find_child (panel, RSC_TYPE_FUNCTION_VIEW);
  const RscClassesModel *model;
  RscDocumentState *after;

  wait_idle (document);
  g_assert_false (rsc_class_regions_can (rsc_document_get_state (document)));
  open_text (document, "a,kind\n0,x\n1,x\n2,y\n3,y\n4,z\n5,z\n");
  g_assert_true (rsc_class_regions_can (rsc_document_get_state (document)));
  wait_until (are_certified, document);
  iterate (50);
  g_assert_true (gtk_widget_is_visible (view));
  g_assert_false (gtk_widget_is_visible (function));
  /* The width of the envelope belongs to the curve. */
  g_assert_false (gtk_widget_is_visible (find_button (panel, "Envelope")));
  model = rsc_classes_view_get_model (RSC_CLASSES_VIEW (view));
  g_assert_nonnull (model);
  g_assert_cmpuint (rsc_dataset_get_d (model->datasets[0]), ==, 1);
  check_table (view, document);
  wait_for_frames (view);
  point_at (view, gtk_widget_get_width (view) / 2, gtk_widget_get_height (view) - 60);
  g_assert_nonnull (find_label (GTK_WIDGET (regions), "a = "));

  /* Over two of four features, the others held. */
  open_text (document, "a,b,c,d,kind\n0,1,2,0,x\n1,0,1,2,x\n2,2,0,1,y\n3,1,3,1,y\n4,0,2,3,z\n"
                       "5,3,1,2,z\n");
  after = edit (document);
  after->feature_x = 2;
  after->feature_y = 3;
  rsc_document_state_hold_feature (after, 0, 4);
  after->mode = RSC_FUNCTION_CLASSES;
  rsc_document_apply (document, "Axes", RSC_CHANGE_SINGLE, after);
  wait_until (are_certified, document);
  iterate (50);
  model = rsc_classes_view_get_model (RSC_CLASSES_VIEW (view));
  g_assert_nonnull (model);
  g_assert_cmpuint (model->feature_x, ==, 2);
  g_assert_cmpfloat (rsc_feature_values_get (model->at, 0), ==, 4);
  g_autofree char *words = rsc_classes_view_dup_words (RSC_CLASSES_VIEW (view));
  g_assert_nonnull (strstr (words, "a = 4"));
  g_assert_nonnull (strstr (words, "b at the mean"));
  wait_for_frames (view);
  point_at (view, gtk_widget_get_width (view) / 2, gtk_widget_get_height (view) - 60);
  g_assert_nonnull (find_label (GTK_WIDGET (regions), "c = "));
  leave (view);
  g_assert_null (find_label (GTK_WIDGET (regions), "c = "));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/class-regions/features", test_features);
  return run_windows (application);
}
