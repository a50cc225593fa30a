/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/window/rsc-board.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscExportKind: what a picture can be written as; the last two are the numbers behind it.
 */
typedef enum
{
  RSC_EXPORT_SVG,
  RSC_EXPORT_PDF,
  RSC_EXPORT_PNG,
  RSC_EXPORT_CSV,
  RSC_EXPORT_JSON,
  RSC_N_EXPORT_KINDS
} RscExportKind;

/**
 * RscExport:
 * @paper: what it is drawn on, to be changed
 *
 * A picture, or the board of all, on its way out of the window.
 */
typedef struct
{
  RscPaper paper;

  /*< private >*/
  GtkWidget *widget; /* of the window, which hears what came of it */
  RscPlotArea *area; /* or NULL */
  RscBoard *board;   /* or NULL */
  RscDocument *document;
  char *page; /* whose picture it is, or NULL */
} RscExport;

/* Of a picture of the window; of a board (taken), @widget being any of the window's. */
RscExport *rsc_export_new_picture (RscPlotArea *area, RscDocument *document);
RscExport *rsc_export_new_board (GtkWidget *widget, RscBoard *board);
void rsc_export_free (RscExport *self);

/* Whether there are numbers: not of a board. */
gboolean rsc_export_has_numbers (const RscExport *self);
/* Its size where the paper says none. */
void rsc_export_get_size (const RscExport *self, double *width, double *height);

/* What a kind is called, and its ending: ".svg". */
const char *rsc_export_get_kind_name (RscExportKind kind);
const char *rsc_export_get_ending (RscExportKind kind);

/* The bytes of a file, whose kind is the ending of @path. Errors: RSC_ERROR_ARGUMENT where there
 * are no numbers, and those of rsc_plot_file_render(). */
GBytes *rsc_export_render (RscExport *self, const char *path, GError **error);

/* Where a picture goes for what was typed: @path itself where it ends in .svg, .pdf, .png, .csv or
 * .json, with @ending (such as ".png") added where it has no ending. Free with g_free(). Errors:
 * RSC_ERROR_ARGUMENT for another ending, which nobody meant to become "plot.jpg.svg". */
char *rsc_export_complete_name (const char *path, const char *ending, GError **error);

/* What follows the choice of @path: completes the name, and asks before it replaces a file that the
 * chooser could not ask about. Takes @self. */
void rsc_export_to (RscExport *self, const char *path, const char *ending);

G_END_DECLS
