/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-animation-private.h"

#include "ui/plot/rsc-function-reach.h"
#include "ui/plot/rsc-text.h"
#include "ui/words/rsc-animation-words.h"
#include <math.h>
#include <string.h>

/* Of the place of a moment between frames. */
#define ROUNDING 1e-9

/* Heights of the lines over the pictures, in sizes of their text. */
#define HEAD 2.4
#define SENTENCE 2.9
#define SENTENCE_LINES 2

/* Of the board: the pictures above, and the function's part of them. */
#define TOP 0.54
#define SIDE 0.38

/* --- before it begins ------------------------------------------------------------------------- */

/* Whether there is a set on show that is of the document's data and λ, and whose neurons are all
 * named: only that can be drawn beside what plays. */
static gboolean
is_set_at_rest (RscDocument *document)
{
  RscResults *results = rsc_document_get_results (document);
  RscOptimalSet *set = rsc_document_get_set (document);

  return set && !rsc_results_is_set_stale (results) && !rsc_results_is_outdated (results)
         && rsc_labelling_get_n (rsc_document_get_labelling (document))
              == rsc_optimal_set_get_n_neurons (set);
}

gboolean
rsc_animation_can (RscDocument *document, RscTrack track)
{
  RscTrainingRuns *runs;
  RscTrainingFan *fan;
  RscWidths *widths;
  const RscComplexWalk *walk;
  RscPath *path;

  g_return_val_if_fail (RSC_IS_DOCUMENT (document), FALSE);

  runs = rsc_document_get_training (document);
  fan = rsc_training_runs_get_fan (runs);
  widths = rsc_document_get_widths (document);
  walk = rsc_widths_get_walk (widths);
  switch (track)
    {
    case RSC_TRACK_PATH:
      path = rsc_known_path_get_path (rsc_document_get_known_path (document));
      return path && rsc_path_get_n_points (path) > 1;
    case RSC_TRACK_PRUNING:
      return rsc_pruner_get_n_states (rsc_document_get_pruner (document)) > 1;
    case RSC_TRACK_TRAINING:
      return fan && rsc_training_fan_get_n_steps (fan) > 0;
    case RSC_TRACK_DOWNHILL:
      return rsc_training_runs_get_walk (runs)
             && rsc_descent_get_n_legs (rsc_training_runs_get_walk (runs)->descent) > 0;
    case RSC_TRACK_WALK:
      return walk && walk->n_stops > 1 && is_set_at_rest (document)
             && rsc_widths_get_complex (widths)
             && rsc_complex_get_set (rsc_widths_get_complex (widths))
                  == rsc_document_get_set (document);
    case RSC_N_TRACKS:
    default:
      return FALSE;
    }
}

void
rsc_animation_add_event (RscAnimation *self, double moment)
{
  g_array_append_val (self->events, moment);
}

/* The set on show where it rests, and how it is seen. */
static void
take_set (RscAnimation *self, RscDocument *document)
{
  RscResults *results = rsc_document_get_results (document);
  const RscShownAxes *shown = rsc_document_get_shown_axes (document);
  const RscLabelling *labelling = rsc_document_get_labelling (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  RscHull *hull = rsc_shown_axes_get_hull (shown);
  const gsize *axes;

  if (!is_set_at_rest (document))
    return;
  self->set = rsc_optimal_set_ref (set);
  self->labels = g_memdup2 (rsc_labelling_get_labels (labelling),
                            MAX (rsc_labelling_get_n (labelling), 1) * sizeof (gsize));
  if (hull && !rsc_shown_axes_is_hull_stale (shown))
    self->hull = rsc_hull_ref (hull);
  if (rsc_results_get_envelope (results))
    self->envelope = rsc_envelope_ref (rsc_results_get_envelope (results));
  self->n_axes = rsc_shown_axes_get (shown, &axes);
  memcpy (self->axes, axes, self->n_axes * sizeof (gsize));
  memcpy (self->axis_labels, rsc_shown_axes_get_labels (shown), self->n_axes * sizeof (gsize));
}

void
rsc_animation_drop_set (RscAnimation *self)
{
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  self->n_axes = 0;
}

void
rsc_animation_clear_moment (RscAnimation *self)
{
  RscAnimationMoment *now = &self->now;

  g_clear_pointer (&now->network, rsc_network_unref);
  g_clear_pointer (&now->shown, rsc_network_unref);
  g_free (now->shown_ids);
  g_free (now->stop);
  rsc_path_moment_clear (&now->on_path);
  g_free (now->ids);
  g_free (now->point);
  g_free (now->trail);
  g_free (now->labels);
  g_free (now->picked);
  g_free (now->heading);
  g_free (now->numbers);
  g_free (now->sentence);
  *now = (RscAnimationMoment){ .index = 0 };
}

/* What an axis shows of the norm @a of its neuron. */
static double
show_norm (const RscAnimation *self, gsize axis, RscSpace space, double a)
{
  const double size = space == RSC_SPACE_CONVEX ? a : copysign (sqrt (fabs (a)), a);
  const int feature = self->state->feature;

  return feature < 0
           ? size
           : size * rsc_optimal_set_get_neuron (self->set, self->axes[axis])->direction[feature];
}

void
rsc_animation_hold_trail (RscAnimation *self, const double *trail, gsize n)
{
  const gsize m = self->set ? rsc_optimal_set_get_n_neurons (self->set) : 0;

  if (!self->hull || !trail || self->hull->n_axes != self->n_axes)
    return;
  for (gsize k = 0; k < self->n_axes; k++)
    for (int space = 0; space < 2; space++)
      {
        double range[2];

        if (self->axes[k] >= m)
          continue;
        rsc_function_reach_init (range);
        for (gsize i = 0; i < self->hull->n_points; i++)
          rsc_function_reach_cover (
            range, show_norm (self, k, (RscSpace) space, self->hull->points[i * self->n_axes + k]));
        for (gsize i = 0; i < n; i++)
          rsc_function_reach_cover (
            range, show_norm (self, k, (RscSpace) space, trail[i * m + self->axes[k]]));
        self->ranges[space][k] = (RscOptimalSetRange){ range[0], range[1] };
      }
}

RscAnimation *
rsc_animation_new (RscDocument *document, RscTrack track, const char *title)
{
  static void (*const begin[RSC_N_TRACKS]) (RscAnimation *, RscDocument *) = {
    [RSC_TRACK_PATH] = rsc_animation_begin_path,
    [RSC_TRACK_PRUNING] = rsc_animation_begin_pruning,
    [RSC_TRACK_TRAINING] = rsc_animation_begin_training,
    [RSC_TRACK_DOWNHILL] = rsc_animation_begin_downhill,
    [RSC_TRACK_WALK] = rsc_animation_begin_walk,
  };
  const RscDocumentState *state;
  RscAnimation *self;

  g_return_val_if_fail (rsc_animation_can (document, track), NULL);

  state = rsc_document_get_state (document);
  self = g_new0 (RscAnimation, 1);
  self->title = g_strdup (title ? title : "");
  self->events = g_array_new (FALSE, FALSE, sizeof (double));
  self->bar_labels = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->state = rsc_document_state_copy (state);
  self->dataset = rsc_dataset_ref (rsc_document_get_train (document));
  if (state->test && self->dataset == state->train)
    self->test = rsc_dataset_ref (state->test);
  self->values[0] = self->values[1] = NAN;
  if (track != RSC_TRACK_PATH)
    take_set (self, document);
  begin[track](self, document);
  rsc_animation_take_function (self, document);
  return self;
}

void
rsc_animation_free (RscAnimation *self)
{
  if (self == NULL)
    return;
  rsc_animation_clear_moment (self);
  rsc_animation_free_function (self);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  g_clear_pointer (&self->path, rsc_path_unref);
  g_clear_pointer (&self->curves, rsc_path_curves_unref);
  g_clear_pointer (&self->path_ranges, rsc_path_ranges_unref);
  g_clear_pointer (&self->pruning, rsc_pruning_unref);
  g_clear_pointer (&self->fan, rsc_training_fan_unref);
  g_clear_pointer (&self->optimum, rsc_solution_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->way, rsc_training_way_unref);
  g_clear_pointer (&self->downhill, rsc_training_walk_unref);
  g_clear_pointer (&self->complex, rsc_complex_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  rsc_dataset_unref (self->dataset);
  rsc_document_state_unref (self->state);
  g_array_unref (self->events);
  g_array_unref (self->bar_labels);
  g_free (self->title);
  g_free (self->labels);
  g_free (self->id_labels);
  g_free (self->start_labels);
  g_free (self->stops);
  g_free (self);
}

double
rsc_animation_get_seconds (const RscAnimation *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->seconds;
}

/* The number of the frame nearest to @moment, where frames are @step apart. Half way between two it
 * is the later one, unless that is the last: the ends show nothing but themselves. */
static double
find_frame (double moment, double step)
{
  const double place = moment / step, last = round (1 / step);

  return round (place) == last && last - place > 0.5 - ROUNDING ? last - 1 : round (place);
}

double
rsc_animation_find_moment (const RscAnimation *self, double moment, double step)
{
  double nearest = moment, distance = INFINITY;

  g_return_val_if_fail (self != NULL && step > 0, moment);

  if (moment <= 0 || moment >= 1)
    return moment;
  for (guint k = 0; k < self->events->len; k++)
    {
      const double event = g_array_index (self->events, double, k);

      if (find_frame (event, step) == round (moment / step) && fabs (event - moment) < distance)
        {
          nearest = event;
          distance = fabs (event - moment);
        }
    }
  return nearest;
}

/* --- a moment --------------------------------------------------------------------------------- */

gsize *
rsc_animation_dup_ids (const RscOptimalSet *set,
                       const gsize *labels,
                       const double *a,
                       const RscNetwork *network)
{
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree gsize *ids = g_new (gsize, MAX (m, 1));
  gsize n = 0;

  for (gsize i = 0; i < m; i++)
    if (a[i] != 0)
      ids[n++] = labels[i];
  return n == rsc_network_get_width (network) ? g_steal_pointer (&ids) : NULL;
}

/* What takes a while, and is the same for all moments. */
static gboolean
look (RscAnimation *self, GCancellable *cancellable, GError **error)
{
  if (self->set && !self->hull && self->n_axes > 0)
    self->hull = rsc_optimal_set_project (self->set, self->n_axes, self->axes, cancellable, error);
  if (self->set && !self->hull && self->n_axes > 0)
    return FALSE;
  if (!rsc_animation_find_values (self, cancellable, error))
    return FALSE;
  /* At the end, as it is done once. */
  if (self->kind->look)
    self->kind->look (self);
  self->looked = TRUE;
  return TRUE;
}

gboolean
rsc_animation_go_to (RscAnimation *self, double moment, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (moment >= 0 && moment <= 1, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || (!self->looked && !look (self, cancellable, error)))
    return FALSE;
  rsc_animation_clear_moment (self);
  self->now.later = moment > 0;
  self->kind->go_to (self, moment);
  rsc_animation_find_shown (self, cancellable);
  return (!self->kind->complete || self->kind->complete (self, cancellable, error))
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- drawing ---------------------------------------------------------------------------------- */

gboolean
rsc_animation_has_picture (const RscAnimation *self, RscAnimationPicture picture)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (picture == RSC_ANIMATION_PICTURE_SET)
    return self->path != NULL || self->set != NULL;
  return picture < RSC_N_ANIMATION_PICTURES;
}

void
rsc_animation_set_picture (RscAnimation *self, RscAnimationPicture picture)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (rsc_animation_has_picture (self, picture));
  self->picture = picture;
}

static void
draw_set (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double w, double h)
{
  const RscAnimationMoment *now = &self->now;
  const RscDocumentState *state = self->state;
  RscOptimalSetModel model;

  rsc_optimal_set_model_init (&model);
  model.set = self->path ? now->on_path.frame->set : self->set;
  model.hull = self->path ? now->on_path.hull : self->hull;
  model.labels = self->path ? now->labels : self->labels;
  model.n_axes = self->n_axes;
  memcpy (model.axes, self->path ? now->on_path.axes : self->axes, sizeof model.axes);
  memcpy (model.axis_labels, self->axis_labels, sizeof model.axis_labels);
  memcpy (model.ranges, self->ranges, sizeof model.ranges);
  model.feature = state->feature;
  model.space = state->spaces == RSC_SPACES_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  model.camera = state->camera;
  model.point = now->point;
  model.trail = now->trail;
  model.n_trail = now->n_trail;
  model.pruned = self->pruning != NULL && now->trail != NULL;
  model.bars = self->path ? self->bars
                          : rsc_optimal_set_get_dimension (self->set) == 0
                              && rsc_optimal_set_get_n_support (self->set) > 0;
  if (self->bars)
    {
      model.bar_labels = (const gsize *) (void *) self->bar_labels->data;
      model.n_bar_labels = self->bar_labels->len;
      memcpy (model.bar_ranges, self->bar_ranges, sizeof model.bar_ranges);
    }
  if (state->spaces == RSC_SPACES_BOTH)
    rsc_optimal_set_plot_draw_pair (&model, theme, cr, w, h);
  else
    rsc_optimal_set_plot_draw (&model, theme, cr, w, h);
}

/* Draws the line, and gives the height that is taken from the pictures. */
static double
draw_head (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double width)
{
  const RscAnimationMoment *now = &self->now;
  const double em = theme->font_size, y = 0.5 * HEAD * em;
  const char *right = now->numbers ? now->numbers : "";
  double left_width, right_width, title_width;
  RscText text;

  rsc_text_init (&text, theme, cr);
  rsc_text_set_style (&text, 1.3, TRUE);
  rsc_text_set_limit (&text, 0.5 * width);
  rsc_text_measure (&text, now->heading, &left_width, NULL);
  rsc_text_draw (&text, now->heading, em, y, 0.0, 0.5, theme->accent);
  left_width = fmin (left_width, 0.5 * width);
  rsc_text_set_style (&text, 1.0, FALSE);
  rsc_text_set_limit (&text, width - left_width - 4 * em);
  rsc_text_measure (&text, right, &right_width, NULL);
  rsc_text_draw (&text, right, width - em, y, 1.0, 0.5, theme->muted);
  /* Between the two, where there is room for all of it. */
  rsc_text_measure (&text, self->title, &title_width, NULL);
  if (0.5 * title_width + fmax (left_width, right_width) + 3 * em <= 0.5 * width)
    rsc_text_draw (&text, self->title, 0.5 * width, y, 0.5, 0.5, theme->foreground);
  if (now->sentence)
    {
      /* The same place for one line as for all of them: the pictures stand still. */
      rsc_text_set_limit (&text, width - 2 * em);
      rsc_text_set_lines (&text, SENTENCE_LINES);
      rsc_text_draw (&text, now->sentence, em, (HEAD - 0.1) * em, 0.0, 0.0, theme->foreground);
    }
  rsc_text_clear (&text);
  return (HEAD + (now->sentence ? SENTENCE : 0)) * em;
}

static void
draw_picture (const RscAnimation *self,
              RscAnimationPicture picture,
              const RscTheme *theme,
              cairo_t *cr,
              RscRect r)
{
  cairo_save (cr);
  cairo_translate (cr, r.x, r.y);
  if (picture == RSC_ANIMATION_PICTURE_FUNCTION)
    rsc_animation_draw_function (self, theme, cr, r.width, r.height);
  else if (picture == RSC_ANIMATION_PICTURE_SET)
    draw_set (self, theme, cr, r.width, r.height);
  else
    self->kind->draw (self, theme, cr, r.width, r.height);
  cairo_restore (cr);
}

void
rsc_animation_draw (const RscTheme *theme,
                    cairo_t *cr,
                    double width,
                    double height,
                    gpointer animation)
{
  const RscAnimation *self = animation;
  double head, top, side;

  g_return_if_fail (self != NULL && self->now.network != NULL);

  rsc_color_set_source (cr, theme->background);
  cairo_paint (cr);
  head = draw_head (self, theme, cr, width);
  if (self->picture != RSC_ANIMATION_PICTURE_BOARD)
    {
      draw_picture (self, self->picture, theme, cr, (RscRect){ 0, head, width, height - head });
      return;
    }
  top = floor (TOP * (height - head));
  side = rsc_animation_has_picture (self, RSC_ANIMATION_PICTURE_SET) ? floor (SIDE * width) : width;
  draw_picture (self, RSC_ANIMATION_PICTURE_FUNCTION, theme, cr, (RscRect){ 0, head, side, top });
  if (side < width)
    draw_picture (self, RSC_ANIMATION_PICTURE_SET, theme, cr,
                  (RscRect){ side, head, width - side, top });
  draw_picture (self, RSC_ANIMATION_PICTURE_OWN, theme, cr,
                (RscRect){ 0, head + top, width, height - head - top });
}
