/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"
#include "core/pruning/rsc-pruning-curves.h"
#include "core/set/rsc-complex.h"
#include "core/set/rsc-landscape.h"
#include "core/set/rsc-optimal-set.h"
#include "ui/plot/rsc-plot-file.h"

G_BEGIN_DECLS

/**
 * RscFigure:
 *
 * A picture of ui/plot together with all that it is drawn from: it can be drawn at any time, at any
 * size and in any theme.
 */
typedef struct _RscFigure RscFigure;

/* Each keeps references to what it shows. @a: norms of the network on show, n_neurons values,
 * copied; @labels: see the models of ui/plot; or NULL. Errors: cancelled, and those of the hull. */

RscFigure *rsc_figure_new_function (RscOptimalSet *set,
                                    const double *a,
                                    GCancellable *cancellable,
                                    GError **error);
/* Both spaces side by side; the bars of the only network where there are no several. */
RscFigure *
rsc_figure_new_set (RscOptimalSet *set, const double *a, GCancellable *cancellable, GError **error);
RscFigure *rsc_figure_new_certificate (RscLandscape *landscape);
RscFigure *rsc_figure_new_widths (RscComplex *complex);
/* As high as it needs; @lambda: of a cursor, or NaN. */
RscFigure *rsc_figure_new_path (RscPath *path, double ratio_min, double lambda);
/* State @step of a pruning beside what all methods reach. */
RscFigure *rsc_figure_new_pruning (RscPruning *walk, RscPruningCurves *curves, gsize step);
void rsc_figure_free (RscFigure *self);

/* The state of @walk that says most: the last of the exact ones, else the last. */
gsize rsc_figure_choose_step (const RscPruning *walk);

/* The size at which it is drawn where none is said. */
double rsc_figure_get_width (const RscFigure *self);
double rsc_figure_get_height (const RscFigure *self);

/* An RscPlotDrawFunc: @figure is the RscFigure. */
void
rsc_figure_draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFigure, rsc_figure_free)

G_END_DECLS
