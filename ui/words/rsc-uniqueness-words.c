/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-uniqueness-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-status-words.h"
#include <glib/gi18n.h>
#include <stdlib.h>

/* Numbers that one line names. */
#define NUMBERS_MAX 20

/* "1, 4, 7", from numbers that count from 0. */
static char *
dup_list (gsize n, const gsize *numbers)
{
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < n; k++)
    {
      if (k == NUMBERS_MAX)
        {
          g_string_append (text, ", …");
          break;
        }
      g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, k > 0 ? ", " : "", numbers[k] + 1);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_uniqueness_words_dup_dependence (const RscOptimalSet *set, const RscDependence *dependence)
{
  g_return_val_if_fail (set != NULL, NULL);
  if (dependence == NULL)
    {
      if (rsc_optimal_set_get_dimension (set) > 0)
        return g_strdup (_ ("which neurons make up for others was not found"));
      return g_strdup (rsc_optimal_set_is_trusted (set)
                         ? _ ("the activations of its neurons are independent: none can make up "
                              "for others")
                         : _ ("as far as can be told, the activations of its neurons are "
                              "independent"));
    }
  g_autofree char *neurons = dup_list (dependence->n_neurons, dependence->neurons);
  return g_strdup_printf (dependence->fewest
                            ? _ ("neurons %s make up for each other at every point; no fewer of "
                                 "its neurons can")
                            : _ ("neurons %s make up for each other at every point"),
                          neurons);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gsize p = *(const gsize *) a, q = *(const gsize *) b;

  return (p > q) - (p < q);
}

char *
rsc_uniqueness_words_dup_reason (const RscOptimalSet *set,
                                 const RscDependence *dependence,
                                 const gsize *labels)
{
  g_autofree gsize *numbers = NULL;
  RscDependence named = { 0 };

  g_return_val_if_fail (set != NULL, NULL);
  if (dependence != NULL)
    {
      named = *dependence;
      numbers = g_new (gsize, named.n_neurons);
      for (gsize k = 0; k < named.n_neurons; k++)
        numbers[k] = labels != NULL ? labels[named.neurons[k]] : named.neurons[k];
      qsort (numbers, named.n_neurons, sizeof *numbers, compare_numbers);
      named.neurons = numbers;
    }
  g_autofree char *why =
    rsc_uniqueness_words_dup_dependence (set, dependence != NULL ? &named : NULL);
  g_autofree char *what = rsc_status_words_uniqueness (set, FALSE);
  return g_strdup_printf (_ ("%s; %s"), what, why);
}

char *
rsc_uniqueness_words_dup_without (const RscLeftOut *out)
{
  g_return_val_if_fail (out != NULL, NULL);
  if (!out->trusted)
    return g_strdup_printf (_ ("without point %zu: not known"), out->row + 1);
  if (out->unique)
    return g_strdup_printf (_ ("without point %zu: unique"), out->row + 1);
  return g_strdup_printf (_ ("without point %zu: dimension %zu"), out->row + 1, out->dimension);
}

char *
rsc_uniqueness_words_dup_found (const RscOptimalSet *set,
                                gsize n_found,
                                gsize n_unknown,
                                gsize n_known,
                                gsize n)
{
  g_return_val_if_fail (set != NULL, NULL);

  const gboolean unique = rsc_optimal_set_is_unique (set);
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  GString *text;

  if (!rsc_optimal_set_is_trusted (set) || rsc_optimal_set_get_n_doubtful (set) > 0)
    return g_strdup (_ ("Which points make it so is not decided: the set is an approximation"));
  text = g_string_new (NULL);
  if (n_known == 0)
    g_string_append (text, _ ("Leaving out one point after the other…"));
  else if (n_found > 0)
    g_string_append_printf (
      text,
      unique
        ? g_dngettext (NULL, "%zu of %zu points makes it so: not unique without it%s",
                       "%zu of %zu points make it so: not unique without one of them%s", n_found)
        : g_dngettext (NULL, "%zu of %zu points makes it so: unique without it%s",
                       "%zu of %zu points make it so: unique without one of them%s", n_found),
      n_found, n_known, scope);
  else if (n_known == n_unknown)
    {
      g_string_append_printf (
        text,
        g_dngettext (NULL, "What changes without %zu point is not known",
                     "What changes without one point is not known for any of %zu points", n_known),
        n_known);
      n_unknown = 0;
    }
  else
    g_string_append_printf (
      text,
      unique
        ? g_dngettext (NULL, "Unique without %zu point%s", "Unique without any one of %zu points%s",
                       n_known - n_unknown)
        : g_dngettext (NULL, "Not unique without %zu point%s",
                       "Not unique, whichever of %zu points is left out%s", n_known - n_unknown),
      n_known - n_unknown, scope);
  if (n_unknown > 0)
    g_string_append_printf (
      text, g_dngettext (NULL, "; not known of %zu point", "; not known of %zu points", n_unknown),
      n_unknown);
  if (n_known > 0 && n_known < n)
    g_string_append_printf (text,
                            g_dngettext (NULL, "; %zu point is still to be left out",
                                         "; %zu points are still to be left out", n - n_known),
                            n - n_known);
  return g_string_free (text, FALSE);
}

const char *
rsc_uniqueness_words_get (RscUniquenessTerm term)
{
  static const char *const terms[] = {
    [RSC_UNIQUENESS_WAITING] = N_ ("Looking for the reasons…"),
    [RSC_UNIQUENESS_MOVING] = N_ ("Looking for the least move of a target…"),
    [RSC_UNIQUENESS_ALPHA] = N_ ("change of the norm, α"),
    [RSC_UNIQUENESS_NEURON] = N_ ("neuron"),
    [RSC_UNIQUENESS_MORE] = N_ ("…"),
  };

  g_return_val_if_fail (term < G_N_ELEMENTS (terms), "");
  return _ (terms[term]);
}

const char *
rsc_uniqueness_words_get_sum (gboolean everywhere)
{
  return everywhere ? _ ("Sum of these neurons: 0 everywhere, not only at the data")
                    : _ ("Sum of these neurons: 0 at every data point, not elsewhere");
}

char *
rsc_uniqueness_words_dup_found_move (const RscOptimalSet *set, const RscTargetMove *move)
{
  g_return_val_if_fail (set != NULL && move != NULL, NULL);

  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  g_autofree char *step = rsc_number_words_dup (move->step, 4);
  if (move->step == 0.0)
    return g_strdup (_ ("No move of one target was found that makes the optimum unique"));
  return g_strdup_printf (
    move->below != 0.0
      ? _ ("With the target of point %zu moved by %s, at this λ, the optimum is unique%s; no "
           "smaller move of one target was found")
      : _ ("With the target of point %zu moved by %s, perhaps by less, at this λ, the optimum is "
           "unique%s"),
    move->row + 1, step, scope);
}

char *
rsc_uniqueness_words_dup_apply (const RscTargetMove *move)
{
  g_return_val_if_fail (move != NULL, NULL);
  g_autofree char *step = rsc_number_words_dup (move->step, 3);
  return g_strdup_printf (_ ("Move Point %zu by %s"), move->row + 1, step);
}

char *
rsc_uniqueness_words_dup_change (gsize row)
{
  return g_strdup_printf (_ ("Move the target of point %zu"), row + 1);
}

char *
rsc_uniqueness_words_dup_left_out (const RscOptimalSet *set, gsize n, const RscLeftOut *outs)
{
  g_autofree gsize *unique = g_new (gsize, n + 1);
  g_autofree gsize *several = g_new (gsize, n + 1);
  gsize n_unique = 0, n_several = 0, n_unknown = 0;

  g_return_val_if_fail (set != NULL && (n == 0 || outs != NULL), NULL);
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  for (gsize k = 0; k < n; k++)
    if (!outs[k].trusted)
      n_unknown++;
    else if (outs[k].unique)
      unique[n_unique++] = outs[k].row;
    else
      several[n_several++] = outs[k].row;
  GString *text = g_string_new (NULL);
  if (n_unique == n)
    g_string_append_printf (text, _ ("unique without any one of the points%s"), scope);
  else if (n_several == n)
    g_string_append_printf (text, _ ("not unique, whichever point is left out%s"), scope);
  else
    {
      g_autofree char *yes = dup_list (n_unique, unique);
      g_autofree char *no = dup_list (n_several, several);

      if (n_unique > 0)
        g_string_append_printf (text, _ ("unique without point %s%s"), yes, scope);
      if (n_several > 0)
        {
          g_string_append (text, text->len > 0 ? "; " : "");
          g_string_append_printf (text, _ ("not without point %s%s"), no, scope);
        }
    }
  if (n_unknown > 0)
    {
      g_string_append (text, text->len > 0 ? "; " : "");
      g_string_append_printf (
        text, g_dngettext (NULL, "not known of %zu point", "not known of %zu points", n_unknown),
        n_unknown);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_uniqueness_words_dup_move (const RscOptimalSet *set, const RscTargetMove *move)
{
  g_return_val_if_fail (set != NULL && move != NULL, NULL);
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  if (rsc_optimal_set_get_dimension (set) == 0)
    return g_strdup (_ ("none is needed"));
  if (move->step == 0.0)
    return g_strdup (_ ("no move of one target was found that makes the optimum unique"));
  g_autofree char *step = rsc_number_words_dup (move->step, 4);
  return g_strdup_printf (
    move->below != 0.0
      ? _ ("the target of point %zu by %s makes the optimum unique%s; no smaller one was found")
      : _ ("the target of point %zu by %s, perhaps by less, makes the optimum unique%s"),
    move->row + 1, step, scope);
}

char *
rsc_uniqueness_words_dup_coincidence (const RscProblem *problem, const RscCoincidence *coincidence)
{
  gboolean bias = rsc_problem_get_bias (problem);

  g_return_val_if_fail (problem != NULL && coincidence != NULL, NULL);
  g_autofree char *rows = dup_list (coincidence->n, coincidence->rows);
  rsc_dataset_get_space (rsc_problem_get_dataset (problem), &bias);
  switch (coincidence->kind)
    {
    case RSC_COINCIDENCE_ZERO:
      return g_strdup_printf (coincidence->n == 1 ? _ ("point %s is 0: every neuron is 0 there")
                                                  : _ ("points %s are 0: every neuron is 0 there"),
                              rows);
    case RSC_COINCIDENCE_EQUAL:
      return g_strdup_printf (_ ("points %s have the same features"), rows);
    case RSC_COINCIDENCE_PARALLEL:
      return g_strdup_printf (_ ("points %s are on one line through 0: a kink on one is on all"),
                              rows);
    case RSC_COINCIDENCE_LINE:
      return g_strdup_printf (
        bias ? _ ("points %s are on one line") : _ ("points %s are in one plane through 0"), rows);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
rsc_uniqueness_words_dup_position (const RscGeneralPosition *position)
{
  g_return_val_if_fail (position != NULL, NULL);
  const gsize n = position->coincidences->len;
  if (n > 0)
    return g_strdup_printf (
      g_dngettext (NULL, "not general: %zu coincidence", "not general: %zu coincidences", n), n);
  if (position->complete)
    return g_strdup (_ ("general: no points equal, parallel or on one line"));
  if (position->lines_checked)
    return g_strdup (_ ("no points equal, parallel or on one line; no more was looked for"));
  return g_strdup (_ ("no points equal or parallel; no more was looked for"));
}
