/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-gate-patterns.h"

#include "core/numerics/rsc-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static double
dot (gsize d, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < d; k++)
    sum += a[k] * b[k];
  return sum;
}

/* An arrangement counts x·g = 0 as active, the experiment does not. A gate that meets rows exactly
 * is moved off them to the other side, by so little that no other row notices. *@active: whether
 * any row is. FALSE when the rows that it meets have no such side in common (a row and its
 * opposite). */
static gboolean
settle_gate (gsize n, gsize d, const double *x, double *gate, gboolean *active)
{
  g_autofree double *away = g_new0 (double, d);
  double step = 1.0;
  gsize n_met = 0;

  *active = FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const double *row = x + i * d;
      const double value = dot (d, row, gate);
      const double square = dot (d, row, row);

      if (value > 0.0)
        *active = TRUE;
      if (value != 0.0 || square == 0.0)
        continue;
      n_met++;
      for (gsize k = 0; k < d; k++)
        away[k] += row[k] / square;
    }
  if (n_met == 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    {
      const double *row = x + i * d;
      const double value = dot (d, row, gate);
      const double slope = dot (d, row, away);

      if (dot (d, row, row) == 0.0)
        continue;
      if (value == 0.0 && !(slope > 0.0))
        return FALSE;
      if (value != 0.0 && slope != 0.0)
        step = MIN (step, 0.25 * fabs (value / slope));
    }
  for (gsize k = 0; k < d; k++)
    gate[k] -= step * away[k];
  return TRUE;
}

RscArrangement *
rsc_gate_patterns_new (gsize n,
                       gsize d,
                       const double *x,
                       gsize n_all,
                       const double *all,
                       gsize bytes_max,
                       GError **error)
{
  g_autofree double *gates = g_new (double, n_all *d);
  gsize n_gates = 0;

  for (gsize k = 0; k < n_all; k++)
    {
      gboolean active;

      memcpy (gates + n_gates * d, all + k * d, d * sizeof (double));
      if (!settle_gate (n, d, x, gates + n_gates * d, &active))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("gates: number %zu is orthogonal to training rows on opposite sides, so "
                          "it has no pattern"),
                       k + 1);
          return NULL;
        }
      if (active)
        n_gates++;
    }
  if (n_gates == 0)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_DATA,
                           _ ("gates: none of them is active on any training row"));
      return NULL;
    }
  return rsc_arrangement_new_from_gates (n, d, x, n_gates, gates, bytes_max, error);
}
