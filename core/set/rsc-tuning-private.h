/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What tuning of any set works on, for the files that make one. */

#include "core/geometry/rsc-polyhedron.h"
#include "core/set/rsc-tuning.h"

G_BEGIN_DECLS

/**
 * RscTuningField:
 * @m: neurons
 * @set: of m coordinates; NULL without neurons
 * @polytope: the same as a polytope; where @unbounded its body, with a last coordinate that says
 * how much room is left to @reach
 * @polyhedron: where @unbounded, what it is the body of
 * @cap: no norm that is looked at is above it, where the ranges of @set are not known; else
 * INFINITY
 * @min_norm, @narrowest: borrowed, or NULL: to be found
 * @n_vertices, @vertices, @complete: those that are known, and whether they are all
 *
 * A set of networks.
 */
typedef struct
{
  gsize m;
  RscConvexSet *set;
  RscPolytope *polytope;
  gboolean unbounded;
  RscPolyhedron *polyhedron;
  double reach;
  double cap;
  gboolean trusted;
  const double *min_norm;
  const double *narrowest;
  gboolean narrowest_proved;
  gsize n_vertices;
  const double **vertices;
  gboolean complete;
} RscTuningField;

typedef struct
{
  double low;
  double high;
  double low_bound;
  double high_bound;
} RscTuningRange;

/* A network by each criterion into @picks, without their scores. */
gboolean rsc_tuning_pick_all (const RscTuningField *field,
                              const RscTuningPoints *validation,
                              const RscTuningPoints *test,
                              const RscTuningSettings *settings,
                              RscTuningPick picks[RSC_N_TUNING_CRITERIA],
                              GCancellable *cancellable,
                              GError **error);

/* The range of the accuracy at @test. */
gboolean rsc_tuning_find_range (const RscTuningField *field,
                                const RscTuningPoints *test,
                                const RscTuningSettings *settings,
                                const RscTuningPick picks[RSC_N_TUNING_CRITERIA],
                                RscTuningRange *range,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
