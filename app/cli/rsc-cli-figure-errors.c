/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include "core/path/rsc-path-errors.h"
#include "ui/plot/rsc-errors-plot.h"
#include "ui/words/rsc-path-words.h"

/* Where it is not said. */
#define WIDTH 900.0
#define HEIGHT 480.0

static char *
as_json (RscPath *path, const RscPathErrors *errors, gsize n_test)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  RscProblem *problem = rsc_path_get_problem (path);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-errors-1");
  rsc_cli_add_reading (builder, rsc_problem_get_dataset (problem));
  rsc_json_add_problem (builder, problem);
  rsc_json_add_integer (builder, "n_train", errors->n_train);
  rsc_json_add_integer (builder, "n_test", n_test);
  rsc_json_add_number (builder, "lambda_max", errors->lambda_max);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < errors->n; k++)
    {
      json_builder_begin_object (builder);
      rsc_json_add_number (builder, "lambda", errors->lambda[k]);
      rsc_json_add_number (builder, "train_error", errors->train[k]);
      rsc_json_add_number (builder, "test_error", errors->test[k]);
      rsc_json_add_number (builder, "narrowest_test_error", errors->narrowest_test[k]);
      rsc_json_add_integer (builder, "m_star", errors->width[k]);
      rsc_json_add_boolean (builder, "m_star_proved", errors->proved[k]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_errors_plot_draw (data, theme, cr, width, height);
}

RscCliExit
rsc_cli_figure_errors (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscPath) path = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (RscPathErrors) errors = NULL;
  RscErrorsModel model;

  if (!rsc_cli_check_figure (options, error)
      || (options->json != NULL && !rsc_file_check_writable (options->json, error)))
    return RSC_CLI_BAD_INPUT;
  path = rsc_cli_load_and_follow_tested (options, &test, cancellable, error);
  if (path == NULL)
    return RSC_CLI_BAD_INPUT;
  errors = rsc_path_errors_new (path, test);
  if (options->json != NULL)
    {
      g_autofree char *json = as_json (path, errors, test != NULL ? rsc_dataset_get_n (test) : 0);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  model = (RscErrorsModel){ errors, rsc_path_words_get_scope (path) };
  if (!rsc_cli_write_figure (options, WIDTH, HEIGHT, draw, &model, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_path_exit (path);
}
