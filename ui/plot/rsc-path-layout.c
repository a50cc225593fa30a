/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-layout.h"

#include "ui/words/rsc-path-words.h"
#include <math.h>

/* Part of the axis that is kept for what comes, where the axis cannot know. */
#define UNKNOWN_SHARE 0.12
/* Rows of marks that the frame makes room for. */
#define ROWS_MAX 3

gsize
rsc_path_layout_get_label (const RscPathLayout *self, gsize id)
{
  return self->model.labels != NULL ? self->model.labels[id] : id;
}

gboolean
rsc_path_layout_is_emphasised (const RscPathModel *model, gsize id)
{
  return (model->selected >= 0 && (gsize) model->selected == id)
         || (model->hovered >= 0 && (gsize) model->hovered == id);
}

gboolean
rsc_path_layout_has_emphasis (const RscPathLayout *self)
{
  for (gsize k = 0; k < rsc_path_curves_get_n (self->curves); k++)
    if (rsc_path_layout_is_emphasised (&self->model, rsc_path_curves_get (self->curves, k)->id))
      return TRUE;
  return FALSE;
}

double
rsc_path_layout_to_px (const RscPathLayout *self, double value)
{
  double t = rsc_axis_normalise (&self->x, value);

  return self->frame.x + (self->falling ? 1.0 - t : t) * self->frame.width;
}

double
rsc_path_layout_from_px (const RscPathLayout *self, double px)
{
  double t = (px - self->frame.x) / self->frame.width;

  return rsc_axis_denormalise (&self->x, self->falling ? 1.0 - t : t);
}

double
rsc_path_layout_lambda_to_px (const RscPathLayout *self, double lambda)
{
  return rsc_path_layout_to_px (self, rsc_path_curves_get_x (self->curves, self->model.x, lambda));
}

double
rsc_path_layout_to_py (const RscPathLane *lane, double value)
{
  return lane->rect.y + (1.0 - rsc_axis_normalise (&lane->y, value)) * lane->rect.height;
}

int
rsc_path_layout_get_digits (const RscPathLayout *self)
{
  const double share = 1.0 - self->x.minimum / self->x.maximum;

  /* Where the axis is short, numbers on it differ only further behind. */
  return self->x.logarithmic && share < 0.1 ? 2 + (int) ceil (-log10 (MAX (share, 1e-12))) : 3;
}

/* What to say instead of a picture, or NULL. */
static const char *
get_words (const RscPathModel *model)
{
  const char *words =
    rsc_path_words_get_absence (model->path, model->complete, model->y == RSC_PATH_Y_ANGLE);

  return words == NULL && !(model->lambda_max > 0.0)
           ? rsc_path_words_get_absence (NULL, FALSE, FALSE)
           : words;
}

gsize
rsc_path_layout_list_y_ticks (const RscPathLayout *self,
                              const RscAxis *axis,
                              double length,
                              double *ticks)
{
  const double room = length / (self->em * RSC_PATH_LABEL_SCALE * 2.6);
  const gsize max = (gsize) CLAMP (room, length > 2.0 * self->em ? 2.0 : 1.0, 9.0);

  if (self->model.y == RSC_PATH_Y_ANGLE)
    {
      static const double steps[] = { 5.0, 10.0, 15.0, 30.0, 45.0, 90.0, 180.0, 360.0 };

      if (axis->maximum - axis->minimum > 10.0)
        for (gsize s = 0; s < G_N_ELEMENTS (steps); s++)
          {
            double first = ceil (axis->minimum / steps[s] - 1e-9);
            double last = floor (axis->maximum / steps[s] + 1e-9);
            gsize n = 0;

            if (last - first + 1.0 > (double) max || last < first)
              continue;
            for (double k = first; k <= last; k += 1.0)
              ticks[n++] = k * steps[s];
            return n;
          }
    }
  return rsc_axis_get_ticks (axis, max, ticks);
}

gsize
rsc_path_layout_list_x_ticks (const RscPathLayout *self,
                              RscText *text,
                              double *ticks,
                              char ***labels)
{
  const double length = self->frame.width;

  *labels = NULL;
  for (gsize max = (gsize) CLAMP (length / (3.0 * self->em), 1.0, 11.0); max >= 1; max--)
    {
      gsize n = rsc_axis_get_ticks (&self->x, max, ticks);
      double widest = 0.0;
      gboolean fits = TRUE;

      g_clear_pointer (labels, g_strfreev);
      *labels = rsc_axis_dup_labels (&self->x, n, ticks);
      for (gsize k = 0; k < n; k++)
        {
          double w;
          rsc_text_measure (text, (*labels)[k], &w, NULL);
          widest = MAX (widest, w);
        }
      for (gsize k = 1; k < n; k++)
        if (fabs (rsc_path_layout_to_px (self, ticks[k])
                  - rsc_path_layout_to_px (self, ticks[k - 1]))
            < widest + 0.8 * self->em)
          fits = FALSE;
      if (fits || max == 1)
        return n;
    }
  return 0;
}

static void
set_x_axis (RscPathLayout *self)
{
  const RscPathModel *model = &self->model;
  const double low = rsc_path_curves_get_lambda_low (self->curves);
  const gboolean more = !model->complete;
  const double last = rsc_path_curves_get_x (self->curves, model->x, low);
  const double ratio = model->ratio_min > 0.0 && model->ratio_min < 1.0 ? model->ratio_min : 1e-3;

  self->falling = model->x != RSC_PATH_X_PENALTY;
  switch (model->x)
    {
    case RSC_PATH_X_PENALTY:
      self->x.minimum = 0.0;
      self->x.maximum = last > 0.0 ? last / (more ? 1.0 - UNKNOWN_SHARE : 1.0) : 1.0;
      break;
    case RSC_PATH_X_ERROR:
      /* The error falls about as λ² in the end: where that will lead is shown from the start. */
      self->x.logarithmic = TRUE;
      self->x.maximum = 1.0;
      self->x.minimum = more ? MIN (ratio * ratio, 0.5 * last) : last;
      self->x.minimum = CLAMP (self->x.minimum, 1e-30, 0.9);
      break;
    case RSC_PATH_X_LAMBDA:
    default:
      self->x.logarithmic = TRUE;
      self->x.maximum = 1.0;
      self->x.minimum = model->ratio_min > 0.0 && model->ratio_min < 1.0 ? model->ratio_min : 1e-3;
      break;
    }
}

static void
set_y_axis (const RscPathLayout *self, RscAxis *axis, double low, double high)
{
  axis->logarithmic = FALSE;
  if (self->model.y == RSC_PATH_Y_NORM)
    {
      axis->minimum = 0.0;
      axis->maximum = high > 0.0 ? 1.04 * high : 1.0;
    }
  else
    {
      double ends[2] = { low, high };
      rsc_axis_cover (axis, 2, ends, 0.06);
    }
}

static void
get_curve_range (const RscPathCurve *curve, gboolean tubes, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (gsize k = 0; k < curve->n; k++)
    {
      *low = MIN (*low, tubes ? curve->knots[k].low : curve->knots[k].value);
      *high = MAX (*high, tubes ? curve->knots[k].high : curve->knots[k].value);
    }
}

int
rsc_path_layout_compare_by_label (gconstpointer a, gconstpointer b, gpointer data)
{
  const RscPathLayout *self = data;
  const gsize p = *(const gsize *) a, q = *(const gsize *) b;
  const gsize i = rsc_path_curves_get (self->curves, p)->id;
  const gsize k = rsc_path_curves_get (self->curves, q)->id;

  if (rsc_path_layout_get_label (self, i) != rsc_path_layout_get_label (self, k))
    return rsc_path_layout_get_label (self, i) < rsc_path_layout_get_label (self, k) ? -1 : 1;
  return (i > k) - (i < k);
}

static int
compare_by_peak (gconstpointer a, gconstpointer b, gpointer data)
{
  const RscPathLayout *self = data;
  const RscPathCurve *p = rsc_path_curves_get (self->curves, *(const gsize *) a);
  const RscPathCurve *q = rsc_path_curves_get (self->curves, *(const gsize *) b);
  const gboolean strong_p = rsc_path_layout_is_emphasised (&self->model, p->id);
  const gboolean strong_q = rsc_path_layout_is_emphasised (&self->model, q->id);

  if (strong_p != strong_q)
    return strong_p ? -1 : 1;
  if (p->peak != q->peak)
    return p->peak > q->peak ? -1 : 1;
  return (p->id > q->id) - (p->id < q->id);
}

/* The lanes in the frame, and which curve is drawn in which. */
static void
fill_lanes (RscPathLayout *self)
{
  const gsize n = rsc_path_curves_get_n (self->curves);

  for (gsize k = 0; k < n; k++)
    g_array_append_val (self->order, k);
  if (!self->multiples)
    {
      RscPathLane lane = { .rect = self->frame };
      double low, high;

      g_array_sort_with_data (self->order, rsc_path_layout_compare_by_label, self);
      rsc_path_curves_get_range (self->curves, self->model.tubes, &low, &high);
      set_y_axis (self, &lane.y, low, high);
      g_array_append_val (self->lanes, lane);
      for (gsize g = 0; g < rsc_path_curves_get_n_groups (self->curves); g++)
        {
          const RscPathGroup *group = rsc_path_curves_get_group (self->curves, g);

          if (self->model.parted)
            for (gsize k = 0; k < group->n; k++)
              {
                const double side = (double) k - 0.5 * (double) (group->n - 1);
                const double step =
                  MIN (1.25 * self->theme.line_width, 1.6 * self->em / (double) group->n);
                RscPathTrack track = { 0, 1, &group->members[k], side * step, k == 0 };
                g_array_append_val (self->tracks, track);
              }
          else
            {
              RscPathTrack track = { 0, group->n, group->members, 0.0, TRUE };
              g_array_append_val (self->tracks, track);
            }
        }
      return;
    }

  const double least = 1.7 * self->em;
  const gsize fits = (gsize) CLAMP (self->frame.height / least, 1.0, (double) n);
  if (fits < n)
    {
      g_array_sort_with_data (self->order, compare_by_peak, self);
      g_array_set_size (self->order, (guint) fits);
      self->n_curves_hidden = n - fits;
      self->missing = least * (double) n - self->frame.height;
    }
  g_array_sort_with_data (self->order, rsc_path_layout_compare_by_label, self);
  const double row = self->frame.height / (double) fits;
  for (gsize k = 0; k < fits; k++)
    {
      const gsize c = g_array_index (self->order, gsize, k);
      const double gap = 0.09 * row;
      RscPathLane lane = { .rect = { self->frame.x, self->frame.y + row * (double) k + gap,
                                     self->frame.width, row - 2.0 * gap },
                           .curve = c };
      double low, high;

      get_curve_range (rsc_path_curves_get (self->curves, c), self->model.tubes, &low, &high);
      set_y_axis (self, &lane.y, low, high);
      if (self->model.y == RSC_PATH_Y_NORM)
        lane.y.maximum /= 1.04;
      g_array_append_val (self->lanes, lane);
    }
  for (gsize k = 0; k < fits; k++)
    {
      RscPathTrack track = { k, 1, &g_array_index (self->order, gsize, k), 0.0, TRUE };
      g_array_append_val (self->tracks, track);
    }
}

gboolean
rsc_path_layout_track_is_emphasised (const RscPathLayout *self, const RscPathTrack *track)
{
  for (gsize k = 0; k < track->n; k++)
    if (rsc_path_layout_is_emphasised (&self->model,
                                       rsc_path_curves_get (self->curves, track->curves[k])->id))
      return TRUE;
  return FALSE;
}

static gsize
count_digits (gsize number)
{
  gsize n = 1;

  for (; number >= 10; number /= 10)
    n++;
  return n;
}

/* Room that the labels need: from the widths of their letters, which is much faster than setting
 * each of them. */
static double
measure_labels (const RscPathLayout *self, RscText *text)
{
  const double limit = 0.24 * self->width;
  double widest = 0.0, digit, comma, times;

  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  rsc_text_measure (text, "8", &digit, NULL);
  rsc_text_measure (text, ", ", &comma, NULL);
  rsc_text_measure (text, " ×", &times, NULL);
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
      double sum = 0.0;

      if (!rsc_path_curves_get (self->curves, track->curves[0])->alive)
        continue;
      for (gsize k = 0; k < track->n && sum < limit; k++)
        sum += digit
                 * (double) count_digits (
                   rsc_path_layout_get_label (
                     self, rsc_path_curves_get (self->curves, track->curves[k])->id)
                   + 1)
               + (k > 0 ? comma : 0.0);
      if (track->n > 1)
        sum += times + digit * (double) count_digits (track->n);
      widest = MAX (widest, MIN (sum, limit));
    }
  return widest;
}

/* Width of the longest number of a neuron, as rsc_path_axes_draw_lane_texts() writes it. */
static double
measure_numbers (const RscPathLayout *self, RscText *text)
{
  gsize digits = 2;
  double digit;

  for (gsize k = 0; k < rsc_path_curves_get_n (self->curves); k++)
    digits = MAX (
      digits, count_digits (
                rsc_path_layout_get_label (self, rsc_path_curves_get (self->curves, k)->id) + 1));
  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, TRUE);
  rsc_text_measure (text, "8", &digit, NULL);
  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  return digit * (double) digits;
}

/* Rows of marks that there is room for: one for each kind that there is or may still be, up to a
 * bound. */
static guint
count_rows (const RscPathModel *model)
{
  guint seen = 0, n = 0;

  for (gsize k = 0; k < rsc_path_get_n_events (model->path); k++)
    seen |= 1u << rsc_path_get_event (model->path, k)->kind;
  for (; seen != 0; seen &= seen - 1)
    n++;
  return MIN (model->complete ? n : MAX (n, 2), ROWS_MAX);
}

void
rsc_path_layout_clear (RscPathLayout *self)
{
  g_clear_pointer (&self->curves, rsc_path_curves_unref);
  g_clear_pointer (&self->lanes, g_array_unref);
  g_clear_pointer (&self->tracks, g_array_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->unnumbered, g_array_unref);
  if (self->marks != NULL)
    self->marks_free (self->marks);
  self->marks = NULL;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

void
rsc_path_layout_init (RscPathLayout *self,
                      const RscPathModel *model,
                      const RscTheme *theme,
                      RscText *text,
                      double width,
                      double height)
{
  const double em = text->size;
  double line, title, ticks[RSC_PATH_TICKS_MAX], low, high, left, right, widest = 0.0;
  RscAxis y;

  *self = (RscPathLayout){ .model = *model, .theme = *theme, .em = em };
  self->width = width;
  self->height = height;
  self->words = get_words (model);
  if (self->words != NULL)
    return;
  if (model->curves != NULL && rsc_path_curves_get_path (model->curves) == model->path
      && rsc_path_curves_get_y (model->curves) == model->y
      && (model->y != RSC_PATH_Y_FEATURE
          || rsc_path_curves_get_feature (model->curves) == model->feature))
    self->curves = rsc_path_curves_ref (model->curves);
  else
    self->curves = rsc_path_curves_new (model->path, model->y, model->feature);
  self->multiples = model->multiples && rsc_path_curves_get_n (self->curves) > 0;
  self->lanes = g_array_new (FALSE, TRUE, sizeof (RscPathLane));
  self->tracks = g_array_new (FALSE, TRUE, sizeof (RscPathTrack));
  self->order = g_array_new (FALSE, FALSE, sizeof (gsize));
  set_x_axis (self);

  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_measure (text, "0", NULL, &title);
  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  self->label_height = line;

  /* What is left out first where there is little room. */
  const guint rows = count_rows (model);
  const gboolean with_legend = rows > 0 && height > 19.0 * em && width > 26.0 * em;
  const gboolean with_title = height > 10.0 * em;
  const double strip = height > 8.0 * em ? 1.05 * em : 0.5 * em;
  double top =
    0.3 * em + (with_legend ? 1.35 * em : 0.0) + (rows > 0 ? 0.95 * rows + 0.1 : 0.5) * em;
  double bottom = 0.3 * em + strip + 0.4 * em + line + (with_title ? title : 0.0) + 0.3 * em;
  double scale = MIN (1.0, 0.7 * height / (top + bottom));
  top *= scale;
  bottom *= scale;
  self->frame.y = top;
  self->frame.height = MAX (height - top - bottom, 0.0);
  self->legend_y = with_legend ? 0.3 * em + 0.65 * em : NAN;
  self->marks_area =
    (RscRect){ 0.0, top - 0.95 * rows * em * scale - 0.1 * em, width, 0.95 * rows * em * scale };
  self->strip = (RscRect){ 0.0, top + self->frame.height + 0.3 * em * scale, 0.0, strip * scale };
  self->title_y = with_title ? height - 0.3 * em - title : NAN;

  if (self->multiples)
    {
      rsc_text_measure (text, "0.888", &right, NULL);
      left = 0.3 * em + title + 0.3 * em + measure_numbers (self, text) + 0.6 * em;
      right += 0.8 * em;
    }
  else
    {
      rsc_path_curves_get_range (self->curves, model->tubes, &low, &high);
      set_y_axis (self, &y, low, high);
      gsize n = rsc_path_layout_list_y_ticks (self, &y, self->frame.height, ticks);
      g_auto (GStrv) labels = rsc_axis_dup_labels (&y, n, ticks);
      for (gsize k = 0; k < n; k++)
        {
          double w;
          rsc_text_measure (text, labels[k], &w, NULL);
          widest = MAX (widest, w);
        }
      left = 0.3 * em + title + 0.3 * em + MAX (widest, 1.8 * em) + 0.55 * em;
      right = 0.0;
    }
  self->frame.x = MIN (left, 0.4 * width);
  self->frame.width = MAX (width - self->frame.x - 1.4 * em, 0.0);
  fill_lanes (self);
  if (!self->multiples)
    {
      self->labels_width = measure_labels (self, text);
      right = self->labels_width + 1.6 * em;
    }
  right = MIN (MAX (right, 1.6 * em), 0.4 * width);
  self->frame.width = MAX (width - self->frame.x - right, 0.0);
  for (guint k = 0; k < self->lanes->len; k++)
    g_array_index (self->lanes, RscPathLane, k).rect.width = self->frame.width;
  self->strip.x = self->frame.x;
  self->strip.width = self->frame.width;

  self->end = rsc_path_layout_lambda_to_px (self, rsc_path_curves_get_lambda_low (self->curves));
  const double edge = self->frame.x + self->frame.width;
  if (!isfinite (self->end))
    self->end = self->frame.x;
  self->end = CLAMP (self->end, self->frame.x, edge);
  self->cut = self->end < edge - 1.0;
}

gboolean
rsc_path_layout_has_room (const RscPathLayout *self)
{
  return self->frame.width > 1.0 && self->frame.height > 1.0;
}

gsize
rsc_path_layout_get_leader (const RscPathLayout *self, const RscPathTrack *track)
{
  gsize found = track->curves[0];

  for (gsize k = 0; k < track->n; k++)
    {
      const gsize c = track->curves[k];

      if (self->model.selected >= 0
          && rsc_path_curves_get (self->curves, c)->id == (gsize) self->model.selected)
        return c;
      if ((self->model.hovered >= 0
           && rsc_path_curves_get (self->curves, c)->id == (gsize) self->model.hovered)
          || (rsc_path_layout_compare_by_label (&c, &found, (gpointer) self) < 0
              && !rsc_path_layout_is_emphasised (&self->model,
                                                 rsc_path_curves_get (self->curves, found)->id)))
        found = c;
    }
  return found;
}
