/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-transport-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-number-reader.h"
#include <glib/gi18n.h>
#include <string.h>

const char *
rsc_transport_words_play (gboolean playing)
{
  return playing ? _ ("Pause") : _ ("Play");
}

const char *
rsc_transport_words_play_tip (gboolean playing)
{
  return playing ? _ ("Pause (Space)") : _ ("Play (Space)");
}

char *
rsc_transport_words_spoken (double ratio)
{
  g_autofree char *number = rsc_number_words_dup (ratio, 3);

  if (!(ratio > 0))
    return g_strdup (_ ("λ → 0, the end of the path"));
  return g_strdup_printf (_ ("%s λ_max"), number);
}

char *
rsc_transport_words_dup_tip (double ratio)
{
  g_autofree char *number = rsc_number_words_dup (ratio, 3);

  return g_strdup_printf (_ ("λ = %s λₘₐₓ: click or drag to go there"), number);
}

gboolean
rsc_transport_words_parse (const char *text, double *ratio)
{
  static const char *const names[] = { "λₘₐₓ", "λ_max", "λmax", "lambda_max", "%" };
  g_autofree char *number = g_strstrip (g_strdup (text));
  double scale = 1, value;

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    if (g_str_has_suffix (number, names[k]))
      {
        number[strlen (number) - strlen (names[k])] = '\0';
        g_strchomp (number);
        scale = g_str_equal (names[k], "%") ? 0.01 : 1;
        break;
      }
  if (!rsc_number_reader_parse (number, &value) || !(value * scale >= 0) || !(value * scale <= 1))
    return FALSE;
  *ratio = value * scale;
  return TRUE;
}

const char *
rsc_transport_words_get_hint (void)
{
  return _ ("λ as a fraction of λₘₐₓ, at most 1: 0.1, 0,1, 1/3, 5e-3 or 10 %; 0 is for λ → 0");
}

char *
rsc_transport_words_dup_refusal (const char *text)
{
  return g_strdup_printf (_ ("“%s” is no fraction of λₘₐₓ from 0 to 1, such as 0.1, 1/3 or 5e-3"),
                          text);
}
