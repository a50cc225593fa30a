/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscGalleryItem:
 * @name: short name of the command line and of files, e.g. "polygon"
 * @title: name for a person, to be translated
 * @sentence: one sentence on what to see, to be translated, true of the default n and noise at
 * @lambda_ratio
 * @d: number of features at the default n. Parity's depends on n, which is 2^d: ask the data set
 * @bias: whether the network has a bias
 * @lambda_ratio: a λ/λ_max at which its subject shows, for the default n and noise and seed 1
 * @several: whether its subject is that there are several optimal networks; else it has one
 * @n_default, @n_min, @n_max: number of points; equal when n is fixed
 * @noise_default: standard deviation of what is added (to the features, or to y in 1-D)
 * @has_noise, @has_seed: whether noise and seed change anything
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *sentence;
  gsize d;
  gboolean bias;
  double lambda_ratio;
  gboolean several;
  gsize n_default;
  gsize n_min;
  gsize n_max;
  double noise_default;
  gboolean has_noise;
  gboolean has_seed;
} RscGalleryItem;

const RscGalleryItem *rsc_gallery_get_items (gsize *n_items);

/* Also takes names that carry n, as the command line does: "polygon-8", "moons-50"; for parity the
 * number of bits: "parity-3" has n = 8. *@n (@n may be NULL) is then set, in range or not, and
 * otherwise to the default. Returns NULL if there is no such item, and *@n stays as it is. */
const RscGalleryItem *rsc_gallery_find (const char *name, gsize *n);

/* The same (n, noise, seed) gives the same data on every machine. @noise is ignored where the item
 * has none. Errors: RSC_ERROR_ARGUMENT for an n or noise out of range (one sentence with the
 * range). */
RscDataset *rsc_gallery_generate (const RscGalleryItem *item,
                                  gsize n,
                                  double noise,
                                  guint64 seed,
                                  GError **error);

G_END_DECLS
