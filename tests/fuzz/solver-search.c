/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver.h"

#include <math.h>

#include "core/program/rsc-generation.h"
#include "core/program/rsc-limit.h"
#include "core/program/rsc-pricing.h"

/* Rounding of an objective in double precision, relative: the referee's own. */
#define ROUNDING 1e-13
/* What a search that was not stopped leaves between its bounds, relative to ||y|| times the lengths
 * of all rows: some hundred operations in double precision. */
#define SEARCH_ROUNDING 1e-13
/* Networks of the limit may be off by what a solve is, RSC_TOLERANCE_GAP, and some more. */
#define LIMIT_ROUNDING 1e-9
/* The dual point of a solution at a λ that small is off by its square: RSC_TOLERANCE_MOVED. */
#define DUAL_ROUNDING 1e-8

/* max_b ||v_b|| over all patterns at @r (n). */
static Quad
find_largest (const Judge *judge, const double *r)
{
  const Program *program = &judge->program;
  g_autofree Quad *wide = g_new (Quad, program->n + 1);
  g_autofree Quad *v = g_new (Quad, program->d + 1);
  Quad largest = 0;

  for (gsize i = 0; i < program->n; i++)
    wide[i] = r[i];
  for (guint j = 0; j < program->cells.patterns->len; j++)
    for (int sign = 1; sign >= -1; sign -= 2)
      {
        const guint32 pattern = g_array_index (program->cells.patterns, guint32, j);
        const Flat *flat;
        const Quad norm = program_project (program, pattern, sign, wide, v, &flat);

        largest = MAX (largest, norm);
      }
  return largest;
}

/* Σ |r_i| ||x_i||, which no ||v_b|| is above. */
static double
measure_spread (const Judge *judge, const double *r)
{
  Quad spread = 0;

  for (gsize i = 0; i < judge->program.n; i++)
    spread += quad_abs (r[i]) * judge->program.row_norms[i];
  return (double) spread;
}

/* ---- solving over all patterns -------------------------------------------------------------- */

static void
check_bound (Judge *judge, const RscSolution *solution)
{
  const double bound = rsc_solution_get_bound_over_all (solution);
  const double norm_max = rsc_solution_get_norm_max_over_all (solution);
  const Quad largest = find_largest (judge, rsc_solution_get_dual (solution));
  const Quad right = judge->optimum.objective;
  const Quad excess = (rsc_solution_get_objective (solution) - right) / right;

  if (largest > norm_max)
    judge_complain (judge, "search: no ||v_b|| is above %.17g, one is %.17g", norm_max,
                    (double) largest);
  if (excess < -(Quad) ROUNDING)
    judge_complain (judge, "search: objective %.17g is below the least, %.17g",
                    rsc_solution_get_objective (solution), (double) right);
  if (excess > bound + (Quad) ROUNDING)
    judge_complain (judge, "search: gap over all said to be %.2g, the excess is %.2g", bound,
                    (double) excess);
  if (bound < 0.0 || rsc_solution_get_dual_objective (solution) > right * (1 + (Quad) ROUNDING))
    judge_complain (judge, "search: dual objective %.17g is above the least, %.17g, gap %g",
                    rsc_solution_get_dual_objective (solution), (double) right, bound);
  if (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
      && bound > rsc_solution_get_tolerance (solution))
    judge_complain (judge, "search: converged, with a gap of %.2g over all", bound);
}

/* The set of what was found beside that of all patterns. */
static void
check_found_set (Judge *judge, RscSolution *solution)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = NULL;
  Truth truth;

  if (!rsc_solution_is_over_all (solution))
    return;
  set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  judge_error (judge, "set over all", error);
  if (!set || !rsc_optimal_set_is_trusted (set))
    return;
  truth_init (&truth, &judge->optimum);
  if (truth.complete && truth.doubt == NULL)
    {
      if (rsc_optimal_set_get_n_equicorrelated (set) != truth.ties->len
          || rsc_optimal_set_get_n_neurons (set) != truth.m)
        judge_complain (judge, "search: %zu ties of %zu neurons, right are %u of %zu",
                        rsc_optimal_set_get_n_equicorrelated (set),
                        rsc_optimal_set_get_n_neurons (set), truth.ties->len, truth.m);
      if (rsc_optimal_set_get_dimension (set) != truth.dimension
          || (rsc_optimal_set_get_vertices_complete (set)
              && rsc_optimal_set_get_n_vertices (set) != truth.corners->len))
        judge_complain (judge, "search: dimension %zu, %zu vertices, right are %zu and %u",
                        rsc_optimal_set_get_dimension (set), rsc_optimal_set_get_n_vertices (set),
                        truth.dimension, truth.corners->len);
    }
  truth_clear (&truth);
}

void
solver_search (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscSolution) solution = NULL;
  RscGenerationSettings settings;
  const double lambda = judge_get_lambda (judge);
  Quad lambda_max;

  if (judge->subject->gated)
    return;
  rsc_generation_settings_init (&settings);
  settings.effort = 0.0;
  generation = rsc_generation_new (rsc_problem_get_dataset (judge->problem), judge->subject->bias,
                                   &settings, NULL, NULL, NULL, &error);
  judge_error (judge, "generation", error);
  if (!generation)
    return;
  lambda_max = program_get_lambda_max (&judge->program);
  if (rsc_generation_get_lambda_max_bound (generation) < lambda_max
      || rsc_generation_get_lambda_max (generation) > lambda_max * (1 + (Quad) ROUNDING)
      || rsc_generation_get_lambda_max (generation) < lambda_max * (1 - (Quad) 1e-12))
    judge_complain (judge, "search: λ_max from %.17g to %.17g, right is %.17g",
                    rsc_generation_get_lambda_max (generation),
                    rsc_generation_get_lambda_max_bound (generation), (double) lambda_max);
  solution = rsc_generation_solve (generation, lambda, NULL, NULL, NULL, NULL, &error);
  judge_error (judge, "search", error);
  /* The referee starts from nowhere: the blocks are those of another problem. */
  if (!solution || !judge_find_optimum (judge, lambda))
    return;
  check_bound (judge, solution);
  check_found_set (judge, solution);
}

/* ---- the largest ||v_b|| -------------------------------------------------------------------- */

static void
check_found (Judge *judge, const char *name, const double *r, const RscPricingResult *found)
{
  const Quad largest = find_largest (judge, r);
  const double spread = measure_spread (judge, r);

  if (largest > found->upper)
    judge_complain (judge, "pricing: %s: none above %.17g, one is %.17g", name, found->upper,
                    (double) largest);
  if (found->lower > largest + (Quad) SEARCH_ROUNDING * spread)
    judge_complain (judge, "pricing: %s: one of %.17g, the largest is %.17g", name, found->lower,
                    (double) largest);
  if (found->status != RSC_PRICING_COMPLETE)
    judge_complain (judge, "pricing: %s: ended early", name);
  else if (found->upper - found->lower > found->rounding + SEARCH_ROUNDING * spread)
    judge_complain (judge, "pricing: %s: from %.17g to %.17g, %.2g of it rounding", name,
                    found->lower, found->upper, found->rounding);
}

/* What a peak says of itself: its ||v_b|| is that of its pattern and of its direction. */
static void
check_peaks (Judge *judge, const char *name, const double *r, const RscPricingResult *found)
{
  const Program *program = &judge->program;
  const double spread = measure_spread (judge, r);
  g_autofree Quad *wide = g_new (Quad, program->n + 1);
  g_autofree Quad *v = g_new (Quad, program->d + 1);

  for (gsize i = 0; i < program->n; i++)
    wide[i] = r[i];
  for (gsize k = 0; k < rsc_peaks_get_n (found->peaks); k++)
    {
      RscPeak peak;
      const Flat *flat;
      Quad along = 0;
      Quad norm;

      rsc_peaks_get (found->peaks, k, &peak);
      /* Of 0 but for rounding no direction is left. */
      if (peak.value <= SEARCH_ROUNDING * spread)
        continue;
      norm = program_project (program, (guint32) peak.pattern[0], peak.sign, wide, v, &flat);
      for (gsize i = 0; i < program->n; i++)
        {
          Quad value = 0;

          for (gsize l = 0; l < program->d; l++)
            value += program->x[i * program->d + l] * peak.direction[l];
          along += value > 0 ? peak.sign * wide[i] * value : 0;
        }
      if (quad_abs (norm - peak.value) > (Quad) 1e-12 * spread
          || quad_abs (along - peak.value) > (Quad) 1e-12 * spread)
        judge_complain (judge, "pricing: %s: peak %zu is %.17g, its block %.17g, h there %.17g",
                        name, k + 1, peak.value, (double) norm, (double) along);
    }
}

void
solver_pricing (Judge *judge)
{
  const gsize n = judge->program.n;
  const double *y = rsc_problem_get_y (judge->problem);
  const double *x = rsc_problem_get_x (judge->problem);
  g_autoptr (RscPricing) pricing = NULL;
  g_autoptr (RscPricingResult) first = NULL;
  g_autofree double *r = g_new (double, n + 1);
  RscPricingSettings settings = { .keep_regions = TRUE };

  if (judge->subject->gated)
    return;
  pricing = rsc_pricing_new (n, judge->program.d, x);
  rsc_pricing_set_residual (pricing, y);
  first = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  check_found (judge, "targets", y, first);
  check_peaks (judge, "targets", y, first);
  /* Targets less a part of them and of the first feature, in turn nearer and farther. */
  for (int k = 0; k < 3; k++)
    {
      g_autoptr (RscPricingResult) anew = NULL;
      g_autoptr (RscPricingResult) next = NULL;
      const double part = k == 0 ? 1e-3 : k == 1 ? 0.3 : -2.0;

      for (gsize i = 0; i < n; i++)
        r[i] = y[i] * (i % 2 == 0 ? 1.0 : 1.0 - part) - part * (k == 2 ? 0.1 : 1.0);
      settings = (RscPricingSettings){ .by_halves = k % 2 == 1 };
      rsc_pricing_set_residual (pricing, r);
      anew = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      check_found (judge, "anew", r, anew);
      next = rsc_pricing_search_from (pricing, first, &settings, NULL, NULL, NULL);
      check_found (judge, "from the targets", r, next);
      /* Every one above half of the largest. */
      settings.threshold = 0.5 * anew->lower;
      if (settings.threshold > 0.0)
        {
          g_autoptr (RscPricingResult) all =
            rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

          check_peaks (judge, "all", r, all);
          if (all->status == RSC_PRICING_COMPLETE && rsc_peaks_get_n (all->peaks) == 0)
            judge_complain (judge, "pricing: none above half of the largest");
        }
    }
}

/* ---- the limit ------------------------------------------------------------------------------ */

/* No network with the fit @target has a penalty below target·ν / max ||v_b|| at ν: weak duality. */
static Quad
measure_dual (const Judge *judge, const double *target, const double *dual)
{
  const Quad largest = find_largest (judge, dual);
  Quad product = 0;

  for (gsize i = 0; i < judge->program.n; i++)
    product += (Quad) target[i] * dual[i];
  return largest > 0 ? product / largest : 0;
}

/* Beside the optimum at the λ of the case: its penalty is less, its squared error is more. */
static void
compare_with_optimum (Judge *judge, const RscLimit *limit, double penalty)
{
  const Optimum *optimum = &judge->optimum;
  Quad squared_error;

  if (!judge_find_optimum (judge, judge_get_lambda (judge)))
    return;
  squared_error = quad_dot (judge->program.n, optimum->r, optimum->r);
  if (limit->squared_error > squared_error * (1 + (Quad) LIMIT_ROUNDING))
    judge_complain (judge, "limit: squared error %.17g, at a larger λ %.17g", limit->squared_error,
                    (double) squared_error);
  if (optimum->penalty > penalty * (1 + (Quad) LIMIT_ROUNDING))
    judge_complain (judge, "limit: penalty %.17g, at a larger λ %.17g", penalty,
                    (double) optimum->penalty);
}

void
solver_limit (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscLimit) limit =
    rsc_limit_new (judge->problem, NULL, 1e-10, FALSE, NULL, NULL, NULL, &error);
  g_autoptr (RscNetwork) network = NULL;
  double penalty;
  double miss = 0.0;
  double size = 0.0;
  Quad right;

  judge_error (judge, "limit", error);
  if (!limit)
    return;
  penalty = rsc_solution_get_penalty (limit->network);
  network = rsc_solution_dup_network (limit->network);
  if (rsc_problem_get_activation (judge->problem) == RSC_ACTIVATION_RELU)
    {
      g_autofree double *f = g_new0 (double, judge->program.n + 1);

      rsc_network_predict (network, judge->subject->n, judge->subject->features, f);
      for (gsize i = 0; i < judge->program.n; i++)
        {
          miss = hypot (miss, f[i] - limit->target[i]);
          size = hypot (size, limit->target[i]);
        }
      if (miss > (limit->misfit + 1e-10) * size)
        judge_complain (judge, "limit: misfit said to be %.2g, is %.2g", limit->misfit,
                        miss / size);
    }
  if (limit->interpolates)
    for (gsize i = 0; i < judge->program.n; i++)
      if (limit->target[i] != rsc_problem_get_y (judge->problem)[i])
        judge_complain (judge, "limit: interpolates, but not row %zu", i + 1);
  /* A network that fits is no better than any can be, whatever the status. */
  if (limit->misfit <= 1e-13 && limit->bound > penalty * (1.0 + LIMIT_ROUNDING))
    judge_complain (judge, "limit: penalty %.17g, said to be at least %.17g", penalty,
                    limit->bound);
  if (limit->status != RSC_SOLUTION_CONVERGED)
    return;
  compare_with_optimum (judge, limit, penalty);
  if (!limit->interpolates)
    return;
  right = measure_dual (judge, limit->target, rsc_solution_get_dual (limit->near));
  if (right > penalty * (1 + (Quad) LIMIT_ROUNDING) || penalty > right * (1 + (Quad) DUAL_ROUNDING))
    judge_complain (judge, "limit: penalty %.17g, its dual point tells %.17g", penalty,
                    (double) right);
}
