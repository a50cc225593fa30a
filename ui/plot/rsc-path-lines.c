/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-lines.h"

#include <math.h>
#include <string.h>

/* Within this many units of the text size a curve or a mark is under the pointer. */
#define PICK_CURVE 0.6

/* Curves between two knots are cut where they are longer than this, and what bends less than that
 * is drawn straight (user units). */
#define CUT_LENGTH 9.0
#define FLATNESS 0.12
/* A group of more curves than this has one colour. */
#define COLORS_MAX 12
/* Tubes up to this number are drawn with every care. */
#define TUBES_FINE 8

static void
append_point (GArray *points, double x, double y)
{
  const RscPathSpot point = { x, y };

  g_array_append_val (points, point);
}

/* Leaves out what lies on the way between two others. */
static void
simplify (GArray *points)
{
  const gsize n = points->len;

  if (n < 3)
    return;
  g_autofree gboolean *keep = g_new0 (gboolean, n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  const RscPathSpot *p = (const RscPathSpot *) (gconstpointer) points->data;
  gsize range[2] = { 0, n - 1 };

  keep[0] = keep[n - 1] = TRUE;
  g_array_append_val (stack, range);
  while (stack->len > 0)
    {
      memcpy (range, stack->data + (stack->len - 1) * sizeof range, sizeof range);
      g_array_set_size (stack, stack->len - 1);
      const RscPathSpot a = p[range[0]], b = p[range[1]];
      const double length = hypot (b.x - a.x, b.y - a.y);
      double worst = FLATNESS;
      gsize found = 0;

      for (gsize k = range[0] + 1; k < range[1]; k++)
        {
          const double far =
            length > 1e-9
              ? fabs ((b.x - a.x) * (p[k].y - a.y) - (b.y - a.y) * (p[k].x - a.x)) / length
              : hypot (p[k].x - a.x, p[k].y - a.y);
          if (far > worst)
            {
              worst = far;
              found = k;
            }
        }
      if (found == 0)
        continue;
      keep[found] = TRUE;
      const gsize first[2] = { range[0], found }, second[2] = { found, range[1] };
      g_array_append_val (stack, first);
      g_array_append_val (stack, second);
    }
  gsize n_kept = 0;
  for (gsize k = 0; k < n; k++)
    if (keep[k])
      g_array_index (points, RscPathSpot, n_kept++) = g_array_index (points, RscPathSpot, k);
  g_array_set_size (points, (guint) n_kept);
}

/* Moves a line sideways. */
static void
shift (GArray *points, double offset)
{
  const gsize n = points->len;

  if (offset == 0.0 || n < 2)
    return;
  g_autofree RscPathSpot *p = g_memdup2 (points->data, n * sizeof (RscPathSpot));
  for (gsize k = 0; k < n; k++)
    {
      const RscPathSpot a = p[k > 0 ? k - 1 : 0], b = p[k + 1 < n ? k + 1 : n - 1];
      const double length = hypot (b.x - a.x, b.y - a.y);

      if (length < 1e-9)
        continue;
      g_array_index (points, RscPathSpot, k).x -= offset * (b.y - a.y) / length;
      g_array_index (points, RscPathSpot, k).y += offset * (b.x - a.x) / length;
    }
}

typedef enum
{
  LINE_VALUE,
  LINE_LOW,
  LINE_HIGH
} Line;

static double
get_line (const RscPathKnot *knot, Line line)
{
  return line == LINE_VALUE ? knot->value : line == LINE_LOW ? knot->low : knot->high;
}

/* A line of a track on the screen. */
static GArray *
trace (const RscPathLayout *self, const RscPathTrack *track, Line line)
{
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
  const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, track->lane);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (RscPathSpot));
  double before = NAN;

  for (gsize k = 0; k < curve->n; k++)
    {
      const RscPathKnot *knot = &curve->knots[k];
      const double x = rsc_path_layout_lambda_to_px (self, knot->lambda);

      if (isnan (x))
        continue;
      if (k > 0 && fabs (x - before) > CUT_LENGTH)
        {
          /* Linear in λ, so bent on other axes. */
          const RscPathKnot *last = knot - 1;
          const int pieces = (int) MIN (ceil (fabs (x - before) / CUT_LENGTH), 40.0);
          for (int i = 1; i < pieces; i++)
            {
              const double lambda =
                last->lambda * pow (knot->lambda / last->lambda, (double) i / pieces);
              const double s = (last->lambda - lambda) / (last->lambda - knot->lambda);
              const double a = get_line (last, line), b = get_line (knot, line);
              append_point (points, rsc_path_layout_lambda_to_px (self, lambda),
                            rsc_path_layout_to_py (lane, a + s * (b - a)));
            }
        }
      append_point (points, x, rsc_path_layout_to_py (lane, get_line (knot, line)));
      before = x;
    }
  simplify (points);
  shift (points, track->offset);
  return points;
}

void
rsc_path_lines_lay_out (RscPathLayout *self)
{
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint t = 0; t < self->tracks->len; t++)
    g_ptr_array_add (self->lines,
                     trace (self, &g_array_index (self->tracks, RscPathTrack, t), LINE_VALUE));
}

static void
add_path (cairo_t *cr, const GArray *points)
{
  for (guint k = 0; k < points->len; k++)
    cairo_line_to (cr, g_array_index (points, RscPathSpot, k).x,
                   g_array_index (points, RscPathSpot, k).y);
}

static gboolean
has_tube (const RscPathLayout *self, const RscPathTrack *track)
{
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
  const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, track->lane);
  const double slack = 1e-3 * (lane->y.maximum - lane->y.minimum);

  if (!self->model.tubes || self->model.y == RSC_PATH_Y_ANGLE)
    return FALSE;
  for (gsize k = 0; k < curve->n; k++)
    if (curve->knots[k].high - curve->knots[k].low > slack)
      return TRUE;
  return FALSE;
}

/* The band that a tube fills. */
static GArray *
trace_tube (const RscPathLayout *self, const RscPathTrack *track)
{
  RscPathTrack plain = *track;
  plain.offset = 0.0;
  GArray *points = trace (self, &plain, LINE_HIGH);
  g_autoptr (GArray) low = trace (self, &plain, LINE_LOW);

  for (guint k = low->len; k-- > 0;)
    g_array_append_val (points, g_array_index (low, RscPathSpot, k));
  return points;
}

static double
get_tube_height (const RscPathLayout *self, const RscPathTrack *track)
{
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
  double widest = 0.0;

  for (gsize k = 0; k < curve->n; k++)
    widest = MAX (widest, curve->knots[k].high - curve->knots[k].low);
  return widest;
}

static int
compare_tubes (gconstpointer a, gconstpointer b, gpointer data)
{
  const double p = get_tube_height (data, a), q = get_tube_height (data, b);

  if (p != q)
    return p > q ? -1 : 1;
  return 0;
}

void
rsc_path_lines_draw_tubes (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const gboolean emphasis = rsc_path_layout_has_emphasis (self);
  g_autoptr (GArray) tubes = g_array_new (FALSE, FALSE, sizeof (RscPathTrack));

  for (guint t = 0; t < self->tracks->len; t++)
    if (has_tube (self, &g_array_index (self->tracks, RscPathTrack, t))
        && (g_array_index (self->tracks, RscPathTrack, t).first
            || rsc_path_layout_track_is_emphasised (
              self, &g_array_index (self->tracks, RscPathTrack, t))))
      g_array_append_val (tubes, g_array_index (self->tracks, RscPathTrack, t));
  /* The widest first: the others stay visible on it. */
  g_array_sort_with_data (tubes, compare_tubes, (gpointer) self);
  const double base =
    self->multiples ? 0.3 : CLAMP (0.5 / sqrt ((double) MAX (tubes->len, 1)), 0.07, 0.24);

  cairo_save (cr);
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 0.5 * self->theme.line_width);
  /* Soft edges need no fine ones, and many of them are slow. */
  if (tubes->len > TUBES_FINE)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (guint t = 0; t < tubes->len; t++)
    {
      const RscPathTrack *track = &g_array_index (tubes, RscPathTrack, t);
      const gsize id =
        rsc_path_curves_get (self->curves, rsc_path_layout_get_leader (self, track))->id;
      const gboolean strong = rsc_path_layout_track_is_emphasised (self, track);
      const RscColor color =
        rsc_theme_get_neuron_color (&self->theme, rsc_path_layout_get_label (self, id));
      const double alpha = strong ? MAX (base, 0.3) : emphasis ? 0.35 * base : base;
      g_autoptr (GArray) points = trace_tube (self, track);

      cairo_new_path (cr);
      add_path (cr, points);
      cairo_close_path (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, strong ? 0.8 : emphasis ? 0.2 : 0.45));
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  cairo_new_path (cr);
}

static void
stroke_track (const RscPathLayout *self,
              const RscPathTrack *track,
              const GArray *points,
              double alpha,
              double scale,
              cairo_t *cr)
{
  const gboolean strong = rsc_path_layout_track_is_emphasised (self, track);

  cairo_set_line_width (cr, scale * self->theme.line_width);
  /* Each of several neurons on one curve has its share of it. */
  if (track->n > 1 && track->n <= COLORS_MAX && !strong)
    {
      const double piece = 0.75 * self->em;
      const double dash[2] = { piece, piece * (double) (track->n - 1) };
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gsize));

      g_array_append_vals (members, track->curves, (guint) track->n);
      g_array_sort_with_data (members, rsc_path_layout_compare_by_label, (gpointer) self);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      for (gsize k = 0; k < track->n; k++)
        {
          const gsize id =
            rsc_path_curves_get (self->curves, g_array_index (members, gsize, k))->id;

          add_path (cr, points);
          cairo_set_dash (cr, dash, 2, -piece * (double) k);
          rsc_color_set_source (
            cr, rsc_color_with_alpha (
                  rsc_theme_get_neuron_color (&self->theme, rsc_path_layout_get_label (self, id)),
                  alpha));
          cairo_stroke (cr);
        }
      cairo_set_dash (cr, NULL, 0, 0.0);
      return;
    }
  const gsize label = rsc_path_layout_get_label (
    self, rsc_path_curves_get (self->curves, rsc_path_layout_get_leader (self, track))->id);
  add_path (cr, points);
  rsc_theme_set_neuron_dash (&self->theme, cr, label);
  rsc_color_set_source (
    cr, rsc_color_with_alpha (rsc_theme_get_neuron_color (&self->theme, label), alpha));
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

void
rsc_path_lines_draw_curves (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const gboolean emphasis = rsc_path_layout_has_emphasis (self);

  cairo_save (cr);
  /* Half a stroke beyond, for curves along the edge. */
  cairo_rectangle (cr, self->frame.x, self->frame.y - self->theme.line_width, self->frame.width,
                   self->frame.height + 2.0 * self->theme.line_width);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int pass = 0; pass < 2; pass++)
    for (guint t = 0; t < self->tracks->len; t++)
      {
        const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
        const gboolean strong = rsc_path_layout_track_is_emphasised (self, track);

        if ((pass == 1) != strong)
          continue;
        const GArray *points = g_ptr_array_index (self->lines, t);
        stroke_track (self, track, points, emphasis && !strong ? 0.35 : 1.0, strong ? 1.8 : 1.15,
                      cr);
      }
  cairo_restore (cr);
  cairo_new_path (cr);
}

static double
get_distance (const GArray *points, double px, double py)
{
  double best = INFINITY;

  for (guint k = 0; k + 1 < points->len; k++)
    {
      const RscPathSpot a = g_array_index (points, RscPathSpot, k),
                        b = g_array_index (points, RscPathSpot, k + 1);
      const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
      const double t =
        length > 0.0 ? CLAMP (((px - a.x) * dx + (py - a.y) * dy) / length, 0.0, 1.0) : 0.0;

      best = MIN (best, hypot (px - a.x - t * dx, py - a.y - t * dy));
    }
  return best;
}

gssize
rsc_path_lines_pick (const RscPathLayout *self, double px, double py, double lambda)
{
  double best = PICK_CURVE * self->em, thinnest = INFINITY;
  gssize found = -1;

  for (guint t = 0; t < self->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
      const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, track->lane);

      if (self->multiples
          && (py < lane->rect.y - 2.0 || py > lane->rect.y + lane->rect.height + 2.0))
        continue;
      const GArray *points = g_ptr_array_index (self->lines, t);
      const double distance = get_distance (points, px, py);
      if (distance < best)
        {
          best = distance;
          found =
            (gssize) rsc_path_curves_get (self->curves, rsc_path_layout_get_leader (self, track))
              ->id;
        }
    }
  if (found >= 0 || isnan (lambda))
    return found;
  /* Not on a line: the thinnest tube around, or the strip of its own. */
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
      const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, track->lane);
      const RscPathCurve *curve =
        rsc_path_curves_get (self->curves, rsc_path_layout_get_leader (self, track));
      RscPathKnot knot;

      if (!has_tube (self, track) || !rsc_path_curve_interpolate (curve, lambda, &knot))
        continue;
      const double top = rsc_path_layout_to_py (lane, knot.high),
                   bottom = rsc_path_layout_to_py (lane, knot.low);
      if (py >= top && py <= bottom && bottom - top < thinnest)
        {
          thinnest = bottom - top;
          found = (gssize) curve->id;
        }
    }
  return found;
}
