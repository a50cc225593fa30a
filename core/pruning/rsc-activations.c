/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-activations.h"

#include "core/data/rsc-classes.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* All states carry their singular values when that takes at most about this many operations. */
#define SINGULAR_WORK 5e8

RscActivations *
rsc_activations_ref (RscActivations *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_activations_unref (RscActivations *base)
{
  if (!g_atomic_ref_count_dec (&base->ref_count))
    return;
  rsc_dataset_unref (base->dataset);
  g_clear_pointer (&base->test, rsc_dataset_unref);
  rsc_network_unref (base->network);
  g_clear_pointer (&base->set, rsc_optimal_set_unref);
  g_free (base->set_neurons);
  g_free (base->x);
  g_free (base->columns);
  g_free (base->on);
  g_free (base->lengths);
  g_free (base->test_values);
  g_free (base->norms);
  g_free (base->signs);
  g_free (base->fit);
  g_free (base);
}

/* Hidden values of all neurons at the points, m × n_points, 0 where the neuron is off; @on
 * likewise, or NULL. A point on a kink counts as off: the kinks of optimal networks go through data
 * points, and rounding must not decide on which side they are. */
static double *
compute_hidden (const RscNetwork *network, gsize n_points, const double *x, guint8 *on)
{
  const gsize m = rsc_network_get_width (network);
  const gsize d = rsc_network_get_d (network);
  const double *gates = rsc_network_get_gates (network);
  double *values = g_new0 (double, MAX (m * n_points, 1));
  g_autofree double *gate = gates != NULL ? g_new0 (double, MAX (m * n_points, 1)) : NULL;
  g_autofree double *hidden_length = g_new (double, MAX (m, 1));
  g_autofree double *point_length = g_new (double, MAX (n_points, 1));

  if (m == 0 || d == 0)
    return values;
  for (gsize i = 0; i < m; i++)
    hidden_length[i] = cblas_dnrm2 ((int) d, rsc_network_get_hidden (network) + i * d, 1);
  for (gsize p = 0; p < n_points; p++)
    point_length[p] = cblas_dnrm2 ((int) d, x + p * d, 1);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) m, (int) n_points, (int) d, 1.0,
               rsc_network_get_hidden (network), (int) d, x, (int) d, 0.0, values, (int) n_points);
  if (gates != NULL)
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) m, (int) n_points, (int) d, 1.0,
                 gates, (int) d, x, (int) d, 0.0, gate, (int) n_points);
  for (gsize i = 0; i < m * n_points; i++)
    {
      const double reach = hidden_length[i / n_points] * point_length[i % n_points];
      gboolean open = gate != NULL ? gate[i] >= 0.0 : values[i] > RSC_TOLERANCE_KINK_EXACT * reach;

      if (!open)
        values[i] = 0.0;
      if (on != NULL)
        on[i] = open;
    }
  return values;
}

/* f = Σ factor_i c_i at the training points. */
void
rsc_activations_compute_fit (const RscActivations *base, const double *factor, double *f)
{
  g_autofree double *b = g_new (double, MAX (base->m, 1));

  memset (f, 0, base->n * sizeof (double));
  if (base->m == 0)
    return;
  for (gsize i = 0; i < base->m; i++)
    b[i] = factor[i] * base->lengths[i];
  cblas_dgemv (CblasRowMajor, CblasTrans, (int) base->m, (int) base->n, 1.0, base->columns,
               (int) base->n, b, 1, 0.0, f, 1);
}

RscActivations *
rsc_activations_new (RscDataset *dataset,
                     RscDataset *test,
                     RscNetwork *network,
                     double lambda,
                     RscOptimalSet *set,
                     const gsize *set_neurons,
                     GError **error)
{
  const gsize m = rsc_network_get_width (network);
  const gsize n = rsc_dataset_get_n (dataset);
  const gsize d = rsc_network_get_d (network);
  const gboolean bias = rsc_network_get_bias (network);
  const double *output = rsc_network_get_output (network);
  g_autoptr (RscActivations) base = NULL;
  g_autofree double *factor = NULL;
  double largest = 0.0;
  double total = 0.0;

  if (rsc_dataset_get_d (dataset) + (bias ? 1 : 0) != d)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The number of features is %zu for the network and %zu in the data."),
                   d - (bias ? 1 : 0), rsc_dataset_get_d (dataset));
      return NULL;
    }
  if (test != NULL && rsc_dataset_get_d (test) != rsc_dataset_get_d (dataset))
    {
      g_set_error (
        error, RSC_ERROR, RSC_ERROR_ARGUMENT,
        _ ("The number of features is %zu in the test data and %zu in the training data."),
        rsc_dataset_get_d (test), rsc_dataset_get_d (dataset));
      return NULL;
    }

  base = g_new0 (RscActivations, 1);
  g_atomic_ref_count_init (&base->ref_count);
  base->dataset = rsc_dataset_ref (dataset);
  base->test = test != NULL ? rsc_dataset_ref (test) : NULL;
  base->network = rsc_network_ref (network);
  base->set = set != NULL ? rsc_optimal_set_ref (set) : NULL;
  base->set_neurons =
    set_neurons != NULL ? g_memdup2 (set_neurons, MAX (m, 1) * sizeof (gsize)) : NULL;
  base->lambda = lambda;
  base->n = n;
  base->d = d;
  base->m = m;
  base->x = rsc_dataset_dup_design (dataset, bias);
  base->on = g_new0 (guint8, MAX (m * n, 1));
  base->columns = compute_hidden (network, n, base->x, base->on);
  base->lengths = g_new0 (double, MAX (m, 1));
  base->norms = g_new0 (double, MAX (m, 1));
  base->signs = g_new0 (int, MAX (m, 1));
  base->fit = g_new0 (double, n);
  base->train_is_class = rsc_classes_are_signs (dataset);
  base->test_is_class = test != NULL && rsc_classes_are_signs (test);
  base->with_singular = (double) n * (double) m * (double) m * (double) MIN (n, m) <= SINGULAR_WORK;
  factor = g_new0 (double, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    {
      double *column = base->columns + i * n;
      double length = cblas_dnrm2 ((int) n, column, 1);

      base->norms[i] =
        cblas_dnrm2 ((int) d, rsc_network_get_hidden (network) + i * d, 1) * fabs (output[i]);
      base->signs[i] = output[i] < 0.0 ? -1 : 1;
      base->lengths[i] = length * fabs (output[i]);
      if (!isfinite (base->norms[i]) || !isfinite (base->lengths[i]))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                       _ ("Neuron %zu of the network is too large for these data."), i + 1);
          return NULL;
        }
      for (gsize p = 0; p < n; p++)
        column[p] = length > 0.0 ? base->signs[i] * (column[p] / length) : 0.0;
      if (base->lengths[i] == 0.0)
        memset (column, 0, n * sizeof (double));
      factor[i] = base->norms[i] > 0.0 ? 1.0 : 0.0;
      largest = MAX (largest, base->lengths[i]);
      total += base->lengths[i];
    }
  if (test != NULL)
    {
      const gsize n_test = rsc_dataset_get_n (test);
      g_autofree double *x = rsc_dataset_dup_design (test, bias);

      base->test_values = compute_hidden (network, n_test, x, NULL);
      for (gsize i = 0; i < m; i++)
        cblas_dscal ((int) n_test, output[i], base->test_values + i * n_test, 1);
    }
  rsc_activations_compute_fit (base, factor, base->fit);
  base->fit_norm = cblas_dnrm2 ((int) n, base->fit, 1);
  base->fit_error = RSC_TOLERANCE_FIT_ROUNDING * total;
  if (base->fit_norm <= base->fit_error)
    base->fit_norm = largest;
  return g_steal_pointer (&base);
}
