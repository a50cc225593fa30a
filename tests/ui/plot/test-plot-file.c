/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-error.h"
#include "ui/plot/rsc-plot-file.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *directory;
} Fixture;

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

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  self->directory = g_dir_make_tmp ("rsc-plot-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);
      g_remove (path);
    }
  g_rmdir (self->directory);
  g_free (self->directory);
}

static char *
write_picture (Fixture *self, const char *name, double scale)
{
  g_autoptr (GError) error = NULL;
  RscTheme theme;
  char *path = g_build_filename (self->directory, name, NULL);

  rsc_theme_init (&theme, FALSE);
  g_assert_true (rsc_plot_file_write (path, 120.0, 80.0, scale, &theme, draw_square, NULL, &error));
  g_assert_no_error (error);
  return path;
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
test_svg (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_picture (self, "a.svg", 1.0);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const GMarkupParser parser = { .start_element = count_element };
  gsize length;
  int n = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &n, NULL);
  g_assert_true (g_markup_parse_context_parse (context, text, (gssize) length, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, >=, 2);
}

static void
test_pdf (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_picture (self, "a.PDF", 1.0);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  g_assert_nonnull (g_strrstr_len (text + length - 32, 32, "%%EOF"));
}

static void
test_png (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_picture (self, "a.png", 2.0);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
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

static void
test_unknown_ending (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.gif", "svg", "a.svg.txt", "a" };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (self->directory, names[k], NULL);
      g_assert_false (
        rsc_plot_file_write (path, 120.0, 80.0, 1.0, &theme, draw_square, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
      g_assert_nonnull (strstr (error->message, names[k]));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_bad_size (Fixture *self, gconstpointer data)
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
      g_autofree char *path = g_build_filename (self->directory, "size.png", NULL);
      g_assert_false (rsc_plot_file_write (path, sizes[k][0], sizes[k][1], sizes[k][2], &theme,
                                           draw_square, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
    }
}

/* A picture that fails leaves the old file as it was. */
static void
test_failure_keeps_file (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "old.svg", "old.pdf", "old.png" };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (self->directory, names[k], NULL);
      g_autofree char *text = NULL;
      g_assert_true (g_file_set_contents (path, "as it was", -1, NULL));
      g_assert_false (
        rsc_plot_file_write (path, 120.0, 80.0, 1.0, &theme, draw_badly, NULL, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "as it was");
    }
}

static void
test_no_directory (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->directory, "none", "a.svg", NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  g_assert_false (rsc_plot_file_write (path, 120.0, 80.0, 1.0, &theme, draw_square, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/plot-file/svg", test_svg);
  ADD ("/plot-file/pdf", test_pdf);
  ADD ("/plot-file/png", test_png);
  ADD ("/plot-file/unknown-ending", test_unknown_ending);
  ADD ("/plot-file/bad-size", test_bad_size);
  ADD ("/plot-file/failure-keeps-file", test_failure_keeps_file);
  ADD ("/plot-file/no-directory", test_no_directory);
  return g_test_run ();
}
