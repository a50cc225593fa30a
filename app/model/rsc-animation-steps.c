/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of an animation what a pruning does, and a walk through the optimal networks. */
#include "app/model/rsc-animation-private.h"

#include "app/model/rsc-pruning-neurons.h"
#include "app/model/rsc-walk-position.h"
#include "ui/plot/rsc-pruning-plot.h"
#include "ui/words/rsc-animation-words.h"
#include "ui/words/rsc-pruning-words.h"
#include <math.h>
#include <string.h>

/* A step of pruning: how long it takes and is looked at, and the part of that in which something
 * moves. */
#define STEP_SECONDS 1.2
#define STEP_MOVES 0.5

/* --- pruning ---------------------------------------------------------------------------------- */

/* At whole numbers, states of the walk, it rests for a while. */
static double
get_position (const RscAnimation *self, double moment)
{
  const double steps = moment * (double) (self->n_states - 1);
  const double before = floor (steps);
  const double t = fmin ((steps - before) / STEP_MOVES, 1);

  return fmin (before + t * t * (3 - 2 * t), (double) (self->n_states - 1));
}

static void
look_at_pruning (RscAnimation *self)
{
  const gsize m = self->set ? rsc_optimal_set_get_n_neurons (self->set) : 0;
  gsize n;
  g_autofree double *trail =
    self->set ? rsc_walk_position_dup_trail (self->pruning, (double) (self->n_states - 1), m, &n)
              : NULL;

  if (trail)
    rsc_animation_hold_trail (self, trail, n);
}

static void
go_to_step (RscAnimation *self, double moment)
{
  RscAnimationMoment *now = &self->now;
  const double position = get_position (self, moment);
  const gsize m = self->set ? rsc_optimal_set_get_n_neurons (self->set) : 0;
  g_autofree gsize *of_set = NULL;

  now->network = rsc_walk_position_dup_network (self->pruning, position, &of_set);
  /* What is on its way is told and drawn as where it goes. */
  now->index = (gsize) ceil (position);
  if (self->set && of_set)
    {
      const gsize width = rsc_network_get_width (now->network);

      now->ids = g_new (gsize, MAX (width, 1));
      for (gsize k = 0; k < width; k++)
        now->ids[k] = self->labels[of_set[k]];
      now->point = g_new0 (double, MAX (m, 1));
      if (!rsc_walk_position_get_norms_in_set (self->pruning, position, m, now->point))
        g_clear_pointer (&now->point, g_free);
      now->stop = g_new0 (double, MAX (m, 1));
      if (!rsc_walk_position_get_norms_in_set (self->pruning, (double) now->index, m, now->stop))
        g_clear_pointer (&now->stop, g_free);
      now->trail = rsc_walk_position_dup_trail (self->pruning, position, m, &now->n_trail);
    }
  now->heading = rsc_animation_words_dup_step (now->index, self->n_states - 1);
  now->numbers =
    rsc_animation_words_dup_width (rsc_pruning_get_state (self->pruning, now->index)->width);
  now->sentence = rsc_pruning_words_sentence (self->pruning, now->index, self->start_labels,
                                              self->set, self->start, self->method);
}

static void
draw_step (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double w, double h)
{
  RscPruningModel model;

  rsc_pruning_model_init (&model);
  model.pruning = self->pruning;
  model.state = self->now.index;
  model.labels = self->start_labels;
  rsc_pruning_plot_draw (&model, theme, cr, w, h);
}

void
rsc_animation_begin_pruning (RscAnimation *self, RscDocument *document)
{
  static const RscAnimationKind kind = { look_at_pruning, go_to_step, NULL, draw_step };
  RscPruner *pruner = rsc_document_get_pruner (document);

  self->kind = &kind;
  self->pruning = rsc_pruning_ref (rsc_pruner_get_walk (pruner));
  self->n_states = rsc_pruner_get_n_states (pruner);
  self->start_labels =
    rsc_pruning_neurons_dup_labels (pruner, rsc_document_get_labelling (document));
  self->start = rsc_pruner_get_start (pruner);
  self->method = rsc_pruner_get_method (pruner);
  /* Another set than that on show: its networks have no place in the picture. */
  if (self->set != rsc_pruner_get_set (pruner))
    rsc_animation_drop_set (self);
  self->seconds = STEP_SECONDS * (double) (self->n_states - 1);
  for (gsize k = 0; k < self->n_states; k++)
    rsc_animation_add_event (self, (double) k / (double) (self->n_states - 1));
}

/* --- a walk ----------------------------------------------------------------------------------- */

static void
look_at_walk (RscAnimation *self)
{
  rsc_animation_hold_trail (self, self->stops, self->n_stops);
}

static void
go_to_place (RscAnimation *self, double moment)
{
  RscAnimationMoment *now = &self->now;
  const gsize m = rsc_optimal_set_get_n_neurons (self->set);
  const double place = moment * (double) (self->n_stops - 1);
  const RscComplexWalk walk = { .n_stops = self->n_stops, .stops = self->stops, .n_neurons = m };

  now->point = g_new0 (double, MAX (m, 1));
  rsc_complex_walk_get (&walk, place, now->point);
  now->network = rsc_optimal_set_dup_network (self->set, now->point);
  now->ids = rsc_animation_dup_ids (self->set, self->labels, now->point, now->network);
  now->stop = g_memdup2 (self->stops + (gsize) floor (place) * m, MAX (m, 1) * sizeof (double));
  now->trail = g_memdup2 (self->stops, self->n_stops * MAX (m, 1) * sizeof (double));
  now->n_trail = self->n_stops;
  now->heading = rsc_animation_words_dup_stop ((gsize) floor (place) + 1, self->n_stops);
  now->numbers =
    rsc_animation_words_dup_width (rsc_optimal_set_count_width (self->set, now->point));
}

static void
draw_place (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double w, double h)
{
  RscWidthsModel model;

  rsc_widths_model_init (&model);
  model.complex = self->complex;
  model.m = self->m;
  rsc_widths_plot_draw (&model, theme, cr, w, h);
}

void
rsc_animation_begin_walk (RscAnimation *self, RscDocument *document)
{
  static const RscAnimationKind kind = { look_at_walk, go_to_place, NULL, draw_place };
  RscWidths *widths = rsc_document_get_widths (document);
  const RscComplexWalk *walk = rsc_widths_get_walk (widths);

  self->kind = &kind;
  self->complex = rsc_complex_ref (rsc_widths_get_complex (widths));
  self->m = walk->m;
  self->n_stops = walk->n_stops;
  self->stops = g_memdup2 (walk->stops, walk->n_stops * MAX (walk->n_neurons, 1) * sizeof (double));
  self->seconds = RSC_WALK_SECONDS * (double) (walk->n_stops - 1);
  for (gsize k = 0; k < walk->n_stops; k++)
    rsc_animation_add_event (self, (double) k / (double) (walk->n_stops - 1));
}
