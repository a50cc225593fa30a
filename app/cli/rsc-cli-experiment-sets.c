/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-experiment-sets.h"

#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/files/rsc-json.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void
set_free (const RscCliExperimentKind *kind, RscCliExperimentSet *set)
{
  if (set->plan != NULL)
    kind->free_plan (set->plan);
  if (set->result != NULL)
    kind->free_result (set->result);
  g_free (set->name);
  g_free (set);
}

static gboolean
are_complete (const RscCliExperimentKind *kind, const GPtrArray *sets)
{
  for (guint k = 0; k < sets->len; k++)
    {
      const RscCliExperimentSet *set = g_ptr_array_index (sets, k);

      if (set->result == NULL || !kind->is_complete (set->result))
        return FALSE;
    }
  return TRUE;
}

static char *
sets_as_json (const RscCliExperimentKind *kind, const GPtrArray *sets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", kind->schema);
  if (sets->len == 1)
    kind->add_set (builder, g_ptr_array_index (sets, 0));
  else
    {
      rsc_json_add_boolean (builder, "complete", are_complete (kind, sets));
      json_builder_set_member_name (builder, "sets");
      json_builder_begin_array (builder);
      for (guint k = 0; k < sets->len; k++)
        {
          json_builder_begin_object (builder);
          kind->add_set (builder, g_ptr_array_index (sets, k));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* The CSV of settings @k, known once they are read, is an input too. */
static gboolean
check_data (const RscCliOptions *options, guint k, const char *name, GError **error)
{
  g_autofree char *own = g_path_get_dirname (g_ptr_array_index (options->operands, k));
  g_autofree char *base = g_strconcat (name, ".csv", NULL);
  g_autofree char *path =
    g_build_filename (options->data != NULL ? options->data : own, base, NULL);

  return rsc_cli_check_input (options, path, error);
}

/* All of them before the first is run: a slip in the last one is told at once. */
static gboolean
read_sets (const RscCliExperimentKind *kind,
           GPtrArray *sets,
           const RscCliOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  for (guint k = 0; k < options->operands->len; k++)
    {
      RscCliExperimentSet *set = g_new0 (RscCliExperimentSet, 1);

      g_ptr_array_add (sets, set);
      set->plan = kind->read (g_ptr_array_index (options->operands, k), options, &set->name,
                              cancellable, error);
      if (set->plan == NULL || !check_data (options, k, set->name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_set (const RscCliExperimentKind *kind,
         RscCliExperimentSet *set,
         const RscCliOptions *options,
         RscCliBar *bar,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GString) text = g_string_new (bar->index > 0 ? "\n" : NULL);
  GError *local = NULL;

  set->result = kind->run (set->plan, options, bar, cancellable, &local);
  rsc_cli_bar_end (bar);
  if (set->result == NULL)
    {
      g_propagate_prefixed_error (
        error, local, "%s: ", (const char *) g_ptr_array_index (options->operands, bar->index));
      return FALSE;
    }
  if (g_strcmp0 (options->json, "-") == 0)
    return TRUE;
  /* As it comes: the next may take long. */
  kind->append_set (text, set);
  return rsc_file_write ("-", text->str, (gssize) text->len, NULL, error);
}

static gboolean
run_sets (const RscCliExperimentKind *kind,
          GPtrArray *sets,
          const RscCliOptions *options,
          GCancellable *cancellable,
          GError **error)
{
  RscCliBar bar;

  rsc_cli_bar_init (&bar, sets->len);
  for (guint k = 0; k < sets->len && !g_cancellable_is_cancelled (cancellable); k++)
    {
      RscCliExperimentSet *set = g_ptr_array_index (sets, k);

      bar.index = k;
      bar.name = set->name;
      if (!run_set (kind, set, options, &bar, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* What is done is written also after an interruption: so the cancellable has no say any more. */
static gboolean
write_sets (const RscCliExperimentKind *kind,
            const GPtrArray *sets,
            const RscCliOptions *options,
            GError **error)
{
  g_autofree char *json = options->json != NULL ? sets_as_json (kind, sets) : NULL;

  if (json != NULL && !rsc_file_write (options->json, json, -1, NULL, error))
    return FALSE;
  return options->figure == NULL || kind->write_figure == NULL
         || kind->write_figure (options->figure, sets, error);
}

static RscCliExit
run_and_write (const RscCliExperimentKind *kind,
               GPtrArray *sets,
               const RscCliOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  RscCliExit status = RSC_CLI_DONE;

  if (!read_sets (kind, sets, options, cancellable, error)
      || !run_sets (kind, sets, options, cancellable, error)
      || !write_sets (kind, sets, options, error))
    return RSC_CLI_BAD_INPUT;
  if (!are_complete (kind, sets) && g_cancellable_set_error_if_cancelled (cancellable, error))
    return RSC_CLI_INTERRUPTED;
  for (guint k = 0; status == RSC_CLI_DONE && k < sets->len; k++)
    status = kind->find_exit (g_ptr_array_index (sets, k));
  return status;
}

RscCliExit
rsc_cli_experiment_run (const RscCliExperimentKind *kind,
                        const RscCliOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  RscCliExit status;

  if (options->json != NULL && !rsc_file_check_writable (options->json, error))
    return RSC_CLI_BAD_INPUT;
  if (options->figure != NULL && !rsc_file_check_writable (options->figure, error))
    return RSC_CLI_BAD_INPUT;
  status = run_and_write (kind, sets, options, cancellable, error);
  for (guint k = 0; k < sets->len; k++)
    set_free (kind, g_ptr_array_index (sets, k));
  return status;
}

RscCliExit
rsc_cli_experiment_fail_gap (const RscCliExperimentSet *set, gsize repeat, double gap)
{
  g_autofree char *words = rsc_cli_format (gap, 2);

  fprintf (stderr,
           _ ("reluscope-cli: %s: repeat %zu: the relative gap is %s, the tolerance was not "
              "reached\n"),
           set->name, repeat + 1, words);
  return RSC_CLI_NOT_CONVERGED;
}
