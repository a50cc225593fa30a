/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-training-widths.h"

#include <math.h>
#include <stdlib.h>

#include "ui/words/rsc-training-words.h"

/* No share is told apart below. */
#define EXCESS_MIN 1e-16

enum
{
  MIDDLE,
  BEST,
  WORST,
  N_CURVES
};

/* What the model points to. */
typedef struct
{
  RscCurve curves[N_CURVES];
  double *widths;
  double *values[N_CURVES];
  double *low;
  double *high;
} Drawn;

static void
drawn_free (gpointer data)
{
  Drawn *drawn = data;

  for (gsize k = 0; k < N_CURVES; k++)
    g_free (drawn->values[k]);
  g_free (drawn->widths);
  g_free (drawn->low);
  g_free (drawn->high);
  g_free (drawn);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

/* Between neighbours in proportion. @sorted: n values. */
static double
get_quantile (const double *sorted, gsize n, double share)
{
  const double at = share * (double) (n - 1);
  const gsize k = MIN ((gsize) at, n - 1);

  return k + 1 < n ? sorted[k] + (at - (double) k) * (sorted[k + 1] - sorted[k]) : sorted[k];
}

/* @below: of the objective instead of the excess. */
static double
get_value (RscSolution *optimum, double objective, gboolean below)
{
  const double value = below ? objective : rsc_training_words_get_excess (optimum, objective);

  return log10 (fmax (value, EXCESS_MIN));
}

static gboolean
is_below (const RscTrainingSurvey *survey, RscSolution *optimum, gsize n)
{
  for (gsize k = 0; k < n * survey->n_seeds; k++)
    if (rsc_training_words_is_below (optimum, survey->objectives[k]))
      return TRUE;
  return FALSE;
}

static void
fill (Drawn *drawn, const RscTrainingSurvey *survey, RscSolution *optimum, gsize n, gboolean below)
{
  g_autofree double *excess = g_new (double, survey->n_seeds);

  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < survey->n_seeds; k++)
        excess[k] = get_value (optimum, survey->objectives[i * survey->n_seeds + k], below);
      qsort (excess, survey->n_seeds, sizeof (double), compare);
      drawn->widths[i] = (double) survey->widths[i];
      drawn->values[MIDDLE][i] = get_quantile (excess, survey->n_seeds, 0.5);
      drawn->low[i] = get_quantile (excess, survey->n_seeds, 0.25);
      drawn->high[i] = get_quantile (excess, survey->n_seeds, 0.75);
      drawn->values[BEST][i] = excess[0];
      drawn->values[WORST][i] = excess[survey->n_seeds - 1];
    }
}

void
rsc_training_widths_show (RscCurvesView *view,
                          const RscTrainingSurvey *survey,
                          RscSolution *optimum)
{
  const gsize n = survey && optimum ? rsc_training_survey_get_n_known (survey) : 0;
  const gboolean below = n > 0 && is_below (survey, optimum, n);
  RscCurvesModel model;
  Drawn *drawn;

  rsc_curves_model_init (&model);
  if (n == 0)
    {
      rsc_curves_view_set_model (view, &model, NULL, NULL);
      return;
    }
  drawn = g_new0 (Drawn, 1);
  drawn->widths = g_new (double, n);
  drawn->low = g_new (double, n);
  drawn->high = g_new (double, n);
  for (gsize k = 0; k < N_CURVES; k++)
    drawn->values[k] = g_new (double, n);
  fill (drawn, survey, optimum, n, below);
  for (gsize k = 0; k < N_CURVES; k++)
    {
      RscCurve *curve = &drawn->curves[k];

      curve->label = rsc_training_words_get_seeds ((RscTrainingSeeds) k);
      curve->n = n;
      curve->width = drawn->widths;
      curve->value = drawn->values[k];
      curve->index = k;
    }
  drawn->curves[MIDDLE].low = drawn->low;
  drawn->curves[MIDDLE].high = drawn->high;
  model.y_title =
    below ? rsc_training_words_get_log_objective () : rsc_training_words_get_log_excess ();
  model.curves = drawn->curves;
  model.n_curves = survey->n_seeds > 1 ? N_CURVES : 1;
  model.legend = survey->n_seeds > 1;
  rsc_curves_view_set_model (view, &model, drawn, drawn_free);
}
