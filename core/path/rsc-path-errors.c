/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-errors.h"

#include <math.h>

static double
measure (RscOptimalSet *set, const double *a, RscDataset *points)
{
  g_autoptr (RscNetwork) network = NULL;
  g_autofree double *f = NULL;
  const double *y;
  double sum = 0.0;
  gsize n;

  if (points == NULL || rsc_dataset_get_n (points) == 0)
    return NAN;
  n = rsc_dataset_get_n (points);
  y = rsc_dataset_get_y (points);
  f = g_new (double, n);
  network = rsc_optimal_set_dup_network (set, a);
  rsc_network_predict (network, n, rsc_dataset_get_x (points), f);
  for (gsize k = 0; k < n; k++)
    sum += (f[k] - y[k]) * (f[k] - y[k]);
  return sum / (double) n;
}

RscPathErrors *
rsc_path_errors_new (RscPath *path, RscDataset *test)
{
  RscPathErrors *self;
  RscProblem *problem;
  gsize n;

  g_return_val_if_fail (path != NULL, NULL);

  problem = rsc_path_get_problem (path);
  n = rsc_path_get_n_points (path);
  self = g_new0 (RscPathErrors, 1);
  self->n = n;
  self->n_train = rsc_problem_get_n (problem);
  self->lambda_max = rsc_problem_get_lambda_max (problem);
  self->lambda = g_new0 (double, MAX (1, n));
  self->train = g_new0 (double, MAX (1, n));
  self->test = g_new0 (double, MAX (1, n));
  self->narrowest_test = g_new0 (double, MAX (1, n));
  self->width = g_new0 (gsize, MAX (1, n));
  self->proved = g_new0 (gboolean, MAX (1, n));
  for (gsize k = 0; k < n; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);

      self->lambda[k] = rsc_solution_get_lambda (point->solution);
      self->train[k] = rsc_solution_get_squared_error (point->solution) / (double) self->n_train;
      self->test[k] = measure (point->set, rsc_optimal_set_get_min_norm (point->set), test);
      self->narrowest_test[k] =
        measure (point->set, rsc_optimal_set_get_narrowest (point->set), test);
      self->width[k] = rsc_optimal_set_get_narrowest_width (point->set);
      self->proved[k] = rsc_optimal_set_get_narrowest_proved (point->set);
    }
  return self;
}

void
rsc_path_errors_free (RscPathErrors *self)
{
  if (self == NULL)
    return;
  g_free (self->lambda);
  g_free (self->train);
  g_free (self->test);
  g_free (self->narrowest_test);
  g_free (self->width);
  g_free (self->proved);
  g_free (self);
}
