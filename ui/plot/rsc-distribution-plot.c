/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-distribution-plot.h"

#include "ui/plot/rsc-axis.h"
#include "ui/words/rsc-distribution-words.h"
#include <math.h>

#define LABEL_SCALE 0.88
/* Columns: as many as a histogram of so many networks can carry. */
#define BINS 40
/* Room beside the range and over the highest column, as shares of them. */
#define MARGIN 0.04
#define HEAD 1.12
/* Heights in lines of text from which on the upright title has room. */
#define TALL 19.0

typedef struct
{
  RscDistributionModel model;
  RscTheme theme;
  double width, height, em, line;
  char *sentence;
  char *name;
  double sentence_height;
  gboolean mixed;
  gboolean has_room;
  gsize n_bins;
  gsize *counts;
  double first, step; /* left side of the first column, width of each */
  RscAxis x, y;
  RscRect frame;
} Layout;

static double
get_x (const Layout *self, double value)
{
  return self->frame.x + rsc_axis_normalise (&self->x, value) * self->frame.width;
}

static double
get_y (const Layout *self, double share)
{
  return self->frame.y + (1.0 - rsc_axis_normalise (&self->y, share)) * self->frame.height;
}

static const char *
get_axis_title (const Layout *self)
{
  return rsc_distribution_words_get_axis (self->height < TALL * self->em);
}

static double
get_share (const Layout *self, gsize bin)
{
  return (double) self->counts[bin] / (double) MAX (1, self->model.distribution->n);
}

static void
draw_head (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width,
                          0.4 * self->em + 0.5 * self->sentence_height,
                          self->width - 1.6 * self->em, self->theme.foreground);
}

static void
draw_frame (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  rsc_axes_draw (&self->x, &self->y, self->name, get_axis_title (self), &self->theme, text->cr,
                 self->frame);
}

/* One shape: no seams between columns. What may be wrong is pale with a dashed outline. */
static void
draw_columns (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscDistribution *d = self->model.distribution;
  RscColor color = self->theme.envelope;
  const double dash[] = { 4.0 * self->theme.line_width, 3.0 * self->theme.line_width };
  cairo_t *cr = text->cr;

  color.alpha = 1.0;
  if (rsc_distribution_is_single (d))
    {
      /* One value. */
      cairo_move_to (cr, get_x (self, d->low), get_y (self, 0.0));
      cairo_line_to (cr, get_x (self, d->low), get_y (self, 1.0));
      rsc_color_set_source (cr, color);
      cairo_set_line_width (cr, 4.0 * self->theme.line_width);
      cairo_stroke (cr);
      return;
    }
  cairo_move_to (cr, get_x (self, self->first), get_y (self, 0.0));
  for (gsize k = 0; k < self->n_bins; k++)
    {
      const double top = get_y (self, get_share (self, k));

      cairo_line_to (cr, get_x (self, self->first + (double) k * self->step), top);
      cairo_line_to (cr, get_x (self, self->first + (double) (k + 1) * self->step), top);
    }
  cairo_line_to (cr, get_x (self, self->first + (double) self->n_bins * self->step),
                 get_y (self, 0.0));
  cairo_close_path (cr);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, self->mixed ? 0.35 : 0.12));
  cairo_fill_preserve (cr);
  if (!self->mixed)
    cairo_set_dash (cr, dash, 2, 0.0);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
}

/* The ends of the range, in words on the inner side of each where there is room. */
static void
draw_ends (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscDistribution *d = self->model.distribution;
  const double dash[] = { 2.0 * self->theme.line_width, 2.0 * self->theme.line_width };
  const char *words[] = { rsc_distribution_words_get_low (d->low_proved),
                          rsc_distribution_words_get_high (d->high_proved) };
  double widths[2];

  if (rsc_distribution_is_single (d))
    return;
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize k = 0; k < 2; k++)
    {
      const double x = get_x (self, k == 0 ? d->low : d->high);

      cairo_move_to (text->cr, x, self->frame.y);
      cairo_rel_line_to (text->cr, 0.0, self->frame.height);
      rsc_color_set_source (text->cr, self->theme.foreground);
      cairo_set_line_width (text->cr, self->theme.line_width);
      if (k == 0 ? !d->low_proved : !d->high_proved)
        cairo_set_dash (text->cr, dash, 2, 0.0);
      cairo_stroke (text->cr);
      cairo_set_dash (text->cr, NULL, 0, 0.0);
      rsc_text_measure (text, words[k], &widths[k], NULL);
    }
  if (widths[0] + widths[1] + 2.0 * self->em > get_x (self, d->high) - get_x (self, d->low))
    return;
  for (gsize k = 0; k < 2; k++)
    rsc_text_draw (text, words[k],
                   get_x (self, k == 0 ? d->low : d->high) + (k == 0 ? 0.3 : -0.3) * self->em,
                   self->frame.y + 0.2 * self->em, (double) k, 0.0, self->theme.foreground);
}

static void
draw_picked (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double value = self->model.picked;
  const char *words = rsc_distribution_words_get_picked ();
  double w, x;

  if (!isfinite (value))
    return;
  x = get_x (self, CLAMP (value, self->x.minimum, self->x.maximum));
  cairo_move_to (text->cr, x, self->frame.y);
  cairo_rel_line_to (text->cr, 0.0, self->frame.height);
  rsc_color_set_source (text->cr, self->theme.accent);
  cairo_set_line_width (text->cr, 2.0 * self->theme.line_width);
  cairo_stroke (text->cr);
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_text_measure (text, words, &w, NULL);
  x = x + w + 0.6 * self->em > self->frame.x + self->frame.width ? x - w - 0.3 * self->em
                                                                 : x + 0.3 * self->em;
  rsc_text_draw (text, words, x, self->frame.y + 0.35 * self->em + self->line, 0.0, 0.0,
                 self->theme.accent);
}

static void
draw_sentence (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_head, NULL },    { RSC_LAYERS_STILL, draw_frame, NULL },
  { RSC_LAYERS_STILL, draw_columns, NULL }, { RSC_LAYERS_STILL, draw_ends, NULL },
  { RSC_LAYERS_MOVING, draw_picked, NULL },
};

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_sentence, NULL } };

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_free (self->sentence);
  g_free (self->name);
  g_free (self->counts);
  g_free (self);
}

/* An accuracy takes few values: each has a column about it. FALSE where they are too many. */
static gboolean
count_values (Layout *self)
{
  const RscDistribution *d = self->model.distribution;
  const RscScalar *scalar = &self->model.distribution->scalar;
  double steps;

  if (scalar->kind != RSC_SCALAR_ACCURACY)
    return FALSE;
  steps = round ((d->high - d->low) * (double) rsc_dataset_get_n (scalar->points));
  if (steps < 1.0 || steps >= BINS)
    return FALSE;
  self->n_bins = (gsize) steps + 1;
  self->step = (d->high - d->low) / steps;
  self->first = d->low - 0.5 * self->step;
  self->counts = g_new0 (gsize, self->n_bins);
  for (gsize k = 0; k < d->n; k++)
    self->counts[(gsize) ((d->values[k] - self->first) / self->step)]++;
  return TRUE;
}

static void
set_axes (Layout *self)
{
  const RscDistribution *d = self->model.distribution;
  double most = 0.0;

  if (!count_values (self))
    {
      self->n_bins = BINS;
      self->first = d->low;
      self->step = (d->high - d->low) / BINS;
      self->counts = g_new0 (gsize, BINS);
      rsc_distribution_count (d, BINS, self->counts);
    }
  if (rsc_distribution_is_single (d))
    most = 1.0;
  for (gsize k = 0; k < self->n_bins; k++)
    most = fmax (most, get_share (self, k));
  const double ends[] = { self->first, self->first + (double) self->n_bins * self->step };
  rsc_axis_cover (&self->x, 2, ends, MARGIN);
  if (rsc_distribution_is_single (d))
    {
      /* One value has as much room on both sides as it is from 0. */
      const double half = fabs (d->low) > d->rounding ? fabs (d->low) : 1.0;

      self->x = (RscAxis){ d->low - half, d->low + half, FALSE };
    }
  self->y = (RscAxis){ 0.0, HEAD * most, FALSE };
}

static void
lay_out (Layout *self, RscText *text, cairo_t *cr)
{
  const RscDistributionModel *model = &self->model;
  const double em = self->em;

  self->sentence = rsc_distribution_words_dup_sentence (model->distribution, model->neuron_name);
  self->name = rsc_distribution_words_dup_scalar (model->distribution, model->neuron_name);
  self->mixed = rsc_distribution_is_mixed (model->distribution);
  self->sentence_height =
    rsc_text_measure_sentence (text, self->sentence, fmax (self->width - 1.6 * em, 1.0));
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &self->line);
  set_axes (self);
  const double top = 0.4 * em + self->sentence_height + 0.2 * em;
  self->frame = rsc_axes_layout (&self->x, &self->y, self->name, get_axis_title (self),
                                 &self->theme, cr, self->width, fmax (self->height - top, 1.0));
  self->frame.y += top;
  self->has_room = self->frame.width > 8.0 * em && self->frame.height > 4.0 * em;
}

/* ---- public -------------------------------------------------------------------------------- */

RscPicture *
rsc_distribution_plot_new (const RscDistributionModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  RscText text;

  g_return_val_if_fail (model != NULL && model->distribution != NULL, NULL);
  g_return_val_if_fail (theme != NULL && cr != NULL, NULL);
  Layout *layout = g_new0 (Layout, 1);
  layout->model = *model;
  layout->theme = *theme;
  layout->width = width;
  layout->height = height;
  layout->em = CLAMP (theme->font_size, 1.0, 500.0);
  rsc_text_init (&text, theme, cr);
  lay_out (layout, &text, cr);
  rsc_text_clear (&text);
  if (!layout->has_room)
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_distribution_plot_set_picked (RscPicture *picture, double picked)
{
  Layout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);
  layout->model.picked = picked;
}

void
rsc_distribution_plot_draw (const RscDistributionModel *model,
                            const RscTheme *theme,
                            cairo_t *cr,
                            double width,
                            double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_distribution_plot_new (model, theme, cr, width, height), cr);
}
