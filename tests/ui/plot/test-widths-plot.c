/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "ui/words/rsc-widths-words.h"

#include <math.h>

#include "plants.h"
#include "problems.h"
#include "core/set/rsc-set-axes.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-text.h"
#include "ui/plot/rsc-widths-plot.h"
#include <gsl/gsl_errno.h>
#include <string.h>

#define WIDTH 640
#define HEIGHT 420

static RscComplex *
complex_of_gallery (const char *name, double ratio)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery (name, RSC_ACTIVATION_RELU, ratio);
  RscComplex *complex = rsc_complex_new_for_set (set, NULL, NULL);

  g_assert_nonnull (complex);
  return complex;
}

static cairo_surface_t *
draw (const RscComplex *complex, gsize m, gboolean dark, int width, int height)
{
  RscWidthsModel model;
  RscTheme theme;
  cairo_t *cr = pixels_begin (width, height);

  rsc_widths_model_init (&model);
  model.complex = complex;
  model.m = m;
  rsc_theme_init (&theme, dark);
  rsc_widths_plot_draw (&model, &theme, cr, width, height);
  return pixels_end (cr, width, height, TRUE);
}

/* Whether the picture writes @words, whole. */
static gboolean
says (const RscComplex *complex, const char *words)
{
  RscWidthsModel model;
  RscTheme theme;
  gboolean found = FALSE;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  GArray *boxes = rsc_text_record (cr);

  rsc_widths_model_init (&model);
  model.complex = complex;
  rsc_theme_init (&theme, FALSE);
  rsc_widths_plot_draw (&model, &theme, cr, WIDTH, HEIGHT);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      g_assert_false (box->clipped);
      found = found || strstr (box->words, words) != NULL;
    }
  cairo_surface_destroy (pixels_end (cr, WIDTH, HEIGHT, TRUE));
  return found;
}

static void
test_words (void)
{
  static const char *const words[] = { "fall into 13 pieces; from 8 on all are connected.",
                                       "60481",
                                       "24",
                                       "13",
                                       "m*",
                                       "M*",
                                       "m* + M*",
                                       "At most so many neurons" };
  g_autoptr (RscComplex) complex = complex_of_gallery ("polygon-12", 0.1);
  g_autoptr (RscComplex) bounded = complex_of_gallery ("parity", 0.1);
  g_autoptr (RscComplex) one = complex_of_gallery ("xor", 0.1);

  for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
    g_assert_true (says (complex, words[k]));
  g_assert_true (says (bounded, "n + 1"));
  g_assert_false (says (bounded, "m* + M*"));
  g_assert_true (says (one, "one optimal network"));
}

/* A column for each number of neurons, in order; orange while there are several pieces, then
 * blue. */
static void
test_columns (void)
{
  g_autoptr (RscComplex) complex = complex_of_gallery ("polygon-12", 0.1);

  for (int dark = 0; dark < 2; dark++)
    {
      RscWidthsModel model;
      RscTheme theme;
      gsize columns[16] = { 0 }, last = 3, m;
      int right = 0;
      cairo_t *cr = rsc_picture_create_measuring ();

      rsc_theme_init (&theme, dark);
      rsc_widths_model_init (&model);
      model.complex = complex;
      g_autoptr (RscPicture) picture = rsc_widths_plot_new (&model, &theme, cr, WIDTH, HEIGHT);
      cairo_surface_t *surface = draw (complex, RSC_WIDTHS_NONE, dark, WIDTH, HEIGHT);
      for (int x = 0; x < WIDTH; x++)
        {
          m = rsc_widths_plot_find (picture, x, HEIGHT / 2.0);
          if (m == RSC_WIDTHS_NONE)
            continue;
          g_assert_cmpuint (m, >=, last);
          g_assert_cmpuint (m, <=, 10);
          last = m;
          columns[m]++;
          right = x;
        }
      g_assert_cmpuint (last, ==, 10);
      g_assert_cmpint (right, <, WIDTH);
      for (m = 3; m <= 10; m++)
        g_assert_cmpuint (columns[m], >=, columns[5] - 1);
      for (m = 3; m <= 9; m++)
        {
          int x = 0, n_blue = 0, n_red = 0;

          while (rsc_widths_plot_find (picture, x, HEIGHT / 2.0) != m)
            x++;
          x += (int) columns[m] / 4;
          for (int y = HEIGHT / 3; y < HEIGHT; y++)
            {
              const guint32 color = pixels_get (surface, x, y);
              const int red = (int) (color >> 16 & 0xff), blue = (int) (color & 0xff);

              n_blue += blue > red + 25 ? 1 : 0;
              n_red += red > blue + 25 ? 1 : 0;
            }
          g_assert_cmpint (m == 6 || m >= 8 ? n_blue : n_red, >=, 8);
          g_assert_cmpint (m == 6 || m >= 8 ? n_red : n_blue, ==, 0);
        }
      cairo_surface_destroy (surface);
      cairo_destroy (cr);
    }
}

/* Marks are where they were when laid out anew, and only in their columns. */
static void
test_marks (void)
{
  g_autoptr (RscComplex) complex = complex_of_gallery ("polygon-12", 0.1);
  cairo_surface_t *bare = draw (complex, RSC_WIDTHS_NONE, FALSE, WIDTH, HEIGHT);
  cairo_surface_t *marked = draw (complex, 7, FALSE, WIDTH, HEIGHT);
  cairo_surface_t *outside = draw (complex, 99, FALSE, WIDTH, HEIGHT);
  RscWidthsModel model;
  RscTheme theme;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  int left = WIDTH, right = 0;

  rsc_theme_init (&theme, FALSE);
  rsc_widths_model_init (&model);
  model.complex = complex;
  g_autoptr (RscPicture) picture = rsc_widths_plot_new (&model, &theme, cr, WIDTH, HEIGHT);
  rsc_widths_plot_set_marks (picture, 7, RSC_WIDTHS_NONE);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  cairo_surface_t *moved = pixels_end (cr, WIDTH, HEIGHT, TRUE);
  g_assert_true (pixels_are_same (marked, moved));
  g_assert_true (pixels_are_same (bare, outside));
  for (int x = 0; x < WIDTH; x++)
    if (rsc_widths_plot_find (picture, x, HEIGHT / 2.0) == 7)
      {
        left = MIN (left, x);
        right = MAX (right, x);
      }
  g_assert_cmpint (pixels_count_differences (bare, marked, 0, 0, left - 2, HEIGHT), ==, 0);
  g_assert_cmpint (pixels_count_differences (bare, marked, right + 3, 0, WIDTH, HEIGHT), ==, 0);
  g_assert_cmpint (pixels_count_differences (bare, marked, left, 0, right, HEIGHT), >, 1000);
  cairo_surface_destroy (bare);
  cairo_surface_destroy (marked);
  cairo_surface_destroy (outside);
  cairo_surface_destroy (moved);
}

/* How many pixels of the picture of the set are in the colour of piece @k, with at most @limit
 * neurons. */
static int
count_piece (RscOptimalSetModel *model, gsize limit, gsize k)
{
  RscTheme theme;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  int count = 0;

  model->limit = limit;
  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_plot_draw (model, &theme, cr, WIDTH, HEIGHT);
  cairo_surface_t *surface = pixels_end (cr, WIDTH, HEIGHT, TRUE);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      count += pixels_are_close (pixels_get (surface, x, y),
                                 pixels_pack (rsc_theme_get_piece_color (&theme, k)), 2);
  cairo_surface_destroy (surface);
  return count;
}

/* Four pieces with three neurons, one with six. */
static void
test_set (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscComplex) complex = rsc_complex_new_for_set (set, NULL, NULL);
  g_autoptr (RscComplex) other = complex_of_gallery ("polygon-12", 0.1);
  RscOptimalSetModel model, few;

  for (int space = 0; space < 2; space++)
    {
      rsc_optimal_set_model_init (&model);
      model.set = set;
      model.space = space == 0 ? RSC_SPACE_CONVEX : RSC_SPACE_NONCONVEX;
      model.n_axes = rsc_set_axes_choose (set, 0, model.axes);
      g_autoptr (RscHull) hull =
        rsc_optimal_set_project (set, model.n_axes, model.axes, NULL, NULL);
      model.hull = hull;
      model.complex = complex;
      for (gsize k = 0; k < 4; k++)
        g_assert_cmpint (count_piece (&model, 3, k), >, 20);
      const int alone = count_piece (&model, 3, 0);
      g_assert_cmpint (count_piece (&model, 6, 0), >, 2 * alone);
      for (gsize k = 1; k < 4; k++)
        g_assert_cmpint (count_piece (&model, 6, k), ==, 0);
      /* Faces are filled where they are flat: in no colour of their own alone. */
      g_assert_cmpint (count_piece (&model, 9, 0), >, 2 * alone);
      /* All of it, and what belongs to another set. */
      g_assert_cmpint (count_piece (&model, 0, 1), ==, 0);
      model.complex = other;
      g_assert_cmpint (count_piece (&model, 3, 1), ==, 0);
      model.complex = complex;

      model.limit = 3;
      rsc_optimal_set_model_copy (&few, &model);
      g_assert_true (rsc_optimal_set_model_is_same_but_for_point (&few, &model));
      model.limit = 4;
      g_assert_false (rsc_optimal_set_model_is_same_but_for_point (&few, &model));
      rsc_optimal_set_model_clear (&few);
    }
}

/* Any size, and sets of one vertex, of very many points in weight space, and of a list that
 * stops. */
static void
test_sizes (void)
{
  g_autoptr (RscComplex) one = complex_of_gallery ("xor", 0.1);
  g_autoptr (RscComplex) zero = complex_of_gallery ("xor", 2.0);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_auto (Plant) plant = plant_random (rng, 12, 22, 12);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  gboolean complete = FALSE;
  g_autoptr (GPtrArray) vertices = vertices_of (polytope, 20, &complete);
  g_autoptr (RscComplex) some =
    rsc_complex_new (rsc_polytope_as_set (polytope), plant.n, vertices, complete, NULL, NULL);
  const RscComplex *const complexes[] = { one, zero, some };
  static const int sizes[][2] = { { 1, 1 }, { 40, 300 }, { 300, 40 }, { 150, 120 }, { 900, 200 } };

  g_assert_false (complete);
  g_assert_true (says (some, "not all minimal ones are known"));
  for (gsize c = 0; c < G_N_ELEMENTS (complexes); c++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
      cairo_surface_destroy (draw (complexes[c], 5, k % 2 == 0, sizes[k][0], sizes[k][1]));
  gsl_rng_free (rng);
}

/* Of an incomplete list two isolated points can turn out to be one piece: no number wraps around,
 * and each is said to be what was found. */
static void
test_found (void)
{
  const RscComplexLevel level = {
    .m = 4, .n_vertices = 2, .n_components = 1, .n_isolated = 2, .log_points = log (48.0)
  };
  g_autofree char *total = rsc_widths_words_dup_total (&level);
  g_autofree char *weights = rsc_widths_words_dup_weights (&level);
  g_autofree char *count = rsc_widths_words_dup_count (&level);

  g_assert_cmpuint (rsc_complex_level_count_families (&level), ==, 0);
  g_assert_cmpstr (total, ==, "48 found");
  g_assert_cmpstr (weights, ==, "2·4! = 48 points found");
  g_assert_cmpstr (count, ==, "1 found");
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widths-plot/found", test_found);
  g_test_add_func ("/widths-plot/words", test_words);
  g_test_add_func ("/widths-plot/columns", test_columns);
  g_test_add_func ("/widths-plot/marks", test_marks);
  g_test_add_func ("/widths-plot/set", test_set);
  g_test_add_func ("/widths-plot/sizes", test_sizes);
  return g_test_run ();
}
