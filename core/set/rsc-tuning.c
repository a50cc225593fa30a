/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-tuning.h"

#include "core/data/rsc-classes.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

struct _RscTuning
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  RscTuningPick picks[RSC_N_TUNING_CRITERIA];
  double low;
  double high;
  double low_bound;
  double high_bound;
};

/* What every neuron of norm 1 says at some points: f = V a. */
typedef struct
{
  gsize n;
  gsize m;
  double *v; /* n × m */
  const double *y;
  gboolean is_class;
} Points;

static const char *const criterion_names[] = { "min-norm",  "extreme", "validation", "test",
                                               "narrowest", "random",  "worst-test" };

const char *
rsc_tuning_criterion_to_string (RscTuningCriterion criterion)
{
  g_return_val_if_fail (criterion < RSC_N_TUNING_CRITERIA, NULL);

  return criterion_names[criterion];
}

static void
points_init (Points *self, const RscOptimalSet *set, RscDataset *dataset)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize d = rsc_problem_get_d (problem);
  g_autofree double *x = NULL;

  *self = (Points){ .m = rsc_optimal_set_get_n_neurons (set) };
  if (dataset == NULL)
    return;
  self->n = rsc_dataset_get_n (dataset);
  self->y = rsc_dataset_get_y (dataset);
  self->is_class = rsc_classes_are_signs (dataset);
  self->v = g_new (double, MAX (1, self->n * self->m));
  x = rsc_dataset_dup_design (dataset, rsc_problem_get_bias (problem));
  for (gsize k = 0; k < self->n; k++)
    for (gsize i = 0; i < self->m; i++)
      {
        const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
        const double *row = x + k * d;
        const double value = neuron->sign * cblas_ddot ((int) d, row, 1, neuron->direction, 1);
        const gboolean open = neuron->gate != NULL
                                ? cblas_ddot ((int) d, row, 1, neuron->gate, 1) >= 0.0
                                : neuron->sign * value > 0.0;

        self->v[k * self->m + i] = open ? value : 0.0;
      }
}

static void
points_clear (Points *self)
{
  g_free (self->v);
}

static double
predict (const Points *points, gsize k, const double *a)
{
  return cblas_ddot ((int) points->m, points->v + k * points->m, 1, a, 1);
}

static RscTuningScore
score (const Points *points, const double *a)
{
  RscTuningScore result = { NAN, NAN };
  double sum = 0.0;
  gsize right = 0;

  if (points->n == 0)
    return result;
  for (gsize k = 0; k < points->n; k++)
    {
      const double f = predict (points, k, a), y = points->y[k];

      sum += (f - y) * (f - y);
      right += f * y > 0.0;
    }
  result.error = sum / (double) points->n;
  if (points->is_class)
    result.accuracy = (double) right / (double) points->n;
  return result;
}

/* Takes @a. */
static void
pick (RscTuning *self, RscTuningCriterion criterion, double *a, gboolean proved)
{
  self->picks[criterion].a = a;
  self->picks[criterion].proved = proved;
}

static double *
dup_norms (const RscTuning *self, const double *a)
{
  return g_memdup2 (a, MAX (1, rsc_optimal_set_get_n_neurons (self->set)) * sizeof (double));
}

/* Least squared error at the points. */
static void
pick_fit (RscTuning *self, RscTuningCriterion criterion, const Points *points)
{
  RscPolytope *polytope = rsc_optimal_set_get_polytope (self->set);
  gboolean proved = TRUE;
  double *a;

  if (points->n == 0)
    return;
  a = g_new0 (double, MAX (1, points->m));
  if (points->m > 0)
    proved = rsc_polytope_fit_point (polytope, points->n, points->v, points->y, a);
  pick (self, criterion, a, proved && rsc_optimal_set_is_trusted (self->set));
}

/* A convex function has its largest value at a vertex. */
static void
pick_worst (RscTuning *self, const Points *points)
{
  const double *worst = rsc_optimal_set_get_min_norm (self->set);

  if (points->n == 0)
    return;
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (self->set); k++)
    {
      const double *a = rsc_optimal_set_get_vertex (self->set, k);

      if (score (points, a).error > score (points, worst).error)
        worst = a;
    }
  pick (self, RSC_TUNING_WORST_TEST, dup_norms (self, worst),
        rsc_optimal_set_get_vertices_complete (self->set));
}

static gboolean
pick_extreme (RscTuning *self, guint64 seed, GCancellable *cancellable, GError **error)
{
  const gsize m = rsc_optimal_set_get_n_neurons (self->set);
  g_autofree double *cost = g_new (double, MAX (1, m));
  g_autofree double *a = g_new0 (double, MAX (1, m));
  gsl_rng *rng = rsc_random_new (seed);

  for (gsize i = 0; i < m; i++)
    cost[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
  if (m > 0 && !rsc_optimal_set_minimise_many (self->set, 1, cost, NULL, a, cancellable, error))
    return FALSE;
  pick (self, RSC_TUNING_EXTREME, g_steal_pointer (&a), TRUE);
  return TRUE;
}

static void
see_accuracy (RscTuning *self, const Points *points, const double *a)
{
  const double accuracy = score (points, a).accuracy;

  self->low = MIN (self->low, accuracy);
  self->high = MAX (self->high, accuracy);
}

/* The range of each prediction over the set says which points are always right, and which never. */
static gboolean
find_range (RscTuning *self, const Points *points, GCancellable *cancellable, GError **error)
{
  const gsize n = points->n, m = points->m;
  gsize never = 0, always = 0;

  self->low = self->high = self->low_bound = self->high_bound = NAN;
  if (!points->is_class || n == 0)
    return TRUE;
  g_autofree double *costs = g_new (double, MAX (1, 2 * n * m));
  g_autofree double *ends = g_new0 (double, 2 * n);
  g_autofree double *at = g_new0 (double, MAX (1, 2 * n * m));

  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < m; i++)
      {
        costs[2 * k * m + i] = points->v[k * m + i];
        costs[(2 * k + 1) * m + i] = -points->v[k * m + i];
      }
  if (m > 0
      && !rsc_optimal_set_minimise_many (self->set, 2 * n, costs, ends, at, cancellable, error))
    return FALSE;
  self->low = 1.0;
  self->high = 0.0;
  for (gsize k = 0; k < n; k++)
    {
      const double y = points->y[k], least = y > 0.0 ? ends[2 * k] : ends[2 * k + 1];
      const double most = y > 0.0 ? -ends[2 * k + 1] : -ends[2 * k];
      double size = 0.0;

      for (gsize i = 0; i < m; i++)
        size += fabs (points->v[k * m + i]) * rsc_optimal_set_get_neuron (self->set, i)->norm_max;
      /* y f lies in [least, most]; within rounding of 0 it can be either. */
      always += least > RSC_TOLERANCE_SIGN * size;
      never += most < -RSC_TOLERANCE_SIGN * size || size == 0.0;
    }
  self->low_bound = (double) always / (double) n;
  self->high_bound = (double) (n - never) / (double) n;
  for (gsize k = 0; k < 2 * n; k++)
    see_accuracy (self, points, at + k * m);
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (self->set); k++)
    see_accuracy (self, points, rsc_optimal_set_get_vertex (self->set, k));
  for (gsize k = 0; k < RSC_N_TUNING_CRITERIA; k++)
    if (self->picks[k].a != NULL)
      see_accuracy (self, points, self->picks[k].a);
  return TRUE;
}

static gboolean
pick_all (RscTuning *self,
          const Points *validation,
          const Points *test,
          guint64 seed,
          GCancellable *cancellable,
          GError **error)
{
  double *random = g_new0 (double, MAX (1, rsc_optimal_set_get_n_neurons (self->set)));

  rsc_optimal_set_sample (self->set, seed, random);
  pick (self, RSC_TUNING_RANDOM, random, TRUE);
  pick (self, RSC_TUNING_MIN_NORM, dup_norms (self, rsc_optimal_set_get_min_norm (self->set)),
        TRUE);
  pick (self, RSC_TUNING_NARROWEST, dup_norms (self, rsc_optimal_set_get_narrowest (self->set)),
        rsc_optimal_set_get_narrowest_proved (self->set));
  pick_fit (self, RSC_TUNING_VALIDATION, validation);
  pick_fit (self, RSC_TUNING_TEST, test);
  pick_worst (self, test);
  return pick_extreme (self, seed, cancellable, error)
         && find_range (self, test, cancellable, error);
}

RscTuning *
rsc_tuning_new (RscOptimalSet *set,
                RscDataset *validation,
                RscDataset *test,
                guint64 seed,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (
    rsc_optimal_set_get_polytope (set) != NULL || rsc_optimal_set_get_n_neurons (set) == 0, NULL);

  g_autoptr (RscTuning) self = g_new0 (RscTuning, 1);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  Points train, of_validation, of_test;
  gboolean done;

  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  points_init (&train, set, rsc_problem_get_dataset (problem));
  points_init (&of_validation, set, validation);
  points_init (&of_test, set, test);
  done = pick_all (self, &of_validation, &of_test, seed, cancellable, error);
  for (gsize k = 0; done && k < RSC_N_TUNING_CRITERIA; k++)
    if (self->picks[k].a != NULL)
      {
        self->picks[k].train = score (&train, self->picks[k].a);
        self->picks[k].validation = score (&of_validation, self->picks[k].a);
        self->picks[k].test = score (&of_test, self->picks[k].a);
      }
  points_clear (&train);
  points_clear (&of_validation);
  points_clear (&of_test);
  return done ? g_steal_pointer (&self) : NULL;
}

RscTuning *
rsc_tuning_ref (RscTuning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_tuning_unref (RscTuning *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_optimal_set_unref (self->set);
  for (gsize k = 0; k < RSC_N_TUNING_CRITERIA; k++)
    g_free (self->picks[k].a);
  g_free (self);
}

RscOptimalSet *
rsc_tuning_get_set (const RscTuning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->set;
}

const RscTuningPick *
rsc_tuning_get_pick (const RscTuning *self, RscTuningCriterion criterion)
{
  g_return_val_if_fail (self != NULL && criterion < RSC_N_TUNING_CRITERIA, NULL);

  return self->picks + criterion;
}

void
rsc_tuning_get_accuracy_range (const RscTuning *self,
                               double *low,
                               double *high,
                               double *low_bound,
                               double *high_bound)
{
  g_return_if_fail (self != NULL);

  *low = self->low;
  *high = self->high;
  *low_bound = self->low_bound;
  *high_bound = self->high_bound;
}
