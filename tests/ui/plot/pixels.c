/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* No plot draws lines of this width. */
#define LINE_WIDTH 3.25

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);

  return (const guint32 *) (const void *) (data + y * cairo_image_surface_get_stride (surface));
}

cairo_t *
pixels_begin (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, width + 2 * PIXELS_BORDER, height + 2 * PIXELS_BORDER);
  cairo_t *cr = pixels_resume (surface);

  cairo_surface_destroy (surface);
  return cr;
}

cairo_t *
pixels_resume (cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, PIXELS_BORDER, PIXELS_BORDER);
  cairo_set_line_width (cr, LINE_WIDTH);
  return cr;
}

cairo_surface_t *
pixels_end (cairo_t *cr, int width, int height, gboolean covers)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));
  cairo_matrix_t before, after;

  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_matrix_init_translate (&before, PIXELS_BORDER, PIXELS_BORDER);
  cairo_get_matrix (cr, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpfloat (cairo_get_line_width (cr), ==, LINE_WIDTH);
  g_assert_false (cairo_has_current_point (cr));
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  for (int y = -PIXELS_BORDER; y < height + PIXELS_BORDER; y++)
    {
      const guint32 *row = get_row (surface, y + PIXELS_BORDER) + PIXELS_BORDER;

      for (int x = -PIXELS_BORDER; x < width + PIXELS_BORDER; x++)
        if (x < 0 || y < 0 || x >= width || y >= height)
          g_assert_cmphex (row[x], ==, 0);
        else if (covers)
          g_assert_cmphex (row[x] >> 24, ==, 0xff);
    }
  return surface;
}

guint32
pixels_get (cairo_surface_t *surface, double x, double y)
{
  const guint32 *row = get_row (surface, (int) floor (y) + PIXELS_BORDER);

  return row[(int) floor (x) + PIXELS_BORDER] & 0xffffff;
}

guint32
pixels_pack (RscColor color)
{
  return ((guint32) lround (color.red * 255.0) << 16)
         | ((guint32) lround (color.green * 255.0) << 8) | (guint32) lround (color.blue * 255.0);
}

gboolean
pixels_are_close (guint32 a, guint32 b, int reach)
{
  for (int shift = 0; shift < 24; shift += 8)
    if (abs ((int) ((a >> shift) & 0xff) - (int) ((b >> shift) & 0xff)) > reach)
      return FALSE;
  return TRUE;
}

int
pixels_count_differences (cairo_surface_t *a, cairo_surface_t *b, int x0, int y0, int x1, int y1)
{
  int count = 0;

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      count += pixels_get (a, x, y) != pixels_get (b, x, y);
  return count;
}

int
pixels_count_ink (cairo_surface_t *surface, guint32 ground, int width, int height)
{
  int count = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      count += pixels_get (surface, x, y) != ground;
  return count;
}

gboolean
pixels_are_same (cairo_surface_t *a, cairo_surface_t *b)
{
  const size_t size =
    (size_t) cairo_image_surface_get_stride (a) * (size_t) cairo_image_surface_get_height (a);

  return cairo_image_surface_get_stride (a) == cairo_image_surface_get_stride (b)
         && cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b)
         && memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size) == 0;
}
