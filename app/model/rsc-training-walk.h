/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-request.h"
#include "core/training/rsc-descent.h"

G_BEGIN_DECLS

/**
 * RscTrainingWalk:
 * @descent: from a trained network downhill, to an optimum where its width is enough
 * @n, @objectives: at @n places that are evenly spread from its start to its end
 *
 * What a walk is and what is drawn of it. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;

  RscDescent *descent;
  gsize n;
  double *objectives;
} RscTrainingWalk;

RscTrainingWalk *rsc_training_walk_ref (RscTrainingWalk *self);
void rsc_training_walk_unref (RscTrainingWalk *self);

/* A request for the walk from @network to @set with no more neurons than it has. */
RscRequest *rsc_training_walk_new_request (RscOptimalSet *set, RscNetwork *network);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingWalk, rsc_training_walk_unref)

G_END_DECLS
