/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-polytope.h"

G_BEGIN_DECLS

/* The last random point: frames of a path ask the same sets again and again. */
typedef struct
{
  GMutex lock;
  gboolean known;
  guint64 seed;
  double *a; /* m */
} RscPolytopeMemo;

/*
 * Inside, everything is in scaled coordinates on the support only: β_i = a_i ||c_i|| / σ with
 * σ = Σ a_i ||c_i|| of the given point, so columns are unit vectors and the numbers sum to about
 * 1. The equations are V β = V β° with V the right singular vectors of the unit columns:
 * orthonormal rows, however badly conditioned the columns are.
 */
struct _RscPolytope
{
  RscConvexSet set;
  gsize n;
  gsize m;
  double *c;      /* n × m */
  double *f;      /* n */
  double f_scale; /* largest |f|, or largest column when f = 0 */
  double total;   /* Σ a_i of the given point */

  gsize n_support;
  gsize rank;
  gsize dimension;
  gsize *support;     /* n_support indices */
  gboolean *member;   /* m */
  double *weight;     /* n_support: a_i = weight_i β_i */
  double *tolerance;  /* n_support: β_i below this is zero */
  double *rows;       /* rank × n_support */
  double *rhs;        /* rank */
  double *singular;   /* rank: of the unit columns; an error e of the fit is e / singular in rhs */
  double *null_basis; /* n_support × dimension, orthonormal columns, β coordinates */
  double *centre;     /* n_support: the interior point, β coordinates */
  double *interior;   /* m */
  double *basis;      /* m × dimension, orthonormal columns, a coordinates */
  double *minimum;    /* m */
  double *maximum;    /* m */

  RscPolytopeMemo *memo;
};

/* How a polytope answers as a convex set. */
extern const RscConvexSetClass rsc_polytope_class;

/* β ← β - Vᵀ (V β - rhs): back onto the equations. @rows: rank × m, orthonormal. O(rank m). */
void rsc_polytope_put_on_equations (gsize rank,
                                    gsize m,
                                    const double *rows,
                                    const double *rhs,
                                    double *beta);

RscPolytopeMemo *rsc_polytope_memo_new (gsize m);
void rsc_polytope_memo_free (RscPolytopeMemo *memo);

/* From β (n_support) to a (m); negative rounding becomes 0. */
void rsc_polytope_expand (const RscPolytope *self, const double *beta, double *a);

/* Walks from the interior point towards @a until a wall, should rounding have left @a outside. */
void rsc_polytope_pull_inside (const RscPolytope *self, double *a);

/* Marks the columns (@member, m) that some point of the set uses; @tolerance: below it a coordinate
 * is zero. @sum collects the *@n_points optimisers that were met on the way. Usually two or three
 * linear programs. */
gboolean rsc_polytope_find_support (gsize rank,
                                    gsize m,
                                    const double *rows,
                                    const double *rhs,
                                    const double *tolerance,
                                    gboolean *member,
                                    double *sum,
                                    gsize *n_points,
                                    GCancellable *cancellable,
                                    GError **error);

/* Fill @minimum and @maximum, and move the centre to a better place: for dimension 1, and by two
 * linear programs for each coordinate. */
void rsc_polytope_range_of_segment (RscPolytope *self);
gboolean
rsc_polytope_range_by_programs (RscPolytope *self, GCancellable *cancellable, GError **error);

/* A set of dimension 1: how far the line reaches from the centre, both ways. */
void rsc_polytope_find_ends (const RscPolytope *self, double *low, double *high);

/* Moves @centre, which must be positive, to the point of the largest Σ log β_i: unique, the same
 * for every order and unit of the coordinates, and in the symmetric middle of a symmetric set. Some
 * ten least squares problems. Leaves it where it is when rounding ends the way. */
void rsc_polytope_find_centre (RscPolytope *self);

/* Makes an approximate vertex exact (β, n_support). FALSE when no choice of zeros makes it one. */
gboolean rsc_polytope_polish_vertex (const RscPolytope *self, double *beta);

/* Whether @low and @high (n_support, β) reach the range of every coordinate, which linear programs
 * know independently. */
gboolean rsc_polytope_check_ranges (const RscPolytope *self, const double *low, const double *high);

/* Is told a basis by its approximate vertex (β, n_support; scratch of its own). It may say that
 * something was unclear. FALSE ends the walk. */
typedef gboolean (*RscPolytopeVisit) (const RscPolytope *self,
                                      double *beta,
                                      gpointer user_data,
                                      gboolean *clear);

/* Walks over all bases. @frontier: whether to give up as soon as more bases are known than the
 * budget allows to visit. @bases_left: how many bases more may be remembered, or NULL; 0 ends the
 * walk. FALSE with *@error only when cancelled or when no first vertex is found;
 * *@complete is FALSE when anything was unclear or the walk was ended. */
gboolean rsc_polytope_walk_bases (const RscPolytope *self,
                                  RscPolytopeVisit visit,
                                  gpointer visit_data,
                                  gboolean frontier,
                                  gsize *bases_left,
                                  gboolean *complete,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
