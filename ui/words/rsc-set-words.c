/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-set-words.h"

#include "ui/words/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>

gboolean
rsc_set_words_is_proved (const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);

  return rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
         && rsc_pattern_words_is_all (rsc_solution_get_problem (solution));
}

static gboolean
is_at_origin (const RscHull *hull)
{
  for (gsize k = 0; k < hull->n_points * hull->n_axes; k++)
    if (hull->points[k] != 0.0)
      return FALSE;
  return TRUE;
}

/* The picture is a point. */
static const char *
get_point (const RscOptimalSet *set, const RscHull *hull, gboolean walked)
{
  if (set == NULL)
    return _ ("A single point.");
  if (rsc_optimal_set_get_n_support (set) == 0)
    return _ ("The only optimal network is zero: it has no neurons.");
  if (rsc_optimal_set_get_dimension (set) > 0)
    {
      if (is_at_origin (hull))
        return hull->n_axes == 1 ? _ ("This neuron is in no optimal network.")
                                 : _ ("These neurons are in no optimal network.");
      return hull->n_axes == 1 ? _ ("This neuron is the same in every optimal network.")
                               : _ ("These neurons are the same in every optimal network.");
    }
  if (!rsc_set_words_is_proved (set))
    return _ ("One point: no other optimal network was found.");
  if (rsc_optimal_set_is_between (set))
    return _ ("Unique at the path's points above and below.");
  return walked ? _ ("The walk began at the only optimal network: each step leaves it.")
                : _ ("Unique: this is the only optimal network.");
}

char *
rsc_set_words_dup_shadow (const RscOptimalSet *set, const RscHull *hull, gboolean walked)
{
  if (hull->dimension == 0)
    return g_strdup (get_point (set, hull, walked));
  if (hull->dimension >= hull->n_axes)
    return NULL;
  if (hull->dimension == 1)
    return g_strdup (_ ("These neurons only change together: one degree of freedom."));
  return g_strdup (rsc_set_words_get_longest_shadow ());
}

const char *
rsc_set_words_get_longest_shadow (void)
{
  return _ ("These neurons only change together: two degrees of freedom.");
}

const char *
rsc_set_words_get_absence (const RscOptimalSet *set, gsize n_axes)
{
  if (set == NULL)
    return _ ("Nothing solved yet.");
  if (rsc_optimal_set_get_n_neurons (set) == 0)
    return _ ("The only optimal network is zero: it has no neurons.");
  if (n_axes == 0)
    return _ ("Choose one to three neurons as axes.");
  return _ ("The optimal set is being worked out.");
}

const char *
rsc_set_words_get_space (gboolean convex)
{
  return convex ? _ ("Convex") : _ ("Non-convex");
}

char *
rsc_set_words_dup_axis_title (const RscOptimalSet *set, gboolean convex, gsize number, int feature)
{
  const char *letter = convex ? "w" : "\u03b8";
  g_autofree char *index = rsc_number_words_dup_subscript (number);

  if (set == NULL)
    return g_strdup_printf (_ ("neuron %" G_GSIZE_FORMAT), number);
  if (feature < 0)
    return g_strdup_printf ("||%s%s||", letter, index);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const char *name = (gsize) feature < rsc_dataset_get_d (dataset)
                       ? rsc_dataset_get_feature_name (dataset, (gsize) feature)
                       : _ ("bias");
  return g_strdup_printf ("%s%s, %s", letter, index, name);
}

char *
rsc_set_words_dup_width (gsize width)
{
  return g_strdup_printf (
    g_dngettext (NULL, "%" G_GSIZE_FORMAT " neuron", "%" G_GSIZE_FORMAT " neurons", (gulong) width),
    width);
}

/* Which patterns a claim is about, to follow it; "" where it is about all. */
static const char *
get_scope (const RscOptimalSet *set)
{
  return rsc_pattern_words_scope (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
}

char *
rsc_set_words_dup_uniqueness (const RscOptimalSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  gsize dimension = rsc_optimal_set_get_dimension (set);
  if (!rsc_optimal_set_is_trusted (set))
    return g_strdup_printf (_ ("%" G_GSIZE_FORMAT " as far as can be told"), dimension);
  if (dimension == 0)
    return g_strdup_printf (_ ("0: the optimal network is unique%s"), get_scope (set));
  return g_strdup_printf (_ ("%" G_GSIZE_FORMAT ": the optimal network is not unique"), dimension);
}

char *
rsc_set_words_dup_narrowest (const RscOptimalSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  g_autofree char *width = rsc_set_words_dup_width (rsc_optimal_set_get_narrowest_width (set));
  if (!rsc_optimal_set_get_narrowest_proved (set))
    return g_strdup_printf (_ ("%s, not proved to be the fewest"), width);
  return g_strdup_printf (_ ("%s, proved: no optimal network%s has fewer"), width, get_scope (set));
}

char *
rsc_set_words_dup_caution (const RscOptimalSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  RscSolution *solution = rsc_optimal_set_get_solution (set);
  if (!rsc_optimal_set_is_trusted (set))
    return g_strdup_printf (
      _ ("the set is an approximation: its networks are up to %.2g of the objective worse than the "
         "certified optimum, and miss its fit by up to %.2g of the targets"),
      MAX (rsc_optimal_set_get_excess (set), 0.0), rsc_optimal_set_get_misfit (set));
  if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
    return g_strdup (_ ("the set is that of the approximate solution; the optimal one may differ"));
  return NULL;
}
