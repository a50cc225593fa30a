/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-distribution.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-envelope.h"
#include "core/set/rsc-tuning.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

static double *
dup_norms (const RscOptimalSet *set, const double *a)
{
  return g_memdup2 (a, MAX (1, rsc_optimal_set_get_n_neurons (set)) * sizeof (double));
}

/* Whether nothing is left open of which networks there are. */
static gboolean
is_certain (const RscOptimalSet *set)
{
  return rsc_optimal_set_is_trusted (set) && rsc_optimal_set_get_n_doubtful (set) == 0;
}

/* ---- numbers that are linear in the norms -------------------------------------------------- */

/* @cost: n_neurons, the number is cost·a. */
static void
fill_cost (RscOptimalSet *set, const RscScalar *scalar, double *cost)
{
  const gsize m = rsc_optimal_set_get_n_neurons (set);

  if (scalar->kind == RSC_SCALAR_NORM)
    {
      cost[scalar->neuron] = 1.0;
      return;
    }
  /* What a network with one neuron of norm 1 says. */
  g_autofree double *a = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    {
      a[i] = 1.0;
      g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);
      rsc_network_predict (network, 1, scalar->x, cost + i);
      a[i] = 0.0;
    }
}

/* What a linear program leaves open of the number, and what rounding does to a neuron's value where
 * that is nearly 0. */
static double
measure_rounding (const RscOptimalSet *set, const double *cost)
{
  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  double sum = 0.0;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      double largest = 0.0;

      for (gsize row = 0; row < rsc_problem_get_n (problem); row++)
        largest = fmax (largest, fabs (neuron->activation[row]));
      sum +=
        neuron->norm_max * (RSC_TOLERANCE_SIGN * fabs (cost[i]) + RSC_TOLERANCE_VALUE * largest);
    }
  return sum;
}

static gboolean
find_linear (RscDistribution *self,
             const RscSetSample *sample,
             const RscScalar *scalar,
             GCancellable *cancellable,
             GError **error)
{
  RscOptimalSet *set = rsc_set_sample_get_set (sample);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree double *costs = g_new0 (double, 2 * m + 1);
  g_autofree double *points = g_new0 (double, 2 * m + 1);
  double ends[2] = { 0.0, 0.0 };

  fill_cost (set, scalar, costs);
  for (gsize i = 0; i < m; i++)
    costs[m + i] = -costs[i];
  if (m > 0 && !rsc_optimal_set_minimise_many (set, 2, costs, ends, points, cancellable, error))
    return FALSE;
  self->low = ends[0];
  self->high = MAX (-ends[1], ends[0]);
  self->at_low = dup_norms (set, points);
  self->at_high = dup_norms (set, points + m);
  self->low_proved = self->high_proved = is_certain (set);
  self->rounding = measure_rounding (set, costs);
  for (gsize k = 0; k < self->n; k++)
    self->values[k] =
      m > 0 ? cblas_ddot ((int) m, costs, 1, rsc_set_sample_get_norms (sample, k), 1) : 0.0;
  return TRUE;
}

/* ---- scores at points ---------------------------------------------------------------------- */

static double
get_score (const RscScalar *scalar, RscTuningScore score)
{
  return scalar->kind == RSC_SCALAR_ERROR ? score.error : score.accuracy;
}

/* Takes the network of norms @a into the range. */
static void
see (RscDistribution *self, RscOptimalSet *set, const double *a, double value)
{
  if (value < self->low)
    {
      self->low = value;
      g_free (self->at_low);
      self->at_low = dup_norms (set, a);
    }
  if (value > self->high)
    {
      self->high = value;
      g_free (self->at_high);
      self->at_high = dup_norms (set, a);
    }
}

static void
see_bounds (RscDistribution *self, const RscScalar *scalar, const RscTuning *tuning)
{
  const gboolean certain = is_certain (rsc_tuning_get_set (tuning));
  double low, high;

  if (scalar->kind == RSC_SCALAR_ERROR)
    {
      self->low_proved = certain && rsc_tuning_get_pick (tuning, RSC_TUNING_TEST)->proved;
      self->high_proved = certain && rsc_tuning_get_pick (tuning, RSC_TUNING_WORST_TEST)->proved;
      return;
    }
  rsc_tuning_get_accuracy_range (tuning, &low, &high, &self->low_bound, &self->high_bound);
  /* The ends of the points' own ranges are networks too. */
  if (low < self->low)
    g_clear_pointer (&self->at_low, g_free);
  if (high > self->high)
    g_clear_pointer (&self->at_high, g_free);
  self->low = MIN (self->low, low);
  self->high = MAX (self->high, high);
  self->low_proved = certain && self->low <= self->low_bound;
  self->high_proved = certain && self->high >= self->high_bound;
}

/* @points: cleared by the caller. */
static void
init_points (RscTuningPoints *points, RscOptimalSet *set, RscDataset *dataset)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree const RscNeuron **neurons = g_new0 (const RscNeuron *, m + 1);

  for (gsize i = 0; i < m; i++)
    neurons[i] = rsc_optimal_set_get_neuron (set, i);
  rsc_tuning_points_init (points, m, neurons, dataset, rsc_problem_get_bias (problem), FALSE);
}

static gboolean
find_scores (RscDistribution *self,
             const RscSetSample *sample,
             const RscScalar *scalar,
             GCancellable *cancellable,
             GError **error)
{
  RscOptimalSet *set = rsc_set_sample_get_set (sample);
  g_autoptr (RscTuning) tuning = NULL;
  RscTuningPoints points;
  RscTuningSettings settings;

  rsc_tuning_settings_init (&settings);
  settings.with_bounds = scalar->kind == RSC_SCALAR_ACCURACY;
  tuning = rsc_tuning_new (set, NULL, scalar->points, &settings, cancellable, error);
  if (tuning == NULL)
    return FALSE;
  init_points (&points, set, scalar->points);
  self->low = INFINITY;
  self->high = -INFINITY;
  for (gsize k = 0; k < RSC_N_TUNING_CRITERIA; k++)
    {
      const RscTuningPick *pick = rsc_tuning_get_pick (tuning, k);

      if (pick->a != NULL)
        see (self, set, pick->a, get_score (scalar, pick->test));
    }
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      const double *a = rsc_optimal_set_get_vertex (set, k);

      see (self, set, a, get_score (scalar, rsc_tuning_points_score (&points, a)));
    }
  for (gsize k = 0; k < self->n; k++)
    {
      const double *a = rsc_set_sample_get_norms (sample, k);

      self->values[k] = get_score (scalar, rsc_tuning_points_score (&points, a));
      see (self, set, a, self->values[k]);
    }
  rsc_tuning_points_clear (&points);
  if (scalar->kind == RSC_SCALAR_ERROR)
    self->rounding = RSC_TOLERANCE_SIGN * self->high;
  see_bounds (self, scalar, tuning);
  return TRUE;
}

/* Copies @scalar and what it borrows. */
static void
take_scalar (RscDistribution *self, const RscScalar *scalar)
{
  RscDataset *train = rsc_problem_get_dataset (
    rsc_solution_get_problem (rsc_optimal_set_get_solution (rsc_distribution_get_set (self))));

  self->scalar = (RscScalar){ .kind = scalar->kind, .neuron = scalar->neuron };
  if (scalar->kind == RSC_SCALAR_PREDICTION)
    self->scalar.x = g_memdup2 (scalar->x, MAX (1, rsc_dataset_get_d (train)) * sizeof (double));
  if (scalar->kind == RSC_SCALAR_ERROR || scalar->kind == RSC_SCALAR_ACCURACY)
    self->scalar.points = rsc_dataset_ref (scalar->points);
}

/* ---- public -------------------------------------------------------------------------------- */

double
rsc_scalar_measure (RscOptimalSet *set, const RscScalar *scalar, const double *a)
{
  double result = NAN;

  g_return_val_if_fail (set != NULL && scalar != NULL && a != NULL, NAN);
  if (scalar->kind == RSC_SCALAR_NORM)
    return a[scalar->neuron];
  if (scalar->kind == RSC_SCALAR_PREDICTION)
    {
      g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);

      rsc_network_predict (network, 1, scalar->x, &result);
      return result;
    }
  RscTuningPoints points;

  init_points (&points, set, scalar->points);
  result = get_score (scalar, rsc_tuning_points_score (&points, a));
  rsc_tuning_points_clear (&points);
  return result;
}

RscDistribution *
rsc_distribution_new (RscSetSample *sample,
                      const RscScalar *scalar,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (sample != NULL && scalar != NULL, NULL);
  g_return_val_if_fail (scalar->kind != RSC_SCALAR_NORM
                          || scalar->neuron
                               < rsc_optimal_set_get_n_neurons (rsc_set_sample_get_set (sample)),
                        NULL);
  g_return_val_if_fail (scalar->kind != RSC_SCALAR_PREDICTION || scalar->x != NULL, NULL);
  g_return_val_if_fail (scalar->kind < RSC_SCALAR_ERROR || scalar->points != NULL, NULL);

  const gsize n_chains = rsc_set_sample_get_n_chains (sample);
  const gsize n = rsc_set_sample_get_n_points (sample);
  g_autoptr (RscDistribution) self = g_new0 (RscDistribution, 1);
  const gboolean linear = scalar->kind == RSC_SCALAR_NORM || scalar->kind == RSC_SCALAR_PREDICTION;

  g_atomic_ref_count_init (&self->ref_count);
  self->sample = rsc_set_sample_ref (sample);
  take_scalar (self, scalar);
  double least, most;

  self->n = n_chains * n;
  self->values = g_new0 (double, self->n);
  self->low_bound = -INFINITY;
  self->high_bound = INFINITY;
  if (!(linear ? find_linear (self, sample, scalar, cancellable, error)
               : find_scores (self, sample, scalar, cancellable, error)))
    return NULL;
  if (self->low_proved)
    self->low_bound = self->low;
  if (self->high_proved)
    self->high_bound = self->high;
  /* Rounding may not carry a value out of the exact range. */
  for (gsize k = 0; k < self->n; k++)
    self->values[k] = CLAMP (self->values[k], self->low, self->high);
  self->mixing = rsc_mixing_check (n_chains, n, self->values);
  /* Values that are all the same show nothing of the walks, unless all networks have that one. */
  gsl_stats_minmax (&least, &most, self->values, 1, self->n);
  if (least == most && !rsc_distribution_is_single (self))
    self->mixing = rsc_set_sample_get_mixing (sample);
  self->mean = gsl_stats_mean (self->values, 1, self->n);
  self->deviation = gsl_stats_sd_m (self->values, 1, self->n, self->mean);
  gsl_sort (self->values, 1, self->n);
  return g_steal_pointer (&self);
}

RscDistribution *
rsc_distribution_ref (RscDistribution *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_distribution_unref (RscDistribution *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_set_sample_unref (self->sample);
  if (self->scalar.points != NULL)
    rsc_dataset_unref (self->scalar.points);
  g_free ((double *) self->scalar.x);
  g_free (self->at_low);
  g_free (self->at_high);
  g_free (self->values);
  g_free (self);
}

RscOptimalSet *
rsc_distribution_get_set (const RscDistribution *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rsc_set_sample_get_set (self->sample);
}

gboolean
rsc_distribution_find_widest (RscOptimalSet *set,
                              double *x,
                              GCancellable *cancellable,
                              GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  const double *rows = rsc_dataset_get_x (dataset);
  const gsize n_pairs = MIN (n * (n - 1) / 2, RSC_WIDEST_PAIRS);
  g_autofree double *places = g_new0 (double, (n_pairs + 1) * d + 1);
  g_autofree double *lower = g_new0 (double, n_pairs + 1);
  g_autofree double *upper = g_new0 (double, n_pairs + 1);
  gsize best = 0;

  g_return_val_if_fail (set != NULL && x != NULL, FALSE);
  /* Neighbours in the file first, then those farther apart: each point has its turn. */
  for (gsize k = 0, apart = 1, i = 0; k < n_pairs; k++)
    {
      for (gsize j = 0; j < d; j++)
        places[k * d + j] = 0.5 * (rows[i * d + j] + rows[(i + apart) * d + j]);
      if (++i + apart >= n)
        {
          apart++;
          i = 0;
        }
    }
  /* One point alone is all there is. */
  if (n_pairs == 0 && d > 0)
    memcpy (places, rows, d * sizeof (double));
  if (!rsc_optimal_set_get_envelope (set, MAX (n_pairs, 1), places, lower, upper, cancellable,
                                     error))
    return FALSE;
  for (gsize k = 1; k < n_pairs; k++)
    if (upper[k] - lower[k] > upper[best] - lower[best])
      best = k;
  memcpy (x, places + best * d, d * sizeof (double));
  return TRUE;
}

gboolean
rsc_distribution_is_single (const RscDistribution *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->high - self->low <= self->rounding;
}

gboolean
rsc_distribution_is_mixed (const RscDistribution *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->mixing.shrink <= 1.0 + RSC_TOLERANCE_MIXED
         && self->mixing.n_effective
              >= (double) (rsc_set_sample_get_n_chains (self->sample) * RSC_MIXED_DRAWS_MIN);
}

void
rsc_distribution_count (const RscDistribution *self, gsize n_bins, gsize *counts)
{
  g_return_if_fail (self != NULL && n_bins >= 1 && counts != NULL);

  const double width = self->high - self->low;

  memset (counts, 0, n_bins * sizeof (gsize));
  for (gsize k = 0; k < self->n; k++)
    {
      const double place = width > 0.0 ? (self->values[k] - self->low) / width : 0.0;

      counts[MIN (n_bins - 1, (gsize) (place * (double) n_bins))]++;
    }
}
