/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-private.h"

#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-equal-fit-words.h"

#include <string.h>

/* What a document does with the set of equal fit. */

static void
on_fit_changed (RscShownFit *fit, gpointer user_data)
{
  RscDocument *self = user_data;

  if (self->giving_fit)
    return;
  rsc_document_hold (self);
  rsc_document_pick_network (self);
  rsc_document_tell (self, RSC_DOCUMENT_FIT | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_BUSY);
  rsc_document_release (self);
}

void
rsc_document_add_fit (RscDocument *self)
{
  self->fit = rsc_shown_fit_new (self->jobs);
  g_signal_connect (self->fit, "changed", G_CALLBACK (on_fit_changed), self);
}

void
rsc_document_remove_fit (RscDocument *self)
{
  if (!self->fit)
    return;
  g_signal_handlers_disconnect_by_data (self->fit, self);
  g_object_run_dispose (G_OBJECT (self->fit));
  g_clear_object (&self->fit);
}

/* That pruning starts from, where it is none of the optimal set; NULL else. */
static RscNetwork *
get_pruned (RscDocument *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);

  if (rsc_pruner_get_start (self->pruner) != RSC_PRUNING_START_NETWORK)
    return NULL;
  return self->pruned && walk ? rsc_pruning_get_state (walk, 0)->network
                              : rsc_pruner_get_network (self->pruner);
}

void
rsc_document_give_fit_source (RscDocument *self)
{
  RscSolution *solution = self->fit ? rsc_results_get_solution (self->results) : NULL;
  const RscTrainingState *state =
    self->fit && self->trained ? rsc_training_runs_get_state (self->training) : NULL;
  RscNetwork *network = state ? state->network : solution ? get_pruned (self) : NULL;
  RscProblem *problem = solution ? rsc_solution_get_problem (solution) : NULL;
  const gboolean there =
    network && problem && rsc_network_get_d (network) == rsc_problem_get_d (problem);
  gboolean was_picked;

  if (!self->fit || self->giving_fit)
    return;
  was_picked = rsc_shown_fit_is_picked (self->fit);
  self->giving_fit = TRUE;
  if (rsc_shown_fit_set_source (self->fit, there ? rsc_problem_get_dataset (problem) : NULL,
                                there ? network : NULL,
                                there ? rsc_solution_get_lambda (solution) : 0))
    self->told |= RSC_DOCUMENT_FIT | RSC_DOCUMENT_BUSY;
  if (was_picked && !rsc_shown_fit_is_picked (self->fit))
    {
      self->held++;
      rsc_document_pick_network (self);
      self->told |= RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_PRUNING;
      self->held--;
    }
  self->giving_fit = FALSE;
}

void
rsc_document_leave_fit_point (RscDocument *self)
{
  self->giving_fit = TRUE;
  rsc_shown_fit_pick (self->fit, NULL);
  self->giving_fit = FALSE;
}

void
rsc_document_take_fit (RscDocument *self)
{
  RscSolution *solution = rsc_results_get_solution (self->results);
  g_autoptr (RscNetwork) network = self->fit ? rsc_shown_fit_dup_network (self->fit) : NULL;

  if (network && solution)
    rsc_picked_network_take_trained (self->picked, solution, network);
}

RscShownFit *
rsc_document_get_fit (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->fit;
}

char *
rsc_document_dup_fit_name (RscDocument *self)
{
  const RscTrainingState *state;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);

  state = self->trained ? rsc_training_runs_get_state (self->training) : NULL;
  if (state)
    return rsc_equal_fit_words_dup_trained (
      rsc_training_runs_get_fan (self->training)->seeds[rsc_training_runs_get_run (self->training)],
      state->step);
  return get_pruned (self) ? g_strdup (rsc_equal_fit_words_get_given ()) : NULL;
}

/* Approximate steps of pruning leave the set: their fit is another. */
static gboolean
is_within (RscEqualFit *set, const double *a)
{
  return rsc_equal_fit_get_misfit (set, a) <= RSC_TOLERANCE_MISFIT;
}

double *
rsc_document_dup_fit_point (RscDocument *self)
{
  RscNetwork *network;
  RscEqualFit *set;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);

  network = rsc_picked_network_get_network (self->picked);
  set = rsc_shown_fit_get_set (self->fit);
  if (!set)
    return NULL;
  {
    const gsize m = MAX (rsc_equal_fit_get_n_neurons (set), 1);
    g_autofree double *a = g_new0 (double, m);

    if (network == rsc_equal_fit_get_network (set))
      return g_memdup2 (rsc_equal_fit_get_start (set), m * sizeof (double));
    if (network && rsc_equal_fit_get_norms (set, network, a) && is_within (set, a))
      return g_steal_pointer (&a);
    /* While the next one is on its way, the network of a moment ago is shown in its set. */
    return rsc_shown_fit_is_stale (self->fit)
             ? g_memdup2 (rsc_shown_fit_get_point (self->fit), m * sizeof (double))
             : NULL;
  }
}

double *
rsc_document_dup_fit_trail (RscDocument *self, gsize *n)
{
  RscPruning *walk;
  RscEqualFit *set;
  double *trail;
  gsize m, last;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);

  *n = 0;
  walk = rsc_pruner_get_walk (self->pruner);
  set = rsc_shown_fit_get_set (self->fit);
  if (!self->pruned || !walk || !set || !get_pruned (self))
    return NULL;
  m = rsc_equal_fit_get_n_neurons (set);
  last = rsc_pruner_get_index (self->pruner);
  trail = g_new0 (double, MAX (m, 1) * (last + 1));
  for (gsize k = 0; k <= last; k++)
    {
      if (!rsc_equal_fit_get_norms (set, rsc_pruning_get_state (walk, k)->network, trail + k * m))
        break;
      ++*n;
    }
  return trail;
}
