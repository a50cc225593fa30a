/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscPathPanel:
 *
 * The solution path of a document: its picture, with a cursor at λ, and what it shows.
 *
 * Signal "extent-changed": see rsc_path_panel_get_extent()
 */
#define RSC_TYPE_PATH_PANEL (rsc_path_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscPathPanel, rsc_path_panel, RSC, PATH_PANEL, RscPanel)

/* From where to where the picture's axis of λ goes, in pixels of the panel. FALSE where there is
 * none. */
gboolean rsc_path_panel_get_extent (RscPathPanel *self, double *left, double *right);

G_END_DECLS
