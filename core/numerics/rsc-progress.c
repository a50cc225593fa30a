/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-progress.h"

#include <math.h>

double
rsc_progress_of_gap (double first, double gap, double tolerance)
{
  first = fmin (first, 1.0);
  gap = fmin (gap, 1.0);
  if (gap <= tolerance)
    return 1.0;
  /* Nothing is known, or the first gap is no better than what is wanted: then so is the last. */
  if (!(first > tolerance) || !(tolerance > 0.0) || !(gap < first))
    return 0.0;
  return log (first / gap) / log (first / tolerance);
}
