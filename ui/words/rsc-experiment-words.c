/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-experiment-words.h"

#include <glib/gi18n.h>

const char *
rsc_experiment_words_get_intro (void)
{
  return _ ("The paper’s experiment on these data: again and again a random half is fitted "
            "and pruned by every method, and the other half tells how good each width is.");
}

const char *
rsc_experiment_words_get_none (void)
{
  return _ ("Stopped before the first half.");
}

char *
rsc_experiment_words_dup_done (gsize n_done, gsize n, gsize n_gates)
{
  if (n_done < n)
    return g_strdup_printf (_ ("Stopped after %zu of %zu halves: median and quartiles of these."),
                            n_done, n);
  return g_strdup_printf (_ ("Median and quartiles over %zu random halves, %zu random gates each, "
                             "at this λ per row. Each is pruned from all "
                             "blocks of its optimal set down to one neuron."),
                          n, n_gates);
}
