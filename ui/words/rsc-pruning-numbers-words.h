/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/* The numbers of one state of a pruning, in words. */

/**
 * RscPruningNumber:
 * @RSC_PRUNING_NUMBER_FIT: ||ŷ − ŷ_start|| / ||ŷ_start||
 * @RSC_PRUNING_NUMBER_OBJECTIVE: relative change of the objective
 * @RSC_PRUNING_NUMBER_PENALTY: Σ ||w_i||
 * @RSC_PRUNING_NUMBER_RANK: of the activation matrix, beside the number of neurons
 * @RSC_PRUNING_NUMBER_GAP: first singular value that counts as 0 over the last that does not
 * @RSC_PRUNING_NUMBER_TRAIN: accuracy, or mean squared error, on the training points
 * @RSC_PRUNING_NUMBER_TEST: the same on the held-out points
 */
typedef enum
{
  RSC_PRUNING_NUMBER_FIT,
  RSC_PRUNING_NUMBER_OBJECTIVE,
  RSC_PRUNING_NUMBER_PENALTY,
  RSC_PRUNING_NUMBER_RANK,
  RSC_PRUNING_NUMBER_GAP,
  RSC_PRUNING_NUMBER_TRAIN,
  RSC_PRUNING_NUMBER_TEST,
  RSC_N_PRUNING_NUMBERS
} RscPruningNumber;

const char *rsc_pruning_numbers_words_name (RscPruningNumber number);

/* What it is, in a sentence; with @state also what stands behind the short form. Free with
 * g_free(). */
char *rsc_pruning_numbers_words_help (RscPruningNumber number, const RscPruningState *state);

/* Its value; "–" where there is none, for @state NULL as well. Free with g_free(). */
char *rsc_pruning_numbers_words_value (RscPruningNumber number, const RscPruningState *state);

/* What is under the pointer: neuron @i of the start, and with @row >= 0 its part of the prediction
 * there. @labels: as in rsc_pruning_words_name(). O(n m) with a row. Free with g_free(). */
char *rsc_pruning_numbers_words_neuron (RscPruning *walk,
                                        gsize k,
                                        const gsize *labels,
                                        gsize i,
                                        gssize row);

G_END_DECLS
