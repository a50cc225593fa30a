/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-pruning-state.h"

#include "core/numerics/rsc-column-factor.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

void
rsc_pruning_state_unref (RscPruningState *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->beta);
  g_free (self->norms);
  g_free (self->signs);
  g_free (self->singular);
  rsc_network_unref (self->network);
  g_free (self->factor);
  g_free (self);
}

gsize
rsc_pruning_state_count_bytes (const RscActivations *base, const RscPruningState *self)
{
  const gsize per_neuron = (self->beta != NULL ? 3 : 2) * sizeof *self->norms + sizeof *self->signs;
  const gsize per_weight =
    (rsc_network_get_gates (base->network) != NULL ? 2 : 1) * sizeof (double);

  return sizeof *self + base->m * per_neuron + self->n_singular * sizeof *self->singular
         + self->width * (base->d * per_weight + sizeof (double));
}

static RscNetwork *
build_network (const RscActivations *base, const double *factor, gsize width)
{
  const gsize d = base->d;
  const double *hidden = rsc_network_get_hidden (base->network);
  const double *output = rsc_network_get_output (base->network);
  const double *gates = rsc_network_get_gates (base->network);
  g_autofree double *new_hidden = g_new (double, MAX (width * d, 1));
  g_autofree double *new_output = g_new (double, MAX (width, 1));
  g_autofree double *new_gates = gates != NULL ? g_new (double, MAX (width * d, 1)) : NULL;
  gsize count = 0;

  for (gsize i = 0; i < base->m; i++)
    {
      double root = sqrt (fabs (factor[i]));

      if (factor[i] == 0.0)
        continue;
      for (gsize j = 0; j < d; j++)
        new_hidden[count * d + j] = root * hidden[i * d + j];
      new_output[count] = (factor[i] < 0.0 ? -root : root) * output[i];
      if (gates != NULL)
        memcpy (new_gates + count * d, gates + i * d, d * sizeof (double));
      count++;
    }
  g_assert (count == width);
  return rsc_network_new (width, d, rsc_network_get_bias (base->network), new_hidden, new_output,
                          new_gates);
}

static void
score (const RscDataset *dataset,
       gboolean classes,
       const double *f,
       double *error,
       double *accuracy)
{
  const gsize n = rsc_dataset_get_n (dataset);
  const double *y = rsc_dataset_get_y (dataset);
  double sum = 0.0;
  gsize right = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += (f[i] - y[i]) * (f[i] - y[i]);
      right += (f[i] > 0.0) - (f[i] < 0.0) == y[i];
    }
  *error = sum / (double) n;
  *accuracy = classes ? (double) right / (double) n : NAN;
}

/* Singular values of the active columns, each of length 1. NULL when there are none or LAPACK could
 * not finish. */
static double *
compute_singular (const RscActivations *base, const double *factor, gsize *n_singular)
{
  const int n = (int) base->n;
  g_autofree double *copy = g_new (double, MAX (base->n * base->m, 1));
  g_autofree double *singular = NULL;
  int width = 0;
  int lwork = -1;
  int info = 0;
  const int one = 1;
  double query = 0.0;
  double unused = 0.0;

  *n_singular = 0;
  for (gsize i = 0; i < base->m; i++)
    if (factor[i] != 0.0)
      {
        memcpy (copy + (gsize) width * base->n, base->columns + i * base->n,
                base->n * sizeof (double));
        width++;
      }
  if (width == 0)
    return NULL;
  singular = g_new0 (double, MIN (n, width));
  dgesvd_ ("N", "N", &n, &width, copy, &n, singular, &unused, &one, &unused, &one, &query, &lwork,
           &info, 1, 1);
  lwork = (int) query;
  g_autofree double *work = g_new (double, MAX (lwork, 1));
  dgesvd_ ("N", "N", &n, &width, copy, &n, singular, &unused, &one, &unused, &one, work, &lwork,
           &info, 1, 1);
  if (info != 0)
    return NULL;
  *n_singular = (gsize) MIN (n, width);
  return g_steal_pointer (&singular);
}

/* Sets singular values, and the rank where @decide. */
void
rsc_pruning_state_add_singular (const RscActivations *base, RscPruningState *state, gboolean decide)
{
  state->singular = compute_singular (base, state->factor, &state->n_singular);
  if (state->singular == NULL)
    return;
  if (decide)
    {
      state->rank = 0;
      while (state->rank < state->n_singular
             && state->singular[state->rank] > RSC_TOLERANCE_RANK * state->singular[0])
        state->rank++;
    }
  state->rank_gap = state->rank > 0 && state->rank < state->n_singular
                      ? state->singular[state->rank] / state->singular[state->rank - 1]
                      : 0.0;
}

/* Takes @beta. The rank is left for later where singular values are not computed. */
RscPruningState *
rsc_pruning_state_new (const RscActivations *base,
                       const RscPruningState *start,
                       const double *factor,
                       const double *fit,
                       RscPruningPhase phase,
                       gssize removed,
                       gsize n_removed,
                       double *beta,
                       double t)
{
  RscPruningState *state = g_new0 (RscPruningState, 1);
  const gsize m = base->m;
  const double *y = rsc_dataset_get_y (base->dataset);
  g_autofree double *difference = g_new (double, base->n);
  double loss;

  g_atomic_ref_count_init (&state->ref_count);
  state->factor = g_memdup2 (factor, MAX (m, 1) * sizeof (double));
  state->phase = phase;
  state->removed = removed;
  state->n_removed = n_removed;
  state->beta = beta;
  state->t = t;
  state->norms = g_new0 (double, MAX (m, 1));
  state->signs = g_new0 (int, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    {
      state->norms[i] = base->norms[i] * fabs (factor[i]);
      state->signs[i] = factor[i] < 0.0 ? -base->signs[i] : base->signs[i];
      state->penalty += state->norms[i];
      state->width += factor[i] != 0.0;
    }
  state->network = build_network (base, factor, state->width);

  score (base->dataset, base->train_is_class, fit, &state->train_error, &state->train_accuracy);
  for (gsize p = 0; p < base->n; p++)
    difference[p] = fit[p] - y[p];
  loss = cblas_dnrm2 ((int) base->n, difference, 1);
  state->objective = 0.5 * loss * loss + base->lambda * state->penalty;
  if (start != NULL)
    {
      double first = start->objective;

      for (gsize p = 0; p < base->n; p++)
        difference[p] = fit[p] - base->fit[p];
      state->fit_change =
        base->fit_norm > 0.0 ? cblas_dnrm2 ((int) base->n, difference, 1) / base->fit_norm : 0.0;
      state->objective_change = first > 0.0 ? (state->objective - first) / first : 0.0;
    }
  state->test_error = NAN;
  state->test_accuracy = NAN;
  if (base->test != NULL)
    {
      const gsize n_test = rsc_dataset_get_n (base->test);
      g_autofree double *g = g_new0 (double, n_test);

      if (m > 0)
        cblas_dgemv (CblasRowMajor, CblasTrans, (int) m, (int) n_test, 1.0, base->test_values,
                     (int) n_test, factor, 1, 0.0, g, 1);
      score (base->test, base->test_is_class, g, &state->test_error, &state->test_accuracy);
    }
  state->rank_gap = base->with_singular ? 0.0 : NAN;
  if (base->with_singular)
    rsc_pruning_state_add_singular (base, state, TRUE);
  return state;
}

/* Ranks of the states from @first on, where they were not found from singular values: backwards,
 * for a column that an exact step took away alone depends on the others, and columns that went
 * together are offered to a factorisation of those that stayed. O(n r) for each column offered. */
void
rsc_pruning_state_fill_ranks (const RscActivations *base, GPtrArray *states, gsize first)
{
  g_autoptr (RscColumnFactor) factor = NULL;

  if (base->with_singular || first >= states->len)
    return;
  factor = rsc_column_factor_new (base->n);
  for (gsize k = states->len; k-- > first;)
    {
      RscPruningState *state = rsc_pruning_state_at (states, k);
      const RscPruningState *after =
        k + 1 < states->len ? rsc_pruning_state_at (states, k + 1) : NULL;
      const double *factor_after = after != NULL ? after->factor : NULL;

      if (after == NULL || after->phase != RSC_PRUNING_EXACT || after->n_removed != 1)
        for (gsize i = 0; i < base->m; i++)
          if (state->factor[i] != 0.0 && (factor_after == NULL || factor_after[i] == 0.0))
            rsc_column_factor_offer (factor, i, base->columns + i * base->n, NULL);
      state->rank = rsc_column_factor_get_n_columns (factor);
    }
}
