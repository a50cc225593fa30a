/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-marks.h"

#include "ui/words/rsc-path-words.h"
#include <math.h>

#define PICK_MARK 0.75
/* Marks nearer than this many units of the text size become one. */
#define MARK_DISTANCE 0.85

typedef struct
{
  int row; /* 0: the set, 1: neurons */
  gsize event;
  gsize n;
  RscPathEventKind kind;
  gssize neuron; /* -1: several, or none */
  double x, y;
  double last;
} Mark;

/* What a mark of several events shows. */
static int
get_rank (RscPathEventKind kind)
{
  switch (kind)
    {
    case RSC_PATH_NON_UNIQUE:
    case RSC_PATH_ENTERS:
      return 3;
    case RSC_PATH_UNIQUE:
    case RSC_PATH_LEAVES:
      return 2;
    case RSC_PATH_NARROWEST:
    case RSC_PATH_FACE:
    default:
      return 1;
    }
}

void
rsc_path_marks_lay_out (RscPathLayout *self)
{
  GArray *marks = g_array_new (FALSE, TRUE, sizeof (Mark));
  gssize open[2] = { -1, -1 };

  for (gsize k = 0; k < rsc_path_get_n_events (self->model.path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (self->model.path, k);
      const double x = rsc_path_layout_lambda_to_px (self, event->lambda);
      const int row = event->kind == RSC_PATH_ENTERS || event->kind == RSC_PATH_LEAVES
                          || event->kind == RSC_PATH_FACE
                        ? 1
                        : 0;
      const gssize neuron = event->neuron == RSC_PATH_NO_NEURON ? -1 : (gssize) event->neuron;

      if (isnan (x) || x < self->frame.x - 0.5 || x > self->frame.x + self->frame.width + 0.5)
        continue;
      if (open[row] >= 0)
        {
          Mark *mark = &g_array_index (marks, Mark, open[row]);

          if (x - mark->x < MARK_DISTANCE * self->em)
            {
              mark->n++;
              mark->last = x;
              if (get_rank (event->kind) > get_rank (mark->kind))
                {
                  mark->kind = event->kind;
                  mark->event = k;
                }
              if (mark->neuron != neuron)
                mark->neuron = -1;
              continue;
            }
        }
      Mark mark = { row, k, 1, event->kind, neuron, x, self->rows_y[row], x };
      open[row] = (gssize) marks->len;
      g_array_append_val (marks, mark);
    }
  self->marks = marks;
}

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

/* A shape for each kind, so that none is told by colour alone. */
static void
draw_shape (const RscPathLayout *self,
            RscPathEventKind kind,
            double x,
            double y,
            double r,
            RscColor color,
            cairo_t *cr)
{
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, MAX (0.75 * self->theme.line_width, 0.8));
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

void
rsc_path_marks_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const GArray *marks = self->marks;
  const double em = self->em;
  const gboolean emphasis = rsc_path_layout_has_emphasis (self);

  for (guint k = 0; k < marks->len; k++)
    {
      const Mark *mark = &g_array_index (marks, Mark, k);
      const gboolean strong =
        mark->neuron >= 0 && rsc_path_layout_is_emphasised (&self->model, (gsize) mark->neuron);
      const double alpha = emphasis && !strong && mark->row == 1 ? 0.4 : 1.0;

      draw_shape (self, mark->kind, mark->x, mark->y, em * (strong ? 0.42 : 0.32),
                  rsc_color_with_alpha (get_event_color (self, mark->kind, mark->neuron), alpha),
                  cr);
      if (mark->n > 1)
        {
          g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT, mark->n);
          double room = self->frame.x + self->frame.width - mark->x, w;

          for (guint j = k + 1; j < marks->len; j++)
            if (g_array_index (marks, Mark, j).row == mark->row)
              {
                room = g_array_index (marks, Mark, j).x - mark->x;
                break;
              }
          rsc_text_set_style (text, 0.72, FALSE);
          rsc_text_measure (text, count, &w, NULL);
          if (room > w + 0.9 * em)
            rsc_text_draw (text, count, mark->x + 0.42 * em, mark->y, 0.0, 0.5, self->theme.muted);
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
      draw_shape (self, (RscPathEventKind) kind, x + 0.35 * em, self->legend_y, 0.3 * em,
                  get_event_color (self, (RscPathEventKind) kind, -1), cr);
      rsc_text_draw (text, word, x + 0.9 * em, self->legend_y, 0.0, 0.5, self->theme.muted);
      x += w + 2.0 * em;
    }
}

gssize
rsc_path_marks_pick (const RscPathLayout *self, double px, double py)
{
  const GArray *marks = self->marks;
  double best = PICK_MARK * self->em;
  gssize found = -1;

  for (guint k = 0; k < marks->len; k++)
    {
      const Mark *mark = &g_array_index (marks, Mark, k);
      const double distance = hypot (px - CLAMP (px, mark->x, mark->last), py - mark->y);
      if (distance < best)
        {
          best = distance;
          found = (gssize) mark->event;
        }
    }
  return found;
}
