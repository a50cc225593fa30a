/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-linear.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

/* Multiplications that the walk may take: about a second. */
#define WALK_WORK 1e9

/* A basis: rank independent columns, and what the others are made of. */
typedef struct
{
  gsize *basic;    /* rank */
  gsize *nonbasic; /* dimension */
  double *value;   /* rank: β of the basic columns, the others are 0 */
  double *shift;   /* rank: how these move when the equations are shifted */
  double *alpha;   /* dimension × rank: column nonbasic[j] = Σ_i alpha_ji column basic[i] */
  double *matrix;  /* scratch */
  double *sides;   /* scratch */
  int *pivots;     /* scratch */
} Tableau;

static void
tableau_init (Tableau *self, gsize s, gsize rank, gsize k)
{
  gsize small = MIN (rank, k);

  self->basic = g_new0 (gsize, rank + 1);
  self->nonbasic = g_new0 (gsize, k + 1);
  self->value = g_new0 (double, rank + 1);
  self->shift = g_new0 (double, rank + 1);
  self->alpha = g_new0 (double, k *rank + 1);
  self->matrix = g_new0 (double, small *small + 1);
  self->sides = g_new0 (double, small *(s + 2) + 1);
  self->pivots = g_new0 (int, small + 1);
}

static void
tableau_clear (Tableau *self)
{
  g_free (self->basic);
  g_free (self->nonbasic);
  g_free (self->value);
  g_free (self->shift);
  g_free (self->alpha);
  g_free (self->matrix);
  g_free (self->sides);
  g_free (self->pivots);
}

/* Computes a basis afresh, so that nothing drifts, by whichever of its two square systems is the
 * smaller: the basic columns of the equations, or the other rows of the null space. @member: s,
 * which columns are basic. @shift: s, a point whose equations are the shift. FALSE when the columns
 * are dependent. */
static gboolean
tableau_fill (Tableau *self, const RscPolytope *polytope, const guint8 *member, const double *shift)
{
  gsize s = polytope->n_support;
  gsize k = polytope->dimension;
  gsize rank = polytope->rank;
  gsize n_basic = 0;
  gsize n_nonbasic = 0;

  for (gsize i = 0; i < s; i++)
    if (member[i])
      self->basic[n_basic++] = i;
    else
      self->nonbasic[n_nonbasic++] = i;
  g_assert (n_basic == rank && n_nonbasic == k);
  if (rank <= k)
    {
      int size = (int) rank;
      for (gsize j = 0; j < rank; j++)
        cblas_dcopy (size, polytope->rows + self->basic[j], (int) s, self->matrix + j * rank, 1);
      for (gsize j = 0; j < k; j++)
        cblas_dcopy (size, polytope->rows + self->nonbasic[j], (int) s, self->sides + j * rank, 1);
      memcpy (self->sides + k * rank, polytope->rhs, rank * sizeof (double));
      cblas_dgemv (CblasRowMajor, CblasNoTrans, size, (int) s, 1.0, polytope->rows, (int) s, shift,
                   1, 0.0, self->sides + (k + 1) * rank, 1);
      if (!rsc_linear_solve (rank, k + 2, self->matrix, self->sides, self->pivots))
        return FALSE;
      memcpy (self->alpha, self->sides, k * rank * sizeof (double));
      memcpy (self->value, self->sides + k * rank, rank * sizeof (double));
      memcpy (self->shift, self->sides + (k + 1) * rank, rank * sizeof (double));
      return TRUE;
    }
  /* Z the null space: β = centre + Z z with z = -Z_N⁻¹ centre_N, and column N_j = Σ alpha_ji column
   * B_i with alpha = -Z_B Z_N⁻¹. Transposed: Z_Nᵀ X = Z_Bᵀ. */
  for (gsize j = 0; j < k; j++)
    memcpy (self->matrix + j * k, polytope->null_basis + self->nonbasic[j] * k,
            k * sizeof (double));
  for (gsize i = 0; i < rank; i++)
    memcpy (self->sides + i * k, polytope->null_basis + self->basic[i] * k, k * sizeof (double));
  if (!rsc_linear_solve (k, rank, self->matrix, self->sides, self->pivots))
    return FALSE;
  for (gsize i = 0; i < rank; i++)
    {
      double value = polytope->centre[self->basic[i]];
      double moved = shift[self->basic[i]];
      for (gsize j = 0; j < k; j++)
        {
          double x = self->sides[i * k + j];
          self->alpha[j * rank + i] = -x;
          value -= x * polytope->centre[self->nonbasic[j]];
          moved -= x * shift[self->nonbasic[j]];
        }
      self->value[i] = value;
      self->shift[i] = moved;
    }
  return TRUE;
}

/* The row that leaves when column nonbasic[@j] enters: the first to reach zero; of several that
 * reach it together, the first under an infinitesimal shift of the equations, which no two rows
 * share. G_MAXSIZE when none does. *@length: what the entering column becomes. */
static gsize
tableau_leave (const Tableau *self, const RscPolytope *polytope, gsize j, double *length)
{
  gsize rank = polytope->rank;
  const double *alpha = self->alpha + j * rank;
  double least = G_MAXDOUBLE;
  double first = G_MAXDOUBLE;
  gsize leaving = G_MAXSIZE;

  for (gsize i = 0; i < rank; i++)
    if (alpha[i] > RSC_TOLERANCE_BASIS_PIVOT)
      {
        double value = self->value[i];
        value = value <= polytope->tolerance[self->basic[i]] ? 0.0 : value;
        least = MIN (least, value / alpha[i]);
      }
  if (least == G_MAXDOUBLE)
    return G_MAXSIZE;
  for (gsize i = 0; i < rank; i++)
    if (alpha[i] > RSC_TOLERANCE_BASIS_PIVOT
        && self->value[i] - least * alpha[i] <= polytope->tolerance[self->basic[i]]
        && self->shift[i] / alpha[i] < first)
      {
        first = self->shift[i] / alpha[i];
        leaving = i;
      }
  *length = least;
  return leaving;
}

/* Completes the columns in use at a vertex to a basis, by the column that is furthest from those
 * already there. */
static gboolean
complete_basis (const RscPolytope *self, const double *beta, guint8 *member)
{
  gsize s = self->n_support;
  gsize rank = self->rank;
  g_autofree double *left = g_new (double, s *rank + 1);
  gsize n_basic = 0;

  memset (member, 0, s);
  for (gsize i = 0; i < s; i++)
    cblas_dcopy ((int) rank, self->rows + i, (int) s, left + i * rank, 1);
  while (n_basic < rank)
    {
      double longest = 0.0;
      gsize next = s;
      for (int pass = 0; pass < 2 && next == s; pass++)
        for (gsize i = 0; i < s; i++)
          {
            double norm = cblas_dnrm2 ((int) rank, left + i * rank, 1);
            if (!member[i] && (pass == 1 || beta[i] > 0.0)
                && norm > longest * (1.0 + RSC_TOLERANCE_SYMMETRY))
              {
                longest = norm;
                next = i;
              }
          }
      if (next == s || !(longest > RSC_TOLERANCE_BASIS_PIVOT))
        return FALSE;
      member[next] = 1;
      n_basic++;
      double *q = left + next * rank;
      cblas_dscal ((int) rank, 1.0 / longest, q, 1);
      for (gsize i = 0; i < s; i++)
        if (!member[i])
          {
            double dot = cblas_ddot ((int) rank, q, 1, left + i * rank, 1);
            cblas_daxpy ((int) rank, -dot, q, 1, left + i * rank, 1);
          }
    }
  return TRUE;
}

/* A vertex of the set by a linear program, and a basis for it. *@found: both are exact. */
static gboolean
find_first_basis (const RscPolytope *self,
                  double *beta,
                  guint8 *member,
                  gboolean *found,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree double *cost = g_new0 (double, self->m);
  g_autofree double *start = g_new0 (double, self->m);

  cost[self->support[0]] = 1.0;
  if (!rsc_polytope_minimise (self, cost, NULL, start, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < self->n_support; i++)
    beta[i] = start[self->support[i]] / self->weight[i];
  *found = rsc_polytope_polish_vertex (self, beta) && complete_basis (self, beta, member);
  return TRUE;
}

/* Walks from basis to basis as the simplex method does. The equations are shifted by an
 * infinitesimal generic amount, so every basis has as many neighbours as the set has dimensions
 * however many walls meet at its vertex, and every vertex has a basis: the walk meets them all.
 * @visit is told each basis once, by its approximate vertex (scratch of its own), except those that
 * share the vertex of their predecessor; it returns FALSE to end the walk. @frontier: whether to
 * give up as soon as more bases are known than the budget allows to visit.
 *
 * FALSE with *@error only when cancelled or when no first vertex is found; *@complete is FALSE when
 * anything was unclear or the walk was ended. */
gboolean
rsc_polytope_walk_bases (const RscPolytope *self,
                         gboolean (*visit) (const RscPolytope *, double *, gpointer, gboolean *),
                         gpointer visit_data,
                         gboolean frontier,
                         gsize *bases_left,
                         gboolean *complete,
                         GCancellable *cancellable,
                         GError **error)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize rank = self->rank;
  gsize small = MIN (rank, k);
  double step_work = (double) (small * small) * (double) (s + small) + (double) (rank * k) + 5e3;
  double budget = WALK_WORK / step_work;
  gboolean going = FALSE;
  g_autofree double *next = g_new0 (double, s);
  g_autofree double *shift = g_new0 (double, s);
  g_autofree guint8 *member = g_new0 (guint8, s + 1);
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GPtrArray) bases = g_ptr_array_new (); /* borrowed from @seen */
  Tableau tableau;

  *complete = FALSE;
  if (!find_first_basis (self, next, member, &going, cancellable, error))
    return FALSE;
  if (!going)
    return TRUE;
  gsl_rng *rng = rsc_random_new (0);
  for (gsize i = 0; i < s; i++)
    {
      double amount = 1.0 + gsl_rng_uniform (rng);
      shift[i] = member[i] ? amount : 0.0;
    }
  gsl_rng_free (rng);
  GBytes *first = g_bytes_new (member, s);
  g_hash_table_add (seen, first);
  g_ptr_array_add (bases, first);
  *complete = TRUE;
  going = visit (self, next, visit_data, complete);
  tableau_init (&tableau, s, rank, k);
  for (guint at = 0; going && at < bases->len; at++)
    {
      if ((double) (frontier ? bases->len : at) > budget || (bases_left != NULL && *bases_left == 0)
          || g_cancellable_is_cancelled (cancellable))
        {
          going = FALSE;
          break;
        }
      memcpy (member, g_bytes_get_data (g_ptr_array_index (bases, at), NULL), s);
      gboolean clear = tableau_fill (&tableau, self, member, shift);
      for (gsize i = 0; i < rank && clear; i++)
        {
          double least = self->tolerance[tableau.basic[i]];
          clear = tableau.value[i] > least || (tableau.value[i] > -least && tableau.shift[i] > 0.0);
        }
      if (!clear)
        {
          *complete = FALSE;
          continue;
        }
      for (gsize j = 0; going && j < k; j++)
        {
          double length = 0.0;
          gsize entering = tableau.nonbasic[j];
          gsize leaving = tableau_leave (&tableau, self, j, &length);
          if (leaving == G_MAXSIZE)
            {
              *complete = FALSE;
              continue;
            }
          member[entering] = 1;
          member[tableau.basic[leaving]] = 0;
          g_autoptr (GBytes) key = g_bytes_new (member, s);
          member[entering] = 0;
          member[tableau.basic[leaving]] = 1;
          if (g_hash_table_contains (seen, key))
            continue;
          g_ptr_array_add (bases, key);
          g_hash_table_add (seen, g_steal_pointer (&key));
          if (bases_left != NULL && *bases_left > 0)
            --*bases_left;
          if (length == 0.0)
            continue; /* another basis of the same vertex */
          memset (next, 0, s * sizeof (double));
          for (gsize i = 0; i < rank; i++)
            next[tableau.basic[i]] = tableau.value[i] - length * tableau.alpha[j * rank + i];
          next[tableau.basic[leaving]] = 0.0;
          next[entering] = length;
          for (gsize i = 0; i < s; i++)
            if (next[i] <= self->tolerance[i])
              next[i] = 0.0;
          going = visit (self, next, visit_data, complete);
        }
    }
  tableau_clear (&tableau);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  *complete = *complete && going;
  return TRUE;
}
