/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/* What pruning does, in plain sentences. @labels: for each neuron of the start the number that
 * names it (from 0), or NULL for its index in the set or, without a
 * set, in the start. All strings are freed with g_free(). */

/* "4", or "4b" for the second of the blocks of neuron 4. */
char *rsc_pruning_words_name (const RscPruning *walk, const gsize *labels, gsize neuron);

/* Why the exact steps are no optimal networks, to follow "Caution: " and without a full stop; NULL
 * where they are, and where there is no optimum to compare them with. */
char *rsc_pruning_words_dup_caution (const RscPruning *walk);

/* That it ended early for want of memory, a sentence; and of curves. */
char *rsc_pruning_words_dup_full (const RscPruning *walk);
const char *rsc_pruning_words_get_curves_full (void);

/* What state @k is and how it was reached. @set: for what is known of narrower networks, or NULL.
 * @start: which network state 0 is. @method: what chose the neurons of approximate steps. */
char *rsc_pruning_words_sentence (const RscPruning *walk,
                                  gsize k,
                                  const gsize *labels,
                                  const RscOptimalSet *set,
                                  RscPruningStart start,
                                  RscPruningMethod method);

/* What went in the step to state @k: "4", "4, 7"; "start" for the start. */
char *rsc_pruning_words_removed (const RscPruning *walk, gsize k, const gsize *labels);

/* What changes when state @to comes on show after state @from, for the list of changes: "Remove
 * neuron 4". */
char *rsc_pruning_words_change (const RscPruning *walk, gsize from, gsize to, const gsize *labels);
/* And other things that a person changes. */
const char *rsc_pruning_words_change_start (void);
const char *rsc_pruning_words_change_rule (void);
const char *rsc_pruning_words_change_method (void);
const char *rsc_pruning_words_leave (void);
const char *rsc_pruning_words_phase (RscPruningPhase phase);

/* "1 neuron", "12 neurons". */
char *rsc_pruning_words_width (gsize width);

/* A part as a percentage, or with a power of ten where that would read as zero: "3 %", "2e-16". */
char *rsc_pruning_words_part (double part);

G_END_DECLS
