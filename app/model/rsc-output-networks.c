/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-output-networks.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-argmax.h"

#include <math.h>
#include <string.h>

/* The engines of the outputs, one each: they remember patterns and blocks while λ moves. Only the
 * thread of the jobs uses them. */
typedef struct
{
  gatomicrefcount ref_count;
  gsize n;
  RscDataset *train; /* of any output */
  RscDataset **datasets;
  RscEngine **engines;
} Solvers;

/* What is known of an output. */
typedef struct
{
  RscSolution *solution;
  double lambda; /* that it was asked for, of which 0 is the limit */
  double lambda_max;
  char *error;
} Known;

struct _RscOutputNetworks
{
  GObject parent_instance;

  RscJobs *jobs;
  RscOutputProblem problem; /* references; @train is NULL without */
  gsize n;
  gsize shown;
  gssize first;
  gboolean waits;
  Known *known; /* n */
  Solvers *solvers;
  guint64 tick; /* of what is under way, or 0 */

  RscNetwork **networks; /* n, certified together at @networks_lambda; or NULL */
  double networks_lambda;
  gsize right[2], counted[2];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscOutputNetworks, rsc_output_networks, G_TYPE_OBJECT)

/* ---- jobs ---------------------------------------------------------------------------------- */

static Solvers *
solvers_new (RscDataset *train)
{
  Solvers *self = g_new0 (Solvers, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = rsc_dataset_get_outputs (train, NULL)->n;
  self->train = rsc_dataset_ref (train);
  self->datasets = g_new0 (RscDataset *, self->n);
  self->engines = g_new0 (RscEngine *, self->n);
  return self;
}

static void
solvers_unref (Solvers *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->n; k++)
    {
      g_clear_pointer (&self->datasets[k], rsc_dataset_unref);
      g_clear_pointer (&self->engines[k], rsc_engine_free);
    }
  g_free (self->datasets);
  g_free (self->engines);
  rsc_dataset_unref (self->train);
  g_free (self);
}

typedef struct
{
  gsize n;
  RscSolution **solutions; /* NULL: not yet, or none */
  char **errors;           /* NULL: none, not NULL-terminated */
} Found;

static Found *
found_new (gsize n)
{
  Found *self = g_new0 (Found, 1);

  self->n = n;
  self->solutions = g_new0 (RscSolution *, n);
  self->errors = g_new0 (char *, n);
  return self;
}

static Found *
found_copy (const Found *self)
{
  Found *copy = found_new (self->n);

  for (gsize k = 0; k < self->n; k++)
    {
      copy->solutions[k] = self->solutions[k] ? rsc_solution_ref (self->solutions[k]) : NULL;
      copy->errors[k] = g_strdup (self->errors[k]);
    }
  return copy;
}

static void
found_free (gpointer data)
{
  Found *self = data;

  for (gsize k = 0; k < self->n; k++)
    {
      g_clear_pointer (&self->solutions[k], rsc_solution_unref);
      g_free (self->errors[k]);
    }
  g_free (self->solutions);
  g_free (self->errors);
  g_free (self);
}

typedef struct
{
  Solvers *solvers;
  RscRequest *request; /* of any output, without its data */
  gsize n_wanted;
  gsize *wanted; /* in the order in which they are solved */
} Task;

static void
task_free (gpointer data)
{
  Task *self = data;

  solvers_unref (self->solvers);
  rsc_request_unref (self->request);
  g_free (self->wanted);
  g_free (self);
}

static gpointer
solve_outputs (gpointer data,
               RscTellFunc tell,
               gpointer tell_data,
               GCancellable *cancellable,
               GError **error)
{
  Task *task = data;
  Solvers *solvers = task->solvers;
  Found *found = found_new (solvers->n);

  for (gsize i = 0; i < task->n_wanted; i++)
    {
      const gsize k = task->wanted[i];
      g_autoptr (GError) local = NULL;

      if (!solvers->datasets[k])
        solvers->datasets[k] = rsc_dataset_new_output (solvers->train, k);
      if (!solvers->engines[k])
        solvers->engines[k] = rsc_engine_new ();
      g_clear_pointer (&task->request->dataset, rsc_dataset_unref);
      task->request->dataset = rsc_dataset_ref (solvers->datasets[k]);
      found->solutions[k] =
        rsc_engine_solve (solvers->engines[k], task->request, cancellable, &local);
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          found_free (found);
          return NULL;
        }
      if (local)
        found->errors[k] = g_strdup (local->message);
      if (i + 1 < task->n_wanted)
        tell (found_copy (found), tell_data);
    }
  return found;
}

/* ---- what is known ------------------------------------------------------------------------- */

static void
tell_changed (RscOutputNetworks *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_same_lambda (double a, double b)
{
  return a == b || (b > 0 && fabs (a - b) <= RSC_TOLERANCE_SAME_LAMBDA * b);
}

static gboolean
is_known (RscOutputNetworks *self, gsize k)
{
  return (self->known[k].solution || self->known[k].error)
         && is_same_lambda (self->known[k].lambda, self->problem.lambda);
}

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->error, g_free);
  self->lambda = NAN;
}

static void
take (RscOutputNetworks *self, gsize k, RscSolution *solution, const char *error)
{
  Known *known = self->known + k;

  if (solution)
    rsc_solution_ref (solution);
  known_clear (known);
  known->solution = solution;
  known->error = g_strdup (error);
  known->lambda = self->problem.lambda;
  if (solution)
    known->lambda_max = rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
}

static void
forget_networks (RscOutputNetworks *self)
{
  for (gsize k = 0; self->networks && k < self->n; k++)
    rsc_network_unref (self->networks[k]);
  g_clear_pointer (&self->networks, g_free);
  self->networks_lambda = NAN;
  self->counted[0] = self->counted[1] = 0;
}

static void
count (RscOutputNetworks *self, gsize part, RscDataset *points)
{
  RscOutputs *outputs = points ? rsc_dataset_get_outputs (points, NULL) : NULL;
  g_autofree RscDataset **datasets = g_new0 (RscDataset *, self->n);
  g_autofree gsize *counts = g_new0 (gsize, self->n * self->n);

  self->counted[part] = 0;
  if (!outputs || !outputs->is_classes || outputs->n != self->n)
    return;
  for (gsize k = 0; k < self->n; k++)
    datasets[k] = rsc_dataset_new_output (points, k);
  self->right[part] =
    rsc_argmax_count (self->n, self->networks, datasets, counts, &self->counted[part]);
  for (gsize k = 0; k < self->n; k++)
    rsc_dataset_unref (datasets[k]);
}

/* Where all are certified at one λ, what they are together. */
static void
join_networks (RscOutputNetworks *self)
{
  if (!rsc_output_networks_are_certified (self))
    return;
  forget_networks (self);
  self->networks = g_new0 (RscNetwork *, self->n);
  for (gsize k = 0; k < self->n; k++)
    self->networks[k] = rsc_solution_dup_network (self->known[k].solution);
  self->networks_lambda = self->problem.lambda;
  count (self, 0, self->problem.train);
  count (self, 1, self->problem.test);
}

static void
forget (RscOutputNetworks *self)
{
  forget_networks (self);
  for (gsize k = 0; k < self->n; k++)
    known_clear (self->known + k);
  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->solvers, solvers_unref);
  g_clear_pointer (&self->problem.train, rsc_dataset_unref);
  g_clear_pointer (&self->problem.test, rsc_dataset_unref);
  g_clear_pointer (&self->problem.own, rsc_solution_unref);
  self->problem.lambda = NAN;
  self->n = 0;
  self->first = -1;
}

/* ---- asking -------------------------------------------------------------------------------- */

static void
stop (RscOutputNetworks *self)
{
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_OUTPUTS);
  self->tick = 0;
}

static void
ask (RscOutputNetworks *self)
{
  const RscOutputProblem *problem = &self->problem;
  g_autofree gsize *wanted = g_new (gsize, self->n + 1);
  gsize n_wanted = 0;
  Task *task;

  if (!self->jobs || !problem->train || self->waits || self->tick || !isfinite (problem->lambda))
    return;
  if (self->first >= 0 && !is_known (self, (gsize) self->first))
    wanted[n_wanted++] = (gsize) self->first;
  for (gsize k = 0; k < self->n; k++)
    if ((gssize) k != self->first && !is_known (self, k))
      wanted[n_wanted++] = k;
  if (n_wanted == 0)
    return;
  task = g_new0 (Task, 1);
  g_atomic_ref_count_inc (&self->solvers->ref_count);
  task->solvers = self->solvers;
  task->request = rsc_request_new (RSC_REQUEST_SOLVE, 0, 0);
  task->request->bias = problem->bias;
  task->request->activation = problem->activation;
  task->request->patterns = problem->patterns;
  task->request->n_samples = problem->n_samples;
  task->request->pattern_seed = problem->pattern_seed;
  task->request->lambda = problem->lambda;
  task->n_wanted = n_wanted;
  task->wanted = g_steal_pointer (&wanted);
  self->tick =
    rsc_jobs_push (self->jobs, rsc_request_new_stream (RSC_REQUEST_OUTPUTS, 0, solve_outputs, task,
                                                       task_free, found_free));
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscOutputNetworks *self = RSC_OUTPUT_NETWORKS (user_data);
  const Found *found = reply->result;

  if (reply->tick != self->tick)
    return;
  if (reply->final)
    self->tick = 0;
  for (gsize k = 0; found && k < MIN (self->n, found->n); k++)
    if ((found->solutions[k] || found->errors[k]) && !is_known (self, k))
      take (self, k, found->solutions[k], found->errors[k]);
  join_networks (self);
  tell_changed (self);
}

/* ---- object -------------------------------------------------------------------------------- */

static void
rsc_output_networks_dispose (GObject *object)
{
  RscOutputNetworks *self = RSC_OUTPUT_NETWORKS (object);

  stop (self);
  if (self->jobs)
    rsc_jobs_listen (self->jobs, RSC_REQUEST_OUTPUTS, NULL, NULL, NULL);
  self->jobs = NULL;
  forget (self);
  G_OBJECT_CLASS (rsc_output_networks_parent_class)->dispose (object);
}

static void
rsc_output_networks_class_init (RscOutputNetworksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_output_networks_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_OUTPUT_NETWORKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_output_networks_init (RscOutputNetworks *self)
{
  self->first = -1;
  self->problem.lambda = self->networks_lambda = NAN;
}

RscOutputNetworks *
rsc_output_networks_new (RscJobs *jobs)
{
  RscOutputNetworks *self = g_object_new (RSC_TYPE_OUTPUT_NETWORKS, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_OUTPUTS, on_reply, NULL, self);
  return self;
}

/* The same rows and targets, whichever output is chosen. */
static gboolean
is_same_data (const RscDataset *a, const RscDataset *b)
{
  const gsize n = rsc_dataset_get_n (a), d = rsc_dataset_get_d (a);
  const RscOutputs *p = rsc_dataset_get_outputs (a, NULL), *q = rsc_dataset_get_outputs (b, NULL);

  return rsc_dataset_get_n (b) == n && rsc_dataset_get_d (b) == d && p->n == q->n
         && p->is_classes == q->is_classes
         && (p == q || memcmp (p->y, q->y, p->n * n * sizeof (double)) == 0)
         && memcmp (rsc_dataset_get_x (a), rsc_dataset_get_x (b), n * d * sizeof (double)) == 0;
}

static gboolean
is_same_test (const RscDataset *a, const RscDataset *b)
{
  if (!a || !b)
    return a == b;
  if (!rsc_dataset_get_outputs (a, NULL) || !rsc_dataset_get_outputs (b, NULL))
    return FALSE;
  return a == b || is_same_data (a, b);
}

static gboolean
is_same_model (const RscOutputProblem *a, const RscOutputProblem *b)
{
  return a->bias == b->bias && a->activation == b->activation && a->patterns == b->patterns
         && (a->patterns != RSC_PATTERNS_SAMPLED
             || (a->n_samples == b->n_samples && a->pattern_seed == b->pattern_seed));
}

void
rsc_output_networks_set_source (RscOutputNetworks *self, const RscOutputProblem *problem)
{
  g_return_if_fail (RSC_IS_OUTPUT_NETWORKS (self));
  g_return_if_fail (!problem || (problem->train && problem->own));

  RscOutputs *outputs = problem ? rsc_dataset_get_outputs (problem->train, &self->shown) : NULL;
  const gboolean is_same = outputs && self->problem.train
                           && is_same_data (self->problem.train, problem->train)
                           && is_same_model (&self->problem, problem);
  RscOutputProblem before = self->problem;

  if (!outputs)
    {
      if (!before.train)
        return;
      stop (self);
      forget (self);
      tell_changed (self);
      return;
    }
  if (!is_same)
    {
      stop (self);
      forget (self);
      self->n = outputs->n;
      self->known = g_new0 (Known, self->n);
      for (gsize k = 0; k < self->n; k++)
        self->known[k].lambda = self->known[k].lambda_max = NAN;
      self->solvers = solvers_new (problem->train);
    }
  else if (!is_same_lambda (before.lambda, problem->lambda))
    stop (self);
  before = self->problem;
  self->problem = *problem;
  rsc_dataset_ref (problem->train);
  if (problem->test)
    rsc_dataset_ref (problem->test);
  rsc_solution_ref (problem->own);
  if (is_same && !is_same_test (before.test, problem->test))
    forget_networks (self);
  g_clear_pointer (&before.train, rsc_dataset_unref);
  g_clear_pointer (&before.test, rsc_dataset_unref);
  g_clear_pointer (&before.own, rsc_solution_unref);
  self->waits = FALSE;
  if (!is_known (self, self->shown) || self->known[self->shown].solution != problem->own)
    take (self, self->shown, problem->own, NULL);
  join_networks (self);
  ask (self);
  tell_changed (self);
}

void
rsc_output_networks_wait (RscOutputNetworks *self)
{
  g_return_if_fail (RSC_IS_OUTPUT_NETWORKS (self));

  if (self->waits)
    return;
  self->waits = TRUE;
  stop (self);
  tell_changed (self);
}

void
rsc_output_networks_set_first (RscOutputNetworks *self, gssize k)
{
  g_return_if_fail (RSC_IS_OUTPUT_NETWORKS (self) && k < (gssize) self->n);

  if (self->first == k)
    return;
  self->first = k;
  if (k >= 0 && !is_known (self, (gsize) k))
    {
      stop (self);
      ask (self);
    }
}

RscOutputs *
rsc_output_networks_get_outputs (RscOutputNetworks *self, gsize *shown)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), NULL);

  if (shown)
    *shown = self->shown;
  return self->problem.train ? rsc_dataset_get_outputs (self->problem.train, NULL) : NULL;
}

RscDataset *
rsc_output_networks_get_train (RscOutputNetworks *self)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), NULL);
  return self->problem.train;
}

double
rsc_output_networks_get_lambda (RscOutputNetworks *self)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), NAN);
  return self->waits ? NAN : self->problem.lambda;
}

RscOutputStatus
rsc_output_networks_get_status (RscOutputNetworks *self, gsize k)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), RSC_OUTPUT_WAITS);

  if (k >= self->n || self->waits || !is_known (self, k))
    return RSC_OUTPUT_WAITS;
  if (!self->known[k].solution)
    return RSC_OUTPUT_FAILED;
  return rsc_solution_get_status (self->known[k].solution) == RSC_SOLUTION_CONVERGED
           ? RSC_OUTPUT_CERTIFIED
           : RSC_OUTPUT_OPEN;
}

double
rsc_output_networks_get_lambda_max (RscOutputNetworks *self, gsize k)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), NAN);
  return k < self->n ? self->known[k].lambda_max : NAN;
}

const char *
rsc_output_networks_get_error (RscOutputNetworks *self, gsize k)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), NULL);
  return k < self->n && is_known (self, k) ? self->known[k].error : NULL;
}

gboolean
rsc_output_networks_are_certified (RscOutputNetworks *self)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), FALSE);

  for (gsize k = 0; k < self->n; k++)
    if (rsc_output_networks_get_status (self, k) != RSC_OUTPUT_CERTIFIED)
      return FALSE;
  return self->n > 0;
}

RscNetwork *const *
rsc_output_networks_get_networks (RscOutputNetworks *self, double *lambda)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), NULL);

  if (lambda)
    *lambda = self->networks_lambda;
  return self->networks;
}

gboolean
rsc_output_networks_count (RscOutputNetworks *self, gboolean test, gsize *right, gsize *counted)
{
  g_return_val_if_fail (RSC_IS_OUTPUT_NETWORKS (self), FALSE);

  if (!self->networks || self->counted[test ? 1 : 0] == 0)
    return FALSE;
  *right = self->right[test ? 1 : 0];
  *counted = self->counted[test ? 1 : 0];
  return TRUE;
}
