/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The work of a refinement: faces, conditions, steps. For rsc-refinement.c and -neurons.c. */

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-pricer.h"

G_BEGIN_DECLS

typedef struct _RscRefinement RscRefinement;

/* One neuron: w in the face {x_i^T w = 0, i in rows} of its block's cone. */
typedef struct
{
  gsize block;
  RscWide *w;    /* d */
  guint32 *rows; /* room for n */
  gsize n_rows;
  RscWide *force; /* d: P_F (Z^T r) - λ w / ||w|| */
  double *basis;  /* n_basis × d: the first row along w */
  gsize n_basis;
} RscRefinedNeuron;

struct _RscRefinement
{
  RscPricer *pricer;
  RscProblem *problem;
  RscArrangement *arrangement;
  gboolean gated;
  gsize n;
  gsize d;
  const double *x;
  const double *y;
  double lambda;
  double error;
  RscWide *residual;
  RscWide *moments;    /* n × d: r_i x_i */
  RscWide *moments_of; /* n: the residual of these */
  double *dual;        /* n: of the solution */
  gboolean patient;    /* steps that gain little are gone on with */
  double reach;        /* how far the residual of the optimum can be from it */
  GPtrArray *neurons;
  double *face;     /* (d + 1) × d: orthonormal rows of a face */
  double *triangle; /* d × d */
  /* Scratch. */
  double *shares; /* d + 1 */
  double *pulls;  /* d + 2 */
  guint32 *guess; /* d + 2 */
  RscWide *whole; /* d */
};

RscRefinedNeuron *rsc_refinement_neuron_new (const RscRefinement *self, gsize block);
void rsc_refinement_neuron_free (gpointer data);
const guint64 *rsc_refinement_get_pattern (const RscRefinement *self, gsize block);

static inline double
rsc_refinement_dot (gsize count, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < count; k++)
    sum += a[k] * b[k];
  return sum;
}

/* Orthogonalises @v (d values) against @count orthonormal rows, @stride apart, twice where that
 * cancels; @products (or NULL) receives what was taken out. Returns the length of the rest. */
double rsc_refinement_orthogonalise (gsize d,
                                     gsize stride,
                                     gsize count,
                                     const double *rows,
                                     double *v,
                                     double *products);

/* Independent ones of @rows come first; returns their number. Their basis stays in @self for the
 * next projection. */
gsize rsc_refinement_span_face (RscRefinement *self, guint32 *rows, gsize n_rows);

/* v_b by an active-set method from the guess @active (room for d + 2), which becomes the rows of
 * its face.
 * Returns ||v_b|| / λ - 1; @direction: v_b / ||v_b||. */
double rsc_refinement_project_block (RscRefinement *self,
                                     gsize block,
                                     guint32 *active,
                                     gsize *n_active,
                                     RscWide *direction);

/* Newton's method until it gains nothing any more; the best residual stays, @error says how good it
 * is: INFINITY where that is more work than it may take. */
void rsc_refinement_refine (RscRefinement *self);

G_END_DECLS
