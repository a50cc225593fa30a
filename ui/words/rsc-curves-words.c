/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-curves-words.h"

#include <glib/gi18n.h>

const char *
rsc_curves_words_nothing (void)
{
  return _ ("Nothing to compare yet.");
}

const char *
rsc_curves_words_widths (void)
{
  return _ ("Number of neurons");
}

const char *
rsc_curves_words_values (void)
{
  return _ ("Accuracy");
}

const char *
rsc_curves_words_measure (gboolean accuracy, gboolean held_out)
{
  if (held_out)
    return accuracy ? _ ("test accuracy") : _ ("test mean squared error");
  return accuracy ? _ ("accuracy") : _ ("mean squared error");
}

const char *
rsc_curves_words_line (gboolean dashed)
{
  return dashed ? _ ("training") : _ ("test");
}

char *
rsc_curves_words_dup_more (gsize n)
{
  return g_strdup_printf (_ ("and %zu more"), n);
}
