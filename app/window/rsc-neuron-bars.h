/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"
#include "ui/rsc-bars-view.h"

G_BEGIN_DECLS

/* Bars of neurons in a panel, each with its number as label: they are hovered and selected together
 * with the neurons of all other views. */

/* Once; @panel is one that outlives @view. */
void rsc_neuron_bars_connect (RscBarsView *view, RscPanel *panel);

/* The selection or hover is another one, or the bars are. */
void rsc_neuron_bars_update (RscBarsView *view, RscPanel *panel);

G_END_DECLS
