/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-pruning-layout.h"

G_BEGIN_DECLS

/* Singular values of the activations with the gap that tells the rank: a layer. */
void rsc_pruning_singular_draw (gconstpointer layout, RscText *text);

G_END_DECLS
