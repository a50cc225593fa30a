/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-experiment-sets.h"

#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/files/rsc-experiment-result.h"
#include "app/files/rsc-json.h"
#include "app/files/rsc-settings-reader.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void
set_free (const RscCliExperimentKind *kind, RscCliExperimentSet *set)
{
  if (set->known != NULL)
    kind->free_known (set);
  if (set->plan != NULL)
    kind->free_plan (set->plan);
  if (set->result != NULL)
    kind->free_result (set->result);
  g_free (set->inputs);
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

static void
add_set (JsonBuilder *builder, const RscCliExperimentKind *kind, const RscCliExperimentSet *set)
{
  kind->add_set (builder, set);
  rsc_json_add_string (builder, "inputs", set->inputs);
  if (set->share.n_parts > 0 && set->share.part > 0)
    {
      g_autofree char *shard = g_strdup_printf ("%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT,
                                                set->share.part, set->share.n_parts);

      rsc_json_add_string (builder, "shard", shard);
    }
}

static char *
sets_as_json (const RscCliExperimentKind *kind, const GPtrArray *sets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", kind->schema);
  if (sets->len == 1)
    add_set (builder, kind, g_ptr_array_index (sets, 0));
  else
    {
      rsc_json_add_boolean (builder, "complete", are_complete (kind, sets));
      json_builder_set_member_name (builder, "sets");
      json_builder_begin_array (builder);
      for (guint k = 0; k < sets->len; k++)
        {
          json_builder_begin_object (builder);
          add_set (builder, kind, g_ptr_array_index (sets, k));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

static gboolean
add_file (GChecksum *checksum, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  g_checksum_update (checksum, (const guchar *) bytes, (gssize) length);
  return TRUE;
}

/* The CSV of settings @k, known once they are read, is an input too; both tell what the result is
 * of. */
static gboolean
check_inputs (const RscCliOptions *options, guint k, RscCliExperimentSet *set, GError **error)
{
  const char *settings = g_ptr_array_index (options->operands, k);
  g_autofree char *own = g_path_get_dirname (settings);
  g_autofree char *base = g_strconcat (set->name, ".csv", NULL);
  g_autofree char *path =
    g_build_filename (options->data != NULL ? options->data : own, base, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!rsc_cli_check_input (options, path, error) || !add_file (checksum, settings, error)
      || !add_file (checksum, path, error))
    return FALSE;
  set->inputs = g_strconcat ("sha256:", g_checksum_get_string (checksum), NULL);
  return TRUE;
}

/* The first @n operands, all of them before the first is run: a slip in the last one is told at
 * once. */
static gboolean
read_sets (const RscCliExperimentKind *kind,
           GPtrArray *sets,
           guint n,
           const RscCliOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  gsize first = 0;

  for (guint k = 0; k < n; k++)
    {
      RscCliExperimentSet *set = g_new0 (RscCliExperimentSet, 1);

      g_ptr_array_add (sets, set);
      set->plan = kind->read (g_ptr_array_index (options->operands, k), options, &set->name,
                              cancellable, error);
      if (set->plan == NULL || !check_inputs (options, k, set, error))
        return FALSE;
      set->share = (RscShare){ options->shard[0], options->shard[1], first };
      first += kind->count (set->plan);
    }
  return TRUE;
}

static gboolean
restore_sets (const RscCliExperimentKind *kind,
              const GPtrArray *sets,
              const char *path,
              JsonNode *root,
              GError **error)
{
  for (guint k = 0; k < sets->len; k++)
    {
      RscCliExperimentSet *set = g_ptr_array_index (sets, k);
      JsonObject *object =
        rsc_experiment_result_find (root, path, kind->schema, set->inputs, error);

      if (object == NULL || !kind->restore (set, object, path, error))
        return FALSE;
    }
  return TRUE;
}

/* What an earlier run has left where this one is going to write. */
static gboolean
resume_sets (const RscCliExperimentKind *kind,
             const GPtrArray *sets,
             const RscCliOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  const RscSettingsReader reader = { options->json, error };
  JsonNode *root;
  gboolean done;

  if (!rsc_cli_options_has (options, RSC_CLI_OPTION_RESUME)
      || !g_file_test (options->json, G_FILE_TEST_EXISTS))
    return TRUE;
  root = rsc_settings_load (&reader, options->json, cancellable);
  if (root == NULL)
    return FALSE;
  done = restore_sets (kind, sets, options->json, root, error);
  json_node_unref (root);
  return done;
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

  set->result = kind->run (set, options, bar, cancellable, &local);
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

  if (!read_sets (kind, sets, options->operands->len, options, cancellable, error)
      || !resume_sets (kind, sets, options, cancellable, error)
      || !run_sets (kind, sets, options, cancellable, error)
      || !write_sets (kind, sets, options, error))
    return RSC_CLI_BAD_INPUT;
  if (!are_complete (kind, sets) && g_cancellable_set_error_if_cancelled (cancellable, error))
    return RSC_CLI_INTERRUPTED;
  /* What is to be said of a share is said when all are put together. */
  if (options->shard[1] > 0)
    return RSC_CLI_DONE;
  for (guint k = 0; status == RSC_CLI_DONE && k < sets->len; k++)
    status = kind->find_exit (g_ptr_array_index (sets, k));
  return status;
}

static gboolean
check_outputs (const RscCliOptions *options, GError **error)
{
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_RESUME)
      && (options->json == NULL || g_str_equal (options->json, "-")))
    return rsc_cli_fail (error, _ ("--resume goes with --json FILE, where what is done is"));
  return (options->json == NULL || rsc_file_check_writable (options->json, error))
         && (options->figure == NULL || rsc_file_check_writable (options->figure, error));
}

RscCliExit
rsc_cli_experiment_run (const RscCliExperimentKind *kind,
                        const RscCliOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  RscCliExit status;

  if (!check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  status = run_and_write (kind, sets, options, cancellable, error);
  for (guint k = 0; k < sets->len; k++)
    set_free (kind, g_ptr_array_index (sets, k));
  return status;
}

/* ---- merging ------------------------------------------------------------------------------- */

/* Of which experiment a result is. */
static const RscCliExperimentKind *
find_kind (const RscCliExperimentKind *const *kinds,
           JsonNode *root,
           const char *path,
           GError **error)
{
  const RscSettingsReader reader = { path, error };
  JsonNode *schema = json_object_get_member (json_node_get_object (root), "schema");

  if (schema != NULL && rsc_settings_is_text (schema))
    for (gsize k = 0; kinds[k] != NULL; k++)
      if (g_str_equal (json_node_get_string (schema), kinds[k]->schema))
        return kinds[k];
  rsc_settings_fail (&reader, "schema", _ ("this is no result of an experiment"));
  return NULL;
}

static RscCliExit
merge_into (GPtrArray *sets,
            const RscCliExperimentKind *const *kinds,
            const RscCliExperimentKind **kind,
            const RscCliOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  for (guint k = 1; k < options->operands->len; k++)
    {
      const char *path = g_ptr_array_index (options->operands, k);
      const RscSettingsReader reader = { path, error };
      JsonNode *root = rsc_settings_load (&reader, path, cancellable);
      gboolean done = root != NULL;

      if (done && k == 1)
        {
          *kind = find_kind (kinds, root, path, error);
          done = *kind != NULL
                 && (options->figure == NULL || (*kind)->write_figure != NULL
                     || rsc_cli_fail (error, _ ("%s: this experiment has no figure"), path))
                 && read_sets (*kind, sets, 1, options, cancellable, error);
        }
      done = done && restore_sets (*kind, sets, path, root, error);
      g_clear_pointer (&root, json_node_unref);
      if (!done)
        return RSC_CLI_BAD_INPUT;
    }
  {
    RscCliExperimentSet *set = g_ptr_array_index (sets, 0);

    /* Nothing is left to run. */
    set->share = (RscShare){ 0, 1, 0 };
  }
  if (!run_sets (*kind, sets, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  /* Unlike what was computed, half of what the files have is worth nothing. */
  if (!are_complete (*kind, sets) && g_cancellable_set_error_if_cancelled (cancellable, error))
    return RSC_CLI_INTERRUPTED;
  if (!write_sets (*kind, sets, options, error))
    return RSC_CLI_BAD_INPUT;
  if (!are_complete (*kind, sets))
    {
      fputs (_ ("reluscope-cli: some repeats are in none of the files\n"), stderr);
      return RSC_CLI_NOT_CONVERGED;
    }
  return (*kind)->find_exit (g_ptr_array_index (sets, 0));
}

RscCliExit
rsc_cli_experiment_merge_sets (const RscCliExperimentKind *const *kinds,
                               const RscCliOptions *options,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  const RscCliExperimentKind *kind = NULL;
  RscCliExit status;

  if (!check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  status = merge_into (sets, kinds, &kind, options, cancellable, error);
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
