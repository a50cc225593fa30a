/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/**
 * RscLayout:
 * @side_panel: whether the side panel is shown
 * @alone: name of the page that fills the window, or NULL
 * @share: of the height that the upper row of pages has, from 0 to 1; NaN where the file does not
 * say
 * @pages: names of the pages on show, or NULL where the file does not say
 * @presentation: whether it is a presentation, with large text
 * @hidden: names of what a presentation hides, or NULL
 *
 * How a window is laid out.
 */
typedef struct
{
  gboolean side_panel;
  double share;
  char *alone;
  GStrv pages;
  gboolean presentation;
  GStrv hidden;
} RscLayout;

void rsc_layout_clear (RscLayout *self);

/**
 * RscContents:
 * @state: what a person edits
 * @selected: the selected neuron, or NULL
 * @has_layout, @layout: how the window was laid out
 * @origin: in a copy kept for recovery: the URI of the document's own file, or NULL
 * @etag: the version of its file that it was read from, or that a copy kept for recovery has the
 * changes of; or NULL
 * @kept: what else was in the file that it was read from, as JSON without the data, or NULL
 *
 * All that is in a document file. Immutable and reference-counted, so that it can be written in a
 * thread.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RscDocumentState *state;
  RscNeuronKeys *selected;
  gboolean has_layout;
  RscLayout layout;
  char *origin;
  char *etag;
  char *kept;
} RscContents;

/* References and copies what it is given; @selected, @layout, @origin and @kept may be NULL. */
RscContents *rsc_contents_new (const RscDocumentState *state,
                               RscNeuronKeys *selected,
                               const RscLayout *layout,
                               const char *origin,
                               const char *kept);
RscContents *rsc_contents_ref (RscContents *self);
void rsc_contents_unref (RscContents *self);

/* Of the text of a document file. @length: or -1; @name: what messages call it. Errors:
 * RSC_ERROR_DATA, one sentence that begins with @name. O(length). */
RscContents *rsc_contents_parse (const char *text, gssize length, const char *name, GError **error);
/* Whether this text, which is to be written, could be read again: it has as little as a reader
 * takes. One sentence says why not. Any thread. */
gboolean rsc_contents_check_text (const char *text, const char *name, GError **error);
/* The text of the file. Free with g_free(). Any thread. */
char *rsc_contents_to_text (const RscContents *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscLayout, rsc_layout_clear)
/* The same in a thread, for a document may be large; @callback is called in this one. Free what
 * finish gives with g_free(). */
void
rsc_contents_to_text_async (RscContents *self, GAsyncReadyCallback callback, gpointer user_data);
char *rsc_contents_to_text_finish (GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscContents, rsc_contents_unref)

G_END_DECLS
