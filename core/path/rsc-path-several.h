/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"

G_BEGIN_DECLS

/**
 * RscPathSeveralKind:
 * @RSC_PATH_SEVERAL_UNKNOWN: as far as the path is known it cannot be told
 * @RSC_PATH_SEVERAL_BELOW: below @edge, which is below the λ that was asked about
 * @RSC_PATH_SEVERAL_ABOVE: above @edge, which is above that λ
 * @RSC_PATH_SEVERAL_NONE: at no point of the path, which ends at @edge, and between them no event
 * says so
 */
typedef enum
{
  RSC_PATH_SEVERAL_UNKNOWN,
  RSC_PATH_SEVERAL_BELOW,
  RSC_PATH_SEVERAL_ABOVE,
  RSC_PATH_SEVERAL_NONE
} RscPathSeveralKind;

/**
 * RscPathSeveral:
 * @edge: where the several optima begin, or the end of the path
 * @lambda: of the nearest point of the path with a set of dimension >= 1 that can be trusted, 1 %
 * inside of the edge where there is such a point
 */
typedef struct
{
  RscPathSeveralKind kind;
  double edge;
  double lambda;
} RscPathSeveral;

/* The nearest several optima, in log λ, that the path knows of from @lambda, which has one. While
 * more of the path is to come, only what cannot be overtaken by it. A path of an optimum that is
 * certain at all its points says where there are none. O(points). */
void rsc_path_find_several (const RscPath *path, double lambda, RscPathSeveral *several);

G_END_DECLS
