/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-legend.h"

#include "ui/plot/rsc-curves-axes.h"
#include "ui/plot/rsc-curves-mark.h"
#include "ui/words/rsc-curves-words.h"

/* Length of a line in the legend, in units of the text size. */
#define SAMPLE 2.2
/* Between entries, and from row to row. */
#define GAP 1.1
#define ROW 1.45
/* The text of a legend with many entries gets so small, not smaller. */
#define SCALE_MIN 0.7

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

/* Number of the first @n entries that fit into a row from @first on, and their width. */
static guint
take_row (const GArray *entries, guint first, guint n, double gap, double room, double *width)
{
  guint k = first;

  *width = 0.0;
  while (k < n)
    {
      double more = g_array_index (entries, RscCurvesEntry, k).width + (k > first ? gap : 0.0);
      if (k > first && *width + more > room)
        break;
      *width += more;
      k++;
    }
  return k - first;
}

/* How the entries are laid: smaller where they are too many, and the last ones left out where they
 * are too many even so. */
typedef struct
{
  double scale;
  guint n;    /* entries that are drawn */
  char *more; /* what stands for the others, or NULL */
  double more_width;
} Fit;

static guint
count_rows (const GArray *entries, guint n, double gap, double room, double scale, double more)
{
  double row_width = 0.0;
  guint rows = 0;

  for (guint k = 0; k < n;)
    {
      k += take_row (entries, k, n, gap, room / scale, &row_width);
      rows++;
    }
  if (more > 0.0 && row_width * scale + gap * scale + more > room)
    rows++;
  return rows;
}

static void
fit_init (Fit *self, const GArray *entries, RscText *text, double em, double width, double most)
{
  *self = (Fit){ 1.0, entries->len, NULL, 0.0 };
  for (; self->scale >= SCALE_MIN; self->scale -= 0.1)
    if (count_rows (entries, entries->len, GAP * em, width, self->scale, 0.0) * ROW * em
          * self->scale
        <= most)
      return;
  self->scale = SCALE_MIN;
  for (self->n = entries->len; self->n > 0;)
    {
      self->n--;
      g_free (self->more);
      self->more = rsc_curves_words_dup_more (entries->len - self->n);
      rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE * self->scale, FALSE);
      rsc_text_measure (text, self->more, &self->more_width, NULL);
      if (count_rows (entries, self->n, GAP * em, width, self->scale, self->more_width) * ROW * em
            * self->scale
          <= most)
        return;
    }
}

static void
draw_entry (const RscCurvesEntry *entry,
            const RscTheme *theme,
            RscText *text,
            double em,
            double left,
            double right,
            double middle)
{
  cairo_t *cr = text->cr;
  gboolean key = entry->index == G_MAXSIZE;

  rsc_curves_mark_set_line (
    theme, cr, key ? theme->muted : rsc_curves_mark_get_color (theme, entry->index), entry->dashed);
  cairo_move_to (cr, left, middle);
  cairo_line_to (cr, left + SAMPLE * em, middle);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  if (!key)
    rsc_curves_mark_draw (theme, cr, entry->index, FALSE, left + 0.5 * SAMPLE * em, middle,
                          0.32 * em);
  rsc_text_set_limit (text, MAX (right - left - (SAMPLE + 0.4) * em, 1.0));
  rsc_text_draw (text, entry->label, left + (SAMPLE + 0.4) * em, middle, 0.0, 0.5,
                 theme->foreground);
  rsc_text_set_limit (text, 0.0);
}

double
rsc_curves_legend_lay (const GArray *entries,
                       const RscTheme *theme,
                       RscText *text,
                       double x,
                       double y,
                       double width,
                       double most,
                       gboolean draw,
                       guint *n_left_out)
{
  double em = text->size, height = 0.0, row_width;
  Fit fit;

  fit_init (&fit, entries, text, em, width, most);
  em *= fit.scale;
  if (n_left_out != NULL)
    *n_left_out = entries->len - fit.n;
  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE * fit.scale, FALSE);
  for (guint k = 0; k < fit.n || fit.more != NULL;)
    {
      guint n = take_row (entries, k, fit.n, GAP * text->size, width / fit.scale, &row_width);
      double middle = y + height + 0.5 * ROW * em, left;

      row_width *= fit.scale;
      const double with_more = row_width + (n > 0 ? GAP * em : 0.0) + fit.more_width;
      gboolean last = fit.more != NULL && k + n == fit.n && (n == 0 || with_more <= width);
      left = x + MAX (0.5 * (width - (last ? with_more : row_width)), 0.0);
      for (guint i = k; i < k + n; i++)
        {
          const RscCurvesEntry *entry = &g_array_index (entries, RscCurvesEntry, i);

          if (draw)
            draw_entry (entry, theme, text, em, left, x + width, middle);
          left += entry->width * fit.scale + GAP * em;
        }
      if (last && draw)
        {
          rsc_text_set_limit (text, MAX (x + width - left, 1.0));
          rsc_text_draw (text, fit.more, left, middle, 0.0, 0.5, theme->muted);
          rsc_text_set_limit (text, 0.0);
        }
      if (last)
        g_clear_pointer (&fit.more, g_free);
      height += ROW * em;
      k += n;
    }
  return height;
}
