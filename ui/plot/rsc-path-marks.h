/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/**
 * RscPathMark:
 * @kind: of all its events
 * @n, @events: indices of events of the path, as λ falls
 * @x, @last: pixels of its first and its last event
 * @y: of its middle
 * @box: what it and its count cover
 * @neuron: that all of its events are about, or -1
 */
typedef struct
{
  RscPathEventKind kind;
  gsize n;
  const gsize *events;
  double x, last;
  double y;
  RscRect box;
  gssize neuron;
} RscPathMark;

/**
 * RscPathMarks:
 *
 * The events of a path above a line, in any picture of it: events of one kind that are too near
 * each other for two marks are one, with their count; marks of several kinds that are near each
 * other stand above each other. Every event of the picture is in exactly one mark, and no mark
 * covers another one.
 */

/* Marks for the events of the layout's path that are within @left and @right, in the room above
 * @bottom. The layout needs its axis and frame. Cost: O(events log events). */
RscPathMarks *
rsc_path_marks_new (const RscPathLayout *layout, RscText *text, double bottom, double room);
void rsc_path_marks_free (RscPathMarks *self);

/* From left to right. */
gsize rsc_path_marks_get_n (const RscPathMarks *self);
const RscPathMark *rsc_path_marks_get (const RscPathMarks *self, gsize k);

/* The mark at (@x, @y), or -1. */
gssize rsc_path_marks_find (const RscPathMarks *self, double x, double y);

/* All events of mark @k and of those above and below it, as λ falls: *@n indices, freed with
 * g_free(). */
gsize *rsc_path_marks_dup_stack (const RscPathMarks *self, gsize k, gsize *n);

/* The layer of a picture: draws the marks of its layout. */
void rsc_path_marks_draw (gconstpointer layout, RscText *text);

/* Which shape means what, for the kinds that there are. */
void rsc_path_marks_draw_legend (gconstpointer layout, RscText *text);

/* A shape for each kind, so that none is told by colour alone; @r: half of its size. */
void rsc_path_marks_draw_shape (cairo_t *cr,
                                RscPathEventKind kind,
                                double x,
                                double y,
                                double r,
                                double line_width);

G_END_DECLS
