/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document knows from several of its parts together, and what hands do in its views. */
#include "app/model/rsc-document-private.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

static const RscDocumentState *
get_state (RscDocument *self)
{
  return rsc_history_get_state (self->history);
}

/* --- results ------------------------------------------------------------------------------ */

RscDataset *
rsc_document_get_train (RscDocument *self)
{
  RscSolution *solution = rsc_results_get_solution (self->results);
  RscLimit *limit = rsc_results_get_limit (self->results);

  /* The limit λ → 0 can be solved with other targets. */
  if (limit)
    return rsc_problem_get_dataset (limit->problem);
  return solution ? rsc_problem_get_dataset (rsc_solution_get_problem (solution))
                  : get_state (self)->train;
}

RscSolution *
rsc_document_get_solution (RscDocument *self)
{
  return rsc_results_get_solution (self->results);
}

RscOptimalSet *
rsc_document_get_set (RscDocument *self)
{
  return rsc_results_get_set (self->results);
}

double
rsc_document_get_next_stop (RscDocument *self, int step)
{
  return rsc_known_path_get_next_stop (rsc_results_get_path (self->results),
                                       get_state (self)->lambda_ratio, step);
}

static const RscLabelling *
get_labelling (RscDocument *self)
{
  return rsc_results_get_labelling (self->results);
}

/* --- picking ------------------------------------------------------------------------------ */

/* The set that a hand can reach into, or NULL. */
static RscOptimalSet *
get_reachable_set (RscDocument *self)
{
  return rsc_results_is_set_stale (self->results) || rsc_results_is_late (self->results)
           ? NULL
           : rsc_results_get_set (self->results);
}

static void
apply_point (RscDocument *self, const char *name, RscChangeMode mode, RscPick pick, const double *a)
{
  RscDocumentState *after = rsc_document_state_copy (get_state (self));
  g_autoptr (RscNeuronKeys) keys = rsc_neuron_keys_new_for_point (get_reachable_set (self), a);

  rsc_document_state_set_pick (after, pick, 0, keys);
  /* The pick of before, while pruning shows another network, is asked for too. */
  rsc_document_state_end_pruning (after);
  rsc_document_apply (self, name, mode, after);
}

void
rsc_document_drag_point (RscDocument *self, const double *wish)
{
  RscOptimalSet *set = get_reachable_set (self);
  const gsize *axes;
  gsize n_axes = rsc_shown_axes_get (rsc_results_get_axes (self->results), &axes);
  g_autofree double *a = NULL;

  /* In a set without neurons there is no way to go. */
  if (!set || n_axes == 0 || rsc_optimal_set_get_n_neurons (set) == 0)
    return;
  a = g_new0 (double, rsc_optimal_set_get_n_neurons (set));
  rsc_optimal_set_nearest (set, n_axes, axes, wish, rsc_picked_network_get_point (self->picked), a);
  apply_point (self, "Move the network", RSC_CHANGE_MERGE, RSC_PICK_POINT, a);
}

void
rsc_document_pick_point (RscDocument *self, const double *a)
{
  RscOptimalSet *set = get_reachable_set (self);

  if (!set)
    return;
  const gboolean at_vertex = rsc_picked_network_find_vertex (set, a) >= 0;
  apply_point (self, "Pick a network", RSC_CHANGE_SINGLE,
               at_vertex ? RSC_PICK_VERTEX : RSC_PICK_POINT, a);
}

void
rsc_document_pick_vertex (RscDocument *self, gsize k)
{
  RscOptimalSet *set = get_reachable_set (self);

  if (set && k < rsc_optimal_set_get_n_vertices (set))
    apply_point (self, "Pick a vertex", RSC_CHANGE_SINGLE, RSC_PICK_VERTEX,
                 rsc_optimal_set_get_vertex (set, k));
}

void
rsc_document_show_walk (RscDocument *self, double place)
{
  RscOptimalSet *set = get_reachable_set (self);
  const RscComplexWalk *walk = rsc_widths_get_walk (self->widths);
  g_autofree double *a = NULL;

  if (!set || !walk || rsc_complex_get_set (rsc_widths_get_complex (self->widths)) != set)
    return;
  a = g_new0 (double, MAX (walk->n_neurons, 1));
  rsc_complex_walk_get (walk, place, a);
  rsc_player_set_position (self->player, RSC_TRACK_WALK, RSC_WALK_SECONDS * place);
  const double stop = round (place);
  const gboolean at_vertex = place == stop && stop >= 0.0 && stop < (double) walk->n_stops
                             && walk->vertices[(gsize) stop] >= 0;
  self->walking = TRUE;
  apply_point (self, "Walk through the set", RSC_CHANGE_MERGE,
               at_vertex ? RSC_PICK_VERTEX : RSC_PICK_POINT, a);
  self->walking = FALSE;
}

/* The picked network's norms in the set that is looked at by widths, or NULL. */
static const double *
get_end (RscDocument *self)
{
  RscOptimalSet *set = get_reachable_set (self);
  RscComplex *complex = rsc_widths_get_complex (self->widths);

  return set && complex && rsc_complex_get_set (complex) == set
           ? rsc_picked_network_get_point (self->picked)
           : NULL;
}

void
rsc_document_start_walk (RscDocument *self)
{
  if (get_end (self))
    rsc_widths_set_start (self->widths, get_end (self));
}

void
rsc_document_walk_here (RscDocument *self)
{
  if (get_end (self))
    rsc_widths_walk_to (self->widths, get_end (self));
}

void
rsc_document_step_vertex (RscDocument *self, int step)
{
  RscOptimalSet *set = get_reachable_set (self);
  gssize n_vertices = set ? (gssize) rsc_optimal_set_get_n_vertices (set) : 0;
  gssize now = rsc_picked_network_get_vertex (self->picked);

  if (n_vertices == 0)
    return;
  rsc_document_pick_vertex (self, (gsize) (now < 0 ? (step > 0 ? 0 : n_vertices - 1)
                                                   : (now + step + n_vertices) % n_vertices));
}

void
rsc_document_pick (RscDocument *self, RscPick pick)
{
  RscDocumentState *after;

  g_return_if_fail (pick != RSC_PICK_POINT && pick != RSC_PICK_VERTEX);

  after = rsc_document_state_copy (get_state (self));
  rsc_document_state_set_pick (
    after, pick, pick == RSC_PICK_RANDOM ? after->pick_seed + 1 : after->pick_seed, NULL);
  rsc_document_state_end_pruning (after);
  rsc_document_apply (self, "Pick a network", RSC_CHANGE_SINGLE, after);
}

void
rsc_document_toggle_axis (RscDocument *self, gsize i)
{
  RscOptimalSet *set = get_reachable_set (self);
  const gsize *shown;
  gsize n_shown = rsc_shown_axes_get (rsc_results_get_axes (self->results), &shown);
  gsize axes[4];
  gsize n = 0;
  gboolean present = FALSE;
  RscDocumentState *after;
  g_autoptr (RscNeuronKeys) keys = NULL;

  if (!set || i >= rsc_optimal_set_get_n_neurons (set))
    return;
  for (gsize k = 0; k < n_shown; k++)
    {
      if (shown[k] == i)
        present = TRUE;
      else if (shown[k] != RSC_OPTIMAL_SET_ABSENT)
        axes[n++] = shown[k];
    }
  if (present && n == 0)
    return;
  if (!present)
    {
      n = MIN (n, 2);
      axes[n++] = i;
    }
  keys = rsc_neuron_keys_new (set, n, axes, NULL);
  after = rsc_document_state_copy (get_state (self));
  rsc_document_state_set_axes (after, keys);
  rsc_document_apply (self, "Choose axes", RSC_CHANGE_SINGLE, after);
}

/* --- selection and hover ------------------------------------------------------------------ */

static gssize
label_of (RscDocument *self, gssize neuron)
{
  return neuron >= 0 && (gsize) neuron < rsc_labelling_get_n (get_labelling (self))
           ? (gssize) rsc_labelling_get_labels (get_labelling (self))[neuron]
           : -1;
}

static gssize
neuron_of (RscDocument *self, gssize label)
{
  /* Numbers outlast their set, which may have left before the next one came. */
  return label >= 0 && rsc_document_get_set (self)
           ? rsc_labelling_find (get_labelling (self), (gsize) label)
           : -1;
}

gssize
rsc_document_get_selected_neuron (RscDocument *self)
{
  return neuron_of (self, rsc_selection_get_selected (self->selection));
}

void
rsc_document_select_neuron (RscDocument *self, gssize neuron)
{
  rsc_selection_select (self->selection, label_of (self, neuron));
}

gssize
rsc_document_get_hovered_neuron (RscDocument *self)
{
  return neuron_of (self, rsc_selection_get_hovered (self->selection));
}

void
rsc_document_hover_neuron (RscDocument *self, gssize neuron, gssize point)
{
  rsc_selection_hover (self->selection, label_of (self, neuron), point);
}
