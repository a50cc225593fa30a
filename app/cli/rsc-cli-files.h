/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "ui/plot/rsc-plot-file.h"

G_BEGIN_DECLS

/* Refuses an output of a command that is also one of its inputs, by whatever name, and one file for
 * two outputs. @groups: of the command. Only looks at the files. Errors: RSC_ERROR_ARGUMENT. */
gboolean rsc_cli_check_files (const RscCliOptions *options, guint groups, GError **error);

/* The same for a file that a command finds out about only while it reads: one more input. */
gboolean rsc_cli_check_input (const RscCliOptions *options, const char *input, GError **error);

/* Writes a picture; the format is the ending of @path. @draw as rsc_plot_file_render() has it. */
gboolean rsc_cli_write_picture (const char *path,
                                double width,
                                double height,
                                double scale,
                                const RscTheme *theme,
                                RscPlotDrawFunc draw,
                                gpointer user_data,
                                GError **error);

/* Whether a figure has a file to go to, -o, which can be written: before the work and not after. */
gboolean rsc_cli_check_figure (const RscCliOptions *options, GError **error);

/* The light or dark theme of --dark, at the size of --font-size. */
void rsc_cli_init_theme (const RscCliOptions *options, RscTheme *theme);

/* Writes the figure to the file of -o, of the given size in points where --width and --height do
 * not say another; the format is the ending of the file's name. @draw: see
 * rsc_plot_file_render(). */
gboolean rsc_cli_write_figure (const RscCliOptions *options,
                               double default_width,
                               double default_height,
                               RscPlotDrawFunc draw,
                               gpointer model,
                               GCancellable *cancellable,
                               GError **error);

/* Whether the files of --json and --weights can be written: before the work and not after it. */
gboolean rsc_cli_check_outputs (const RscCliOptions *options, GError **error);

/* Writes @network to the file of --weights, if there is one. */
gboolean rsc_cli_write_weights (const RscCliOptions *options,
                                const RscNetwork *network,
                                RscDataset *dataset,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
