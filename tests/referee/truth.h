/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "optimum.h"

G_BEGIN_DECLS

#define TRUTH_NEURONS_MAX 14

typedef struct
{
  guint32 pattern;
  int sign;
  Quad *v; /* d */
  Quad norm;
  gsize neuron; /* of the truth */
} Tie;

typedef struct
{
  guint32 support;
  gsize width;
  Quad *a;
} Corner;

/**
 * Truth:
 * @optimum: at this λ
 * @ties: blocks with ||v_b|| = λ
 * @next: largest ||v_b|| / λ of the others
 * @directions, @signs, @activations: of the neurons, ties of one sign and direction merged (ReLU)
 * @corners: every vertex of {a >= 0 : Σ a_i activation_i = fit}, if there are at most
 * TRUTH_NEURONS_MAX neurons (@complete)
 * @doubt: NULL, or what was decided by so little that a program in double precision may say
 * otherwise
 *
 * The optimal set by brute force: all supports are tried.
 */
typedef struct
{
  const Optimum *optimum;
  GArray *ties; /* Tie */
  Quad next;
  gsize m;
  Quad *directions;
  int *signs;
  guint32 *patterns;
  Quad *activations;
  gboolean complete;
  GArray *corners; /* Corner */
  guint32 support;
  gsize rank;
  gsize dimension;
  gsize narrowest;
  Quad *least;
  Quad *largest;
  GString *doubt;
} Truth;

void truth_init (Truth *self, const Optimum *optimum);
void truth_clear (Truth *self);

G_END_DECLS
