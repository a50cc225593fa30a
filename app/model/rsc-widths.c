/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-widths.h"

#include <math.h>

#include "core/numerics/rsc-tolerances.h"
#include "ui/plot/rsc-widths-plot.h"

struct _RscWidths
{
  GObject parent_instance;

  RscJobs *jobs;
  RscOptimalSet *set; /* on show, or NULL */
  gboolean resting;
  gboolean wanted;

  guint64 complex_tick; /* of the requests that are waited for, or 0 */
  guint64 walk_tick;
  RscComplex *complex; /* of @set, or NULL */
  gsize m;             /* that was chosen last, 0: none yet */
  gsize *pieces;       /* of @complex at it, or NULL */
  gsize n_pieces;
  double *start; /* in @set, or NULL */
  RscComplexWalk *walk;
  guint64 walk_serial;
  gboolean on_level; /* what was asked for last is a number of neurons, not a walk */
  gboolean lost;     /* the start or walk was in the set before */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscWidths, rsc_widths, G_TYPE_OBJECT)

/* The ends of a walk, for its job. */
typedef struct
{
  RscComplex *complex;
  double *from;
  double *to;
} Ends;

static void
ends_free (gpointer data)
{
  Ends *self = data;

  rsc_complex_unref (self->complex);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static gpointer
find_complex (gpointer data,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  return rsc_complex_new_for_set (data, cancellable, error);
}

static gpointer
find_walk (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Ends *ends = data;

  return rsc_complex_walk_new (ends->complex, ends->from, ends->to, cancellable, error);
}

static void
tell (RscWidths *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* @walk: taken, or NULL. */
static void
take_walk (RscWidths *self, RscComplexWalk *walk)
{
  if (self->walk || walk)
    self->walk_serial++;
  g_clear_pointer (&self->walk, rsc_complex_walk_free);
  self->walk = walk;
}

static void
update_pieces (RscWidths *self)
{
  g_clear_pointer (&self->pieces, g_free);
  self->n_pieces = 0;
  if (!self->complex)
    return;
  self->pieces = g_new (gsize, MAX (rsc_complex_get_n_vertices (self->complex), 1));
  self->n_pieces =
    rsc_complex_find_components (self->complex, rsc_widths_get_m (self), self->pieces);
}

static void
on_complex (RscReply *reply, gpointer user_data)
{
  RscWidths *self = RSC_WIDTHS (user_data);

  if (reply->tick != self->complex_tick)
    return;
  self->complex_tick = 0;
  if (reply->result)
    {
      g_clear_pointer (&self->complex, rsc_complex_unref);
      self->complex = g_steal_pointer (&reply->result);
      update_pieces (self);
    }
  tell (self);
}

static void
on_walk (RscReply *reply, gpointer user_data)
{
  RscWidths *self = RSC_WIDTHS (user_data);

  if (reply->tick != self->walk_tick)
    return;
  self->walk_tick = 0;
  if (reply->result)
    take_walk (self, g_steal_pointer (&reply->result));
  tell (self);
}

static void
forget (RscWidths *self)
{
  if (self->complex_tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_COMPLEX);
  if (self->walk_tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_WALK);
  self->complex_tick = self->walk_tick = 0;
  g_clear_pointer (&self->complex, rsc_complex_unref);
  g_clear_pointer (&self->start, g_free);
  take_walk (self, NULL);
  update_pieces (self);
}

/* Asks for what is wanted and not known. */
static void
ask (RscWidths *self)
{
  if (!self->set || !self->resting || !self->wanted || self->complex || self->complex_tick
      || !self->jobs)
    return;
  self->complex_tick =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_COMPLEX, 0, find_complex,
                                                     rsc_optimal_set_ref (self->set),
                                                     (GDestroyNotify) rsc_optimal_set_unref,
                                                     (GDestroyNotify) rsc_complex_unref));
  tell (self);
}

static void
rsc_widths_dispose (GObject *object)
{
  RscWidths *self = RSC_WIDTHS (object);

  forget (self);
  if (self->jobs)
    {
      rsc_jobs_listen (self->jobs, RSC_REQUEST_COMPLEX, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_WALK, NULL, NULL, NULL);
    }
  self->jobs = NULL;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  G_OBJECT_CLASS (rsc_widths_parent_class)->dispose (object);
}

static void
rsc_widths_class_init (RscWidthsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_widths_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_WIDTHS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_widths_init (RscWidths *self)
{
}

RscWidths *
rsc_widths_new (RscJobs *jobs)
{
  RscWidths *self = g_object_new (RSC_TYPE_WIDTHS, NULL);

  self->jobs = jobs;
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_COMPLEX, on_complex, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_WALK, on_walk, NULL, self);
    }
  return self;
}

void
rsc_widths_set_source (RscWidths *self, RscOptimalSet *set, gboolean resting)
{
  const gboolean other = set != self->set;
  const gboolean was_resting = self->resting;

  g_return_if_fail (RSC_IS_WIDTHS (self));

  self->resting = resting;
  self->lost = self->lost || (other && (self->start || self->walk));
  if (other)
    {
      const gboolean known = self->complex || self->start || self->walk;

      forget (self);
      if (set)
        rsc_optimal_set_ref (set);
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      self->set = set;
      if (known)
        tell (self);
    }
  else if (was_resting != resting && self->complex)
    tell (self);
  ask (self);
}

void
rsc_widths_set_wanted (RscWidths *self, gboolean wanted)
{
  g_return_if_fail (RSC_IS_WIDTHS (self));

  if (self->wanted == wanted)
    return;
  self->wanted = wanted;
  tell (self);
  ask (self);
}

RscComplex *
rsc_widths_get_complex (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), NULL);
  return self->complex;
}

void
rsc_widths_set_m (RscWidths *self, gsize m)
{
  g_return_if_fail (RSC_IS_WIDTHS (self));

  if (self->m == m && self->on_level && !self->lost)
    return;
  self->on_level = m > 0;
  self->lost = FALSE;
  if (self->m != m)
    {
      self->m = m;
      update_pieces (self);
    }
  tell (self);
}

gsize
rsc_widths_get_m (RscWidths *self)
{
  gsize first, last;

  g_return_val_if_fail (RSC_IS_WIDTHS (self), 0);
  if (!self->complex)
    return 0;
  rsc_widths_plot_get_range (self->complex, &first, &last);
  return CLAMP (self->m, first, last);
}

gsize
rsc_widths_get_limit (RscWidths *self)
{
  const gsize m = rsc_widths_get_m (self);

  return self->wanted && self->complex && m < rsc_optimal_set_get_n_support (self->set) ? m : 0;
}

const gsize *
rsc_widths_get_pieces (RscWidths *self, gsize *n_pieces)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), NULL);

  *n_pieces = self->n_pieces;
  return self->pieces;
}

void
rsc_widths_set_start (RscWidths *self, const double *a)
{
  g_return_if_fail (RSC_IS_WIDTHS (self) && a != NULL);

  if (!self->complex)
    return;
  self->on_level = self->lost = FALSE;
  g_free (self->start);
  self->start = g_memdup2 (a, MAX (rsc_complex_get_n_neurons (self->complex), 1) * sizeof *a);
  take_walk (self, NULL);
  if (self->walk_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_WALK);
  self->walk_tick = 0;
  tell (self);
}

void
rsc_widths_drop_walk (RscWidths *self)
{
  g_return_if_fail (RSC_IS_WIDTHS (self));

  if (self->walk_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_WALK);
  self->walk_tick = 0;
  self->on_level = TRUE;
  self->lost = FALSE;
  g_clear_pointer (&self->start, g_free);
  take_walk (self, NULL);
  tell (self);
}

RscWidthsCaption
rsc_widths_get_caption (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), RSC_WIDTHS_CAPTION_NONE);

  if (self->lost)
    return RSC_WIDTHS_CAPTION_LOST;
  if (self->walk && !self->on_level)
    return RSC_WIDTHS_CAPTION_WALK;
  if (self->start && !self->on_level)
    return RSC_WIDTHS_CAPTION_START;
  return self->complex ? RSC_WIDTHS_CAPTION_LEVEL : RSC_WIDTHS_CAPTION_NONE;
}

gboolean
rsc_widths_is_stale (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), FALSE);
  return self->set && !self->resting;
}

gboolean
rsc_widths_has_start (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), FALSE);
  return self->start != NULL;
}

void
rsc_widths_walk_to (RscWidths *self, const double *a)
{
  g_return_if_fail (RSC_IS_WIDTHS (self) && a != NULL);

  if (!self->complex || !self->start || !self->jobs)
    return;
  const gsize size = MAX (rsc_complex_get_n_neurons (self->complex), 1) * sizeof *a;
  Ends *ends = g_new (Ends, 1);

  self->on_level = FALSE;
  ends->complex = rsc_complex_ref (self->complex);
  ends->from = g_memdup2 (self->start, size);
  ends->to = g_memdup2 (a, size);
  self->walk_tick = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_WALK, 0, find_walk, ends, ends_free,
                                      (GDestroyNotify) rsc_complex_walk_free));
  tell (self);
}

const RscComplexWalk *
rsc_widths_get_walk (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), NULL);
  return self->walk;
}

guint64
rsc_widths_get_walk_serial (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), 0);
  return self->walk_serial;
}

/* Where on the straight way from stop @k to the next one the point nearest to @a is, in [0, 1]. */
static double
project_on_leg (const RscComplexWalk *walk, gsize k, const double *a)
{
  const double *from = walk->stops + k * walk->n_neurons;
  const double *to = from + walk->n_neurons;
  double along = 0, length = 0;

  for (gsize i = 0; i < walk->n_neurons; i++)
    {
      along += (a[i] - from[i]) * (to[i] - from[i]);
      length += (to[i] - from[i]) * (to[i] - from[i]);
    }
  return length > 0 ? CLAMP (along / length, 0.0, 1.0) : 0.0;
}

/* Whether @a is the network at @place to rounding. */
static gboolean
is_at (const RscComplexWalk *walk, double place, const double *a)
{
  g_autofree double *there = g_new0 (double, MAX (walk->n_neurons, 1));
  double sum = 0;

  rsc_complex_walk_get (walk, place, there);
  for (gsize i = 0; i < walk->n_neurons; i++)
    sum += there[i];
  for (gsize i = 0; i < walk->n_neurons; i++)
    if (!(fabs (there[i] - a[i]) <= RSC_TOLERANCE_SUPPORT * sum))
      return FALSE;
  return TRUE;
}

double
rsc_widths_find_place (RscWidths *self, const double *a, double guess)
{
  const RscComplexWalk *walk;

  g_return_val_if_fail (RSC_IS_WIDTHS (self) && a != NULL, -1);

  walk = self->walk;
  if (!walk)
    return -1;
  if (guess >= 0 && guess <= (double) (walk->n_stops - 1) && is_at (walk, guess, a))
    return guess;
  for (gsize k = 0; k < walk->n_stops; k++)
    if (is_at (walk, (double) k, a))
      return (double) k;
  for (gsize k = 0; k + 1 < walk->n_stops; k++)
    {
      const double place = (double) k + project_on_leg (walk, k, a);

      if (is_at (walk, place, a))
        return place;
    }
  return -1;
}

gboolean
rsc_widths_is_walk_shown (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), FALSE);
  return self->wanted && self->walk && self->walk->n_stops > 1;
}

double *
rsc_widths_dup_trail (RscWidths *self, gsize *n_stops)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), NULL);

  *n_stops = self->wanted && self->walk && self->walk->n_stops > 1 ? self->walk->n_stops : 0;
  return *n_stops > 0
           ? g_memdup2 (self->walk->stops, *n_stops * self->walk->n_neurons * sizeof (double))
           : NULL;
}

gboolean
rsc_widths_is_busy (RscWidths *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS (self), FALSE);
  return self->complex_tick != 0 || self->walk_tick != 0;
}
