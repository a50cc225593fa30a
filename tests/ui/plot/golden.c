/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"

#include <stdlib.h>
#include <string.h>

/* Steps of 255 by which the mean of a cell may differ. */
#define REACH 3

static void
measure (cairo_surface_t *surface, guint8 *cells)
{
  const int w = GOLDEN_WIDTH / GOLDEN_COLUMNS, h = GOLDEN_HEIGHT / GOLDEN_ROWS;
  const unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int k = 0; k < GOLDEN_COLUMNS * GOLDEN_ROWS; k++)
    for (int shift = 0; shift < 3; shift++)
      {
        int sum = 0;

        for (int y = 0; y < h; y++)
          {
            const guint32 *row =
              (const guint32 *) (const void *) (data + (k / GOLDEN_COLUMNS * h + y) * stride);
            for (int x = 0; x < w; x++)
              sum += (int) ((row[k % GOLDEN_COLUMNS * w + x] >> (16 - 8 * shift)) & 0xff);
          }
        cells[3 * k + shift] = (guint8) ((sum + w * h / 2) / (w * h));
      }
}

static char *
get_path (const char *file)
{
  return g_test_build_filename (G_TEST_DIST, "data", "plot", file, NULL);
}

/* One line "name: rrggbb …" for each; they stay in order. */
static void
write_line (const char *file, const char *name, const char *line)
{
  g_autofree char *path = get_path (file);
  g_autofree char *text = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  gboolean written = FALSE;

  if (g_file_get_contents (path, &text, NULL, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      for (gsize k = 0; lines[k] != NULL; k++)
        {
          gboolean it = g_str_has_prefix (lines[k], name) && lines[k][strlen (name)] == ':';
          if (*lines[k] != '\0')
            g_string_append_printf (all, "%s\n", it ? line : lines[k]);
          written = written || it;
        }
    }
  if (!written)
    g_string_append_printf (all, "%s\n", line);
  g_assert_true (g_file_set_contents (path, all->str, -1, NULL));
}

static void
compare (const char *file, const char *name, const guint8 *cells)
{
  g_autofree char *path = get_path (file);
  g_autofree char *text = NULL;
  g_autofree char *key = g_strconcat (name, ": ", NULL);
  g_autoptr (GError) error = NULL;
  const char *at = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (const char *line = text; line != NULL && at == NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_str_has_prefix (line, key))
        at = line + strlen (key);
    }
  g_assert_nonnull (at);
  for (int k = 0; k < GOLDEN_COLUMNS * GOLDEN_ROWS; k++)
    {
      char *end;
      guint64 color = g_ascii_strtoull (at, &end, 16);

      g_assert_true (end > at);
      at = end;
      for (int shift = 0; shift < 3; shift++)
        {
          int expected = (int) ((color >> (16 - 8 * shift)) & 0xff);
          if (abs (expected - cells[3 * k + shift]) > REACH)
            g_error ("%s, %s: cell (%d, %d) is %02x%02x%02x, not %06x", file, name,
                     k % GOLDEN_COLUMNS, k / GOLDEN_COLUMNS, cells[3 * k], cells[3 * k + 1],
                     cells[3 * k + 2], (unsigned) color);
        }
    }
}

void
golden_assert (const char *file,
               const char *name,
               gconstpointer layout,
               const RscTheme *theme,
               void (*const *layers) (gconstpointer layout, RscText *text))
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, GOLDEN_WIDTH, GOLDEN_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  guint8 cells[3 * GOLDEN_COLUMNS * GOLDEN_ROWS];
  RscText text;

  rsc_color_set_source (cr, theme->background);
  cairo_paint (cr);
  rsc_text_init (&text, theme, cr);
  for (gsize k = 0; layers[k] != NULL; k++)
    {
      cairo_save (cr);
      layers[k](layout, &text);
      cairo_restore (cr);
    }
  rsc_text_clear (&text);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  measure (surface, cells);
  if (g_getenv ("RSC_WRITE_GOLDEN") != NULL)
    {
      g_autoptr (GString) line = g_string_new (name);
      g_autofree char *png =
        g_strdup_printf ("%s/%s-%s.png", g_getenv ("RSC_WRITE_GOLDEN"), file, name);

      g_string_append_c (line, ':');
      for (int k = 0; k < GOLDEN_COLUMNS * GOLDEN_ROWS; k++)
        g_string_append_printf (line, " %02x%02x%02x", cells[3 * k], cells[3 * k + 1],
                                cells[3 * k + 2]);
      write_line (file, name, line->str);
      cairo_surface_write_to_png (surface, png);
    }
  else
    compare (file, name, cells);
  cairo_surface_destroy (surface);
}
