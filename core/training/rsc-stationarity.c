/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-stationarity.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-solver.h"
#include "core/training/rsc-settling.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>

struct _RscStationarity
{
  gatomicrefcount ref_count;
  RscStationarityClass class;
  RscStationarityClass settled_class;
  gboolean by_settling;
  RscSolution *optimum;
  RscNetwork *network;
  double objective;
  RscClarke *clarke;
  RscNetwork *settled;
  double distance;
  double settled_objective;
  RscClarke *settled_clarke;
  RscSolution *restricted;
};

static const char *const class_names[] = { "optimal", "stationary", "not stationary" };

const char *
rsc_stationarity_class_to_string (RscStationarityClass klass)
{
  g_return_val_if_fail (klass < G_N_ELEMENTS (class_names), NULL);

  return class_names[klass];
}

static double
get_excess (const RscStationarity *self, double objective)
{
  const double bound = rsc_solution_get_dual_objective (self->optimum);

  if (!isfinite (objective))
    return INFINITY;
  return objective > 0.0 ? (objective - bound) / objective : 0.0;
}

/* The squared distance of the weights of neuron i of the network, with balanced layers, from neuron
 * j of the settled one, or from 0 where @j is not one; *@size: its own squared length. */
static double
compare (const RscStationarity *self, gsize i, gsize j, double *size)
{
  const gsize d = rsc_network_get_d (self->network);
  g_autofree double *one = g_new (double, d);
  g_autofree double *other = g_new0 (double, d);
  double sum = 0.0, length, root = 0.0;

  rsc_network_get_convex (self->network, i, one);
  length = sqrt (cblas_dnrm2 ((int) d, one, 1));
  *size = 2 * length * length;
  if (j != G_MAXSIZE)
    {
      rsc_network_get_convex (self->settled, j, other);
      root = sqrt (cblas_dnrm2 ((int) d, other, 1));
    }
  for (gsize k = 0; k < d; k++)
    {
      const double difference =
        (length > 0.0 ? one[k] / length : 0.0) - (root > 0.0 ? other[k] / root : 0.0);

      sum += difference * difference;
    }
  return sum + (length - root) * (length - root);
}

/* @origins: which neuron of the network each of the settled one was. */
static double
measure_distance (const RscStationarity *self, const gsize *origins)
{
  const gsize left = rsc_network_get_width (self->settled);
  gsize next = 0;
  double sum = 0.0, total = 0.0;

  for (gsize i = 0; i < rsc_network_get_width (self->network); i++)
    {
      const gboolean stayed = next < left && origins[next] == i;
      double size;

      sum += compare (self, i, stayed ? next : G_MAXSIZE, &size);
      total += size;
      next += stayed;
    }
  return sum > 0.0 ? sqrt (sum / total) : 0.0;
}

static gboolean
settle (RscStationarity *self, GCancellable *cancellable, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (self->optimum);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const double lambda = rsc_solution_get_lambda (self->optimum);
  g_autofree gsize *origins = g_new (gsize, MAX (1, rsc_network_get_width (self->network)));
  gboolean is_settled;

  self->settled =
    rsc_settling_find (dataset, self->network, lambda, &is_settled, origins, cancellable, error);
  if (self->settled == NULL)
    return FALSE;
  if (!is_settled)
    {
      g_clear_pointer (&self->settled, rsc_network_unref);
      return TRUE;
    }
  self->settled_objective = rsc_network_objective (self->settled, dataset, lambda);
  self->settled_clarke = rsc_clarke_new (dataset, self->settled, lambda);
  self->distance = measure_distance (self, origins);
  return TRUE;
}

static gboolean
solve_restricted (RscStationarity *self, GCancellable *cancellable, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (self->optimum);
  const double *gates = rsc_network_get_gates (self->network);
  /* As much as the problem at hand took, which somebody may have allowed. */
  const double bytes =
    MAX (rsc_arrangement_count_bytes (
           rsc_problem_get_n (problem), rsc_problem_get_d (problem),
           (double) rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem))),
         rsc_arrangement_get_bytes_max (0));
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (RscProblem) restricted = NULL;

  if (rsc_network_get_width (self->network) == 0)
    return TRUE;
  arrangement = rsc_arrangement_new_from_gates (
    rsc_problem_get_n (problem), rsc_problem_get_d (problem), rsc_problem_get_x (problem),
    rsc_network_get_width (self->network),
    gates != NULL ? gates : rsc_network_get_hidden (self->network), (gsize) bytes, error);
  if (arrangement == NULL)
    return FALSE;
  restricted =
    rsc_problem_new (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem),
                     rsc_problem_get_activation (problem), arrangement, cancellable, error);
  if (restricted == NULL)
    return FALSE;
  self->restricted = rsc_solver_solve (restricted, rsc_solution_get_lambda (self->optimum), NULL,
                                       NULL, NULL, NULL, cancellable, error);
  return self->restricted != NULL;
}

/* Where all targets are 0 so is the optimum, and nothing is a share of it: as 0 counts what is so
 * small a share of λ² / ||X||², the objective where the squared error begins to matter. */
static gboolean
is_as_zero (const RscStationarity *self, double objective)
{
  RscProblem *problem = rsc_solution_get_problem (self->optimum);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *y = rsc_dataset_get_y (rsc_problem_get_dataset (problem));
  const double size = cblas_dnrm2 ((int) (n * d), rsc_problem_get_x (problem), 1);
  const double ratio = size > 0.0 ? rsc_solution_get_lambda (self->optimum) / size : 0.0;

  return cblas_dasum ((int) n, y, 1) == 0.0 && objective >= 0.0
         && objective <= RSC_TOLERANCE_OPTIMAL * ratio * ratio;
}

/* What the objective and the subgradient of one network say. */
static RscStationarityClass
classify (const RscStationarity *self, double objective, const RscClarke *clarke)
{
  /* Far below the bound there are patterns that it does not know: what it bounds is another
   * program's optimum. */
  if (fabs (get_excess (self, objective)) <= RSC_TOLERANCE_OPTIMAL || is_as_zero (self, objective))
    return RSC_STATIONARITY_OPTIMAL;
  if (!isfinite (objective))
    return RSC_STATIONARITY_NONE;
  return rsc_clarke_get_residual (clarke) <= RSC_TOLERANCE_STATIONARY ? RSC_STATIONARITY_STATIONARY
                                                                      : RSC_STATIONARITY_NONE;
}

RscStationarity *
rsc_stationarity_new (RscSolution *optimum,
                      RscNetwork *network,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (optimum != NULL && network != NULL, NULL);

  RscProblem *problem = rsc_solution_get_problem (optimum);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const double lambda = rsc_solution_get_lambda (optimum);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autoptr (RscStationarity) self = NULL;

  g_return_val_if_fail (rsc_network_get_d (network) == rsc_problem_get_d (problem), NULL);
  if (gated != (rsc_network_get_gates (network) != NULL) && rsc_network_get_width (network) > 0)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   gated ? _ ("The network has no gates, but the activation is gated.")
                         : _ ("The network has gates, but the activation is not gated."));
      return NULL;
    }
  self = g_new0 (RscStationarity, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->optimum = rsc_solution_ref (optimum);
  self->network = rsc_network_ref (network);
  self->objective = rsc_network_objective (network, dataset, lambda);
  self->clarke = rsc_clarke_new (dataset, network, lambda);
  self->distance = INFINITY;
  if ((isfinite (self->objective) && !settle (self, cancellable, error))
      || !solve_restricted (self, cancellable, error))
    return NULL;
  self->class = classify (self, self->objective, self->clarke);
  self->settled_class = self->settled != NULL
                          ? classify (self, self->settled_objective, self->settled_clarke)
                          : RSC_STATIONARITY_NONE;
  self->by_settling = self->class == RSC_STATIONARITY_NONE
                      && self->settled_class != RSC_STATIONARITY_NONE
                      && self->distance <= RSC_TOLERANCE_SETTLED
                      && rsc_clarke_get_imbalance (self->clarke) <= RSC_TOLERANCE_BALANCED;
  /* Optimal is only what has the objective of the optimum itself. */
  if (self->by_settling)
    self->class = RSC_STATIONARITY_STATIONARY;
  return g_steal_pointer (&self);
}

RscStationarity *
rsc_stationarity_ref (RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_stationarity_unref (RscStationarity *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_solution_unref (self->optimum);
  rsc_network_unref (self->network);
  g_clear_pointer (&self->clarke, rsc_clarke_unref);
  g_clear_pointer (&self->settled, rsc_network_unref);
  g_clear_pointer (&self->settled_clarke, rsc_clarke_unref);
  g_clear_pointer (&self->restricted, rsc_solution_unref);
  g_free (self);
}

RscStationarityClass
rsc_stationarity_get_class (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, RSC_STATIONARITY_NONE);

  return self->class;
}

RscSolution *
rsc_stationarity_get_optimum (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->optimum;
}

RscNetwork *
rsc_stationarity_get_network (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->network;
}

double
rsc_stationarity_get_objective (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->objective;
}

double
rsc_stationarity_get_excess (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return get_excess (self, self->objective);
}

const RscClarke *
rsc_stationarity_get_clarke (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->clarke;
}

RscNetwork *
rsc_stationarity_get_settled (const RscStationarity *self, double *distance)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (distance != NULL)
    *distance = self->distance;
  return self->settled;
}

double
rsc_stationarity_get_settled_objective (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->settled != NULL ? self->settled_objective : NAN;
}

double
rsc_stationarity_get_settled_excess (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->settled != NULL ? get_excess (self, self->settled_objective) : NAN;
}

const RscClarke *
rsc_stationarity_get_settled_clarke (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->settled_clarke;
}

RscStationarityClass
rsc_stationarity_get_settled_class (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, RSC_STATIONARITY_NONE);

  return self->settled_class;
}

gboolean
rsc_stationarity_is_by_settling (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->by_settling;
}

RscSolution *
rsc_stationarity_get_restricted (const RscStationarity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->restricted;
}
