/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of an animation the picture of the function: the network, the classes, or what is shown in place
 * of them. */
#include "app/model/rsc-animation-private.h"

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-outputs.h"
#include "app/model/rsc-document-reasons.h"
#include "app/model/rsc-prepared-rows.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-target-effects.h"
#include "core/set/rsc-comparison.h"
#include "ui/plot/rsc-classes-plot.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-reach.h"
#include "ui/plot/rsc-text.h"
#include "ui/words/rsc-classes-words.h"
#include "ui/words/rsc-compare-words.h"
#include "ui/words/rsc-effects-words.h"
#include "ui/words/rsc-uniqueness-words.h"
#include <math.h>
#include <string.h>

/* Of the line that says what is shown, in sizes of its text. */
#define WORDS 1.8

/* Moments that are looked at for the ends of axes and colours. */
#define SAMPLES 24

/* --- before it begins ------------------------------------------------------------------------- */

/* What neurons of the set at rest add up to. While λ moves it is of no set. */
static void
take_sum (RscAnimation *self, RscDocument *document)
{
  RscReasons *reasons = rsc_document_get_reasons (document);
  RscNetwork *sum = rsc_reasons_get_network (reasons);

  if (!sum || !self->set || rsc_reasons_get_set (reasons) != self->set)
    return;
  const RscExplanation *explanation = rsc_reasons_get_explanation (reasons);
  const gsize width = rsc_network_get_width (sum);

  self->shown = RSC_SHOWN_SUM;
  self->shown_network = rsc_network_ref (sum);
  self->shown_ids = g_new (gsize, width + 1);
  for (gsize k = 0; k < width; k++)
    self->shown_ids[k] = self->labels[explanation->dependence->neurons[k]];
  self->shown_words = g_strdup (rsc_uniqueness_words_get_sum (explanation->everywhere));
}

/* Between two points of a path networks are combinations, which have no derivative. */
static void
take_effect (RscAnimation *self, RscDocument *document)
{
  const gssize row = rsc_effects_get_chosen (rsc_document_get_effects (document));

  if (row < 0 || (gsize) row >= rsc_dataset_get_n (self->dataset) || !self->set)
    return;
  g_autoptr (RscPreparedRows) rows = rsc_prepared_rows_new (self->state);

  self->shown = RSC_SHOWN_EFFECT;
  self->shown_row = (gsize) row;
  self->shown_words =
    rsc_effects_words_dup_drawn ((gsize) row < rows->n_train ? rows->rows[row] : (gsize) row);
}

static void
take_difference (RscAnimation *self)
{
  const RscPin *pin = rsc_pins_get_chosen (self->state->pins);

  if (!pin)
    return;
  self->shown = RSC_SHOWN_DIFFERENCE;
  self->shown_network = rsc_network_ref (pin->network);
  self->shown_words = g_strdup (rsc_compare_words_get (RSC_COMPARE_DRAWN));
  /* Neurons that the pinned network alone has are numbered after all others. */
  for (gsize i = 0; self->set && i < rsc_optimal_set_get_n_neurons (self->set); i++)
    self->free_label = MAX (self->free_label, self->labels[i] + 1);
  for (gsize id = 0; id < self->n_ids; id++)
    if (self->id_labels[id] != RSC_LABEL_NONE)
      self->free_label = MAX (self->free_label, self->id_labels[id] + 1);
}

static void
take_classes (RscAnimation *self, RscDocument *document)
{
  RscOutputNetworks *networks = rsc_document_get_output_networks (document);
  RscOutputs *outputs = rsc_output_networks_get_outputs (networks, NULL);
  RscDataset *train = rsc_output_networks_get_train (networks);
  double lambda;
  RscNetwork *const *all = rsc_output_networks_get_networks (networks, &lambda);

  if (!all || !outputs->is_classes || train != self->state->train || rsc_dataset_get_d (train) == 0
      || rsc_dataset_get_space (train, NULL))
    return;
  self->classes = rsc_outputs_ref (outputs);
  self->classes_lambda = lambda;
  self->class_networks = g_new (RscNetwork *, outputs->n);
  self->class_datasets = g_new (RscDataset *, outputs->n);
  for (gsize k = 0; k < outputs->n; k++)
    {
      self->class_networks[k] = rsc_network_ref (all[k]);
      self->class_datasets[k] = rsc_dataset_new_output (train, k);
    }
  if (!self->path && !rsc_output_networks_are_certified (networks))
    self->classes_notice = rsc_classes_words_dup_stale (lambda);
}

void
rsc_animation_take_function (RscAnimation *self, RscDocument *document)
{
  switch (self->state->shown)
    {
    case RSC_SHOWN_SUM:
      take_sum (self, document);
      break;
    case RSC_SHOWN_EFFECT:
      take_effect (self, document);
      break;
    case RSC_SHOWN_DIFFERENCE:
      take_difference (self);
      break;
    case RSC_SHOWN_NETWORK:
    default:
      break;
    }
  /* They are shown where there is no change to show as well. */
  if (self->state->mode == RSC_FUNCTION_CLASSES)
    take_classes (self, document);
}

void
rsc_animation_free_function (RscAnimation *self)
{
  for (gsize k = 0; self->classes && k < self->classes->n; k++)
    {
      rsc_network_unref (self->class_networks[k]);
      rsc_dataset_unref (self->class_datasets[k]);
    }
  g_free (self->class_networks);
  g_free (self->class_datasets);
  g_clear_pointer (&self->classes, rsc_outputs_unref);
  g_clear_pointer (&self->shown_network, rsc_network_unref);
  g_clear_pointer (&self->effect.network, rsc_network_unref);
  g_free (self->effect.neurons);
  g_free (self->effect.of);
  g_free (self->classes_notice);
  g_free (self->shown_ids);
  g_free (self->shown_words);
}

/* --- a moment --------------------------------------------------------------------------------- */

/* A neuron of the set at the moment has its name there; one that is in no set keeps one of its own
 * all along: that of its place in the pinned network, or else in the moment's. */
static void
find_difference (RscAnimation *self)
{
  RscAnimationMoment *now = &self->now;
  RscNetwork *pinned = self->shown_network;
  RscOptimalSet *set = self->path ? now->on_path.frame->set : self->set;
  const gsize *labels = self->path ? now->labels : self->labels;
  const double lambda = self->path ? now->on_path.frame->lambda
                        : self->set
                          ? rsc_solution_get_lambda (rsc_optimal_set_get_solution (self->set))
                          : 0.0;
  g_autoptr (RscComparison) comparison =
    rsc_comparison_new (self->dataset, pinned, now->network, lambda, set, NULL);
  g_autofree gsize *numbers = NULL;

  if (!comparison)
    return;
  now->shown = rsc_comparison_dup_difference (pinned, now->network);
  if (!now->shown)
    return;
  numbers = rsc_compared_dup_numbers (comparison, labels, self->free_label);
  const gsize *n = comparison->widths;
  /* First the neurons of the moment, then those of the pinned network. */
  now->shown_ids = g_new (gsize, n[0] + n[1] + 1);
  for (gsize k = 0; k < n[0] + n[1]; k++)
    {
      const gsize of = k < n[1] ? comparison->neuron_of[1][k] : comparison->neuron_of[0][k - n[1]];

      now->shown_ids[k] = of == RSC_COMPARISON_NONE ? RSC_LABEL_NONE : numbers[of];
    }
}

/* Of the network with the norms @a, or NULL; kept, as that changes at stops alone. */
static void
look_for_effect (RscAnimation *self, const double *a, GCancellable *cancellable)
{
  RscAnimationEffect *effect = &self->effect;
  const gsize size = rsc_optimal_set_get_n_neurons (self->set) * sizeof (double);
  g_autoptr (RscTargetEffects) effects = NULL;

  if (effect->known
      && (rsc_optimal_set_is_unique (self->set)
          || ((a != NULL) == (effect->of != NULL) && (!a || memcmp (a, effect->of, size) == 0))))
    return;
  g_clear_pointer (&effect->network, rsc_network_unref);
  g_clear_pointer (&effect->neurons, g_free);
  g_clear_pointer (&effect->of, g_free);
  effects = rsc_target_effects_new_for (self->set, a, NULL, cancellable, NULL);
  if (effects)
    effect->network = rsc_target_effects_dup_network (effects, self->shown_row, &effect->neurons);
  effect->of = a ? g_memdup2 (a, MAX (size, sizeof (double))) : NULL;
  effect->known = !g_cancellable_is_cancelled (cancellable);
}

static void
find_effect (RscAnimation *self, GCancellable *cancellable)
{
  RscAnimationMoment *now = &self->now;

  look_for_effect (self, now->stop ? now->stop : now->point, cancellable);
  if (!self->effect.network)
    return;
  const gsize width = rsc_network_get_width (self->effect.network);

  now->shown = rsc_network_ref (self->effect.network);
  now->shown_ids = g_new (gsize, width + 1);
  for (gsize k = 0; k < width; k++)
    now->shown_ids[k] = self->labels[self->effect.neurons[k]];
}

void
rsc_animation_find_shown (RscAnimation *self, GCancellable *cancellable)
{
  if (self->shown == RSC_SHOWN_DIFFERENCE)
    find_difference (self);
  else if (self->shown == RSC_SHOWN_EFFECT)
    find_effect (self, cancellable);
}

/* What is shown in place of the moment's network; NULL where there is no such function: then it is
 * the network, as in the window. */
static RscNetwork *
get_change (const RscAnimation *self)
{
  return self->shown == RSC_SHOWN_SUM ? self->shown_network : self->now.shown;
}

gboolean
rsc_animation_shows_network (const RscAnimation *self)
{
  return !get_change (self) && !self->classes;
}

/* What the picture shows of these data, and how: the network, or @change. */
static void
init_model (const RscAnimation *self, RscFunctionModel *model, RscNetwork *change)
{
  rsc_function_model_init (model);
  model->mode = self->state->mode;
  model->dataset = self->dataset;
  model->network = self->now.network;
  model->neuron_ids = self->now.ids;
  model->envelope = self->path ? self->now.on_path.envelope : self->envelope;
  if (self->pruning && self->now.later)
    model->before = rsc_pruning_get_state (self->pruning, 0)->network;
  if (change)
    rsc_function_model_set_change (
      model, change, self->shown == RSC_SHOWN_SUM ? self->shown_ids : self->now.shown_ids);
}

RscFunctionMode
rsc_animation_get_mode (const RscAnimation *self)
{
  RscFunctionModel model;

  init_model (self, &model, NULL);
  return rsc_function_model_get_effective_mode (&model);
}

static void
close_range (double range[2])
{
  if (!isfinite (range[0]) || !isfinite (range[1]))
    range[0] = range[1] = NAN;
}

/* The networks on the way, and all that the others of the set say; and the changes on the way. What
 * the networks of a path say is known of it. */
gboolean
rsc_animation_find_values (RscAnimation *self, GCancellable *cancellable, GError **error)
{
  const gboolean plane = rsc_dataset_get_d (self->dataset) >= 2;
  const RscFunctionMode mode = rsc_animation_get_mode (self);
  const gboolean changes = self->shown != RSC_SHOWN_NETWORK;
  /* Of the width of the envelope the colours rest. */
  const gboolean networks =
    !self->path && !self->classes && !(mode == RSC_FUNCTION_ENVELOPE && plane);

  rsc_function_reach_init (self->values);
  rsc_function_reach_init (self->change_values);
  for (int k = 0; k <= SAMPLES && (changes || networks); k++)
    {
      RscFunctionModel model;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rsc_animation_clear_moment (self);
      self->kind->go_to (self, (double) k / SAMPLES);
      rsc_animation_find_shown (self, cancellable);
      init_model (self, &model, get_change (self));
      if (model.change || networks)
        rsc_function_reach_add_network (
          model.change ? self->change_values : self->values, model.network, self->dataset,
          rsc_function_model_get_effective_mode (&model), self->state->feature_x,
          self->state->feature_y, self->state->at);
    }
  if (networks && self->envelope && !plane && mode != RSC_FUNCTION_FIT)
    rsc_function_reach_add_envelope (self->values, self->envelope);
  close_range (self->values);
  close_range (self->change_values);
  return TRUE;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void
draw_classes (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double w, double h)
{
  const RscDocumentState *state = self->state;
  const gsize d = rsc_dataset_get_d (self->class_datasets[0]);
  const double lambda = self->path ? self->now.on_path.frame->lambda : self->classes_lambda;
  g_autofree char *stale = NULL;
  RscClassesModel model;

  /* Those of the other classes were not followed along the path. */
  if (!(fabs (lambda - self->classes_lambda) <= RSC_TOLERANCE_LAMBDA * self->classes_lambda))
    stale = rsc_classes_words_dup_stale (self->classes_lambda);
  rsc_classes_model_init (&model);
  model.n = self->classes->n;
  model.names = (const char *const *) self->classes->names;
  model.networks = self->class_networks;
  model.datasets = self->class_datasets;
  model.feature_x = MIN (state->feature_x, d - 1);
  model.feature_y = state->feature_y;
  model.at = state->at;
  model.notice = stale ? stale : self->classes_notice;
  rsc_classes_plot_draw (&model, theme, cr, w, h);
}

/* Below the picture; gives the height that it takes. */
static double
draw_words (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double w, double h)
{
  const double room = WORDS * theme->font_size;
  RscText text;

  rsc_text_init (&text, theme, cr);
  rsc_text_set_limit (&text, w - theme->font_size);
  rsc_text_draw (&text, self->shown_words, 0.5 * w, h - 0.5 * room, 0.5, 0.5, theme->foreground);
  rsc_text_clear (&text);
  return room;
}

void
rsc_animation_draw_function (const RscAnimation *self,
                             const RscTheme *theme,
                             cairo_t *cr,
                             double width,
                             double height)
{
  const RscDocumentState *state = self->state;
  RscNetwork *change = get_change (self);
  const double *values = change ? self->change_values : self->values;
  RscFunctionModel model;

  if (self->classes && !change)
    {
      draw_classes (self, theme, cr, width, height);
      return;
    }
  init_model (self, &model, change);
  model.kinks = state->kinks;
  model.test = self->test;
  model.feature_x = state->feature_x;
  model.feature_y = state->feature_y;
  model.at = state->at;
  model.value_low = values[0];
  model.value_high = values[1];
  if (change)
    height -= draw_words (self, theme, cr, width, height);
  rsc_function_plot_draw (&model, theme, cr, width, height);
}
