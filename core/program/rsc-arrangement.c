/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-arrangement.h"

#include <float.h>
#include <glpk.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/program/rsc-cells.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"

struct _RscArrangement
{
  gatomicrefcount ref_count;

  RscPatternsKind kind;
  gsize n;
  gsize d;
  gsize n_words;
  gsize n_patterns;
  guint64 *patterns; /* n_patterns × n_words */

  double *gates; /* n_patterns × d; given or drawn */

  guint32 *order;
  guint32 *parent;

  /* All patterns only: the distinct hyperplanes in whitened coordinates g' with g = T g'. */
  gsize rank;
  gsize n_hyperplanes;
  double *normals;    /* n_hyperplanes × rank, unit rows */
  guint32 *first_row; /* of each hyperplane */
  double *back;       /* T, d × rank */
};

/* Rows or patterns handled between two looks at the cancellable: a few milliseconds at most. */
#define STEPS_PER_POLL 8192

static guint64
hash_words (const guint64 *words, gsize n_words)
{
  guint64 h = 0;

  for (gsize w = 0; w < n_words; w++)
    h = rsc_random_mix (h ^ words[w]);
  return h;
}

static RscArrangement *
arrangement_alloc (RscPatternsKind kind, gsize n, gsize d)
{
  RscArrangement *self = g_new0 (RscArrangement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->n = n;
  self->d = d;
  self->n_words = (n + 63) / 64;
  return self;
}

/* The pattern 1(X g >= 0) as rounding gives it: the one place where a gate is evaluated. */
static void
evaluate_gate (gsize n, gsize d, const double *x, const double *gate, guint64 *pattern)
{
  memset (pattern, 0, (n + 63) / 64 * sizeof (guint64));
  for (gsize i = 0; i < n; i++)
    {
      double dot = 0.0;

      for (gsize k = 0; k < d; k++)
        dot += x[i * d + k] * gate[k];
      if (dot >= 0.0)
        pattern[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
}

/* A set of equally long bit strings in the order of first appearance. */
typedef struct
{
  gsize n_words;
  gsize n_items;
  gsize n_allocated;
  guint64 *items;
  gsize n_slots;  /* a power of two */
  guint32 *slots; /* index + 1, 0 when free */
} PatternSet;

static void
pattern_set_init (PatternSet *set, gsize n_words)
{
  memset (set, 0, sizeof *set);
  set->n_words = n_words;
  set->n_allocated = 16;
  set->items = g_new (guint64, set->n_allocated * MAX (n_words, 1));
  set->n_slots = 64;
  set->slots = g_new0 (guint32, set->n_slots);
}

/* Polls: with hundreds of millions of patterns this takes seconds. */
static gboolean
pattern_set_grow_slots (PatternSet *set, GCancellable *cancellable, GError **error)
{
  g_free (set->slots);
  set->n_slots *= 2;
  set->slots = g_new0 (guint32, set->n_slots);
  for (gsize j = 0; j < set->n_items; j++)
    {
      gsize slot = hash_words (set->items + j * set->n_words, set->n_words) & (set->n_slots - 1);

      if (j % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      while (set->slots[slot] != 0)
        slot = (slot + 1) & (set->n_slots - 1);
      set->slots[slot] = (guint32) (j + 1);
    }
  return TRUE;
}

/* Whether the pattern is new. */
static gboolean
pattern_set_add (PatternSet *set, const guint64 *pattern)
{
  gsize bytes = set->n_words * sizeof (guint64);
  gsize slot = hash_words (pattern, set->n_words) & (set->n_slots - 1);

  for (; set->slots[slot] != 0; slot = (slot + 1) & (set->n_slots - 1))
    if (memcmp (set->items + (set->slots[slot] - 1) * set->n_words, pattern, bytes) == 0)
      return FALSE;

  if (set->n_items == set->n_allocated)
    {
      set->n_allocated *= 2;
      set->items = g_renew (guint64, set->items, set->n_allocated * MAX (set->n_words, 1));
    }
  memcpy (set->items + set->n_items * set->n_words, pattern, bytes);
  set->slots[slot] = (guint32) ++set->n_items;
  return TRUE;
}

/* Distinct patterns of gates that @next fills in one after the other. */
typedef void (*NextGateFunc) (gsize index, gsize d, double *gate, gpointer user_data);

static RscArrangement *
arrangement_new_from_func (RscPatternsKind kind,
                           gsize n,
                           gsize d,
                           const double *x,
                           gsize n_gates,
                           NextGateFunc next,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (RscArrangement) self = arrangement_alloc (kind, n, d);
  g_autofree guint64 *pattern = g_new (guint64, self->n_words);
  g_autofree double *gate = g_new (double, MAX (d, 1));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  gsize gates_per_poll = MAX ((gsize) 1, (gsize) 1000000 / MAX (n * d, (gsize) 1));
  PatternSet set;

  pattern_set_init (&set, self->n_words);
  for (gsize j = 0; j < n_gates; j++)
    {
      if ((j % gates_per_poll == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          || (2 * set.n_items >= set.n_slots && !pattern_set_grow_slots (&set, cancellable, error)))
        {
          g_free (set.items);
          g_free (set.slots);
          return NULL;
        }
      next (j, d, gate, user_data);
      evaluate_gate (n, d, x, gate, pattern);
      if (pattern_set_add (&set, pattern))
        g_array_append_vals (gates, gate, (guint) d);
    }
  g_free (set.slots);
  self->n_patterns = set.n_items;
  self->patterns = g_renew (guint64, set.items, set.n_items * set.n_words);
  self->gates = (double *) (gpointer) g_array_free (g_steal_pointer (&gates), FALSE);
  return g_steal_pointer (&self);
}

static void
next_given_gate (gsize index, gsize d, double *gate, gpointer user_data)
{
  const double *gates = user_data;

  memcpy (gate, gates + index * d, d * sizeof (double));
}

static void
next_drawn_gate (gsize index, gsize d, double *gate, gpointer user_data)
{
  for (gsize k = 0; k < d; k++)
    gate[k] = gsl_ran_gaussian_ziggurat (user_data, 1.0);
}

#define NO_HYPERPLANE G_MAXUINT32

/* Columns (directions) of the data shorter than this after the others are taken out are not there.
 */
#define RANK_TOLERANCE 1e-12

/* Patterns of more bytes than this in all are refused as too many. */
#define PATTERN_BYTES_MAX 2147483648.0

/* What is known of the rows before any cell is enumerated. */
typedef struct
{
  gsize rank;
  double *rows;   /* n × rank, unit rows, or zero rows */
  double *errors; /* n bounds on their rounding */
  double *back;   /* T, d × rank: a gate g' of the whitened rows is the gate T g' of the data */
  guint32 *hyperplane; /* n: number of its hyperplane, or NO_HYPERPLANE for a zero row */
  guint8 *opposite;    /* n: whether it points against the first row of its hyperplane */
  gsize n_hyperplanes;
  guint32 *first_row; /* n_hyperplanes */
} Hyperplanes;

static void
hyperplanes_clear (Hyperplanes *h)
{
  g_free (h->rows);
  g_free (h->errors);
  g_free (h->back);
  g_free (h->hyperplane);
  g_free (h->opposite);
  g_free (h->first_row);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hyperplanes, hyperplanes_clear)

/* Scales the rows and the columns of a (column-major) by powers of two, so without rounding, until
 * the largest entry of each is about 1: neither far-away points nor features in other units then
 * matter. Rows come first: a column scaled by its one far-away point would push all others onto
 * one hyperplane. @exponents: what the columns were multiplied by. */
static gboolean
equilibrate (gsize n, gsize d, double *a, int *exponents, GCancellable *cancellable, GError **error)
{
  g_autofree double *largest = g_new (double, n);

  for (int pass = 0; pass < 4; pass++)
    {
      memset (largest, 0, n * sizeof (double));
      for (gsize k = 0; k < d; k++)
        for (gsize i = 0; i < n; i++)
          largest[i] = fmax (largest[i], fabs (a[k * n + i]));
      for (gsize i = 0; i < n; i++)
        {
          int e;

          if (i % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          (void) frexp (largest[i], &e);
          if (largest[i] > 0.0 && e != 0)
            for (gsize k = 0; k < d; k++)
              a[k * n + i] = ldexp (a[k * n + i], -e);
        }
      for (gsize k = 0; k < d; k++)
        {
          double most = 0.0;
          int e;

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          for (gsize i = 0; i < n; i++)
            most = fmax (most, fabs (a[k * n + i]));
          (void) frexp (most, &e);
          if (most == 0.0 || e == 0)
            continue;
          for (gsize i = 0; i < n; i++)
            a[k * n + i] = ldexp (a[k * n + i], -e);
          exponents[k] -= e;
        }
    }
  return TRUE;
}

static double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* a -= c b */
static void
subtract (gsize n, double c, const double *b, double *a)
{
  for (gsize i = 0; i < n; i++)
    a[i] -= c * b[i];
}

static void
scale (gsize n, double c, double *a)
{
  for (gsize i = 0; i < n; i++)
    a[i] *= c;
}

/* Orthonormalises the columns by Gram-Schmidt with pivoting and reorthogonalisation; the rows of
 * the result, normalised, are the whitened normals of the hyperplanes. */
static gboolean
whiten (Hyperplanes *h,
        gsize n,
        gsize d,
        const double *x,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree double *a = g_new (double, n *MAX (d, 1));
  g_autofree double *t = g_new0 (double, d *MAX (d, 1)); /* column k: how a_k came from the data */
  g_autofree int *exponents = g_new0 (int, MAX (d, 1));
  g_autofree gsize *pivots = g_new (gsize, MAX (d, 1));
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (d, 1));
  double smallest = 1.0;
  double rounding;

  for (gsize k = 0; k < d; k++)
    for (gsize i = 0; i < n; i++)
      a[k * n + i] = x[i * d + k];
  if (!equilibrate (n, d, a, exponents, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double square = 0.0;

      for (gsize k = 0; k < d; k++)
        square += a[k * n + i] * a[k * n + i];
      if (square > 0.0)
        for (gsize k = 0; k < d; k++)
          a[k * n + i] /= sqrt (square);
    }
  for (gsize k = 0; k < d; k++)
    {
      double length = sqrt (dot (n, a + k * n, a + k * n));

      if (length > 0.0)
        scale (n, 1.0 / length, a + k * n);
      t[k * d + k] = length > 0.0 ? ldexp (1.0 / length, exponents[k]) : 0.0;
    }

  for (h->rank = 0; h->rank < d; h->rank++)
    {
      gsize best = d;
      double best_square = 0.0;
      double length;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize k = 0; k < d; k++)
        {
          double square = taken[k] ? 0.0 : dot (n, a + k * n, a + k * n);

          if (square > best_square)
            {
              best = k;
              best_square = square;
            }
        }
      if (best == d || sqrt (best_square) <= RANK_TOLERANCE)
        break;
      smallest = fmin (smallest, sqrt (best_square));
      for (gsize q = 0; q < h->rank; q++)
        {
          double c = dot (n, a + pivots[q] * n, a + best * n);

          subtract (n, c, a + pivots[q] * n, a + best * n);
          subtract (d, c, t + pivots[q] * d, t + best * d);
        }
      length = sqrt (dot (n, a + best * n, a + best * n));
      scale (n, 1.0 / length, a + best * n);
      scale (d, 1.0 / length, t + best * d);
      taken[best] = TRUE;
      pivots[h->rank] = best;
      for (gsize k = 0; k < d; k++)
        if (!taken[k])
          {
            double c = dot (n, a + best * n, a + k * n);

            if (g_cancellable_set_error_if_cancelled (cancellable, error))
              return FALSE;
            subtract (n, c, a + best * n, a + k * n);
            subtract (d, c, t + best * d, t + k * d);
          }
    }

  rounding = 4.0 * DBL_EPSILON / smallest;
  h->rows = g_new (double, n *MAX (h->rank, 1));
  h->errors = g_new (double, n);
  h->back = g_new (double, d *MAX (h->rank, 1));
  for (gsize q = 0; q < h->rank; q++)
    {
      for (gsize i = 0; i < n; i++)
        h->rows[i * h->rank + q] = a[pivots[q] * n + i];
      for (gsize k = 0; k < d; k++)
        h->back[k * h->rank + q] = t[pivots[q] * d + k];
    }
  for (gsize i = 0; i < n; i++)
    {
      double *row = h->rows + i * h->rank;
      double length = sqrt (dot (h->rank, row, row));

      h->errors[i] = rounding * fmax (1.0, 1.0 / (sqrt ((double) n) * fmax (length, DBL_MIN)));
      if (length > RSC_TOLERANCE_HYPERPLANE / sqrt ((double) n))
        scale (h->rank, 1.0 / length, row);
      else
        memset (row, 0, h->rank * sizeof (double));
    }
  return TRUE;
}

typedef struct
{
  double key;
  guint32 row;
} KeyedRow;

static int
compare_keyed_rows (const void *a, const void *b, gpointer user_data G_GNUC_UNUSED)
{
  const KeyedRow *p = a;
  const KeyedRow *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return (p->row > q->row) - (p->row < q->row);
}

/* Joins the rows on the same hyperplane. Rows that are close have close |q^T u| for any unit u, so
 * only neighbours in that order are compared. Hyperplanes are numbered by their first rows. */
static gboolean
join_rows (Hyperplanes *h, gsize n, GCancellable *cancellable, GError **error)
{
  gsize r = h->rank;
  g_autofree double *u = g_new (double, MAX (r, 1));
  g_autofree KeyedRow *sorted = g_new (KeyedRow, n);
  g_autofree KeyedRow *seen = g_new (KeyedRow, n); /* one for each hyperplane so far */
  g_autofree guint32 *owner = g_new (guint32, n);
  g_autofree guint32 *smallest = g_new (guint32, n);
  g_autofree guint32 *number = g_new (guint32, n);
  gsize n_sorted = 0;
  gsize n_seen = 0;
  double widest = 0.0;
  double length;

  for (gsize k = 0; k < r; k++)
    u[k] = (double) (rsc_random_mix (k) >> 11) / 9007199254740992.0 - 0.5;
  length = sqrt (dot (r, u, u));
  for (gsize i = 0; i < n; i++)
    {
      const double *row = h->rows + i * r;

      owner[i] = NO_HYPERPLANE;
      if (dot (r, row, row) == 0.0)
        continue;
      sorted[n_sorted].key = fabs (dot (r, row, u)) / length;
      sorted[n_sorted++].row = (guint32) i;
      widest = fmax (widest, h->errors[i]);
    }
  widest = fmax (RSC_TOLERANCE_HYPERPLANE, 8.0 * widest) + 8.0 * DBL_EPSILON;
  if (!rsc_sort (sorted, n_sorted, sizeof (KeyedRow), compare_keyed_rows, NULL, cancellable, error))
    return FALSE;

  for (gsize p = 0; p < n_sorted; p++)
    {
      guint32 i = sorted[p].row;
      const double *a = h->rows + (gsize) i * r;

      if (p % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize s = n_seen; s-- > 0 && sorted[p].key - seen[s].key <= widest;)
        {
          const double *b = h->rows + (gsize) seen[s].row * r;
          double tolerance =
            fmax (RSC_TOLERANCE_HYPERPLANE, 4.0 * (h->errors[i] + h->errors[seen[s].row]));
          double sign = dot (r, a, b) < 0.0 ? -1.0 : 1.0;
          double square = 0.0;

          for (gsize k = 0; k < r; k++)
            square += (a[k] - sign * b[k]) * (a[k] - sign * b[k]);
          if (sqrt (square) <= tolerance)
            {
              owner[i] = (guint32) s;
              smallest[s] = MIN (smallest[s], i);
              break;
            }
        }
      if (owner[i] == NO_HYPERPLANE)
        {
          owner[i] = (guint32) n_seen;
          smallest[n_seen] = i;
          seen[n_seen++] = sorted[p];
        }
    }

  h->n_hyperplanes = 0;
  h->first_row = g_new (guint32, MAX (n_seen, 1));
  h->hyperplane = g_new (guint32, n);
  h->opposite = g_new0 (guint8, n);
  for (gsize i = 0; i < n; i++)
    {
      h->hyperplane[i] = NO_HYPERPLANE;
      if (owner[i] == NO_HYPERPLANE)
        continue;
      if (smallest[owner[i]] == i)
        {
          number[owner[i]] = (guint32) h->n_hyperplanes;
          h->first_row[h->n_hyperplanes++] = (guint32) i;
        }
      h->hyperplane[i] = number[owner[i]];
      h->opposite[i] = dot (r, h->rows + i * r, h->rows + (gsize) smallest[owner[i]] * r) < 0.0;
    }
  return TRUE;
}

/* 463000 as "463,000", whatever the locale; large numbers as 1.2e+30. */
static char *
format_count (double count)
{
  GString *string;

  if (isinf (count))
    return g_strdup ("more than 1e+300");
  if (count >= 1e15)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.2e", count));
    }
  string = g_string_new (NULL);
  g_string_printf (string, "%.0f", count);
  for (gssize at = (gssize) string->len - 3; at > 0; at -= 3)
    g_string_insert_c (string, at, ',');
  return g_string_free (string, FALSE);
}

static gboolean
check_limit (gsize n, const Hyperplanes *h, gsize limit, GError **error)
{
  double count = rsc_cells_count_general (h->n_hyperplanes, h->rank);
  double bytes = count * 8.0 * (double) ((n + 63) / 64 + (h->n_hyperplanes + 63) / 64);
  g_autofree char *count_text = format_count (count);

  if (count > (double) MIN (limit, (gsize) G_MAXINT32))
    {
      g_autofree char *limit_text = format_count ((double) limit);

      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   "%" G_GSIZE_FORMAT " points in %" G_GSIZE_FORMAT
                   " dimensions have up to %s activation patterns, more than the limit of %s; "
                   "sample them instead (--patterns N).",
                   h->n_hyperplanes, h->rank, count_text, limit_text);
      return FALSE;
    }
  if (bytes > PATTERN_BYTES_MAX)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   "The up to %s activation patterns of %" G_GSIZE_FORMAT
                   " points take %.1f GB, more than the limit of %.1f GB; "
                   "sample them instead (--patterns N).",
                   count_text, n, bytes / 1e9, PATTERN_BYTES_MAX / 1e9);
      return FALSE;
    }
  return TRUE;
}

static int
compare_patterns (const void *a, const void *b, gpointer n_words)
{
  const guint64 *p = *(const guint64 *const *) a;
  const guint64 *q = *(const guint64 *const *) b;

  for (gsize w = 0; w < GPOINTER_TO_SIZE (n_words); w++)
    if (p[w] != q[w])
      return p[w] < q[w] ? -1 : 1;
  return 0;
}

/* Breadth-first order of the tree of @cells, in the numbers of the sorted patterns. */
static gboolean
build_walk (RscArrangement *self,
            const RscCells *cells,
            const guint32 *rank_of,
            GCancellable *cancellable,
            GError **error)
{
  gsize n_patterns = self->n_patterns;
  g_autofree guint32 *start = g_new0 (guint32, n_patterns + 2);
  g_autofree guint32 *neighbours = g_new (guint32, 2 * n_patterns);
  gsize n_done = 1;

  self->order = g_new (guint32, n_patterns);
  self->parent = g_new (guint32, n_patterns);
  for (gsize e = 0; e < 2 * (n_patterns - 1); e++)
    {
      if (e % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      start[rank_of[cells->edges[e]] + 2]++;
    }
  for (gsize j = 2; j < n_patterns + 2; j++)
    start[j] += start[j - 1];
  for (gsize e = 0; e < 2 * (n_patterns - 1); e++)
    {
      if (e % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      neighbours[start[rank_of[cells->edges[e]] + 1]++] = rank_of[cells->edges[e ^ 1]];
    }

  self->order[0] = 0;
  self->parent[0] = 0;
  for (gsize k = 0; k < n_done; k++)
    {
      if (k % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint32 e = start[self->order[k]]; e < start[self->order[k] + 1]; e++)
        if (neighbours[e] != self->parent[k])
          {
            self->order[n_done] = neighbours[e];
            self->parent[n_done++] = self->order[k];
          }
    }
  g_assert (n_done == n_patterns);
  return TRUE;
}

/* Patterns of the rows from the cells of the distinct hyperplanes, in increasing order of their
 * words, so that the order does not depend on rounding. */
static gboolean
expand_cells (RscArrangement *self,
              const Hyperplanes *h,
              const RscCells *cells,
              GCancellable *cancellable,
              GError **error)
{
  gsize cells_per_poll = MAX ((gsize) 1, (gsize) 1000000 / self->n);
  gsize n_words = self->n_words;
  gsize n_patterns = cells->n_cells;
  g_autofree guint64 *raw = g_new0 (guint64, n_patterns * n_words);
  g_autofree const guint64 **pointers = g_new (const guint64 *, n_patterns);
  g_autofree guint32 *rank_of = g_new (guint32, n_patterns);

  for (gsize c = 0; c < n_patterns; c++)
    {
      const guint64 *bits = cells->bits + c * cells->n_words;
      guint64 *pattern = raw + c * n_words;

      if (c % cells_per_poll == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize i = 0; i < self->n; i++)
        {
          guint64 bit = 1;

          if (h->hyperplane[i] != NO_HYPERPLANE)
            bit = (guint64) rsc_pattern_is_active (bits, h->hyperplane[i]) ^ h->opposite[i];
          pattern[i / 64] |= bit << (i % 64);
        }
      pointers[c] = pattern;
    }
  if (!rsc_sort (pointers, n_patterns, sizeof (guint64 *), compare_patterns,
                 GSIZE_TO_POINTER (n_words), cancellable, error))
    return FALSE;

  self->n_patterns = n_patterns;
  self->patterns = g_new (guint64, n_patterns * n_words);
  for (gsize j = 0; j < n_patterns; j++)
    {
      if (j % cells_per_poll == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      memcpy (self->patterns + j * n_words, pointers[j], n_words * sizeof (guint64));
      rank_of[(gsize) (pointers[j] - raw) / n_words] = (guint32) j;
    }
  return build_walk (self, cells, rank_of, cancellable, error);
}

static void
fill_single_pattern (RscArrangement *self)
{
  self->n_patterns = 1;
  self->patterns = g_new0 (guint64, self->n_words);
  for (gsize i = 0; i < self->n; i++)
    self->patterns[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
  self->order = g_new0 (guint32, 1);
  self->parent = g_new0 (guint32, 1);
}

/* The point with signs @signs (rows a_i of @normals times ±1) and margin 1 that is nearest to the
 * origin: min ||g||² s.t. s_i a_i^T g >= 1, by non-negative least squares on its dual (Lawson and
 * Hanson's least distance programming). Returns FALSE when rounding stops it. */
static gboolean
least_distance (gsize m, gsize r, const double *signed_normals, double *g)
{
  g_autofree double *u = g_new0 (double, m);
  g_autofree gsize *passive = g_new (gsize, r + 2);
  g_autofree double *residual = g_new0 (double, r + 1); /* f - E u, E = [A^T; 1^T] */
  gsize n_passive = 0;
  double sum;

  residual[r] = 1.0;
  for (gsize iteration = 0; iteration < 10 * (m + r) + 100; iteration++)
    {
      gsize best = m;
      double best_gradient = 1e-13;

      for (gsize i = 0; i < m; i++)
        {
          double gradient = residual[r] + dot (r, signed_normals + i * r, residual);
          gboolean is_passive = FALSE;

          for (gsize k = 0; k < n_passive; k++)
            is_passive = is_passive || passive[k] == i;
          if (!is_passive && gradient > best_gradient)
            {
              best = i;
              best_gradient = gradient;
            }
        }
      if (best == m || n_passive > r)
        break;
      passive[n_passive++] = best;

      for (gboolean feasible = FALSE; !feasible && n_passive > 0;)
        {
          gsl_matrix *e = gsl_matrix_alloc (r + 1, n_passive);
          gsl_vector *tau = gsl_vector_alloc (n_passive);
          gsl_vector *f = gsl_vector_calloc (r + 1);
          gsl_vector *solution = gsl_vector_alloc (n_passive);
          gsl_vector *rest = gsl_vector_alloc (r + 1);
          double step = 1.0;

          for (gsize k = 0; k < n_passive; k++)
            {
              for (gsize l = 0; l < r; l++)
                gsl_matrix_set (e, l, k, signed_normals[passive[k] * r + l]);
              gsl_matrix_set (e, r, k, 1.0);
            }
          gsl_vector_set (f, r, 1.0);
          gsl_linalg_QR_decomp (e, tau);
          gsl_linalg_QR_lssolve (e, tau, f, solution, rest);

          feasible = TRUE;
          for (gsize k = 0; k < n_passive; k++)
            if (!(gsl_vector_get (solution, k) > 0.0))
              {
                double from = u[passive[k]];

                feasible = FALSE;
                step = fmin (step, from / (from - gsl_vector_get (solution, k)));
              }
          for (gsize k = 0; k < n_passive; k++)
            u[passive[k]] += step * (gsl_vector_get (solution, k) - u[passive[k]]);
          for (gsize l = 0; l <= r; l++)
            residual[l] = gsl_vector_get (rest, l);
          if (!feasible)
            {
              gsize kept = 0;

              for (gsize k = 0; k < n_passive; k++)
                {
                  if (u[passive[k]] > 1e-15)
                    passive[kept++] = passive[k];
                  else
                    u[passive[k]] = 0.0;
                }
              if (kept == n_passive)
                kept--;
              n_passive = kept;
            }
          gsl_matrix_free (e);
          gsl_vector_free (tau);
          gsl_vector_free (f);
          gsl_vector_free (solution);
          gsl_vector_free (rest);
        }
    }

  sum = residual[r];
  if (!(sum > 0.0))
    return FALSE;
  for (gsize l = 0; l < r; l++)
    g[l] = -residual[l] / sum;
  return TRUE;
}

/* The same cell's point with the largest margin in the unit box, by the simplex method. */
static gboolean
largest_margin (gsize m, gsize r, const double *signed_normals, double *g)
{
  glp_prob *lp;
  g_autofree int *columns = g_new (int, r + 2);
  g_autofree double *values = g_new (double, r + 2);
  glp_smcp settings;
  gboolean ok;

  rsc_lp_lock ();
  lp = glp_create_prob ();
  glp_init_smcp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  glp_set_obj_dir (lp, GLP_MAX);
  glp_add_cols (lp, (int) r + 1);
  for (gsize l = 1; l <= r; l++)
    glp_set_col_bnds (lp, (int) l, GLP_DB, -1.0, 1.0);
  glp_set_col_bnds (lp, (int) r + 1, GLP_DB, 0.0, 1.0);
  glp_set_obj_coef (lp, (int) r + 1, 1.0);
  glp_add_rows (lp, (int) m);
  for (gsize i = 0; i < m; i++)
    {
      for (gsize l = 0; l < r; l++)
        {
          columns[l + 1] = (int) l + 1;
          values[l + 1] = signed_normals[i * r + l];
        }
      columns[r + 1] = (int) r + 1;
      values[r + 1] = -1.0;
      glp_set_row_bnds (lp, (int) i + 1, GLP_LO, 0.0, 0.0);
      glp_set_mat_row (lp, (int) i + 1, (int) r + 1, columns, values);
    }
  ok = glp_simplex (lp, &settings) == 0 && glp_get_status (lp) == GLP_OPT;
  for (gsize l = 0; l < r && ok; l++)
    g[l] = glp_get_col_prim (lp, (int) l + 1);
  glp_delete_prob (lp);
  glp_free_env ();
  rsc_lp_unlock ();
  return ok;
}

static gboolean
gate_reproduces (const RscArrangement *self,
                 const double *x,
                 gsize j,
                 const double *whitened,
                 double *gate)
{
  g_autofree guint64 *pattern = g_new (guint64, self->n_words);

  for (gsize k = 0; k < self->d; k++)
    gate[k] = dot (self->rank, self->back + k * self->rank, whitened);
  evaluate_gate (self->n, self->d, x, gate, pattern);
  return memcmp (pattern, self->patterns + j * self->n_words, self->n_words * sizeof (guint64))
         == 0;
}

RscArrangement *
rsc_arrangement_new_all (gsize n,
                         gsize d,
                         const double *x,
                         gsize limit,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (RscArrangement) self = NULL;
  g_autoptr (RscCells) cells = NULL;
  g_auto (Hyperplanes) h = { 0 };
  g_autofree double *errors = NULL;
  gsize m;

  g_return_val_if_fail (n > 0 && n < G_MAXUINT32, NULL);
  g_return_val_if_fail (x != NULL || d == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!whiten (&h, n, d, x, cancellable, error) || !join_rows (&h, n, cancellable, error)
      || !check_limit (n, &h, limit, error))
    return NULL;

  self = arrangement_alloc (RSC_PATTERNS_ALL, n, d);
  self->rank = h.rank;
  self->n_hyperplanes = m = h.n_hyperplanes;
  if (m == 0)
    {
      self->rank = 0;
      fill_single_pattern (self);
      return g_steal_pointer (&self);
    }

  self->normals = g_new (double, m *h.rank);
  errors = g_new (double, m);
  for (gsize i = 0; i < m; i++)
    {
      memcpy (self->normals + i * h.rank, h.rows + (gsize) h.first_row[i] * h.rank,
              h.rank * sizeof (double));
      errors[i] = h.errors[h.first_row[i]];
    }
  cells = rsc_cells_enumerate (m, h.rank, self->normals, errors, cancellable, error);
  if (cells == NULL)
    return NULL;

  if (!expand_cells (self, &h, cells, cancellable, error))
    return NULL;
  self->back = g_steal_pointer (&h.back);
  self->first_row = g_steal_pointer (&h.first_row);
  return g_steal_pointer (&self);
}

RscArrangement *
rsc_arrangement_new_sampled (gsize n,
                             gsize d,
                             const double *x,
                             gsize n_samples,
                             guint64 seed,
                             GCancellable *cancellable,
                             GError **error)
{
  RscArrangement *self;
  gsl_rng *rng;

  g_return_val_if_fail (n > 0, NULL);
  g_return_val_if_fail (x != NULL || d == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_samples == 0 || n_samples >= G_MAXUINT32)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The number of sampled patterns must lie between 1 and %u.", G_MAXUINT32 - 1);
      return NULL;
    }

  rng = rsc_random_new (seed);
  self = arrangement_new_from_func (RSC_PATTERNS_SAMPLED, n, d, x, n_samples, next_drawn_gate, rng,
                                    cancellable, error);
  gsl_rng_free (rng);
  return self;
}

RscArrangement *
rsc_arrangement_new_from_gates (gsize n,
                                gsize d,
                                const double *x,
                                gsize n_gates,
                                const double *gates,
                                GError **error)
{
  g_return_val_if_fail (n > 0, NULL);
  g_return_val_if_fail (x != NULL || d == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_gates == 0 || n_gates >= G_MAXUINT32)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The number of gates must lie between 1 and %u.", G_MAXUINT32 - 1);
      return NULL;
    }
  for (gsize k = 0; k < n_gates * d; k++)
    if (!isfinite (gates[k]))
      {
        g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                     "Gate %" G_GSIZE_FORMAT " has a value that is not finite.", k / d + 1);
        return NULL;
      }
  return arrangement_new_from_func (RSC_PATTERNS_GATES, n, d, x, n_gates, next_given_gate,
                                    (gpointer) gates, NULL, error);
}

RscArrangement *
rsc_arrangement_ref (RscArrangement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_arrangement_unref (RscArrangement *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->patterns);
  g_free (self->gates);
  g_free (self->order);
  g_free (self->parent);
  g_free (self->normals);
  g_free (self->first_row);
  g_free (self->back);
  g_free (self);
}

RscPatternsKind
rsc_arrangement_get_kind (const RscArrangement *self)
{
  return self->kind;
}

gsize
rsc_arrangement_get_n (const RscArrangement *self)
{
  return self->n;
}

gsize
rsc_arrangement_get_d (const RscArrangement *self)
{
  return self->d;
}

gsize
rsc_arrangement_get_n_patterns (const RscArrangement *self)
{
  return self->n_patterns;
}

gsize
rsc_arrangement_get_n_words (const RscArrangement *self)
{
  return self->n_words;
}

const guint64 *
rsc_arrangement_get_pattern (const RscArrangement *self, gsize j)
{
  g_return_val_if_fail (j < self->n_patterns, NULL);

  return self->patterns + j * self->n_words;
}

char *
rsc_arrangement_dup_pattern_string (const RscArrangement *self, gsize j)
{
  const guint64 *pattern;
  char *string;

  g_return_val_if_fail (j < self->n_patterns, NULL);

  pattern = self->patterns + j * self->n_words;
  string = g_new (char, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    string[i] = rsc_pattern_is_active (pattern, i) ? '1' : '0';
  string[self->n] = '\0';
  return string;
}

const guint32 *
rsc_arrangement_get_walk (const RscArrangement *self, const guint32 **parent)
{
  if (parent != NULL)
    *parent = self->parent;
  return self->order;
}

gboolean
rsc_arrangement_get_gate (const RscArrangement *self,
                          const double *x,
                          gsize j,
                          double *gate,
                          GError **error)
{
  gsize m = self->n_hyperplanes;
  gsize r = self->rank;
  g_autofree double *signed_normals = NULL;
  g_autofree double *whitened = NULL;

  g_return_val_if_fail (j < self->n_patterns, FALSE);
  g_return_val_if_fail (gate != NULL, FALSE);

  if (self->kind != RSC_PATTERNS_ALL)
    {
      if (self->d > 0)
        memcpy (gate, self->gates + j * self->d, self->d * sizeof (double));
      return TRUE;
    }
  if (m == 0)
    {
      for (gsize k = 0; k < self->d; k++)
        gate[k] = 0.0;
      return TRUE;
    }

  signed_normals = g_new (double, m *r);
  whitened = g_new (double, r);
  for (gsize i = 0; i < m; i++)
    {
      const guint64 *pattern = self->patterns + j * self->n_words;
      double sign = rsc_pattern_is_active (pattern, self->first_row[i]) ? 1.0 : -1.0;

      for (gsize l = 0; l < r; l++)
        signed_normals[i * r + l] = sign * self->normals[i * r + l];
    }
  if ((least_distance (m, r, signed_normals, whitened)
       && gate_reproduces (self, x, j, whitened, gate))
      || (largest_margin (m, r, signed_normals, whitened)
          && gate_reproduces (self, x, j, whitened, gate)))
    return TRUE;

  g_set_error (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
               "Activation pattern %" G_GSIZE_FORMAT " is too narrow to find a gate inside it.",
               j + 1);
  return FALSE;
}
