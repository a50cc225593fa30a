/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-sensitivity.h"

#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-progress.h"
#include "app/files/rsc-json-sensitivity.h"
#include "ui/words/rsc-effects-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Rows in the summary; the JSON has them all. */
#define MAX_ROWS 60
#define DIGITS 6

static RscProblem *
get_problem (const RscCliSensitivity *self)
{
  return rsc_solution_get_problem (
    rsc_optimal_set_get_solution (rsc_target_effects_get_set (self->effects)));
}

static gboolean
is_of_only (const RscCliSensitivity *self)
{
  return rsc_optimal_set_is_unique (rsc_target_effects_get_set (self->effects));
}

static gboolean
find_ranges (RscCliSensitivity *self, RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  const gsize n = rsc_problem_get_n (get_problem (self));
  RscCliProgress progress;
  RscProgressFunc report = rsc_cli_progress_start (&progress, _ ("moving targets"));
  gboolean found = TRUE;

  self->ranges = g_new0 (RscTargetRange, n);
  for (gsize i = 0; i < n && found; i++)
    {
      if (report != NULL)
        report ((double) i / (double) n, NAN, &progress);
      found = rsc_target_range_find (set, i, &self->ranges[i], cancellable, error);
    }
  rsc_cli_progress_end (&progress);
  return found;
}

gboolean
rsc_cli_sensitivity_init (RscCliSensitivity *self,
                          const RscCliOptions *options,
                          RscOptimalSet *set,
                          GCancellable *cancellable,
                          GError **error)
{
  const gboolean with_ranges = rsc_cli_options_has (options, RSC_CLI_OPTION_RANGES);

  *self = (RscCliSensitivity){ 0 };
  if (!with_ranges && !rsc_cli_options_has (options, RSC_CLI_OPTION_SENSITIVITY))
    return TRUE;
  self->effects =
    rsc_target_effects_new (set,
                            rsc_optimal_set_is_unique (set) ? rsc_optimal_set_get_min_norm (set)
                                                            : rsc_optimal_set_get_narrowest (set),
                            cancellable, error);
  /* Of several networks there are none, which the summary says. */
  self->asked = with_ranges;
  return self->effects != NULL
         && (!with_ranges || !rsc_optimal_set_is_unique (set)
             || find_ranges (self, set, cancellable, error));
}

void
rsc_cli_sensitivity_clear (RscCliSensitivity *self)
{
  g_clear_pointer (&self->effects, rsc_target_effects_unref);
  g_clear_pointer (&self->ranges, g_free);
}

void
rsc_cli_sensitivity_append_lines (const RscCliSensitivity *self, GString *text)
{
  g_autofree char *words = NULL;

  if (self->effects == NULL)
    return;
  words = rsc_effects_words_dup_degrees (
    self->effects, is_of_only (self) ? RSC_EFFECTS_WORDS_ONLY : RSC_EFFECTS_WORDS_SEVERAL);
  rsc_cli_append_line (text, _ ("Freedom"), "%s", words);
  if (self->asked && self->ranges == NULL)
    {
      g_autofree char *none = rsc_effects_words_dup_range (NULL, 0.0, TRUE);

      rsc_cli_append_line (text, _ ("Ranges"), "%s", none);
    }
}

void
rsc_cli_sensitivity_append_table (const RscCliSensitivity *self, GString *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const gsize columns = self->ranges != NULL ? 6 : 4;
  const char *const titles[] = {
    "#", "y", _ ("leverage"), _ ("objective"), _ ("from y"), _ ("to y")
  };

  if (self->effects == NULL)
    return;
  const gsize n = rsc_problem_get_n (get_problem (self));
  const double *y = rsc_problem_get_y (get_problem (self));
  for (gsize i = 0; i <= MIN (n, MAX_ROWS); i++)
    {
      char **row = g_new0 (char *, columns + 1);

      g_ptr_array_add (rows, row);
      if (i == 0)
        {
          for (gsize c = 0; c < columns; c++)
            row[c] = g_strdup (titles[c]);
          continue;
        }
      const gsize k = i - 1;
      row[0] = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      row[1] = rsc_cli_format (y[k], DIGITS);
      row[2] = rsc_cli_format (rsc_target_effects_get_leverages (self->effects)[k], DIGITS);
      row[3] = rsc_cli_format (rsc_target_effects_find (self->effects, k, NULL, NULL), DIGITS);
      if (self->ranges == NULL)
        continue;
      const RscTargetRange *range = &self->ranges[k];
      g_autofree char *low = rsc_cli_format (y[k] + range->low, DIGITS);
      g_autofree char *high = rsc_cli_format (y[k] + range->high, DIGITS);
      /* It was looked no farther. */
      row[4] = g_strconcat (range->low_open ? "≤ " : "", low, NULL);
      row[5] = g_strconcat (range->high_open ? "≥ " : "", high, NULL);
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, self->ranges != NULL ? "rrrrrr" : "rrrr");
  if (n > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n - MAX_ROWS);
}

void
rsc_cli_sensitivity_add_json (const RscCliSensitivity *self, JsonBuilder *builder)
{
  if (self->effects != NULL)
    rsc_json_add_sensitivity (builder, self->effects, is_of_only (self) ? "only" : "narrowest",
                              self->ranges);
}
