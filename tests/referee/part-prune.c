/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "core/pruning/rsc-pruning.h"
#include <string.h>

/* Every state of prunings, computed anew from its weights. */

/* The product's promise for an exact step is 1e-12 of the fit. */
#define EXACT 2e-12
#define STATED 1e-10

/* The network's contributions at the training points: width × n. */
static Quad *
dup_columns (const Judge *judge, const RscNetwork *network)
{
  const Program *program = &judge->program;
  gsize n = program->n;
  gsize d = program->d;
  gsize m = rsc_network_get_width (network);
  const double *gates = rsc_network_get_gates (network);
  Quad *columns = g_new0 (Quad, m * n + 1);

  for (gsize k = 0; k < m; k++)
    for (gsize i = 0; i < n; i++)
      {
        Quad value = 0;
        Quad gate = 0;

        for (gsize l = 0; l < d; l++)
          {
            value += program->x[i * d + l] * rsc_network_get_hidden (network)[k * d + l];
            if (gates != NULL)
              gate += program->x[i * d + l] * gates[k * d + l];
          }
        if (gates != NULL ? gate >= 0 : value > 0)
          columns[k * n + i] = value * rsc_network_get_output (network)[k];
      }
  return columns;
}

/* The least distance of a column from the span of those before it. */
static Quad
measure_independence (const Judge *judge, const RscNetwork *network)
{
  gsize n = judge->program.n;
  g_autofree Quad *columns = dup_columns (judge, network);
  QuadBasis basis;
  Quad least = 1;

  quad_basis_init (&basis, n, n);
  for (gsize k = 0; k < rsc_network_get_width (network); k++)
    {
      Quad distance = k < n ? quad_basis_add (&basis, columns + k * n, (Quad) 1e-20) : 0;

      least = MIN (least, distance);
    }
  quad_basis_clear (&basis);
  return least;
}

static void
get_fit (const Judge *judge, const RscNetwork *network, Quad *fit)
{
  gsize n = judge->program.n;
  g_autofree Quad *columns = dup_columns (judge, network);

  for (gsize i = 0; i < n; i++)
    {
      fit[i] = 0;
      for (gsize k = 0; k < rsc_network_get_width (network); k++)
        fit[i] += columns[k * n + i];
    }
}

/* @start: the fit of the first state, @before: that of the state before this one, which it
 * becomes. */
static void
check_state (Judge *judge,
             const char *name,
             gsize k,
             const RscPruningState *state,
             const Quad *start,
             Quad *before)
{
  gsize n = judge->program.n;
  g_autofree Quad *fit = g_new (Quad, n + 1);
  Quad objective = judge_evaluate_network (judge, state->network, NULL);
  Quad change;
  Quad step;

  get_fit (judge, state->network, fit);
  for (gsize i = 0; i < n; i++)
    before[i] = fit[i] - before[i];
  step = quad_norm (n, before) / quad_norm (n, start);
  memcpy (before, fit, n * sizeof (Quad));
  for (gsize i = 0; i < n; i++)
    fit[i] -= start[i];
  change = quad_norm (n, fit) / quad_norm (n, start);
  if (state->width != rsc_network_get_width (state->network))
    judge_complain (judge, "width: %s %zu: %zu, its network has %zu", name, k, state->width,
                    rsc_network_get_width (state->network));
  if (quad_abs (change - state->fit_change) > (Quad) STATED * (1 + change))
    judge_complain (judge, "fit-change: %s %zu: %.3g, right is %.3g", name, k, state->fit_change,
                    (double) change);
  if (state->phase == RSC_PRUNING_EXACT && step > (Quad) EXACT)
    judge_complain (judge, "exact: %s %zu: the fit changed by %.2g", name, k, (double) step);
  if (quad_abs (objective - state->objective) > (Quad) STATED * objective)
    judge_complain (judge, "objective: %s %zu: %.17g, right is %.17g", name, k, state->objective,
                    (double) objective);
}

static RscPruning *
go_on (Judge *judge, RscPruning *pruning, RscPruningRule rule, RscPruningUntil until)
{
  g_autoptr (GError) error = NULL;
  RscPruningMove move;
  RscPruning *longer;

  rsc_pruning_move_init (&move);
  move.rule = rule;
  move.until = until;
  longer = rsc_pruning_go_on (pruning, rsc_pruning_get_n_states (pruning) - 1, &move, NULL, NULL,
                              NULL, &error);
  if (error != NULL)
    judge_complain (judge, "error: prune: %s", error->message);
  return longer;
}

static void
check_pruning (Judge *judge, const char *name, RscPruning *start, RscPruningRule rule)
{
  g_autoptr (RscPruning) minimal = go_on (judge, start, rule, RSC_PRUNING_TO_MINIMAL);
  g_autoptr (RscPruning) whole = NULL;
  g_autofree Quad *fit = g_new (Quad, judge->program.n + 1);
  g_autofree Quad *before = NULL;
  gboolean exact = TRUE;
  const RscPruningState *last;
  gsize at;
  Quad independence;

  if (minimal == NULL)
    return;
  get_fit (judge, rsc_pruning_get_state (start, 0)->network, fit);
  if (!(quad_norm (judge->program.n, fit) > 0))
    return;
  whole = go_on (judge, minimal, rule, RSC_PRUNING_TO_ZERO);
  before = g_memdup2 (fit, (judge->program.n + 1) * sizeof (Quad));
  for (gsize k = 0; whole != NULL && k < rsc_pruning_get_n_states (whole); k++)
    check_state (judge, name, k, rsc_pruning_get_state (whole, k), fit, before);
  at = rsc_pruning_get_n_states (minimal) - 1;
  last = rsc_pruning_get_state (minimal, at);
  if (last->width > judge->program.n)
    judge_complain (judge, "minimal: %s ends with %zu neurons for %zu rows", name, last->width,
                    judge->program.n);
  independence = measure_independence (judge, last->network);
  if (independence < (Quad) 1e-12)
    judge_complain (judge, "minimal: %s ends %.2g from dependent", name, (double) independence);
  for (gsize k = 0; k <= at; k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (minimal, k);

      /* What is exact after a correction keeps the corrected fit. */
      exact = exact && state->phase != RSC_PRUNING_APPROXIMATE;
      if (!exact)
        break;
      if (rsc_optimal_set_get_narrowest_proved (judge->set)
          && state->width < rsc_optimal_set_get_narrowest_width (judge->set))
        judge_complain (judge, "narrowest: %zu proved, %s reaches %zu with the same fit",
                        rsc_optimal_set_get_narrowest_width (judge->set), name, state->width);
      else if (judge->doubt == NULL && judge->truth.complete
               && state->width < judge->truth.narrowest)
        judge_complain (judge, "narrowest: %zu is least, %s reaches %zu", judge->truth.narrowest,
                        name, state->width);
    }
}

static void
check_start (Judge *judge, const char *name, RscPruning *start, const GError *error)
{
  if (error != NULL)
    {
      judge_complain (judge, "error: prune: %s", error->message);
      return;
    }
  check_pruning (judge, name, start, RSC_PRUNING_RULE_PAPER);
  check_pruning (judge, name, start, RSC_PRUNING_RULE_FEWEST);
}

void
part_prune (Judge *judge)
{
  double lambda = judge_get_lambda (judge);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPruning) interior = NULL;
  g_autoptr (RscPruning) blocks = NULL;
  g_autoptr (RscPruning) random = NULL;
  g_autofree double *a = NULL;

  if (!(lambda > 0.0) || !judge_solve (judge, lambda, 0.0, NULL))
    return;
  judge_make_set (judge);
  if (judge->set == NULL)
    return;
  interior = rsc_pruning_new_from_set (judge->set, rsc_optimal_set_get_interior (judge->set), NULL,
                                       NULL, &error);
  check_start (judge, "interior", interior, error);
  g_clear_error (&error);
  blocks = rsc_pruning_new_from_blocks (judge->set, rsc_optimal_set_get_interior (judge->set), NULL,
                                        NULL, &error);
  check_start (judge, "blocks", blocks, error);
  g_clear_error (&error);
  a = g_new0 (double, rsc_optimal_set_get_n_neurons (judge->set) + 1);
  rsc_optimal_set_sample (judge->set, 3, a);
  random = rsc_pruning_new_from_set (judge->set, a, NULL, NULL, &error);
  check_start (judge, "random", random, error);
}
