/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-formula-private.h"

#include <pango/pangocairo.h>

/* Of the size of what they belong to. */
#define SCRIPT 0.7
#define SCRIPT_LEAST 0.5
#define BIG 1.4
/* In sizes of the text. */
#define RAISE 0.36
#define LOWER 0.2
#define AXIS 0.28
#define GAP 0.12
#define RULE 0.06

/* --- drawing ---------------------------------------------------------------------------------- */

/* @size: of the text, in user units. */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  PangoFontDescription *font;
  double least; /* size of text */
  gboolean draws;
} Pen;

typedef struct
{
  double width;
  double ascent;
  double descent;
} Box;

static Box put (Pen *pen, const RscFormulaNode *node, double size, double x, double y);

static double
get_script_size (const Pen *pen, double size)
{
  return MAX (size * SCRIPT, pen->least);
}

static Box
put_text (Pen *pen, const char *text, gboolean italic, double size, double x, double y)
{
  PangoRectangle logical, ink;
  Box box;
  double baseline;

  pango_font_description_set_absolute_size (pen->font, size * PANGO_SCALE);
  pango_font_description_set_style (pen->font, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (pen->layout, pen->font);
  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_extents (pen->layout, &ink, &logical);
  baseline = (double) pango_layout_get_baseline (pen->layout) / PANGO_SCALE;
  box.width = (double) logical.width / PANGO_SCALE;
  box.ascent = MAX (baseline - (double) ink.y / PANGO_SCALE, 0.5 * size);
  box.descent = MAX ((double) (ink.y + ink.height) / PANGO_SCALE - baseline, 0);
  if (italic)
    /* The slant of the last letter. */
    box.width = MAX (box.width, (double) (ink.x + ink.width) / PANGO_SCALE);
  if (pen->draws)
    {
      cairo_move_to (pen->cr, x, y - baseline);
      pango_cairo_show_layout (pen->cr, pen->layout);
    }
  return box;
}

static void
put_line (Pen *pen, double size, double x1, double y1, double x2, double y2)
{
  if (!pen->draws)
    return;
  cairo_set_line_width (pen->cr, RULE * size);
  cairo_move_to (pen->cr, x1, y1);
  cairo_line_to (pen->cr, x2, y2);
  cairo_stroke (pen->cr);
}

/* How large it is, without drawing it. */
static Box
measure (Pen *pen, const RscFormulaNode *node, double size)
{
  const gboolean draws = pen->draws;
  Box box;

  pen->draws = FALSE;
  box = put (pen, node, size, 0, 0);
  pen->draws = draws;
  return box;
}

static Box
put_row (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  Box row = { 0, 0, 0 };

  for (guint k = 0; k < node->children->len; k++)
    {
      const RscFormulaNode *child = rsc_formula_get_child (node, k);
      /* At the begin of a row a sign is one of its number. */
      const double space = k == 0 ? 0 : child->space * size;
      Box box = put (pen, child, size, x + row.width + space, y);

      row.width += space + box.width + (k + 1 < node->children->len ? child->space * size : 0);
      row.ascent = MAX (row.ascent, box.ascent);
      row.descent = MAX (row.descent, box.descent);
    }
  return row;
}

static Box
put_fraction (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  const double part = MAX (size * 0.85, pen->least);
  const double axis = y - AXIS * size, gap = GAP * size;
  Box over = measure (pen, rsc_formula_get_child (node, 0), part);
  Box under = measure (pen, rsc_formula_get_child (node, 1), part);
  const double width = MAX (over.width, under.width) + 2 * gap;

  put (pen, rsc_formula_get_child (node, 0), part, x + (width - over.width) / 2,
       axis - gap - over.descent);
  put (pen, rsc_formula_get_child (node, 1), part, x + (width - under.width) / 2,
       axis + gap + under.ascent);
  put_line (pen, size, x + gap / 2, axis, x + width - gap / 2, axis);
  return (Box){ width, AXIS * size + gap + over.descent + over.ascent,
                gap + under.ascent + under.descent - AXIS * size };
}

static Box
put_root (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  Box box = measure (pen, rsc_formula_get_child (node, 0), size);
  const double gap = GAP * size, hook = 0.55 * size;
  const double top = y - box.ascent - gap;

  put (pen, rsc_formula_get_child (node, 0), size, x + hook + gap / 2, y);
  put_line (pen, size, x + 0.05 * size, y - 0.3 * size, x + 0.2 * size, y - 0.38 * size);
  put_line (pen, 1.6 * size, x + 0.2 * size, y - 0.38 * size, x + 0.36 * size, y + box.descent);
  put_line (pen, size, x + 0.36 * size, y + box.descent, x + hook, top);
  put_line (pen, size, x + hook, top, x + hook + box.width + gap, top);
  return (Box){ hook + box.width + gap, box.ascent + 2 * gap, box.descent + gap / 2 };
}

static Box
put_hat (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  Box box = put (pen, rsc_formula_get_child (node, 0), size, x, y);
  const double middle = x + box.width / 2 + 0.06 * size, reach = 0.17 * size;
  const double foot = y - box.ascent - 0.06 * size, top = foot - 0.13 * size;

  put_line (pen, size, middle - reach, foot, middle, top);
  put_line (pen, size, middle, top, middle + reach, foot);
  box.ascent += 0.24 * size;
  return box;
}

/* Below and above a sign. */
static Box
put_limits (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  const double part = get_script_size (pen, size), gap = GAP * size;
  const RscFormulaNode *lower = rsc_formula_get_child (node, 1),
                       *upper = rsc_formula_get_child (node, 2);
  Box box = measure (pen, rsc_formula_get_child (node, 0), size);
  Box below = lower ? measure (pen, lower, part) : (Box){ 0 };
  Box above = upper ? measure (pen, upper, part) : (Box){ 0 };
  const double width = MAX (box.width, MAX (below.width, above.width));

  put (pen, rsc_formula_get_child (node, 0), size, x + (width - box.width) / 2, y);
  if (lower)
    {
      put (pen, lower, part, x + (width - below.width) / 2, y + box.descent + gap + below.ascent);
      box.descent += gap + below.ascent + below.descent;
    }
  if (upper)
    {
      put (pen, upper, part, x + (width - above.width) / 2, y - box.ascent - gap - above.descent);
      box.ascent += gap + above.ascent + above.descent;
    }
  box.width = width + 0.1 * size;
  return box;
}

static Box
put_scripts (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  const double part = get_script_size (pen, size);
  const RscFormulaNode *base = rsc_formula_get_child (node, 0),
                       *lower = rsc_formula_get_child (node, 1),
                       *upper = rsc_formula_get_child (node, 2);
  Box box, below = { 0 }, above = { 0 };
  double rise, fall;

  if (base->kind == RSC_FORMULA_LIMITS)
    return put_limits (pen, node, size, x, y);
  box = put (pen, base, size, x, y);
  rise = MAX (RAISE * size, box.ascent - 0.5 * part);
  fall = MAX (LOWER * size, box.descent);
  if (upper)
    {
      above = put (pen, upper, part, x + box.width + 0.04 * size, y - rise);
      box.ascent = MAX (box.ascent, rise + above.ascent);
    }
  if (lower)
    {
      below = put (pen, lower, part, x + box.width + 0.02 * size, y + fall);
      box.descent = MAX (box.descent, fall + below.descent);
    }
  box.width += MAX (below.width, above.width) + 0.08 * size;
  return box;
}

static Box
put (Pen *pen, const RscFormulaNode *node, double size, double x, double y)
{
  Box box;

  switch (node->kind)
    {
    case RSC_FORMULA_GLYPHS:
      return put_text (pen, node->text, FALSE, size, x, y);
    case RSC_FORMULA_LETTERS:
      return put_text (pen, node->text, TRUE, size, x, y);
    case RSC_FORMULA_SPACE:
      return (Box){ node->space * size, 0, 0 };
    case RSC_FORMULA_FRACTION:
      return put_fraction (pen, node, size, x, y);
    case RSC_FORMULA_ROOT:
      return put_root (pen, node, size, x, y);
    case RSC_FORMULA_HAT:
      return put_hat (pen, node, size, x, y);
    case RSC_FORMULA_SCRIPTS:
      return put_scripts (pen, node, size, x, y);
    case RSC_FORMULA_LIMITS:
      if (!g_str_equal (node->text, "∑"))
        return put_text (pen, node->text, FALSE, size, x, y);
      box = put_text (pen, node->text, FALSE, BIG * size, x, y + 0.12 * size);
      box.ascent -= 0.12 * size;
      box.descent += 0.12 * size;
      return box;
    case RSC_FORMULA_ROW:
    default:
      return put_row (pen, node, size, x, y);
    }
}

static void
pen_init (Pen *pen, const RscTheme *theme, cairo_t *cr, double size)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  pen->cr = cr;
  pen->layout = pango_cairo_create_layout (cr);
  pen->font = pango_font_description_new ();
  pen->least = SCRIPT_LEAST * size;
  pango_font_description_set_family (pen->font, "serif");
  /* As long on the screen as in a file. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (pen->layout), options);
  cairo_font_options_destroy (options);
}

static void
pen_clear (Pen *pen)
{
  pango_font_description_free (pen->font);
  g_object_unref (pen->layout);
}

void
rsc_formula_measure (const RscFormula *self,
                     const RscTheme *theme,
                     cairo_t *cr,
                     double scale,
                     double *width,
                     double *height,
                     double *baseline)
{
  const double size = scale * theme->font_size;
  Pen pen = { .draws = FALSE };
  Box box;

  g_return_if_fail (self != NULL);

  pen_init (&pen, theme, cr, size);
  box = put (&pen, self->root, size, 0, 0);
  pen_clear (&pen);
  *width = box.width;
  *height = box.ascent + box.descent;
  if (baseline)
    *baseline = box.ascent;
}

void
rsc_formula_draw (const RscFormula *self,
                  const RscTheme *theme,
                  cairo_t *cr,
                  double scale,
                  double x,
                  double y)
{
  const double size = scale * theme->font_size;
  Pen pen = { .draws = FALSE };
  Box box;

  g_return_if_fail (self != NULL);

  pen_init (&pen, theme, cr, size);
  box = put (&pen, self->root, size, 0, 0);
  pen.draws = TRUE;
  cairo_save (cr);
  rsc_color_set_source (cr, theme->foreground);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  put (&pen, self->root, size, x, y + box.ascent);
  cairo_restore (cr);
  pen_clear (&pen);
}
