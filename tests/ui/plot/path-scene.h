/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-plot.h"

G_BEGIN_DECLS

/* A path of a gallery set and a picture of it, laid out for no surface. */
typedef struct
{
  RscPath *path;
  RscPathModel model;
  RscTheme theme;
  cairo_t *cr;
} PathScene;

void path_scene_init (PathScene *self, const char *name, double ratio_min);
void path_scene_clear (PathScene *self);

G_END_DECLS
