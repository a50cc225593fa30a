/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/* Data in plain words. */

/* Before there are data: what stands in place of their title, and how to get some. */
const char *rsc_data_words_get_no_title (void);
const char *rsc_data_words_get_absence (void);

/* "14 rows, 2 features, target “price”". Free with g_free(). */
char *rsc_data_words_dup_size (RscDataset *dataset);

/* That @train is in other coordinates than the features, or NULL. Free with g_free(). */
char *rsc_data_words_dup_space (RscDataset *train);

/* What a weight belongs to: feature @k by its name, or the bias for the one after the last. */
const char *rsc_data_words_get_weight (RscDataset *dataset, gsize k);

/* What else can be shown of a neuron: its norm, and its direction where it is an angle. */
const char *rsc_data_words_get_norm (void);
const char *rsc_data_words_get_angle (void);

/* There is no gallery set with this name. Free with g_free(). */
char *rsc_data_words_dup_unknown (const char *name);

G_END_DECLS
