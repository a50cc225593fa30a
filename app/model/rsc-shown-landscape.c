/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-shown-landscape.h"

struct _RscShownLandscape
{
  GObject parent_instance;

  RscJobs *jobs;
  guint64 tick;            /* of the request that is waited for, or 0 */
  RscLandscape *landscape; /* of the set */

  RscNetwork *network;      /* or NULL */
  RscLandscape *of_network; /* or NULL */
  guint64 network_tick;
  guint64 newest; /* that was asked for */
  guint64 passed; /* what was asked for before there was a network */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscShownLandscape, rsc_shown_landscape, G_TYPE_OBJECT)

static gpointer
search (gpointer data,
        RscProgressFunc progress,
        gpointer progress_data,
        GCancellable *cancellable,
        GError **error)
{
  return rsc_landscape_new_for_set (data, cancellable, error);
}

typedef struct
{
  RscProblem *problem;
  double lambda;
  RscNetwork *network;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *self = data;

  rsc_problem_unref (self->problem);
  rsc_network_unref (self->network);
  g_free (self);
}

static gpointer
look_from_network (gpointer data,
                   RscProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  const Looking *looking = data;
  const gsize n = rsc_problem_get_n (looking->problem);
  RscDataset *dataset = rsc_problem_get_dataset (looking->problem);
  g_autofree double *r = g_new (double, n);

  rsc_network_predict (looking->network, n, rsc_dataset_get_x (dataset), r);
  for (gsize i = 0; i < n; i++)
    r[i] = rsc_dataset_get_y (dataset)[i] - r[i];
  return rsc_landscape_new (looking->problem, r, looking->lambda, NULL, cancellable, error);
}

static void
take_of_network (RscShownLandscape *self, RscReply *reply)
{
  if (reply->tick == self->network_tick)
    self->network_tick = 0;
  if (!reply->result)
    return;
  g_clear_pointer (&self->of_network, rsc_landscape_unref);
  self->of_network = g_steal_pointer (&reply->result);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscShownLandscape *self = RSC_SHOWN_LANDSCAPE (user_data);

  if (self->network && reply->tick > self->passed)
    {
      take_of_network (self, reply);
      return;
    }
  if (reply->tick != self->tick)
    return;
  self->tick = 0;
  if (!reply->result)
    return;
  g_clear_pointer (&self->landscape, rsc_landscape_unref);
  self->landscape = g_steal_pointer (&reply->result);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
forget_request (RscShownLandscape *self)
{
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_LANDSCAPE);
  self->tick = 0;
}

static void
rsc_shown_landscape_dispose (GObject *object)
{
  RscShownLandscape *self = RSC_SHOWN_LANDSCAPE (object);

  forget_request (self);
  if (self->jobs)
    rsc_jobs_listen (self->jobs, RSC_REQUEST_LANDSCAPE, NULL, NULL, NULL);
  self->jobs = NULL;
  g_clear_pointer (&self->landscape, rsc_landscape_unref);
  g_clear_pointer (&self->of_network, rsc_landscape_unref);
  g_clear_pointer (&self->network, rsc_network_unref);
  G_OBJECT_CLASS (rsc_shown_landscape_parent_class)->dispose (object);
}

static void
rsc_shown_landscape_class_init (RscShownLandscapeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_shown_landscape_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_SHOWN_LANDSCAPE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_shown_landscape_init (RscShownLandscape *self)
{
}

RscShownLandscape *
rsc_shown_landscape_new (RscJobs *jobs)
{
  RscShownLandscape *self = g_object_new (RSC_TYPE_SHOWN_LANDSCAPE, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_LANDSCAPE, on_reply, NULL, self);
  return self;
}

void
rsc_shown_landscape_set (RscShownLandscape *self, RscOptimalSet *set, gboolean resting)
{
  g_autoptr (RscLandscape) before = NULL;

  g_return_if_fail (RSC_IS_SHOWN_LANDSCAPE (self));

  before = g_steal_pointer (&self->landscape);
  if (!set)
    {
      forget_request (self);
      return;
    }
  if (before && rsc_landscape_get_set (before) == set)
    self->landscape = g_steal_pointer (&before);
  else
    {
      forget_request (self);
      self->landscape = rsc_landscape_new_near (set, before);
    }
  /* What is asked for of a network is what is on show. */
  if (resting && !self->network && !self->tick && self->jobs
      && rsc_landscape_is_passing (self->landscape))
    self->tick = self->newest = rsc_jobs_push (
      self->jobs, rsc_request_new_work (RSC_REQUEST_LANDSCAPE, 0, search, rsc_optimal_set_ref (set),
                                        (GDestroyNotify) rsc_optimal_set_unref,
                                        (GDestroyNotify) rsc_landscape_unref));
}

void
rsc_shown_landscape_set_network (RscShownLandscape *self,
                                 RscProblem *problem,
                                 double lambda,
                                 RscNetwork *network)
{
  Looking *looking;

  g_return_if_fail (RSC_IS_SHOWN_LANDSCAPE (self));
  g_return_if_fail (network == NULL || problem != NULL);

  if (network == self->network || !self->jobs)
    return;
  if (!network)
    {
      if (self->network_tick)
        rsc_jobs_cancel (self->jobs, RSC_REQUEST_LANDSCAPE);
      self->network_tick = 0;
      g_clear_pointer (&self->network, rsc_network_unref);
      g_clear_pointer (&self->of_network, rsc_landscape_unref);
      return;
    }
  if (!self->network)
    {
      forget_request (self);
      self->passed = self->newest;
    }
  rsc_network_ref (network);
  g_clear_pointer (&self->network, rsc_network_unref);
  self->network = network;
  looking = g_new (Looking, 1);
  *looking = (Looking){ rsc_problem_ref (problem), lambda, rsc_network_ref (network) };
  self->network_tick = self->newest = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_LANDSCAPE, 0, look_from_network, looking,
                                      looking_free, (GDestroyNotify) rsc_landscape_unref));
}

RscLandscape *
rsc_shown_landscape_get (RscShownLandscape *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_LANDSCAPE (self), NULL);

  return self->of_network ? self->of_network : self->landscape;
}
