/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-widths-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-set-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Whole numbers up to here are written out. */
#define WHOLE_MAX 1e15
/* Larger ones are numbers up to here. */
#define LOG_MAX 690.0

char *
rsc_widths_words_dup_pieces (const RscComplexLevel *level)
{
  const gsize n = level->n_components;

  g_return_val_if_fail (level != NULL, NULL);
  if (n == 0)
    return g_strdup (level->proved ? _ ("no network") : _ ("none found"));
  if (!level->proved)
    return g_strdup_printf (g_dngettext (NULL, "%zu piece found", "%zu pieces found", n), n);
  return n == 1 ? g_strdup (_ ("one piece")) : g_strdup_printf (_ ("%zu pieces"), n);
}

char *
rsc_widths_words_dup_points (const RscComplexLevel *level)
{
  g_return_val_if_fail (level != NULL, NULL);
  if (level->n_isolated == 0)
    return NULL;
  if (level->m < 2)
    return g_strdup_printf ("%" G_GSIZE_FORMAT, level->n_isolated);
  if (level->n_isolated == 1)
    return g_strdup_printf ("%" G_GSIZE_FORMAT "!", level->m);
  return g_strdup_printf ("%" G_GSIZE_FORMAT "·%" G_GSIZE_FORMAT "!", level->n_isolated, level->m);
}

char *
rsc_widths_words_dup_weights (const RscComplexLevel *level)
{
  g_autofree char *points = rsc_widths_words_dup_points (level);
  GString *text = g_string_new (NULL);

  if (points != NULL && level->m < 2)
    g_string_append_printf (text, g_dngettext (NULL, "%s point", "%s points", level->n_isolated),
                            points);
  else if (points != NULL && level->log_points < LOG_MAX)
    {
      const double value = round (exp (level->log_points));
      g_autofree char *number = value < WHOLE_MAX ? rsc_number_words_dup_fixed (value, 0, 0)
                                                  : rsc_number_words_dup (value, 4);

      g_string_append_printf (text, _ ("%s = %s points"), points, number);
    }
  else if (points != NULL)
    g_string_append_printf (text, _ ("%s points"), points);
  if (level->n_components > level->n_isolated)
    {
      const gsize n = level->n_components - level->n_isolated;

      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, g_dngettext (NULL, "%zu family", "%zu families", n), n);
    }
  if (text->len == 0)
    g_string_append (text, _ ("none"));
  return g_string_free (text, FALSE);
}

char *
rsc_widths_words_dup_range (const RscComplex *complex)
{
  gboolean least_proved, largest_proved;
  const gsize least = rsc_complex_get_least_width (complex, &least_proved);
  const gsize largest = rsc_complex_get_largest_width (complex, &largest_proved);

  g_return_val_if_fail (complex != NULL, NULL);
  if (!least_proved || !largest_proved)
    return g_strdup_printf (_ ("%zu to %zu neurons in those found"), least, largest);
  if (least == largest)
    return rsc_set_words_dup_width (least);
  return g_strdup_printf (_ ("%zu to %zu neurons"), least, largest);
}

char *
rsc_widths_words_dup_connected (const RscComplex *complex, const RscOptimalSet *set)
{
  gboolean proved;
  const gsize from = rsc_complex_get_connected_from (complex, &proved);
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));

  g_return_val_if_fail (complex != NULL && set != NULL, NULL);
  if (!proved)
    return g_strdup_printf (_ ("all connected from %zu neurons on at the latest%s"), from, scope);
  if (rsc_complex_get_n_vertices (complex) == 1)
    return g_strdup_printf (_ ("one network%s"), scope);
  if (from == rsc_complex_get_least_width (complex, NULL))
    return g_strdup_printf (_ ("connected with any number of neurons%s"), scope);
  return g_strdup_printf (_ ("not with %zu neurons, all connected from %zu on%s"), from - 1, from,
                          scope);
}

char *
rsc_widths_words_dup_bound (const RscComplex *complex)
{
  g_return_val_if_fail (complex != NULL, NULL);
  return g_strdup_printf (_ ("min(m* + M*, n + 1) = %zu"), rsc_complex_get_theorem_bound (complex));
}

char *
rsc_widths_words_dup_walk (const RscComplexWalk *walk, const RscOptimalSet *set)
{
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));

  g_return_val_if_fail (walk != NULL && set != NULL, NULL);
  if (walk->n_stops < 2)
    return g_strdup (_ ("the same network"));
  if (!walk->proved)
    return g_strdup_printf (_ ("connected with %zu neurons, perhaps with fewer"), walk->m);
  if (walk->m == walk->ends_width)
    return g_strdup_printf (_ ("connected with %zu neurons, no more than they have"), walk->m);
  return g_strdup_printf (_ ("not connected with %zu neurons%s, connected with %zu"), walk->m - 1,
                          scope, walk->m);
}
