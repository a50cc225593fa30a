/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-summary-words.h"

#include "core/numerics/rsc-number-words.h"
#include "core/set/rsc-neurons.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-set-words.h"
#include "ui/words/rsc-status-words.h"
#include <glib/gi18n.h>

#define DIGITS 6

static void
add (RscResultTable *table, const char *what, const char *value)
{
  rsc_result_table_add_text (table, what);
  rsc_result_table_add_text (table, value);
}

/* "9 points, 2 features and a bias" */
static char *
dup_shape (RscProblem *problem)
{
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize n = rsc_problem_get_n (problem);
  const gsize d = rsc_dataset_get_d (rsc_dataset_get_source (dataset));
  gboolean bias = rsc_problem_get_bias (problem);
  g_autofree char *points = NULL;
  g_autofree char *features = NULL;

  rsc_dataset_get_space (dataset, &bias);
  points = g_strdup_printf (g_dngettext (NULL, "%zu point", "%zu points", n), n);
  features = g_strdup_printf (g_dngettext (NULL, "%zu feature", "%zu features", d), d);
  return g_strdup_printf (bias ? _ ("%s, %s and a bias") : _ ("%s, %s, no bias"), points, features);
}

static char *
dup_model (RscProblem *problem)
{
  g_autofree char *patterns = rsc_pattern_words_dup_count (problem);

  return g_strdup_printf (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED
                            ? _ ("two-layer gated ReLU networks, %s")
                            : _ ("two-layer ReLU networks, %s"),
                          patterns);
}

static char *
dup_lambda (RscSolution *solution)
{
  const double lambda = rsc_solution_get_lambda (solution);
  const double top = rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
  g_autofree char *value = rsc_number_words_dup (lambda, DIGITS);
  g_autofree char *ratio = top > 0.0 ? rsc_number_words_dup (lambda / top, DIGITS) : NULL;

  return ratio != NULL ? g_strdup_printf (_ ("%s = %s λ_max"), value, ratio) : g_strdup (value);
}

static char *
dup_objective (RscSolution *solution)
{
  g_autofree char *objective = rsc_number_words_dup (rsc_solution_get_objective (solution), 10);
  g_autofree char *half =
    rsc_number_words_dup (0.5 * rsc_solution_get_squared_error (solution), DIGITS);
  g_autofree char *penalty = rsc_number_words_dup (
    rsc_solution_get_lambda (solution) * rsc_solution_get_penalty (solution), DIGITS);

  return g_strdup_printf (_ ("%s = %s half squared error + %s penalty"), objective, half, penalty);
}

static char *
dup_gap (RscSolution *solution)
{
  g_autofree char *gap = rsc_pattern_words_dup_gap (solution);

  return g_strdup_printf (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
                            ? _ ("relative duality gap %s")
                            : _ ("not reached: relative duality gap %s"),
                          gap);
}

static char *
dup_vertices (const RscOptimalSet *set)
{
  g_autofree char *vertices = rsc_status_words_vertices (set);

  return vertices != NULL ? g_strdup (vertices) : g_strdup ("—");
}

RscResultTable *
rsc_summary_words_new_facts (const RscOptimalSet *set, const char *name)
{
  RscResultTable *table = rsc_result_table_new (_ ("At a glance"));
  RscSolution *solution;
  RscProblem *problem;

  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  solution = rsc_optimal_set_get_solution (set);
  problem = rsc_solution_get_problem (solution);
  g_autofree char *shape = dup_shape (problem);
  g_autofree char *data = g_strdup_printf ("%s: %s", name, shape);
  g_autofree char *model = dup_model (problem);
  g_autofree char *lambda = dup_lambda (solution);
  g_autofree char *objective = dup_objective (solution);
  g_autofree char *gap = dup_gap (solution);
  g_autofree char *dimension = rsc_set_words_dup_uniqueness (set);
  g_autofree char *vertices = dup_vertices (set);
  g_autofree char *narrowest = rsc_set_words_dup_narrowest (set);
  g_autofree char *caution = rsc_set_words_dup_caution (set);

  rsc_result_table_add_column (table, "what", _ ("What"), -1);
  rsc_result_table_add_column (table, "value", _ ("Value"), -1);
  add (table, _ ("Data"), data);
  add (table, _ ("Model"), model);
  add (table, "λ", lambda);
  add (table, _ ("Objective"), objective);
  add (table, _ ("Certificate"), gap);
  if (caution != NULL)
    add (table, _ ("Caution"), caution);
  add (table, _ ("Dimension"), dimension);
  add (table, _ ("Minimal networks"), vertices);
  add (table, _ ("Narrowest"), narrowest);
  return table;
}

char *
rsc_summary_words_dup (const RscOptimalSet *set, const char *name, const char *command)
{
  GString *text = g_string_new (NULL);
  RscSolution *solution;
  RscProblem *problem;

  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  solution = rsc_optimal_set_get_solution (set);
  problem = rsc_solution_get_problem (solution);
  g_autofree char *shape = dup_shape (problem);
  g_autofree char *model = dup_model (problem);
  g_autofree char *lambda = dup_lambda (solution);
  g_autofree char *objective = rsc_number_words_dup (rsc_solution_get_objective (solution), DIGITS);
  g_autofree char *gap = dup_gap (solution);
  g_autofree char *dimension = rsc_set_words_dup_uniqueness (set);
  g_autofree char *narrowest = rsc_set_words_dup_narrowest (set);
  g_autofree char *caution = rsc_set_words_dup_caution (set);
  g_string_append_printf (
    text,
    _ ("%s (%s), %s, λ = %s: objective %s, %s. Dimension of the set of optimal networks: %s. "
       "Narrowest: %s."),
    name, shape, model, lambda, objective, gap, dimension, narrowest);
  if (caution != NULL)
    g_string_append_printf (text, _ (" Caution: %s."), caution);
  if (command != NULL)
    g_string_append_printf (text, "\n%s\n", command);
  return g_string_free (text, FALSE);
}

char *
rsc_summary_words_dup_caption (RscSolution *solution, const char *name)
{
  g_return_val_if_fail (solution != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autofree char *lambda = dup_lambda (solution);
  g_autofree char *gap = dup_gap (solution);
  return g_strdup_printf (_ ("%s · λ = %s · %s"), name, lambda, gap);
}
