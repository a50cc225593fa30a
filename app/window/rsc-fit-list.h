/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscFitList:
 *
 * The neurons of the set of equal fit that is on show, in place of those of the optimal set: axis
 * toggle, colour, direction, norm in the network on show, and its range over the set.
 */
#define RSC_TYPE_FIT_LIST (rsc_fit_list_get_type ())
G_DECLARE_FINAL_TYPE (RscFitList, rsc_fit_list, RSC, FIT_LIST, RscPanel)

G_END_DECLS
