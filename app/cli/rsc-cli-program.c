/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-program.h"

#include "app/cli/rsc-cli-document.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-progress.h"
#include "app/files/rsc-file.h"
#include "app/files/rsc-memory.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-program-memory.h"
#include "core/program/rsc-solver.h"
#include <glib/gi18n.h>
#include <string.h>

gsize
rsc_cli_count_jobs (const RscCliOptions *options, gsize n_tasks)
{
  return CLAMP (n_tasks, 1, options->jobs > 0 ? options->jobs : g_get_num_processors ());
}

gboolean
rsc_cli_check_patterns (const RscCliOptions *options,
                        gsize n,
                        gsize d,
                        gsize n_patterns,
                        gsize times,
                        GError **error)
{
  const double bytes = (double) times * rsc_arrangement_count_bytes (n, d, (double) n_patterns);
  g_autofree char *needed = rsc_memory_dup_words (bytes);
  g_autofree char *budget = rsc_memory_dup_words ((double) options->memory);

  if (bytes <= (double) options->memory)
    return TRUE;
  return times > 1
           ? rsc_cli_fail (error,
                           _ ("%zu activation patterns of %zu points take up to %s in %zu jobs, "
                              "more than the memory budget of %s: give fewer --jobs, or --memory"),
                           n_patterns, n, needed, times, budget)
           : rsc_cli_fail (error,
                           _ ("%zu activation patterns of %zu points take up to %s, more than the "
                              "memory budget of %s: take fewer, or give --memory"),
                           n_patterns, n, needed, budget);
}

/* Told before it is spent: what a program keeps of its rows, whatever its patterns. */
static gboolean
check_rows (const RscCliOptions *options, const char *name, gsize n, gsize d, GError **error)
{
  const gboolean all = options->gates == NULL && options->n_samples == 0;
  const double bytes =
    rsc_program_memory_count_rows (n, d, all && options->activation == RSC_ACTIVATION_RELU);
  g_autofree char *needed = rsc_memory_dup_words (bytes);
  g_autofree char *budget = rsc_memory_dup_words ((double) options->memory);

  return bytes <= (double) options->memory
         || rsc_cli_fail (
           error,
           _ ("%s: a program of %zu rows of length %zu takes about %s, more than the "
              "memory budget of %s: take fewer rows, or give --memory"),
           name, n, d, needed, budget);
}

/* Gates are a CSV like any other; what the reader calls y is the last entry of each gate. */
static RscArrangement *
load_gates (const RscCliOptions *options,
            gsize n,
            gsize d,
            gboolean bias,
            const double *x,
            GCancellable *cancellable,
            GError **error)
{
  static const RscImportChoices plain = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  g_autoptr (RscDataset) table =
    rsc_file_read_csv (options->gates, &plain, NULL, cancellable, error);
  g_autofree double *gates = NULL;
  gsize n_gates;

  if (table == NULL)
    return NULL;
  if (rsc_dataset_get_d (table) + 1 != d)
    {
      g_set_error (
        error, RSC_ERROR, RSC_ERROR_DATA,
        bias
          ? _ ("%s: columns: %zu on every line, but %zu in a gate for this data, the bias counted")
          : _ ("%s: columns: %zu on every line, but %zu in a gate for this data"),
        rsc_dataset_get_name (table), rsc_dataset_get_d (table) + 1, d);
      return NULL;
    }
  n_gates = rsc_dataset_get_n (table);
  if (!rsc_cli_check_patterns (options, n, d, n_gates, 1, error))
    return NULL;
  gates = g_new (double, n_gates *d);
  for (gsize i = 0; i < n_gates; i++)
    {
      if (d > 1)
        memcpy (gates + i * d, rsc_dataset_get_x (table) + i * (d - 1), (d - 1) * sizeof (double));
      gates[i * d + d - 1] = rsc_dataset_get_y (table)[i];
    }
  return rsc_arrangement_new_from_gates (n, d, x, n_gates, gates, options->memory, error);
}

/* The patterns that are asked for; NULL without an error where they are all and too many to
 * list. */
static RscArrangement *
find_patterns (const RscCliOptions *options,
               RscDataset *dataset,
               gboolean bias,
               GCancellable *cancellable,
               GError **error)
{
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset) + (bias ? 1 : 0);
  g_autofree double *x = NULL;
  g_autoptr (GError) local = NULL;
  RscArrangement *all;
  RscCliProgress progress;
  RscProgressFunc report;

  if (d == 0)
    {
      g_set_error (
        error, RSC_ERROR, RSC_ERROR_DATA,
        _ ("%s: one column only, which is y: without a bias there is nothing to fit with"),
        rsc_dataset_get_name (dataset));
      return NULL;
    }
  if (!check_rows (options, rsc_dataset_get_name (dataset), n, d, error))
    return NULL;
  x = rsc_dataset_dup_design (dataset, bias);
  if (options->gates != NULL)
    return load_gates (options, n, d, bias, x, cancellable, error);
  if (options->n_samples > 0)
    return rsc_arrangement_new_sampled (n, d, x, options->n_samples,
                                        rsc_cli_document_get_pattern_seed (options),
                                        options->memory, cancellable, error);
  report = rsc_cli_progress_start (&progress, _ ("listing activation patterns"));
  all =
    rsc_arrangement_new_all_within (n, d, x, rsc_generation_get_listed_max (options->activation, d),
                                    options->memory, report, &progress, cancellable, &local);
  rsc_cli_progress_end (&progress);
  if (all == NULL
      && (!g_error_matches (local, RSC_ERROR, RSC_ERROR_LIMIT) || d > RSC_DIMENSION_MAX
          || options->activation != RSC_ACTIVATION_RELU))
    g_propagate_error (error, g_steal_pointer (&local));
  return all;
}

static void
set_settings (RscGenerationSettings *settings, const RscCliOptions *options)
{
  rsc_generation_settings_init (settings);
  settings->tolerance = options->tolerance;
  settings->effort = options->effort;
  /* The program of the patterns in use has the other half. Where nobody asks, no more than a search
   * has elsewhere. */
  settings->bytes_max = rsc_cli_options_has (options, RSC_CLI_OPTION_MEMORY)
                          ? MAX (options->memory / 2, 1)
                          : MIN (options->memory / 2, RSC_PRICING_BYTES_MAX);
}

gboolean
rsc_cli_program_init (RscCliProgram *self,
                      const RscCliOptions *options,
                      RscDataset *dataset,
                      gboolean bias,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RscArrangement) arrangement =
    find_patterns (options, dataset, bias, cancellable, &local);
  RscGenerationSettings settings;
  RscCliProgress progress;
  RscProgressFunc report;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->dataset = rsc_dataset_ref (dataset);
  if (arrangement != NULL)
    {
      self->problem =
        rsc_problem_new (dataset, bias, options->activation, arrangement, cancellable, error);
      return self->problem != NULL;
    }
  set_settings (&settings, options);
  report = rsc_cli_progress_start (&progress, _ ("finding λ_max"));
  self->generation =
    rsc_generation_new (dataset, bias, &settings, report, &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  return self->generation != NULL;
}

void
rsc_cli_program_clear (RscCliProgram *self)
{
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  g_clear_pointer (&self->generation, rsc_generation_free);
}

double
rsc_cli_program_get_lambda_max (const RscCliProgram *self)
{
  return self->problem != NULL ? rsc_problem_get_lambda_max (self->problem)
                               : rsc_generation_get_lambda_max (self->generation);
}

RscSolution *
rsc_cli_program_solve (RscCliProgram *self,
                       const RscCliOptions *options,
                       double lambda,
                       GCancellable *cancellable,
                       GError **error)
{
  RscSolution *solution;
  RscCliProgress progress;
  RscProgressFunc report = rsc_cli_progress_start (
    &progress, self->problem != NULL ? _ ("solving") : _ ("solving over all patterns"));

  if (self->problem != NULL)
    {
      RscSolverSettings settings;

      rsc_solver_settings_init (&settings);
      settings.tolerance = options->tolerance;
      solution = rsc_solver_solve (self->problem, lambda, &settings, NULL, report, &progress,
                                   cancellable, error);
    }
  else
    solution =
      rsc_generation_solve (self->generation, lambda, NULL, report, &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  return solution;
}
