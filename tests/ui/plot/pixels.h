/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-theme.h"
#include <cairo.h>

G_BEGIN_DECLS

/* Width of what a picture must leave alone, on every side. */
enum
{
  PIXELS_BORDER = 8
};

/* A cairo_t to draw a picture of @width x @height in the middle of a larger, empty image. */
cairo_t *pixels_begin (int width, int height);

/* A cairo_t to draw on the image of an earlier picture once more. */
cairo_t *pixels_resume (cairo_surface_t *surface);

/* Takes @cr and gives its image; free with cairo_surface_destroy(). Asserts that @cr came back as
 * it was and that nothing is drawn outside of the picture; inside it every pixel is opaque when
 * @covers. */
cairo_surface_t *pixels_end (cairo_t *cr, int width, int height, gboolean covers);

/* 0xrrggbb of the pixel at a place of the picture; and what a colour is there. */
guint32 pixels_get (cairo_surface_t *surface, double x, double y);
guint32 pixels_pack (RscColor color);

/* Whether no channel differs by more than @reach. */
gboolean pixels_are_close (guint32 a, guint32 b, int reach);

/* How many pixels from (@x0, @y0) up to (@x1, @y1) differ; and how many at all from @ground. */
int
pixels_count_differences (cairo_surface_t *a, cairo_surface_t *b, int x0, int y0, int x1, int y1);
int pixels_count_ink (cairo_surface_t *surface, guint32 ground, int width, int height);

/* Whether the two images are the same, byte by byte. */
gboolean pixels_are_same (cairo_surface_t *a, cairo_surface_t *b);

G_END_DECLS
