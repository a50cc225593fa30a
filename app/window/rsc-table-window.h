/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* Shows @table (taken) in a window of its own over @parent, to be read, heard and copied; Escape
 * closes it. Returns it; GTK owns it. */
GtkWindow *rsc_table_window_show (GtkWindow *parent, RscResultTable *table);

G_END_DECLS
