/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-request.h"
#include "core/program/rsc-general-position.h"
#include "core/set/rsc-dependence.h"
#include "core/set/rsc-leave-one-out.h"
#include "core/set/rsc-target-move.h"

G_BEGIN_DECLS

/**
 * RscExplanation: the result of RSC_REQUEST_EXPLAIN.
 * @dependence: which neurons make up for each other, or NULL where none do
 * @network: the function that they add up to, which is 0 at every data point, or NULL
 * @everywhere: whether that is 0 elsewhere too
 * @position: what the points have in common that random ones have not
 */
typedef struct
{
  RscDependence *dependence;
  RscNetwork *network;
  gboolean everywhere;
  RscGeneralPosition *position;
} RscExplanation;

/**
 * RscLeftOuts: what RSC_REQUEST_LEAVE_OUT tells and ends with.
 * @n: of the points, from the first one on
 * @outs: n of them
 */
typedef struct
{
  gsize n;
  RscLeftOut *outs;
} RscLeftOuts;

/**
 * RscFoundMove: the result of RSC_REQUEST_MOVE.
 * @move: as it was found
 * @lambda_max: of the moved data, so that their λ can stay the same; 0 where no move was found
 */
typedef struct
{
  RscTargetMove move;
  double lambda_max;
} RscFoundMove;

void rsc_explanation_free (RscExplanation *self);
void rsc_left_outs_free (RscLeftOuts *self);

/* Each takes a reference to @set. @known: where to go on (copied), or NULL. */
RscRequest *rsc_explanation_new_request (RscOptimalSet *set);
RscRequest *rsc_left_outs_new_request (RscOptimalSet *set, const RscLeftOuts *known);
RscRequest *rsc_found_move_new_request (RscOptimalSet *set);

G_END_DECLS
