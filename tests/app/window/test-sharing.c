/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves a window: pictures on paper, the board, numbers, summary, report, print,
 * clipboard. The commands that it tells are run: the program is the argument of this test. */
#include "app/window/rsc-sharing.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-shown-tables.h"
#include "app/window/rsc-table-window.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;
static const char *program;
static RscWindow *window;
static RscSharing *sharing;
static char *folder;

static void
settle (void)
{
  wait_idle (rsc_window_get_document (window));
  iterate (300);
}

/* The window's own belongs to it: this one is beside it, of the same parts. */
static RscSharing *
new_sharing (void)
{
  return rsc_sharing_new (GTK_WINDOW (window), rsc_window_get_document (window),
                          rsc_window_get_files (window),
                          RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK)));
}

static JsonNode *
run_command (const char *line)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  JsonNode *node;
  int status;

  g_assert_true (g_str_has_prefix (line, "reluscope-cli "));
  whole = g_strdup_printf ("%s --json -", line);
  g_assert_true (g_shell_parse_argv (whole, NULL, &words, &error));
  g_free (words[0]);
  words[0] = g_strdup (program);
  g_spawn_sync (folder, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s: %s", whole, err);
  g_assert_cmpint (status, ==, 0);
  node = json_from_string (out, &error);
  g_assert_no_error (error);
  return node;
}

/* A line that is told finds what is on show. */
static void
check_command (const char *line)
{
  RscOptimalSet *set = rsc_document_get_set (rsc_window_get_document (window));
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  g_autoptr (JsonNode) node = run_command (line);
  JsonObject *result = json_node_get_object (node);
  JsonObject *vertices = json_object_get_object_member (result, "vertices");

  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (result, "objective"),
                                  rsc_solution_get_objective (solution), 1e-12);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (result, "lambda"),
                                  rsc_solution_get_lambda (solution), 1e-13);
  g_assert_cmpint (json_object_get_int_member (result, "dimension"), ==,
                   (gint64) rsc_optimal_set_get_dimension (set));
  g_assert_cmpint (json_object_get_int_member (vertices, "count"), ==,
                   (gint64) rsc_optimal_set_get_n_vertices (set));
}

static RscPlotArea *
find_area (GType type)
{
  return RSC_PLOT_AREA (find_child (GTK_WIDGET (window), type));
}

static cairo_surface_t *
load (GBytes *png)
{
  g_autofree char *path = g_build_filename (folder, "x.png", NULL);
  gsize size;
  const char *data = g_bytes_get_data (png, &size);
  cairo_surface_t *surface;

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_remove (path);
  return surface;
}

/* The pixel in the corner, where a picture has only its ground. */
static guint32
get_corner (cairo_surface_t *surface)
{
  guint32 pixel;

  cairo_surface_flush (surface);
  memcpy (&pixel, cairo_image_surface_get_data (surface), sizeof pixel);
  return cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24 ? pixel | 0xff000000u
                                                                        : pixel;
}

static void
test_paper (void)
{
  RscExport *export =
    rsc_export_new_picture (find_area (RSC_TYPE_FUNCTION_VIEW), rsc_window_get_document (window));
  static const struct
  {
    gboolean dark, transparent;
  } grounds[] = { { FALSE, FALSE }, { TRUE, FALSE }, { FALSE, TRUE }, { TRUE, TRUE } };

  export->paper.width = 320;
  export->paper.height = 240;
  export->paper.scale = 1.5;
  for (gsize k = 0; k < G_N_ELEMENTS (grounds); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png = NULL;
      cairo_surface_t *surface;
      guint32 corner;

      export->paper.dark = grounds[k].dark;
      export->paper.transparent = grounds[k].transparent;
      png = rsc_export_render (export, "x.png", &error);
      g_assert_no_error (error);
      surface = load (png);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 480);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 360);
      corner = get_corner (surface);
      g_assert_cmpuint (corner >> 24, ==, grounds[k].transparent ? 0 : 255);
      if (!grounds[k].transparent)
        g_assert_true (((corner & 0xff) > 128) == !grounds[k].dark);
      cairo_surface_destroy (surface);
    }
  rsc_export_free (export);
}

static void
test_board (void)
{
  static const char *const endings[] = { "svg", "pdf", "png" };
  RscBoard *board = rsc_sharing_new_board (sharing);
  RscExport *export;

  /* Function, set and path. */
  g_assert_cmpuint (rsc_board_get_n_pictures (board), ==, 3);
  export = rsc_export_new_board (GTK_WIDGET (window), board);
  g_assert_false (rsc_export_has_numbers (export));
  for (gsize k = 0; k < G_N_ELEMENTS (endings); k++)
    {
      g_autofree char *name = g_strconcat ("board.", endings[k], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = rsc_export_render (export, name, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 10000);
    }
  rsc_export_free (export);
}

/* Every picture has its numbers, in rows that are whole and that a file has all of. */
static void
test_numbers (void)
{
  RscDocument *document = rsc_window_get_document (window);
  const GType types[] = { RSC_TYPE_FUNCTION_VIEW, RSC_TYPE_OPTIMAL_SET_VIEW, RSC_TYPE_PATH_VIEW };
  RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  const gsize rows[] = { 8, rsc_optimal_set_get_n_vertices (rsc_document_get_set (document)),
                         rsc_path_get_n_points (path) };

  for (gsize k = 0; k < G_N_ELEMENTS (types); k++)
    {
      g_autoptr (RscResultTable) table = rsc_shown_tables_new (find_area (types[k]), document);
      RscExport *export = rsc_export_new_picture (find_area (types[k]), document);
      g_autoptr (GBytes) csv = rsc_export_render (export, "x.csv", NULL);
      g_autoptr (GBytes) bytes = rsc_export_render (export, "x.json", NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      JsonArray *list;

      g_assert_cmpuint (rsc_result_table_get_n_rows (table), ==, rows[k]);
      list = json_object_get_array_member (json_node_get_object (node), "rows");
      g_assert_cmpuint (json_array_get_length (list), ==, rows[k]);
      g_assert_cmpfloat (json_array_get_double_element (json_array_get_array_element (list, 1), 1),
                         ==, rsc_result_table_get_number (table, 1, 1));
      g_assert_cmpuint (g_bytes_get_size (csv), >, 20 * rows[k]);
      rsc_export_free (export);
    }
}

static void
test_table_window (void)
{
  RscResultTable *table =
    rsc_shown_tables_new (find_area (RSC_TYPE_OPTIMAL_SET_VIEW), rsc_window_get_document (window));
  GtkWindow *shown = rsc_table_window_show (GTK_WINDOW (window), table);
  gpointer weak = shown;

  g_object_add_weak_pointer (G_OBJECT (shown), &weak);
  settle ();
  g_assert_nonnull (find_label (GTK_WIDGET (shown), "norm of 1"));
  gtk_window_destroy (shown);
  settle ();
  g_assert_null (weak);
}

static void
test_summary (void)
{
  g_autofree char *text = rsc_sharing_dup_summary (sharing);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "8 points"));
  g_assert_nonnull (strstr (text, "over all patterns"));
  g_assert_nonnull (strstr (text, "4 neurons, proved"));
  check_command (lines[1]);
}

/* The file is there whole, and what it says to run reads the document that it brings. */
static void
test_report (void)
{
  static const char mark[] = "download=\"";
  static const char base[] = "base64,";
  g_autofree char *path = g_build_filename (folder, "report.html", NULL);
  g_autofree char *name = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *document_path = NULL;
  g_autofree char *command = NULL;
  g_autofree char *page = NULL;
  g_autofree guchar *data = NULL;
  const char *at, *from;
  gsize length;

  g_assert_true (rsc_sharing_write_report (sharing, path));
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
  at = strstr (page, mark);
  g_assert_nonnull (at);
  at += strlen (mark);
  name = g_strndup (at, strcspn (at, "\""));
  from = strstr (at, base) + strlen (base);
  encoded = g_strndup (from, strcspn (from, "\""));
  data = g_base64_decode (encoded, &length);
  document_path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (document_path, (char *) data, (gssize) length, NULL));
  command = g_strdup_printf ("reluscope-cli optimal-set %s", name);
  g_assert_nonnull (strstr (page, command));
  g_assert_nonnull (strstr (page, "reluscope-cli path "));
  check_command (command);
  g_remove (document_path);
  g_remove (path);
}

static void
test_print (void)
{
  g_autofree char *path = g_build_filename (folder, "board.pdf", NULL);
  g_autofree char *text = NULL;
  gsize length;

  rsc_sharing_print (sharing, path);
  settle ();
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  g_assert_cmpuint (length, >, 10000);
  g_remove (path);
}

static gboolean
has_print_dialog (gpointer unused)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    {
      if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), "GtkPrintUnixDialog"))
        return TRUE;
    }
  return FALSE;
}

/* The dialog is waited for in no main loop of its own, and goes with its window. */
static void
test_print_dialog (void)
{
  RscWindow *other = show_window (application, "gallery:xor");

  gtk_widget_activate_action (GTK_WIDGET (other), "share.print", NULL);
  wait_until (has_print_dialog, NULL);
  close_window (other);
  g_assert_false (has_print_dialog (NULL));
}

static void
take_texture (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GdkTexture **) user_data =
    gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_taken (gpointer user_data)
{
  return *(GdkTexture **) user_data != NULL;
}

/* A picture is kept as files, not as pixels, and is a picture for who pastes it. */
static void
test_clipboard (void)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkContentFormats) held = NULL;
  RscExport *export =
    rsc_export_new_picture (rsc_sharing_find_picture (sharing), rsc_window_get_document (window));
  GdkContentFormats *formats;

  g_assert_true (rsc_export_copy (export, NULL));
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/svg+xml"));
  held = gdk_content_provider_ref_formats (gdk_clipboard_get_content (clipboard));
  g_assert_false (gdk_content_formats_contain_gtype (held, GDK_TYPE_TEXTURE));
  gdk_clipboard_read_texture_async (clipboard, NULL, take_texture, &texture);
  wait_until (is_taken, &texture);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 100);
  rsc_export_free (export);
}

/* Its rows are about the format that is chosen; it goes with Escape. */
static void
test_dialog (void)
{
  RscExport *export =
    rsc_export_new_picture (find_area (RSC_TYPE_PATH_VIEW), rsc_window_get_document (window));
  GtkWindow *dialog = rsc_export_dialog_show (export, "name");
  AdwComboRow *kind = ADW_COMBO_ROW (find_child (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW));
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (kind)), ==,
                    RSC_N_EXPORT_KINDS);
  g_assert_null (find_label (GTK_WIDGET (dialog), " pixels"));
  adw_combo_row_set_selected (kind, RSC_EXPORT_PNG);
  settle ();
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), " pixels"));
  gtk_window_close (dialog);
  settle ();
  g_assert_null (weak);
}

/* One window for all that follows. */
static void
test_opens (void)
{
  window = show_window (application, "gallery:polygon-8");
  settle ();
  wait_path (rsc_window_get_document (window));
  settle ();
  sharing = new_sharing ();
}

static void
test_ends (void)
{
  rsc_sharing_free (sharing);
  close_window (window);
}

int
main (int argc, char **argv)
{
  int result;

  application = begin_windows (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_test_add_func ("/sharing/opens", test_opens);
  g_test_add_func ("/sharing/paper", test_paper);
  g_test_add_func ("/sharing/board", test_board);
  g_test_add_func ("/sharing/numbers", test_numbers);
  g_test_add_func ("/sharing/table-window", test_table_window);
  g_test_add_func ("/sharing/summary", test_summary);
  g_test_add_func ("/sharing/report", test_report);
  g_test_add_func ("/sharing/print", test_print);
  g_test_add_func ("/sharing/print-dialog", test_print_dialog);
  g_test_add_func ("/sharing/clipboard", test_clipboard);
  g_test_add_func ("/sharing/dialog", test_dialog);
  g_test_add_func ("/sharing/ends", test_ends);
  result = run_windows (application);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
