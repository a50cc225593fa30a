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

/* Writes a picture; the format is the file name's ending: .svg, .pdf or .png (@scale pixels per
 * unit).
 * @path is written whole or not at all. Errors: RSC_ERROR_ARGUMENT for another ending,
 * G_FILE_ERROR. */
gboolean rsc_plot_file_write (const char *path,
                              double width,
                              double height,
                              double scale,
                              const RscTheme *theme,
                              RscPlotDrawFunc draw,
                              gpointer user_data,
                              GError **error);

G_END_DECLS
