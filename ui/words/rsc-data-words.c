/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-data-words.h"

#include <glib/gi18n.h>

const char *
rsc_data_words_get_no_title (void)
{
  return _ ("No data yet");
}

const char *
rsc_data_words_get_absence (const RscDataset *source)
{
  return source ? _ (
           "No points yet: click with the pen (E) in the picture of the function, or add rows to "
           "the table of the data.")
                : _ ("Open a CSV or choose a set from the gallery.");
}

const char *
rsc_data_words_get_drawing (void)
{
  return _ ("Own points");
}

const char *
rsc_data_words_get_drawing_title (gsize d)
{
  return d == 1 ? _ ("Draw a function") : _ ("Draw your own points");
}

const char *
rsc_data_words_get_drawing_sentence (gsize d)
{
  return d == 1
           ? _ (
             "An empty axis: a click with the pen adds a point of one feature and its target, and "
             "the optimal networks follow.")
           : _ ("An empty plane: a click with the pen adds a point of one of two classes, and the "
                "optimal networks follow.");
}

char *
rsc_data_words_dup_fixed (const RscGalleryItem *item)
{
  return g_strdup_printf (g_dngettext (NULL, "This set always has %zu point",
                                       "This set always has %zu points", item->n_min),
                          item->n_min);
}

const char *
rsc_data_words_get_exact (void)
{
  return _ ("The points of this set are exact: noise would make another set of them");
}

const char *
rsc_data_words_get_edited (void)
{
  return _ ("Points were edited by hand: “Start Again” first");
}

char *
rsc_data_words_dup_size (RscDataset *dataset)
{
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset);
  g_autofree char *rows = n == 0
                            ? g_strdup (_ ("No points yet"))
                            : g_strdup_printf (g_dngettext (NULL, "%zu row", "%zu rows", n), n);

  return g_strdup_printf (
    g_dngettext (NULL, "%s, %zu feature, target “%s”", "%s, %zu features, target “%s”", d), rows, d,
    rsc_dataset_get_target_name (dataset));
}

char *
rsc_data_words_dup_sentence (const char *sentence, gboolean as_it_comes)
{
  return as_it_comes ? g_strdup (sentence)
                     : g_strdup_printf (_ ("Of the set as it comes: %s"), sentence);
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

char *
rsc_data_words_dup_feature (RscDataset *dataset, gsize k)
{
  const char *name = rsc_dataset_get_feature_name (dataset, k);

  return rsc_dataset_get_space (dataset, NULL) == NULL
           ? g_strdup (name)
           : g_strdup_printf (_ ("%s of the rows’ space"), name);
}

const char *
rsc_data_words_get_axis (const RscDataset *dataset, gboolean vertical)
{
  if (dataset == NULL || rsc_dataset_get_space (dataset, NULL) == NULL)
    return vertical ? _ ("Feature on the vertical axis") : _ ("Feature on the horizontal axis");
  return vertical ? _ ("Direction of the rows’ space on the vertical axis")
                  : _ ("Direction of the rows’ space on the horizontal axis");
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
