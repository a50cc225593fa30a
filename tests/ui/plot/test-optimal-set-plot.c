/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"

#include "core/set/rsc-set-axes.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static cairo_surface_t *
draw_layers (const RscOptimalSetModel *model,
             const RscTheme *theme,
             int width,
             int height,
             gboolean pair,
             RscLayers layers)
{
  cairo_t *cr = pixels_begin (width, height);
  g_autoptr (RscPicture) picture = rsc_optimal_set_plot_new (model, pair, theme, cr, width, height);

  rsc_picture_draw (picture, layers, cr);
  return pixels_end (cr, width, height, layers & RSC_LAYERS_STILL);
}

static cairo_surface_t *
draw (const RscOptimalSetModel *model, const RscTheme *theme, int width, int height, gboolean pair)
{
  return draw_layers (model, theme, width, height, pair, RSC_LAYERS_ALL);
}

static RscPicture *
lay_out (const RscOptimalSetModel *model, const RscTheme *theme, double width, double height)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  RscPicture *picture = rsc_optimal_set_plot_new (model, FALSE, theme, cr, width, height);

  cairo_destroy (cr);
  return picture;
}

static gssize
pick (const RscOptimalSetModel *model,
      const RscTheme *theme,
      double width,
      double height,
      double px,
      double py,
      gboolean *on_marker)
{
  g_autoptr (RscPicture) picture = lay_out (model, theme, width, height);
  RscOptimalSetHit hit;

  rsc_optimal_set_plot_find (picture, px, py, &hit);
  *on_marker = hit.on_marker;
  return hit.dot;
}

static void
unproject (const RscOptimalSetModel *model,
           const RscTheme *theme,
           double width,
           double height,
           double px,
           double py,
           double *wish)
{
  g_autoptr (RscPicture) picture = lay_out (model, theme, width, height);

  rsc_optimal_set_plot_unproject (picture, model->space, px, py, wish);
}

/* Centre of the marker's disc: the middle of the pixels in the accent colour. */
static void
find_marker (const RscOptimalSetModel *model,
             const RscTheme *theme,
             int width,
             int height,
             double *px,
             double *py)
{
  cairo_surface_t *surface = draw (model, theme, width, height, FALSE);
  guint32 accent = pixels_pack (theme->accent);
  int x0 = width, x1 = -1, y0 = height, y1 = -1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (pixels_get (surface, x, y) == accent)
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y);
        }
  g_assert_cmpint (x1, >=, x0);
  *px = 0.5 * (x0 + x1) + 0.5;
  *py = 0.5 * (y0 + y1) + 0.5;
  cairo_surface_destroy (surface);
}

static RscHull *
make_hull (gsize n_points, gsize n_axes, const double *points)
{
  g_autoptr (GError) error = NULL;
  RscHull *hull = rsc_hull_new (n_points, n_axes, points, &error);
  g_assert_no_error (error);
  return hull;
}

static RscHull *
make_random_hull (gsize n_points, gsize n_axes, double scale, gulong seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *points = g_new (double, n_points *n_axes);

  gsl_rng_set (rng, seed);
  for (gsize k = 0; k < n_points * n_axes; k++)
    points[k] = scale * gsl_rng_uniform (rng);
  gsl_rng_free (rng);
  return make_hull (n_points, n_axes, points);
}

static void
test_words (void)
{
  RscOptimalSetModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  for (int pair = 0; pair < 2; pair++)
    {
      cairo_surface_t *surface = draw (&model, &theme, 400, 200, pair);
      int ink = 0;
      for (int y = 0; y < 200; y++)
        for (int x = 0; x < 400; x++)
          ink += pixels_get (surface, x, y) != pixels_pack (theme.background);
      g_assert_cmpint (ink, >, 100);
      cairo_surface_destroy (surface);
    }
  gboolean on_marker = TRUE;
  g_assert_cmpint (pick (&model, &theme, 400, 200, 10, 10, &on_marker), ==, -1);
  g_assert_false (on_marker);
}

static void
test_draw_everything (void)
{
  static const int sizes[][2] = { { 420, 300 }, { 900, 450 }, { 150, 400 },
                                  { 59, 59 },   { 1, 1 },     { 30, 3 } };
  static const double scales[] = { 1.0, 1e-145, 1e145 };
  static const gsize counts[] = { 1, 2, 3, 4, 60 };
  RscTheme theme;

  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
      for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          g_autoptr (RscHull) hull =
            make_random_hull (counts[c], n_axes, scales[s], 7 + (gulong) c);
          for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
            for (int space = 0; space < 2; space++)
              {
                RscOptimalSetModel model;
                rsc_theme_init (&theme, k % 2);
                rsc_optimal_set_model_init (&model);
                model.hull = hull;
                model.n_axes = n_axes;
                model.axes[0] = 2;
                model.axes[1] = 0;
                model.axes[2] = 1;
                double point[3] = { hull->points[0], hull->points[0], hull->points[0] };
                model.point = k == 1 ? NULL : point;
                model.space = (RscSpace) space;
                model.hovered_dot = k % 2 ? 0 : -1;
                model.hovered = k % 2 ? 0 : -1;
                model.camera.yaw = (double) (c + k);
                model.camera.pitch = 0.7 * (double) k - 1.57;
                model.camera.zoom = k == 0 ? 1.0 : k == 1 ? 20.0 : 0.4;
                cairo_surface_destroy (draw (&model, &theme, sizes[k][0], sizes[k][1], space));
                double wish[3] = { NAN, NAN, NAN };
                unproject (&model, &theme, sizes[k][0], sizes[k][1], 12.0, 17.0, wish);
                for (gsize a = 0; a < n_axes; a++)
                  {
                    g_assert_cmpfloat (wish[a], >=, 0.0);
                    g_assert_true (isfinite (wish[a]));
                  }
              }
        }
}

/* The picture's marker, picking and dragging agree on where a point is. */
static void
test_marker_round_trip (void)
{
  static const int size[3][2] = { { 500, 300 }, { 500, 420 }, { 500, 420 } };
  RscTheme theme;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 4);
  rsc_theme_init (&theme, FALSE);
  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    for (int trial = 0; trial < 12; trial++)
      {
        int width = size[n_axes - 1][0], height = size[n_axes - 1][1];
        g_autoptr (RscHull) hull = make_random_hull (12, n_axes, 3.0, (gulong) trial + 1);
        RscOptimalSetModel model;
        gboolean on_marker;
        double point[3] = { 0.0, 0.0, 0.0 }, wish[3], px, py;

        rsc_optimal_set_model_init (&model);
        model.hull = hull;
        model.n_axes = n_axes;
        for (gsize k = 0; k < 3; k++)
          model.axes[k] = k;
        model.space = trial % 2 ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
        model.camera.yaw = 6.0 * gsl_rng_uniform (rng);
        model.camera.pitch = 1.2 * gsl_rng_uniform (rng) - 0.3;
        gsize corner = gsl_rng_uniform_int (rng, hull->n_points);
        for (gsize k = 0; k < n_axes; k++)
          point[k] = hull->points[corner * n_axes + k];
        model.point = point;
        find_marker (&model, &theme, width, height, &px, &py);

        gssize picked = pick (&model, &theme, width, height, px, py, &on_marker);
        g_assert_true (on_marker);
        g_assert_cmpint (picked, >=, 0);
        if (picked != (gssize) corner) /* another corner at the same place */
          g_assert_cmpuint (n_axes, ==, 3);
        pick (&model, &theme, width, height, px + 40.0, py - 40.0, &on_marker);
        g_assert_false (on_marker);

        unproject (&model, &theme, width, height, px, py, wish);
        for (gsize k = 0; k < n_axes; k++)
          g_assert_cmpfloat_with_epsilon (wish[k], point[k], 0.06);

        /* Dragging: the point that is asked for is drawn where the pointer is. */
        double qx = px + (px > 0.5 * width ? -31.0 : 31.0);
        double qy = n_axes == 1 ? py : py + (py > 0.5 * height ? -23.0 : 23.0), rx, ry;
        unproject (&model, &theme, width, height, qx, qy, wish);
        gboolean clamped = FALSE;
        for (gsize k = 0; k < n_axes; k++)
          clamped = clamped || wish[k] <= 0.0;
        memcpy (point, wish, n_axes * sizeof *point);
        if (!clamped)
          {
            find_marker (&model, &theme, width, height, &rx, &ry);
            g_assert_cmpfloat_with_epsilon (rx, qx, 1.0);
            g_assert_cmpfloat_with_epsilon (ry, qy, 1.0);
          }
      }
  gsl_rng_free (rng);
}

static void
test_polygon_is_filled (void)
{
  const double points[] = { 0.0, 0.0, 4.0, 0.0, 0.0, 4.0 };
  g_autoptr (RscHull) hull = make_hull (3, 2, points);
  RscOptimalSetModel model;
  RscTheme theme;
  double point[2] = { 1.2, 1.2 }, px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 2;
  model.axes[1] = 1;
  model.point = point;
  for (int space = 0; space < 2; space++)
    {
      model.space = (RscSpace) space;
      point[0] = point[1] = 1.2;
      find_marker (&model, &theme, 500, 420, &px, &py);
      cairo_surface_t *surface = draw (&model, &theme, 500, 420, FALSE);
      guint32 inside = pixels_get (surface, px + 14.0, py + 14.0);
      g_assert_cmphex (inside, !=, pixels_pack (theme.background));
      g_assert_cmpuint ((inside >> 8) & 0xff, <, 235);
      cairo_surface_destroy (surface);
      /* Outside the set, inside the frame: ground, but for a line of the grid. */
      point[0] = point[1] = 3.0;
      find_marker (&model, &theme, 500, 420, &px, &py);
      surface = draw (&model, &theme, 500, 420, FALSE);
      int n_ground = 0;
      for (int k = 10; k < 16; k++)
        n_ground += pixels_get (surface, px - k, py - k) == pixels_pack (theme.background);
      g_assert_cmpint (n_ground, >=, 3);
      cairo_surface_destroy (surface);
    }

  /* Between (4, 0) and (0, 4) the edge bulges out in non-convex space: (2, 2) is on it, and half
   * way between the drawn ends is inside. */
  double wish[2];
  model.space = RSC_SPACE_NONCONVEX;
  double ends[2][2];
  for (int e = 0; e < 2; e++)
    {
      point[0] = e == 0 ? 4.0 : 0.0;
      point[1] = 4.0 - point[0];
      find_marker (&model, &theme, 500, 420, &ends[e][0], &ends[e][1]);
    }
  unproject (&model, &theme, 500, 420, 0.5 * (ends[0][0] + ends[1][0]),
             0.5 * (ends[0][1] + ends[1][1]), wish);
  g_assert_cmpfloat_with_epsilon (wish[0] + wish[1], 2.0, 0.06);
}

static void
test_zoom (void)
{
  g_autoptr (RscHull) hull = make_random_hull (12, 3, 3.0, 5);
  RscOptimalSetModel model;
  RscTheme theme;
  double wish[3], wider[3];

  rsc_theme_init (&theme, FALSE);
  for (gsize n_axes = 2; n_axes <= 3; n_axes++)
    {
      g_autoptr (RscHull) flat = n_axes == 2 ? make_random_hull (12, 2, 3.0, 5) : NULL;
      rsc_optimal_set_model_init (&model);
      model.hull = n_axes == 2 ? flat : hull;
      model.n_axes = n_axes;
      model.axes[1] = 1;
      model.axes[2] = 2;
      double point[3] = { 1.5, 1.5, 1.5 };
      model.point = point;
      double moved[2];
      for (int z = 0; z < 2; z++)
        {
          model.camera.zoom = z == 0 ? 1.0 : 10.0;
          unproject (&model, &theme, 500, 420, 240.0, 210.0, wish);
          unproject (&model, &theme, 500, 420, 250.0, 210.0, wider);
          moved[z] = fabs (wider[0] - wish[0]);
        }
      /* The labels of finer ticks take a little of the frame. */
      g_assert_cmpfloat_with_epsilon (moved[0] / moved[1], 10.0, n_axes == 2 ? 0.5 : 1e-6);
      cairo_surface_destroy (draw (&model, &theme, 500, 420, FALSE));
    }
}

static void
test_pair_rect (void)
{
  RscRect a = rsc_optimal_set_plot_get_pair_rect (RSC_SPACE_CONVEX, 900.0, 450.0);
  RscRect b = rsc_optimal_set_plot_get_pair_rect (RSC_SPACE_NONCONVEX, 900.0, 450.0);
  g_assert_cmpfloat (a.x + a.width, ==, b.x);
  g_assert_cmpfloat (b.x + b.width, ==, 900.0);
  g_assert_cmpfloat (a.height, ==, 450.0);
  a = rsc_optimal_set_plot_get_pair_rect (RSC_SPACE_CONVEX, 400.0, 800.0);
  b = rsc_optimal_set_plot_get_pair_rect (RSC_SPACE_NONCONVEX, 400.0, 800.0);
  g_assert_cmpfloat (a.y + a.height, ==, b.y);
  g_assert_cmpfloat (b.y + b.height, ==, 800.0);
  a = rsc_optimal_set_plot_get_pair_rect (RSC_SPACE_CONVEX, -5.0, 0.0);
  g_assert_cmpfloat (a.width, >=, 0.0);

  /* A half of the pair is the single picture of its rectangle. */
  g_autoptr (RscHull) hull = make_random_hull (12, 3, 3.0, 5);
  RscOptimalSetModel model;
  RscTheme theme;
  double point[3] = { 1.5, 1.5, 1.5 };
  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 3;
  model.axes[1] = 1;
  model.axes[2] = 2;
  model.point = point;
  model.space = RSC_SPACE_NONCONVEX;
  cairo_surface_t *pair = draw (&model, &theme, 800, 400, TRUE);
  cairo_surface_t *single = draw (&model, &theme, 400, 400, FALSE);
  for (int y = 0; y < 400; y++)
    for (int x = 0; x < 400; x++)
      g_assert_cmphex (pixels_get (pair, x + 400, y), ==, pixels_get (single, x, y));
  cairo_surface_destroy (pair);
  cairo_surface_destroy (single);
}

/* Real sets, from a solved problem to the pixels, on every choice of axes and features. */
static void
test_solved_set (void)
{
  static const struct
  {
    const char *name;
    double ratio;
    gsize dimension;
    gboolean one_function; /* the hexagon's two triangles compute the same function */
  } cases[] = { { "checkerboard", 0.1, 3, FALSE },
                { "polygon-6", 0.1, 1, TRUE },
                { "xor", 0.1, 0, TRUE } };
  RscTheme theme;

  rsc_theme_init (&theme, TRUE);
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[c].name, RSC_ACTIVATION_RELU, cases[c].ratio);
      RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
      g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, cases[c].dimension);
      for (gsize n_axes = 1; n_axes <= 3; n_axes++)
        {
          RscOptimalSetModel model;
          rsc_optimal_set_model_init (&model);
          model.set = set;
          model.n_axes = n_axes;
          for (gsize k = 0; k < n_axes; k++)
            model.axes[k] = k;
          g_autoptr (RscHull) hull =
            rsc_optimal_set_project (set, n_axes, model.axes, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (hull->dimension, ==, MIN (n_axes, cases[c].dimension));
          for (int space = 0; space < 2; space++)
            for (int feature = -1; feature < (int) rsc_problem_get_d (problem); feature++)
              {
                model.hull = hull;
                model.feature = feature;
                model.space = (RscSpace) space;
                model.point = rsc_optimal_set_get_interior (set);
                model.hovered_dot = 0;
                cairo_surface_destroy (draw (&model, &theme, 500, 420, FALSE));

                /* Dragging by nothing asks for the point itself. */
                model.hovered_dot = -1;
                double px, py, wish[3];
                gboolean on_marker;
                find_marker (&model, &theme, 500, 420, &px, &py);
                pick (&model, &theme, 500, 420, px, py, &on_marker);
                g_assert_true (on_marker);
                unproject (&model, &theme, 500, 420, px, py, wish);
                for (gsize k = 0; k < n_axes; k++)
                  {
                    const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, k);
                    double u = feature < 0 ? 1.0 : fabs (neuron->direction[feature]);
                    if (u > 0.2)
                      g_assert_cmpfloat_with_epsilon (wish[k], model.point[k], 0.05);
                  }
              }
        }

      /* The envelope closes on the training points and nowhere else by force. */
      RscDataset *dataset = rsc_problem_get_dataset (problem);
      g_autoptr (RscEnvelope) envelope =
        rsc_function_envelope_new (set, 0, 1, NULL, 25, 25, NULL, &error);
      g_assert_no_error (error);
      double low, high, widest = 0.0;
      rsc_function_plot_get_range (dataset, 0, &low, &high);
      g_assert_cmpfloat (envelope->x_min, ==, low);
      g_assert_cmpfloat (envelope->x_max, ==, high);
      g_autoptr (RscNetwork) network =
        rsc_optimal_set_dup_network (set, rsc_optimal_set_get_interior (set));
      for (gsize j = 0; j < 25; j++)
        for (gsize i = 0; i < 25; i++)
          {
            double x[2] = {
              envelope->x_min + (double) i / 24.0 * (envelope->x_max - envelope->x_min),
              envelope->y_min + (double) j / 24.0 * (envelope->y_max - envelope->y_min)
            };
            double f;
            rsc_network_predict (network, 1, x, &f);
            g_assert_cmpfloat (f, >=, envelope->lower[j * 25 + i] - 1e-7);
            g_assert_cmpfloat (f, <=, envelope->upper[j * 25 + i] + 1e-7);
            widest = MAX (widest, envelope->upper[j * 25 + i] - envelope->lower[j * 25 + i]);
          }
      if (cases[c].one_function)
        g_assert_cmpfloat (widest, <, 1e-7);
      else
        g_assert_cmpfloat (widest, >, 1e-3);
    }
}

/* What stands still, then the marker over it, is the whole picture to the last bit. */
static void
test_layers (void)
{
  RscTheme theme;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);

  rsc_theme_init (&theme, FALSE);
  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    {
      g_autoptr (GError) error = NULL;
      const int width = 520, height = 430;
      const gsize axes[3] = { 0, 4, 9 };
      RscOptimalSetModel model;

      rsc_optimal_set_model_init (&model);
      g_autoptr (RscHull) hull = rsc_optimal_set_project (set, n_axes, axes, NULL, &error);
      g_assert_no_error (error);
      model.set = set;
      model.hull = hull;
      model.n_axes = n_axes;
      memcpy (model.axes, axes, sizeof axes);
      model.point = rsc_optimal_set_get_min_norm (set);
      for (int pair = 0; pair < 2; pair++)
        {
          cairo_surface_t *whole = draw (&model, &theme, width, height, pair);
          cairo_surface_t *layers =
            draw_layers (&model, &theme, width, height, pair, RSC_LAYERS_STILL);
          g_assert_false (pixels_are_same (whole, layers));

          cairo_t *cr = pixels_resume (layers);
          g_autoptr (RscPicture) picture =
            rsc_optimal_set_plot_new (&model, pair, &theme, cr, width, height);
          rsc_picture_draw (picture, RSC_LAYERS_MOVING, cr);
          cairo_destroy (cr);
          cairo_surface_flush (layers);
          g_assert_true (pixels_are_same (whole, layers));
          cairo_surface_destroy (whole);
          cairo_surface_destroy (layers);
        }
    }
}

/* Pixels in the accent colour and the box around them. */
static int
find_trail (cairo_surface_t *surface, guint32 accent, int size, int box[4])
{
  int count = 0;

  box[0] = box[1] = size;
  box[2] = box[3] = -1;
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (pixels_get (surface, x, y) == accent)
        {
          count++;
          box[0] = MIN (box[0], x);
          box[1] = MIN (box[1], y);
          box[2] = MAX (box[2], x);
          box[3] = MAX (box[3], y);
        }
  return count;
}

/* Of a long trail its last three hundred networks are shown. */
static void
test_long_trail (void)
{
  enum
  {
    COUNT = 400
  };
  double points[] = { 0.1, 0.1, 1.0, 0.1, 0.1, 1.0, 1.0, 1.0 };
  g_autofree double *trail = g_new (double, 2 * COUNT);
  g_autoptr (RscHull) hull = make_hull (4, 2, points);
  RscOptimalSetModel model;
  RscTheme theme;
  double x, y;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 2;
  model.axes[1] = 1;
  for (gsize k = 0; k < COUNT; k++)
    trail[2 * k] = trail[2 * k + 1] = 0.2 + 0.6 * (double) k / COUNT;
  for (gsize k = 60; k < COUNT; k += 80)
    {
      RscOptimalSetModel marked = model;

      marked.point = trail + 2 * k;
      find_marker (&marked, &theme, 400, 400, &x, &y);
      model.trail = trail;
      model.n_trail = COUNT;
      cairo_surface_t *surface = draw (&model, &theme, 400, 400, FALSE);
      model.trail = NULL;
      model.n_trail = 0;
      cairo_surface_t *without = draw (&model, &theme, 400, 400, FALSE);
      g_assert_true ((pixels_get (surface, x, y) != pixels_get (without, x, y)) == (k >= 100));
      cairo_surface_destroy (surface);
      cairo_surface_destroy (without);
    }
}

/* The trail goes through its networks, and follows the data; in both spaces and up to three axes. */
static void
test_trail (void)
{
  static const double corners[] = { 0.1, 0.1, 0.1, 1.0, 0.1, 0.1, 0.1, 1.0,
                                    0.1, 0.1, 0.1, 1.0, 1.0, 1.0, 1.0 };
  static const double walks[2][9] = { { 0.4, 0.4, 0.4, 0.8, 0.6, 0.6, 0.8, 0.8, 0.6 },
                                      { 0.2, 0.2, 0.2, 0.4, 0.2, 0.2, 0.4, 0.4, 0.2 } };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    {
      double points[15];
      for (gsize i = 0; i < 5; i++)
        for (gsize k = 0; k < n_axes; k++)
          points[i * n_axes + k] = corners[3 * i + k];
      g_autoptr (RscHull) hull = make_hull (5, n_axes, points);
      for (int space = 0; space < 2; space++)
        {
          RscOptimalSetModel model;
          int boxes[2][4];
          rsc_optimal_set_model_init (&model);
          model.hull = hull;
          model.n_axes = n_axes;
          model.axes[1] = 1;
          model.axes[2] = 2;
          model.space = (RscSpace) space;
          cairo_surface_t *plain = draw (&model, &theme, 400, 400, FALSE);
          for (int w = 0; w < 2; w++)
            {
              double trail[9];
              for (gsize i = 0; i < 3; i++)
                for (gsize k = 0; k < n_axes; k++)
                  trail[i * n_axes + k] = walks[w][3 * i + k];
              model.trail = trail;
              model.n_trail = 3;
              cairo_surface_t *surface = draw (&model, &theme, 400, 400, FALSE);
              g_assert_cmpint (find_trail (surface, pixels_pack (theme.accent), 400, boxes[w]), >,
                               10);
              cairo_surface_destroy (surface);

              /* It belongs to what stands still: the layer of the marker alone has none. */
              surface = draw_layers (&model, &theme, 400, 400, FALSE, RSC_LAYERS_STILL);
              g_assert_cmpint (find_trail (surface, pixels_pack (theme.accent), 400, boxes[w]), >,
                               10);
              cairo_surface_destroy (surface);

              /* Its last network is where the marker would be. */
              double x, y;
              RscOptimalSetModel marked = model;
              marked.trail = NULL;
              marked.point = trail + 2 * n_axes;
              find_marker (&marked, &theme, 400, 400, &x, &y);
              model.n_trail = 3;
              surface = draw (&model, &theme, 400, 400, FALSE);
              g_assert_cmphex (pixels_get (surface, x, y), ==, pixels_pack (theme.accent));
              g_assert_cmphex (pixels_get (plain, x, y), !=, pixels_pack (theme.accent));
              cairo_surface_destroy (surface);
            }
          g_assert_true (memcmp (boxes[0], boxes[1], sizeof boxes[0]) != 0);
          cairo_surface_destroy (plain);

          /* One network, the same again and again, and what is no number do no harm. */
          double same[9] = { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 };
          double none[3] = { NAN, INFINITY, 0.0 };
          model.trail = same;
          for (model.n_trail = 0; model.n_trail <= 3; model.n_trail++)
            cairo_surface_destroy (draw (&model, &theme, 200, 150, FALSE));
          model.trail = none;
          model.n_trail = 1;
          cairo_surface_destroy (draw (&model, &theme, 200, 150, FALSE));
        }
    }
}

/* A walk that leaves the set takes the axes along: where it ends is in the picture, on the side that it
 * went to. */
static void
test_trail_leaves (void)
{
  static const double corner[] = { 0.5, 0.5 };
  static const double trail[] = { 0.5, 0.5, 3.0, 0.1 };
  g_autoptr (RscHull) hull = make_hull (1, 2, corner);
  RscOptimalSetModel model;
  RscTheme theme;
  int box[4];

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.hull = hull;
  model.n_axes = 2;
  model.axes[1] = 1;
  model.trail = trail;
  model.n_trail = 2;
  cairo_surface_t *surface = draw (&model, &theme, 400, 400, FALSE);
  /* The newest network is a dot in the full colour. */
  g_assert_cmpint (find_trail (surface, pixels_pack (theme.accent), 400, box), >, 10);
  g_assert_cmpint (box[0], >, 300);
  g_assert_cmpint (box[1], >, 200);
  g_assert_cmpint (box[2] - box[0], >=, 3);
  g_assert_cmpint (box[3] - box[1], >=, 3);
  cairo_surface_destroy (surface);
}

/* Between two networks the norms change evenly: half way is the middle of the norms, off the straight
 * line of the non-convex picture. */
static void
test_trail_bends (void)
{
  static const double corners[] = { 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0 };
  static const double trail[] = { 1.0, 0.0, 0.0, 1.0 };
  double half[2] = { 0.3, 0.7 };
  g_autoptr (RscHull) hull = make_hull (4, 2, corners);
  RscOptimalSetModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int space = 0; space < 2; space++)
    {
      double x[2], y[2];
      rsc_optimal_set_model_init (&model);
      model.hull = hull;
      model.n_axes = 2;
      model.axes[1] = 1;
      model.space = (RscSpace) space;
      model.point = half;
      find_marker (&model, &theme, 400, 400, &x[0], &y[0]);
      /* The middle of the norms' images is somewhere else when the map is not linear. */
      double sum_x = 0.0, sum_y = 0.0;
      for (int k = 0; k < 2; k++)
        {
          double end[2] = { trail[2 * k], trail[2 * k + 1] };
          model.point = end;
          find_marker (&model, &theme, 400, 400, &x[1], &y[1]);
          sum_x += (k == 0 ? 0.3 : 0.7) * x[1];
          sum_y += (k == 0 ? 0.3 : 0.7) * y[1];
        }
      model.point = NULL;
      cairo_surface_t *without = draw (&model, &theme, 400, 400, FALSE);
      model.trail = trail;
      model.n_trail = 2;
      cairo_surface_t *with = draw (&model, &theme, 400, 400, FALSE);
      g_assert_cmphex (pixels_get (with, x[0], y[0]), !=, pixels_get (without, x[0], y[0]));
      if (space == 1)
        {
          g_assert_cmpfloat (hypot (sum_x - x[0], sum_y - y[0]), >, 20.0);
          g_assert_cmphex (pixels_get (with, sum_x, sum_y), ==, pixels_get (without, sum_x, sum_y));
        }
      cairo_surface_destroy (with);
      cairo_surface_destroy (without);
    }
}

/* With ranges that are given, one point is at one place whatever set is around it, and the way back
 * agrees; without them it is not. */
static void
test_fixed_ranges (void)
{
  const double scales[] = { 1.0, 0.3, 0.0 };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    for (int space = 0; space < 2; space++)
      {
        double px[3], py[3], free_x[3], free_y[3];

        for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
          {
            g_autoptr (RscHull) hull = scales[s] > 0.0
                                         ? make_random_hull (12, n_axes, scales[s], 5)
                                         : make_hull (1, n_axes, (double[3]){ 0.1, 0.1, 0.1 });
            double point[3] = { 0.1, 0.1, 0.1 }, wish[3];
            RscOptimalSetModel model;
            gboolean on_marker;

            rsc_optimal_set_model_init (&model);
            model.hull = hull;
            model.n_axes = n_axes;
            for (gsize k = 0; k < n_axes; k++)
              model.axes[k] = k;
            model.point = point;
            model.space = (RscSpace) space;
            find_marker (&model, &theme, 420, 300, &free_x[s], &free_y[s]);
            for (int t = 0; t < 2; t++)
              for (gsize k = 0; k < 3; k++)
                model.ranges[t][k] = (RscOptimalSetRange){ 0.0, t == 0 ? 2.0 : sqrt (2.0) };
            find_marker (&model, &theme, 420, 300, &px[s], &py[s]);
            g_assert_cmpfloat (fabs (px[s] - px[0]), <, 0.01);
            g_assert_cmpfloat (fabs (py[s] - py[0]), <, 0.01);
            pick (&model, &theme, 420, 300, px[s], py[s], &on_marker);
            g_assert_true (on_marker);
            unproject (&model, &theme, 420, 300, px[s], py[s], wish);
            for (gsize k = 0; k < n_axes; k++)
              g_assert_cmpfloat (fabs (wish[k] - point[k]), <, 0.03);
          }
        g_assert_cmpfloat (hypot (free_x[1] - free_x[0], free_y[1] - free_y[0]), >, 5.0);
      }
}

/* Whether the text is in the picture, over as many lines as it needs. */
static gboolean
picture_says (const RscOptimalSetModel *model, const RscTheme *theme, const char *text)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  gboolean found = FALSE;

  rsc_optimal_set_plot_draw (model, theme, cr, 420, 300);
  for (guint k = 0; k < boxes->len; k++)
    found = found || g_str_equal (g_array_index (boxes, RscTextBox, k).words, text);
  cairo_destroy (cr);
  return found;
}

/* A neuron that is not in the set keeps its axis, at 0. */
static void
test_absent_axis (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) none = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 1.0);
  RscOptimalSetModel model;
  RscTheme theme;
  double px, py, wish[3];

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = 3;
  model.axes[0] = 0;
  model.axes[1] = RSC_OPTIMAL_SET_ABSENT;
  model.axes[2] = 1;
  model.axis_labels[1] = 7;
  for (int t = 0; t < 2; t++)
    for (gsize k = 0; k < 3; k++)
      model.ranges[t][k] = (RscOptimalSetRange){ 0.0, 10.0 };
  model.point = rsc_optimal_set_get_min_norm (set);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, model.axes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hull->dimension, ==, 2);
  for (gsize k = 0; k < hull->n_points; k++)
    g_assert_cmpfloat (hull->points[3 * k + 1], ==, 0.0);
  model.hull = hull;
  g_assert_false (picture_says (&model, &theme, rsc_set_words_get_unused_axes ()));
  g_assert_true (picture_says (&model, &theme, "w₈ = 0"));
  for (int feature = RSC_FEATURE_NORM; feature < 2; feature++)
    {
      model.feature = feature;
      cairo_surface_destroy (draw (&model, &theme, 420, 300, TRUE));
      find_marker (&model, &theme, 420, 300, &px, &py);
      unproject (&model, &theme, 420, 300, px, py, wish);
      g_assert_true (isfinite (wish[0]) && isfinite (wish[1]) && isfinite (wish[2]));
    }

  /* At λ_max no neuron is left: the point at the origin of the same axes. */
  model.feature = RSC_FEATURE_NORM;
  model.set = none;
  model.point = rsc_optimal_set_get_min_norm (none);
  for (gsize k = 0; k < 3; k++)
    model.axes[k] = RSC_OPTIMAL_SET_ABSENT;
  g_autoptr (RscHull) origin = rsc_optimal_set_project (none, 3, model.axes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (origin->n_points, ==, 1);
  model.hull = origin;
  g_assert_true (picture_says (&model, &theme, rsc_set_words_get_unused_axes ()));
  find_marker (&model, &theme, 420, 300, &px, &py);
  unproject (&model, &theme, 420, 300, px, py, wish);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat (fabs (wish[k]), <, 0.2);
}

/* However the box is turned, no title of an axis is on it, or on another title. */
static void
test_titles_beside_box (void)
{
  static const int sizes[][2] = {
    { 165, 220 }, { 230, 190 }, { 330, 220 }, { 420, 300 }, { 700, 500 }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  RscOptimalSetModel model;
  RscTheme theme;
  int n_titles = 0;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = 3;
  for (gsize k = 0; k < 3; k++)
    model.axes[k] = k;
  model.axes[1] = RSC_OPTIMAL_SET_ABSENT;
  model.axis_labels[1] = 11;
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, model.axes, NULL, &error);
  g_assert_no_error (error);
  model.hull = hull;
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int yaw = 0; yaw < 24; yaw++)
      for (int pitch = 0; pitch < 13; pitch++)
        {
          const double width = sizes[s][0], height = sizes[s][1];
          cairo_t *cr = rsc_picture_create_measuring ();
          GArray *boxes = rsc_text_record (cr);
          RscSetLayout layout;
          int n_here = 0;

          model.camera.yaw = yaw * G_PI / 12.0;
          model.camera.pitch = (pitch - 6) * G_PI / 12.0;
          rsc_optimal_set_plot_draw (&model, &theme, cr, width, height);
          rsc_set_layout_init (&layout, &model, &theme, cr, width, height);
          for (guint k = 0; k < boxes->len; k++)
            {
              const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);
              const RscRect ink = { box->x, box->y, box->width, box->height };

              if (g_strcmp0 (box->words, layout.title[0]) != 0
                  && g_strcmp0 (box->words, layout.title[1]) != 0
                  && g_strcmp0 (box->words, layout.title[2]) != 0)
                continue;
              n_here++;
              if (rsc_set_box_is_on (&layout, &ink))
                {
                  g_test_message ("%g × %g, turned by %g, %g: %s is on the box", width, height,
                                  model.camera.yaw, model.camera.pitch, box->words);
                  g_test_fail ();
                }
            }
          g_assert_cmpint (n_here, ==, 3);
          n_titles += n_here;
          rsc_set_layout_clear (&layout);
          cairo_destroy (cr);
        }
  g_assert_cmpint (n_titles, ==, 3 * 24 * 13 * 5);
}

/* Every vertex of the spiral is in exactly one dot: the hull's corners first, those inside after them. */
static void
test_dots (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("spiral", RSC_ACTIVATION_RELU, 0.02);
  const gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  g_autofree gsize *seen = g_new0 (gsize, n_vertices);
  gsize n_inside = 0, n_together = 0;
  RscOptimalSetModel model;
  RscSetDots dots;

  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = rsc_set_axes_choose (set, 0, model.axes);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, model.n_axes, model.axes, NULL, &error);
  g_assert_no_error (error);
  model.hull = hull;
  rsc_set_dots_init (&dots, &model);
  for (gsize k = 0; k < dots.n; k++)
    {
      const RscSetDot *dot = &dots.dots[k];

      g_assert_cmpint (dot->inside, ==, k >= hull->n_points);
      g_assert_cmpuint (dot->n_vertices, >, 0);
      n_inside += dot->inside;
      n_together += dot->n_vertices > 1;
      for (gsize v = 0; v < dot->n_vertices; v++)
        {
          seen[dot->vertices[v]]++;
          for (gsize j = 0; j < 3; j++)
            g_assert_cmpfloat_with_epsilon (
              rsc_optimal_set_get_vertex (set, dot->vertices[v])[model.axes[j]], dot->norms[j],
              1e-6);
        }
    }
  for (gsize v = 0; v < n_vertices; v++)
    g_assert_cmpuint (seen[v], ==, 1);
  g_assert_cmpuint (n_inside, >, 0);
  g_assert_cmpuint (n_together, >, 0);
  rsc_set_dots_clear (&dots);

  /* Of a hull of another set only its corners are known. */
  model.stale = TRUE;
  rsc_set_dots_init (&dots, &model);
  g_assert_cmpuint (dots.n, ==, hull->n_points);
  rsc_set_dots_clear (&dots);
}

/* However many vertices there are, and however small the picture, the body is seen between them. */
static void
test_many_dots (void)
{
  const int width = 230, height = 200;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("moons", RSC_ACTIVATION_RELU, 0.002);
  RscOptimalSetModel model;

  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), >, 500);
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = rsc_set_axes_choose (set, 0, model.axes);
  g_assert_cmpuint (model.n_axes, ==, 3);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, model.n_axes, model.axes, NULL, &error);
  g_assert_no_error (error);
  model.hull = hull;
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;
      int n_body = 0, n_hidden = 0;

      rsc_theme_init (&theme, dark);
      cairo_surface_t *dotted = draw (&model, &theme, width, height, FALSE);
      model.stale = TRUE;
      cairo_surface_t *plain = draw (&model, &theme, width, height, FALSE);
      model.stale = FALSE;
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            guint32 before = pixels_get (plain, x, y);
            int most =
              MAX ((int) (before >> 16), MAX ((int) (before >> 8 & 255), (int) (before & 255)));
            int least =
              MIN ((int) (before >> 16), MIN ((int) (before >> 8 & 255), (int) (before & 255)));

            /* Where it has a colour it is the body. */
            if (most - least < 40)
              continue;
            n_body++;
            n_hidden += !pixels_are_close (pixels_get (dotted, x, y), before, 60);
          }
      cairo_surface_destroy (dotted);
      cairo_surface_destroy (plain);
      g_test_message ("%d of %d pixels hidden", n_hidden, n_body);
      g_assert_cmpint (n_body, >, 2000);
      g_assert_cmpint (n_hidden, <, n_body / 4);
    }
}

/* The one network as bars: every neuron has a place of its own under the pointer, in both spaces; a set of several
 * is never shown so. */
static void
test_bars (void)
{
  g_autoptr (RscOptimalSet) one = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) several = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscOptimalSetModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int pair = 0; pair < 2; pair++)
    {
      gboolean found[4] = { FALSE };
      cairo_t *cr = rsc_picture_create_measuring ();

      rsc_optimal_set_model_init (&model);
      model.set = one;
      model.bars = TRUE;
      g_autoptr (RscPicture) picture =
        rsc_optimal_set_plot_new (&model, pair, &theme, cr, 400.0, 240.0);
      for (double x = 0.0; x < 400.0; x += 3.0)
        {
          RscOptimalSetHit hit;

          rsc_optimal_set_plot_find (picture, x, 120.0, &hit);
          g_assert_cmpint (hit.dot, ==, -1);
          if (hit.neuron >= 0)
            found[hit.neuron] = TRUE;
        }
      for (gsize i = 0; i < 4; i++)
        g_assert_true (found[i]);

      model.set = several;
      g_autoptr (RscPicture) words =
        rsc_optimal_set_plot_new (&model, pair, &theme, cr, 400.0, 240.0);
      RscOptimalSetHit hit;
      rsc_optimal_set_plot_find (words, 200.0, 120.0, &hit);
      g_assert_cmpint (hit.neuron, ==, -1);
      cairo_destroy (cr);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/optimal-set-plot/words", test_words);
  g_test_add_func ("/optimal-set-plot/draw-everything", test_draw_everything);
  g_test_add_func ("/optimal-set-plot/marker-round-trip", test_marker_round_trip);
  g_test_add_func ("/optimal-set-plot/polygon-is-filled", test_polygon_is_filled);
  g_test_add_func ("/optimal-set-plot/zoom", test_zoom);
  g_test_add_func ("/optimal-set-plot/pair-rect", test_pair_rect);
  g_test_add_func ("/optimal-set-plot/solved-set", test_solved_set);
  g_test_add_func ("/optimal-set-plot/layers", test_layers);
  g_test_add_func ("/optimal-set-plot/fixed-ranges", test_fixed_ranges);
  g_test_add_func ("/optimal-set-plot/absent-axis", test_absent_axis);
  g_test_add_func ("/optimal-set-plot/titles-beside-box", test_titles_beside_box);
  g_test_add_func ("/optimal-set-plot/trail", test_trail);
  g_test_add_func ("/optimal-set-plot/long-trail", test_long_trail);
  g_test_add_func ("/optimal-set-plot/trail-bends", test_trail_bends);
  g_test_add_func ("/optimal-set-plot/trail-leaves", test_trail_leaves);
  g_test_add_func ("/optimal-set-plot/dots", test_dots);
  g_test_add_func ("/optimal-set-plot/many-dots", test_many_dots);
  g_test_add_func ("/optimal-set-plot/bars", test_bars);

  return g_test_run ();
}
