/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"

#include "ui/plot/rsc-curves-legend.h"
#include "ui/plot/rsc-curves-plot.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

static cairo_surface_t *
draw (const RscCurvesModel *models, gsize n, gboolean dark, int width, int height)
{
  RscTheme theme;
  cairo_t *cr = pixels_begin (width, height);

  rsc_theme_init (&theme, dark);
  if (n == 1)
    rsc_curves_plot_draw (models, &theme, cr, width, height);
  else
    rsc_curves_plot_draw_grid (n, models, &theme, cr, width, height);
  return pixels_end (cr, width, height, TRUE);
}

/* Equal but for the smoothing of thin lines. */
static gboolean
is_like (guint32 a, guint32 b)
{
  int sum = 0;

  for (int shift = 0; shift < 24; shift += 8)
    sum += abs ((int) ((a >> shift) & 0xff) - (int) ((b >> shift) & 0xff));
  return sum < 110;
}

/* Pixels of one colour from column @from up to @to; their middle. */
static int
find_color (cairo_surface_t *surface,
            guint32 color,
            int from,
            int to,
            int height,
            double *mean_x,
            double *mean_y)
{
  int count = 0;
  double sum_x = 0.0, sum_y = 0.0;

  for (int y = 0; y < height; y++)
    for (int x = from; x < to; x++)
      if (is_like (pixels_get (surface, x, y), color))
        {
          count++;
          sum_x += x;
          sum_y += y;
        }
  if (mean_x != NULL)
    *mean_x = count > 0 ? sum_x / count : NAN;
  if (mean_y != NULL)
    *mean_y = count > 0 ? sum_y / count : NAN;
  return count;
}

static int
count_color (const RscCurvesModel *model, gboolean dark, guint32 color)
{
  cairo_surface_t *surface = draw (model, 1, dark, 400, 300);
  int count = find_color (surface, color, 0, 400, 300, NULL, NULL);
  cairo_surface_destroy (surface);
  return count;
}

static int
count_ink (cairo_surface_t *surface, int width, int height)
{
  return pixels_count_ink (surface, pixels_get (surface, 0, 0), width, height);
}

/* The colour of the method, as the picture is documented to choose it: the same in every
 * picture. */
static guint32
get_method_color (gboolean dark, gsize neuron)
{
  RscTheme theme;

  rsc_theme_init (&theme, dark);
  return pixels_pack (rsc_theme_get_neuron_color (&theme, neuron));
}

static const double widths[] = { 4.0, 3.0, 2.0, 1.0 };
static const double good[] = { 0.9, 0.9, 0.9, 0.9 };
static const double bad[] = { 0.1, 0.1, 0.1, 0.1 };

static void
test_words (void)
{
  RscCurvesModel model;
  double nothing[4] = { NAN, INFINITY, NAN, NAN };
  RscCurve curve = { "a", 4, widths, nothing, NULL, NULL, 0, FALSE };

  rsc_curves_model_init (&model);
  for (int k = 0; k < 2; k++)
    {
      cairo_surface_t *surface = draw (&model, 1, k, 400, 200);
      g_assert_cmpint (count_ink (surface, 400, 200), >, 50);
      cairo_surface_destroy (surface);
      model.curves = &curve;
      model.n_curves = 1;
    }
  /* A sentence and not a frame: nothing at the left edge of where one would be. */
  cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 200);
  g_assert_cmpint (count_ink (surface, 60, 200), ==, 0);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (draw (NULL, 0, FALSE, 400, 200));
}

/* Higher values are higher up, both themes; methods keep their colours. */
static void
test_curves (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      RscCurve curves[2] = { { "a", 4, widths, good, NULL, NULL, 0, FALSE },
                             { "b", 4, widths, bad, NULL, NULL, 1, FALSE } };
      RscCurvesModel model;
      double upper, lower;

      rsc_curves_model_init (&model);
      model.legend = FALSE;
      model.n_curves = 2;
      model.curves = curves;
      cairo_surface_t *surface = draw (&model, 1, dark, 400, 300);
      g_assert_cmpint (find_color (surface, get_method_color (dark, 4), 0, 400, 300, NULL, &upper),
                       >, 50);
      g_assert_cmpint (find_color (surface, get_method_color (dark, 5), 0, 400, 300, NULL, &lower),
                       >, 50);
      g_assert_cmpfloat (upper + 100.0, <, lower);
      cairo_surface_destroy (surface);
    }
}

/* A dashed line has less ink than a solid one. */
static void
test_dashed (void)
{
  static const double zigzag[] = { 0.9, 0.1, 0.9, 0.1 };
  RscCurve curve = { "a", 4, widths, zigzag, NULL, NULL, 0, FALSE };
  RscCurvesModel model;
  int ink[2];

  rsc_curves_model_init (&model);
  model.legend = FALSE;
  model.n_curves = 1;
  model.curves = &curve;
  for (int k = 0; k < 2; k++)
    {
      curve.dashed = k == 1;
      cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
      /* Between two points, without their markers. */
      guint32 ground = pixels_get (surface, 0, 0);
      ink[k] = 0;
      for (int y = 0; y < 300; y++)
        for (int x = 80; x < 150; x++)
          ink[k] += pixels_get (surface, x, y) != ground;
      cairo_surface_destroy (surface);
    }
  g_assert_cmpint (ink[1], <, ink[0] - 120);
}

static void
test_bands (void)
{
  double low[] = { 0.5, 0.5, 0.5, 0.5 }, high[] = { 0.95, 0.95, 0.95, 0.95 };
  RscCurve curves[2] = { { "a", 4, widths, good, NULL, NULL, 0, FALSE },
                         { "b", 4, widths, bad, NULL, NULL, 1, FALSE } };
  RscCurvesModel model;

  rsc_curves_model_init (&model);
  model.n_curves = 2;
  model.curves = curves;
  cairo_surface_t *without = draw (&model, 1, FALSE, 400, 300);
  curves[0].low = low;
  curves[0].high = high;
  cairo_surface_t *with = draw (&model, 1, FALSE, 400, 300);
  /* The band covers near half the frame's height. */
  g_assert_cmpint (count_ink (with, 400, 300), >, count_ink (without, 400, 300) + 15000);
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
}

static void
test_gap (void)
{
  double values[] = { 0.9, NAN, NAN, 0.9 };
  RscCurve curve = { "a", 4, widths, good, NULL, NULL, 0, FALSE };
  RscCurvesModel model;
  guint32 color = get_method_color (FALSE, 4);

  rsc_curves_model_init (&model);
  model.legend = FALSE;
  model.n_curves = 1;
  model.curves = &curve;
  cairo_surface_t *whole = draw (&model, 1, FALSE, 400, 300);
  curve.value = values;
  cairo_surface_t *broken = draw (&model, 1, FALSE, 400, 300);
  g_assert_cmpint (find_color (whole, color, 150, 300, 300, NULL, NULL), >, 20);
  g_assert_cmpint (find_color (broken, color, 150, 300, 300, NULL, NULL), ==, 0);
  g_assert_cmpint (find_color (broken, color, 0, 400, 300, NULL, NULL), >, 20);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (broken);
}

static void
test_mark (void)
{
  RscCurve curve = { "a", 4, widths, good, NULL, NULL, 0, FALSE };
  RscCurvesModel model;
  RscTheme theme;
  double x[2];

  rsc_theme_init (&theme, FALSE);
  rsc_curves_model_init (&model);
  model.n_curves = 1;
  model.curves = &curve;
  g_assert_cmpint (count_color (&model, FALSE, pixels_pack (theme.accent)), ==, 0);
  for (int k = 0; k < 2; k++)
    {
      model.marked = k == 0 ? 2.0 : 3.0;
      cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
      g_assert_cmpint (find_color (surface, pixels_pack (theme.accent), 0, 400, 300, &x[k], NULL),
                       >, 100);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpfloat (x[0] + 80.0, <, x[1]);
  /* Outside the axis there is nothing to mark. */
  model.marked = 70.0;
  g_assert_cmpint (count_color (&model, FALSE, pixels_pack (theme.accent)), ==, 0);
}

/* Points beyond the limit are not on the axis: the others are farther apart. */
static void
test_limit (void)
{
  double x[40], y[40], mean[2];
  RscCurve curve = { "a", 40, x, y, NULL, NULL, 0, FALSE };
  RscCurvesModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int k = 0; k < 40; k++)
    {
      x[k] = 40 - k;
      y[k] = 0.5;
    }
  rsc_curves_model_init (&model);
  model.n_curves = 1;
  model.curves = &curve;
  model.marked = 5.0;
  for (int k = 0; k < 2; k++)
    {
      model.limit = k == 0 ? 0 : 10;
      cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
      find_color (surface, pixels_pack (theme.accent), 0, 400, 300, &mean[k], NULL);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpfloat (mean[0], <, 110.0);
  g_assert_cmpfloat (mean[1], >, 170.0);
}

/* A method's name is in the legend once, however many curves it has. */
static void
test_legend (void)
{
  RscCurve curves[3] = { { "method", 4, widths, good, NULL, NULL, 0, FALSE },
                         { "method", 4, widths, bad, NULL, NULL, 0, FALSE },
                         { "other", 4, widths, bad, NULL, NULL, 1, FALSE } };
  RscCurvesModel model;
  guint32 color = get_method_color (FALSE, 4);
  int counts[2];

  rsc_curves_model_init (&model);
  model.n_curves = 3;
  model.curves = curves;
  for (int k = 0; k < 2; k++)
    {
      model.legend = k == 1;
      cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
      counts[k] = 0;
      for (int y = 0; y < 24; y++)
        for (int x = 0; x < 400; x++)
          counts[k] += pixels_get (surface, x, y) == color;
      cairo_surface_destroy (surface);
    }
  /* With the legend only its own samples are above the frame. */
  g_assert_cmpint (counts[1], >, 20);
  g_assert_cmpint (counts[1], <, 120);
}

static void
test_degenerate (void)
{
  static const int sizes[][2] = { { 420, 260 }, { 900, 200 }, { 90, 400 },
                                  { 59, 59 },   { 1, 1 },     { 30, 3 } };
  double x[1000], y[1000], low[1000], high[1000];
  static const gsize counts[] = { 0, 1, 2, 1000 };
  static const double scales[] = { 0.0, 1e-145, 1.0, 1e145 };

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
      {
        for (gsize k = 0; k < 1000; k++)
          {
            x[k] = (double) k;
            y[k] = scales[s] * sin (0.1 * (double) k);
            low[k] = k % 7 == 3 ? NAN : y[k] - 0.1 * scales[s];
            high[k] = y[k] + 0.1 * scales[s];
          }
        RscCurve curves[9];
        for (gsize k = 0; k < 9; k++)
          curves[k] =
            (RscCurve){ k == 2 ? NULL : "a method with a name that is far too long for it",
                        counts[c],
                        x,
                        y,
                        low,
                        high,
                        k,
                        k % 2 };
        RscCurvesModel models[10];
        for (gsize k = 0; k < 10; k++)
          {
            rsc_curves_model_init (&models[k]);
            models[k].title = k % 2 ? "title" : NULL;
            models[k].y_title = k % 3 ? "values" : NULL;
            models[k].n_curves = k;
            models[k].curves = k > 0 ? curves : NULL;
            models[k].marked = k % 2 ? 1.0 : NAN;
            models[k].limit = k == 9 ? 3 : 0;
          }
        for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
          {
            cairo_surface_destroy (draw (&models[9], 1, k % 2, sizes[k][0], sizes[k][1]));
            cairo_surface_destroy (draw (models, 10, k % 2, sizes[k][0], sizes[k][1]));
          }
      }
}

/* All pictures of a grid are there. */
static void
test_grid (void)
{
  RscCurve curve = { "a", 4, widths, good, NULL, NULL, 0, FALSE };
  RscCurvesModel models[10];
  guint32 color = get_method_color (FALSE, 4);

  for (gsize k = 0; k < 10; k++)
    {
      rsc_curves_model_init (&models[k]);
      models[k].n_curves = 1;
      models[k].curves = &curve;
      models[k].title = "t";
    }
  /* Five columns of two suit this shape. */
  cairo_surface_t *surface = draw (models, 10, FALSE, 1000, 340);
  for (int column = 0; column < 5; column++)
    {
      double y;
      g_assert_cmpint (
        find_color (surface, color, 30 + 194 * column, 20 + 194 * (column + 1), 340, NULL, &y), >,
        80);
      g_assert_cmpfloat (y, >, 120.0);
      g_assert_cmpfloat (y, <, 230.0);
    }
  cairo_surface_destroy (surface);
}

/* Each method once, as its solid line is; then what the two kinds of lines are, the right way
 * round. */
static void
test_legend_entries (void)
{
  const RscCurve curves[4] = { { "a", 4, widths, good, NULL, NULL, 3, FALSE },
                               { "a", 4, widths, bad, NULL, NULL, 3, TRUE },
                               { "b", 4, widths, bad, NULL, NULL, 1, FALSE },
                               { "c", 0, NULL, NULL, NULL, NULL, 2, FALSE } };
  static const struct
  {
    const char *label;
    gsize index;
    gboolean dashed;
  } expected[] = { { "a", 3, FALSE },
                   { "b", 1, FALSE },
                   { "test", G_MAXSIZE, FALSE },
                   { "training", G_MAXSIZE, TRUE } };
  RscCurvesModel model;
  RscTheme theme;
  RscText text;
  cairo_t *cr = pixels_begin (10, 10);

  rsc_theme_init (&theme, FALSE);
  rsc_text_init (&text, &theme, cr);
  rsc_curves_model_init (&model);
  model.curves = curves;
  model.n_curves = 4;
  g_autoptr (GArray) entries = rsc_curves_legend_list (1, &model, &text);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (expected));
  for (guint k = 0; k < entries->len; k++)
    {
      const RscCurvesEntry *entry = &g_array_index (entries, RscCurvesEntry, k);
      g_assert_cmpstr (entry->label, ==, expected[k].label);
      g_assert_cmpuint (entry->index, ==, expected[k].index);
      g_assert_cmpint (entry->dashed, ==, expected[k].dashed);
      g_assert_cmpfloat (entry->width, >, 20.0);
    }
  /* One kind of line needs no word. */
  model.n_curves = 1;
  g_autoptr (GArray) one = rsc_curves_legend_list (1, &model, &text);
  g_assert_cmpuint (one->len, ==, 1);
  rsc_text_clear (&text);
  cairo_destroy (cr);
}

/* A marker is full on a solid line, and open on a dashed one. */
static void
test_markers (void)
{
  static const double width[1] = { 3.0 }, value[1] = { 0.5 };
  guint32 color = get_method_color (FALSE, 4);

  for (int dashed = 0; dashed < 2; dashed++)
    {
      const RscCurve curve = { NULL, 1, width, value, NULL, NULL, 0, dashed };
      RscCurvesModel model;
      double x, y;

      rsc_curves_model_init (&model);
      model.curves = &curve;
      model.n_curves = 1;
      cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
      g_assert_cmpint (find_color (surface, color, 0, 400, 300, &x, &y), >, 8);
      if (dashed)
        g_assert_cmphex (pixels_get (surface, x, y), ==, 0xffffff);
      else
        g_assert_cmphex (pixels_get (surface, x, y), ==, color);
      cairo_surface_destroy (surface);
    }
}

/* The marked width is at the marker of its own point. */
static void
test_mark_is_in_place (void)
{
  static const double all[2] = { 0.0, 10.0 }, flat[2] = { 0.9, 0.9 };
  static const double width[1] = { 4.0 }, value[1] = { 0.2 };
  const RscCurve curves[2] = { { NULL, 1, width, value, NULL, NULL, 0, FALSE },
                               { NULL, 2, all, flat, NULL, NULL, 1, FALSE } };
  RscCurvesModel model;
  RscTheme theme;
  double marker, mark;

  rsc_theme_init (&theme, FALSE);
  rsc_curves_model_init (&model);
  model.curves = curves;
  model.n_curves = 2;
  model.marked = 5.0;
  cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
  g_assert_cmpint (find_color (surface, get_method_color (FALSE, 4), 0, 400, 300, &marker, NULL), >,
                   8);
  g_assert_cmpint (find_color (surface, pixels_pack (theme.accent), 0, 400, 300, &mark, NULL), >,
                   60);
  g_assert_cmpfloat (mark - marker, >, 10.0);
  cairo_surface_destroy (surface);
  model.marked = 4.0;
  surface = draw (&model, 1, FALSE, 400, 300);
  find_color (surface, get_method_color (FALSE, 4), 0, 400, 300, &marker, NULL);
  find_color (surface, pixels_pack (theme.accent), 0, 400, 300, &mark, NULL);
  g_assert_cmpfloat (fabs (mark - marker), <, 1.5);
  cairo_surface_destroy (surface);
}

/* The lines of the legend are as the words beside them say: the last, of training, has gaps. */
static void
test_legend_lines (void)
{
  RscCurvesEntry keys[2] = { { "x", G_MAXSIZE, FALSE, 40.0 }, { "x", G_MAXSIZE, TRUE, 40.0 } };
  int changes[2] = { 0, 0 };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RscCurvesEntry));
      cairo_t *cr = pixels_begin (120, 20);
      RscText text;
      gboolean was = FALSE;

      g_array_append_val (entries, keys[k]);
      rsc_theme_begin_picture (&theme, cr, 120, 20, TRUE);
      rsc_text_init (&text, &theme, cr);
      g_assert_cmpfloat (
        rsc_curves_legend_lay (entries, &theme, &text, 10.0, 0.0, 100.0, 30.0, TRUE, NULL), ==,
        1.45 * text.size);
      rsc_text_clear (&text);
      cairo_restore (cr);
      cairo_surface_t *surface = pixels_end (cr, 120, 20, TRUE);
      for (int x = 0; x < 70; x++)
        {
          gboolean is = pixels_get (surface, x, 8.5) != 0xffffff;
          changes[k] += is != was;
          was = is;
        }
      cairo_surface_destroy (surface);
    }
  g_assert_cmpint (changes[0], ==, 2);
  g_assert_cmpint (changes[1], >=, 6);
}

/* No method is lost from a legend: its text gets smaller, and if that is not enough its end says
 * how many are left out, which can be asked for. */
static void
test_legend_is_whole (void)
{
  static const double all[2] = { 0.0, 10.0 }, flat[2] = { 0.2, 0.9 };
  static const int heights[] = { 600, 300, 200, 160, 120 };
  enum
  {
    N = 24
  };
  char *names[N];
  RscCurve curves[N];
  RscCurvesModel model;
  gboolean left_out = FALSE, whole = FALSE;

  for (gsize k = 0; k < N; k++)
    {
      names[k] = g_strdup_printf ("Method number %" G_GSIZE_FORMAT, k);
      curves[k] = (RscCurve){ names[k], 2, all, flat, NULL, NULL, k, FALSE };
    }
  rsc_curves_model_init (&model);
  model.curves = curves;
  model.n_curves = N;
  model.legend = TRUE;
  for (gsize h = 0; h < G_N_ELEMENTS (heights); h++)
    {
      cairo_t *cr = rsc_picture_create_measuring ();
      GArray *boxes = rsc_text_record (cr);
      RscTheme theme;
      guint n_drawn = 0, n_more = 0;

      rsc_theme_init (&theme, FALSE);
      RscPicture *picture = rsc_curves_plot_new (&model, &theme, cr, 500, heights[h]);
      g_autofree char *rest = rsc_curves_plot_dup_left_out (picture);
      rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
      for (guint k = 0; k < boxes->len; k++)
        {
          const char *words = g_array_index (boxes, RscTextBox, k).words;

          n_drawn += g_str_has_prefix (words, "Method number ");
          sscanf (words, "and %u more", &n_more);
        }
      if (rest == NULL)
        g_assert_cmpuint (n_drawn, ==, N);
      else
        {
          g_auto (GStrv) lines = g_strsplit (rest, "\n", -1);

          g_assert_cmpuint (g_strv_length (lines), ==, N);
          for (gsize k = 0; k < N; k++)
            g_assert_cmpstr (lines[k], ==, names[k]);
          g_assert_cmpuint (n_drawn, <, N);
          if (n_drawn > 0)
            g_assert_cmpuint (n_drawn + n_more, ==, N);
        }
      left_out = left_out || (n_drawn > 0 && n_drawn < N);
      whole = whole || n_drawn == N;
      rsc_picture_free (picture);
      cairo_destroy (cr);
    }
  g_assert_true (left_out);
  g_assert_true (whole);
  for (gsize k = 0; k < N; k++)
    g_free (names[k]);
}

/* A title stands in the middle above its frame. */
static void
test_title_is_centred (void)
{
  static const double all[2] = { 0.0, 10.0 }, flat[2] = { 0.2, 0.9 };
  const RscCurve curve = { NULL, 2, all, flat, NULL, NULL, 1, FALSE };
  RscCurvesModel model;
  double title, curve_x;

  rsc_curves_model_init (&model);
  model.curves = &curve;
  model.n_curves = 1;
  model.title = "Title";
  model.legend = FALSE;
  RscTheme theme;
  rsc_theme_init (&theme, FALSE);
  cairo_surface_t *surface = draw (&model, 1, FALSE, 400, 300);
  int first = 400, last = 0;
  for (int y = 0; y < 16; y++)
    for (int x = 0; x < 400; x++)
      if (pixels_get (surface, x, y) != 0xffffff)
        {
          first = MIN (first, x);
          last = MAX (last, x);
        }
  title = 0.5 * (first + last);
  first = 400, last = 0;
  for (int y = 30; y < 300; y++)
    for (int x = 0; x < 400; x++)
      if (pixels_get (surface, x, y) == get_method_color (FALSE, 5))
        {
          first = MIN (first, x);
          last = MAX (last, x);
        }
  curve_x = 0.5 * (first + last);
  g_assert_cmpint (last - first, >, 200);
  g_assert_cmpfloat (fabs (title - curve_x), <, 6.0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curves-plot/legend-is-whole", test_legend_is_whole);
  g_test_add_func ("/curves-plot/words", test_words);
  g_test_add_func ("/curves-plot/curves", test_curves);
  g_test_add_func ("/curves-plot/dashed", test_dashed);
  g_test_add_func ("/curves-plot/bands", test_bands);
  g_test_add_func ("/curves-plot/gap", test_gap);
  g_test_add_func ("/curves-plot/mark", test_mark);
  g_test_add_func ("/curves-plot/limit", test_limit);
  g_test_add_func ("/curves-plot/legend", test_legend);
  g_test_add_func ("/curves-plot/degenerate", test_degenerate);
  g_test_add_func ("/curves-plot/grid", test_grid);
  g_test_add_func ("/curves-plot/legend-entries", test_legend_entries);
  g_test_add_func ("/curves-plot/markers", test_markers);
  g_test_add_func ("/curves-plot/mark-is-in-place", test_mark_is_in_place);
  g_test_add_func ("/curves-plot/legend-lines", test_legend_lines);
  g_test_add_func ("/curves-plot/title-is-centred", test_title_is_centred);
  return g_test_run ();
}
