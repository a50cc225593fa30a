/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of an animation what a run of training does, and the walk downhill from it. */
#include "app/model/rsc-animation-private.h"

#include "ui/plot/rsc-training-plot.h"
#include "ui/words/rsc-animation-words.h"
#include "ui/words/rsc-training-words.h"
#include <math.h>

/* --- both ------------------------------------------------------------------------------------- */

static RscTraining *
get_run (const RscAnimation *self)
{
  return self->fan->runs[self->run];
}

static void
unref_kind (gpointer kind)
{
  if (kind)
    rsc_stationarity_unref (kind);
}

static void
take_runs (RscAnimation *self, RscDocument *document)
{
  RscTrainingRuns *runs = rsc_document_get_training (document);
  RscSolution *optimum = rsc_training_runs_get_optimum (runs);
  const RscTrainingWay *way = rsc_training_runs_get_way (runs);
  gsize n;
  g_autofree double *trail = rsc_training_runs_dup_trail (runs, self->set, &n);

  self->fan = rsc_training_fan_ref (rsc_training_runs_get_fan (runs));
  self->optimum = optimum ? rsc_solution_ref (optimum) : NULL;
  self->run = rsc_training_runs_get_run (runs);
  self->index = rsc_training_runs_get_index (runs);
  self->kinds = g_ptr_array_new_with_free_func (unref_kind);
  for (gsize k = 0; k < self->fan->n_runs; k++)
    {
      RscStationarity *kind = rsc_training_runs_get_kind (runs, k);

      g_ptr_array_add (self->kinds, kind ? rsc_stationarity_ref (kind) : NULL);
    }
  self->way = way ? rsc_training_way_ref ((RscTrainingWay *) way) : NULL;
  /* Where it came along beside the set on show. */
  self->has_trail = trail != NULL;
  /* Of another λ than its own: there is no place for it. */
  if (rsc_training_runs_is_elsewhere (runs))
    rsc_animation_drop_set (self);
}

/* The last of its states that is not after @step. */
static gsize
find_state (const RscTraining *run, gsize step)
{
  gsize low = 0, high = rsc_training_get_n_states (run);

  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (rsc_training_get_state (run, middle)->step <= step)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
draw (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  RscTrainingModel model;

  rsc_training_model_init (&model);
  model.n_runs = self->fan->n_runs;
  model.runs = self->fan->runs;
  model.seeds = self->fan->seeds;
  model.optimum = self->optimum;
  model.kinds = (RscStationarity *const *) self->kinds->pdata;
  model.run = self->run;
  model.state = self->now.index;
  if (self->way)
    {
      model.n_distances = self->way->n;
      model.distance_steps = self->way->steps;
      model.distances = self->way->distances;
    }
  if (self->downhill && self->downhill->n > 1)
    {
      model.n_walk = self->downhill->n;
      model.walk = self->downhill->objectives;
      model.place = self->now.place;
    }
  rsc_training_model_find_below (&model);
  rsc_training_plot_draw (&model, theme, cr, width, height);
}

/* --- a run ------------------------------------------------------------------------------------ */

static void
look_at_training (RscAnimation *self)
{
  if (self->has_trail)
    rsc_animation_hold_trail (self, self->way->along, self->way->n);
}

static void
go_to_step (RscAnimation *self, double moment)
{
  RscAnimationMoment *now = &self->now;
  const gsize n_steps = rsc_training_get_end (get_run (self))->step;
  const gsize step = moment >= 1 ? n_steps : (gsize) (moment * (double) n_steps);
  const RscTrainingState *state;

  now->index = find_state (get_run (self), step);
  state = rsc_training_get_state (get_run (self), now->index);
  now->network = rsc_network_ref (state->network);
  if (self->has_trail)
    now->trail = rsc_training_way_dup_trail (self->way, state->step, &now->n_trail);
  now->heading = rsc_animation_words_dup_training_step (state->step, n_steps);
  now->numbers = rsc_animation_words_dup_width (rsc_network_get_width (state->network));
  now->sentence = rsc_training_words_dup_state (self->fan->seeds[self->run], state, self->optimum);
}

void
rsc_animation_begin_training (RscAnimation *self, RscDocument *document)
{
  static const RscAnimationKind kind = { look_at_training, go_to_step, NULL, draw };

  self->kind = &kind;
  take_runs (self, document);
  self->seconds = RSC_TRAINING_SECONDS;
}

/* --- downhill --------------------------------------------------------------------------------- */

static void
go_to_place (RscAnimation *self, double moment)
{
  RscAnimationMoment *now = &self->now;
  const RscDescent *descent = self->downhill->descent;
  const gsize n_legs = rsc_descent_get_n_legs (descent);
  const double place = moment * (double) n_legs;

  now->index = self->index;
  now->place = moment;
  now->network = rsc_descent_dup_network (descent, place);
  now->heading = rsc_animation_words_dup_leg (MIN ((gsize) floor (place) + 1, n_legs), n_legs);
  now->numbers = rsc_animation_words_dup_width (rsc_network_get_width (now->network));
  now->sentence = rsc_training_words_dup_walk (descent, place, self->optimum);
}

void
rsc_animation_begin_downhill (RscAnimation *self, RscDocument *document)
{
  static const RscAnimationKind kind = { NULL, go_to_place, NULL, draw };
  const RscTrainingWalk *walk = rsc_training_runs_get_walk (rsc_document_get_training (document));
  const gsize n_legs = rsc_descent_get_n_legs (walk->descent);

  self->kind = &kind;
  take_runs (self, document);
  self->downhill = rsc_training_walk_ref ((RscTrainingWalk *) walk);
  self->seconds = rsc_player_get_known (rsc_document_get_player (document), RSC_TRACK_DOWNHILL);
  for (gsize k = 0; k <= n_legs; k++)
    rsc_animation_add_event (self, (double) k / (double) n_legs);
}
