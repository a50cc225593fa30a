/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * Recipe:
 * @n, @d: points and features
 * @n_centres: clouds that the points are in; with one, the targets are a noisy wave, with more they
 * are two classes
 * @raw: at the size of centimetres, to one decimal, as a measurement is written down, instead of
 * standardised
 * @large: takes minutes: only when asked for
 *
 * How a data set of the benchmarks is made. Files of others are not part of the project: each
 * stands in for one of its shape.
 */
typedef struct
{
  const char *name;
  gsize n;
  gsize d;
  gsize n_centres;
  gboolean raw;
  gboolean large;
} Recipe;

/* Ends with a NULL name. */
extern const Recipe recipes[];

RscDataset *recipe_make (const Recipe *recipe);

G_END_DECLS
