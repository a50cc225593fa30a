/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscSlicePlace:
 *
 * One adjuster for each feature that is not on the axes of the function's picture: where the slice
 * lies. Every move is a change of the document, to be undone.
 */
#define RSC_TYPE_SLICE_PLACE (rsc_slice_place_get_type ())
G_DECLARE_FINAL_TYPE (RscSlicePlace, rsc_slice_place, RSC, SLICE_PLACE, RscPanel)

G_END_DECLS
