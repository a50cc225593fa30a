/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as a person reads them: a true minus sign, powers of ten as 2×10⁻⁵, ∞ and ? for what is
 * no number, and between decimals what the locale of the process has there: the window takes a
 * person's, the command line that of C. Strings are freed with g_free(). */

/* What stands between numbers of a list: ", ", or "; " where a comma stands between decimals. */
const char *rsc_number_words_get_between (void);

/* With so many significant digits, without zeros at the end: "0.25", "3.1×10⁻¹⁶". */
char *rsc_number_words_dup (double value, int digits);

/* Two of them as "0.25 to 0.5"; one where they read the same. */
char *rsc_number_words_dup_range (double low, double high, int digits);

/* With as many digits as it needs to be exact to a millionth of @step (> 0), the distance to a
 * neighbour that must read differently, or of itself where that is less. */
char *rsc_number_words_dup_exact (double value, double step);

/* @value as a multiple of 10^@exponent, with so many decimals; 0 for a plain number. */
char *rsc_number_words_dup_fixed (double value, int decimals, int exponent);

/* The decimals that value / 10^exponent needs to be exact to a millionth of the range. */
int rsc_number_words_count_decimals (double value, double range, int exponent);

/* value 10^k without the rounding that pow() leaves on negative powers. */
double rsc_number_words_scale_by_power (double value, int k);

/* "×12" */
char *rsc_number_words_dup_times (gsize count);

/* "₁₂" */
char *rsc_number_words_dup_subscript (gsize number);

G_END_DECLS
