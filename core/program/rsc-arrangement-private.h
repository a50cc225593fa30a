/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-arrangement.h"

G_BEGIN_DECLS

struct _RscArrangement
{
  gatomicrefcount ref_count;

  RscPatternsKind kind;
  gsize n;
  gsize d;
  gsize n_words;
  gsize n_patterns;
  guint64 *patterns; /* n_patterns × n_words */

  double *gates; /* n_patterns × d; given or drawn */

  guint32 *order;
  guint32 *parent;

  /* All patterns only: the distinct hyperplanes in whitened coordinates g' with g = T g'. */
  gsize rank;
  gsize n_hyperplanes;
  double *normals;    /* n_hyperplanes × rank, unit rows */
  guint32 *first_row; /* of each hyperplane */
  double *back;       /* T, d × rank */
};

RscArrangement *rsc_arrangement_alloc (RscPatternsKind kind, gsize n, gsize d);

/* Each neuron takes matrices of d × d, so this is decided before anything is allocated. */
gboolean rsc_arrangement_check_size (gsize d, GError **error);

/* The pattern 1(X g >= 0) as rounding gives it: the one place where a gate is evaluated. */
void rsc_arrangement_evaluate_gate (gsize n,
                                    gsize d,
                                    const double *x,
                                    const double *gate,
                                    guint64 *pattern);

G_END_DECLS
