/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-state-training.h"

#include <glib/gi18n.h>

#include "app/model/rsc-state-network.h"

/* Of which the numbers in the file are. */
#define SCALE_MAX 1e3
#define STEP_SIZE_MAX 1e3

/* Words of the file: never translated, never changed. */
static const char *const begins[] = {
  [RSC_TRAINING_BEGIN_RANDOM] = "random",
  [RSC_TRAINING_BEGIN_PICKED] = "picked",
  [RSC_TRAINING_BEGIN_OPTIMUM] = "optimum",
  [RSC_TRAINING_BEGIN_NETWORK] = "network",
  NULL,
};
static const char *const methods[] = {
  [RSC_TRAINING_DESCENT] = "gd",
  [RSC_TRAINING_MOMENTUM] = "momentum",
  [RSC_TRAINING_ADAM] = "adam",
  [RSC_TRAINING_LBFGS] = "lbfgs",
  NULL,
};

gboolean
rsc_state_training_read (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  g_autoptr (RscTrainingChoice) choice = rsc_training_choice_new ();
  g_autoptr (RscNetwork) network = NULL;
  guint method = choice->settings.method, begin = choice->begin;
  guint64 width = choice->width, n_seeds = choice->n_seeds, batch = choice->settings.batch_size;

  if (!rsc_saved_read_word (saved, "training.method", methods, &method, error)
      || !rsc_saved_read_word (saved, "training.start", begins, &begin, error)
      || !rsc_saved_read_integer (saved, "training.width", 1, RSC_TRAINING_WIDTH_MAX, &width, error)
      || !rsc_saved_read_number (saved, "training.scale", 0, SCALE_MAX, &choice->scale, error)
      || !rsc_saved_read_number (saved, "training.perturbation", 0, SCALE_MAX,
                                 &choice->perturbation, error)
      || !rsc_saved_read_integer (saved, "training.seed", 0, G_MAXUINT32, &choice->seed, error)
      || !rsc_saved_read_integer (saved, "training.seeds", 1, RSC_TRAINING_SEEDS_MAX, &n_seeds,
                                  error)
      || !rsc_saved_read_number (saved, "training.step", 0, STEP_SIZE_MAX,
                                 &choice->settings.step_size, error)
      || !rsc_saved_read_boolean (saved, "training.constant", &choice->settings.constant, error)
      || !rsc_saved_read_integer (saved, "training.batch", 0, G_MAXUINT32, &batch, error)
      || !rsc_state_network_read (saved, "training.network", state, &network, error))
    return FALSE;
  if (begin == RSC_TRAINING_BEGIN_NETWORK && !rsc_saved_has (saved, "training.network"))
    return rsc_saved_fail (saved, "training.network", error, _ ("this is missing"));
  /* It was given for the data before. */
  if (begin == RSC_TRAINING_BEGIN_NETWORK && !network)
    begin = RSC_TRAINING_BEGIN_RANDOM;
  choice->settings.method = (RscTrainingMethod) method;
  choice->settings.batch_size = (gsize) batch;
  choice->width = (gsize) width;
  choice->n_seeds = (gsize) n_seeds;
  rsc_training_choice_set_begin (choice, (RscTrainingBegin) begin,
                                 begin == RSC_TRAINING_BEGIN_NETWORK ? network : NULL);
  rsc_document_state_set_training (state, g_steal_pointer (&choice));
  return TRUE;
}

void
rsc_state_training_write (const RscTrainingChoice *choice, RscSaved *saved)
{
  rsc_saved_write_string (saved, "training.method", methods[choice->settings.method]);
  rsc_saved_write_string (saved, "training.start", begins[choice->begin]);
  rsc_saved_write_integer (saved, "training.width", choice->width);
  rsc_saved_write_number (saved, "training.scale", choice->scale);
  rsc_saved_write_number (saved, "training.perturbation", choice->perturbation);
  rsc_saved_write_integer (saved, "training.seed", choice->seed);
  rsc_saved_write_integer (saved, "training.seeds", choice->n_seeds);
  rsc_saved_write_number (saved, "training.step", choice->settings.step_size);
  rsc_saved_write_boolean (saved, "training.constant", choice->settings.constant);
  rsc_saved_write_integer (saved, "training.batch", choice->settings.batch_size);
  rsc_state_network_write (saved, "training.network", choice->network);
}
