/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-data-words.h"

#include <glib/gi18n.h>

const char *
rsc_data_words_get_no_title (void)
{
  return _ ("No data yet");
}

const char *
rsc_data_words_get_absence (void)
{
  return _ ("Open a CSV or choose a set from the gallery.");
}

char *
rsc_data_words_dup_size (RscDataset *dataset)
{
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset);
  g_autofree char *rows = g_strdup_printf (g_dngettext (NULL, "%zu row", "%zu rows", n), n);

  return g_strdup_printf (
    g_dngettext (NULL, "%s, %zu feature, target “%s”", "%s, %zu features, target “%s”", d), rows, d,
    rsc_dataset_get_target_name (dataset));
}

char *
rsc_data_words_dup_space (RscDataset *train)
{
  if (rsc_dataset_get_space (train, NULL) == NULL)
    return NULL;
  return g_strdup_printf (
    g_dngettext (
      NULL, "Solved in the %zu direction that the rows span; weights are those of the features.",
      "Solved in the %zu directions that the rows span; weights are those of the features.",
      rsc_dataset_get_d (train)),
    rsc_dataset_get_d (train));
}

const char *
rsc_data_words_get_weight (RscDataset *dataset, gsize k)
{
  return k < rsc_dataset_get_d (dataset) ? rsc_dataset_get_feature_name (dataset, k) : _ ("bias");
}

const char *
rsc_data_words_get_norm (void)
{
  return _ ("norm");
}

const char *
rsc_data_words_get_angle (void)
{
  return _ ("angle");
}

char *
rsc_data_words_dup_unknown (const char *name)
{
  return g_strdup_printf (_ ("There is no gallery set called “%s”."), name);
}
