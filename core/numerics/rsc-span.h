/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscSpan:
 * @size: length of the vectors, and the most there can be of them
 * @n: how many there are
 * @basis: size × size, orthonormal rows, @n in use
 * @triangle: size × size: vector_j = Σ_i triangle[i][j] basis_i
 * @product: size: basis rhs, of the right-hand side that vectors are taken with
 *
 * The span of a few short independent vectors that come and go, factorised: for active-set methods
 * in few dimensions, where a column factor with its products of matrices would cost more than the
 * work. What is known of each vector stays with the caller.
 */
typedef struct
{
  gsize size;
  gsize n;
  double *basis;
  double *triangle;
  double *product;
  double *products; /* size: scratch */
} RscSpan;

/* aᵀb of two short vectors (@n): in two sums, which neither waits for the other. */
static inline double
rsc_span_dot (gsize n, const double *a, const double *b)
{
  double even = 0.0, odd = 0.0;
  gsize k = 0;

  for (; k + 1 < n; k += 2)
    {
      even += a[k] * b[k];
      odd += a[k + 1] * b[k + 1];
    }
  if (k < n)
    even += a[k] * b[k];
  return even + odd;
}

void rsc_span_init (RscSpan *self, gsize size);
void rsc_span_clear (RscSpan *self);

/* Where to write the next vector (@size values), or NULL when there is no room. */
static inline double *
rsc_span_get_next (RscSpan *self)
{
  return self->n < self->size ? self->basis + self->n * self->size : NULL;
}

/* Takes the vector that was written there. @rhs: size. FALSE, and nothing is taken, where its part
 * outside the span is shorter than @tolerance of it. O(n size). */
gboolean rsc_span_take (RscSpan *self, const double *rhs, double tolerance);

/* Takes out the vector at @position; the others keep their order. Plane rotations, O(n size). */
void rsc_span_remove (RscSpan *self, gsize position);

/* @x (n): Σ x_j vector_j is the part of the right-hand side in the span. O(n²). */
void rsc_span_solve (const RscSpan *self, double *x);

/* Walks from positive or zero @weights (n) towards @target (n), as Lawson and Hanson do: all the
 * way, and TRUE, when no target is negative or zero; else to where the first weight gets to 0,
 * which it is then. O(n). */
gboolean rsc_span_walk (const RscSpan *self, double *weights, const double *target);

/* @v (size) minus its part in the span, twice, so that hardly a rounding of it is left in the span.
 * Returns the square of what is left. O(n size). */
double rsc_span_leave_outside (const RscSpan *self, double *v);

/* Which axis is farthest outside of the span of the @n < @size orthonormal vectors @basis (n ×
 * size): what is outside of it has a length of √(1 - n/size) at least. O(n size). */
gsize rsc_span_find_axis (gsize n, gsize size, const double *basis);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscSpan, rsc_span_clear)

G_END_DECLS
