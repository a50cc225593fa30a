/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-scene.h"
#include "problems.h"

void
path_scene_init (PathScene *self, const char *name, double ratio_min)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  self->path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rsc_theme_init (&self->theme, FALSE);
  rsc_path_model_init (&self->model);
  self->model.path = self->path;
  self->model.lambda_max = rsc_problem_get_lambda_max (problem);
  self->model.ratio_min = ratio_min;
  self->model.complete = TRUE;
  self->model.lambda = 0.1 * self->model.lambda_max;
  self->cr = rsc_picture_create_measuring ();
}

void
path_scene_clear (PathScene *self)
{
  cairo_destroy (self->cr);
  rsc_path_unref (self->path);
}
