/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include "core/data/rsc-class-outputs.h"
#include "core/program/rsc-argmax.h"
#include "ui/plot/rsc-classes-plot.h"
#include "ui/words/rsc-classes-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <gsl/gsl_math.h>
#include <math.h>

/* Where it is not said. */
#define WIDTH 640.0
#define HEIGHT 520.0

/* A network for each output, and what there is to solve and to test them with. */
typedef struct
{
  RscClassOutputs *outputs;
  gsize n;
  RscCliProgram *programs; /* n */
  RscSolution **solutions;
  RscNetwork **networks;
  RscDataset **train;
  RscDataset **test; /* all or none */
  double lambda;
  double lambda_max;
  gsize *counts[2]; /* n × n, at the training points and at the test points */
  gsize right[2];
  gsize counted[2]; /* of the classes that there are to learn from */
  gsize n_points[2];
} Work;

static void
work_clear (Work *self)
{
  for (gsize k = 0; k < self->n; k++)
    {
      rsc_cli_program_clear (self->programs + k);
      g_clear_pointer (self->solutions + k, rsc_solution_unref);
      g_clear_pointer (self->networks + k, rsc_network_unref);
      g_clear_pointer (self->train + k, rsc_dataset_unref);
      g_clear_pointer (self->test + k, rsc_dataset_unref);
    }
  g_free (self->programs);
  g_free (self->solutions);
  g_free (self->networks);
  g_free (self->train);
  g_free (self->test);
  g_free (self->counts[0]);
  g_free (self->counts[1]);
  g_clear_pointer (&self->outputs, rsc_class_outputs_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
load (Work *self, const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  self->outputs = rsc_cli_read_classes (options, cancellable, error);
  if (self->outputs == NULL)
    return FALSE;
  self->n = self->outputs->n;
  self->programs = g_new0 (RscCliProgram, self->n);
  self->solutions = g_new0 (RscSolution *, self->n);
  self->networks = g_new0 (RscNetwork *, self->n);
  self->train = g_new0 (RscDataset *, self->n);
  self->test = g_new0 (RscDataset *, self->n);
  for (gsize k = 0; k < self->n; k++)
    {
      self->train[k] = rsc_cli_prepare_program (options, self->outputs->datasets[k], &self->test[k],
                                                self->programs + k, cancellable, error);
      if (self->train[k] == NULL)
        return FALSE;
      self->lambda_max =
        MAX (self->lambda_max, rsc_cli_program_get_lambda_max (self->programs + k));
    }
  return TRUE;
}

/* All at one λ, a share of the largest λ_max unless it is given. */
static gboolean
solve (Work *self, const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  const double ratio = rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA_RATIO)
                         ? options->lambda_ratio
                         : RSC_CLI_RATIO_DEFAULT;

  self->lambda = rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA)
                   ? options->lambda
                   : ratio * (self->lambda_max > 0.0 ? self->lambda_max : 1.0);
  if (!(self->lambda > 0.0))
    return rsc_cli_fail (error, _ ("classes needs a λ above 0"));
  for (gsize k = 0; k < self->n; k++)
    {
      self->solutions[k] =
        rsc_cli_program_solve (self->programs + k, options, self->lambda, cancellable, error);
      if (self->solutions[k] == NULL)
        return FALSE;
      self->networks[k] = rsc_solution_dup_network (self->solutions[k]);
    }
  for (gsize part = 0; part < 2; part++)
    {
      RscDataset *const *points = part == 0 ? self->train : self->test;

      if (points[0] == NULL)
        continue;
      self->n_points[part] = rsc_dataset_get_n (points[0]);
      if (!self->outputs->is_classes)
        continue;
      self->counts[part] = g_new0 (gsize, self->n * self->n);
      self->right[part] = rsc_argmax_count (self->n, self->networks, points, self->counts[part],
                                            &self->counted[part]);
    }
  return TRUE;
}

static double
get_accuracy (const Work *self, gsize part)
{
  return self->n_points[part] > 0 ? (double) self->right[part] / (double) self->n_points[part]
                                  : NAN;
}

/* ---- output -------------------------------------------------------------------------------- */

/* Of output @k. NaN without such points. */
static double
get_error (const Work *self, gsize k, gsize part)
{
  RscDataset *points = (part == 0 ? self->train : self->test)[k];
  const gsize n = points != NULL ? rsc_dataset_get_n (points) : 0;
  g_autofree double *f = g_new (double, n + 1);
  double sum = 0.0;

  if (n == 0)
    return NAN;
  rsc_network_predict (self->networks[k], n, rsc_dataset_get_x (points), f);
  for (gsize i = 0; i < n; i++)
    sum += gsl_pow_2 (f[i] - rsc_dataset_get_y (points)[i]);
  return sum / (double) n;
}

static void
add_part (JsonBuilder *builder, const Work *self, const char *name, gsize part)
{
  json_builder_set_member_name (builder, name);
  if (self->counts[part] == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "points", self->n_points[part]);
  rsc_json_add_integer (builder, "of_other_classes", self->n_points[part] - self->counted[part]);
  rsc_json_add_number (builder, "accuracy", get_accuracy (self, part));
  json_builder_set_member_name (builder, "confusion");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < self->n; i++)
    {
      json_builder_begin_array (builder);
      for (gsize j = 0; j < self->n; j++)
        json_builder_add_int_value (builder, (gint64) self->counts[part][i * self->n + j]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
as_json (const Work *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-classes-1");
  rsc_json_add_number (builder, "lambda", self->lambda);
  rsc_json_add_number (builder, "lambda_max", self->lambda_max);
  json_builder_set_member_name (builder, self->outputs->is_classes ? "classes" : "outputs");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < self->n; k++)
    {
      json_builder_begin_object (builder);
      rsc_json_add_string (builder, "name", self->outputs->names[k]);
      rsc_cli_add_reading (builder, self->outputs->datasets[k]);
      rsc_json_add_solution (builder, self->solutions[k]);
      if (!self->outputs->is_classes)
        {
          rsc_json_add_number (builder, "train_mse", get_error (self, k, 0));
          rsc_json_add_number (builder, "test_mse", get_error (self, k, 1));
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (self->outputs->is_classes)
    {
      add_part (builder, self, "train", 0);
      add_part (builder, self, "test", 1);
    }
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

static void
append_solutions (GString *text, const Work *self)
{
  const char *const titles[] = { _ ("class"),   _ ("points"), "λ_max", _ ("objective"),
                                 _ ("neurons"), _ ("gap"),    NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < self->n; k++)
    {
      const double *y = rsc_dataset_get_y (self->train[k]);
      gsize n = 0;

      for (gsize i = 0; i < rsc_dataset_get_n (self->train[k]); i++)
        n += y[i] > 0.0;
      g_autofree char *points = g_strdup_printf ("%" G_GSIZE_FORMAT, n);
      g_autofree char *lambda_max =
        rsc_cli_format (rsc_cli_program_get_lambda_max (self->programs + k), 6);
      g_autofree char *objective =
        rsc_cli_format (rsc_solution_get_objective (self->solutions[k]), 8);
      g_autofree char *width =
        g_strdup_printf ("%" G_GSIZE_FORMAT, rsc_network_get_width (self->networks[k]));
      g_autofree char *gap = rsc_pattern_words_dup_gap (self->solutions[k]);
      const char *const cells[] = {
        self->outputs->names[k], points, lambda_max, objective, width, gap, NULL
      };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "lrrrrl");
}

static void
append_columns (GString *text, const Work *self)
{
  const gboolean has_test = self->test[0] != NULL;
  const char *const titles[] = { _ ("output"),
                                 "λ_max",
                                 _ ("objective"),
                                 _ ("neurons"),
                                 _ ("squared error"),
                                 has_test ? _ ("of test points") : _ ("gap"),
                                 has_test ? _ ("gap") : NULL,
                                 NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < self->n; k++)
    {
      g_autofree char *lambda_max =
        rsc_cli_format (rsc_cli_program_get_lambda_max (self->programs + k), 6);
      g_autofree char *objective =
        rsc_cli_format (rsc_solution_get_objective (self->solutions[k]), 8);
      g_autofree char *width =
        g_strdup_printf ("%" G_GSIZE_FORMAT, rsc_network_get_width (self->networks[k]));
      g_autofree char *error = rsc_cli_format (get_error (self, k, 0), 6);
      g_autofree char *test_error = rsc_cli_format (get_error (self, k, 1), 6);
      g_autofree char *gap = rsc_pattern_words_dup_gap (self->solutions[k]);
      const char *const cells[] = {
        self->outputs->names[k], lambda_max, objective, width, error, has_test ? test_error : gap,
        has_test ? gap : NULL,   NULL
      };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, has_test ? "lrrrrrl" : "lrrrrl");
}

/* Rows are what points are, columns what they are taken for. */
static void
append_confusion (GString *text, const Work *self, gsize part)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) align = g_string_new ("l");
  char **titles = g_new0 (char *, self->n + 2);

  titles[0] = g_strdup (part == 0 ? _ ("training points") : _ ("test points"));
  for (gsize j = 0; j < self->n; j++)
    {
      titles[j + 1] = g_strdup_printf (_ ("as %s"), self->outputs->names[j]);
      g_string_append_c (align, 'r');
    }
  g_ptr_array_add (rows, titles);
  for (gsize i = 0; i < self->n; i++)
    {
      char **row = g_new0 (char *, self->n + 2);

      row[0] = g_strdup (self->outputs->names[i]);
      for (gsize j = 0; j < self->n; j++)
        row[j + 1] = g_strdup_printf ("%" G_GSIZE_FORMAT, self->counts[part][i * self->n + j]);
      g_ptr_array_add (rows, row);
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, align->str);
}

static char *
as_text (const Work *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *lambda = rsc_cli_format (self->lambda, 10);
  g_autofree char *share =
    rsc_cli_format (self->lambda_max > 0.0 ? self->lambda / self->lambda_max : NAN, 6);

  if (self->lambda_max > 0.0)
    rsc_cli_append_line (text, "λ", _ ("%s = %s of the largest λ_max"), lambda, share);
  else
    rsc_cli_append_line (text, "λ", "%s", lambda);
  for (gsize part = 0; part < 2; part++)
    if (self->counts[part] != NULL)
      {
        g_autofree char *accuracy =
          rsc_classes_words_dup_accuracy (self->right[part], self->n_points[part], part == 1);
        const gsize n_other = self->n_points[part] - self->counted[part];

        rsc_cli_append_line (text, _ ("Accuracy"), "%s", accuracy);
        if (n_other > 0)
          rsc_cli_append_line (
            text, "",
            g_dngettext (NULL, "%zu is of a class that no training point has, and never right",
                         "%zu are of classes that no training point has, and never right", n_other),
            n_other);
      }
  if (self->outputs->is_classes)
    append_solutions (text, self);
  else
    append_columns (text, self);
  for (gsize part = 0; part < 2; part++)
    if (self->counts[part] != NULL)
      append_confusion (text, self, part);
  return g_string_free (text, FALSE);
}

static gboolean
write_json (const Work *work,
            const RscCliOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  if (options->json == NULL)
    return TRUE;
  g_autofree char *json = as_json (work);
  return rsc_file_write (options->json, json, -1, cancellable, error);
}

static RscCliExit
get_exit (const Work *work)
{
  RscCliExit result = RSC_CLI_DONE;

  for (gsize k = 0; k < work->n; k++)
    if (rsc_cli_get_exit (work->solutions[k]) != RSC_CLI_DONE)
      result = RSC_CLI_NOT_CONVERGED;
  return result;
}

RscCliExit
rsc_cli_classes (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Work) work = { 0 };

  if (!rsc_cli_check_outputs (options, error) || !load (&work, options, cancellable, error)
      || !solve (&work, options, cancellable, error)
      || !write_json (&work, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = as_text (&work);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  return get_exit (&work);
}

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_classes_plot_draw (data, theme, cr, width, height);
}

RscCliExit
rsc_cli_figure_classes (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Work) work = { 0 };
  RscClassesModel model;

  if (!rsc_cli_check_figure (options, error) || !rsc_cli_check_outputs (options, error)
      || !load (&work, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (!work.outputs->is_classes)
    {
      rsc_cli_fail (error, _ ("the picture is of classes, and these are columns"));
      return RSC_CLI_BAD_INPUT;
    }
  if (rsc_dataset_get_d (work.train[0]) != 2 || rsc_dataset_get_space (work.train[0], NULL) != NULL)
    {
      rsc_cli_fail (error,
                    _ ("the picture is of two features, not of %zu: --features NAME,NAME "
                       "takes two"),
                    rsc_dataset_get_d (work.outputs->datasets[0]));
      return RSC_CLI_BAD_INPUT;
    }
  if (!solve (&work, options, cancellable, error)
      || !write_json (&work, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  rsc_classes_model_init (&model);
  model.n = work.n;
  model.names = (const char *const *) work.outputs->names;
  model.networks = work.networks;
  model.datasets = work.train;
  if (!rsc_cli_write_figure (options, WIDTH, HEIGHT, draw, &model, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return get_exit (&work);
}
