/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-legend.h"

#include "ui/plot/rsc-curves-axes.h"
#include "ui/plot/rsc-curves-mark.h"
#include "ui/words/rsc-curves-words.h"

/* Length of a line in the legend, in units of the text size. */
#define SAMPLE 2.2

static gboolean
entries_have (const GArray *entries, gsize index)
{
  for (guint k = 0; k < entries->len; k++)
    if (g_array_index (entries, RscCurvesEntry, k).index == index)
      return TRUE;
  return FALSE;
}

GArray *
rsc_curves_legend_list (gsize n_models, const RscCurvesModel *models, RscText *text)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (RscCurvesEntry));
  gboolean solid = FALSE, dashed = FALSE;

  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
  for (gsize m = 0; m < n_models; m++)
    for (gsize c = 0; c < models[m].n_curves; c++)
      {
        const RscCurve *curve = &models[m].curves[c];
        gboolean any = FALSE;
        for (gsize k = 0; k < curve->n && !any; k++)
          any = rsc_curves_model_is_shown (&models[m], curve, k);
        if (!any)
          continue;
        solid = solid || !curve->dashed;
        dashed = dashed || curve->dashed;
        RscCurvesEntry entry = { curve->label, curve->index, FALSE, 0.0 };
        if (curve->label != NULL && !entries_have (entries, curve->index))
          g_array_append_val (entries, entry);
      }
  if (solid && dashed)
    {
      RscCurvesEntry keys[2] = { { rsc_curves_words_line (FALSE), G_MAXSIZE, FALSE, 0.0 },
                                 { rsc_curves_words_line (TRUE), G_MAXSIZE, TRUE, 0.0 } };
      g_array_append_vals (entries, keys, 2);
    }
  for (guint k = 0; k < entries->len; k++)
    {
      RscCurvesEntry *entry = &g_array_index (entries, RscCurvesEntry, k);
      rsc_text_measure (text, entry->label, &entry->width, NULL);
      entry->width += (SAMPLE + 0.4) * text->size;
    }
  return entries;
}

/* Number of entries that fit into a row from @first on, and their width. */
static guint
take_row (const GArray *entries, guint first, double gap, double room, double *width)
{
  guint k = first;

  *width = 0.0;
  while (k < entries->len)
    {
      double more = g_array_index (entries, RscCurvesEntry, k).width + (k > first ? gap : 0.0);
      if (k > first && *width + more > room)
        break;
      *width += more;
      k++;
    }
  return k - first;
}

double
rsc_curves_legend_lay (const GArray *entries,
                       const RscTheme *theme,
                       RscText *text,
                       double x,
                       double y,
                       double width,
                       double most,
                       gboolean draw)
{
  cairo_t *cr = text->cr;
  double em = text->size, row = 1.45 * em, height = 0.0, row_width;

  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
  for (guint k = 0; k < entries->len && height + row <= most;)
    {
      guint n = take_row (entries, k, 1.1 * em, width, &row_width);
      double left = x + MAX (0.5 * (width - row_width), 0.0), middle = y + height + 0.5 * row;
      for (guint i = k; draw && i < k + n; i++)
        {
          const RscCurvesEntry *entry = &g_array_index (entries, RscCurvesEntry, i);
          gboolean key = entry->index == G_MAXSIZE;
          rsc_curves_mark_set_line (
            theme, cr, key ? theme->muted : rsc_curves_mark_get_color (theme, entry->index),
            entry->dashed);
          cairo_move_to (cr, left, middle);
          cairo_line_to (cr, left + SAMPLE * em, middle);
          cairo_stroke (cr);
          cairo_set_dash (cr, NULL, 0, 0.0);
          if (!key)
            rsc_curves_mark_draw (theme, cr, entry->index, FALSE, left + 0.5 * SAMPLE * em, middle,
                                  0.32 * em);
          rsc_text_set_limit (text, MAX (x + width - left - (SAMPLE + 0.4) * em, 1.0));
          rsc_text_draw (text, entry->label, left + (SAMPLE + 0.4) * em, middle, 0.0, 0.5,
                         theme->foreground);
          rsc_text_set_limit (text, 0.0);
          left += entry->width + 1.1 * em;
        }
      height += row;
      k += n;
    }
  return height;
}
