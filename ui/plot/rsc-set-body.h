/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-outline.h"

G_BEGIN_DECLS

/* The set on three axes in convex space, with flat facets; @edges: rsc_set_outline_list_edges(). */
void rsc_set_body_draw_flat (const RscSetLayout *self,
                             const RscTheme *theme,
                             cairo_t *cr,
                             GArray *edges);

/* The same in non-convex space, where facets and edges are curved. */
void rsc_set_body_draw_curved (const RscSetLayout *self,
                               const RscTheme *theme,
                               cairo_t *cr,
                               GArray *edges);

G_END_DECLS
