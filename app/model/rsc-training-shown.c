/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-runs-private.h"

#include <math.h>

#include "ui/words/rsc-training-words.h"

/* --- what is on show -------------------------------------------------------------------------- */

gsize
rsc_training_runs_get_run (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), 0);
  return self->run;
}

/* The last state that is not after the step: states between go when there are too many. */
gsize
rsc_training_runs_get_index (RscTrainingRuns *self)
{
  const RscTraining *training;
  gsize low = 0, high;

  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), 0);

  if (!self->fan)
    return 0;
  training = self->fan->runs[self->run];
  high = rsc_training_get_n_states (training);
  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (rsc_training_get_state (training, middle)->step <= self->step)
        low = middle;
      else
        high = middle;
    }
  return low;
}

const RscTrainingState *
rsc_training_runs_get_state (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->fan
           ? rsc_training_get_state (self->fan->runs[self->run], rsc_training_runs_get_index (self))
           : NULL;
}

gboolean
rsc_training_runs_is_at_end (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->fan && self->step >= rsc_training_get_end (self->fan->runs[self->run])->step;
}

void
rsc_training_runs_show (RscTrainingRuns *self, gsize run, gsize step)
{
  const gsize before = self->run;
  const RscTrainingState *shown = rsc_training_runs_get_state (self);
  const gboolean active = self->active;
  gboolean walked;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->fan || run >= self->fan->n_runs)
    return;
  walked = self->walk || self->walk_tick;
  rsc_training_runs_end_walk (self);
  self->run = run;
  self->step = step;
  self->following = rsc_training_runs_is_at_end (self);
  /* With another λ its network is none of what is on show. */
  self->active = !rsc_training_runs_is_elsewhere (self);
  rsc_training_runs_ask_way (self);
  if (walked || run != before || active != self->active
      || rsc_training_runs_get_state (self) != shown)
    rsc_training_runs_emit_changed (self);
}

void
rsc_training_runs_step (RscTrainingRuns *self, int by)
{
  const RscTraining *training;
  gsize n, k;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->fan)
    return;
  if (self->walk)
    {
      rsc_training_runs_step_walk (self, by);
      return;
    }
  training = self->fan->runs[self->run];
  n = rsc_training_get_n_states (training);
  k = rsc_training_runs_get_index (self);
  k = by <= -2 ? 0 : by >= 2 ? n - 1 : by < 0 ? k - MIN (k, 1) : MIN (k + 1, n - 1);
  rsc_training_runs_show (self, self->run, rsc_training_get_state (training, k)->step);
}

void
rsc_training_runs_choose (RscTrainingRuns *self, int by)
{
  gsize n, run;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->fan)
    return;
  n = self->fan->n_runs;
  run = (self->run + (by > 0 ? 1 : n - 1)) % n;
  /* From an end to an end. */
  rsc_training_runs_show (
    self, run, self->following ? rsc_training_get_end (self->fan->runs[run])->step : self->step);
}

gboolean
rsc_training_runs_is_active (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->active && self->fan;
}

void
rsc_training_runs_leave (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->active)
    return;
  self->active = FALSE;
  rsc_training_runs_emit_changed (self);
}

/* --- in words --------------------------------------------------------------------------------- */

static char *
dup_what (RscTrainingRuns *self)
{
  if (rsc_training_runs_is_at_end (self) && !self->tick)
    return rsc_training_words_dup_end (self->fan->seeds[self->run], self->fan->runs[self->run],
                                       rsc_training_runs_get_kind (self, self->run), self->optimum);
  return rsc_training_words_dup_state (self->fan->seeds[self->run],
                                       rsc_training_runs_get_state (self), self->optimum);
}

char *
rsc_training_runs_dup_sentence (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);

  if (!self->fan)
    return NULL;
  return self->walk ? rsc_training_runs_dup_walk_words (self) : dup_what (self);
}

char *
rsc_training_runs_dup_summary (RscTrainingRuns *self)
{
  g_autofree char *ends = NULL;
  g_autofree char *far = NULL;
  guint counts[3] = { 0, 0, 0 };

  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);

  if (!self->fan)
    return NULL;
  if (rsc_training_runs_is_elsewhere (self))
    return rsc_training_words_dup_elsewhere (self->fan->lambda);
  for (gsize k = 0; k < self->fan->n_runs; k++)
    if (rsc_training_runs_get_kind (self, k))
      counts[rsc_stationarity_get_class (rsc_training_runs_get_kind (self, k))]++;
  ends = rsc_training_words_dup_summary (self->fan->n_runs, counts, self->optimum);
  if (!self->walk)
    far = rsc_training_words_dup_distance (rsc_training_runs_get_distance (self), self->optimum);
  return far && ends ? g_strconcat (far, " · ", ends, NULL)
         : far       ? g_steal_pointer (&far)
                     : g_steal_pointer (&ends);
}
