/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signed bars: where they are, in which colours, and what is written. */
#include "pixels.h"

#include "ui/plot/rsc-signed-bars.h"
#include "ui/plot/rsc-text.h"
#include <math.h>
#include <string.h>

#define WIDTH 420
#define HEIGHT 260

static const double values[] = { 1.0, -0.5, 0.25, 0.0 };
static const gsize labels[] = { 4, 0, 7, 11 };

static RscSignedBarsModel
make_model (void)
{
  RscSignedBarsModel model;

  rsc_signed_bars_model_init (&model);
  model.n = G_N_ELEMENTS (values);
  model.values = values;
  model.labels = labels;
  model.neurons = TRUE;
  model.y_title = "change";
  model.x_title = "neuron";
  model.sentence = "Four of them";
  return model;
}

/* Each bar is under its column, and the whole picture is cut into columns. */
static void
test_find (void)
{
  RscSignedBarsModel model = make_model ();
  RscTheme theme;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  gssize last = -1;

  rsc_theme_init (&theme, FALSE);
  g_autoptr (RscPicture) picture = rsc_signed_bars_new (&model, &theme, cr, WIDTH, HEIGHT);
  for (int x = 0; x < WIDTH; x++)
    {
      const gssize k = rsc_signed_bars_find (picture, x, 0.6 * HEIGHT);

      if (k < 0)
        continue;
      g_assert_cmpint (k, >=, last);
      g_assert_cmpint (k, <=, last + 1);
      last = k;
    }
  g_assert_cmpint (last, ==, 3);
  /* The number of a bar is in the middle below it. */
  GArray *boxes = rsc_text_record (cr);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  for (gsize k = 0; k < model.n; k++)
    {
      g_autofree char *number = g_strdup_printf ("%zu", labels[k] + 1);
      const RscTextBox *box = NULL;
      double x, ends[2] = { INFINITY, -INFINITY }, y = 0.6 * HEIGHT;

      for (guint i = 0; i < boxes->len; i++)
        if (strcmp (g_array_index (boxes, RscTextBox, i).words, number) == 0)
          box = &g_array_index (boxes, RscTextBox, i);
      g_assert_nonnull (box);
      for (x = 0.0; x < WIDTH; x += 0.5)
        if (rsc_signed_bars_find (picture, x, y) == (gssize) k)
          {
            ends[0] = fmin (ends[0], x);
            ends[1] = fmax (ends[1], x);
          }
      x = box->x + 0.5 * box->width;
      y = 0.0;
      cairo_device_to_user (cr, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, 0.5 * (ends[0] + ends[1]), 2.0);
    }
  g_assert_cmpint (rsc_signed_bars_find (picture, 0.5 * WIDTH, 1.0), ==, -1);
  cairo_surface_destroy (pixels_end (cr, WIDTH, HEIGHT, FALSE));
}

/* Numbers count from 1, and nothing is cut off; without room there is the sentence alone. */
static void
test_words (void)
{
  static const char *const words[] = { "5", "1", "8", "12", "change", "neuron", "Four of them" };

  for (int dark = 0; dark < 2; dark++)
    {
      RscSignedBarsModel model = make_model ();
      RscTheme theme;
      cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
      GArray *boxes = rsc_text_record (cr);

      rsc_theme_init (&theme, dark);
      rsc_picture_draw_whole (rsc_signed_bars_new (&model, &theme, cr, WIDTH, HEIGHT), cr);
      for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
        {
          gboolean found = FALSE;

          for (guint k = 0; k < boxes->len; k++)
            {
              const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

              g_assert_false (box->clipped || box->shortened);
              found = found || strcmp (box->words, words[w]) == 0;
            }
          g_assert_true (found);
        }
      cairo_surface_destroy (pixels_end (cr, WIDTH, HEIGHT, FALSE));
    }

  RscSignedBarsModel model = make_model ();
  RscTheme theme;
  cairo_t *cr = pixels_begin (WIDTH, 50);
  GArray *boxes = rsc_text_record (cr);
  rsc_theme_init (&theme, FALSE);
  rsc_picture_draw_whole (rsc_signed_bars_new (&model, &theme, cr, WIDTH, 50), cr);
  g_assert_cmpuint (boxes->len, ==, 1);
  cairo_surface_destroy (pixels_end (cr, WIDTH, 50, FALSE));
}

/* The numbers of many points are written at equal distances. */
static void
test_numbers (void)
{
  double many[120];
  guint last = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (many); k++)
    many[k] = 1.0 + (double) (k % 7);
  for (gsize n = 4; n <= G_N_ELEMENTS (many); n += 4)
    {
      RscSignedBarsModel model = make_model ();
      RscTheme theme;
      cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
      GArray *boxes = rsc_text_record (cr);
      guint step = 0, count = 0;

      model.n = n;
      model.values = many;
      model.labels = NULL;
      model.neurons = FALSE;
      rsc_theme_init (&theme, FALSE);
      rsc_picture_draw_whole (rsc_signed_bars_new (&model, &theme, cr, WIDTH, HEIGHT), cr);
      for (guint k = 0; k < boxes->len; k++)
        {
          const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);
          const guint number = (guint) g_ascii_strtoull (box->words, NULL, 10);

          /* Not those beside the axis, which stand higher. */
          if (number == 0 || strchr (box->words, '.') || box->y < 0.75 * HEIGHT)
            continue;
          if (step == 0)
            step = number;
          g_assert_cmpuint (number, ==, ++count * step);
        }
      g_assert_cmpuint (count, ==, n / step);
      g_assert_cmpuint (step, >=, last);
      last = step;
      cairo_surface_destroy (pixels_end (cr, WIDTH, HEIGHT, FALSE));
    }
  g_assert_cmpuint (last, >=, 5);
}

/* The marks move without a new layout. */
static void
test_emphasis (void)
{
  RscSignedBarsModel model = make_model ();
  RscTheme theme;
  cairo_surface_t *images[2];

  rsc_theme_init (&theme, FALSE);
  for (int marked = 0; marked < 2; marked++)
    {
      cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
      g_autoptr (RscPicture) picture = rsc_signed_bars_new (&model, &theme, cr, WIDTH, HEIGHT);

      rsc_signed_bars_set_emphasis (picture, marked ? 1 : -1, -1);
      rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
      images[marked] = pixels_end (cr, WIDTH, HEIGHT, FALSE);
    }
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (images[0]),
                           cairo_image_surface_get_data (images[1]),
                           (gsize) cairo_image_surface_get_stride (images[0]) * HEIGHT),
                   !=, 0);
  cairo_surface_destroy (images[0]);
  cairo_surface_destroy (images[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signed-bars/find", test_find);
  g_test_add_func ("/signed-bars/words", test_words);
  g_test_add_func ("/signed-bars/numbers", test_numbers);
  g_test_add_func ("/signed-bars/emphasis", test_emphasis);
  return g_test_run ();
}
