/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-labels.h"

#include "ui/words/rsc-path-words.h"
#include <math.h>

/* A curve that ends on the way has a label when it is higher than this, in units of the text
 * size. */
#define LABEL_PEAK_MIN 0.5

typedef struct
{
  char *text;
  gssize id; /* -1: belongs to the whole */
  double x, width;
} Piece;

typedef struct
{
  GArray *pieces; /* Piece */
  gsize curve;
  double from_x, from_y;
  double x, y, width;
  double wanted;
  double peak;
  gboolean inside;
  gboolean strong;
} Label;

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static void
label_clear (gpointer data)
{
  g_array_unref (((Label *) data)->pieces);
}

static void
add_piece (RscText *text, Label *label, char *words, gssize id)
{
  Piece piece = { words, id, label->width, 0.0 };

  rsc_text_measure (text, words, &piece.width, NULL);
  label->width += piece.width;
  g_array_append_val (label->pieces, piece);
}

/* "1, 3, 5, 7 ×4", or fewer of the numbers where that is wider than @limit. */
static void
write_label (const RscPathLayout *self,
             RscText *text,
             Label *label,
             const RscPathTrack *track,
             double limit)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_array_append_vals (members, track->curves, (guint) track->n);
  g_array_sort_with_data (members, rsc_path_layout_compare_by_label, (gpointer) self);
  for (gsize shown = MIN (track->n, 12);; shown--)
    {
      label->width = 0.0;
      g_clear_pointer (&label->pieces, g_array_unref);
      label->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
      g_array_set_clear_func (label->pieces, piece_clear);
      for (gsize k = 0; k < shown; k++)
        {
          const gsize id =
            rsc_path_curves_get (self->curves, g_array_index (members, gsize, k))->id;

          if (k > 0)
            add_piece (text, label, g_strdup (", "), -1);
          add_piece (text, label,
                     g_strdup_printf ("%" G_GSIZE_FORMAT, rsc_path_layout_get_label (self, id) + 1),
                     (gssize) id);
        }
      if (shown > 0 && shown < track->n)
        add_piece (text, label, g_strdup (", …"), -1);
      if (track->n > 1)
        add_piece (text, label,
                   g_strdup_printf ("%s×%" G_GSIZE_FORMAT, shown > 0 ? " " : "", track->n), -1);
      if (label->width <= limit || shown <= 1)
        break;
    }
}

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const Label *p = a, *q = b;

  if (p->wanted != q->wanted)
    return p->wanted < q->wanted ? -1 : 1;
  return (p->curve > q->curve) - (p->curve < q->curve);
}

static int
compare_label_peaks (gconstpointer a, gconstpointer b)
{
  const Label *p = a, *q = b;

  if (p->strong != q->strong)
    return p->strong ? -1 : 1;
  if (p->peak != q->peak)
    return p->peak > q->peak ? -1 : 1;
  return (p->curve > q->curve) - (p->curve < q->curve);
}

/* Labels move apart until each has a line of its own, all together as little as possible: a least
 * squares fit that keeps their order. */
static void
spread (GArray *labels, double top, double bottom, double step)
{
  const gsize n = labels->len;
  g_autofree double *mean = g_new (double, n + 1);
  g_autofree gsize *size = g_new (gsize, n + 1);
  gsize blocks = 0;

  for (gsize k = 0; k < n; k++)
    {
      mean[blocks] = g_array_index (labels, Label, k).wanted - step * (double) k;
      size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1])
        {
          const double weight = (double) size[blocks - 2], other = (double) size[blocks - 1];

          mean[blocks - 2] =
            (weight * mean[blocks - 2] + other * mean[blocks - 1]) / (weight + other);
          size[blocks - 2] += size[blocks - 1];
          blocks--;
        }
    }
  const double last = MAX (top, bottom - step * (double) (n > 0 ? n - 1 : 0));
  for (gsize b = 0, k = 0; b < blocks; b++)
    for (gsize i = 0; i < size[b]; i++, k++)
      g_array_index (labels, Label, k).y = CLAMP (mean[b], top, last) + step * (double) k;
}

/* Whether a curve of another neuron goes through the label. */
static gboolean
is_crossed (const RscPathLayout *self, const Label *label, double line)
{
  const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, 0);
  const gsize group = rsc_path_curves_get (self->curves, label->curve)->group;

  for (gsize c = 0; c < rsc_path_curves_get_n (self->curves); c++)
    {
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, c);

      if (curve->group == group)
        continue;
      for (gsize k = 0; k + 1 < curve->n; k++)
        {
          const double x0 = rsc_path_layout_lambda_to_px (self, curve->knots[k].lambda);
          const double x1 = rsc_path_layout_lambda_to_px (self, curve->knots[k + 1].lambda);
          const double y0 = rsc_path_layout_to_py (lane, curve->knots[k].value);
          const double y1 = rsc_path_layout_to_py (lane, curve->knots[k + 1].value);

          if (MAX (x0, x1) >= label->x && MIN (x0, x1) <= label->x + label->width
              && MAX (y0, y1) >= label->y - 0.5 * line && MIN (y0, y1) <= label->y + 0.5 * line)
            return TRUE;
        }
    }
  return FALSE;
}

/* Labels for curves that end on the way: at their highest point, where that is free. */
static void
place_labels_inside (const RscPathLayout *self, RscText *text, GArray *labels, double line)
{
  const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, 0);
  const RscRect f = self->frame;
  const double em = self->em;
  g_autoptr (GArray) wishes = g_array_new (FALSE, TRUE, sizeof (Label));

  for (guint t = 0; t < self->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
      const RscPathKnot *top = &curve->knots[0];

      if (curve->alive)
        continue;
      for (gsize k = 1; k < curve->n; k++)
        if (fabs (curve->knots[k].value) > fabs (top->value))
          top = &curve->knots[k];
      if (self->model.y == RSC_PATH_Y_ANGLE)
        top = &curve->knots[curve->n / 2];
      Label label = { .curve = track->curves[0],
                      .peak = fabs (top->value),
                      .strong = rsc_path_layout_track_is_emphasised (self, track),
                      .inside = TRUE };
      write_label (self, text, &label, track, 0.2 * f.width);
      const double x = rsc_path_layout_lambda_to_px (self, top->lambda),
                   y = rsc_path_layout_to_py (lane, top->value);
      gboolean below = top->value < 0.0 && self->model.y == RSC_PATH_Y_FEATURE;
      if (y - line < f.y)
        below = TRUE;
      if (y + line > f.y + f.height)
        below = FALSE;
      label.x = CLAMP (x - 0.5 * label.width, f.x + 0.3 * em,
                       MAX (f.x + 0.3 * em, self->end - label.width - 0.3 * em));
      label.y = y + (below ? 0.6 : -0.6) * line + track->offset;
      /* What hardly leaves the axis gives way to the others, until it is asked for. */
      gboolean low = self->model.y != RSC_PATH_Y_ANGLE && !label.strong
                     && fabs (y - rsc_path_layout_to_py (lane, 0.0)) < LABEL_PEAK_MIN * em;
      if (low && is_crossed (self, &label, line))
        label.x = MIN (label.x, MAX (rsc_path_layout_lambda_to_px (self, curve->knots[0].lambda),
                                     f.x + 0.3 * em));
      if (low && is_crossed (self, &label, line))
        label_clear (&label);
      else
        g_array_append_val (wishes, label);
    }
  g_array_sort (wishes, compare_label_peaks);
  for (guint k = 0; k < wishes->len; k++)
    {
      Label *label = &g_array_index (wishes, Label, k);
      gboolean room = label->y - 0.5 * line > f.y && label->x + label->width < self->end;

      for (guint j = 0; j < labels->len && room; j++)
        {
          const Label *other = &g_array_index (labels, Label, j);
          room = fabs (other->y - label->y) > line || other->x > label->x + label->width + 0.4 * em
                 || label->x > other->x + other->width + 0.4 * em;
        }
      if (room)
        g_array_append_val (labels, *label);
      else
        label_clear (label);
    }
}

GArray *
rsc_path_labels_list_unnumbered (const RscPathLayout *self)
{
  const gsize n = rsc_path_curves_get_n (self->curves);
  g_autoptr (GHashTable) numbered = g_hash_table_new (NULL, NULL);
  GArray *curves = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint k = 0; k < self->labels->len; k++)
    {
      const GArray *pieces = g_array_index (self->labels, Label, k).pieces;

      for (guint p = 0; p < pieces->len; p++)
        if (g_array_index (pieces, Piece, p).id >= 0)
          g_hash_table_add (numbered, GSIZE_TO_POINTER (g_array_index (pieces, Piece, p).id));
    }
  for (gsize c = 0; c < n; c++)
    if (!g_hash_table_contains (numbered,
                                GSIZE_TO_POINTER (rsc_path_curves_get (self->curves, c)->id)))
      g_array_append_val (curves, c);
  g_array_sort_with_data (curves, rsc_path_layout_compare_by_label, (gpointer) self);
  return curves;
}

/* Where the axes say that not all small multiples have room. */
static void
place_words_of_multiples (RscPathLayout *self, RscText *text)
{
  const gsize n = rsc_path_curves_get_n (self->curves);
  g_autofree char *words = rsc_path_words_dup_largest (n - self->n_curves_hidden, n);
  double w, h;

  if (self->n_curves_hidden == 0 || isnan (self->title_y))
    return;
  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  rsc_text_measure (text, words, &w, &h);
  self->more = (RscRect){ self->frame.x, self->title_y + 0.62 * self->em - 0.5 * h,
                          MIN (w, 0.5 * self->frame.width), h };
}

void
rsc_path_labels_lay_out (RscPathLayout *self, RscText *text)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (Label));
  double line;

  g_array_set_clear_func (labels, label_clear);
  self->labels = labels;
  self->n_numbers_hidden = 0;
  if (self->multiples)
    {
      place_words_of_multiples (self, text);
      return;
    }
  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  line *= 0.92;

  const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, 0);
  const double column = self->end + 1.1 * self->em;
  const double limit = MAX (self->width - column - 0.3 * self->em, 1.0);
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
      const RscPathKnot *last = &curve->knots[curve->n - 1];

      if (!curve->alive)
        continue;
      Label label = { .curve = track->curves[0],
                      .from_x = self->end,
                      .from_y = rsc_path_layout_to_py (lane, last->value) + track->offset,
                      .x = column,
                      .peak = fabs (last->value),
                      .strong = rsc_path_layout_track_is_emphasised (self, track) };
      label.wanted = label.from_y;
      write_label (self, text, &label, track, limit);
      g_array_append_val (labels, label);
    }
  const double top = self->frame.y + 0.3 * line;
  /* Where the path is not known to its end the labels stand in the frame, on whose line none may
   * be. */
  const double bottom = self->frame.y + self->frame.height + (self->cut ? -0.6 : 0.2) * line;
  const gsize fits = (gsize) MAX ((bottom - top) / line + 1.0, 1.0);
  /* Curves that end on the way may find no place either: then a line below all says how many did
   * not. */
  const gboolean reserve =
    !self->model.on_paper && (labels->len > fits || labels->len < self->tracks->len);
  if (labels->len + (reserve ? 1 : 0) > fits)
    {
      g_array_sort (labels, compare_label_peaks);
      g_array_set_size (labels, (guint) MIN (MAX (fits - (reserve ? 1 : 0), 1), labels->len));
    }
  g_array_sort (labels, compare_wanted);
  spread (labels, top, bottom - (reserve ? line : 0.0), line);
  place_labels_inside (self, text, labels, line);
  g_autoptr (GArray) unnumbered = rsc_path_labels_list_unnumbered (self);
  self->n_numbers_hidden = unnumbered->len;
  if (self->n_numbers_hidden > 0 && !self->model.on_paper)
    {
      g_autofree char *more = rsc_path_words_dup_more (self->n_numbers_hidden);
      double w;

      rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
      rsc_text_measure (text, more, &w, NULL);
      self->more = (RscRect){ MIN (column - 0.1 * self->em, self->width - 0.2 * self->em - w),
                              bottom - 0.5 * line, w, line };
    }
}

void
rsc_path_labels_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const gboolean emphasis = rsc_path_layout_has_emphasis (self);
  const GArray *labels = self->labels;
  const double em = self->em;

  for (guint k = 0; k < labels->len; k++)
    {
      const Label *label = &g_array_index (labels, Label, k);
      const double alpha = emphasis && !label->strong ? 0.45 : 1.0;
      const gsize id = rsc_path_curves_get (self->curves, label->curve)->id;

      if (label->inside)
        {
          rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.background, 0.75));
          cairo_rectangle (cr, label->x - 0.15 * em, label->y - 0.45 * self->label_height,
                           label->width + 0.3 * em, 0.9 * self->label_height);
          cairo_fill (cr);
        }
      else
        {
          rsc_color_set_source (
            cr, rsc_color_with_alpha (
                  rsc_theme_get_neuron_color (&self->theme, rsc_path_layout_get_label (self, id)),
                  0.6 * alpha));
          cairo_set_line_width (cr, 0.55 * self->theme.line_width);
          cairo_move_to (cr, label->from_x + 0.15 * em, label->from_y);
          cairo_line_to (cr, label->from_x + 0.3 * em, label->from_y);
          cairo_line_to (cr, label->x - 0.35 * em, label->y);
          cairo_line_to (cr, label->x - 0.15 * em, label->y);
          cairo_stroke (cr);
        }
      for (guint p = 0; p < label->pieces->len; p++)
        {
          const Piece *piece = &g_array_index (label->pieces, Piece, p);
          RscColor color = self->theme.muted;

          if (piece->id >= 0)
            color = rsc_theme_get_neuron_color (
              &self->theme, rsc_path_layout_get_label (self, (gsize) piece->id));
          rsc_text_set_style (text, RSC_PATH_LABEL_SCALE,
                              piece->id >= 0
                                && rsc_path_layout_is_emphasised (&self->model, (gsize) piece->id));
          rsc_text_draw (text, piece->text, label->x + piece->x, label->y, 0.0, 0.5,
                         rsc_color_with_alpha (color, alpha));
        }
    }
  if (self->n_numbers_hidden > 0 && !self->model.on_paper)
    {
      g_autofree char *more = rsc_path_words_dup_more (self->n_numbers_hidden);

      rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
      rsc_text_draw (text, more, self->more.x, self->more.y + 0.5 * self->more.height, 0.0, 0.5,
                     self->theme.muted);
    }
}

gssize
rsc_path_labels_pick (const RscPathLayout *self, double px, double py)
{
  const GArray *labels = self->labels;

  for (guint k = 0; k < labels->len; k++)
    {
      const Label *label = &g_array_index (labels, Label, k);

      if (fabs (py - label->y) > 0.5 * self->label_height || px < label->x - 0.4 * self->em
          || px > label->x + label->width + 0.2 * self->em)
        continue;
      for (guint p = 0; p < label->pieces->len; p++)
        {
          const Piece *piece = &g_array_index (label->pieces, Piece, p);

          if (piece->id >= 0 && px <= label->x + piece->x + piece->width + 0.25 * self->em)
            return piece->id;
        }
      return (gssize) rsc_path_curves_get (self->curves, label->curve)->id;
    }
  return -1;
}

gboolean
rsc_path_labels_are_more_at (const RscPathLayout *self, double px, double py)
{
  const double reach = 0.35 * self->em;

  return self->more.width > 0.0 && px >= self->more.x - reach
         && px <= self->more.x + self->more.width + reach && py >= self->more.y
         && py <= self->more.y + self->more.height + reach;
}
