/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-counts.h"

#include "ui/words/rsc-set-words.h"
#include <math.h>

/* Sizes in units of the text size: of a ring, of the room that a dot takes, and from a dot's centre
 * to its label, which clears the marker, or where that place is taken. */
#define RING 0.2
#define ROOM 0.3
#define AWAY 0.8
#define FAR 1.5
#define FARTHEST 2.0
#define LABEL_SCALE 0.8
/* From a label to another in its row, in units of the label's size. */
#define ASIDE 1.3
/* Where there are more dots, they are smaller; where many more, a label would be of none of
 * them. */
#define DOTS_SMALL 60
#define DOTS_MAX 400

void
rsc_set_counts_draw_inside (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr)
{
  const double room = rsc_set_layout_get_dot_room (self);
  const gboolean rings = self->dots.n <= DOTS_MAX;
  const double scale =
    CLAMP (sqrt (room), rings ? 0.5 : 0.35, self->dots.n > DOTS_SMALL ? 0.7 : 1.0);
  double p[3];

  cairo_new_path (cr);
  for (gsize k = self->hull->n_points; k < self->dots.n; k++)
    {
      rsc_set_layout_project_values (self, self->corners + k * self->n, p);
      cairo_new_sub_path (cr);
      cairo_arc (cr, p[0], p[1], RING * scale * self->em, 0.0, 2.0 * G_PI);
    }
  if (!rings)
    {
      /* A cloud of points through which the body is seen. */
      rsc_color_set_source (
        cr, rsc_color_with_alpha (theme->foreground, CLAMP (room / (scale * scale), 0.3, 0.85)));
      cairo_fill (cr);
      return;
    }
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.85));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->foreground, 0.85));
  cairo_set_line_width (cr, 0.1 * scale * self->em);
  cairo_stroke (cr);
}

void
rsc_set_counts_draw (const RscSetLayout *self,
                     const RscTheme *theme,
                     RscText *text,
                     RscPlacing *placing)
{
  const double side = 2.0 * ROOM * self->em;
  double p[3];

  if (self->dots.n > DOTS_MAX)
    return;
  for (gsize k = 0; k < self->dots.n; k++)
    {
      rsc_set_layout_project_values (self, self->corners + k * self->n, p);
      rsc_placing_take (placing, (RscRect){ p[0] - 0.5 * side, p[1] - 0.5 * side, side, side });
    }
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize k = 0; k < self->dots.n; k++)
    if (self->dots.dots[k].n_vertices > 1)
      {
        g_autofree char *label = rsc_set_words_dup_count (self->dots.dots[k].n_vertices);

        rsc_set_layout_project_values (self, self->corners + k * self->n, p);
        /* "×3" beside the 0 of an axis would be read as one number, but is better than none. */
        placing->aside = ASIDE;
        if (!rsc_placing_put_around (placing, label, p[0], p[1], AWAY * self->em, theme->foreground)
            && !rsc_placing_put_around (placing, label, p[0], p[1], FAR * self->em,
                                        theme->foreground)
            && !rsc_placing_put_around (placing, label, p[0], p[1], FARTHEST * self->em,
                                        theme->foreground))
          {
            placing->aside = 0.0;
            rsc_placing_put_around (placing, label, p[0], p[1], AWAY * self->em, theme->foreground);
          }
      }
}
