/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-body.h"

#include <math.h>
#include <string.h>

/* Small triangles that curved facets are cut into, in all: the budget of one frame. */
#define PIECES_MAX 1100

#define CUTS_MAX 12

#define EDGE_PIECES_MIN 4

/* The slope of a piece that may have hidden ones beside it. */
#define EDGE_ON 0.4

#define EDGE_PIECES_ALL 1200

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
get_normal (const RscSetLayout *self,
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
get_orientation (const RscSetLayout *self)
{
  double sign = 1.0;

  for (gsize k = 0; k < self->n; k++)
    if (self->factor[k] < 0.0)
      sign = -sign;
  return sign;
}

/* A small triangle of a curved facet. */
typedef struct
{
  double depth;
  double x[3], y[3], z[3];
  RscColor color;
  gboolean rim; /* it can be on the outline of what is seen */
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
get_curved_normal (const RscSetLayout *self,
                   const double plane[3],
                   const double a[3],
                   double normal[3])
{
  double gradient[3], origin[3] = { 0.0, 0.0, 0.0 }, zero[3];

  for (int k = 0; k < 3; k++)
    {
      double f = self->factor[k];
      double range = self->axis[k].maximum - self->axis[k].minimum;
      double value = rsc_set_layout_show_value (self, (gsize) k, a[k]);
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

/* On the rim of its facet, or seen edge-on. */
static gboolean
is_rim (int cuts, int half, int i, int j, const double facing[3])
{
  const double across = hypot (facing[0], facing[1]);

  return (half == 0 && (i == 0 || j == 0 || i + j + 1 == cuts))
         || fabs (facing[2]) < EDGE_ON * across;
}

/* Facets of curved space, cut into triangles fine enough to look curved. Those of a body that look
 * away from the viewer are left out. */
static void
add_curved_face (const RscSetLayout *self,
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
            double w[3] = { rsc_set_layout_warp ((double) i / cuts),
                            rsc_set_layout_warp ((double) j / cuts),
                            rsc_set_layout_warp ((double) (cuts - i - j) / cuts) };
            double sum = w[0] + w[1] + w[2];
            for (int c = 0; c < 3; c++)
              w[c] /= sum;
            rsc_set_layout_project_mixture (self, 3, corners, w, grid[i][j]);
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
                              shade (theme, n[0], n[1], n[2]),
                              is_rim (cuts, half, i, j, facing) };
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

void
rsc_set_body_draw_curved (const RscSetLayout *self,
                          const RscTheme *theme,
                          cairo_t *cr,
                          GArray *edges)
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

  /* Without smoothing, which leaves no seams, and for the outlines with it, which costs most. */
  cairo_new_path (cr);
  for (guint k = 0; k < pieces->len; k++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, k);

      cairo_move_to (cr, piece->x[0], piece->y[0]);
      cairo_line_to (cr, piece->x[1], piece->y[1]);
      cairo_line_to (cr, piece->x[2], piece->y[2]);
      rsc_color_set_source (cr, piece->color);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
      cairo_fill_preserve (cr);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
      if (piece->rim)
        cairo_fill_preserve (cr);
      cairo_new_path (cr);
    }
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);

  depth_grid_init (&grid, self->area, pieces);
  int n = CLAMP (EDGE_PIECES_ALL / (int) MAX (edges->len, 1), EDGE_PIECES_MIN, RSC_SET_EDGE_PIECES);
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint k = 0; k < edges->len; k++)
        {
          const RscSetEdge *edge = &g_array_index (edges, RscSetEdge, k);
          gsize corners[2] = { edge->a, edge->b };
          double last[3] = { 0.0, 0.0, 0.0 };
          gboolean drawing = FALSE;
          for (int i = 0; i <= n; i++)
            {
              double s = rsc_set_layout_warp ((double) i / n), weights[2] = { 1.0 - s, s }, p[3];
              rsc_set_layout_project_mixture (self, 2, corners, weights, p);
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
      rsc_set_outline_stroke (self, theme, cr, pass);
    }
  g_autofree gboolean *visible = g_new0 (gboolean, hull->n_points);
  for (gsize k = 0; k < hull->n_points; k++)
    {
      double p[3];
      rsc_set_layout_project_values (self, self->corners + k * self->n, p);
      visible[k] = depth_grid_sees (&grid, p);
    }
  rsc_set_outline_draw_corners (self, theme, cr, visible, FALSE, 0.3);
  rsc_set_outline_draw_corners (self, theme, cr, visible, TRUE, 1.0);
  g_free (grid.depth);
}

void
rsc_set_body_draw_flat (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr, GArray *edges)
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

      rsc_set_layout_project_values (self, self->corners + hull->face_corners[first] * self->n, a);
      for (gsize k = first + 1; k + 1 < last; k++)
        {
          double n[3];
          rsc_set_layout_project_values (self, self->corners + hull->face_corners[k] * self->n, b);
          rsc_set_layout_project_values (self, self->corners + hull->face_corners[k + 1] * self->n,
                                         c);
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
      rsc_set_outline_add_face_path (self, cr, f);
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
          const RscSetEdge *edge = &g_array_index (edges, RscSetEdge, k);
          gboolean seen = edge->face[0] == G_MAXSIZE || front[edge->face[0]]
                          || (edge->face[1] != G_MAXSIZE && front[edge->face[1]]);
          if (seen == (pass == 1))
            rsc_set_outline_add_edge_path (self, cr, edge->a, edge->b, TRUE);
        }
      rsc_set_outline_stroke (self, theme, cr, pass);
    }
  rsc_set_outline_draw_corners (self, theme, cr, visible, FALSE, 0.3);
  rsc_set_outline_draw_corners (self, theme, cr, visible, TRUE, 1.0);
}
