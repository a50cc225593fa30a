/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-sharing.h"

#include "app/window/rsc-animation-dialog.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-report-job.h"
#include "app/window/rsc-settings.h"
#include "app/window/rsc-shown-tables.h"
#include "app/window/rsc-table-window.h"
#include "ui/words/rsc-sharing-words.h"
#include "ui/words/rsc-summary-words.h"
#include "ui/words/rsc-window-words.h"

struct _RscSharing
{
  GtkWindow *window;
  RscDocument *document;
  RscWindowFiles *files;
  RscDesk *desk;
  GtkNativeDialog *chooser;
  GCancellable *cancellable;   /* of reports */
  GtkPrintOperation *printing; /* or NULL */
};

static void
tell (RscSharing *self, const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.tell", "s", message);
}

static char *
dup_name (RscSharing *self)
{
  char *name = rsc_window_files_dup_name (self->files);

  return name ? name : g_strdup ("Reluscope");
}

/* --- pictures --------------------------------------------------------------------------------- */

RscPlotArea *
rsc_sharing_find_picture (RscSharing *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  const char *name = focus ? rsc_desk_find (self->desk, focus) : NULL;
  RscPlotArea *first = NULL;

  if (RSC_IS_PLOT_AREA (focus))
    return RSC_PLOT_AREA (focus);
  for (guint k = 0; k < rsc_desk_get_n_pages (self->desk); k++)
    {
      GtkWidget *page = rsc_desk_get_page (self->desk, k);
      g_autoptr (GPtrArray) found = rsc_board_find_pictures (page);

      if (found->len == 0)
        continue;
      if (!first)
        first = g_ptr_array_index (found, 0);
      if (name && g_strcmp0 (rsc_desk_find (self->desk, page), name) == 0)
        return g_ptr_array_index (found, 0);
    }
  return first;
}

RscBoard *
rsc_sharing_new_board (RscSharing *self)
{
  RscSolution *solution = rsc_document_get_solution (self->document);
  g_autofree char *name = dup_name (self);
  g_autofree char *caption =
    solution ? rsc_summary_words_dup_caption (solution, name) : g_strdup (name);

  return rsc_board_new (self->desk, caption);
}

/* The picture, or NULL and that is told. */
static RscPlotArea *
get_picture (RscSharing *self)
{
  RscPlotArea *area = rsc_sharing_find_picture (self);

  if (!area)
    tell (self, rsc_sharing_words_get (RSC_SHARING_NO_PICTURE));
  return area;
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;
  RscPlotArea *area = get_picture (self);
  const char *name = area ? rsc_desk_find (self->desk, GTK_WIDGET (area)) : NULL;

  if (area)
    rsc_export_picture (area, self->document, name ? name : "picture",
                        g_strcmp0 (name, "path") != 0);
}

static void
on_export_board (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;
  const RscDocumentState *state = rsc_document_get_state (self->document);
  g_autofree char *title = rsc_document_state_dup_title (state);
  g_autofree char *base = rsc_window_words_dup_file_name (title, "board", state->lambda_ratio);
  g_autoptr (RscBoard) board = rsc_sharing_new_board (self);

  if (rsc_board_get_n_pictures (board) == 0)
    tell (self, rsc_sharing_words_get (RSC_SHARING_NO_PICTURE));
  else
    rsc_export_dialog_show (
      rsc_export_new_board (GTK_WIDGET (self->window), g_steal_pointer (&board)), base);
}

static void
on_animation (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;

  rsc_animation_dialog_show (self->window, self->document, NULL);
}

static void
on_copy_picture (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;
  RscPlotArea *area = get_picture (self);
  g_autoptr (GError) error = NULL;
  RscExport *export;

  if (!area)
    return;
  export = rsc_export_new_picture (area, self->document);
  tell (self, rsc_export_copy (export, &error) ? rsc_sharing_words_get (RSC_SHARING_COPIED_PICTURE)
                                               : error->message);
  rsc_export_free (export);
}

static void
on_table (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;
  RscPlotArea *area = get_picture (self);
  RscResultTable *table = area ? rsc_shown_tables_new (area, self->document) : NULL;

  if (table)
    rsc_table_window_show (self->window, table);
  else if (area)
    tell (self, rsc_sharing_words_get (RSC_SHARING_NO_NUMBERS));
}

/* --- printing --------------------------------------------------------------------------------- */

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  RscBoard *board = user_data;
  const double width = rsc_board_get_width (board), height = rsc_board_get_height (board);
  const double scale = MIN (gtk_print_context_get_width (context) / width,
                            gtk_print_context_get_height (context) / height);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  RscPaper paper;
  RscTheme theme;

  rsc_paper_init (&paper);
  rsc_paper_get_theme (&paper, &theme);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  rsc_board_draw (&theme, cr, width, height, board);
  cairo_restore (cr);
}

static void
free_board (gpointer board, GClosure *closure)
{
  rsc_board_free (board);
}

static void
forget_printing (RscSharing *self)
{
  if (self->printing)
    g_signal_handlers_disconnect_by_data (self->printing, self);
  g_clear_object (&self->printing);
}

/* The dialog of GTK outlives its window, and waits for an answer. */
static void
cancel_printing (RscSharing *self)
{
  g_autoptr (GList) windows = self->printing ? gtk_window_list_toplevels () : NULL;

  forget_printing (self);
  for (GList *l = windows; l; l = l->next)
    {
      if (GTK_IS_DIALOG (l->data) && gtk_window_get_transient_for (l->data) == self->window)
        {
          gtk_dialog_response (l->data, GTK_RESPONSE_CANCEL);
          break;
        }
    }
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  RscSharing *self = user_data;
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      tell (self, error->message);
    }
  forget_printing (self);
}

void
rsc_sharing_print (RscSharing *self, const char *path)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autofree char *name = dup_name (self);

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, name);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page),
                         rsc_sharing_new_board (self), free_board, 0);
  if (path)
    gtk_print_operation_set_export_filename (operation, path);
  /* While a dialog is waited for in a main loop of its own, what led to it goes on to be on the
   * stack, and a window that is closed meanwhile with it. */
  gtk_print_operation_set_allow_async (operation, path == NULL);
  forget_printing (self);
  self->printing = g_object_ref (operation);
  g_signal_connect (operation, "done", G_CALLBACK (on_printed), self);
  gtk_print_operation_run (
    operation, path ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
    self->window, NULL);
}

static void
on_print (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_sharing_print (user_data, NULL);
}

/* --- summary and report ----------------------------------------------------------------------- */

/* Whether what is on show is what a command would find: solved, at rest. */
static gboolean
is_at_rest (RscSharing *self)
{
  RscResults *results = rsc_document_get_results (self->document);

  return rsc_document_get_set (self->document) && !rsc_results_get_frame (results)
         && !rsc_results_is_set_stale (results) && !rsc_results_is_outdated (results)
         && !rsc_results_is_busy (results);
}

char *
rsc_sharing_dup_summary (RscSharing *self)
{
  RscOptimalSet *set = rsc_document_get_set (self->document);
  g_autofree char *name = NULL;
  g_autofree char *command = NULL;

  if (!set || !is_at_rest (self))
    return NULL;
  name = dup_name (self);
  command = rsc_report_job_dup_command (self->document, self->files);
  return rsc_summary_words_dup (set, name, command);
}

static void
on_copy_summary (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;
  g_autofree char *text = rsc_sharing_dup_summary (self);

  if (text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), text);
  tell (self, rsc_sharing_words_get (text ? RSC_SHARING_COPIED_SUMMARY : RSC_SHARING_NOT_READY));
}

static void
on_report_written (const char *message, gpointer window)
{
  gtk_widget_activate_action (window, "win.tell", "s", message);
}

gboolean
rsc_sharing_write_report (RscSharing *self, const char *path)
{
  if (rsc_document_get_state (self->document)->lambda_ratio <= 0)
    tell (self, rsc_sharing_words_get (RSC_SHARING_LIMIT));
  else if (!is_at_rest (self))
    tell (self, rsc_sharing_words_get (RSC_SHARING_NOT_READY));
  else
    {
      tell (self, rsc_sharing_words_get (RSC_SHARING_WRITING));
      rsc_report_job_start (self->document, self->files, path, self->cancellable, on_report_written,
                            self->window);
      return TRUE;
    }
  return FALSE;
}

static void
on_report_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscSharing *self = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  rsc_settings_keep_folder (file);
  if (path)
    rsc_sharing_write_report (self, path);
  else if (file)
    tell (self, rsc_window_words_get_local_only ());
}

static void
on_report (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscSharing *self = user_data;
  const RscDocumentState *state = rsc_document_get_state (self->document);
  g_autofree char *title = rsc_document_state_dup_title (state);
  g_autofree char *base = rsc_window_words_dup_file_name (title, "report", state->lambda_ratio);
  g_autofree char *proposal = g_strconcat (base, ".html", NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser)
    return;
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
    rsc_sharing_words_get (RSC_SHARING_REPORT), self->window, GTK_FILE_CHOOSER_ACTION_SAVE,
    rsc_sharing_words_get (RSC_SHARING_SAVE), rsc_sharing_words_get (RSC_SHARING_CANCEL)));
  gtk_file_filter_set_name (filter, rsc_sharing_words_get (RSC_SHARING_HTML));
  gtk_file_filter_add_pattern (filter, "*.html");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), proposal);
  rsc_settings_go_to_last_folder (GTK_FILE_CHOOSER (self->chooser));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_report_response), self);
  gtk_native_dialog_show (self->chooser);
}

/* --- object ----------------------------------------------------------------------------------- */

RscSharing *
rsc_sharing_new (GtkWindow *window, RscDocument *document, RscWindowFiles *files, RscDesk *desk)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = on_export },
    { .name = "export-board", .activate = on_export_board },
    { .name = "animation", .activate = on_animation },
    { .name = "copy-picture", .activate = on_copy_picture },
    { .name = "table", .activate = on_table },
    { .name = "print", .activate = on_print },
    { .name = "copy-summary", .activate = on_copy_summary },
    { .name = "report", .activate = on_report },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  RscSharing *self = g_new0 (RscSharing, 1);

  self->window = window;
  self->document = document;
  self->files = files;
  self->desk = desk;
  self->cancellable = g_cancellable_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "share", G_ACTION_GROUP (actions));
  return self;
}

void
rsc_sharing_free (RscSharing *self)
{
  if (self == NULL)
    return;
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "share", NULL);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  cancel_printing (self);
  if (self->chooser)
    gtk_native_dialog_destroy (self->chooser);
  g_clear_object (&self->chooser);
  g_free (self);
}
