/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"
#include "core/data/rsc-import.h"
#include "core/data/rsc-gallery.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>

static const RscGalleryItem *
find (const char *name, gsize *n)
{
  const RscGalleryItem *item = rsc_gallery_find (name, n);

  g_assert_nonnull (item);
  return item;
}

RscDataset *
dataset_of_gallery (const char *name, gsize n, double noise)
{
  g_autoptr (GError) error = NULL;
  gsize n_own = 0;
  const RscGalleryItem *item = find (name, &n_own);
  RscDataset *dataset = rsc_gallery_generate (
    item, n > 0 ? n : n_own, noise >= 0.0 ? noise : item->noise_default, 1, &error);

  g_assert_no_error (error);
  return dataset;
}

/* Targets are the numbers of the file, be they only 0 and 1. */
static const RscImportChoices as_numbers = { .target_type = RSC_TARGET_TYPE_REGRESSION };

static RscDataset *
dataset_of_path (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = rsc_import_read_file (file, &as_numbers, NULL, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

RscDataset *
dataset_of_file (const char *name)
{
  return dataset_of_path ("bench", name);
}

RscDataset *
dataset_of_hard_case (const char *name)
{
  return dataset_of_path ("hard", name);
}

RscDataset *
dataset_of_text (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = rsc_import_read (stream, "test", &as_numbers, NULL, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

RscDataset *
dataset_to_search (void)
{
  double x[90 * 4], y[90];

  for (int i = 0; i < 90; i++)
    {
      for (int k = 0; k < 4; k++)
        x[i * 4 + k] = sin (1.0 + 13.7 * i * (k + 1) + k);
      y[i] = fabs (x[i * 4]) + x[i * 4 + 1];
    }
  return rsc_dataset_new ("wide", 90, 4, x, y, NULL, NULL, NULL);
}

RscProblem *
problem_of_dataset (RscDataset *dataset, gboolean bias, RscActivation activation)
{
  g_autofree double *x = rsc_dataset_dup_design (dataset, bias);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) arrangement = rsc_arrangement_new_all (
    rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + (bias ? 1 : 0), x,
    RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  RscProblem *problem = rsc_problem_new (dataset, bias, activation, arrangement, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (problem);
  return problem;
}

RscProblem *
problem_of_arrays (gsize n,
                   gsize d,
                   const double *x,
                   const double *y,
                   gboolean bias,
                   RscActivation activation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("test", n, d, x, y, NULL, NULL, &error);

  g_assert_no_error (error);
  return problem_of_dataset (dataset, bias, activation);
}

RscProblem *
problem_of_gallery (const char *name, RscActivation activation)
{
  gsize n;
  g_autoptr (RscDataset) dataset = dataset_of_gallery (name, 0, -1.0);

  return problem_of_dataset (dataset, find (name, &n)->bias, activation);
}

RscProblem *
problem_of_file (const char *name, RscActivation activation)
{
  g_autoptr (RscDataset) dataset = dataset_of_file (name);

  return problem_of_dataset (dataset, TRUE, activation);
}

RscProblem *
problem_of_text (const char *text, gboolean bias)
{
  g_autoptr (RscDataset) dataset = dataset_of_text (text);

  return problem_of_dataset (dataset, bias, RSC_ACTIVATION_RELU);
}

RscGeneration *
generation_of_dataset (RscDataset *dataset, gboolean bias)
{
  RscGenerationSettings settings;
  RscGeneration *generation;
  g_autoptr (GError) error = NULL;

  rsc_generation_settings_init (&settings);
  settings.effort = 0.0;
  generation = rsc_generation_new (dataset, bias, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return generation;
}

RscOptimalSet *
set_at (RscProblem *problem, double lambda)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  RscOptimalSet *set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return set;
}

RscOptimalSet *
set_of_problem (RscProblem *problem, double ratio)
{
  return set_at (problem, ratio * rsc_problem_get_lambda_max (problem));
}

RscOptimalSet *
set_of_gallery (const char *name, RscActivation activation, double ratio)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, activation);

  return set_of_problem (problem, ratio);
}

RscPath *
path_of_gallery (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  RscPath *path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return path;
}
