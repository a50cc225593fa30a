/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-points.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-placing.h"
#include <math.h>

/* More points are a crowd, told by squares. */
#define CROWD 3000

/* Points nearer than this, in radii, are at one place: the one on top would hide the others. */
#define SAME_PLACE 0.5

/* So many places carry a count; where more fall together it is no news. */
#define COUNTS_MAX 150

/* Sectors of a place, one for each colour there. */
#define SECTORS_MAX 6

/* One set of points in the picture: n places in user units and their targets. */
typedef struct
{
  gsize n;
  double *px;
  double *py;
  const double *target;
  double radius;
  gboolean hollow;
  gssize hovered;
} Points;

/* Members of a place are order[first] to order[first + n - 1]. */
typedef struct
{
  gsize first;
  gsize n;
} Place;

static double
get_radius (const RscFunctionLayout *self, gsize n)
{
  double em = CLAMP (self->theme.font_size, 1.0, 500.0);

  return 0.42 * em * (n > 150 ? MAX (sqrt (150.0 / (double) n), 0.32) : 1.0);
}

static gboolean
is_in_frame (const RscFunctionLayout *self, double px, double py)
{
  const RscRect *f = &self->frame;

  return isfinite (px) && isfinite (py) && px >= f->x - 1.0 && px <= f->x + f->width + 1.0
         && py >= f->y - 1.0 && py <= f->y + f->height + 1.0;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Points *points = user_data;
  gsize i = *(const gsize *) a, j = *(const gsize *) b;

  if (points->px[i] != points->px[j])
    return points->px[i] < points->px[j] ? -1 : 1;
  return (i > j) - (i < j);
}

/* Puts the rows that share a place beside each other. *@order: rows of the frame, from left to
 * right by their places' first. O(n log n) but for rows that stand above each other. */
static GArray *
list_places (const RscFunctionLayout *self, const Points *points, gsize **order)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree gsize *sorted = g_new (gsize, MAX (points->n, 1));
  g_autofree gboolean *done = g_new0 (gboolean, MAX (points->n, 1));
  const double reach = SAME_PLACE * points->radius;
  gsize n = 0, written = 0;

  for (gsize i = 0; i < points->n; i++)
    if (is_in_frame (self, points->px[i], points->py[i]))
      sorted[n++] = i;
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_places, (gpointer) points);
  *order = g_new (gsize, MAX (n, 1));
  for (gsize a = 0; a < n; a++)
    {
      Place place = { written, 0 };

      if (done[a])
        continue;
      for (gsize b = a; b < n && points->px[sorted[b]] - points->px[sorted[a]] <= reach; b++)
        if (!done[b] && fabs (points->py[sorted[b]] - points->py[sorted[a]]) <= reach)
          {
            done[b] = TRUE;
            (*order)[written++] = sorted[b];
            place.n++;
          }
      g_array_append_val (places, place);
    }
  return places;
}

static gboolean
are_same_colors (RscColor a, RscColor b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

/* The colours at a place with their shares, at most SECTORS_MAX. */
static gsize
list_colors (const RscFunctionLayout *self,
             const Points *points,
             const Place *place,
             const gsize *order,
             RscColor *colors,
             double *shares)
{
  gsize n = 0;

  for (gsize k = place->first; k < place->first + place->n; k++)
    {
      RscColor color =
        rsc_function_targets_get_color (&self->targets, &self->theme, points->target[order[k]]);
      gsize c = 0;

      while (c < n && !are_same_colors (colors[c], color))
        c++;
      if (c == n && n == SECTORS_MAX)
        c--;
      else if (c == n)
        {
          colors[n] = color;
          shares[n++] = 0.0;
        }
      shares[c] += 1.0 / (double) place->n;
    }
  return n;
}

static void
draw_hollow (const RscTheme *theme, cairo_t *cr, double px, double py, double r, RscColor color)
{
  const double em = CLAMP (theme->font_size, 1.0, 500.0);

  cairo_arc (cr, px, py, r, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.9));
  cairo_set_line_width (cr, 0.34 * em);
  cairo_stroke_preserve (cr);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, 0.17 * em);
  cairo_stroke (cr);
}

static void
draw_place (const RscFunctionLayout *self,
            const Points *points,
            const Place *place,
            const gsize *order,
            cairo_t *cr)
{
  const RscTheme *theme = &self->theme;
  const double em = CLAMP (theme->font_size, 1.0, 500.0);
  const double px = points->px[order[place->first]], py = points->py[order[place->first]];
  RscColor colors[SECTORS_MAX];
  double shares[SECTORS_MAX], from = -G_PI_2;
  gboolean hovered = FALSE;
  gsize n = list_colors (self, points, place, order, colors, shares);

  for (gsize k = place->first; k < place->first + place->n; k++)
    hovered = hovered || points->hovered == (gssize) order[k];
  const double r = points->radius * (hovered ? 1.35 : 1.0);
  cairo_new_path (cr);
  if (points->hollow)
    draw_hollow (theme, cr, px, py, r, colors[0]);
  else
    {
      /* Discs on discs: cheaper than strokes around a disc. */
      cairo_arc (cr, px, py, r + 0.16 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, theme->dark ? theme->foreground : theme->background);
      cairo_fill (cr);
      cairo_arc (cr, px, py, r + 0.035 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, theme->dark ? theme->background : theme->foreground);
      cairo_fill (cr);
      for (gsize c = 0; c < n; c++)
        {
          const double to = from + 2.0 * G_PI * shares[c];

          if (n > 1)
            cairo_move_to (cr, px, py);
          cairo_arc (cr, px, py, r - 0.035 * em, from, to);
          rsc_color_set_source (cr, colors[c]);
          cairo_fill (cr);
          from = to;
        }
    }
  if (hovered)
    {
      cairo_arc (cr, px, py, r + 0.35 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, theme->accent);
      cairo_set_line_width (cr, 0.17 * em);
      cairo_stroke (cr);
    }
}

/* Where several rows are at one place, beside it how many. */
static void
draw_counts (const RscFunctionLayout *self,
             const Points *points,
             const GArray *places,
             const gsize *order,
             RscText *text)
{
  RscPlacing placing;
  gsize n_counts = 0;

  for (guint k = 0; k < places->len; k++)
    n_counts += g_array_index (places, Place, k).n > 1;
  if (n_counts == 0 || n_counts > COUNTS_MAX)
    return;
  rsc_placing_init (&placing, text, self->frame);
  placing.plate = rsc_color_with_alpha (self->theme.background, 0.8);
  for (guint k = 0; k < places->len; k++)
    {
      const gsize i = order[g_array_index (places, Place, k).first];
      const double r = 0.9 * points->radius;

      rsc_placing_take (&placing,
                        (RscRect){ points->px[i] - r, points->py[i] - r, 2.0 * r, 2.0 * r });
    }
  if (self->notice != NULL)
    rsc_placing_take (&placing, rsc_function_layout_find_notice (self, text));
  rsc_text_set_style (text, 0.8, TRUE);
  for (guint k = 0; k < places->len; k++)
    {
      const Place *place = &g_array_index (places, Place, k);
      const gsize i = order[place->first];
      g_autofree char *count = rsc_number_words_dup_times (place->n);

      if (place->n > 1)
        rsc_placing_put_around (&placing, count, points->px[i], points->py[i],
                                points->radius + 0.45 * text->size, self->theme.foreground);
    }
  rsc_placing_clear (&placing);
}

/* A crowd: squares, one for each place and colour. */
static void
draw_crowd (const RscFunctionLayout *self, const Points *points, cairo_t *cr)
{
  const double cell = points->radius, side = 1.6 * cell;
  const gsize columns = (gsize) (MAX (self->frame.width, 0.0) / cell) + 1;
  const gsize rows = (gsize) (MAX (self->frame.height, 0.0) / cell) + 1;
  const RscFunctionTargets *targets = &self->targets;
  g_autofree guint8 *covered = NULL;

  if (columns < 20000 && rows < 20000)
    covered = g_new0 (guint8, columns * rows);
  for (gsize i = 0; i < points->n; i++)
    {
      const double px = points->px[i], py = points->py[i], y = points->target[i];

      if (!is_in_frame (self, px, py))
        continue;
      if (covered != NULL)
        {
          gsize cx = MIN ((gsize) (MAX (px - self->frame.x, 0.0) / cell), columns - 1);
          gsize cy = MIN ((gsize) (MAX (py - self->frame.y, 0.0) / cell), rows - 1);
          double t = !targets->by_value ? (y > targets->centre ? 1.0 : 0.0)
                     : targets->high > targets->low
                       ? (y - targets->low) / (targets->high - targets->low)
                       : 0.5;
          guint8 bit = (guint8) (1u << (int) (CLAMP (t, 0.0, 1.0) * 7.0 + 0.5));

          if (covered[cy * columns + cx] & bit)
            continue;
          covered[cy * columns + cx] |= bit;
        }
      rsc_color_set_source (cr, rsc_function_targets_get_color (targets, &self->theme, y));
      cairo_rectangle (cr, px - 0.5 * side, py - 0.5 * side, side, side);
      cairo_fill (cr);
    }
}

static void
draw_points (const RscFunctionLayout *self, const Points *points, RscText *text)
{
  g_autofree gsize *order = NULL;
  g_autoptr (GArray) places = NULL;
  const gssize h = points->hovered;

  cairo_save (text->cr);
  if (points->n > CROWD)
    {
      draw_crowd (self, points, text->cr);
      if (h >= 0 && (gsize) h < points->n && is_in_frame (self, points->px[h], points->py[h]))
        {
          const gsize row = (gsize) h;
          const Place place = { 0, 1 };

          draw_place (self, points, &place, &row, text->cr);
        }
    }
  else
    {
      places = list_places (self, points, &order);
      for (guint k = 0; k < places->len; k++)
        draw_place (self, points, &g_array_index (places, Place, k), order, text->cr);
      if (!points->hollow)
        draw_counts (self, points, places, order, text);
    }
  cairo_restore (text->cr);
}

static void
locate (const RscFunctionLayout *self,
        const RscDataset *dataset,
        const double *predicted,
        gsize i,
        double *px,
        double *py)
{
  const gsize d = rsc_dataset_get_d (dataset);
  const double *x = rsc_dataset_get_x (dataset), *y = rsc_dataset_get_y (dataset);
  const gboolean fit = self->mode == RSC_FUNCTION_FIT;
  const double across = fit ? y[i] : x[i * d + self->feature_x];
  const double up = self->plane         ? x[i * d + self->feature_y]
                    : predicted != NULL ? predicted[i]
                                        : y[i];

  *px = rsc_function_layout_to_px (self, across);
  *py = rsc_function_layout_to_py (self, up);
}

gboolean
rsc_function_points_get_place (const RscFunctionLayout *self, gsize i, double *px, double *py)
{
  if (self->mode == RSC_FUNCTION_FIT && self->predicted == NULL)
    return FALSE;
  locate (self, self->model.dataset, self->predicted, i, px, py);
  return is_in_frame (self, *px, *py);
}

void
rsc_function_points_locate (const RscFunctionLayout *self,
                            gboolean test,
                            gsize i,
                            double *px,
                            double *py)
{
  locate (self, test ? rsc_function_model_get_test (&self->model) : self->model.dataset,
          test ? self->test_predicted : self->predicted, i, px, py);
}

double
rsc_function_points_get_radius (const RscFunctionLayout *self)
{
  return get_radius (self, rsc_dataset_get_n (self->model.dataset));
}

/* Where the rows of @dataset are; @predicted: for RSC_FUNCTION_FIT. FALSE where they are
 * nowhere. */
static gboolean
points_init (Points *points,
             const RscFunctionLayout *self,
             const RscDataset *dataset,
             const double *predicted)
{
  const gsize n = rsc_dataset_get_n (dataset);
  const double *y = rsc_dataset_get_y (dataset);

  if (self->mode == RSC_FUNCTION_FIT && predicted == NULL)
    return FALSE;
  *points = (Points){ n, g_new (double, n), g_new (double, n), y, get_radius (self, n), FALSE, -1 };
  for (gsize i = 0; i < n; i++)
    locate (self, dataset, predicted, i, &points->px[i], &points->py[i]);
  return TRUE;
}

static void
points_clear (Points *points)
{
  g_free (points->px);
  g_free (points->py);
}

void
rsc_function_points_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionModel *model = &self->model;
  RscDataset *test = rsc_function_model_get_test (model);
  Points points;

  if (test != NULL && points_init (&points, self, test, self->test_predicted))
    {
      points.hollow = TRUE;
      draw_points (self, &points, text);
      points_clear (&points);
    }
  if (points_init (&points, self, model->dataset, self->predicted))
    {
      points.hovered = model->hovered_point;
      draw_points (self, &points, text);
      points_clear (&points);
    }
}

/* A square around each, so that it is told from what is selected. */
void
rsc_function_points_draw_marked (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscRowSet *marked = self->model.marked;
  const gsize n = rsc_dataset_get_n (self->model.dataset);
  const double reach = get_radius (self, n) + 0.42 * text->size;

  for (gsize k = 0; marked != NULL && k < marked->n; k++)
    {
      double px, py;

      if (marked->rows[k] < n && rsc_function_points_get_place (self, marked->rows[k], &px, &py))
        cairo_rectangle (text->cr, px - reach, py - reach, 2.0 * reach, 2.0 * reach);
    }
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.background, 0.9));
  cairo_set_line_width (text->cr, 0.3 * text->size);
  cairo_stroke_preserve (text->cr);
  rsc_color_set_source (text->cr, self->theme.foreground);
  cairo_set_line_width (text->cr, 0.14 * text->size);
  cairo_stroke (text->cr);
}

/* Values are told by an axis: their colours stand beside it. */
void
rsc_function_points_draw_strip (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionTargets *targets = &self->targets;
  const gboolean upright = self->mode != RSC_FUNCTION_FIT;
  const RscRect f = self->frame;
  const double thickness = 0.35 * text->size;
  cairo_pattern_t *gradient;
  double from, to;

  if (!targets->by_value || !(targets->high > targets->low) || self->model.change)
    return;
  from = upright ? rsc_function_layout_to_py (self, targets->low)
                 : rsc_function_layout_to_px (self, targets->low);
  to = upright ? rsc_function_layout_to_py (self, targets->high)
               : rsc_function_layout_to_px (self, targets->high);
  gradient = upright ? cairo_pattern_create_linear (0.0, from, 0.0, to)
                     : cairo_pattern_create_linear (from, 0.0, to, 0.0);
  for (int k = 0; k <= 24; k++)
    {
      RscColor c = rsc_theme_get_value (&self->theme, k / 24.0);
      cairo_pattern_add_color_stop_rgb (gradient, k / 24.0, c.red, c.green, c.blue);
    }
  if (upright)
    cairo_rectangle (text->cr, f.x, to, thickness, from - to);
  else
    cairo_rectangle (text->cr, from, f.y + f.height - thickness, to - from, thickness);
  cairo_set_source (text->cr, gradient);
  cairo_fill (text->cr);
  cairo_pattern_destroy (gradient);
}

void
rsc_function_points_draw_diagonal (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  cairo_move_to (text->cr, self->frame.x, self->frame.y + self->frame.height);
  cairo_line_to (text->cr, self->frame.x + self->frame.width, self->frame.y);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_set_line_width (text->cr, self->theme.line_width);
  cairo_stroke (text->cr);
}

gboolean
rsc_function_points_pick (gconstpointer layout, double px, double py, gpointer hit)
{
  const RscFunctionLayout *self = layout;
  RscFunctionHit *function_hit = hit;
  double best = RSC_FUNCTION_PICK_POINT * CLAMP (self->theme.font_size, 1.0, 500.0);
  Points points;

  function_hit->point = -1;
  function_hit->n_points = 0;
  if (!points_init (&points, self, self->model.dataset, self->predicted))
    return FALSE;
  for (gsize i = 0; i < points.n; i++)
    {
      double distance = hypot (points.px[i] - px, points.py[i] - py);

      if (distance < best)
        {
          best = distance;
          function_hit->point = (gssize) i;
        }
    }
  for (gsize i = 0; i < points.n && function_hit->point >= 0; i++)
    if (fabs (points.px[i] - points.px[function_hit->point]) <= SAME_PLACE * points.radius
        && fabs (points.py[i] - points.py[function_hit->point]) <= SAME_PLACE * points.radius)
      function_hit->n_points++;
  points_clear (&points);
  return FALSE;
}
