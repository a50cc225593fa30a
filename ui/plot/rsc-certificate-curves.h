/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-certificate-layout.h"

G_BEGIN_DECLS

/* The two curves of a profile: where h_+ is above 0, h_- is below, so that never both are seen. */

void rsc_certificate_curves_draw_axis (gconstpointer layout, RscText *text);
void rsc_certificate_curves_draw (gconstpointer layout, RscText *text);

/* The neurons, where the line is touched, with their numbers. Those of no optimal network are
 * hollow. */
void rsc_certificate_curves_draw_points (gconstpointer layout, RscText *text);

/* Where a direction of output sign @sign is. */
void rsc_certificate_curves_get_place (const RscCertificateLayout *self,
                                       int sign,
                                       const double *u,
                                       double *x,
                                       double *y);

/* What is selected and what is pointed at. */
void rsc_certificate_curves_draw_emphasis (gconstpointer layout, RscText *text);

/* The direction at @x, if @y is near enough. */
void rsc_certificate_curves_find_direction (const RscCertificateLayout *self,
                                            double x,
                                            double y,
                                            RscCertificateHit *hit);

G_END_DECLS
