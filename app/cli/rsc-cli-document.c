/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-document.h"

#include "app/cli/rsc-cli-io.h"
#include <glib/gi18n.h>
#include <errno.h>
#include <glib/gstdio.h>

static gboolean
has (const RscCliOptions *options, RscCliOptionId id)
{
  return rsc_cli_options_has (options, id);
}

static void
give (RscCliOptions *options, RscCliOptionId id)
{
  options->given[id] = TRUE;
}

static RscSaved *
load (const char *path, const char *name, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > (goffset) RSC_SAVED_BYTES_MAX)
    {
      rsc_cli_fail (error, _ ("%s: this file is larger than any document"), name);
      return NULL;
    }
  if (g_file_get_contents (path, &text, &length, &local))
    return rsc_saved_parse (text, (gssize) length, name, error);
  rsc_cli_fail (error, "%s: %s", name,
                g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? g_strerror (ENOENT)
                                                                          : local->message);
  return NULL;
}

/* The document's own where the command line says nothing. */
static void
apply (RscCliOptions *options, const RscSavedProblem *document)
{
  if (!has (options, RSC_CLI_OPTION_BIAS) && !has (options, RSC_CLI_OPTION_NO_BIAS))
    give (options, document->bias ? RSC_CLI_OPTION_BIAS : RSC_CLI_OPTION_NO_BIAS);
  if (!has (options, RSC_CLI_OPTION_ACTIVATION))
    options->activation = document->activation;
  if (!has (options, RSC_CLI_OPTION_PATTERNS) && options->gates == NULL
      && document->patterns == RSC_PATTERNS_SAMPLED)
    options->n_samples = document->n_samples;
  if (!has (options, RSC_CLI_OPTION_LAMBDA) && !has (options, RSC_CLI_OPTION_LAMBDA_RATIO))
    {
      /* λ → 0 is a λ of its own. */
      give (options,
            document->lambda_ratio > 0.0 ? RSC_CLI_OPTION_LAMBDA_RATIO : RSC_CLI_OPTION_LAMBDA);
      options->lambda_ratio = document->lambda_ratio;
      options->lambda = 0.0;
    }
}

gboolean
rsc_cli_document_take (RscCliOptions *options, guint groups, GError **error)
{
  g_autoptr (RscSaved) saved = NULL;
  g_autofree char *name = NULL;
  const char *path;

  if ((groups & RSC_CLI_GROUP_MODEL) == 0 || options->operands->len == 0)
    return TRUE;
  path = g_ptr_array_index (options->operands, 0);
  if (!g_str_has_suffix (path, RSC_SAVED_ENDING))
    return TRUE;
  name = g_filename_display_name (path);
  saved = load (path, name, error);
  if (saved == NULL)
    return FALSE;
  options->document = g_new0 (RscSavedProblem, 1);
  options->document->bias = TRUE;
  options->document->n_samples = 1;
  options->document->pattern_seed = options->seed;
  options->document->lambda_ratio = options->lambda_ratio;
  rsc_preparation_init (&options->document->preparation);
  if (!rsc_saved_problem_read (saved, options->document, error))
    return FALSE;
  if (options->document->source == NULL || rsc_dataset_get_n (options->document->source) == 0)
    return rsc_cli_fail (error, _ ("%s: there are no data in this document"), name);
  apply (options, options->document);
  return TRUE;
}

void
rsc_cli_document_prepare (const RscCliOptions *options,
                          gboolean with_test,
                          RscPreparation *preparation)
{
  rsc_preparation_init (preparation);
  if (options->document != NULL)
    {
      *preparation = options->document->preparation;
      if (has (options, RSC_CLI_OPTION_SEED))
        preparation->seed = options->seed;
      if (options->test != NULL || options->document->held != NULL)
        preparation->split = FALSE;
    }
  else
    {
      preparation->seed = options->seed;
    }
  if (with_test && options->test_fraction > 0.0)
    {
      preparation->split = TRUE;
      preparation->train_fraction = 1.0 - options->test_fraction;
    }
  if (has (options, RSC_CLI_OPTION_STANDARDISE))
    preparation->standardise = TRUE;
}

guint64
rsc_cli_document_get_pattern_seed (const RscCliOptions *options)
{
  return options->document != NULL && !has (options, RSC_CLI_OPTION_SEED)
           ? options->document->pattern_seed
           : options->seed;
}
