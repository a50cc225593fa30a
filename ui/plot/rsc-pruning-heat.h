/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-pruning-layout.h"

G_BEGIN_DECLS

/* Bands behind everything: the columns that were pointed at. */
void rsc_pruning_heat_draw_bands (const RscPruningLayout *self,
                                  const RscPruningScene *scene,
                                  const RscTheme *theme,
                                  cairo_t *cr);

/* Labels of as many columns as keep apart; those that matter now come first. */
void rsc_pruning_heat_draw_labels (const RscPruningLayout *self,
                                   const RscPruningScene *scene,
                                   const RscTheme *theme,
                                   RscText *text);

/* The activations as a map, data × neurons, with the column that goes marked. */
void rsc_pruning_heat_draw (const RscPruningLayout *self,
                            const RscPruningScene *scene,
                            const RscTheme *theme,
                            cairo_t *cr);

G_END_DECLS
