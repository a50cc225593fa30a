/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-singular.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pruning-labels.h"
#include <math.h>

/* Singular values are shown down to this part of the largest; exact zeros lie there. */
#define SINGULAR_FLOOR 1e-18

void
rsc_pruning_singular_draw (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  RscRect rect = self->singular;
  const RscPruningState *state = scene->state;
  double em = self->em, line, ticks[12];

  if (!(rect.width > 4.0 * em) || !(rect.height > 4.0 * em))
    return;
  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  rsc_text_set_limit (text, rect.width);
  rsc_text_draw (text, rsc_pruning_labels_singular (), rect.x + rect.width, rect.y, 1.0, 0.0,
                 theme->foreground);
  g_autofree char *rank = rsc_pruning_labels_rank (state);
  gboolean dependent = state->rank < state->width;
  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, TRUE);
  rsc_text_draw (text, rank, rect.x + rect.width, rect.y + line, 1.0, 0.0,
                 dependent ? theme->accent : theme->foreground);
  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, FALSE);
  double left = 3.3 * em, top = 2.0 * line + 0.5 * em;
  RscRect frame = { rect.x + left, rect.y + top, rect.width - left, rect.height - top };
  if (!(frame.width > em) || !(frame.height > em))
    {
      rsc_text_set_limit (text, 0.0);
      return;
    }
  const char *instead = rsc_pruning_labels_no_singular (state);
  if (instead != NULL)
    {
      rsc_text_set_limit (text, 0.0);
      rsc_text_draw_sentence (text, instead, rect.x + 0.5 * rect.width,
                              frame.y + 0.5 * frame.height, rect.width, theme->muted);
      return;
    }
  rsc_text_set_limit (text, 0.0);

  double largest = state->singular[0], least = largest * 1e-3;
  double floor_value = largest * SINGULAR_FLOOR;
  for (gsize k = 0; k < state->n_singular; k++)
    least = MIN (least, MAX (state->singular[k], floor_value));
  RscAxis axis = { least * 0.3, largest * 3.0, TRUE };
  gsize n = rsc_axis_get_ticks (&axis, (gsize) CLAMP (frame.height / (2.4 * em), 2.0, 9.0), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double y = rsc_pruning_layout_get_bar_y (frame, &axis, ticks[k]);
      cairo_move_to (cr, frame.x, y);
      cairo_line_to (cr, frame.x + frame.width, y);
      rsc_theme_set_grid (theme, cr, 0.5);
      cairo_stroke (cr);
      rsc_text_draw (text, labels[k], frame.x - 0.35 * em, y, 1.0, 0.5, theme->muted);
    }
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
  cairo_stroke (cr);

  double unit = frame.width / (double) MAX (state->n_singular, 1);
  gboolean gap = state->rank >= 1 && state->rank < state->n_singular;
  if (gap)
    {
      double y0 = rsc_pruning_layout_get_bar_y (frame, &axis, state->singular[state->rank - 1]);
      double y1 = rsc_pruning_layout_get_bar_y (frame, &axis,
                                                MAX (state->singular[state->rank], floor_value));
      cairo_rectangle (cr, frame.x, y0, frame.width, y1 - y0);
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.13));
      cairo_fill (cr);
      for (int k = 0; k < 2; k++)
        {
          cairo_move_to (cr, frame.x, k == 0 ? y0 : y1);
          cairo_line_to (cr, frame.x + frame.width, k == 0 ? y0 : y1);
        }
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.6));
      cairo_set_line_width (cr, 0.7 * theme->line_width);
      cairo_stroke (cr);
      if (y1 - y0 > 1.3 * line)
        {
          g_autofree char *number =
            state->rank_gap > 0.0 ? rsc_number_words_dup (state->rank_gap, 2) : g_strdup ("0");
          g_autofree char *words = rsc_pruning_labels_gap (number);
          rsc_text_set_limit (text, frame.width);
          rsc_text_draw (text, words, frame.x + 0.5 * frame.width, 0.5 * (y0 + y1), 0.5, 0.5,
                         theme->accent);
          rsc_text_set_limit (text, 0.0);
        }
    }
  /* More columns than rows need no gap to be dependent. */
  if (state->width > self->n && state->rank == self->n && frame.height > 9.0 * em
      && frame.width > 5.0 * em)
    {
      g_autofree char *words = rsc_pruning_labels_most (self->n);
      rsc_text_draw_sentence (text, words, frame.x + 0.5 * frame.width,
                              frame.y + 0.78 * frame.height, frame.width - 0.6 * em, theme->accent);
    }
  double radius = CLAMP (0.35 * unit, 0.12 * em, 0.3 * em);
  for (gsize k = 0; k < state->n_singular; k++)
    {
      double x = frame.x + ((double) k + 0.5) * unit;
      double y = rsc_pruning_layout_get_bar_y (frame, &axis, MAX (state->singular[k], floor_value));
      cairo_new_sub_path (cr);
      cairo_arc (cr, CLAMP (x, frame.x + radius, MAX (frame.x + frame.width - radius, frame.x)), y,
                 radius, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, k < state->rank ? theme->foreground : theme->accent);
      cairo_fill (cr);
    }
}
