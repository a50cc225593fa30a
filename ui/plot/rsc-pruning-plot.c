/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-plot.h"

#include "ui/plot/rsc-text.h"
#include <glib/gi18n.h>
#include <math.h>

#define LABEL_SCALE 0.85
#define MINUS "\u2212"
/* Left of the columns: the name of a part and its ticks, in units of the text size. */
#define GUTTER 4.2
/* Up to this many cells are rectangles, sharp at any scale; more are one image. */
#define CELLS_MAX 8000
/* Pixels of that image per unit of length, and in all on one side. */
#define IMAGE_DENSITY 2.0
#define IMAGE_MAX 4096.0
/* Singular values are shown down to this part of the largest; exact zeros lie there. */
#define SINGULAR_FLOOR 1e-18

typedef struct
{
  double em;
  RscRect columns; /* all parts with their labels: where a column can be picked */
  double labels;   /* height of the row of labels */
  RscRect heat;
  RscRect beta;     /* no height: dropped */
  RscRect norms;    /* no height: dropped */
  RscRect singular; /* no width: dropped */
  gboolean title;
  gsize n, m;
} Layout;

/* The state on show with what it came from. */
typedef struct
{
  const RscPruningModel *model;
  const RscPruningState *state;
  const RscPruningState *before; /* or NULL for the start */
  gsize n, m;
} Scene;

static double
get_extent (double value)
{
  return isfinite (value) ? CLAMP (value, 1.0, 1e5) : 1.0;
}

/* What to say instead of a picture, or NULL. */
static const char *
get_words (const RscPruningModel *model)
{
  if (model->pruning == NULL)
    return _ ("Nothing to prune yet.");
  if (rsc_pruning_get_start_width (model->pruning) == 0)
    return _ ("The zero network has no neurons: there is nothing to prune.");
  return NULL;
}

static void
scene_init (Scene *self, const RscPruningModel *model)
{
  gsize k = MIN (model->state, rsc_pruning_get_n_states (model->pruning) - 1);

  self->model = model;
  self->state = rsc_pruning_get_state (model->pruning, k);
  self->before = k > 0 ? rsc_pruning_get_state (model->pruning, k - 1) : NULL;
  self->n = rsc_dataset_get_n (rsc_pruning_get_dataset (model->pruning));
  self->m = rsc_pruning_get_start_width (model->pruning);
}

/* Whether the step on show removed @i. */
static gboolean
is_going (const Scene *self, gsize i)
{
  return self->before != NULL && self->before->norms[i] != 0.0 && self->state->norms[i] == 0.0;
}

static gboolean
is_gone (const Scene *self, gsize i)
{
  return self->state->norms[i] == 0.0 && !is_going (self, i);
}

static gsize
get_label (const Scene *self, gsize i)
{
  return self->model->labels != NULL ? self->model->labels[i] : i;
}

/* Sizes depend on the text size alone, so that picking needs no text. What matters least goes
 * first where there is little room: title, norms, β, singular values. */
static void
layout_init (Layout *self, const RscTheme *theme, double width, double height, gsize n, gsize m)
{
  double em = isfinite (theme->font_size) ? CLAMP (theme->font_size, 1.0, 500.0) : 12.0;

  *self = (Layout){ 0 };
  self->em = em;
  self->n = n;
  self->m = m;
  self->title = height >= 17.0 * em && width >= 16.0 * em;
  gboolean beta = height >= 8.5 * em;
  gboolean norms = height >= 13.0 * em;
  double gutter = width >= 14.0 * em ? GUTTER * em : 0.1 * width;
  double right = MIN (0.6 * em, 0.05 * width);
  double top = self->title ? 2.0 * em : MIN (0.3 * em, 0.05 * height);
  double bottom = MIN (0.6 * em, 0.05 * height);

  if (width >= 29.0 * em && height >= 7.0 * em)
    {
      double w = CLAMP (0.26 * width, 9.5 * em, 24.0 * em);
      self->singular = (RscRect){ width - w, top, w - right, height - top - bottom };
      right = w + 0.8 * em;
    }
  else if (height >= 32.0 * em && width >= 12.0 * em)
    {
      double h = 0.24 * height;
      self->singular = (RscRect){ 0.0, height - h, width - right, h - bottom };
      bottom = h + 0.4 * em;
    }

  double x = gutter, w = MAX (width - gutter - right, 0.0);
  self->labels = MIN (1.5 * em, 0.2 * height);
  double y = top + self->labels, gap = 0.8 * em;
  double room = MAX (height - y - bottom - (beta ? gap : 0.0) - (norms ? gap : 0.0), 0.0);
  double h = room * (norms ? 0.46 : beta ? 0.6 : 1.0);
  self->columns = (RscRect){ x, top, w, MAX (height - top - bottom, 0.0) };
  self->heat = (RscRect){ x, y, w, h };
  y += h + gap;
  if (beta)
    {
      h = room * (norms ? 0.28 : 0.4);
      self->beta = (RscRect){ x, y, w, h };
      y += h + gap;
    }
  if (norms)
    self->norms = (RscRect){ x, y, w, room * 0.26 };
}

static double
get_column_x (const Layout *self, double i)
{
  return self->heat.x + i / (double) MAX (self->m, 1) * self->heat.width;
}

/* "4"; where several neurons of the start have one number, "4a", "4b". */
static char *
dup_name (const Scene *self, gsize i)
{
  gsize label = get_label (self, i), before = 0, same = 0;

  if (self->model->labels != NULL && self->m <= 512)
    for (gsize k = 0; k < self->m; k++)
      if (self->model->labels[k] == label)
        {
          same++;
          before += k < i;
        }
  if (same > 1 && before < 26)
    return g_strdup_printf ("%" G_GSIZE_FORMAT "%c", label + 1, (char) ('a' + before));
  return g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);
}

/* Two digits: "0.62", "3×10⁻¹⁶". */
static char *
dup_number (double value)
{
  char buffer[64];
  RscAxis axis = { 1e-200, 1e200, TRUE };

  if (value == 0.0)
    return g_strdup ("0");
  g_ascii_formatd (buffer, sizeof buffer, "%.1e", fabs (value));
  g_autofree char *text = rsc_axis_format_tick (&axis, g_ascii_strtod (buffer, NULL));
  return g_strdup_printf ("%s%s", value < 0.0 ? MINUS : "", text);
}

/* ---- columns ------------------------------------------------------------------------------- */

/* Bands behind everything: the columns that were pointed at. */
static void
draw_bands (const Layout *self, const Scene *scene, const RscTheme *theme, cairo_t *cr)
{
  gssize shown[2] = { scene->model->hovered, scene->model->selected };

  for (int k = 0; k < 2; k++)
    if (shown[k] >= 0 && (gsize) shown[k] < self->m)
      {
        double x = get_column_x (self, (double) shown[k]);
        double w = MAX (get_column_x (self, (double) shown[k] + 1.0) - x, 2.0);
        cairo_rectangle (cr, x, self->columns.y, w, self->columns.height);
        rsc_color_set_source (cr, k == 0 ? rsc_color_with_alpha (theme->foreground, 0.09)
                                         : rsc_color_with_alpha (theme->accent, 0.2));
        cairo_fill (cr);
      }
}

static void
draw_label (const Layout *self,
            const Scene *scene,
            gsize i,
            gboolean turned,
            const RscTheme *theme,
            RscText *text)
{
  g_autofree char *name = dup_name (scene, i);
  gboolean going = is_going (scene, i), gone = is_gone (scene, i);
  RscColor color = rsc_theme_get_neuron_color (theme, get_label (scene, i));
  double x = get_column_x (self, (double) i + 0.5);
  double y = self->heat.y - 0.25 * self->em;

  if (gone)
    color = rsc_color_with_alpha (theme->muted, 0.55);
  rsc_text_set_style (text, LABEL_SCALE, going || (gssize) i == scene->model->selected);
  if (turned)
    rsc_text_draw_upwards (text, name, x, y, 0.0, 0.5, color);
  else
    rsc_text_draw (text, name, x, y, 0.5, 1.0, color);
}

/* Labels of as many columns as keep apart; those that matter now come first. */
static void
draw_labels (const Layout *self, const Scene *scene, const RscTheme *theme, RscText *text)
{
  double cell = self->heat.width / (double) self->m, line, widest = 0.0;
  gsize step = 1;
  g_autofree gboolean *done = g_new0 (gboolean, self->m);

  if (self->labels < 0.9 * self->em)
    return;
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_text_measure (text, "0", NULL, &line);
  for (gsize i = 0; i < self->m; i += MAX (self->m / 64, 1))
    {
      double w;
      g_autofree char *name = dup_name (scene, i);
      rsc_text_measure (text, name, &w, NULL);
      widest = MAX (widest, w);
    }
  gboolean turned = cell < widest + 0.2 * self->em && cell >= 0.8 * line && widest <= self->labels;
  double need = turned ? 0.8 * line : widest + 0.25 * self->em;
  while (cell * (double) step < need && step < self->m)
    step++;
  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < self->m; i++)
      {
        gboolean important = is_going (scene, i) || (gssize) i == scene->model->selected
                             || (gssize) i == scene->model->hovered;
        if (pass == 0 ? !important : important || i % step != 0)
          continue;
        gboolean near = FALSE;
        for (gsize k = i > step - 1 ? i - (step - 1) : 0; k < MIN (i + step, self->m); k++)
          near = near || done[k];
        if (near)
          continue;
        done[i] = TRUE;
        draw_label (self, scene, i, turned, theme, text);
      }
}

/* ---- activations --------------------------------------------------------------------------- */

static void
add_cross (cairo_t *cr, RscRect rect)
{
  cairo_move_to (cr, rect.x, rect.y);
  cairo_line_to (cr, rect.x + rect.width, rect.y + rect.height);
  cairo_move_to (cr, rect.x, rect.y + rect.height);
  cairo_line_to (cr, rect.x + rect.width, rect.y);
}

static RscColor
get_cell_color (const Scene *scene, const RscTheme *theme, gsize i, double t)
{
  if (is_gone (scene, i))
    return theme->grid;
  /* A root keeps the weak ones in sight beside the strong; the sign and the order stay. */
  return rsc_theme_get_diverging (theme, copysign (sqrt (fabs (t)), t));
}

static void
draw_cells (const Layout *self,
            const Scene *scene,
            const double *c,
            double scale,
            const RscTheme *theme,
            cairo_t *cr)
{
  double h = self->heat.height / (double) self->n;

  cairo_save (cr);
  /* Neighbours share edges: smoothed ones would leave seams. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (gsize i = 0; i < self->m; i++)
    {
      double x = get_column_x (self, (double) i), w = get_column_x (self, (double) i + 1.0) - x;
      for (gsize k = 0; k < self->n; k++)
        {
          rsc_color_set_source (cr, get_cell_color (scene, theme, i, c[k * self->m + i] / scale));
          cairo_rectangle (cr, x, self->heat.y + (double) k * h, w, h);
          cairo_fill (cr);
        }
    }
  cairo_restore (cr);
}

/* One pixel for a cell or, where there are more cells than can be seen, for the largest of several. */
static void
draw_image (const Layout *self,
            const Scene *scene,
            const double *c,
            double scale,
            const RscTheme *theme,
            cairo_t *cr)
{
  gsize w = MIN (self->m, (gsize) CLAMP (IMAGE_DENSITY * self->heat.width, 1.0, IMAGE_MAX));
  gsize h = MIN (self->n, (gsize) CLAMP (IMAGE_DENSITY * self->heat.height, 1.0, IMAGE_MAX));
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) w, (int) h);
  unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  guint32 colors[257];

  if (data == NULL)
    {
      cairo_surface_destroy (image);
      return;
    }
  for (int k = 0; k < 257; k++)
    {
      double t = (k - 128) / 128.0;
      RscColor color =
        k == 256 ? theme->grid : rsc_theme_get_diverging (theme, copysign (sqrt (fabs (t)), t));
      colors[k] = ((guint32) lround (color.red * 255.0) << 16)
                  | ((guint32) lround (color.green * 255.0) << 8)
                  | (guint32) lround (color.blue * 255.0);
    }
  for (gsize y = 0; y < h; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + (gsize) stride * y);
      gsize k0 = y * self->n / h, k1 = MAX ((y + 1) * self->n / h, k0 + 1);
      for (gsize x = 0; x < w; x++)
        {
          gsize i0 = x * self->m / w, i1 = MAX ((x + 1) * self->m / w, i0 + 1);
          double most = 0.0;
          gboolean gone = TRUE;
          for (gsize i = i0; i < i1; i++)
            gone = gone && is_gone (scene, i);
          for (gsize k = k0; k < k1; k++)
            for (gsize i = i0; i < i1; i++)
              if (fabs (c[k * self->m + i]) > fabs (most))
                most = c[k * self->m + i];
          double t = CLAMP (most / scale, -1.0, 1.0);
          row[x] = colors[gone ? 256 : MIN (128 + (int) lround (127.0 * t), 255)];
        }
    }
  cairo_surface_mark_dirty (image);
  cairo_save (cr);
  cairo_rectangle (cr, self->heat.x, self->heat.y, self->heat.width, self->heat.height);
  cairo_clip (cr);
  cairo_translate (cr, self->heat.x, self->heat.y);
  cairo_scale (cr, self->heat.width / (double) w, self->heat.height / (double) h);
  cairo_set_source_surface (cr, image, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

/* The activations of the state; a neuron that goes in this step is shown as it was before, to be
 * seen next to those that take its place. */
static double *
dup_activations (const Scene *scene, double *scale)
{
  gsize n = scene->n, m = scene->m;
  gsize k = MIN (scene->model->state, rsc_pruning_get_n_states (scene->model->pruning) - 1);
  double *c = g_new0 (double, MAX (n * m, 1));

  *scale = 0.0;
  rsc_pruning_get_activations (scene->model->pruning, k, c);
  if (scene->before != NULL)
    {
      g_autofree double *before = g_new0 (double, MAX (n * m, 1));
      rsc_pruning_get_activations (scene->model->pruning, k - 1, before);
      for (gsize i = 0; i < m; i++)
        if (is_going (scene, i))
          for (gsize r = 0; r < n; r++)
            c[r * m + i] = before[r * m + i];
    }
  for (gsize r = 0; r < n * m; r++)
    if (isfinite (c[r]))
      *scale = MAX (*scale, fabs (c[r]));
    else
      c[r] = 0.0;
  if (!(*scale > 0.0))
    *scale = 1.0;
  return c;
}

static void
draw_heat (const Layout *self, const Scene *scene, const RscTheme *theme, cairo_t *cr)
{
  double scale;
  g_autofree double *c = dup_activations (scene, &scale);
  double cell = self->heat.width / (double) self->m;

  if (self->n * self->m <= CELLS_MAX)
    draw_cells (self, scene, c, scale, theme, cr);
  else
    draw_image (self, scene, c, scale, theme, cr);

  /* Columns that have gone are crossed out where that can be seen; lines keep the others apart. */
  cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
  if (cell >= 0.5 * self->em)
    {
      for (gsize i = 0; i < self->m && cell >= 1.1 * self->em; i++)
        if (is_gone (scene, i))
          add_cross (cr, (RscRect){ get_column_x (self, (double) i), self->heat.y, cell,
                                    self->heat.height });
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->muted, 0.4));
      cairo_stroke (cr);
      for (gsize i = 1; i < self->m; i++)
        {
          cairo_move_to (cr, get_column_x (self, (double) i), self->heat.y);
          cairo_line_to (cr, get_column_x (self, (double) i), self->heat.y + self->heat.height);
        }
      rsc_color_set_source (cr, theme->background);
      cairo_stroke (cr);
    }
  rsc_color_set_source (cr, theme->muted);
  cairo_rectangle (cr, self->heat.x, self->heat.y, self->heat.width, self->heat.height);
  cairo_stroke (cr);

  gssize framed[2] = { scene->model->hovered, scene->model->selected };
  for (int k = 0; k < 2; k++)
    if (framed[k] >= 0 && (gsize) framed[k] < self->m)
      {
        cairo_rectangle (cr, get_column_x (self, (double) framed[k]), self->heat.y, MAX (cell, 1.5),
                         self->heat.height);
        rsc_color_set_source (cr, k == 0 ? theme->muted : theme->foreground);
        cairo_set_line_width (cr, (k == 0 ? 0.8 : 1.2) * theme->line_width);
        cairo_stroke (cr);
      }
  for (gsize i = 0; i < self->m; i++)
    if (is_going (scene, i))
      {
        RscRect column = { get_column_x (self, (double) i), self->heat.y, MAX (cell, 1.0),
                           self->heat.height };
        rsc_color_set_source (cr, theme->accent);
        cairo_set_line_width (cr, 1.3 * theme->line_width);
        if (cell >= 1.1 * self->em)
          add_cross (cr, column);
        cairo_rectangle (cr, column.x, column.y, column.width, column.height);
        cairo_stroke (cr);
      }
}

/* ---- bars ---------------------------------------------------------------------------------- */

static double
get_bar_y (RscRect rect, const RscAxis *axis, double value)
{
  return rect.y + (1.0 - CLAMP (rsc_axis_normalise (axis, value), 0.0, 1.0)) * rect.height;
}

/* Name of the part, turned, and ticks at a few round values. */
static void
draw_scale (const Layout *self,
            RscRect rect,
            const char *title,
            const RscAxis *axis,
            const RscTheme *theme,
            RscText *text)
{
  cairo_t *cr = text->cr;
  double em = self->em, ticks[4];

  if (rect.x < GUTTER * em - 1e-9)
    return;
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_set_limit (text, MAX (rect.height, 1.0));
  rsc_text_draw_upwards (text, title, 0.35 * em, rect.y + 0.5 * rect.height, 0.5, 0.0,
                         theme->foreground);
  rsc_text_set_limit (text, 0.0);
  if (axis == NULL)
    return;
  gsize n = rsc_axis_get_ticks (axis, rect.height >= 5.5 * em ? 4 : 3, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (axis, n, ticks);
  rsc_text_set_limit (text, (GUTTER - 2.0) * em);
  for (gsize k = 0; k < n; k++)
    {
      double y = get_bar_y (rect, axis, ticks[k]);
      cairo_move_to (cr, rect.x, y);
      cairo_line_to (cr, rect.x + rect.width, y);
      rsc_color_set_source (cr, theme->grid);
      cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
      cairo_stroke (cr);
      rsc_text_draw (text, labels[k], rect.x - 0.35 * em, y, 1.0, 0.5, theme->muted);
    }
  rsc_text_set_limit (text, 0.0);
}

static double
get_bar_width (const Layout *self)
{
  return MIN (self->heat.width / (double) self->m * 0.72, 3.2 * self->em);
}

static const char *
get_beta_words (const Scene *scene)
{
  const RscPruningState *state = scene->state;

  if (state->beta != NULL)
    return NULL;
  if (state->phase == RSC_PRUNING_APPROXIMATE)
    return _ ("no \u03b2: the others stay as they are");
  if (state->rank < state->width)
    return _ ("no step yet");
  return _ ("no \u03b2: the activations are independent");
}

static void
draw_beta (const Layout *self, const Scene *scene, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  RscRect rect = self->beta;
  const char *words = get_beta_words (scene);
  double em = self->em;

  if (!(rect.height > 2.0))
    return;
  if (words != NULL)
    {
      draw_scale (self, rect, "\u03b2", NULL, theme, text);
      cairo_move_to (cr, rect.x, rect.y + 0.5 * rect.height);
      cairo_line_to (cr, rect.x + rect.width, rect.y + 0.5 * rect.height);
      rsc_color_set_source (cr, theme->grid);
      cairo_set_line_width (cr, theme->line_width);
      cairo_stroke (cr);
      double line;
      rsc_text_set_style (text, LABEL_SCALE, FALSE);
      rsc_text_measure (text, "0", NULL, &line);
      rsc_text_set_limit (text, MAX (rect.width, 1.0));
      rsc_text_draw (text, words, rect.x + 0.5 * rect.width,
                     rect.y + 0.5 * rect.height - MIN (0.2 * em, 0.1 * rect.height), 0.5, 1.0,
                     theme->muted);
      rsc_text_set_limit (text, 0.0);
      return;
    }

  RscAxis axis = { 0.0, 0.0, FALSE };
  for (gsize i = 0; i < self->m; i++)
    if (isfinite (scene->state->beta[i]))
      {
        axis.minimum = MIN (axis.minimum, scene->state->beta[i]);
        axis.maximum = MAX (axis.maximum, scene->state->beta[i]);
      }
  double range = axis.maximum - axis.minimum;
  if (!(range > 0.0))
    range = axis.maximum = 1.0;
  /* Room for the number at the bar of the neuron that goes. */
  double pad = MIN (1.25 * em / rect.height, 0.3) * range;
  axis.minimum -= axis.minimum < 0.0 ? pad : 0.06 * range;
  axis.maximum += axis.maximum > 0.0 ? pad : 0.06 * range;
  draw_scale (self, rect, "\u03b2", &axis, theme, text);

  double zero = get_bar_y (rect, &axis, 0.0), w = get_bar_width (self);
  for (gsize i = 0; i < self->m; i++)
    {
      double beta = scene->state->beta[i];
      gboolean going = (gssize) i == scene->state->removed || is_going (scene, i);
      if (beta == 0.0 || !isfinite (beta))
        continue;
      double y = get_bar_y (rect, &axis, beta), x = get_column_x (self, (double) i + 0.5);
      rsc_color_set_source (cr, going ? theme->accent
                                      : rsc_theme_get_neuron_color (theme, get_label (scene, i)));
      cairo_rectangle (cr, x - 0.5 * w, MIN (y, zero), w, MAX (fabs (y - zero), 0.5));
      cairo_fill (cr);
    }
  cairo_move_to (cr, rect.x, zero);
  cairo_line_to (cr, rect.x + rect.width, zero);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);

  if (scene->state->removed >= 0 && rect.height >= 3.0 * em)
    {
      gsize i = (gsize) scene->state->removed;
      double beta = scene->state->beta[i], tw;
      g_autofree char *number = dup_number (beta);
      rsc_text_set_style (text, LABEL_SCALE, TRUE);
      rsc_text_measure (text, number, &tw, NULL);
      double x = get_column_x (self, (double) i + 0.5);
      x = CLAMP (x, rect.x + 0.5 * tw, MAX (rect.x + rect.width - 0.5 * tw, rect.x + 0.5 * tw));
      rsc_text_draw (text, number, x, get_bar_y (rect, &axis, beta), 0.5, beta > 0.0 ? 1.0 : 0.0,
                     theme->accent);
    }
}

static void
draw_norms (const Layout *self, const Scene *scene, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  RscRect rect = self->norms;
  RscAxis axis = { 0.0, 0.0, FALSE };
  double w = get_bar_width (self);

  if (!(rect.height > 2.0))
    return;
  for (gsize i = 0; i < self->m; i++)
    {
      axis.maximum = MAX (axis.maximum, scene->state->norms[i]);
      if (scene->before != NULL)
        axis.maximum = MAX (axis.maximum, scene->before->norms[i]);
    }
  axis.maximum = axis.maximum > 0.0 && isfinite (axis.maximum) ? 1.06 * axis.maximum : 1.0;
  draw_scale (self, rect, "||w||", &axis, theme, text);
  double zero = rect.y + rect.height;
  for (gsize i = 0; i < self->m; i++)
    {
      double after = scene->state->norms[i];
      double before = scene->before != NULL ? scene->before->norms[i] : after;
      double x = get_column_x (self, (double) i + 0.5);
      gboolean going = is_going (scene, i);
      RscColor color =
        going ? theme->accent : rsc_theme_get_neuron_color (theme, get_label (scene, i));
      if (after > 0.0)
        {
          double y = get_bar_y (rect, &axis, after);
          rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.75));
          cairo_rectangle (cr, x - 0.5 * w, y, w, MAX (zero - y, 0.5));
          cairo_fill (cr);
        }
      if (before > 0.0 && w > 2.0 * theme->line_width)
        {
          double y = get_bar_y (rect, &axis, before), line = 0.75 * theme->line_width;
          double dash[2] = { 2.0 * theme->line_width, 1.3 * theme->line_width };
          cairo_rectangle (cr, x - 0.5 * (w - line), y, w - line, zero - y);
          rsc_color_set_source (cr, color);
          cairo_set_line_width (cr, line);
          cairo_set_dash (cr, dash, going ? 2 : 0, 0.0);
          cairo_stroke (cr);
          cairo_set_dash (cr, NULL, 0, 0.0);
        }
    }
  cairo_move_to (cr, rect.x, zero);
  cairo_line_to (cr, rect.x + rect.width, zero);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
}

/* ---- singular values ----------------------------------------------------------------------- */

static char *
dup_rank (const Scene *scene)
{
  return g_strdup_printf (_ ("rank %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT), scene->state->rank,
                          scene->state->width);
}

static void
draw_singular (const Layout *self, const Scene *scene, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  RscRect rect = self->singular;
  const RscPruningState *state = scene->state;
  double em = self->em, line, ticks[12];

  if (!(rect.width > 4.0 * em) || !(rect.height > 4.0 * em))
    return;
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  rsc_text_set_limit (text, rect.width);
  rsc_text_draw (text, _ ("Singular values"), rect.x + rect.width, rect.y, 1.0, 0.0,
                 theme->foreground);
  g_autofree char *rank = dup_rank (scene);
  gboolean dependent = state->rank < state->width;
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_text_draw (text, rank, rect.x + rect.width, rect.y + line, 1.0, 0.0,
                 dependent ? theme->accent : theme->foreground);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  double left = 3.3 * em, top = 2.0 * line + 0.5 * em;
  RscRect frame = { rect.x + left, rect.y + top, rect.width - left, rect.height - top };
  if (!(frame.width > em) || !(frame.height > em))
    {
      rsc_text_set_limit (text, 0.0);
      return;
    }
  if (state->singular == NULL || state->n_singular == 0 || !(state->singular[0] > 0.0))
    {
      rsc_text_set_limit (text, 0.0);
      rsc_text_draw_sentence (
        text,
        state->width == 0         ? _ ("no neuron is left")
        : state->singular == NULL ? _ ("not computed at each step of a network this large")
                                  : _ ("all activations are zero"),
        rect.x + 0.5 * rect.width, frame.y + 0.5 * frame.height, rect.width, theme->muted);
      return;
    }
  rsc_text_set_limit (text, 0.0);

  double largest = state->singular[0], least = largest * 1e-3;
  double floor_value = largest * SINGULAR_FLOOR;
  for (gsize k = 0; k < state->n_singular; k++)
    least = MIN (least, MAX (state->singular[k], floor_value));
  RscAxis axis = { least * 0.3, largest * 3.0, TRUE };
  gsize n = rsc_axis_get_ticks (&axis, (gsize) CLAMP (frame.height / (2.4 * em), 2.0, 9.0), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double y = get_bar_y (frame, &axis, ticks[k]);
      cairo_move_to (cr, frame.x, y);
      cairo_line_to (cr, frame.x + frame.width, y);
      rsc_color_set_source (cr, theme->grid);
      cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
      cairo_stroke (cr);
      rsc_text_draw (text, labels[k], frame.x - 0.35 * em, y, 1.0, 0.5, theme->muted);
    }
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  rsc_color_set_source (cr, theme->muted);
  cairo_stroke (cr);

  double unit = frame.width / (double) MAX (state->n_singular, 1);
  gboolean gap = state->rank >= 1 && state->rank < state->n_singular;
  if (gap)
    {
      double y0 = get_bar_y (frame, &axis, state->singular[state->rank - 1]);
      double y1 = get_bar_y (frame, &axis, MAX (state->singular[state->rank], floor_value));
      cairo_rectangle (cr, frame.x, y0, frame.width, y1 - y0);
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.13));
      cairo_fill (cr);
      for (int k = 0; k < 2; k++)
        {
          cairo_move_to (cr, frame.x, k == 0 ? y0 : y1);
          cairo_line_to (cr, frame.x + frame.width, k == 0 ? y0 : y1);
        }
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.6));
      cairo_set_line_width (cr, 0.7 * theme->line_width);
      cairo_stroke (cr);
      if (y1 - y0 > 1.3 * line)
        {
          g_autofree char *number =
            state->rank_gap > 0.0 ? dup_number (state->rank_gap) : g_strdup ("0");
          g_autofree char *words = g_strdup_printf (_ ("gap %s"), number);
          rsc_text_set_limit (text, frame.width);
          rsc_text_draw (text, words, frame.x + 0.5 * frame.width, 0.5 * (y0 + y1), 0.5, 0.5,
                         theme->accent);
          rsc_text_set_limit (text, 0.0);
        }
    }
  /* More columns than rows need no gap to be dependent. */
  if (state->width > self->n && state->rank == self->n && frame.height > 9.0 * em
      && frame.width > 5.0 * em)
    {
      g_autofree char *words = g_strdup_printf (
        _ ("The rank is at most %" G_GSIZE_FORMAT ", the number of data points."), self->n);
      rsc_text_draw_sentence (text, words, frame.x + 0.5 * frame.width,
                              frame.y + 0.78 * frame.height, frame.width - 0.6 * em, theme->accent);
    }
  double radius = CLAMP (0.35 * unit, 0.12 * em, 0.3 * em);
  for (gsize k = 0; k < state->n_singular; k++)
    {
      double x = frame.x + ((double) k + 0.5) * unit;
      double y = get_bar_y (frame, &axis, MAX (state->singular[k], floor_value));
      cairo_new_sub_path (cr);
      cairo_arc (cr, CLAMP (x, frame.x + radius, MAX (frame.x + frame.width - radius, frame.x)), y,
                 radius, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, k < state->rank ? theme->foreground : theme->accent);
      cairo_fill (cr);
    }
}

/* ---- title --------------------------------------------------------------------------------- */

static void
draw_title (const Layout *self, const Scene *scene, const RscTheme *theme, RscText *text)
{
  const RscPruningState *state = scene->state;
  gsize k = MIN (scene->model->state, rsc_pruning_get_n_states (scene->model->pruning) - 1);
  g_autofree char *words = NULL;
  g_autofree char *change = dup_number (state->fit_change);

  if (!self->title)
    return;
  if (state->removed < 0)
    words = g_strdup_printf (_ ("Start: width %" G_GSIZE_FORMAT), state->width);
  else
    {
      GString *names = g_string_new (NULL);
      gsize count = 0;
      for (gsize i = 0; i < self->m; i++)
        if (is_going (scene, i) && count++ < 6)
          {
            g_autofree char *name = dup_name (scene, i);
            if (names->len > 0)
              g_string_append (names, ", ");
            g_string_append (names, name);
          }
      if (count > 6)
        g_string_append (names, "\u2026");
      words = g_strdup_printf (
        count > 1 ? _ ("Step %" G_GSIZE_FORMAT ", %s: neurons %s go \u00b7 width %" G_GSIZE_FORMAT
                       " \u00b7 fit changes by %s")
                  : _ ("Step %" G_GSIZE_FORMAT ", %s: neuron %s goes \u00b7 width %" G_GSIZE_FORMAT
                       " \u00b7 fit changes by %s"),
        k, state->phase == RSC_PRUNING_EXACT ? _ ("exact") : _ ("approximate"), names->str,
        state->width, change);
      g_string_free (names, TRUE);
    }
  double end = self->singular.width > 0.0 && self->singular.y < 3.0 * self->em
                 ? self->singular.x + self->singular.width
                 : self->heat.x + self->heat.width;
  double room = MAX (end - 0.4 * self->em, 1.0), w;
  rsc_text_set_style (text, 0.95, TRUE);
  rsc_text_measure (text, words, &w, NULL);
  /* What is also told elsewhere goes before anything is cut. */
  for (char *cut; w > room && (cut = g_utf8_strrchr (words, -1, 0xb7)) != NULL;)
    {
      *cut = '\0';
      g_strchomp (words);
      rsc_text_measure (text, words, &w, NULL);
    }
  rsc_text_set_limit (text, room);
  rsc_text_draw (text, words, 0.4 * self->em, 0.35 * self->em, 0.0, 0.0, theme->foreground);
  rsc_text_set_limit (text, 0.0);
}

void
rsc_pruning_model_init (RscPruningModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscPruningModel){ 0 };
  self->selected = -1;
  self->hovered = -1;
}

void
rsc_pruning_plot_draw (const RscPruningModel *model,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  RscText text;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  width = get_extent (width);
  height = get_extent (height);
  rsc_theme_begin_picture (theme, cr, width, height, TRUE);
  rsc_text_init (&text, theme, cr);
  const char *words = get_words (model);
  if (words != NULL)
    rsc_text_draw_sentence (&text, words, 0.5 * width, 0.5 * height, 0.9 * width, theme->muted);
  else
    {
      Scene scene;
      Layout layout;
      scene_init (&scene, model);
      layout_init (&layout, theme, width, height, scene.n, scene.m);
      if (layout.heat.width > 1.0 && layout.heat.height > 1.0)
        {
          draw_bands (&layout, &scene, theme, cr);
          draw_heat (&layout, &scene, theme, cr);
          draw_scale (&layout, layout.heat, _ ("Activations"), NULL, theme, &text);
          draw_labels (&layout, &scene, theme, &text);
          draw_beta (&layout, &scene, theme, &text);
          draw_norms (&layout, &scene, theme, &text);
        }
      draw_singular (&layout, &scene, theme, &text);
      draw_title (&layout, &scene, theme, &text);
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_pruning_plot_pick (const RscPruningModel *model,
                       const RscTheme *theme,
                       double width,
                       double height,
                       double px,
                       double py,
                       RscPruningHit *hit)
{
  Scene scene;
  Layout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscPruningHit){ FALSE, -1, -1 };
  if (!(width >= 1.0) || !(height >= 1.0) || get_words (model) != NULL)
    return;
  width = get_extent (width);
  height = get_extent (height);
  scene_init (&scene, model);
  layout_init (&layout, theme, width, height, scene.n, scene.m);
  const RscRect *columns = &layout.columns;
  if (!(columns->width > 1.0) || !(px >= columns->x) || !(px < columns->x + columns->width)
      || !(py >= columns->y) || !(py < columns->y + columns->height))
    return;
  hit->inside = TRUE;
  double i = (px - columns->x) / columns->width * (double) scene.m;
  hit->neuron = (gssize) MIN ((gsize) i, scene.m - 1);
  const RscRect *heat = &layout.heat;
  if (scene.n > 0 && py >= heat->y && py < heat->y + heat->height)
    hit->point =
      (gssize) MIN ((gsize) ((py - heat->y) / heat->height * (double) scene.n), scene.n - 1);
}
