/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-shown-fit.h"

#include "app/files/rsc-memory.h"

#include <math.h>
#include <string.h>

/* So many are looked at within a blink; that there are more is said. */
#define VERTICES_MAX 500

/* What a job makes. */
typedef struct
{
  gatomicrefcount ref_count;
  RscEqualFit *set;
  gsize n_axes;
  gsize axes[3];
  RscHull *hull;
  RscSetOpen *open;
} Picture;

/* And what it makes it of: @set where that is known, and only the axes are others. */
typedef struct
{
  RscDataset *dataset;
  RscNetwork *network;
  double lambda;
  RscEqualFit *set;
  gsize n_axes;
  gsize axes[3];
  gsize memory; /* that it may take */
} Order;

struct _RscShownFit
{
  GObject parent_instance;

  RscJobs *jobs;
  gboolean wanted;

  RscDataset *dataset;
  RscNetwork *network; /* or NULL */
  double lambda;

  gsize n_axes; /* that a person chose, or 0 */
  gsize axes[3];
  Picture *picture; /* or NULL */
  double *point;    /* of its set, or NULL */
  char *message;
  guint64 tick;   /* what is waited for, or 0 */
  guint64 passed; /* what is of networks that are gone */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscShownFit, rsc_shown_fit, G_TYPE_OBJECT)

/* --- the job ---------------------------------------------------------------------------------- */

static void
picture_unref (gpointer data)
{
  Picture *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->set, rsc_equal_fit_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->open, rsc_set_open_unref);
  g_free (self);
}

static void
order_free (gpointer data)
{
  Order *self = data;

  rsc_dataset_unref (self->dataset);
  rsc_network_unref (self->network);
  g_clear_pointer (&self->set, rsc_equal_fit_unref);
  g_free (self);
}

static gpointer
make_picture (gpointer data,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  const Order *order = data;
  Picture *self = g_new0 (Picture, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = order->set
                ? rsc_equal_fit_ref (order->set)
                : rsc_equal_fit_new_within (order->dataset, order->network, order->lambda,
                                            VERTICES_MAX, order->memory, cancellable, error);
  if (self->set)
    {
      /* Of a network of the same width other neurons may be one. */
      for (gsize k = 0; k < order->n_axes; k++)
        if (order->axes[k] < rsc_equal_fit_get_n_neurons (self->set))
          self->axes[self->n_axes++] = order->axes[k];
      if (self->n_axes == 0)
        self->n_axes = rsc_set_open_choose_axes (self->set, self->axes);
      if (self->n_axes == 0)
        return self;
      self->hull = rsc_set_open_project (self->set, self->n_axes, self->axes, cancellable, error);
    }
  if (!self->hull)
    {
      picture_unref (self);
      return NULL;
    }
  self->open = rsc_set_open_new (self->set, self->hull, self->n_axes, self->axes);
  return self;
}

/* --- asking for it ---------------------------------------------------------------------------- */

static void
emit_changed (RscShownFit *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* @known: whether the set stays, and its axes change. */
static void
request (RscShownFit *self, gboolean known)
{
  Order *order;

  if (!self->jobs || !self->wanted || !self->network)
    return;
  order = g_new0 (Order, 1);
  order->dataset = rsc_dataset_ref (self->dataset);
  order->network = rsc_network_ref (self->network);
  order->lambda = self->lambda;
  /* The set on show may be of the network before. */
  if (known && self->picture && rsc_equal_fit_get_network (self->picture->set) == self->network
      && rsc_equal_fit_get_dataset (self->picture->set) == self->dataset)
    order->set = rsc_equal_fit_ref (self->picture->set);
  order->n_axes = self->n_axes;
  memcpy (order->axes, self->axes, sizeof order->axes);
  order->memory = rsc_memory_get_default ();
  self->tick =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_EQUAL_FIT, 0, make_picture, order,
                                                     order_free, picture_unref));
}

static void
drop_picture (RscShownFit *self)
{
  if (self->tick)
    {
      self->passed = self->tick;
      rsc_jobs_cancel (self->jobs, RSC_REQUEST_EQUAL_FIT);
    }
  self->tick = 0;
  g_clear_pointer (&self->picture, picture_unref);
  g_clear_pointer (&self->point, g_free);
  g_clear_pointer (&self->message, g_free);
}

static void
on_made (RscReply *reply, gpointer user_data)
{
  RscShownFit *self = user_data;

  if (reply->tick <= self->passed)
    return;
  if (reply->tick == self->tick)
    self->tick = 0;
  if (reply->result)
    {
      Picture *picture = g_steal_pointer (&reply->result);

      /* Other axes of the same set keep the network that was picked. */
      if (!self->picture || self->picture->set != picture->set)
        g_clear_pointer (&self->point, g_free);
      g_clear_pointer (&self->picture, picture_unref);
      self->picture = picture;
      g_clear_pointer (&self->message, g_free);
    }
  else if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&self->picture, picture_unref);
      g_clear_pointer (&self->point, g_free);
      g_free (self->message);
      self->message = g_strdup (reply->error->message);
    }
  emit_changed (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_shown_fit_dispose (GObject *object)
{
  RscShownFit *self = RSC_SHOWN_FIT (object);

  if (self->jobs)
    {
      drop_picture (self);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_EQUAL_FIT, NULL, NULL, NULL);
      self->jobs = NULL;
    }
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->network, rsc_network_unref);
  G_OBJECT_CLASS (rsc_shown_fit_parent_class)->dispose (object);
}

static void
rsc_shown_fit_class_init (RscShownFitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_shown_fit_dispose;

  /**
   * RscShownFit::changed: whether it is wanted, the set, its picture, the picked network, the
   * message or what is being computed changed.
   */
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_SHOWN_FIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_shown_fit_init (RscShownFit *self)
{
}

RscShownFit *
rsc_shown_fit_new (RscJobs *jobs)
{
  RscShownFit *self = g_object_new (RSC_TYPE_SHOWN_FIT, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_EQUAL_FIT, on_made, NULL, self);
  return self;
}

void
rsc_shown_fit_set_wanted (RscShownFit *self, gboolean wanted)
{
  g_return_if_fail (RSC_IS_SHOWN_FIT (self));

  wanted = wanted != FALSE;
  if (wanted == self->wanted)
    return;
  self->wanted = wanted;
  if (wanted)
    request (self, FALSE);
  else if (self->jobs)
    drop_picture (self);
  emit_changed (self);
}

gboolean
rsc_shown_fit_is_wanted (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), FALSE);
  return self->wanted;
}

gboolean
rsc_shown_fit_set_source (RscShownFit *self,
                          RscDataset *dataset,
                          RscNetwork *network,
                          double lambda)
{
  gboolean other_neurons;

  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), FALSE);
  g_return_val_if_fail (network == NULL || dataset != NULL, FALSE);

  if (network == self->network && dataset == self->dataset && lambda == self->lambda)
    return FALSE;
  other_neurons = !network || !self->network || dataset != self->dataset
                  || rsc_network_get_width (network) != rsc_network_get_width (self->network);
  if (dataset)
    rsc_dataset_ref (dataset);
  if (network)
    rsc_network_ref (network);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->network, rsc_network_unref);
  self->dataset = dataset;
  self->network = network;
  self->lambda = lambda;
  if (other_neurons)
    {
      self->n_axes = 0;
      if (self->jobs)
        drop_picture (self);
    }
  request (self, FALSE);
  emit_changed (self);
  return TRUE;
}

gboolean
rsc_shown_fit_has_source (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), FALSE);
  return self->network != NULL;
}

gboolean
rsc_shown_fit_is_active (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), FALSE);
  return self->wanted && self->network && self->jobs;
}

/* --- what is known ---------------------------------------------------------------------------- */

RscEqualFit *
rsc_shown_fit_get_set (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), NULL);
  return self->picture ? self->picture->set : NULL;
}

RscHull *
rsc_shown_fit_get_hull (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), NULL);
  return self->picture ? self->picture->hull : NULL;
}

RscSetOpen *
rsc_shown_fit_get_open (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), NULL);
  return self->picture ? self->picture->open : NULL;
}

gsize
rsc_shown_fit_get_axes (RscShownFit *self, const gsize **axes)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), 0);

  if (!self->picture)
    return 0;
  *axes = self->picture->axes;
  return self->picture->n_axes;
}

const double *
rsc_shown_fit_get_point (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), NULL);
  return self->point     ? self->point
         : self->picture ? rsc_equal_fit_get_start (self->picture->set)
                         : NULL;
}

const char *
rsc_shown_fit_get_message (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), NULL);
  return self->message;
}

gboolean
rsc_shown_fit_is_stale (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), FALSE);
  return self->tick != 0;
}

/* --- from the hand ---------------------------------------------------------------------------- */

void
rsc_shown_fit_toggle_axis (RscShownFit *self, gsize i)
{
  gsize axes[3], n = 0;
  gboolean had = FALSE;

  g_return_if_fail (RSC_IS_SHOWN_FIT (self));

  if (!self->picture || i >= rsc_equal_fit_get_n_neurons (self->picture->set))
    return;
  for (gsize k = 0; k < self->picture->n_axes; k++)
    if (self->picture->axes[k] == i)
      had = TRUE;
    else
      axes[n++] = self->picture->axes[k];
  if (!had)
    axes[n < 3 ? n++ : 2] = i;
  if (n == 0)
    return;
  self->n_axes = n;
  memcpy (self->axes, axes, n * sizeof axes[0]);
  request (self, TRUE);
  emit_changed (self);
}

void
rsc_shown_fit_pick (RscShownFit *self, const double *wish)
{
  RscPolyhedron *points;
  RscConvexSet *body;
  gsize m, size;

  g_return_if_fail (RSC_IS_SHOWN_FIT (self));

  if (!wish && self->point)
    {
      g_clear_pointer (&self->point, g_free);
      emit_changed (self);
    }
  if (!wish || !self->picture || self->picture->n_axes == 0 || self->tick)
    return;
  points = rsc_equal_fit_get_points (self->picture->set);
  body = rsc_polytope_as_set (rsc_polyhedron_get_body (points));
  m = rsc_equal_fit_get_n_neurons (self->picture->set);
  size = rsc_convex_set_get_m (body);
  {
    g_autofree double *there = g_new0 (double, MAX (size, 1));
    g_autofree double *weights = g_new0 (double, MAX (size, 1));
    g_autofree double *from = g_new0 (double, MAX (size, 1));
    double *a = g_new0 (double, MAX (size, 1));
    double sum = 0;

    memcpy (from, rsc_shown_fit_get_point (self), m * sizeof (double));
    for (gsize k = 0; k < m; k++)
      sum += from[k];
    /* The last coordinate of a body is the room that is left to its reach. */
    if (size > m)
      from[m] = fmax (rsc_polyhedron_get_reach (points) - sum, 0);
    for (gsize k = 0; k < self->picture->n_axes; k++)
      {
        there[self->picture->axes[k]] = wish[k];
        weights[self->picture->axes[k]] = 1;
      }
    rsc_convex_set_project_point (body, there, weights, from, a);
    for (gsize k = 0; k < m; k++)
      a[k] = fmax (a[k], 0);
    g_free (self->point);
    self->point = a;
  }
  emit_changed (self);
}

gboolean
rsc_shown_fit_is_picked (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), FALSE);
  return self->point != NULL;
}

RscNetwork *
rsc_shown_fit_dup_network (RscShownFit *self)
{
  g_return_val_if_fail (RSC_IS_SHOWN_FIT (self), NULL);
  return self->point && self->picture ? rsc_equal_fit_dup_network (self->picture->set, self->point)
                                      : NULL;
}
