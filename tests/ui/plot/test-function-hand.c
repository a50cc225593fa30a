/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hand touches in a picture of the function, where, and what is drawn of it. */
#include "ui/plot/rsc-function-hand.h"
#include "ui/plot/rsc-function-plot.h"
#include <math.h>
#include <string.h>

#define WIDTH 400
#define HEIGHT 300

/* Two training points at one place, one elsewhere; a test point. */
static RscDataset *
make_plane (gboolean test)
{
  static const double x[] = { -1, -1, 1, 0.5, -1, -1 };
  static const double y[] = { 1, -1, -1 };
  static const double x_test[] = { 0, 0 };

  return test ? rsc_dataset_new ("test", 1, 2, x_test, y, NULL, NULL, NULL)
              : rsc_dataset_new ("train", 3, 2, x, y, NULL, NULL, NULL);
}

static RscPicture *
lay_out (const RscFunctionModel *model)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  RscPicture *picture;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  picture = rsc_function_plot_new (model, &theme, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  return picture;
}

static void
test_touch (void)
{
  g_autoptr (RscDataset) train = make_plane (FALSE);
  g_autoptr (RscDataset) test = make_plane (TRUE);
  g_autoptr (RscPicture) picture = NULL;
  RscFunctionModel model;
  RscFunctionTouch touch;
  double px, py;

  rsc_function_model_init (&model);
  model.dataset = train;
  model.test = test;
  picture = lay_out (&model);
  g_assert_true (rsc_function_hand_locate (picture, FALSE, 1, &px, &py));
  rsc_function_hand_touch (picture, px + 3, py - 2, &touch);
  g_assert_cmpint (touch.row, ==, 1);
  g_assert_false (touch.test);
  g_assert_true (touch.inside);
  g_assert_cmpfloat_with_epsilon (touch.x, 1, 0.05);
  g_assert_cmpfloat_with_epsilon (touch.y, 0.5, 0.05);
  /* The one on top of two. */
  g_assert_true (rsc_function_hand_locate (picture, FALSE, 0, &px, &py));
  rsc_function_hand_touch (picture, px, py, &touch);
  g_assert_cmpint (touch.row, ==, 2);
  g_assert_true (rsc_function_hand_locate (picture, TRUE, 0, &px, &py));
  rsc_function_hand_touch (picture, px, py, &touch);
  g_assert_cmpint (touch.row, ==, 0);
  g_assert_true (touch.test);
  /* Nothing is there, and there is no picture. */
  rsc_function_hand_touch (picture, px + 40, py, &touch);
  g_assert_cmpint (touch.row, ==, -1);
  g_assert_true (touch.inside);
  rsc_function_hand_touch (picture, 1, 1, &touch);
  g_assert_false (touch.inside);
  g_assert_false (rsc_function_hand_locate (picture, TRUE, 1, &px, &py));
}

static void
test_marquee (void)
{
  g_autoptr (RscDataset) train = make_plane (FALSE);
  g_autoptr (RscDataset) test = make_plane (TRUE);
  g_autoptr (RscPicture) picture = NULL;
  g_autoptr (RscRowSet) some = NULL;
  g_autoptr (RscRowSet) others = NULL;
  g_autoptr (RscRowSet) none = NULL;
  RscFunctionModel model;
  double x[2], y[2];
  RscRect area;

  rsc_function_model_init (&model);
  model.dataset = train;
  model.test = test;
  picture = lay_out (&model);
  rsc_function_hand_locate (picture, FALSE, 0, &x[0], &y[0]);
  rsc_function_hand_locate (picture, TRUE, 0, &x[1], &y[1]);
  /* From any corner. */
  area = rsc_function_hand_make_area (x[1] + 2, y[1] - 2, x[0] - 2, y[0] + 2);
  some = rsc_function_hand_list (picture, &area, FALSE);
  others = rsc_function_hand_list (picture, &area, TRUE);
  g_assert_cmpuint (some->n, ==, 2);
  g_assert_true (rsc_row_set_has (some, 0) && rsc_row_set_has (some, 2));
  g_assert_cmpuint (others->n, ==, 1);
  area = rsc_function_hand_make_area (x[1] + 2, y[1] + 2, x[1] + 30, y[1] + 30);
  none = rsc_function_hand_list (picture, &area, TRUE);
  g_assert_cmpuint (none->n, ==, 0);
}

/* Ticks are at round numbers, so that is where a hand puts points; a pixel is what it is. */
static void
test_snap (void)
{
  g_autoptr (RscDataset) train = make_plane (FALSE);
  g_autoptr (RscPicture) picture = NULL;
  RscFunctionModel model;
  double x = 0.96, y = -0.03, dx, dy, px[2], py[2];
  double x_range[2], y_range[2];

  rsc_function_model_init (&model);
  model.dataset = train;
  picture = lay_out (&model);
  rsc_function_hand_snap (picture, &x, &y);
  g_assert_cmpfloat (x, ==, 1);
  g_assert_cmpfloat (y, ==, 0);
  g_assert_false (signbit (y));
  rsc_function_hand_get_pixel (picture, &dx, &dy);
  rsc_function_hand_locate (picture, FALSE, 0, &px[0], &py[0]);
  rsc_function_hand_locate (picture, FALSE, 1, &px[1], &py[1]);
  g_assert_cmpfloat_with_epsilon (dx * (px[1] - px[0]), 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (dy * (py[0] - py[1]), 1.5, 1e-9);
  g_assert_true (rsc_function_hand_get_ranges (picture, x_range, y_range));
  g_assert_cmpfloat (x_range[0], ==, -1.5);
  g_assert_cmpfloat (x_range[1], ==, 1.5);
}

/* Axes that a hand holds stay where they are; without a point there is room to draw. */
static void
test_axes (void)
{
  g_autoptr (RscDataset) train = make_plane (FALSE);
  g_autoptr (RscDataset) blank = rsc_dataset_new_empty ("blank", 2, NULL, NULL);
  g_autoptr (RscDataset) line = rsc_dataset_new_empty ("blank", 1, NULL, NULL);
  RscDataset *const empty[] = { blank, line };
  RscFunctionModel model;
  double x[2], y[2];

  rsc_function_model_init (&model);
  model.dataset = train;
  model.x_low = -7;
  model.x_high = 3;
  model.y_low = -2;
  model.y_high = 5;
  {
    g_autoptr (RscPicture) picture = lay_out (&model);

    g_assert_true (rsc_function_hand_get_ranges (picture, x, y));
    g_assert_cmpfloat (x[0], ==, -7);
    g_assert_cmpfloat (x[1], ==, 3);
    g_assert_cmpfloat (y[0], ==, -2);
    g_assert_cmpfloat (y[1], ==, 5);
  }
  for (gsize k = 0; k < G_N_ELEMENTS (empty); k++)
    {
      g_autoptr (RscPicture) picture = NULL;
      RscFunctionTouch touch;

      rsc_function_model_init (&model);
      model.dataset = empty[k];
      model.drawing = TRUE;
      picture = lay_out (&model);
      g_assert_true (rsc_function_hand_get_ranges (picture, x, y));
      g_assert_cmpfloat (x[0], <=, -1);
      g_assert_cmpfloat (x[1], >=, 1);
      g_assert_cmpfloat (y[0], <=, -1);
      g_assert_cmpfloat (y[1], >=, 1);
      rsc_function_hand_touch (picture, 0.5 * WIDTH, 0.5 * HEIGHT, &touch);
      g_assert_true (touch.inside);
      g_assert_cmpint (touch.row, ==, -1);
    }
  /* Predictions cannot be moved. */
  rsc_function_model_init (&model);
  model.dataset = train;
  model.mode = RSC_FUNCTION_FIT;
  {
    g_autoptr (RscPicture) picture = lay_out (&model);

    g_assert_false (rsc_function_hand_get_ranges (picture, x, y));
  }
}

static cairo_surface_t *
draw (const RscPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
are_same (cairo_surface_t *a, cairo_surface_t *b)
{
  const gsize size =
    (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a);

  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size) == 0;
}

/* What is selected, the ghost and the marquee are seen, each by itself; and that a network is not
 * of these points yet. */
static void
test_drawing (void)
{
  static const double hidden[] = { 1, 1, 0.2 }, output = 1;
  g_autoptr (RscDataset) train = make_plane (FALSE);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 3, TRUE, hidden, &output, NULL);
  g_autoptr (RscRowSet) one = rsc_row_set_new_range (1, 1);
  RscFunctionModel model;
  RscFunctionHand hand = { 0 };
  cairo_surface_t *seen[5];

  rsc_function_model_init (&model);
  model.dataset = train;
  model.network = network;
  for (gsize k = 0; k < G_N_ELEMENTS (seen); k++)
    {
      g_autoptr (RscPicture) picture = NULL;

      hand = (RscFunctionHand){ .rows = k == 1 ? one : NULL,
                                .has_ghost = k == 2,
                                .x = 0.2,
                                .y = -0.2,
                                .target = 1,
                                .has_marquee = k == 3,
                                .marquee = { 150, 100, 50, 60 } };
      model.updating = k == 4;
      model.hand = &hand;
      picture = lay_out (&model);
      seen[k] = draw (picture);
    }
  for (gsize a = 0; a < G_N_ELEMENTS (seen); a++)
    for (gsize b = 0; b < a; b++)
      g_assert_false (are_same (seen[a], seen[b]));
  for (gsize k = 0; k < G_N_ELEMENTS (seen); k++)
    cairo_surface_destroy (seen[k]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-hand/touch", test_touch);
  g_test_add_func ("/function-hand/marquee", test_marquee);
  g_test_add_func ("/function-hand/snap", test_snap);
  g_test_add_func ("/function-hand/axes", test_axes);
  g_test_add_func ("/function-hand/drawing", test_drawing);
  return g_test_run ();
}
