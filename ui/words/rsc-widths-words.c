/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-widths-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-set-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Whole numbers up to here are written out. */
#define WHOLE_MAX 1e15
/* In a picture. */
#define SHOWN_MAX 1e6
/* More neurons of one network are not all named. */
#define NAMES_MAX 16
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

/* @number, said to be what was found where that may not be all. Takes it. */
static char *
take_number (char *number, gboolean proved)
{
  g_autofree char *own = number;

  return proved ? g_steal_pointer (&own) : g_strdup_printf (_ ("%s found"), own);
}

char *
rsc_widths_words_dup_isolated (const RscComplexLevel *level)
{
  g_return_val_if_fail (level != NULL, NULL);
  return take_number (g_strdup_printf ("%" G_GSIZE_FORMAT, level->n_isolated), level->proved);
}

char *
rsc_widths_words_dup_count (const RscComplexLevel *level)
{
  g_return_val_if_fail (level != NULL, NULL);
  return take_number (g_strdup_printf ("%" G_GSIZE_FORMAT, level->n_components), level->proved);
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
  const gsize n = rsc_complex_level_count_families (level);
  if (n > 0)
    {
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, g_dngettext (NULL, "%zu family", "%zu families", n), n);
    }
  if (text->len == 0)
    {
      g_string_append (text, level->proved ? _ ("none") : _ ("none found"));
      return g_string_free (text, FALSE);
    }
  return take_number (g_string_free (text, FALSE), level->proved);
}

char *
rsc_widths_words_dup_total (const RscComplexLevel *level)
{
  const gsize families = rsc_complex_level_count_families (level);
  const double points = level->n_isolated > 0 ? round (exp (level->log_points)) : 0.0;
  const double total = points + (double) families;

  if (!(level->log_points < LOG_MAX))
    return take_number (rsc_widths_words_dup_points (level), level->proved);
  return take_number (total < SHOWN_MAX ? rsc_number_words_dup_fixed (total, 0, 0)
                                        : rsc_number_words_dup (total, 2),
                      level->proved);
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

/* Over which patterns; "" over all. */
static const char *
get_scope (const RscComplex *complex)
{
  RscOptimalSet *set = rsc_complex_get_set (complex);

  return set != NULL ? rsc_pattern_words_scope (rsc_optimal_set_get_solution (set)) : "";
}

char *
rsc_widths_words_dup_connected (const RscComplex *complex)
{
  gboolean proved;
  const gsize from = rsc_complex_get_connected_from (complex, &proved);
  const char *scope = get_scope (complex);

  g_return_val_if_fail (complex != NULL, NULL);
  if (!proved)
    return g_strdup_printf (g_dngettext (NULL, "all connected from %zu neuron on at the latest%s",
                                         "all connected from %zu neurons on at the latest%s", from),
                            from, scope);
  if (rsc_complex_get_n_vertices (complex) == 1)
    return g_strdup_printf (_ ("one network%s"), scope);
  return g_strdup_printf (g_dngettext (NULL, "not with %zu neuron, all connected from %zu on%s",
                                       "not with %zu neurons, all connected from %zu on%s",
                                       from - 1),
                          from - 1, from, scope);
}

char *
rsc_widths_words_dup_sentence (const RscComplex *complex)
{
  RscComplexLevel level;
  gboolean proved;
  const gsize from = rsc_complex_get_connected_from (complex, &proved);
  const char *scope = get_scope (complex);

  g_return_val_if_fail (complex != NULL, NULL);
  if (!proved)
    return g_strdup_printf (g_dngettext (NULL,
                                         "All optimal networks are connected from %zu neuron on at "
                                         "the latest%s; not all minimal ones are known.",
                                         "All optimal networks are connected from %zu neurons on "
                                         "at the latest%s; not all minimal ones are known.",
                                         from),
                            from, scope);
  if (rsc_complex_get_n_vertices (complex) == 1)
    return g_strdup_printf (_ ("There is one optimal network%s, and nothing to connect."), scope);
  rsc_complex_get_level (complex, from - 1, &level);
  return g_strdup_printf (g_dngettext (NULL,
                                       "With at most %zu neuron the optimal networks fall into %zu "
                                       "pieces; from %zu on all are connected%s.",
                                       "With at most %zu neurons the optimal networks fall into "
                                       "%zu pieces; from %zu on all are connected%s.",
                                       from - 1),
                          from - 1, level.n_components, from, scope);
}

char *
rsc_widths_words_dup_bound (const RscComplex *complex)
{
  g_return_val_if_fail (complex != NULL, NULL);
  return g_strdup_printf (_ ("min(m* + M*, n + 1) = %zu"), rsc_complex_get_theorem_bound (complex));
}

char *
rsc_widths_words_dup_walk (const RscComplex *complex, const RscComplexWalk *walk)
{
  g_return_val_if_fail (complex != NULL && walk != NULL, NULL);
  if (walk->n_stops < 2)
    return g_strdup (_ ("the same network"));
  if (!walk->proved)
    return g_strdup_printf (g_dngettext (NULL, "connected with %zu neuron, perhaps with fewer",
                                         "connected with %zu neurons, perhaps with fewer", walk->m),
                            walk->m);
  if (walk->m == walk->ends_width)
    return g_strdup_printf (g_dngettext (NULL, "connected with %zu neuron, no more than they have",
                                         "connected with %zu neurons, no more than they have",
                                         walk->m),
                            walk->m);
  return g_strdup_printf (g_dngettext (NULL, "not connected with %zu neuron%s, connected with %zu",
                                       "not connected with %zu neurons%s, connected with %zu",
                                       walk->m - 1),
                          walk->m - 1, get_scope (complex), walk->m);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gsize *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

/* "1, 2, 5" */
static char *
dup_names (const RscComplex *complex, gsize vertex, const gsize *labels)
{
  const gsize n = rsc_complex_get_n_neurons (complex);
  g_autofree gboolean *used = g_new0 (gboolean, n + 1);
  g_autofree gsize *numbers = g_new (gsize, n + 1);
  GString *text = g_string_new (NULL);
  gsize count = 0;

  rsc_complex_find_used (complex, rsc_complex_get_vertex (complex, vertex), used);
  for (gsize i = 0; i < n; i++)
    if (used[i])
      numbers[count++] = (labels ? labels[i] : i) + 1;
  qsort (numbers, count, sizeof *numbers, compare_numbers);
  for (gsize k = 0; k < MIN (count, NAMES_MAX); k++)
    g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, k > 0 ? _ (", ") : "", numbers[k]);
  if (count > NAMES_MAX)
    g_string_append (text, _ (", …"));
  return g_string_free (text, FALSE);
}

char *
rsc_widths_words_dup_piece (const RscComplex *complex,
                            const RscWidthsPiece *piece,
                            gsize k,
                            gsize m,
                            const gsize *labels)
{
  g_return_val_if_fail (complex != NULL && piece != NULL, NULL);
  if (piece->n_vertices == 1)
    {
      g_autofree char *names = dup_names (complex, piece->vertex, labels);

      return g_strdup_printf (piece->least == m
                                ? g_dngettext (NULL, "%zu · isolated, %zu neuron: %s",
                                               "%zu · isolated, %zu neurons: %s", piece->least)
                                : g_dngettext (NULL, "%zu · one network, %zu neuron: %s",
                                               "%zu · one network, %zu neurons: %s", piece->least),
                              k + 1, piece->least, names);
    }
  if (piece->least == piece->largest)
    return g_strdup_printf (g_dngettext (NULL, "%zu · %zu vertices: %zu neuron",
                                         "%zu · %zu vertices: %zu neurons", piece->least),
                            k + 1, piece->n_vertices, piece->least);
  return g_strdup_printf (_ ("%zu · %zu vertices: %zu to %zu neurons"), k + 1, piece->n_vertices,
                          piece->least, piece->largest);
}

const char *
rsc_widths_words_get_pieces (void)
{
  return _ ("Pieces");
}

char *
rsc_widths_words_dup_more (gsize n)
{
  return g_strdup_printf (_ ("and %zu more"), n);
}

char *
rsc_widths_words_dup_level (const RscComplex *complex, gsize m)
{
  RscComplexLevel level;

  g_return_val_if_fail (complex != NULL, NULL);
  rsc_complex_get_level (complex, m, &level);
  g_autofree char *pieces = rsc_widths_words_dup_pieces (&level);
  g_autofree char *weights = rsc_widths_words_dup_weights (&level);
  return g_strdup_printf (g_dngettext (NULL, "At most %zu neuron: %s; in the space of weights: %s",
                                       "At most %zu neurons: %s; in the space of weights: %s", m),
                          m, pieces, weights);
}

char *
rsc_widths_words_dup_walked (const RscComplex *complex, const RscComplexWalk *walk)
{
  g_autofree char *words = rsc_widths_words_dup_walk (complex, walk);

  if (walk->n_stops < 2)
    return g_steal_pointer (&words);
  const gsize n = walk->n_stops - 1;
  return g_strdup_printf (
    g_dngettext (NULL, "%zu step, predictions stay: %s", "%zu steps, predictions stay: %s", n), n,
    words);
}

char *
rsc_widths_words_dup_limit (gsize m)
{
  return g_strdup_printf (
    g_dngettext (NULL, "In colour: networks with at most %zu neuron, each piece in its own",
                 "In colour: networks with at most %zu neurons, each piece in its own", m),
    m);
}

const char *
rsc_widths_words_get_start_hint (void)
{
  return _ ("Pick another network, then walk to it");
}

const char *
rsc_widths_words_get_play (gboolean playing)
{
  return playing ? _ ("Pause the walk") : _ ("Play the walk");
}

const char *
rsc_widths_words_get_play_tip (gboolean playing)
{
  return playing ? _ ("Pause the walk where it is")
                 : _ ("Play the walk, on which no prediction on the data changes");
}

const char *
rsc_widths_words_get_change (void)
{
  return _ ("Change the number of neurons");
}

const char *
rsc_widths_words_get_waiting (void)
{
  return _ ("Looking how the optimal networks hang together…");
}

char *
rsc_widths_words_dup_description (const RscComplex *complex, gsize m)
{
  g_autofree char *sentence = rsc_widths_words_dup_sentence (complex);
  g_autofree char *level = rsc_widths_words_dup_level (complex, m);

  return g_strdup_printf ("%s %s.", sentence, level);
}

const char *
rsc_widths_words_get_axis (void)
{
  return _ ("At most so many neurons");
}

const char *
rsc_widths_words_get_lower (gboolean several, gboolean proved)
{
  if (!several)
    return _ ("one piece, up to order and splitting");
  return proved ? _ ("several pieces") : _ ("several pieces, or not proved");
}

const char *
rsc_widths_words_get_upper (void)
{
  return _ ("in the space of weights, where order counts");
}

char *
rsc_widths_words_dup_least (const RscComplex *complex)
{
  gboolean proved;
  const gsize least = rsc_complex_get_least_width (complex, &proved);

  return proved ? g_strdup (_ ("m*")) : g_strdup_printf (_ ("m* ≤ %zu"), least);
}

char *
rsc_widths_words_dup_largest (const RscComplex *complex)
{
  gboolean proved;
  const gsize largest = rsc_complex_get_largest_width (complex, &proved);

  return proved ? g_strdup (_ ("M*")) : g_strdup_printf (_ ("M* ≥ %zu"), largest);
}

const char *
rsc_widths_words_get_theorem (const RscComplex *complex)
{
  return rsc_complex_is_theorem_by_rows (complex) ? _ ("n + 1") : _ ("m* + M*");
}
