/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-classes.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/**
 * RscFunctionTargets: how targets are told by colour.
 * @n_classes, @classes: as rsc_classes_list() has them
 * @by_value: on a scale from @low to @high; else two sides, those of the classes
 * @centre: between the sides
 *
 * One or two classes are two sides of a value: the targets ±1 those of 0. More classes, and values,
 * have the colours of a scale. A plain value.
 */
typedef struct
{
  gsize n_classes;
  double classes[RSC_CLASSES_MAX];
  gboolean by_value;
  double low;
  double high;
  double centre;
} RscFunctionTargets;

/* @test: or NULL. */
void rsc_function_targets_init (RscFunctionTargets *self,
                                const RscDataset *dataset,
                                const RscDataset *test);

RscColor
rsc_function_targets_get_color (const RscFunctionTargets *self, const RscTheme *theme, double y);

/* Whether a person has to be told which class has which colour: not for ±1, whose colours are those
 * of f. */
gboolean rsc_function_targets_need_legend (const RscFunctionTargets *self);

G_END_DECLS
