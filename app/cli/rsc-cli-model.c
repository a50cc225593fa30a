/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-model.h"

#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-document.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-program.h"
#include "core/data/rsc-preparation.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-pruning-words.h"
#include "ui/words/rsc-set-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define GALLERY_PREFIX "gallery:"
/* What a number of a state takes until it is written is so many times as much. */
#define JSON_SHARE 10

RscDataset *
rsc_cli_load_gallery (const RscCliOptions *options,
                      const char *name,
                      const RscGalleryItem **item,
                      GError **error)
{
  gsize n;
  const RscGalleryItem *found = rsc_gallery_find (name, &n);
  RscDataset *dataset;

  if (found == NULL)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("the gallery has no “%s”: see reluscope-cli gallery list"), name);
      return NULL;
    }
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_N))
    {
      if (!g_str_equal (name, found->name))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                       _ ("“%s” already says how many points: leave --n away"), name);
          return NULL;
        }
      n = options->n;
    }
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_NOISE) && !found->has_noise)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("“%s” has no noise: leave --noise away"), found->name);
      return NULL;
    }
  dataset = rsc_gallery_generate (
    found, n,
    rsc_cli_options_has (options, RSC_CLI_OPTION_NOISE) ? options->noise : found->noise_default,
    options->seed, error);
  if (item != NULL)
    *item = found;
  return dataset;
}

/* Finds the test points, and prepares both. */
static gboolean
prepare (const RscCliOptions *options,
         RscDataset **dataset,
         RscDataset **test,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (RscDataset) source = g_steal_pointer (dataset);
  g_autoptr (RscDataset) held = NULL;
  g_autoptr (RscDataset) held_out = NULL;
  RscPreparation preparation;

  if (test != NULL && options->test != NULL)
    {
      held = rsc_cli_read_test (options, source, cancellable, error);
      if (held == NULL)
        return FALSE;
    }
  else if (test != NULL && options->document != NULL && options->document->held != NULL
           && options->test_fraction <= 0.0)
    held = rsc_dataset_ref (options->document->held);
  rsc_cli_document_prepare (options, test != NULL, &preparation);
  if (!rsc_preparation_apply (&preparation, source, held, dataset, &held_out, error))
    return FALSE;
  if (test != NULL)
    *test = g_steal_pointer (&held_out);
  return TRUE;
}

/* *@test: the test points of --test or --test-fraction, or NULL; may be NULL where there are no
 * such options. */
static RscDataset *
load_data (const RscCliOptions *options,
           const RscGalleryItem **item,
           RscDataset **test,
           GCancellable *cancellable,
           GError **error)
{
  const char *data = g_ptr_array_index (options->operands, 0);
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscDataset) read = NULL;

  *item = NULL;
  if (g_str_has_prefix (data, GALLERY_PREFIX))
    {
      if (!rsc_cli_check_gallery (options, error))
        return NULL;
      dataset = rsc_cli_load_gallery (options, data + strlen (GALLERY_PREFIX), item, error);
    }
  else if (rsc_cli_options_has (options, RSC_CLI_OPTION_N)
           || rsc_cli_options_has (options, RSC_CLI_OPTION_NOISE))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("--n and --noise are for gallery sets only"));
    }
  else if (options->document != NULL)
    {
      dataset = rsc_dataset_ref (options->document->source);
    }
  else
    {
      dataset = rsc_cli_read_data (options, data, cancellable, error);
      if (dataset != NULL && options->output != NULL)
        read = rsc_dataset_ref (dataset);
    }
  if (dataset == NULL || !prepare (options, &dataset, test, cancellable, error))
    return NULL;
  /* A figure has no summary to say it in. */
  if (read != NULL)
    rsc_cli_print_reading (read);
  return g_steal_pointer (&dataset);
}

static gboolean
find_lambda (const RscCliOptions *options,
             const RscGalleryItem *item,
             const RscCliProgram *program,
             double *lambda,
             GError **error)
{
  const double lambda_max = rsc_cli_program_get_lambda_max (program);
  double ratio = RSC_CLI_RATIO_DEFAULT;

  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA))
    {
      *lambda = options->lambda;
      return TRUE;
    }
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA_RATIO))
    ratio = options->lambda_ratio;
  else if (item != NULL)
    ratio = item->lambda_ratio;

  *lambda = ratio * lambda_max;
  if (*lambda > 0.0 && isfinite (*lambda))
    return TRUE;
  if (lambda_max == 0.0)
    {
      /* The zero network is optimal for every λ: any scale does. */
      *lambda = ratio;
      return TRUE;
    }
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                       _ ("--lambda-ratio times λ_max leaves the range of a number"));
  return FALSE;
}

static gboolean
get_bias (const RscCliOptions *options, const RscGalleryItem *item)
{
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_BIAS))
    return TRUE;
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_NO_BIAS))
    return FALSE;
  return item != NULL ? item->bias : TRUE;
}

/* *@item: the gallery item that the data are, or NULL. @test: as in load_data(). */
/* Whether a picture shows single features of the data. */
static gboolean
shows_features (const RscCliOptions *options)
{
  return options->n_features > 0 || options->mode == RSC_FUNCTION_SLICE
         || options->feature != RSC_FEATURE_NORM || options->path_y == RSC_PATH_Y_FEATURE;
}

/* The program is solved there; weights are written as those of the features. */
static void
enter_row_space (const RscCliOptions *options,
                 RscDataset **dataset,
                 RscDataset **test,
                 gboolean *bias,
                 GCancellable *cancellable)
{
  if (options->gates == NULL && !shows_features (options)
      && rsc_preparation_enter_row_space (dataset, test, *bias, cancellable))
    *bias = FALSE;
}

static gboolean
load_program (const RscCliOptions *options,
              const RscGalleryItem **item,
              RscDataset **test,
              RscCliProgram *program,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RscDataset) dataset = NULL;
  gboolean bias;

  if (options->gates != NULL && g_str_equal (options->gates, "-")
      && g_str_equal (g_ptr_array_index (options->operands, 0), "-"))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("DATA and --gates cannot both be standard input"));
      return FALSE;
    }

  dataset = load_data (options, item, test, cancellable, error);
  if (dataset == NULL)
    return FALSE;
  bias = get_bias (options, *item);
  enter_row_space (options, &dataset, test, &bias, cancellable);
  return rsc_cli_program_init (program, options, dataset, bias, cancellable, error);
}

RscDataset *
rsc_cli_prepare_program (const RscCliOptions *options,
                         RscDataset *dataset,
                         RscDataset **test,
                         RscCliProgram *program,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (RscDataset) own = rsc_dataset_ref (dataset);
  gboolean bias = get_bias (options, NULL);

  if (!prepare (options, &own, test, cancellable, error))
    return NULL;
  enter_row_space (options, &own, test, &bias, cancellable);
  return rsc_cli_program_init (program, options, own, bias, cancellable, error)
           ? g_steal_pointer (&own)
           : NULL;
}

static RscSolution *
load_and_solve (const RscCliOptions *options,
                RscDataset **test,
                GCancellable *cancellable,
                GError **error)
{
  const RscGalleryItem *item = NULL;
  g_auto (RscCliProgram) program = { 0 };
  double lambda;

  if (!load_program (options, &item, test, &program, cancellable, error)
      || !find_lambda (options, item, &program, &lambda, error))
    return NULL;
  return rsc_cli_program_solve (&program, options, lambda, cancellable, error);
}

RscSolution *
rsc_cli_load_and_solve (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  return load_and_solve (options, NULL, cancellable, error);
}

RscSolution *
rsc_cli_load_and_solve_tested (const RscCliOptions *options,
                               RscDataset **test,
                               GCancellable *cancellable,
                               GError **error)
{
  return load_and_solve (options, test, cancellable, error);
}

RscProblem *
rsc_cli_load_problem (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  const RscGalleryItem *item = NULL;
  g_auto (RscCliProgram) program = { 0 };

  if (!load_program (options, &item, NULL, &program, cancellable, error))
    return NULL;
  if (program.problem == NULL)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_LIMIT,
                           _ ("too many activation patterns to list, which gated ReLU needs: "
                              "take --patterns N"));
      return NULL;
    }
  return rsc_problem_ref (program.problem);
}

RscLimit *
rsc_cli_load_and_find_limit (const RscCliOptions *options,
                             gboolean for_set,
                             GCancellable *cancellable,
                             GError **error)
{
  const RscGalleryItem *item = NULL;
  g_auto (RscCliProgram) program = { 0 };
  RscCliProgress progress;
  RscProgressFunc report;
  RscLimit *limit;

  if (!load_program (options, &item, NULL, &program, cancellable, error))
    return NULL;
  report = rsc_cli_progress_start (&progress, _ ("following λ to 0"));
  limit = rsc_limit_new (program.problem, program.generation, options->tolerance, for_set, report,
                         &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  return limit;
}

RscOptimalSet *
rsc_cli_compute_set (const RscCliOptions *options,
                     RscSolution *solution,
                     GCancellable *cancellable,
                     GError **error)
{
  RscOptimalSetSettings settings;
  RscOptimalSet *set;
  RscCliProgress progress;
  RscProgressFunc report;

  rsc_optimal_set_settings_init (&settings);
  settings.max_vertices = options->max_vertices;
  /* A quarter for the list, one for the edges, one for what is written of them. */
  settings.bytes_max = MAX (options->memory / 4, 1);
  report = rsc_cli_progress_start (&progress, _ ("finding the optimal set"));
  set = rsc_optimal_set_new (solution, &settings, report, &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  return set;
}

typedef struct
{
  RscCliProgress progress;
  RscProgressFunc report; /* or NULL */
} PathProgress;

static void
on_path_point (const RscPath *path, double fraction, gpointer user_data)
{
  PathProgress *self = user_data;

  if (self->report != NULL)
    self->report (fraction, NAN, &self->progress);
}

RscPath *
rsc_cli_load_and_follow (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscDataset) test = NULL;

  return rsc_cli_load_and_follow_tested (options, &test, cancellable, error);
}

RscPath *
rsc_cli_load_and_follow_tested (const RscCliOptions *options,
                                RscDataset **test,
                                GCancellable *cancellable,
                                GError **error)
{
  const RscGalleryItem *item = NULL;
  g_auto (RscCliProgram) program = { 0 };
  RscPathSettings settings;
  RscPath *path;
  PathProgress progress;

  if (!load_program (options, &item, test, &program, cancellable, error))
    return NULL;
  rsc_path_settings_init (&settings);
  settings.tolerance = options->tolerance;
  settings.ratio_min = options->ratio_min;
  settings.epsilon = options->epsilon;
  settings.locate_events = !rsc_cli_options_has (options, RSC_CLI_OPTION_NO_EVENTS);
  settings.test = *test;
  /* What is written of it takes as much again, and a solve the rest. */
  settings.bytes_max = MAX (options->memory / 3, 1);
  progress.report = rsc_cli_progress_start (&progress.progress, _ ("following the path"));
  path = program.problem != NULL
           ? rsc_path_new (program.problem, &settings, on_path_point, &progress, cancellable, error)
           : rsc_path_new_over_all (program.generation, &settings, on_path_point, &progress,
                                    cancellable, error);
  rsc_cli_progress_end (&progress.progress);
  return path;
}

/* Patterns and λ_max are needed only where λ is a multiple of λ_max. */
static RscPruning *
start_from_file (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  const RscGalleryItem *item = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (RscDataset) dataset = load_data (options, &item, &test, cancellable, error);
  g_autoptr (RscNetwork) network = NULL;
  double lambda = options->lambda;

  if (dataset == NULL)
    return NULL;
  network = rsc_cli_load_network (
    options->start_file, _ ("--start is interior, blocks, random or a file, and there is no file"),
    dataset, cancellable, error);
  if (network == NULL)
    return NULL;
  if ((rsc_cli_options_has (options, RSC_CLI_OPTION_BIAS)
       || rsc_cli_options_has (options, RSC_CLI_OPTION_NO_BIAS))
      && get_bias (options, item) != rsc_network_get_bias (network))
    {
      rsc_cli_fail (error,
                    rsc_network_get_bias (network) ? _ ("%s: this network has a bias")
                                                   : _ ("%s: this network has no bias"),
                    options->start_file);
      return NULL;
    }
  if (!rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA))
    {
      g_auto (RscCliProgram) program = { 0 };

      if (!rsc_cli_program_init (&program, options, dataset, rsc_network_get_bias (network),
                                 cancellable, error)
          || !find_lambda (options, item, &program, &lambda, error))
        return NULL;
    }
  return rsc_pruning_new (dataset, test, network, lambda, NULL, cancellable, error);
}

static RscPruning *
start_from_set (const RscCliOptions *options,
                RscSolution **solution,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (RscSolution) solved = load_and_solve (options, &test, cancellable, error);
  g_autoptr (RscOptimalSet) set = NULL;
  RscPruning *start;

  if (solved == NULL)
    return NULL;
  set = rsc_cli_compute_set (options, solved, cancellable, error);
  if (set == NULL)
    return NULL;
  if (options->start == RSC_CLI_START_BLOCKS)
    start = rsc_pruning_new_from_blocks (set, rsc_optimal_set_get_interior (set), test, cancellable,
                                         error);
  else if (options->start == RSC_CLI_START_RANDOM)
    {
      g_autofree double *a = g_new0 (double, MAX (rsc_optimal_set_get_n_neurons (set), 1));

      rsc_optimal_set_sample (set, options->seed, a);
      start = rsc_pruning_new_from_set (set, a, test, cancellable, error);
    }
  else
    start =
      rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), test, cancellable, error);
  *solution = g_steal_pointer (&solved);
  return start;
}

RscPruning *
rsc_cli_load_and_prune (const RscCliOptions *options,
                        RscSolution **solution,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (RscPruning) start = NULL;
  RscPruning *walk;
  RscPruningMove move;
  RscCliProgress progress;
  RscProgressFunc report;

  *solution = NULL;
  if (options->start == RSC_CLI_START_FILE)
    start = start_from_file (options, cancellable, error);
  else
    start = start_from_set (options, solution, cancellable, error);
  if (start == NULL)
    return NULL;

  rsc_pruning_move_init (&move);
  move.method = options->method;
  move.rule = options->rule;
  move.seed = options->seed;
  report = rsc_cli_progress_start (&progress, _ ("pruning"));
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_REMOVE))
    {
      g_autoptr (GError) local = NULL;

      if (options->remove >= rsc_pruning_get_start_width (start))
        {
          rsc_cli_fail (error, _ ("--remove %zu: the number of neurons at the start is %zu"),
                        options->remove + 1, rsc_pruning_get_start_width (start));
          return NULL;
        }
      move.rule = RSC_PRUNING_RULE_TARGET;
      move.target = options->remove;
      walk = rsc_pruning_go_on (start, 0, &move, report, &progress, cancellable, &local);
      if (walk == NULL)
        {
          rsc_cli_progress_end (&progress);
          if (g_error_matches (local, RSC_ERROR, RSC_ERROR_ARGUMENT))
            rsc_cli_fail (error, "--remove %" G_GSIZE_FORMAT ": %s", options->remove + 1,
                          local->message);
          else
            g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      rsc_pruning_unref (start);
      start = walk;
      move.rule = options->rule;
    }
  move.until = options->until;
  move.bytes_max = MAX (options->memory / (options->json != NULL ? JSON_SHARE : 1), 1);
  walk = rsc_pruning_go_on (start, rsc_pruning_get_n_states (start) - 1, &move, report, &progress,
                            cancellable, error);
  rsc_cli_progress_end (&progress);
  return walk;
}

int
rsc_cli_get_exit (RscSolution *solution)
{
  g_autofree char *gap = NULL;
  g_autofree char *tolerance = NULL;

  if (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED)
    return RSC_CLI_DONE;
  gap = rsc_cli_format (rsc_solution_get_relative_gap (solution), 2);
  tolerance = rsc_cli_format (rsc_solution_get_tolerance (solution), 2);
  if (rsc_solution_get_relative_gap (solution) <= rsc_solution_get_tolerance (solution))
    {
      g_autofree char *bound = rsc_cli_format (rsc_solution_get_bound_over_all (solution), 2);
      const gsize d = rsc_problem_get_d (rsc_solution_get_problem (solution));

      fprintf (
        stderr,
        d > RSC_SEARCH_DIMENSION_MAX
          ? _ ("reluscope-cli: the relative gap over all patterns is at most %s, the tolerance %s "
               "was not reached: so many columns are not searched\n")
          : _ ("reluscope-cli: the relative gap over all patterns is at most %s, the tolerance %s "
               "was not reached: a larger --effort or --memory goes on\n"),
        bound, tolerance);
      return RSC_CLI_NOT_CONVERGED;
    }
  fprintf (stderr, _ ("reluscope-cli: the relative gap is %s, the tolerance %s was not reached\n"),
           gap, tolerance);
  return RSC_CLI_NOT_CONVERGED;
}

int
rsc_cli_get_set_exit (const RscOptimalSet *set)
{
  const int code = rsc_cli_get_exit (rsc_optimal_set_get_solution (set));
  g_autofree char *caution = NULL;

  if (code != RSC_CLI_DONE || rsc_optimal_set_is_trusted (set))
    return code;
  caution = rsc_set_words_dup_caution (set);
  fprintf (stderr, "reluscope-cli: %s\n", caution);
  return RSC_CLI_NOT_CONVERGED;
}

static int
fail_full_pruning (const RscPruning *walk)
{
  const gsize n = rsc_pruning_get_n_states (walk);

  fprintf (stderr,
           g_dngettext (NULL,
                        "reluscope-cli: the pruning stopped after %zu step, at width %zu: the "
                        "memory budget is used; give --memory\n",
                        "reluscope-cli: the pruning stopped after %zu steps, at width %zu: the "
                        "memory budget is used; give --memory\n",
                        n - 1),
           n - 1, rsc_pruning_get_state (walk, n - 1)->width);
  return RSC_CLI_NOT_CONVERGED;
}

int
rsc_cli_get_pruning_exit (const RscPruning *walk)
{
  RscOptimalSet *set = rsc_pruning_get_set (walk);
  const int code = set != NULL ? rsc_cli_get_set_exit (set) : RSC_CLI_DONE;
  g_autofree char *caution = rsc_pruning_words_dup_caution (walk);

  if (code == RSC_CLI_DONE && rsc_pruning_is_full (walk))
    return fail_full_pruning (walk);
  if (code != RSC_CLI_DONE || caution == NULL)
    return code;
  fprintf (stderr, "reluscope-cli: %s\n", caution);
  return RSC_CLI_NOT_CONVERGED;
}

static int
fail_full (const RscPath *path)
{
  const gsize n = rsc_path_get_n_points (path);
  g_autofree char *lambda =
    rsc_cli_format (rsc_solution_get_lambda (rsc_path_get_point (path, n - 1)->solution), 6);

  fprintf (stderr,
           _ ("reluscope-cli: the path stopped at λ = %s, after %zu of its points: the memory "
              "budget is used; give --memory\n"),
           lambda, n);
  return RSC_CLI_NOT_CONVERGED;
}

int
rsc_cli_get_path_exit (const RscPath *path)
{
  /* None where λ_max = 0. */
  const gsize n_points = rsc_path_get_n_points (path);

  if (rsc_path_get_status (path) == RSC_PATH_FULL)
    return fail_full (path);
  if (rsc_path_get_status (path) != RSC_PATH_COMPLETE && n_points > 0)
    return rsc_cli_get_exit (rsc_path_get_point (path, n_points - 1)->solution);
  for (gsize k = 0; k < n_points; k++)
    {
      const int code = rsc_cli_get_set_exit (rsc_path_get_point (path, k)->set);

      if (code != RSC_CLI_DONE)
        return code;
    }
  return RSC_CLI_DONE;
}
