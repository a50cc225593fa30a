/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-certificate-layout.h"

G_BEGIN_DECLS

/* h over the directions of three columns, in bands of a tenth of λ: where h_+ is above 0 in the
 * colour of one sign, where h_- is in that of the other; what is above λ in the colour of the text.
 * Across: which way a neuron is active, in the directions of the picture of the function. Up: where
 * its kink is, from the middle of the data on, so that both ends are infinitely far away; without a
 * bias: how far it leans to the third feature. */

/* What is worked out once: of each feature its middle and half its width, and h on a grid. */
void rsc_certificate_map_lay_out (RscCertificateLayout *self);

void rsc_certificate_map_draw (gconstpointer layout, RscText *text);
void rsc_certificate_map_draw_axes (gconstpointer layout, RscText *text);
void rsc_certificate_map_draw_bar (gconstpointer layout, RscText *text);

/* Neurons with their numbers, and the other peaks as small rings. */
void rsc_certificate_map_draw_points (gconstpointer layout, RscText *text);

/* What is selected and what is pointed at. */
void rsc_certificate_map_draw_emphasis (gconstpointer layout, RscText *text);

/* Where a direction is, and the direction that is somewhere. */
void rsc_certificate_map_get_place (const RscCertificateLayout *self,
                                    const double *u,
                                    double *x,
                                    double *y);
void rsc_certificate_map_find_direction (const RscCertificateLayout *self,
                                         double x,
                                         double y,
                                         RscCertificateHit *hit);

G_END_DECLS
