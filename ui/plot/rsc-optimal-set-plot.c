/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-optimal-set-plot.h"

#include "ui/plot/rsc-text.h"
#include <glib/gi18n.h>
#include <math.h>

/* Within this many units of the text size a corner or the marker is under the pointer. */
#define PICK_RADIUS 0.95

/* Small triangles that curved facets are cut into, in all: the budget of one frame. */
#define PIECES_MAX 1100
#define CUTS_MAX 12
/* Pieces of a curved edge; fewer when there are many edges. */
#define EDGE_PIECES 20
#define EDGE_PIECES_MIN 4
#define EDGE_PIECES_ALL 1200

#define LABEL_SCALE 0.88
/* Of a longer walk only this many last networks are drawn. */
#define TRAIL_MAX 300
#define MAX_TICKS 12

typedef struct
{
  gsize a, b;
  gsize face[2]; /* G_MAXSIZE where there is none */
} Edge;

typedef struct
{
  gsize n; /* axes */
  gboolean norms;
  RscSpace space;
  double factor[3]; /* of the shown weight in the unit direction; 1 for norms */
  double constant[3];
  RscAxis axis[3];
  char *title[3];
  RscColor color[3];
  const RscHull *hull;
  double *corners; /* n_points × n, shown values */
  gboolean has_marker;
  double marker[3]; /* shown values */
  const char *heading;
  char *sentence;
  double sentence_height;
  RscRect area;  /* of the picture, without heading and sentence */
  RscRect frame; /* one and two axes */
  double cx, cy, radius;
  RscCamera camera;
  double em;
} Layout;

/* Norm of a neuron -> the value on axis k. Monotone, so facets keep their sides. */
static double
show_value (const Layout *self, gsize k, double a)
{
  a = MAX (a, 0.0);
  return self->factor[k] * (self->space == RSC_SPACE_CONVEX ? a : sqrt (a));
}

/* The inverse; a weight that is 0 whatever the norm tells nothing, and keeps the norm as it is. */
static double
hide_value (const Layout *self, gsize k, double value)
{
  if (self->factor[k] == 0.0)
    return self->constant[k];
  double a = MAX (value / self->factor[k], 0.0);
  return self->space == RSC_SPACE_CONVEX ? a : a * a;
}

static char *
dup_subscript (gsize number)
{
  GString *string = g_string_new (NULL);
  g_autofree char *digits = g_strdup_printf ("%" G_GSIZE_FORMAT, number);

  for (const char *c = digits; *c != '\0'; c++)
    g_string_append_unichar (string, 0x2080 + (gunichar) (*c - '0'));
  return g_string_free (string, FALSE);
}

/* What names and colours the neuron on axis @k. */
static gsize
get_label (const RscOptimalSetModel *model, gsize k)
{
  gsize neuron = model->axes[k];

  if (neuron == RSC_OPTIMAL_SET_ABSENT)
    return model->axis_labels[k];
  return model->labels != NULL && model->set != NULL
             && neuron < rsc_optimal_set_get_n_neurons (model->set)
           ? model->labels[neuron]
           : neuron;
}

static char *
dup_axis_title (const RscOptimalSetModel *model, const Layout *self, gsize k)
{
  const char *letter = model->space == RSC_SPACE_CONVEX ? "w" : "\u03b8";
  g_autofree char *index = dup_subscript (get_label (model, k) + 1);

  if (model->set == NULL)
    return g_strdup_printf (_ ("neuron %" G_GSIZE_FORMAT), get_label (model, k) + 1);
  if (self->norms)
    return g_strdup_printf ("||%s%s||", letter, index);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (model->set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const char *feature = (gsize) model->feature < rsc_dataset_get_d (dataset)
                          ? rsc_dataset_get_feature_name (dataset, (gsize) model->feature)
                          : _ ("bias");
  return g_strdup_printf ("%s%s, %s", letter, index, feature);
}

/* Four significant digits. */
static char *
format_value (double value)
{
  char buffer[64];

  g_ascii_formatd (buffer, sizeof buffer, "%.3e", value);
  double rounded = g_ascii_strtod (buffer, NULL);
  RscAxis axis = { MIN (rounded, 0.0), MAX (rounded, 0.0), FALSE };
  if (axis.minimum == axis.maximum)
    axis.maximum = 1.0;
  return rsc_axis_format_tick (&axis, rounded);
}

/* A sample of the patterns, or a solve that stopped early, does not show that there is no other. */
static gboolean
is_proved (const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscArrangement *arrangement = rsc_problem_get_arrangement (rsc_solution_get_problem (solution));

  return rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
         && rsc_arrangement_get_kind (arrangement) == RSC_PATTERNS_ALL;
}

static gboolean
is_at_origin (const RscHull *hull)
{
  for (gsize k = 0; k < hull->n_points * hull->n_axes; k++)
    if (hull->points[k] != 0.0)
      return FALSE;
  return TRUE;
}

static char *
dup_sentence (const RscOptimalSetModel *model)
{
  const RscHull *hull = model->hull;

  if (hull->dimension == 0)
    {
      if (model->set == NULL)
        return g_strdup (_ ("A single point."));
      if (rsc_optimal_set_get_n_support (model->set) == 0)
        return g_strdup (_ ("The only optimal network is zero: it has no neurons."));
      if (rsc_optimal_set_get_dimension (model->set) > 0 && is_at_origin (hull))
        return g_strdup (hull->n_axes == 1 ? _ ("This neuron is in no optimal network.")
                                           : _ ("These neurons are in no optimal network."));
      if (rsc_optimal_set_is_between (model->set)
          && rsc_optimal_set_get_dimension (model->set) == 0)
        return g_strdup (_ ("Unique at the path's points above and below."));
      if (rsc_optimal_set_get_dimension (model->set) == 0 && model->trail != NULL
          && model->n_trail > 1)
        return g_strdup (_ ("The walk began at the only optimal network: each step leaves it."));
      if (rsc_optimal_set_get_dimension (model->set) == 0)
        return g_strdup (is_proved (model->set)
                           ? _ ("Unique: this is the only optimal network.")
                           : _ ("One point: no other optimal network was found."));
      return g_strdup (hull->n_axes == 1
                         ? _ ("This neuron is the same in every optimal network.")
                         : _ ("These neurons are the same in every optimal network."));
    }
  if (hull->dimension >= hull->n_axes)
    return NULL;
  if (hull->dimension == 1)
    return g_strdup (_ ("These neurons only change together: one degree of freedom."));
  return g_strdup (_ ("These neurons only change together: two degrees of freedom."));
}

/* What to say instead of a picture, or NULL. */
static const char *
get_words (const RscOptimalSetModel *model)
{
  if (model->hull != NULL && model->hull->n_points > 0 && model->n_axes >= 1 && model->n_axes <= 3
      && model->hull->n_axes == model->n_axes)
    return NULL;
  if (model->set == NULL)
    return _ ("Nothing solved yet.");
  if (rsc_optimal_set_get_n_neurons (model->set) == 0)
    return _ ("The only optimal network is zero: it has no neurons.");
  if (model->n_axes == 0)
    return _ ("Choose one to three neurons as axes.");
  return _ ("The optimal set is being worked out.");
}

static gboolean
is_fixed (RscOptimalSetRange range)
{
  return isfinite (range.low) && isfinite (range.high) && range.low < range.high;
}

/* @range: what the values will reach, or not fixed. */
static void
cover_axis (RscAxis *axis,
            gsize n,
            const double *values,
            RscOptimalSetRange range,
            double zoom,
            RscSpace space)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
      }
  if (is_fixed (range))
    {
      low = range.low;
      high = range.high;
    }
  else if (low > high)
    low = high = 0.0;
  double largest = MAX (fabs (low), fabs (high));
  /* Values that rounding alone keeps apart are one value. */
  gboolean point = high - low <= 1e-9 * largest || largest < 1e-290;

  if (largest < 1e-290)
    {
      axis->minimum = low < 0.0 ? -1.0 : 0.0;
      axis->maximum = 1.0;
    }
  else
    {
      /* Zero, where the neuron is gone, is shown when it is not far away. */
      double near = space == RSC_SPACE_CONVEX ? 0.36 : 0.6; /* 0.6² = 0.36: the same sets in both */
      double pad = (point ? 0.25 * largest : 0.05 * (high - low));
      gboolean from_zero = low >= 0.0 && (point || low < near * high);
      gboolean to_zero = high <= 0.0 && !from_zero && (point || high > near * low);
      axis->minimum = from_zero ? 0.0 : low - pad;
      axis->maximum = to_zero ? 0.0 : high + pad;
    }
  axis->logarithmic = FALSE;
  if (zoom != 1.0)
    {
      double middle = 0.5 * (axis->minimum + axis->maximum);
      double half = 0.5 * (axis->maximum - axis->minimum) / zoom;
      axis->minimum = middle - half;
      axis->maximum = middle + half;
    }
}

/* Norms in one network of the trail; 0 where there is no trail that can be drawn. */
static gsize
get_trail_stride (const RscOptimalSetModel *model)
{
  gsize stride = 1;

  if (model->trail == NULL || model->n_trail == 0)
    return 0;
  if (model->set != NULL)
    stride = rsc_optimal_set_get_n_neurons (model->set);
  else
    for (gsize j = 0; j < model->n_axes; j++)
      stride = MAX (stride, model->axes[j] + 1);
  for (gsize j = 0; j < model->n_axes; j++)
    if (model->axes[j] >= stride)
      return 0;
  for (gsize k = 0; k < model->n_trail * stride; k++)
    if (!isfinite (model->trail[k]))
      return 0;
  return stride;
}

/* What axis @k shows of the hull's corners and of the trail, which may leave the hull: @n values. */
static double *
dup_extent (const Layout *self, const RscOptimalSetModel *model, gsize k, gsize *n)
{
  const gsize n_corners = self->hull->n_points, stride = get_trail_stride (model);
  double *values;

  *n = n_corners + (stride > 0 ? model->n_trail : 0);
  values = g_new (double, *n);
  for (gsize i = 0; i < n_corners; i++)
    values[i] = self->corners[i * self->n + k];
  for (gsize i = n_corners; i < *n; i++)
    values[i] = show_value (self, k, model->trail[(i - n_corners) * stride + model->axes[k]]);
  return values;
}

/* Everything that drawing, picking and dragging share. get_words() is NULL. */
static void
layout_init (Layout *self,
             const RscOptimalSetModel *model,
             const RscTheme *theme,
             cairo_t *cr,
             double width,
             double height)
{
  RscText text;
  const RscHull *hull = model->hull;
  double zoom = isfinite (model->camera.zoom)
                  ? CLAMP (model->camera.zoom, RSC_CAMERA_ZOOM_MIN, RSC_CAMERA_ZOOM_MAX)
                  : 1.0;

  *self = (Layout){ 0 };
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  self->n = model->n_axes;
  self->hull = hull;
  self->space = model->space;
  self->camera = model->camera;
  self->norms = model->set == NULL || model->feature < 0;
  for (gsize k = 0; k < self->n; k++)
    {
      gsize neuron = model->axes[k];
      self->factor[k] = 1.0;
      if (!self->norms && neuron < rsc_optimal_set_get_n_neurons (model->set))
        {
          RscProblem *problem =
            rsc_solution_get_problem (rsc_optimal_set_get_solution (model->set));
          gsize d = rsc_problem_get_d (problem);
          self->factor[k] = rsc_optimal_set_get_neuron (model->set, neuron)
                              ->direction[MIN ((gsize) model->feature, d - 1)];
        }
      else if (neuron == RSC_OPTIMAL_SET_ABSENT)
        self->factor[k] = self->norms ? 1.0 : 0.0;
      self->title[k] = dup_axis_title (model, self, k);
      self->color[k] = rsc_theme_get_neuron_color (theme, get_label (model, k));
    }

  self->corners = g_new (double, hull->n_points * self->n);
  for (gsize i = 0; i < hull->n_points; i++)
    for (gsize k = 0; k < self->n; k++)
      self->corners[i * self->n + k] = show_value (self, k, hull->points[i * self->n + k]);
  self->has_marker = model->point != NULL;
  for (gsize k = 0; k < self->n; k++)
    {
      self->constant[k] = model->axes[k] == RSC_OPTIMAL_SET_ABSENT ? 0.0
                          : self->has_marker                       ? model->point[model->axes[k]]
                                                                   : hull->points[k];
      self->marker[k] = show_value (self, k, self->constant[k]);

      gsize n_values;
      g_autofree double *values = dup_extent (self, model, k, &n_values);
      cover_axis (&self->axis[k], n_values, values, model->ranges[self->space][k],
                  self->n < 3 ? zoom : 1.0, self->space);
    }
  if (self->n == 1)
    {
      /* Room for the labels of the ends. */
      double pad = 0.08 * (self->axis[0].maximum - self->axis[0].minimum);
      self->axis[0].minimum -= pad;
      self->axis[0].maximum += pad;
    }

  rsc_text_init (&text, theme, cr);
  double top = 0.0, bottom = 0.0, em = self->em;
  if (height > 9.0 * em)
    {
      self->heading = model->space == RSC_SPACE_CONVEX ? _ ("Convex") : _ ("Non-convex");
      top = 1.9 * em;
    }
  self->sentence = dup_sentence (model);
  if (self->sentence != NULL)
    {
      self->sentence_height =
        rsc_text_measure_sentence (&text, self->sentence, MAX (width - 1.6 * em, 1.0));
      bottom = MIN (self->sentence_height + 0.8 * em, 0.4 * height);
    }
  /* Where axes stand still, so does the picture: as if there were always something to say. */
  for (gsize k = 0; k < self->n; k++)
    if (is_fixed (model->ranges[self->space][k]))
      {
        double room = rsc_text_measure_sentence (
          &text, _ ("These neurons only change together: two degrees of freedom."),
          MAX (width - 1.6 * em, 1.0));
        bottom = MAX (bottom, MIN (room + 0.8 * em, 0.4 * height));
        break;
      }
  rsc_text_clear (&text);
  self->area = (RscRect){ 0.0, top, width, MAX (height - top - bottom, 0.0) };

  if (self->n == 1)
    {
      double side = MIN (1.5 * em, 0.1 * width);
      self->frame = (RscRect){ side, self->area.y + 0.5 * self->area.height,
                               MAX (width - 2.0 * side, 0.0), 0.0 };
    }
  else if (self->n == 2)
    {
      self->frame = rsc_axes_layout (&self->axis[0], &self->axis[1], self->title[0], self->title[1],
                                     theme, cr, self->area.width, self->area.height);
      self->frame.y += self->area.y;
    }
  else
    {
      /* Half extents of the turning cube in camera units: independent of the yaw. */
      double across = 0.70710678118654752 / 0.86602540378443865;
      double along = (0.70710678118654752 * fabs (sin (model->camera.pitch))
                      + 0.5 * fabs (cos (model->camera.pitch)))
                     / 0.86602540378443865;
      double room_x = 0.5 * self->area.width - MIN (3.0 * em, 0.2 * self->area.width);
      double room_top = MIN (2.0 * em, 0.15 * self->area.height);
      double room_bottom = MIN (3.2 * em, 0.2 * self->area.height);
      double room_y = 0.5 * (self->area.height - room_top - room_bottom);
      self->radius = MAX (MIN (room_x / across, room_y / along), 0.0);
      self->cx = self->area.x + 0.5 * self->area.width;
      self->cy = self->area.y + room_top + room_y;
    }
}

static void
layout_clear (Layout *self)
{
  for (int k = 0; k < 3; k++)
    g_free (self->title[k]);
  g_free (self->corners);
  g_free (self->sentence);
}

/* A point of the unit cube on the screen; the depth in camera units. */
static void
project_cube (const Layout *self, const double p[3], double out[3])
{
  double screen[3];

  rsc_camera_project (&self->camera, p, screen);
  out[0] = self->cx + self->radius * screen[0];
  out[1] = self->cy - self->radius * screen[1];
  out[2] = screen[2];
}

/* Shown values on the screen. */
static void
project_values (const Layout *self, const double *values, double out[3])
{
  if (self->n == 1)
    {
      out[0] = self->frame.x + rsc_axis_normalise (&self->axis[0], values[0]) * self->frame.width;
      out[1] = self->frame.y;
      out[2] = 0.0;
    }
  else if (self->n == 2)
    {
      out[0] = self->frame.x + rsc_axis_normalise (&self->axis[0], values[0]) * self->frame.width;
      out[1] =
        self->frame.y + (1.0 - rsc_axis_normalise (&self->axis[1], values[1])) * self->frame.height;
      out[2] = 0.0;
    }
  else
    {
      double p[3];
      for (int k = 0; k < 3; k++)
        p[k] = rsc_axis_normalise (&self->axis[k], values[k]);
      project_cube (self, p, out);
    }
}

/* A convex combination of corners by norms, then shown: straight in convex space, curved in the
 * other. */
static void
project_mixture (const Layout *self,
                 gsize n_corners,
                 const gsize *corners,
                 const double *weights,
                 double out[3])
{
  double values[3] = { 0.0, 0.0, 0.0 };

  for (gsize k = 0; k < self->n; k++)
    {
      double a = 0.0;
      for (gsize c = 0; c < n_corners; c++)
        a += weights[c] * self->hull->points[corners[c] * self->n + k];
      values[k] = show_value (self, k, a);
    }
  project_values (self, values, out);
}

static gboolean
is_curved (const Layout *self)
{
  return self->space == RSC_SPACE_NONCONVEX;
}

/* Closer steps at both ends: a square root is steepest at zero. warp(s) + warp(1 - s) = 1, so
 * neighbouring facets meet without gaps. */
static double
warp (double s)
{
  return 0.5 - 0.5 * cos (G_PI * s);
}

static void
add_edge_path (const Layout *self, cairo_t *cr, gsize a, gsize b, gboolean move)
{
  gsize corners[2] = { a, b };
  int pieces = is_curved (self) ? EDGE_PIECES : 1;

  for (int i = move ? 0 : 1; i <= pieces; i++)
    {
      double s = warp ((double) i / pieces), weights[2] = { 1.0 - s, s }, p[3];
      project_mixture (self, 2, corners, weights, p);
      if (i == 0)
        cairo_move_to (cr, p[0], p[1]);
      else
        cairo_line_to (cr, p[0], p[1]);
    }
}

static void
add_face_path (const Layout *self, cairo_t *cr, gsize face)
{
  const RscHull *hull = self->hull;
  gsize first = hull->face_starts[face], last = hull->face_starts[face + 1];

  for (gsize k = first; k < last; k++)
    {
      gsize next = k + 1 < last ? k + 1 : first;
      add_edge_path (self, cr, hull->face_corners[k], hull->face_corners[next], k == first);
    }
  cairo_close_path (cr);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *p = a, *q = b;
  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  return (p->b > q->b) - (p->b < q->b);
}

/* Edges with the faces on their sides; from the list of edges where there is no face. */
static GArray *
list_edges (const RscHull *hull)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  if (hull->n_faces == 0)
    {
      for (gsize k = 0; k < hull->n_edges; k++)
        {
          Edge edge = { hull->edges[2 * k], hull->edges[2 * k + 1], { G_MAXSIZE, G_MAXSIZE } };
          g_array_append_val (edges, edge);
        }
      return edges;
    }
  for (gsize f = 0; f < hull->n_faces; f++)
    {
      gsize first = hull->face_starts[f], last = hull->face_starts[f + 1];
      for (gsize k = first; k < last; k++)
        {
          gsize a = hull->face_corners[k];
          gsize b = hull->face_corners[k + 1 < last ? k + 1 : first];
          Edge edge = { MIN (a, b), MAX (a, b), { f, G_MAXSIZE } };
          g_array_append_val (edges, edge);
        }
    }
  g_array_sort (edges, compare_edges);
  guint n = 0;
  for (guint k = 0; k < edges->len; k++)
    {
      Edge edge = g_array_index (edges, Edge, k);
      if (n > 0 && compare_edges (&g_array_index (edges, Edge, n - 1), &edge) == 0)
        g_array_index (edges, Edge, n - 1).face[1] = edge.face[0];
      else
        g_array_index (edges, Edge, n++) = edge;
    }
  g_array_set_size (edges, n);
  return edges;
}

/* How bright a surface with this normal (right, up, towards the viewer) is, in [0, 1]. */
static RscColor
shade (const RscTheme *theme, double x, double y, double z)
{
  double length = sqrt (x * x + y * y + z * z);
  double light = 0.5;

  if (length > 0.0)
    light = CLAMP (0.5 + 0.5 * (-0.42 * x + 0.72 * y + 0.55 * z) / length, 0.0, 1.0);
  return rsc_theme_get_sequential (theme, theme->dark ? 0.26 + 0.44 * light : 0.66 - 0.5 * light);
}

/* Normal of a triangle on the screen, in camera axes: its z is positive when it faces the viewer
 * counter-clockwise. */
static void
get_normal (const Layout *self,
            const double a[3],
            const double b[3],
            const double c[3],
            double n[3])
{
  double ux = b[0] - a[0], uy = a[1] - b[1], uz = (b[2] - a[2]) * self->radius;
  double vx = c[0] - a[0], vy = a[1] - c[1], vz = (c[2] - a[2]) * self->radius;

  n[0] = uy * vz - uz * vy;
  n[1] = uz * vx - ux * vz;
  n[2] = ux * vy - uy * vx;
}

static double
get_orientation (const Layout *self)
{
  double sign = 1.0;

  for (gsize k = 0; k < self->n; k++)
    if (self->factor[k] < 0.0)
      sign = -sign;
  return sign;
}

static void
draw_marker (const Layout *self, const RscTheme *theme, cairo_t *cr)
{
  double em = self->em;
  double p[3];

  if (!self->has_marker)
    return;
  project_values (self, self->marker, p);
  cairo_new_path (cr);
  cairo_arc (cr, p[0], p[1], 0.56 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->background);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.44 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->accent);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.15 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->background);
  cairo_fill (cr);
}

/* The screen point of network @k of the trail, a part @s of the way to the next: a convex combination
 * of norms, as the edges are. */
static void
project_trail (const Layout *self,
               const double *trail,
               gsize stride,
               const gsize *axes,
               gsize k,
               double s,
               double out[3])
{
  double values[3] = { 0.0, 0.0, 0.0 };

  for (gsize j = 0; j < self->n; j++)
    {
      double a = trail[k * stride + axes[j]];
      double b = s > 0.0 ? trail[(k + 1) * stride + axes[j]] : a;
      values[j] = show_value (self, j, (1.0 - s) * a + s * b);
    }
  project_values (self, values, out);
}

/* Head of an arrow at @tip that comes from @back. */
static void
draw_arrow_head (cairo_t *cr, const double back[3], const double tip[3], double size)
{
  double dx = tip[0] - back[0], dy = tip[1] - back[1], length = hypot (dx, dy);

  if (!(length > 0.0))
    return;
  dx *= size / length;
  dy *= size / length;
  cairo_move_to (cr, tip[0] + 0.5 * dx, tip[1] + 0.5 * dy);
  cairo_line_to (cr, tip[0] - 0.5 * dx - 0.48 * dy, tip[1] - 0.5 * dy + 0.48 * dx);
  cairo_line_to (cr, tip[0] - 0.5 * dx + 0.48 * dy, tip[1] - 0.5 * dy - 0.48 * dx);
  cairo_close_path (cr);
}

/* The walk so far: older segments and dots are fainter. Drawn over the body, since a walk goes
 * through it as well as along its edges. */
static void
draw_trail (const Layout *self, const RscOptimalSetModel *model, const RscTheme *theme, cairo_t *cr)
{
  const gsize stride = get_trail_stride (model);
  double em = self->em;
  gsize first = model->n_trail > TRAIL_MAX ? model->n_trail - TRAIL_MAX : 0;

  if (stride == 0)
    return;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (gsize k = first; k < model->n_trail; k++)
    {
      double age = model->n_trail - first > 1
                     ? (double) (k - first + 1) / (double) (model->n_trail - first)
                     : 1.0;
      RscColor color = rsc_color_with_alpha (theme->accent, 0.5 + 0.5 * age);
      double from[3], to[3], p[3];
      project_trail (self, model->trail, stride, model->axes, k, 0.0, from);
      if (k + 1 < model->n_trail)
        {
          int pieces = is_curved (self) ? EDGE_PIECES : 1;
          project_trail (self, model->trail, stride, model->axes, k, 1.0, to);
          /* A light line below keeps it apart from the edges. */
          for (int pass = 0; pass < 2; pass++)
            {
              cairo_new_path (cr);
              for (int i = 0; i <= pieces; i++)
                {
                  project_trail (self, model->trail, stride, model->axes, k,
                                 warp ((double) i / pieces), p);
                  cairo_line_to (cr, p[0], p[1]);
                }
              rsc_color_set_source (cr, pass == 0 ? rsc_color_with_alpha (theme->background, 0.6)
                                                  : color);
              cairo_set_line_width (cr, (pass == 0 ? 3.4 : 1.7) * theme->line_width);
              cairo_stroke (cr);
            }
          if (hypot (to[0] - from[0], to[1] - from[1]) > 1.6 * em)
            {
              double back[3];
              project_trail (self, model->trail, stride, model->axes, k, 0.52, back);
              project_trail (self, model->trail, stride, model->axes, k, 0.56, p);
              draw_arrow_head (cr, back, p, 0.75 * em);
              rsc_color_set_source (cr, color);
              cairo_fill (cr);
            }
        }
      cairo_new_path (cr);
      cairo_arc (cr, from[0], from[1], 0.24 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, theme->background);
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, color);
      /* The start is a ring. */
      if (k == 0)
        {
          cairo_set_line_width (cr, theme->line_width);
          cairo_stroke (cr);
        }
      else
        cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* Corners in one go; @chosen: which, or NULL for all. */
static void
draw_dots (const Layout *self,
           const RscTheme *theme,
           cairo_t *cr,
           const gboolean *chosen,
           gboolean value,
           double alpha)
{
  const RscHull *hull = self->hull;
  double em = self->em;

  cairo_new_path (cr);
  for (gsize k = 0; k < hull->n_points; k++)
    {
      double p[3];
      gboolean vertex = hull->labels == NULL || hull->labels[k] != G_MAXSIZE;
      double radius = (vertex ? 0.27 : 0.16) * em * (hull->n_points > 60 ? 0.7 : 1.0);
      if (chosen != NULL && chosen[k] != value)
        continue;
      project_values (self, self->corners + k * self->n, p);
      cairo_new_sub_path (cr);
      cairo_arc (cr, p[0], p[1], radius, 0.0, 2.0 * G_PI);
    }
  /* The rim first and wider, so that the dots keep their size. */
  if (hull->n_points <= 60)
    {
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, alpha));
      cairo_set_line_width (cr, 0.12 * em);
      cairo_stroke_preserve (cr);
    }
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->foreground, alpha));
  cairo_fill (cr);
}

/* Ring and the number of neurons. */
static void
draw_hovered_corner (const Layout *self,
                     const RscOptimalSetModel *model,
                     const RscTheme *theme,
                     RscText *text)
{
  cairo_t *cr = text->cr;
  const RscHull *hull = self->hull;
  double p[3], em = self->em;

  if (model->hovered_corner < 0 || (gsize) model->hovered_corner >= hull->n_points)
    return;
  gsize corner = (gsize) model->hovered_corner;
  project_values (self, self->corners + corner * self->n, p);
  cairo_new_path (cr);
  cairo_arc (cr, p[0], p[1], 0.42 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->foreground);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.75 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, 0.17 * em);
  cairo_stroke (cr);

  if (model->set == NULL || hull->labels == NULL
      || hull->labels[corner] >= rsc_optimal_set_get_n_vertices (model->set))
    return;
  gsize neurons = rsc_optimal_set_get_vertex_width (model->set, hull->labels[corner]);
  g_autofree char *label =
    g_strdup_printf (g_dngettext (NULL, "%" G_GSIZE_FORMAT " neuron", "%" G_GSIZE_FORMAT " neurons",
                                  (gulong) neurons),
                     neurons);
  double w, h;
  rsc_text_set_style (text, 1.0, TRUE);
  rsc_text_measure (text, label, &w, &h);
  double x =
    CLAMP (p[0], self->area.x + 0.5 * w + em,
           MAX (self->area.x + self->area.width - 0.5 * w - em, self->area.x + 0.5 * w + em));
  double y = p[1] - 1.1 * em - 0.5 * h;
  if (y - 0.5 * h - 0.2 * em < self->area.y)
    y = p[1] + 1.1 * em + 0.5 * h;
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.9));
  cairo_rectangle (cr, x - 0.5 * w - 0.4 * em, y - 0.5 * h - 0.15 * em, w + 0.8 * em, h + 0.3 * em);
  cairo_fill (cr);
  rsc_text_draw (text, label, x, y, 0.5, 0.5, theme->foreground);
}

/* One axis */

static void
draw_line (const Layout *self,
           const RscOptimalSetModel *model,
           const RscTheme *theme,
           RscText *text)
{
  cairo_t *cr = text->cr;
  double em = self->em, ticks[MAX_TICKS];
  RscRect f = self->frame;
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < self->hull->n_points; i++)
    {
      low = MIN (low, self->corners[i]);
      high = MAX (high, self->corners[i]);
    }
  double x0 = f.x + rsc_axis_normalise (&self->axis[0], low) * f.width;
  double x1 = f.x + rsc_axis_normalise (&self->axis[0], high) * f.width;
  double base = f.y + 1.8 * em;

  gsize n =
    rsc_axis_get_ticks (&self->axis[0], (gsize) CLAMP (f.width / (4.5 * em), 1.0, 11.0), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->axis[0], n, ticks);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  cairo_move_to (cr, f.x, base);
  cairo_line_to (cr, f.x + f.width, base);
  for (gsize k = 0; k < n; k++)
    {
      double x = f.x + rsc_axis_normalise (&self->axis[0], ticks[k]) * f.width;
      cairo_move_to (cr, x, base);
      cairo_line_to (cr, x, base + 0.3 * em);
    }
  cairo_stroke (cr);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  double line_height, last = -INFINITY;
  rsc_text_measure (text, "0", NULL, &line_height);
  for (gsize k = 0; k < n; k++)
    {
      double w, x = f.x + rsc_axis_normalise (&self->axis[0], ticks[k]) * f.width;
      rsc_text_measure (text, labels[k], &w, NULL);
      if (x - 0.5 * w < last + 0.5 * em)
        continue;
      rsc_text_draw (text, labels[k], x, base + 0.42 * em, 0.5, 0.0, theme->muted);
      last = x + 0.5 * w;
    }
  rsc_text_set_style (text, 1.0, model->hovered >= 0 && (gsize) model->hovered == model->axes[0]);
  rsc_text_set_limit (text, f.width);
  rsc_text_draw (text, self->title[0], f.x + 0.5 * f.width, base + 0.6 * em + line_height, 0.5, 0.0,
                 self->color[0]);
  rsc_text_set_limit (text, 0.0);

  cairo_save (cr);
  cairo_rectangle (cr, f.x - em, self->area.y, f.width + 2.0 * em, self->area.height);
  cairo_clip (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (x1 - x0 > 0.5)
    {
      rsc_color_set_source (cr, rsc_color_with_alpha (self->color[0], 0.35));
      cairo_rectangle (cr, x0, f.y - 0.45 * em, x1 - x0, 0.9 * em);
      cairo_fill (cr);
    }
  rsc_color_set_source (cr, self->color[0]);
  cairo_set_line_width (cr, 1.4 * theme->line_width);
  cairo_move_to (cr, x0, f.y - 0.75 * em);
  cairo_line_to (cr, x0, f.y + 0.75 * em);
  cairo_move_to (cr, x1, f.y - 0.75 * em);
  cairo_line_to (cr, x1, f.y + 0.75 * em);
  cairo_stroke (cr);
  cairo_restore (cr);

  rsc_text_set_style (text, 1.0, FALSE);
  g_autofree char *low_label = format_value (low);
  g_autofree char *high_label = format_value (high);
  double w0, w1;
  rsc_text_measure (text, low_label, &w0, NULL);
  rsc_text_measure (text, high_label, &w1, NULL);
  if (g_strcmp0 (low_label, high_label) == 0 || self->hull->dimension == 0)
    rsc_text_draw (text, low_label, 0.5 * (x0 + x1), f.y - 0.95 * em, 0.5, 1.0, theme->foreground);
  else
    {
      gboolean apart = x1 - x0 > 0.5 * (w0 + w1) + em;
      rsc_text_draw (text, low_label, MAX (x0, 0.5 * w0 + 2.0), f.y - 0.95 * em, apart ? 0.5 : 1.0,
                     1.0, theme->foreground);
      rsc_text_draw (text, high_label, x1, f.y - 0.95 * em, apart ? 0.5 : 0.0, 1.0,
                     theme->foreground);
    }
  draw_hovered_corner (self, model, theme, text);
}

/* Two axes */

/* Lines from the marker to both axes. */
static void
draw_guides (const Layout *self, const RscTheme *theme, cairo_t *cr)
{
  RscRect f = self->frame;
  double p[3], dash[2] = { 0.3 * self->em, 0.25 * self->em };

  project_values (self, self->marker, p);
  cairo_save (cr);
  cairo_rectangle (cr, f.x, f.y, f.width, f.height);
  cairo_clip (cr);
  cairo_move_to (cr, p[0], p[1]);
  cairo_line_to (cr, p[0], f.y + f.height);
  cairo_move_to (cr, p[0], p[1]);
  cairo_line_to (cr, f.x, p[1]);
  cairo_set_dash (cr, dash, 2, 0.0);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.7));
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_polygon (const Layout *self,
              const RscOptimalSetModel *model,
              const RscTheme *theme,
              RscText *text)
{
  cairo_t *cr = text->cr;
  const RscHull *hull = self->hull;
  RscRect f = self->frame;
  g_autoptr (GArray) edges = list_edges (hull);

  rsc_axes_draw_colored (&self->axis[0], &self->axis[1], self->title[0], self->title[1],
                         self->color[0], self->color[1], theme, cr, f);
  cairo_save (cr);
  cairo_rectangle (cr, f.x - self->em, f.y - self->em, f.width + 2.0 * self->em,
                   f.height + 2.0 * self->em);
  cairo_clip (cr);

  if (hull->dimension == 2)
    {
      cairo_new_path (cr);
      for (gsize k = 0; k < hull->n_faces; k++)
        add_face_path (self, cr, k);
      RscColor fill = rsc_theme_get_sequential (theme, theme->dark ? 0.5 : 0.42);
      rsc_color_set_source (cr, rsc_color_with_alpha (fill, 0.55));
      cairo_fill (cr);
    }
  cairo_new_path (cr);
  for (guint k = 0; k < edges->len; k++)
    {
      const Edge *edge = &g_array_index (edges, Edge, k);
      add_edge_path (self, cr, edge->a, edge->b, TRUE);
    }
  rsc_color_set_source (cr, rsc_theme_get_sequential (theme, 0.8));
  cairo_set_line_width (cr, (hull->dimension == 1 ? 2.2 : 1.1) * theme->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);

  draw_dots (self, theme, cr, NULL, TRUE, 1.0);
  draw_hovered_corner (self, model, theme, text);
  cairo_restore (cr);
}

/* Three axes */

/* The sides of the cube that lie behind the set: for each axis 0 or 1. */
static void
get_walls (const Layout *self, double walls[3])
{
  for (int k = 0; k < 3; k++)
    {
      double p[3] = { 0.0, 0.0, 0.0 }, q[3] = { 0.0, 0.0, 0.0 }, a[3], b[3];
      q[k] = 1.0;
      rsc_camera_project (&self->camera, p, a);
      rsc_camera_project (&self->camera, q, b);
      walls[k] = b[2] - a[2] >= 0.0 ? 0.0 : 1.0;
    }
}

/* The edge of the cube's outline that carries the labels of axis k: the lower one of the two, or
 * the left one for the upright axis. @edge: the other coordinates of its points. */
static void
get_label_edge (const Layout *self, const double walls[3], int k, double edge[3])
{
  int i = (k + 1) % 3, j = (k + 2) % 3;
  double best = -INFINITY;

  /* On the outline one neighbouring side is a back wall and the other is not. */
  for (int choice = 0; choice < 2; choice++)
    {
      double p[3], screen[3];
      p[k] = 0.5;
      p[i] = choice == 0 ? walls[i] : 1.0 - walls[i];
      p[j] = choice == 0 ? 1.0 - walls[j] : walls[j];
      project_cube (self, p, screen);
      double score = k == 2 ? -screen[0] : screen[1];
      if (score > best)
        {
          best = score;
          edge[k] = 0.5;
          edge[i] = p[i];
          edge[j] = p[j];
        }
    }
}

static gboolean
overlaps (const RscRect *a, const RscRect *b, double gap)
{
  return a->x < b->x + b->width + gap && b->x < a->x + a->width + gap
         && a->y < b->y + b->height + 0.25 * gap && b->y < a->y + a->height + 0.25 * gap;
}

/* Writes unless something is written there already. */
static gboolean
place_label (const Layout *self,
             RscText *text,
             GArray *placed,
             const char *label,
             double x,
             double y,
             double anchor_x,
             double anchor_y,
             RscColor color,
             gboolean must)
{
  double w, h;

  rsc_text_measure (text, label, &w, &h);
  RscRect rect = { x - anchor_x * w, y - anchor_y * h, w, h };
  if (must)
    {
      rect.x = CLAMP (rect.x, self->area.x + 2.0,
                      MAX (self->area.x + self->area.width - w - 2.0, self->area.x + 2.0));
      rect.y =
        CLAMP (rect.y, self->area.y, MAX (self->area.y + self->area.height - h, self->area.y));
    }
  else if (rect.x < self->area.x || rect.y < self->area.y - 0.5 * h
           || rect.x + w > self->area.x + self->area.width
           || rect.y + h > self->area.y + self->area.height + 0.5 * h)
    return FALSE;
  for (guint k = 0; !must && k < placed->len; k++)
    if (overlaps (&rect, &g_array_index (placed, RscRect, k), 0.45 * self->em))
      return FALSE;
  rsc_text_draw (text, label, rect.x, rect.y, 0.0, 0.0, color);
  g_array_append_val (placed, rect);
  return TRUE;
}

static void
draw_box (const Layout *self, const RscOptimalSetModel *model, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  double em = self->em, walls[3], ticks[3][MAX_TICKS];
  gsize n_ticks[3];
  double length[3];

  get_walls (self, walls);
  for (int k = 0; k < 3; k++)
    {
      double p[3] = { 0.5, 0.5, 0.5 }, a[3], b[3];
      p[k] = 0.0;
      project_cube (self, p, a);
      p[k] = 1.0;
      project_cube (self, p, b);
      length[k] = hypot (b[0] - a[0], b[1] - a[1]);
      n_ticks[k] = rsc_axis_get_ticks (&self->axis[k],
                                       (gsize) CLAMP (length[k] / (2.2 * em), 2.0, 7.0), ticks[k]);
    }

  /* Back walls with their grids. */
  for (int k = 0; k < 3; k++)
    {
      int i = (k + 1) % 3, j = (k + 2) % 3;
      double corner[3], screen[3];
      static const double around[4][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
      cairo_new_path (cr);
      for (int c = 0; c < 4; c++)
        {
          corner[k] = walls[k];
          corner[i] = around[c][0];
          corner[j] = around[c][1];
          project_cube (self, corner, screen);
          cairo_line_to (cr, screen[0], screen[1]);
        }
      cairo_close_path (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->grid, k == 2 ? 0.5 : 0.28));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->muted, 0.55));
      cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
      cairo_stroke (cr);
      for (int side = 0; side < 2; side++)
        {
          int along = side == 0 ? i : j, across = side == 0 ? j : i;
          for (gsize t = 0; t < n_ticks[along]; t++)
            {
              corner[k] = walls[k];
              corner[along] = rsc_axis_normalise (&self->axis[along], ticks[along][t]);
              corner[across] = 0.0;
              project_cube (self, corner, screen);
              cairo_move_to (cr, screen[0], screen[1]);
              corner[across] = 1.0;
              project_cube (self, corner, screen);
              cairo_line_to (cr, screen[0], screen[1]);
            }
        }
      rsc_color_set_source (cr, theme->grid);
      cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
      cairo_stroke (cr);
    }

  /* Axes on the outline: line, ticks, labels. */
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (RscRect));
  double middle[3] = { 0.5, 0.5, 0.5 }, centre[3];
  project_cube (self, middle, centre);
  double outward[3][2], edge[3][3];
  char **labels[3];
  for (int k = 0; k < 3; k++)
    {
      double a[3], b[3], p[3];
      get_label_edge (self, walls, k, edge[k]);
      memcpy (p, edge[k], sizeof p);
      p[k] = 0.0;
      project_cube (self, p, a);
      p[k] = 1.0;
      project_cube (self, p, b);
      /* Away from the cube, at a right angle to the edge. */
      double dx = b[0] - a[0], dy = b[1] - a[1], l = hypot (dx, dy);
      double ox = l > 1e-9 ? dy / l : -1.0, oy = l > 1e-9 ? -dx / l : 0.0;
      double mx = 0.5 * (a[0] + b[0]) - centre[0], my = 0.5 * (a[1] + b[1]) - centre[1];
      if (ox * mx + oy * my < 0.0)
        {
          ox = -ox;
          oy = -oy;
        }
      outward[k][0] = ox;
      outward[k][1] = oy;
      cairo_move_to (cr, a[0], a[1]);
      cairo_line_to (cr, b[0], b[1]);
      for (gsize t = 0; t < n_ticks[k]; t++)
        {
          p[k] = rsc_axis_normalise (&self->axis[k], ticks[k][t]);
          project_cube (self, p, a);
          cairo_move_to (cr, a[0], a[1]);
          cairo_line_to (cr, a[0] + 0.3 * em * ox, a[1] + 0.3 * em * oy);
        }
      rsc_color_set_source (cr, self->color[k]);
      cairo_set_line_width (cr, 0.85 * theme->line_width);
      cairo_stroke (cr);
      labels[k] = rsc_axis_dup_labels (&self->axis[k], n_ticks[k], ticks[k]);
    }

  for (int k = 0; k < 3; k++)
    {
      double widest = 0.0, line_height, p[3], a[3], b[3];
      gboolean bold = model->hovered >= 0 && (gsize) model->hovered == model->axes[k];
      double ox = outward[k][0], oy = outward[k][1];

      rsc_text_set_style (text, LABEL_SCALE, FALSE);
      rsc_text_measure (text, "0", NULL, &line_height);
      for (gsize t = 0; t < n_ticks[k]; t++)
        {
          double w;
          rsc_text_measure (text, labels[k][t], &w, NULL);
          widest = MAX (widest, w);
        }
      rsc_text_set_style (text, 1.0, bold);
      rsc_text_set_limit (text, 0.45 * self->area.width);
      memcpy (p, edge[k], sizeof p);
      if (k == 2)
        {
          /* Upright: above its end. */
          p[k] = 1.0;
          project_cube (self, p, a);
          p[k] = 0.0;
          project_cube (self, p, b);
          if (b[1] < a[1])
            memcpy (a, b, sizeof a);
          place_label (self, text, placed, self->title[k], a[0], a[1] - 0.7 * em, 0.6, 1.0,
                       self->color[k], TRUE);
        }
      else
        {
          project_cube (self, p, a);
          double away = 0.75 * em + fabs (ox) * widest + fabs (oy) * line_height + 0.25 * em;
          place_label (self, text, placed, self->title[k], a[0] + ox * away, a[1] + oy * away,
                       0.5 - 0.5 * ox, 0.5 - 0.5 * oy, self->color[k], TRUE);
        }
    }
  rsc_text_set_limit (text, 0.0);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (int k = 0; k < 3; k++)
    {
      double p[3], a[3];
      double ox = outward[k][0], oy = outward[k][1];
      memcpy (p, edge[k], sizeof p);
      for (gsize t = 0; t < n_ticks[k]; t++)
        {
          p[k] = rsc_axis_normalise (&self->axis[k], ticks[k][t]);
          project_cube (self, p, a);
          place_label (self, text, placed, labels[k][t], a[0] + 0.5 * em * ox, a[1] + 0.5 * em * oy,
                       0.5 - 0.5 * ox, 0.5 - 0.5 * oy, theme->muted, FALSE);
        }
      g_strfreev (labels[k]);
    }
}

/* A small triangle of a curved facet. */
typedef struct
{
  double depth;
  double x[3], y[3], z[3];
  RscColor color;
} Piece;

/* Depth of the nearest triangle over each cell of a coarse grid on the picture: decides which
 * edges of a curved body are hidden. */
typedef struct
{
  RscRect rect;
  double cell;
  gsize columns, rows;
  float *depth;
} DepthGrid;

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *p = a, *q = b;
  return (p->depth > q->depth) - (p->depth < q->depth);
}

/* A face's plane N·a = c in the space of norms, by Newell's sum; outward for a body. */
static void
get_face_plane (const RscHull *hull, gsize face, double normal[3])
{
  gsize first = hull->face_starts[face], last = hull->face_starts[face + 1];

  normal[0] = normal[1] = normal[2] = 0.0;
  for (gsize k = first; k < last; k++)
    {
      const double *p = hull->points + 3 * hull->face_corners[k];
      const double *q = hull->points + 3 * hull->face_corners[k + 1 < last ? k + 1 : first];
      for (int t = 0; t < 3; t++)
        {
          int u = (t + 1) % 3, v = (t + 2) % 3;
          normal[t] += (p[u] - q[u]) * (p[v] + q[v]);
        }
    }
}

/* Normal of the curved facet at norms @a, in camera axes. With a = (s/f)² the facet is
 * Σ N (s/f)² = c, whose gradient in the shown values s is 2 N s/f²: exact, so shades run smoothly
 * over thin triangles too. */
static void
get_curved_normal (const Layout *self, const double plane[3], const double a[3], double normal[3])
{
  double gradient[3], origin[3] = { 0.0, 0.0, 0.0 }, zero[3];

  for (int k = 0; k < 3; k++)
    {
      double f = self->factor[k];
      double range = self->axis[k].maximum - self->axis[k].minimum;
      double value = show_value (self, (gsize) k, a[k]);
      /* A facet on the wall a = 0 keeps its normal. */
      if (fabs (value) < 1e-4 * range)
        value = copysign (1e-4 * range, f);
      gradient[k] = f != 0.0 ? plane[k] * value / (f * f) * range : 0.0;
    }
  /* The camera only turns and scales; the difference of two points turns a direction. */
  double scale = MAX (fabs (gradient[0]), MAX (fabs (gradient[1]), fabs (gradient[2])));
  if (scale > 0.0)
    for (int k = 0; k < 3; k++)
      gradient[k] /= scale;
  rsc_camera_project (&self->camera, origin, zero);
  rsc_camera_project (&self->camera, gradient, normal);
  for (int k = 0; k < 3; k++)
    normal[k] -= zero[k];
}

/* Facets of curved space, cut into triangles fine enough to look curved. Those of a body that look
 * away from the viewer are left out. */
static void
add_curved_face (const Layout *self,
                 const RscTheme *theme,
                 GArray *pieces,
                 gsize face,
                 int cuts,
                 gboolean two_sided)
{
  const RscHull *hull = self->hull;
  gsize first = hull->face_starts[face], last = hull->face_starts[face + 1];
  double orientation = get_orientation (self), plane[3];
  double grid[CUTS_MAX + 1][CUTS_MAX + 1][3], norms[CUTS_MAX + 1][CUTS_MAX + 1][3];

  get_face_plane (hull, face, plane);

  for (gsize k = first + 1; k + 1 < last; k++)
    {
      gsize corners[3] = { hull->face_corners[first], hull->face_corners[k],
                           hull->face_corners[k + 1] };
      for (int i = 0; i <= cuts; i++)
        for (int j = 0; i + j <= cuts; j++)
          {
            double w[3] = { warp ((double) i / cuts), warp ((double) j / cuts),
                            warp ((double) (cuts - i - j) / cuts) };
            double sum = w[0] + w[1] + w[2];
            for (int c = 0; c < 3; c++)
              w[c] /= sum;
            project_mixture (self, 3, corners, w, grid[i][j]);
            for (int t = 0; t < 3; t++)
              norms[i][j][t] = w[0] * hull->points[3 * corners[0] + t]
                               + w[1] * hull->points[3 * corners[1] + t]
                               + w[2] * hull->points[3 * corners[2] + t];
          }
      for (int i = 0; i < cuts; i++)
        for (int j = 0; i + j < cuts; j++)
          for (int half = 0; half < 2; half++)
            {
              if (half == 1 && i + j + 2 > cuts)
                continue;
              /* The triangle (i, j), (i + 1, j), (i, j + 1), or the one opposite. */
              int i0 = half == 0 ? i : i + 1, j0 = half == 0 ? j : j + 1;
              int i1 = half == 0 ? i + 1 : i, j1 = half == 0 ? j : j + 1;
              int i2 = half == 0 ? i : i + 1, j2 = half == 0 ? j + 1 : j;
              const double *a = grid[i0][j0], *b = grid[i1][j1], *c = grid[i2][j2];
              double middle[3], n[3], facing[3];
              for (int t = 0; t < 3; t++)
                middle[t] = (norms[i0][j0][t] + norms[i1][j1][t] + norms[i2][j2][t]) / 3.0;
              get_curved_normal (self, plane, middle, n);
              get_normal (self, a, b, c, facing);
              if (orientation * facing[2] <= 0.0 && !two_sided)
                continue;
              if (n[2] < 0.0 && two_sided)
                for (int t = 0; t < 3; t++)
                  n[t] = -n[t];
              Piece piece = { (a[2] + b[2] + c[2]) / 3.0,
                              { a[0], b[0], c[0] },
                              { a[1], b[1], c[1] },
                              { a[2], b[2], c[2] },
                              shade (theme, n[0], n[1], n[2]) };
              /* Grown by half a pixel, so that no seam shows between neighbours. */
              double mx = (a[0] + b[0] + c[0]) / 3.0, my = (a[1] + b[1] + c[1]) / 3.0;
              for (int t = 0; t < 3; t++)
                {
                  double dx = piece.x[t] - mx, dy = piece.y[t] - my, l = hypot (dx, dy);
                  if (l > 1e-9)
                    {
                      piece.x[t] += 0.7 * dx / l;
                      piece.y[t] += 0.7 * dy / l;
                    }
                }
              g_array_append_val (pieces, piece);
            }
    }
}

static void
depth_grid_init (DepthGrid *self, RscRect rect, const GArray *pieces)
{
  self->rect = rect;
  self->cell = MAX (2.0, MAX (rect.width, rect.height) / 300.0);
  self->columns = (gsize) (rect.width / self->cell) + 1;
  self->rows = (gsize) (rect.height / self->cell) + 1;
  self->depth = g_new (float, self->columns * self->rows);
  for (gsize k = 0; k < self->columns * self->rows; k++)
    self->depth[k] = -G_MAXFLOAT;

  for (guint k = 0; k < pieces->len; k++)
    {
      const Piece *p = &g_array_index (pieces, Piece, k);
      double x[3], y[3];
      for (int t = 0; t < 3; t++)
        {
          x[t] = (p->x[t] - rect.x) / self->cell - 0.5;
          y[t] = (p->y[t] - rect.y) / self->cell - 0.5;
        }
      double area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
      if (fabs (area) < 1e-9)
        continue;
      double right = (double) self->columns - 1.0, low = (double) self->rows - 1.0;
      int i0 = (int) CLAMP (ceil (MIN (x[0], MIN (x[1], x[2]))), 0.0, right + 1.0);
      int i1 = (int) CLAMP (floor (MAX (x[0], MAX (x[1], x[2]))), -1.0, right);
      int j0 = (int) CLAMP (ceil (MIN (y[0], MIN (y[1], y[2]))), 0.0, low + 1.0);
      int j1 = (int) CLAMP (floor (MAX (y[0], MAX (y[1], y[2]))), -1.0, low);
      for (int j = j0; j <= j1; j++)
        for (int i = i0; i <= i1; i++)
          {
            double u = ((x[1] - i) * (y[2] - j) - (x[2] - i) * (y[1] - j)) / area;
            double v = ((x[2] - i) * (y[0] - j) - (x[0] - i) * (y[2] - j)) / area;
            double w = 1.0 - u - v;
            if (u < 0.0 || v < 0.0 || w < 0.0)
              continue;
            float *depth = &self->depth[(gsize) j * self->columns + (gsize) i];
            *depth = MAX (*depth, (float) (u * p->z[0] + v * p->z[1] + w * p->z[2]));
          }
    }
}

/* Whether nothing lies clearly nearer to the viewer; lenient by a cell, since edges lie on the
 * rims of facets. */
static gboolean
depth_grid_sees (const DepthGrid *self, const double p[3])
{
  static const int around[5][2] = { { 0, 0 }, { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  double x = floor ((p[0] - self->rect.x) / self->cell);
  double y = floor ((p[1] - self->rect.y) / self->cell);

  for (int k = 0; k < 5; k++)
    {
      double i = x + around[k][0], j = y + around[k][1];
      if (!(i >= 0.0 && j >= 0.0 && i < (double) self->columns && j < (double) self->rows))
        return TRUE;
      if (self->depth[(gsize) j * self->columns + (gsize) i] <= p[2] + 0.035)
        return TRUE;
    }
  return FALSE;
}

/* Strokes the path as edges of the set: hidden ones (pass 0) shine through, seen ones (pass 1). */
static void
stroke_edges (const Layout *self, const RscTheme *theme, cairo_t *cr, int pass)
{
  double dash[2] = { 0.25 * self->em, 0.3 * self->em };
  RscColor ink = rsc_theme_get_sequential (theme, theme->dark ? 0.93 : 0.95);

  if (self->hull->dimension < 3)
    ink = rsc_theme_get_sequential (theme, 0.8);
  /* Round joins cost more than they show where lines are many. */
  gboolean round = self->hull->n_edges <= 60;
  cairo_set_line_cap (cr, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_BEVEL);
  cairo_set_dash (cr, dash, pass == 0 ? 2 : 0, 0.0);
  rsc_color_set_source (cr, rsc_color_with_alpha (ink, pass == 0 ? 0.4 : 1.0));
  cairo_set_line_width (cr, (pass == 0                    ? 0.6
                             : self->hull->dimension == 1 ? 2.2
                                                          : 0.9)
                              * theme->line_width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
draw_curved_body (const Layout *self, const RscTheme *theme, cairo_t *cr, GArray *edges)
{
  const RscHull *hull = self->hull;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  gsize n_triangles = 0;
  DepthGrid grid;

  for (gsize f = 0; f < hull->n_faces; f++)
    n_triangles += MAX (hull->face_starts[f + 1] - hull->face_starts[f], 2) - 2;
  int cuts = (int) CLAMP (sqrt ((double) PIECES_MAX / (double) MAX (n_triangles, 1)), 1, CUTS_MAX);
  for (gsize f = 0; f < hull->n_faces; f++)
    add_curved_face (self, theme, pieces, f, cuts, hull->dimension < 3);
  g_array_sort (pieces, compare_pieces);

  /* Without smoothing first, which leaves no seams, then with it, for the outlines. */
  cairo_new_path (cr);
  for (int pass = 0; pass < 2; pass++)
    {
      cairo_set_antialias (cr, pass == 0 ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_DEFAULT);
      for (guint k = 0; k < pieces->len; k++)
        {
          const Piece *piece = &g_array_index (pieces, Piece, k);
          cairo_move_to (cr, piece->x[0], piece->y[0]);
          cairo_line_to (cr, piece->x[1], piece->y[1]);
          cairo_line_to (cr, piece->x[2], piece->y[2]);
          rsc_color_set_source (cr, piece->color);
          cairo_fill (cr);
        }
    }
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);

  depth_grid_init (&grid, self->area, pieces);
  int n = CLAMP (EDGE_PIECES_ALL / (int) MAX (edges->len, 1), EDGE_PIECES_MIN, EDGE_PIECES);
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint k = 0; k < edges->len; k++)
        {
          const Edge *edge = &g_array_index (edges, Edge, k);
          gsize corners[2] = { edge->a, edge->b };
          double last[3] = { 0.0, 0.0, 0.0 };
          gboolean drawing = FALSE;
          for (int i = 0; i <= n; i++)
            {
              double s = warp ((double) i / n), weights[2] = { 1.0 - s, s }, p[3];
              project_mixture (self, 2, corners, weights, p);
              if (i > 0)
                {
                  double middle[3] = { 0.5 * (p[0] + last[0]), 0.5 * (p[1] + last[1]),
                                       0.5 * (p[2] + last[2]) };
                  gboolean wanted = depth_grid_sees (&grid, middle) == (pass == 1);
                  if (wanted && !drawing)
                    cairo_move_to (cr, last[0], last[1]);
                  if (wanted)
                    cairo_line_to (cr, p[0], p[1]);
                  drawing = wanted;
                }
              memcpy (last, p, sizeof last);
            }
        }
      stroke_edges (self, theme, cr, pass);
    }
  g_autofree gboolean *visible = g_new0 (gboolean, hull->n_points);
  for (gsize k = 0; k < hull->n_points; k++)
    {
      double p[3];
      project_values (self, self->corners + k * self->n, p);
      visible[k] = depth_grid_sees (&grid, p);
    }
  draw_dots (self, theme, cr, visible, FALSE, 0.3);
  draw_dots (self, theme, cr, visible, TRUE, 1.0);
  g_free (grid.depth);
}

static void
draw_flat_body (const Layout *self, const RscTheme *theme, cairo_t *cr, GArray *edges)
{
  const RscHull *hull = self->hull;
  double orientation = get_orientation (self);
  g_autofree gboolean *front = g_new0 (gboolean, hull->n_faces + 1);
  g_autofree gboolean *visible = g_new0 (gboolean, hull->n_points);
  gboolean body = hull->dimension == 3;

  for (gsize f = 0; f < hull->n_faces; f++)
    {
      gsize first = hull->face_starts[f], last = hull->face_starts[f + 1];
      double sum[3] = { 0.0, 0.0, 0.0 }, a[3], b[3], c[3];

      project_values (self, self->corners + hull->face_corners[first] * self->n, a);
      for (gsize k = first + 1; k + 1 < last; k++)
        {
          double n[3];
          project_values (self, self->corners + hull->face_corners[k] * self->n, b);
          project_values (self, self->corners + hull->face_corners[k + 1] * self->n, c);
          get_normal (self, a, b, c, n);
          for (int t = 0; t < 3; t++)
            sum[t] += orientation * n[t];
        }
      if (sum[2] < 0.0 && !body)
        for (int t = 0; t < 3; t++)
          sum[t] = -sum[t];
      front[f] = sum[2] > 0.0 || !body;
      if (!front[f])
        continue;
      for (gsize k = first; k < last; k++)
        visible[hull->face_corners[k]] = TRUE;
      add_face_path (self, cr, f);
      RscColor color = shade (theme, sum[0], sum[1], sum[2]);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, body ? 0.96 : 0.8));
      cairo_fill (cr);
    }
  if (hull->n_faces == 0)
    for (gsize k = 0; k < hull->n_points; k++)
      visible[k] = TRUE;

  /* Hidden edges shine through. */
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint k = 0; k < edges->len; k++)
        {
          const Edge *edge = &g_array_index (edges, Edge, k);
          gboolean seen = edge->face[0] == G_MAXSIZE || front[edge->face[0]]
                          || (edge->face[1] != G_MAXSIZE && front[edge->face[1]]);
          if (seen == (pass == 1))
            add_edge_path (self, cr, edge->a, edge->b, TRUE);
        }
      stroke_edges (self, theme, cr, pass);
    }
  draw_dots (self, theme, cr, visible, FALSE, 0.3);
  draw_dots (self, theme, cr, visible, TRUE, 1.0);
}

/* Lines from the marker to the floor, and on the floor to the axes that carry the labels. */
static void
draw_drop_lines (const Layout *self, const RscTheme *theme, cairo_t *cr)
{
  double walls[3], edge[3], p[3], q[3], a[3], b[3];
  double dash[2] = { 0.3 * self->em, 0.25 * self->em };

  get_walls (self, walls);
  for (int k = 0; k < 3; k++)
    p[k] = rsc_axis_normalise (&self->axis[k], self->marker[k]);
  memcpy (q, p, sizeof q);
  q[2] = walls[2];
  project_cube (self, p, a);
  project_cube (self, q, b);
  cairo_new_path (cr);
  cairo_move_to (cr, a[0], a[1]);
  cairo_line_to (cr, b[0], b[1]);
  for (int k = 0; k < 2; k++)
    {
      double r[3] = { q[0], q[1], q[2] };
      get_label_edge (self, walls, k, edge);
      r[1 - k] = edge[1 - k];
      project_cube (self, r, a);
      cairo_move_to (cr, b[0], b[1]);
      cairo_line_to (cr, a[0], a[1]);
    }
  cairo_set_dash (cr, dash, 2, 0.0);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.75));
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
draw_space (const Layout *self,
            const RscOptimalSetModel *model,
            const RscTheme *theme,
            RscText *text)
{
  cairo_t *cr = text->cr;
  g_autoptr (GArray) edges = list_edges (self->hull);

  if (!(self->radius > 1.0))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, self->area.x, self->area.y, self->area.width, self->area.height);
  cairo_clip (cr);
  draw_box (self, model, theme, text);
  if (is_curved (self))
    draw_curved_body (self, theme, cr, edges);
  else
    draw_flat_body (self, theme, cr, edges);
  draw_hovered_corner (self, model, theme, text);
  cairo_restore (cr);
}

/* Clips to where the marker and the trail may be; FALSE where that is nothing. */
static gboolean
clip_to_body (const Layout *self, cairo_t *cr)
{
  RscRect clip = self->area;

  if (self->n == 1)
    clip = (RscRect){ self->frame.x - self->em, self->area.y, self->frame.width + 2.0 * self->em,
                      self->area.height };
  else if (self->n == 2)
    clip = (RscRect){ self->frame.x - self->em, self->frame.y - self->em,
                      self->frame.width + 2.0 * self->em, self->frame.height + 2.0 * self->em };
  if (!(clip.width > 1.0) || !(clip.height > 1.0) || (self->n == 3 && !(self->radius > 1.0)))
    return FALSE;
  cairo_rectangle (cr, clip.x, clip.y, clip.width, clip.height);
  cairo_clip (cr);
  return TRUE;
}

/* The marker with its guides: all that moves in a drag. */
static void
draw_marker_layer (const Layout *self, const RscTheme *theme, cairo_t *cr)
{
  if (!self->has_marker)
    return;
  cairo_save (cr);
  if (!clip_to_body (self, cr))
    {
      cairo_restore (cr);
      return;
    }
  if (self->n == 2)
    draw_guides (self, theme, cr);
  else if (self->n == 3)
    draw_drop_lines (self, theme, cr);
  draw_marker (self, theme, cr);
  cairo_restore (cr);
}

static void
draw_still_layer (const Layout *self,
                  const RscOptimalSetModel *model,
                  const RscTheme *theme,
                  RscText *text,
                  double width)
{
  if (self->heading != NULL)
    {
      rsc_text_set_style (text, 1.0, TRUE);
      rsc_text_draw (text, self->heading, 0.5 * width, 0.45 * self->em, 0.5, 0.0,
                     theme->foreground);
      rsc_text_set_style (text, 1.0, FALSE);
    }
  if (self->n == 1)
    draw_line (self, model, theme, text);
  else if (self->n == 2 && self->frame.width > 1.0 && self->frame.height > 1.0)
    draw_polygon (self, model, theme, text);
  else if (self->n == 3)
    draw_space (self, model, theme, text);
  if (model->trail != NULL)
    {
      cairo_save (text->cr);
      if (clip_to_body (self, text->cr))
        draw_trail (self, model, theme, text->cr);
      cairo_restore (text->cr);
    }
}

/* @with_sentence: the room for it is kept either way. */
static void
draw_picture (const RscOptimalSetModel *model,
              const RscTheme *theme,
              cairo_t *cr,
              double width,
              double height,
              gboolean with_sentence)
{
  RscText text;

  if (!(width >= 1.0) || !(height >= 1.0))
    return;

  const gboolean still = model->layers != RSC_OPTIMAL_SET_LAYERS_MARKER;
  rsc_theme_begin_picture (theme, cr, width, height, still);
  rsc_text_init (&text, theme, cr);
  const char *words = get_words (model);
  if (words != NULL)
    {
      if (still)
        rsc_text_draw_sentence (&text, words, 0.5 * width, 0.5 * height, 0.9 * width, theme->muted);
    }
  else
    {
      Layout layout;
      layout_init (&layout, model, theme, cr, width, height);
      if (still)
        draw_still_layer (&layout, model, theme, &text, width);
      if (model->layers != RSC_OPTIMAL_SET_LAYERS_STILL)
        draw_marker_layer (&layout, theme, cr);
      if (layout.sentence != NULL && with_sentence && still)
        {
          rsc_text_set_style (&text, 1.0, FALSE);
          rsc_text_draw_sentence (&text, layout.sentence, 0.5 * width,
                                  height - 0.5 * layout.em - 0.5 * layout.sentence_height,
                                  MAX (width - 1.6 * layout.em, 1.0), theme->foreground);
        }
      layout_clear (&layout);
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_optimal_set_model_init (RscOptimalSetModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscOptimalSetModel){ 0 };
  self->feature = RSC_FEATURE_NORM;
  self->space = RSC_SPACE_CONVEX;
  rsc_camera_init (&self->camera);
  self->hovered_corner = -1;
  self->hovered = -1;
}

void
rsc_optimal_set_plot_draw (const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  draw_picture (model, theme, cr, width, height, TRUE);
}

void
rsc_optimal_set_plot_draw_pair (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;

  /* Words once, not twice. */
  if (get_words (model) != NULL)
    {
      rsc_optimal_set_plot_draw (model, theme, cr, width, height);
      return;
    }
  for (int s = 0; s < 2; s++)
    {
      RscOptimalSetModel half = *model;
      half.space = s == 0 ? RSC_SPACE_CONVEX : RSC_SPACE_NONCONVEX;
      RscRect rect = rsc_optimal_set_plot_get_pair_rect (half.space, width, height);
      cairo_save (cr);
      cairo_translate (cr, rect.x, rect.y);
      draw_picture (&half, theme, cr, rect.width, rect.height, FALSE);
      cairo_restore (cr);
    }

  /* One sentence for both. */
  g_autofree char *sentence = dup_sentence (model);
  if (sentence != NULL && model->layers != RSC_OPTIMAL_SET_LAYERS_MARKER)
    {
      RscText text;
      double room = MAX (width - 1.6 * theme->font_size, 1.0);
      cairo_save (cr);
      cairo_rectangle (cr, 0.0, 0.0, width, height);
      cairo_clip (cr);
      rsc_text_init (&text, theme, cr);
      double h = rsc_text_measure_sentence (&text, sentence, room);
      rsc_text_draw_sentence (&text, sentence, 0.5 * width,
                              height - 0.5 * theme->font_size - 0.5 * h, room, theme->foreground);
      rsc_text_clear (&text);
      cairo_restore (cr);
    }
  cairo_new_path (cr);
}

/* A layout without a target to draw on; the metrics of text are the same everywhere. */
static gboolean
layout_init_for_picking (Layout *self,
                         const RscOptimalSetModel *model,
                         const RscTheme *theme,
                         double width,
                         double height)
{
  if (get_words (model) != NULL || !(width >= 1.0) || !(height >= 1.0))
    return FALSE;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  layout_init (self, model, theme, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}

gssize
rsc_optimal_set_plot_pick (const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           double width,
                           double height,
                           double px,
                           double py,
                           gboolean *on_marker)
{
  Layout layout;
  gssize corner = -1;

  g_return_val_if_fail (model != NULL, -1);
  g_return_val_if_fail (theme != NULL, -1);

  if (on_marker != NULL)
    *on_marker = FALSE;
  if (!layout_init_for_picking (&layout, model, theme, width, height))
    return -1;

  double best = INFINITY, p[3];
  for (gsize k = 0; k < layout.hull->n_points; k++)
    {
      project_values (&layout, layout.corners + k * layout.n, p);
      double distance = hypot (p[0] - px, p[1] - py);
      /* Of two corners at one place the nearer to the viewer. */
      double score = distance - 0.1 * layout.em * p[2];
      if (distance <= PICK_RADIUS * layout.em && score < best)
        {
          best = score;
          corner = (gssize) k;
        }
    }
  if (on_marker != NULL && layout.has_marker)
    {
      project_values (&layout, layout.marker, p);
      *on_marker = hypot (p[0] - px, p[1] - py) <= PICK_RADIUS * layout.em;
    }
  layout_clear (&layout);
  return corner;
}

void
rsc_optimal_set_plot_unproject (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                double width,
                                double height,
                                double px,
                                double py,
                                double *wish)
{
  Layout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (wish != NULL);

  if (!layout_init_for_picking (&layout, model, theme, width, height))
    {
      for (gsize k = 0; k < MIN (model->n_axes, 3); k++)
        wish[k] = model->point != NULL && model->axes[k] != RSC_OPTIMAL_SET_ABSENT
                    ? MAX (model->point[model->axes[k]], 0.0)
                    : 0.0;
      return;
    }

  double t[3] = { 0.5, 0.5, 0.5 };
  if (layout.n < 3)
    {
      t[0] = layout.frame.width > 0.0 ? (px - layout.frame.x) / layout.frame.width : 0.5;
      t[1] = layout.frame.height > 0.0 ? 1.0 - (py - layout.frame.y) / layout.frame.height : 0.5;
    }
  else if (layout.radius > 0.0)
    {
      double start[3], screen[3];
      for (int k = 0; k < 3; k++)
        start[k] = rsc_axis_normalise (&layout.axis[k], layout.marker[k]);
      rsc_camera_project (&layout.camera, start, screen);
      screen[0] = (px - layout.cx) / layout.radius;
      screen[1] = (layout.cy - py) / layout.radius;
      rsc_camera_unproject (&layout.camera, screen, t);
    }
  for (gsize k = 0; k < layout.n; k++)
    wish[k] = hide_value (&layout, k, rsc_axis_denormalise (&layout.axis[k], t[k]));
  layout_clear (&layout);
}

RscRect
rsc_optimal_set_plot_get_pair_rect (RscSpace space, double width, double height)
{
  gboolean second = space == RSC_SPACE_NONCONVEX;

  width = MAX (width, 0.0);
  height = MAX (height, 0.0);
  /* Whole units, so that the seam is sharp. */
  double half = floor (0.5 * MAX (width, height));
  if (width >= height)
    return (RscRect){ second ? half : 0.0, 0.0, second ? width - half : half, height };
  return (RscRect){ 0.0, second ? half : 0.0, width, second ? height - half : half };
}
