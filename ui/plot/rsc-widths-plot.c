/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-widths-plot.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-axis.h"
#include "ui/words/rsc-widths-words.h"
#include <math.h>

#define LABEL_SCALE 0.88
#define TICKS_MAX 9
/* The foot of the scale: one piece has a height too. */
#define FOOT 0.5
/* Counts beyond are drawn here; a label says what they are. */
#define COUNT_MAX 1e290
/* Room over the highest step for its label, as a share of the scale, and at most. */
#define HEAD 0.14
#define HEAD_MAX 0.35

/* Borrows what the model points to. */
/* Of the legend. */
#define N_ENTRIES 3

typedef struct
{
  RscWidthsModel model;
  RscTheme theme;
  double width, height, em, line;
  gboolean has_room;
  gboolean titles;
  char *sentence;
  double sentence_height;
  double legend_height;
  RscRect frame;
  RscAxis counts;
  gsize first, last; /* numbers of neurons */
  RscComplexLevel *levels;
} Layout;

static double
get_total (const RscComplexLevel *level)
{
  const double families = (double) rsc_complex_level_count_families (level);

  if (level->n_isolated == 0)
    return families;
  return fmin (exp (fmin (level->log_points, log (COUNT_MAX))) + families, COUNT_MAX);
}

/* The middle of the column. */
static double
get_x (const Layout *self, gsize m)
{
  return self->frame.x
         + ((double) (m - self->first) + 0.5) * self->frame.width
             / (double) (self->last - self->first + 1);
}

static double
get_pitch (const Layout *self)
{
  return self->frame.width / (double) (self->last - self->first + 1);
}

static double
get_y (const Layout *self, double count)
{
  return self->frame.y
         + (1.0 - rsc_axis_normalise (&self->counts, fmax (count, FOOT))) * self->frame.height;
}

static RscColor
get_color (const Layout *self, const RscComplexLevel *level)
{
  return level->n_components > 1 || !level->proved ? self->theme.positive : self->theme.negative;
}

/* What the colours of the steps say, and the line above them. */
static const char *
get_entry (const Layout *self, gsize k)
{
  gboolean proved = TRUE;

  for (gsize m = self->first; m <= self->last; m++)
    proved = proved && self->levels[m - self->first].proved;
  return k < 2 ? rsc_widths_words_get_lower (k == 0, proved) : rsc_widths_words_get_upper ();
}

static double
get_key_width (const Layout *self, gsize k)
{
  return (k < 2 ? 0.8 : 1.7) * self->em;
}

static void
draw_head (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double em = self->em;
  double y = 0.4 * em + self->sentence_height + 0.35 * em + 0.5 * self->line;
  double x = self->frame.x, w;

  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width,
                          0.4 * em + 0.5 * self->sentence_height, self->width - 1.6 * em,
                          self->theme.foreground);
  if (self->legend_height == 0.0)
    return;
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize k = 0; k < N_ENTRIES; k++)
    {
      const char *words = get_entry (self, k);
      const double key = get_key_width (self, k);

      if (k < 2)
        {
          cairo_rectangle (text->cr, x, y - 0.4 * em, key, 0.8 * em);
          rsc_color_set_source (
            text->cr,
            rsc_color_with_alpha (k == 0 ? self->theme.positive : self->theme.negative, 0.45));
          cairo_fill (text->cr);
        }
      else
        {
          cairo_move_to (text->cr, x, y);
          cairo_line_to (text->cr, x + key, y);
          rsc_color_set_source (text->cr, self->theme.foreground);
          cairo_set_line_width (text->cr, self->theme.line_width);
          cairo_stroke (text->cr);
        }
      rsc_text_measure (text, words, &w, NULL);
      rsc_text_draw (text, words, x + key + 0.3 * em, y, 0.0, 0.5, self->theme.foreground);
      x += key + w + 1.6 * em;
    }
}

static gsize
keep_whole (gsize n, double *ticks)
{
  gsize kept = 0;

  for (gsize k = 0; k < n; k++)
    if (ticks[k] > FOOT && round (ticks[k]) == ticks[k])
      ticks[kept++] = ticks[k];
  return kept;
}

static void
draw_counts_axis (const Layout *self, RscText *text)
{
  cairo_t *cr = text->cr;
  double ticks[TICKS_MAX];
  gsize n = rsc_axis_get_ticks (
    &self->counts, (gsize) CLAMP (self->frame.height / (2.4 * self->em), 2.0, TICKS_MAX), ticks);
  g_auto (GStrv) labels = NULL;

  /* There is no half a piece. */
  n = keep_whole (n, ticks);
  labels = rsc_axis_dup_labels (&self->counts, n, ticks);

  rsc_theme_set_grid (&self->theme, cr, 0.55);
  for (gsize k = 0; k < n; k++)
    {
      cairo_move_to (cr, self->frame.x, get_y (self, ticks[k]));
      cairo_rel_line_to (cr, self->frame.width, 0.0);
    }
  cairo_stroke (cr);
  for (gsize k = 0; k < n; k++)
    rsc_text_draw (text, labels[k], self->frame.x - 0.45 * self->em, get_y (self, ticks[k]), 1.0,
                   0.5, self->theme.muted);
}

/* Numbers of neurons, as many as fit, and under them what they are. */
static void
draw_axes (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscTheme *theme = &self->theme;
  const double foot = self->frame.y + self->frame.height, em = self->em;
  const gsize least = rsc_complex_get_least_width (self->model.complex, NULL);
  const gsize largest = rsc_complex_get_largest_width (self->model.complex, NULL);
  const gsize theorem = rsc_complex_get_theorem_bound (self->model.complex);
  gsize step = 1;
  double widest, free = -INFINITY;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  draw_counts_axis (self, text);
  cairo_set_line_width (text->cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (text->cr, theme->muted);
  cairo_rectangle (text->cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  cairo_stroke (text->cr);

  g_autofree char *longest = g_strdup_printf ("%" G_GSIZE_FORMAT, self->last);
  rsc_text_measure (text, longest, &widest, NULL);
  while ((double) step * get_pitch (self) < widest + 0.8 * em)
    step++;
  for (gsize m = self->first; m <= self->last; m += step)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, m);
      rsc_text_draw (text, number, get_x (self, m), foot + 0.35 * em, 0.5, 0.0, theme->muted);
    }
  g_autofree char *least_words = rsc_widths_words_dup_least (self->model.complex);
  g_autofree char *largest_words = rsc_widths_words_dup_largest (self->model.complex);
  const struct
  {
    gsize m;
    const char *words;
  } marks[] = { { least, least_words },
                { largest, largest_words },
                { theorem, rsc_widths_words_get_theorem (self->model.complex) } };
  for (gsize k = 0; k < G_N_ELEMENTS (marks) && self->titles; k++)
    {
      double w;

      if (marks[k].m < self->first || marks[k].m > self->last || (k == 1 && largest == least))
        continue;
      rsc_text_measure (text, marks[k].words, &w, NULL);
      const double x = fmin (get_x (self, marks[k].m), self->width - 0.5 * w - 0.2 * em);
      if (x - 0.5 * w < free)
        continue;
      free = x + 0.5 * w + 0.5 * em;
      rsc_text_draw (text, marks[k].words, x, foot + 0.4 * em + self->line, 0.5, 0.0,
                     theme->foreground);
    }
  if (self->titles)
    rsc_text_draw (text, rsc_widths_words_get_axis (), self->frame.x + 0.5 * self->frame.width,
                   foot + 0.55 * em + 2.0 * self->line, 0.5, 0.0, theme->muted);
}

/* Where all is connected, to the right of the last piece too many. */
static void
draw_connected (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const gsize from = rsc_complex_get_connected_from (self->model.complex, NULL);

  if (from > self->last)
    return;
  const double x = get_x (self, MAX (from, self->first)) - 0.5 * get_pitch (self);
  cairo_rectangle (text->cr, x, self->frame.y, self->frame.x + self->frame.width - x,
                   self->frame.height);
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.negative, 0.07));
  cairo_fill (text->cr);
}

/* Columns of one look as one shape: no seams. */
static void
draw_lower (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double half = 0.5 * get_pitch (self), foot = self->frame.y + self->frame.height;
  cairo_t *cr = text->cr;

  for (gsize m = self->first, end; m <= self->last; m = end)
    {
      const RscComplexLevel *level = &self->levels[m - self->first];
      const RscColor color = get_color (self, level);
      const gboolean several = level->n_components > 1 || !level->proved;

      cairo_move_to (cr, get_x (self, m) - half, foot);
      for (end = m; end <= self->last; end++)
        {
          const RscComplexLevel *other = &self->levels[end - self->first];
          const double y = get_y (self, (double) other->n_components);

          if ((other->n_components > 1 || !other->proved) != several
              || other->proved != level->proved)
            break;
          cairo_line_to (cr, get_x (self, end) - half, y);
          cairo_line_to (cr, get_x (self, end) + half, y);
        }
      cairo_line_to (cr, get_x (self, end - 1) + half, foot);
      cairo_close_path (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, level->proved ? 0.45 : 0.2));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, color);
      cairo_set_line_width (cr, self->theme.line_width);
      cairo_stroke (cr);
    }
}

/* One line from step to step. */
static void
draw_upper (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double pitch = get_pitch (self);
  cairo_t *cr = text->cr;

  for (gsize m = self->first; m <= self->last; m++)
    {
      const RscComplexLevel *level = &self->levels[m - self->first];
      const double x = get_x (self, m) - 0.5 * pitch, y = get_y (self, get_total (level));

      cairo_line_to (cr, x, y);
      cairo_line_to (cr, x + pitch, y);
    }
  rsc_color_set_source (cr, self->theme.foreground);
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

/* A number over each step where it is wide enough, or where it is not that of the step before. */
static void
draw_labels (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  double free[2] = { -INFINITY, -INFINITY };

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize m = self->first; m <= self->last; m++)
    {
      const RscComplexLevel *level = &self->levels[m - self->first];
      const double total = get_total (level), x = get_x (self, m);
      const double gap = get_y (self, (double) level->n_components) - get_y (self, total);

      if (level->n_components == 0)
        continue;
      for (gsize k = 0; k < 2; k++)
        {
          g_autofree char *number =
            k == 0 ? rsc_widths_words_dup_count (level) : rsc_widths_words_dup_total (level);
          const double y = get_y (self, k == 0 ? (double) level->n_components : total);
          double w;

          rsc_text_measure (text, number, &w, NULL);
          if (x - 0.5 * w < free[k] || (k == 1 && total <= (double) level->n_components))
            continue;
          /* Between the lines where there is room, else below its own. */
          const gboolean inside = k == 0 && gap > 0.0 && gap < 1.5 * self->line;
          rsc_text_draw (text, number, x, y + (inside ? 0.15 : -0.15) * self->em, 0.5,
                         inside ? 0.0 : 1.0, self->theme.foreground);
          free[k] = x + 0.5 * w + 0.4 * self->em;
        }
    }
}

static void
draw_column (const Layout *self, gsize m, RscColor color, double alpha, cairo_t *cr)
{
  if (m < self->first || m > self->last)
    return;
  cairo_rectangle (cr, get_x (self, m) - 0.5 * get_pitch (self), self->frame.y, get_pitch (self),
                   self->frame.height);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
}

static void
draw_marks (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  if (self->model.hovered != self->model.m)
    draw_column (self, self->model.hovered, self->theme.muted, 0.08, text->cr);
  draw_column (self, self->model.m, self->theme.accent, 0.12, text->cr);
}

static gboolean
pick_column (gconstpointer layout, double x, double y, gpointer hit)
{
  const Layout *self = layout;
  const double place = (x - self->frame.x) / get_pitch (self);

  if (y < self->frame.y || y > self->height || place < 0.0
      || !(place < (double) (self->last - self->first + 1)))
    return FALSE;
  *(gsize *) hit = self->first + (gsize) place;
  return TRUE;
}

static void
draw_sentence (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_head, NULL },        { RSC_LAYERS_STILL, draw_connected, NULL },
  { RSC_LAYERS_STILL, draw_axes, pick_column }, { RSC_LAYERS_STILL, draw_lower, NULL },
  { RSC_LAYERS_STILL, draw_upper, NULL },       { RSC_LAYERS_STILL, draw_labels, NULL },
  { RSC_LAYERS_MOVING, draw_marks, NULL },
};

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_sentence, NULL } };

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_free (self->sentence);
  g_free (self->levels);
  g_free (self);
}

/* @head: the share of the scale over the highest step. */
static void
find_counts (Layout *self, double head)
{
  double most = 2.0;

  rsc_widths_plot_get_range (self->model.complex, &self->first, &self->last);
  self->levels = g_new (RscComplexLevel, self->last - self->first + 1);
  for (gsize m = self->first; m <= self->last; m++)
    {
      rsc_complex_get_level (self->model.complex, m, &self->levels[m - self->first]);
      most = fmax (most, get_total (&self->levels[m - self->first]));
    }
  self->counts = (RscAxis){ FOOT, FOOT * pow (most / FOOT, 1.0 / (1.0 - head)), TRUE };
}

static void
lay_out (Layout *self, RscText *text)
{
  const double em = self->em;
  double ticks[TICKS_MAX], widest = 0.0, legend = 0.0, w;

  self->sentence = rsc_widths_words_dup_sentence (self->model.complex);
  rsc_text_set_style (text, 1.0, FALSE);
  self->sentence_height =
    rsc_text_measure_sentence (text, self->sentence, fmax (self->width - 1.6 * em, 1.0));
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &self->line);
  self->titles = self->width > 16.0 * em && self->height > 13.0 * em;
  const double above = 0.9 * em + self->sentence_height, below = self->line + 0.5 * em;
  const double bottom = 0.55 * em + (self->titles ? 3.1 : 1.0) * self->line + 0.2 * em;
  const double room = fmax (self->height - above - below - bottom, 1.0);
  find_counts (self, CLAMP (1.5 * self->line / room, HEAD, HEAD_MAX));
  const gsize n = rsc_axis_get_ticks (&self->counts, TICKS_MAX, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->counts, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double width;

      rsc_text_measure (text, labels[k], &width, NULL);
      widest = fmax (widest, width);
    }
  const double left = widest + 1.0 * em, right = 0.9 * em;
  for (gsize k = 0; k < N_ENTRIES; k++)
    {
      rsc_text_measure (text, get_entry (self, k), &w, NULL);
      legend += get_key_width (self, k) + w + 1.6 * em;
    }
  if (self->titles && left + legend < self->width)
    self->legend_height = below;
  const double top = above + self->legend_height;
  self->frame = (RscRect){ left, top, self->width - left - right, self->height - top - bottom };
  self->has_room = self->frame.width > 6.0 * em && self->frame.height > 4.0 * em;
}

/* ---- public -------------------------------------------------------------------------------- */

void
rsc_widths_model_init (RscWidthsModel *self)
{
  g_return_if_fail (self != NULL);
  *self = (RscWidthsModel){ NULL, RSC_WIDTHS_NONE, RSC_WIDTHS_NONE };
}

void
rsc_widths_plot_get_range (const RscComplex *complex, gsize *first, gsize *last)
{
  const gsize end = rsc_complex_get_last_change (complex);
  const gsize theorem = rsc_complex_get_theorem_bound (complex);

  *first = rsc_complex_get_least_width (complex, NULL);
  /* One more shows that it stays so; the theorem's number where it is near. */
  *last = end + 1;
  if (theorem > *last && theorem - *first <= 2 * (end - *first) + 3)
    *last = theorem;
}

RscPicture *
rsc_widths_plot_new (const RscWidthsModel *model,
                     const RscTheme *theme,
                     cairo_t *cr,
                     double width,
                     double height)
{
  RscText text;

  g_return_val_if_fail (model != NULL && model->complex != NULL, NULL);
  g_return_val_if_fail (theme != NULL && cr != NULL, NULL);
  Layout *layout = g_new0 (Layout, 1);
  layout->model = *model;
  layout->theme = *theme;
  layout->width = width;
  layout->height = height;
  layout->em = CLAMP (theme->font_size, 1.0, 500.0);
  rsc_text_init (&text, theme, cr);
  lay_out (layout, &text);
  rsc_text_clear (&text);
  if (!layout->has_room)
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_widths_plot_set_marks (RscPicture *picture, gsize m, gsize hovered)
{
  Layout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);
  layout->model.m = m;
  layout->model.hovered = hovered;
}

gsize
rsc_widths_plot_find (const RscPicture *picture, double px, double py)
{
  gsize m = RSC_WIDTHS_NONE;

  g_return_val_if_fail (picture != NULL, m);
  rsc_picture_pick (picture, px, py, &m);
  return m;
}

void
rsc_widths_plot_draw (const RscWidthsModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_widths_plot_new (model, theme, cr, width, height), cr);
}
