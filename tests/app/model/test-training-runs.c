/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's training: several seeds in turns, stopped and gone on with, what is on show, and
 * what ends it. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-document-work.h"
#include "app/model/rsc-training-job.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-solver.h"
#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"
#include "documents.h"
#include "problems.h"
#include "ui/words/rsc-training-words.h"

static RscTrainingChoice *
make_choice (RscTrainingMethod method, gsize width, gsize n_seeds)
{
  RscTrainingChoice *choice = rsc_training_choice_new ();

  choice->settings.method = method;
  choice->width = width;
  choice->n_seeds = n_seeds;
  return choice;
}

/* Runs with queues by hand. */
typedef struct
{
  RscJobs *jobs;
  RscSolution *optimum;
  RscTrainingRuns *runs;
} Bench;

static void
bench_init_at (Bench *self, RscSolution *optimum, RscTrainingChoice *choice)
{
  self->jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  self->optimum = rsc_solution_ref (optimum);
  self->runs = rsc_training_runs_new (self->jobs);
  rsc_training_runs_set_choice (self->runs, choice);
  g_assert_false (rsc_training_runs_can_start (self->runs));
  rsc_training_runs_set_source (self->runs, self->optimum, TRUE);
  g_assert_true (rsc_training_runs_can_start (self->runs));
}

static void
bench_init (Bench *self, const char *name, RscTrainingChoice *choice)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery (name, RSC_ACTIVATION_RELU, 0.1);

  bench_init_at (self, rsc_optimal_set_get_solution (set), choice);
}

static void
bench_clear (Bench *self)
{
  g_object_unref (self->runs);
  rsc_jobs_free (self->jobs);
  rsc_solution_unref (self->optimum);
}

static void
bench_do (Bench *self, RscRequestKind kind)
{
  run_request (self->jobs, kind);
}

/* Each run is what its trainer does alone, to the last bit, however the steps of several are cut
 * into slices. */
static void
test_runs_are_trainers (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 4, 3);
  RscProblem *problem;
  RscTrainingFan *fan;
  Bench bench;

  bench_init (&bench, "xor", choice);
  rsc_training_runs_start (bench.runs, NULL);
  g_assert_true (rsc_training_runs_is_busy (bench.runs));
  g_assert_null (rsc_training_runs_get_fan (bench.runs));
  bench_do (&bench, RSC_REQUEST_TRAIN);
  g_assert_false (rsc_training_runs_is_busy (bench.runs));
  fan = rsc_training_runs_get_fan (bench.runs);
  g_assert_cmpuint (fan->n_runs, ==, 3);
  problem = rsc_solution_get_problem (bench.optimum);
  for (gsize k = 0; k < 3; k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscNetwork) start = rsc_training_start_new_random (problem, 4, 1, k + 1, &error);
      RscTrainingSettings settings = choice->settings;
      g_autoptr (RscTrainer) trainer = NULL;
      g_autoptr (RscTraining) training = NULL;

      g_assert_no_error (error);
      settings.seed = k + 1;
      trainer = rsc_trainer_new (rsc_problem_get_dataset (problem),
                                 rsc_solution_get_lambda (bench.optimum), start, &settings);
      rsc_trainer_run (trainer, RSC_TRAINING_STEPS, NULL);
      training = rsc_trainer_dup_training (trainer);
      g_assert_cmpuint (fan->seeds[k], ==, k + 1);
      g_assert_cmpuint (rsc_training_get_n_states (fan->runs[k]), ==,
                        rsc_training_get_n_states (training));
      g_assert_true (rsc_training_get_end (fan->runs[k])->objective
                     == rsc_training_get_end (training)->objective);
      g_assert_cmpint (rsc_training_get_status (fan->runs[k]), ==,
                       rsc_training_get_status (training));
    }
  bench_clear (&bench);
}

/* An end between the steps that are kept is one state, so that what is known of it is found
 * again. */
static void
test_tail (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  RscSolution *optimum = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) start = rsc_training_start_new_random (problem, 4, 1, 1, &error);
  g_autoptr (RscTrainer) trainer = NULL;
  g_autoptr (RscTraining) once = NULL;
  g_autoptr (RscTraining) again = NULL;
  g_autoptr (RscTraining) later = NULL;
  const RscTrainingState *end;
  RscTrainingSettings settings;

  g_assert_no_error (error);
  rsc_training_settings_init (&settings);
  settings.method = RSC_TRAINING_DESCENT;
  settings.constant = TRUE;
  settings.step_size = 1e-4;
  settings.batch_size = 3;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (problem), rsc_solution_get_lambda (optimum),
                             start, &settings);
  rsc_trainer_run (trainer, 2501, NULL);
  once = rsc_trainer_dup_training (trainer);
  again = rsc_trainer_dup_training (trainer);
  end = rsc_training_get_end (once);
  g_assert_cmpuint (end->step, ==, 2501);
  g_assert_true (end == rsc_training_get_end (again));
  /* It is within an epoch: its objective is its own. */
  g_assert_cmpfloat_with_epsilon (end->objective,
                                  rsc_network_objective (end->network,
                                                         rsc_problem_get_dataset (problem),
                                                         rsc_solution_get_lambda (optimum)),
                                  1e-9 * end->objective);
  /* The next end is another one. */
  rsc_trainer_run (trainer, 2, NULL);
  later = rsc_trainer_dup_training (trainer);
  g_assert_cmpuint (rsc_training_get_end (later)->step, ==, 2503);
}

/* Targets that are all 0 can be trained, too: the optimum is 0 and what is above it no share of
 * it. */
static void
test_zero_targets (void)
{
  static const double x[] = { 1, 2, -1 }, y[] = { 0, 0, 0 };
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/zero.csv");
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  g_autoptr (GError) error = NULL;
  RscTrainingRuns *runs = rsc_document_get_training (document);
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 2, 1);
  g_autofree char *said = NULL;
  RscDocumentState *after;
  RscSolution *optimum;

  dataset = rsc_dataset_new ("zero", 3, 1, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  open_set (document, "xor");
  wait_idle (document);
  after = edit (document);
  rsc_document_state_set_file (after, file, dataset);
  rsc_document_state_set_training (after, rsc_training_choice_ref (choice));
  g_assert_true (rsc_document_apply (document, "Zero", RSC_CHANGE_SINGLE, after));
  wait_idle (document);
  g_assert_true (rsc_training_runs_can_start (runs));
  rsc_document_train (document);
  wait_idle (document);
  said = rsc_training_runs_dup_sentence (runs);
  g_test_message ("%s", said);
  g_assert_null (strstr (said, "inf"));
  g_assert_null (strstr (said, "∞"));
  g_assert_nonnull (strstr (said, "all of it above the optimum, which is 0"));
  /* What ends at 0 is optimal, and nothing is above it. */
  optimum = rsc_stationarity_get_optimum (rsc_training_runs_get_kind (runs, 0));
  g_assert_cmpfloat (rsc_training_words_get_excess (optimum, 0), ==, 0);
}

/* What the ends are is asked once they are ends and the optimum is certified, and told with its
 * numbers. */
static void
test_ends_are_judged (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 8, 4);
  g_autoptr (RscTrainingChoice) exact = make_choice (RSC_TRAINING_LBFGS, 8, 1);
  RscStationarity *at_optimum;
  g_autofree char *said = NULL;
  Bench bench;

  bench_init (&bench, "polygon-6", choice);
  rsc_training_runs_set_source (bench.runs, bench.optimum, FALSE);
  rsc_training_runs_start (bench.runs, NULL);
  bench_do (&bench, RSC_REQUEST_TRAIN);
  g_assert_null (rsc_training_runs_get_optimum (bench.runs));
  g_assert_false (rsc_training_runs_is_judging (bench.runs));
  g_assert_false (rsc_jobs_is_busy (bench.jobs, RSC_REQUEST_JUDGE));
  rsc_training_runs_set_source (bench.runs, bench.optimum, TRUE);
  g_assert_true (rsc_training_runs_get_optimum (bench.runs) == bench.optimum);
  g_assert_true (rsc_training_runs_is_judging (bench.runs));
  g_assert_null (rsc_training_runs_get_kind (bench.runs, 0));
  bench_do (&bench, RSC_REQUEST_JUDGE);
  for (gsize k = 0; k < 4; k++)
    {
      RscStationarity *kind = rsc_training_runs_get_kind (bench.runs, k);
      RscTrainingFan *fan = rsc_training_runs_get_fan (bench.runs);
      g_autofree char *words =
        rsc_training_words_dup_end (fan->seeds[k], fan->runs[k], kind, bench.optimum);

      g_assert_nonnull (kind);
      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, "over all patterns"));
      g_assert_cmpint (strstr (words, ": globally optimal: objective ") != NULL, ==,
                       rsc_stationarity_get_class (kind) == RSC_STATIONARITY_OPTIMAL);
    }
  /* Asked once. */
  rsc_training_runs_set_source (bench.runs, NULL, FALSE);
  rsc_training_runs_set_source (bench.runs, bench.optimum, TRUE);
  g_assert_false (rsc_training_runs_is_judging (bench.runs));

  /* From the optimum itself there is nothing to gain; none of its kinks is on a point. */
  rsc_training_choice_set_begin (exact, RSC_TRAINING_BEGIN_OPTIMUM, NULL);
  exact->perturbation = 0;
  rsc_training_runs_set_choice (bench.runs, exact);
  rsc_training_runs_start (bench.runs, NULL);
  g_assert_null (rsc_training_runs_get_kind (bench.runs, 0));
  bench_do (&bench, RSC_REQUEST_TRAIN);
  bench_do (&bench, RSC_REQUEST_JUDGE);
  at_optimum = rsc_training_runs_get_kind (bench.runs, 0);
  g_assert_cmpint (rsc_stationarity_get_class (at_optimum), ==, RSC_STATIONARITY_OPTIMAL);
  said = rsc_training_words_dup_end (1, rsc_training_runs_get_fan (bench.runs)->runs[0], at_optimum,
                                     bench.optimum);
  g_assert_true (g_str_has_prefix (said, "Seed 1: globally optimal: objective 0.57, "));
  bench_clear (&bench);
}

/* The optimum of the patterns of one gate alone, at 0.1 of λ_max of all. */
static RscSolution *
solve_one_gate (const char *name)
{
  static const double gate[] = { 1, 0.3, 0.1 };
  g_autoptr (RscProblem) all = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  RscSolution *solution;

  g_assert_cmpuint (rsc_problem_get_d (all), <=, G_N_ELEMENTS (gate));
  arrangement = rsc_arrangement_new_from_gates (rsc_problem_get_n (all), rsc_problem_get_d (all),
                                                rsc_problem_get_x (all), 1, gate, 0, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (rsc_problem_get_dataset (all), rsc_problem_get_bias (all),
                             RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  solution = rsc_solver_solve (problem, 0.1 * rsc_problem_get_lambda_max (all), NULL, NULL, NULL,
                               NULL, NULL, &error);
  g_assert_no_error (error);
  return solution;
}

/* Where patterns are missing, training gets below what it is compared with: that is no end near it,
 * and nothing is called far from optimal for it. */
static void
test_below (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 12, 2);
  g_autoptr (RscSolution) optimum = solve_one_gate ("polygon-6");
  const gsize widths[] = { 12 };
  RscTrainingFan *fan;
  double objectives[2];
  g_autofree char *words = NULL;
  g_autofree char *far = NULL;
  Bench bench;

  bench_init_at (&bench, optimum, choice);
  rsc_training_runs_start (bench.runs, NULL);
  bench_do (&bench, RSC_REQUEST_TRAIN);
  bench_do (&bench, RSC_REQUEST_JUDGE);
  fan = rsc_training_runs_get_fan (bench.runs);
  for (gsize k = 0; k < 2; k++)
    {
      RscStationarity *kind = rsc_training_runs_get_kind (bench.runs, k);
      g_autofree char *said =
        rsc_training_words_dup_end (fan->seeds[k], fan->runs[k], kind, optimum);

      objectives[k] = rsc_training_get_end (fan->runs[k])->objective;
      g_test_message ("%s", said);
      g_assert_true (rsc_training_words_is_below (optimum, objectives[k]));
      g_assert_null (strstr (said, "not optimal"));
      if (rsc_stationarity_get_class (kind) == RSC_STATIONARITY_STATIONARY)
        g_assert_nonnull (
          strstr (said, "stationary; below the optimum among the patterns of the given gates"));
    }
  words = rsc_training_words_dup_survey (1, 1, widths, 2, objectives, optimum);
  g_test_message ("%s", words);
  g_assert_null (strstr (words, "within"));
  g_assert_nonnull (strstr (words, "% below the optimum among the patterns of the given gates"));
  far = rsc_training_words_dup_distance (0.25, optimum);
  g_assert_cmpstr (far, ==,
                   "Distance to the optimal set among the patterns of the given gates: "
                   "0.25 of its size");
  bench_clear (&bench);
}

/* A solve that was given up is compared with while there is nothing better: what was told by it
 * does not stay. */
static void
test_better_optimum (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 8, 1);
  g_autoptr (RscSolution) loose = NULL;
  RscStationarity *kind;
  Bench bench;

  bench_init (&bench, "polygon-6", choice);
  loose = rsc_solution_new_start (rsc_solution_get_problem (bench.optimum),
                                  rsc_solution_get_lambda (bench.optimum), 0, NULL, NULL);
  g_assert_cmpint (rsc_solution_get_status (loose), !=, RSC_SOLUTION_CONVERGED);
  rsc_training_runs_set_source (bench.runs, loose, TRUE);
  rsc_training_runs_start (bench.runs, NULL);
  bench_do (&bench, RSC_REQUEST_TRAIN);
  bench_do (&bench, RSC_REQUEST_JUDGE);
  g_assert_true (rsc_stationarity_get_optimum (rsc_training_runs_get_kind (bench.runs, 0))
                 == loose);
  rsc_training_runs_set_source (bench.runs, bench.optimum, TRUE);
  g_assert_null (rsc_training_runs_get_kind (bench.runs, 0));
  g_assert_true (rsc_training_runs_is_judging (bench.runs));
  bench_do (&bench, RSC_REQUEST_JUDGE);
  kind = rsc_training_runs_get_kind (bench.runs, 0);
  g_assert_true (rsc_stationarity_get_optimum (kind) == bench.optimum);
  bench_clear (&bench);
}

/* Only the set of a certified optimum is measured against and gone to, the newest of its sets; that
 * of another solution replaces what was measured, and its trail follows. */
static void
test_newer_set (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 8, 1);
  g_autoptr (RscOptimalSet) quick = NULL;
  g_autoptr (RscOptimalSet) full = NULL;
  g_autoptr (RscOptimalSet) again = NULL;
  RscOptimalSetSettings settings;
  const RscTrainingWalk *walk;
  g_autoptr (GError) error = NULL;
  g_autofree double *trail = NULL;
  gsize n;
  Bench bench;

  bench_init (&bench, "polygon-12", choice);
  rsc_optimal_set_settings_init_quick (&settings);
  /* Its narrowest network is one of 7 neurons, where the narrowest of all has 3. */
  settings.support_only = TRUE;
  quick = rsc_optimal_set_new (bench.optimum, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  full = rsc_optimal_set_new (bench.optimum, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  again =
    set_at (rsc_solution_get_problem (bench.optimum), rsc_solution_get_lambda (bench.optimum));
  g_assert_true (rsc_optimal_set_get_solution (again) != bench.optimum);
  rsc_training_runs_set_source (bench.runs, bench.optimum, FALSE);
  rsc_training_runs_set_set (bench.runs, quick);
  rsc_training_runs_start (bench.runs, NULL);
  bench_do (&bench, RSC_REQUEST_TRAIN);
  g_assert_false (rsc_training_runs_is_measuring (bench.runs));
  g_assert_false (rsc_training_runs_can_descend (bench.runs));
  rsc_training_runs_set_source (bench.runs, bench.optimum, TRUE);
  g_assert_true (rsc_training_runs_can_descend (bench.runs));
  bench_do (&bench, RSC_REQUEST_JUDGE);
  bench_do (&bench, RSC_REQUEST_MEASURE);
  g_assert_true (isfinite (rsc_training_runs_get_distance (bench.runs)));

  /* More of the same set: what was measured stays, and the walk goes to it. */
  rsc_training_runs_set_set (bench.runs, full);
  g_assert_false (rsc_training_runs_is_measuring (bench.runs));
  g_assert_true (isfinite (rsc_training_runs_get_distance (bench.runs)));
  rsc_training_runs_descend (bench.runs);
  bench_do (&bench, RSC_REQUEST_DOWNHILL);
  walk = rsc_training_runs_get_walk (bench.runs);
  g_assert_nonnull (walk);
  g_assert_cmpuint (rsc_descent_get_optimal_width (walk->descent), ==, 3);

  /* λ has gone away and come back. */
  rsc_training_runs_set_source (bench.runs, NULL, FALSE);
  rsc_training_runs_set_set (bench.runs, NULL);
  rsc_training_runs_set_source (bench.runs, rsc_optimal_set_get_solution (again), TRUE);
  rsc_training_runs_set_set (bench.runs, again);
  g_assert_null (rsc_training_runs_get_walk (bench.runs));
  g_assert_true (rsc_training_runs_is_measuring (bench.runs));
  bench_do (&bench, RSC_REQUEST_MEASURE);
  g_assert_true (isfinite (rsc_training_runs_get_distance (bench.runs)));
  trail = rsc_training_runs_dup_trail (bench.runs, again, &n);
  g_assert_nonnull (trail);
  bench_clear (&bench);
}

/* Scrubbing is indexing, and a newest state that was on show is followed. */
static void
test_shown (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 4, 2);
  const RscTraining *run;
  RscTrainingFan *fan;
  gsize n;
  Bench bench;

  bench_init (&bench, "xor", choice);
  rsc_training_runs_start (bench.runs, NULL);
  g_assert_null (rsc_training_runs_get_state (bench.runs));
  bench_do (&bench, RSC_REQUEST_TRAIN);
  fan = rsc_training_runs_get_fan (bench.runs);
  run = fan->runs[0];
  n = rsc_training_get_n_states (run);
  g_assert_cmpuint (n, >, 3);
  g_assert_true (rsc_training_runs_is_at_end (bench.runs));
  g_assert_true (rsc_training_runs_get_state (bench.runs) == rsc_training_get_end (run));
  for (gsize k = 0; k < n; k++)
    {
      rsc_training_runs_show (bench.runs, 0, rsc_training_get_state (run, k)->step);
      g_assert_cmpuint (rsc_training_runs_get_index (bench.runs), ==, k);
      g_assert_true (rsc_training_runs_get_state (bench.runs) == rsc_training_get_state (run, k));
    }
  rsc_training_runs_step (bench.runs, -2);
  g_assert_cmpuint (rsc_training_runs_get_index (bench.runs), ==, 0);
  rsc_training_runs_step (bench.runs, -1);
  g_assert_cmpuint (rsc_training_runs_get_index (bench.runs), ==, 0);
  rsc_training_runs_step (bench.runs, 1);
  g_assert_cmpuint (rsc_training_runs_get_index (bench.runs), ==, 1);
  rsc_training_runs_choose (bench.runs, -1);
  g_assert_cmpuint (rsc_training_runs_get_run (bench.runs), ==, 1);
  rsc_training_runs_step (bench.runs, 2);
  g_assert_true (rsc_training_runs_get_state (bench.runs) == rsc_training_get_end (fan->runs[1]));
  /* From an end to an end. */
  rsc_training_runs_choose (bench.runs, 1);
  g_assert_cmpuint (rsc_training_runs_get_run (bench.runs), ==, 0);
  g_assert_true (rsc_training_runs_get_state (bench.runs) == rsc_training_get_end (run));
  bench_clear (&bench);
}

static void
count (guint *n)
{
  ++*n;
}

static gboolean
has_steps (gpointer runs)
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);

  return fan && rsc_training_fan_get_n_steps (fan) > 0;
}

static gboolean
is_over (gpointer runs)
{
  return !rsc_training_runs_is_busy (runs) && !rsc_training_runs_is_judging (runs);
}

static RscDocument *
open_document (const char *name, RscTrainingChoice *choice)
{
  RscDocument *document = rsc_document_new (TRUE);
  RscDocumentState *after;

  open_set (document, name);
  wait_idle (document);
  after = edit (document);
  rsc_document_state_set_training (after, rsc_training_choice_ref (choice));
  g_assert_true (rsc_document_apply (document,
                                     rsc_training_words_get_change (RSC_TRAINING_CHANGE_METHOD),
                                     RSC_CHANGE_SINGLE, after));
  return document;
}

static RscNetwork *
get_picked (RscDocument *document)
{
  return rsc_picked_network_get_network (rsc_document_get_picked (document));
}

/* In its thread: it can be watched, stopped where it is, and goes on from there. Steps of one
 * length never end. */
static void
test_stop_and_go_on (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_DESCENT, 6, 2);
  g_autoptr (RscDocument) document = NULL;
  RscTrainingRuns *runs;
  RscNetwork *before;
  gsize stopped;
  guint n_signals = 0;
  RscWork work;

  choice->settings.constant = TRUE;
  choice->settings.step_size = 1e-3;
  document = open_document ("polygon-12", choice);
  runs = rsc_document_get_training (document);
  before = rsc_network_ref (get_picked (document));
  g_signal_connect_swapped (runs, "changed", G_CALLBACK (count), &n_signals);
  g_assert_false (rsc_training_runs_can_go_on (runs));
  rsc_document_train (document);
  wait_until (has_steps, runs);
  g_assert_true (rsc_training_runs_is_busy (runs));
  rsc_document_get_work (document, &work);
  g_assert_cmpint (work.kind, ==, RSC_WORK_TRAIN);
  /* The network of the step on show is the picked one. */
  g_assert_true (rsc_training_runs_is_active (runs));
  g_assert_true (get_picked (document) == rsc_training_runs_get_state (runs)->network);
  rsc_document_cancel_work (document);
  wait_until (is_over, runs);
  g_assert_cmpuint (n_signals, >, 2);
  stopped = rsc_training_fan_get_n_steps (rsc_training_runs_get_fan (runs));
  g_assert_true (rsc_training_runs_is_at_end (runs));
  g_assert_nonnull (rsc_training_runs_get_kind (runs, 0));
  g_assert_cmpint (rsc_stationarity_get_class (rsc_training_runs_get_kind (runs, 0)), ==,
                   RSC_STATIONARITY_NONE);
  g_assert_true (rsc_training_runs_can_go_on (runs));
  rsc_training_runs_go_on (runs);
  g_assert_null (rsc_training_runs_get_message (runs));
  iterate (100);
  rsc_training_runs_stop (runs);
  wait_until (is_over, runs);
  g_assert_cmpuint (rsc_training_fan_get_n_steps (rsc_training_runs_get_fan (runs)), >, stopped);

  /* Given back. */
  rsc_training_runs_leave (runs);
  g_assert_cmpuint (rsc_network_get_width (get_picked (document)), ==,
                    rsc_network_get_width (before));
  g_assert_true (
    memcmp (rsc_network_get_hidden (get_picked (document)), rsc_network_get_hidden (before),
            rsc_network_get_width (before) * rsc_network_get_d (before) * sizeof (double))
    == 0);
  rsc_network_unref (before);
}

/* Another λ lets the runs be what they were, and says that they are elsewhere; other data end
 * them. */
static void
test_lambda_and_data (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 6, 2);
  g_autoptr (RscDocument) document = open_document ("polygon-8", choice);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  const double ratio = rsc_document_get_state (document)->lambda_ratio;
  RscSolution *optimum;

  rsc_document_train (document);
  wait_until (is_over, runs);
  optimum = rsc_training_runs_get_optimum (runs);
  g_assert_nonnull (optimum);
  g_assert_true (rsc_training_runs_is_active (runs));
  set_ratio (document, 0.5 * ratio, RSC_CHANGE_SINGLE);
  g_assert_false (rsc_training_runs_is_active (runs));
  g_assert_true (rsc_training_runs_is_elsewhere (runs));
  wait_idle (document);
  g_assert_true (rsc_training_runs_is_elsewhere (runs));
  g_assert_false (rsc_training_runs_can_go_on (runs));
  g_assert_true (rsc_training_runs_get_optimum (runs) == optimum);
  /* Looked at there, it is no network of this λ. */
  rsc_training_runs_step (runs, -2);
  g_assert_cmpuint (rsc_training_runs_get_index (runs), ==, 0);
  g_assert_false (rsc_training_runs_is_active (runs));
  g_assert_true (rsc_document_revert (document));
  wait_idle (document);
  g_assert_false (rsc_training_runs_is_elsewhere (runs));
  rsc_training_runs_step (runs, 2);
  g_assert_true (rsc_training_runs_is_active (runs));

  /* Another pick is another network. */
  rsc_document_pick (document, RSC_PICK_NARROWEST);
  g_assert_false (rsc_training_runs_is_active (runs));
  g_assert_nonnull (rsc_picked_network_get_point (rsc_document_get_picked (document)));
  rsc_training_runs_step (runs, -1);
  g_assert_true (rsc_training_runs_is_active (runs));

  /* And a step of pruning, and back. */
  rsc_pruner_step_forward (rsc_document_get_pruner (document));
  wait_idle (document);
  g_assert_true (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_false (rsc_training_runs_is_active (runs));
  rsc_training_runs_step (runs, 2);
  g_assert_true (rsc_training_runs_is_active (runs));
  g_assert_false (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_true (get_picked (document) == rsc_training_runs_get_state (runs)->network);

  open_set (document, "polygon-6");
  g_assert_null (rsc_training_runs_get_fan (runs));
  g_assert_null (rsc_training_runs_get_optimum (runs));
  wait_idle (document);
  g_assert_true (rsc_training_runs_can_start (runs));
}

/* Settings are changes like others; what is trained already is no setting. */
static void
test_history (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 6, 1);
  g_autoptr (RscDocument) document = open_document ("xor", choice);

  g_assert_cmpint (rsc_document_get_state (document)->training->settings.method, ==,
                   RSC_TRAINING_LBFGS);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpint (rsc_document_get_state (document)->training->settings.method, ==,
                   RSC_TRAINING_ADAM);
  g_assert_true (rsc_document_repeat (document));
  g_assert_true (rsc_training_choice_equal (rsc_document_get_state (document)->training, choice));
}

/* From a network, with as many neurons as it has at least; unperturbed it begins exactly there. */
static void
test_begins (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 2, 1);
  g_autoptr (RscDocument) document = NULL;
  RscTrainingRuns *runs;

  rsc_training_choice_set_begin (choice, RSC_TRAINING_BEGIN_PICKED, NULL);
  choice->perturbation = 0;
  document = open_document ("checkerboard", choice);
  runs = rsc_document_get_training (document);
  rsc_document_train (document);
  wait_until (is_over, runs);
  rsc_training_runs_step (runs, -2);
  g_assert_cmpuint (rsc_network_get_width (rsc_training_runs_get_state (runs)->network), ==, 12);
  g_assert_cmpfloat (
    fabs (rsc_training_words_get_excess (rsc_training_runs_get_optimum (runs),
                                         rsc_training_runs_get_state (runs)->objective)),
    <, 1e-9);
}

/* One run begins anew from a seed that none had; the others, and what is known of them, stay. */
static void
test_restart (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 4, 3);
  g_autoptr (RscDocument) document = open_document ("polygon-6", choice);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  g_autoptr (RscTrainingFan) before = NULL;
  const RscTrainingWay *way;
  RscTrainingFan *after;

  rsc_document_train (document);
  wait_idle (document);
  rsc_training_runs_choose (runs, 1);
  wait_idle (document);
  before = rsc_training_fan_ref (rsc_training_runs_get_fan (runs));
  g_assert_true (rsc_training_runs_can_restart (runs));
  rsc_training_runs_restart (runs);
  wait_idle (document);
  after = rsc_training_runs_get_fan (runs);
  g_assert_cmpuint (after->seeds[0], ==, 1);
  g_assert_cmpuint (after->seeds[1], ==, 4);
  g_assert_cmpuint (after->seeds[2], ==, 3);
  g_assert_true (rsc_training_get_end (after->runs[0]) == rsc_training_get_end (before->runs[0]));
  g_assert_true (rsc_training_get_state (after->runs[1], 0)->objective
                 != rsc_training_get_state (before->runs[1], 0)->objective);
  g_assert_nonnull (rsc_training_runs_get_kind (runs, 1));

  /* Its way is its own. */
  way = rsc_training_runs_get_way (runs);
  g_assert_cmpuint (way->n, ==, rsc_training_get_n_states (after->runs[1]));
  for (gsize k = 0; k < way->n; k++)
    {
      g_autoptr (RscSetDistance) distance = rsc_set_distance_new (rsc_document_get_set (document));
      const RscTrainingState *state = rsc_training_get_state (after->runs[1], k);

      g_assert_cmpuint (way->steps[k], ==, state->step);
      g_assert_cmpfloat_with_epsilon (
        way->distances[k], rsc_set_distance_measure (distance, state->network, NULL, NULL), 1e-9);
    }
  g_assert_cmpfloat (rsc_training_runs_get_distance (runs), ==, way->distances[way->n - 1]);
}

/* The trail in the set is where the way went, and ends at the state on show. */
static void
test_trail (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 8, 1);
  g_autoptr (RscDocument) document = open_document ("polygon-8", choice);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  RscOptimalSet *set;
  const RscTrainingWay *way;
  gsize m, n;

  rsc_document_train (document);
  wait_idle (document);
  set = rsc_document_get_set (document);
  m = rsc_optimal_set_get_n_neurons (set);
  way = rsc_training_runs_get_way (runs);
  for (gsize k = 0; k < way->n; k++)
    {
      g_autofree double *trail = NULL;

      rsc_training_runs_show (runs, 0, way->steps[k]);
      trail = rsc_training_runs_dup_trail (runs, set, &n);
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (n, <=, MIN (k + 1, 42));
      g_assert_true (memcmp (trail, way->along, m * sizeof (double)) == 0);
      g_assert_true (memcmp (trail + (n - 1) * m, way->along + k * m, m * sizeof (double)) == 0);
    }
  rsc_training_runs_leave (runs);
  g_assert_null (rsc_training_runs_dup_trail (runs, set, &n));
}

/* Where the nearest network of the set is the same all the way, the trail is as short as can be. */
static void
test_standing_trail (void)
{
  enum
  {
    N = 1000,
    M = 3
  };
  g_autofree gsize *steps = g_new (gsize, N);
  g_autofree double *distances = g_new (double, N);
  g_autofree double *along = g_new (double, N *M);
  g_autofree double *trail = NULL;
  const RscTrainingWay way = {
    .n = N, .n_neurons = M, .steps = steps, .distances = distances, .along = along
  };
  gsize n;

  for (gsize k = 0; k < N; k++)
    {
      steps[k] = k;
      for (gsize i = 0; i < M; i++)
        along[k * M + i] = (double) i;
    }
  trail = rsc_training_way_dup_trail (&way, N - 1, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (memcmp (trail + M, along, M * sizeof (double)) == 0);
}

/* From where training has ended the walk goes down to an optimum, played on the clock of all, with
 * the network of its place picked; where the width is not enough it says which would be. */
static void
test_downhill (void)
{
  static const struct
  {
    const char *name;
    gsize width;
    gboolean complete;
  } cases[] = { { "checkerboard", 24, TRUE }, { "checkerboard", 3, FALSE } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, cases[c].width, 1);
      g_autoptr (RscDocument) document = open_document (cases[c].name, choice);
      RscPlayer *player = rsc_document_get_player (document);
      RscTrainingRuns *runs = rsc_document_get_training (document);
      const RscTrainingWalk *walk;
      g_autofree char *began = NULL;
      g_autofree char *ended = NULL;
      double n_legs;

      g_assert_false (rsc_training_runs_can_descend (runs));
      rsc_document_train (document);
      wait_idle (document);
      g_assert_true (rsc_training_runs_can_descend (runs));
      rsc_training_runs_descend (runs);
      g_assert_null (rsc_training_runs_get_walk (runs));
      wait_idle (document);
      walk = rsc_training_runs_get_walk (runs);
      g_assert_nonnull (walk);
      n_legs = (double) rsc_descent_get_n_legs (walk->descent);
      g_assert_cmpint (rsc_descent_is_complete (walk->descent), ==, cases[c].complete);
      g_assert_cmpfloat (n_legs, >, 0);
      for (gsize k = 1; k < walk->n; k++)
        g_assert_cmpfloat (walk->objectives[k], <=, walk->objectives[k - 1] * (1 + 1e-12));
      g_assert_cmpfloat_with_epsilon (walk->objectives[0],
                                      rsc_training_runs_get_state (runs)->objective, 1e-9);

      /* It plays by itself, where it leads to an optimum; else it says at once why not. */
      g_assert_cmpint (rsc_player_get_playback (player)->playing, ==, cases[c].complete);
      g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, cases[c].complete ? 0 : n_legs);
      rsc_training_runs_set_place (runs, 0);
      if (!cases[c].complete)
        rsc_document_toggle_training (document);
      g_assert_cmpint (rsc_player_get_track (player), ==, RSC_TRACK_DOWNHILL);
      began = rsc_training_runs_dup_sentence (runs);
      g_assert_nonnull (strstr (began, "The objective never rises."));
      rsc_player_advance (player, 1);
      g_assert_cmpfloat (rsc_training_runs_get_place (runs), >, 0);
      g_assert_cmpfloat (rsc_training_runs_get_place (runs), <, n_legs);
      rsc_player_advance (player, RSC_TRAINING_SECONDS);
      g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, n_legs);
      g_assert_false (rsc_player_get_playback (player)->playing);
      g_assert_cmpfloat_with_epsilon (
        rsc_network_objective (get_picked (document), rsc_document_get_train (document),
                               rsc_solution_get_lambda (rsc_document_get_solution (document))),
        walk->objectives[walk->n - 1], 1e-9);
      ended = rsc_training_runs_dup_sentence (runs);
      g_test_message ("%s", ended);
      g_assert_nonnull (strstr (ended, cases[c].complete ? "At a global optimum"
                                                         : "neurons in all it would go on"));
      if (cases[c].complete)
        g_assert_cmpfloat (rsc_training_words_get_excess (rsc_training_runs_get_optimum (runs),
                                                          walk->objectives[walk->n - 1]),
                           <, 1e-9);

      /* A step stays on it; another state is no place of it. */
      rsc_training_runs_step (runs, -2);
      g_assert_true (rsc_training_runs_get_walk (runs) == walk);
      g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, 0);
      rsc_training_runs_show (runs, rsc_training_runs_get_run (runs), 0);
      g_assert_null (rsc_training_runs_get_walk (runs));
      g_assert_cmpfloat (rsc_player_get_known (player, RSC_TRACK_DOWNHILL), ==, 0);
      g_assert_true (get_picked (document) == rsc_training_runs_get_state (runs)->network);
    }
}

/* Against the width: each value is where a run of that width and seed ends, and the sentence
 * follows from them. */
static void
test_survey (void)
{
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 7, 2);
  g_autoptr (RscTrainingChoice) wider = make_choice (RSC_TRAINING_LBFGS, 9, 2);
  RscTrainingSurvey *survey;
  RscSolution *optimum;
  RscTrainingFan *fan;
  g_autofree char *words = NULL;
  Bench bench;

  bench_init (&bench, "polygon-6", choice);
  rsc_training_runs_request_survey (bench.runs);
  g_assert_true (rsc_training_runs_is_surveying (bench.runs));
  rsc_training_runs_request_survey (bench.runs);
  bench_do (&bench, RSC_REQUEST_SURVEY);
  g_assert_false (rsc_training_runs_is_surveying (bench.runs));
  survey = rsc_training_runs_get_survey (bench.runs, &optimum);
  g_assert_true (optimum == bench.optimum);
  g_assert_true (rsc_training_survey_is_complete (survey));
  g_assert_cmpuint (survey->n_seeds, ==, 2);
  for (gsize i = 1; i < survey->n_widths; i++)
    g_assert_cmpuint (survey->widths[i], >, survey->widths[i - 1]);
  words = rsc_training_words_dup_survey (survey->n_widths, survey->n_widths, survey->widths, 2,
                                         survey->objectives, optimum);
  g_test_message ("%s", words);
  /* Six points with targets 1 need three neurons. */
  g_assert_cmpfloat (rsc_training_words_get_excess (optimum, survey->objectives[0]), >, 0.01);
  /* The narrowest alone, in the same way. */
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (RscTrainingChoice) one = make_choice (RSC_TRAINING_LBFGS, survey->widths[i], 2);

      rsc_training_runs_set_choice (bench.runs, one);
      rsc_training_runs_start (bench.runs, NULL);
      bench_do (&bench, RSC_REQUEST_TRAIN);
      fan = rsc_training_runs_get_fan (bench.runs);
      for (gsize k = 0; k < 2; k++)
        g_assert_true (rsc_training_get_end (fan->runs[k])->objective
                       == survey->objectives[2 * i + k]);
    }
  /* Another width asks nothing new, another seed does. */
  rsc_training_runs_set_choice (bench.runs, wider);
  rsc_training_runs_request_survey (bench.runs);
  g_assert_false (rsc_training_runs_is_surveying (bench.runs));
  wider->seed = 5;
  rsc_training_runs_request_survey (bench.runs);
  g_assert_true (rsc_training_runs_is_surveying (bench.runs));
  /* Another λ ends it. */
  rsc_training_runs_set_source (bench.runs, NULL, FALSE);
  g_assert_false (rsc_training_runs_is_surveying (bench.runs));
  bench_clear (&bench);
}

/* One of another kind is no start. */
static void
test_misfit (void)
{
  static const double hidden[] = { 1, 2 }, output[] = { 1 };
  g_autoptr (RscTrainingChoice) choice = make_choice (RSC_TRAINING_LBFGS, 2, 1);
  g_autoptr (RscTrainingChoice) other = make_choice (RSC_TRAINING_LBFGS, 3, 1);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, FALSE, hidden, output, NULL);
  Bench bench;

  rsc_training_choice_set_begin (choice, RSC_TRAINING_BEGIN_NETWORK, network);
  /* It has a bias. */
  bench_init (&bench, "checkerboard", choice);
  rsc_training_runs_start (bench.runs, NULL);
  g_assert_false (rsc_training_runs_is_busy (bench.runs));
  g_assert_cmpstr (rsc_training_runs_get_message (bench.runs), ==,
                   rsc_training_words_get_misfit ());
  /* No longer than what it is about. */
  rsc_training_runs_set_choice (bench.runs, other);
  g_assert_null (rsc_training_runs_get_message (bench.runs));
  bench_clear (&bench);
}

/* It says so before it takes the memory. */
static void
test_too_large (void)
{
  const gsize n = 40000, d = 100;
  g_autofree double *x = g_new0 (double, n *d);
  g_autofree double *y = g_new0 (double, n);
  g_autoptr (RscTrainingChoice) choice =
    make_choice (RSC_TRAINING_ADAM, RSC_TRAINING_WIDTH_MAX, 20);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (RscSolution) start = NULL;
  g_autoptr (GError) error = NULL;
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  RscTrainingRuns *runs = rsc_training_runs_new (jobs);

  for (gsize i = 0; i < n; i++)
    x[i * d + i % d] = y[i] = 1;
  dataset = rsc_dataset_new ("large", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  arrangement = rsc_arrangement_new_from_gates (n, d, x, 1, x, 0, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  start = rsc_solution_new_start (problem, 0.1, 0, NULL, NULL);
  rsc_training_runs_set_choice (runs, choice);
  rsc_training_runs_set_source (runs, start, FALSE);
  rsc_training_runs_start (runs, NULL);
  g_assert_false (rsc_training_runs_is_busy (runs));
  g_assert_nonnull (strstr (rsc_training_runs_get_message (runs), "20 runs of 2000 neurons"));
  g_object_unref (runs);
  rsc_jobs_free (jobs);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-runs/trainers", test_runs_are_trainers);
  g_test_add_func ("/training-runs/tail", test_tail);
  g_test_add_func ("/training-runs/zero-targets", test_zero_targets);
  g_test_add_func ("/training-runs/judged", test_ends_are_judged);
  g_test_add_func ("/training-runs/below", test_below);
  g_test_add_func ("/training-runs/better-optimum", test_better_optimum);
  g_test_add_func ("/training-runs/newer-set", test_newer_set);
  g_test_add_func ("/training-runs/shown", test_shown);
  g_test_add_func ("/training-runs/stop", test_stop_and_go_on);
  g_test_add_func ("/training-runs/lambda", test_lambda_and_data);
  g_test_add_func ("/training-runs/history", test_history);
  g_test_add_func ("/training-runs/begins", test_begins);
  g_test_add_func ("/training-runs/restart", test_restart);
  g_test_add_func ("/training-runs/trail", test_trail);
  g_test_add_func ("/training-runs/standing-trail", test_standing_trail);
  g_test_add_func ("/training-runs/downhill", test_downhill);
  g_test_add_func ("/training-runs/survey", test_survey);
  g_test_add_func ("/training-runs/misfit", test_misfit);
  g_test_add_func ("/training-runs/too-large", test_too_large);
  return g_test_run ();
}
