/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-held-axes.h"

/* What is beyond a point that lies outside, as a part of the axis. */
#define ROOM 0.1

void
rsc_held_axes_take (RscHeldAxes *self,
                    const RscPreparedRows *rows,
                    const gsize features[2],
                    const double x[2],
                    const double y[2])
{
  g_return_if_fail (rows->d == 1 || rows->d == 2);

  self->held = TRUE;
  self->d = rows->d;
  for (gsize i = 0; i < 2; i++)
    {
      self->features[i] = features[i];
      self->x[i] = rsc_prepared_rows_to_raw (rows, features[0], x[i]);
      self->y[i] = rows->d == 2 ? rsc_prepared_rows_to_raw (rows, features[1], y[i]) : y[i];
    }
}

static void
cover (double ends[2], double value)
{
  const double room = ROOM * (ends[1] - ends[0]);

  ends[0] = value < ends[0] ? value - room : ends[0];
  ends[1] = value > ends[1] ? value + room : ends[1];
}

void
rsc_held_axes_make_room (RscHeldAxes *self, const RscDataset *source)
{
  const gsize n = rsc_dataset_get_n (source), d = rsc_dataset_get_d (source);
  const double *x = rsc_dataset_get_x (source), *y = rsc_dataset_get_y (source);

  if (!self->held || d != self->d)
    return;
  for (gsize i = 0; i < n; i++)
    {
      cover (self->x, x[i * d + self->features[0]]);
      cover (self->y, d == 2 ? x[i * d + self->features[1]] : y[i]);
    }
}

gboolean
rsc_held_axes_get (const RscHeldAxes *self, const RscPreparedRows *rows, double x[2], double y[2])
{
  if (!self->held || rows->d != self->d)
    return FALSE;
  for (gsize i = 0; i < 2; i++)
    {
      x[i] = rsc_prepared_rows_from_raw (rows, self->features[0], self->x[i]);
      y[i] = self->d == 2 ? rsc_prepared_rows_from_raw (rows, self->features[1], self->y[i])
                          : self->y[i];
    }
  return TRUE;
}
