/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-state.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

RscPathState *
rsc_path_state_ref (RscPathState *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_path_state_unref (RscPathState *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_free (self->ids);
  g_free (self->sides);
  g_free (self);
}

void
rsc_path_state_take (RscPathState **place, RscPathState *state)
{
  if (*place != NULL)
    rsc_path_state_unref (*place);
  *place = state;
}

static gboolean
is_gated (const RscPathTracer *self)
{
  return rsc_problem_get_activation (self->record->problem) == RSC_ACTIVATION_GATED;
}

/* A gate decides which points a gated neuron is active on, whatever its direction: it has no kink
 * to follow, and all sides stay 0. */
static void
find_sides (const RscPathTracer *self, RscPathState *state)
{
  const RscProblem *problem = self->record->problem;
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);

  g_autofree double *limits = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    limits[i] = RSC_TOLERANCE_KINK * cblas_dnrm2 ((int) d, x + i * d, 1);
  state->sides = g_new0 (gint8, state->n_neurons * n + 1);
  for (gsize k = 0; k < state->n_neurons && !is_gated (self); k++)
    {
      const double *u = rsc_optimal_set_get_neuron (state->set, k)->direction;

      for (gsize i = 0; i < n; i++)
        {
          const double value = rsc_gram_dot_short (d, x + i * d, u);

          if (fabs (value) > limits[i])
            state->sides[k * n + i] = value > 0.0 ? 1 : -1;
        }
    }
}

/* The state of @solution. @at_point: as much about the set as the settings ask for; else only what
 * is needed to compare. */
RscPathState *
rsc_path_state_new_at (RscPathTracer *self,
                       RscSolution *solution,
                       gboolean at_point,
                       GError **error)
{
  RscOptimalSetSettings set = self->set;
  g_autoptr (RscPathState) state = g_new0 (RscPathState, 1);

  g_atomic_ref_count_init (&state->ref_count);
  state->lambda = rsc_solution_get_lambda (solution);
  state->at_point = at_point;
  state->solution = rsc_solution_ref (solution);
  set.support_only = !at_point;
  /* The pricer is of the problem with the patterns found last. */
  state->set = rsc_solution_get_problem (solution) == rsc_pricer_get_problem (self->pricer)
                 ? rsc_optimal_set_new_priced (solution, self->pricer, &set, NULL, NULL,
                                               self->cancellable, error)
                 : rsc_optimal_set_new (solution, &set, NULL, NULL, self->cancellable, error);
  if (state->set == NULL)
    return NULL;
  state->n_neurons = rsc_optimal_set_get_n_support (state->set);
  state->ids = g_new (gsize, state->n_neurons + 1);
  for (gsize k = 0; k < state->n_neurons; k++)
    state->ids[k] = RSC_PATH_NO_NEURON;
  find_sides (self, state);
  return g_steal_pointer (&state);
}

/* What all patterns say of @solution, which is taken. */
static RscSolution *
certify (RscPathTracer *self, RscSolution *solution, GError **error)
{
  gsize n_new = 0;
  g_autoptr (RscSolution) own = solution;
  g_autoptr (RscSolution) certified =
    rsc_generation_certify (self->generation, own, RSC_TOLERANCE_PATH_MARGIN, self->deadline,
                            &n_new, self->cancellable, error);

  if (certified != NULL && n_new > 0)
    self->misses = TRUE;
  else if (certified != NULL && !rsc_solution_is_over_all (certified))
    rsc_path_record_add_uncertain (self->record, certified);
  if (certified != NULL && n_new > 0 && !self->may_miss)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_LIMIT,
                           _ ("The patterns at hand are not all that are needed."));
      return NULL;
    }
  return g_steal_pointer (&certified);
}

RscPathState *
rsc_path_state_new (RscPathTracer *self,
                    double lambda,
                    RscSolution *warm,
                    gboolean at_point,
                    GError **error)
{
  g_autoptr (RscSolution) solution =
    rsc_solver_run (self->solver, lambda, warm, NULL, NULL, self->cancellable, error);

  if (solution != NULL && self->generation != NULL)
    solution = certify (self, solution, error);
  return solution != NULL ? rsc_path_state_new_at (self, solution, at_point, error) : NULL;
}

/* The λ halfway, in log λ. No product of two: that can leave the range of a double. */
double
rsc_path_state_get_middle (const RscPathState *above, const RscPathState *below)
{
  return above->lambda * sqrt (below->lambda / above->lambda);
}

gboolean
rsc_path_state_is_solved (const RscPathState *self)
{
  return rsc_solution_is_solved (self->solution);
}

gboolean
rsc_path_state_is_sure (const RscPathState *self)
{
  return rsc_path_state_is_solved (self) && rsc_optimal_set_is_trusted (self->set);
}

gboolean
rsc_path_state_is_width_known (const RscPathState *self)
{
  return rsc_optimal_set_get_narrowest_proved (self->set);
}

double
rsc_path_state_get_distance (const RscPathTracer *self, const RscNeuron *a, const RscNeuron *b)
{
  const gsize d = rsc_problem_get_d (self->record->problem);
  double sum = 0.0;

  if (is_gated (self))
    return a->pattern == b->pattern && a->sign == b->sign ? 0.0 : G_MAXDOUBLE;
  if (a->sign != b->sign)
    return G_MAXDOUBLE;
  for (gsize k = 0; k < d; k++)
    sum += (a->direction[k] - b->direction[k]) * (a->direction[k] - b->direction[k]);
  return sqrt (sum);
}

/* The neuron of @to nearest to neuron @k of @from; *@rival the second distance. */
static gsize
nearest (const RscPathTracer *self,
         const RscPathState *from,
         gsize k,
         const RscPathState *to,
         double *first,
         double *rival)
{
  gsize found = G_MAXSIZE;

  *first = *rival = G_MAXDOUBLE;
  for (gsize j = 0; j < to->n_neurons; j++)
    {
      const double far = rsc_path_state_get_distance (
        self, rsc_optimal_set_get_neuron (from->set, k), rsc_optimal_set_get_neuron (to->set, j));
      if (far < *first)
        {
          *rival = *first;
          *first = far;
          found = j;
        }
      else
        *rival = MIN (*rival, far);
    }
  return found;
}

/* origin[j]: the neuron of @a that neuron j of @b is, or G_MAXSIZE: both are each other's nearest,
 * and no further apart than the step allows. Returns whether every match was clear. */
gboolean
rsc_path_state_match (const RscPathTracer *self,
                      const RscPathState *a,
                      const RscPathState *b,
                      gsize *origin)
{
  const double step = fabs (log (a->lambda / b->lambda));
  const double reach = MIN (RSC_PATH_TURN_MAX, RSC_PATH_TURN_RATE * step + RSC_TOLERANCE_TURN);
  gboolean clear = TRUE;

  for (gsize j = 0; j < b->n_neurons; j++)
    {
      double first, rival, back, other;
      const gsize k = nearest (self, b, j, a, &first, &rival);

      origin[j] = G_MAXSIZE;
      if (k == G_MAXSIZE || first > reach || nearest (self, a, k, b, &back, &other) != j)
        continue;
      origin[j] = k;
      if (first > RSC_TOLERANCE_TURN && MIN (rival, other) < RSC_PATH_RIVAL * first)
        clear = FALSE;
    }
  return clear;
}

/* The ids of @b from those of @a; a neuron without origin gets a new one. */
void
rsc_path_state_inherit (RscPathTracer *self, const RscPathState *a, RscPathState *b)
{
  g_autofree gsize *origin = g_new (gsize, b->n_neurons + 1);

  rsc_path_state_match (self, a, b, origin);
  for (gsize j = 0; j < b->n_neurons; j++)
    b->ids[j] = origin[j] == G_MAXSIZE ? self->record->n_ids++ : a->ids[origin[j]];
}

/* Whether nothing happened from @a to @b. *@clear: see rsc_path_state_match(). */
gboolean
rsc_path_state_is_same (const RscPathTracer *self,
                        const RscPathState *a,
                        const RscPathState *b,
                        gboolean *clear)
{
  const gsize n = rsc_problem_get_n (self->record->problem);
  g_autofree gsize *origin = g_new (gsize, b->n_neurons + 1);

  *clear = TRUE;
  if (a->n_neurons != b->n_neurons
      || rsc_optimal_set_is_unique (a->set) != rsc_optimal_set_is_unique (b->set))
    return FALSE;
  *clear = rsc_path_state_match (self, a, b, origin);
  for (gsize j = 0; j < b->n_neurons; j++)
    if (origin[j] == G_MAXSIZE || memcmp (a->sides + origin[j] * n, b->sides + j * n, n) != 0)
      return FALSE;
  return TRUE;
}
