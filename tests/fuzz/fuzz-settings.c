/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as the settings of an experiment, of either kind, beside a small data set "line", and as
 * the result of one. */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/files/rsc-experiment-file.h"
#include "app/files/rsc-experiment-result.h"
#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-tuning-file.h"

static char *folder;
static char *settings;
static char *table;
/* What results are read for. */
static RscExperimentSettings *pruning_plan;
static RscTuningPlan *tuning_plan;

static void
clean_up (void)
{
  rsc_experiment_settings_unref (pruning_plan);
  rsc_tuning_plan_unref (tuning_plan);
  g_remove (settings);
  g_remove (table);
  g_rmdir (folder);
}

static void
write_settings (const void *bytes, gssize size)
{
  g_assert_true (
    g_file_set_contents_full (settings, bytes, size, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
}

static void
begin (void)
{
  g_autofree char *name = NULL;

  folder = g_dir_make_tmp ("reluscope-fuzz-XXXXXX", NULL);
  g_assert_nonnull (folder);
  settings = g_build_filename (folder, "s.json", NULL);
  table = g_build_filename (folder, "line.csv", NULL);
  g_assert_true (g_file_set_contents (table, "x,y\n-2,1\n-1,-1\n0,1\n1,-1\n2,1\n3,-1\n", -1, NULL));
  write_settings ("{\"dataset\": \"line\", \"bias\": true, \"lambda_per_row\": 0.01, \"repeats\": "
                  "[{\"train\": [0, 1, 2, 3], \"test\": [4, 5], \"gates\": [[1, 0], [1, 1]]}]}",
                  -1);
  pruning_plan = rsc_experiment_file_read (settings, folder, &name, NULL, NULL);
  g_assert_nonnull (pruning_plan);
  g_clear_pointer (&name, g_free);
  write_settings ("{\"dataset\": \"line\", \"bias\": false, \"lambda_per_row\": 0.01, \"gates\": "
                  "2, \"activation\": \"gated\", "
                  "\"repeats\": [{\"train\": [0, 1, 2], \"valid\": [3], \"test\": [4, 5]}]}",
                  -1);
  tuning_plan = rsc_tuning_file_read (settings, folder, &name, NULL, NULL);
  g_assert_nonnull (tuning_plan);
  atexit (clean_up);
}

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* The one repeat of either plan: as many values as it says, or nothing of it. */
static void
check_results (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = rsc_json_parse (text, size, "f.json", &error);
  RscExperimentOutcome outcome = { 0 };
  RscTuningRepeat repeat = { 0 };
  JsonObject *set;

  if (!root)
    {
      check_sentence (error);
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return;
  set = rsc_experiment_result_find (root, "f.json", "reluscope-experiment-pruning-1", "i", &error);
  if (!set || !rsc_experiment_result_read (set, "f.json", pruning_plan, &outcome, &error))
    check_sentence (error);
  g_clear_error (&error);
  if (outcome.info.done)
    {
      const double *values =
        outcome.value[RSC_EXPERIMENT_ACCURACY][RSC_EXPERIMENT_TRAIN][RSC_PRUNING_MAGNITUDE];
      double sum = 0.0;

      for (gsize k = 0; values && k <= outcome.info.start_width; k++)
        sum += values[k];
      g_assert_false (isinf (sum));
    }
  rsc_experiment_outcome_clear (&outcome);
  set = rsc_experiment_result_find (root, "f.json", "reluscope-experiment-tuning-1", "i", &error);
  if (!set || !rsc_tuning_result_read (set, "f.json", tuning_plan, &repeat, &error))
    check_sentence (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) pruning_error = NULL;
  g_autoptr (GError) tuning_error = NULL;
  g_autofree char *pruning_name = NULL;
  g_autofree char *tuning_name = NULL;
  RscExperimentSettings *pruning;
  RscTuningPlan *tuning;

  if (!folder)
    begin ();
  write_settings (data, (gssize) size);
  pruning = rsc_experiment_file_read (settings, folder, &pruning_name, NULL, &pruning_error);
  if (pruning)
    rsc_experiment_settings_unref (pruning);
  else
    check_sentence (pruning_error);
  tuning = rsc_tuning_file_read (settings, folder, &tuning_name, NULL, &tuning_error);
  if (tuning)
    rsc_tuning_plan_unref (tuning);
  else
    check_sentence (tuning_error);
  check_results (data, size);
  return 0;
}
