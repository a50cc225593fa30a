/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscSwatch:
 *
 * A short line in the colour and dash of one neuron, the same as its line in the pictures; or a
 * square in the colour of one piece of a set.
 */
#define RSC_TYPE_SWATCH (rsc_swatch_get_type ())
G_DECLARE_FINAL_TYPE (RscSwatch, rsc_swatch, RSC, SWATCH, GtkWidget)

GtkWidget *rsc_swatch_new (void);
void rsc_swatch_set_neuron (RscSwatch *self, gsize neuron);
void rsc_swatch_set_piece (RscSwatch *self, gsize piece);

G_END_DECLS
