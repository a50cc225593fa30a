/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"

G_BEGIN_DECLS

/**
 * RscPathX:
 * @RSC_PATH_X_LAMBDA: λ/λ_max, logarithmic, falling from left to right
 * @RSC_PATH_X_PENALTY: Σ ||w_b||
 * @RSC_PATH_X_ERROR: ||y - ŷ||² / ||y||², falling from left to right
 */
typedef enum
{
  RSC_PATH_X_LAMBDA,
  RSC_PATH_X_PENALTY,
  RSC_PATH_X_ERROR
} RscPathX;

/**
 * RscPathScale:
 *
 * Where the points of a path, and the certified path between them, are on each axis. A plain value
 * that owns its arrays; it does not change when the path grows.
 */
typedef struct
{
  gsize n_points;
  double lambda_max;
  double *lambda;  /* n_points */
  double *penalty; /* n_points */
  double *error;   /* n_points; relative to ||y||² */
  double *cross;   /* n_points; r_k^T r_{k+1} / ||y||² */
} RscPathScale;

/* O(points × n). Free with rsc_path_scale_clear(). */
void rsc_path_scale_init (RscPathScale *self, const RscPath *path);
void rsc_path_scale_clear (RscPathScale *self);

/* Whether @lambda is between the first and the last point. */
gboolean rsc_path_scale_is_known (const RscPathScale *self, double lambda);
/* The last point that is not below @lambda. O(log points). */
gsize rsc_path_scale_find_point (const RscPathScale *self, double lambda);

/* Where @lambda is on the axis @x, of the certified path in between; NaN where it is not known. */
double rsc_path_scale_get_x (const RscPathScale *self, RscPathX x, double lambda);
/* The inverse; NaN where it is not known. */
double rsc_path_scale_get_lambda (const RscPathScale *self, RscPathX x, double value);

G_END_DECLS
