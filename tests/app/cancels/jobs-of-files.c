/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "app/files/rsc-experiment-file.h"
#include "app/files/rsc-file.h"
#include "app/files/rsc-tuning-file.h"
#include "app/model/rsc-file-content.h"
#include "app/model/rsc-recovery.h"

/* ---- read ---- */

static gboolean
read_table (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autofree char *path = things_dup_given (things, "table.csv");
  g_autoptr (RscTable) table = rsc_file_read_table (path, NULL, NULL, cancellable, error);

  if (table == NULL)
    return FALSE;
  digest_size (result, rsc_table_get_n_rows (table));
  return TRUE;
}

static gboolean
read_csv (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autofree char *path = things_dup_given (things, "table.csv");
  g_autoptr (RscDataset) dataset = rsc_file_read_csv (path, NULL, NULL, cancellable, error);

  return digest_dataset (result, dataset);
}

/* As a window opens it. */
static gboolean
read_content (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  static const RscPreparation plain = { 0 };
  const RscFileContext context = { .preparation = &plain };
  g_autofree char *path = things_dup_given (things, "table.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RscFileContent) content = rsc_file_content_read (file, &context, cancellable, error);

  if (content == NULL)
    return FALSE;
  g_assert_nonnull (content->derived);
  return digest_dataset (result, content->dataset);
}

static gboolean
read_experiment (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autofree char *path = things_dup_given (things, "experiment.json");
  g_autofree char *name = NULL;
  g_autoptr (RscExperimentSettings) settings =
    rsc_experiment_file_read (path, NULL, &name, cancellable, error);

  if (settings == NULL)
    return FALSE;
  g_assert_cmpstr (name, ==, "line");
  return digest_dataset (result, rsc_experiment_settings_get_dataset (settings));
}

static gboolean
read_tuning (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autofree char *path = things_dup_given (things, "tuning.json");
  g_autofree char *name = NULL;
  g_autoptr (RscTuningPlan) plan = rsc_tuning_file_read (path, NULL, &name, cancellable, error);

  if (plan == NULL)
    return FALSE;
  g_assert_cmpstr (name, ==, "line");
  digest_size (result, rsc_tuning_plan_get_n_repeats (plan));
  return TRUE;
}

/* ---- written ---- */

static gboolean
write_file (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autofree char *path = things_put_old (things, "text");
  const gboolean done = rsc_file_write (path, things->text, -1, cancellable, error);

  things_take_written (things, path, done, result);
  return done;
}

static gboolean
write_copy (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscRecovery) recovery = rsc_recovery_new (things->given, NULL);
  const char *path = rsc_recovery_get_path (recovery);
  const gboolean done = rsc_recovery_write (recovery, things->text, cancellable, error);

  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, done);
  if (done)
    digest_file (result, path);
  rsc_recovery_close (recovery);
  return done;
}

static const Job jobs[] = {
  { "read-table", read_table },        { "read-csv", read_csv },
  { "read-content", read_content },    { "read-experiment", read_experiment },
  { "read-tuning-plan", read_tuning }, { "write-file", write_file },
  { "write-copy", write_copy },
};

const JobTable jobs_of_files = { jobs, G_N_ELEMENTS (jobs) };
