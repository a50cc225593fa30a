/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "app/model/rsc-engine.h"
#include "app/model/rsc-job-memory.h"

/* ---- the engine ---- */

static RscRequest *
make_request (const Things *things, RscRequestKind kind)
{
  RscProblem *problem = rsc_solution_get_problem (things->solution);
  RscRequest *request = rsc_request_new (kind, 1, 1);

  request->dataset = rsc_dataset_ref (rsc_problem_get_dataset (problem));
  request->bias = rsc_problem_get_bias (problem);
  request->activation = RSC_ACTIVATION_RELU;
  request->patterns = RSC_PATTERNS_ALL;
  request->lambda_ratio = 0.1;
  return request;
}

static gboolean
solve (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  g_autoptr (RscRequest) request = make_request (things, RSC_REQUEST_SOLVE);
  g_autoptr (RscSolution) solution = rsc_engine_solve (engine, request, cancellable, error);

  return digest_solution (result, solution);
}

/* Keeps the last. */
static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscReply **last = user_data;

  if (*last)
    rsc_reply_free (*last);
  *last = reply;
}

/* The final reply, or NULL with its error. */
static RscReply *
run (const RscRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  RscReply *reply = NULL;

  rsc_engine_run (engine, (RscRequest *) request, on_reply, &reply, NULL, NULL, cancellable);
  g_assert_true (reply->final);
  if (reply->error == NULL)
    return reply;
  g_propagate_error (error, g_steal_pointer (&reply->error));
  rsc_reply_free (reply);
  return NULL;
}

static gboolean
run_solve (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscRequest) request = make_request (things, RSC_REQUEST_SOLVE);

  request->nx = request->ny = things->large ? 20 : 5;
  RscReply *reply = run (request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  digest_set (result, reply->set);
  digest_hull (result, reply->hull);
  rsc_reply_free (reply);
  return TRUE;
}

static gboolean
run_project (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscRequest) request = make_request (things, RSC_REQUEST_PROJECT);

  request->set = rsc_optimal_set_ref (things->unlisted);
  for (; request->n_axes < 3; request->n_axes++)
    request->axes[request->n_axes] = request->n_axes;
  RscReply *reply = run (request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  digest_hull (result, reply->hull);
  rsc_reply_free (reply);
  return TRUE;
}

static gboolean
run_envelope (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscRequest) request = make_request (things, RSC_REQUEST_ENVELOPE);
  const gsize n = things->large ? 20 : 5;

  request->set = rsc_optimal_set_ref (rsc_document_get_set (things->document));
  request->feature_y = 1;
  request->nx = request->ny = n;
  RscReply *reply = run (request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  digest_values (result, n * n, reply->envelope->upper);
  rsc_reply_free (reply);
  return TRUE;
}

static gboolean
run_path (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscRequest) request = make_request (things, RSC_REQUEST_PATH);

  request->problem = rsc_problem_ref (rsc_solution_get_problem (things->solution));
  request->ratio_min = 0.2;
  RscReply *reply = run (request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  digest_path (result, reply->path);
  rsc_reply_free (reply);
  return TRUE;
}

/* ---- what brings its work with it ---- */

static gboolean
derive (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscDerivedData) whole = rsc_derived_data_finish (things->derived, cancellable, error);

  return whole != NULL && digest_dataset (result, whole->train);
}

static gboolean
find_set (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscOptimalSet) set = rsc_job_memory_new_set (things->solution, cancellable, error);

  return digest_set (result, set);
}

static RscPrunerJob *
make_pruner_job (const Things *things, RscPrunerCommand command)
{
  RscOptimalSet *set = rsc_document_get_set (things->document);
  RscPrunerJob *job = g_new0 (RscPrunerJob, 1);

  job->command = command;
  job->set = rsc_optimal_set_ref (set);
  job->point = g_memdup2 (rsc_optimal_set_get_interior (set),
                          rsc_optimal_set_get_n_neurons (set) * sizeof (double));
  return job;
}

static gboolean
prune (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscPrunerJob) job = make_pruner_job (things, RSC_PRUNER_ZERO);

  job->method = RSC_PRUNING_MAGNITUDE;
  g_autoptr (RscPruning) walk = rsc_pruner_job_walk (job, NULL, NULL, cancellable, error);

  return digest_pruning (result, walk);
}

static gboolean
prune_again (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const gsize n = rsc_pruning_get_n_states (things->walk);
  g_autoptr (RscPrunerJob) job = make_pruner_job (things, RSC_PRUNER_REPLAY);

  job->record = rsc_pruning_record_new_for_walk (things->walk, n, n - 1);
  g_autoptr (RscPruning) walk = rsc_pruner_job_walk (job, NULL, NULL, cancellable, error);

  if (walk != NULL)
    g_assert_cmpuint (rsc_pruning_get_n_states (walk), ==, n);
  return digest_pruning (result, walk);
}

static gboolean
find_curves (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscPrunerJob) job = make_pruner_job (things, RSC_PRUNER_NONE);

  job->walk = rsc_pruning_ref (things->walk);
  g_autoptr (RscPruningCurves) curves = rsc_pruner_job_curves (job, NULL, NULL, cancellable, error);

  if (curves == NULL)
    return FALSE;
  for (gsize m = 0; m < RSC_N_PRUNING_METHODS; m++)
    digest_values (result, curves->n[m], curves->train[m]);
  return TRUE;
}

static const Job jobs[] = {
  { "engine-solve", solve },
  { "engine", run_solve },
  { "engine-projection", run_project },
  { "engine-envelope", run_envelope },
  { "engine-path", run_path },
  { "derived-data", derive },
  { "set-in-memory", find_set },
  { "pruner", prune },
  { "pruner-record", prune_again },
  { "pruner-curves", find_curves },
};

const JobTable jobs_of_models = { jobs, G_N_ELEMENTS (jobs) };
