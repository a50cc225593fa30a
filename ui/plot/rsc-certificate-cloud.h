/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-certificate-layout.h"

G_BEGIN_DECLS

/* The neurons of the model's network, if it has one, each as a ring at its direction, as large as
 * the root of its share of the largest norm, in the colour of its sign. Nothing where directions
 * have no place. A moving layer. O(m d). */
void rsc_certificate_cloud_draw (gconstpointer layout, RscText *text);

G_END_DECLS
