/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The fields of a set, for the files that make one. */

#include "core/geometry/rsc-minkowski.h"
#include "core/program/rsc-solution.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

typedef struct _RscOptimalSet RscOptimalSet;

/* The last random point: frames of a path ask the same two sets again and again. */
typedef struct
{
  GMutex lock;
  gboolean known;
  guint64 seed;
  double *a;
} RscSetMemo;

struct _RscOptimalSet
{
  gatomicrefcount ref_count;
  RscSolution *solution;
  RscPolytope *polytope; /* or NULL and: */
  RscMinkowski *between; /* of the two polytopes of: */
  RscOptimalSet *above;
  RscOptimalSet *below;
  RscSetMemo *memo; /* of a set with a polytope */
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
  gboolean complete;
  gsize narrowest_width;
  gboolean narrowest_proved;
  double *narrowest;
  double *min_norm;
  double *solver_point;
};

G_END_DECLS
