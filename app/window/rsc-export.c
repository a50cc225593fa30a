/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-export.h"

#include "app/files/rsc-file.h"
#include "app/report/rsc-table-file.h"
#include "app/window/rsc-replace-question.h"
#include "app/window/rsc-shown-tables.h"
#include "core/numerics/rsc-error.h"
#include "ui/words/rsc-sharing-words.h"
#include "ui/words/rsc-window-words.h"

static const char *const endings[RSC_N_EXPORT_KINDS] = { ".svg", ".pdf", ".png", ".csv", ".json" };

const char *
rsc_export_get_kind_name (RscExportKind kind)
{
  static const RscWindowWord pictures[] = { RSC_WINDOW_SVG, RSC_WINDOW_PDF, RSC_WINDOW_PNG };

  g_return_val_if_fail (kind < RSC_N_EXPORT_KINDS, NULL);
  if (kind == RSC_EXPORT_CSV)
    return rsc_sharing_words_get (RSC_SHARING_CSV);
  if (kind == RSC_EXPORT_JSON)
    return rsc_sharing_words_get (RSC_SHARING_JSON);
  return rsc_window_words_get (pictures[kind]);
}

const char *
rsc_export_get_ending (RscExportKind kind)
{
  g_return_val_if_fail (kind < RSC_N_EXPORT_KINDS, NULL);
  return endings[kind];
}

static RscExport *
new_export (GtkWidget *widget)
{
  RscExport *self = g_new0 (RscExport, 1);

  rsc_paper_init (&self->paper);
  self->widget = g_object_ref (widget);
  return self;
}

RscExport *
rsc_export_new_picture (RscPlotArea *area, RscDocument *document)
{
  RscExport *self;

  g_return_val_if_fail (RSC_IS_PLOT_AREA (area), NULL);
  g_return_val_if_fail (RSC_IS_DOCUMENT (document), NULL);

  self = new_export (GTK_WIDGET (area));
  self->area = area;
  self->document = g_object_ref (document);
  return self;
}

RscExport *
rsc_export_new_board (GtkWidget *widget, RscBoard *board)
{
  RscExport *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (board != NULL, NULL);

  self = new_export (widget);
  self->board = board;
  return self;
}

void
rsc_export_free (RscExport *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->widget);
  g_clear_pointer (&self->board, rsc_board_free);
  g_clear_object (&self->document);
  g_free (self->page);
  g_free (self);
}

gboolean
rsc_export_has_numbers (const RscExport *self)
{
  return self->area != NULL && rsc_shown_tables_has (self->area);
}

void
rsc_export_get_size (const RscExport *self, double *width, double *height)
{
  if (self->area)
    {
      *width = MAX (gtk_widget_get_width (GTK_WIDGET (self->area)), 480);
      *height = MAX (gtk_widget_get_height (GTK_WIDGET (self->area)), 400);
    }
  else
    {
      *width = rsc_board_get_width (self->board);
      *height = rsc_board_get_height (self->board);
    }
}

/* The numbers behind the picture. */
static GBytes *
render_numbers (RscExport *self, gboolean json, GError **error)
{
  g_autoptr (RscResultTable) table =
    self->area ? rsc_shown_tables_new (self->area, self->document) : NULL;
  char *text;

  if (!table)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           rsc_sharing_words_get (RSC_SHARING_NO_NUMBERS));
      return NULL;
    }
  text = json ? rsc_table_file_dup_json (table) : rsc_result_table_dup_csv (table);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
rsc_export_render (RscExport *self, const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  double width, height;
  RscTheme theme;

  g_return_val_if_fail (self != NULL, NULL);

  if (g_str_has_suffix (lower, endings[RSC_EXPORT_CSV])
      || g_str_has_suffix (lower, endings[RSC_EXPORT_JSON]))
    return render_numbers (self, g_str_has_suffix (lower, endings[RSC_EXPORT_JSON]), error);
  if (self->area)
    return rsc_plot_area_render (self->area, path, &self->paper, error);
  rsc_export_get_size (self, &width, &height);
  if (self->paper.width > 0)
    width = self->paper.width;
  if (self->paper.height > 0)
    height = self->paper.height;
  rsc_paper_get_theme (&self->paper, &theme);
  return rsc_plot_file_render (path, width, height, self->paper.scale, &theme, rsc_board_draw,
                               self->board, error);
}

static void
tell (RscExport *self, const char *message)
{
  gtk_widget_activate_action (self->widget, "win.tell", "s", message);
}

static void
write_picture (RscExport *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = rsc_export_render (self, path, &error);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *message = NULL;

  if (picture
      && rsc_file_write (path, g_bytes_get_data (picture, NULL),
                         (gssize) g_bytes_get_size (picture), NULL, &error))
    message = rsc_window_words_dup_written (name);
  tell (self, message ? message : error->message);
}

char *
rsc_export_complete_name (const char *path, const char *ending, GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *message = NULL;
  const char *dot;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (ending != NULL, NULL);

  base = g_filename_display_basename (path);
  lower = g_ascii_strdown (base, -1);
  for (gsize k = 0; k < RSC_N_EXPORT_KINDS; k++)
    if (g_str_has_suffix (lower, endings[k]) && strlen (lower) > strlen (endings[k]))
      return g_strdup (path);
  dot = strrchr (base, '.');
  if (dot == NULL || dot == base)
    return g_strconcat (path, ending, NULL);
  message = rsc_window_words_dup_ending (base, dot);
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, message);
  return NULL;
}

typedef struct
{
  RscExport *export;
  char *path;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  rsc_export_free (self->export);
  g_free (self->path);
  g_free (self);
}

static void
on_replace (gpointer data)
{
  Question *self = data;

  write_picture (self->export, self->path);
}

void
rsc_export_to (RscExport *self, const char *path, const char *ending)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = rsc_export_complete_name (path, ending, &error);
  Question *question;

  g_return_if_fail (self != NULL);

  /* The chooser has asked about the name that was typed, not about the one with the ending. */
  if (whole == NULL || g_str_equal (whole, path) || !g_file_test (whole, G_FILE_TEST_EXISTS))
    {
      if (whole == NULL)
        tell (self, error->message);
      else
        write_picture (self, whole);
      rsc_export_free (self);
      return;
    }
  question = g_new0 (Question, 1);
  question->export = self;
  question->path = g_steal_pointer (&whole);
  rsc_replace_question_ask (self->widget, question->path, on_replace, question, question_free);
}
