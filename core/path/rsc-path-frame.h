/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"

G_BEGIN_DECLS

/**
 * RscPathFrame:
 * @lambda: where
 * @index, @weight: between points @index and @index + 1 of the path: (1 - weight) and weight
 * @solution: the convex combination of the two points' solutions, with its certified gap at this λ
 * @set: the Minkowski combination of the two points' optimal sets: every network in it is certified
 * within @solution's gap. Its neurons are those of either point, directions turned in between, in
 * an order that does not change within an interval
 * @ids: for each neuron of @set its identity along the path
 *
 * The path at any λ, without solving: what is shown while λ moves. At a point of the path it is
 * that point. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  double lambda;
  gsize index;
  double weight;
  RscSolution *solution;
  RscOptimalSet *set;
  gsize *ids;
} RscPathFrame;

/* NULL outside of what @path covers. Cost: O(neurons n + vertices), well below a frame at 60 per
 * second; no solver, no linear program. Any thread. */
RscPathFrame *rsc_path_frame_new (const RscPath *path, double lambda);
RscPathFrame *rsc_path_frame_ref (RscPathFrame *self);
void rsc_path_frame_unref (RscPathFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPathFrame, rsc_path_frame_unref)

G_END_DECLS
