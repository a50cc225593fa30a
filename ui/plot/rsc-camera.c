/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-camera.h"

#include <math.h>

/* Half the diagonal of the cube: no corner leaves [-1, 1] at zoom 1, however it is turned. */
#define HALF_DIAGONAL 0.86602540378443865

/* Rows: the unit vectors right, up and towards the viewer. */
static void
get_frame (const RscCamera *self, double frame[3][3])
{
  double cy = cos (self->yaw), sy = sin (self->yaw);
  double cp = cos (self->pitch), sp = sin (self->pitch);

  frame[0][0] = cy;
  frame[0][1] = sy;
  frame[0][2] = 0.0;
  frame[1][0] = -sy * sp;
  frame[1][1] = cy * sp;
  frame[1][2] = cp;
  frame[2][0] = sy * cp;
  frame[2][1] = -cy * cp;
  frame[2][2] = sp;
}

static double
get_scale (const RscCamera *self)
{
  double zoom =
    isfinite (self->zoom) ? CLAMP (self->zoom, RSC_CAMERA_ZOOM_MIN, RSC_CAMERA_ZOOM_MAX) : 1.0;
  return zoom / HALF_DIAGONAL;
}

void
rsc_camera_init (RscCamera *self)
{
  g_return_if_fail (self != NULL);

  self->yaw = 0.55;
  self->pitch = 0.42;
  self->zoom = 1.0;
}

void
rsc_camera_project (const RscCamera *self, const double p[3], double screen[3])
{
  double frame[3][3], scale = get_scale (self);
  double c[3] = { p[0] - 0.5, p[1] - 0.5, p[2] - 0.5 };

  get_frame (self, frame);
  for (int k = 0; k < 3; k++)
    screen[k] = scale * (frame[k][0] * c[0] + frame[k][1] * c[1] + frame[k][2] * c[2]);
}

void
rsc_camera_unproject (const RscCamera *self, const double screen[3], double p[3])
{
  double frame[3][3], scale = get_scale (self);

  get_frame (self, frame);
  for (int k = 0; k < 3; k++)
    p[k] =
      0.5 + (frame[0][k] * screen[0] + frame[1][k] * screen[1] + frame[2][k] * screen[2]) / scale;
}
