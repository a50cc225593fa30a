/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as small data of small integers, λ and a model: the solution, its certificate, the optimal
 * set with all networks taken from it, their complex, a pruning and a path; the same over patterns
 * that are searched and not listed, the limit λ → 0, networks of equal fit, training and the walk
 * down. The judge is a referee that shares no arithmetic with the program (tests/referee).
 *
 * Bytes: n, features, what (bias, gated, units), λ, then features and targets row by row. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "core/path/rsc-path.h"
#include "core/set/rsc-complex.h"
#include "referee/parts.h"
#include "referee/sweep.h"
#include "solver.h"

#define ROWS_MAX 6
#define FEATURES_MAX 2
#define VERTICES_MAX 200

static gboolean
read_case (Case *self, const guint8 *data, gsize size)
{
  static const double ratios[] = { 0.9, 0.5, 0.3, 0.1, 0.05, 0.01, 1e-3, 1e-4 };
  static const double units[] = { 1.0, 1.0, 1.0, 0.125, 1e-2, 1e2, 1e-3, 1e3 };
  double unit;

  if (size < 6)
    return FALSE;
  *self = (Case){ .family = "bytes",
                  .n = 1 + data[0] % ROWS_MAX,
                  .n_features = 1 + data[1] % FEATURES_MAX,
                  .bias = data[2] & 1,
                  .gated = (data[2] & 2) != 0,
                  .ratio = ratios[data[3] % G_N_ELEMENTS (ratios)] };
  unit = units[(data[2] >> 2) % G_N_ELEMENTS (units)];
  self->features = g_new0 (double, self->n * self->n_features);
  self->targets = g_new0 (double, self->n);
  data += 4;
  size -= 4;
  for (gsize i = 0; i < self->n; i++)
    {
      for (gsize k = 0; k < self->n_features && size > 0; k++, size--)
        self->features[i * self->n_features + k] = unit * (*data++ % 7 - 3.0) + 0.0;
      if (size > 0)
        {
          self->targets[i] = *data++ % 7 - 3.0;
          size--;
        }
    }
  return TRUE;
}

/* What holds of every complex, from its own list of vertices and edges. */
static void
check_complex (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscComplex) complex = NULL;
  gsize largest;
  gsize from;
  gboolean proved;
  RscComplexLevel level;

  if (!judge->set || !rsc_optimal_set_is_trusted (judge->set)
      || rsc_optimal_set_get_n_vertices (judge->set) == 0
      || rsc_optimal_set_get_n_vertices (judge->set) > VERTICES_MAX)
    return;
  complex = rsc_complex_new_for_set (judge->set, NULL, &error);
  judge_error (judge, "complex", error);
  if (!complex)
    return;
  largest = rsc_complex_get_largest_width (complex, &proved);
  from = rsc_complex_get_connected_from (complex, &proved);
  if (proved && from > rsc_complex_get_theorem_bound (complex))
    judge_complain (judge, "complex: connected from %zu, by the theorem from %zu", from,
                    rsc_complex_get_theorem_bound (complex));
  for (gsize m = 1; m <= MAX (largest, from); m++)
    {
      gsize isolated = 0;

      rsc_complex_get_level (complex, m, &level);
      for (gsize v = 0; v < rsc_complex_get_n_vertices (complex); v++)
        {
          gboolean met = FALSE;

          for (gsize e = 0; e < rsc_complex_get_n_edges (complex); e++)
            {
              gsize one, two;

              if (rsc_complex_get_edge (complex, e, &one, &two) <= m && (one == v || two == v))
                met = TRUE;
            }
          isolated += rsc_complex_get_vertex_width (complex, v) == m && !met;
        }
      if (level.proved && level.n_isolated != isolated)
        judge_complain (judge, "complex: %zu isolated at %zu, counted %zu", level.n_isolated, m,
                        isolated);
      if (level.proved && m >= from && level.n_components > 1)
        judge_complain (judge, "complex: %zu pieces at %zu, connected from %zu", level.n_components,
                        m, from);
    }
}

/* Every point of a path is certified, and the objective falls with λ. */
static void
check_path (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = NULL;
  RscPathSettings settings;
  double before = INFINITY;

  if (!judge->solution || rsc_problem_get_lambda_max (judge->problem) <= 0.0)
    return;
  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.05;
  settings.epsilon = 1e-2;
  path = rsc_path_new (judge->problem, &settings, NULL, NULL, NULL, &error);
  judge_error (judge, "path", error);
  if (!path || rsc_path_get_status (path) != RSC_PATH_COMPLETE)
    return;
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    {
      RscSolution *solution = rsc_path_get_point (path, k)->solution;
      const double gap = rsc_solution_get_relative_gap (solution);
      const double objective = rsc_solution_get_objective (solution);

      if (!(gap >= 0.0 && gap <= 1e-10))
        judge_complain (judge, "path: gap %g at λ = %.17g", gap,
                        rsc_solution_get_lambda (solution));
      if (objective > before * (1.0 + 1e-9))
        judge_complain (judge, "path: objective rises to %.17g at λ = %.17g", objective,
                        rsc_solution_get_lambda (solution));
      before = objective;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  /* Those of solver.h solve by themselves, as judge_all() and part_prune() do. */
  static const SweepFunc parts[] = { judge_all,        check_complex,  part_prune,
                                     check_path,       solver_search,  solver_pricing,
                                     solver_limit,     solver_between, solver_complex,
                                     solver_equal_fit, solver_descent };
  Case subject;

  if (!read_case (&subject, data, size))
    return 0;
  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      Judge judge;

      judge_init (&judge, &subject);
      if (judge.problem && (parts[k] == check_complex || parts[k] == check_path))
        {
          const double lambda = judge_get_lambda (&judge);

          if (lambda > 0.0 && judge_solve (&judge, lambda, 0.0, NULL) && parts[k] == check_complex)
            judge_make_set (&judge);
        }
      if (judge.problem && judge_get_lambda (&judge) > 0.0)
        parts[k](&judge);
      if (judge.complaints->len > 0)
        {
          g_autofree char *report = sweep_dup_report (&judge);

          g_error ("%s", report);
        }
      judge_clear (&judge);
    }
  case_clear (&subject);
  return 0;
}
