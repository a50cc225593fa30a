/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-second-words.h"

#include <glib/gi18n.h>

const char *
rsc_second_words_get (RscSecondWord word)
{
  static const char *const words[RSC_N_SECOND_WORDS] = {
    [RSC_SECOND_OPEN] = N_ ("Open Test Points or a Network"),
    [RSC_SECOND_KINDS] = N_ ("Tables and networks"),
    [RSC_SECOND_ASK_WHY] = N_ ("Its columns have the names of the data on show."),
    [RSC_SECOND_AS_DATA] = N_ ("Open as _Data"),
    [RSC_SECOND_AS_TEST] = N_ ("_Test Points"),
    [RSC_SECOND_CHANGE_OPEN] = N_ ("Open test points"),
    [RSC_SECOND_CHANGE_REMOVE] = N_ ("Remove the test points"),
    [RSC_SECOND_NO_SPLIT] =
      N_ ("All rows are trained on: the test points are those of another file"),
    [RSC_SECOND_NO_DATA] = N_ ("Test points go with data: open those first."),
    [RSC_SECOND_OTHER_DATA] =
      N_ ("The data changed while the file was read for them: open it again."),
  };

  g_return_val_if_fail (word < RSC_N_SECOND_WORDS, "");
  return _ (words[word]);
}

char *
rsc_second_words_dup_ask (const char *name)
{
  return g_strdup_printf (_ ("Use “%s” as Test Points?"), name);
}

char *
rsc_second_words_dup_opened (const char *name, gsize n, gsize n_other)
{
  g_autofree char *opened = g_strdup_printf (
    g_dngettext (NULL, "%zu test point from %s", "%zu test points from %s", n), n, name);

  if (n_other == 0)
    return g_steal_pointer (&opened);
  return g_strdup_printf (g_dngettext (NULL, "%s; %zu row left out: it is of another class",
                                       "%s; %zu rows left out: they are of other classes", n_other),
                          opened, n_other);
}

char *
rsc_second_words_dup_network (const char *name)
{
  return g_strdup_printf (_ ("Pruning starts from the network of %s"), name);
}

char *
rsc_second_words_dup_document (const char *name)
{
  return g_strdup_printf (_ ("%s: a document, neither test points nor a network"), name);
}

char *
rsc_second_words_dup_held (const char *name, gsize n)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu test point of %s", "%zu test points of %s", n), n,
                          name);
}
