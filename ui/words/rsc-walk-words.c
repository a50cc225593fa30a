/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-walk-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>
#include <math.h>

const char *
rsc_walk_words_get_lost (void)
{
  return _ ("The walk was in the set before: choose again where it begins");
}

const char *
rsc_walk_words_get_resting (void)
{
  return _ ("Shown when λ rests");
}

const char *
rsc_walk_words_get_start_tip (gboolean alone)
{
  return alone ? _ ("No other network is known here: there is nothing to walk to")
               : _ ("Walks begin at the picked network");
}

char *
rsc_walk_words_dup_here (double place, gsize n_stops, gsize width, double fit_change)
{
  const gsize stop = (gsize) floor (place) + 1;
  g_autofree char *fit = rsc_number_words_dup (fit_change, 1);

  if (place == floor (place))
    return g_strdup_printf (
      g_dngettext (NULL, "Walk: stop %zu of %zu, %zu neuron; the fit stays, to %s",
                   "Walk: stop %zu of %zu, %zu neurons; the fit stays, to %s", width),
      stop, n_stops, width, fit);
  return g_strdup_printf (
    g_dngettext (NULL, "Walk: from stop %zu to %zu, %zu neuron; the fit stays, to %s",
                 "Walk: from stop %zu to %zu, %zu neurons; the fit stays, to %s", width),
    stop, stop + 1, width, fit);
}
