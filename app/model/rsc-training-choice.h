/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-training.h"

G_BEGIN_DECLS

#define RSC_TRAINING_WIDTH_MAX 2000
#define RSC_TRAINING_SEEDS_MAX 20

/**
 * RscTrainingBegin: which network training starts from.
 * @RSC_TRAINING_BEGIN_RANDOM: a random one
 * @RSC_TRAINING_BEGIN_PICKED: the picked network, perturbed
 * @RSC_TRAINING_BEGIN_OPTIMUM: the optimum of the solver, perturbed
 * @RSC_TRAINING_BEGIN_NETWORK: one that was read from a file, perturbed
 */
typedef enum
{
  RSC_TRAINING_BEGIN_RANDOM,
  RSC_TRAINING_BEGIN_PICKED,
  RSC_TRAINING_BEGIN_OPTIMUM,
  RSC_TRAINING_BEGIN_NETWORK,
  RSC_N_TRAINING_BEGINS
} RscTrainingBegin;

/**
 * RscTrainingChoice:
 * @settings: of the method; its seed is not looked at, each run has its own
 * @begin, @network: what it starts from; @network for RSC_TRAINING_BEGIN_NETWORK, else NULL
 * @width: neurons, more where the network that it starts from has more
 * @scale: of a random start
 * @perturbation: of the weights of any other start, as a share of their size
 * @seed, @n_seeds: of the first run, and how many runs there are, each with the next seed
 *
 * What a person has chosen of training: a part of the document's state. Immutable and
 * reference-counted: copy with rsc_training_choice_copy() and edit the copy before it is handed on.
 */
typedef struct
{
  gatomicrefcount ref_count;

  RscTrainingSettings settings;
  RscTrainingBegin begin;
  RscNetwork *network;
  gsize width;
  double scale;
  double perturbation;
  guint64 seed;
  gsize n_seeds;
} RscTrainingChoice;

/* Adam, 20 neurons, a random start, seeds 1 to 5. */
RscTrainingChoice *rsc_training_choice_new (void);
RscTrainingChoice *rsc_training_choice_copy (const RscTrainingChoice *self);
RscTrainingChoice *rsc_training_choice_ref (RscTrainingChoice *self);
void rsc_training_choice_unref (RscTrainingChoice *self);

/* On a copy of one's own: @network is referenced, or NULL. */
void rsc_training_choice_set_begin (RscTrainingChoice *self,
                                    RscTrainingBegin begin,
                                    RscNetwork *network);

gboolean rsc_training_choice_equal (const RscTrainingChoice *a, const RscTrainingChoice *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingChoice, rsc_training_choice_unref)

G_END_DECLS
