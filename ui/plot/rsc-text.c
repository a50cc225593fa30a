/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-text.h"

#include <math.h>

static void
set_line (RscText *self, const char *text)
{
  gboolean limited = self->limit > 0.0;

  pango_layout_set_width (self->layout, limited ? (int) (self->limit * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (self->layout, limited ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_text (self->layout, text, -1);
}

static void
set_sentence (RscText *self, const char *text, double width)
{
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->layout, (int) (MAX (width, 1.0) * PANGO_SCALE));
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (self->layout, text, -1);
}

static void
get_size (RscText *self, double *width, double *height)
{
  int w, h;

  pango_layout_get_size (self->layout, &w, &h);
  if (width != NULL)
    *width = (double) w / PANGO_SCALE;
  if (height != NULL)
    *height = (double) h / PANGO_SCALE;
}

void
rsc_text_init (RscText *self, const RscTheme *theme, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  /* Pixels want whole steps between letters, files to print do not. */
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));
  gboolean vector = type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG
                    || type == CAIRO_SURFACE_TYPE_PS;
  pango_context_set_round_glyph_positions (context, !vector);
  cairo_font_options_destroy (options);

  self->cr = cr;
  self->limit = 0.0;
  self->size = isfinite (theme->font_size) ? CLAMP (theme->font_size, 1.0, 500.0) : 12.0;
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  self->font = pango_font_description_new ();
  pango_font_description_set_family (self->font,
                                     theme->font_family != NULL ? theme->font_family : "Sans");
  rsc_text_set_style (self, 1.0, FALSE);
}

void
rsc_text_clear (RscText *self)
{
  g_clear_object (&self->layout);
  g_clear_pointer (&self->font, pango_font_description_free);
}

void
rsc_text_set_style (RscText *self, double scale, gboolean bold)
{
  pango_font_description_set_absolute_size (self->font, self->size * scale * PANGO_SCALE);
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, self->font);
}

void
rsc_text_set_limit (RscText *self, double limit)
{
  self->limit = CLAMP (limit, 0.0, 1e6);
}

void
rsc_text_measure (RscText *self, const char *text, double *width, double *height)
{
  set_line (self, text);
  get_size (self, width, height);
}

void
rsc_text_draw (RscText *self,
               const char *text,
               double x,
               double y,
               double anchor_x,
               double anchor_y,
               RscColor color)
{
  PangoRectangle box;

  set_line (self, text);
  pango_layout_get_extents (self->layout, NULL, &box);
  /* In a layout that is wider, a line that reads from right to left stands at the right. */
  cairo_move_to (self->cr, x - (anchor_x * box.width + box.x) / PANGO_SCALE,
                 y - anchor_y * box.height / PANGO_SCALE);
  rsc_color_set_source (self->cr, color);
  pango_cairo_show_layout (self->cr, self->layout);
  cairo_new_path (self->cr);
}

void
rsc_text_draw_upwards (RscText *self,
                       const char *text,
                       double x,
                       double y,
                       double anchor_x,
                       double anchor_y,
                       RscColor color)
{
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_rotate (self->cr, -G_PI_2);
  rsc_text_draw (self, text, 0.0, 0.0, anchor_x, anchor_y, color);
  cairo_restore (self->cr);
}

double
rsc_text_draw_sentence (RscText *self,
                        const char *text,
                        double x,
                        double y,
                        double width,
                        RscColor color)
{
  double h;

  set_sentence (self, text, width);
  get_size (self, NULL, &h);
  cairo_move_to (self->cr, x - 0.5 * MAX (width, 1.0), y - 0.5 * h);
  rsc_color_set_source (self->cr, color);
  pango_cairo_show_layout (self->cr, self->layout);
  cairo_new_path (self->cr);
  return h;
}

double
rsc_text_measure_sentence (RscText *self, const char *text, double width)
{
  double h;

  set_sentence (self, text, width);
  get_size (self, NULL, &h);
  return h;
}
