/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscStatusLine:
 *
 * What is known about the set on show, in words, each term with its explanation; while something is
 * computed, how far it is, and Cancel.
 */
#define RSC_TYPE_STATUS_LINE (rsc_status_line_get_type ())
G_DECLARE_FINAL_TYPE (RscStatusLine, rsc_status_line, RSC, STATUS_LINE, RscPanel)

G_END_DECLS
