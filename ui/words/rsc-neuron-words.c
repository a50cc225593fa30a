/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-neuron-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-data-words.h"
#include "core/numerics/rsc-number-words.h"

/* Entries of a direction for which a row has room. */
#define DIRECTION_MAX 4
/* And bits of a gate's pattern. */
#define GATE_MAX 10

char *
rsc_neuron_words_dup_name (gsize number)
{
  return g_strdup_printf (_ ("Neuron %" G_GSIZE_FORMAT), number);
}

char *
rsc_neuron_words_dup_axis (gsize number)
{
  return g_strdup_printf (_ ("Neuron %" G_GSIZE_FORMAT " on an axis"), number);
}

char *
rsc_neuron_words_dup_direction (const RscNeuron *neuron, gsize d)
{
  GString *text = g_string_new (neuron->sign > 0 ? "+ (" : "− (");

  for (gsize k = 0; k < MIN (d, DIRECTION_MAX); k++)
    {
      g_autofree char *entry = rsc_number_words_dup_fixed (neuron->direction[k], 2, 0);

      g_string_append_printf (text, "%s%s", k > 0 ? ", " : "", entry);
    }
  g_string_append (text, d > DIRECTION_MAX ? ", …)" : ")");
  return g_string_free (text, FALSE);
}

char *
rsc_neuron_words_dup_gate (const RscOptimalSet *set, gsize i, gboolean whole)
{
  const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *z = rsc_problem_get_x (problem);
  GString *text;

  if (!neuron->gate)
    return NULL;
  text = g_string_new (NULL);
  for (gsize row = 0; row < n && (whole || row < GATE_MAX); row++)
    {
      double product = 0;

      for (gsize k = 0; k < d; k++)
        product += z[row * d + k] * neuron->gate[k];
      g_string_append_c (text, product >= 0 ? '1' : '0');
    }
  if (!whole && n > GATE_MAX)
    g_string_append (text, "…");
  return g_string_free (text, FALSE);
}

char *
rsc_neuron_words_dup_note (const RscNeuron *neuron)
{
  if (!neuron->in_support)
    return g_strdup (_ ("never used"));
  if (neuron->n_blocks > 1)
    return g_strdup_printf (g_dngettext (NULL, "%" G_GSIZE_FORMAT " block",
                                         "%" G_GSIZE_FORMAT " blocks", neuron->n_blocks),
                            neuron->n_blocks);
  return g_strdup ("");
}

char *
rsc_neuron_words_dup_norm (double norm, double norm_max)
{
  return rsc_number_words_dup (fabs (norm) > RSC_TOLERANCE_SHOWN_ZERO * norm_max ? norm : 0.0, 3);
}

char *
rsc_neuron_words_dup_help (const RscOptimalSet *set, gsize i, gsize number)
{
  const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  g_autofree char *range = rsc_number_words_dup_range (neuron->norm_min, neuron->norm_max, 6);
  g_autofree char *gate = rsc_neuron_words_dup_gate (set, i, TRUE);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Neuron %" G_GSIZE_FORMAT ", output %s"), number,
                          neuron->sign > 0 ? "+1" : "−1");
  for (gsize k = 0; k < rsc_problem_get_d (problem); k++)
    {
      double entry = neuron->direction[k];
      g_autofree char *value =
        rsc_number_words_dup (fabs (entry) > RSC_TOLERANCE_SHOWN_ZERO ? entry : 0.0, 6);

      g_string_append_printf (
        text, "\n%s: %s", rsc_data_words_get_weight (rsc_problem_get_dataset (problem), k), value);
    }
  if (gate)
    g_string_append_printf (text, _ ("\ngate, open on the rows with 1: %s"), gate);
  g_string_append_printf (text, _ ("\nnorm over the set: %s"), range);
  if (neuron->n_blocks > 0)
    g_string_append_printf (
      text,
      g_dngettext (NULL, "\n%" G_GSIZE_FORMAT " block of the convex program",
                   "\n%" G_GSIZE_FORMAT " blocks of the convex program, merged", neuron->n_blocks),
      neuron->n_blocks);
  if (!neuron->in_support)
    g_string_append (text,
                     _ ("\nNo optimal network uses it, although its block is at the bound λ"));
  return g_string_free (text, FALSE);
}

char *
rsc_neuron_words_dup_title (const RscOptimalSet *set)
{
  if (set == NULL)
    return g_strdup (_ ("Neurons"));
  return g_strdup_printf (_ ("Neurons (%" G_GSIZE_FORMAT ")"), rsc_optimal_set_get_n_neurons (set));
}
