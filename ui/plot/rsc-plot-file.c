/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-plot-file.h"

#include "core/numerics/rsc-error.h"
#include <glib/gi18n.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

typedef enum
{
  FORMAT_SVG,
  FORMAT_PDF,
  FORMAT_PNG
} Format;

static gboolean
parse_format (const char *path, Format *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".svg"))
    *format = FORMAT_SVG;
  else if (g_str_has_suffix (lower, ".pdf"))
    *format = FORMAT_PDF;
  else if (g_str_has_suffix (lower, ".png"))
    *format = FORMAT_PNG;
  else
    {
      g_autofree char *base = g_filename_display_basename (path);
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("“%s” does not end in .svg, .pdf or .png."), base);
      return FALSE;
    }
  return TRUE;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT, _ ("The picture could not be drawn: %s."),
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
number_id (const GMatchInfo *match, GString *text, gpointer user_data)
{
  GHashTable *numbers = user_data;
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *id = g_match_info_fetch (match, 2);
  gpointer number;

  if (!g_hash_table_lookup_extended (numbers, id, NULL, &number))
    {
      number = GUINT_TO_POINTER (g_hash_table_size (numbers));
      g_hash_table_insert (numbers, g_steal_pointer (&id), number);
    }
  g_string_append_printf (text, "%s%u", before, GPOINTER_TO_UINT (number));
  return FALSE;
}

/* Cairo numbers surfaces and images in the order in which the program makes them; here they have
 * that in which they stand, or the same picture would be other bytes each time. */
static GBytes *
number_ids (const GByteArray *svg)
{
  g_autoptr (GRegex) ids =
    g_regex_new ("([\"#](?:image|surface))([0-9]+)", G_REGEX_RAW, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *text = g_regex_replace_eval (ids, (const char *) svg->data, svg->len, 0,
                                     G_REGEX_MATCH_DEFAULT, number_id, numbers, NULL);

  return g_bytes_new_take (text, strlen (text));
}

GBytes *
rsc_plot_file_render (const char *path,
                      double width,
                      double height,
                      double scale,
                      const RscTheme *theme,
                      RscPlotDrawFunc draw,
                      gpointer user_data,
                      GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  cairo_surface_t *surface = NULL;
  Format format;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (draw != NULL, NULL);

  if (!parse_format (path, &format, error))
    return NULL;
  if (!(width >= 1.0 && height >= 1.0 && width <= 1e5 && height <= 1e5))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("A picture's width and height must lie between 1 and 100000."));
      return NULL;
    }
  /* Cairo's images stop at 32767 pixels a side. */
  if (format == FORMAT_PNG
      && !(scale > 0.0 && ceil (width * scale) <= 32767.0 && ceil (height * scale) <= 32767.0))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("A PNG picture can have at most 32767 pixels a side."));
      return NULL;
    }

  bytes = g_byte_array_new ();
  switch (format)
    {
    case FORMAT_SVG:
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      break;
    case FORMAT_PDF:
      surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
      /* None, or the same picture would be other bytes a second later. */
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
      break;
    case FORMAT_PNG:
      surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                            (int) ceil (height * scale));
      break;
    default:
      g_assert_not_reached ();
    }

  cairo_t *cr = cairo_create (surface);
  if (format == FORMAT_PNG)
    cairo_scale (cr, scale, scale);
  draw (theme, cr, width, height, user_data);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (!check_status (status, error))
    return NULL;
  return format == FORMAT_SVG ? number_ids (bytes)
                              : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
