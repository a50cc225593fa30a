/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks over the window of @widget whether the file @path may go, which no chooser has asked about;
 * if so, calls @replace. @data is freed by @data_free when that is settled. */
void rsc_replace_question_ask (GtkWidget *widget,
                               const char *path,
                               void (*replace) (gpointer data),
                               gpointer data,
                               GDestroyNotify data_free);

G_END_DECLS
