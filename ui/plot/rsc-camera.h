/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The zoom is kept between these. */
#define RSC_CAMERA_ZOOM_MIN 0.2
#define RSC_CAMERA_ZOOM_MAX 20.0

/**
 * RscCamera:
 * @yaw, @pitch: radians; @zoom: 1 shows everything
 *
 * Orthographic view of the unit cube [0, 1]³. A plain value.
 */
typedef struct
{
  double yaw;
  double pitch;
  double zoom;
} RscCamera;

void rsc_camera_init (RscCamera *self);

/* @p: point of the cube; @screen: right, up in [-1, 1] at zoom 1, and depth (towards the viewer).
 */
void rsc_camera_project (const RscCamera *self, const double p[3], double screen[3]);

/* The inverse: the point of space at this place and depth. */
void rsc_camera_unproject (const RscCamera *self, const double screen[3], double p[3]);

G_END_DECLS
