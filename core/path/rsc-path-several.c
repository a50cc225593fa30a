/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-several.h"

#include <math.h>

/* So far inside of the edge that the set is more than a point in the picture. */
#define INSIDE 0.01

static double
get_lambda (const RscPath *path, gsize k)
{
  return rsc_solution_get_lambda (rsc_path_get_point (path, k)->solution);
}

/* A point of @piece with several optima, the first from its upper end (@step 1) or from its lower
 * (-1) that is inside, or the first at all; 0 if there is none. */
static double
find_point (const RscPath *path, const RscPathPiece *piece, int step)
{
  const gsize n = rsc_path_get_n_points (path);
  double first = 0.0;

  for (gsize k = 0; k < n; k++)
    {
      gsize at = step > 0 ? k : n - 1 - k;
      RscOptimalSet *set = rsc_path_get_point (path, at)->set;
      double lambda = get_lambda (path, at);

      if (lambda > piece->lambda_high || lambda < piece->lambda_low
          || rsc_optimal_set_get_dimension (set) == 0 || !rsc_optimal_set_is_trusted (set))
        continue;
      if (step > 0 ? lambda < piece->lambda_high * (1.0 - INSIDE)
                   : lambda > piece->lambda_low * (1.0 + INSIDE))
        return lambda;
      if (first == 0.0)
        first = lambda;
    }
  return first;
}

void
rsc_path_find_several (const RscPath *path, double lambda, RscPathSeveral *several)
{
  gsize n;
  gboolean certain = TRUE;
  double nearest = INFINITY;
  double reach;

  g_return_if_fail (path != NULL && lambda > 0.0 && several != NULL);

  *several = (RscPathSeveral){ .kind = RSC_PATH_SEVERAL_UNKNOWN };
  n = rsc_path_get_n_points (path);
  if (n == 0)
    return;
  reach = get_lambda (path, n - 1);
  for (gsize k = 0; k < rsc_path_get_n_pieces (path); k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (path, k);
      /* From within a piece whose edges were not located, down first. */
      gboolean below = piece->lambda_low < lambda;
      double edge = below ? fmin (piece->lambda_high, lambda) : piece->lambda_low;
      double at = piece->unique ? 0.0 : find_point (path, piece, below ? 1 : -1);

      certain = certain && (piece->unique || at > 0.0);
      if (at > 0.0 && fabs (log (edge / lambda)) < nearest)
        {
          nearest = fabs (log (edge / lambda));
          *several =
            (RscPathSeveral){ below ? RSC_PATH_SEVERAL_BELOW : RSC_PATH_SEVERAL_ABOVE, edge, at };
        }
    }
  if (several->kind == RSC_PATH_SEVERAL_UNKNOWN)
    {
      if (certain && rsc_path_get_status (path) != RSC_PATH_PARTIAL)
        *several = (RscPathSeveral){ RSC_PATH_SEVERAL_NONE, reach, 0.0 };
    }
  /* What is still to come below may be nearer. */
  else if (several->kind == RSC_PATH_SEVERAL_ABOVE && rsc_path_get_status (path) == RSC_PATH_PARTIAL
           && reach > lambda * exp (-nearest))
    *several = (RscPathSeveral){ .kind = RSC_PATH_SEVERAL_UNKNOWN };
}
