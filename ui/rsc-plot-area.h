/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/plot/rsc-plot-file.h"

G_BEGIN_DECLS

/**
 * RscPlotArea:
 *
 * A focusable widget that shows one picture of ui/plot in the colours of the style manager.
 */
#define RSC_TYPE_PLOT_AREA (rsc_plot_area_get_type ())
G_DECLARE_DERIVABLE_TYPE (RscPlotArea, rsc_plot_area, RSC, PLOT_AREA, GtkWidget)

/**
 * RscPlotAreaClass:
 * @draw: draws into (0, 0, width, height)
 */
struct _RscPlotAreaClass
{
  GtkWidgetClass parent_class;

  void (*draw) (RscPlotArea *self, const RscTheme *theme, cairo_t *cr, double width, double height);
};

/* The theme of the screen. */
const RscTheme *rsc_plot_area_get_theme (RscPlotArea *self);

/* Lets the keys of a picture play the path by the actions path.play, path.step and path.end: Space, the
 * arrows, Home and End. For class_init, after the picture's own keys: what they use they keep. */
void rsc_plot_area_class_add_path_keys (GtkWidgetClass *widget_class);

/* The picture as it is shown, in the light colours of paper; see rsc_plot_file_render(). */
GBytes *rsc_plot_area_render (RscPlotArea *self, const char *path, GError **error);

G_END_DECLS
