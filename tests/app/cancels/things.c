/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "app/files/rsc-file.h"
#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-compare.h"
#include "core/numerics/rsc-random.h"
#include "documents.h"
#include "problems.h"

#include <glib/gstdio.h>
#include <string.h>

static RscDocument *
open_document (const char *name)
{
  RscDocument *document = rsc_document_new (TRUE);

  open_set (document, name);
  wait_path (document);
  return document;
}

/* One training that is over soon. */
static void
train (RscDocument *document)
{
  RscDocumentState *after = edit (document);
  RscTrainingChoice *choice = rsc_training_choice_copy (after->training);

  choice->settings.method = RSC_TRAINING_LBFGS;
  choice->n_seeds = 1;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
  rsc_document_train (document);
}

/* All that plays of one set, and the function's picture with how f moves with a target. */
static RscDocument *
open_played (const char *name)
{
  RscDocument *document = open_document (name);
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  const gsize row = 0;
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &row);

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_INTERIOR, NULL);
  rsc_pruner_to_minimal (pruner);
  train (document);
  wait_idle (document);
  rsc_training_runs_show (runs, 0, 0);
  rsc_training_runs_descend (runs);
  wait_idle (document);
  rsc_document_select_rows (document, rows);
  rsc_document_draw (document, RSC_SHOWN_EFFECT);
  wait_until (has_shown_effects, document);
  wait_idle (document);
  return document;
}

static RscDocument *
open_walked (const char *name)
{
  RscDocument *document = open_document (name);
  RscWidths *widths = rsc_document_get_widths (document);

  rsc_widths_set_wanted (widths, TRUE);
  wait_until (has_complex_of_widths, widths);
  rsc_document_pick_vertex (document, 0);
  rsc_document_start_walk (document);
  rsc_document_pick_vertex (document, 5);
  rsc_document_walk_here (document);
  wait_until (has_walk_of_widths, widths);
  wait_idle (document);
  return document;
}

static RscPruning *
prune (RscOptimalSet *set)
{
  g_autoptr (RscPruning) start =
    rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), NULL, NULL, NULL);
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_ZERO;
  return rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, NULL);
}

/* Of numbers that follow no rule, more features than rows. */
static RscDerivedData *
derive (gsize n, gsize d)
{
  static const RscPreparation plain = { 0 };
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);

  for (gsize i = 0; i < n * d; i++)
    x[i] = (double) (rsc_random_mix (i) % 1000) / 500.0 - 1.0;
  for (gsize i = 0; i < n; i++)
    y[i] = (double) (i % 3);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("wide", n, d, x, y, NULL, NULL, NULL);

  return rsc_derived_data_new_quick (dataset, NULL, &plain, NULL);
}

static void
give (const Things *self, const char *name, const char *text)
{
  g_autofree char *path = things_dup_given (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
give_files (const Things *self)
{
  GString *text = g_string_new ("a,b,y\n");

  for (gsize i = 0; i < (self->large ? 200000 : 3000); i++)
    g_string_append_printf (text, "%zu.%zu,%zu,%zu\n", i % 97, i % 10, i % 13, i % 7);
  give (self, "table.csv", text->str);
  g_string_free (text, TRUE);
  give (self, "line.csv", "x,y\n-2,1\n-1,-1\n0,1\n1,-1\n2,1\n3,-1\n");
  give (self, "experiment.json",
        "{\"dataset\": \"line\", \"bias\": true, \"lambda_per_row\": 0.01, \"repeats\": 3, "
        "\"train_fraction\": 0.7, \"gates\": 6, \"seed\": 3}");
  give (self, "tuning.json",
        "{\"dataset\": \"line\", \"bias\": true, \"lambda_per_row\": 0.01, \"gates\": 5, "
        "\"repeats\": [{\"train\": [0, 1], \"valid\": [2, 3], \"test\": [4, 5]}]}");
}

Things *
things_new (gboolean large)
{
  Things *self = g_new0 (Things, 1);

  self->large = large;
  self->document = open_played (large ? "parity" : "checkerboard");
  self->walked = open_walked (large ? "polygon-20" : "polygon-8");
  RscOptimalSet *set = rsc_document_get_set (self->document);
  self->solution = rsc_solution_ref (rsc_optimal_set_get_solution (set));
  self->walk = prune (set);
  RscOptimalSetSettings few;
  rsc_optimal_set_settings_init (&few);
  few.max_vertices = 2;
  self->unlisted = rsc_optimal_set_new (self->solution, &few, NULL, NULL, NULL, NULL);
  RscTrainingFan *fan = rsc_training_runs_get_fan (rsc_document_get_training (self->document));
  self->fit = rsc_equal_fit_new (rsc_document_get_train (self->document),
                                 rsc_training_get_end (fan->runs[0])->network,
                                 rsc_solution_get_lambda (self->solution), 50, NULL, NULL);
  self->derived = large ? derive (400, 5000) : derive (130, 200);
  self->text = g_strnfill ((gsize) (large ? 50 : 3) << 20, 'x');
  self->given = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  self->folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  give_files (self);
  return self;
}

void
things_free (Things *self)
{
  g_object_unref (self->document);
  g_object_unref (self->walked);
  rsc_solution_unref (self->solution);
  rsc_optimal_set_unref (self->unlisted);
  rsc_pruning_unref (self->walk);
  rsc_equal_fit_unref (self->fit);
  rsc_derived_data_unref (self->derived);
  rsc_file_discard (self->given);
  rsc_file_discard (self->folder);
  g_free (self->text);
  g_free (self->given);
  g_free (self->folder);
  g_free (self);
}

/* ---- files ---- */

char *
things_dup_given (const Things *self, const char *name)
{
  return g_build_filename (self->given, name, NULL);
}

static guint
count_written (const Things *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

char *
things_put_old (const Things *self, const char *name)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpuint (count_written (self), ==, 0);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  return path;
}

void
things_take_written (const Things *self, const char *path, gboolean done, JobResult *result)
{
  g_assert_cmpuint (count_written (self), ==, 1);
  if (done)
    digest_file (result, path);
  else
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* ---- digests ---- */

void
digest_text (JobResult *result, const char *text, gsize length)
{
  for (gsize k = 0; k < length; k++)
    digest_size (result, (guchar) text[k]);
}

void
digest_file (JobResult *result, const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  digest_text (result, text, length);
}

gboolean
digest_hull (JobResult *result, const RscHull *hull)
{
  if (hull == NULL)
    return FALSE;
  digest_values (result, hull->n_points * hull->n_axes, hull->points);
  return TRUE;
}

GPtrArray *
jobs_list (void)
{
  const JobTable *tables[] = { &jobs_of_files, &jobs_of_models, &jobs_of_pictures };
  GPtrArray *all = g_ptr_array_new ();

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (gsize k = 0; k < tables[t]->n; k++)
      g_ptr_array_add (all, (gpointer) &tables[t]->jobs[k]);
  return all;
}
