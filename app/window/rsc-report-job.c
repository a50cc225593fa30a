/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-report-job.h"

#include <math.h>
#include <string.h>

#include "app/files/rsc-file.h"
#include "app/files/rsc-memory.h"
#include "app/files/rsc-saved.h"
#include "app/report/rsc-command-line.h"
#include "app/report/rsc-report.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-sharing-words.h"
#include "ui/words/rsc-window-words.h"

typedef struct
{
  char *path;
  char *name;
  char *file_name; /* of the document, for the commands */
  RscContents *contents;
  RscOptimalSet *set;
  RscPath *path_known; /* or NULL */
  RscDataset *test;    /* or NULL */
  gboolean has_cursor;
  RscReportDoneFunc done;
  GtkWindow *window; /* weak */
} Job;

/* The thread may be the last to let go of it: by then it has nothing of the window's. */
static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->file_name);
  rsc_contents_unref (self->contents);
  rsc_optimal_set_unref (self->set);
  g_clear_pointer (&self->path_known, rsc_path_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_free (self);
}

/* The document has the data, the model and λ: they are no options. */
static char *
dup_arguments (const char *command, gpointer user_data)
{
  const Job *self = user_data;
  GString *line;

  /* Its picture has a cursor at the document's λ. */
  if (g_str_equal (command, "figure path") && !self->has_cursor)
    return NULL;
  line = g_string_new (NULL);
  rsc_command_line_append_word (line, self->file_name);
  return g_string_free (line, FALSE);
}

/* As "prune" does where it is told no more. */
static RscPruning *
prune (const Job *self, RscPruningMove *move, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscPruning) start = rsc_pruning_new_from_set (
    self->set, rsc_optimal_set_get_interior (self->set), self->test, cancellable, error);

  move->until = RSC_PRUNING_TO_MINIMAL;
  move->bytes_max = rsc_memory_get_default ();
  return start ? rsc_pruning_go_on (start, 0, move, NULL, NULL, cancellable, error) : NULL;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  RscSolution *solution = rsc_optimal_set_get_solution (self->set);
  g_autoptr (RscPruning) walk = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *page = NULL;
  RscPruningMove move;
  GError *error = NULL;
  char *text;

  rsc_pruning_move_init (&move);
  walk = prune (self, &move, cancellable, &error);
  if (walk)
    {
      text = rsc_contents_to_text (self->contents);
      file = g_bytes_new_take (text, strlen (text));
      const RscReport report = {
        .name = self->name,
        .set = self->set,
        .a = rsc_optimal_set_get_min_norm (self->set),
        .path = self->path_known,
        .ratio_min = RSC_PATH_RATIO_MIN,
        .cursor = self->has_cursor ? rsc_solution_get_lambda (solution) : NAN,
        .pruning = walk,
        .rule = move.rule,
        .seed = 1,
        .bytes_max = rsc_memory_get_default (),
        .file = file,
        .file_name = self->file_name,
        .arguments = dup_arguments,
        .arguments_data = self,
      };
      page = rsc_report_write (&report, NULL, NULL, cancellable, &error);
    }
  if (page && rsc_file_write (self->path, page, -1, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_name (self->path);
  g_autofree char *written = rsc_window_words_dup_written (name);

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->done (error ? error->message : written, self->window);
  g_clear_weak_pointer (&self->window);
}

/* The document's file, or what it could be called. */
static char *
dup_file_name (RscWindowFiles *files)
{
  GFile *file = rsc_keeper_get_file (rsc_window_files_get_keeper (files));
  g_autofree char *name = NULL;

  if (file)
    return g_file_get_basename (file);
  name = rsc_window_files_dup_name (files);
  for (char *p = name; p && *p; p++)
    if (!g_ascii_isalnum (*p) && (guchar) *p < 0x80)
      *p = '-';
  return g_strconcat (name && *name ? name : "document", RSC_SAVED_ENDING, NULL);
}

void
rsc_report_job_start (RscDocument *document,
                      RscWindowFiles *files,
                      const char *path,
                      GCancellable *cancellable,
                      RscReportDoneFunc done,
                      GtkWindow *window)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_done, NULL);
  const RscKnownPath *known = rsc_document_get_known_path (document);
  const RscDocumentState *state = rsc_document_get_state (document);
  Job *self = g_new0 (Job, 1);
  char *name = rsc_window_files_dup_name (files);

  self->path = g_strdup (path);
  self->name = name ? name : g_strdup ("Reluscope");
  self->file_name = dup_file_name (files);
  self->contents = rsc_keeper_dup_contents (rsc_window_files_get_keeper (files));
  self->set = rsc_optimal_set_ref (rsc_document_get_set (document));
  if (rsc_known_path_is_complete (known) && rsc_known_path_get_path (known))
    self->path_known = rsc_path_ref (rsc_known_path_get_path (known));
  self->test = state->test ? rsc_dataset_ref (state->test) : NULL;
  self->has_cursor = state->lambda_ratio >= RSC_PATH_RATIO_MIN;
  self->done = done;
  g_set_weak_pointer (&self->window, window);
  g_task_set_task_data (task, self, job_free);
  g_task_run_in_thread (task, run);
}

/* Whether the data are a set of the gallery as it was made. */
static gboolean
is_gallery (const RscDocumentState *state)
{
  return state->item && !state->edited && !state->standardise && !state->split && !state->held
         && (state->patterns != RSC_PATTERNS_SAMPLED || state->pattern_seed == state->seed);
}

static char *
dup_gallery_command (const RscDocumentState *state)
{
  GString *line = g_string_new ("reluscope-cli optimal-set");
  g_autofree char *data = g_strconcat ("gallery:", state->item->name, NULL);

  rsc_command_line_append_word (line, data);
  rsc_command_line_append_integer (line, "--n", state->n);
  if (state->noise > 0)
    rsc_command_line_append_number (line, "--noise", state->noise);
  rsc_command_line_append_integer (line, "--seed", state->seed);
  rsc_command_line_append_word (line, state->bias ? "--bias" : "--no-bias");
  if (state->activation == RSC_ACTIVATION_GATED)
    g_string_append (line, " --activation gated");
  if (state->patterns == RSC_PATTERNS_SAMPLED)
    rsc_command_line_append_integer (line, "--patterns", state->n_samples);
  if (state->lambda_ratio > 0)
    rsc_command_line_append_number (line, "--lambda-ratio", state->lambda_ratio);
  else
    g_string_append (line, " --lambda 0");
  return g_string_free (line, FALSE);
}

char *
rsc_report_job_dup_command (RscDocument *document, RscWindowFiles *files)
{
  RscKeeper *keeper = rsc_window_files_get_keeper (files);
  const RscDocumentState *state = rsc_document_get_state (document);
  g_autofree char *name = NULL;
  g_autoptr (GString) line = NULL;

  if (is_gallery (state))
    return dup_gallery_command (state);
  name = dup_file_name (files);
  line = g_string_new ("reluscope-cli optimal-set");
  rsc_command_line_append_word (line, name);
  return rsc_keeper_get_file (keeper) && !rsc_keeper_is_modified (keeper)
           ? g_strdup (line->str)
           : rsc_sharing_words_dup_saved (line->str);
}
