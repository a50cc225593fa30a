/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscOutputChooser:
 *
 * Which output of the data every view shows, where there are several; that all have one λ; how far
 * their networks are, and how many points they take for what they are. Hidden where there is one.
 */
#define RSC_TYPE_OUTPUT_CHOOSER (rsc_output_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RscOutputChooser, rsc_output_chooser, RSC, OUTPUT_CHOOSER, RscPanel)

G_END_DECLS
