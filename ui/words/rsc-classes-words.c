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

char *
rsc_classes_words_dup_waiting (gsize done, gsize n)
{
  return g_strdup_printf (
    _ ("The regions are shown when all networks are certified: %zu of %zu are "
       "at this λ."),
    done, n);
}

char *
rsc_classes_words_dup_none (const char *name, const char *why)
{
  if (why == NULL)
    return g_strdup_printf (
      _ ("No regions: the network of %s is not certified at this λ, its gap is too large."), name);
  return g_strdup_printf (_ ("No regions: %s has no network. %s"), name, why);
}

const char *
rsc_classes_words_get_no_features (void)
{
  return _ ("No regions: with so many features the rows are in a space of their own.");
}

char *
rsc_classes_words_dup_stale (double lambda)
{
  g_autofree char *value = rsc_number_words_dup (lambda, 4);

  return lambda > 0 ? g_strdup_printf (_ ("At λ = %s, where all were certified last."), value)
                    : g_strdup (_ ("For λ → 0, where all were certified last."));
}

char *
rsc_classes_words_dup_place (gsize n_axes,
                             const char *const *axes,
                             const double *at,
                             const char *name,
                             double value,
                             const char *next,
                             double next_value)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autofree char *most = rsc_number_words_dup (value, 3);
  g_autofree char *second = rsc_number_words_dup (next_value, 3);

  for (gsize k = 0; k < n_axes; k++)
    {
      g_autofree char *number = rsc_number_words_dup (at[k], 4);

      g_string_append_printf (place, "%s%s = %s", k > 0 ? ", " : "", axes[k], number);
    }
  return g_strdup_printf (_ ("%s with f = %s, next %s with %s, at %s"), name, most, next, second,
                          place->str);
}

char *
rsc_classes_words_dup_shared (gsize n, double lambda, double above)
{
  g_autofree char *value = rsc_number_words_dup (lambda, 4);
  g_autofree char *limit = rsc_number_words_dup (above, 4);

  if (isnan (lambda))
    return g_strdup_printf (_ ("A network for each of %zu, all at the same λ"), n);
  if (lambda == 0)
    return g_strdup_printf (_ ("A network for each of %zu, all for λ → 0"), n);
  if (isnan (above))
    return g_strdup_printf (_ ("A network for each of %zu, all at λ = %s"), n, value);
  return g_strdup_printf (
    _ ("A network for each of %zu, all at λ = %s: above λₘₐₓ of this one, %s, which is 0"), n,
    value, limit);
}

char *
rsc_classes_words_dup_progress (gsize done, gsize n)
{
  return done < n ? g_strdup_printf (_ ("%zu of %zu certified"), done, n) : NULL;
}

char *
rsc_classes_words_dup_accuracies (gsize right, gsize n, gsize test_right, gsize n_test)
{
  g_autofree char *share = dup_share (right, n);
  g_autofree char *test_share = dup_share (test_right, n_test);

  if (n_test == 0)
    return g_strdup_printf (_ ("All certified. Classes right: %zu of %zu (%s)"), right, n, share);
  return g_strdup_printf (
    _ ("All certified. Classes right: %zu of %zu (%s), test points %zu of %zu (%s)"), right, n,
    share, test_right, n_test, test_share);
}

const char *
rsc_classes_words_get_accuracy_tip (void)
{
  return _ (
    "A point is of the class whose network says most there. The networks are those that the "
    "solver found: where several are optimal, others say the same at the training points and "
    "may differ at test points.");
}

const char *
rsc_classes_words_get_title (gboolean is_classes)
{
  return is_classes ? _ ("Class") : _ ("Output");
}

char *
rsc_classes_words_dup_description (gsize n, const char *const *names, const char *sentence)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize k = 0; k < n; k++)
    g_string_append_printf (list, "%s%s", k > 0 ? ", " : "", names[k]);
  return g_strdup_printf (_ ("Regions of %zu classes: %s. %s"), n, list->str, sentence);
}

char *
rsc_classes_words_dup_slice (const char *sentence, const char *slice)
{
  return g_strdup_printf (_ ("%s Regions at %s; points wherever they are."), sentence, slice);
}
