/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"

#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-text.h"
#include <locale.h>
#include <math.h>

enum
{
  WIDTH = 360,
  HEIGHT = 120
};

/* Latin, Hebrew, Arabic, and both directions in one line. */
static const char *const names[] = {
  "name", "\u05e9\u05dd", "\u0637\u0648\u0644", "actual \u05e9\u05dd", "\u05e9\u05dd (x)",
};

/* Longer than the picture is wide, in either direction. */
static const char *const long_names[] = {
  "a name of a column that is much longer than the picture is wide, and longer still",
  "\u05e9\u05dd \u05d0\u05e8\u05d5\u05da \u05de\u05d0\u05d5\u05d3 \u05e9\u05dc \u05e2\u05de\u05d5"
  "\u05d3\u05d4 \u05e9\u05dc\u05d0 \u05e0\u05db\u05e0\u05e1 \u05d1\u05ea\u05de\u05d5\u05e0\u05d4 "
  "\u05d5\u05e2\u05d5\u05d3 \u05d9\u05d5\u05ea\u05e8 \u05de\u05d6\u05d4 \u05d5\u05d2\u05dd \u05d6"
  "\u05d4",
};

/* Where ink stands; x1 and y1 exclusive, x1 = 0 without any. */
typedef struct
{
  int x0, y0, x1, y1;
} Box;

static Box
find_ink (cairo_surface_t *surface, guint32 ground)
{
  Box box = { WIDTH, HEIGHT, 0, 0 };

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (pixels_get (surface, x, y) != ground)
        {
          box.x0 = MIN (box.x0, x);
          box.y0 = MIN (box.y0, y);
          box.x1 = MAX (box.x1, x + 1);
          box.y1 = MAX (box.y1, y + 1);
        }
  return box;
}

typedef struct
{
  const char *words;
  double limit;
  double x, y, anchor_x;
  gboolean upwards;
} Line;

/* The image of a line, and the extents that it claims. */
static cairo_surface_t *
write_line (const Line *line, double *width, double *height)
{
  RscTheme theme;
  RscText text;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);

  rsc_theme_init (&theme, FALSE);
  rsc_theme_begin_picture (&theme, cr, WIDTH, HEIGHT, TRUE);
  rsc_text_init (&text, &theme, cr);
  rsc_text_set_limit (&text, line->limit);
  rsc_text_measure (&text, line->words, width, height);
  if (line->upwards)
    rsc_text_draw_upwards (&text, line->words, line->x, line->y, line->anchor_x, 0.5,
                           theme.foreground);
  else
    rsc_text_draw (&text, line->words, line->x, line->y, line->anchor_x, 0.5, theme.foreground);
  rsc_text_clear (&text);
  cairo_restore (cr);
  return pixels_end (cr, WIDTH, HEIGHT, TRUE);
}

/* A line that is shorter than its limit is drawn as without one, whatever its direction. */
static void
test_limit_moves_nothing (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    for (int upwards = 0; upwards < 2; upwards++)
      for (int anchor = 0; anchor <= 2; anchor++)
        {
          Line line = { names[k], 0.0, 180.0, 60.0, 0.5 * anchor, upwards };
          double w, h, limited_w, limited_h;
          cairo_surface_t *free = write_line (&line, &w, &h);

          line.limit = 300.0;
          cairo_surface_t *limited = write_line (&line, &limited_w, &limited_h);
          g_assert_cmpfloat (limited_w, ==, w);
          g_assert_cmpfloat (limited_h, ==, h);
          g_assert_true (pixels_are_same (free, limited));
          cairo_surface_destroy (free);
          cairo_surface_destroy (limited);
        }
}

static void
assert_inside (Box ink, double x0, double y0, double x1, double y1)
{
  g_assert_cmpint (ink.x1, >, 0);
  g_assert_cmpfloat (ink.x0, >=, x0 - 2.0);
  g_assert_cmpfloat (ink.y0, >=, y0 - 2.0);
  g_assert_cmpfloat (ink.x1, <=, x1 + 2.0);
  g_assert_cmpfloat (ink.y1, <=, y1 + 2.0);
}

/* The ink of a line stands where its anchor says, and a cut one fills its limit but no more. */
static void
test_ink_is_at_the_anchor (void)
{
  const guint32 ground = 0xffffff;

  for (gsize k = 0; k < G_N_ELEMENTS (names) + G_N_ELEMENTS (long_names); k++)
    for (int upwards = 0; upwards < 2; upwards++)
      for (int anchor = 0; anchor <= 2; anchor++)
        {
          gboolean cut = k >= G_N_ELEMENTS (names);
          Line line = { cut ? long_names[k - G_N_ELEMENTS (names)] : names[k],
                        90.0,
                        180.0,
                        60.0,
                        0.5 * anchor,
                        upwards };
          double w, h;

          /* All of it inside the picture. */
          if (upwards)
            line.y = anchor == 0 ? 110.0 : anchor == 1 ? 60.0 : 10.0;
          cairo_surface_t *surface = write_line (&line, &w, &h);
          Box ink = find_ink (surface, ground);
          g_assert_cmpfloat (w, <=, 90.0);
          if (upwards)
            assert_inside (ink, line.x - 0.5 * h, line.y - (1.0 - line.anchor_x) * w,
                           line.x + 0.5 * h, line.y + line.anchor_x * w);
          else
            assert_inside (ink, line.x - line.anchor_x * w, line.y - 0.5 * h,
                           line.x + (1.0 - line.anchor_x) * w, line.y + 0.5 * h);
          int length = upwards ? ink.y1 - ink.y0 : ink.x1 - ink.x0;
          g_assert_cmpfloat (length, >=, cut ? 70.0 : 0.7 * w);
          cairo_surface_destroy (surface);
        }
}

/* Sentences are centred in both directions, and stay in their width. */
static void
test_sentences (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (long_names); k++)
    {
      RscTheme theme;
      RscText text;
      cairo_t *cr = pixels_begin (WIDTH, HEIGHT);

      rsc_theme_init (&theme, FALSE);
      rsc_theme_begin_picture (&theme, cr, WIDTH, HEIGHT, TRUE);
      rsc_text_init (&text, &theme, cr);
      double line,
        h = rsc_text_draw_sentence (&text, long_names[k], 180.0, 60.0, 200.0, theme.foreground);
      g_assert_cmpfloat (rsc_text_measure_sentence (&text, long_names[k], 200.0), ==, h);
      rsc_text_measure (&text, "0", NULL, &line);
      g_assert_cmpfloat (h, >, 1.5 * line);
      rsc_text_clear (&text);
      cairo_restore (cr);
      cairo_surface_t *surface = pixels_end (cr, WIDTH, HEIGHT, TRUE);
      Box ink = find_ink (surface, 0xffffff);
      assert_inside (ink, 80.0, 60.0 - 0.5 * h, 280.0, 60.0 + 0.5 * h);
      g_assert_cmpfloat (fabs (0.5 * (ink.x0 + ink.x1) - 180.0), <, 12.0);
      cairo_surface_destroy (surface);
    }
}

/* The limit holds until the next call, and a scale is one of the theme's size. */
static void
test_style (void)
{
  const char *words = long_names[0];
  RscTheme theme;
  RscText text;
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);
  double w, h, bold, large, large_h;

  rsc_theme_init (&theme, FALSE);
  rsc_text_init (&text, &theme, cr);
  g_assert_cmpfloat (text.size, ==, 12.0);
  rsc_text_measure (&text, words, &w, &h);
  rsc_text_set_style (&text, 1.0, TRUE);
  rsc_text_measure (&text, words, &bold, NULL);
  g_assert_cmpfloat (bold, >, w);
  rsc_text_set_style (&text, 2.0, FALSE);
  rsc_text_measure (&text, words, &large, &large_h);
  g_assert_cmpfloat_with_epsilon (large / w, 2.0, 0.15);
  g_assert_cmpfloat_with_epsilon (large_h / h, 2.0, 0.15);
  rsc_text_set_limit (&text, 60.0);
  rsc_text_measure (&text, words, &w, NULL);
  g_assert_cmpfloat (w, <=, 60.0);
  rsc_text_set_limit (&text, 0.0);
  rsc_text_measure (&text, words, &w, NULL);
  g_assert_cmpfloat (w, ==, large);
  rsc_text_clear (&text);

  /* Sizes that nobody can read or hold become ones that can be. */
  theme.font_size = NAN;
  rsc_text_init (&text, &theme, cr);
  g_assert_cmpfloat (text.size, ==, 12.0);
  rsc_text_clear (&text);
  theme.font_size = 0.0;
  rsc_text_init (&text, &theme, cr);
  g_assert_cmpfloat (text.size, ==, 1.0);
  rsc_text_clear (&text);
  theme.font_size = 1e9;
  rsc_text_init (&text, &theme, cr);
  g_assert_cmpfloat (text.size, ==, 500.0);
  rsc_text_clear (&text);
  cairo_destroy (cr);
}

/* What is drawn is noted with its place: whole, with an ellipsis, cut by the picture's edge,
 * turned; and what is painted over is forgotten. */
static void
test_record (void)
{
  RscTheme theme;
  RscText text;
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  const RscTextBox *box;
  double w, h;

  rsc_theme_init (&theme, FALSE);
  rsc_theme_begin_picture (&theme, cr, WIDTH, HEIGHT, TRUE);
  rsc_text_init (&text, &theme, cr);
  rsc_text_measure (&text, "name", &w, &h);
  rsc_text_draw (&text, "name", 100.0, 50.0, 0.5, 0.5, theme.foreground);
  g_assert_cmpuint (boxes->len, ==, 1);
  box = &g_array_index (boxes, RscTextBox, 0);
  g_assert_cmpstr (box->words, ==, "name");
  g_assert_false (box->shortened || box->clipped);
  g_assert_cmpfloat (box->x, >=, 100.0 - 0.5 * w - 1.0);
  g_assert_cmpfloat (box->x + box->width, <=, 100.0 + 0.5 * w + 1.0);
  g_assert_cmpfloat (box->width, >, 0.8 * w);
  g_assert_cmpfloat (box->y, >=, 50.0 - 0.5 * h);
  g_assert_cmpfloat (box->y + box->height, <=, 50.0 + 0.5 * h);

  rsc_text_draw_upwards (&text, "name", 200.0, 60.0, 0.5, 0.5, theme.foreground);
  box = &g_array_index (boxes, RscTextBox, 1);
  g_assert_cmpfloat (box->height, >, box->width);
  g_assert_cmpfloat_with_epsilon (box->height, g_array_index (boxes, RscTextBox, 0).width, 0.01);
  rsc_text_draw (&text, "name", 2.0, 100.0, 0.5, 0.5, theme.foreground);
  g_assert_true (g_array_index (boxes, RscTextBox, 2).clipped);
  rsc_text_set_limit (&text, 40.0);
  rsc_text_draw (&text, long_names[0], 300.0, 20.0, 0.5, 0.5, theme.foreground);
  g_assert_true (g_array_index (boxes, RscTextBox, 3).shortened);
  rsc_text_set_limit (&text, 0.0);
  rsc_text_draw (&text, " ", 300.0, 60.0, 0.5, 0.5, theme.foreground);
  g_assert_cmpuint (boxes->len, ==, 4);

  rsc_text_erase (&text, 60.0, 30.0, 80.0, 40.0, theme.background);
  g_assert_cmpuint (boxes->len, ==, 3);
  g_assert_true (g_array_index (boxes, RscTextBox, 1).clipped);
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_destroy (cr);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/limit-moves-nothing", test_limit_moves_nothing);
  g_test_add_func ("/text/ink-is-at-the-anchor", test_ink_is_at_the_anchor);
  g_test_add_func ("/text/sentences", test_sentences);
  g_test_add_func ("/text/style", test_style);
  g_test_add_func ("/text/record", test_record);
  return g_test_run ();
}
