/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/* Why the optimum on show is unique, or is not. Borrowed. */
RscReasons *rsc_document_get_reasons (RscDocument *self);

/* Makes the smallest move that was found: one change, which can be undone. λ stays what it is, so
 * that the optimum is unique there. FALSE where none was found, or the set is another by now. */
gboolean rsc_document_apply_move (RscDocument *self);

/* The number in the state's source of each training point, which tables and captions name it by;
 * NULL without data. Free with g_free(). */
gsize *rsc_document_dup_train_sources (RscDocument *self);

/* Selects @n rows of the training set. */
void rsc_document_select_train_rows (RscDocument *self, gsize n, const gsize *rows);

G_END_DECLS
