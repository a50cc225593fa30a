/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/**
 * RscAxis:
 * @minimum, @maximum: range of values, minimum < maximum
 * @logarithmic: both ends > 0 then
 *
 * An axis only normalises values and knows its ticks.
 */
typedef struct
{
  double minimum;
  double maximum;
  gboolean logarithmic;
} RscAxis;

/* A range that covers the values with a margin; equal values get a range around them. */
void rsc_axis_cover (RscAxis *self, gsize n, const double *values, double margin);
double rsc_axis_normalise (const RscAxis *self, double value); /* value -> [0, 1] */
double rsc_axis_denormalise (const RscAxis *self, double t);

/* "Nice" ticks (1, 2, 5 times powers of ten; decades when logarithmic), at most @max of them, in
 * increasing order. Returns the number written to @ticks (room for @max). */
gsize rsc_axis_get_ticks (const RscAxis *self, gsize max, double *ticks);

/* Label of one tick with just enough digits for the axis' step; a true minus sign; large and small
 * magnitudes as 2×10⁻⁵. Free with g_free(). */
char *rsc_axis_format_tick (const RscAxis *self, double tick);

/* Labels of all ticks with the same number of decimals. Free with g_strfreev(). */
char **rsc_axis_dup_labels (const RscAxis *self, gsize n, const double *ticks);

/* A rectangle with frame, grid, ticks and labels for two axes. */
typedef struct
{
  double x, y, width, height;
} RscRect;

/* Margins that the labels of these axes need inside (0, 0, width, height); draws nothing. */
RscRect rsc_axes_layout (const RscAxis *x,
                         const RscAxis *y,
                         const char *x_title,
                         const char *y_title,
                         const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height);
/* Distances between the ticks that are drawn; 0 where there are fewer than two. */
void rsc_axes_get_steps (const RscAxis *x,
                         const RscAxis *y,
                         const RscTheme *theme,
                         cairo_t *cr,
                         RscRect frame,
                         double *x_step,
                         double *y_step);
void rsc_axes_draw (const RscAxis *x,
                    const RscAxis *y,
                    const char *x_title,
                    const char *y_title,
                    const RscTheme *theme,
                    cairo_t *cr,
                    RscRect frame);

/* The same with titles in colours of their own. */
void rsc_axes_draw_colored (const RscAxis *x,
                            const RscAxis *y,
                            const char *x_title,
                            const char *y_title,
                            RscColor x_color,
                            RscColor y_color,
                            const RscTheme *theme,
                            cairo_t *cr,
                            RscRect frame);

/* The title of the horizontal axis alone, where rsc_axes_draw() has it, but as long as @room. */
void rsc_axes_draw_x_title (RscText *text,
                            const char *title,
                            RscRect frame,
                            double room,
                            RscColor color);

G_END_DECLS
