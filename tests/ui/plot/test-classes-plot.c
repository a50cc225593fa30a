/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "ui/plot/rsc-classes-plot.h"
#include "ui/plot/rsc-text.h"

#include <string.h>

#define WIDTH 420
#define HEIGHT 380

enum
{
  N = 3
};

/* Three networks that say x1, x2 and 1/2 where these are positive, and four points. */
typedef struct
{
  RscNetwork *networks[N];
  RscDataset *datasets[N];
  RscClassesModel model;
} Scene;

static const char *const names[] = { "right", "up", "low" };

static void
scene_init (Scene *self, gboolean mistaken)
{
  static const double hidden[N][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 0.5 } };
  static const double one = 1.0;
  static const double x[] = { 2, 0, 0, 2, 0, 0, 3, 1 };
  const gsize classes[] = { 0, 1, 2, mistaken ? 2 : 0 };

  for (gsize k = 0; k < N; k++)
    {
      double y[4];

      for (gsize i = 0; i < 4; i++)
        y[i] = classes[i] == k ? 1.0 : -1.0;
      self->networks[k] = rsc_network_new (1, 3, TRUE, hidden[k], &one, NULL);
      self->datasets[k] = rsc_dataset_new ("points", 4, 2, x, y, NULL, NULL, NULL);
    }
  rsc_classes_model_init (&self->model);
  self->model.n = N;
  self->model.names = names;
  self->model.networks = self->networks;
  self->model.datasets = self->datasets;
}

static void
scene_clear (Scene *self)
{
  for (gsize k = 0; k < N; k++)
    {
      rsc_network_unref (self->networks[k]);
      rsc_dataset_unref (self->datasets[k]);
    }
}

static cairo_surface_t *
draw (const Scene *scene, GString *words)
{
  RscTheme theme;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  GArray *boxes = rsc_text_record (cr);

  rsc_theme_init (&theme, FALSE);
  rsc_classes_plot_draw (&scene->model, &theme, cr, WIDTH, HEIGHT);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      g_assert_false (box->clipped || box->shortened);
      g_string_append_printf (words, "%s\n", box->words);
    }
  return pixels_end (cr, WIDTH, HEIGHT, TRUE);
}

/* How many pixels are near the colour of a region. */
static int
count_region (cairo_surface_t *surface, gsize k)
{
  RscTheme theme;
  int n = 0;

  rsc_theme_init (&theme, FALSE);
  const RscColor c = rsc_theme_get_neuron_color (&theme, k);
  const RscColor mixed = { 0.35 * c.red + 0.65, 0.35 * c.green + 0.65, 0.35 * c.blue + 0.65, 1.0 };
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += pixels_are_close (pixels_get (surface, x, y), pixels_pack (mixed), 2);
  return n;
}

/* The plane is shared between x1, x2 and 1/2, each where it is the largest: right and up alike. */
static void
test_regions (void)
{
  Scene scene;
  g_autoptr (GString) words = g_string_new (NULL);
  cairo_surface_t *surface;

  scene_init (&scene, FALSE);
  surface = draw (&scene, words);
  const int right = count_region (surface, 0), up = count_region (surface, 1);
  const int low = count_region (surface, 2);
  g_assert_cmpint (right, >, WIDTH * HEIGHT / 8);
  g_assert_cmpint (up, >, WIDTH * HEIGHT / 20);
  g_assert_cmpint (low, >, WIDTH * HEIGHT / 50);
  g_assert_nonnull (strstr (words->str, "right for all 4 training points"));
  g_assert_nonnull (strstr (words->str, "right\nup\nlow\n"));
  cairo_surface_destroy (surface);
  scene_clear (&scene);
}

/* What is taken for another class is crossed, and counted. */
static void
test_crosses (void)
{
  Scene right, wrong;
  g_autoptr (GString) words = g_string_new (NULL);
  cairo_surface_t *surfaces[2];

  scene_init (&right, FALSE);
  scene_init (&wrong, TRUE);
  surfaces[0] = draw (&right, words);
  g_string_truncate (words, 0);
  surfaces[1] = draw (&wrong, words);
  g_assert_nonnull (strstr (words->str, "Accuracy 0.75: 3 of 4 training points"));
  g_assert_cmpint (pixels_count_differences (surfaces[0], surfaces[1], 0, 60, WIDTH, HEIGHT), >,
                   40);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
  scene_clear (&right);
  scene_clear (&wrong);
}

static double
get_largest (double a, double b, double c)
{
  return MAX (a, MAX (b, c));
}

/* Everywhere in the picture: the class that says most, and the next one, are those of x1, x2 and
 * 1/2; and points are found where they are. */
static void
test_find (void)
{
  Scene scene;
  RscTheme theme;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  RscClassesHit hit;
  gsize n_inside = 0, n_of[N] = { 0 };
  guint found = 0;

  scene_init (&scene, FALSE);
  rsc_theme_init (&theme, FALSE);
  g_autoptr (RscPicture) picture = rsc_classes_plot_new (&scene.model, &theme, cr, WIDTH, HEIGHT);
  for (int py = 0; py < HEIGHT; py += 3)
    for (int px = 0; px < WIDTH; px += 3)
      {
        rsc_classes_plot_find (picture, px, py, &hit);
        if (!hit.inside)
          continue;
        const double says[N] = { MAX (hit.x, 0.0), MAX (hit.y, 0.0), 0.5 };
        const double most = get_largest (says[0], says[1], says[2]);

        n_inside++;
        n_of[hit.most]++;
        g_assert_cmpfloat_with_epsilon (hit.value, most, 1e-12);
        g_assert_cmpfloat_with_epsilon (says[hit.most], most, 1e-12);
        g_assert_true (hit.next != hit.most);
        /* The one in the middle of three. */
        g_assert_cmpfloat_with_epsilon (
          hit.next_value,
          says[0] + says[1] + says[2] - most + get_largest (-says[0], -says[1], -says[2]), 1e-12);
        g_assert_cmpfloat_with_epsilon (says[hit.next], hit.next_value, 1e-12);
        if (hit.point >= 0)
          {
            const double *x = rsc_dataset_get_x (scene.datasets[0]) + 2 * hit.point;

            g_assert_cmpfloat_with_epsilon (hit.x, x[0], 0.2);
            g_assert_cmpfloat_with_epsilon (hit.y, x[1], 0.2);
            found |= 1u << hit.point;
          }
      }
  g_assert_cmpuint (n_inside, >, WIDTH * HEIGHT / 9 / 2);
  for (gsize k = 0; k < N; k++)
    g_assert_cmpuint (n_of[k], >, 0);
  g_assert_cmpuint (found, ==, 15);
  rsc_classes_plot_find (picture, 1.0, 1.0, &hit);
  g_assert_false (hit.inside);
  g_assert_cmpint (hit.point, ==, -1);
  cairo_surface_destroy (pixels_end (cr, WIDTH, HEIGHT, FALSE));
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classes-plot/regions", test_regions);
  g_test_add_func ("/classes-plot/crosses", test_crosses);
  g_test_add_func ("/classes-plot/find", test_find);
  return g_test_run ();
}
