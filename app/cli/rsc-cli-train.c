/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/cli/rsc-cli-stationarity.h"
#include "app/files/rsc-json.h"
#include "app/files/rsc-memory.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Rows of the table in the summary; the JSON has them all. */
#define MAX_ROWS 60

/* A network narrower than this is seldom what is meant. */
#define WIDTH_MIN 10

/* Steps between two looks at the clock. */
#define SLICE 100

/* What is kept of a run: its end. */
typedef struct
{
  guint64 seed;
  RscTrainingState *end;
  RscTrainingStatus status;
  double epochs;
  RscStationarity *stationarity;
} Run;

static void
run_free (Run *run)
{
  g_clear_pointer (&run->end, rsc_training_state_unref);
  g_clear_pointer (&run->stationarity, rsc_stationarity_unref);
  g_free (run);
}

/* ---- training ------------------------------------------------------------------------------ */

/* The network that all runs start from. */
static RscNetwork *
load_start (const RscCliOptions *options,
            RscSolution *optimum,
            GCancellable *cancellable,
            GError **error)
{
  const RscCliTrainOptions *train = &options->train;
  g_autoptr (RscNetwork) network = NULL;

  network = train->from_optimum
              ? rsc_solution_dup_network (optimum)
              : rsc_cli_load_network_for (
                train->start, _ ("--start is random, optimum or a file, and there is no file"),
                rsc_solution_get_problem (optimum), cancellable, error);
  if (network == NULL)
    return NULL;
  if (train->width > 0 && train->width < rsc_network_get_width (network))
    {
      rsc_cli_fail (error, _ ("--width %zu: the network to start from has %zu neurons"),
                    train->width, rsc_network_get_width (network));
      return NULL;
    }
  return g_steal_pointer (&network);
}

static RscNetwork *
make_start (const RscCliOptions *options,
            RscSolution *optimum,
            const RscNetwork *from,
            gsize width,
            guint64 seed,
            GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (optimum);

  if (from != NULL)
    return rsc_training_start_new_near (problem, from, width, options->train.perturb, seed, error);
  return rsc_training_start_new_random (problem, width, options->train.scale, seed, error);
}

/* One run; progress counts it as number @k. NULL when it was cancelled, or of an error. */
static Run *
train_once (const RscCliOptions *options,
            RscSolution *optimum,
            const RscNetwork *from,
            gsize width,
            gsize k,
            RscProgressFunc report,
            gpointer progress,
            GCancellable *cancellable,
            GError **error)
{
  const RscCliTrainOptions *train = &options->train;
  RscProblem *problem = rsc_solution_get_problem (optimum);
  const guint64 seed = options->seed + k;
  g_autoptr (RscNetwork) start = make_start (options, optimum, from, width, seed, error);
  g_autoptr (RscTrainer) trainer = NULL;
  g_autoptr (RscTraining) training = NULL;
  RscStationarity *stationarity;
  RscTrainingSettings settings = train->settings;
  Run *run;

  if (start == NULL)
    return NULL;
  settings.seed = seed;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (problem), rsc_solution_get_lambda (optimum),
                             start, &settings);
  for (gsize done = 0; done < train->n_steps; done += SLICE)
    {
      if (!rsc_trainer_run (trainer, MIN (SLICE, train->n_steps - done), cancellable))
        break;
      if (report != NULL)
        report (((double) k + (double) done / (double) train->n_steps) / (double) train->n_seeds,
                NAN, progress);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  training = rsc_trainer_dup_training (trainer);
  stationarity =
    rsc_stationarity_new (optimum, rsc_training_get_end (training)->network, cancellable, error);
  if (stationarity == NULL)
    return NULL;
  run = g_new0 (Run, 1);
  run->seed = seed;
  run->end = rsc_training_state_ref ((RscTrainingState *) rsc_training_get_end (training));
  run->status = rsc_training_get_status (training);
  run->epochs = (double) run->end->step / (double) rsc_training_get_epoch_length (training);
  run->stationarity = stationarity;
  return run;
}

/* Of the least objective; NULL where none is a number. */
static RscNetwork *
find_best (const GPtrArray *runs)
{
  const RscTrainingState *best = NULL;

  for (guint k = 0; k < runs->len; k++)
    {
      const RscTrainingState *end = ((const Run *) g_ptr_array_index (runs, k))->end;

      if (isfinite (end->objective) && (best == NULL || end->objective < best->objective))
        best = end;
    }
  return best != NULL ? best->network : NULL;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_run (JsonBuilder *builder, const Run *run, RscSolution *optimum)
{
  const RscTrainingState *end = run->end;

  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "seed", run->seed);
  rsc_json_add_number (builder, "objective", end->objective);
  rsc_json_add_number (builder, "ratio_to_optimum",
                       end->objective / rsc_solution_get_objective (optimum));
  rsc_json_add_number (builder, "excess", rsc_stationarity_get_excess (run->stationarity));
  rsc_json_add_integer (builder, "steps", end->step);
  rsc_json_add_number (builder, "epochs", run->epochs);
  rsc_json_add_string (builder, "status", rsc_training_status_to_string (run->status));
  rsc_cli_add_class (builder, run->stationarity);
  rsc_json_add_network (builder, "network",
                        rsc_problem_get_dataset (rsc_solution_get_problem (optimum)), end->network);
  json_builder_end_object (builder);
}

static gsize
count_neurons (RscSolution *optimum)
{
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (optimum);

  return rsc_network_get_width (network);
}

static char *
as_json (const GPtrArray *runs,
         RscSolution *optimum,
         gsize width,
         const RscTrainingSettings *settings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  RscProblem *problem = rsc_solution_get_problem (optimum);
  RscDataset *dataset = rsc_problem_get_dataset (problem);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-train-1");
  rsc_json_add_problem (builder, problem);
  rsc_cli_add_reading (builder, dataset);
  rsc_json_add_number (builder, "lambda", rsc_solution_get_lambda (optimum));
  json_builder_set_member_name (builder, "optimum");
  json_builder_begin_object (builder);
  rsc_json_add_number (builder, "objective", rsc_solution_get_objective (optimum));
  rsc_json_add_number (builder, "relative_gap", rsc_solution_get_relative_gap (optimum));
  rsc_json_add_number (builder, "bound_over_all_patterns",
                       rsc_solution_get_bound_over_all (optimum));
  rsc_json_add_integer (builder, "width", count_neurons (optimum));
  json_builder_end_object (builder);
  rsc_json_add_string (builder, "method", rsc_training_method_to_string (settings->method));
  rsc_json_add_number (builder, "step_size", settings->step_size);
  rsc_json_add_integer (builder, "width", width);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint k = 0; k < runs->len; k++)
    add_run (builder, g_ptr_array_index (runs, k), optimum);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* ---- summary ------------------------------------------------------------------------------- */

static const char *
get_status_name (RscTrainingStatus status)
{
  static const char *const names[] = { N_ ("steps ended"), N_ ("converged"), N_ ("settled"),
                                       N_ ("diverged") };

  return _ (names[status]);
}

static void
append_runs (GString *text, const GPtrArray *runs)
{
  const char *const titles[] = { _ ("seed"),  _ ("objective"), _ ("excess"),   _ ("steps"),
                                 _ ("ended"), _ ("network"),   _ ("residual"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (guint k = 0; k < MIN (runs->len, MAX_ROWS); k++)
    {
      const Run *run = g_ptr_array_index (runs, k);
      const RscTrainingState *end = run->end;
      g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, run->seed);
      g_autofree char *objective = rsc_cli_format (end->objective, 10);
      g_autofree char *excess = rsc_cli_format (rsc_stationarity_get_excess (run->stationarity), 3);
      g_autofree char *steps = g_strdup_printf ("%" G_GSIZE_FORMAT, end->step);
      g_autofree char *residual = rsc_cli_format (
        rsc_clarke_get_residual (rsc_stationarity_get_clarke (run->stationarity)), 2);
      const char *const cells[] = { seed,
                                    objective,
                                    excess,
                                    steps,
                                    get_status_name (run->status),
                                    rsc_cli_get_class_name (
                                      rsc_stationarity_get_class (run->stationarity)),
                                    residual,
                                    NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rrrrllr");
  if (runs->len > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %u more: --json has them all\n"), runs->len - MAX_ROWS);
}

static char *
as_text (const GPtrArray *runs,
         RscSolution *optimum,
         gsize width,
         const RscTrainingSettings *settings)
{
  g_autofree char *lambda = rsc_cli_format (rsc_solution_get_lambda (optimum), 10);
  g_autofree char *best = rsc_cli_format (rsc_solution_get_objective (optimum), 10);
  g_autofree char *gap = rsc_cli_format (rsc_solution_get_relative_gap (optimum), 2);
  g_autofree char *size = rsc_cli_format (settings->step_size, 4);
  const gsize neurons = count_neurons (optimum);
  guint counts[RSC_STATIONARITY_NONE + 1] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < runs->len; k++)
    counts[rsc_stationarity_get_class (
      ((const Run *) g_ptr_array_index (runs, k))->stationarity)]++;
  rsc_cli_append_reading (text, rsc_problem_get_dataset (rsc_solution_get_problem (optimum)));
  rsc_cli_append_line (text, _ ("Width"), "%zu", width);
  rsc_cli_append_line (text, "λ", "%s", lambda);
  rsc_cli_append_line (text, _ ("Method"),
                       settings->method == RSC_TRAINING_LBFGS ? _ ("%s, steps found along lines")
                       : settings->constant                   ? _ ("%s, step size %s throughout")
                                                              : _ ("%s, step size %s at first"),
                       rsc_training_method_to_string (settings->method), size);
  rsc_cli_append_line (text, _ ("Optimum"),
                       g_dngettext (NULL, "%s with %zu neuron, relative gap %s%s",
                                    "%s with %zu neurons, relative gap %s%s", neurons),
                       best, neurons, gap, rsc_pattern_words_scope (optimum));
  rsc_cli_append_line (text, _ ("Networks"),
                       _ ("%u optimal, %u stationary but not optimal, %u not stationary"),
                       counts[RSC_STATIONARITY_OPTIMAL], counts[RSC_STATIONARITY_STATIONARY],
                       counts[RSC_STATIONARITY_NONE]);
  append_runs (text, runs);
  return g_string_free (text, FALSE);
}

/* ---- public -------------------------------------------------------------------------------- */

/* Told before it is spent. */
static gboolean
check_memory (const RscCliOptions *options, RscProblem *problem, gsize width, GError **error)
{
  const double d = (double) rsc_problem_get_d (problem);
  /* One at a time; the weights of all are kept, as trained and as settled, and written. */
  const double bytes =
    rsc_trainer_count_bytes (rsc_problem_get_n (problem), rsc_problem_get_d (problem), width)
    + 8.0 * sizeof (double) * (double) options->train.n_seeds * (double) width * (d + 1.0);

  g_autofree char *needed = rsc_memory_dup_words (bytes);
  g_autofree char *allowed = rsc_memory_dup_words ((double) options->memory);

  return bytes <= (double) options->memory
         || rsc_cli_fail (
           error,
           _ ("training at width %zu on data of length %zu would take up to %s, more than the "
              "memory budget of %s: take a smaller --width, or give --memory"),
           width, rsc_problem_get_n (problem), needed, allowed);
}

RscCliExit
rsc_cli_train (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  const RscCliTrainOptions *train = &options->train;
  g_autoptr (RscSolution) optimum = NULL;
  g_autoptr (RscNetwork) from = NULL;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) run_free);
  RscCliProgress progress;
  RscProgressFunc report;
  RscTrainingSettings settings;
  gsize width = train->width;

  if (!rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  optimum = rsc_cli_load_and_solve (options, cancellable, error);
  if (optimum == NULL)
    return RSC_CLI_BAD_INPUT;
  if (train->from_optimum || train->start != NULL)
    {
      from = load_start (options, optimum, cancellable, error);
      if (from == NULL)
        return RSC_CLI_BAD_INPUT;
      width = MAX (width, rsc_network_get_width (from));
    }
  else if (width == 0)
    width = MAX (WIDTH_MIN, 2 * count_neurons (optimum));
  settings = train->settings;
  if (settings.step_size <= 0.0)
    settings.step_size = rsc_training_method_get_step_size (settings.method);
  if (!check_memory (options, rsc_solution_get_problem (optimum), width, error))
    return RSC_CLI_BAD_INPUT;
  report = rsc_cli_progress_start (&progress, _ ("training"));
  for (gsize k = 0; k < train->n_seeds; k++)
    {
      Run *run =
        train_once (options, optimum, from, width, k, report, &progress, cancellable, error);

      if (run == NULL)
        {
          rsc_cli_progress_end (&progress);
          return RSC_CLI_BAD_INPUT;
        }
      g_ptr_array_add (runs, run);
    }
  rsc_cli_progress_end (&progress);
  if (options->json != NULL)
    {
      g_autofree char *json = as_json (runs, optimum, width, &settings);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = as_text (runs, optimum, width, &settings);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (options->weights != NULL && find_best (runs) == NULL)
    {
      rsc_cli_fail (error,
                    _ ("--weights: every run has diverged, so there is no network to write"));
      return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_cli_write_weights (options, find_best (runs),
                              rsc_problem_get_dataset (rsc_solution_get_problem (optimum)),
                              cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_exit (optimum);
}
