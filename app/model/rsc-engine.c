/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-engine.h"

#include "app/files/rsc-memory.h"
#include "app/model/rsc-job-memory.h"
#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-function-envelope.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-set-axes.h"

#include <glib/gi18n.h>
#include <string.h>

/* Multiplications that take a few milliseconds. */
#define QUICK_ENVELOPE 5e6
/* A picture of a growing path more often than this costs more than it shows. */
#define PATH_INTERVAL (G_TIME_SPAN_SECOND / 20)

struct _RscEngine
{
  RscDataset *dataset;
  gboolean bias;
  RscPatternsKind patterns;
  gsize n_samples;
  guint64 pattern_seed;
  RscArrangement *arrangement;
  RscGeneration *generation; /* instead, where all patterns are meant and too many to list */
  RscProblem *problem;
  RscSolver *solver; /* of that problem: remembers its blocks while λ moves */
  RscSolution *last;
};

static void
forget_problem (RscEngine *self)
{
  g_clear_pointer (&self->solver, rsc_solver_free);
  g_clear_pointer (&self->problem, rsc_problem_unref);
}

static void
forget_arrangement (RscEngine *self)
{
  forget_problem (self);
  g_clear_pointer (&self->arrangement, rsc_arrangement_unref);
  g_clear_pointer (&self->generation, rsc_generation_free);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
}

static gboolean
ensure_arrangement (RscEngine *self,
                    const RscRequest *request,
                    RscProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree double *x = NULL;
  gboolean sampled = request->patterns == RSC_PATTERNS_SAMPLED;
  gsize n, d;

  if ((self->arrangement || (self->generation && request->activation == RSC_ACTIVATION_RELU))
      && self->dataset == request->dataset && self->bias == request->bias
      && self->patterns == request->patterns
      && (!sampled
          || (self->n_samples == request->n_samples
              && self->pattern_seed == request->pattern_seed)))
    return TRUE;

  forget_arrangement (self);
  n = rsc_dataset_get_n (request->dataset);
  d = rsc_dataset_get_d (request->dataset) + (request->bias ? 1 : 0);
  if (d == 0)
    {
      g_set_error_literal (
        error, RSC_ERROR, RSC_ERROR_DATA,
        _ ("There is nothing to fit with: the data have no feature, and the bias "
           "is switched off."));
      return FALSE;
    }
  if (!rsc_job_memory_allow_rows (n, d, !sampled && request->activation == RSC_ACTIVATION_RELU,
                                  error))
    return FALSE;
  x = rsc_dataset_dup_design (request->dataset, request->bias);
  if (sampled)
    self->arrangement =
      rsc_arrangement_new_sampled (n, d, x, request->n_samples, request->pattern_seed,
                                   rsc_memory_get_default (), cancellable, error);
  else
    self->arrangement = rsc_arrangement_new_all_within (
      n, d, x, rsc_generation_get_listed_max (request->activation, d), rsc_memory_get_default (),
      progress, progress_data, cancellable, error);
  if (!self->arrangement && !sampled && request->activation == RSC_ACTIVATION_RELU
      && d <= RSC_DIMENSION_MAX && g_error_matches (*error, RSC_ERROR, RSC_ERROR_LIMIT))
    {
      RscGenerationSettings settings;

      g_clear_error (error);
      rsc_generation_settings_init (&settings);
      settings.effort = RSC_SEARCH_EFFORT_SHOWN;
      rsc_job_memory_limit_search (&settings);
      self->generation = rsc_generation_new (request->dataset, request->bias, &settings, progress,
                                             progress_data, cancellable, error);
      if (!self->generation)
        return FALSE;
    }
  else if (!self->arrangement)
    {
      /* The core's sentence names the option of the command line; here there is a button. */
      if (g_error_matches (*error, RSC_ERROR, RSC_ERROR_LIMIT))
        {
          g_autofree char *count = rsc_number_words_dup (rsc_cells_count_general (n, d), 2);

          g_clear_error (error);
          g_set_error (
            error, RSC_ERROR, RSC_ERROR_LIMIT,
            _ ("%zu points in %zu dimensions can have %s activation patterns, and up to %d are "
               "enumerated: sample some of them instead."),
            n, d, count, RSC_PATTERNS_LIMIT);
        }
      return FALSE;
    }
  self->dataset = rsc_dataset_ref (request->dataset);
  self->bias = request->bias;
  self->patterns = request->patterns;
  self->n_samples = request->n_samples;
  self->pattern_seed = request->pattern_seed;
  return TRUE;
}

/* What a person waits for, or has asked for. */
static double
get_effort (const RscRequest *request)
{
  return request->effort > 0.0 ? request->effort : RSC_SEARCH_EFFORT_SHOWN;
}

static gboolean
ensure_problem (RscEngine *self,
                const RscRequest *request,
                RscProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  if (!ensure_arrangement (self, request, progress, progress_data, cancellable, error))
    return FALSE;
  if (self->generation)
    {
      rsc_generation_set_effort (self->generation, get_effort (request));
      return TRUE;
    }
  if (self->problem && rsc_problem_get_activation (self->problem) == request->activation)
    return TRUE;
  forget_problem (self);
  if (progress)
    progress (-1.0, NAN, progress_data);
  self->problem = rsc_problem_new (request->dataset, request->bias, request->activation,
                                   self->arrangement, cancellable, error);
  if (self->problem == NULL)
    return FALSE;
  self->solver = rsc_solver_new (self->problem, NULL);
  return TRUE;
}

/* The last solution where it can help: same dimension and same kind of network. */
static RscSolution *
get_warm_start (RscEngine *self, const RscRequest *request)
{
  RscProblem *problem;

  if (!self->last)
    return NULL;
  problem = rsc_solution_get_problem (self->last);
  if (rsc_problem_get_d (problem) != rsc_dataset_get_d (request->dataset) + (request->bias ? 1 : 0)
      || rsc_problem_get_activation (problem) != request->activation)
    return NULL;
  /* Other data altogether: a cold start is as good. */
  if (rsc_problem_get_n (problem) != rsc_dataset_get_n (request->dataset))
    return NULL;
  return self->last;
}

/* What is shown while all patterns are searched. */
typedef struct
{
  RscEngine *engine;
  const RscRequest *request;
  RscEmitFunc emit;
  gpointer emit_data;
  GCancellable *cancellable;
  RscSolution *last;  /* that was told of, or NULL */
  RscOptimalSet *set; /* of the patterns in use at it, or NULL */
} SearchTask;

static void on_solution (RscSolution *solution, gpointer user_data);

static RscSolution *
solve (RscEngine *self,
       const RscRequest *request,
       SearchTask *task,
       RscProgressFunc progress,
       gpointer progress_data,
       GCancellable *cancellable,
       GError **error)
{
  RscSolution *warm;
  RscSolution *solution;
  double lambda_max, lambda;

  if (!ensure_problem (self, request, progress, progress_data, cancellable, error))
    return NULL;
  lambda_max = self->generation ? rsc_generation_get_lambda_max (self->generation)
                                : rsc_problem_get_lambda_max (self->problem);
  /* With λ_max = 0 the zero network is optimal for every λ: any scale does. */
  lambda = request->lambda > 0 ? request->lambda
                               : request->lambda_ratio * (lambda_max > 0 ? lambda_max : 1.0);
  warm = get_warm_start (self, request);
  if (self->generation)
    rsc_generation_set_solution_func (self->generation, task ? on_solution : NULL, task);
  solution = self->generation ? rsc_generation_solve (self->generation, lambda, warm, progress,
                                                      progress_data, cancellable, error)
                              : rsc_solver_run (self->solver, lambda, warm, progress, progress_data,
                                                cancellable, error);
  /* A start that led nowhere says nothing about this problem. */
  if (solution && warm && !self->generation
      && rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
    {
      g_autoptr (RscSolution) tried = solution;

      solution =
        rsc_solver_run (self->solver, lambda, NULL, progress, progress_data, cancellable, error);
      if (solution
          && rsc_solution_get_relative_gap (tried) < rsc_solution_get_relative_gap (solution))
        {
          rsc_solution_unref (solution);
          solution = g_steal_pointer (&tried);
        }
    }
  if (solution)
    {
      g_clear_pointer (&self->last, rsc_solution_unref);
      self->last = rsc_solution_ref (solution);
    }
  return solution;
}

/* The limit λ → 0, for its set. */
static RscLimit *
find_limit (RscEngine *self,
            const RscRequest *request,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  if (!ensure_problem (self, request, progress, progress_data, cancellable, error))
    return NULL;
  if (self->generation)
    rsc_generation_set_solution_func (self->generation, NULL, NULL);
  return rsc_limit_new (self->problem, self->generation, RSC_TOLERANCE_GAP, TRUE, progress,
                        progress_data, cancellable, error);
}

static gboolean
project (const RscOptimalSet *set, RscReply *reply, GCancellable *cancellable)
{
  if (reply->n_axes == 0)
    return TRUE;
  reply->hull =
    rsc_optimal_set_project (set, reply->n_axes, reply->axes, cancellable, &reply->error);
  return reply->hull != NULL;
}

/* The optimal set of the reply's solution and its projection; NULL with the reply's error. */
static RscOptimalSet *
make_set (RscEngine *self,
          const RscRequest *request,
          RscReply *reply,
          gboolean quick,
          RscProgressFunc progress,
          gpointer progress_data,
          GCancellable *cancellable)
{
  RscOptimalSetSettings settings;
  g_autoptr (RscOptimalSet) set = NULL;

  if (quick)
    rsc_optimal_set_settings_init_quick (&settings);
  else
    rsc_optimal_set_settings_init (&settings);
  rsc_job_memory_limit_set (&settings);
  /* The solver's pricer knows most of the blocks at this λ already; not of other targets. */
  set = rsc_optimal_set_new_priced (
    reply->solution,
    self->solver != NULL && rsc_solution_get_problem (reply->solution) == self->problem
      ? rsc_solver_get_pricer (self->solver)
      : NULL,
    &settings, progress, progress_data, cancellable, &reply->error);
  if (!set)
    return NULL;
  reply->n_axes =
    rsc_engine_resolve_axes (set, request->axis_keys, request->axis_hint, reply->axes);
  return project (set, reply, cancellable) ? g_steal_pointer (&set) : NULL;
}

/* Whether both are the same network, about which more is known now. */
static gboolean
is_same_network (const RscSolution *a, const RscSolution *b)
{
  RscProblem *problem = rsc_solution_get_problem (a);

  return problem == rsc_solution_get_problem (b)
         && memcmp (rsc_solution_get_fit (a), rsc_solution_get_fit (b),
                    rsc_problem_get_n (problem) * sizeof (double))
              == 0;
}

/* The solution goes ahead while all patterns are searched; where that takes long enough for its gap
 * to be told of again, with its set over the patterns in use. */
static void
on_solution (RscSolution *solution, gpointer user_data)
{
  SearchTask *task = user_data;
  const gboolean again = task->last && is_same_network (task->last, solution);
  RscReply *ahead = rsc_reply_new (task->request);

  ahead->final = FALSE;
  ahead->solution = rsc_solution_ref (solution);
  g_clear_pointer (&task->last, rsc_solution_unref);
  task->last = rsc_solution_ref (solution);
  if (!again)
    g_clear_pointer (&task->set, rsc_optimal_set_unref);
  else if (!task->set)
    task->set = make_set (task->engine, task->request, ahead, TRUE, NULL, NULL, task->cancellable);
  else
    {
      ahead->n_axes = rsc_engine_resolve_axes (task->set, task->request->axis_keys,
                                               task->request->axis_hint, ahead->axes);
      project (task->set, ahead, task->cancellable);
    }
  if (task->set && !ahead->error)
    ahead->set = rsc_optimal_set_ref (task->set);
  g_clear_error (&ahead->error);
  task->emit (ahead, task->emit_data);
}

/* Whether more time would tell more about it. */
static gboolean
set_is_finished (const RscOptimalSet *set)
{
  return rsc_optimal_set_get_vertices_complete (set) && rsc_optimal_set_get_narrowest_proved (set);
}

/* Whether the envelope is no more work than a frame: then it comes with the set. */
static gboolean
envelope_is_quick (const RscOptimalSet *set, gsize n_points)
{
  double work = (double) rsc_optimal_set_get_n_vertices (set)
                * (double) rsc_optimal_set_get_n_neurons (set) * (double) n_points;

  return rsc_optimal_set_get_vertices_listed (set) && work < QUICK_ENVELOPE;
}

typedef struct
{
  const RscRequest *request;
  RscEmitFunc emit;
  gpointer emit_data;
  gint64 next;
} PathTask;

static void
on_path_point (const RscPath *path, double fraction, gpointer user_data)
{
  PathTask *task = user_data;
  gint64 now = g_get_monotonic_time ();
  RscReply *ahead;

  if (now < task->next)
    return;
  task->next = now + PATH_INTERVAL;
  ahead = rsc_reply_new (task->request);
  ahead->final = FALSE;
  ahead->path = rsc_path_dup_so_far (path);
  ahead->fraction = fraction;
  task->emit (ahead, task->emit_data);
}

static RscPath *
follow_path (const RscRequest *request,
             const RscPathSettings *settings,
             PathTask *task,
             GCancellable *cancellable,
             GError **error)
{
  RscGenerationSettings generation_settings;
  g_autoptr (RscGeneration) generation = NULL;

  if (rsc_arrangement_get_kind (rsc_problem_get_arrangement (request->problem))
      != RSC_PATTERNS_PRICED)
    return rsc_path_new (request->problem, settings, on_path_point, task, cancellable, error);
  rsc_generation_settings_init (&generation_settings);
  generation_settings.effort = RSC_SEARCH_EFFORT_SHOWN;
  rsc_job_memory_limit_search (&generation_settings);
  generation = rsc_generation_new (rsc_problem_get_dataset (request->problem),
                                   rsc_problem_get_bias (request->problem), &generation_settings,
                                   NULL, NULL, cancellable, error);
  return generation
           ? rsc_path_new_over_all (generation, settings, on_path_point, task, cancellable, error)
           : NULL;
}

static void
find_path (const RscRequest *request,
           RscReply *reply,
           RscEmitFunc emit,
           gpointer emit_data,
           GCancellable *cancellable)
{
  PathTask task = { request, emit, emit_data, 0 };
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = request->ratio_min;
  settings.test = request->test;
  /* As much again for what is drawn of it, and a solve the rest. */
  settings.bytes_max = rsc_memory_get_default () / 3;
  reply->path = follow_path (request, &settings, &task, cancellable, &reply->error);
  reply->fraction = 1;
}

/* Puts neuron @i on the axes when it is not there yet and there is a place. Returns their
 * number. */
static gsize
add_axis (gsize axes[3], gsize n_axes, gsize i)
{
  for (gsize k = 0; k < n_axes; k++)
    if (axes[k] == i)
      return n_axes;
  if (n_axes < 3)
    axes[n_axes++] = i;
  return n_axes;
}

static gsize
add_axes (const RscOptimalSet *set, const RscNeuronKeys *keys, gsize axes[3], gsize n_axes)
{
  for (gsize k = 0; keys && k < rsc_neuron_keys_get_n (keys); k++)
    {
      gssize i = rsc_neuron_keys_lookup (keys, k, set);

      if (i >= 0)
        n_axes = add_axis (axes, n_axes, (gsize) i);
    }
  return n_axes;
}

RscEngine *
rsc_engine_new (void)
{
  return g_new0 (RscEngine, 1);
}

void
rsc_engine_free (RscEngine *self)
{
  forget_arrangement (self);
  g_clear_pointer (&self->last, rsc_solution_unref);
  g_free (self);
}

typedef struct
{
  const RscRequest *request;
  RscEmitFunc emit;
  gpointer emit_data;
} Telling;

static void
tell (gpointer result, gpointer user_data)
{
  const Telling *telling = user_data;
  RscReply *reply = rsc_reply_new (telling->request);

  reply->final = FALSE;
  reply->result = result;
  telling->emit (reply, telling->emit_data);
}

RscSolution *
rsc_engine_solve (RscEngine *self,
                  const RscRequest *request,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (self != NULL && request != NULL && request->dataset != NULL, NULL);

  if (request->lambda > 0 || request->lambda_ratio > 0)
    return solve (self, request, NULL, NULL, NULL, cancellable, error);
  g_autoptr (RscLimit) limit = find_limit (self, request, NULL, NULL, cancellable, error);
  return limit ? rsc_solution_ref (limit->near) : NULL;
}

void
rsc_engine_run (RscEngine *self,
                RscRequest *request,
                RscEmitFunc emit,
                gpointer emit_data,
                RscProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable)
{
  RscReply *reply = rsc_reply_new (request);
  g_autoptr (RscOptimalSet) set = NULL;
  SearchTask task = { self, request, emit, emit_data, cancellable, NULL, NULL };
  Telling telling = { request, emit, emit_data };

  switch (request->kind)
    {
    case RSC_REQUEST_SOLVE:
      if (request->lambda_ratio > 0)
        reply->solution =
          solve (self, request, &task, progress, progress_data, cancellable, &reply->error);
      else
        reply->limit =
          find_limit (self, request, progress, progress_data, cancellable, &reply->error);
      if (reply->limit)
        reply->solution = rsc_solution_ref (reply->limit->near);
      reply->is_stopped =
        reply->limit      ? reply->limit->is_stopped
        : reply->solution ? self->generation != NULL && rsc_generation_is_stopped (self->generation)
                          : FALSE;
      g_clear_pointer (&task.last, rsc_solution_unref);
      g_clear_pointer (&task.set, rsc_optimal_set_unref);
      if (reply->solution)
        {
          RscReply *ahead = rsc_reply_new (request);

          ahead->final = FALSE;
          ahead->solution = rsc_solution_ref (reply->solution);
          ahead->limit = reply->limit ? rsc_limit_ref (reply->limit) : NULL;
          emit (ahead, emit_data);
          set = make_set (self, request, reply, TRUE, progress, progress_data, cancellable);
        }
      if (set && !set_is_finished (set))
        {
          /* What a moving hand has time for goes ahead; a newer λ spares the rest. */
          RscReply *ahead = rsc_reply_new (request);

          ahead->final = FALSE;
          ahead->solution = rsc_solution_ref (reply->solution);
          ahead->limit = reply->limit ? rsc_limit_ref (reply->limit) : NULL;
          ahead->set = g_steal_pointer (&set);
          ahead->hull = g_steal_pointer (&reply->hull);
          ahead->n_axes = reply->n_axes;
          memcpy (ahead->axes, reply->axes, sizeof reply->axes);
          emit (ahead, emit_data);
          set = make_set (self, request, reply, FALSE, progress, progress_data, cancellable);
        }
      if (set && request->nx > 0 && envelope_is_quick (set, request->nx * request->ny))
        reply->envelope =
          rsc_function_envelope_new (set, request->feature_x, request->feature_y, request->at,
                                     request->nx, request->ny, cancellable, &reply->error);
      if (!reply->error)
        reply->set = g_steal_pointer (&set);
      break;

    case RSC_REQUEST_PROJECT:
      reply->n_axes = request->n_axes;
      for (gsize k = 0; k < request->n_axes; k++)
        reply->axes[k] = request->axes[k];
      if (project (request->set, reply, cancellable))
        reply->set = rsc_optimal_set_ref (request->set);
      break;

    case RSC_REQUEST_ENVELOPE:
      reply->envelope = rsc_function_envelope_new (request->set, request->feature_x,
                                                   request->feature_y, request->at, request->nx,
                                                   request->ny, cancellable, &reply->error);
      if (reply->envelope)
        reply->set = rsc_optimal_set_ref (request->set);
      break;

    case RSC_REQUEST_PATH:
      find_path (request, reply, emit, emit_data, cancellable);
      break;

    case RSC_REQUEST_DERIVE:
    case RSC_REQUEST_PRUNE:
    case RSC_REQUEST_CURVES:
    case RSC_REQUEST_EXPERIMENT:
    case RSC_REQUEST_READ:
    case RSC_REQUEST_LANDSCAPE:
    case RSC_REQUEST_COMPLEX:
    case RSC_REQUEST_WALK:
    case RSC_REQUEST_EXPLAIN:
    case RSC_REQUEST_MOVE:
    case RSC_REQUEST_SPREAD:
    case RSC_REQUEST_EFFECTS:
    case RSC_REQUEST_RANGE:
    case RSC_REQUEST_COMPARE:
    case RSC_REQUEST_PINNED:
    case RSC_REQUEST_OTHER:
    case RSC_REQUEST_PRICE:
    case RSC_REQUEST_SAVE:
    case RSC_REQUEST_COPY:
    case RSC_REQUEST_DOWNHILL:
    case RSC_REQUEST_EQUAL_FIT:
      reply->result =
        request->work (request->data, progress, progress_data, cancellable, &reply->error);
      break;

    case RSC_REQUEST_TRAIN:
    case RSC_REQUEST_JUDGE:
    case RSC_REQUEST_MEASURE:
    case RSC_REQUEST_SURVEY:
    case RSC_REQUEST_LEAVE_OUT:
    case RSC_REQUEST_OUTPUTS:
      reply->result = request->stream (request->data, tell, &telling, cancellable, &reply->error);
      break;

    case RSC_N_REQUESTS:
    default:
      g_assert_not_reached ();
    }
  emit (reply, emit_data);
}

gsize
rsc_engine_resolve_axes (const RscOptimalSet *set,
                         const RscNeuronKeys *keys,
                         const RscNeuronKeys *hint,
                         gsize axes[3])
{
  gsize n_axes = add_axes (set, keys, axes, 0);

  if (n_axes > 0)
    return n_axes;
  return rsc_set_axes_choose (set, add_axes (set, hint, axes, 0), axes);
}
