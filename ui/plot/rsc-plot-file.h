/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-theme.h"
#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*RscPlotDrawFunc) (const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 gpointer user_data);

/* A picture as the bytes of a file; the format is the ending of @path, in either case: .svg, .pdf
 * or .png (@scale pixels per unit). Touches no file: the caller writes it. Errors:
 * RSC_ERROR_ARGUMENT for another ending or size, RSC_ERROR_LIMIT when Cairo gives up. */
GBytes *rsc_plot_file_render (const char *path,
                              double width,
                              double height,
                              double scale,
                              const RscTheme *theme,
                              RscPlotDrawFunc draw,
                              gpointer user_data,
                              GError **error);

G_END_DECLS
