/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-branch.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-branch-condition.h"
#include "core/path/rsc-branch-newton.h"

#include <math.h>
#include <string.h>

/* Share of RSC_TOLERANCE_EVENT on each side of the end found. */
#define BRACKET_SHARE 0.45
#define MAX_ROUNDS 16
#define MAX_SECANTS 40
/* Halvings of the stretch in which a block could be above λ and not at its ends. */
#define LOOK_DEPTH 4

/* Where a condition that holds at @good fails, known to fail at @bad: the secant method, kept
 * inside the bracket. */
static gboolean
find_root (RscBranchState *self,
           const RscBranchCondition *condition,
           double good,
           double value_good,
           double bad,
           double value_bad,
           double *root)
{
  double last = bad, value_last = value_bad, before = good, value_before = value_good;

  for (int i = 0; i < MAX_SECANTS; i++)
    {
      double next = last - value_last * (last - before) / (value_last - value_before), value;

      if (!(next > bad && next < good) || i % 8 == 7)
        next = 0.5 * (good + bad);
      if (!rsc_branch_condition_measure_at (self, condition, next, &value))
        return FALSE;
      if (value > 0.0)
        bad = next;
      else
        good = next;
      *root = next;
      if (fabs (next - last) <= RSC_TOLERANCE_ROOT * next || good - bad <= RSC_TOLERANCE_ROOT * good
          || value == 0.0)
        return TRUE;
      before = last;
      value_before = value_last;
      last = next;
      value_last = value;
    }
  return good - bad <= RSC_TOLERANCE_ROOT_BRACKET * good;
}

/* Takes row @index off the kink of @neuron, to the side that its multiplier asks for. */
static gboolean
release (RscBranchState *self, RscBranchNeuron *neuron, gsize index)
{
  const RscBranchCondition condition = { RSC_BRANCH_MULTIPLIER, (gsize) (neuron - self->neurons),
                                         index };
  const guint32 row = neuron->kinks[index];
  const double limit = neuron->sign * self->r[row];
  double m;

  rsc_branch_condition_measure (self, &condition);
  m = rsc_gram_dot_short (self->d, neuron->spans + index * self->d, self->v);
  neuron->sides[row] = fabs (m - limit) < fabs (m) ? 1 : -1;
  memmove (neuron->kinks + index, neuron->kinks + index + 1,
           (neuron->n_kinks - index - 1) * sizeof (guint32));
  neuron->n_kinks--;
  if (neuron->in_basis)
    self->n_unknowns++;
  return rsc_branch_state_build_face (self, neuron);
}

/* Lets go of the rows that are on a kink only within the tolerance of the set: their multipliers
 * are outside of their interval at the very start. */
static gboolean
release_kinks (RscBranchState *self)
{
  for (gsize round = 0; round <= self->n; round++)
    {
      double worst = RSC_TOLERANCE_BRANCH_SLACK;
      RscBranchCondition found = { RSC_BRANCH_NONE, 0, 0 };

      if (!rsc_branch_newton_move (self, self->lambda))
        return FALSE;
      for (gsize k = 0; k < self->n_neurons; k++)
        for (gsize i = 0; i < self->neurons[k].n_kinks; i++)
          {
            const RscBranchCondition condition = { RSC_BRANCH_MULTIPLIER, k, i };
            const double value = rsc_branch_condition_measure (self, &condition);

            if (value > worst)
              {
                worst = value;
                found = condition;
              }
          }
      if (found.kind == RSC_BRANCH_NONE)
        return TRUE;
      if (!release (self, &self->neurons[found.neuron], found.row))
        return FALSE;
    }
  return FALSE;
}

/* Outside of the basis ||v|| = λ is a consequence: as far as it holds at the start. */
static void
measure_slack (RscBranchState *self)
{
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchCondition condition = { RSC_BRANCH_CORRELATION, k, 0 };
      RscBranchNeuron *neuron = &self->neurons[k];

      neuron->slack = 0.0;
      if (!neuron->in_basis)
        neuron->slack = 2.0 * MAX (0.0, rsc_branch_condition_measure (self, &condition));
    }
}

/* How far r is from the middle of two residuals: into @rest (n values). ||v_b|| is convex in r, so
 * halfway it is above the middle of its two values by at most ||P_K (Z_b^T rest)||. Returns a bound
 * of that for all blocks: in each coordinate the pattern that adds up most. */
static double
get_bulge (const RscBranchState *self, const double *above, const double *below, double *rest)
{
  double square = 0.0;

  for (gsize i = 0; i < self->n; i++)
    rest[i] = self->r[i] - 0.5 * (above[i] + below[i]);
  for (gsize k = 0; k < self->d; k++)
    {
      double up = 0.0, down = 0.0;

      for (gsize i = 0; i < self->n; i++)
        {
          const double part = rest[i] * self->x[i * self->d + k];

          if (part > 0.0)
            up += part;
          else
            down -= part;
        }
      square += MAX (up, down) * MAX (up, down);
    }
  return sqrt (square);
}

/* Halfway between two states: the state moves there, and a copy of it. NULL where Newton's method
 * fails. */
static double *
find_middle (RscBranchState *self, const double *above, const double *below)
{
  rsc_branch_newton_restore_between (self, above, below);
  return rsc_branch_newton_move (self, self->lambda) ? rsc_branch_newton_dup (self) : NULL;
}

/* Looks at the state @middle halfway between @above and @below, and nearer to both, for a λ at
 * which one of the blocks @near (gsize), which are below λ but not by much, is not: then *@where,
 * and @violations has it. FALSE where Newton's method fails. */
static gboolean
look_between (RscBranchState *self,
              const double *above,
              const double *middle,
              const double *below,
              const GArray *near,
              guint depth,
              GArray *violations,
              double *where)
{
  g_autoptr (GArray) closer = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree double *rest = g_new (double, self->n + 1);
  const double *ends[] = { above, middle, below };

  rsc_branch_newton_restore (self, middle);
  get_bulge (self, rsc_branch_newton_get_residual (above), rsc_branch_newton_get_residual (below),
             rest);
  for (guint i = 0; i < near->len; i++)
    {
      const RscBranchCondition condition = { RSC_BRANCH_BLOCK, g_array_index (near, gsize, i), 0 };
      const RscBranchViolation violation = { condition,
                                             rsc_branch_condition_measure (self, &condition) };

      if (violation.value > RSC_TOLERANCE_BRANCH_SLACK)
        g_array_append_val (violations, violation);
      /* Halves of a smooth curve bulge a quarter as much; half as much is safe. */
      if (-violation.value * self->lambda
          < 2.0 * rsc_branch_condition_project (self, condition.neuron, rest))
        g_array_append_val (closer, condition.neuron);
    }
  *where = self->lambda;
  if (closer->len == 0 || depth == 0)
    return TRUE;
  for (guint half = 0; half < 2 && violations->len == 0; half++)
    {
      g_autofree double *quarter = find_middle (self, ends[half], ends[half + 1]);

      if (quarter == NULL
          || !look_between (self, ends[half], quarter, ends[half + 1], closer, depth - 1,
                            violations, where))
        return FALSE;
    }
  return TRUE;
}

/* What does not hold at *@lambda, or between it and the state @start above it, at the new *@lambda
 * then. The state is at *@lambda before and may be elsewhere after. FALSE with @error when
 * cancelled, without where Newton's method fails. */
static gboolean
list_violations (RscBranchState *self,
                 const double *start,
                 double *lambda,
                 GArray *violations,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree double *here = NULL;
  g_autofree double *middle = NULL;
  g_autofree double *rest = g_new (double, self->n + 1);
  double bulge, where;

  rsc_branch_condition_list_neurons (self, violations);
  if (violations->len > 0)
    return TRUE;
  here = rsc_branch_newton_dup (self);
  middle = find_middle (self, start, here);
  if (middle == NULL)
    return FALSE;
  rsc_branch_condition_list_neurons (self, violations);
  if (violations->len > 0)
    {
      *lambda = self->lambda;
      return TRUE;
    }
  bulge = get_bulge (self, rsc_branch_newton_get_residual (start),
                     rsc_branch_newton_get_residual (here), rest);
  rsc_branch_newton_restore (self, here);
  if (!rsc_branch_condition_list_blocks (self, 4.0 * bulge, violations, near, cancellable, error))
    return FALSE;
  if (violations->len > 0 || near->len == 0)
    return TRUE;
  if (!look_between (self, start, middle, here, near, LOOK_DEPTH, violations, &where))
    return FALSE;
  if (violations->len > 0)
    *lambda = where;
  return TRUE;
}

gboolean
rsc_path_branch_surely_holds (RscBranchState *self, const RscOptimalSet *below)
{
  const RscSolution *solution = rsc_optimal_set_get_solution (below);
  const double end = ldexp (rsc_solution_get_lambda (solution), self->exponent);
  const double slack = MIN (self->lambda * (1.0 - rsc_optimal_set_get_next_correlation (self->set)),
                            end * (1.0 - rsc_optimal_set_get_next_correlation (below)));
  const double *fit = rsc_solution_get_fit (solution);
  const int shift = -rsc_pricer_get_y_exponent (self->pricer);
  const double *fit_here = rsc_solution_get_fit (rsc_optimal_set_get_solution (self->set));
  g_autoptr (GArray) violations = g_array_new (FALSE, FALSE, sizeof (RscBranchViolation));
  g_autofree double *start = rsc_branch_newton_dup (self);
  g_autofree double *residuals = g_new (double, 3 * self->n + 1);
  double bulge;

  if (rsc_optimal_set_get_n_equicorrelated (self->set)
      != rsc_optimal_set_get_n_equicorrelated (below))
    return FALSE;
  /* Outside of the basis correlations are compared exactly. */
  for (gsize k = 0; k < self->n_neurons; k++)
    if (!self->neurons[k].in_basis)
      return FALSE;
  if (!rsc_branch_newton_move_roughly (self, 0.5 * (self->lambda + end)))
    return FALSE;
  rsc_branch_condition_list_neurons (self, violations);
  for (gsize i = 0; i < self->n; i++)
    {
      residuals[i] = self->y[i] - ldexp (fit_here[i], shift);
      residuals[self->n + i] = self->y[i] - ldexp (fit[i], shift);
    }
  bulge = get_bulge (self, residuals, residuals + self->n, residuals + 2 * self->n);
  rsc_branch_newton_restore (self, start);
  return violations->len == 0 && slack >= 1.5 * bulge;
}

RscPathBranchEnd
rsc_path_branch_find_end (RscBranchState *self,
                          double lambda,
                          double *low,
                          double *high,
                          GCancellable *cancellable,
                          GError **error)
{
  const double margin = BRACKET_SHARE * RSC_TOLERANCE_EVENT;
  const double end = ldexp (lambda, self->exponent), top = self->lambda;
  g_autoptr (GArray) violations = g_array_new (FALSE, FALSE, sizeof (RscBranchViolation));
  g_autofree double *start = NULL;
  double bad = end;
  gboolean shortened = FALSE, culprit_known = FALSE;
  RscBranchCondition culprit = { RSC_BRANCH_NONE, 0, 0 };
  double root = 0.0;

  if (!release_kinks (self))
    return RSC_PATH_BRANCH_UNKNOWN;
  measure_slack (self);
  start = rsc_branch_newton_dup (self);
  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return RSC_PATH_BRANCH_UNKNOWN;
      rsc_branch_newton_restore (self, start);
      if (!rsc_branch_newton_move (self, bad))
        {
          bad = 0.5 * (top + bad);
          shortened = TRUE;
          culprit_known = FALSE;
          continue;
        }
      if (!list_violations (self, start, &bad, violations, cancellable, error))
        return RSC_PATH_BRANCH_UNKNOWN;
      if (violations->len == 0)
        {
          double value;

          if (!culprit_known)
            return shortened ? RSC_PATH_BRANCH_UNKNOWN : RSC_PATH_BRANCH_HOLDS;
          /* All holds just above the end: does it really end just below? */
          if (!rsc_branch_condition_measure_at (self, &culprit, root * (1.0 - margin), &value)
              || !(value > 0.0))
            return RSC_PATH_BRANCH_UNKNOWN;
          *low = ldexp (root * (1.0 - margin), -self->exponent);
          *high = ldexp (root * (1.0 + margin), -self->exponent);
          return RSC_PATH_BRANCH_ENDS;
        }

      /* The condition that seems to fail first. */
      double earliest = 0.0, value_good = 0.0, value_bad = 0.0;
      rsc_branch_newton_restore (self, start);
      for (guint i = 0; i < violations->len; i++)
        {
          const RscBranchViolation *violation = &g_array_index (violations, RscBranchViolation, i);
          double value, guess;

          value = rsc_branch_condition_measure (self, &violation->condition);
          /* Some conditions start at zero: where a kink has just met a point. */
          if (value > 0.0)
            value = violation->condition.kind == RSC_BRANCH_CORRELATION ? value : 0.0;
          guess = bad + (top - bad) * violation->value / (violation->value - MIN (value, 0.0));
          if (guess > earliest)
            {
              earliest = guess;
              culprit = violation->condition;
              value_good = value;
              value_bad = violation->value;
            }
        }
      if (!(value_good < 0.0))
        return RSC_PATH_BRANCH_UNKNOWN;
      /* Where a norm jumps from one end of its range to the other, what fails below is not what
       * fails first. */
      if (!find_root (self, &culprit, top, value_good, bad, value_bad, &root))
        {
          bad = 0.5 * (top + bad);
          shortened = TRUE;
          culprit_known = FALSE;
          continue;
        }
      if (!(root * (1.0 + margin) < top))
        return RSC_PATH_BRANCH_UNKNOWN;
      culprit_known = TRUE;
      bad = root * (1.0 + margin);
    }
  return RSC_PATH_BRANCH_UNKNOWN;
}

RscSolution *
rsc_path_branch_dup_start (RscBranchState *self)
{
  const gsize d = self->d;
  const int shift =
    rsc_pricer_get_y_exponent (self->pricer) - rsc_pricer_get_x_exponent (self->pricer);
  g_autofree gsize *blocks = g_new (gsize, self->n_neurons + 1);
  g_autofree double *w = g_new (double, self->n_neurons *d + 1);
  gsize count = 0;

  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];

      double largest = 0.0;

      if (!neuron->in_basis || !(neuron->norm > 0.0))
        continue;
      blocks[count] = rsc_optimal_set_get_neuron (self->set, k)->blocks[0];
      /* Below the end of the branch it may have left its cone. */
      memcpy (self->v, neuron->w, d * sizeof (double));
      rsc_pricer_project_point (self->pricer, blocks[count], self->v);
      for (gsize j = 0; j < d; j++)
        {
          w[count * d + j] = ldexp (neuron->norm * self->v[j], shift);
          largest = MAX (largest, fabs (w[count * d + j]));
        }
      if (largest > 0.0)
        count++;
    }
  return rsc_solution_new_start (rsc_pricer_get_problem (self->pricer),
                                 ldexp (self->lambda, -self->exponent), count, blocks, w);
}

RscSolution *
rsc_path_branch_predict (RscBranchState *self, double lambda)
{
  RscSolution *here = rsc_optimal_set_get_solution (self->set);
  g_autofree double *start = rsc_branch_newton_dup (self);

  if (!rsc_branch_newton_move_roughly (self, ldexp (lambda, self->exponent)))
    return rsc_solution_ref (here);

  /* Past the end of its branch a network can be far worse than the one here, and then all blocks
   * are above λ. */
  g_autoptr (RscSolution) there = rsc_path_branch_dup_start (self);
  rsc_branch_newton_restore (self, start);
  const double unmoved =
    0.5 * rsc_solution_get_squared_error (here) + lambda * rsc_solution_get_penalty (here);
  return rsc_solution_get_objective (there) < unmoved ? g_steal_pointer (&there)
                                                      : rsc_solution_ref (here);
}
