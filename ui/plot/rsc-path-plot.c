/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-plot.h"

#include "ui/plot/rsc-path-axes.h"
#include "ui/plot/rsc-path-cursor.h"
#include "ui/plot/rsc-path-labels.h"
#include "ui/plot/rsc-path-legend.h"
#include "ui/plot/rsc-path-lines.h"
#include "ui/plot/rsc-path-marks.h"
#include "ui/plot/rsc-path-strip.h"
#include "ui/words/rsc-path-words.h"
#include <math.h>

/* Where paths of minimal networks must jump. */
static void
draw_jumps (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const double dash[2] = { 0.3 * self->em, 0.3 * self->em };

  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0.0);
  cairo_set_line_width (cr, MAX (0.75 * self->theme.line_width, 0.8));
  rsc_color_set_source (cr, self->theme.muted);
  for (gsize k = 0; k < rsc_path_get_n_jumps (self->model.path); k++)
    {
      const double x =
        rsc_path_layout_lambda_to_px (self, rsc_path_get_jump (self->model.path, k)->lambda);

      if (!(x >= self->frame.x && x <= self->frame.x + self->frame.width))
        continue;
      cairo_move_to (cr, x, self->frame.y);
      cairo_line_to (cr, x, self->frame.y + self->frame.height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_notice (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const char *sentence = rsc_path_words_get_no_neuron ();
  const double em = self->em, width = MAX (self->frame.width - 1.6 * em, 1.0);
  double w, h;

  if (rsc_path_curves_get_n (self->curves) > 0 || rsc_path_get_n_points (self->model.path) < 2)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_measure (text, sentence, &w, NULL);
  w = MIN (w, width);
  h = rsc_text_measure_sentence (text, sentence, width);
  const double x = self->frame.x + 0.5 * self->frame.width;
  const double y = self->frame.y + 0.5 * self->frame.height;
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.background, 0.85));
  cairo_rectangle (text->cr, x - 0.5 * w - 0.5 * em, y - 0.5 * h - 0.25 * em, w + em, h + 0.5 * em);
  cairo_fill (text->cr);
  rsc_text_draw_sentence (text, sentence, x, y, width, self->theme.foreground);
}

static void
draw_words (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;

  rsc_text_draw_sentence (text, self->words, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

/* Where the cursor would go. */
static gboolean
pick_place (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscPathLayout *self = layout;
  RscPathHit *path_hit = hit;
  const RscRect f = self->frame;

  path_hit->inside = x >= f.x && x <= f.x + f.width && y >= f.y && y <= f.y + f.height;
  path_hit->lambda =
    rsc_path_curves_get_lambda (self->curves, self->model.x, rsc_path_layout_from_px (self, x));
  return FALSE;
}

static gboolean
pick_mark (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscPathLayout *self = layout;
  RscPathHit *path_hit = hit;

  path_hit->mark = rsc_path_marks_find (self->marks, x, y);
  return path_hit->mark >= 0;
}

static gboolean
pick_label (gconstpointer layout, double x, double y, gpointer hit)
{
  RscPathHit *path_hit = hit;

  path_hit->more = rsc_path_labels_are_more_at (layout, x, y);
  path_hit->neuron = path_hit->more ? -1 : rsc_path_labels_pick (layout, x, y);
  return path_hit->more || path_hit->neuron >= 0;
}

static gboolean
pick_line (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscPathLayout *self = layout;
  RscPathHit *path_hit = hit;
  const RscRect f = self->frame;
  const double reach = 0.5 * self->em;

  if (x >= f.x - reach && x <= f.x + f.width + reach && y >= f.y - reach
      && y <= f.y + f.height + reach)
    path_hit->neuron = rsc_path_lines_pick (self, x, y, path_hit->lambda);
  return path_hit->neuron >= 0;
}

static void
draw_lane_texts_or_labels (gconstpointer layout, RscText *text)
{
  if (((const RscPathLayout *) layout)->multiples)
    rsc_path_axes_draw_lane_texts (layout, text);
  else
    rsc_path_labels_draw (layout, text);
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, rsc_path_strip_draw_ground, NULL },
  { RSC_LAYERS_STILL, rsc_path_axes_draw_unknown, NULL },
  { RSC_LAYERS_STILL, rsc_path_axes_draw, NULL },
  { RSC_LAYERS_STILL, rsc_path_lines_draw_tubes, NULL },
  { RSC_LAYERS_STILL, draw_jumps, NULL },
  { RSC_LAYERS_STILL, rsc_path_strip_draw, NULL },
  { RSC_LAYERS_STILL, rsc_path_strip_draw_title, NULL },
  { RSC_LAYERS_STILL, rsc_path_axes_stroke_frame, NULL },
  { RSC_LAYERS_STILL, rsc_path_lines_draw_curves, pick_line },
  { RSC_LAYERS_STILL, rsc_path_axes_draw_unknown_words, NULL },
  { RSC_LAYERS_STILL, rsc_path_marks_draw_legend, NULL },
  { RSC_LAYERS_STILL, draw_lane_texts_or_labels, pick_label },
  { RSC_LAYERS_STILL, rsc_path_legend_draw, NULL },
  { RSC_LAYERS_STILL, rsc_path_marks_draw, pick_mark },
  { RSC_LAYERS_STILL, draw_notice, NULL },
  { RSC_LAYERS_MOVING, rsc_path_cursor_draw, pick_place },
};

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

static void
layout_free (gpointer data)
{
  rsc_path_layout_clear (data);
  g_free (data);
}

/* Lines and labels, and a legend below for what has none, where nobody can ask for it. FALSE: no
 * room. */
static gboolean
lay_out (RscPathLayout *self,
         const RscPathModel *model,
         const RscTheme *theme,
         RscText *text,
         double width,
         double height)
{
  double legend = 0.0;

  /* A higher legend leaves room for fewer labels, which makes it longer: until it is as high as it
   * needs to be. */
  for (;;)
    {
      double needed;

      rsc_path_layout_init (self, model, theme, text, width, height - legend);
      if (self->words != NULL || !rsc_path_layout_has_room (self))
        return FALSE;
      rsc_path_lines_lay_out (self);
      rsc_path_labels_lay_out (self, text);
      if (!model->on_paper || self->multiples)
        return TRUE;
      needed = rsc_path_legend_lay_out (self, text, height);
      if (needed <= legend)
        return TRUE;
      rsc_path_layout_clear (self);
      legend = needed;
    }
}

RscPicture *
rsc_path_plot_new (const RscPathModel *model,
                   const RscTheme *theme,
                   cairo_t *cr,
                   double width,
                   double height)
{
  RscPathLayout *layout;
  gboolean has_room;
  RscText text;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  layout = g_new0 (RscPathLayout, 1);
  rsc_text_init (&text, theme, cr);
  has_room = lay_out (layout, model, theme, &text, width, height);
  if (has_room)
    {
      layout->marks = rsc_path_marks_new (
        layout, &text, layout->marks_area.y + layout->marks_area.height, layout->marks_area.height);
      layout->marks_free = (GDestroyNotify) rsc_path_marks_free;
    }
  rsc_text_clear (&text);
  if (layout->words != NULL)
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  return rsc_picture_new (theme, width, height, layout, layout_free,
                          has_room ? G_N_ELEMENTS (layers) : 0, layers);
}

void
rsc_path_plot_set_cursor (RscPicture *picture, double lambda, const double *picked)
{
  RscPathLayout *layout = rsc_picture_get_layout (picture);

  layout->model.lambda = lambda;
  layout->model.picked = picked;
}

void
rsc_path_plot_set_slopes (RscPicture *picture, const double *slopes)
{
  RscPathLayout *layout = rsc_picture_get_layout (picture);

  layout->model.slopes = slopes;
}

const RscPathMarks *
rsc_path_plot_get_marks (const RscPicture *picture)
{
  const RscPathLayout *layout;

  g_return_val_if_fail (picture != NULL, NULL);

  layout = rsc_picture_get_layout (picture);
  return layout->marks;
}

gboolean
rsc_path_plot_get_extent (const RscPicture *picture, double *left, double *right)
{
  const RscPathLayout *layout;

  g_return_val_if_fail (picture != NULL, FALSE);

  layout = rsc_picture_get_layout (picture);
  *left = layout->frame.x;
  *right = layout->frame.x + layout->frame.width;
  return layout->words == NULL && layout->model.x == RSC_PATH_X_LAMBDA;
}

double
rsc_path_plot_find_height (const RscPathModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  /* What is around the frame takes more of a higher picture: until it is as high as it needs to
   * be. */
  for (;;)
    {
      g_autoptr (RscPicture) picture = rsc_path_plot_new (model, theme, cr, width, height);
      const RscPathLayout *layout;

      g_return_val_if_fail (picture != NULL, height);
      layout = rsc_picture_get_layout (picture);
      if (!(layout->missing > 0.0))
        return height;
      height += floor (layout->missing) + 1.0;
    }
}

void
rsc_path_plot_find (const RscPicture *picture, double px, double py, RscPathHit *hit)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscPathHit){ .neuron = -1, .mark = -1, .lambda = NAN };
  rsc_picture_pick (picture, px, py, hit);
}

void
rsc_path_plot_draw (const RscPathModel *model,
                    const RscTheme *theme,
                    cairo_t *cr,
                    double width,
                    double height)
{
  rsc_picture_draw_whole (rsc_path_plot_new (model, theme, cr, width, height), cr);
}
