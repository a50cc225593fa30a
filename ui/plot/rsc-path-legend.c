/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-legend.h"

#include "ui/plot/rsc-path-labels.h"
#include <math.h>

/* Lengths in units of the text of the legend. */
#define SAMPLE 1.7
#define SAMPLE_GAP 0.35
#define ENTRY_GAP 1.1
#define LINE 1.35

/* The curves keep at least this share of the picture; smaller text than this is not read. */
#define SHARE_MAX 0.4
#define SCALE_MIN 0.5
#define SCALE_STEP 0.92

static char *
dup_number (gsize label)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);
}

/* How many entries fit side by side, and how high all of them are. */
static double
measure (RscPathLayout *self, RscText *text, double scale, gsize *columns, double *column)
{
  const double em = scale * self->em, room = self->width - self->frame.x - 0.3 * self->em;
  double widest = 0.0;

  rsc_text_set_style (text, scale, FALSE);
  for (guint k = 0; k < self->unnumbered->len; k++)
    {
      const gsize c = g_array_index (self->unnumbered, gsize, k);
      g_autofree char *number =
        dup_number (rsc_path_layout_get_label (self, rsc_path_curves_get (self->curves, c)->id));
      double w;

      rsc_text_measure (text, number, &w, NULL);
      widest = MAX (widest, w);
    }
  *column = widest + (SAMPLE + SAMPLE_GAP + ENTRY_GAP) * em;
  *columns = (gsize) MAX ((room + ENTRY_GAP * em) / *column, 1.0);
  const gsize rows = (self->unnumbered->len + *columns - 1) / *columns;
  return (LINE * (double) rows + 0.5) * em;
}

double
rsc_path_legend_lay_out (RscPathLayout *self, RscText *text, double height)
{
  double scale = RSC_PATH_LABEL_SCALE, needed;

  g_clear_pointer (&self->unnumbered, g_array_unref);
  self->unnumbered = rsc_path_labels_list_unnumbered (self);
  if (self->unnumbered->len == 0)
    return 0.0;
  for (;; scale *= SCALE_STEP)
    {
      needed = measure (self, text, scale, &self->legend_columns, &self->legend_column);
      if (needed <= SHARE_MAX * height || scale * SCALE_STEP < SCALE_MIN)
        break;
    }
  self->legend_scale = scale;
  return needed;
}

void
rsc_path_legend_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const double em = self->legend_scale * self->em;
  cairo_t *cr = text->cr;

  if (self->unnumbered == NULL)
    return;
  rsc_text_set_style (text, self->legend_scale, FALSE);
  for (guint k = 0; k < self->unnumbered->len; k++)
    {
      const gsize c = g_array_index (self->unnumbered, gsize, k);
      const gsize label =
        rsc_path_layout_get_label (self, rsc_path_curves_get (self->curves, c)->id);
      const RscColor color = rsc_theme_get_neuron_color (&self->theme, label);
      const double x = self->frame.x + self->legend_column * (double) (k % self->legend_columns);
      const double y = self->height + (LINE * ((double) (k / self->legend_columns) + 0.5)) * em;
      g_autofree char *number = dup_number (label);

      cairo_save (cr);
      cairo_set_line_width (cr, self->theme.line_width);
      rsc_theme_set_neuron_dash (&self->theme, cr, label);
      rsc_color_set_source (cr, color);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + SAMPLE * em, y);
      cairo_stroke (cr);
      cairo_restore (cr);
      rsc_text_draw (text, number, x + (SAMPLE + SAMPLE_GAP) * em, y, 0.0, 0.5, color);
    }
}
