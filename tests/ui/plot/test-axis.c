/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-axis.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static gboolean
is_one_two_five (double step)
{
  double power = floor (log10 (step) + 1e-9);
  double mantissa = step / pow (10.0, power);
  return fabs (mantissa - 1.0) < 1e-6 || fabs (mantissa - 2.0) < 1e-6
         || fabs (mantissa - 5.0) < 1e-6;
}

static void
check_ticks (const RscAxis *axis, gsize max)
{
  double ticks[40];
  gsize n = rsc_axis_get_ticks (axis, max, ticks);

  g_assert_cmpuint (n, <=, max);
  for (gsize k = 0; k < n; k++)
    {
      g_assert_true (isfinite (ticks[k]));
      g_assert_cmpfloat (ticks[k], >=, axis->minimum);
      g_assert_cmpfloat (ticks[k], <=, axis->maximum);
      if (k > 0)
        g_assert_cmpfloat (ticks[k], >, ticks[k - 1]);
    }
  g_auto (GStrv) labels = rsc_axis_dup_labels (axis, n, ticks);
  g_assert_cmpuint (g_strv_length (labels), ==, n);
  for (gsize k = 0; k < n; k++)
    {
      g_assert_true (g_utf8_validate (labels[k], -1, NULL));
      g_assert_null (strchr (labels[k], '-'));
      g_assert_cmpint (g_utf8_strlen (labels[k], -1), <=, 24);
    }
}

/* Ticks that are near each other on a logarithmic axis have labels that tell them apart. */
static void
test_near_labels (void)
{
  const RscAxis axis = { 0.9990, 0.9996, TRUE };
  const double ticks[] = { 0.9991, 0.9992, 0.9995 };
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, 3, ticks);

  g_assert_cmpstr (labels[0], !=, labels[1]);
  g_assert_cmpstr (labels[1], !=, labels[2]);

  /* The nearest two of them say how many digits that takes, not those far apart. */
  const RscAxis narrow = { 0.9999998, 1.0, TRUE };
  const double uneven[] = { 0.99999981, 0.99999982, 0.9999999 };
  g_auto (GStrv) told = rsc_axis_dup_labels (&narrow, 3, uneven);

  g_assert_cmpstr (told[0], !=, told[1]);
  g_assert_cmpstr (told[1], !=, told[2]);
}

static void
test_linear_ticks (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 1);
  for (int trial = 0; trial < 20000; trial++)
    {
      double magnitude = pow (10.0, floor (300.0 * gsl_rng_uniform (rng)) - 150.0);
      double a = magnitude * (2.0 * gsl_rng_uniform (rng) - 1.0);
      double b = magnitude * (2.0 * gsl_rng_uniform (rng) - 1.0);
      RscAxis axis = { MIN (a, b), MAX (a, b), FALSE };
      gsize max = 1 + gsl_rng_uniform_int (rng, 16);
      double ticks[20];

      if (!(axis.maximum > axis.minimum))
        continue;
      check_ticks (&axis, max);
      gsize n = rsc_axis_get_ticks (&axis, max, ticks);
      /* Steps grow by 2.5 at most, so no axis is left bare. */
      g_assert_cmpfloat ((double) n + 2.0, >=, (double) max / 2.5);
      if (n >= 3 && axis.maximum - axis.minimum > 1e-6 * magnitude)
        {
          double step = ticks[1] - ticks[0];
          g_assert_true (is_one_two_five (step));
          for (gsize k = 2; k < n; k++)
            g_assert_cmpfloat (fabs (ticks[k] - ticks[k - 1] - step), <, 1e-6 * step);
        }
    }
  gsl_rng_free (rng);
}

static void
test_log_ticks (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 2);
  for (int trial = 0; trial < 20000; trial++)
    {
      double a = pow (10.0, 300.0 * gsl_rng_uniform (rng) - 150.0);
      double b = a * pow (10.0, 0.01 + 20.0 * gsl_rng_uniform (rng) * gsl_rng_uniform (rng));
      RscAxis axis = { a, b, TRUE };
      check_ticks (&axis, 1 + gsl_rng_uniform_int (rng, 16));
    }
  gsl_rng_free (rng);

  RscAxis axis = { 1e-3, 1.0, TRUE };
  double ticks[8];
  g_assert_cmpuint (rsc_axis_get_ticks (&axis, 8, ticks), ==, 4);
  g_assert_cmpfloat_with_epsilon (ticks[0], 1e-3, 1e-15);
  g_assert_cmpfloat_with_epsilon (ticks[3], 1.0, 1e-12);
}

static void
test_extreme_ranges (void)
{
  const RscAxis axes[] = {
    { -1e150, 1e150, FALSE },   { 1e-150, 2e-150, FALSE },           { 0.0, 1e-300, FALSE },
    { -1e308, 1e308, FALSE },   { 1.0, 1.0 + 1e-15, FALSE },         { 1e9, 1e9 + 1e-3, FALSE },
    { 1e-150, 1e150, TRUE },    { 1.0, 1.0 + 1e-12, TRUE },          { 1.0, 1.0, FALSE },
    { -1e-300, 1e-300, FALSE }, { 99999.9, 100000.1, FALSE },        { 1e-300, 1e300, TRUE },
    { -0.3, 0.1, FALSE },       { 123456789.0, 123456790.0, FALSE },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (axes); k++)
    for (gsize max = 0; max <= 12; max++)
      check_ticks (&axes[k], max);
}

static void
assert_label (const RscAxis *axis, double tick, const char *expected)
{
  g_autofree char *label = rsc_axis_format_tick (axis, tick);
  g_assert_cmpstr (label, ==, expected);
}

static void
test_format (void)
{
  const RscAxis unit = { -1.0, 1.0, FALSE }, tiny = { -2e-5, 2e-5, FALSE };
  const RscAxis large = { 0.0, 3e6, FALSE }, decades = { 1e-8, 1e5, TRUE };
  const RscAxis narrow = { 100000.1, 100000.5, FALSE };
  const double ticks[] = { -1.0, -0.5, 0.0, 0.5, 1.0 };

  assert_label (&unit, 0.5, "0.5");
  assert_label (&unit, -0.5, "\u22120.5");
  assert_label (&unit, -1e-17, "0");
  assert_label (&unit, 0.1 + 0.2, "0.3");
  assert_label (&tiny, 2e-5, "2\u00d710\u207b\u2075");
  assert_label (&tiny, -5e-6, "\u22120.5\u00d710\u207b\u2075");
  assert_label (&tiny, 0.0, "0");
  assert_label (&large, 1.5e6, "1.5\u00d710\u2076");
  assert_label (&decades, 1e-7, "10\u207b\u2077");
  assert_label (&decades, 2e-7, "2\u00d710\u207b\u2077");
  assert_label (&decades, 0.01, "0.01");
  assert_label (&narrow, 100000.2, "100000.2");
  assert_label (&unit, NAN, "?");

  g_auto (GStrv) labels = rsc_axis_dup_labels (&unit, 5, ticks);
  const char *const expected[] = { "\u22121.0", "\u22120.5", "0.0", "0.5", "1.0", NULL };
  g_assert_cmpstrv (labels, expected);

  /* The whole numbers of the smallest tick's power: not 0.1×10⁵ where the axis ends beyond 10⁵. */
  const RscAxis beyond = { -1.2e4, 1.1e5, FALSE };
  const double thousands[] = { -1e4, 0.0, 1e4, 2e4, 1e5 };
  g_auto (GStrv) powers = rsc_axis_dup_labels (&beyond, 5, thousands);
  const char *const whole[] = { "\u221210\u2074",  "0",        "10\u2074",
                                "2\u00d710\u2074", "10\u2075", NULL };
  g_assert_cmpstrv (powers, whole);
}

static void
test_cover (void)
{
  RscAxis axis = { 0 };
  const double some[] = { 1.0, NAN, 3.0, INFINITY };
  const double same[] = { 4.0, 4.0 }, zero[] = { 0.0 }, huge[] = { -1.7e308, 1.7e308 };

  rsc_axis_cover (&axis, 4, some, 0.25);
  g_assert_cmpfloat (axis.minimum, ==, 0.5);
  g_assert_cmpfloat (axis.maximum, ==, 3.5);
  rsc_axis_cover (&axis, 2, same, 0.1);
  g_assert_cmpfloat (axis.minimum, <, 4.0);
  g_assert_cmpfloat (axis.maximum, >, 4.0);
  rsc_axis_cover (&axis, 1, zero, 0.1);
  g_assert_cmpfloat (axis.minimum, <, 0.0);
  g_assert_cmpfloat (axis.maximum, >, 0.0);
  rsc_axis_cover (&axis, 0, NULL, 0.1);
  g_assert_cmpfloat (axis.minimum, <, axis.maximum);
  rsc_axis_cover (&axis, 2, huge, 0.1);
  g_assert_true (isfinite (axis.maximum - axis.minimum));
  axis.logarithmic = TRUE;
  rsc_axis_cover (&axis, 4, some, 0.1);
  g_assert_cmpfloat (axis.minimum, >, 0.0);
  g_assert_cmpfloat (axis.maximum, >, 3.0);
  rsc_axis_cover (&axis, 1, zero, 0.1);
  g_assert_cmpfloat (axis.minimum, >, 0.0);
  g_assert_cmpfloat (axis.minimum, <, axis.maximum);

  for (int t = 0; t <= 10; t++)
    {
      RscAxis linear = { -3.0, 5.0, FALSE }, log_axis = { 1e-6, 1e3, TRUE };
      g_assert_cmpfloat_with_epsilon (
        rsc_axis_normalise (&linear, rsc_axis_denormalise (&linear, t / 10.0)), t / 10.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (
        rsc_axis_normalise (&log_axis, rsc_axis_denormalise (&log_axis, t / 10.0)), t / 10.0,
        1e-12);
    }
}

static gboolean
is_inked (const unsigned char *data, int stride, int x, int y)
{
  const guint32 *row = (const guint32 *) (const void *) (data + y * stride);
  return (row[x] & 0xffffff) != 0xffffff;
}

/* Everything that the axes draw lies inside the rectangle they were laid out for, and labels of
 * neighbouring ticks stand apart. */
static void
test_layout (void)
{
  const RscAxis axes[] = { { -1.6, 1.6, FALSE },
                           { 0.0, 3e-7, FALSE },
                           { -123456.0, 987654.0, FALSE },
                           { 1e-7, 1e4, TRUE },
                           { 4.0, 4.001, FALSE } };
  const int sizes[][2] = { { 500, 420 }, { 900, 450 }, { 360, 300 }, { 220, 160 }, { 140, 400 } };
  const char *long_title = "a name that somebody gave to a column of a spreadsheet long ago, "
                           "with units and a remark in brackets (see there)";
  enum
  {
    BORDER = 20
  };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (axes); i++)
      for (gsize j = 0; j < G_N_ELEMENTS (axes); j++)
        {
          int width = sizes[s][0], height = sizes[s][1];
          RscTheme theme;
          rsc_theme_init (&theme, FALSE);
          cairo_surface_t *surface = cairo_image_surface_create (
            CAIRO_FORMAT_RGB24, width + 2 * BORDER, height + 2 * BORDER);
          cairo_t *cr = cairo_create (surface);
          cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
          cairo_paint (cr);
          cairo_translate (cr, BORDER, BORDER);
          RscRect frame =
            rsc_axes_layout (&axes[i], &axes[j], "x1", long_title, &theme, cr, width, height);
          g_assert_cmpfloat (frame.width, >, 0.4 * width);
          g_assert_cmpfloat (frame.height, >, 0.4 * height);
          rsc_axes_draw (&axes[i], &axes[j], "x1", long_title, &theme, cr, frame);
          g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
          cairo_surface_flush (surface);
          const unsigned char *data = cairo_image_surface_get_data (surface);
          int stride = cairo_image_surface_get_stride (surface);
          for (int y = 0; y < height + 2 * BORDER; y++)
            for (int x = 0; x < width + 2 * BORDER; x++)
              if (x < BORDER || y < BORDER || x >= width + BORDER || y >= height + BORDER)
                g_assert_false (is_inked (data, stride, x, y));

          /* Tick marks below the frame, and groups of ink in the band of the labels. */
          int bottom = BORDER + (int) (frame.y + frame.height);
          int n_marks = 0, n_groups = 0, last_mark = -10, last_ink = -100;
          for (int x = 0; x < width + 2 * BORDER; x++)
            {
              if (x >= BORDER + frame.x - 3.0 && is_inked (data, stride, x, bottom + 2))
                {
                  if (x > last_mark + 2)
                    n_marks++;
                  last_mark = x;
                }
              gboolean ink = FALSE;
              for (int y = bottom + 8; y < bottom + 16; y++)
                ink = ink || is_inked (data, stride, x, y);
              if (ink)
                {
                  if (x > last_ink + 6)
                    n_groups++;
                  last_ink = x;
                }
            }
          g_assert_cmpint (n_groups, ==, n_marks);
          cairo_destroy (cr);
          cairo_surface_destroy (surface);
        }
}

static void
test_tiny_layout (void)
{
  const RscAxis axis = { -1.0, 1.0, FALSE };
  const double sizes[] = { 0.0, 0.5, 1.0, 5.0, 20.0, 59.0 };
  RscTheme theme;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 60);
  cairo_t *cr = cairo_create (surface);

  rsc_theme_init (&theme, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        RscRect frame = rsc_axes_layout (&axis, &axis, "x", "y", &theme, cr, sizes[i], sizes[j]);
        g_assert_cmpfloat (frame.width, >=, 0.0);
        g_assert_cmpfloat (frame.height, >=, 0.0);
        g_assert_cmpfloat (frame.x + frame.width, <=, sizes[i] + 1e-9);
        g_assert_cmpfloat (frame.y + frame.height, <=, sizes[j] + 1e-9);
        rsc_axes_draw (&axis, &axis, "x", "y", &theme, cr, frame);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/near-labels", test_near_labels);
  g_test_add_func ("/axis/linear-ticks", test_linear_ticks);
  g_test_add_func ("/axis/log-ticks", test_log_ticks);
  g_test_add_func ("/axis/extreme-ranges", test_extreme_ranges);
  g_test_add_func ("/axis/format", test_format);
  g_test_add_func ("/axis/cover", test_cover);
  g_test_add_func ("/axis/layout", test_layout);
  g_test_add_func ("/axis/tiny-layout", test_tiny_layout);
  return g_test_run ();
}
