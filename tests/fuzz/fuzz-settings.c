/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as the settings of an experiment, of either kind, beside a small data set "line". */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/files/rsc-experiment-file.h"
#include "app/files/rsc-tuning-file.h"

static char *folder;
static char *settings;
static char *table;

static void
clean_up (void)
{
  g_remove (settings);
  g_remove (table);
  g_rmdir (folder);
}

static void
begin (void)
{
  folder = g_dir_make_tmp ("reluscope-fuzz-XXXXXX", NULL);
  g_assert_nonnull (folder);
  settings = g_build_filename (folder, "s.json", NULL);
  table = g_build_filename (folder, "line.csv", NULL);
  g_assert_true (g_file_set_contents (table, "x,y\n-2,1\n-1,-1\n0,1\n1,-1\n2,1\n3,-1\n", -1, NULL));
  atexit (clean_up);
}

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
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
  g_assert_true (g_file_set_contents_full (settings, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0666, NULL));
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
  return 0;
}
