/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver.h"

#include <math.h>

#include "core/path/rsc-path.h"
#include "core/set/rsc-complex.h"
#include "core/set/rsc-equal-fit.h"
#include "core/training/rsc-descent.h"
#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"

/* Rounding of an objective in double precision, relative: the referee's own. */
#define ROUNDING 1e-13
/* What is told of a network is computed from its weights, and these from norms. */
#define RECOMPUTED 1e-10
/* A network taken from a set may be worse by this: RSC_TOLERANCE_EXCESS. */
#define EXCESS_MAX 1e-8
#define VERTICES_CHECKED 20
#define WIDTH 5
#define STEPS 60

RscNetwork *
solver_make_start (Judge *judge, gsize m)
{
  g_autoptr (GError) error = NULL;
  RscNetwork *network = rsc_training_start_new_random (judge->problem, m, 1.0, m, &error);

  judge_error (judge, "start", error);
  return network;
}

/* ---- the complex ---------------------------------------------------------------------------- */

/* Pieces and isolated ones of the corners with at most @m neurons: two are in one piece where a
 * face has both, that is where their supports have at most @m neurons together. */
static gsize
count_pieces (const Truth *truth, gsize m, gsize *n_vertices, gsize *n_isolated)
{
  const guint n = truth->corners->len;
  g_autofree guint *piece = g_new (guint, n + 1);
  gsize n_pieces = 0;

  *n_vertices = *n_isolated = 0;
  for (guint k = 0; k < n; k++)
    piece[k] = k;
  for (guint k = 0; k < n; k++)
    for (guint l = 0; l < k; l++)
      {
        const guint32 both = g_array_index (truth->corners, Corner, k).support
                             | g_array_index (truth->corners, Corner, l).support;
        const guint from = piece[k];

        if ((gsize) __builtin_popcount (both) <= m && piece[l] != from)
          for (guint i = 0; i < n; i++)
            if (piece[i] == from)
              piece[i] = piece[l];
      }
  for (guint k = 0; k < n; k++)
    {
      gsize size = 0;

      if (g_array_index (truth->corners, Corner, k).width > m)
        continue;
      (*n_vertices)++;
      for (guint i = 0; i < n; i++)
        size += piece[i] == piece[k];
      *n_isolated += size == 1 && g_array_index (truth->corners, Corner, k).width == m;
    }
  for (guint name = 0; name < n; name++)
    {
      gboolean there = FALSE;

      for (guint k = 0; k < n; k++)
        there |= piece[k] == name && g_array_index (truth->corners, Corner, k).width <= m;
      n_pieces += there;
    }
  return n_pieces;
}

void
solver_complex (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscComplex) complex = NULL;

  if (!judge_solve (judge, judge_get_lambda (judge), 0.0, NULL))
    return;
  judge_make_set (judge);
  if (!judge->set || judge->doubt || !judge->truth.complete
      || !rsc_optimal_set_is_trusted (judge->set)
      || !rsc_optimal_set_get_vertices_complete (judge->set)
      || rsc_optimal_set_get_n_vertices (judge->set) != judge->truth.corners->len
      || judge->truth.corners->len > 200)
    return;
  complex = rsc_complex_new_for_set (judge->set, NULL, &error);
  judge_error (judge, "complex", error);
  if (!complex)
    return;
  for (gsize m = 0; m <= judge->truth.m + 1; m++)
    {
      gsize n_vertices, n_isolated;
      const gsize n_pieces = count_pieces (&judge->truth, m, &n_vertices, &n_isolated);
      RscComplexLevel level;

      rsc_complex_get_level (complex, m, &level);
      if (level.proved
          && (level.n_vertices != n_vertices || level.n_components != n_pieces
              || level.n_isolated != n_isolated))
        judge_complain (judge,
                        "complex: %zu vertices, %zu pieces, %zu isolated at %zu, right are %zu, "
                        "%zu, %zu",
                        level.n_vertices, level.n_components, level.n_isolated, m, n_vertices,
                        n_pieces, n_isolated);
    }
}

/* ---- between points of a path --------------------------------------------------------------- */

void
solver_between (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = NULL;
  RscPathSettings settings;
  const double lambda_max = rsc_problem_get_lambda_max (judge->problem);

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.1;
  settings.epsilon = 1e-2;
  settings.locate_events = FALSE;
  path = rsc_path_new (judge->problem, &settings, NULL, NULL, NULL, &error);
  judge_error (judge, "path", error);
  if (!path || rsc_path_get_status (path) != RSC_PATH_COMPLETE)
    return;
  for (int k = 0; k < 3; k++)
    {
      /* From the whole path, and not where a point is likely to be. */
      const double lambda = lambda_max * (0.11 + 0.3 * k + 0.0371 * judge->subject->ratio);
      RscPathInterval interval;
      Quad right, excess;

      if (!rsc_path_get_interval (path, lambda, &interval, NULL))
        {
          judge_complain (judge, "path: nothing at λ = %.17g", lambda);
          continue;
        }
      judge_reset (judge);
      judge->solution = rsc_solution_ref (rsc_path_get_point (path, interval.index)->solution);
      if (!judge_find_optimum (judge, lambda))
        continue;
      right = judge->optimum.objective;
      excess = interval.objective / right - 1;
      if (excess < -(Quad) ROUNDING)
        judge_complain (judge, "path: %.17g between points, the least is %.17g", interval.objective,
                        (double) right);
      if (excess > interval.relative_gap + (Quad) ROUNDING)
        judge_complain (judge, "path: gap of %.2g between points, the excess is %.2g",
                        interval.relative_gap, (double) excess);
      if (!(interval.relative_gap <= settings.epsilon * (1.0 + 1e-9)))
        judge_complain (judge, "path: gap of %.6g between points, promised were %g",
                        interval.relative_gap, settings.epsilon);
    }
}

/* ---- equal fits ----------------------------------------------------------------------------- */

/* Distance of the fits of two networks, relative to what their neurons contribute. */
static double
measure_change (const Judge *judge, const RscNetwork *one, const RscNetwork *other)
{
  const Program *program = &judge->program;
  const RscNetwork *networks[] = { one, other };
  double change = 0.0;
  double size = 0.0;

  for (gsize i = 0; i < program->n; i++)
    {
      Quad f[2] = { 0, 0 };

      for (int k = 0; k < 2; k++)
        for (gsize m = 0; m < rsc_network_get_width (networks[k]); m++)
          {
            const double *hidden = rsc_network_get_hidden (networks[k]) + m * program->d;
            const double *gates = rsc_network_get_gates (networks[k]);
            Quad value = 0;
            Quad gate = 0;

            for (gsize l = 0; l < program->d; l++)
              {
                value += program->x[i * program->d + l] * hidden[l];
                gate += gates ? program->x[i * program->d + l] * gates[m * program->d + l] : 0;
              }
            if (gates ? gate < 0 : value < 0)
              continue;
            value *= rsc_network_get_output (networks[k])[m];
            f[k] += value;
            size = MAX (size, (double) quad_abs (value));
          }
      change = MAX (change, (double) quad_abs (f[0] - f[1]));
    }
  return size > 0.0 ? change / size : 0.0;
}

static void
check_equal_fit (Judge *judge, const char *name, RscNetwork *network, double least_of_all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscEqualFit) fits =
    rsc_equal_fit_new (rsc_problem_get_dataset (judge->problem), network,
                       rsc_problem_get_lambda_max (judge->problem), 50, NULL, &error);
  RscPolyhedron *points;
  gsize m;
  g_autofree double *a = NULL;

  judge_error (judge, "equal fit", error);
  if (!fits)
    return;
  points = rsc_equal_fit_get_points (fits);
  m = rsc_equal_fit_get_n_neurons (fits);
  a = g_new (double, m + 1);
  for (gsize k = 0; k < MIN (VERTICES_CHECKED, rsc_polyhedron_get_n_vertices (points)); k++)
    {
      const double *vertex = rsc_polyhedron_get_vertex (points, k);
      g_autoptr (RscNetwork) there = NULL;
      double change;

      for (gsize i = 0; i < m; i++)
        a[i] = vertex[i];
      /* Every other one from some way along an unbounded direction. */
      if (k % 2 == 1 && rsc_polyhedron_get_n_rays (points) > 0)
        for (gsize i = 0; i < m; i++)
          a[i] += rsc_equal_fit_sum_norms (fits, vertex)
                  * rsc_polyhedron_get_ray (points, k % rsc_polyhedron_get_n_rays (points))[i];
      there = rsc_equal_fit_dup_network (fits, a);
      change = measure_change (judge, network, there);
      if (change > RECOMPUTED)
        judge_complain (judge, "equal-fit: %s: the fit of vertex %zu is %.2g away", name, k + 1,
                        change);
      if (rsc_equal_fit_sum_norms (fits, vertex)
          < rsc_equal_fit_get_least_penalty (fits) * (1.0 - RECOMPUTED))
        judge_complain (judge, "equal-fit: %s: least penalty %.17g, vertex %zu has %.17g", name,
                        rsc_equal_fit_get_least_penalty (fits), k + 1,
                        rsc_equal_fit_sum_norms (fits, vertex));
    }
  if (rsc_equal_fit_get_least_penalty (fits) < least_of_all * (1.0 - EXCESS_MAX))
    judge_complain (judge, "equal-fit: %s: penalty %.17g, the optimum with that fit has %.17g",
                    name, rsc_equal_fit_get_least_penalty (fits), least_of_all);
}

void
solver_equal_fit (Judge *judge)
{
  g_autoptr (RscNetwork) optimal = NULL;
  g_autoptr (RscNetwork) start = solver_make_start (judge, WIDTH);

  if (start)
    check_equal_fit (judge, "random", start, 0.0);
  if (!judge_solve (judge, judge_get_lambda (judge), 0.0, NULL)
      || rsc_solution_get_relative_gap (judge->solution) > 1e-10)
    return;
  optimal = rsc_solution_dup_network (judge->solution);
  /* A fit that is near the optimum's has nearly its penalty: only up to what the gap leaves. */
  if (rsc_network_get_width (optimal) > 0 && judge->subject->ratio >= 1e-2)
    check_equal_fit (judge, "optimal", optimal, (double) judge->optimum.penalty);
}

/* ---- training and the way down -------------------------------------------------------------- */

/* Complains of an objective that is told of @network and is not its own, or below the least. */
static Quad
check_objective (Judge *judge, const char *name, const RscNetwork *network, double said)
{
  const Quad right = judge_evaluate_network (judge, network, NULL);

  if (quad_abs (said - right) > (Quad) RECOMPUTED * right)
    judge_complain (judge, "%s: objective %.17g, is %.17g", name, said, (double) right);
  if (right < judge->optimum.objective * (1 - (Quad) ROUNDING))
    judge_complain (judge, "%s: objective %.17g is below the least, %.17g", name, (double) right,
                    (double) judge->optimum.objective);
  return right;
}

static void
check_descent (Judge *judge, RscNetwork *network)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDescent) descent = NULL;
  Quad before = judge_evaluate_network (judge, network, NULL);
  gsize n_steps;

  if (!judge->set || !rsc_optimal_set_is_trusted (judge->set))
    return;
  descent = rsc_descent_new (judge->set, network, 30, NULL, &error);
  judge_error (judge, "descent", error);
  if (!descent)
    return;
  n_steps = 3 * rsc_descent_get_n_legs (descent);
  for (gsize k = 0; k <= n_steps; k++)
    {
      g_autoptr (RscNetwork) there = rsc_descent_dup_network (descent, (double) k / 3.0);
      const Quad objective = check_objective (
        judge, "descent", there, rsc_descent_get_objective (descent, (double) k / 3.0));

      if (objective > before * (1 + (Quad) RECOMPUTED))
        judge_complain (judge, "descent: objective rises from %.17g to %.17g at step %zu",
                        (double) before, (double) objective, k);
      if (rsc_network_get_width (there) > 30)
        judge_complain (judge, "descent: %zu neurons", rsc_network_get_width (there));
      before = objective;
    }
  if (!rsc_descent_is_complete (descent))
    judge_complain (judge, "descent: 30 neurons are too few");
  else if (before > judge->optimum.objective * (1 + (Quad) EXCESS_MAX))
    judge_complain (judge, "descent: ends at %.17g, the least is %.17g", (double) before,
                    (double) judge->optimum.objective);
}

void
solver_descent (Judge *judge)
{
  g_autoptr (RscNetwork) start = NULL;
  g_autoptr (RscTrainer) trainer = NULL;
  g_autoptr (RscTraining) training = NULL;
  RscTrainingSettings settings;
  const double lambda = judge_get_lambda (judge);

  if (!judge_solve (judge, lambda, 0.0, NULL))
    return;
  start = solver_make_start (judge, WIDTH);
  if (!start)
    return;
  rsc_training_settings_init (&settings);
  settings.method = judge->subject->n % 4;
  settings.step_size = 0.0;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (judge->problem), lambda, start, &settings);
  rsc_trainer_run (trainer, STEPS, NULL);
  training = rsc_trainer_dup_training (trainer);
  for (gsize k = 0; k < rsc_training_get_n_states (training); k += 7)
    {
      const RscTrainingState *state = rsc_training_get_state (training, k);

      check_objective (judge, "training", state->network, state->objective);
    }
  judge_make_set (judge);
  check_descent (judge, rsc_training_get_end (training)->network);
}
