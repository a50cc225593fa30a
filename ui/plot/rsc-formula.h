/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/**
 * RscFormula:
 *
 * A line of mathematics, written in a small part of TeX: letters, digits and signs; a_{b}, a^{b};
 * \frac{a}{b}, \sqrt{a}, \hat{a}, \text{words}, \operator{name}; \sum, \max, \min, \argmax with
 * what stands below and above them; Greek letters and signs by their names. Immutable.
 */
typedef struct _RscFormula RscFormula;

/* Errors: RSC_ERROR_DATA, one sentence with the place. O(length); braces nest 16 deep at most. */
RscFormula *rsc_formula_parse (const char *text, GError **error);
void rsc_formula_free (RscFormula *self);

/* The same in one line of text, for a screen reader: "p* = 1/2 ‖r‖² + λ Σ_b ‖w_b‖". Free with
 * g_free(). */
char *rsc_formula_dup_words (const RscFormula *self);

/* Its size in user units, @scale times the theme's text; @baseline (or NULL): from its top. */
void rsc_formula_measure (const RscFormula *self,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double scale,
                          double *width,
                          double *height,
                          double *baseline);
/* With its upper left corner at (@x, @y). */
void rsc_formula_draw (const RscFormula *self,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double scale,
                       double x,
                       double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFormula, rsc_formula_free)

G_END_DECLS
