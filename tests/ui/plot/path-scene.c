/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-scene.h"
#include "problems.h"

/* Paths that were followed before in this program: to draw one in several sizes it is followed
 * once. */
static RscPath *
find_path (const char *name, double ratio_min)
{
  static GHashTable *known = NULL;
  g_autofree char *key = g_strdup_printf ("%s %g", name, ratio_min);
  RscPath *path;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  path = g_hash_table_lookup (known, key);
  if (path == NULL)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
      g_autoptr (GError) error = NULL;
      RscPathSettings settings;

      rsc_path_settings_init (&settings);
      settings.ratio_min = ratio_min;
      path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_hash_table_insert (known, g_steal_pointer (&key), path);
    }
  return rsc_path_ref (path);
}

void
path_scene_init (PathScene *self, const char *name, double ratio_min)
{
  RscProblem *problem;

  self->path = find_path (name, ratio_min);
  problem = rsc_path_get_problem (self->path);
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
