/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-pruning-curves.h"

#include <glib/gi18n.h>
#include <math.h>

/* Passes the progress of one method on as a part of the whole. */
typedef struct
{
  guint method;
  RscProgressFunc progress;
  gpointer progress_data;
} Part;

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Part *part = user_data;

  part->progress ((part->method + CLAMP (fraction, 0.0, 1.0)) / RSC_N_PRUNING_METHODS, NAN,
                  part->progress_data);
}

static void
take_walk (RscPruningCurves *self, guint method, const RscPruning *walk)
{
  gsize n = rsc_pruning_get_n_states (walk);

  self->n[method] = n;
  self->width[method] = g_new (double, n);
  self->train[method] = g_new (double, n);
  self->test[method] = self->has_test ? g_new (double, n) : NULL;
  for (gsize k = 0; k < n; k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);

      self->width[method][k] = (double) state->width;
      self->train[method][k] = self->accuracy ? state->train_accuracy : state->train_error;
      if (self->has_test)
        self->test[method][k] = self->accuracy ? state->test_accuracy : state->test_error;
    }
}

RscPruningCurves *
rsc_pruning_curves_new (const RscPruning *start,
                        RscPruningRule rule,
                        guint64 seed,
                        gsize bytes_max,
                        RscProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (RscPruningCurves) self = NULL;
  const RscPruningState *first;

  g_return_val_if_fail (start != NULL, NULL);

  first = rsc_pruning_get_state (start, 0);
  self = g_new0 (RscPruningCurves, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->accuracy = !isnan (first->train_accuracy);
  self->has_test = !isnan (first->test_error);
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      Part part = { method, progress, progress_data };
      RscPruningMove move;
      g_autoptr (RscPruning) walk = NULL;

      rsc_pruning_move_init (&move);
      move.method = (RscPruningMethod) method;
      move.rule = rule;
      move.until = RSC_PRUNING_TO_ZERO;
      move.seed = seed;
      move.bytes_max = bytes_max;
      walk = rsc_pruning_go_on (start, 0, &move, progress ? on_progress : NULL, &part, cancellable,
                                error);
      if (!walk)
        return NULL;
      self->is_full = self->is_full || rsc_pruning_is_full (walk);
      take_walk (self, method, walk);
    }
  return g_steal_pointer (&self);
}

RscPruningCurves *
rsc_pruning_curves_ref (RscPruningCurves *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_pruning_curves_unref (RscPruningCurves *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      g_free (self->width[method]);
      g_free (self->train[method]);
      g_free (self->test[method]);
    }
  g_free (self);
}

const char *
rsc_pruning_curves_get_label (RscPruningMethod method)
{
  switch (method)
    {
    case RSC_PRUNING_MAGNITUDE:
      return _ ("Smallest norm");
    case RSC_PRUNING_GRADIENT:
      return _ ("Smallest gradient");
    case RSC_PRUNING_ACTIVATION:
      return _ ("Smallest activation");
    case RSC_PRUNING_RANDOM:
      return _ ("Random order");
    case RSC_PRUNING_OPTIMAL_LS:
    case RSC_N_PRUNING_METHODS:
    default:
      return _ ("Optimal, least squares");
    }
}
