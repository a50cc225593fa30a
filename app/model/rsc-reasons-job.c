/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-reasons-job.h"

#include "core/set/rsc-moved-set.h"

/* Nobody sees rows come faster. */
#define TELL_INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

void
rsc_explanation_free (RscExplanation *self)
{
  g_clear_pointer (&self->dependence, rsc_dependence_free);
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->position, rsc_general_position_free);
  g_free (self);
}

void
rsc_left_outs_free (RscLeftOuts *self)
{
  g_free (self->outs);
  g_free (self);
}

static RscProblem *
get_problem (RscOptimalSet *set)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
}

static gpointer
explain (gpointer data,
         RscProgressFunc progress,
         gpointer progress_data,
         GCancellable *cancellable,
         GError **error)
{
  RscExplanation *self = g_new0 (RscExplanation, 1);

  self->dependence = rsc_dependence_new (data, cancellable);
  if (self->dependence)
    {
      self->network = rsc_dependence_dup_network (self->dependence, data);
      self->everywhere = rsc_dependence_is_everywhere (self->dependence, data);
    }
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    self->position = rsc_general_position_new (get_problem (data), cancellable, error);
  if (self->position)
    return self;
  rsc_explanation_free (self);
  return NULL;
}

RscRequest *
rsc_explanation_new_request (RscOptimalSet *set)
{
  return rsc_request_new_work (RSC_REQUEST_EXPLAIN, 0, explain, rsc_optimal_set_ref (set),
                               (GDestroyNotify) rsc_optimal_set_unref,
                               (GDestroyNotify) rsc_explanation_free);
}

typedef struct
{
  RscOptimalSet *set;
  RscLeftOuts *known;
} LeavingOut;

static void
leaving_out_free (gpointer data)
{
  LeavingOut *self = data;

  rsc_optimal_set_unref (self->set);
  rsc_left_outs_free (self->known);
  g_free (self);
}

/* @room: points that it has room for. */
static RscLeftOuts *
left_outs_copy (const RscLeftOuts *self, gsize room)
{
  RscLeftOuts *copy = g_new0 (RscLeftOuts, 1);

  copy->outs = g_new0 (RscLeftOut, MAX (room, 1));
  for (gsize k = 0; self && k < self->n; k++)
    copy->outs[copy->n++] = self->outs[k];
  return copy;
}

static gpointer
leave_out (gpointer data,
           RscTellFunc tell,
           gpointer tell_data,
           GCancellable *cancellable,
           GError **error)
{
  const LeavingOut *leaving = data;
  const gsize n = rsc_problem_get_n (get_problem (leaving->set));
  RscLeftOuts *self = left_outs_copy (leaving->known, n);
  gint64 told = g_get_monotonic_time ();

  while (self->n < n && !g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr (GError) trouble = NULL;
      RscLeftOut *out = &self->outs[self->n];

      /* Of a point that cannot be left out nothing is known; the others stand. */
      if (!rsc_leave_one_out_find (leaving->set, self->n, out, cancellable, &trouble))
        *out = (RscLeftOut){ self->n, FALSE, FALSE, 0, 0 };
      if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        break;
      self->n++;
      if (self->n < n && g_get_monotonic_time () - told >= TELL_INTERVAL)
        {
          tell (left_outs_copy (self, self->n), tell_data);
          told = g_get_monotonic_time ();
        }
    }
  if (self->n == n)
    return self;
  /* What is known stays. */
  tell (self, tell_data);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return NULL;
}

RscRequest *
rsc_left_outs_new_request (RscOptimalSet *set, const RscLeftOuts *known)
{
  LeavingOut *leaving = g_new (LeavingOut, 1);

  *leaving =
    (LeavingOut){ rsc_optimal_set_ref (set), left_outs_copy (known, known ? known->n : 0) };
  return rsc_request_new_stream (RSC_REQUEST_LEAVE_OUT, 0, leave_out, leaving, leaving_out_free,
                                 (GDestroyNotify) rsc_left_outs_free);
}

static gpointer
find_move (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  RscFoundMove *self = g_new0 (RscFoundMove, 1);
  gboolean known =
    rsc_target_move_find (data, &self->move, progress, progress_data, cancellable, error);

  if (known && self->move.step != 0.0)
    {
      g_autoptr (RscDataset) moved = rsc_target_move_apply (&self->move, data, error);
      g_autoptr (RscOptimalSet) set =
        moved ? rsc_moved_set_new (data, moved, cancellable, error) : NULL;

      known = set != NULL;
      if (known)
        self->lambda_max = rsc_problem_get_lambda_max (get_problem (set));
    }
  if (known)
    return self;
  g_free (self);
  return NULL;
}

RscRequest *
rsc_found_move_new_request (RscOptimalSet *set)
{
  return rsc_request_new_work (RSC_REQUEST_MOVE, 0, find_move, rsc_optimal_set_ref (set),
                               (GDestroyNotify) rsc_optimal_set_unref, g_free);
}
