/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* Places the labels, as many as there is room for, and how many neurons have no number among
 * them. */
void rsc_path_labels_lay_out (RscPathLayout *self, RscText *text);

/* The curves (gsize) without a number among the labels, by number. */
GArray *rsc_path_labels_list_unnumbered (const RscPathLayout *self);

/* The numbers of the neurons at the ends of their curves, or at the highest point of one that ends
 * on the way. */
void rsc_path_labels_draw (gconstpointer layout, RscText *text);

/* The neuron whose number is at (@px, @py), or -1; and whether what stands for those left out is
 * there. */
gssize rsc_path_labels_pick (const RscPathLayout *self, double px, double py);

gboolean rsc_path_labels_are_more_at (const RscPathLayout *self, double px, double py);

G_END_DECLS
