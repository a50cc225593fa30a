/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruning-record.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-tolerances.h"

RscPruningRecord *
rsc_pruning_record_new (gsize n_steps, const gsize *removed, const double *sizes, gsize index)
{
  g_return_val_if_fail (index <= n_steps, NULL);

  RscPruningRecord *self = g_new0 (RscPruningRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_steps = n_steps;
  self->index = index;
  self->removed = g_memdup2 (removed, n_steps * sizeof (gsize));
  self->sizes = g_memdup2 (sizes, 2 * n_steps * sizeof (double));
  return self;
}

static void
measure (const RscPruning *walk, const RscPruningState *state, double sizes[2])
{
  sizes[0] = sizes[1] = 0;
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    {
      sizes[0] = hypot (sizes[0], state->norms[i]);
      sizes[1] += (double) (i + 1) * state->norms[i];
    }
}

RscPruningRecord *
rsc_pruning_record_new_for_walk (const RscPruning *walk, gsize n_states, gsize index)
{
  g_autofree gsize *removed = g_new0 (gsize, n_states);
  g_autofree double *sizes = g_new0 (double, 2 * n_states);

  for (gsize k = 1; k < n_states; k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);

      removed[k - 1] = (gsize) state->removed;
      measure (walk, state, sizes + 2 * (k - 1));
    }
  return rsc_pruning_record_new (n_states - 1, removed, sizes, index);
}

RscPruningRecord *
rsc_pruning_record_ref (RscPruningRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_pruning_record_unref (RscPruningRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->removed);
  g_free (self->sizes);
  g_free (self);
}

/* Whether the norms are those of one step that was computed twice. */
static gboolean
are_same_sizes (const double a[2], const double b[2])
{
  for (int i = 0; i < 2; i++)
    if (!(fabs (a[i] - b[i]) <= RSC_TOLERANCE_SAME_STEP * fmax (fabs (a[i]), fabs (b[i]))))
      return FALSE;
  return TRUE;
}

gboolean
rsc_pruning_record_equal (const RscPruningRecord *a, const RscPruningRecord *b)
{
  if (a == b)
    return TRUE;
  if (a->index != b->index)
    return FALSE;
  for (gsize k = 0; k < a->index; k++)
    if (a->removed[k] != b->removed[k] || !are_same_sizes (a->sizes + 2 * k, b->sizes + 2 * k))
      return FALSE;
  return TRUE;
}

/* State @k and one step after it; NULL where there is no such step. Without a step where the memory
 * is used. */
static RscPruning *
try (const RscPruning *walk,
     gsize k,
     RscPruningRule rule,
     RscPruningMethod method,
     gsize target,
     guint64 seed,
     gsize bytes_max,
     GCancellable *cancellable)
{
  RscPruningMove move;
  g_autoptr (RscPruning) next = NULL;

  rsc_pruning_move_init (&move);
  move.rule = rule;
  move.method = method;
  move.target = target;
  move.seed = seed;
  move.bytes_max = bytes_max;
  move.until = RSC_PRUNING_ONE_STEP;
  next = rsc_pruning_go_on (walk, k, &move, NULL, NULL, cancellable, NULL);
  return next && (rsc_pruning_get_n_states (next) == k + 2 || rsc_pruning_is_full (next))
           ? g_steal_pointer (&next)
           : NULL;
}

/* Whether the last step of @walk is step @k. */
static gboolean
is_step (const RscPruningRecord *self, gsize k, const RscPruning *walk)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, k + 1);
  double sizes[2];

  measure (walk, state, sizes);
  return state->removed == (gssize) self->removed[k] && are_same_sizes (sizes, self->sizes + 2 * k);
}

RscPruning *
rsc_pruning_record_replay (const RscPruningRecord *self,
                           RscPruning *start,
                           RscPruningRule rule,
                           RscPruningMethod method,
                           guint64 seed,
                           gsize bytes_max,
                           GCancellable *cancellable,
                           GError **error)
{
  /* Exact steps by the rule, the other one or for this neuron; then those of the methods. */
  const struct
  {
    RscPruningRule rule;
    RscPruningMethod method;
  } ways[] = {
    { rule, RSC_PRUNING_OPTIMAL_LS },
    { rule, method },
    { RSC_PRUNING_RULE_PAPER, RSC_PRUNING_OPTIMAL_LS },
    { RSC_PRUNING_RULE_FEWEST, RSC_PRUNING_OPTIMAL_LS },
    { RSC_PRUNING_RULE_TARGET, RSC_PRUNING_OPTIMAL_LS },
    { rule, RSC_PRUNING_MAGNITUDE },
    { rule, RSC_PRUNING_GRADIENT },
    { rule, RSC_PRUNING_ACTIVATION },
    { rule, RSC_PRUNING_RANDOM },
  };
  g_autoptr (RscPruning) walk = rsc_pruning_ref (start);

  for (gsize k = 0; k < self->n_steps; k++)
    {
      g_autoptr (RscPruning) next = NULL;

      if (self->removed[k] >= rsc_pruning_get_start_width (walk))
        break;
      for (gsize i = 0; i < G_N_ELEMENTS (ways) && !next; i++)
        {
          g_autoptr (RscPruning) tried = try (walk, k, ways[i].rule, ways[i].method,
                                              self->removed[k], seed, bytes_max, cancellable);

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          if (tried && rsc_pruning_is_full (tried))
            return g_steal_pointer (&tried);
          if (tried && is_step (self, k, tried))
            next = g_steal_pointer (&tried);
        }
      if (!next)
        break;
      g_clear_pointer (&walk, rsc_pruning_unref);
      walk = g_steal_pointer (&next);
    }
  return g_steal_pointer (&walk);
}
