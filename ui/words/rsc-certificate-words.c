/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-certificate-words.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Of what is read off a picture. */
#define DIGITS 4
/* Weights and multipliers that a line has room for. */
#define VALUES_MAX 5
/* Features that it has. */
#define FEATURES_MAX 4

/* Of a residual that is not said to be an optimum's, or of an optimum that is not certified over
 * all patterns. */
static char *
dup_largest (double maximum, const char *gap)
{
  g_autofree char *largest = rsc_number_words_dup (maximum, 4);

  if (maximum > 1.0 + RSC_TOLERANCE_TIE)
    return gap
             ? g_strdup_printf (
               _ ("The largest is %s λ: where it is above λ, a neuron would still pay. Gap %s."),
               largest, gap)
             : g_strdup_printf (
               _ ("The largest is %s λ: where it is above λ, a neuron would still pay."), largest);
  return gap ? g_strdup_printf (_ ("Nothing that was found is above λ. Gap %s."), gap)
             : g_strdup (_ ("Nothing that was found is above λ: no further neuron would pay."));
}

/* Of a frame of the path between its points. */
static char *
dup_frame (const RscLandscape *landscape)
{
  RscSolution *solution = rsc_optimal_set_get_solution (rsc_landscape_get_set (landscape));
  const double maximum = rsc_landscape_get_maximum (landscape);
  const gboolean is_all = rsc_pattern_words_is_all (solution);
  g_autofree char *gap = rsc_number_words_dup (is_all ? rsc_solution_get_bound_over_all (solution)
                                                      : rsc_solution_get_relative_gap (solution),
                                               1);
  g_autofree char *frame = g_strdup_printf (
    is_all ? _ ("≤ %s, on the path") : _ ("≤ %s over the patterns of the path"), gap);

  if (maximum > 1.0 + RSC_TOLERANCE_TIE || !is_all)
    return dup_largest (maximum, frame);
  return g_strdup_printf (_ ("Nothing rises above λ. Gap %s."), frame);
}

char *
rsc_certificate_words_dup_sentence (const RscLandscape *landscape)
{
  const RscOptimalSet *set = rsc_landscape_get_set (landscape);
  const double maximum = rsc_landscape_get_maximum (landscape);
  const gboolean gated =
    rsc_problem_get_activation (rsc_landscape_get_problem (landscape)) == RSC_ACTIVATION_GATED;
  g_autofree char *gap = NULL;
  g_autofree char *touching = NULL;
  RscSolution *solution;
  gsize n;

  if (set == NULL)
    return dup_largest (maximum, NULL);
  if (rsc_optimal_set_is_between (set))
    return dup_frame (landscape);
  solution = rsc_optimal_set_get_solution (set);
  n = rsc_optimal_set_get_n_neurons (set);
  gap = rsc_pattern_words_dup_gap (solution);
  if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED
      || (!gated && !rsc_pattern_words_is_all (solution)))
    return dup_largest (maximum, gap);
  if (!rsc_optimal_set_is_trusted (set))
    return g_strdup_printf (
      _ ("Nothing rises above λ; what touches it is not certain at these tolerances. Gap %s."),
      gap);
  if (n == 0)
    return g_strdup_printf (_ ("Nothing reaches λ: the only optimal network is zero. Gap %s."),
                            gap);
  touching =
    g_strdup_printf (g_dngettext (NULL, "%zu neuron touches it", "%zu neurons touch it", n), n);
  return g_strdup_printf (_ ("Nothing rises above λ, and %s. Gap %s."), touching, gap);
}

/* Where u is active: Σ u_k x_k > -u_d, in the names of the features. */
static char *
dup_half_space (const RscLandscape *landscape, const double *u)
{
  RscProblem *problem = rsc_landscape_get_problem (landscape);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize d = rsc_dataset_get_d (dataset);
  g_autofree char *bound = NULL;
  GString *text = g_string_new (rsc_dataset_get_space (dataset, NULL) == NULL
                                  ? _ ("active where")
                                  : _ ("active in the rows’ space where"));
  gboolean any = FALSE;

  for (gsize k = 0; k < d; k++)
    {
      g_autofree char *weight = rsc_number_words_dup (any ? fabs (u[k]) : u[k], DIGITS - 1);

      if (u[k] == 0.0)
        continue;
      g_string_append_printf (text, "%s%s %s",
                              !any         ? " "
                              : u[k] < 0.0 ? " − "
                                           : " + ",
                              weight, rsc_dataset_get_feature_name (dataset, k));
      any = TRUE;
    }
  if (!any)
    {
      g_string_free (text, TRUE);
      return g_strdup (u[d] > 0.0 ? _ ("active everywhere") : _ ("active nowhere"));
    }
  bound =
    rsc_problem_get_bias (problem) ? rsc_number_words_dup (-u[d], DIGITS - 1) : g_strdup ("0");
  g_string_append_printf (text, " > %s", bound);
  return g_string_free (text, FALSE);
}

/* Where u switches, in the words of the data; NULL in more dimensions than a line has room for. */
static char *
dup_switch (const RscLandscape *landscape, const double *u)
{
  RscProblem *problem = rsc_landscape_get_problem (landscape);
  const gsize d = rsc_problem_get_d (problem);
  g_autofree char *place = NULL;

  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED || d < 2
      || rsc_dataset_get_d (rsc_problem_get_dataset (problem)) > FEATURES_MAX)
    return NULL;
  if (rsc_problem_get_bias (problem) && d == 2 && u[0] != 0.0)
    {
      place = rsc_number_words_dup (-u[1] / u[0], DIGITS);
      return g_strdup_printf (u[0] > 0.0 ? _ ("active right of %s") : _ ("active left of %s"),
                              place);
    }
  if (!rsc_problem_get_bias (problem) && d == 2)
    {
      place = rsc_number_words_dup (
        rsc_correlation_profile_wrap (atan2 (u[1], u[0])) * 180.0 / G_PI, DIGITS - 1);
      return g_strdup_printf (_ ("towards %s°"), place);
    }
  return dup_half_space (landscape, u);
}

/* v_b, and ρ of the points on its kink. */
static void
append_block (GString *text, const RscLandscape *landscape, const RscMultipliers *block)
{
  const gsize d = rsc_problem_get_d (rsc_landscape_get_problem (landscape));

  if (d <= VALUES_MAX)
    {
      g_string_append (text, _ (", v = ("));
      for (gsize k = 0; k < d; k++)
        {
          g_autofree char *value = rsc_number_words_dup (block->v[k], DIGITS - 1);

          g_string_append_printf (text, "%s%s", k > 0 ? ", " : "", value);
        }
      g_string_append_c (text, ')');
    }
  for (gsize k = 0; k < MIN (block->n_rows, VALUES_MAX); k++)
    {
      g_autofree char *rho = rsc_number_words_dup (block->rho[k], DIGITS - 1);

      g_string_append_printf (text, k == 0 ? _ (", ρ = %s at point %zu") : _ (", %s at %zu"), rho,
                              block->rows[k] + 1);
    }
  if (block->n_rows > VALUES_MAX)
    g_string_append (text, "…");
  else if (block->n_rows == 0 && block->n_kink > 0)
    g_string_append (text, _ (", ρ = 0"));
  else if (block->n_kink == 0
           && rsc_problem_get_activation (rsc_landscape_get_problem (landscape))
                == RSC_ACTIVATION_RELU)
    g_string_append (text, _ (", no point on its kink"));
}

static void
append_active (GString *text, const RscLandscape *landscape, const RscMultipliers *block)
{
  const gsize n = rsc_problem_get_n (rsc_landscape_get_problem (landscape));
  gsize n_active = 0;

  for (gsize i = 0; i < n; i++)
    n_active += rsc_multipliers_is_active (block, i);
  g_string_append_printf (
    text,
    block->n_kink > 0
      ? g_dngettext (NULL, "; active or on its kink: %zu of %zu point",
                     "; active or on its kink: %zu of %zu points", n)
      : g_dngettext (NULL, "; active on %zu of %zu point", "; active on %zu of %zu points", n),
    n_active, n);
}

char *
rsc_certificate_words_dup_direction (const RscLandscape *landscape,
                                     gssize label,
                                     int sign,
                                     double ratio,
                                     const double *u,
                                     const RscMultipliers *block)
{
  const gboolean gated =
    rsc_problem_get_activation (rsc_landscape_get_problem (landscape)) == RSC_ACTIVATION_GATED;
  g_autofree char *number = rsc_number_words_dup (ratio, DIGITS);
  g_autofree char *place = dup_switch (landscape, u);
  GString *text = g_string_new (NULL);

  if (label >= 0)
    g_string_append_printf (text, _ ("Neuron %zd"), label + 1);
  else
    g_string_append (text, gated ? _ ("Gate") : block ? _ ("Peak") : _ ("Direction"));
  if (!gated)
    g_string_append (text, sign > 0 ? " +" : " −");
  g_string_append_printf (text, ": %s λ", number);
  if (block)
    append_block (text, landscape, block);
  if (place)
    g_string_append_printf (text, "; %s", place);
  if (block)
    append_active (text, landscape, block);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

/* How many local maxima are known beside the neurons, and of what they are all or the largest. */
static char *
dup_others (const RscLandscape *landscape)
{
  const RscCorrelations *peaks = rsc_landscape_get_peaks (landscape);
  const gsize n_all = rsc_correlations_get_n (peaks);
  /* Of more neurons than peaks are kept there are no others. */
  const gsize n = n_all - MIN (n_all, rsc_landscape_get_n_neurons (landscape));
  const gboolean is_all = rsc_correlations_get_scope (peaks) == RSC_CORRELATIONS_ALL;

  if (rsc_problem_get_activation (rsc_landscape_get_problem (landscape)) == RSC_ACTIVATION_GATED
      || rsc_landscape_get_form (landscape) == RSC_LANDSCAPE_CURVE)
    return g_strdup_printf (g_dngettext (NULL, "%zu other peak.", "%zu other peaks.", n), n);
  if (rsc_correlations_get_scope (peaks) == RSC_CORRELATIONS_IN_USE)
    return g_strdup_printf (g_dngettext (NULL, "%zu other peak among the patterns in use.",
                                         "%zu other peaks among the patterns in use.", n),
                            n);
  if (is_all && n >= RSC_LANDSCAPE_PEAKS_MAX)
    return g_strdup_printf (g_dngettext (NULL, "Of the other peaks the largest.",
                                         "Of the other peaks the %zu largest.", n),
                            n);
  if (is_all)
    return g_strdup_printf (
      g_dngettext (NULL, "%zu other peak above half of λ.", "%zu other peaks above half of λ.", n),
      n);
  return g_strdup_printf (
    g_dngettext (NULL, "%zu other peak that was found.", "%zu other peaks that were found.", n), n);
}

char *
rsc_certificate_words_dup_hint (const RscLandscape *landscape)
{
  g_autofree char *others = dup_others (landscape);
  const char *hint =
    rsc_landscape_get_n_neurons (landscape) == 0
      ? _ ("Point at a direction to see where such a neuron would switch.")
      : _ ("Point at a direction to see where it switches; select a neuron for its v and ρ.");

  /* What is marked of all that there is; a curve has all in view. */
  if (rsc_landscape_get_form (landscape) == RSC_LANDSCAPE_CURVE
      || rsc_landscape_is_passing (landscape))
    return g_strdup (hint);
  return g_strdup_printf ("%s %s", others, hint);
}

char *
rsc_certificate_words_dup_description (const RscLandscape *landscape, const char *pointed)
{
  g_autofree char *sentence = rsc_certificate_words_dup_sentence (landscape);
  g_autofree char *others = dup_others (landscape);

  return g_strjoin (" ", sentence, others, pointed, NULL);
}

const char *
rsc_certificate_words_get_value_title (gboolean brief)
{
  return brief ? _ ("Correlation / λ") : _ ("Correlation with the residual / λ");
}

const char *
rsc_certificate_words_get_angle_title (void)
{
  return _ ("Direction of a neuron’s weights");
}

char *
rsc_certificate_words_dup_position_title (const char *feature)
{
  return g_strdup_printf (_ ("Kink of the neuron, %s"), feature);
}

char *
rsc_certificate_words_dup_bars_title (const RscLandscape *landscape, gsize n)
{
  const RscCorrelations *peaks = rsc_landscape_get_peaks (landscape);

  if (rsc_problem_get_activation (rsc_landscape_get_problem (landscape)) == RSC_ACTIVATION_GATED
      && !rsc_landscape_is_passing (landscape))
    return g_strdup_printf (g_dngettext (NULL, "The most correlated of all gates (%zu)",
                                         "The %zu most correlated of all gates", n),
                            n);
  switch (rsc_correlations_get_scope (peaks))
    {
    case RSC_CORRELATIONS_ALL:
      return g_strdup_printf (g_dngettext (NULL, "The largest of all directions (%zu)",
                                           "The %zu largest of all directions", n),
                              n);
    case RSC_CORRELATIONS_IN_USE:
      return g_strdup_printf (
        g_dngettext (NULL, "The largest of the patterns in use with both signs (%zu)",
                     "The %zu largest of the patterns in use with both signs", n),
        n);
    case RSC_CORRELATIONS_FOUND:
    default:
      return g_strdup_printf (
        g_dngettext (NULL, "The largest that is known (%zu)", "The %zu largest that are known", n),
        n);
    }
}

const char *
rsc_certificate_words_get_side (gboolean right)
{
  return right ? _ ("Active to the right →") : _ ("← Active to the left");
}

const char *
rsc_certificate_words_get_sign (int sign)
{
  return sign > 0 ? _ ("positive output weight") : _ ("negative output weight");
}

const char *
rsc_certificate_words_get_above (void)
{
  return _ ("above λ");
}

char *
rsc_certificate_words_dup_map_title (const char *one, const char *two)
{
  return g_strdup_printf (_ ("Which way the neuron is active: → %s, ↑ %s"), one, two);
}

char *
rsc_certificate_words_dup_upright_title (const char *third)
{
  return third ? g_strdup_printf (_ ("Lean to %s"), third) : g_strdup (_ ("Offset of its kink"));
}
