/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-figure.h"

#include "core/set/rsc-set-axes.h"
#include "ui/plot/rsc-certificate-plot.h"
#include "ui/plot/rsc-curves-plot.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-path-plot.h"
#include "ui/plot/rsc-pruning-plot.h"
#include "ui/plot/rsc-widths-plot.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define HEIGHT 480.0

typedef struct
{
  RscPruningModel step;
  RscCurvesModel curves;
  RscCurve list[2 * RSC_N_PRUNING_METHODS];
} PruningScene;

/* What a figure of any kind may have; NULL is nothing. */
struct _RscFigure
{
  double width;
  double height;
  RscPlotDrawFunc draw;

  RscOptimalSet *set;
  double *a;
  RscNetwork *network;
  gsize *ids;
  RscEnvelope *envelope;
  RscHull *hull;
  RscLandscape *landscape;
  RscComplex *complex;
  RscPath *path;
  RscPruning *walk;
  RscPruningCurves *pruning_curves;

  union
  {
    RscFunctionModel function;
    RscOptimalSetModel optimal_set;
    RscCertificateModel certificate;
    RscWidthsModel widths;
    RscPathModel path;
    PruningScene pruning;
  } model;
};

void
rsc_figure_free (RscFigure *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->landscape, rsc_landscape_unref);
  g_clear_pointer (&self->complex, rsc_complex_unref);
  g_clear_pointer (&self->path, rsc_path_unref);
  g_clear_pointer (&self->walk, rsc_pruning_unref);
  g_clear_pointer (&self->pruning_curves, rsc_pruning_curves_unref);
  g_free (self->a);
  g_free (self->ids);
  g_free (self);
}

static RscFigure *
new_figure (RscPlotDrawFunc draw, double width)
{
  RscFigure *self = g_new0 (RscFigure, 1);

  self->draw = draw;
  self->width = width;
  self->height = HEIGHT;
  return self;
}

static RscFigure *
new_figure_of_set (RscPlotDrawFunc draw, double width, RscOptimalSet *set, const double *a)
{
  RscFigure *self = new_figure (draw, width);
  const gsize m = rsc_optimal_set_get_n_neurons (set);

  self->set = rsc_optimal_set_ref (set);
  self->a = g_new0 (double, MAX (m, 1));
  if (m > 0)
    memcpy (self->a, a, m * sizeof (double));
  return self;
}

/* ---- the function ---------------------------------------------------------------------------- */

static void
draw_function (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_function_plot_draw (&((RscFigure *) data)->model.function, theme, cr, width, height);
}

/* The numbers of its neurons, where it has all that are used. */
static void
fill_ids (RscFigure *self)
{
  const gsize m = rsc_optimal_set_get_n_neurons (self->set);
  gsize n = 0;

  self->ids = g_new (gsize, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    if (self->a[i] > 0.0)
      self->ids[n++] = i;
  if (n == rsc_network_get_width (self->network))
    self->model.function.neuron_ids = self->ids;
}

RscFigure *
rsc_figure_new_function (RscOptimalSet *set,
                         const double *a,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (RscFigure) self = NULL;
  RscFunctionModel *model;
  gsize d;

  g_return_val_if_fail (set != NULL, NULL);

  self = new_figure_of_set (draw_function, 640.0, set, a);
  model = &self->model.function;
  rsc_function_model_init (model);
  model->dataset =
    rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  d = rsc_dataset_get_d (model->dataset);
  model->feature_x = 0;
  model->feature_y = d > 1 ? 1 : 0;
  self->network = rsc_optimal_set_dup_network (set, self->a);
  model->network = self->network;
  fill_ids (self);
  if (d == 1 && rsc_function_model_get_effective_mode (model) == RSC_FUNCTION_VALUE)
    {
      self->envelope = rsc_function_envelope_new (set, 0, 0, NULL, RSC_FUNCTION_ENVELOPE_LINE, 1,
                                                  cancellable, error);
      if (self->envelope == NULL)
        return NULL;
      model->envelope = self->envelope;
    }
  return g_steal_pointer (&self);
}

/* ---- the set --------------------------------------------------------------------------------- */

static void
draw_set (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_optimal_set_plot_draw_pair (&((RscFigure *) data)->model.optimal_set, theme, cr, width,
                                  height);
}

RscFigure *
rsc_figure_new_set (RscOptimalSet *set, const double *a, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscFigure) self = NULL;
  RscOptimalSetModel *model;

  g_return_val_if_fail (set != NULL, NULL);

  self = new_figure_of_set (draw_set, 960.0, set, a);
  model = &self->model.optimal_set;
  rsc_optimal_set_model_init (model);
  model->set = set;
  model->point = self->a;
  model->space = RSC_SPACE_CONVEX;
  model->n_axes = rsc_set_axes_choose (set, 0, model->axes);
  /* One network is a point in every projection; its bars say more. */
  model->bars = rsc_optimal_set_get_dimension (set) == 0 && rsc_optimal_set_get_n_support (set) > 0;
  if (model->n_axes > 0 && !model->bars)
    {
      self->hull = rsc_optimal_set_project (set, model->n_axes, model->axes, cancellable, error);
      if (self->hull == NULL)
        return NULL;
      model->hull = self->hull;
    }
  return g_steal_pointer (&self);
}

/* ---- certificate, widths, path --------------------------------------------------------------- */

static void
draw_certificate (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_certificate_plot_draw (&((RscFigure *) data)->model.certificate, theme, cr, width, height);
}

RscFigure *
rsc_figure_new_certificate (RscLandscape *landscape)
{
  RscFigure *self;

  g_return_val_if_fail (landscape != NULL, NULL);

  self = new_figure (draw_certificate, 800.0);
  self->landscape = rsc_landscape_ref (landscape);
  rsc_certificate_model_init (&self->model.certificate);
  self->model.certificate.landscape = landscape;
  return self;
}

static void
draw_widths (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_widths_plot_draw (&((RscFigure *) data)->model.widths, theme, cr, width, height);
}

RscFigure *
rsc_figure_new_widths (RscComplex *complex)
{
  RscFigure *self;

  g_return_val_if_fail (complex != NULL, NULL);

  self = new_figure (draw_widths, 720.0);
  self->complex = rsc_complex_ref (complex);
  rsc_widths_model_init (&self->model.widths);
  self->model.widths.complex = complex;
  return self;
}

static void
draw_path (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_path_plot_draw (&((RscFigure *) data)->model.path, theme, cr, width, height);
}

RscFigure *
rsc_figure_new_path (RscPath *path, double ratio_min, double lambda)
{
  RscFigure *self;
  RscPathModel *model;
  RscTheme theme;
  cairo_t *cr;

  g_return_val_if_fail (path != NULL, NULL);

  self = new_figure (draw_path, 800.0);
  self->path = rsc_path_ref (path);
  model = &self->model.path;
  rsc_path_model_init (model);
  model->path = path;
  model->lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  model->ratio_min = ratio_min;
  model->complete = TRUE;
  model->on_paper = TRUE;
  model->lambda = lambda;
  rsc_theme_init (&theme, FALSE);
  cr = rsc_picture_create_measuring ();
  self->height = rsc_path_plot_find_height (model, &theme, cr, self->width, HEIGHT);
  cairo_destroy (cr);
  return self;
}

/* ---- pruning --------------------------------------------------------------------------------- */

/* Side by side; one above the other where that is the better shape. */
static void
draw_pruning (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  const PruningScene *scene = &((RscFigure *) data)->model.pruning;
  gboolean beside = width >= 1.2 * height;
  double part = floor (0.6 * (beside ? width : height));

  rsc_pruning_plot_draw (&scene->step, theme, cr, beside ? part : width, beside ? height : part);
  cairo_save (cr);
  cairo_translate (cr, beside ? part : 0.0, beside ? 0.0 : part);
  rsc_curves_plot_draw (&scene->curves, theme, cr, beside ? width - part : width,
                        beside ? height : height - part);
  cairo_restore (cr);
}

/* The end of the exact phase says most; the baselines have none. */
gsize
rsc_figure_choose_step (const RscPruning *walk)
{
  const gsize n_states = rsc_pruning_get_n_states (walk);
  gsize step = 0;

  for (gsize k = 0; k < n_states; k++)
    if (rsc_pruning_get_state (walk, k)->phase == RSC_PRUNING_EXACT)
      step = k;
  return step > 0 ? step : n_states - 1;
}

static void
fill_curves (PruningScene *scene, RscPruningCurves *curves)
{
  gsize n_curves = 0;

  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      RscCurve curve = { rsc_pruning_curves_get_label ((RscPruningMethod) method),
                         curves->n[method],
                         curves->width[method],
                         curves->train[method],
                         NULL,
                         NULL,
                         method,
                         curves->has_test };
      if (curves->has_test)
        {
          RscCurve test = curve;
          test.value = curves->test[method];
          test.dashed = FALSE;
          scene->list[n_curves++] = test;
        }
      scene->list[n_curves++] = curve;
    }
  scene->curves.curves = scene->list;
  scene->curves.n_curves = n_curves;
}

RscFigure *
rsc_figure_new_pruning (RscPruning *walk, RscPruningCurves *curves, gsize step)
{
  RscFigure *self;
  PruningScene *scene;

  g_return_val_if_fail (walk != NULL, NULL);
  g_return_val_if_fail (curves != NULL, NULL);
  g_return_val_if_fail (step < rsc_pruning_get_n_states (walk), NULL);

  self = new_figure (draw_pruning, 1100.0);
  self->walk = rsc_pruning_ref (walk);
  self->pruning_curves = rsc_pruning_curves_ref (curves);
  scene = &self->model.pruning;
  rsc_pruning_model_init (&scene->step);
  scene->step.pruning = walk;
  /* Numbers of the optimal set, as in its table; blocks of one neuron share its number. */
  scene->step.labels = rsc_pruning_get_set_neurons (walk);
  scene->step.state = step;
  rsc_curves_model_init (&scene->curves);
  fill_curves (scene, curves);
  if (rsc_pruning_get_start_width (walk) == 0)
    scene->curves.n_curves = 0;
  scene->curves.marked = (double) rsc_pruning_get_state (walk, step)->width;
  if (curves->has_test)
    scene->curves.y_title = curves->accuracy ? _ ("Accuracy") : _ ("Mean squared error");
  else
    scene->curves.y_title =
      curves->accuracy ? _ ("Training accuracy") : _ ("Mean squared training error");
  return self;
}

/* ---- public ---------------------------------------------------------------------------------- */

double
rsc_figure_get_width (const RscFigure *self)
{
  return self->width;
}

double
rsc_figure_get_height (const RscFigure *self)
{
  return self->height;
}

void
rsc_figure_draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer figure)
{
  RscFigure *self = figure;

  self->draw (theme, cr, width, height, self);
}
