/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-theme.h"
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * RscText:
 *
 * Writes text for one picture: one Pango layout used again and again, since making one for every
 * label costs more than the label. Metrics are not hinted, so that text measures the same for the
 * screen, for files and for picking. Belongs to the drawing call; not shared.
 */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  PangoFontDescription *font;
  double size;
  double limit;
  int lines;
} RscText;

/**
 * RscTextBox: a text that was drawn, for those who ask what a picture says and whether it can be
 * read.
 * @words: what it says
 * @x, @y, @width, @height: around its ink, in device units
 * @shortened: it ends in an ellipsis
 * @clipped: a part of its ink is not in the picture
 */
typedef struct
{
  char *words;
  double x, y, width, height;
  gboolean shortened;
  gboolean clipped;
} RscTextBox;

/* Notes every text that is drawn on @cr from now on. The array of RscTextBox belongs to @cr. */
GArray *rsc_text_record (cairo_t *cr);

void rsc_text_init (RscText *self, const RscTheme *theme, cairo_t *cr);
void rsc_text_clear (RscText *self);

/* @scale: of the theme's font size. Holds until the next call. */
void rsc_text_set_style (RscText *self, double scale, gboolean bold);

/* Lines longer than this end in an ellipsis; 0 for no limit. Holds until the next call. */
void rsc_text_set_limit (RscText *self, double limit);

/* What is longer than the limit goes on in so many lines before it ends in an ellipsis, 1 at first.
 * Holds until the next call. */
void rsc_text_set_lines (RscText *self, int lines);

/* Extents of one line in user units. @width, @height: or NULL. */
void rsc_text_measure (RscText *self, const char *text, double *width, double *height);

/* One line; (@x, @y) is the point at the fraction (@anchor_x, @anchor_y) of its extents. */
void rsc_text_draw (RscText *self,
                    const char *text,
                    double x,
                    double y,
                    double anchor_x,
                    double anchor_y,
                    RscColor color);

/* The same turned to read upwards; the anchors are those of the unturned line. */
void rsc_text_draw_upwards (RscText *self,
                            const char *text,
                            double x,
                            double y,
                            double anchor_x,
                            double anchor_y,
                            RscColor color);

/* An upright title of the stretch of y from @top to @bottom: centred on it, but where it is longer
 * it takes the room that there is from @least to @most, becomes smaller, and only then ends in an
 * ellipsis. @anchor: the side of the line at @x, 0 for its left. Takes the limit away. */
void rsc_text_draw_upright_title (RscText *self,
                                  const char *title,
                                  double x,
                                  double anchor,
                                  double top,
                                  double bottom,
                                  double least,
                                  double most,
                                  RscColor color);

/* Paints @ground over the rectangle: what was written there before is gone, from the record too. */
void
rsc_text_erase (RscText *self, double x, double y, double width, double height, RscColor ground);

/* A sentence, wrapped to @width, centred on (@x, @y); returns its height. */
double rsc_text_draw_sentence (RscText *self,
                               const char *text,
                               double x,
                               double y,
                               double width,
                               RscColor color);

/* Height of that sentence. */
double rsc_text_measure_sentence (RscText *self, const char *text, double width);

G_END_DECLS
