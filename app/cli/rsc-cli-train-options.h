/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-option-table.h"
#include "core/training/rsc-training.h"

G_BEGIN_DECLS

/**
 * RscCliTrainOptions:
 * @settings: but for the seed of the mini-batches, which is that of the run
 * @width: 0 for the command's own
 * @from_optimum: and not random
 * @start: a file to start from, or NULL
 * @network: a file to look at, or NULL
 * @downhill: neurons of a walk from it to an optimum, 0 for none
 * @equal_fit: a file whose set of equal fit is asked for, or NULL
 *
 * What "train", "stationarity" and what works on a given network were asked for.
 */
typedef struct
{
  RscTrainingSettings settings;
  gsize width;
  gsize n_seeds;
  gsize n_steps;
  double scale;
  gboolean from_optimum;
  char *start;
  double perturb;
  char *network;
  gsize downhill;
  char *equal_fit;
} RscCliTrainOptions;

void rsc_cli_train_options_init (RscCliTrainOptions *self);
void rsc_cli_train_options_clear (RscCliTrainOptions *self);

/* The value @text of option @id, called @name. */
gboolean rsc_cli_train_options_parse (RscCliTrainOptions *self,
                                      RscCliOptionId id,
                                      const char *name,
                                      const char *text,
                                      GError **error);

/* Once all are read, whether they go together; @given: for each option whether it was there; of a
 * command that takes
 * @groups. */
gboolean rsc_cli_train_options_check (RscCliTrainOptions *self,
                                      const guint8 *given,
                                      guint groups,
                                      GError **error);

G_END_DECLS
