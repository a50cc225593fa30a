/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-outputs.h"

#include <math.h>
#include <string.h>

RscOutputs *
rsc_outputs_new (const char *const *names, gboolean is_classes, gsize n_rows, double *y)
{
  g_return_val_if_fail (names != NULL && y != NULL, NULL);
  g_return_val_if_fail (names[0] != NULL && names[1] != NULL, NULL);

  RscOutputs *self = g_new0 (RscOutputs, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->names = g_strdupv ((char **) names);
  self->n = g_strv_length (self->names);
  self->n_rows = n_rows;
  self->is_classes = is_classes;
  self->y = y;
  return self;
}

RscOutputs *
rsc_outputs_ref (RscOutputs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_outputs_unref (RscOutputs *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_strfreev (self->names);
  g_free (self->y);
  g_free (self);
}

const double *
rsc_outputs_get_y (const RscOutputs *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->n, NULL);

  return self->y + k * self->n_rows;
}

static RscOutputs *
new_like (const RscOutputs *self, gsize n_rows)
{
  return rsc_outputs_new ((const char *const *) self->names, self->is_classes, n_rows,
                          g_new (double, MAX (1, self->n * n_rows)));
}

RscOutputs *
rsc_outputs_new_rows (const RscOutputs *self, gsize n_rows, const gsize *rows)
{
  g_return_val_if_fail (self != NULL && (rows != NULL || n_rows == 0), NULL);

  RscOutputs *part = new_like (self, n_rows);

  for (gsize k = 0; k < self->n; k++)
    for (gsize i = 0; i < n_rows; i++)
      part->y[k * n_rows + i] = self->y[k * self->n_rows + rows[i]];
  return part;
}

/* What a new row gets of output @k. */
static double
get_middle (const RscOutputs *self, gsize k)
{
  const double *y = rsc_outputs_get_y (self, k);
  gboolean is_signs = TRUE;
  double mean = 0.0;

  for (gsize i = 0; i < self->n_rows; i++)
    {
      mean += (y[i] - mean) / (double) (i + 1);
      is_signs = is_signs && fabs (y[i]) == 1.0;
    }
  if (self->is_classes || (is_signs && mean <= 0.0))
    return -1.0;
  return is_signs ? 1.0 : mean;
}

RscOutputs *
rsc_outputs_new_edited (const RscOutputs *self,
                        gsize output,
                        gsize n_rows,
                        const gsize *from,
                        const double *y)
{
  g_return_val_if_fail (self != NULL && output < self->n && (y != NULL || n_rows == 0), NULL);

  RscOutputs *edited = new_like (self, n_rows);

  for (gsize k = 0; k < self->n; k++)
    {
      const double middle = get_middle (self, k);

      for (gsize i = 0; i < n_rows; i++)
        {
          const gsize before = from != NULL ? from[i] : i;
          const gboolean leaves = self->is_classes && y[i] > 0.0;

          edited->y[k * n_rows + i] = k == output             ? y[i]
                                      : leaves                ? -1.0
                                      : before < self->n_rows ? self->y[k * self->n_rows + before]
                                                              : middle;
        }
    }
  return edited;
}
