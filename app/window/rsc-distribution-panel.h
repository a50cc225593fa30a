/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscDistributionPanel:
 *
 * The page "Distribution": how a number is distributed over all optimal networks.
 */
#define RSC_TYPE_DISTRIBUTION_PANEL (rsc_distribution_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscDistributionPanel,
                      rsc_distribution_panel,
                      RSC,
                      DISTRIBUTION_PANEL,
                      RscPanel)

G_END_DECLS
