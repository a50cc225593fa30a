/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-arrangement-private.h"

#include <glib/gi18n.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"
#include "core/program/rsc-pattern-set.h"

/* Distinct patterns of gates that @next fills in one after the other. */
typedef void (*NextGateFunc) (gsize index, gsize d, double *gate, gpointer user_data);

static RscArrangement *
arrangement_new_from_func (RscPatternsKind kind,
                           gsize n,
                           gsize d,
                           const double *x,
                           gsize n_gates,
                           gsize bytes_max,
                           NextGateFunc next,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (RscArrangement) self = rsc_arrangement_alloc (kind, n, d);
  g_autofree guint64 *pattern = g_new (guint64, self->n_words);
  g_autofree double *gate = g_new (double, MAX (d, 1));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  gsize gates_per_poll = MAX ((gsize) 1, (gsize) 1000000 / MAX (n * d, (gsize) 1));
  g_auto (RscPatternSet) set = { 0 };

  rsc_pattern_set_init (&set, self->n_words);
  for (gsize j = 0; j < n_gates; j++)
    {
      if ((j % gates_per_poll == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          || !rsc_pattern_set_reserve (&set, cancellable, error))
        return NULL;
      next (j, d, gate, user_data);
      rsc_arrangement_evaluate_gate (n, d, x, gate, pattern);
      const double bytes_most = rsc_arrangement_get_bytes_max (bytes_max);

      if (rsc_arrangement_count_bytes (n, d, (double) set.n_items) > bytes_most)
        {
          g_autofree char *most = rsc_number_words_dup (bytes_most / 1e9, 2);

          g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                       _ ("%zu activation patterns of %zu points take more than the limit of %s "
                          "GB; choose fewer, or allow more (--memory)."),
                       set.n_items, n, most);
          return NULL;
        }
      if (rsc_pattern_set_add (&set, pattern))
        g_array_append_vals (gates, gate, (guint) d);
    }
  self->n_patterns = set.n_items;
  self->patterns = g_renew (guint64, g_steal_pointer (&set.items), set.n_items * set.n_words);
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

RscArrangement *
rsc_arrangement_new_sampled (gsize n,
                             gsize d,
                             const double *x,
                             gsize n_samples,
                             guint64 seed,
                             gsize bytes_max,
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
                   _ ("The number of sampled patterns must lie between 1 and %u."),
                   G_MAXUINT32 - 1);
      return NULL;
    }

  if (!rsc_arrangement_check_size (d, error))
    return NULL;

  rng = rsc_random_new (seed);
  self = arrangement_new_from_func (RSC_PATTERNS_SAMPLED, n, d, x, n_samples, bytes_max,
                                    next_drawn_gate, rng, cancellable, error);
  gsl_rng_free (rng);
  return self;
}

RscArrangement *
rsc_arrangement_new_from_gates (gsize n,
                                gsize d,
                                const double *x,
                                gsize n_gates,
                                const double *gates,
                                gsize bytes_max,
                                GError **error)
{
  g_return_val_if_fail (n > 0, NULL);
  g_return_val_if_fail (x != NULL || d == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_gates == 0 || n_gates >= G_MAXUINT32)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The number of gates must lie between 1 and %u."), G_MAXUINT32 - 1);
      return NULL;
    }
  if (!rsc_arrangement_check_size (d, error))
    return NULL;
  for (gsize k = 0; k < n_gates * d; k++)
    if (!isfinite (gates[k]))
      {
        g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                     _ ("Gate %zu has a value that is not finite."), k / d + 1);
        return NULL;
      }
  return arrangement_new_from_func (RSC_PATTERNS_GATES, n, d, x, n_gates, bytes_max,
                                    next_given_gate, (gpointer) gates, NULL, error);
}
