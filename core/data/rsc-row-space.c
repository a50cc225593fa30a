/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-row-space.h"

#include "core/numerics/rsc-lapack.h"

#include <float.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/* Columns that are reflected at once, at most. */
#define BLOCK 64

/* Multiplications between two looks at a cancellable: a few milliseconds of columns against many
 * others, and of columns by themselves, which are read again for each. */
#define WORK 2e7
#define WORK_ALONE 1e7

/* Of what is left of a column: below this it is measured again, as the difference of two large
 * numbers is little but rounding. */
#define LEFT_MIN sqrt (20.0 * DBL_EPSILON)

struct _RscRowSpace
{
  gatomicrefcount ref_count;
  gsize d;
  gsize rank;
  double *basis; /* r × d: a vector after the other */
};

/* What is left of column @j of @r below row @i, where it was @before up to that row. */
static double
find_left (gsl_matrix *r, gsize i, gsize j, double before)
{
  const double ratio = gsl_matrix_get (r, i, j) / before;
  const double left = fabs (ratio) < 1.0 ? before * sqrt (1.0 - ratio * ratio) : 0.0;

  if (left >= LEFT_MIN * before)
    return left;
  gsl_vector_view column = gsl_matrix_subcolumn (r, j, i + 1, r->size1 - (i + 1));

  return gsl_blas_dnrm2 (&column.vector);
}

/* Householder's triangle of @r (k × n, k ≤ n) with exchanges: the column of which most is left is
 * next. The reflectors are below it and in @tau, as gsl_linalg_QRPT_decomp() leaves them, which
 * looks at no cancellable. FALSE when cancelled. */
static gboolean
reflect_in_order (gsl_matrix *r, gsl_vector *tau, GCancellable *cancellable)
{
  const gsize k = r->size1, n = r->size2;
  g_autofree double *left = g_new (double, n);

  for (gsize j = 0; j < n; j++)
    {
      gsl_vector_view column = gsl_matrix_column (r, j);

      left[j] = gsl_blas_dnrm2 (&column.vector);
    }
  for (gsize i = 0; i < k; i++)
    {
      gsl_vector_view column = gsl_matrix_subcolumn (r, i, i, k - i);
      gsize most = i;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      for (gsize j = i + 1; j < n; j++)
        most = left[j] > left[most] ? j : most;
      gsl_matrix_swap_columns (r, i, most);
      left[most] = left[i];
      gsl_vector_set (tau, i, gsl_linalg_householder_transform (&column.vector));
      if (i + 1 == n)
        break;
      gsl_matrix_view others = gsl_matrix_submatrix (r, i, i + 1, k - i, n - (i + 1));
      gsl_linalg_householder_hm (gsl_vector_get (tau, i), &column.vector, &others.matrix);
      for (gsize j = i + 1; j < n && i + 1 < k; j++)
        left[j] = left[j] > 0.0 ? find_left (r, i, j, left[j]) : 0.0;
    }
  return TRUE;
}

/* The triangle of @a (k × n, column after column, with @d between columns) in order of what is left
 * of its columns: *@rank, and the first vectors of the space that it spans, in the coordinates of
 * the triangle's rows, at the head of each of *@columns (d). FALSE when cancelled. */
static gboolean
order_triangle (gsize k,
                gsize n,
                gsize d,
                const double *a,
                gsize *rank,
                double **columns,
                GCancellable *cancellable)
{
  gsl_matrix *r = gsl_matrix_calloc (k, n);
  gsl_vector *tau = gsl_vector_alloc (k);
  gboolean done;

  for (gsize j = 0; j < n; j++)
    for (gsize i = 0; i <= MIN (j, k - 1); i++)
      gsl_matrix_set (r, i, j, a[j * d + i]);
  done = reflect_in_order (r, tau, cancellable);
  const double first = fabs (gsl_matrix_get (r, 0, 0));
  *rank = 0;
  /* What rounding leaves of a row that the others span grows with the sizes of both sums. */
  while (done && *rank < k
         && fabs (gsl_matrix_get (r, *rank, *rank)) > (double) (n + d) * DBL_EPSILON * first)
    (*rank)++;
  *columns = g_new0 (double, MAX (1, *rank * d));
  for (gsize j = 0; j < *rank && done; j++)
    {
      gsl_vector_view column = gsl_vector_view_array (*columns + j * d, k);

      (*columns)[j * d + j] = 1.0;
      gsl_linalg_QR_Qvec (r, tau, &column.vector);
      done = !g_cancellable_is_cancelled (cancellable);
    }
  gsl_matrix_free (r);
  gsl_vector_free (tau);
  return done;
}

/* How many columns of @rows are reflected at once, up to @most. */
static int
choose_width (gsize rows, gsize most)
{
  return (int) MIN (most, (gsize) CLAMP (sqrt (WORK_ALONE / (double) rows), 1.0, BLOCK));
}

/* Reflects @n columns @c (of @rows, @apart between them) by @width reflectors, from the first on
 * (@trans "T") or from the last. FALSE when cancelled. */
static gboolean
reflect (const char *trans,
         int rows,
         int width,
         const double *reflectors,
         const double *tau,
         gsize n,
         double *c,
         int apart,
         double *work,
         int size,
         GCancellable *cancellable)
{
  const gsize most = (gsize) fmax (1.0, WORK / (2.0 * rows * width));

  for (gsize k = 0; k < n; k += most)
    {
      const int some = (int) MIN (most, n - k);
      int info;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      dormqr_ ("L", trans, &rows, &some, &width, reflectors, &apart, tau, c + k * (gsize) apart,
               &apart, work, &size, &info, 1, 1);
    }
  return TRUE;
}

/* @a (d × n, column after column) by block: its triangle, and the reflectors below it and in @tau.
 * FALSE when cancelled. */
static gboolean
find_triangle (gsize n,
               gsize d,
               double *a,
               double *tau,
               double *work,
               int size,
               GCancellable *cancellable)
{
  const gsize most = MIN (n, d);
  const int apart = (int) d;

  for (gsize j = 0; j < most;)
    {
      const int width = choose_width (d, most - j), rows = (int) (d - j);
      const gsize next = j + (gsize) width;
      int info;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      dgeqrf_ (&rows, &width, a + j * d + j, &apart, tau + j, work, &size, &info);
      if (!reflect ("T", rows, width, a + j * d + j, tau + j, n - next, a + next * d + j, apart,
                    work, size, cancellable))
        return FALSE;
      j = next;
    }
  return TRUE;
}

/* The @rank vectors of @basis (d each) by the @k reflectors in @a and @tau. FALSE when
 * cancelled. */
static gboolean
reflect_back (gsize k,
              gsize d,
              const double *a,
              const double *tau,
              gsize rank,
              double *basis,
              double *work,
              int size,
              GCancellable *cancellable)
{
  for (gsize end = k; end > 0;)
    {
      const int width = choose_width (d, end);
      const gsize j = end - (gsize) width;

      if (!reflect ("N", (int) (d - j), width, a + j * d + j, tau + j, rank, basis + j, (int) d,
                    work, size, cancellable))
        return FALSE;
      end = j;
    }
  return TRUE;
}

/* The wide matrix is brought to a triangle in blocks first: with exchanges from the start its
 * columns would all be read again for each of them, and 400 rows of 20 000 features took
 * minutes. */
RscRowSpace *
rsc_row_space_new (gsize n, gsize d, const double *x, GCancellable *cancellable)
{
  const gsize most = MIN (n, d);
  const int size = BLOCK * ((int) n + BLOCK + 1);
  g_autofree double *tau = g_new (double, MAX (1, most));
  g_autofree double *work = g_new (double, size);
  g_autofree double *a = NULL;
  RscRowSpace *self;

  /* Who made @x may have taken a while, and so does its copy. */
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  a = g_memdup2 (x, n * d * sizeof (double));
  self = g_new0 (RscRowSpace, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->d = d;
  /* A row after the other is a column after the other of the transpose. */
  if (!find_triangle (n, d, a, tau, work, size, cancellable)
      || !order_triangle (most, n, d, a, &self->rank, &self->basis, cancellable)
      || !reflect_back (most, d, a, tau, self->rank, self->basis, work, size, cancellable))
    g_clear_pointer (&self, rsc_row_space_unref);
  return self;
}

RscRowSpace *
rsc_row_space_ref (RscRowSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_row_space_unref (RscRowSpace *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->basis);
  g_free (self);
}

gsize
rsc_row_space_get_d (const RscRowSpace *self)
{
  return self->d;
}

gsize
rsc_row_space_get_rank (const RscRowSpace *self)
{
  return self->rank;
}

void
rsc_row_space_enter (const RscRowSpace *self, const double *w, double *v)
{
  for (gsize k = 0; k < self->rank; k++)
    {
      const double *column = self->basis + k * self->d;
      double sum = 0.0;

      for (gsize j = 0; j < self->d; j++)
        sum += column[j] * w[j];
      v[k] = sum;
    }
}

/* A row of a matrix and its number. */
typedef struct
{
  const double *x;
  gsize d;
  gsize number;
} Row;

/* Of the bits, of which 0 and −0 have the same; g_double_hash() is of the whole part. */
static guint
hash_row (gconstpointer key)
{
  const Row *row = key;
  guint hash = 5381;

  for (gsize j = 0; j < row->d; j++)
    {
      const double value = row->x[j] + 0.0;
      guint64 bits;

      memcpy (&bits, &value, sizeof bits);
      hash = 33 * hash + (guint) (bits ^ (bits >> 32));
    }
  return hash;
}

static gboolean
rows_are_equal (gconstpointer a, gconstpointer b)
{
  const Row *row = a, *other = b;
  gsize j = 0;

  while (j < row->d && row->x[j] == other->x[j])
    j++;
  return j == row->d;
}

/* A product of matrices may round rows in other ways by where they stand. Of equal rows all get
 * what the first one has: that they are equal is not decided by tolerances. */
static void
copy_equal_rows (gsize n, gsize d, const double *x, gsize rank, double *v)
{
  g_autoptr (GHashTable) known = g_hash_table_new (hash_row, rows_are_equal);
  g_autofree Row *rows = g_new (Row, n);

  for (gsize i = 0; i < n; i++)
    {
      const Row *first;

      rows[i] = (Row){ x + i * d, d, i };
      first = g_hash_table_lookup (known, &rows[i]);
      if (first)
        memcpy (v + i * rank, v + first->number * rank, rank * sizeof (double));
      else
        g_hash_table_add (known, &rows[i]);
    }
}

gboolean
rsc_row_space_enter_rows (const RscRowSpace *self,
                          gsize n,
                          const double *x,
                          double *v,
                          GCancellable *cancellable)
{
  const int rank = (int) self->rank, d = (int) self->d;
  const gsize most = (gsize) fmax (1.0, WORK / (double) MAX (1, self->d * self->rank));
  const double one = 1.0, zero = 0.0;

  if (n == 0 || rank == 0)
    return TRUE;
  for (gsize i = 0; i < n; i += most)
    {
      const int rows = (int) MIN (most, n - i);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      dgemm_ ("T", "N", &rank, &rows, &d, &one, self->basis, &d, x + i * self->d, &d, &zero,
              v + i * self->rank, &rank, 1, 1);
    }
  copy_equal_rows (n, self->d, x, self->rank, v);
  return TRUE;
}

void
rsc_row_space_leave (const RscRowSpace *self, const double *v, double *w)
{
  memset (w, 0, self->d * sizeof *w);
  for (gsize k = 0; k < self->rank; k++)
    for (gsize j = 0; j < self->d; j++)
      w[j] += self->basis[k * self->d + j] * v[k];
}
