/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-marks.h"

#include "ui/words/rsc-path-words.h"
#include <math.h>

/* Sizes in units of the text size: half a shape and one that is emphasised, space beside it, from
 * one mark to the one above it, text of the counts, and how far beside a mark a hand may be. */
#define SHAPE 0.32
#define STRONG_SHAPE 0.42
#define SPACE 0.16
#define STEP 0.95
#define COUNT_SCALE 0.72
#define PICK 0.7
/* Where many kinds are at one place, marks are so much smaller at most. */
#define SCALE_MIN 0.85

#define N_KINDS (RSC_PATH_NARROWEST + 1)

struct _RscPathMarks
{
  const RscPath *path;
  double em;
  double scale;
  double step;
  GArray *marks; /* RscPathMark, by the left of their boxes */
  gsize *events; /* what the marks point into */
};

/* --- which events share a mark ---------------------------------------------------------------- */

/* Each count of events is set once: @widths has what is known of them by number, NaN else. */
static double
measure_count (RscText *text, gsize n, double *widths)
{
  if (isnan (widths[n]))
    {
      g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT, n);

      rsc_text_measure (text, count, &widths[n], NULL);
    }
  return widths[n];
}

/* What the mark and its count cover from left to right. */
static void
set_box (const RscPathMarks *self, RscText *text, RscPathMark *mark, double *widths)
{
  const double unit = self->em * self->scale;
  double right = mark->last + SHAPE * unit;

  if (mark->n > 1)
    right = MAX (right, mark->x + (SHAPE + SPACE) * unit + measure_count (text, mark->n, widths));
  mark->box.x = mark->x - SHAPE * unit;
  mark->box.width = right - mark->box.x;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const RscPathMark *p = a, *q = b;

  if (p->box.x != q->box.x)
    return p->box.x < q->box.x ? -1 : 1;
  return (int) p->kind - (int) q->kind;
}

/* Fills the marks at the scale; @px: of each event, NaN for one that is not in the picture. */
static void
gather (RscPathMarks *self, RscText *text, const double *px)
{
  const gsize n = rsc_path_get_n_events (self->path);
  g_autofree double *widths = g_new (double, n + 1);
  gsize *next = self->events;

  g_array_set_size (self->marks, 0);
  for (gsize k = 0; k <= n; k++)
    widths[k] = NAN;
  rsc_text_set_style (text, COUNT_SCALE * self->scale, FALSE);
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      RscPathMark *mark = NULL;

      for (gsize k = 0; k < n; k++)
        {
          const RscPathEvent *event = rsc_path_get_event (self->path, k);
          const gssize neuron = event->neuron == RSC_PATH_NO_NEURON ? -1 : (gssize) event->neuron;
          const double unit = self->em * self->scale;

          if ((int) event->kind != kind || isnan (px[k]))
            continue;
          if (mark == NULL || px[k] - (SHAPE + SPACE) * unit >= mark->box.x + mark->box.width)
            {
              const RscPathMark fresh = {
                .kind = event->kind, .events = next, .x = px[k], .last = px[k], .neuron = neuron
              };

              g_array_append_val (self->marks, fresh);
              mark = &g_array_index (self->marks, RscPathMark, self->marks->len - 1);
            }
          *next++ = k;
          mark->n++;
          mark->last = MAX (mark->last, px[k]);
          if (mark->neuron != neuron)
            mark->neuron = -1;
          set_box (self, text, mark, widths);
        }
    }
  g_array_sort (self->marks, compare_marks);
}

/* Puts each mark as low as those before it allow; returns how many are above each other at most. */
static guint
pile (RscPathMarks *self)
{
  const double space = SPACE * self->em * self->scale;
  double ends[N_KINDS];
  guint n = 0;

  for (guint k = 0; k < self->marks->len; k++)
    {
      RscPathMark *mark = &g_array_index (self->marks, RscPathMark, k);
      guint level = 0;

      while (level < n && ends[level] + space > mark->box.x)
        level++;
      n = MAX (n, level + 1);
      ends[level] = mark->box.x + mark->box.width;
      mark->y = level;
    }
  return n;
}

RscPathMarks *
rsc_path_marks_new (const RscPathLayout *layout, RscText *text, double bottom, double room)
{
  RscPath *path = layout->model.path;
  const gsize n = rsc_path_get_n_events (path);
  const RscRect f = layout->frame;
  g_autofree double *px = g_new (double, n + 1);
  RscPathMarks *self = g_new0 (RscPathMarks, 1);
  guint n_levels;

  self->path = path;
  self->em = layout->em;
  self->marks = g_array_new (FALSE, TRUE, sizeof (RscPathMark));
  self->events = g_new (gsize, n + 1);
  for (gsize k = 0; k < n; k++)
    {
      px[k] = rsc_path_layout_lambda_to_px (layout, rsc_path_get_event (path, k)->lambda);
      if (!(px[k] >= f.x - 0.5 && px[k] <= f.x + f.width + 0.5))
        px[k] = NAN;
    }
  self->scale = 1.0;
  gather (self, text, px);
  n_levels = pile (self);
  if (STEP * self->em * n_levels > room)
    {
      self->scale = MAX (SCALE_MIN, room / (STEP * self->em * n_levels));
      gather (self, text, px);
      n_levels = pile (self);
    }
  self->step = MIN (STEP * self->em * self->scale, room / MAX (n_levels, 1));
  for (guint k = 0; k < self->marks->len; k++)
    {
      RscPathMark *mark = &g_array_index (self->marks, RscPathMark, k);

      mark->y = bottom - (mark->y + 0.5) * self->step;
      mark->box.y = mark->y - 0.5 * self->step;
      mark->box.height = self->step;
    }
  return self;
}

void
rsc_path_marks_free (RscPathMarks *self)
{
  g_array_unref (self->marks);
  g_free (self->events);
  g_free (self);
}

gsize
rsc_path_marks_get_n (const RscPathMarks *self)
{
  return self->marks->len;
}

const RscPathMark *
rsc_path_marks_get (const RscPathMarks *self, gsize k)
{
  g_return_val_if_fail (k < self->marks->len, NULL);

  return &g_array_index (self->marks, RscPathMark, k);
}

gssize
rsc_path_marks_find (const RscPathMarks *self, double x, double y)
{
  double best = PICK * self->em;
  gssize found = -1;

  for (guint k = 0; k < self->marks->len; k++)
    {
      const RscRect box = g_array_index (self->marks, RscPathMark, k).box;
      const double middle = box.y + 0.5 * box.height;
      const double distance = hypot (x - CLAMP (x, box.x, box.x + box.width), fabs (y - middle));

      if (distance < best)
        {
          best = distance;
          found = (gssize) k;
        }
    }
  return found;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const gsize p = *(const gsize *) a, q = *(const gsize *) b;

  return (p > q) - (p < q);
}

gsize *
rsc_path_marks_dup_stack (const RscPathMarks *self, gsize k, gsize *n)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gsize));
  const RscPathMark *chosen = rsc_path_marks_get (self, k);

  for (guint j = 0; j < self->marks->len; j++)
    {
      const RscPathMark *mark = &g_array_index (self->marks, RscPathMark, j);

      if (mark->box.x <= chosen->box.x + chosen->box.width
          && chosen->box.x <= mark->box.x + mark->box.width)
        g_array_append_vals (events, mark->events, (guint) mark->n);
    }
  g_array_sort (events, compare_events);
  *n = events->len;
  return (gsize *) (void *) g_array_free (g_steal_pointer (&events), FALSE);
}

/* --- what they look like ---------------------------------------------------------------------- */

static RscColor
get_event_color (const RscPathLayout *self, RscPathEventKind kind, gssize neuron)
{
  if (neuron >= 0)
    return rsc_theme_get_neuron_color (&self->theme,
                                       rsc_path_layout_get_label (self, (gsize) neuron));
  if (kind == RSC_PATH_ENTERS || kind == RSC_PATH_LEAVES || kind == RSC_PATH_FACE)
    return self->theme.muted;
  return rsc_theme_get_sequential (&self->theme, 0.72);
}

void
rsc_path_marks_draw_shape (cairo_t *cr,
                           RscPathEventKind kind,
                           double x,
                           double y,
                           double r,
                           double line_width)
{
  cairo_set_line_width (cr, line_width);
  cairo_new_path (cr);
  switch (kind)
    {
    case RSC_PATH_ENTERS:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y + 0.8 * r);
      cairo_line_to (cr, x - r, y + 0.8 * r);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case RSC_PATH_LEAVES:
      cairo_move_to (cr, x, y + r);
      cairo_line_to (cr, x + r, y - 0.8 * r);
      cairo_line_to (cr, x - r, y - 0.8 * r);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case RSC_PATH_FACE:
      cairo_move_to (cr, x, y - 0.85 * r);
      cairo_line_to (cr, x + 0.6 * r, y);
      cairo_line_to (cr, x, y + 0.85 * r);
      cairo_line_to (cr, x - 0.6 * r, y);
      cairo_close_path (cr);
      cairo_stroke (cr);
      break;
    case RSC_PATH_NON_UNIQUE:
      cairo_arc (cr, x, y, 0.85 * r, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
      break;
    case RSC_PATH_UNIQUE:
      cairo_arc (cr, x, y, 0.75 * r, 0.0, 2.0 * G_PI);
      cairo_stroke (cr);
      break;
    case RSC_PATH_NARROWEST:
    default:
      cairo_move_to (cr, x - 0.8 * r, y - 0.8 * r);
      cairo_line_to (cr, x + 0.8 * r, y - 0.8 * r);
      cairo_line_to (cr, x - 0.8 * r, y + 0.8 * r);
      cairo_line_to (cr, x + 0.8 * r, y + 0.8 * r);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    }
}

static double
get_line_width (const RscPathLayout *self)
{
  return MAX (0.75 * self->theme.line_width, 0.8);
}

void
rsc_path_marks_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const RscPathMarks *marks = self->marks;
  const gboolean emphasis = self->curves != NULL && rsc_path_layout_has_emphasis (self);
  cairo_t *cr = text->cr;

  if (marks == NULL)
    return;
  rsc_text_set_style (text, COUNT_SCALE * marks->scale, FALSE);
  for (guint k = 0; k < marks->marks->len; k++)
    {
      const RscPathMark *mark = &g_array_index (marks->marks, RscPathMark, k);
      const double unit = marks->em * marks->scale;
      const gboolean strong =
        mark->neuron >= 0 && rsc_path_layout_is_emphasised (&self->model, (gsize) mark->neuron);
      const gboolean faint = emphasis && !strong && mark->kind <= RSC_PATH_FACE;
      const RscColor color =
        rsc_color_with_alpha (get_event_color (self, mark->kind, mark->neuron), faint ? 0.4 : 1.0);

      rsc_color_set_source (cr, color);
      if (mark->last - mark->x > 1.0)
        {
          /* From the first to the last of them. */
          cairo_set_line_width (cr, get_line_width (self));
          cairo_move_to (cr, mark->x, mark->y + 0.47 * marks->step);
          cairo_line_to (cr, mark->last, mark->y + 0.47 * marks->step);
          cairo_stroke (cr);
        }
      rsc_path_marks_draw_shape (cr, mark->kind, mark->x, mark->y,
                                 unit * (strong ? STRONG_SHAPE : SHAPE), get_line_width (self));
      if (mark->n > 1)
        {
          g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT, mark->n);

          rsc_text_draw (text, count, mark->x + (SHAPE + SPACE) * unit, mark->y, 0.0, 0.5,
                         self->theme.muted);
        }
    }
}

void
rsc_path_marks_draw_legend (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const double em = self->em;
  double x = self->frame.x;
  guint seen = 0;

  if (isnan (self->legend_y))
    return;
  for (gsize k = 0; k < rsc_path_get_n_events (self->model.path); k++)
    seen |= 1u << rsc_path_get_event (self->model.path, k)->kind;
  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  for (int kind = RSC_PATH_ENTERS; kind <= RSC_PATH_NARROWEST; kind++)
    {
      const char *word = rsc_path_words_get_kind ((RscPathEventKind) kind);
      double w;

      if (!(seen & (1u << kind)))
        continue;
      rsc_text_measure (text, word, &w, NULL);
      if (x + w + 1.2 * em > self->width - 0.3 * em)
        break;
      rsc_color_set_source (cr, get_event_color (self, (RscPathEventKind) kind, -1));
      rsc_path_marks_draw_shape (cr, (RscPathEventKind) kind, x + 0.35 * em, self->legend_y,
                                 0.3 * em, get_line_width (self));
      rsc_text_draw (text, word, x + 0.9 * em, self->legend_y, 0.0, 0.5, self->theme.muted);
      x += w + 2.0 * em;
    }
}
