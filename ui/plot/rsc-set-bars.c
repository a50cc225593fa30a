/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-bars.h"

#include "ui/words/rsc-set-words.h"
#include <math.h>

/* Of the room of one neuron. */
#define BAR_SHARE 0.6
/* A bar is no wider than so many units of the text size. */
#define PITCH_MAX 5.0
#define TICKS_MAX 7

typedef struct
{
  gsize label;
  gsize neuron;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  return (p->label > q->label) - (p->label < q->label);
}

/* Neurons that the network uses, and those that keep a place. */
static GArray *
list_places (const RscOptimalSetModel *model)
{
  const double *a = rsc_optimal_set_get_min_norm (model->set);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (model->set); i++)
    if (a[i] > 0.0 || (model->point != NULL && model->point[i] > 0.0))
      {
        Place place = { model->labels != NULL ? model->labels[i] : i, i };
        g_array_append_val (places, place);
      }
  const guint n = places->len;
  for (gsize k = 0; k < model->n_bar_labels; k++)
    {
      gboolean present = FALSE;
      Place place = { model->bar_labels[k], RSC_OPTIMAL_SET_ABSENT };

      for (guint i = 0; i < n; i++)
        present = present || g_array_index (places, Place, i).label == place.label;
      if (!present)
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

static double
show_value (const RscSetBars *self, gsize k, double a)
{
  a = fmax (a, 0.0);
  return self->factor[k] * (self->space == RSC_SPACE_CONVEX ? a : sqrt (a));
}

/* The norm of place @k in the network @a (or that of the set). */
static double
get_norm (const RscSetBars *self, const RscOptimalSetModel *model, gsize k, const double *a)
{
  if (self->neurons[k] == RSC_OPTIMAL_SET_ABSENT)
    return 0.0;
  return (a != NULL ? a : rsc_optimal_set_get_min_norm (model->set))[self->neurons[k]];
}

static void
cover_values (RscSetBars *self, const RscOptimalSetModel *model)
{
  const RscOptimalSetRange range = model->bar_ranges[self->space];
  double low = fmin (0.0, range.low), high = fmax (0.0, range.high);

  for (gsize k = 0; k < self->n; k++)
    for (int picked = 0; picked < 2; picked++)
      {
        double value =
          show_value (self, k, get_norm (self, model, k, picked ? model->point : NULL));

        low = fmin (low, value);
        high = fmax (high, value);
      }
  if (!(high > low))
    high = 1.0;
  self->axis.minimum = low < 0.0 ? low - 0.06 * (high - low) : 0.0;
  self->axis.maximum = high > 0.0 ? high + 0.06 * (high - low) : 0.0;
}

void
rsc_set_bars_init (RscSetBars *self,
                   const RscOptimalSetModel *model,
                   const RscTheme *theme,
                   cairo_t *cr,
                   double width,
                   double height)
{
  g_autoptr (GArray) places = list_places (model);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (model->set));
  RscText text;

  *self = (RscSetBars){ 0 };
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  self->space = model->space;
  self->norms = model->feature < 0;
  self->n = places->len;
  self->neurons = g_new (gsize, self->n + 1);
  self->labels = g_new (gsize, self->n + 1);
  self->factor = g_new (double, self->n + 1);
  for (gsize k = 0; k < self->n; k++)
    {
      Place place = g_array_index (places, Place, k);

      self->neurons[k] = place.neuron;
      self->labels[k] = place.label;
      self->factor[k] = 1.0;
      if (!self->norms && place.neuron != RSC_OPTIMAL_SET_ABSENT)
        self->factor[k] =
          rsc_optimal_set_get_neuron (model->set, place.neuron)
            ->direction[MIN ((gsize) model->feature, rsc_problem_get_d (problem) - 1)];
    }
  cover_values (self, model);
  self->title = rsc_set_words_dup_bars_title (model->set, self->space == RSC_SPACE_CONVEX,
                                              self->norms ? -1 : model->feature);
  self->sentence =
    rsc_set_words_dup_one (model->set, model->pruned && model->trail != NULL && model->n_trail > 1);
  if (height > 9.0 * self->em)
    self->heading = rsc_set_words_get_space (self->space == RSC_SPACE_CONVEX);

  double ticks[TICKS_MAX], widest = 0.0, line, em = self->em;
  rsc_text_init (&text, theme, cr);
  rsc_text_measure (&text, "0", NULL, &line);
  gsize n_ticks = rsc_axis_get_ticks (&self->axis, TICKS_MAX, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->axis, n_ticks, ticks);
  for (gsize t = 0; t < n_ticks; t++)
    {
      double w;

      rsc_text_measure (&text, labels[t], &w, NULL);
      widest = fmax (widest, w);
    }
  double room =
    rsc_text_measure_sentence (&text, self->sentence, fmax (width - 1.6 * em, 1.0)) + 0.8 * em;
  rsc_text_clear (&text);
  double top = (self->heading != NULL ? 1.9 * em : 0.4 * em) + 1.3 * line;
  double left = fmin (widest + 1.4 * em, 0.4 * width);
  self->frame = (RscRect){ left, top, fmax (width - left - em, 0.0),
                           fmax (height - top - fmin (room, 0.4 * height) - 1.6 * line, 0.0) };
}

void
rsc_set_bars_clear (RscSetBars *self)
{
  g_free (self->neurons);
  g_free (self->labels);
  g_free (self->factor);
  g_free (self->title);
  g_free (self->sentence);
}

static double
get_pitch (const RscSetBars *self)
{
  return fmin (self->frame.width / (double) MAX (self->n, 1), PITCH_MAX * self->em);
}

static double
get_middle (const RscSetBars *self, gsize k)
{
  double pitch = get_pitch (self);

  return self->frame.x + 0.5 * (self->frame.width - pitch * (double) self->n)
         + pitch * ((double) k + 0.5);
}

static double
get_y (const RscSetBars *self, double value)
{
  return self->frame.y + (1.0 - rsc_axis_normalise (&self->axis, value)) * self->frame.height;
}

void
rsc_set_bars_draw_frame (const RscSetBars *self, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  const RscRect f = self->frame;
  double ticks[TICKS_MAX], em = self->em, last = -INFINITY;

  if (!(f.width > 1.0) || !(f.height > 1.0))
    return;
  if (self->heading != NULL)
    {
      rsc_text_set_style (text, 1.0, TRUE);
      rsc_text_draw (text, self->heading, 0.5 * (f.x + f.width + em), 0.45 * em, 0.5, 0.0,
                     theme->foreground);
    }
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_set_limit (text, f.x + f.width - em);
  rsc_text_draw (text, self->title, 0.6 * em, f.y - 0.5 * em, 0.0, 1.0, theme->foreground);
  rsc_text_set_limit (text, 0.0);

  gsize n_ticks =
    rsc_axis_get_ticks (&self->axis, (gsize) CLAMP (f.height / (2.4 * em), 2.0, TICKS_MAX), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->axis, n_ticks, ticks);
  rsc_text_set_style (text, 0.88, FALSE);
  for (gsize t = 0; t < n_ticks; t++)
    {
      double y = get_y (self, ticks[t]);

      cairo_move_to (cr, f.x, y);
      cairo_line_to (cr, f.x + f.width, y);
      rsc_theme_set_grid (theme, cr, 0.5);
      cairo_stroke (cr);
      rsc_text_draw (text, labels[t], f.x - 0.4 * em, y, 1.0, 0.5, theme->muted);
    }
  cairo_move_to (cr, f.x, get_y (self, 0.0));
  cairo_line_to (cr, f.x + f.width, get_y (self, 0.0));
  cairo_set_line_width (cr, fmax (0.5 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->muted);
  cairo_stroke (cr);

  /* Numbers below, as many as there is room for. */
  for (gsize k = 0; k < self->n; k++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, self->labels[k] + 1);
      double x = get_middle (self, k), w;

      rsc_text_measure (text, number, &w, NULL);
      if (x - 0.5 * w < last + 0.4 * em)
        continue;
      rsc_text_draw (text, number, x, f.y + f.height + 0.3 * em, 0.5, 0.0,
                     self->neurons[k] == RSC_OPTIMAL_SET_ABSENT
                       ? theme->muted
                       : rsc_theme_get_neuron_color (theme, self->labels[k]));
      last = x + 0.5 * w;
    }
}

void
rsc_set_bars_draw (const RscSetBars *self,
                   const RscOptimalSetModel *model,
                   const RscTheme *theme,
                   cairo_t *cr)
{
  const double pitch = get_pitch (self), zero = get_y (self, 0.0);

  if (!(self->frame.width > 1.0) || !(self->frame.height > 1.0))
    return;
  for (gsize k = 0; k < self->n; k++)
    {
      RscColor color = rsc_theme_get_neuron_color (theme, self->labels[k]);
      double x = get_middle (self, k) - 0.5 * BAR_SHARE * pitch;
      double only = get_y (self, show_value (self, k, get_norm (self, model, k, NULL)));
      double y = get_y (self, show_value (self, k, get_norm (self, model, k, model->point)));
      gboolean hovered = model->hovered >= 0 && self->neurons[k] == (gsize) model->hovered;

      if (self->neurons[k] == RSC_OPTIMAL_SET_ABSENT)
        continue;
      cairo_rectangle (cr, x, fmin (y, zero), BAR_SHARE * pitch, fabs (y - zero));
      rsc_color_set_source (cr, rsc_color_with_alpha (color, hovered ? 1.0 : 0.8));
      cairo_fill (cr);
      /* A walk has left the network: where it was. */
      cairo_rectangle (cr, x, fmin (only, zero), BAR_SHARE * pitch, fabs (only - zero));
      rsc_color_set_source (cr, hovered ? theme->foreground : color);
      cairo_set_line_width (cr, (hovered ? 1.3 : 0.7) * theme->line_width);
      cairo_stroke (cr);
    }
}

gssize
rsc_set_bars_find (const RscSetBars *self, double x, double y)
{
  const double pitch = get_pitch (self);

  if (!(y >= self->frame.y && y <= self->frame.y + self->frame.height + 1.8 * self->em))
    return -1;
  for (gsize k = 0; k < self->n; k++)
    if (self->neurons[k] != RSC_OPTIMAL_SET_ABSENT
        && fabs (x - get_middle (self, k)) <= 0.5 * pitch)
      return (gssize) self->neurons[k];
  return -1;
}
