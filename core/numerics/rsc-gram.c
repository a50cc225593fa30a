/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-gram.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-two.h"

/* Multiply-adds between two looks at the cancellable: some 20 ms. */
#define WORK_PER_POLL 100000000

/* Columns of a panel at least: narrower ones keep BLAS from its speed. */
#define PANEL_LEAST 16

/* Columns of so many rows are worth the BLAS, however few there are. */
#define LONG 1000

static inline RscTwo
load (const double *a)
{
  return *(const RscTwo *) a;
}

/* A 2 × 2 tile of products. */
static inline void
tile (gsize n, const double *a0, const double *a1, const double *b0, const double *b1, double *out)
{
  RscTwo s00 = { 0.0, 0.0 }, s01 = s00, s10 = s00, s11 = s00;
  gsize k = 0;

  for (; k + 1 < n; k += 2)
    {
      const RscTwo p0 = load (a0 + k), p1 = load (a1 + k);
      const RscTwo q0 = load (b0 + k), q1 = load (b1 + k);

      s00 += p0 * q0;
      s01 += p0 * q1;
      s10 += p1 * q0;
      s11 += p1 * q1;
    }
  out[0] = s00[0] + s00[1];
  out[1] = s01[0] + s01[1];
  out[2] = s10[0] + s10[1];
  out[3] = s11[0] + s11[1];
  if (k < n)
    {
      out[0] += a0[k] * b0[k];
      out[1] += a0[k] * b1[k];
      out[2] += a1[k] * b0[k];
      out[3] += a1[k] * b1[k];
    }
}

double
rsc_gram_dot (gsize n, const double *a, const double *b)
{
  RscTwo s0 = { 0.0, 0.0 }, s1 = s0;
  double sum;
  gsize k = 0;

  for (; k + 3 < n; k += 4)
    {
      s0 += load (a + k) * load (b + k);
      s1 += load (a + k + 2) * load (b + k + 2);
    }
  s0 += s1;
  sum = s0[0] + s0[1];
  for (; k < n; k++)
    sum += a[k] * b[k];
  return sum;
}

gboolean
rsc_gram_compute (gsize n, gsize m, const double *columns, double *gram, GCancellable *cancellable)
{
  if (m > RSC_GRAM_SMALL || (m >= PANEL_LEAST && n >= LONG))
    {
      const int leading = (int) n, order = (int) m;
      const double one = 1.0, zero = 0.0;
      const gsize width = CLAMP (WORK_PER_POLL / (n * m + 1), PANEL_LEAST, m);

      /* The upper triangle in panels of columns: what is above the diagonal block, then the
       * block. */
      for (gsize j = 0; j < m; j += width)
        {
          const int rows = (int) j, panel = (int) MIN (width, m - j);

          if (g_cancellable_is_cancelled (cancellable))
            return FALSE;
          if (rows > 0)
            dgemm_ ("T", "N", &rows, &panel, &leading, &one, columns, &leading, columns + j * n,
                    &leading, &zero, gram + j * m, &order, 1, 1);
          dsyrk_ ("U", "T", &panel, &leading, &one, columns + j * n, &leading, &zero,
                  gram + j * m + j, &order, 1, 1);
        }
      for (gsize i = 0; i < m; i++)
        {
          for (gsize j = 0; j < i; j++)
            gram[j * m + i] = gram[i * m + j];
        }
      return TRUE;
    }

  for (gsize i = 0; i < m; i += 2)
    {
      const gsize i1 = MIN (i + 1, m - 1);

      for (gsize j = 0; j <= i; j += 2)
        {
          const gsize j1 = MIN (j + 1, m - 1);
          double out[4];

          tile (n, columns + i * n, columns + i1 * n, columns + j * n, columns + j1 * n, out);
          gram[i * m + j] = gram[j * m + i] = out[0];
          gram[i * m + j1] = gram[j1 * m + i] = out[1];
          gram[i1 * m + j] = gram[j * m + i1] = out[2];
          gram[i1 * m + j1] = gram[j1 * m + i1] = out[3];
        }
    }
  return TRUE;
}
