/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscFormulaView:
 *
 * Draws a formula (see RscFormula) as wide as there is room, smaller where it needs more.
 */
#define RSC_TYPE_FORMULA_VIEW (rsc_formula_view_get_type ())
G_DECLARE_FINAL_TYPE (RscFormulaView, rsc_formula_view, RSC, FORMULA_VIEW, GtkWidget)

GtkWidget *rsc_formula_view_new (void);
/* NULL for none. */
void rsc_formula_view_set_formula (RscFormulaView *self, const char *text);

G_END_DECLS
