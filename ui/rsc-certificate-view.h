/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-certificate-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscCertificateView:
 *
 * The picture of a certificate under the hand. What is pointed at moves above a picture that is
 * drawn once. Left and right go from peak to peak, Shift with them in small steps over all
 * directions where these have an axis, Return selects what is pointed at, Escape lets go.
 *
 * Signals:
 * - "hovered" (const RscCertificateHit *): what is pointed at, by the pointer or the keys; inside =
 * FALSE for nothing
 * - "activated" (const RscCertificateHit *): a click on it, or Return
 */
#define RSC_TYPE_CERTIFICATE_VIEW (rsc_certificate_view_get_type ())
G_DECLARE_FINAL_TYPE (RscCertificateView, rsc_certificate_view, RSC, CERTIFICATE_VIEW, RscPlotArea)

GtkWidget *rsc_certificate_view_new (void);

/* Keeps a reference to the landscape and copies of the labels and of what is pointed at. */
void rsc_certificate_view_set_model (RscCertificateView *self, const RscCertificateModel *model);
const RscCertificateModel *rsc_certificate_view_get_model (RscCertificateView *self);

G_END_DECLS
