/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The number of a row that is zero. */
#define RSC_PRICING_NO_ROW G_MAXUINT32

/**
 * RscPricingRows:
 * @n, @d: shape of the design matrix
 * @x: n × d, the design times 2^-@x_exponent, entries below 1
 * @n_rows: m, the number of distinct rows, up to a factor
 * @rank: r, of the space that they span
 * @basis: r × d, orthonormal rows that span it; NULL where r = d and coordinates are as given
 * @row: n, the distinct row of each row of the design, or %RSC_PRICING_NO_ROW
 * @factor: n, each row of the design is this times its distinct row; may be negative
 * @lengths: n, ||x_i||
 * @cut: n, how far this is from the row of the design, at most
 * @rows: m × r, the distinct rows z_k in the basis
 *
 * @r: n, the residual times 2^-@r_exponent, the largest |r_i| ||x_i|| in [1/2, 1); 0 for rows that
 * are zero
 * @linear: r values
 * @sum: r, Σ r_i x_i
 * @weights: m, w_k
 * @weighted: m × r, |w_k| z_k
 * @norms: m, their lengths
 * @positive, @negative: the rows with w_k > 0 and with w_k < 0
 * @spread: Σ |r_i| ||x_i||
 * @cut_off: Σ |r_i| cut_i
 * @serial: how many residuals there have been
 *
 * A design matrix and a residual made ready for pricing: up to @cut_off, for unit u in the row
 * space,
 *   Σ_i r_i (x_i·u)_+ = linear·u + Σ_k w_k (z_k·u)_+,
 * which is sum·u more than the same at -u.
 * Rows that lie on one line, turned where they point against each other, are one: (-x·u)_+ =
 * (x·u)_+ - x·u.
 */
typedef struct
{
  gsize n;
  gsize d;
  double *x;
  int x_exponent;
  gsize n_rows;
  gsize rank;
  double *basis;
  guint32 *row;
  double *factor;
  double *lengths;
  double *cut;
  double *rows;

  double *r;
  int r_exponent;
  double *linear;
  double *sum;
  double *weights;
  double *weighted;
  double *norms;
  gsize n_positive;
  gsize n_negative;
  guint32 *positive;
  guint32 *negative;
  double spread;
  double cut_off;
  guint serial;
} RscPricingRows;

/* Copies @x (n × d, row-major, finite). O(n d r) and a sort. */
RscPricingRows *rsc_pricing_rows_new (gsize n, gsize d, const double *x);
void rsc_pricing_rows_free (RscPricingRows *self);

/* @r: n finite values. O(n + m r). */
void rsc_pricing_rows_set_residual (RscPricingRows *self, const double *r);

/* Coordinates of a direction of the data (d values) in the basis (r values), and back. O(d r). */
void rsc_pricing_rows_reduce (const RscPricingRows *self, const double *direction, double *u);
void rsc_pricing_rows_expand (const RscPricingRows *self, const double *u, double *direction);

/* linear·u + Σ w_k (z_k·u)_+, in scaled units. O(m r). */
double rsc_pricing_rows_evaluate (const RscPricingRows *self, const double *u);

/* About as much, from some thousands of the rows where there are more. */
double rsc_pricing_rows_estimate (const RscPricingRows *self, const double *u);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingRows, rsc_pricing_rows_free)

G_END_DECLS
