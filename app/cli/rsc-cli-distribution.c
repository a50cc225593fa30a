/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/cli/rsc-cli-value.h"
#include "app/files/rsc-json.h"
#include "core/data/rsc-classes.h"
#include "ui/plot/rsc-distribution-plot.h"
#include "ui/words/rsc-distribution-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Columns of the histogram in the JSON, which has the values too. */
#define BINS 20

/* Where it is not said. */
#define WIDTH 720.0
#define HEIGHT 480.0

/* What was asked for, and all that it is made of. */
typedef struct
{
  RscSolution *solution;
  RscDataset *test;
  RscOptimalSet *set;
  RscSetSample *sample;
  RscScalar scalar;
  double *x;
  RscDistribution *distribution;
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->distribution, rsc_distribution_unref);
  g_clear_pointer (&self->sample, rsc_set_sample_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_free (self->x);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* ---- --of --------------------------------------------------------------------------------- */

static gboolean
parse_neuron (Work *self, const char *text, GError **error)
{
  const gsize m = rsc_optimal_set_get_n_neurons (self->set);
  gsize neuron;

  if (!rsc_cli_parse_size ("--of norm:K", text, G_MAXINT, &neuron, error))
    return FALSE;
  if (neuron > m)
    return rsc_cli_fail (error, _ ("--of norm:%zu: the number of neurons is %zu"), neuron, m);
  self->scalar = (RscScalar){ .kind = RSC_SCALAR_NORM, .neuron = neuron - 1 };
  return TRUE;
}

static gboolean
parse_place (Work *self, const char *text, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (self->solution);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize d = rsc_dataset_get_d (dataset);
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  const gsize n = g_strv_length (words);

  if (rsc_dataset_get_space (dataset, NULL) != NULL)
    return rsc_cli_fail (error, _ ("--of at:…: not for more features than points"));
  if (n != d)
    return rsc_cli_fail (error, _ ("--of at:%s: %zu values, the number of features is %zu"), text,
                         n, d);
  self->x = g_new0 (double, d + 1);
  for (gsize k = 0; k < d; k++)
    if (!rsc_cli_parse_number ("--of at:…", g_strstrip (words[k]), &self->x[k], error))
      return FALSE;
  self->scalar = (RscScalar){ .kind = RSC_SCALAR_PREDICTION, .x = self->x };
  return TRUE;
}

static gboolean
parse_of (Work *self, const char *text, GError **error)
{
  int choice;

  if (g_str_has_prefix (text, "norm:"))
    return parse_neuron (self, text + strlen ("norm:"), error);
  if (g_str_has_prefix (text, "at:"))
    return parse_place (self, text + strlen ("at:"), error);
  if (!rsc_cli_parse_choice ("--of", text, "norm:K|at:V,…|test-error|test-accuracy", &choice,
                             error))
    return FALSE;
  if (choice < 2)
    return rsc_cli_fail (error, _ ("--of takes a number for K, such as norm:1, or a value for each "
                                   "feature, such as at:0.5,1"));
  if (self->test == NULL)
    return rsc_cli_fail (error,
                         _ ("--of %s needs points that are not trained on: --test FILE or "
                            "--test-fraction F"),
                         text);
  self->scalar = (RscScalar){ .kind = choice == 2 ? RSC_SCALAR_ERROR : RSC_SCALAR_ACCURACY,
                              .points = self->test };
  if (choice == 3 && !rsc_classes_are_signs (self->test))
    return rsc_cli_fail (error, _ ("--of test-accuracy needs targets −1 and +1"));
  return TRUE;
}

static gboolean
prepare (Work *self, const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  if (options->of == NULL)
    return rsc_cli_fail (error, _ ("--of is missing: norm:K, at:V,…, test-error or test-accuracy"));
  self->solution = rsc_cli_load_and_solve_tested (options, &self->test, cancellable, error);
  if (self->solution == NULL)
    return FALSE;
  self->set = rsc_cli_compute_set (options, self->solution, cancellable, error);
  if (self->set == NULL || !parse_of (self, options->of, error))
    return FALSE;
  self->sample = rsc_set_sample_new (self->set, options->seed, RSC_SET_SAMPLE_CHAINS,
                                     RSC_SET_SAMPLE_POINTS, cancellable, error);
  if (self->sample == NULL)
    return FALSE;
  self->distribution = rsc_distribution_new (self->sample, &self->scalar, cancellable, error);
  return self->distribution != NULL;
}

/* ---- output -------------------------------------------------------------------------------- */

static void
add_end (JsonBuilder *builder,
         RscOptimalSet *set,
         const char *name,
         double value,
         gboolean proved,
         double bound,
         const double *a)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rsc_json_add_number (builder, "value", value);
  rsc_json_add_boolean (builder, "proved", proved);
  rsc_json_add_number (builder, "bound", bound);
  if (a != NULL)
    rsc_json_add_numbers (builder, "a", rsc_optimal_set_get_n_neurons (set), a);
  json_builder_end_object (builder);
}

static char *
as_json (const Work *self, const RscCliOptions *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  const RscDistribution *d = self->distribution;
  gsize counts[BINS];
  const gsize n_chains = rsc_set_sample_get_n_chains (self->sample);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-distribution-1");
  rsc_cli_add_reading (builder,
                       rsc_problem_get_dataset (rsc_solution_get_problem (self->solution)));
  rsc_json_add_solution (builder, self->solution);
  rsc_json_add_optimal_set (builder, self->set);
  json_builder_set_member_name (builder, "distribution");
  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "of", options->of);
  add_end (builder, self->set, "least", d->low, d->low_proved, d->low_bound, d->at_low);
  add_end (builder, self->set, "largest", d->high, d->high_proved, d->high_bound, d->at_high);
  rsc_json_add_number (builder, "mean", d->mean);
  rsc_json_add_number (builder, "deviation", d->deviation);
  rsc_json_add_integer (builder, "walks", n_chains);
  rsc_json_add_boolean (builder, "mixed", rsc_distribution_is_mixed (d));
  rsc_json_add_number (builder, "shrink", d->mixing.shrink);
  rsc_json_add_number (builder, "independent_draws", d->mixing.n_effective);
  rsc_distribution_count (d, BINS, counts);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < BINS; k++)
    json_builder_add_int_value (builder, (gint64) counts[k]);
  json_builder_end_array (builder);
  rsc_json_add_numbers (builder, "values", d->n, d->values);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

static char *
as_text (const Work *self)
{
  GString *text = g_string_new (NULL);
  RscSolution *solution = self->solution;
  g_autofree char *lambda = rsc_cli_format (rsc_solution_get_lambda (solution), 10);
  g_autofree char *name = rsc_distribution_words_dup_scalar (self->distribution, NULL);
  g_autofree char *range = rsc_distribution_words_dup_range (self->distribution);
  g_autofree char *mean = rsc_distribution_words_dup_mean (self->distribution);
  g_autofree char *mixing = rsc_distribution_words_dup_mixing (self->distribution);

  rsc_cli_append_reading (text, rsc_problem_get_dataset (rsc_solution_get_problem (solution)));
  rsc_cli_append_line (text, "λ", "%s", lambda);
  rsc_cli_append_line (text, _ ("Dimension"), "%" G_GSIZE_FORMAT,
                       rsc_optimal_set_get_dimension (self->set));
  rsc_cli_append_line (text, _ ("Of"), "%s", name);
  rsc_cli_append_line (text, _ ("Range"), "%s", range);
  if (!rsc_distribution_is_single (self->distribution))
    {
      rsc_cli_append_line (text, _ ("Drawn"), "%s", mixing);
      rsc_cli_append_line (text, "", "%s", mean);
    }
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
  g_autofree char *json = as_json (work, options);
  return rsc_file_write (options->json, json, -1, cancellable, error);
}

RscCliExit
rsc_cli_distribution (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Work) work = { 0 };

  if (!rsc_cli_check_outputs (options, error) || !prepare (&work, options, cancellable, error)
      || !write_json (&work, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = as_text (&work);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  return (RscCliExit) rsc_cli_get_set_exit (work.set);
}

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_distribution_plot_draw (data, theme, cr, width, height);
}

RscCliExit
rsc_cli_figure_distribution (const RscCliOptions *options,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (Work) work = { 0 };

  if (!rsc_cli_check_figure (options, error) || !rsc_cli_check_outputs (options, error)
      || !prepare (&work, options, cancellable, error)
      || !write_json (&work, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  RscDistributionModel model = { .distribution = work.distribution, .picked = NAN };
  if (!rsc_cli_write_figure (options, WIDTH, HEIGHT, draw, &model, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_set_exit (work.set);
}
