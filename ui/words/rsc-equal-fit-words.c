/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-equal-fit-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>
#include <math.h>

#define DIGITS 4

char *
rsc_equal_fit_words_dup_set (const RscEqualFit *set)
{
  const gsize m = rsc_equal_fit_get_n_neurons (set);
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  const gsize dimension = rsc_polyhedron_get_dimension (points);

  if (dimension == 0)
    return g_strdup_printf (g_dngettext (NULL,
                                         "Equal fit: the only network of this %zu neuron with "
                                         "this training fit, optimal or not.",
                                         "Equal fit: the only network of these %zu neurons with "
                                         "this training fit, optimal or not.",
                                         m),
                            m);
  return g_strdup_printf (
    rsc_polyhedron_is_bounded (points)
      ? g_dngettext (NULL,
                     "Equal fit: all networks of this %zu neuron with this training fit, optimal "
                     "or not. %zu-dimensional, bounded.",
                     "Equal fit: all networks of these %zu neurons with this training fit, optimal "
                     "or not. %zu-dimensional, bounded.",
                     m)
      : g_dngettext (NULL,
                     "Equal fit: all networks of this %zu neuron with this training fit, optimal "
                     "or not. %zu-dimensional, unbounded.",
                     "Equal fit: all networks of these %zu neurons with this training fit, optimal "
                     "or not. %zu-dimensional, unbounded.",
                     m),
    m, dimension);
}

char *
rsc_equal_fit_words_dup_rays (const RscEqualFit *set)
{
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  const gsize n = rsc_polyhedron_get_n_rays (points);

  if (rsc_polyhedron_is_bounded (points))
    return g_strdup (_ ("none: the set is bounded"));
  if (!rsc_polyhedron_get_rays_complete (points))
    return g_strdup_printf (_ ("%zu and more (the list stops): along each the penalty grows "
                               "without end and no training prediction changes"),
                            n);
  return g_strdup_printf (
    g_dngettext (NULL,
                 "%zu: along it the penalty grows without end and no training prediction changes",
                 "%zu: along each the penalty grows without end and no training prediction "
                 "changes",
                 n),
    n);
}

char *
rsc_equal_fit_words_dup_penalty (const RscEqualFit *set)
{
  g_autofree char *least = rsc_number_words_dup (rsc_equal_fit_get_least_penalty (set), DIGITS);

  if (!rsc_polyhedron_is_bounded (rsc_equal_fit_get_points (set)))
    return g_strdup_printf (_ ("Σ ||w|| from %s on, without end"), least);
  {
    g_autofree char *most = rsc_number_words_dup (rsc_equal_fit_get_largest_penalty (set), DIGITS);

    if (g_str_equal (least, most))
      return g_strdup_printf (_ ("Σ ||w|| is %s in all of them"), least);
    return g_strdup_printf (_ ("Σ ||w|| from %s to %s"), least, most);
  }
}

char *
rsc_equal_fit_words_dup_trained (guint64 seed, gsize step)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);

  return g_strdup_printf (_ ("seed %s at step %zu"), number, step);
}

const char *
rsc_equal_fit_words_get_given (void)
{
  return _ ("the start of pruning");
}

const char *
rsc_equal_fit_words_get_title (gboolean on)
{
  return on ? _ ("Equal-fit set") : _ ("Optimal set");
}

const char *
rsc_equal_fit_words_get_tip (gboolean on)
{
  return on ? _ ("Back to the set of all optimal networks")
            : _ ("All networks with the neurons and the training fit of the one on show, optimal "
                 "or not");
}

char *
rsc_equal_fit_words_dup_caption (const RscEqualFit *set, const char *name)
{
  g_autofree char *penalty = rsc_equal_fit_words_dup_penalty (set);

  return g_strdup_printf (_ ("Of %s, optimal or not: %s"), name, penalty);
}

char *
rsc_equal_fit_words_dup_corner (double objective, double global)
{
  g_autofree char *value = rsc_number_words_dup (objective, DIGITS);
  g_autofree char *least = rsc_number_words_dup (global, DIGITS);

  return g_strdup_printf (_ ("Objective %s with the same training fit; the optimum has %s"), value,
                          least);
}

const char *
rsc_equal_fit_words_get_computing (void)
{
  return _ ("Computing the equal-fit set…");
}

const char *
rsc_equal_fit_words_get_empty (void)
{
  return _ ("This network has no neuron.");
}

char *
rsc_equal_fit_words_dup_list (const RscEqualFit *set)
{
  return g_strdup_printf (_ ("Equal-fit set: neurons (%zu)"), rsc_equal_fit_get_n_neurons (set));
}

char *
rsc_equal_fit_words_dup_range (double low, double high)
{
  g_autofree char *from = rsc_number_words_dup (low, DIGITS);
  g_autofree char *to = isinf (high) ? g_strdup ("∞") : rsc_number_words_dup (high, DIGITS);

  return g_strdup_printf ("%s…%s", from, to);
}

const char *
rsc_equal_fit_words_get_color (void)
{
  return _ ("objective");
}

char *
rsc_equal_fit_words_dup_dimension (const RscEqualFit *set)
{
  const gsize dimension = rsc_polyhedron_get_dimension (rsc_equal_fit_get_points (set));

  if (dimension == 0)
    return g_strdup (_ ("Equal-fit set: this network alone"));
  return g_strdup_printf (_ ("Equal-fit set: %zu-dimensional"), dimension);
}

const char *
rsc_equal_fit_words_get_pick (void)
{
  return _ ("of the optimal set");
}
