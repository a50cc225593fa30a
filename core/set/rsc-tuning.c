/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-tuning-private.h"

#include <math.h>
#include <string.h>

struct _RscTuning
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  RscEqualFit *fit;
  RscTuningPick picks[RSC_N_TUNING_CRITERIA];
  RscTuningRange range;
};

static const char *const criterion_names[] = { "min-norm",  "extreme", "validation", "test",
                                               "narrowest", "random",  "worst-test" };

const char *
rsc_tuning_criterion_to_string (RscTuningCriterion criterion)
{
  g_return_val_if_fail (criterion < RSC_N_TUNING_CRITERIA, NULL);

  return criterion_names[criterion];
}

void
rsc_tuning_settings_init (RscTuningSettings *self)
{
  *self = (RscTuningSettings){ .seed = 1, .with_bounds = TRUE };
}

/* Picks by @field and scores them. */
static gboolean
tune (RscTuning *self,
      const RscTuningField *field,
      const RscNeuron *const *neurons,
      RscDataset *train,
      RscDataset *validation,
      RscDataset *test,
      gboolean bias,
      const RscTuningSettings *settings,
      GCancellable *cancellable,
      GError **error)
{
  RscTuningPoints of_train, of_validation, of_test;
  gboolean done;

  rsc_tuning_points_init (&of_train, field->m, neurons, train, bias, settings->as_relu);
  rsc_tuning_points_init (&of_validation, field->m, neurons, validation, bias, settings->as_relu);
  rsc_tuning_points_init (&of_test, field->m, neurons, test, bias, settings->as_relu);
  done =
    rsc_tuning_pick_all (field, &of_validation, &of_test, settings, self->picks, cancellable, error)
    && rsc_tuning_find_range (field, &of_test, settings, self->picks, &self->range, cancellable,
                              error);
  for (gsize k = 0; done && k < RSC_N_TUNING_CRITERIA; k++)
    if (self->picks[k].a != NULL)
      {
        self->picks[k].train = rsc_tuning_points_score (&of_train, self->picks[k].a);
        self->picks[k].validation = rsc_tuning_points_score (&of_validation, self->picks[k].a);
        self->picks[k].test = rsc_tuning_points_score (&of_test, self->picks[k].a);
      }
  rsc_tuning_points_clear (&of_train);
  rsc_tuning_points_clear (&of_validation);
  rsc_tuning_points_clear (&of_test);
  return done;
}

RscTuning *
rsc_tuning_new (RscOptimalSet *set,
                RscDataset *validation,
                RscDataset *test,
                const RscTuningSettings *settings,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (set != NULL && settings != NULL, NULL);
  g_return_val_if_fail (
    rsc_optimal_set_get_polytope (set) != NULL || rsc_optimal_set_get_n_neurons (set) == 0, NULL);

  g_autoptr (RscTuning) self = g_new0 (RscTuning, 1);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscPolytope *polytope = rsc_optimal_set_get_polytope (set);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  g_autofree const RscNeuron **neurons = g_new0 (const RscNeuron *, m + 1);
  g_autofree const double **vertices = g_new0 (const double *, n_vertices + 1);
  const RscTuningField field = {
    .m = m,
    .set = polytope != NULL ? rsc_polytope_as_set (polytope) : NULL,
    .polytope = polytope,
    .reach = INFINITY,
    .cap = INFINITY,
    .trusted = rsc_optimal_set_is_trusted (set),
    .min_norm = rsc_optimal_set_get_min_norm (set),
    .narrowest = rsc_optimal_set_get_narrowest (set),
    .narrowest_proved = rsc_optimal_set_get_narrowest_proved (set),
    .n_vertices = n_vertices,
    .vertices = vertices,
    .complete = rsc_optimal_set_get_vertices_complete (set),
  };

  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  for (gsize i = 0; i < m; i++)
    neurons[i] = rsc_optimal_set_get_neuron (set, i);
  for (gsize k = 0; k < n_vertices; k++)
    vertices[k] = rsc_optimal_set_get_vertex (set, k);
  return tune (self, &field, neurons, rsc_problem_get_dataset (problem), validation, test,
               rsc_problem_get_bias (problem), settings, cancellable, error)
           ? g_steal_pointer (&self)
           : NULL;
}

RscTuning *
rsc_tuning_new_for_fit (RscEqualFit *fit,
                        RscDataset *validation,
                        RscDataset *test,
                        const RscTuningSettings *settings,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (fit != NULL && settings != NULL, NULL);

  g_autoptr (RscTuning) self = g_new0 (RscTuning, 1);
  RscPolyhedron *points = rsc_equal_fit_get_points (fit);
  const gsize m = rsc_equal_fit_get_n_neurons (fit);
  const gsize n_vertices = rsc_polyhedron_get_n_vertices (points);
  g_autofree const RscNeuron **neurons = g_new0 (const RscNeuron *, m + 1);
  g_autofree const double **vertices = g_new0 (const double *, n_vertices + 1);
  const RscTuningField field = {
    .m = m,
    .set = rsc_polyhedron_as_set (points),
    .polytope = rsc_polyhedron_get_body (points),
    .unbounded = !rsc_polyhedron_is_bounded (points),
    .polyhedron = points,
    .reach = rsc_polyhedron_get_reach (points),
    .cap = MIN (rsc_polyhedron_get_reach (points), rsc_equal_fit_get_largest_penalty (fit)),
    .trusted = TRUE,
    .n_vertices = n_vertices,
    .vertices = vertices,
    .complete = rsc_polyhedron_get_vertices_complete (points),
  };

  g_atomic_ref_count_init (&self->ref_count);
  self->fit = rsc_equal_fit_ref (fit);
  for (gsize i = 0; i < m; i++)
    neurons[i] = rsc_equal_fit_get_neuron (fit, i);
  for (gsize k = 0; k < n_vertices; k++)
    vertices[k] = rsc_polyhedron_get_vertex (points, k);
  return tune (self, &field, neurons, rsc_equal_fit_get_dataset (fit), validation, test,
               rsc_network_get_bias (rsc_equal_fit_get_network (fit)), settings, cancellable, error)
           ? g_steal_pointer (&self)
           : NULL;
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
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->fit, rsc_equal_fit_unref);
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

RscEqualFit *
rsc_tuning_get_fit (const RscTuning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fit;
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

  *low = self->range.low;
  *high = self->range.high;
  *low_bound = self->range.low_bound;
  *high_bound = self->range.high_bound;
}
