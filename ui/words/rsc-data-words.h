/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-gallery.h"

G_BEGIN_DECLS

/* Data in plain words. */

/* Before there are data: what stands in place of their title, and how to get some. @source: NULL,
 * or without a point. */
const char *rsc_data_words_get_no_title (void);
const char *rsc_data_words_get_absence (const RscDataset *source);

/* Data of a person's own: their name, and what a list says of an empty picture for points of @d
 * features. */
const char *rsc_data_words_get_drawing (void);
const char *rsc_data_words_get_drawing_title (gsize d);
const char *rsc_data_words_get_drawing_sentence (gsize d);

/* Why the number of points of a set cannot be chosen (free with g_free()), why its noise cannot,
 * and why neither can now. */
char *rsc_data_words_dup_fixed (const RscGalleryItem *item);
const char *rsc_data_words_get_exact (void);
const char *rsc_data_words_get_edited (void);

/* "14 rows, 2 features, target “price”". Free with g_free(). */
char *rsc_data_words_dup_size (RscDataset *dataset);

/* What a set of the gallery is said to be: @sentence, which is true of it @as_it_comes. Free with
 * g_free(). */
char *rsc_data_words_dup_sentence (const char *sentence, gboolean as_it_comes);

/* That @train is in other coordinates than the features, or NULL. Free with g_free(). */
char *rsc_data_words_dup_space (RscDataset *train);

/* Feature @k of data that are fitted by its whole name: in data of many features, of which the
 * picture shows only the space of their rows, "direction 1 of the rows' space". Free with
 * g_free(). */
char *rsc_data_words_dup_feature (RscDataset *dataset, gsize k);

/* What is chosen of @dataset (or NULL) for an axis of the picture. */
const char *rsc_data_words_get_axis (const RscDataset *dataset, gboolean vertical);

/* What a weight belongs to: feature @k by its name, or the bias for the one after the last. */
const char *rsc_data_words_get_weight (RscDataset *dataset, gsize k);

/* What else can be shown of a neuron: its norm, and its direction where it is an angle. */
const char *rsc_data_words_get_norm (void);
const char *rsc_data_words_get_angle (void);

/* There is no gallery set with this name. Free with g_free(). */
char *rsc_data_words_dup_unknown (const char *name);

G_END_DECLS
