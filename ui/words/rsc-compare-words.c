/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-compare-words.h"
#include "ui/words/rsc-pattern-words.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <math.h>

#define DIGITS 4

const char *
rsc_compare_words_get (RscCompareTerm term)
{
  static const char *const terms[RSC_N_COMPARE_TERMS] = {
    [RSC_COMPARE_CHANGE_SHOWN] = N_ ("Draw another function"),
    [RSC_COMPARE_CHANGE_PIN] = N_ ("Pin a network"),
    [RSC_COMPARE_CHANGE_RENAME] = N_ ("Rename a pinned network"),
    [RSC_COMPARE_CHANGE_REMOVE] = N_ ("Remove a pinned network"),
    [RSC_COMPARE_CHANGE_CHOOSE] = N_ ("Compare with another network"),
    [RSC_COMPARE_CHANGE_HOLD] = N_ ("Pin λ"),
    [RSC_COMPARE_CHANGE_FREE] = N_ ("Let go of the pinned λ"),
    [RSC_COMPARE_LEAST_NORM] = N_ ("Least norm"),
    [RSC_COMPARE_INTERIOR] = N_ ("Interior"),
    [RSC_COMPARE_NARROWEST] = N_ ("Narrowest"),
    [RSC_COMPARE_POINT] = N_ ("Picked network"),
    [RSC_COMPARE_RANDOM] = N_ ("Random network"),
    [RSC_COMPARE_ONLY] = N_ ("Optimal network"),
    [RSC_COMPARE_NOTHING] =
      N_ ("Pin the network on show as A. Then pick another one, or move λ: that is B, and both are "
          "compared."),
    [RSC_COMPARE_NONE_CHOSEN] = N_ ("Choose from the list the network A to compare with."),
    [RSC_COMPARE_NO_NETWORK] = N_ ("There is no network to compare yet."),
    [RSC_COMPARE_AXIS] = N_ ("norm, B − A"),
    [RSC_COMPARE_NEURON] = N_ ("neuron"),
    [RSC_COMPARE_NO_DIFFERENCE] =
      N_ ("One of the two has gates or a bias and the other has not: their difference is no "
          "network, and is not drawn."),
    [RSC_COMPARE_DRAWN] = N_ ("The difference f_B − f_A of the network on show and the pinned one"),
    [RSC_COMPARE_REMOVE] = N_ ("Remove this network from the list"),
    [RSC_COMPARE_PINS] = N_ ("Pinned networks"),
    [RSC_COMPARE_RENAME] = N_ ("Another name for this network"),
  };

  g_return_val_if_fail (term < RSC_N_COMPARE_TERMS, "");
  return _ (terms[term]);
}

char *
rsc_compare_words_dup_vertex (gsize vertex)
{
  return g_strdup_printf (_ ("Vertex %zu"), vertex + 1);
}

char *
rsc_compare_words_dup_pruned (gsize width)
{
  return g_strdup_printf (
    g_dngettext (NULL, "Pruned to %zu neuron", "Pruned to %zu neurons", width), width);
}

char *
rsc_compare_words_dup_pin (gsize width, double ratio)
{
  g_autofree char *lambda = rsc_number_words_dup (ratio, 3);

  if (!(ratio > 0.0))
    return g_strdup_printf (g_dngettext (NULL, "%zu neuron, λ → 0", "%zu neurons, λ → 0", width),
                            width);
  return g_strdup_printf (g_dngettext (NULL, "%zu neuron, %s λₘₐₓ", "%zu neurons, %s λₘₐₓ", width),
                          width, lambda);
}

/* Whether the norms differ by more than rounding. */
static gboolean
differs (const RscComparison *self, const RscComparedNeuron *neuron)
{
  double size = 0.0;

  for (gsize k = 0; k < self->n_neurons; k++)
    size = fmax (size, fmax (self->neurons[k].norms[0], self->neurons[k].norms[1]));
  return fabs (neuron->norms[1] - neuron->norms[0]) > RSC_TOLERANCE_SUPPORT * size;
}

char *
rsc_compare_words_dup_sentence (const RscComparison *comparison)
{
  gsize both = 0, turned = 0, only[2] = { 0, 0 };

  g_return_val_if_fail (comparison != NULL, NULL);

  for (gsize k = 0; k < comparison->n_neurons; k++)
    {
      const RscComparedNeuron *neuron = &comparison->neurons[k];
      const gboolean differ = differs (comparison, neuron);

      if (isnan (neuron->angle))
        only[neuron->norms[1] > 0.0] += differ;
      else
        both += differ;
      turned += neuron->angle > RSC_TOLERANCE_MERGE;
    }
  if (both + turned + only[0] + only[1] == 0)
    return g_strdup (_ ("A and B are the same network."));
  if (turned > 0)
    return g_strdup_printf (_ ("Neurons with another norm: %zu; with another direction: %zu; "
                               "of B alone: %zu; of A alone: %zu."),
                            both, turned, only[1], only[0]);
  return g_strdup_printf (_ ("Neurons with another norm: %zu; of B alone: %zu; of A alone: %zu."),
                          both, only[1], only[0]);
}

static void
append_pair (GString *text, const char *title, const double *values)
{
  g_autofree char *a = rsc_number_words_dup (values[0], DIGITS + 2);
  g_autofree char *b = rsc_number_words_dup (values[1], DIGITS + 2);
  g_autofree char *change = rsc_number_words_dup (values[1] - values[0], DIGITS - 1);
  g_autofree char *apart = rsc_number_words_dup (fabs (values[1] - values[0]), 1);

  /* What reads the same is rounding apart, or says how far. */
  if (g_str_equal (a, b))
    g_string_append_printf (text, _ ("%s: %s for both, to %s\n"), title, a, apart);
  else
    g_string_append_printf (text, _ ("%s: A %s, B %s (B − A = %s)\n"), title, a, b, change);
}

/* What "optimal" is said over, and whether it is certain. */
static char *
dup_scope (const RscOptimalSet *set)
{
  return g_strconcat (rsc_pattern_words_scope (rsc_optimal_set_get_solution (set)),
                      rsc_optimal_set_is_trusted (set) ? "" : _ (", as far as can be told"), NULL);
}

static void
append_distance (GString *text,
                 const RscComparison *comparison,
                 const char *scope,
                 gsize walk_width,
                 gboolean proved)
{
  g_autofree char *distance = rsc_number_words_dup (comparison->distance, DIGITS);

  g_string_append_printf (text, _ ("Both are optimal networks of this λ%s, %s apart in norms"),
                          scope, distance);
  if (walk_width > 0)
    g_string_append_printf (
      text,
      proved ? g_dngettext (NULL, "; a walk between them needs %zu neuron",
                            "; a walk between them needs %zu neurons", walk_width)
             : g_dngettext (NULL, "; a walk between them needs at most %zu neuron",
                            "; a walk between them needs at most %zu neurons", walk_width),
      walk_width);
}

char *
rsc_compare_words_dup_facts (const RscComparison *comparison,
                             const RscOptimalSet *set,
                             gsize walk_width,
                             gboolean proved)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (comparison != NULL, NULL);

  g_autofree char *lambda = rsc_number_words_dup (comparison->lambda, DIGITS);
  g_autofree char *fit = rsc_number_words_dup (comparison->fit_change, 3);
  g_autofree char *scope = set ? dup_scope (set) : NULL;

  g_string_append_printf (text, _ ("At λ = %s:\n"), lambda);
  append_pair (text, _ ("Objective"), comparison->objective);
  append_pair (text, _ ("Squared error"), comparison->squared_error);
  append_pair (text, _ ("Penalty"), comparison->penalty);
  g_string_append_printf (text, _ ("At the data points f differs by at most %s\n"), fit);
  if (set && comparison->points[0] != NULL && comparison->points[1] != NULL)
    append_distance (text, comparison, scope, walk_width, proved);
  else if (set)
    g_string_append_printf (text,
                            comparison->points[0] == NULL && comparison->points[1] == NULL
                              ? _ ("Neither is an optimal network of this λ%s")
                            : comparison->points[0] == NULL
                              ? _ ("A is no optimal network of this λ%s")
                              : _ ("B is no optimal network of this λ%s"),
                            scope);
  return g_strchomp (g_strdup (text->str));
}

/* "0.1 λ_max" */
static char *
dup_lambda (double ratio)
{
  g_autofree char *number = rsc_number_words_dup (ratio, 3);

  return ratio > 0.0 ? g_strdup_printf (_ ("%s λₘₐₓ"), number) : g_strdup (_ ("λ → 0"));
}

char *
rsc_compare_words_dup_ghost (double shown, double pinned)
{
  g_autofree char *here = dup_lambda (shown);
  g_autofree char *there = dup_lambda (pinned);

  return g_strdup_printf (_ ("Filled: %s · dashed: the pinned %s"), here, there);
}

char *
rsc_compare_words_dup_pin_lambda (double pinned)
{
  g_autofree char *lambda = pinned >= 0.0 ? dup_lambda (pinned) : NULL;

  return lambda ? g_strdup_printf (_ ("Pinned λ: %s"), lambda) : g_strdup (_ ("Pin This λ"));
}

char *
rsc_compare_words_dup_no_ghost (const char *message)
{
  return g_strdup_printf (_ ("The set of the pinned λ is not drawn. %s"), message);
}

char *
rsc_compare_words_dup_neuron (const RscComparedNeuron *neuron, gsize number)
{
  g_return_val_if_fail (neuron != NULL, NULL);

  g_autofree char *a = rsc_number_words_dup (neuron->norms[0], DIGITS);
  g_autofree char *b = rsc_number_words_dup (neuron->norms[1], DIGITS);
  g_autofree char *angle = rsc_number_words_dup (neuron->angle * 180.0 / G_PI, 2);

  if (isnan (neuron->angle))
    return g_strdup_printf (neuron->norms[1] > 0.0
                              ? _ ("Neuron %zu: norm %s in B, none like it in A")
                              : _ ("Neuron %zu: norm %s in A, none like it in B"),
                            number + 1, neuron->norms[1] > 0.0 ? b : a);
  return g_strdup_printf (_ ("Neuron %zu: norm %s in A, %s in B, %s° apart"), number + 1, a, b,
                          angle);
}
