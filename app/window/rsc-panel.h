/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/**
 * RscPanel:
 *
 * What all panels share: a document that they show, changes that wait while nobody sees the panel,
 * and controls that are set without being taken for a hand's. A panel asks the document and the
 * words for what it shows, and computes nothing itself. A subclass has a template and one function,
 * update(). A panel that is a page of the window's desk gives it in its template the name and the
 * title of its tab.
 */
#define RSC_TYPE_PANEL (rsc_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (RscPanel, rsc_panel, RSC, PANEL, GtkWidget)

/**
 * RscPanelClass:
 * @update: shows what changed: @parts, RSC_DOCUMENT_… flags. Called with all of them when the
 * document is set, and with what has gathered when a hidden panel is shown.
 * @open: it has come on show, or gone; or NULL. Never before it has a document.
 */
struct _RscPanelClass
{
  GtkWidgetClass parent_class;

  void (*update) (RscPanel *self, guint parts);
  void (*open) (RscPanel *self, gboolean open);
};

/* Once in the life of a panel, which holds a reference. */
void rsc_panel_set_document (RscPanel *self, RscDocument *document);

/* What its tab says, or NULL. */
const char *rsc_panel_get_title (RscPanel *self);

/* @panel: an RscPanel, untyped so that subclasses need no cast. */
RscDocument *rsc_panel_get_document (gpointer panel);
const RscDocumentState *rsc_panel_get_state (gpointer panel);

/* A copy of the document's state to change and to hand to rsc_document_apply(). */
RscDocumentState *rsc_panel_edit (gpointer panel);

/* Around code that sets controls from the document; handlers of their signals then do nothing.
 * Counted. */
void rsc_panel_begin_update (gpointer panel);
void rsc_panel_end_update (gpointer panel);
gboolean rsc_panel_is_updating (gpointer panel);

G_END_DECLS
