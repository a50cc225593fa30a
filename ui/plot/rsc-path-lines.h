/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* A place on the screen. */
typedef struct
{
  double x, y;
} RscPathSpot;

/* Traces the curve of each track on the screen: a GArray of RscPathSpot for each. */
void rsc_path_lines_lay_out (RscPathLayout *self);

/* The range of every neuron over the optimal set, where the picture shows it. */
void rsc_path_lines_draw_tubes (gconstpointer layout, RscText *text);

/* The curves of the neurons. */
void rsc_path_lines_draw_curves (gconstpointer layout, RscText *text);

/* The neuron whose curve is at (@px, @py), or else the one with the thinnest tube there at @lambda
 * (NaN: not known), or -1. */
gssize rsc_path_lines_pick (const RscPathLayout *self, double px, double py, double lambda);

G_END_DECLS
