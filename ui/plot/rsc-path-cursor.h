/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* The cursor at λ of the model with its marks on the curves, tangents and value; nothing where it
 * is not in the picture. */
void rsc_path_cursor_draw (gconstpointer layout, RscText *text);

G_END_DECLS
