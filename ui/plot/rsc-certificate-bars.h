/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-certificate-layout.h"

G_BEGIN_DECLS

/* The most correlated directions as bars, largest first: neurons in their colours with their
 * numbers, others in that of their sign. As many as there is room for. */
void rsc_certificate_bars_draw (gconstpointer layout, RscText *text);

/* What is selected and what is pointed at. */
void rsc_certificate_bars_draw_emphasis (gconstpointer layout, RscText *text);

/* The peak whose bar is at (@x, @y). */
void rsc_certificate_bars_find (const RscCertificateLayout *self,
                                double x,
                                double y,
                                RscCertificateHit *hit);

/* The top of bar @k; FALSE where there is no room for it. */
gboolean
rsc_certificate_bars_get_place (const RscCertificateLayout *self, gsize k, double *x, double *y);

/* Bars that there is room for. */
gsize rsc_certificate_bars_get_n (const RscCertificateLayout *self);

G_END_DECLS
