/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rsc-arrangement.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/rsc-error.h"
#include "core/rsc-tolerances.h"

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
};

/* splitmix64: a well mixed number for every index, the same on every machine. */
static guint64
mix64 (guint64 z)
{
  z += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
hash_words (const guint64 *words, gsize n_words)
{
  guint64 h = 0;

  for (gsize w = 0; w < n_words; w++)
    h = mix64 (h ^ words[w]);
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

static void
pattern_set_grow_slots (PatternSet *set)
{
  g_free (set->slots);
  set->n_slots *= 2;
  set->slots = g_new0 (guint32, set->n_slots);
  for (gsize j = 0; j < set->n_items; j++)
    {
      gsize slot = hash_words (set->items + j * set->n_words, set->n_words) & (set->n_slots - 1);

      while (set->slots[slot] != 0)
        slot = (slot + 1) & (set->n_slots - 1);
      set->slots[slot] = (guint32) (j + 1);
    }
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
  if (2 * set->n_items > set->n_slots)
    pattern_set_grow_slots (set);
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
      if (j % gates_per_poll == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
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

double
rsc_arrangement_count_general (gsize n, gsize d)
{
  double term = 1.0;
  double sum = 0.0;

  if (n == 0 || d == 0)
    return 1.0;
  /* C(n-1, k) from C(n-1, k-1): the product is divisible, so it is exact while below 2^53. */
  for (gsize k = 0; k < d && k < n; k++)
    {
      if (k > 0)
        {
          if (term * (double) (n - k) < 9007199254740992.0)
            term = term * (double) (n - k) / (double) k;
          else
            term = term / (double) k * (double) (n - k);
        }
      sum += term;
      if (!isfinite (sum))
        return INFINITY;
    }
  return 2.0 * sum;
}

RscArrangement *
rsc_arrangement_new_all (gsize n,
                         gsize d,
                         const double *x,
                         gsize limit,
                         GCancellable *cancellable,
                         GError **error)
{
  return NULL;
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

  rng = gsl_rng_alloc (gsl_rng_mt19937);
  /* The generator takes 32 bits on some machines: mix both halves of the seed into them. */
  gsl_rng_set (rng, seed <= G_MAXUINT32 ? (gulong) seed : (gulong) (mix64 (seed) & G_MAXUINT32));
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
  g_return_val_if_fail (j < self->n_patterns, FALSE);
  g_return_val_if_fail (gate != NULL, FALSE);

  if (self->kind != RSC_PATTERNS_ALL)
    {
      if (self->d > 0)
        memcpy (gate, self->gates + j * self->d, self->d * sizeof (double));
      return TRUE;
    }
  return FALSE;
}
