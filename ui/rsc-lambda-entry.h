/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscLambdaEntry:
 *
 * λ as an exact fraction of λ_max, to be read and written, and its value beside it. What can be
 * written is rsc_transport_words_parse()'s; what cannot be λ is marked, and said why.
 *
 * Property "ratio" (0 for λ → 0, up to 1), with notification. Signals:
 * - "settled": the hand has left
 * - "refused" (string): why what is being written is no λ, or NULL when it is one (again)
 */
#define RSC_TYPE_LAMBDA_ENTRY (rsc_lambda_entry_get_type ())
G_DECLARE_FINAL_TYPE (RscLambdaEntry, rsc_lambda_entry, RSC, LAMBDA_ENTRY, GtkWidget)

GtkWidget *rsc_lambda_entry_new (void);
double rsc_lambda_entry_get_ratio (RscLambdaEntry *self);
void rsc_lambda_entry_set_ratio (RscLambdaEntry *self, double ratio);

/* λ itself, or NaN while λ_max is not known. */
void rsc_lambda_entry_set_lambda (RscLambdaEntry *self, double lambda);

/* Whether λ itself stands beside the fraction. */
void rsc_lambda_entry_set_wide (RscLambdaEntry *self, gboolean wide);

G_END_DECLS
