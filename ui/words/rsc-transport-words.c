/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-transport-words.h"

#include "ui/words/rsc-number-words.h"
#include <glib/gi18n.h>

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
rsc_transport_words_lambda (double ratio)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  /* Zeros at the end stay, so that what stands beside it does too. */
  g_ascii_formatd (number, sizeof number, "%#.3g", ratio);
  return g_strdup_printf (_ ("λ = %s λ<sub>max</sub>"), number);
}

char *
rsc_transport_words_spoken (double ratio)
{
  g_autofree char *number = rsc_number_words_dup (ratio, 3);

  return g_strdup_printf (_ ("%s λ_max"), number);
}
