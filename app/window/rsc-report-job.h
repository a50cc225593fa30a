/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/window/rsc-window-files.h"

G_BEGIN_DECLS

/* What came of it, to be told. */
typedef void (*RscReportDoneFunc) (const char *message, gpointer window);

/* Writes the report of what is on show to @path in a thread of its own; a file there is replaced
 * when all of the new one is known. The document goes along, and the commands of the report read
 * it. @done is called with @window unless that has gone or the work was cancelled. */
void rsc_report_job_start (RscDocument *document,
                           RscWindowFiles *files,
                           const char *path,
                           GCancellable *cancellable,
                           RscReportDoneFunc done,
                           GtkWindow *window);

/* The command that finds the same optimal networks: of a set of the gallery with its options, else
 * of the document's file. Free with g_free(). */
char *rsc_report_job_dup_command (RscDocument *document, RscWindowFiles *files);

G_END_DECLS
