/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscGlossaryPane:
 *
 * The terms of the program: what each is, its formula, and where it is in the paper. A search among
 * them; links from one to another, and a way back. Signal "close".
 */
#define RSC_TYPE_GLOSSARY_PANE (rsc_glossary_pane_get_type ())
G_DECLARE_FINAL_TYPE (RscGlossaryPane, rsc_glossary_pane, RSC, GLOSSARY_PANE, GtkWidget)

/* Shows this term; "" for the list of all. The way back begins here. FALSE where there is no such
 * term. */
gboolean rsc_glossary_pane_show (RscGlossaryPane *self, const char *id);

/* Shows what @text has terms of: the page of one, or the list of several. The way back begins here.
 * FALSE where it has none. */
gboolean rsc_glossary_pane_explain (RscGlossaryPane *self, const char *text);

G_END_DECLS
