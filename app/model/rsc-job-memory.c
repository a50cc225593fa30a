/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-job-memory.h"

#include <glib/gi18n.h>

#include "app/files/rsc-memory.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-program-memory.h"

void
rsc_job_memory_limit_set (RscOptimalSetSettings *settings)
{
  g_return_if_fail (settings != NULL);

  /* 0 would be no limit. */
  settings->bytes_max = MAX (rsc_memory_get_default () / 4, 1);
}

RscOptimalSet *
rsc_job_memory_new_set (RscSolution *solution, GCancellable *cancellable, GError **error)
{
  RscOptimalSetSettings settings;

  g_return_val_if_fail (solution != NULL, NULL);

  rsc_optimal_set_settings_init (&settings);
  rsc_job_memory_limit_set (&settings);
  return rsc_optimal_set_new (solution, &settings, NULL, NULL, cancellable, error);
}

void
rsc_job_memory_limit_search (RscGenerationSettings *settings)
{
  g_return_if_fail (settings != NULL);

  settings->bytes_max = CLAMP (rsc_memory_get_default () / 2, 1, RSC_PRICING_BYTES_MAX);
}

gboolean
rsc_job_memory_allow_rows (gsize n, gsize d, gboolean is_over_all, GError **error)
{
  const double bytes = rsc_program_memory_count_rows (n, d, is_over_all);
  const double most = (double) rsc_memory_get_default ();

  if (bytes <= most)
    return TRUE;
  g_autofree char *needed = rsc_number_words_dup (bytes / 1e9, 2);
  g_autofree char *most_text = rsc_number_words_dup (most / 1e9, 2);

  g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
               _ ("A program of %zu rows of length %zu takes about %s GB of memory, more than the "
                  "limit of %s GB: take fewer rows."),
               n, d, needed, most_text);
  return FALSE;
}

gboolean
rsc_job_memory_allow_program (RscProblem *problem, GError **error)
{
  g_return_val_if_fail (problem != NULL, FALSE);

  const gsize n_patterns = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  /* The bits of the patterns are there: those of no row. */
  const double bytes =
    rsc_arrangement_count_bytes (0, rsc_problem_get_d (problem), (double) n_patterns);
  const double most = (double) rsc_memory_get_default ();

  if (bytes <= most)
    return TRUE;
  g_autofree char *needed = rsc_number_words_dup (bytes / 1e9, 2);
  g_autofree char *most_text = rsc_number_words_dup (most / 1e9, 2);

  g_set_error (
    error, RSC_ERROR, RSC_ERROR_LIMIT,
    _ ("Solving another program of %zu activation patterns takes %s GB of memory, more than "
       "the limit of %s GB: sample fewer patterns instead."),
    n_patterns, needed, most_text);
  return FALSE;
}
