/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-general-position.h"

#include "core/program/rsc-hyperplanes.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Distinct rows among which lines are looked for: some tenths of a second. */
#define LINES_MAX 300

static void
coincidence_free (gpointer data)
{
  RscCoincidence *self = data;

  g_free (self->rows);
  g_free (self);
}

/* Takes the rows that @wanted marks. */
static void
take (RscGeneralPosition *self, RscCoincidenceKind kind, gsize n, const gboolean *wanted)
{
  RscCoincidence *coincidence = g_new0 (RscCoincidence, 1);

  coincidence->kind = kind;
  coincidence->rows = g_new (gsize, n + 1);
  for (gsize i = 0; i < n; i++)
    if (wanted[i])
      coincidence->rows[coincidence->n++] = i;
  g_ptr_array_add (self->coincidences, coincidence);
}

static void
find_zeros (RscGeneralPosition *self, const RscHyperplanes *planes, gsize n, gboolean *wanted)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      wanted[i] = planes->hyperplane[i] == RSC_NO_HYPERPLANE;
      any = any || wanted[i];
    }
  if (any)
    take (self, RSC_COINCIDENCE_ZERO, n, wanted);
}

/* Whether two rows of one hyperplane are equal: by value where both were given exactly, else up to
 * their rounding; with a bias they always are. */
static gboolean
is_equal (const RscHyperplanes *planes, gboolean bias, const double *x, gsize i, gsize j)
{
  const gsize d = planes->d;
  const double *one = x + i * d, *two = x + j * d;
  const double close = rsc_hyperplanes_get_close (planes->errors[i] + planes->errors[j]);
  const gboolean given =
    rsc_exact_rows_is_given (planes->exact, i) && rsc_exact_rows_is_given (planes->exact, j);
  double size = 0.0, apart = 0.0;

  if (bias)
    return TRUE;
  for (gsize k = 0; k < d; k++)
    {
      size = hypot (size, one[k]);
      apart = hypot (apart, one[k] - two[k]);
    }
  return given ? !(apart > 0.0) : apart <= close * size;
}

static void
find_equals (RscGeneralPosition *self,
             const RscHyperplanes *planes,
             gsize n,
             gboolean bias,
             const double *x,
             gboolean *wanted)
{
  g_autofree gboolean *done = g_new0 (gboolean, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      gboolean any = FALSE;

      if (done[i] || planes->hyperplane[i] == RSC_NO_HYPERPLANE)
        continue;
      for (gsize j = 0; j < n; j++)
        {
          wanted[j] = j >= i && planes->hyperplane[j] == planes->hyperplane[i]
                      && is_equal (planes, bias, x, i, j);
          done[j] = done[j] || wanted[j];
          any = any || (wanted[j] && j > i);
        }
      if (any)
        take (self, RSC_COINCIDENCE_EQUAL, n, wanted);
    }
}

static void
find_parallels (RscGeneralPosition *self,
                const RscHyperplanes *planes,
                gsize n,
                gboolean bias,
                const double *x,
                gboolean *wanted)
{
  for (gsize h = 0; h < planes->n_hyperplanes; h++)
    {
      const gsize first = planes->first_row[h];
      gboolean any = FALSE;

      for (gsize i = 0; i < n; i++)
        {
          wanted[i] = planes->hyperplane[i] == h;
          any = any || (wanted[i] && !is_equal (planes, bias, x, i, first));
        }
      if (any)
        take (self, RSC_COINCIDENCE_PARALLEL, n, wanted);
    }
}

/* Whether whitened row @k lies in the plane of the orthonormal @basis (2 × rank); exactly, where
 * floating point leaves a doubt and the rows were given exactly. */
static gboolean
is_in_plane (const RscHyperplanes *planes,
             const double *basis,
             RscExactBasis *exact,
             const gsize rows[2],
             double spread,
             gsize row)
{
  const gsize r = planes->rank;
  const double *v = planes->rows + row * r;
  const double p = cblas_ddot ((int) r, v, 1, basis, 1);
  const double q = cblas_ddot ((int) r, v, 1, basis + r, 1);
  double outside = 0.0;

  for (gsize k = 0; k < r; k++)
    {
      const double rest = v[k] - p * basis[k] - q * basis[r + k];
      outside += rest * rest;
    }
  outside = sqrt (outside);
  /* Two rows that are near each other tell their plane less well. */
  const double error =
    (planes->errors[row] + planes->errors[rows[0]] + planes->errors[rows[1]]) / spread;
  if (outside > rsc_hyperplanes_get_sure (error))
    return FALSE;
  if (rsc_exact_rows_is_given (planes->exact, row)
      && rsc_exact_rows_is_given (planes->exact, rows[0])
      && rsc_exact_rows_is_given (planes->exact, rows[1]))
    {
      const guint32 chosen[3] = { (guint32) rows[0], (guint32) rows[1], (guint32) row };

      rsc_exact_basis_set (exact, 3, chosen);
      return rsc_exact_basis_get_rank (exact) == 2;
    }
  return outside <= rsc_hyperplanes_get_close (error);
}

/* Every plane of two distinct rows that a third one is in, once. */
static gboolean
find_lines (RscGeneralPosition *self,
            const RscHyperplanes *planes,
            gsize n,
            gboolean *wanted,
            GCancellable *cancellable,
            GError **error)
{
  const gsize h = planes->n_hyperplanes, r = planes->rank;
  g_autoptr (RscExactBasis) exact = rsc_exact_basis_new (planes->exact);
  g_autofree double *basis = g_new (double, 2 * r + 1);
  g_autofree gboolean *inside = g_new0 (gboolean, h + 1);

  for (gsize one = 0; one < h; one++)
    for (gsize two = one + 1; two < h; two++)
      {
        const gsize rows[2] = { planes->first_row[one], planes->first_row[two] };
        gsize count = 2;
        gboolean known = FALSE;

        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
        memcpy (basis, planes->rows + rows[0] * r, r * sizeof (double));
        memcpy (basis + r, planes->rows + rows[1] * r, r * sizeof (double));
        cblas_daxpy ((int) r, -cblas_ddot ((int) r, basis, 1, basis + r, 1), basis, 1, basis + r,
                     1);
        const double spread = cblas_dnrm2 ((int) r, basis + r, 1);
        cblas_dscal ((int) r, 1.0 / spread, basis + r, 1);
        for (gsize k = 0; k < h && !known; k++)
          {
            inside[k] = k == one || k == two
                        || is_in_plane (planes, basis, exact, rows, spread, planes->first_row[k]);
            count += inside[k] && k != one && k != two ? 1 : 0;
            /* Found with the first two of its rows. */
            known = inside[k] && k < two && k != one;
          }
        if (known || count < 3)
          continue;
        for (gsize i = 0; i < n; i++)
          wanted[i] = planes->hyperplane[i] != RSC_NO_HYPERPLANE && inside[planes->hyperplane[i]];
        take (self, RSC_COINCIDENCE_LINE, n, wanted);
      }
  return TRUE;
}

RscGeneralPosition *
rsc_general_position_new (const RscProblem *problem, GCancellable *cancellable, GError **error)
{
  g_auto (RscHyperplanes) planes = { 0 };
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  g_autofree gboolean *wanted = g_new0 (gboolean, n + 1);
  gboolean bias = rsc_problem_get_bias (problem);

  rsc_dataset_get_space (rsc_problem_get_dataset (problem), &bias);
  if (!rsc_hyperplanes_init (&planes, n, d, x, MIN (n, d), cancellable, error))
    return NULL;
  g_autoptr (RscGeneralPosition) self = g_new0 (RscGeneralPosition, 1);
  self->coincidences = g_ptr_array_new_with_free_func (coincidence_free);
  find_zeros (self, &planes, n, wanted);
  find_equals (self, &planes, n, bias, x, wanted);
  find_parallels (self, &planes, n, bias, x, wanted);
  self->lines_checked = planes.rank >= 3 && planes.n_hyperplanes <= LINES_MAX;
  self->complete = planes.rank <= 3 && (planes.rank < 3 || self->lines_checked);
  if (self->lines_checked && !find_lines (self, &planes, n, wanted, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rsc_general_position_free (RscGeneralPosition *self)
{
  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->coincidences, g_ptr_array_unref);
  g_free (self);
}
