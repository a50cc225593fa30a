/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-class-label.h"

#include <math.h>

static gboolean
parse (const char *text, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*value);
}

gboolean
rsc_class_label_is (const char *label, const char *name, const double *number)
{
  double value, class;

  g_return_val_if_fail (label != NULL && name != NULL, FALSE);

  if (g_str_equal (label, name))
    return TRUE;
  if (number != NULL)
    value = *number;
  else if (!parse (label, &value))
    return FALSE;
  return parse (name, &class) && value == class;
}

static gboolean
is_in_other_case (const char *label, const char *name)
{
  g_autofree char *a = g_utf8_casefold (label, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  return g_str_equal (a, b);
}

RscClassLabel
rsc_class_label_read (const RscReading *reading, const char *label, const double *number, double *y)
{
  const char *positive, *negative;
  gboolean is_positive, is_negative;
  double class;

  g_return_val_if_fail (label != NULL && y != NULL, RSC_CLASS_LABEL_NONE);

  if (reading == NULL || reading->target_kind == RSC_TARGET_VALUES || *label == '\0')
    return RSC_CLASS_LABEL_NONE;
  positive = reading->positive;
  negative = reading->negative;
  is_positive = rsc_class_label_is (label, positive, number);
  is_negative = negative != NULL && rsc_class_label_is (label, negative, number);
  if (!is_positive && !is_negative)
    {
      is_positive = is_in_other_case (label, positive);
      is_negative = negative != NULL && is_in_other_case (label, negative);
      if (is_positive && is_negative)
        return RSC_CLASS_LABEL_NONE;
    }
  *y = is_positive ? 1.0 : -1.0;
  if (is_positive || is_negative)
    return RSC_CLASS_LABEL_CLASS;
  if (number != NULL && (!parse (positive, &class) || *number != rint (*number)))
    return RSC_CLASS_LABEL_NONE;
  switch (reading->target_kind)
    {
    case RSC_TARGET_AGAINST_REST:
      return RSC_CLASS_LABEL_CLASS;
    case RSC_TARGET_AGAINST_ONE:
      return RSC_CLASS_LABEL_OTHER;
    case RSC_TARGET_TWO_CLASSES:
    case RSC_TARGET_VALUES:
    default:
      return RSC_CLASS_LABEL_NONE;
    }
}
