/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-import-preview.h"

#include "widgets.h"

static void
on_toggled (RscImportPreview *preview, guint column, guint *toggled)
{
  *toggled = column;
}

static gboolean
is_head (GtkWidget *widget, gconstpointer name)
{
  GtkWidget *child =
    GTK_IS_CHECK_BUTTON (widget) ? gtk_check_button_get_child (GTK_CHECK_BUTTON (widget)) : NULL;

  return child && g_str_equal (gtk_label_get_label (GTK_LABEL (child)), name);
}

/* The first rows under heads with a mark for what is a feature; a mark that a person moves tells
 * its column, one that the draft moves does not; the target has none to move. */
static void
test_marks (void)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data ("id,length,width,y\na,1,5,0\nb,,6,1\nc,3,7,0\n", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTable) table = rsc_table_read (stream, "f.csv", NULL, NULL, NULL, &error);
  g_autoptr (RscImportDraft) draft = NULL;
  GtkWidget *widget = g_object_new (RSC_TYPE_IMPORT_PREVIEW, NULL);
  RscImportPreview *preview = RSC_IMPORT_PREVIEW (widget);
  GtkWindow *window = show_widget (widget, 500, 240);
  GtkWidget *length, *target;
  guint toggled = G_MAXUINT;

  g_assert_no_error (error);
  draft = rsc_import_draft_new (table);
  g_assert_cmpuint (draft->target, ==, 3);
  g_signal_connect (preview, "toggled", G_CALLBACK (on_toggled), &toggled);
  rsc_import_preview_set (preview, table, draft);
  wait_for_frames (widget);
  length = find_widget (widget, is_head, "length");
  target = find_widget (widget, is_head, "y");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (length)));
  g_assert_false (gtk_widget_get_sensitive (target));
  g_assert_true (gtk_widget_has_css_class (target, "target"));
  g_assert_nonnull (find_label (widget, "6"));
  /* Nothing was written there. */
  g_assert_true (
    gtk_widget_has_css_class (gtk_grid_get_child_at (GTK_GRID (widget), 1, 3), "warning"));
  g_assert_cmpuint (toggled, ==, G_MAXUINT);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (length), FALSE);
  g_assert_cmpuint (toggled, ==, 1);
  toggled = G_MAXUINT;
  draft->used[1] = FALSE;
  draft->used[2] = FALSE;
  rsc_import_preview_set (preview, table, draft);
  g_assert_cmpuint (toggled, ==, G_MAXUINT);
  g_assert_true (
    gtk_widget_has_css_class (gtk_grid_get_child_at (GTK_GRID (widget), 1, 2), "unused"));
  g_assert_false (
    gtk_check_button_get_active (GTK_CHECK_BUTTON (find_widget (widget, is_head, "width"))));
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("a,y\n1,2\n", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTable) table = rsc_table_read (stream, "f.csv", NULL, NULL, NULL, &error);
  g_autoptr (RscImportDraft) draft = NULL;
  GtkWidget *preview = g_object_new (RSC_TYPE_IMPORT_PREVIEW, NULL);

  g_assert_no_error (error);
  draft = rsc_import_draft_new (table);
  rsc_import_preview_set (RSC_IMPORT_PREVIEW (preview), table, draft);
  assert_finalises (preview);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/import-preview/marks", test_marks);
  g_test_add_func ("/import-preview/finalises", test_finalises);
  return g_test_run ();
}
