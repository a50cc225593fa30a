/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-singular.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <string.h>

/* Rank of singular values in decreasing order: RSC_TOLERANCE_RANK, moved to the widest gap around
 * it when values lie close to it. */
static gsize
decide_rank (const double *s, gsize count)
{
  gsize rank = 0;
  gsize best;
  double best_gap = 0.0;

  if (count == 0 || !(s[0] > 0.0))
    return 0;
  while (rank < count && s[rank] > RSC_TOLERANCE_RANK * s[0])
    rank++;
  best = rank;
  for (gsize r = 1; r <= count; r++)
    {
      double above = s[r - 1] / s[0];
      double below = r < count ? MAX (s[r] / s[0], DBL_EPSILON) : DBL_EPSILON;
      gboolean around = above > RSC_TOLERANCE_RANK / RSC_TOLERANCE_RANK_DOUBT
                        && below < RSC_TOLERANCE_RANK * RSC_TOLERANCE_RANK_DOUBT;
      if (around && above / below > best_gap)
        {
          best_gap = above / below;
          best = r;
        }
    }
  return best_gap > 1.0 ? best : rank;
}

/* Right singular vectors of @a (n × m row-major): @v (m × m row-major, rows are the vectors) and
 * the numerical rank; the last m - rank rows span the null space. FALSE when LAPACK fails. */
gboolean
rsc_singular_find (gsize n, gsize m, const double *a, double *v, double *s_out, gsize *rank)
{
  gsize count = MIN (n, m);
  int rows = (int) m;
  int columns = (int) n;
  /* The most that the routine asks for with blocks of 32: asking it costs more than a small matrix
   * does. */
  int lwork = (int) (count * count + 3 * count + 64 * MAX (n, m) + 1);
  int one = 1;
  int info = 0;
  double unused = 0.0;
  g_autofree double *copy = g_memdup2 (a, n * m * sizeof (double));
  g_autofree double *s = g_new0 (double, count + 1);

  /* Row-major n × m is column-major m × n: the transpose, whose left vectors are wanted. */
  g_autofree double *work = g_new (double, lwork);
  dgesvd_ ("A", "N", &rows, &columns, copy, &rows, s, v, &rows, &unused, &one, work, &lwork, &info,
           1, 1);
  if (info != 0)
    return FALSE;
  *rank = decide_rank (s, count);
  if (s_out != NULL)
    memcpy (s_out, s, count * sizeof (double));
  return TRUE;
}
