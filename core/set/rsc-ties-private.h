/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The search for equicorrelated blocks, for the files that make it. */

#include "core/program/rsc-pricer.h"
#include "core/program/rsc-refinement.h"
#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

typedef struct
{
  gsize block;
  double norm; /* ||v_b|| / λ in doubles */
  gsize n_rows;
  gsize at;      /* its rows and its v at at × d */
  gsize cluster; /* of directions that are close */
  gsize group;   /* index of its group, or G_MAXSIZE */
  gsize next;    /* candidate of its group, or G_MAXSIZE */
} RscTieCandidate;

/* Blocks that have the direction of one of them. */
typedef struct
{
  gsize first;   /* candidate; the others follow it */
  double excess; /* ||v_b|| / λ - 1 */
  double noise;
  gboolean equal;
  gboolean doubtful; /* equal by what might be a tie and might be none */
  gsize number;
  gsize next; /* group of its cluster, or G_MAXSIZE */
} RscTieGroup;

typedef struct
{
  RscSolution *solution;
  RscPricer *pricer;
  RscProblem *problem;
  RscArrangement *arrangement;
  RscRefinement *refinement;
  gboolean gated;
  gsize n;
  gsize d;
  gsize n_words;
  double lambda;
  double *lengths;    /* n: ||x_i|| */
  double tolerance;   /* beyond the noise */
  gboolean given;     /* the data were not rounded */
  double above;       /* largest ||v_b|| / λ - 1 */
  double resolved;    /* the refined residual cannot tell what is nearer to λ than this */
  GArray *candidates; /* RscTieCandidate */
  GArray *rows;       /* guint32, d each */
  GArray *v;          /* double, d each */
  GArray *groups;     /* RscTieGroup */
  GArray *directions; /* RscWide, d for each group */
  GArray *kinks;      /* guint64, n_words for each group: the rows on its kink */
  GArray *sides;      /* guint64, n_words for each group: the rows where x^T u > 0 */
} RscTies;

/* What wide numbers leave of a tie at least: with given gates nothing is projected, and there is
 * only the rounding of the sums. */
double rsc_ties_get_least (const RscTies *self, const RscTieGroup *group);

/* Candidates of one sign whose directions are within @radius of the cluster's first, of the first
 * such cluster.
 * Returns their number. O(candidates log) where directions are not crowded. */
gsize rsc_ties_find_clusters (RscTies *self, double radius);

/* Groups of the candidates of @n_clusters clusters, and which of them are equicorrelated. *@next:
 * raised to the largest ||v_b|| / λ of those that are not; *@used: the largest tolerance; *@left:
 * how far one is above λ beyond its tolerance. Errors: cancelled. */
gboolean rsc_ties_find_groups (RscTies *self,
                               gsize n_clusters,
                               double *next,
                               double *used,
                               double *left,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
