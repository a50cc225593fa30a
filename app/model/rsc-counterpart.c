/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-counterpart.h"

#include "app/model/rsc-job-memory.h"
#include "core/program/rsc-solver.h"

struct _RscCounterpart
{
  GObject parent_instance;

  RscJobs *jobs;
  RscOptimalSet *set;  /* on show, or NULL */
  RscProblem *problem; /* the last one on show, which the price is of */
  gboolean resting;
  gboolean wanted;

  guint64 other_tick; /* of the requests that are waited for, or 0 */
  guint64 price_tick;
  double progress;
  RscOptimalSet *other;
  RscConePrice *price;
  /* One does not keep the other from being asked for. */
  GError *other_error;
  GError *price_error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscCounterpart, rsc_counterpart, G_TYPE_OBJECT)

static RscProblem *
get_problem (RscOptimalSet *set)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
}

/* --- jobs ------------------------------------------------------------------------------------ */

/* The problem of the other activation, of the same patterns. */
static RscProblem *
new_other_problem (RscProblem *problem, GCancellable *cancellable, GError **error)
{
  return rsc_problem_new (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem),
                          rsc_problem_get_activation (problem) == RSC_ACTIVATION_RELU
                            ? RSC_ACTIVATION_GATED
                            : RSC_ACTIVATION_RELU,
                          rsc_problem_get_arrangement (problem), cancellable, error);
}

static gpointer
find_other (gpointer data,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  const double lambda = rsc_solution_get_lambda (rsc_optimal_set_get_solution (data));
  g_autoptr (RscProblem) problem = rsc_job_memory_allow_program (get_problem (data), error)
                                     ? new_other_problem (get_problem (data), cancellable, error)
                                     : NULL;
  g_autoptr (RscSolution) solution =
    problem
      ? rsc_solver_solve (problem, lambda, NULL, NULL, progress, progress_data, cancellable, error)
      : NULL;

  return solution ? rsc_job_memory_new_set (solution, cancellable, error) : NULL;
}

static gpointer
find_price (gpointer data,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  /* One is solved after the other. */
  if (!rsc_job_memory_allow_program (data, error))
    return NULL;
  g_autoptr (RscProblem) relu = rsc_problem_get_activation (data) == RSC_ACTIVATION_RELU
                                  ? rsc_problem_ref (data)
                                  : new_other_problem (data, cancellable, error);

  return relu ? rsc_cone_price_new (relu, RSC_COUNTERPART_POINTS, RSC_COUNTERPART_RATIO_MIN, NULL,
                                    progress, progress_data, cancellable, error)
              : NULL;
}

/* --- asking ---------------------------------------------------------------------------------- */

static void
tell (RscCounterpart *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (RscCounterpart *self)
{
  if (!self->jobs || !self->set || !self->resting || !self->wanted || self->other
      || self->other_tick || self->other_error || !rsc_counterpart_is_possible (self)
      || rsc_optimal_set_is_between (self->set))
    return;
  self->other_tick =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_OTHER, 0, find_other,
                                                     rsc_optimal_set_ref (self->set),
                                                     (GDestroyNotify) rsc_optimal_set_unref,
                                                     (GDestroyNotify) rsc_optimal_set_unref));
}

static void
keep_error (GError **kept, const RscReply *reply)
{
  if (!reply->error || g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (kept);
  *kept = g_error_copy (reply->error);
}

static void
on_other (RscReply *reply, gpointer user_data)
{
  RscCounterpart *self = RSC_COUNTERPART (user_data);

  if (reply->tick != self->other_tick)
    return;
  self->other_tick = 0;
  if (reply->result)
    self->other = g_steal_pointer (&reply->result);
  keep_error (&self->other_error, reply);
  tell (self);
}

static void
on_price (RscReply *reply, gpointer user_data)
{
  RscCounterpart *self = RSC_COUNTERPART (user_data);

  if (reply->tick != self->price_tick)
    return;
  self->price_tick = 0;
  if (reply->result)
    self->price = g_steal_pointer (&reply->result);
  keep_error (&self->price_error, reply);
  tell (self);
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  RscCounterpart *self = RSC_COUNTERPART (user_data);

  if (!self->price_tick)
    return;
  self->progress = fraction;
  tell (self);
}

static void
forget_other (RscCounterpart *self)
{
  if (self->other_tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_OTHER);
  self->other_tick = 0;
  g_clear_pointer (&self->other, rsc_optimal_set_unref);
  g_clear_error (&self->other_error);
}

static void
stop_price (RscCounterpart *self)
{
  if (self->price_tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_PRICE);
  self->price_tick = 0;
}

static void
rsc_counterpart_dispose (GObject *object)
{
  RscCounterpart *self = RSC_COUNTERPART (object);

  forget_other (self);
  stop_price (self);
  g_clear_error (&self->price_error);
  g_clear_pointer (&self->price, rsc_cone_price_free);
  if (self->jobs)
    {
      rsc_jobs_listen (self->jobs, RSC_REQUEST_OTHER, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_PRICE, NULL, NULL, NULL);
    }
  self->jobs = NULL;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  G_OBJECT_CLASS (rsc_counterpart_parent_class)->dispose (object);
}

static void
rsc_counterpart_class_init (RscCounterpartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_counterpart_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_COUNTERPART, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_counterpart_init (RscCounterpart *self)
{
}

RscCounterpart *
rsc_counterpart_new (RscJobs *jobs)
{
  RscCounterpart *self = g_object_new (RSC_TYPE_COUNTERPART, NULL);

  self->jobs = jobs;
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_OTHER, on_other, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_PRICE, on_price, on_progress, self);
    }
  return self;
}

/* The price is that of all λ, and stays while the data, the patterns and the bias do, whichever of
 * the two activations is on show. */
static gboolean
has_same_price (RscProblem *a, RscProblem *b)
{
  return rsc_problem_get_arrangement (a) == rsc_problem_get_arrangement (b)
         && rsc_problem_get_dataset (a) == rsc_problem_get_dataset (b);
}

/* @problem: or NULL where there is none to solve any more. */
static void
take_problem (RscCounterpart *self, RscProblem *problem)
{
  if (self->problem && !(problem && has_same_price (self->problem, problem)))
    {
      stop_price (self);
      g_clear_error (&self->price_error);
      g_clear_pointer (&self->price, rsc_cone_price_free);
    }
  if (problem)
    rsc_problem_ref (problem);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  self->problem = problem;
}

void
rsc_counterpart_set_source (RscCounterpart *self,
                            RscDataset *train,
                            RscOptimalSet *set,
                            gboolean resting)
{
  gboolean other;

  g_return_if_fail (RSC_IS_COUNTERPART (self));

  /* A price of other data is none of these, also while nothing is known of them. */
  if (self->problem && rsc_problem_get_dataset (self->problem) != train)
    {
      take_problem (self, NULL);
      if (self->wanted)
        tell (self);
    }

  other = set != self->set;
  self->resting = resting;
  if (other)
    {
      forget_other (self);
      g_clear_error (&self->price_error);
      if (set)
        {
          rsc_optimal_set_ref (set);
          take_problem (self, get_problem (set));
        }
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      self->set = set;
    }
  ask (self);
  if (other && self->wanted)
    tell (self);
}

void
rsc_counterpart_set_wanted (RscCounterpart *self, gboolean wanted)
{
  g_return_if_fail (RSC_IS_COUNTERPART (self));

  self->wanted = wanted;
  /* Nobody waits for it. */
  if (!wanted && self->other_tick)
    forget_other (self);
  ask (self);
}

RscOptimalSet *
rsc_counterpart_get_set (RscCounterpart *self, RscActivation activation)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART (self), NULL);

  if (!self->set)
    return NULL;
  return rsc_problem_get_activation (get_problem (self->set)) == activation ? self->set
                                                                            : self->other;
}

const GError *
rsc_counterpart_get_error (RscCounterpart *self)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART (self), NULL);
  return self->other_error ? self->other_error : self->price_error;
}

gboolean
rsc_counterpart_is_possible (RscCounterpart *self)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART (self), FALSE);
  return self->problem
         && rsc_arrangement_get_kind (rsc_problem_get_arrangement (self->problem))
              != RSC_PATTERNS_PRICED;
}

void
rsc_counterpart_find_price (RscCounterpart *self)
{
  g_return_if_fail (RSC_IS_COUNTERPART (self));

  if (!self->jobs || !self->problem || self->price || self->price_tick
      || !rsc_counterpart_is_possible (self))
    return;
  g_clear_error (&self->price_error);
  self->progress = -1.0;
  self->price_tick =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_PRICE, 0, find_price,
                                                     rsc_problem_ref (self->problem),
                                                     (GDestroyNotify) rsc_problem_unref,
                                                     (GDestroyNotify) rsc_cone_price_free));
  tell (self);
}

void
rsc_counterpart_stop (RscCounterpart *self)
{
  g_return_if_fail (RSC_IS_COUNTERPART (self));

  stop_price (self);
  tell (self);
}

const RscConePrice *
rsc_counterpart_get_price (RscCounterpart *self)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART (self), NULL);
  return self->price;
}

gboolean
rsc_counterpart_is_pricing (RscCounterpart *self)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART (self), FALSE);
  return self->price_tick != 0;
}

double
rsc_counterpart_get_progress (RscCounterpart *self)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART (self), -1.0);
  return self->price_tick ? self->progress : -1.0;
}
