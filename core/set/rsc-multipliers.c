/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-multipliers.h"

#include "core/numerics/rsc-scaled.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-cone.h"
#include "core/set/rsc-neurons.h"
#include <float.h>
#include <math.h>
#include <string.h>

/* 1(x_i·u >= 0), a row within the tolerance of the kink being on it. */
static void
take_sides (RscMultipliers *self, gsize n, gsize d, const double *x, const double *u)
{
  g_autofree RscWide *wide = g_new (RscWide, d);

  for (gsize k = 0; k < d; k++)
    wide[k] = rsc_wide (u[k]);
  self->kink = g_new (gsize, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    {
      const int side = rsc_neuron_find_side (d, x + i * d, wide, RSC_TOLERANCE_KINK);

      if (side >= 0)
        self->pattern[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
      if (side == 0)
        self->kink[self->n_kink++] = i;
    }
}

/* ρ of the independent rows that hold v: Σ ρ_i (2 D_ii - 1) x_i = v - z. */
static void
find_rho (RscMultipliers *self, gsize d, const double *x, const double *pull, const guint32 *rows)
{
  g_auto (RscSpan) span = { 0 };
  gsize n_taken = 0, n_positive = 0;

  rsc_span_init (&span, d);
  for (gsize k = 0; k < self->n_rows; k++)
    {
      const double side = rsc_multipliers_is_active (self, rows[k]) ? 1.0 : -1.0;
      double *next = rsc_span_get_next (&span);

      if (next == NULL)
        break;
      for (gsize c = 0; c < d; c++)
        next[c] = side * x[rows[k] * d + c];
      if (rsc_span_take (&span, pull, DBL_EPSILON))
        self->rows[n_taken++] = rows[k];
    }
  rsc_span_solve (&span, self->rho);
  for (gsize k = 0; k < n_taken; k++)
    if (self->rho[k] > 0.0)
      {
        self->rows[n_positive] = self->rows[k];
        self->rho[n_positive++] = self->rho[k];
      }
  self->n_rows = n_positive;
}

RscMultipliers *
rsc_multipliers_new (const RscProblem *problem,
                     const double *r,
                     int sign,
                     const double *u,
                     gsize pattern)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  RscMultipliers *self;
  int x_exponent, r_exponent;

  g_return_val_if_fail (r != NULL || n == 0, NULL);
  g_return_val_if_fail (u != NULL, NULL);
  g_return_val_if_fail (sign == 1 || sign == -1, NULL);
  g_return_val_if_fail (!gated || pattern < rsc_arrangement_get_n_patterns (arrangement), NULL);

  self = g_new0 (RscMultipliers, 1);
  self->n_words = (n + 63) / 64;
  self->pattern = g_new0 (guint64, MAX (self->n_words, 1));
  self->v = g_new0 (double, d);
  self->rows = g_new (gsize, d + 1);
  self->rho = g_new0 (double, d + 1);
  if (gated)
    memcpy (self->pattern, rsc_arrangement_get_pattern (arrangement, pattern),
            self->n_words * sizeof (guint64));
  else
    take_sides (self, n, d, rsc_problem_get_x (problem), u);

  g_autofree double *x = rsc_scaled_dup (rsc_problem_get_x (problem), n * d, &x_exponent);
  g_autofree double *scaled = rsc_scaled_dup (r, n, &r_exponent);
  g_autofree RscWide *sum = g_new0 (RscWide, d);
  g_autofree double *z = g_new (double, d);
  for (gsize i = 0; i < n; i++)
    if (rsc_multipliers_is_active (self, i))
      rsc_wide_add_scaled (d, rsc_wide (sign * scaled[i]), x + i * d, sum);
  for (gsize k = 0; k < d; k++)
    self->v[k] = z[k] = rsc_wide_round (sum[k]);
  if (!gated)
    {
      g_autoptr (RscCone) cone = rsc_cone_new (n, d, x);
      g_autofree guint32 *rows = g_new (guint32, n + d);

      rsc_cone_project (cone, self->pattern, z, self->v, rows, &self->n_rows);
      for (gsize k = 0; k < d; k++)
        z[k] = self->v[k] - z[k];
      find_rho (self, d, x, z, rows);
    }
  for (gsize k = 0; k < d; k++)
    {
      self->v[k] = ldexp (self->v[k], x_exponent + r_exponent);
      self->norm = hypot (self->norm, self->v[k]);
    }
  for (gsize k = 0; k < self->n_rows; k++)
    self->rho[k] = ldexp (self->rho[k], r_exponent);
  return self;
}

void
rsc_multipliers_free (RscMultipliers *self)
{
  if (self == NULL)
    return;
  g_free (self->pattern);
  g_free (self->v);
  g_free (self->rows);
  g_free (self->rho);
  g_free (self->kink);
  g_free (self);
}

gboolean
rsc_multipliers_is_active (const RscMultipliers *self, gsize i)
{
  g_return_val_if_fail (self != NULL && i / 64 < self->n_words, FALSE);

  return (self->pattern[i / 64] >> (i % 64) & 1) != 0;
}

char *
rsc_multipliers_dup_pattern_string (const RscMultipliers *self, gsize n)
{
  char *string;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_malloc (n + 1);
  for (gsize i = 0; i < n; i++)
    string[i] = rsc_multipliers_is_active (self, i) ? '1' : '0';
  string[n] = '\0';
  return string;
}
