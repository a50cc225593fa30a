/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-distribution-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Significant digits of a value; features of a place that are written out. */
#define DIGITS 4
#define FEATURES_MAX 4
/* Of a coordinate, as a share of the largest of the data. */
#define COORDINATE_ROUNDING 1e-12

/* A coordinate without what rounding leaves of 0. */
static double
clean (const RscDataset *dataset, gsize feature, double value)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (rsc_dataset_get_x (dataset)[i * d + feature]));
  return fabs (value) < COORDINATE_ROUNDING * largest ? 0.0 : value;
}

static char *
dup_place (RscOptimalSet *set, const double *x)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize d = rsc_dataset_get_d (dataset);
  GString *text = g_string_new ("(");

  for (gsize k = 0; k < MIN (d, FEATURES_MAX); k++)
    {
      g_autofree char *number = rsc_number_words_dup (clean (dataset, k, x[k]), DIGITS);

      g_string_append_printf (text, "%s%s", k > 0 ? rsc_number_words_get_between () : "", number);
    }
  g_string_append (text, d > FEATURES_MAX ? ", …)" : ")");
  return g_string_free (text, FALSE);
}

char *
rsc_distribution_words_dup_scalar (const RscDistribution *distribution, const char *neuron_name)
{
  const RscScalar *scalar = &distribution->scalar;
  g_autofree char *place = NULL;
  gsize n;

  switch (scalar->kind)
    {
    case RSC_SCALAR_NORM:
      if (neuron_name != NULL)
        return g_strdup_printf (_ ("norm of neuron %s"), neuron_name);
      return g_strdup_printf (_ ("norm of neuron %zu"), scalar->neuron + 1);
    case RSC_SCALAR_PREDICTION:
      place = dup_place (rsc_distribution_get_set (distribution), scalar->x);
      return g_strdup_printf (_ ("f at %s"), place);
    case RSC_SCALAR_ERROR:
      n = rsc_dataset_get_n (scalar->points);
      return g_strdup_printf (g_dngettext (NULL, "squared error on %zu test point",
                                           "mean squared error on %zu test points", n),
                              n);
    case RSC_SCALAR_ACCURACY:
      n = rsc_dataset_get_n (scalar->points);
      return g_strdup_printf (
        g_dngettext (NULL, "accuracy on %zu test point", "accuracy on %zu test points", n), n);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* "at least 0.3, or less where no network that was found shows it" and its like. */
static void
append_bound (GString *text, gboolean is_high, double end, double bound)
{
  if (!isfinite (bound))
    g_string_append_printf (text, is_high ? _ ("; networks beyond the largest are not excluded")
                                          : _ ("; networks below the least are not excluded"));
  else if (bound != end)
    {
      g_autofree char *number = rsc_number_words_dup (bound, DIGITS);

      g_string_append_printf (text, is_high ? _ ("; none is above %s") : _ ("; none is below %s"),
                              number);
    }
}

char *
rsc_distribution_words_dup_range (const RscDistribution *distribution)
{
  RscOptimalSet *set = rsc_distribution_get_set (distribution);
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  const gboolean is_zero =
    rsc_distribution_is_single (distribution) && fabs (distribution->low) <= distribution->rounding;
  g_autofree char *low = rsc_number_words_dup (is_zero ? 0.0 : distribution->low, DIGITS);
  g_autofree char *high = rsc_number_words_dup (distribution->high, DIGITS);
  GString *text;

  if (!rsc_optimal_set_is_trusted (set) || rsc_optimal_set_get_n_doubtful (set) > 0)
    return g_strdup_printf (_ ("%s to %s, as far as can be told"), low, high);
  if (rsc_optimal_set_is_unique (set))
    return g_strdup_printf (_ ("%s: there is one optimal network%s"), low, scope);
  if (rsc_distribution_is_single (distribution))
    return g_strdup_printf (_ ("%s for every optimal network%s"), low, scope);
  text = g_string_new (NULL);
  if (distribution->low_proved && distribution->high_proved)
    {
      g_string_printf (text, _ ("%s to %s over the optimal networks%s; none is beyond"), low, high,
                       scope);
      return g_string_free (text, FALSE);
    }
  g_string_printf (text, _ ("%s to %s over optimal networks%s that were found"), low, high, scope);
  if (!distribution->low_proved)
    append_bound (text, FALSE, distribution->low, distribution->low_bound);
  else
    g_string_append (text, _ ("; none is below"));
  if (!distribution->high_proved)
    append_bound (text, TRUE, distribution->high, distribution->high_bound);
  else
    g_string_append (text, _ ("; none is above"));
  return g_string_free (text, FALSE);
}

char *
rsc_distribution_words_dup_mean (const RscDistribution *distribution)
{
  g_autofree char *mean = rsc_number_words_dup (distribution->mean, DIGITS);
  g_autofree char *deviation = rsc_number_words_dup (distribution->deviation, 2);

  return g_strdup_printf (_ ("Mean %s, standard deviation %s"), mean, deviation);
}

char *
rsc_distribution_words_dup_mixing (const RscDistribution *distribution)
{
  const RscSetSample *sample = distribution->sample;
  const gsize n_chains = rsc_set_sample_get_n_chains (sample);
  const gsize n = rsc_set_sample_get_n_points (sample);
  g_autofree char *shrink = rsc_number_words_dup (distribution->mixing.shrink, 4);
  g_autofree char *draws = rsc_number_words_dup (distribution->mixing.n_effective, 2);

  if (rsc_distribution_is_mixed (distribution))
    return g_strdup_printf (
      _ ("%zu walks of %zu networks, uniform in the norms; they have mixed: R̂ = %s, worth %s "
         "independent draws"),
      n_chains, n, shrink, draws);
  return g_strdup_printf (
    _ ("%zu walks of %zu networks, meant to be uniform in the norms, have not mixed: R̂ = %s, "
       "worth %s independent draws; the histogram is not reliable"),
    n_chains, n, shrink, draws);
}

char *
rsc_distribution_words_dup_sentence (const RscDistribution *distribution, const char *neuron_name)
{
  g_autofree char *name = rsc_distribution_words_dup_scalar (distribution, neuron_name);
  g_autofree char *range = rsc_distribution_words_dup_range (distribution);

  return g_strdup_printf ("%s: %s", name, range);
}

char *
rsc_distribution_words_dup_caption (const RscDistribution *distribution)
{
  g_autofree char *mean = rsc_distribution_words_dup_mean (distribution);
  g_autofree char *mixing = rsc_distribution_words_dup_mixing (distribution);

  if (rsc_distribution_is_single (distribution))
    return g_strdup ("");
  return g_strdup_printf (_ ("%s; %s."), mean, mixing);
}

char *
rsc_distribution_words_dup_description (const RscDistribution *distribution,
                                        const char *neuron_name)
{
  g_autofree char *sentence = rsc_distribution_words_dup_sentence (distribution, neuron_name);
  g_autofree char *caption = rsc_distribution_words_dup_caption (distribution);

  return g_strdup_printf (*caption ? "%s. %s" : "%s.", sentence, caption);
}

const char *
rsc_distribution_words_get_axis (gboolean brief)
{
  return brief ? _ ("share") : _ ("share of the networks");
}

const char *
rsc_distribution_words_get_low (gboolean proved)
{
  return proved ? _ ("least") : _ ("least found");
}

const char *
rsc_distribution_words_get_high (gboolean proved)
{
  return proved ? _ ("largest") : _ ("largest found");
}

const char *
rsc_distribution_words_get_picked (void)
{
  return _ ("picked");
}

const char *
rsc_distribution_words_get_waiting (void)
{
  return _ ("Drawing networks…");
}

const char *
rsc_distribution_words_get_absence (RscScalarKind kind)
{
  switch (kind)
    {
    case RSC_SCALAR_NORM:
      return _ ("The zero network is the only one here: it has no neuron.");
    case RSC_SCALAR_PREDICTION:
      return _ ("These data have more features than points: there is no place to choose.");
    case RSC_SCALAR_ERROR:
      return _ ("There are no test points: hold some out (side panel), or open a file of them.");
    case RSC_SCALAR_ACCURACY:
    default:
      return _ ("There are no test points with classes −1 and +1: hold some out (side panel), or "
                "open a file of them.");
    }
}

const char *
rsc_distribution_words_get_hint (gboolean slice)
{
  if (slice)
    return _ ("Show a slice of the function and click into it to choose the place.");
  return _ ("Click into the picture of the function to choose the place.");
}
