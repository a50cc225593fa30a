/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-walk-words.h"

#include <glib/gi18n.h>

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
