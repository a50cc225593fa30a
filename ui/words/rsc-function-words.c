/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-function-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"

/* Features of a row that a caption names. */
#define PLACE_FEATURES_MAX 4

const char *
rsc_function_words_notice (RscFunctionNotice notice)
{
  switch (notice)
    {
    case RSC_FUNCTION_NO_DATA:
      return _ ("No data yet.");
    case RSC_FUNCTION_RANGE_UNKNOWN:
      return _ ("The range over all optimal networks is not known yet.");
    case RSC_FUNCTION_SAME:
      return _ ("All optimal networks are the same function here.");
    case RSC_FUNCTION_ZERO:
      return _ ("f is 0 everywhere here.");
    case RSC_FUNCTION_NOT_SOLVED:
    default:
      return _ ("Nothing solved yet.");
    }
}

const char *
rsc_function_words_page (gsize n_features)
{
  return n_features > 2 ? _ ("Fit") : _ ("Function");
}

const char *
rsc_function_words_value (void)
{
  return _ ("f(x)");
}

const char *
rsc_function_words_width (void)
{
  return _ ("max \u2212 min over all optimal networks");
}

char *
rsc_function_words_value_and (const char *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  return g_strdup_printf (_ ("f(x) and %s"), target);
}

char *
rsc_function_words_classes (const char *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  return g_strdup_printf (_ ("%s:"), target);
}

char *
rsc_function_words_actual (const char *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  return g_strdup_printf (_ ("actual %s"), target);
}

char *
rsc_function_words_predicted (const char *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  return g_strdup_printf (_ ("predicted %s"), target);
}

char *
rsc_function_words_slice (gsize n_others, const char *const *names)
{
  g_return_val_if_fail (n_others == 0 || names != NULL, NULL);

  if (n_others > RSC_FUNCTION_WORDS_NAMES)
    return g_strdup_printf (_ ("The other %" G_GSIZE_FORMAT " features at their mean"), n_others);

  GString *list = g_string_new (NULL);
  for (gsize k = 0; k < n_others; k++)
    g_string_append_printf (list, "%s%s", k > 0 ? ", " : "", names[k]);
  char *words = g_strdup_printf (_ ("%s at the mean"), list->str);
  g_string_free (list, TRUE);
  return words;
}

char *
rsc_function_words_place (RscDataset *dataset,
                          gssize point,
                          double x,
                          double y,
                          double value,
                          gssize neuron)
{
  GString *text = g_string_new (NULL);
  const gsize d = rsc_dataset_get_d (dataset);

  if (point >= 0 && (gsize) point < rsc_dataset_get_n (dataset))
    {
      const double *row = rsc_dataset_get_x (dataset) + (gsize) point * d;

      g_string_append_printf (text, _ ("Row %" G_GSSIZE_FORMAT ":"), point + 1);
      for (gsize k = 0; k < MIN (d, PLACE_FEATURES_MAX); k++)
        g_string_append_printf (text, " %s = %.4g,", rsc_dataset_get_feature_name (dataset, k),
                                row[k]);
      if (d > PLACE_FEATURES_MAX)
        g_string_append (text, " …,");
      g_string_append_printf (text, " %s = %.4g", rsc_dataset_get_target_name (dataset),
                              rsc_dataset_get_y (dataset)[point]);
    }
  else if (d >= 1 && d <= 2 && isfinite (x))
    {
      g_string_append_printf (text, "%s = %.4g", rsc_dataset_get_feature_name (dataset, 0), x);
      if (d == 2 && isfinite (y))
        g_string_append_printf (text, ", %s = %.4g", rsc_dataset_get_feature_name (dataset, 1), y);
    }
  if (isfinite (value))
    g_string_append_printf (text, "%sf = %.4g", text->len > 0 ? "  ·  " : "", value);
  if (neuron >= 0)
    {
      if (text->len > 0)
        g_string_append (text, "  ·  ");
      g_string_append_printf (text, _ ("here neuron %" G_GSSIZE_FORMAT " switches on"), neuron + 1);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_function_words_change (double on_data, double elsewhere, double scale)
{
  GString *text = g_string_new (NULL);

  if (on_data <= RSC_TOLERANCE_SAME_FUNCTION * scale)
    g_string_append_printf (text, _ ("Pruned: same on the data (%.0e)"), on_data);
  else
    g_string_append_printf (text, _ ("Pruned: up to %.2g apart on the data"), on_data);
  if (isfinite (elsewhere))
    {
      if (elsewhere <= RSC_TOLERANCE_SAME_FUNCTION * scale)
        g_string_append (text, _ (" and elsewhere"));
      else
        g_string_append_printf (text, _ (", up to %.2g apart elsewhere"), elsewhere);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_function_words_fit (double change)
{
  if (change == 0.0)
    return g_strdup (_ ("Training fit: exactly that of every optimal network"));
  return g_strdup_printf (_ ("Training fit: that of every optimal network, to within %.0e"),
                          change);
}
