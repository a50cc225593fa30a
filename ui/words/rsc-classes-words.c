/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-classes-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>
#include <math.h>

static char *
dup_share (gsize right, gsize n)
{
  return rsc_number_words_dup (n > 0 ? (double) right / (double) n : NAN, 4);
}

char *
rsc_classes_words_dup_accuracy (gsize right, gsize n, gboolean test)
{
  g_autofree char *share = dup_share (right, n);

  return g_strdup_printf (test ? _ ("%s: %zu of %zu test points")
                               : _ ("%s: %zu of %zu training points"),
                          share, right, n);
}

char *
rsc_classes_words_dup_sentence (gsize right, gsize n)
{
  g_autofree char *share = dup_share (right, n);

  if (right == n)
    return g_strdup_printf (
      _ ("Each place is of the class whose network says most there: right for "
         "all %zu training points."),
      n);
  return g_strdup_printf (_ ("Each place is of the class whose network says most there. Accuracy "
                             "%s: %zu of %zu training points; the others are crossed."),
                          share, right, n);
}
