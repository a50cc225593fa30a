/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-equal-fit-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>

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
      ? _ ("Equal fit: all networks of these %zu neurons with this training fit, optimal or not. "
           "%zu-dimensional, bounded.")
      : _ ("Equal fit: all networks of these %zu neurons with this training fit, optimal or not. "
           "%zu-dimensional, unbounded."),
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

const char *
rsc_equal_fit_words_get_color (void)
{
  return _ ("objective");
}
