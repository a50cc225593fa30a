/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-function-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"

/* Features of a row that a caption names. */
#define PLACE_FEATURES_MAX 4

/* Of what is read off a picture. */
#define DIGITS 4

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
    case RSC_FUNCTION_NO_POINTS:
      return _ ("No points yet: take the pen (E).");
    case RSC_FUNCTION_TO_DRAW:
      return _ ("Click to add points.");
    case RSC_FUNCTION_UPDATING:
      return _ ("Updating: not certified yet");
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
  return _ ("max \u2212 min, all optimal networks");
}

const char *
rsc_function_words_change_value (void)
{
  return _ ("change of f");
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

static void
append_value (GString *text, const char *before, const char *name, double value)
{
  g_autofree char *number = rsc_number_words_dup (value, DIGITS);

  g_string_append_printf (text, "%s%s = %s", before, name, number);
}

char *
rsc_function_words_slice (gsize n_others, const char *const *names, const double *values)
{
  g_return_val_if_fail (n_others == 0 || (names != NULL && values != NULL), NULL);

  g_autoptr (GString) held = g_string_new (NULL), mean = g_string_new (NULL);
  gsize n_held = 0, n_mean = 0, n_named = 0;

  for (gsize k = 0; k < n_others; k++)
    if (isnan (values[k]))
      {
        if (n_others <= RSC_FUNCTION_WORDS_NAMES)
          g_string_append_printf (mean, "%s%s", mean->len > 0 ? ", " : "", names[k]);
        n_mean++;
      }
    else
      {
        if (n_named < RSC_FUNCTION_WORDS_NAMES)
          {
            append_value (held, n_named > 0 ? ", " : "", names[k], values[k]);
            n_named++;
          }
        n_held++;
      }
  if (n_held > n_named)
    g_string_append_printf (held, _ (" and %zu more set"), n_held - n_named);
  if (n_mean == 0)
    return g_strdup (held->str);
  if (n_others <= RSC_FUNCTION_WORDS_NAMES)
    g_string_append_printf (held, _ ("%s%s at the mean"), n_held > 0 ? "; " : "", mean->str);
  else if (n_held == 0)
    g_string_append_printf (held, _ ("The other %zu features at their mean"), n_mean);
  else
    g_string_append_printf (held, _ ("; %zu at the mean"), n_mean);
  return g_strdup (held->str);
}

/* Between what is said of one place. */
static void
append_separator (GString *text)
{
  if (text->len > 0)
    g_string_append (text, "  ·  ");
}

static void
append_row (GString *text, RscDataset *dataset, gsize i, gsize number, gsize n_points)
{
  const gsize d = rsc_dataset_get_d (dataset);
  const double *row = rsc_dataset_get_x (dataset) + i * d;

  if (n_points > 1)
    g_string_append_printf (text, _ ("Row %zu of %zu here:"), number, n_points);
  else
    g_string_append_printf (text, _ ("Row %zu:"), number);
  if (rsc_dataset_get_space (dataset, NULL) != NULL)
    g_string_append (text, _ (" in the rows’ space"));
  for (gsize k = 0; k < MIN (d, PLACE_FEATURES_MAX); k++)
    {
      append_value (text, " ", rsc_dataset_get_feature_name (dataset, k), row[k]);
      g_string_append_c (text, ',');
    }
  if (d > PLACE_FEATURES_MAX)
    g_string_append (text, " …,");
  append_value (text, " ", rsc_dataset_get_target_name (dataset), rsc_dataset_get_y (dataset)[i]);
}

char *
rsc_function_words_place (RscDataset *dataset, const RscFunctionPlace *place)
{
  GString *text = g_string_new (NULL);
  const gsize d = rsc_dataset_get_d (dataset);

  if (place->point >= 0 && (gsize) place->point < rsc_dataset_get_n (dataset))
    append_row (text, dataset, (gsize) place->point, place->row + 1, place->n_points);
  else if (d >= 1 && d <= 2 && isfinite (place->x))
    {
      append_value (text, "", rsc_dataset_get_feature_name (dataset, 0), place->x);
      if (d == 2 && isfinite (place->y))
        append_value (text, ", ", rsc_dataset_get_feature_name (dataset, 1), place->y);
    }
  if (isfinite (place->value))
    {
      append_separator (text);
      append_value (text, "", place->change ? rsc_function_words_change_value () : "f",
                    place->value);
    }
  if (isfinite (place->low) && isfinite (place->high))
    {
      const double size = fmax (fabs (place->low), fabs (place->high));
      double width = fmax (place->high - place->low, 0.0);
      g_autofree char *range = rsc_number_words_dup_range (place->low, place->high, DIGITS);
      g_autofree char *number = NULL;

      /* Rounding is no disagreement. */
      if (width <= RSC_TOLERANCE_SAME_FUNCTION * size)
        width = 0.0;
      number = rsc_number_words_dup (width, 3);
      append_separator (text);
      if (width > 0.0)
        g_string_append_printf (text, _ ("over all optimal networks %s, width %s"), range, number);
      else
        g_string_append (text, _ ("the same for all optimal networks"));
    }
  if (place->neuron >= 0)
    {
      append_separator (text);
      g_string_append_printf (text, _ ("here neuron %zd switches on"), place->neuron + 1);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_function_words_change (double on_data, double elsewhere, double scale)
{
  GString *text = g_string_new (NULL);
  const gboolean same = on_data <= RSC_TOLERANCE_SAME_FUNCTION * scale;
  g_autofree char *here = rsc_number_words_dup (on_data, same ? 1 : 2);
  g_autofree char *there = rsc_number_words_dup (elsewhere, 2);

  g_string_append_printf (
    text, same ? _ ("Pruned: same on the data (%s)") : _ ("Pruned: up to %s apart on the data"),
    here);
  if (isfinite (elsewhere))
    {
      if (elsewhere <= RSC_TOLERANCE_SAME_FUNCTION * scale)
        g_string_append (text, _ (" and elsewhere"));
      else
        g_string_append_printf (text, _ (", up to %s apart elsewhere"), there);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_function_words_fit (double change)
{
  g_autofree char *number = rsc_number_words_dup (change, 1);

  if (change == 0.0)
    return g_strdup (_ ("Training fit: exactly that of every optimal network"));
  return g_strdup_printf (_ ("Training fit: that of every optimal network, to within %s"), number);
}

char *
rsc_function_words_dup_held (gsize shown, gsize n)
{
  return g_strdup_printf (_ ("The first %zu of %zu features; the others stay at their mean."),
                          shown, n);
}
