/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscCertificatePanel:
 *
 * The certificate of what is on show: every direction against λ. What is pointed at is shown in the
 * other pictures.
 */
#define RSC_TYPE_CERTIFICATE_PANEL (rsc_certificate_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscCertificatePanel, rsc_certificate_panel, RSC, CERTIFICATE_PANEL, RscPanel)

G_END_DECLS
