/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the body of a set looks like: light from above, hidden edges and corners faint, the nearer
 * corner under the pointer, arrows the way that was walked. */

#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-layout.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

enum
{
  WIDTH = 460,
  HEIGHT = 440
};

/* Corner k has the coordinate 1 or 2 on axis t for bit t of k. */
static RscHull *
make_cube (void)
{
  double points[24];
  g_autoptr (GError) error = NULL;

  for (int k = 0; k < 8; k++)
    for (int t = 0; t < 3; t++)
      points[3 * k + t] = (k >> t) & 1 ? 2.0 : 1.0;
  RscHull *hull = rsc_hull_new (8, 3, points, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hull->n_points, ==, 8);
  return hull;
}

/* The corner of @hull that is corner @k of the cube. */
static gsize
find_corner (const RscHull *hull, int k)
{
  for (gsize c = 0; c < hull->n_points; c++)
    {
      int bits = 0;

      for (int t = 0; t < 3; t++)
        bits |= (hull->points[3 * c + (gsize) t] > 1.5) << t;
      if (bits == k)
        return c;
    }
  g_assert_not_reached ();
}

static void
show (RscOptimalSetModel *model, RscHull *hull, RscSpace space)
{
  rsc_optimal_set_model_init (model);
  model->hull = hull;
  model->n_axes = hull->n_axes;
  model->axes[1] = 1;
  model->axes[2] = 2;
  model->space = space;
}

static cairo_surface_t *
draw (const RscOptimalSetModel *model, const RscTheme *theme, RscLayers layers)
{
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  g_autoptr (RscPicture) picture =
    rsc_optimal_set_plot_new (model, FALSE, theme, cr, WIDTH, HEIGHT);

  rsc_picture_draw (picture, layers, cr);
  return pixels_end (cr, WIDTH, HEIGHT, layers & RSC_LAYERS_STILL);
}

/* Where norms @a are in a picture of that size, in one space. */
static void
locate_in (const RscOptimalSetModel *model,
           const RscTheme *theme,
           double width,
           double height,
           const double *a,
           double out[3])
{
  cairo_t *cr = rsc_picture_create_measuring ();
  RscSetLayout layout;
  double values[3] = { 0.0, 0.0, 0.0 };

  rsc_set_layout_init (&layout, model, theme, cr, width, height);
  for (gsize k = 0; k < model->n_axes; k++)
    values[k] = rsc_set_layout_show_value (&layout, k, a[k]);
  rsc_set_layout_project_values (&layout, values, out);
  rsc_set_layout_clear (&layout);
  cairo_destroy (cr);
}

static void
locate (const RscOptimalSetModel *model, const RscTheme *theme, const double *a, double out[3])
{
  locate_in (model, theme, WIDTH, HEIGHT, a, out);
}

static double
get_light (guint32 rgb)
{
  return (0.299 * ((rgb >> 16) & 0xff) + 0.587 * ((rgb >> 8) & 0xff) + 0.114 * (rgb & 0xff)) / 255;
}

/* How light the picture is at norms @a. */
static double
get_light_at (cairo_surface_t *surface,
              const RscOptimalSetModel *model,
              const RscTheme *theme,
              const double *a)
{
  double p[3];

  locate (model, theme, a, p);
  return get_light (pixels_get (surface, p[0], p[1]));
}

/* The light comes from above, and more from the left than from the right: the top of a cube is the
 * lightest of its faces, and the front that looks left is lighter than the one that looks right. */
static void
test_light (void)
{
  /* Off the middle, where edges that shine through would meet. */
  static const double faces[3][3] = { { 1.4, 1.3, 2.0 }, { 1.6, 1.0, 1.45 }, { 2.0, 1.6, 1.45 } };
  g_autoptr (RscHull) hull = make_cube ();

  for (int dark = 0; dark < 2; dark++)
    for (int space = 0; space < 2; space++)
      {
        RscOptimalSetModel model;
        RscTheme theme;
        double light[3], ground[3] = { 1.0, 1.0, 1.0 };

        rsc_theme_init (&theme, dark);
        show (&model, hull, (RscSpace) space);
        /* From in front of the edge between both faces: each looks as much to its side. */
        model.camera.yaw = G_PI / 4;
        cairo_surface_t *surface = draw (&model, &theme, RSC_LAYERS_ALL);
        for (int f = 0; f < 3; f++)
          light[f] = get_light_at (surface, &model, &theme, faces[f]);
        g_assert_cmpfloat (light[0], >, light[1] + 0.03);
        g_assert_cmpfloat (light[0], >, light[2] + 0.03);
        g_assert_cmpfloat (light[1], >, light[2] + 0.03);
        cairo_surface_destroy (surface);

        /* From below the bottom is seen, and is the darkest. */
        model.camera.pitch = -model.camera.pitch;
        surface = draw (&model, &theme, RSC_LAYERS_ALL);
        ground[0] = 1.4;
        ground[1] = 1.3;
        light[0] = get_light_at (surface, &model, &theme, ground);
        for (int f = 1; f < 3; f++)
          g_assert_cmpfloat (get_light_at (surface, &model, &theme, faces[f]), >, light[0] + 0.03);
        cairo_surface_destroy (surface);
      }
}

/* The facet of a simplex is a part of a sphere where norms are drawn by their roots, so its normal
 * is the way from the origin: the shade is that of a ball in a light from above, left and in
 * front. */
static void
test_curved_light (void)
{
  static const double points[] = { 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  static const double light[3] = { -0.42, 0.72, 0.55 };
  static const double places[][3] = { { 0.1, 0.1, 0.8 },
                                      { 0.8, 0.1, 0.1 },
                                      { 0.1, 0.8, 0.1 },
                                      { 0.15, 0.25, 0.6 },
                                      { 0.45, 0.3, 0.25 } };
  g_autoptr (RscHull) body = rsc_hull_new (4, 3, points, NULL);
  g_autoptr (RscHull) sheet = rsc_hull_new (3, 3, points + 3, NULL);
  guint32 colors[G_N_ELEMENTS (places)];

  g_assert_cmpuint (body->dimension, ==, 3);
  g_assert_cmpuint (sheet->dimension, ==, 2);
  for (int view = 0; view < 6; view++)
    {
      const gboolean dark = view % 2, behind = view >= 4;
      RscOptimalSetModel model;
      RscTheme theme;

      rsc_theme_init (&theme, dark);
      show (&model, view < 2 ? body : sheet, RSC_SPACE_NONCONVEX);
      /* The facet from in front, or the sheet, which has two sides, from behind. */
      model.camera.yaw = behind ? 1.75 * G_PI : 0.75 * G_PI;
      model.camera.pitch = behind ? -0.5 : 0.5;
      cairo_surface_t *surface = draw (&model, &theme, RSC_LAYERS_ALL);
      for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
        {
          double root[3], zero[3] = { 0.0, 0.0, 0.0 }, tip[3], origin[3], p[3];
          double sum = 0.0, length = 0.0;

          for (int t = 0; t < 3; t++)
            root[t] = sqrt (places[k][t]);
          rsc_camera_project (&model.camera, root, tip);
          rsc_camera_project (&model.camera, zero, origin);
          g_assert_cmpint (tip[2] < origin[2], ==, behind);
          for (int t = 0; t < 3; t++)
            {
              sum += light[t] * (tip[t] - origin[t]) * (behind ? -1.0 : 1.0);
              length += (tip[t] - origin[t]) * (tip[t] - origin[t]);
            }
          const double bright = 0.5 + 0.5 * sum / sqrt (length);
          locate (&model, &theme, places[k], p);
          colors[k] = pixels_get (surface, p[0], p[1]);
          g_assert_true (
            pixels_are_close (colors[k],
                              pixels_pack (rsc_theme_get_sequential (
                                &theme, dark ? 0.26 + 0.44 * bright : 0.66 - 0.5 * bright)),
                              12));
        }
      /* The top is not the side. */
      g_assert_false (pixels_are_close (colors[0], colors[1], 24)
                      && pixels_are_close (colors[0], colors[2], 24));
      cairo_surface_destroy (surface);
    }
}

/* The same where a weight is drawn, each on its own scale: the shade is that of the surface's own
 * normal, found from three points of a facet that are near each other. */
static void
check_weights_light (const char *name, int n_features, gboolean unlike)
{
  static const double light[3] = { -0.42, 0.72, 0.55 };
  static const gsize axes[3] = { 0, 1, 2 };
  g_autoptr (RscOptimalSet) set = set_of_gallery (name, RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, axes, NULL, &error);
  int looked = 0, right = 0;
  gboolean differ = FALSE;
  RscTheme theme;

  g_assert_no_error (error);
  g_assert_cmpuint (hull->dimension, ==, 3);
  rsc_theme_init (&theme, FALSE);
  for (int feature = 0; feature < n_features; feature++)
    for (int view = 0; view < 6; view++)
      {
        RscOptimalSetModel model;
        RscSetLayout layout;
        cairo_t *cr = rsc_picture_create_measuring ();
        cairo_surface_t *surface;

        show (&model, hull, RSC_SPACE_NONCONVEX);
        model.set = set;
        model.feature = feature;
        model.camera.yaw = view * G_PI / 3.0;
        surface = draw (&model, &theme, RSC_LAYERS_STILL);
        rsc_set_layout_init (&layout, &model, &theme, cr, WIDTH, HEIGHT);
        for (int t = 1; t < 3; t++)
          differ = differ || fabs (layout.factor[t]) > 1.5 * fabs (layout.factor[0]);
        for (gsize face = 0; face < hull->n_faces; face++)
          {
            const gsize first = hull->face_starts[face], last = hull->face_starts[face + 1];
            double a[3][3], tip[4][3], n[3], middle[3] = { 0.0 }, p[3], shown[3], size = 0.0,
                                             sum = 0.0;
            gboolean flat = FALSE;

            for (int t = 0; t < 3; t++)
              for (gsize k = first; k < last; k++)
                middle[t] += hull->points[3 * hull->face_corners[k] + t] / (double) (last - first);
            for (int i = 0; i < 3; i++)
              for (int t = 0; t < 3; t++)
                {
                  const double corner = hull->points[3 * hull->face_corners[first + i] + t];

                  a[i][t] = middle[t] + 1e-4 * (corner - middle[t]);
                }
            for (int i = 0; i < 4; i++)
              {
                double box[3];

                for (int t = 0; t < 3; t++)
                  {
                    const double value =
                      rsc_set_layout_show_value (&layout, t, i < 3 ? a[i][t] : 0.0);

                    box[t] = (value - layout.axis[t].minimum)
                             / (layout.axis[t].maximum - layout.axis[t].minimum);
                    flat = flat || layout.factor[t] == 0.0 || middle[t] < 0.02;
                  }
                rsc_camera_project (&model.camera, box, tip[i]);
              }
            for (int t = 0; t < 3; t++)
              {
                const int u = (t + 1) % 3, v = (t + 2) % 3;

                n[t] = (tip[1][u] - tip[0][u]) * (tip[2][v] - tip[0][v])
                       - (tip[1][v] - tip[0][v]) * (tip[2][u] - tip[0][u]);
              }
            for (int t = 0; t < 3; t++)
              size += n[t] * n[t];
            if (flat || !(size > 0.0) || fabs (n[2]) < 0.3 * sqrt (size))
              continue;
            for (int t = 0; t < 3; t++)
              {
                sum += light[t] * n[t] * (n[2] < 0.0 ? -1.0 : 1.0);
                shown[t] = rsc_set_layout_show_value (&layout, t, middle[t]);
              }
            const double bright = 0.5 + 0.5 * sum / sqrt (size);
            rsc_set_layout_project_values (&layout, shown, p);
            looked++;
            right += pixels_are_close (
              pixels_get (surface, p[0], p[1]),
              pixels_pack (rsc_theme_get_sequential (&theme, 0.66 - 0.5 * bright)), 12);
          }
        rsc_set_layout_clear (&layout);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
  g_test_message ("%s: %d of %d", name, right, looked);
  g_assert_cmpint (differ, ==, unlike);
  g_assert_cmpint (3 * right, >=, looked);
}

static void
test_weights_light (void)
{
  check_weights_light ("checkerboard-9", 3, FALSE);
  /* Its neurons point in different ways, so that each axis has a scale of its own. */
  check_weights_light ("polygon-12", 2, TRUE);
}

/* The share of places along an edge where the full ink of an edge is within a pixel. */
static double
get_ink (cairo_surface_t *surface, const double a[3], const double b[3], guint32 ink)
{
  int n = 0, found = 0;

  /* Away from the corners' dots. */
  for (double s = 0.2; s <= 0.8; s += 0.01, n++)
    {
      gboolean near = FALSE;

      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
          near = near
                 || pixels_are_close (pixels_get (surface, a[0] + s * (b[0] - a[0]) + dx,
                                                  a[1] + s * (b[1] - a[1]) + dy),
                                      ink, 40);
      found += near;
    }
  return (double) found / n;
}

/* Of a cube's edges the three between faces that look away are faint and broken, the others are
 * full; and the corner where they meet is faint too. In convex space, and as a curved body. */
static void
test_hidden_edges (void)
{
  static const double yaws[] = { 0.55, 2.3, 4.1 };
  static const double pitches[] = { 0.42, -0.5 };
  g_autoptr (RscHull) hull = make_cube ();

  for (gsize view = 0; view < G_N_ELEMENTS (yaws) * G_N_ELEMENTS (pitches); view++)
    for (int space = 0; space < 2; space++)
      {
        RscOptimalSetModel model;
        RscTheme theme;
        double zero[3] = { 0.0, 0.0, 0.0 }, origin[3];
        int hidden_corner = 0, n_hidden = 0;

        rsc_theme_init (&theme, FALSE);
        show (&model, hull, (RscSpace) space);
        model.camera.yaw = yaws[view % G_N_ELEMENTS (yaws)];
        model.camera.pitch = pitches[view / G_N_ELEMENTS (yaws)];
        cairo_surface_t *surface = draw (&model, &theme, RSC_LAYERS_ALL);
        const guint32 ink = pixels_pack (rsc_theme_get_sequential (&theme, 0.95));
        rsc_camera_project (&model.camera, zero, origin);
        /* The corner that is farthest from the viewer. */
        for (int t = 0; t < 3; t++)
          {
            double unit[3] = { 0.0, 0.0, 0.0 }, end[3];

            unit[t] = 1.0;
            rsc_camera_project (&model.camera, unit, end);
            hidden_corner |= (end[2] < origin[2]) << t;
          }
        for (int k = 0; k < 8; k++)
          for (int t = 0; t < 3; t++)
            {
              const int other = k | 1 << t;
              double a[3], b[3], p[3], q[3];

              if (other == k)
                continue;
              for (int i = 0; i < 3; i++)
                {
                  a[i] = (k >> i) & 1 ? 2.0 : 1.0;
                  b[i] = (other >> i) & 1 ? 2.0 : 1.0;
                }
              locate (&model, &theme, a, p);
              locate (&model, &theme, b, q);
              const double share = get_ink (surface, p, q, ink);
              if (k == hidden_corner || other == hidden_corner)
                {
                  n_hidden++;
                  g_assert_cmpfloat (share, <, 0.1);
                }
              else
                g_assert_cmpfloat (share, >, 0.9);
            }
        g_assert_cmpint (n_hidden, ==, 3);
        for (int k = 0; k < 8; k++)
          {
            double a[3], p[3];

            for (int i = 0; i < 3; i++)
              a[i] = (k >> i) & 1 ? 2.0 : 1.0;
            locate (&model, &theme, a, p);
            const gboolean full = pixels_are_close (pixels_get (surface, p[0], p[1]),
                                                    pixels_pack (theme.foreground), 8);
            g_assert_cmpint (full, ==, k != hidden_corner);
          }
        cairo_surface_destroy (surface);
      }
}

/* Of two corners in one line of sight the nearer one is under the pointer. */
static void
test_nearer_corner (void)
{
  g_autoptr (RscHull) hull = make_cube ();
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int turn = 0; turn < 4; turn++)
    for (int space = 0; space < 2; space++)
      {
        RscOptimalSetModel model;

        show (&model, hull, (RscSpace) space);
        model.camera.yaw = 0.5 * G_PI * turn;
        model.camera.pitch = 0.0;
        cairo_t *cr = rsc_picture_create_measuring ();
        g_autoptr (RscPicture) picture =
          rsc_optimal_set_plot_new (&model, FALSE, &theme, cr, WIDTH, HEIGHT);
        cairo_destroy (cr);
        for (int k = 0; k < 8; k++)
          {
            /* Along y or along x. */
            const int partner = k ^ (turn % 2 == 0 ? 2 : 1);
            double a[3], b[3], p[3], q[3];
            RscOptimalSetHit hit;

            for (int i = 0; i < 3; i++)
              {
                a[i] = (k >> i) & 1 ? 2.0 : 1.0;
                b[i] = (partner >> i) & 1 ? 2.0 : 1.0;
              }
            locate (&model, &theme, a, p);
            locate (&model, &theme, b, q);
            g_assert_cmpfloat_with_epsilon (p[0], q[0], 1e-6);
            g_assert_cmpfloat_with_epsilon (p[1], q[1], 1e-6);
            rsc_optimal_set_plot_find (picture, p[0] + 1.0, p[1], &hit);
            g_assert_cmpint (hit.dot, ==, (gssize) find_corner (hull, p[2] > q[2] ? k : partner));
          }
      }
}

/* Pixels of a column in the accent colour, or a fainter one. */
static int
count_accent (cairo_surface_t *surface, int x)
{
  int n = 0;

  for (int y = 0; y < HEIGHT; y++)
    {
      const guint32 c = pixels_get (surface, x, y);
      n += (int) ((c >> 16) & 0xff) - (int) ((c >> 8) & 0xff) > 90;
    }
  return n;
}

/* The head of a walk's arrow points to where it went; its first network is a ring, its last a disc;
 * what is older is fainter. */
static void
test_arrows (void)
{
  static const double points[] = { 0.1, 0.1, 1.0, 0.1, 0.1, 1.0, 1.0, 1.0 };
  g_autoptr (RscHull) hull = rsc_hull_new (4, 2, points, NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int space = 0; space < 2; space++)
    for (int backward = 0; backward < 2; backward++)
      {
        const double trail[6] = { backward ? 0.9 : 0.2, 0.6, 0.55, 0.6, backward ? 0.2 : 0.9, 0.6 };
        RscOptimalSetModel model;
        double at[3][3];

        show (&model, hull, (RscSpace) space);
        model.trail = trail;
        model.n_trail = 3;
        cairo_surface_t *surface = draw (&model, &theme, RSC_LAYERS_ALL);
        for (int k = 0; k < 3; k++)
          locate (&model, &theme, trail + 2 * k, at[k]);
        for (int k = 0; k < 2; k++)
          {
            const double from = at[k][0], to = at[k + 1][0];
            const int sign = to > from ? 1 : -1;
            int widest = 0, middle = 0;

            for (double s = 0.3; s <= 0.8; s += 0.5 / fabs (to - from))
              {
                const int x = (int) (from + s * (to - from));
                const int n = count_accent (surface, x);
                if (n > widest)
                  {
                    widest = n;
                    middle = x;
                  }
              }
            g_assert_cmpint (sign, ==, backward ? -1 : 1);
            g_assert_cmpint (widest, >=, 7);
            /* Behind its back there is the line alone, before it the head gets narrower. */
            g_assert_cmpint (count_accent (surface, middle - 3 * sign), <=, 3);
            g_assert_cmpint (count_accent (surface, middle + 3 * sign), >=, 4);
          }
        g_assert_cmphex (pixels_get (surface, at[0][0], at[0][1]), ==,
                         pixels_pack (theme.background));
        g_assert_cmphex (pixels_get (surface, at[2][0], at[2][1]), ==, pixels_pack (theme.accent));
        /* On the lines, away from heads and dots. */
        g_assert_cmpfloat (
          get_light (pixels_get (surface, at[0][0] + 0.25 * (at[1][0] - at[0][0]), at[0][1])), >,
          get_light (pixels_get (surface, at[1][0] + 0.25 * (at[2][0] - at[1][0]), at[1][1])));
        cairo_surface_destroy (surface);
      }
}

/* A walk beyond what the axes show stays within the frame and a margin, on one, two and three
 * axes. */
static void
test_clipped (void)
{
  static const double points[] = { 0.1, 0.1, 0.1, 1.0, 0.1, 0.1, 0.1, 1.0, 0.1, 0.1, 0.1, 1.0 };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize n = 1; n <= 3; n++)
    {
      double corners[12], trail[9];
      cairo_t *cr = rsc_picture_create_measuring ();
      RscOptimalSetModel model;
      RscSetLayout layout;
      int n_inside = 0;

      for (gsize i = 0; i < 4; i++)
        for (gsize k = 0; k < n; k++)
          corners[i * n + k] = points[3 * i + k];
      for (gsize k = 0; k < n; k++)
        {
          trail[k] = 0.0;
          trail[n + k] = 0.7;
          trail[2 * n + k] = 5.0 + (double) k;
        }
      g_autoptr (RscHull) hull = rsc_hull_new (4, n, corners, NULL);
      show (&model, hull, RSC_SPACE_CONVEX);
      for (gsize k = 0; k < n; k++)
        model.ranges[RSC_SPACE_CONVEX][k] = (RscOptimalSetRange){ 0.5, 1.0 };
      cairo_surface_t *without = draw (&model, &theme, RSC_LAYERS_ALL);
      model.trail = trail;
      model.n_trail = 3;
      cairo_surface_t *with = draw (&model, &theme, RSC_LAYERS_ALL);
      rsc_set_layout_init (&layout, &model, &theme, cr, WIDTH, HEIGHT);
      const double em = layout.em;
      const RscRect f = n == 3 ? layout.area : layout.frame;
      const double above = n == 1 ? layout.area.y : n == 2 ? f.y - em : f.y;
      const double below = n == 1   ? layout.area.y + layout.area.height
                           : n == 2 ? f.y + f.height + em
                                    : f.y + f.height;
      const double side = n == 3 ? 0.0 : em;
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            const gboolean inside = x >= floor (f.x - side) && x < ceil (f.x + f.width + side)
                                    && y >= floor (above) && y < ceil (below);
            const gboolean same = pixels_get (with, x, y) == pixels_get (without, x, y);

            g_assert_true (inside || same);
            n_inside += inside && !same;
          }
      g_assert_cmpint (n_inside, >, 50);
      rsc_set_layout_clear (&layout);
      cairo_destroy (cr);
      cairo_surface_destroy (with);
      cairo_surface_destroy (without);
    }
}

/* From the marker in three dimensions a broken line goes down to the floor, and there others to the
 * axes. */
static void
test_drop_lines (void)
{
  g_autoptr (RscHull) hull = make_cube ();
  RscOptimalSetModel model;
  RscTheme theme;
  const double point[3] = { 1.4, 1.6, 1.7 };
  double ends[3][3], middle[3];

  rsc_theme_init (&theme, FALSE);
  show (&model, hull, RSC_SPACE_CONVEX);
  model.point = point;
  /* The axes cover the cube and 5 % more; of the floor the near edges carry the labels. */
  const double floor_point[3] = { 1.4, 1.6, 0.95 };
  const double first[3] = { 1.4, 0.95, 0.95 }, second[3] = { 2.05, 1.6, 0.95 };
  locate (&model, &theme, point, middle);
  locate (&model, &theme, floor_point, ends[0]);
  locate (&model, &theme, first, ends[1]);
  locate (&model, &theme, second, ends[2]);
  cairo_surface_t *surface = draw (&model, &theme, RSC_LAYERS_MOVING);
  for (int e = 0; e < 3; e++)
    {
      const double *a = e == 0 ? middle : ends[0], *b = ends[e];
      int n = 0, inked = 0, empty = 0;

      for (double s = 0.15; s <= 0.95; s += 0.01, n++)
        {
          const double x = a[0] + s * (b[0] - a[0]), y = a[1] + s * (b[1] - a[1]);
          gboolean near = FALSE;

          for (int dx = -1; dx <= 1; dx++)
            near = near || pixels_get (surface, x + dx, y) != 0;
          inked += near;
          empty += pixels_get (surface, x, y) == 0;
        }
      /* Dashes, with gaps. */
      g_assert_cmpint (inked, >, n / 2);
      g_assert_cmpint (empty, >, n / 10);
    }
  cairo_surface_destroy (surface);
}

/* In a pair each space answers at its own place, for corners, the marker and a drag. */
static void
test_pair (void)
{
  static const int sizes[2][2] = { { 900, 440 }, { 440, 900 } };
  g_autoptr (RscHull) hull = make_cube ();
  const double point[3] = { 1.5, 1.6, 1.7 };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int shape = 0; shape < 2; shape++)
    {
      const double width = sizes[shape][0], height = sizes[shape][1];
      RscOptimalSetModel model;
      RscOptimalSetHit hit;
      cairo_t *cr = rsc_picture_create_measuring ();

      show (&model, hull, RSC_SPACE_CONVEX);
      model.point = point;
      g_autoptr (RscPicture) picture =
        rsc_optimal_set_plot_new (&model, TRUE, &theme, cr, width, height);
      cairo_destroy (cr);
      for (int space = 0; space < 2; space++)
        {
          const RscRect rect = rsc_optimal_set_plot_get_pair_rect ((RscSpace) space, width, height);
          double p[3], wish[3];

          model.space = (RscSpace) space;
          for (int k = 0; k < 8; k++)
            {
              double a[3];

              for (int t = 0; t < 3; t++)
                a[t] = (k >> t) & 1 ? 2.0 : 1.0;
              locate_in (&model, &theme, rect.width, rect.height, a, p);
              rsc_optimal_set_plot_find (picture, rect.x + p[0], rect.y + p[1], &hit);
              g_assert_cmpint (hit.dot, ==, (gssize) find_corner (hull, k));
              g_assert_cmpint (hit.space, ==, space);
              g_assert_false (hit.on_marker);
            }
          locate_in (&model, &theme, rect.width, rect.height, point, p);
          rsc_optimal_set_plot_find (picture, rect.x + p[0], rect.y + p[1], &hit);
          g_assert_true (hit.on_marker);
          rsc_optimal_set_plot_unproject (picture, (RscSpace) space, rect.x + p[0], rect.y + p[1],
                                          wish);
          for (int t = 0; t < 3; t++)
            g_assert_cmpfloat_with_epsilon (wish[t], point[t], 1e-9);
        }
    }
}

/* Weights may be negative, which mirrors an axis and turns every face around: the corner nearest to
 * the viewer is seen all the same, the farthest of a body with an inside is not. */
static void
test_mirrored (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  const gsize n = rsc_optimal_set_get_n_neurons (set);
  int n_odd = 0, n_even = 0;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize i = 0; i < n && (n_odd < 3 || n_even < 3); i++)
    for (int feature = 0; feature < 2; feature++)
      {
        const gsize axes[3] = { i, (i + 4) % n, (i + 9) % n };
        g_autoptr (GError) error = NULL;
        g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, axes, NULL, &error);
        RscOptimalSetModel model;
        double depth = -INFINITY, p[3], nearest[3] = { 0.0, 0.0, 0.0 };
        int negative = 0;

        g_assert_no_error (error);
        for (int k = 0; k < 3; k++)
          {
            const double u = rsc_optimal_set_get_neuron (set, axes[k])->direction[feature];
            negative += u < -0.05 ? 1 : u > 0.05 ? 0 : 9;
          }
        if (hull->dimension < 3 || negative >= 9)
          continue;
        if (negative % 2)
          n_odd++;
        else
          n_even++;
        show (&model, hull, RSC_SPACE_CONVEX);
        model.set = set;
        memcpy (model.axes, axes, sizeof axes);
        model.feature = feature;
        cairo_surface_t *surface = draw (&model, &theme, RSC_LAYERS_ALL);
        for (gsize c = 0; c < hull->n_points; c++)
          {
            locate (&model, &theme, hull->points + 3 * c, p);
            if (p[2] > depth)
              {
                depth = p[2];
                memcpy (nearest, p, sizeof nearest);
              }
          }
        g_assert_true (pixels_are_close (pixels_get (surface, nearest[0], nearest[1]),
                                         pixels_pack (theme.foreground), 8));
        cairo_surface_destroy (surface);
      }
  g_assert_cmpint (n_odd, >, 0);
  g_assert_cmpint (n_even, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/set-body/light", test_light);
  g_test_add_func ("/set-body/curved-light", test_curved_light);
  g_test_add_func ("/set-body/weights-light", test_weights_light);
  g_test_add_func ("/set-body/hidden-edges", test_hidden_edges);
  g_test_add_func ("/set-body/nearer-corner", test_nearer_corner);
  g_test_add_func ("/set-body/arrows", test_arrows);
  g_test_add_func ("/set-body/clipped", test_clipped);
  g_test_add_func ("/set-body/drop-lines", test_drop_lines);

  g_test_add_func ("/set-body/pair", test_pair);
  g_test_add_func ("/set-body/mirrored", test_mirrored);

  return g_test_run ();
}
