/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "core/data/rsc-class-outputs.h"
#include "core/data/rsc-import-trial.h"
#include "core/data/rsc-import.h"
#include "core/data/rsc-preparation.h"
#include "core/data/rsc-second-file.h"

#include <string.h>

static gboolean
read_table (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (things->text, (gssize) strlen (things->text), NULL);
  g_autoptr (RscDataset) dataset =
    rsc_import_read (stream, "table", NULL, NULL, cancellable, error);

  return digest_dataset (result, dataset);
}

/* With other choices than the table was read with, so that it is read again. */
static gboolean
try_choices (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscImportDraft *draft = rsc_import_draft_new (things->table);

  draft->table.separator = ',';
  g_autoptr (RscImportTrial) trial =
    rsc_import_trial_new (things->table, draft, cancellable, error);

  if (trial == NULL)
    return FALSE;
  g_assert_no_error (trial->error);
  return digest_dataset (result, trial->dataset);
}

static gboolean
read_second (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscDataset) dataset = rsc_second_file_new_dataset (
    things->table, things->like, RSC_MISSING_REFUSE, NULL, cancellable, error);

  return digest_dataset (result, dataset);
}

static gboolean
part_classes (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const RscImportChoices choices = { 0 };
  g_autoptr (RscClassOutputs) outputs =
    rsc_class_outputs_new (things->table, &choices, NULL, cancellable, error);

  if (outputs == NULL)
    return FALSE;
  for (gsize k = 0; k < outputs->n; k++)
    digest_dataset (result, outputs->datasets[k]);
  return TRUE;
}

/* Stopped without words: the data stay as they are. */
static gboolean
enter_row_space (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscDataset) train = rsc_dataset_ref (things->wide);
  g_autoptr (RscDataset) test = rsc_dataset_ref (things->wide);

  if (!rsc_preparation_enter_row_space (&train, &test, TRUE, cancellable))
    {
      g_assert_true (train == things->wide && test == things->wide);
      g_assert_true (g_cancellable_set_error_if_cancelled (cancellable, error));
      return FALSE;
    }
  digest_dataset (result, train);
  return digest_dataset (result, test);
}

static gboolean
write_table (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!rsc_dataset_write_csv (things->like, stream, cancellable, error))
    return FALSE;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);
  const guint8 *bytes = g_memory_output_stream_get_data (memory);
  for (gsize k = 0; k < g_memory_output_stream_get_data_size (memory); k++)
    digest_size (result, bytes[k]);
  return TRUE;
}

static const Job jobs[] = {
  { "table", read_table },          { "trial", try_choices },
  { "second-file", read_second },   { "class-outputs", part_classes },
  { "row-space", enter_row_space }, { "writing", write_table },
};

const JobTable jobs_of_data = { jobs, G_N_ELEMENTS (jobs) };
