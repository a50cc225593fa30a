/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/* Short words about one state of a pruning: for its picture and for the list of steps. Strings that
 * are not const are freed with g_free(). */

/* What to say instead of a picture, or NULL where there is something to show; @pruning may be
 * NULL. */
const char *rsc_pruning_labels_instead (const RscPruning *pruning);

/* Why there is no picture although there are data: λ is moving; the set is not there yet. */
const char *rsc_pruning_labels_paused (void);
const char *rsc_pruning_labels_waiting (void);

/* Which of the @n states is on show; what part of the work is done, "" where that is not known (<
 * 0). */
char *rsc_pruning_labels_position (gsize k, gsize n);
char *rsc_pruning_labels_progress (double fraction);

/* What gives another start of the same kind, or NULL where there is only one. */
const char *rsc_pruning_labels_again (RscPruningStart start);

/* A network to start from whose name nobody knows. */
const char *rsc_pruning_labels_given (void);

/* The button that takes away the neuron called @name, or NULL: none is selected. */
char *rsc_pruning_labels_remove (const char *name);

/* Names of the parts of a picture. */
const char *rsc_pruning_labels_activations (void);
const char *rsc_pruning_labels_singular (void);

/* Instead of the bars of β, or NULL where the state has one. */
const char *rsc_pruning_labels_beta (const RscPruningState *state);

/* "rank 5 of 12". */
char *rsc_pruning_labels_rank (const RscPruningState *state);

/* Instead of the singular values, or NULL where the state has some. */
const char *rsc_pruning_labels_no_singular (const RscPruningState *state);

/* @number: how large the gap is. */
char *rsc_pruning_labels_gap (const char *number);

/* Why more neurons than @n data points must be dependent. */
char *rsc_pruning_labels_most (gsize n);

/* What the step to state @k was, in parts that "·" separates and that can be left out from the end.
 * @n_names, @names: neurons that went, "4" or "4, 7"; not read in the start. @change: of the
 * fit. */
char *rsc_pruning_labels_title (const RscPruningState *state,
                                gsize k,
                                gsize n_names,
                                const char *names,
                                const char *change);

/* A row of the list of steps: the name of what went; and the whole row in one sentence for speech.
 * @what, @phase: not read in the start, k = 0. */
const char *rsc_pruning_labels_list (void);
char *rsc_pruning_labels_step (gsize k, const char *what);
char *rsc_pruning_labels_row (gsize k, const char *what, gsize width, const char *phase);

G_END_DECLS
