/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-uniqueness.h"

#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-progress.h"
#include "app/files/rsc-json-uniqueness.h"
#include "ui/words/rsc-uniqueness-words.h"
#include <glib/gi18n.h>

/* Coincidences in the summary; the JSON has them all. */
#define MAX_LINES 10

static void
leave_out (RscCliUniqueness *self, gsize n, GCancellable *cancellable)
{
  RscCliProgress progress;
  RscProgressFunc report = rsc_cli_progress_start (&progress, _ ("leaving out points"));

  self->outs = g_new0 (RscLeftOut, n + 1);
  for (self->n = 0; self->n < n; self->n++)
    {
      g_autoptr (GError) trouble = NULL;

      if (report != NULL)
        report ((double) self->n / (double) n, 0.0, &progress);
      if (rsc_leave_one_out_find (self->set, self->n, &self->outs[self->n], cancellable, &trouble))
        continue;
      if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        break;
      /* Of this point nothing is known; the others stand. */
      self->outs[self->n] = (RscLeftOut){ self->n, FALSE, FALSE, 0, 0 };
    }
  rsc_cli_progress_end (&progress);
  self->interrupted = self->n < n;
}

gboolean
rsc_cli_uniqueness_init (RscCliUniqueness *self,
                         const RscCliOptions *options,
                         RscOptimalSet *set,
                         GCancellable *cancellable,
                         GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));

  *self = (RscCliUniqueness){ .set = set };
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_WHY))
    {
      self->position = rsc_general_position_new (problem, cancellable, error);
      if (self->position == NULL)
        return FALSE;
      self->dependence = rsc_dependence_new (set, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  self->moved = rsc_cli_options_has (options, RSC_CLI_OPTION_LEAST_MOVE);
  if (self->moved && rsc_optimal_set_get_dimension (set) > 0
      && !rsc_target_move_find (set, &self->move, NULL, NULL, cancellable, error))
    return FALSE;
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LEAVE_ONE_OUT))
    leave_out (self, rsc_problem_get_n (problem), cancellable);
  return TRUE;
}

void
rsc_cli_uniqueness_clear (RscCliUniqueness *self)
{
  g_clear_pointer (&self->position, rsc_general_position_free);
  g_clear_pointer (&self->dependence, rsc_dependence_free);
  g_clear_pointer (&self->outs, g_free);
}

void
rsc_cli_uniqueness_append_lines (const RscCliUniqueness *self, GString *text)
{
  if (self->position != NULL)
    {
      const GPtrArray *coincidences = self->position->coincidences;
      g_autofree char *why = rsc_uniqueness_words_dup_dependence (self->set, self->dependence);
      g_autofree char *position = rsc_uniqueness_words_dup_position (self->position);

      rsc_cli_append_line (text, _ ("Why"), "%s", why);
      rsc_cli_append_line (text, _ ("Position"), "%s", position);
      for (guint c = 0; c < MIN (coincidences->len, MAX_LINES); c++)
        {
          g_autofree char *words = rsc_uniqueness_words_dup_coincidence (
            rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set)),
            g_ptr_array_index (coincidences, c));

          rsc_cli_append_line (text, "", "%s", words);
        }
      if (coincidences->len > MAX_LINES)
        rsc_cli_append_line (text, "", _ ("… and %u more: --json has them all"),
                             coincidences->len - MAX_LINES);
    }
  if (self->moved)
    {
      g_autofree char *words = rsc_uniqueness_words_dup_move (self->set, &self->move);

      rsc_cli_append_line (text, _ ("Least move"), "%s", words);
    }
  if (self->outs != NULL)
    {
      g_autofree char *words = rsc_uniqueness_words_dup_left_out (self->set, self->n, self->outs);

      if (!self->interrupted)
        rsc_cli_append_line (text, _ ("One less"), "%s", words);
      else
        rsc_cli_append_line (
          text, _ ("One less"), _ ("interrupted; of the first %zu of %zu points: %s"), self->n,
          rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set))),
          self->n > 0 ? words : _ ("nothing"));
    }
}

void
rsc_cli_uniqueness_append_table (const RscCliUniqueness *self, GString *text)
{
  const char *const titles[] = { "#", "α", NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (self->dependence == NULL)
    return;
  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < self->dependence->n_neurons; k++)
    {
      char **row = g_new0 (char *, 3);
      row[0] = g_strdup_printf ("%" G_GSIZE_FORMAT, self->dependence->neurons[k] + 1);
      row[1] = rsc_cli_format (self->dependence->alpha[k], 6);
      g_ptr_array_add (rows, row);
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rr");
}

void
rsc_cli_uniqueness_add_json (const RscCliUniqueness *self, JsonBuilder *builder)
{
  if (self->position != NULL)
    {
      rsc_json_add_dependence (builder, self->dependence);
      rsc_json_add_general_position (builder, self->position);
    }
  if (self->moved)
    rsc_json_add_target_move (builder, &self->move);
  if (self->outs != NULL)
    rsc_json_add_left_out (builder, self->n, self->outs, !self->interrupted);
}
