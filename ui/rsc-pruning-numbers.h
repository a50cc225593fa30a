/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/**
 * RscPruningNumbers:
 *
 * The numbers of one state of a pruning, side by side, each with its name and an explanation.
 */
#define RSC_TYPE_PRUNING_NUMBERS (rsc_pruning_numbers_get_type ())
G_DECLARE_FINAL_TYPE (RscPruningNumbers, rsc_pruning_numbers, RSC, PRUNING_NUMBERS, GtkWidget)

GtkWidget *rsc_pruning_numbers_new (void);

/* Shows the numbers of @state; NULL for none. */
void rsc_pruning_numbers_set_state (RscPruningNumbers *self, const RscPruningState *state);

G_END_DECLS
