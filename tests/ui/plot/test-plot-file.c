/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-error.h"
#include "ui/plot/rsc-plot-file.h"
#include <string.h>

static void
draw_square (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer user_data)
{
  rsc_color_set_source (cr, theme->background);
  cairo_paint (cr);
  rsc_color_set_source (cr, theme->accent);
  cairo_rectangle (cr, 0.0, 0.0, 0.5 * width, 0.5 * height);
  cairo_fill (cr);
}

static void
draw_badly (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer user_data)
{
  cairo_restore (cr); /* without a save: an error of the context */
}

static GBytes *
render (const char *name, double scale)
{
  g_autoptr (GError) error = NULL;
  RscTheme theme;
  GBytes *bytes;

  rsc_theme_init (&theme, FALSE);
  bytes = rsc_plot_file_render (name, 120.0, 80.0, scale, &theme, draw_square, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

static void
count_element (GMarkupParseContext *context,
               const char *name,
               const char **attribute_names,
               const char **attribute_values,
               gpointer user_data,
               GError **error)
{
  int *n = user_data;

  if (*n == 0)
    {
      g_assert_cmpstr (name, ==, "svg");
      for (int k = 0; attribute_names[k] != NULL; k++)
        if (strcmp (attribute_names[k], "viewBox") == 0)
          g_assert_cmpstr (attribute_values[k], ==, "0 0 120 80");
    }
  (*n)++;
}

static void
test_svg (void)
{
  g_autoptr (GBytes) bytes = render ("a.svg", 1.0);
  g_autoptr (GError) error = NULL;
  const GMarkupParser parser = { .start_element = count_element };
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  int n = 0;

  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &n, NULL);
  g_assert_true (g_markup_parse_context_parse (context, text, (gssize) length, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, >=, 2);
}

static gboolean
has_text (const char *bytes, gsize length, const char *text)
{
  for (gsize k = 0; k + strlen (text) <= length; k++)
    if (memcmp (bytes + k, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = render ("folder/a.PDF", 1.0);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  g_assert_nonnull (g_strrstr_len (text + length - 32, 32, "%%EOF"));
  /* It is the same whenever it is drawn. */
  g_assert_true (has_text (text, length, "/Producer"));
  g_assert_false (has_text (text, length, "Date"));
}

static cairo_status_t
read_bytes (void *closure, unsigned char *data, unsigned int length)
{
  return g_input_stream_read_all (closure, data, length, NULL, NULL, NULL)
           ? CAIRO_STATUS_SUCCESS
           : CAIRO_STATUS_READ_ERROR;
}

static void
test_png (void)
{
  g_autoptr (GBytes) bytes = render ("a.png", 2.0);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_bytes, stream);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 240);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 160);
  const unsigned char *data_bytes = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint32 *row = (const guint32 *) (const void *) (data_bytes + 20 * stride);
  g_assert_cmpuint ((row[20] >> 16) & 0xff, ==, (guint) (theme.accent.red * 255.0 + 0.5));
  g_assert_cmphex (row[200] & 0xffffff, ==, 0xffffff);
  cairo_surface_destroy (surface);
}

/* Two images, one of them twice, and something half transparent. */
static void
draw_images (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer user_data)
{
  for (int k = 0; k < 2; k++)
    {
      cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 + k, 2);

      for (int times = 0; times < 2 - k; times++)
        {
          cairo_set_source_surface (cr, image, 10.0 * times, 10.0 * k);
          cairo_paint_with_alpha (cr, 0.5);
        }
      cairo_surface_destroy (image);
    }
  cairo_push_group (cr);
  draw_square (theme, cr, width, height, NULL);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.5);
}

/* The same picture is the same bytes, whatever else was drawn before; what is inside of it is
 * referred to by the numbers that it has. */
static void
test_again (void)
{
  static const char *const names[] = { "a.svg", "a.pdf", "a.png" };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (GBytes) first =
        rsc_plot_file_render (names[k], 120.0, 80.0, 1.0, &theme, draw_images, NULL, NULL);
      g_autoptr (GBytes) again =
        rsc_plot_file_render (names[k], 120.0, 80.0, 1.0, &theme, draw_images, NULL, NULL);
      const char *text = g_bytes_get_data (first, NULL);

      g_assert_true (g_bytes_equal (first, again));
      if (k > 0)
        continue;
      for (int id = 0; id < 2; id++)
        {
          g_autofree char *name = g_strdup_printf ("id=\"image%d\"", id);
          g_autofree char *use = g_strdup_printf ("\"#image%d\"", id);

          g_assert_nonnull (strstr (text, name));
          g_assert_nonnull (strstr (text, use));
        }
    }
}

static void
test_unknown_ending (void)
{
  static const char *const names[] = { "a.gif", "svg", "a.svg.txt", "a" };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (
        rsc_plot_file_render (names[k], 120.0, 80.0, 1.0, &theme, draw_square, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
      g_assert_nonnull (strstr (error->message, names[k]));
    }
}

static void
test_bad_size (void)
{
  static const double sizes[][3] = { { 0.0, 80.0, 1.0 },
                                     { 80.0, -1.0, 1.0 },
                                     { 80.0, 80.0, 0.0 },
                                     { 2e5, 10.0, 1.0 },
                                     { 30000.0, 10.0, 2.0 } };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rsc_plot_file_render ("size.png", sizes[k][0], sizes[k][1], sizes[k][2],
                                           &theme, draw_square, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
    }
}

static void
test_failure (void)
{
  static const char *const names[] = { "a.svg", "a.pdf", "a.png" };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        rsc_plot_file_render (names[k], 120.0, 80.0, 1.0, &theme, draw_badly, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot-file/svg", test_svg);
  g_test_add_func ("/plot-file/pdf", test_pdf);
  g_test_add_func ("/plot-file/png", test_png);
  g_test_add_func ("/plot-file/again", test_again);
  g_test_add_func ("/plot-file/unknown-ending", test_unknown_ending);
  g_test_add_func ("/plot-file/bad-size", test_bad_size);
  g_test_add_func ("/plot-file/failure", test_failure);
  return g_test_run ();
}
