/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-training-plot.h"

#include "ui/plot/rsc-training-layout.h"
#include "ui/words/rsc-training-words.h"
#include <math.h>

#define LABEL_SCALE 0.88
/* Of a pointer, in font sizes. */
#define REACH 0.8

/* Nothing, where there is no room, stays nothing. */
static double
get_extent (double value)
{
  return !(value >= 1.0) ? 0.0 : isfinite (value) ? MIN (value, 1e5) : 1.0;
}

static void
draw_words (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;

  rsc_text_draw_sentence (text, self->words, 0.5 * self->width, 0.5 * self->height,
                          MIN (0.9 * self->width, 34.0 * self->em), self->theme.muted);
}

static void
draw_axes (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;

  rsc_axes_draw (&self->steps, &self->values, self->steps_title,
                 rsc_training_layout_get_title (self), &self->theme, text->cr, self->frame);
}

static void
clip (const RscTrainingLayout *self, cairo_t *cr)
{
  const double r = 0.4 * self->em;

  cairo_rectangle (cr, self->frame.x - r, self->frame.y - r, self->frame.width + 2.0 * r,
                   self->frame.height + 2.0 * r);
  cairo_clip (cr);
}

/* Below its gap the certificate knows nothing. */
static void
draw_gap (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscRect *frame = &self->frame;
  const double dash = 0.35 * self->em;
  double gap, y, w, h;

  if (!rsc_training_model_has_excess (&self->model))
    return;
  gap = rsc_training_words_get_excess (self->model.optimum,
                                       rsc_solution_get_objective (self->model.optimum));
  if (!(gap > self->values.minimum) || gap > self->values.maximum)
    return;
  y = rsc_training_layout_get_y (self, gap);
  cairo_rectangle (text->cr, frame->x, y, frame->width, frame->y + frame->height - y);
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.grid, 0.35));
  cairo_fill (text->cr);
  cairo_move_to (text->cr, frame->x, y);
  cairo_line_to (text->cr, frame->x + frame->width, y);
  cairo_set_dash (text->cr, &dash, 1, 0.0);
  cairo_set_line_width (text->cr, 0.8 * self->theme.line_width);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_stroke (text->cr);
  cairo_set_dash (text->cr, NULL, 0, 0.0);
  g_autofree char *words = rsc_training_words_dup_gap (self->model.optimum);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, words, &w, &h);
  if (w < frame->width - self->em && y + h + 0.3 * self->em < frame->y + frame->height)
    rsc_text_draw (text, words, frame->x + 0.5 * self->em, y + 0.15 * self->em, 0.0, 0.0,
                   self->theme.muted);
}

static void
stroke_curve (const RscTrainingLayout *self, gsize k, RscColor color, double width, cairo_t *cr)
{
  const RscTrainingCurve *curve = &self->curves[k];
  gboolean on = FALSE;

  for (gsize i = 0; i < curve->n; i++)
    {
      const double *p = curve->points + 2 * i;

      if (isnan (p[1]))
        on = FALSE;
      else if (on)
        cairo_line_to (cr, p[0], p[1]);
      else
        {
          cairo_move_to (cr, p[0], p[1]);
          on = TRUE;
        }
    }
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

static RscColor
get_color (const RscTrainingLayout *self, gsize k)
{
  return k == self->model.run                ? self->theme.accent
         : (gssize) k == self->model.hovered ? self->theme.foreground
                                             : rsc_color_with_alpha (self->theme.foreground, 0.38);
}

/* A disc for an optimum, a ring for another stationary point, a cross for none. */
static void
draw_end (const RscTrainingLayout *self, gsize k, cairo_t *cr)
{
  const RscTrainingModel *model = &self->model;
  const RscTrainingState *end = rsc_training_get_end (model->runs[k]);
  const double x = rsc_training_layout_get_x (self, end->step);
  const double y = rsc_training_layout_get_y (self, rsc_training_model_get_value (model, end));
  const double r = 0.32 * self->em;

  if (model->kinds == NULL || model->kinds[k] == NULL || isnan (y))
    return;
  cairo_new_path (cr);
  cairo_set_line_width (cr, 1.2 * self->theme.line_width);
  if (rsc_stationarity_get_class (model->kinds[k]) == RSC_STATIONARITY_NONE)
    {
      cairo_move_to (cr, x - r, y - r);
      cairo_line_to (cr, x + r, y + r);
      cairo_move_to (cr, x - r, y + r);
      cairo_line_to (cr, x + r, y - r);
      rsc_color_set_source (cr, rsc_color_with_alpha (get_color (self, k), 1.0));
      cairo_stroke (cr);
      return;
    }
  cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, rsc_stationarity_get_class (model->kinds[k]) == RSC_STATIONARITY_OPTIMAL
                              ? k == model->run ? self->theme.accent : self->theme.foreground
                              : self->theme.background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, k == model->run ? self->theme.accent : self->theme.foreground);
  cairo_stroke (cr);
}

/* On the same axis: both are shares. */
static void
draw_distances (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscTrainingModel *model = &self->model;
  const double dashes[] = { 0.45 * self->em, 0.3 * self->em };
  cairo_t *cr = text->cr;
  gboolean on = FALSE;

  if (model->n_distances == 0 || !rsc_training_model_has_excess (model))
    return;
  cairo_save (cr);
  clip (self, cr);
  cairo_new_path (cr);
  for (gsize i = 0; i < model->n_distances; i++)
    {
      const double y = rsc_training_layout_get_y (self, model->distances[i]);
      const double x = rsc_training_layout_get_x (self, model->distance_steps[i]);

      if (!isnan (y) && on)
        cairo_line_to (cr, x, y);
      else if (!isnan (y))
        cairo_move_to (cr, x, y);
      on = !isnan (y);
    }
  cairo_set_dash (cr, dashes, 2, 0.0);
  cairo_set_line_width (cr, 1.2 * self->theme.line_width);
  rsc_color_set_source (cr, self->theme.accent);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* What the two lines of the run on show are, where they do not hide much; the cursor passes
 * behind. */
static void
draw_legend (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscRect *frame = &self->frame;
  const double em = self->em, dashes[] = { 0.45 * em, 0.3 * em };
  const char *const names[] = { rsc_training_words_get_excess_title (FALSE),
                                rsc_training_words_get_distance_title () };
  cairo_t *cr = text->cr;
  double w[2], h, x, y;

  if (self->model.n_distances == 0 || !rsc_training_model_has_excess (&self->model))
    return;
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, names[0], &w[0], &h);
  rsc_text_measure (text, names[1], &w[1], NULL);
  if (frame->width < 2.0 * (w[0] + w[1] + 6.0 * em) || frame->height < 5.0 * em)
    return;
  x = frame->x + frame->width - w[0] - w[1] - 6.2 * em;
  y = frame->y + 0.4 * em + 0.5 * h;
  rsc_text_erase (text, x - 0.3 * em, y - 0.5 * h - 0.1 * em, frame->x + frame->width - x,
                  h + 0.2 * em, rsc_color_with_alpha (self->theme.background, 0.85));
  for (int k = 0; k < 2; k++)
    {
      cairo_save (cr);
      cairo_new_path (cr);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 1.8 * em, y);
      if (k == 1)
        cairo_set_dash (cr, dashes, 2, 0.0);
      cairo_set_line_width (cr, (k == 0 ? 1.8 : 1.2) * self->theme.line_width);
      rsc_color_set_source (cr, self->theme.accent);
      cairo_stroke (cr);
      cairo_restore (cr);
      rsc_text_draw (text, names[k], x + 2.2 * em, y, 0.0, 0.5, self->theme.foreground);
      x += w[k] + 3.2 * em;
    }
}

static void
draw_curves (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscTrainingModel *model = &self->model;
  cairo_t *cr = text->cr;

  cairo_save (cr);
  clip (self, cr);
  for (gsize k = 0; k < model->n_runs; k++)
    if (k != model->run && (gssize) k != model->hovered)
      stroke_curve (self, k, get_color (self, k), self->theme.line_width, cr);
  if (model->hovered >= 0 && (gsize) model->hovered < model->n_runs
      && (gsize) model->hovered != model->run)
    stroke_curve (self, (gsize) model->hovered, get_color (self, (gsize) model->hovered),
                  1.4 * self->theme.line_width, cr);
  if (model->run < model->n_runs)
    stroke_curve (self, model->run, get_color (self, model->run), 1.8 * self->theme.line_width, cr);
  for (gsize k = 0; k < model->n_runs; k++)
    if (k != model->run)
      draw_end (self, k, cr);
  if (model->run < model->n_runs)
    draw_end (self, model->run, cr);
  cairo_restore (cr);
}

static void
draw_unknown (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscRect *frame = &self->frame;

  if (rsc_training_model_has_excess (&self->model))
    return;
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_set_limit (text, MAX (frame->width - self->em, 1.0));
  rsc_text_draw (text,
                 self->model.below     ? rsc_training_words_get_below ()
                 : self->model.optimum ? rsc_training_words_get_nothing ()
                                       : rsc_training_words_get_unknown (),
                 frame->x + 0.5 * self->em, frame->y + frame->height - 0.4 * self->em, 0.0, 1.0,
                 self->theme.muted);
  rsc_text_set_limit (text, 0.0);
}

static void
draw_cursor (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscTrainingModel *model = &self->model;
  const RscRect *frame = &self->frame;
  const RscTrainingState *state;
  cairo_t *cr = text->cr;
  double x, y, w;

  if (model->run >= model->n_runs
      || model->state >= rsc_training_get_n_states (model->runs[model->run]))
    return;
  state = rsc_training_get_state (model->runs[model->run], model->state);
  x = rsc_training_layout_get_x (self, state->step);
  y = rsc_training_layout_get_y (self, rsc_training_model_get_value (model, state));
  cairo_move_to (cr, x, frame->y);
  cairo_line_to (cr, x, frame->y + frame->height);
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.accent, 0.7));
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
  if (!isnan (y) && model->state + 1 < rsc_training_get_n_states (model->runs[model->run]))
    {
      cairo_arc (cr, x, y, 0.3 * self->em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, self->theme.background);
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, self->theme.accent);
      cairo_set_line_width (cr, 1.6 * self->theme.line_width);
      cairo_stroke (cr);
    }
  g_autofree char *words =
    rsc_training_words_dup_cursor (model->seeds[model->run], model->n_runs, state,
                                   rsc_training_model_has_excess (model) ? model->optimum : NULL);
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_text_measure (text, words, &w, NULL);
  x = CLAMP (x, frame->x + 0.5 * w, MAX (frame->x + frame->width - 0.5 * w, frame->x + 0.5 * w));
  rsc_text_set_limit (text, MAX (frame->width, 1.0));
  rsc_text_draw (text, words, x, frame->y - 0.2 * self->em, 0.5, 1.0, self->theme.accent);
  rsc_text_set_limit (text, 0.0);
}

/* Its frame, and its objective on the axis of the runs. */
static void
draw_walk (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscTrainingModel *model = &self->model;
  const RscRect *frame = &self->walk;
  cairo_t *cr = text->cr;

  if (!(frame->width > 0.0))
    return;
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_set_line_width (cr, MAX (0.55 * self->theme.line_width, 0.5));
  rsc_color_set_source (cr, self->theme.muted);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_rectangle (cr, frame->x, frame->y - 0.2 * self->em, frame->width,
                   frame->height + 0.4 * self->em);
  cairo_clip (cr);
  cairo_new_path (cr);
  for (gsize i = 0; i < model->n_walk; i++)
    cairo_line_to (
      cr, frame->x + frame->width * (double) i / (double) (model->n_walk - 1),
      rsc_training_layout_get_y (self, rsc_training_model_get_value_of (model, model->walk[i])));
  rsc_color_set_source (cr, self->theme.accent);
  cairo_set_line_width (cr, 1.8 * self->theme.line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_set_limit (text, MAX (frame->width, 1.0));
  rsc_text_draw (text, rsc_training_words_get_walk (), frame->x + 0.5 * frame->width,
                 frame->y + frame->height + 0.35 * self->em, 0.5, 0.0, self->theme.foreground);
  rsc_text_set_limit (text, 0.0);
}

static void
draw_place (gconstpointer layout, RscText *text)
{
  const RscTrainingLayout *self = layout;
  const RscTrainingModel *model = &self->model;
  const RscRect *frame = &self->walk;
  const double place = CLAMP (model->place, 0.0, 1.0);
  cairo_t *cr = text->cr;
  double at, x, y;
  gsize k;

  if (!(frame->width > 0.0))
    return;
  at = place * (double) (model->n_walk - 1);
  k = MIN ((gsize) at, model->n_walk - 2);
  at -= (double) k;
  x = frame->x + place * frame->width;
  y = rsc_training_layout_get_y (
    self,
    rsc_training_model_get_value_of (model, (1.0 - at) * model->walk[k] + at * model->walk[k + 1]));
  cairo_new_path (cr);
  cairo_move_to (cr, x, frame->y);
  cairo_line_to (cr, x, frame->y + frame->height);
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.accent, 0.7));
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
  if (isnan (y))
    return;
  cairo_arc (cr, x, y, 0.3 * self->em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, self->theme.background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, self->theme.accent);
  cairo_set_line_width (cr, 1.6 * self->theme.line_width);
  cairo_stroke (cr);
}

static gboolean
pick (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscTrainingLayout *self = layout;
  const RscRect *frame = &self->frame;
  const double reach = REACH * self->em;
  RscTrainingHit *found = hit;

  if (self->walk.width > 0.0 && x >= self->walk.x - 0.5 * reach
      && x <= self->walk.x + self->walk.width + reach && y >= frame->y - reach
      && y <= frame->y + frame->height + reach)
    {
      found->on_walk = TRUE;
      found->place = CLAMP ((x - self->walk.x) / self->walk.width, 0.0, 1.0);
      return TRUE;
    }
  if (x < frame->x - reach || x > frame->x + frame->width + reach || y < frame->y - reach
      || y > frame->y + frame->height + reach || !(frame->width > 0.0))
    return FALSE;
  found->inside = TRUE;
  found->step = (gsize) round (CLAMP (
    rsc_axis_denormalise (&self->steps, (x - frame->x) / frame->width), 0.0, self->steps.maximum));
  found->run = rsc_training_layout_find_run (self, x, y, reach);
  return TRUE;
}

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_axes, NULL },      { RSC_LAYERS_STILL, draw_gap, NULL },
  { RSC_LAYERS_STILL, draw_unknown, NULL },   { RSC_LAYERS_STILL, draw_curves, pick },
  { RSC_LAYERS_STILL, draw_distances, NULL }, { RSC_LAYERS_STILL, draw_walk, NULL },
  { RSC_LAYERS_MOVING, draw_cursor, NULL },   { RSC_LAYERS_MOVING, draw_legend, NULL },
  { RSC_LAYERS_MOVING, draw_place, NULL },
};

static void
layout_free (gpointer data)
{
  rsc_training_layout_clear (data);
  g_free (data);
}

RscPicture *
rsc_training_plot_new (const RscTrainingModel *model,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  RscTrainingLayout *layout;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  width = get_extent (width);
  height = get_extent (height);
  layout = g_new (RscTrainingLayout, 1);
  rsc_training_layout_init (layout, model, theme, cr, width, height);
  if (layout->words != NULL)
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_training_plot_set_state (RscPicture *picture, gsize state)
{
  RscTrainingLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.state = state;
}

void
rsc_training_plot_set_place (RscPicture *picture, double place)
{
  RscTrainingLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.place = place;
}

void
rsc_training_plot_find (const RscPicture *picture, double px, double py, RscTrainingHit *hit)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscTrainingHit){ .run = -1 };
  rsc_picture_pick (picture, px, py, hit);
}

void
rsc_training_plot_draw (const RscTrainingModel *model,
                        const RscTheme *theme,
                        cairo_t *cr,
                        double width,
                        double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_training_plot_new (model, theme, cr, width, height), cr);
}
