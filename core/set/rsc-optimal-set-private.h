/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The fields of a set, for the files that make one. */

#include "core/geometry/rsc-polytope.h"
#include "core/program/rsc-solution.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

typedef struct _RscOptimalSet RscOptimalSet;

struct _RscOptimalSet
{
  gatomicrefcount ref_count;
  RscSolution *solution;
  RscConvexSet *points;  /* all a: the polytope, or the combination of two */
  RscPolytope *polytope; /* the same as a polytope, not owned, or NULL */
  gsize d;
  gsize n_equicorrelated;
  double next_correlation;
  double error;
  double excess;
  double misfit;
  gboolean trusted;
  gsize n_neurons;
  RscNeuron *neurons;
  GPtrArray *vertices;
  gboolean listed;
  gboolean full;    /* the list stopped for want of memory */
  gsize bytes_max;  /* for it, and for the edges; or 0 */
  gsize n_doubtful; /* neurons of the support that touch λ only within the rounding of the data */
  /* Vertices whose fit needs a norm that is too small to count: their widths are not known. */
  gsize n_lacking;
  gsize narrowest_width;
  gboolean narrowest_proved;
  double *narrowest;
  double *min_norm;
  double *solver_point;
};

G_END_DECLS
