/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-equal-fit.h"

#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include <glib/gi18n.h>

/* Where it is not said. */
#define HEIGHT 480.0

typedef struct
{
  RscOptimalSetModel model;
  gboolean both;
} Scene;

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  const Scene *scene = data;

  if (scene->both)
    rsc_optimal_set_plot_draw_pair (&scene->model, theme, cr, width, height);
  else
    rsc_optimal_set_plot_draw (&scene->model, theme, cr, width, height);
}

static gboolean
choose_axes (RscOptimalSetModel *model,
             RscEqualFit *set,
             const RscCliOptions *options,
             GError **error)
{
  for (gsize i = 0; i < options->n_axes; i++)
    {
      if (options->axes[i] >= rsc_equal_fit_get_n_neurons (set))
        return rsc_cli_fail (error, _ ("--axes %zu: the number of neurons is %zu"),
                             options->axes[i] + 1, rsc_equal_fit_get_n_neurons (set));
      model->axes[i] = options->axes[i];
    }
  model->n_axes =
    options->n_axes > 0 ? options->n_axes : rsc_set_open_choose_axes (set, model->axes);
  if (model->n_axes == 0)
    return rsc_cli_fail (error, _ ("%s: this network has no neuron"), options->train.equal_fit);
  return TRUE;
}

RscCliExit
rsc_cli_figure_equal_fit (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) optimum = NULL;
  g_autoptr (RscEqualFit) set = NULL;
  g_autoptr (RscHull) hull = NULL;
  g_autoptr (RscSetOpen) open = NULL;
  Scene scene = { .both = options->space == RSC_CLI_SPACE_BOTH };
  RscOptimalSetModel *model = &scene.model;

  if (options->feature != RSC_FEATURE_NORM)
    {
      rsc_cli_fail (error, _ ("--feature: the axes of a set of equal fit are norms"));
      return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_cli_check_figure (options, error))
    return RSC_CLI_BAD_INPUT;
  set = rsc_cli_load_equal_fit (options, &optimum, cancellable, error);
  if (set == NULL)
    return RSC_CLI_BAD_INPUT;
  rsc_optimal_set_model_init (model);
  model->space = options->space == RSC_CLI_SPACE_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  if (!choose_axes (model, set, options, error))
    return RSC_CLI_BAD_INPUT;
  hull = rsc_set_open_project (set, model->n_axes, model->axes, cancellable, error);
  if (hull == NULL)
    return RSC_CLI_BAD_INPUT;
  open = rsc_set_open_new (set, hull, model->n_axes, model->axes);
  model->hull = hull;
  model->open = open;
  model->point = rsc_equal_fit_get_start (set);
  if (!rsc_cli_write_figure (options, scene.both ? 960.0 : 640.0, HEIGHT, draw, &scene, cancellable,
                             error))
    return RSC_CLI_BAD_INPUT;
  return RSC_CLI_DONE;
}
