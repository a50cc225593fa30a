/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "core/data/rsc-import.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/training/rsc-training-start.h"
#include "problems.h"

#include <gsl/gsl_randist.h>
#include <string.h>

static RscDataset *
draw_points (gsize n, gsize d, gboolean classes)
{
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  gsl_rng *rng = rsc_random_new (5);

  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < d; k++)
        x[i * d + k] = gsl_ran_gaussian (rng, 1.0);
      y[i] = x[i * d] * x[i * d + 1] + 0.3 * gsl_ran_gaussian (rng, 1.0);
      if (classes)
        y[i] = y[i] > 0.0 ? 1.0 : -1.0;
    }
  gsl_rng_free (rng);
  return rsc_dataset_new ("points", n, d, x, y, NULL, NULL, NULL);
}

/* With another target at row 1. */
static RscDataset *
move_target (RscDataset *data)
{
  const gsize n = rsc_dataset_get_n (data);
  g_autofree double *y = g_memdup2 (rsc_dataset_get_y (data), n * sizeof (double));

  y[1] += 0.1;
  return rsc_dataset_new ("moved", n, rsc_dataset_get_d (data), rsc_dataset_get_x (data), y, NULL,
                          NULL, NULL);
}

static void
read_text (Things *self)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (self->text, (gssize) strlen (self->text), NULL);

  self->table = rsc_table_read (stream, "table", NULL, NULL, NULL, NULL);
  self->like = rsc_import_new_dataset (self->table, NULL, NULL, NULL, NULL);
}

RscTrainer *
things_make_trainer (const Things *self)
{
  RscSolution *optimum = rsc_optimal_set_get_solution (self->set);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  g_autoptr (RscNetwork) start =
    rsc_training_start_new_random (problem, self->large ? 200 : 20, 1.0, 3, NULL);
  RscTrainingSettings settings;

  rsc_training_settings_init (&settings);
  return rsc_trainer_new (rsc_problem_get_dataset (problem), rsc_solution_get_lambda (optimum),
                          start, &settings);
}

RscNetwork *
things_get_trained (RscTrainer *trainer)
{
  g_autoptr (RscTraining) training = rsc_trainer_dup_training (trainer);

  return rsc_network_ref (rsc_training_get_end (training)->network);
}

Things *
things_new (gboolean large)
{
  Things *self = g_new0 (Things, 1);
  GString *text = g_string_new ("a,b,y\n");
  RscGenerationSettings settings;

  self->large = large;
  self->plane = draw_points (large ? 50 : 16, 2, FALSE);
  self->space = draw_points (large ? 100 : 14, 3, TRUE);
  self->problem = problem_of_dataset (self->plane, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscDataset) points = draw_points (large ? 24 : 12, 2, FALSE);
  self->few = problem_of_dataset (points, TRUE, RSC_ACTIVATION_RELU);
  self->solver = rsc_solver_new (self->problem, NULL);
  rsc_generation_settings_init (&settings);
  settings.effort = 0.0;
  settings.tolerance = large ? 1e-4 : RSC_TOLERANCE_GAP;
  self->generation = rsc_generation_new (self->space, TRUE, &settings, NULL, NULL, NULL, NULL);
  self->set = set_of_gallery (large ? "parity" : "checkerboard", RSC_ACTIVATION_RELU, 0.1);
  self->polygon = set_of_gallery (large ? "polygon-20" : "polygon-12", RSC_ACTIVATION_RELU, 0.1);
  self->unique = set_of_gallery ("blobs", RSC_ACTIVATION_RELU, 0.1);
  self->complex = rsc_complex_new_for_set (self->polygon, NULL, NULL);
  self->sample = rsc_set_sample_new (self->set, 1, 2, large ? 400 : 40, NULL, NULL);
  g_autoptr (RscTrainer) trainer = things_make_trainer (self);
  rsc_trainer_run (trainer, large ? 2000 : 300, NULL);
  self->trained = things_get_trained (trainer);
  for (gsize i = 0; i < (large ? 200000 : 3000); i++)
    g_string_append_printf (text, "%zu.%zu,%zu,%zu\n", i % 97, i % 10, i % 13, i % 7);
  self->text = g_string_free (text, FALSE);
  read_text (self);
  self->wide = draw_points (large ? 400 : 130, large ? 5000 : 200, FALSE);
  RscSolution *optimum = rsc_optimal_set_get_solution (self->set);
  self->fit = rsc_equal_fit_new (rsc_problem_get_dataset (rsc_solution_get_problem (optimum)),
                                 self->trained, rsc_solution_get_lambda (optimum), 50, NULL, NULL);
  RscOptimalSetSettings few;
  rsc_optimal_set_settings_init (&few);
  few.max_vertices = 2;
  self->unlisted = rsc_optimal_set_new (optimum, &few, NULL, NULL, NULL, NULL);
  self->moved = move_target (rsc_problem_get_dataset (
    rsc_solution_get_problem (rsc_optimal_set_get_solution (self->unique))));
  return self;
}

void
things_free (Things *self)
{
  rsc_dataset_unref (self->plane);
  rsc_dataset_unref (self->space);
  rsc_solver_free (self->solver);
  rsc_problem_unref (self->problem);
  rsc_problem_unref (self->few);
  rsc_generation_free (self->generation);
  rsc_complex_unref (self->complex);
  rsc_set_sample_unref (self->sample);
  rsc_optimal_set_unref (self->set);
  rsc_optimal_set_unref (self->unlisted);
  rsc_optimal_set_unref (self->polygon);
  rsc_optimal_set_unref (self->unique);
  rsc_network_unref (self->trained);
  rsc_dataset_unref (self->moved);
  rsc_equal_fit_unref (self->fit);
  rsc_dataset_unref (self->wide);
  rsc_table_unref (self->table);
  rsc_dataset_unref (self->like);
  g_free (self->text);
  g_free (self);
}
