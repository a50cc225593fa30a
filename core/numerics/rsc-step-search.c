/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-step-search.h"

#include <math.h>

gboolean
rsc_step_search (RscStepFunc has_happened,
                 gpointer user_data,
                 double least,
                 double most,
                 double share,
                 double *below,
                 double *above,
                 GError **error)
{
  double low = 0.0, high = least;
  int now = 0;

  g_return_val_if_fail (least > 0.0 && isfinite (most), FALSE);

  *below = *above = 0.0;
  for (; high <= most; high *= 2.0)
    {
      now = has_happened (high, user_data, error);
      if (now != 0)
        break;
      low = high;
    }
  if (now < 0)
    return FALSE;
  *below = low;
  if (now == 0)
    return TRUE;
  while (low > 0.0 && high - low > share * high)
    {
      const double middle = 0.5 * (low + high);

      now = has_happened (middle, user_data, error);
      if (now < 0)
        return FALSE;
      if (now > 0)
        high = middle;
      else
        low = middle;
    }
  *below = low;
  *above = high;
  return TRUE;
}
