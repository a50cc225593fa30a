/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/**
 * RscSetEdge: of a hull, with the faces on its sides.
 */
typedef struct
{
  gsize a, b;
  gsize face[2]; /* G_MAXSIZE where there is none */
} RscSetEdge;

/* Edges with the faces on their sides; from the list of edges where there is no face. (RscSetEdge),
 * free with g_array_unref(). */
GArray *rsc_set_outline_list_edges (const RscHull *hull);

/* Adds the edge from corner @a to @b to the path; @move: from its start. */
void rsc_set_outline_add_edge_path (const RscSetLayout *self,
                                    cairo_t *cr,
                                    gsize a,
                                    gsize b,
                                    gboolean move);

/* Adds the outline of a face, closed. */
void rsc_set_outline_add_face_path (const RscSetLayout *self, cairo_t *cr, gsize face);

/* Strokes the path as edges of the set: hidden ones (pass 0) shine through, seen ones (pass 1). */
void
rsc_set_outline_stroke (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr, int pass);

/* Corners in one go; @chosen: which, or NULL for all. */
void rsc_set_outline_draw_corners (const RscSetLayout *self,
                                   const RscTheme *theme,
                                   cairo_t *cr,
                                   const gboolean *chosen,
                                   gboolean value,
                                   double alpha);

G_END_DECLS
