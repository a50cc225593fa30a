/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-data.h"

#include "app/cli/rsc-cli-io.h"
#include "app/files/rsc-network-file.h"
#include "app/cli/rsc-cli-option-table.h"
#include "app/files/rsc-file.h"
#include "app/files/rsc-json-reading.h"
#include "core/data/rsc-preparation.h"
#include "core/data/rsc-second-file.h"
#include "core/numerics/rsc-error.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-import-words.h"
#include "ui/words/rsc-reading-words.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* What to say when it fails, or NULL. */
static const char *
get_way_out (RscImportProblem problem)
{
  switch (problem)
    {
    case RSC_IMPORT_PROBLEM_HEADER:
      return _ ("if this row is a header, say --header");
    case RSC_IMPORT_PROBLEM_DECIMAL:
      return _ ("say --decimal comma or --decimal point");
    case RSC_IMPORT_PROBLEM_MISSING:
      return _ ("--missing drop leaves such rows out, --missing mean takes the mean of the column");
    case RSC_IMPORT_PROBLEM_MISSING_TARGET:
      return _ ("--missing drop leaves such rows out");
    case RSC_IMPORT_PROBLEM_CLASSES:
      return _ ("--classes A sets one against the rest, --classes A,B one against another");
    case RSC_IMPORT_PROBLEM_COLUMN:
      return _ ("--drop leaves a column out, --target names another target");
    case RSC_IMPORT_PROBLEM_MEMORY:
      return _ ("--memory allows more");
    default:
      return NULL;
    }
}

static void
add_way_out (GError **error, RscImportProblem problem)
{
  const char *way = get_way_out (problem);
  g_autofree char *message = NULL;

  if (way == NULL || error == NULL
      || !(g_error_matches (*error, RSC_ERROR, RSC_ERROR_DATA)
           || g_error_matches (*error, RSC_ERROR, RSC_ERROR_LIMIT)))
    return;
  message = g_strdup_printf ("%s: %s", (*error)->message, way);
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}

static RscImportChoices
get_choices (const RscCliOptions *options)
{
  const RscImportChoices choices = {
    .table.header = rsc_cli_options_has (options, RSC_CLI_OPTION_HEADER)      ? RSC_HEADER_YES
                    : rsc_cli_options_has (options, RSC_CLI_OPTION_NO_HEADER) ? RSC_HEADER_NO
                                                                              : RSC_HEADER_AUTO,
    .table.decimal = options->decimal,
    .table.bytes_max = options->memory,
    .target = options->target,
    .drop = (const char *const *) options->drop,
    .features = (const char *const *) options->columns,
    .target_type = options->target_type,
    .positive = options->positive,
    .classes = (const char *const *) options->classes,
    .missing = options->missing,
  };

  return choices;
}

RscDataset *
rsc_cli_read_data (const RscCliOptions *options,
                   const char *path,
                   GCancellable *cancellable,
                   GError **error)
{
  const RscImportChoices choices = get_choices (options);
  RscImportProblem problem = RSC_IMPORT_PROBLEM_NONE;
  RscDataset *dataset = rsc_file_read_csv (path, &choices, &problem, cancellable, error);

  if (dataset == NULL)
    add_way_out (error, problem);
  if (dataset == NULL && error != NULL && options->target != NULL
      && strchr (options->target, ',') != NULL
      && g_error_matches (*error, RSC_ERROR, RSC_ERROR_DATA))
    {
      char *message = g_strdup_printf (_ ("%s: several targets are for “classes”, which solves a "
                                          "network for each"),
                                       (*error)->message);

      g_free ((*error)->message);
      (*error)->message = message;
    }
  return dataset;
}

/* Several columns, one after the other with commas between them; NULL where it is one, which may
 * have commas in its name. */
static char **
dup_targets (const RscTable *table, const char *target)
{
  g_autoptr (RscReading) reading = rsc_reading_new (table);
  g_auto (GStrv) names = NULL;

  if (target == NULL || strchr (target, ',') == NULL
      || rsc_reading_find (reading, target) != G_MAXSIZE)
    return NULL;
  names = g_strsplit (target, ",", -1);
  for (char **name = names; *name != NULL; name++)
    g_strstrip (*name);
  return g_steal_pointer (&names);
}

RscClassOutputs *
rsc_cli_read_classes (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  const char *path = g_ptr_array_index (options->operands, 0);
  const RscImportChoices choices = get_choices (options);
  RscImportProblem problem = RSC_IMPORT_PROBLEM_NONE;
  g_autoptr (RscTable) table = NULL;
  RscImportChoices own = choices;
  g_auto (GStrv) targets = NULL;
  RscClassOutputs *outputs = NULL;

  if (options->document != NULL || g_str_has_prefix (path, "gallery:"))
    {
      rsc_cli_fail (error, _ ("%s: classes takes a table of several classes or targets"), path);
      return NULL;
    }
  if (options->positive != NULL || options->classes != NULL)
    {
      rsc_cli_fail (error, _ ("--classes and --positive choose among classes: leave them away"));
      return NULL;
    }
  table = rsc_file_read_table (path, &choices, &problem, cancellable, error);
  if (table != NULL)
    {
      targets = dup_targets (table, options->target);
      own.targets = (const char *const *) targets;
      if (targets != NULL)
        own.target = NULL;
      outputs = rsc_class_outputs_new (table, &own, &problem, cancellable, error);
    }
  if (outputs == NULL)
    add_way_out (error, problem);
  return outputs;
}

RscDataset *
rsc_cli_read_test (const RscCliOptions *options,
                   RscDataset *data,
                   GCancellable *cancellable,
                   GError **error)
{
  const RscImportChoices choices = get_choices (options);
  RscImportProblem problem = RSC_IMPORT_PROBLEM_NONE;
  g_autoptr (RscTable) table = NULL;
  g_autoptr (RscDataset) test = NULL;

  table = rsc_file_read_table (options->test, &choices, &problem, cancellable, error);
  if (table != NULL)
    test =
      rsc_second_file_new_dataset (table, data, options->missing, &problem, cancellable, error);
  if (test == NULL)
    {
      add_way_out (error, problem);
      return NULL;
    }
  if (rsc_dataset_get_d (test) != rsc_dataset_get_d (data))
    {
      rsc_cli_fail (error, _ ("%s: columns: %zu on every line, but %zu in %s"),
                    rsc_dataset_get_name (test), rsc_dataset_get_d (test) + 1,
                    rsc_dataset_get_d (data) + 1, rsc_dataset_get_name (data));
      return NULL;
    }
  return g_steal_pointer (&test);
}

/* Rows in other coordinates are what they were before. */
static gboolean
is_scaling_suggested (const RscDataset *dataset)
{
  return rsc_preparation_is_suggested (rsc_dataset_get_source ((RscDataset *) dataset));
}

void
rsc_cli_append_reading (GString *text, const RscDataset *dataset)
{
  const RscReading *reading = rsc_dataset_get_reading (dataset);
  gsize output;
  const RscOutputs *outputs = rsc_dataset_get_outputs (dataset, &output);
  g_autofree char *words = NULL;

  if (outputs != NULL)
    rsc_cli_append_line (text, _ ("Output"), _ ("%s, one of %zu of the document"),
                         outputs->names[output], outputs->n);
  if (reading == NULL)
    return;
  /* Of rows that a hand has edited since, how they were read says nothing. */
  if (reading->edited)
    {
      words = rsc_data_words_dup_size (rsc_dataset_get_source ((RscDataset *) dataset));
      rsc_cli_append_line (text, _ ("Edited"), "%s", words);
    }
  else
    {
      words = rsc_reading_words_dup (reading);
      rsc_cli_append_line (text, _ ("Read as"), "%s", words);
    }
  if (is_scaling_suggested (dataset))
    rsc_cli_append_line (text, _ ("Suggested"), "%s", rsc_import_words_get (RSC_IMPORT_OPTION));
}

void
rsc_cli_print_reading (const RscDataset *dataset)
{
  const RscReading *reading = rsc_dataset_get_reading (dataset);
  g_autofree char *words = NULL;

  if (reading == NULL)
    return;
  words = rsc_reading_words_dup (reading);
  fprintf (stderr, "reluscope-cli: %s: %s\n", rsc_dataset_get_name (dataset), words);
  if (is_scaling_suggested (dataset))
    fprintf (stderr, "reluscope-cli: %s: %s\n", rsc_dataset_get_name (dataset),
             rsc_import_words_get (RSC_IMPORT_OPTION));
}

gboolean
rsc_cli_check_gallery (const RscCliOptions *options, GError **error)
{
  for (RscCliOptionId id = RSC_CLI_OPTION_HEADER; id <= RSC_CLI_OPTION_MISSING; id++)
    if (rsc_cli_options_has (options, id))
      return rsc_cli_fail (error, _ ("%s is for files only, not for a gallery set"),
                           rsc_cli_option_table[id].name);
  return TRUE;
}

void
rsc_cli_add_reading (JsonBuilder *builder, RscDataset *dataset)
{
  const RscReading *reading = rsc_dataset_get_reading (dataset);
  g_autofree char *words = reading == NULL ? NULL
                           : reading->edited
                             ? rsc_data_words_dup_size (rsc_dataset_get_source (dataset))
                             : rsc_reading_words_dup (reading);

  rsc_json_add_reading (builder, dataset, words);
}

RscNetwork *
rsc_cli_load_network (const char *path,
                      const char *missing,
                      RscDataset *dataset,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (g_file_load_contents (file, cancellable, &text, &length, NULL, &local))
    return rsc_network_file_parse (text, (gssize) length, name, dataset, error);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    rsc_cli_fail (error, "%s “%s”", missing, name);
  else
    rsc_cli_fail (error, "%s: %s", name, local->message);
  return NULL;
}

RscNetwork *
rsc_cli_load_network_for (const char *path,
                          const char *missing,
                          RscProblem *problem,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (RscNetwork) network =
    rsc_cli_load_network (path, missing, rsc_problem_get_dataset (problem), cancellable, error);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  const char *why = NULL;

  if (network == NULL)
    return NULL;
  if (rsc_network_get_bias (network) != rsc_problem_get_bias (problem))
    why = rsc_network_get_bias (network) ? _ ("this network has a bias: take --bias")
                                         : _ ("this network has no bias: take --no-bias");
  /* The zero network is of either kind. */
  else if (rsc_network_get_width (network) > 0
           && gated != (rsc_network_get_gates (network) != NULL))
    why = gated ? _ ("this network has no gates: take --activation relu")
                : _ ("this network has gates: take --activation gated");
  if (why == NULL)
    return g_steal_pointer (&network);
  rsc_cli_fail (error, "%s: %s", path, why);
  return NULL;
}
