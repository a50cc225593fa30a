/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-function-words.h"

#include <glib/gi18n.h>

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
