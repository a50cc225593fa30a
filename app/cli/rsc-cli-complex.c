/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-complex.h"

#include "app/cli/rsc-cli-io.h"
#include "ui/words/rsc-widths-words.h"
#include <glib/gi18n.h>

/* Rows of a table in the summary; the JSON has them all. */
#define MAX_ROWS 60

static gboolean
find_walk (RscCliComplex *self,
           const RscCliOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  const gsize n = rsc_complex_get_n_vertices (self->complex);

  for (gsize k = 0; k < 2; k++)
    if (options->walk[k] >= n)
      return rsc_cli_fail (error, _ ("--walk %zu: the number of vertices is %zu"),
                           options->walk[k] + 1, n);
  self->walk = rsc_complex_walk_new (
    self->complex, rsc_complex_get_vertex (self->complex, options->walk[0]),
    rsc_complex_get_vertex (self->complex, options->walk[1]), cancellable, error);
  return self->walk != NULL;
}

gboolean
rsc_cli_complex_init (RscCliComplex *self,
                      const RscCliOptions *options,
                      RscOptimalSet *set,
                      GCancellable *cancellable,
                      GError **error)
{
  const gboolean walk = rsc_cli_options_has (options, RSC_CLI_OPTION_WALK);

  *self = (RscCliComplex){ 0 };
  if (!walk && !rsc_cli_options_has (options, RSC_CLI_OPTION_COMPLEX))
    return TRUE;
  self->complex = rsc_complex_new_for_set (set, cancellable, error);
  return self->complex != NULL && (!walk || find_walk (self, options, cancellable, error));
}

void
rsc_cli_complex_clear (RscCliComplex *self)
{
  g_clear_pointer (&self->complex, rsc_complex_unref);
  g_clear_pointer (&self->walk, rsc_complex_walk_free);
}

void
rsc_cli_complex_append_lines (const RscCliComplex *self, GString *text)
{
  if (self->complex == NULL)
    return;
  g_autofree char *range = rsc_widths_words_dup_range (self->complex);
  g_autofree char *connected = rsc_widths_words_dup_connected (self->complex);
  g_autofree char *bound = rsc_widths_words_dup_bound (self->complex);
  rsc_cli_append_line (text, _ ("Minimal"), _ ("%s, m* to M*"), range);
  rsc_cli_append_line (text, _ ("Connected"), _ ("%s; by the theorem from %s"), connected, bound);
  if (self->walk == NULL)
    return;
  g_autofree char *words = rsc_widths_words_dup_walk (self->complex, self->walk);
  g_autoptr (GString) stops = g_string_new (NULL);
  for (gsize k = 0; k < self->walk->n_stops; k++)
    g_string_append_printf (stops, "%s%" G_GSIZE_FORMAT, k > 0 ? " → " : "",
                            (gsize) self->walk->vertices[k] + 1);
  rsc_cli_append_line (text, _ ("Walk"), _ ("%s: vertices %s"), words, stops->str);
}

void
rsc_cli_complex_append_table (const RscCliComplex *self, GString *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *const titles[] = { _ ("neurons"), _ ("up to order and splitting"), _ ("isolated"),
                                 _ ("in the space of weights"), NULL };

  if (self->complex == NULL)
    return;
  const gsize first = rsc_complex_get_least_width (self->complex, NULL);
  const gsize n = rsc_complex_get_last_change (self->complex) - first + 1;
  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < MIN (n, MAX_ROWS); k++)
    {
      RscComplexLevel level;

      rsc_complex_get_level (self->complex, first + k, &level);
      char **row = g_new0 (char *, 5);
      row[0] = g_strdup_printf ("≤ %" G_GSIZE_FORMAT, level.m);
      row[1] = rsc_widths_words_dup_pieces (&level);
      row[2] = rsc_widths_words_dup_isolated (&level);
      row[3] = rsc_widths_words_dup_weights (&level);
      g_ptr_array_add (rows, row);
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rlrl");
  if (n > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n - MAX_ROWS);
}
