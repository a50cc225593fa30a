/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-certificate-bars.h"
#include "ui/plot/rsc-certificate-layout.h"
#include "ui/plot/rsc-certificate-plot.h"
#include "ui/plot/rsc-text.h"
#include "ui/words/rsc-certificate-words.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#define WIDTH 800
#define HEIGHT 480

typedef struct
{
  RscProblem *problem;
  RscOptimalSet *set;
  RscLandscape *landscape;
  RscCertificateModel model;
} Scene;

static void
scene_init (Scene *self, RscProblem *problem, double ratio)
{
  g_autoptr (GError) error = NULL;

  *self = (Scene){ .problem = problem, .set = set_of_problem (problem, ratio) };
  self->landscape = rsc_landscape_new_for_set (self->set, NULL, &error);
  g_assert_no_error (error);
  rsc_certificate_model_init (&self->model);
  self->model.landscape = self->landscape;
}

static void
scene_clear (Scene *self)
{
  rsc_landscape_unref (self->landscape);
  rsc_optimal_set_unref (self->set);
  rsc_problem_unref (self->problem);
}

static RscPicture *
new_picture (const Scene *scene, gboolean dark)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  RscPicture *picture;
  RscTheme theme;

  rsc_theme_init (&theme, dark);
  picture = rsc_certificate_plot_new (&scene->model, &theme, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  return picture;
}

static gboolean
get_point (const RscPicture *picture, gsize i, double *x, double *y)
{
  const RscCertificateLayout *layout = rsc_picture_get_layout (picture);
  const RscNeuron *neuron =
    rsc_optimal_set_get_neuron (rsc_landscape_get_set (layout->model.landscape), i);

  return rsc_certificate_plot_get_place (picture, neuron->sign, neuron->direction, x, y);
}

/* Each neuron is a dot of its colour on the line λ, and is found there. */
static void
check_touching (const Scene *scene, gboolean dark)
{
  g_autoptr (RscPicture) picture = new_picture (scene, dark);
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  cairo_surface_t *surface;
  double line = NAN;
  RscTheme theme;

  rsc_theme_init (&theme, dark);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  surface = pixels_end (cr, WIDTH, HEIGHT, TRUE);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (scene->set); i++)
    {
      const RscColor color = rsc_optimal_set_get_neuron (scene->set, i)->in_support
                               ? rsc_theme_get_neuron_color (&theme, i)
                               : theme.background;
      double x, y, direction[2];
      RscCertificateHit hit;

      g_assert_true (get_point (picture, i, &x, &y));
      line = isnan (line) ? y : line;
      g_assert_cmpfloat_with_epsilon (y, line, 0.01);
      g_assert_true (pixels_are_close (pixels_get (surface, x, y), pixels_pack (color), 12));
      rsc_certificate_plot_find (picture, x, y, direction, &hit);
      g_assert_cmpint (hit.neuron, ==, (gssize) i);
      g_assert_true (
        memcmp (direction, rsc_optimal_set_get_neuron (scene->set, i)->direction, sizeof direction)
        == 0);
    }
  cairo_surface_destroy (surface);
}

static void
test_touching (void)
{
  static const struct
  {
    const char *name;
    double ratio;
  } cases[] = { { "polygon-12", 0.1 }, { "xor", 0.1 }, { "sine", 0.1 }, { "abs", 0.1 } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      Scene scene;

      scene_init (&scene, problem_of_gallery (cases[k].name, RSC_ACTIVATION_RELU), cases[k].ratio);
      g_assert_cmpint (rsc_landscape_get_form (scene.landscape), ==, RSC_LANDSCAPE_CURVE);
      g_assert_cmpuint (rsc_optimal_set_get_n_neurons (scene.set), >, 0);
      check_touching (&scene, k % 2);
      scene_clear (&scene);
    }
}

/* XOR: one neuron along each diagonal. */
static void
test_angles (void)
{
  g_autoptr (RscPicture) picture = NULL;
  double left = INFINITY, right = -INFINITY;
  Scene scene;

  scene_init (&scene, problem_of_gallery ("xor", RSC_ACTIVATION_RELU), 0.1);
  picture = new_picture (&scene, FALSE);
  for (gsize i = 0; i < 4; i++)
    {
      double x, y;

      g_assert_true (get_point (picture, i, &x, &y));
      left = fmin (left, x);
      right = fmax (right, x);
    }
  /* From 45° to 315°: three quarters of the frame. */
  const RscCertificateLayout *layout = rsc_picture_get_layout (picture);
  g_assert_cmpfloat_with_epsilon (left, layout->frame.x + layout->frame.width / 8.0, 0.01);
  g_assert_cmpfloat_with_epsilon (right - left, 0.75 * layout->frame.width, 0.01);
  scene_clear (&scene);
}

/* From -∞ to ∞ facing right, then facing left; the data between; and back. */
static void
test_positions (void)
{
  g_autoptr (RscPicture) picture = NULL;
  const RscCertificateLayout *layout;
  double last = -1.0;
  Scene scene;

  scene_init (&scene, problem_of_text ("x,y\n-2,1\n-1,-1\n0,0.5\n1,-1\n2,1.5\n", TRUE), 0.1);
  picture = new_picture (&scene, FALSE);
  layout = rsc_picture_get_layout (picture);
  g_assert_true (layout->positions);
  for (int side = 1; side >= -1; side -= 2)
    for (double p = -3.0; p <= 3.0; p += 0.25)
      {
        const double angle = atan2 (-side * p, side);
        const double share = rsc_certificate_layout_from_angle (layout, angle);

        g_assert_cmpfloat (share, >, last);
        g_assert_cmpfloat (fabs (share - (side > 0 ? 0.25 : 0.75)), <, 0.25);
        g_assert_cmpfloat_with_epsilon (
          cos (rsc_certificate_layout_to_angle (layout, share) - angle), 1.0, 1e-14);
        last = share;
      }
  /* Active everywhere at the left end, nowhere in the middle. */
  g_assert_cmpfloat_with_epsilon (rsc_certificate_layout_from_angle (layout, 0.5 * G_PI), 0.0,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_certificate_layout_from_angle (layout, -0.5 * G_PI), 0.5,
                                  1e-12);
  check_touching (&scene, FALSE);
  scene_clear (&scene);
}

static char *
dup_texts (const RscCertificateModel *model)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  GString *all = g_string_new (NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_certificate_plot_draw (model, &theme, cr, WIDTH, HEIGHT);
  for (guint k = 0; k < boxes->len; k++)
    g_string_append_printf (all, "%s\n", g_array_index (boxes, RscTextBox, k).words);
  cairo_destroy (cr);
  return g_string_free (all, FALSE);
}

/* A direction and its place go to each other, with a bias and without, also where features are
 * unlike. */
static void
test_map_places (void)
{
  static const char *texts[] = { "a,b,y\n100,0.1,1\n110,0.3,-1\n105,0.2,2\n103,-0.1,0.5\n",
                                 "a,b,c,y\n1,2,30,1\n-1,1,10,-1\n0.5,-2,-20,2\n1,1,5,0.5\n" };

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RscPicture) picture = NULL;
      Scene scene;

      scene_init (&scene, problem_of_text (texts[k], k == 0), 0.1);
      g_assert_cmpint (rsc_landscape_get_form (scene.landscape), ==, RSC_LANDSCAPE_MAP);
      picture = new_picture (&scene, FALSE);
      const RscCertificateLayout *layout = rsc_picture_get_layout (picture);
      const RscRect f = layout->frame;
      for (int i = 1; i < 20; i++)
        for (int j = 1; j < 20; j++)
          {
            const double x = f.x + f.width * i / 20.0, y = f.y + f.height * j / 20.0;
            double u[3], px, py;
            RscCertificateHit hit;

            rsc_certificate_plot_find_direction (picture, x, y, u, &hit);
            g_assert_true (hit.inside);
            g_assert_cmpfloat_with_epsilon (hypot (hypot (u[0], u[1]), u[2]), 1.0, 1e-12);
            g_assert_cmpfloat_with_epsilon (
              hit.ratio, hit.sign * rsc_landscape_evaluate (scene.landscape, u), 1e-12);
            g_assert_true (rsc_certificate_plot_get_place (picture, hit.sign, u, &px, &py));
            g_assert_cmpfloat_with_epsilon (px, x, 1e-6);
            g_assert_cmpfloat_with_epsilon (py, y, 1e-6);
          }
      scene_clear (&scene);
    }
}

/* Over the whole map the colour of a place is that of its value, but for dots and numbers. */
static void
check_colors (const RscPicture *picture, cairo_surface_t *surface, const RscTheme *theme)
{
  const RscCertificateLayout *layout = rsc_picture_get_layout (picture);
  const RscRect f = layout->frame;
  int n_far = 0, n_seen = 0;

  for (int i = 2; i < 60; i++)
    for (int j = 2; j < 40; j++)
      {
        const double x = floor (f.x + f.width * i / 60.0) + 0.5;
        const double y = floor (f.y + f.height * j / 40.0) + 0.5;
        double direction[3];
        RscCertificateHit hit;

        rsc_certificate_plot_find_direction (picture, x, y, direction, &hit);
        const int band = (int) fmin (10.0 * hit.ratio, 9.0);
        if (10.0 * hit.ratio - band < 0.25 || 10.0 * hit.ratio - band > 0.75)
          continue;
        n_seen++;
        n_far += !pixels_are_close (
          pixels_get (surface, x, y),
          pixels_pack (rsc_theme_get_diverging (theme, hit.sign * band / 9.0)), 6);
      }
  g_assert_cmpint (n_seen, >, 300);
  g_assert_cmpint (n_far, <, n_seen / 12);
}

/* Each neuron is a dot where h is λ, and is found there; the colour beside it is that of the last
 * band of its sign. */
static void
test_map (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
  } cases[] = { { "checkerboard", RSC_ACTIVATION_RELU }, { "moons", RSC_ACTIVATION_RELU } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscPicture) picture = NULL;
      cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
      cairo_surface_t *surface;
      RscTheme theme;
      Scene scene;

      scene_init (&scene, problem_of_gallery (cases[k].name, cases[k].activation), 0.1);
      rsc_theme_init (&theme, FALSE);
      picture = new_picture (&scene, FALSE);
      rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
      surface = pixels_end (cr, WIDTH, HEIGHT, TRUE);
      for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (scene.set); i++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (scene.set, i);
          double x, y, direction[3];
          RscCertificateHit hit;

          g_assert_true (get_point (picture, i, &x, &y));
          rsc_certificate_plot_find (picture, x, y, direction, &hit);
          g_assert_cmpint (hit.neuron, ==, (gssize) i);
          rsc_certificate_plot_find_direction (picture, x, y, direction, &hit);
          g_assert_cmpfloat_with_epsilon (hit.ratio, 1.0, 1e-6);
          g_assert_cmpint (hit.sign, ==, neuron->sign);
        }
      check_colors (picture, surface, &theme);
      cairo_surface_destroy (surface);
      scene_clear (&scene);
    }
}

/* Three features and no bias: a map of all directions, north on top. */
static void
test_map_of_directions (void)
{
  g_autoptr (RscPicture) picture = NULL;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  cairo_surface_t *surface;
  double x[3 * 9], y[9];
  RscTheme theme;
  Scene scene;

  for (int i = 0; i < 9; i++)
    {
      for (int k = 0; k < 3; k++)
        x[3 * i + k] = sin (1.0 + 5.3 * i * (k + 1) + k);
      y[i] = cos (2.1 * i) + 0.5;
    }
  scene_init (&scene, problem_of_arrays (9, 3, x, y, FALSE, RSC_ACTIVATION_RELU), 0.3);
  rsc_theme_init (&theme, FALSE);
  picture = new_picture (&scene, FALSE);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  surface = pixels_end (cr, WIDTH, HEIGHT, TRUE);
  check_colors (picture, surface, &theme);
  cairo_surface_destroy (surface);
  scene_clear (&scene);
}

/* Above λ a map says so, and in no colour of a sign. */
static void
test_map_above (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscLandscape) landscape =
    rsc_landscape_new (problem, rsc_problem_get_y (problem),
                       0.5 * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL);
  g_autofree char *texts = NULL;
  RscCertificateModel model;

  rsc_certificate_model_init (&model);
  model.landscape = landscape;
  texts = dup_texts (&model);
  g_assert_nonnull (strstr (texts, "above λ\n"));
  g_assert_nonnull (strstr (texts, "would still pay"));
}

/* More than two weights: bars, each neuron found under its own. */
static void
test_bars (void)
{
  static const RscActivation kinds[] = { RSC_ACTIVATION_RELU, RSC_ACTIVATION_GATED };

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autoptr (RscPicture) picture = NULL;
      g_autofree char *texts = NULL;
      const double no_direction[4] = { 1.0 };
      gsize n_found = 0;
      gssize last = -1;
      double x, y;
      Scene scene;

      scene_init (&scene, problem_of_gallery ("parity", kinds[kind]), 0.1);
      picture = new_picture (&scene, FALSE);
      g_assert_false (rsc_certificate_plot_get_place (picture, 1, no_direction, &x, &y));
      for (int px = 0; px < WIDTH; px++)
        {
          RscCertificateHit hit;

          rsc_certificate_plot_find (picture, px, 0.5 * HEIGHT, NULL, &hit);
          if (px == 0 || px == WIDTH - 1)
            g_assert_cmpint (hit.peak, ==, -1);
          n_found += hit.neuron >= 0 && hit.neuron != last;
          last = hit.neuron;
        }
      g_assert_cmpuint (n_found, ==,
                        MIN (rsc_optimal_set_get_n_neurons (scene.set),
                             rsc_certificate_bars_get_n (rsc_picture_get_layout (picture))));
      texts = dup_texts (&scene.model);
      g_assert_nonnull (strstr (texts, "Nothing rises above λ"));
      g_assert_nonnull (strstr (texts, kind == 0 ? "of all directions" : "of all gates"));
      scene_clear (&scene);
    }
}

/* Nothing touches where λ is above λ_max. */
static void
test_zero (void)
{
  g_autofree char *texts = NULL;
  Scene scene;

  scene_init (&scene, problem_of_gallery ("sine", RSC_ACTIVATION_RELU), 2.0);
  g_assert_cmpfloat_with_epsilon (rsc_landscape_get_maximum (scene.landscape), 0.5, 1e-9);
  texts = dup_texts (&scene.model);
  g_assert_nonnull (strstr (texts, "Nothing reaches λ"));
  scene_clear (&scene);
}

/* Of a sample of the patterns what is above λ is told, and not that nothing was. */
static void
test_sampled (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("sine", 0, -1.0);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *texts = NULL;
  RscProblem *problem;
  Scene scene;

  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  arrangement =
    rsc_arrangement_new_sampled (rsc_dataset_get_n (dataset), 2, x, 3, 1, 0, NULL, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  scene_init (&scene, problem, 0.1);
  g_assert_cmpfloat (rsc_landscape_get_maximum (scene.landscape), >, 1.01);
  texts = dup_texts (&scene.model);
  g_assert_null (strstr (texts, "Nothing"));
  g_assert_nonnull (strstr (texts, "would still pay"));
  scene_clear (&scene);
}

/* No size is too small. */
static void
test_sizes (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 20, 300 }, { 300, 20 }, { 90, 90 }, { 200, 130 } };
  Scene scenes[3];

  scene_init (&scenes[0], problem_of_gallery ("sine", RSC_ACTIVATION_RELU), 0.1);
  scene_init (&scenes[1], problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU), 0.1);
  scene_init (&scenes[2], problem_of_gallery ("parity", RSC_ACTIVATION_RELU), 0.1);
  for (gsize s = 0; s < 3; s++)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
        {
          cairo_t *cr = pixels_begin (sizes[k][0], sizes[k][1]);
          RscTheme theme;

          rsc_theme_init (&theme, TRUE);
          rsc_certificate_plot_draw (&scenes[s].model, &theme, cr, sizes[k][0], sizes[k][1]);
          cairo_surface_destroy (pixels_end (cr, sizes[k][0], sizes[k][1], TRUE));
        }
      scene_clear (&scenes[s]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/certificate-plot/touching", test_touching);
  g_test_add_func ("/certificate-plot/angles", test_angles);
  g_test_add_func ("/certificate-plot/positions", test_positions);
  g_test_add_func ("/certificate-plot/map-places", test_map_places);
  g_test_add_func ("/certificate-plot/map", test_map);
  g_test_add_func ("/certificate-plot/map-above", test_map_above);
  g_test_add_func ("/certificate-plot/map-of-directions", test_map_of_directions);
  g_test_add_func ("/certificate-plot/bars", test_bars);
  g_test_add_func ("/certificate-plot/zero", test_zero);
  g_test_add_func ("/certificate-plot/sampled", test_sampled);
  g_test_add_func ("/certificate-plot/sizes", test_sizes);
  return g_test_run ();
}
