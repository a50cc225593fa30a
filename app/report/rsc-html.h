/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/report/rsc-figure.h"
#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* Parts of a page that needs nothing but itself: no script, no file, no network. Each is
 * appended to @page. */

/* Text, with what HTML has a meaning for told literally. */
void rsc_html_append_text (GString *page, const char *text);

/* <TAG>@text</TAG>, @tag with attributes where it has some. */
void rsc_html_append_element (GString *page, const char *tag, const char *text);

/* A table with a caption; a number is a <data> with its exact value. @note: what follows the
 * caption, or NULL. */
void rsc_html_append_table (GString *page, const RscResultTable *table, const char *note);

/* The figure drawn twice, light and dark, of which the page shows one. @prefix: unlike that of any
 * other figure of the page, for the names inside; @description: for who does not see it. Errors:
 * those of rsc_plot_file_render(). */
gboolean rsc_html_append_figure (GString *page,
                                 RscFigure *figure,
                                 const char *prefix,
                                 const char *description,
                                 GError **error);

/* A line to run, to select as a whole. */
void rsc_html_append_command (GString *page, const char *command);

/* A link that saves @file as @name. */
void rsc_html_append_download (GString *page, const char *text, const char *name, GBytes *file);

/* From the doctype to the start of the body, and the end. @language: such as "de". */
void rsc_html_begin_page (GString *page, const char *title, const char *language);
void rsc_html_end_page (GString *page);

G_END_DECLS
