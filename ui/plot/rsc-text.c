/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-text.h"

#include <math.h>
#include <string.h>

/* What was measured a moment ago need not be shaped again to be drawn. */
static void
set_text (RscText *self, const char *text)
{
  if (strcmp (pango_layout_get_text (self->layout), text) != 0)
    pango_layout_set_text (self->layout, text, -1);
}

static void
set_line (RscText *self, const char *text)
{
  gboolean limited = self->limit > 0.0;

  pango_layout_set_width (self->layout, limited ? (int) (self->limit * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (self->layout, limited ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (self->layout, -self->lines);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  set_text (self, text);
}

static void
set_sentence (RscText *self, const char *text, double width)
{
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->layout, (int) (MAX (width, 1.0) * PANGO_SCALE));
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_CENTER);
  set_text (self, text);
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

/* Where the record of a cairo_t is kept. */
static const cairo_user_data_key_t record_key;

static void
box_clear (gpointer data)
{
  g_free (((RscTextBox *) data)->words);
}

GArray *
rsc_text_record (cairo_t *cr)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (RscTextBox));

  g_array_set_clear_func (boxes, box_clear);
  cairo_set_user_data (cr, &record_key, boxes, (cairo_destroy_func_t) g_array_unref);
  return boxes;
}

/* A title that is too long is written this much smaller before it ends in an ellipsis. */
#define TITLE_LEAST 0.7

/* Ink may reach this far over the edge: as much as is not seen. */
#define CLIP_SLACK 0.5

/* What stands at the current point. */
static void
note_box (RscText *self, GArray *boxes)
{
  PangoRectangle ink;
  double x, y, x0, y0, x1, y1, left = INFINITY, top = INFINITY, right = -INFINITY,
                               bottom = -INFINITY;

  pango_layout_get_extents (self->layout, &ink, NULL);
  if (ink.width <= 0 || ink.height <= 0)
    return;
  cairo_get_current_point (self->cr, &x, &y);
  x += (double) ink.x / PANGO_SCALE;
  y += (double) ink.y / PANGO_SCALE;
  for (int corner = 0; corner < 4; corner++)
    {
      double px = x + (corner % 2) * (double) ink.width / PANGO_SCALE;
      double py = y + (corner / 2) * (double) ink.height / PANGO_SCALE;

      cairo_user_to_device (self->cr, &px, &py);
      left = MIN (left, px);
      right = MAX (right, px);
      top = MIN (top, py);
      bottom = MAX (bottom, py);
    }
  cairo_clip_extents (self->cr, &x0, &y0, &x1, &y1);
  RscTextBox box = { g_strdup (pango_layout_get_text (self->layout)),
                     left,
                     top,
                     right - left,
                     bottom - top,
                     pango_layout_is_ellipsized (self->layout),
                     x < x0 - CLIP_SLACK || y < y0 - CLIP_SLACK
                       || x + (double) ink.width / PANGO_SCALE > x1 + CLIP_SLACK
                       || y + (double) ink.height / PANGO_SCALE > y1 + CLIP_SLACK };
  g_array_append_val (boxes, box);
}

/* Shows the layout at the current point. */
static void
show (RscText *self, RscColor color)
{
  GArray *boxes = cairo_get_user_data (self->cr, &record_key);

  if (boxes != NULL)
    note_box (self, boxes);
  rsc_color_set_source (self->cr, color);
  pango_cairo_show_layout (self->cr, self->layout);
  cairo_new_path (self->cr);
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
  self->lines = 1;
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

static void
set_size (RscText *self, double size)
{
  pango_font_description_set_absolute_size (self->font, size);
  pango_layout_set_font_description (self->layout, self->font);
}

void
rsc_text_set_style (RscText *self, double scale, gboolean bold)
{
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  set_size (self, self->size * scale * PANGO_SCALE);
}

void
rsc_text_set_limit (RscText *self, double limit)
{
  self->limit = CLAMP (limit, 0.0, 1e6);
}

void
rsc_text_set_lines (RscText *self, int lines)
{
  g_return_if_fail (lines > 0);

  self->lines = lines;
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
  show (self, color);
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

void
rsc_text_draw_upright_title (RscText *self,
                             const char *title,
                             double x,
                             double anchor,
                             double top,
                             double bottom,
                             double least,
                             double most,
                             RscColor color)
{
  const int size = pango_font_description_get_size (self->font);
  double length, y = 0.5 * (top + bottom);

  least = MIN (least, top);
  most = MAX (most, bottom);
  rsc_text_set_limit (self, 0.0);
  rsc_text_measure (self, title, &length, NULL);
  if (length > most - least)
    {
      set_size (self, size * MAX ((most - least) / length, TITLE_LEAST));
      rsc_text_set_limit (self, MAX (most - least, 1.0));
      rsc_text_measure (self, title, &length, NULL);
      length = MIN (length, most - least);
    }
  y = CLAMP (y, least + 0.5 * length, most - 0.5 * length);
  rsc_text_draw_upwards (self, title, x, y, 0.5, anchor, color);
  set_size (self, size);
  rsc_text_set_limit (self, 0.0);
}

void
rsc_text_erase (RscText *self, double x, double y, double width, double height, RscColor ground)
{
  GArray *boxes = cairo_get_user_data (self->cr, &record_key);

  cairo_rectangle (self->cr, x, y, width, height);
  rsc_color_set_source (self->cr, ground);
  cairo_fill (self->cr);
  if (boxes == NULL)
    return;
  cairo_user_to_device (self->cr, &x, &y);
  cairo_user_to_device_distance (self->cr, &width, &height);
  for (guint k = boxes->len; k-- > 0;)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      if (box->x >= x && box->y >= y && box->x + box->width <= x + width
          && box->y + box->height <= y + height)
        g_array_remove_index (boxes, k);
    }
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
  show (self, color);
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
