/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-arrangement-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-cells.h"
#include "core/program/rsc-hyperplanes.h"
#include "core/program/rsc-inside.h"

/* Rows or patterns handled between two looks at the cancellable: a few milliseconds at most. */
#define STEPS_PER_POLL 8192

/* What patterns may take in all where nothing else is said: 2 GB. */
#define BYTES_MAX 2147483648.0

RscArrangement *
rsc_arrangement_alloc (RscPatternsKind kind, gsize n, gsize d)
{
  RscArrangement *self = g_new0 (RscArrangement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->n = n;
  self->d = d;
  self->n_words = (n + 63) / 64;
  return self;
}

gboolean
rsc_arrangement_check_size (gsize d, GError **error)
{
  if (d <= RSC_DIMENSION_MAX)
    return TRUE;
  g_set_error (
    error, RSC_ERROR, RSC_ERROR_LIMIT,
    _ ("%zu features, the bias included, are more than the %d that can be computed with."), d,
    RSC_DIMENSION_MAX);
  return FALSE;
}

void
rsc_arrangement_evaluate_gate (gsize n,
                               gsize d,
                               const double *x,
                               const double *gate,
                               guint64 *pattern)
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

/* 463000 as "463,000", whatever the locale; large numbers as 1.2×10³⁰. */
static char *
format_count (double count)
{
  GString *string;

  if (isinf (count))
    return g_strdup (_ ("more than 10³⁰⁰"));
  if (count >= 1e15)
    return rsc_number_words_dup (count, 3);
  string = g_string_new (NULL);
  g_string_printf (string, "%" G_GUINT64_FORMAT, (guint64) (count + 0.5));
  for (gssize at = (gssize) string->len - 3; at > 0; at -= 3)
    g_string_insert_c (string, at, ',');
  return g_string_free (string, FALSE);
}

/* The largest rank that can have at most @limit patterns: independent rows alone have 2^rank. */
static gsize
get_rank_max (gsize limit)
{
  gsize rank = 0;

  while (rank < 31 && (gsize) 1 << (rank + 1) <= limit)
    rank++;
  return rank;
}

double
rsc_arrangement_count_bytes (gsize n, gsize d, double n_patterns)
{
  const double words = ceil ((double) n / 64.0);

  /* Bits four times: as cells, and as patterns before and after they are sorted. Products of two
   * blocks each, where they were, how they hang together. */
  return n_patterns * (32.0 * words + 48.0 * (double) d + 200.0);
}

double
rsc_arrangement_get_bytes_max (gsize bytes_max)
{
  return bytes_max > 0 ? (double) bytes_max : BYTES_MAX;
}

static gboolean
check_limit (gsize n,
             gsize d,
             const RscHyperplanes *h,
             gsize limit,
             gsize bytes_max,
             GError **error)
{
  if (h->rank > get_rank_max (limit))
    {
      g_autofree char *least = format_count (ldexp (1.0, (int) h->rank));
      g_autofree char *limit_text = format_count ((double) limit);

      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   _ ("%zu points in %zu dimensions have at least %s activation patterns, more "
                      "than the limit of %s; "
                      "sample them instead (--patterns N)."),
                   n, d, least, limit_text);
      return FALSE;
    }

  double count = rsc_cells_count_general (h->n_hyperplanes, h->rank);
  const double bytes = rsc_arrangement_count_bytes (n, d, count);
  const double most = rsc_arrangement_get_bytes_max (bytes_max);
  g_autofree char *count_text = format_count (count);

  if (count > (double) MIN (limit, (gsize) G_MAXINT32))
    {
      g_autofree char *limit_text = format_count ((double) limit);

      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   _ ("%zu points in %zu dimensions have up to %s activation patterns, more than "
                      "the limit of %s; "
                      "sample them instead (--patterns N)."),
                   h->n_hyperplanes, h->rank, count_text, limit_text);
      return FALSE;
    }
  if (bytes > most)
    {
      g_autofree char *needed = rsc_number_words_dup (bytes / 1e9, 2);
      g_autofree char *most_text = rsc_number_words_dup (most / 1e9, 2);

      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   _ ("The up to %s activation patterns of %zu points take %s GB, more than the "
                      "limit of %s GB; "
                      "sample them instead (--patterns N), or allow more (--memory)."),
                   count_text, n, needed, most_text);
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
              const RscHyperplanes *h,
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

          if (h->hyperplane[i] != RSC_NO_HYPERPLANE)
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

static gboolean
is_gate (const RscArrangement *self, const double *x, gsize j, const double *gate)
{
  g_autofree guint64 *pattern = g_new (guint64, self->n_words);

  rsc_arrangement_evaluate_gate (self->n, self->d, x, gate, pattern);
  return memcmp (pattern, self->patterns + j * self->n_words, self->n_words * sizeof (guint64))
         == 0;
}

static gboolean
gate_reproduces (const RscArrangement *self,
                 const double *x,
                 gsize j,
                 const double *whitened,
                 double *gate)
{
  for (gsize k = 0; k < self->d; k++)
    gate[k] = rsc_gram_dot_short (self->rank, self->back + k * self->rank, whitened);
  return is_gate (self, x, j, gate);
}

/* A gate in a cell that whitening left no digits of, from the data themselves. */
static gboolean
find_narrow_gate (const RscArrangement *self, const double *x, gsize j, double *gate)
{
  const gsize m = self->n_hyperplanes, d = self->d;
  const guint64 *pattern = self->patterns + j * self->n_words;
  g_autofree double *rows = g_new (double, m *d);

  for (gsize i = 0; i < m; i++)
    for (gsize k = 0; k < d; k++)
      rows[i * d + k] = rsc_pattern_is_active (pattern, self->first_row[i])
                          ? x[self->first_row[i] * d + k]
                          : -x[self->first_row[i] * d + k];
  return rsc_inside_narrow (m, d, rows, gate) && is_gate (self, x, j, gate);
}

/* The same from all rows, unit length or 0, where the hyperplanes are not known. */
static gboolean
find_gate_of_rows (const RscArrangement *self, const double *x, gsize j, double *gate)
{
  const gsize n = self->n, d = self->d;
  const guint64 *pattern = self->patterns + j * self->n_words;
  g_autofree double *rows = g_new (double, n *d + 1);
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    {
      double length = 0.0;

      for (gsize k = 0; k < d; k++)
        length = hypot (length, x[i * d + k]);
      if (!(length > 0.0))
        continue;
      if (!rsc_pattern_is_active (pattern, i))
        length = -length;
      for (gsize k = 0; k < d; k++)
        rows[m * d + k] = x[i * d + k] / length;
      m++;
    }
  if (m == 0)
    {
      memset (gate, 0, d * sizeof (double));
      return TRUE;
    }
  return (rsc_inside_least_distance (m, d, rows, gate) && is_gate (self, x, j, gate))
         || (rsc_inside_largest_margin (m, d, rows, gate) && is_gate (self, x, j, gate));
}

static void
set_too_narrow (gsize j, GError **error)
{
  g_set_error (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
               _ ("Activation pattern %zu is too narrow to find a gate inside it."), j + 1);
}

RscArrangement *
rsc_arrangement_new_all_within (gsize n,
                                gsize d,
                                const double *x,
                                gsize limit,
                                gsize bytes_max,
                                RscProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (RscArrangement) self = NULL;
  g_autoptr (RscCells) cells = NULL;
  g_auto (RscHyperplanes) h = { 0 };
  g_autofree double *errors = NULL;
  gsize m;

  g_return_val_if_fail (n > 0 && n < G_MAXUINT32, NULL);
  g_return_val_if_fail (x != NULL || d == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!rsc_arrangement_check_size (d, error)
      || !rsc_hyperplanes_init (&h, n, d, x, get_rank_max (limit), cancellable, error)
      || !check_limit (n, d, &h, limit, bytes_max, error))
    return NULL;

  self = rsc_arrangement_alloc (RSC_PATTERNS_ALL, n, d);
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
  cells = rsc_cells_enumerate (m, h.rank, self->normals, errors, h.exact, h.first_row, progress,
                               progress_data, cancellable, error);
  if (cells == NULL)
    return NULL;

  if (!expand_cells (self, &h, cells, cancellable, error))
    return NULL;
  self->back = g_steal_pointer (&h.back);
  self->first_row = g_steal_pointer (&h.first_row);
  return g_steal_pointer (&self);
}

RscArrangement *
rsc_arrangement_new_priced (gsize n, gsize d, const RscPatternSet *patterns)
{
  RscArrangement *self;

  g_return_val_if_fail (n > 0, NULL);
  g_return_val_if_fail (patterns->n_words == (n + 63) / 64, NULL);

  self = rsc_arrangement_alloc (RSC_PATTERNS_PRICED, n, d);
  self->n_patterns = patterns->n_items;
  self->patterns =
    g_memdup2 (patterns->items, patterns->n_items * patterns->n_words * sizeof (guint64));
  return self;
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

gsize
rsc_arrangement_find_pattern (const RscArrangement *self, const guint64 *pattern)
{
  for (gsize j = 0; j < self->n_patterns; j++)
    {
      const guint64 *own = self->patterns + j * self->n_words;

      if (own[0] == pattern[0] && memcmp (own, pattern, self->n_words * sizeof (guint64)) == 0)
        return j;
    }
  return G_MAXSIZE;
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

  if (self->kind == RSC_PATTERNS_PRICED)
    {
      if (find_gate_of_rows (self, x, j, gate))
        return TRUE;
      set_too_narrow (j, error);
      return FALSE;
    }
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
  if ((rsc_inside_least_distance (m, r, signed_normals, whitened)
       && gate_reproduces (self, x, j, whitened, gate))
      || (rsc_inside_largest_margin (m, r, signed_normals, whitened)
          && gate_reproduces (self, x, j, whitened, gate))
      || find_narrow_gate (self, x, j, gate))
    return TRUE;

  set_too_narrow (j, error);
  return FALSE;
}

RscArrangement *
rsc_arrangement_new_all (gsize n,
                         gsize d,
                         const double *x,
                         gsize limit,
                         RscProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  return rsc_arrangement_new_all_within (n, d, x, limit, 0, progress, progress_data, cancellable,
                                         error);
}
