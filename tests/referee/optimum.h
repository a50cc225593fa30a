/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cells.h"
#include "quad.h"

G_BEGIN_DECLS

/**
 * Flat:
 * @rows: all rows that vanish on it
 * @dimension, @basis: orthonormal, dimension × d
 *
 * A subspace in which hyperplanes x_i^T w = 0 meet: every face of every cone spans one.
 */
typedef struct
{
  guint32 rows;
  gsize dimension;
  Quad *basis;
} Flat;

/**
 * Program:
 *
 * The convex program over every pattern of the data: the referee's own.
 */
typedef struct
{
  gsize n;
  gsize d;
  gboolean gated;
  Quad *x;
  Quad *y;
  Quad *row_norms;
  Cells cells;
  GArray *flats; /* Flat */
} Program;

/* @x: n × d with the bias column. */
void
program_init (Program *self, gsize n, gsize d, const double *x, const double *y, gboolean gated);
void program_clear (Program *self);

/* P_K (Z^T r) of the block of @pattern and @sign; @flat receives the flat that it lies on (NULL
 * when gated). Returns its norm. Among the projections on all flats that lie in the cone it is the
 * longest. */
Quad program_project (const Program *self,
                      guint32 pattern,
                      int sign,
                      const Quad *r,
                      Quad *v,
                      const Flat **flat);
/* max_b ||P_{K_b} (Z_b^T y)|| */
Quad program_get_lambda_max (const Program *self);
/* Z u of the block. */
void
program_activate (const Program *self, guint32 pattern, int sign, const Quad *u, Quad *activation);

/**
 * Atom: a non-zero block a u, ||u|| = 1, with its activation Z u.
 */
typedef struct
{
  guint32 pattern;
  int sign;
  Quad norm;
  Quad *u; /* d */
  Quad *c; /* n */
} Atom;

/* An atom of @w in its block, projected on the cone; NULL when nothing is left. */
Atom *atom_new (const Program *program, guint32 pattern, int sign, const Quad *w);
void atom_free (Atom *self);

/**
 * Optimum:
 * @objective: p*; @gap: what the dual point r min (1, λ / max ||v_b||) leaves of it
 * @noise: how far the active blocks' v_b/λ are from their unit directions
 *
 * The optimum at one λ to about 30 digits, found by column generation over all cells and Newton's
 * method on the faces, from any start, and its certificate.
 */
typedef struct
{
  const Program *program;
  Quad lambda;
  Quad *fit;
  Quad *r;
  Quad objective;
  Quad penalty;
  Quad gap;
  Quad noise;
  GPtrArray *atoms; /* independent */
} Optimum;

/* @start: atoms, copied; or NULL. Returns FALSE when it did not get there. */
gboolean optimum_find (Optimum *self, const Program *program, Quad lambda, GPtrArray *start);
void optimum_clear (Optimum *self);

G_END_DECLS
