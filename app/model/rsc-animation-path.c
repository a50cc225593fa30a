/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of an animation what λ does that falls along the path. */
#include "app/model/rsc-animation-private.h"

#include "core/numerics/rsc-tolerances.h"
#include "ui/plot/rsc-path-picked.h"
#include "ui/plot/rsc-path-plot.h"
#include "ui/words/rsc-animation-words.h"
#include "ui/words/rsc-path-words.h"
#include <math.h>
#include <string.h>

/* Digits of λ/λ_max. */
#define DIGITS 3

/* Of an end of the path. */
static double
get_end (const RscAnimation *self, gboolean last)
{
  const gsize n = rsc_path_get_n_points (self->path);

  return rsc_solution_get_lambda (rsc_path_get_point (self->path, last ? n - 1 : 0)->solution);
}

/* --- the set ---------------------------------------------------------------------------------- */

/* The neurons that a person chose to be axes. */
static void
take_axes (RscAnimation *self, RscDocument *document)
{
  const RscShownAxes *shown = rsc_document_get_shown_axes (document);
  const RscLabelling *labelling = rsc_document_get_labelling (document);
  const gsize n = self->state->axes ? rsc_shown_axes_get (shown, NULL) : 0;

  for (gsize k = 0; k < n; k++)
    {
      const gssize id = rsc_labelling_find_id (labelling, rsc_shown_axes_get_labels (shown)[k]);

      if (id >= 0)
        self->axis_ids[self->n_axes++] = (gsize) id;
    }
}

/* Where nobody chose, those that show most of the path. */
static void
choose_axes (RscAnimation *self)
{
  if (self->n_axes == 0)
    self->n_axes = rsc_path_ranges_get_axes (self->path_ranges, self->axis_ids);
  for (gsize k = 0; k < self->n_axes; k++)
    {
      self->axis_labels[k] = self->id_labels[self->axis_ids[k]];
      for (int space = 0; space < 2; space++)
        self->ranges[space][k] = rsc_path_ranges_get_axis (self->path_ranges, self->axis_ids[k],
                                                           self->state->feature, (RscSpace) space);
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gsize p = *(const gsize *) a, q = *(const gsize *) b;

  return (p > q) - (p < q);
}

/* Where there is never more than one optimum, it is shown as bars: a place for each neuron that is
 * ever used. */
static void
choose_bars (RscAnimation *self)
{
  g_autofree gboolean *used = g_new0 (gboolean, MAX (self->n_ids, 1));

  self->bars = self->n_ids > 0;
  for (gsize k = 0; k < rsc_path_get_n_points (self->path); k++)
    {
      const RscPathPoint *point = rsc_path_get_point (self->path, k);

      self->bars = self->bars && rsc_optimal_set_get_dimension (point->set) == 0;
      for (gsize i = 0; i < point->n_neurons; i++)
        if (rsc_optimal_set_get_neuron (point->set, i)->in_support)
          used[point->ids[i]] = TRUE;
    }
  for (gsize id = 0; id < self->n_ids && self->bars; id++)
    {
      if (!used[id])
        continue;
      g_array_append_val (self->bar_labels, self->id_labels[id]);
      for (int space = 0; space < 2; space++)
        {
          const RscOptimalSetRange range = rsc_path_ranges_get_axis (
            self->path_ranges, id, self->state->feature, (RscSpace) space);

          self->bar_ranges[space].low = fmin (self->bar_ranges[space].low, range.low);
          self->bar_ranges[space].high = fmax (self->bar_ranges[space].high, range.high);
        }
    }
  g_array_sort (self->bar_labels, compare_numbers);
}

/* --- the moment ------------------------------------------------------------------------------- */

/* The network that is picked at rest, of this set. */
static void
pick (RscAnimation *self)
{
  RscAnimationMoment *now = &self->now;
  RscOptimalSet *set = now->on_path.frame->set;
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autoptr (RscPickedNetwork) picked = rsc_picked_network_new ();

  rsc_picked_network_resolve (picked, set, self->state);
  now->network = rsc_network_ref (rsc_picked_network_get_network (picked));
  now->point = g_memdup2 (rsc_picked_network_get_point (picked), MAX (m, 1) * sizeof (double));
  now->labels = g_new (gsize, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    {
      const gsize id = now->on_path.frame->ids[i];

      /* At a point of the path a neuron outside the support has no identity. */
      now->labels[i] = id < self->n_ids ? self->id_labels[id] : RSC_LABEL_NONE;
    }
  now->ids = rsc_animation_dup_ids (set, now->labels, now->point, now->network);
  now->picked = g_new (double, MAX (self->n_ids, 1));
  rsc_path_picked_fill (now->picked, self->n_ids, self->id_labels, set, now->labels, now->point,
                        self->state->path_y, self->state->path_feature);
}

static void
go_to (RscAnimation *self, double moment)
{
  RscAnimationMoment *now = &self->now;
  const RscPathFrame *frame;

  rsc_path_moment_go_to (&now->on_path, self->path, moment, self->n_axes, self->axis_ids);
  frame = now->on_path.frame;
  pick (self);
  now->heading = rsc_path_words_dup_lambda (frame->lambda / self->lambda_max, DIGITS);
  now->numbers = rsc_animation_words_dup_set (rsc_optimal_set_count_width (frame->set, now->point),
                                              rsc_optimal_set_get_dimension (frame->set),
                                              rsc_solution_get_relative_gap (frame->solution));
}

static gboolean
complete (RscAnimation *self, GCancellable *cancellable, GError **error)
{
  const RscDocumentState *state = self->state;
  RscPathMoment *moment = &self->now.on_path;

  return (self->bars || rsc_path_moment_project (moment, cancellable, error))
         && (!rsc_animation_shows_network (self)
             || rsc_path_moment_find_envelope (moment, state->mode == RSC_FUNCTION_ENVELOPE,
                                               state->feature_x, state->feature_y, state->at,
                                               cancellable, error));
}

static void
draw (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  const RscDocumentState *state = self->state;
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = self->path;
  model.curves = self->curves;
  model.lambda_max = self->lambda_max;
  model.ratio_min = fmin (get_end (self, TRUE) / self->lambda_max, 0.5);
  model.complete = TRUE;
  model.on_paper = TRUE;
  model.x = state->path_x;
  model.y = state->path_y;
  model.feature = state->path_feature;
  model.tubes = state->tubes;
  model.parted = state->parted;
  model.multiples = state->multiples;
  model.tangents = state->tangents;
  model.labels = self->id_labels;
  model.picked = self->now.picked;
  model.lambda = self->now.on_path.frame->lambda;
  rsc_path_plot_draw (&model, theme, cr, width, height);
}

static void
look (RscAnimation *self)
{
  const RscDocumentState *state = self->state;

  self->curves = rsc_path_curves_new (self->path, state->path_y, state->path_feature);
  self->path_ranges =
    rsc_path_ranges_new (self->path, state->feature_x, state->feature_y, state->at);
  choose_axes (self);
  choose_bars (self);
  rsc_path_ranges_get_values (self->path_ranges, rsc_animation_get_mode (self), &self->values[0],
                              &self->values[1]);
}

void
rsc_animation_begin_path (RscAnimation *self, RscDocument *document)
{
  static const RscAnimationKind kind = { look, go_to, complete, draw };
  const RscKnownPath *known = rsc_document_get_known_path (document);
  const RscLabelling *labelling = rsc_document_get_labelling (document);
  RscDocumentState *state = self->state;
  double top, bottom;

  self->kind = &kind;
  self->path = rsc_path_ref (rsc_known_path_get_path (known));
  self->lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (self->path));
  self->n_ids = rsc_path_get_n_ids (self->path);
  self->id_labels = g_new (gsize, MAX (self->n_ids, 1));
  for (gsize id = 0; id < self->n_ids; id++)
    self->id_labels[id] =
      id < rsc_labelling_get_n_ids (labelling) ? rsc_labelling_get_id_labels (labelling)[id] : id;
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  self->dataset = rsc_dataset_ref (rsc_problem_get_dataset (rsc_path_get_problem (self->path)));
  if (state->path_y == RSC_PATH_Y_ANGLE
      && rsc_problem_get_d (rsc_path_get_problem (self->path)) != 2)
    state->path_y = RSC_PATH_Y_NORM;
  take_axes (self, document);
  top = get_end (self, FALSE);
  bottom = get_end (self, TRUE);
  self->seconds = RSC_PLAYBACK_SECONDS * fmin (log (bottom / top) / log (RSC_PATH_RATIO_MIN), 1);
  for (gsize k = 0; k < rsc_path_get_n_events (self->path); k++)
    {
      const double lambda = rsc_path_get_event (self->path, k)->lambda;

      if (lambda <= top && lambda >= bottom)
        rsc_animation_add_event (self, CLAMP (log (lambda / top) / log (bottom / top), 0, 1));
    }
}
