/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A copy of @values (@n_values) times 2^-@exponent, the largest in [1/2, 1): no bit changes but in
 * numbers that get too small for doubles, and no square overflows. An exponent of 0 for nothing but
 * zeros. Free with g_free(). */
double *rsc_scaled_dup (const double *values, gsize n_values, int *exponent);

/* @scaled (@n_values) = @values times 2^@exponent, as ldexp() has it, which may be @values. */
void rsc_scaled_fill (const double *values, gsize n_values, int exponent, double *scaled);

G_END_DECLS
