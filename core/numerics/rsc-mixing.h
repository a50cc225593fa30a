/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscMixing:
 * @shrink: the split R̂ of Gelman et al. (Bayesian Data Analysis, 3rd ed., 11.4): by how much the
 * spread over all walks is larger than that within their halves; near 1 when walks from different
 * starts have been everywhere alike
 * @n_effective: independent draws that tell as much about the mean, from the autocorrelation summed
 * by Geyer's initial monotone sequence; at most the number of values
 *
 * How well walks through the same set have mixed, as one number that they carry shows it.
 */
typedef struct
{
  double shrink;
  double n_effective;
} RscMixing;

/* Of @n_chains >= 2 walks of @n >= 4 values each (@n_chains × @n, row-major). Values that are all
 * the same count as mixed. O(n_chains n lag), lag at most n / 2. */
RscMixing rsc_mixing_check (gsize n_chains, gsize n, const double *values);

G_END_DECLS
