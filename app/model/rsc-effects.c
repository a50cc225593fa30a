/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-effects.h"

#include <math.h>
#include <string.h>

/* What RSC_REQUEST_EFFECTS starts from, and gives. */
typedef struct
{
  RscOptimalSet *set;
  double *a; /* or NULL */
} Source;

typedef struct
{
  RscTargetEffects *effects;
  RscTargetEffectsOf of;
} Found;

typedef struct
{
  RscOptimalSet *set;
  gsize row;
} RangeSource;

struct _RscEffects
{
  GObject parent_instance;

  RscJobs *jobs;
  RscOptimalSet *set; /* on show, or NULL */
  double *a;          /* of the picked network, or NULL */
  gboolean resting;
  gboolean open;
  gboolean drawn;
  gssize chosen;
  gssize hovered;

  guint64 tick; /* of the requests that are waited for, or 0 */
  guint64 range_tick;
  Found *found;
  GError *error;
  RscTargetRange *range; /* of @chosen, or NULL */
  gboolean range_failed;
  gssize row; /* that these are of, or -1 */
  double *norms;
  double *fit;
  double objective;
  gssize network_row; /* that this is of, or -1 */
  RscNetwork *network;
  gsize *neurons;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscEffects, rsc_effects, G_TYPE_OBJECT)

static void
source_free (gpointer data)
{
  Source *self = data;

  rsc_optimal_set_unref (self->set);
  g_free (self->a);
  g_free (self);
}

static void
found_free (gpointer data)
{
  Found *self = data;

  rsc_target_effects_unref (self->effects);
  g_free (self);
}

static void
range_source_free (gpointer data)
{
  RangeSource *self = data;

  rsc_optimal_set_unref (self->set);
  g_free (self);
}

static gpointer
find_effects (gpointer data,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  const Source *source = data;
  RscTargetEffectsOf of;
  RscTargetEffects *effects =
    rsc_target_effects_new_for (source->set, source->a, &of, cancellable, error);

  if (!effects)
    return NULL;
  Found *found = g_new (Found, 1);
  *found = (Found){ effects, of };
  return found;
}

static gpointer
find_range (gpointer data,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  const RangeSource *source = data;
  RscTargetRange *range = g_new (RscTargetRange, 1);

  if (rsc_target_range_find (source->set, source->row, range, cancellable, error))
    return range;
  g_free (range);
  return NULL;
}

static void
tell (RscEffects *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gsize
get_n (RscEffects *self)
{
  return self->set
           ? rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set)))
           : 0;
}

/* The effects of the row that is meant, from what is known. */
static void
update_row (RscEffects *self)
{
  const gssize row = self->found ? rsc_effects_get_row (self) : -1;

  if (row == self->row)
    return;
  g_clear_pointer (&self->norms, g_free);
  g_clear_pointer (&self->fit, g_free);
  self->row = row;
  self->objective = NAN;
  if (row < 0)
    return;
  self->norms = g_new (double, rsc_optimal_set_get_n_neurons (self->set) + 1);
  self->fit = g_new (double, get_n (self) + 1);
  self->objective =
    rsc_target_effects_find (self->found->effects, (gsize) row, self->norms, self->fit);
}

static void
forget_network (RscEffects *self)
{
  self->network_row = -1;
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->neurons, g_free);
}

static void
forget_range (RscEffects *self)
{
  if (self->range_tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_RANGE);
  self->range_tick = 0;
  self->range_failed = FALSE;
  g_clear_pointer (&self->range, g_free);
}

static void
forget (RscEffects *self)
{
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_EFFECTS);
  self->tick = 0;
  forget_range (self);
  forget_network (self);
  g_clear_pointer (&self->found, found_free);
  g_clear_error (&self->error);
  update_row (self);
}

/* Asks for what is wanted and not known. */
static void
ask (RscEffects *self)
{
  if (!self->set || !self->resting || !self->jobs
      || (!self->open && !self->drawn && self->hovered < 0))
    return;
  if (!self->found && !self->error && !self->tick)
    {
      Source *source = g_new (Source, 1);
      const gsize m = rsc_optimal_set_get_n_neurons (self->set);

      source->set = rsc_optimal_set_ref (self->set);
      source->a = self->a ? g_memdup2 (self->a, MAX (m, 1) * sizeof (double)) : NULL;
      self->tick =
        rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_EFFECTS, 0, find_effects,
                                                         source, source_free, found_free));
    }
  if (self->open && self->found && self->found->of == RSC_TARGET_EFFECTS_OF_THE_ONLY
      && rsc_effects_get_chosen (self) >= 0 && !self->range && !self->range_failed
      && !self->range_tick)
    {
      RangeSource *source = g_new (RangeSource, 1);

      *source = (RangeSource){ rsc_optimal_set_ref (self->set), (gsize) self->chosen };
      self->range_tick =
        rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_RANGE, 0, find_range, source,
                                                         range_source_free, g_free));
    }
}

static void
on_effects (RscReply *reply, gpointer user_data)
{
  RscEffects *self = RSC_EFFECTS (user_data);

  if (reply->tick != self->tick)
    return;
  self->tick = 0;
  self->found = g_steal_pointer (&reply->result);
  if (!self->found && reply->error)
    self->error = g_error_copy (reply->error);
  update_row (self);
  ask (self);
  tell (self);
}

static void
on_range (RscReply *reply, gpointer user_data)
{
  RscEffects *self = RSC_EFFECTS (user_data);

  if (reply->tick != self->range_tick)
    return;
  self->range_tick = 0;
  self->range = g_steal_pointer (&reply->result);
  self->range_failed = self->range == NULL;
  tell (self);
}

static void
rsc_effects_dispose (GObject *object)
{
  RscEffects *self = RSC_EFFECTS (object);

  forget (self);
  if (self->jobs)
    {
      rsc_jobs_listen (self->jobs, RSC_REQUEST_EFFECTS, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_RANGE, NULL, NULL, NULL);
    }
  self->jobs = NULL;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->a, g_free);
  G_OBJECT_CLASS (rsc_effects_parent_class)->dispose (object);
}

static void
rsc_effects_class_init (RscEffectsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_effects_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_EFFECTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_effects_init (RscEffects *self)
{
  self->chosen = self->hovered = self->row = self->network_row = -1;
  self->objective = NAN;
}

RscEffects *
rsc_effects_new (RscJobs *jobs)
{
  RscEffects *self = g_object_new (RSC_TYPE_EFFECTS, NULL);

  self->jobs = jobs;
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_EFFECTS, on_effects, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_RANGE, on_range, NULL, self);
    }
  return self;
}

static gboolean
is_same_network (RscEffects *self, RscOptimalSet *set, const double *a)
{
  if (set != self->set || (a != NULL) != (self->a != NULL))
    return FALSE;
  return !a || memcmp (a, self->a, rsc_optimal_set_get_n_neurons (set) * sizeof (double)) == 0;
}

void
rsc_effects_set_source (RscEffects *self, RscOptimalSet *set, const double *a, gboolean resting)
{
  g_return_if_fail (RSC_IS_EFFECTS (self));

  const gboolean other = set != self->set;
  gboolean changed = resting != self->resting;

  self->resting = resting;
  if (!is_same_network (self, set, a))
    {
      const gboolean unique = !other && set && rsc_optimal_set_is_unique (set);

      /* Of the only network they are the same, whatever is picked. */
      if (!unique)
        {
          forget (self);
          changed = TRUE;
        }
      if (set)
        rsc_optimal_set_ref (set);
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      g_free (self->a);
      self->set = set;
      self->a = set && a
                  ? g_memdup2 (a, MAX (1, rsc_optimal_set_get_n_neurons (set)) * sizeof (double))
                  : NULL;
    }
  ask (self);
  if (changed)
    tell (self);
}

/* Nobody waits for it; what is known stays. */
static void
stop (RscEffects *self)
{
  if (self->range_tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_RANGE);
  self->range_tick = 0;
  if (self->drawn || self->hovered >= 0)
    return;
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_EFFECTS);
  self->tick = 0;
}

void
rsc_effects_set_open (RscEffects *self, gboolean open)
{
  g_return_if_fail (RSC_IS_EFFECTS (self));

  if (self->open == open)
    return;
  self->open = open;
  if (!open)
    stop (self);
  ask (self);
  tell (self);
}

gboolean
rsc_effects_is_open (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), FALSE);
  return self->open;
}

void
rsc_effects_set_rows (RscEffects *self, gssize chosen, gssize hovered)
{
  g_return_if_fail (RSC_IS_EFFECTS (self));

  if (self->chosen == chosen && self->hovered == hovered)
    return;
  if (self->chosen != chosen)
    {
      forget_range (self);
      forget_network (self);
    }
  self->chosen = chosen;
  self->hovered = hovered;
  update_row (self);
  ask (self);
  tell (self);
}

const RscTargetEffects *
rsc_effects_get (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NULL);
  return self->found ? self->found->effects : NULL;
}

const GError *
rsc_effects_get_error (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NULL);
  return self->error;
}

RscTargetEffectsOf
rsc_effects_get_of (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), RSC_TARGET_EFFECTS_OF_THE_ONLY);
  return self->found ? self->found->of : RSC_TARGET_EFFECTS_OF_THE_ONLY;
}

gboolean
rsc_effects_is_stale (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), FALSE);
  return self->set && !self->resting;
}

gssize
rsc_effects_get_row (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), -1);

  const gssize row = self->hovered >= 0 ? self->hovered : self->chosen;

  return row < (gssize) get_n (self) ? row : -1;
}

gssize
rsc_effects_get_chosen (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), -1);
  return self->chosen < (gssize) get_n (self) ? self->chosen : -1;
}

const double *
rsc_effects_get_norms (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NULL);
  return self->resting ? self->norms : NULL;
}

const double *
rsc_effects_get_fit (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NULL);
  return self->resting ? self->fit : NULL;
}

double
rsc_effects_get_objective (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NAN);
  return self->objective;
}

const RscTargetRange *
rsc_effects_get_range (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NULL);
  return self->range;
}

gboolean
rsc_effects_is_ranging (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), FALSE);
  return self->range_tick != 0;
}

void
rsc_effects_set_drawn (RscEffects *self, gboolean drawn)
{
  g_return_if_fail (RSC_IS_EFFECTS (self));

  if (self->drawn == drawn)
    return;
  self->drawn = drawn;
  ask (self);
  tell (self);
}

gboolean
rsc_effects_is_drawn (RscEffects *self)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), FALSE);
  return self->drawn;
}

RscNetwork *
rsc_effects_get_network (RscEffects *self, const gsize **neurons)
{
  g_return_val_if_fail (RSC_IS_EFFECTS (self), NULL);

  if (!self->drawn || !self->resting || !self->found || self->chosen < 0
      || self->chosen >= (gssize) get_n (self))
    return NULL;
  if (self->network_row != self->chosen)
    {
      forget_network (self);
      self->network_row = self->chosen;
      self->network =
        rsc_target_effects_dup_network (self->found->effects, (gsize) self->chosen, &self->neurons);
    }
  *neurons = self->neurons;
  return self->network;
}
