/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge.h"
#include "core/program/rsc-solver.h"
#include <math.h>
#include <string.h>

/* A published network may be worse than the optimum by this much of it. */
#define EXCESS_MAX 1e-8
/* Rounding of an objective in double precision, relative. */
#define ROUNDING 1e-13
/* Rows that are nearer than this to a dependence, as decimal fractions that were meant to be
 * dependent are, may count as dependent. */
#define MISS_DOUBTFUL 1e-11

void
judge_complain (Judge *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->complaints, g_strdup_vprintf (format, args));
  va_end (args);
}

void
judge_error (Judge *self, const char *what, const GError *error)
{
  if (error != NULL)
    judge_complain (self, "error: %s: %s", what, error->message);
}

/* ---- the problem --------------------------------------------------------------------------- */

guint32
judge_get_mask (const RscArrangement *arrangement, gsize j)
{
  return (guint32) rsc_arrangement_get_pattern (arrangement, j)[0];
}

/* Least distance of a row from the span of up to d - 1 others that it is not in, all rows of length
 * 1 after every column was given the same greatest value: 1 if there is none. */
static Quad
find_nearest_miss (const Program *program,
                   const QuadBasis *basis,
                   const Quad *rows,
                   guint32 used,
                   gsize first)
{
  gsize d = program->d;
  Quad least = 1;

  for (gsize i = 0; i < program->n && used != 0; i++)
    if (!(cells_close (&program->cells, used) & (1u << i)))
      least = MIN (least, quad_basis_distance (basis, rows + i * d));
  for (gsize i = first; i < program->n && basis->rank + 1 < d; i++)
    {
      QuadBasis larger = { basis->n, basis->rank, basis->capacity, NULL, NULL };

      if (cells_close (&program->cells, used) & (1u << i))
        continue;
      larger.q = g_memdup2 (basis->q, (basis->capacity * d + 1) * sizeof (Quad));
      larger.r = g_memdup2 (basis->r, basis->capacity * basis->capacity * sizeof (Quad));
      quad_basis_add (&larger, rows + i * d, 0);
      Quad miss = find_nearest_miss (program, &larger, rows, used | (1u << i), i + 1);
      least = MIN (least, miss);
      quad_basis_clear (&larger);
    }
  return least;
}

static Quad
measure_nearest_miss (const Program *program)
{
  gsize n = program->n;
  gsize d = program->d;
  g_autofree Quad *rows = g_memdup2 (program->x, (n * d + 1) * sizeof (Quad));
  QuadBasis basis;
  Quad least;

  for (gsize k = 0; k < d; k++)
    {
      Quad most = 0;

      for (gsize i = 0; i < n; i++)
        most = MAX (most, quad_abs (rows[i * d + k]));
      for (gsize i = 0; i < n && most > 0; i++)
        rows[i * d + k] /= most;
    }
  quad_basis_init (&basis, d, d);
  least = find_nearest_miss (program, &basis, rows, 0, 0);
  quad_basis_clear (&basis);
  return least;
}

static void
check_patterns (Judge *self)
{
  const RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  const GArray *right = self->program.cells.patterns;
  gsize count = rsc_arrangement_get_n_patterns (arrangement);
  gsize missing = right->len;

  for (gsize j = 0; j < count; j++)
    for (guint k = 0; k < right->len; k++)
      missing -= g_array_index (right, guint32, k) == judge_get_mask (arrangement, j);
  if (count == right->len && missing == 0)
    return;
  Quad miss = measure_nearest_miss (&self->program);
  if (miss < (Quad) MISS_DOUBTFUL)
    {
      self->doubt = g_strdup_printf ("rows are %.2g from dependent", (double) miss);
      g_clear_pointer (&self->problem, rsc_problem_unref);
    }
  else
    judge_complain (self,
                    "patterns: %" G_GSIZE_FORMAT " said to be all, right are %u (%zu missing)",
                    count, right->len, missing);
}

/* What is left of an exact 0 by the rounding of the data is 0. */
static gboolean
is_zero (Judge *self, Quad lambda_max)
{
  if (lambda_max >= (Quad) 1e-14 * quad_norm (self->program.n, self->program.y)
                      * quad_norm (self->program.n, self->program.row_norms))
    return FALSE;
  if (rsc_problem_get_lambda_max (self->problem) > 0.0)
    judge_complain (self, "lambda-max: %.17g, right is 0",
                    rsc_problem_get_lambda_max (self->problem));
  return TRUE;
}

void
judge_init (Judge *self, const Case *subject)
{
  g_autoptr (GError) error = NULL;
  g_autofree double *x = case_dup_design (subject);
  Quad lambda_max;
  double said;

  *self = (Judge){ .subject = subject };
  self->complaints = g_ptr_array_new_with_free_func (g_free);
  program_init (&self->program, subject->n, case_get_d (subject), x, subject->targets,
                subject->gated);
  self->problem = case_make_problem (subject, &error);
  judge_error (self, "problem", error);
  if (self->problem == NULL)
    return;
  lambda_max = program_get_lambda_max (&self->program);
  if (is_zero (self, lambda_max))
    g_clear_pointer (&self->problem, rsc_problem_unref);
  else
    check_patterns (self);
  if (self->problem == NULL)
    return;
  said = rsc_problem_get_lambda_max (self->problem);
  if (quad_abs (said - lambda_max) > (Quad) 1e-12 * lambda_max)
    judge_complain (self, "lambda-max: %.17g, right is %.17g", said, (double) lambda_max);
}

void
judge_reset (Judge *self)
{
  if (self->has_truth)
    truth_clear (&self->truth);
  if (self->has_optimum)
    optimum_clear (&self->optimum);
  self->has_truth = self->has_optimum = FALSE;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->doubt, g_free);
}

void
judge_clear (Judge *self)
{
  judge_reset (self);
  program_clear (&self->program);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  g_clear_pointer (&self->complaints, g_ptr_array_unref);
}

double
judge_get_lambda (Judge *self)
{
  return self->subject->ratio > 0.0
           ? self->subject->ratio * rsc_problem_get_lambda_max (self->problem)
           : self->subject->lambda;
}

/* ---- the solution -------------------------------------------------------------------------- */

static GPtrArray *
get_start (const Judge *self)
{
  const RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  GPtrArray *atoms = g_ptr_array_new_with_free_func ((GDestroyNotify) atom_free);
  gsize d = self->program.d;
  g_autofree Quad *w = g_new (Quad, d + 1);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (self->solution); k++)
    {
      gsize block = rsc_solution_get_block (self->solution, k);
      guint32 pattern = judge_get_mask (arrangement, RSC_BLOCK_PATTERN (block));
      Atom *atom;

      for (gsize l = 0; l < d; l++)
        w[l] = rsc_solution_get_w (self->solution, k)[l];
      atom = atom_new (&self->program, pattern, RSC_BLOCK_SIGN (block), w);
      if (atom != NULL)
        g_ptr_array_add (atoms, atom);
    }
  return atoms;
}

void
judge_certificate (Judge *self, const char *name, const RscSolution *solution)
{
  Quad objective = rsc_solution_get_objective (solution);
  Quad said = rsc_solution_get_relative_gap (solution);
  Quad right = self->optimum.objective;
  Quad excess = (objective - right) / right;

  if (excess < -(Quad) ROUNDING)
    judge_complain (self, "gap: %s: objective %.17g is below the least, %.17g", name,
                    (double) objective, (double) right);
  if (excess > said * (1 + (Quad) 1e-6) + (Quad) ROUNDING)
    judge_complain (self, "gap: %s: said to be %.2g, the excess is %.2g", name, (double) said,
                    (double) excess);
  if ((rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED)
      != (said <= rsc_solution_get_tolerance (solution)))
    judge_complain (self, "status: %s: gap %.2g, tolerance %.2g", name, (double) said,
                    rsc_solution_get_tolerance (solution));
}

gboolean
judge_find_optimum (Judge *self, double lambda)
{
  g_autoptr (GPtrArray) start = self->solution != NULL ? get_start (self) : NULL;

  self->has_optimum = TRUE;
  if (optimum_find (&self->optimum, &self->program, lambda, start))
    return TRUE;
  g_free (self->doubt);
  self->doubt = g_strdup_printf ("the referee's optimum: gap %.2g of %.2g, noise %.2g",
                                 (double) self->optimum.gap, (double) self->optimum.objective,
                                 (double) self->optimum.noise);
  return FALSE;
}

gboolean
judge_solve (Judge *self, double lambda, double tolerance, RscSolution *warm_start)
{
  g_autoptr (GError) error = NULL;
  RscSolverSettings settings;

  rsc_solver_settings_init (&settings);
  if (tolerance > 0.0)
    settings.tolerance = tolerance;
  self->solution =
    rsc_solver_solve (self->problem, lambda, &settings, warm_start, NULL, NULL, NULL, &error);
  judge_error (self, "solve", error);
  if (self->solution == NULL || !judge_find_optimum (self, lambda))
    return FALSE;
  judge_certificate (self, "the solution", self->solution);
  if (tolerance == 0.0 && rsc_solution_get_status (self->solution) != RSC_SOLUTION_CONVERGED)
    judge_complain (self, "status: not converged, gap %.2g",
                    rsc_solution_get_relative_gap (self->solution));
  return TRUE;
}

/* ---- networks ------------------------------------------------------------------------------ */

Quad
judge_evaluate_network (const Judge *self, const RscNetwork *network, Quad *fit_change)
{
  const Program *program = &self->program;
  gsize n = program->n;
  gsize d = program->d;
  g_autofree Quad *r = g_memdup2 (program->y, (n + 1) * sizeof (Quad));
  Quad penalty = 0;
  Quad change = 0;
  Quad length = quad_norm (n, program->y);

  for (gsize m = 0; m < rsc_network_get_width (network); m++)
    {
      const double *hidden = rsc_network_get_hidden (network) + m * d;
      const double *gates = rsc_network_get_gates (network);
      Quad output = rsc_network_get_output (network)[m];

      penalty += output * output;
      for (gsize k = 0; k < d; k++)
        penalty += (Quad) hidden[k] * hidden[k];
      for (gsize i = 0; i < n; i++)
        {
          Quad value = 0;
          Quad gate = 0;

          for (gsize k = 0; k < d; k++)
            {
              value += program->x[i * d + k] * hidden[k];
              if (gates != NULL)
                gate += program->x[i * d + k] * gates[m * d + k];
            }
          if ((gates != NULL ? gate >= 0 : value > 0))
            r[i] -= value * output;
        }
    }
  for (gsize i = 0; i < n; i++)
    {
      Quad away = program->y[i] - r[i] - self->optimum.fit[i];

      change += away * away;
    }
  if (fit_change != NULL)
    *fit_change = length > 0 ? quad_sqrt (change) / length : 0;
  return quad_dot (n, r, r) / 2 + self->optimum.lambda * penalty / 2;
}

void
judge_network (Judge *self, const char *name, const RscNetwork *network)
{
  Quad objective = judge_evaluate_network (self, network, NULL);
  Quad excess = objective / self->optimum.objective - 1;
  Quad allowed = EXCESS_MAX;

  if (self->solution != NULL)
    allowed = MAX (allowed, rsc_solution_get_relative_gap (self->solution));
  /* What a withdrawn set says of itself. */
  if (self->set != NULL && !rsc_optimal_set_is_trusted (self->set))
    allowed = MAX (allowed, (Quad) 1.01 * rsc_optimal_set_get_excess (self->set));
  if (excess < -(Quad) ROUNDING || excess > allowed)
    judge_complain (self, "network: %s is %.2g worse than the optimum", name, (double) excess);
}

void
judge_all (Judge *self)
{
  double lambda;

  if (self->problem == NULL)
    return;
  lambda = judge_get_lambda (self);
  if (lambda > 0.0 && judge_solve (self, lambda, 0.0, NULL))
    judge_set (self);
}
