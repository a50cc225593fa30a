/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-compare.h"

#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-io.h"
#include "app/files/rsc-json-compare.h"
#include "ui/words/rsc-compare-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Rows of a table in the summary; the JSON has them all. */
#define MAX_ROWS 60
#define DIGITS 6

static gboolean
find_walk (RscCliCompare *self, RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscComplex) complex = NULL;

  if (isnan (self->comparison->distance))
    return TRUE;
  complex = rsc_complex_new_for_set (set, cancellable, error);
  if (complex != NULL)
    self->walk = rsc_complex_walk_new (complex, self->comparison->points[0],
                                       self->comparison->points[1], cancellable, error);
  return self->walk != NULL;
}

gboolean
rsc_cli_compare_init (RscCliCompare *self,
                      const RscCliOptions *options,
                      RscOptimalSet *set,
                      GCancellable *cancellable,
                      GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  g_autoptr (RscNetwork) a = NULL;
  g_autoptr (RscNetwork) b = NULL;

  *self = (RscCliCompare){ 0 };
  if (options->compare == NULL)
    return TRUE;
  self->set = set;
  a = rsc_cli_load_network_for (options->compare, _ ("there is no file"), problem, cancellable,
                                error);
  if (a == NULL)
    return FALSE;
  b = rsc_optimal_set_dup_network (set, rsc_optimal_set_get_min_norm (set));
  self->comparison = rsc_comparison_new (rsc_problem_get_dataset (problem), a, b,
                                         rsc_solution_get_lambda (solution), set, error);
  return self->comparison != NULL && find_walk (self, set, cancellable, error);
}

void
rsc_cli_compare_clear (RscCliCompare *self)
{
  g_clear_pointer (&self->comparison, rsc_comparison_free);
  g_clear_pointer (&self->walk, rsc_complex_walk_free);
}

void
rsc_cli_compare_add_json (const RscCliCompare *self, JsonBuilder *builder)
{
  if (self->comparison != NULL)
    rsc_json_add_comparison (builder, self->comparison, self->set, self->walk);
}

void
rsc_cli_compare_append_lines (const RscCliCompare *self, GString *text)
{
  if (self->comparison == NULL)
    return;
  g_autofree char *facts = rsc_compare_words_dup_facts (self->comparison, self->set,
                                                        self->walk != NULL ? self->walk->m : 0,
                                                        self->walk != NULL && self->walk->proved);
  g_autofree char *sentence = rsc_compare_words_dup_sentence (self->comparison);
  g_auto (GStrv) lines = g_strsplit (facts, "\n", -1);
  rsc_cli_append_line (text, _ ("Compare"), "%s", sentence);
  for (gsize k = 0; lines[k] != NULL; k++)
    rsc_cli_append_line (text, "", "%s", lines[k]);
}

void
rsc_cli_compare_append_table (const RscCliCompare *self, GString *text)
{
  const char *const titles[] = { _ ("neuron"), _ ("sign"),  _ ("norm in A"),
                                 _ ("in B"),   _ ("B − A"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const gsize n = self->comparison != NULL ? self->comparison->n_neurons : 0;

  if (n == 0)
    return;
  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < MIN (n, MAX_ROWS); k++)
    {
      const RscComparedNeuron *neuron = &self->comparison->neurons[k];
      g_autofree char *number = neuron->neuron >= 0
                                  ? g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize) neuron->neuron + 1)
                                  : g_strdup ("–");
      g_autofree char *a = rsc_cli_format (neuron->norms[0], DIGITS);
      g_autofree char *b = rsc_cli_format (neuron->norms[1], DIGITS);
      g_autofree char *change = rsc_cli_format (neuron->norms[1] - neuron->norms[0], DIGITS - 2);
      const char *const cells[] = { number, neuron->sign > 0 ? "+" : "−", a, b, change, NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rlrrr");
  if (n > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n - MAX_ROWS);
}
