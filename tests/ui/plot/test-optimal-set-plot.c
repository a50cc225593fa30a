/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"
#include "set-pictures.h"

#include "core/set/rsc-set-axes.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static gssize
pick (const RscOptimalSetModel *model,
      const RscTheme *theme,
      double width,
      double height,
      double px,
      double py,
      gboolean *on_marker)
{
  g_autoptr (RscPicture) picture = set_lay_out (model, theme, width, height);
  RscOptimalSetHit hit;

  rsc_optimal_set_plot_find (picture, px, py, &hit);
  *on_marker = hit.on_marker;
  return hit.dot;
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
      cairo_surface_t *surface = set_draw (&model, &theme, 400, 200, pair);
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
                cairo_surface_destroy (set_draw (&model, &theme, sizes[k][0], sizes[k][1], space));
                double wish[3] = { NAN, NAN, NAN };
                set_unproject (&model, &theme, sizes[k][0], sizes[k][1], 12.0, 17.0, wish);
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
        set_find_marker (&model, &theme, width, height, &px, &py);

        gssize picked = pick (&model, &theme, width, height, px, py, &on_marker);
        g_assert_true (on_marker);
        g_assert_cmpint (picked, >=, 0);
        if (picked != (gssize) corner) /* another corner at the same place */
          g_assert_cmpuint (n_axes, ==, 3);
        pick (&model, &theme, width, height, px + 40.0, py - 40.0, &on_marker);
        g_assert_false (on_marker);

        set_unproject (&model, &theme, width, height, px, py, wish);
        for (gsize k = 0; k < n_axes; k++)
          g_assert_cmpfloat_with_epsilon (wish[k], point[k], 0.06);

        /* Dragging: the point that is asked for is drawn where the pointer is. */
        double qx = px + (px > 0.5 * width ? -31.0 : 31.0);
        double qy = n_axes == 1 ? py : py + (py > 0.5 * height ? -23.0 : 23.0), rx, ry;
        set_unproject (&model, &theme, width, height, qx, qy, wish);
        gboolean clamped = FALSE;
        for (gsize k = 0; k < n_axes; k++)
          clamped = clamped || wish[k] <= 0.0;
        memcpy (point, wish, n_axes * sizeof *point);
        if (!clamped)
          {
            set_find_marker (&model, &theme, width, height, &rx, &ry);
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
      set_find_marker (&model, &theme, 500, 420, &px, &py);
      cairo_surface_t *surface = set_draw (&model, &theme, 500, 420, FALSE);
      guint32 inside = pixels_get (surface, px + 14.0, py + 14.0);
      g_assert_cmphex (inside, !=, pixels_pack (theme.background));
      g_assert_cmpuint ((inside >> 8) & 0xff, <, 235);
      cairo_surface_destroy (surface);
      /* Outside the set, inside the frame: ground, but for a line of the grid. */
      point[0] = point[1] = 3.0;
      set_find_marker (&model, &theme, 500, 420, &px, &py);
      surface = set_draw (&model, &theme, 500, 420, FALSE);
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
      set_find_marker (&model, &theme, 500, 420, &ends[e][0], &ends[e][1]);
    }
  set_unproject (&model, &theme, 500, 420, 0.5 * (ends[0][0] + ends[1][0]),
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
          set_unproject (&model, &theme, 500, 420, 240.0, 210.0, wish);
          set_unproject (&model, &theme, 500, 420, 250.0, 210.0, wider);
          moved[z] = fabs (wider[0] - wish[0]);
        }
      /* The labels of finer ticks take a little of the frame. */
      g_assert_cmpfloat_with_epsilon (moved[0] / moved[1], 10.0, n_axes == 2 ? 0.5 : 1e-6);
      cairo_surface_destroy (set_draw (&model, &theme, 500, 420, FALSE));
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
  cairo_surface_t *pair = set_draw (&model, &theme, 800, 400, TRUE);
  cairo_surface_t *single = set_draw (&model, &theme, 400, 400, FALSE);
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
                cairo_surface_destroy (set_draw (&model, &theme, 500, 420, FALSE));

                /* Dragging by nothing asks for the point itself. */
                model.hovered_dot = -1;
                double px, py, wish[3];
                gboolean on_marker;
                set_find_marker (&model, &theme, 500, 420, &px, &py);
                pick (&model, &theme, 500, 420, px, py, &on_marker);
                g_assert_true (on_marker);
                set_unproject (&model, &theme, 500, 420, px, py, wish);
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
          cairo_surface_t *whole = set_draw (&model, &theme, width, height, pair);
          cairo_surface_t *layers =
            set_draw_layers (&model, &theme, width, height, pair, RSC_LAYERS_STILL);
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
            set_find_marker (&model, &theme, 420, 300, &free_x[s], &free_y[s]);
            for (int t = 0; t < 2; t++)
              for (gsize k = 0; k < 3; k++)
                model.ranges[t][k] = (RscOptimalSetRange){ 0.0, t == 0 ? 2.0 : sqrt (2.0) };
            set_find_marker (&model, &theme, 420, 300, &px[s], &py[s]);
            g_assert_cmpfloat (fabs (px[s] - px[0]), <, 0.01);
            g_assert_cmpfloat (fabs (py[s] - py[0]), <, 0.01);
            pick (&model, &theme, 420, 300, px[s], py[s], &on_marker);
            g_assert_true (on_marker);
            set_unproject (&model, &theme, 420, 300, px[s], py[s], wish);
            for (gsize k = 0; k < n_axes; k++)
              g_assert_cmpfloat (fabs (wish[k] - point[k]), <, 0.03);
          }
        g_assert_cmpfloat (hypot (free_x[1] - free_x[0], free_y[1] - free_y[0]), >, 5.0);
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

  return g_test_run ();
}
