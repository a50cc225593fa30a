/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "core/data/rsc-gallery.h"
#include "core/data/rsc-preparation.h"
#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscSavedProblem:
 * @item, @n, @noise, @seed: gallery set, or @item is NULL
 * @source: the data before preparation; NULL in a document without data; without a row where they
 * are to be drawn
 * @held: test points of another file, in the columns of @source; or NULL
 * @edited: whether a hand has changed them since they were made or read; @drawn: whether they were
 * begun without a point
 * @lambda_ratio: λ/λ_max, in (0, 1], or 0 for λ → 0
 *
 * The part of a document that says what is solved, which the window and the command line read
 * alike.
 */
typedef struct
{
  const RscGalleryItem *item;
  gsize n;
  double noise;
  guint64 seed;
  RscDataset *source;
  RscDataset *held;
  gboolean edited;
  gboolean drawn;
  RscPreparation preparation;

  gboolean bias;
  RscActivation activation;
  RscPatternsKind patterns;
  gsize n_samples;
  guint64 pattern_seed;

  double lambda_ratio;
} RscSavedProblem;

/* Sets what the document has, and leaves the rest of @self as it is. The data are those that are in
 * the file; of a gallery set without data they are made. Data that are not those of the set that
 * the file names are taken for what they are: @item is NULL then. Errors: RSC_ERROR_DATA. */
gboolean rsc_saved_problem_read (const RscSaved *saved, RscSavedProblem *self, GError **error);
void rsc_saved_problem_write (const RscSavedProblem *self, RscSaved *saved);
/* Of what was read. */
void rsc_saved_problem_clear (RscSavedProblem *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscSavedProblem, rsc_saved_problem_clear)

G_END_DECLS
