/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-shown-landscape.h"

struct _RscShownLandscape
{
  GObject parent_instance;

  RscJobs *jobs;
  guint64 tick; /* of the request that is waited for, or 0 */
  RscLandscape *landscape;
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

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscShownLandscape *self = RSC_SHOWN_LANDSCAPE (user_data);

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
  if (resting && !self->tick && self->jobs && rsc_landscape_is_passing (self->landscape))
    self->tick = rsc_jobs_push (
      self->jobs, rsc_request_new_work (RSC_REQUEST_LANDSCAPE, 0, search, rsc_optimal_set_ref (set),
                                        (GDestroyNotify) rsc_optimal_set_unref,
                                        (GDestroyNotify) rsc_landscape_unref));
}

RscLandscape *
rsc_shown_landscape_get (RscShownLandscape *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_LANDSCAPE (self), NULL);

  return self->landscape;
}
