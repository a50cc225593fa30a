/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/* @network: what was read, or NULL with @error; only borrowed. Not called when nothing was chosen
 * or the widget that asked has gone. */
typedef void (*RscNetworkChosenFunc) (RscNetwork *network, const GError *error, gpointer user_data);

/* Asks for a JSON file with a network for @dataset and reads it. @widget: who asks, handed to
 * @chosen as its user data. */
void rsc_network_chooser_open (GtkWidget *widget, RscDataset *dataset, RscNetworkChosenFunc chosen);

G_END_DECLS
