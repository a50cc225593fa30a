/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a number as a person types it, whatever the locale: a point or a comma for decimals (0.05,
 * 0,05), a power of ten (1e-3, or as the window writes it 2×10⁻³), a true minus sign, blanks around
 * it, or a fraction of two such numbers (1/3). Grouped digits are refused rather than guessed at.
 * @value is set when it is a finite number. */
gboolean rsc_number_reader_parse (const char *text, double *value);

/* Why what was typed, @text, is not taken, what would be, and what is left instead, @stays. Free
 * with g_free(). */
char *rsc_number_reader_dup_refusal (const char *text,
                                     gboolean whole,
                                     double lower,
                                     double upper,
                                     double stays);

G_END_DECLS
