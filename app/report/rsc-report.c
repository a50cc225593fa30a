/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-report.h"

#include "app/report/rsc-html.h"
#include "ui/words/rsc-certificate-words.h"
#include "ui/words/rsc-path-words.h"
#include "ui/words/rsc-picture-words.h"
#include "ui/words/rsc-pruning-words.h"
#include "ui/words/rsc-result-tables.h"
#include "ui/words/rsc-set-words.h"
#include "ui/words/rsc-summary-words.h"
#include "ui/words/rsc-widths-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Rows of a table; its command has them all. */
#define MAX_ROWS 100

/* Directions that its command has, too. */
#define MAX_DIRECTIONS 20

/* Beyond, the columns of a table of vertices are no table any more. */
#define MAX_COLUMNS 40

/* A report while it is written. */
typedef struct
{
  const RscReport *report;
  GString *page;
  GCancellable *cancellable;
} Writer;

char *
rsc_report_dup_command (const RscReport *self, const char *command, const char *extra)
{
  g_autofree char *arguments = self->arguments (command, self->arguments_data);

  if (arguments == NULL)
    return NULL;
  return g_strdup_printf ("reluscope-cli %s %s%s%s", command, arguments, extra != NULL ? " " : "",
                          extra != NULL ? extra : "");
}

static void
append_command (const Writer *self, const char *command, const char *extra)
{
  g_autofree char *line = rsc_report_dup_command (self->report, command, extra);

  if (line != NULL)
    rsc_html_append_command (self->page, line);
}

static void
begin_section (const Writer *self, const char *id, const char *title)
{
  g_string_append_printf (self->page, "<section id=\"%s\">\n", id);
  rsc_html_append_element (self->page, "h2", title);
}

static void
end_section (const Writer *self)
{
  g_string_append (self->page, "</section>\n");
}

/* With how many rows are left out. */
static void
append_table (const Writer *self, RscResultTable *table, gsize n_all)
{
  const gsize n = rsc_result_table_get_n_rows (table);
  g_autofree char *note =
    n < n_all ? g_strdup_printf (_ ("the first %zu of %zu: the command has them all"), n, n_all)
              : NULL;

  rsc_html_append_table (self->page, table, note);
  rsc_result_table_free (table);
}

/* Takes @figure and @description. */
static gboolean
append_figure (const Writer *self,
               RscFigure *figure,
               const char *prefix,
               char *description,
               GError **error)
{
  const gboolean done = figure != NULL
                        && rsc_html_append_figure (self->page, figure, prefix, description, error)
                        && !g_cancellable_set_error_if_cancelled (self->cancellable, error);

  rsc_figure_free (figure);
  g_free (description);
  return done;
}

static void
append_sentence (const Writer *self, char *text)
{
  if (text != NULL)
    rsc_html_append_element (self->page, "p", text);
  g_free (text);
}

/* ---- its parts ------------------------------------------------------------------------------- */

static RscSolution *
get_solution (const Writer *self)
{
  return rsc_optimal_set_get_solution (self->report->set);
}

static gboolean
append_summary (const Writer *self, GError **error)
{
  const RscReport *report = self->report;
  g_autofree char *caption = rsc_summary_words_dup_caption (get_solution (self), report->name);

  g_string_append (self->page, "<header>\n");
  rsc_html_append_element (self->page, "h1", report->name);
  rsc_html_append_element (self->page, "p class=\"muted\"", caption);
  g_string_append (self->page, "</header>\n<section id=\"summary\">\n");
  append_table (self, rsc_summary_words_new_facts (report->set, report->name), 0);
  rsc_html_append_element (
    self->page, "p class=\"muted\"",
    _ (
      "Below each part is the command that gives the same numbers; with --json - it writes them in "
      "full."));
  append_command (self, "optimal-set", NULL);
  if (report->file != NULL)
    {
      g_autofree char *text =
        g_strdup_printf (_ ("Save %s, which the commands read"), report->file_name);

      rsc_html_append_download (self->page, text, report->file_name, report->file);
    }
  end_section (self);
  return TRUE;
}

static gboolean
append_function (const Writer *self, GError **error)
{
  const RscReport *report = self->report;
  RscSolution *solution = get_solution (self);
  RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (solution));
  const gsize d = rsc_dataset_get_d (dataset);
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (report->set, report->a);
  RscPictureFunction picture = { .dataset = dataset,
                                 .network = network,
                                 .features = { 0, 1 },
                                 .n_features = d <= 2 ? d : 0,
                                 .width = NAN };

  begin_section (self, "function", _ ("The function"));
  rsc_html_append_element (self->page, "p",
                           _ ("Of the optimal networks the one of least norm is drawn; on the "
                              "training points all predict the same."));
  if (!append_figure (self,
                      rsc_figure_new_function (report->set, report->a, self->cancellable, error),
                      "function", rsc_picture_words_dup_function (&picture), error))
    return FALSE;
  append_command (self, "figure function", "-o function.svg");
  append_table (
    self, rsc_result_tables_new_fit (dataset, NULL, rsc_solution_get_fit (solution), MAX_ROWS),
    rsc_dataset_get_n (dataset));
  append_command (self, "solve", NULL);
  end_section (self);
  return TRUE;
}

static gboolean
append_set (const Writer *self, GError **error)
{
  RscOptimalSet *set = self->report->set;
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree char *uniqueness = rsc_set_words_dup_uniqueness (set);

  begin_section (self, "optimal-set", _ ("All optimal networks"));
  append_sentence (self, g_strdup_printf (_ ("Dimension %s."), uniqueness));
  if (!append_figure (self, rsc_figure_new_set (set, self->report->a, self->cancellable, error),
                      "set", g_strdup_printf (_ ("The optimal set, dimension %s."), uniqueness),
                      error))
    return FALSE;
  append_command (self, "figure optimal-set", "-o optimal-set.svg");
  append_table (self, rsc_result_tables_new_neurons (set, NULL, NULL, MAX_ROWS), m);
  if (m > 0 && m <= MAX_COLUMNS)
    append_table (self, rsc_result_tables_new_vertices (set, NULL, MAX_ROWS),
                  rsc_optimal_set_get_n_vertices (set));
  append_command (self, "optimal-set", NULL);
  end_section (self);
  return TRUE;
}

static gboolean
append_certificate (const Writer *self, GError **error)
{
  g_autoptr (RscLandscape) landscape =
    rsc_landscape_new_for_set (self->report->set, self->cancellable, error);
  gsize n;

  if (landscape == NULL)
    return FALSE;
  n = rsc_correlations_get_n (rsc_landscape_get_peaks (landscape));
  begin_section (self, "certificate", _ ("The certificate"));
  if (!append_figure (self, rsc_figure_new_certificate (landscape), "certificate",
                      rsc_certificate_words_dup_description (landscape, NULL), error))
    return FALSE;
  append_command (self, "figure certificate", "-o certificate.svg");
  append_table (self, rsc_result_tables_new_directions (landscape, NULL, MAX_DIRECTIONS), n);
  append_command (self, "optimal-set", NULL);
  end_section (self);
  return TRUE;
}

static gboolean
append_widths (const Writer *self, GError **error)
{
  RscOptimalSet *set = self->report->set;
  g_autoptr (RscComplex) complex = NULL;

  if (rsc_optimal_set_get_dimension (set) == 0)
    return TRUE;
  complex = rsc_complex_new_for_set (set, self->cancellable, error);
  if (complex == NULL)
    return FALSE;
  begin_section (self, "widths", _ ("How they hang together"));
  if (!append_figure (
        self, rsc_figure_new_widths (complex), "widths",
        rsc_widths_words_dup_description (complex, rsc_complex_get_least_width (complex, NULL)),
        error))
    return FALSE;
  append_command (self, "figure widths", "-o widths.svg");
  append_table (self, rsc_result_tables_new_levels (complex, MAX_ROWS), 0);
  append_command (self, "optimal-set", "--complex");
  end_section (self);
  return TRUE;
}

static gboolean
append_path (const Writer *self, GError **error)
{
  const RscReport *report = self->report;
  RscPath *path = report->path;

  if (path == NULL || rsc_path_get_n_points (path) == 0)
    return TRUE;
  begin_section (self, "path", _ ("As λ falls"));
  append_sentence (self, rsc_path_words_dup_path (path));
  if (!append_figure (self, rsc_figure_new_path (path, report->ratio_min, report->cursor), "path",
                      rsc_path_words_dup_caption (path), error))
    return FALSE;
  append_command (self, "figure path", "-o path.svg");
  append_table (self, rsc_result_tables_new_events (path, NULL, MAX_ROWS),
                rsc_path_get_n_events (path));
  append_table (self, rsc_result_tables_new_points (path, MAX_ROWS), rsc_path_get_n_points (path));
  append_command (self, "path", NULL);
  end_section (self);
  return TRUE;
}

static gboolean
append_pruning (const Writer *self, GError **error)
{
  const RscReport *report = self->report;
  RscPruning *walk = report->pruning;
  g_autoptr (RscPruningCurves) curves = NULL;
  const gsize *labels;
  gsize step;

  if (walk == NULL || rsc_pruning_get_start_width (walk) == 0)
    return TRUE;
  curves = rsc_pruning_curves_new (walk, report->rule, report->seed, report->bytes_max, NULL, NULL,
                                   self->cancellable, error);
  if (curves == NULL)
    return FALSE;
  labels = rsc_pruning_get_set_neurons (walk);
  step = rsc_figure_choose_step (walk);
  begin_section (self, "pruning", _ ("Pruning"));
  append_sentence (self,
                   rsc_pruning_words_sentence (walk, step, labels, report->set,
                                               RSC_PRUNING_START_INTERIOR, RSC_PRUNING_OPTIMAL_LS));
  if (!append_figure (self, rsc_figure_new_pruning (walk, curves, step), "pruning",
                      rsc_pruning_words_sentence (walk, step, labels, report->set,
                                                  RSC_PRUNING_START_INTERIOR,
                                                  RSC_PRUNING_OPTIMAL_LS),
                      error))
    return FALSE;
  append_command (self, "figure pruning", "-o pruning.svg");
  append_table (self, rsc_result_tables_new_steps (walk, labels, MAX_ROWS),
                rsc_pruning_get_n_states (walk));
  append_command (self, "prune", NULL);
  end_section (self);
  return TRUE;
}

/* "de" of "de_DE.UTF-8". */
static char *
dup_language (void)
{
  const char *name = g_get_language_names ()[0];
  const gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz");

  return length >= 2 ? g_strndup (name, length) : g_strdup ("en");
}

char *
rsc_report_write (const RscReport *self,
                  RscProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  static gboolean (*const parts[]) (const Writer *, GError **) = {
    append_summary, append_function, append_set,     append_certificate,
    append_widths,  append_path,     append_pruning,
  };
  g_autoptr (GString) page = g_string_new (NULL);
  g_autofree char *language = dup_language ();
  g_autofree char *title = NULL;
  const Writer writer = { self, page, cancellable };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->set != NULL && self->a != NULL, NULL);
  g_return_val_if_fail (self->arguments != NULL, NULL);

  title = g_strdup_printf (_ ("%s: all optimal ReLU networks"), self->name);
  rsc_html_begin_page (page, title, language);
  g_string_append (page, "<main>\n");
  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      if (progress != NULL)
        progress ((double) k / (double) G_N_ELEMENTS (parts), NAN, progress_data);
      if (!parts[k](&writer, error))
        return NULL;
    }
  g_string_append (page, "</main>\n");
  rsc_html_end_page (page);
  return g_strdup (page->str);
}
