/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-equal-fit.h"
#include "app/cli/rsc-cli-files.h"
#include "ui/plot/rsc-function-envelope.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/cli/rsc-cli-value.h"
#include "app/report/rsc-figure.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/pruning/rsc-pruning-curves.h"
#include "core/set/rsc-set-axes.h"
#include "core/numerics/rsc-error.h"
#include "ui/plot/rsc-certificate-plot.h"
#include "ui/plot/rsc-path-plot.h"
#include "ui/plot/rsc-widths-plot.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Where it is not said. */
#define HEIGHT 480.0

/* Everything that the pictures of one λ start from. */
typedef struct
{
  RscSolution *solution;
  RscOptimalSet *set;
  double *a; /* norms of the picked network */
  gsize m;
} Scene;

static void
scene_clear (Scene *scene)
{
  g_clear_pointer (&scene->solution, rsc_solution_unref);
  g_clear_pointer (&scene->set, rsc_optimal_set_unref);
  g_clear_pointer (&scene->a, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static gboolean
pick (Scene *scene, const RscCliOptions *options, GError **error)
{
  const double *from = NULL;

  switch (options->pick)
    {
    case RSC_CLI_PICK_MIN_NORM:
      from = rsc_optimal_set_get_min_norm (scene->set);
      break;
    case RSC_CLI_PICK_INTERIOR:
      from = rsc_optimal_set_get_interior (scene->set);
      break;
    case RSC_CLI_PICK_NARROWEST:
      from = rsc_optimal_set_get_narrowest (scene->set);
      break;
    case RSC_CLI_PICK_VERTEX:
      if (options->vertex >= rsc_optimal_set_get_n_vertices (scene->set))
        return rsc_cli_fail (error, _ ("--pick vertex:%zu: the number of vertices is %zu"),
                             options->vertex + 1, rsc_optimal_set_get_n_vertices (scene->set));
      from = rsc_optimal_set_get_vertex (scene->set, options->vertex);
      break;
    case RSC_CLI_PICK_RANDOM:
      rsc_optimal_set_sample (scene->set, options->seed, scene->a);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
  if (scene->m > 0)
    memcpy (scene->a, from, scene->m * sizeof (double));
  return TRUE;
}

static gboolean
prepare (Scene *scene, const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  if (!rsc_cli_check_figure (options, error))
    return FALSE;
  scene->solution = rsc_cli_load_and_solve (options, cancellable, error);
  if (scene->solution == NULL)
    return FALSE;
  scene->set = rsc_cli_compute_set (options, scene->solution, cancellable, error);
  if (scene->set == NULL)
    return FALSE;
  scene->m = rsc_optimal_set_get_n_neurons (scene->set);
  scene->a = g_new0 (double, MAX (scene->m, 1));
  return pick (scene, options, error);
}

static RscCliExit
write_picture (Scene *scene,
               const RscCliOptions *options,
               double default_width,
               RscPlotDrawFunc draw,
               gpointer model,
               GCancellable *cancellable,
               GError **error)
{
  if (!rsc_cli_write_figure (options, default_width, HEIGHT, draw, model, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_set_exit (scene->set);
}

static void
draw_function (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_function_plot_draw (data, theme, cr, width, height);
}

static gboolean
choose_features (RscFunctionModel *model, const RscCliOptions *options, GError **error)
{
  gsize d = rsc_dataset_get_d (model->dataset);

  for (gsize i = 0; i < options->n_features; i++)
    if (options->features[i] >= d)
      return rsc_cli_fail (error, _ ("--features %zu: the number of features is %zu"),
                           options->features[i] + 1, d);
  model->feature_x = options->n_features > 0 ? options->features[0] : 0;
  if (options->n_features > 1)
    model->feature_y = options->features[1];
  else
    model->feature_y = model->feature_x == 0 && d > 1 ? 1 : 0;
  return TRUE;
}

/* The feature of that name, or of that number, counted from 1; d where there is none. */
static gsize
find_feature (const RscDataset *dataset, const char *name)
{
  const gsize d = rsc_dataset_get_d (dataset);
  guint64 number;

  for (gsize k = 0; k < d; k++)
    if (g_str_equal (rsc_dataset_get_feature_name (dataset, k), name))
      return k;
  return g_ascii_string_to_unsigned (name, 10, 1, d, &number, NULL) ? (gsize) number - 1 : d;
}

/* "width=2,3=0.5"; a name may have commas. Features on the axes vary: to hold them says nothing. */
static gboolean
hold_features (const RscFunctionModel *model,
               const RscCliOptions *options,
               RscFeatureValues **values,
               GError **error)
{
  const gsize d = rsc_dataset_get_d (model->dataset);
  const char *from = options->at;

  while (from != NULL)
    {
      const char *equals = strchr (from, '=');
      const char *comma = equals != NULL ? strchr (equals, ',') : NULL;
      g_autofree char *name =
        g_strstrip (equals != NULL ? g_strndup (from, (gsize) (equals - from)) : g_strdup (from));
      g_autofree char *text = NULL;
      RscFeatureValues *before = *values;
      double value;
      gsize k;

      if (equals == NULL)
        return rsc_cli_fail (error, _ ("--at takes NAME=VALUE, not “%s”"), from);
      text = comma != NULL ? g_strndup (equals + 1, (gsize) (comma - equals - 1))
                           : g_strdup (equals + 1);
      k = find_feature (model->dataset, name);
      if (k == d)
        return rsc_cli_fail (error,
                             _ ("--at %s: there is no such feature; the names are %s to %s, the "
                                "numbers 1 to %zu"),
                             name, d > 0 ? rsc_dataset_get_feature_name (model->dataset, 0) : "",
                             d > 0 ? rsc_dataset_get_feature_name (model->dataset, d - 1) : "", d);
      if (k == model->feature_x || k == model->feature_y)
        return rsc_cli_fail (error, _ ("--at %s: this feature is on an axis of the picture"), name);
      if (!rsc_cli_parse_number ("--at", g_strstrip (text), &value, error))
        return FALSE;
      *values = rsc_feature_values_new_with (before, d, k, value);
      if (before != NULL)
        rsc_feature_values_unref (before);
      from = comma != NULL ? comma + 1 : NULL;
    }
  return TRUE;
}

RscCliExit
rsc_cli_figure_function (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (RscNetwork) network = NULL;
  g_autoptr (RscEnvelope) envelope = NULL;
  g_autoptr (RscFeatureValues) values = NULL;
  g_autofree gsize *ids = NULL;
  gsize n_ids = 0;
  RscFunctionModel model;
  RscFunctionMode mode;
  gsize d;

  if (!prepare (&scene, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;

  rsc_function_model_init (&model);
  model.mode = options->mode;
  model.dataset = rsc_problem_get_dataset (rsc_solution_get_problem (scene.solution));
  if (!choose_features (&model, options, error) || !hold_features (&model, options, &values, error))
    return RSC_CLI_BAD_INPUT;
  model.at = values;

  network = rsc_optimal_set_dup_network (scene.set, scene.a);
  model.network = network;
  ids = g_new (gsize, MAX (scene.m, 1));
  for (gsize i = 0; i < scene.m; i++)
    if (scene.a[i] > 0.0)
      ids[n_ids++] = i;
  if (n_ids == rsc_network_get_width (network))
    model.neuron_ids = ids;

  /* The band of a curve comes with the value; for two features the width has a picture of its own.
   */
  d = rsc_dataset_get_d (model.dataset);
  mode = rsc_function_model_get_effective_mode (&model);
  if (mode == RSC_FUNCTION_ENVELOPE || (mode == RSC_FUNCTION_VALUE && d == 1))
    {
      envelope = rsc_function_envelope_new (
        scene.set, model.feature_x, model.feature_y, model.at,
        d == 1 ? RSC_FUNCTION_ENVELOPE_LINE : RSC_FUNCTION_ENVELOPE_PLANE,
        d == 1 ? 1 : RSC_FUNCTION_ENVELOPE_PLANE, cancellable, error);
      if (envelope == NULL)
        return RSC_CLI_BAD_INPUT;
      model.envelope = envelope;
    }
  return write_picture (&scene, options, 640.0, draw_function, &model, cancellable, error);
}

static void
draw_set (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_optimal_set_plot_draw (data, theme, cr, width, height);
}

static void
draw_set_pair (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_optimal_set_plot_draw_pair (data, theme, cr, width, height);
}

static gboolean
choose_axes (RscOptimalSetModel *model,
             const Scene *scene,
             const RscCliOptions *options,
             GError **error)
{
  gsize d = rsc_problem_get_d (rsc_solution_get_problem (scene->solution));

  for (gsize i = 0; i < options->n_axes; i++)
    if (options->axes[i] >= scene->m)
      return rsc_cli_fail (error, _ ("--axes %zu: the number of neurons is %zu"),
                           options->axes[i] + 1, scene->m);
  if (options->feature != RSC_FEATURE_NORM && (gsize) options->feature >= d)
    return rsc_cli_fail (error, _ ("--feature %d: the number of weights is %zu"),
                         options->feature + 1, d);

  model->feature = options->feature;
  model->n_axes =
    options->n_axes > 0 ? options->n_axes : rsc_set_axes_choose (scene->set, 0, model->axes);
  for (gsize i = 0; i < options->n_axes; i++)
    model->axes[i] = options->axes[i];
  return TRUE;
}

RscCliExit
rsc_cli_figure_optimal_set (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (RscHull) hull = NULL;
  RscOptimalSetModel model;
  gboolean both = options->space == RSC_CLI_SPACE_BOTH;

  if (options->train.equal_fit != NULL)
    return rsc_cli_figure_equal_fit (options, cancellable, error);
  if (!prepare (&scene, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;

  rsc_optimal_set_model_init (&model);
  model.set = scene.set;
  model.point = scene.a;
  model.space = options->space == RSC_CLI_SPACE_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  if (!choose_axes (&model, &scene, options, error))
    return RSC_CLI_BAD_INPUT;
  /* One network is a point in every projection; its bars say more, unless a projection is asked
   * for. */
  model.bars = options->n_axes == 0 && rsc_optimal_set_get_dimension (scene.set) == 0
               && rsc_optimal_set_get_n_support (scene.set) > 0;
  if (model.n_axes > 0 && !model.bars)
    {
      hull = rsc_optimal_set_project (scene.set, model.n_axes, model.axes, cancellable, error);
      if (hull == NULL)
        return RSC_CLI_BAD_INPUT;
      model.hull = hull;
    }
  return write_picture (&scene, options, both ? 960.0 : 640.0, both ? draw_set_pair : draw_set,
                        &model, cancellable, error);
}

static void
draw_certificate (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_certificate_plot_draw (data, theme, cr, width, height);
}

RscCliExit
rsc_cli_figure_certificate (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (RscLandscape) landscape = NULL;
  RscCertificateModel model;

  if (!prepare (&scene, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  landscape = rsc_landscape_new_for_set (scene.set, cancellable, error);
  if (landscape == NULL)
    return RSC_CLI_BAD_INPUT;
  rsc_certificate_model_init (&model);
  model.landscape = landscape;
  return write_picture (&scene, options, 800.0, draw_certificate, &model, cancellable, error);
}

static void
draw_widths (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_widths_plot_draw (data, theme, cr, width, height);
}

RscCliExit
rsc_cli_figure_widths (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (RscComplex) complex = NULL;
  RscWidthsModel model;

  if (!prepare (&scene, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  complex = rsc_complex_new_for_set (scene.set, cancellable, error);
  if (complex == NULL)
    return RSC_CLI_BAD_INPUT;
  rsc_widths_model_init (&model);
  model.complex = complex;
  return write_picture (&scene, options, 720.0, draw_widths, &model, cancellable, error);
}

static void
draw_path (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_path_plot_draw (data, theme, cr, width, height);
}

/* As high as small multiples of all neurons need, unless it was said how high. */
static double
find_path_height (const RscPathModel *model, const RscCliOptions *options)
{
  RscTheme theme;
  double height;
  cairo_t *cr;

  if (options->height > 0.0)
    return options->height;
  rsc_cli_init_theme (options, &theme);
  cr = rsc_picture_create_measuring ();
  height = rsc_path_plot_find_height (model, &theme, cr,
                                      options->width > 0.0 ? options->width : 800.0, HEIGHT);
  cairo_destroy (cr);
  return height;
}

/* What the data must have for --y, and where the cursor is if one was asked for. */
static gboolean
choose_curves (RscPathModel *model, const RscCliOptions *options, GError **error)
{
  const gsize d = rsc_problem_get_d (rsc_path_get_problem (model->path));

  if (options->path_y == RSC_PATH_Y_FEATURE && options->path_feature >= d)
    return rsc_cli_fail (error, _ ("--y feature:%zu: the number of weights is %zu"),
                         options->path_feature + 1, d);
  if (options->path_y == RSC_PATH_Y_ANGLE && d != 2)
    return rsc_cli_fail (error,
                         _ ("--y angle: two weights, the bias counted, make an angle, not "
                            "%zu"),
                         d);
  model->x = options->path_x;
  model->y = options->path_y;
  model->feature = options->path_feature;
  model->tubes = !rsc_cli_options_has (options, RSC_CLI_OPTION_NO_TUBES);
  model->parted = rsc_cli_options_has (options, RSC_CLI_OPTION_PARTED);
  model->multiples = rsc_cli_options_has (options, RSC_CLI_OPTION_MULTIPLES);
  model->tangents = rsc_cli_options_has (options, RSC_CLI_OPTION_TANGENTS);
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA))
    model->lambda = options->lambda;
  else if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA_RATIO))
    model->lambda = options->lambda_ratio * model->lambda_max;
  if (isnan (model->lambda)
      || (model->lambda >= model->ratio_min * model->lambda_max * (1.0 - RSC_TOLERANCE_LAMBDA)
          && model->lambda <= model->lambda_max * (1.0 + RSC_TOLERANCE_LAMBDA)))
    return TRUE;
  g_autofree char *low = rsc_cli_format (model->ratio_min, 3);
  g_autofree char *ratio = rsc_cli_format (model->lambda / model->lambda_max, 3);
  return rsc_cli_fail (error, _ ("λ is %s λ_max, but the path goes from λ_max down to %s λ_max"),
                       ratio, low);
}

RscCliExit
rsc_cli_figure_path (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscPath) path = NULL;
  RscCliOptions sized = *options;
  RscPathModel model;

  if (!rsc_cli_check_figure (options, error))
    return RSC_CLI_BAD_INPUT;
  path = rsc_cli_load_and_follow (options, cancellable, error);
  if (path == NULL)
    return RSC_CLI_BAD_INPUT;
  rsc_path_model_init (&model);
  model.path = path;
  model.lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  model.ratio_min = options->ratio_min;
  model.complete = TRUE;
  model.on_paper = TRUE;
  if (model.lambda_max > 0.0 && !choose_curves (&model, options, error))
    return RSC_CLI_BAD_INPUT;
  sized.height = find_path_height (&model, options);
  if (!rsc_cli_write_figure (&sized, 800.0, HEIGHT, draw_path, &model, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_path_exit (path);
}

static gboolean
choose_step (const RscPruning *walk, const RscCliOptions *options, gsize *step, GError **error)
{
  const gsize n_states = rsc_pruning_get_n_states (walk);

  if (rsc_cli_options_has (options, RSC_CLI_OPTION_STEP))
    {
      if (options->step >= n_states)
        return rsc_cli_fail (error, _ ("--step %zu: the number of steps is %zu"), options->step,
                             n_states - 1);
      *step = options->step;
      return TRUE;
    }
  *step = rsc_figure_choose_step (walk);
  return TRUE;
}

RscCliExit
rsc_cli_figure_pruning (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscPruning) walk = NULL;
  g_autoptr (RscPruningCurves) curves = NULL;
  g_autoptr (RscFigure) figure = NULL;
  RscCliProgress progress;
  gsize step = 0;

  if (!rsc_cli_check_figure (options, error))
    return RSC_CLI_BAD_INPUT;
  walk = rsc_cli_load_and_prune (options, &solution, cancellable, error);
  if (walk == NULL)
    return RSC_CLI_BAD_INPUT;
  if (!choose_step (walk, options, &step, error))
    return RSC_CLI_BAD_INPUT;

  RscProgressFunc report = rsc_cli_progress_start (&progress, _ ("comparing methods"));
  curves = rsc_pruning_curves_new (walk, options->rule, options->seed, options->memory, report,
                                   &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  if (curves == NULL)
    return RSC_CLI_BAD_INPUT;
  figure = rsc_figure_new_pruning (walk, curves, step);
  if (!rsc_cli_write_figure (options, rsc_figure_get_width (figure), HEIGHT, rsc_figure_draw,
                             figure, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  const int code = rsc_cli_get_pruning_exit (walk);
  if (code != RSC_CLI_DONE || !curves->is_full)
    return (RscCliExit) code;
  fprintf (stderr, _ ("reluscope-cli: curves end early: the memory budget is used; give "
                      "--memory\n"));
  return RSC_CLI_NOT_CONVERGED;
}
