/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-edit-words.h"

#include "core/numerics/rsc-number-words.h"

#include <glib/gi18n.h>
#include <math.h>

char *
rsc_edit_words_dup_change (RscEdit edit, gsize n)
{
  switch (edit)
    {
    case RSC_EDIT_ADD:
      return n == 1 ? g_strdup (_ ("Add a point"))
                    : g_strdup_printf (ngettext ("Add %zu point", "Add %zu points", n), n);
    case RSC_EDIT_MOVE:
      return n == 1 ? g_strdup (_ ("Move a point"))
                    : g_strdup_printf (ngettext ("Move %zu point", "Move %zu points", n), n);
    case RSC_EDIT_DELETE:
      return n == 1 ? g_strdup (_ ("Delete a point"))
                    : g_strdup_printf (ngettext ("Delete %zu point", "Delete %zu points", n), n);
    case RSC_EDIT_SET_TARGET:
      return n == 1 ? g_strdup (_ ("Change y of a point"))
                    : g_strdup_printf (
                      ngettext ("Change y of %zu point", "Change y of %zu points", n), n);
    case RSC_EDIT_FLIP:
      return n == 1
               ? g_strdup (_ ("Flip y of a point"))
               : g_strdup_printf (ngettext ("Flip y of %zu point", "Flip y of %zu points", n), n);
    case RSC_EDIT_DUPLICATE:
      return n == 1
               ? g_strdup (_ ("Duplicate a point"))
               : g_strdup_printf (ngettext ("Duplicate %zu point", "Duplicate %zu points", n), n);
    case RSC_EDIT_SET_VALUE:
      return g_strdup (_ ("Change a value"));
    case RSC_EDIT_PASTE:
      return n == 1 ? g_strdup (_ ("Paste a row"))
                    : g_strdup_printf (ngettext ("Paste %zu row", "Paste %zu rows", n), n);
    case RSC_N_EDITS:
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
rsc_edit_words_get_start_again (void)
{
  return _ ("Start again");
}

const char *
rsc_edit_words_get_pen (gboolean possible)
{
  return possible ? _ ("Edit the points by hand (E)")
                  : _ ("Points with more than two features are edited in the table");
}

char *
rsc_edit_words_dup_class (double target)
{
  g_autofree char *number = rsc_number_words_dup (target, 6);

  return target > 0.0 ? g_strconcat ("+", number, NULL) : g_steal_pointer (&number);
}

char *
rsc_edit_words_dup_hint (double target, double other)
{
  g_autofree char *one = NULL;
  g_autofree char *another = NULL;

  if (isnan (target))
    return g_strdup (_ ("Click: a new point. Drag: move it, or select several. Escape: done."));
  one = rsc_edit_words_dup_class (target);
  another = rsc_edit_words_dup_class (other);
  return g_strdup_printf (
    _ ("Click: a new point of %s, with Shift of %s. Drag: move it, or select several. "
       "Escape: done."),
    one, another);
}

char *
rsc_edit_words_dup_edited (const char *name)
{
  return g_strdup_printf (_ ("%s (edited)"), name);
}
