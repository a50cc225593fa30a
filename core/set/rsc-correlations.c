/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-correlations.h"

#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-correlation-profile.h"
#include "core/program/rsc-pricing.h"
#include <math.h>
#include <string.h>

/* Products of rows and directions that ascents of a frame have time for: a millisecond or two. */
#define FRAME_WORK 2e6
/* Passes over the rows that an ascent near its end takes. */
#define FRAME_PASSES 12.0

/* How often as many random directions as are asked for are ascended from, until there are
 * enough. */
#define TURNS_MAX 6

typedef struct
{
  int sign;
  double ratio;
  gsize place; /* of its direction */
  gssize neuron;
  gssize pattern;
} Entry;

struct _RscCorrelations
{
  gsize d;
  GArray *entries;    /* Entry */
  GArray *directions; /* double, d each */
  RscCorrelationsScope scope;
};

/* What they are of. */
typedef struct
{
  RscProblem *problem;
  const double *r;
  double lambda;
  RscOptimalSet *set; /* or NULL */
} Source;

static void
add (RscCorrelations *self,
     int sign,
     double ratio,
     const double *direction,
     gssize neuron,
     gssize pattern)
{
  Entry entry = { sign, ratio, self->directions->len, neuron, pattern };

  g_array_append_vals (self->directions, direction, (guint) self->d);
  g_array_append_val (self->entries, entry);
}

/* Neurons are at λ, whatever rounding makes of it: in their own order. */
static int
compare (const void *a, const void *b, gpointer user_data)
{
  const Entry *p = a, *q = b;
  const double first = p->neuron >= 0 ? 1.0 : p->ratio, second = q->neuron >= 0 ? 1.0 : q->ratio;

  if (first != second)
    return first < second ? 1 : -1;
  return (p->neuron > q->neuron) - (p->neuron < q->neuron);
}

/* Whether one of the first @n entries is that neuron. */
static gboolean
has (const RscCorrelations *self,
     const RscProblem *problem,
     guint n,
     int sign,
     const double *direction)
{
  for (guint k = 0; k < n; k++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, k);

      if (entry->sign == sign
          && rsc_problem_is_same_direction (
            problem, direction, &g_array_index (self->directions, double, entry->place)))
        return TRUE;
    }
  return FALSE;
}

/* Returns their number. */
static guint
add_neurons (RscCorrelations *self, const Source *source, const RscPricing *pricing)
{
  for (gsize i = 0; source->set != NULL && i < rsc_optimal_set_get_n_neurons (source->set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (source->set, i);

      add (self, neuron->sign,
           rsc_pricing_evaluate (pricing, neuron->sign, neuron->direction) / source->lambda,
           neuron->direction, (gssize) i, -1);
    }
  return self->entries->len;
}

static RscPricing *
new_pricing (const Source *source)
{
  RscPricing *pricing =
    rsc_pricing_new (rsc_problem_get_n (source->problem), rsc_problem_get_d (source->problem),
                     rsc_problem_get_x (source->problem));

  rsc_pricing_set_residual (pricing, source->r);
  return pricing;
}

/* How many of @peaks are not neurons. */
static gsize
count_new (const RscCorrelations *self,
           const Source *source,
           guint n_neurons,
           const RscPeaks *peaks)
{
  gsize n_new = 0;
  RscPeak peak;

  for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
    {
      rsc_peaks_get (peaks, k, &peak);
      n_new += !has (self, source->problem, n_neurons, peak.sign, peak.direction);
    }
  return n_new;
}

static void
add_peaks (RscCorrelations *self, const Source *source, guint n_neurons, const RscPeaks *peaks)
{
  RscPeak peak;

  for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
    {
      rsc_peaks_get (peaks, k, &peak);
      if (!has (self, source->problem, n_neurons, peak.sign, peak.direction))
        add (self, peak.sign, peak.value / source->lambda, peak.direction, -1, -1);
    }
}

/* Two columns: every local maximum is known. */
static void
take_profile (RscCorrelations *self, const Source *source)
{
  g_autoptr (RscPricing) pricing = new_pricing (source);
  g_autoptr (RscCorrelationProfile) profile = rsc_correlation_profile_new (
    rsc_problem_get_n (source->problem), rsc_problem_get_x (source->problem), source->r);
  const guint n_neurons = add_neurons (self, source, pricing);

  self->scope = RSC_CORRELATIONS_ALL;
  for (gsize k = 0; k < rsc_correlation_profile_get_n_peaks (profile); k++)
    {
      const RscCorrelationPeak *peak = rsc_correlation_profile_get_peak (profile, k);
      const double u[2] = { cos (peak->angle), sin (peak->angle) };

      if (!has (self, source->problem, n_neurons, peak->sign, u))
        add (self, peak->sign, peak->value / source->lambda, u, -1, -1);
    }
}

/* Of each block the neuron that it is, -2 where an earlier block is that already, or -1. Free with
 * g_free(). */
static gssize *
find_neurons (const Source *source, gsize n_blocks)
{
  g_autofree gssize *neuron_of = g_new (gssize, MAX (n_blocks, 1));

  for (gsize b = 0; b < n_blocks; b++)
    neuron_of[b] = -1;
  for (gsize i = 0; source->set != NULL && i < rsc_optimal_set_get_n_neurons (source->set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (source->set, i);

      for (gsize k = 0; k < neuron->n_blocks; k++)
        neuron_of[neuron->blocks[k]] = k == 0 ? (gssize) i : -2;
    }
  return g_steal_pointer (&neuron_of);
}

static int
compare_descending (const void *a, const void *b, gpointer user_data)
{
  const Entry *p = a, *q = b;

  return (p->ratio < q->ratio) - (p->ratio > q->ratio);
}

/* Blocks of the program: ||Z_b^T r|| of each, for ReLU ||v_b||, from the longest Z_b^T r on until
 * the @n_max-th is not below what is left. */
static gboolean
sweep (RscCorrelations *self,
       const Source *source,
       gsize n_max,
       GCancellable *cancellable,
       GError **error)
{
  const gsize n = rsc_problem_get_n (source->problem);
  const gsize n_blocks = rsc_problem_get_n_blocks (source->problem);
  const gboolean gated = rsc_problem_get_activation (source->problem) == RSC_ACTIVATION_GATED;
  g_autoptr (RscPricer) pricer = rsc_pricer_new (source->problem);
  g_autofree double *r = g_memdup2 (source->r, n * sizeof (double));
  g_autofree double *v = g_new (double, self->d);
  g_autofree guint32 *rows = g_new (guint32, n + self->d);
  g_autofree gssize *neuron_of = NULL;
  g_autoptr (GArray) bounds = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (double));
  const double lambda = ldexp (source->lambda, -rsc_pricer_get_x_exponent (pricer)
                                                 - rsc_pricer_get_y_exponent (pricer));
  double least = 0.0;

  self->scope = gated ? RSC_CORRELATIONS_ALL : RSC_CORRELATIONS_IN_USE;
  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (r[i], -rsc_pricer_get_y_exponent (pricer));
  if (!rsc_pricer_sweep (pricer, r, cancellable, error))
    return FALSE;
  neuron_of = find_neurons (source, gated ? 2 * n_blocks : n_blocks);
  for (gsize k = 0; k < n_blocks; k++)
    {
      const gsize block = gated ? RSC_BLOCK (k, 1) : k;
      const double *z = rsc_pricer_get_correlation (pricer, RSC_BLOCK_PATTERN (block));
      Entry entry = { RSC_BLOCK_SIGN (block), 0.0, block, neuron_of[block], -1 };

      for (gsize c = 0; c < self->d; c++)
        entry.ratio = hypot (entry.ratio, z[c]);
      if (entry.neuron != -2 && entry.ratio > 0.0)
        g_array_append_val (bounds, entry);
    }
  if (!rsc_sort (bounds->data, bounds->len, sizeof (Entry), compare_descending, NULL, cancellable,
                 error))
    return FALSE;
  for (guint k = 0; k < bounds->len; k++)
    {
      const Entry *entry = &g_array_index (bounds, Entry, k);
      gsize n_rows = 0;
      double length;

      if (best->len >= n_max && entry->ratio <= (1.0 - RSC_TOLERANCE_TIE) * least
          && entry->neuron < 0)
        continue;
      if (k % 64 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      length = rsc_pricer_project (pricer, entry->place, 0.0, v, rows, &n_rows);
      if (!(length > 0.0))
        continue;
      for (gsize c = 0; c < self->d; c++)
        v[c] /= length;
      add (self, entry->sign, length / lambda, v, entry->neuron,
           (gssize) RSC_BLOCK_PATTERN (entry->place));
      /* The n_max-th so far: lengths come nearly in order. */
      guint at = best->len;
      while (at > 0 && g_array_index (best, double, at - 1) < length)
        at--;
      if (at < n_max)
        g_array_insert_val (best, at, length);
      if (best->len > n_max)
        g_array_set_size (best, (guint) n_max);
      if (best->len == n_max && n_max > 0)
        least = g_array_index (best, double, n_max - 1);
    }
  return TRUE;
}

static RscCorrelations *
new_empty (gsize d)
{
  RscCorrelations *self = g_new0 (RscCorrelations, 1);

  self->d = d;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->directions = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

/* Adds what another search found. */
static void
collect (RscPeaks *all, const RscPeaks *found)
{
  RscPeak peak;

  for (gsize k = 0; k < rsc_peaks_get_n (found); k++)
    {
      rsc_peaks_get (found, k, &peak);
      rsc_peaks_add (all, &peak);
    }
}

/* Adds local maxima near the program's own blocks, of which its neurons are some, and near random
 * directions, more and more of them until there are @n_max with the @n_neurons. */
static gboolean
ascend (const RscCorrelations *self,
        guint n_neurons,
        const Source *source,
        RscPricing *pricing,
        gsize n_max,
        RscPeaks *peaks,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (RscCorrelations) blocks = new_empty (rsc_problem_get_d (source->problem));
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (int));

  if (!sweep (blocks, source, n_max, cancellable, error))
    return FALSE;
  for (guint k = 0; k < blocks->entries->len; k++)
    g_array_append_val (signs, g_array_index (blocks->entries, Entry, k).sign);
  if (!rsc_pricing_ascend (pricing, signs->len, (const double *) blocks->directions->data,
                           (const int *) signs->data, 0.0, peaks, NULL, cancellable, error))
    return FALSE;
  for (guint turn = 1; turn <= TURNS_MAX; turn++)
    {
      if (!rsc_pricing_ascend_from_random (pricing, n_max, turn, 0.0, peaks, NULL, cancellable,
                                           error))
        return FALSE;
      if (n_neurons + count_new (self, source, n_neurons, peaks) >= n_max)
        break;
    }
  return TRUE;
}

/* Where enough are above a high threshold, the many below need not be looked for. Where a search
 * ends early, ascents fill up what it left out. */
static gboolean
search (RscCorrelations *self,
        const Source *source,
        gsize n_max,
        GCancellable *cancellable,
        GError **error)
{
  static const double shares[] = { 0.99, 0.95, 0.85, 0.7, 0.5 };
  g_autoptr (RscPricing) pricing = new_pricing (source);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (rsc_problem_get_n (source->problem), self->d);
  RscPricingSettings settings = { .nodes_max = RSC_CORRELATIONS_NODES_MAX };
  const guint n_neurons = add_neurons (self, source, pricing);

  self->scope = RSC_CORRELATIONS_ALL;
  for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
    {
      g_autoptr (RscPricingResult) result = NULL;

      settings.threshold = shares[k] * source->lambda;
      result = rsc_pricing_search (pricing, &settings, NULL, NULL, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      collect (peaks, result->peaks);
      if (result->status != RSC_PRICING_COMPLETE)
        self->scope = RSC_CORRELATIONS_FOUND;
      if (n_neurons + count_new (self, source, n_neurons, peaks) >= n_max
          || result->status != RSC_PRICING_COMPLETE)
        break;
      settings.nodes_max -= MIN (result->n_nodes, settings.nodes_max - 1);
    }
  if (self->scope == RSC_CORRELATIONS_FOUND
      && !ascend (self, n_neurons, source, pricing, n_max, peaks, cancellable, error))
    return FALSE;
  add_peaks (self, source, n_neurons, peaks);
  return TRUE;
}

/* Of what is as correlated: by sign and direction, which no rounding decides. */
static int
compare_tied (const void *a, const void *b, gpointer user_data)
{
  const RscCorrelations *self = user_data;
  const Entry *p = a, *q = b;

  if (p->sign != q->sign)
    return p->sign > q->sign ? -1 : 1;
  return rsc_sort_compare_directions (self->d, &g_array_index (self->directions, double, p->place),
                                      &g_array_index (self->directions, double, q->place));
}

/* Brings them in order and leaves @n_max. */
static gboolean
arrange (RscCorrelations *self, gsize n_max, GCancellable *cancellable, GError **error)
{
  guint end;

  if (!rsc_sort (self->entries->data, self->entries->len, sizeof (Entry), compare, NULL,
                 cancellable, error))
    return FALSE;
  for (guint start = 0; start < MIN (self->entries->len, n_max); start = end)
    {
      Entry *first = &g_array_index (self->entries, Entry, start);

      end = start + 1;
      while (first->neuron < 0 && end < self->entries->len
             && g_array_index (self->entries, Entry, end).neuron < 0
             && g_array_index (self->entries, Entry, end).ratio
                  >= (1.0 - RSC_TOLERANCE_TIE) * first->ratio)
        end++;
      if (!rsc_sort (first, end - start, sizeof (Entry), compare_tied, self, cancellable, error))
        return FALSE;
    }
  if (self->entries->len > n_max)
    g_array_set_size (self->entries, (guint) n_max);
  return TRUE;
}

RscCorrelations *
rsc_correlations_new_at (RscProblem *problem,
                         const double *r,
                         double lambda,
                         RscOptimalSet *set,
                         gsize n_max,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (RscCorrelations) self = NULL;
  const Source source = { problem, r, lambda, set };
  gboolean done = TRUE;

  g_return_val_if_fail (problem != NULL, NULL);
  g_return_val_if_fail (r != NULL || rsc_problem_get_n (problem) == 0, NULL);
  g_return_val_if_fail (lambda > 0.0, NULL);

  self = new_empty (rsc_problem_get_d (problem));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED
      || self->d > RSC_SEARCH_DIMENSION_MAX)
    done = sweep (self, &source, n_max, cancellable, error);
  else if (self->d == 2)
    take_profile (self, &source);
  else
    done = search (self, &source, n_max, cancellable, error);
  return done && arrange (self, n_max, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

RscCorrelations *
rsc_correlations_new (RscOptimalSet *set, gsize n_max, GCancellable *cancellable, GError **error)
{
  RscSolution *solution;

  g_return_val_if_fail (set != NULL, NULL);

  solution = rsc_optimal_set_get_solution (set);
  return rsc_correlations_new_at (
    rsc_solution_get_problem (solution), rsc_solution_get_dual (solution),
    rsc_solution_get_lambda (solution), set, n_max, cancellable, error);
}

/* ||Z_b^T r|| of the blocks that @before had, after the neurons. */
static void
look_again (RscCorrelations *self, const Source *source, const RscCorrelations *before)
{
  const gsize n = rsc_problem_get_n (source->problem);
  const double *x = rsc_problem_get_x (source->problem);
  RscArrangement *arrangement = rsc_problem_get_arrangement (source->problem);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (arrangement);
  g_autofree double *z = g_new (double, self->d);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (source->set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (source->set, i);

      add (self, neuron->sign, 1.0, neuron->direction, (gssize) i, (gssize) neuron->pattern);
      for (gsize k = 0; k < neuron->n_blocks; k++)
        g_hash_table_add (seen, GSIZE_TO_POINTER (RSC_BLOCK_PATTERN (neuron->blocks[k])));
      g_hash_table_add (seen, GSIZE_TO_POINTER (neuron->pattern));
    }
  for (guint e = 0; before != NULL && e < before->entries->len; e++)
    {
      const gssize pattern = g_array_index (before->entries, Entry, e).pattern;
      double length = 0.0;

      if (pattern < 0 || (gsize) pattern >= n_patterns
          || !g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) pattern)))
        continue;
      memset (z, 0, self->d * sizeof *z);
      for (gsize i = 0; i < n; i++)
        if (rsc_arrangement_get_pattern (arrangement, (gsize) pattern)[i / 64] >> (i % 64) & 1)
          for (gsize c = 0; c < self->d; c++)
            z[c] += source->r[i] * x[i * self->d + c];
      for (gsize c = 0; c < self->d; c++)
        length = hypot (length, z[c]);
      if (!(length > 0.0))
        continue;
      for (gsize c = 0; c < self->d; c++)
        z[c] /= length;
      add (self, 1, length / source->lambda, z, -1, pattern);
    }
}

static void
ascend_again (RscCorrelations *self, const Source *source, const RscCorrelations *before)
{
  const gsize n = rsc_problem_get_n (source->problem);
  g_autoptr (RscPricing) pricing = new_pricing (source);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (n, self->d);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (int));
  const guint n_neurons = add_neurons (self, source, pricing);
  const double most = FRAME_WORK / (FRAME_PASSES * (double) MAX (n, 1) * (double) self->d);

  for (guint e = 0; before != NULL && e < before->entries->len && signs->len < most; e++)
    {
      const Entry *entry = &g_array_index (before->entries, Entry, e);
      const double *u = &g_array_index (before->directions, double, entry->place);

      if (has (self, source->problem, n_neurons, entry->sign, u))
        continue;
      g_array_append_vals (starts, u, (guint) self->d);
      g_array_append_val (signs, entry->sign);
    }
  if (signs->len > 0)
    rsc_pricing_ascend (pricing, signs->len, (const double *) starts->data,
                        (const int *) signs->data, 0.0, peaks, NULL, NULL, NULL);
  add_peaks (self, source, n_neurons, peaks);
}

RscCorrelations *
rsc_correlations_new_near (RscOptimalSet *set, const RscCorrelations *before, gsize n_max)
{
  g_autoptr (RscCorrelations) self = NULL;
  RscSolution *solution;
  RscProblem *problem;

  g_return_val_if_fail (set != NULL, NULL);

  solution = rsc_optimal_set_get_solution (set);
  problem = rsc_solution_get_problem (solution);
  const Source source = { problem, rsc_solution_get_dual (solution),
                          rsc_solution_get_lambda (solution), set };
  self = new_empty (rsc_problem_get_d (problem));
  if (before != NULL && before->d != self->d)
    before = NULL;
  self->scope = RSC_CORRELATIONS_FOUND;
  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    look_again (self, &source, before);
  else if (self->d == 2)
    take_profile (self, &source);
  else
    ascend_again (self, &source, before);
  arrange (self, n_max, NULL, NULL);
  return g_steal_pointer (&self);
}

void
rsc_correlations_free (RscCorrelations *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->directions);
  g_free (self);
}

gsize
rsc_correlations_get_n (const RscCorrelations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

void
rsc_correlations_get (const RscCorrelations *self, gsize k, RscCorrelation *correlation)
{
  const Entry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (k < self->entries->len);
  g_return_if_fail (correlation != NULL);

  entry = &g_array_index (self->entries, Entry, k);
  *correlation = (RscCorrelation){ entry->sign, entry->ratio,
                                   &g_array_index (self->directions, double, entry->place),
                                   entry->neuron, entry->pattern };
}

RscCorrelationsScope
rsc_correlations_get_scope (const RscCorrelations *self)
{
  g_return_val_if_fail (self != NULL, RSC_CORRELATIONS_FOUND);

  return self->scope;
}

gboolean
rsc_correlations_is_complete (const RscCorrelations *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->scope == RSC_CORRELATIONS_ALL;
}
