/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscDataPanel:
 *
 * The data as a table. Points that are pointed at or selected here are so everywhere.
 */
#define RSC_TYPE_DATA_PANEL (rsc_data_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscDataPanel, rsc_data_panel, RSC, DATA_PANEL, RscPanel)

/* Adds the rows of @text, as from the clipboard; of a document without a point they become its
 * data. What came of it is told in the window. */
void rsc_data_panel_paste (RscDataPanel *self, const char *text);

G_END_DECLS
