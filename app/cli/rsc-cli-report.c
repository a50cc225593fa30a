/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-commands.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/report/rsc-report.h"
#include <glib/gi18n.h>
#include <math.h>

/* A larger file is no part of a page. */
#define MAX_FILE ((gsize) 4 << 20)

typedef struct
{
  const RscCliOptions *options;
  double cursor;
  const char *file_name; /* under which the data go along, or NULL */
} Source;

/* Where the picture of the path has its cursor, which only has one where a λ was given; NaN where
 * that is none of the path. */
static double
find_cursor (const RscCliOptions *options, const RscPath *path)
{
  const double top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  double lambda = NAN;

  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA))
    lambda = options->lambda;
  else if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA_RATIO))
    lambda = options->lambda_ratio * top;
  return lambda >= options->ratio_min * top && lambda <= top ? lambda : NAN;
}

static char *
dup_arguments (const char *command, gpointer user_data)
{
  const Source *source = user_data;
  const RscCliOptions *options = source->options;
  guint without = 0;

  /* A picture of the function has another option of this name, and all features. */
  if (g_str_equal (command, "figure function")
      && rsc_cli_options_has (options, RSC_CLI_OPTION_COLUMNS))
    return NULL;
  if (g_str_equal (command, "figure path") && isnan (source->cursor))
    {
      /* A document has its λ. */
      if (options->document != NULL)
        return NULL;
      without = RSC_CLI_GROUP_CURSOR;
    }
  for (gsize k = 0; k < rsc_cli_n_commands; k++)
    if (g_str_equal (rsc_cli_commands[k].name, command))
      return rsc_cli_options_dup_words (options, rsc_cli_commands[k].groups & ~without,
                                        source->file_name);
  return NULL;
}

/* DATA, where that is a file which can go along; *@name: what it is called there. */
static GBytes *
load_file (const RscCliOptions *options, char **name)
{
  const char *path = g_ptr_array_index (options->operands, 0);
  g_autofree char *text = NULL;
  gsize length;

  if (g_str_equal (path, "-") || g_str_has_prefix (path, "gallery:")
      || !g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !g_file_get_contents (path, &text, &length, NULL) || length > MAX_FILE)
    return NULL;
  *name = g_filename_display_basename (path);
  return g_bytes_new_take (g_steal_pointer (&text), length);
}

static const char *
get_name (RscSolution *solution)
{
  return rsc_dataset_get_name (rsc_problem_get_dataset (rsc_solution_get_problem (solution)));
}

RscCliExit
rsc_cli_report (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscSolution) pruned = NULL;
  g_autoptr (RscOptimalSet) set = NULL;
  g_autoptr (RscPath) path = NULL;
  g_autoptr (RscPruning) walk = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *file_name = NULL;
  g_autofree char *page = NULL;
  RscCliProgress progress;
  RscProgressFunc tell;

  if (options->output == NULL)
    {
      rsc_cli_fail (error, _ ("a report needs -o OUT.html"));
      return RSC_CLI_BAD_INPUT;
    }
  /* Each part reads the data anew. */
  if (g_str_equal (g_ptr_array_index (options->operands, 0), "-"))
    {
      rsc_cli_fail (error, _ ("a report says how it was made: its data have to be in a file"));
      return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_file_check_writable (options->output, error))
    return RSC_CLI_BAD_INPUT;
  solution = rsc_cli_load_and_solve (options, cancellable, error);
  if (solution == NULL)
    return RSC_CLI_BAD_INPUT;
  set = rsc_cli_compute_set (options, solution, cancellable, error);
  if (set == NULL)
    return RSC_CLI_BAD_INPUT;
  path = rsc_cli_load_and_follow (options, cancellable, error);
  if (path == NULL)
    return RSC_CLI_BAD_INPUT;
  walk = rsc_cli_load_and_prune (options, &pruned, cancellable, error);
  if (walk == NULL)
    return RSC_CLI_BAD_INPUT;

  file = load_file (options, &file_name);
  Source source = { options, find_cursor (options, path), file_name };
  const RscReport report = {
    .name = get_name (solution),
    .set = set,
    .a = rsc_optimal_set_get_min_norm (set),
    .path = path,
    .ratio_min = options->ratio_min,
    .cursor = source.cursor,
    .pruning = walk,
    .rule = options->rule,
    .seed = options->seed,
    .bytes_max = options->memory,
    .file = file,
    .file_name = file_name,
    .arguments = dup_arguments,
    .arguments_data = &source,
  };
  tell = rsc_cli_progress_start (&progress, _ ("writing the report"));
  page = rsc_report_write (&report, tell, &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  if (page == NULL || !rsc_file_write (options->output, page, -1, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  int code = rsc_cli_get_set_exit (set);
  if (code == RSC_CLI_DONE)
    code = rsc_cli_get_path_exit (path);
  return (RscCliExit) (code != RSC_CLI_DONE ? code : rsc_cli_get_pruning_exit (walk));
}
