/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-compare.h"

#include "app/model/rsc-document-private.h"
#include "ui/words/rsc-compare-words.h"

/* What a document does with networks that are compared. */

static const RscDocumentState *
get_state (RscDocument *self)
{
  return rsc_history_get_state (self->history);
}

static void
on_compared_changed (GObject *part, gpointer user_data)
{
  rsc_document_tell (user_data, RSC_DOCUMENT_COMPARED);
}

/* The data that the set on show is of: at λ → 0 these can be those of the document with targets
 * moved by next to nothing. */
static RscDataset *
get_solved (RscDocument *self)
{
  RscLimit *limit = rsc_results_get_limit (self->results);

  return limit && limit->interpolates
           ? rsc_problem_get_dataset (rsc_solution_get_problem (limit->near))
           : rsc_document_get_train (self);
}

/* The pinned λ's set goes with the data, and its axes with those on show. */
static void
follow_pinned_set (RscDocument *self)
{
  RscSolution *solution = rsc_document_get_solution (self);
  RscLimit *limit = rsc_results_get_limit (self->results);
  RscProblem *problem = limit      ? limit->problem
                        : solution ? rsc_solution_get_problem (solution)
                                   : NULL;
  RscOptimalSet *set = rsc_document_get_set (self);
  const RscShownAxes *shown = rsc_document_get_shown_axes (self);
  const double ratio = get_state (self)->pinned_ratio;

  if (rsc_results_is_late (self->results))
    return;
  rsc_pinned_set_set_source (self->pinned_set, ratio > 0.0 ? problem : NULL, ratio);
  if (ratio > 0.0 && set && !rsc_results_is_set_stale (self->results))
    {
      g_autoptr (RscNeuronKeys) keys = rsc_shown_axes_dup_keys (shown, set);

      rsc_pinned_set_set_axes (self->pinned_set, keys, rsc_shown_axes_get (shown, NULL),
                               rsc_shown_axes_get_labels (shown));
    }
}

void
rsc_document_follow_compared (RscDocument *self)
{
  const RscDocumentChange parts = self->told;

  if (!self->compared)
    return;
  /* What it tells of that is told together with it. */
  self->held++;
  if (parts & RSC_DOCUMENT_PINS)
    {
      const RscPin *pin = rsc_pins_get_chosen (get_state (self)->pins);

      rsc_compared_set_pinned (self->compared, pin ? pin->network : NULL);
    }
  if (parts
      & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_DATA
         | RSC_DOCUMENT_PINS))
    {
      RscSolution *solution = rsc_document_get_solution (self);
      const gboolean late = rsc_results_is_late (self->results);

      rsc_compared_set_source (
        self->compared, solution && !late ? rsc_document_get_train (self) : NULL,
        late ? NULL : rsc_picked_network_get_network (self->picked),
        solution ? rsc_solution_get_lambda (solution) : 0.0,
        late || rsc_results_is_set_stale (self->results) ? NULL : rsc_document_get_set (self),
        rsc_document_is_set_resting (self));
    }
  if (parts
      & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_DATA
         | RSC_DOCUMENT_PINS | RSC_DOCUMENT_AXES))
    follow_pinned_set (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_DATA))
    rsc_counterpart_set_source (self->counterpart, get_solved (self), rsc_document_get_set (self),
                                rsc_document_is_set_resting (self));
  self->held--;
}

void
rsc_document_follow_shown (RscDocument *self)
{
  const RscShownFunction shown = get_state (self)->shown;

  rsc_reasons_set_drawn (self->reasons, shown == RSC_SHOWN_SUM);
  rsc_effects_set_drawn (self->effects, shown == RSC_SHOWN_EFFECT);
}

void
rsc_document_add_compared (RscDocument *self)
{
  self->compared = rsc_compared_new (self->jobs);
  g_signal_connect (self->compared, "changed", G_CALLBACK (on_compared_changed), self);
  self->pinned_set = rsc_pinned_set_new (self->jobs);
  g_signal_connect (self->pinned_set, "changed", G_CALLBACK (on_compared_changed), self);
  self->counterpart = rsc_counterpart_new (self->jobs);
  g_signal_connect (self->counterpart, "changed", G_CALLBACK (on_compared_changed), self);
}

void
rsc_document_remove_compared (RscDocument *self)
{
  GObject *parts[] = { (GObject *) self->compared, (GObject *) self->pinned_set,
                       (GObject *) self->counterpart };

  if (!self->compared)
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      g_signal_handlers_disconnect_by_data (parts[k], self);
      g_object_run_dispose (parts[k]);
    }
  g_clear_object (&self->compared);
  g_clear_object (&self->pinned_set);
  g_clear_object (&self->counterpart);
}

RscCompared *
rsc_document_get_compared (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->compared;
}

void
rsc_document_draw (RscDocument *self, RscShownFunction shown)
{
  RscDocumentState *after;

  g_return_if_fail (RSC_IS_DOCUMENT (self));

  after = rsc_document_state_copy (get_state (self));
  after->shown = shown;
  rsc_document_apply (self, rsc_compare_words_get (RSC_COMPARE_CHANGE_SHOWN), RSC_CHANGE_SINGLE,
                      after);
}

/* --- pins ------------------------------------------------------------------------------------ */

/* @pins: taken. */
static gboolean
apply_pins (RscDocument *self, RscCompareTerm name, RscPins *pins)
{
  RscDocumentState *after = rsc_document_state_copy (get_state (self));

  rsc_document_state_set_pins (after, pins);
  /* What is looked at goes with what it is compared with. */
  if (pins->chosen < 0 && after->shown == RSC_SHOWN_DIFFERENCE)
    after->shown = RSC_SHOWN_NETWORK;
  return rsc_document_apply (self, rsc_compare_words_get (name), RSC_CHANGE_SINGLE, after);
}

/* What the network on show is. */
static char *
dup_name (RscDocument *self)
{
  static const RscCompareTerm terms[] = {
    [RSC_PICK_MIN_NORM] = RSC_COMPARE_LEAST_NORM, [RSC_PICK_INTERIOR] = RSC_COMPARE_INTERIOR,
    [RSC_PICK_NARROWEST] = RSC_COMPARE_NARROWEST, [RSC_PICK_VERTEX] = RSC_COMPARE_POINT,
    [RSC_PICK_RANDOM] = RSC_COMPARE_RANDOM,       [RSC_PICK_POINT] = RSC_COMPARE_POINT,
  };
  RscOptimalSet *set = rsc_document_get_set (self);
  const gssize vertex = rsc_picked_network_get_vertex (self->picked);
  g_autofree char *fit = rsc_document_dup_fit_name (self);

  if (fit)
    return g_steal_pointer (&fit);
  if (self->pruned)
    return rsc_compare_words_dup_pruned (rsc_picked_network_get_width (self->picked));
  if (set && rsc_optimal_set_is_unique (set))
    return g_strdup (rsc_compare_words_get (RSC_COMPARE_ONLY));
  if (get_state (self)->pick == RSC_PICK_VERTEX && vertex >= 0)
    return rsc_compare_words_dup_vertex ((gsize) vertex);
  return g_strdup (rsc_compare_words_get (terms[get_state (self)->pick]));
}

gboolean
rsc_document_can_pin (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  return rsc_picked_network_get_network (self->picked) && !rsc_results_is_late (self->results)
         && get_state (self)->pins->n < RSC_PINS_MAX;
}

gboolean
rsc_document_pin (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  if (!rsc_document_can_pin (self))
    return FALSE;
  g_autofree char *name = dup_name (self);
  return apply_pins (self, RSC_COMPARE_CHANGE_PIN,
                     rsc_pins_new_with (get_state (self)->pins, name,
                                        rsc_picked_network_get_network (self->picked),
                                        get_state (self)->lambda_ratio));
}

gboolean
rsc_document_rename_pin (RscDocument *self, gsize k, const char *name)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self) && name != NULL, FALSE);

  g_autofree char *stripped = g_strstrip (g_strdup (name));
  if (*stripped == '\0' || k >= get_state (self)->pins->n)
    return FALSE;
  return apply_pins (self, RSC_COMPARE_CHANGE_RENAME,
                     rsc_pins_new_renamed (get_state (self)->pins, k, stripped));
}

void
rsc_document_remove_pin (RscDocument *self, gsize k)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self) && k < get_state (self)->pins->n);

  apply_pins (self, RSC_COMPARE_CHANGE_REMOVE, rsc_pins_new_without (get_state (self)->pins, k));
}

void
rsc_document_choose_pin (RscDocument *self, gssize k)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self) && k < (gssize) get_state (self)->pins->n);

  apply_pins (self, RSC_COMPARE_CHANGE_CHOOSE, rsc_pins_new_chosen (get_state (self)->pins, k));
}

/* --- the pinned λ, and the other activation -------------------------------------------------- */

void
rsc_document_pin_lambda (RscDocument *self, gboolean pinned)
{
  RscDocumentState *after;

  g_return_if_fail (RSC_IS_DOCUMENT (self));

  if (pinned && !(get_state (self)->lambda_ratio > 0.0))
    return;
  after = rsc_document_state_copy (get_state (self));
  after->pinned_ratio = pinned ? after->lambda_ratio : -1.0;
  rsc_document_apply (
    self, rsc_compare_words_get (pinned ? RSC_COMPARE_CHANGE_HOLD : RSC_COMPARE_CHANGE_FREE),
    RSC_CHANGE_SINGLE, after);
}

RscHull *
rsc_document_get_pinned_hull (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);

  const RscShownAxes *shown = rsc_document_get_shown_axes (self);

  return get_state (self)->pinned_ratio > 0.0 ? rsc_pinned_set_get_hull (
           self->pinned_set, rsc_shown_axes_get (shown, NULL), rsc_shown_axes_get_labels (shown))
                                              : NULL;
}

const GError *
rsc_document_get_pinned_error (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return rsc_pinned_set_get_error (self->pinned_set);
}

RscCounterpart *
rsc_document_get_counterpart (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->counterpart;
}

/* --- numbers --------------------------------------------------------------------------------- */

static gsize
find_free_label (RscDocument *self)
{
  const RscLabelling *labelling = rsc_document_get_labelling (self);
  const gsize *labels = rsc_labelling_get_labels (labelling);
  const gsize *ids = rsc_labelling_get_id_labels (labelling);
  gsize next = 0;

  for (gsize i = 0; labels && i < rsc_labelling_get_n (labelling); i++)
    next = MAX (next, labels[i] + 1);
  for (gsize i = 0; ids && i < rsc_labelling_get_n_ids (labelling); i++)
    if (ids[i] != RSC_LABEL_NONE)
      next = MAX (next, ids[i] + 1);
  return next;
}

gsize *
rsc_document_dup_compared_labels (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);

  const RscComparison *comparison = rsc_compared_get (self->compared);
  const gsize *labels = rsc_labelling_get_labels (rsc_document_get_labelling (self));

  return comparison ? rsc_compared_dup_numbers (comparison, labels, find_free_label (self)) : NULL;
}
