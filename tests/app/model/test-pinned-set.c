/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimal set of a pinned λ on the axes of the one on show. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/files/rsc-memory.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-pinned-set.h"
#include "core/numerics/rsc-error.h"
#include "core/program/rsc-generation.h"
#include "documents.h"
#include "problems.h"

#define ENOUGH 1000000000

static const gsize LABELS[] = { 4, 5, 6 };
static gsize memory = ENOUGH;

/* In place of what is free. */
gsize
rsc_memory_get_default (void)
{
  return memory;
}

/* The corners of @hull are those of @other times @scale. */
static void
assert_scaled (const RscHull *hull, const RscHull *other, double scale)
{
  g_assert_nonnull (hull);
  g_assert_nonnull (other);
  g_assert_cmpuint (hull->n_axes, ==, other->n_axes);
  g_assert_cmpuint (hull->dimension, ==, other->dimension);
  g_assert_cmpuint (hull->n_points, ==, other->n_points);
  for (gsize i = 0; i < other->n_points; i++)
    {
      double nearest = INFINITY;

      for (gsize k = 0; k < hull->n_points; k++)
        {
          double apart = 0.0;

          for (gsize j = 0; j < hull->n_axes; j++)
            apart = fmax (apart, fabs (hull->points[k * hull->n_axes + j]
                                       - scale * other->points[i * other->n_axes + j]));
          nearest = fmin (nearest, apart);
        }
      g_assert_cmpfloat (nearest, <=, 1e-7);
    }
}

static RscNeuronKeys *
keys_of_first (RscOptimalSet *set, gsize n)
{
  static const gsize first[] = { 0, 1, 2 };

  return rsc_neuron_keys_new (set, n, first, NULL);
}

static RscHull *
project_first (RscOptimalSet *set, gsize n)
{
  static const gsize first[] = { 0, 1, 2 };
  g_autoptr (GError) error = NULL;
  RscHull *hull = rsc_optimal_set_project (set, n, first, NULL, &error);

  g_assert_no_error (error);
  return hull;
}

static void
on_changed (RscPinnedSet *pinned, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Norms of networks of a regular polygon are in proportion to 1 − λ/λ_max. */
static void
test_polygon (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.05);
  g_autoptr (RscNeuronKeys) keys = keys_of_first (set, 3);
  g_autoptr (RscNeuronKeys) fewer = keys_of_first (set, 2);
  g_autoptr (RscHull) solid = project_first (set, 3);
  g_autoptr (RscHull) flat = project_first (set, 2);
  RscPinnedSet *pinned = rsc_pinned_set_new (jobs);
  guint n_told = 0;

  g_signal_connect (pinned, "changed", G_CALLBACK (on_changed), &n_told);
  /* Without axes, or with other ones than their keys, there is nothing to project. */
  rsc_pinned_set_set_source (pinned, problem, 0.1);
  g_assert_cmpuint (n_told, ==, 1);
  rsc_pinned_set_set_axes (pinned, NULL, 3, LABELS);
  rsc_pinned_set_set_axes (pinned, fewer, 3, LABELS);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  rsc_pinned_set_set_axes (pinned, keys, 3, LABELS);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_cmpuint (solid->dimension, ==, 3);
  assert_scaled (rsc_pinned_set_get_hull (pinned, 3, LABELS), solid, 0.9 / 0.95);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 2, LABELS));
  g_assert_null (rsc_pinned_set_get_hull (pinned, 3, (const gsize[]){ 4, 5, 7 }));

  /* What is known is not worked out again. */
  rsc_pinned_set_set_axes (pinned, keys, 3, LABELS);
  rsc_pinned_set_set_source (pinned, problem, 0.1);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  rsc_pinned_set_set_axes (pinned, fewer, 2, LABELS);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  run_request (jobs, RSC_REQUEST_PINNED);
  assert_scaled (rsc_pinned_set_get_hull (pinned, 2, LABELS), flat, 0.9 / 0.95);

  /* Of two λ the later one counts. */
  rsc_pinned_set_set_source (pinned, problem, 0.5);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 2, LABELS));
  rsc_pinned_set_set_source (pinned, problem, 0.2);
  run_request (jobs, RSC_REQUEST_PINNED);
  assert_scaled (rsc_pinned_set_get_hull (pinned, 2, LABELS), flat, 0.8 / 0.95);
  rsc_pinned_set_set_source (pinned, problem, -1.0);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 2, LABELS));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  rsc_pinned_set_set_source (pinned, problem, 0.2);
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_PINNED));
  rsc_pinned_set_set_source (pinned, NULL, 0.2);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_PINNED));
  drop_object (pinned);
}

/* Of other data the neurons of the same numbers have other directions. */
static void
test_other_data (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) first = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) second = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscNeuronKeys) first_keys = keys_of_first (first, 3);
  g_autoptr (RscNeuronKeys) second_keys = keys_of_first (second, 3);
  g_autoptr (RscHull) expected = project_first (second, 3);
  RscPinnedSet *pinned = rsc_pinned_set_new (jobs);

  rsc_pinned_set_set_source (pinned,
                             rsc_solution_get_problem (rsc_optimal_set_get_solution (first)), 0.2);
  rsc_pinned_set_set_axes (pinned, first_keys, 3, LABELS);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_nonnull (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  rsc_pinned_set_set_source (pinned,
                             rsc_solution_get_problem (rsc_optimal_set_get_solution (second)), 0.2);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  rsc_pinned_set_set_axes (pinned, second_keys, 3, LABELS);
  run_request (jobs, RSC_REQUEST_PINNED);
  assert_scaled (rsc_pinned_set_get_hull (pinned, 3, LABELS), expected, 0.8 / 0.9);
  drop_object (pinned);
}

/* A neuron that the set has not, and one that another axis has already, are at 0 there. */
static void
test_absent (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
  const double *u = rsc_optimal_set_get_neuron (set, 0)->direction;
  const double directions[] = { u[0], u[1], u[0], u[1], u[0], u[1] };
  const int signs[] = { 1, -1, 1 };
  g_autoptr (RscNeuronKeys) keys =
    rsc_neuron_keys_new_from_values (3, 2, signs, directions, (const double[]){ 0, 0, 0 });
  RscPinnedSet *pinned = rsc_pinned_set_new (jobs);
  double ends[2] = { INFINITY, -INFINITY };
  const RscHull *hull;

  rsc_pinned_set_set_axes (pinned, keys, 3, LABELS);
  rsc_pinned_set_set_source (pinned, problem, 0.1);
  run_request (jobs, RSC_REQUEST_PINNED);
  hull = rsc_pinned_set_get_hull (pinned, 3, LABELS);
  g_assert_cmpuint (hull->dimension, ==, 1);
  g_assert_cmpuint (hull->n_points, ==, 2);
  for (gsize k = 0; k < 2; k++)
    {
      ends[0] = fmin (ends[0], hull->points[3 * k]);
      ends[1] = fmax (ends[1], hull->points[3 * k]);
      g_assert_cmpfloat (hull->points[3 * k + 1], ==, 0.0);
      g_assert_cmpfloat (hull->points[3 * k + 2], ==, 0.0);
    }
  g_assert_cmpfloat_with_epsilon (ends[0], rsc_optimal_set_get_neuron (set, 0)->norm_min, 1e-7);
  g_assert_cmpfloat_with_epsilon (ends[1], rsc_optimal_set_get_neuron (set, 0)->norm_max, 1e-7);
  drop_object (pinned);
}

/* Patterns that are searched: each solve has its own, and the set is that of all. */
static void
test_priced (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("polygon", 8, -1);
  g_autoptr (RscProblem) listed = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (listed, 0.1);
  g_autoptr (RscNeuronKeys) keys = keys_of_first (set, 3);
  g_autoptr (RscHull) expected = project_first (set, 3);
  RscSolution *solutions[2];
  RscPinnedSet *pinned = rsc_pinned_set_new (jobs);
  g_autoptr (GError) error = NULL;

  for (gsize k = 0; k < 2; k++)
    {
      RscGenerationSettings settings;
      g_autoptr (RscGeneration) generation = NULL;

      rsc_generation_settings_init (&settings);
      generation = rsc_generation_new (dataset, FALSE, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      solutions[k] =
        rsc_generation_solve (generation, 0.3 * rsc_generation_get_lambda_max (generation), NULL,
                              NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (rsc_solution_get_problem (solutions[0])
                 != rsc_solution_get_problem (solutions[1]));
  rsc_pinned_set_set_source (pinned, rsc_solution_get_problem (solutions[0]), 0.1);
  rsc_pinned_set_set_axes (pinned, keys, 3, LABELS);
  run_request (jobs, RSC_REQUEST_PINNED);
  assert_scaled (rsc_pinned_set_get_hull (pinned, 3, LABELS), expected, 1.0);
  rsc_pinned_set_set_source (pinned, rsc_solution_get_problem (solutions[1]), 0.1);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  g_assert_nonnull (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  /* One that lists them is another one. */
  rsc_pinned_set_set_source (pinned, listed, 0.1);
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_PINNED));
  drop_object (pinned);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_PINNED));
  for (gsize k = 0; k < 2; k++)
    rsc_solution_unref (solutions[k]);
}

/* What has failed is not tried again for other axes, but at another λ. */
static void
test_failure (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (fail_request, NULL, TRUE);
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
  g_autoptr (RscNeuronKeys) keys = keys_of_first (set, 3);
  RscPinnedSet *pinned = rsc_pinned_set_new (jobs);

  rsc_pinned_set_set_source (pinned, problem, 0.1);
  run_request (jobs, RSC_REQUEST_PINNED);
  rsc_pinned_set_set_axes (pinned, keys, 3, LABELS);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_PINNED));
  g_assert_null (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  rsc_pinned_set_set_source (pinned, problem, 0.2);
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_PINNED));
  drop_object (pinned);
}

/* Whether its corners are vertices of a list of all; else they are optima of linear programs. */
static gboolean
is_of_list (const RscHull *hull)
{
  g_assert_nonnull (hull);
  return hull->labels[0] != G_MAXSIZE;
}

/* The list of its vertices keeps to the memory that the window has for it, and what is drawn is the
 * whole set; where the program alone takes more it is refused, and not tried again. */
static void
test_memory (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.05);
  g_autoptr (RscNeuronKeys) keys = keys_of_first (set, 3);
  g_autoptr (RscHull) solid = project_first (set, 3);
  RscPinnedSet *pinned = rsc_pinned_set_new (jobs);
  const double program = rsc_arrangement_count_bytes (
    0, 2, (double) rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)));

  /* Some vertices fit into a quarter of it. */
  memory = 4 * 1200;
  g_assert_cmpfloat (program, <, (double) memory);
  rsc_pinned_set_set_source (pinned, problem, 0.1);
  rsc_pinned_set_set_axes (pinned, keys, 3, LABELS);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_no_error (rsc_pinned_set_get_error (pinned));
  g_assert_false (is_of_list (rsc_pinned_set_get_hull (pinned, 3, LABELS)));
  assert_scaled (rsc_pinned_set_get_hull (pinned, 3, LABELS), solid, 0.9 / 0.95);

  memory = (gsize) program - 1;
  rsc_pinned_set_set_source (pinned, problem, 0.2);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_null (rsc_pinned_set_get_hull (pinned, 3, LABELS));
  g_assert_error (rsc_pinned_set_get_error (pinned), RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_nonnull (strstr (rsc_pinned_set_get_error (pinned)->message, "GB of memory"));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  memory = ENOUGH;
  rsc_pinned_set_set_source (pinned, problem, 0.1);
  run_request (jobs, RSC_REQUEST_PINNED);
  g_assert_no_error (rsc_pinned_set_get_error (pinned));
  g_assert_true (is_of_list (rsc_pinned_set_get_hull (pinned, 3, LABELS)));
  assert_scaled (rsc_pinned_set_get_hull (pinned, 3, LABELS), solid, 0.9 / 0.95);
  drop_object (pinned);
}

static gboolean
has_pinned (gpointer document)
{
  return rsc_document_get_pinned_hull (document) != NULL;
}

static void
assert_behind_shown (RscDocument *document, double pinned_ratio)
{
  const double ratio = rsc_document_get_state (document)->lambda_ratio;

  wait_idle (document);
  wait_until (has_pinned, document);
  assert_scaled (rsc_document_get_pinned_hull (document),
                 rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)),
                 (1.0 - pinned_ratio) / (1.0 - ratio));
}

/* In a document: it stays while λ moves, and goes with the axes and with the data, whose neurons
 * have the same numbers. */
static void
test_document (void)
{
  RscDocument *document = new_watched_document (TRUE);
  const gsize *axes;
  gsize n;

  open_set (document, "polygon-8");
  set_ratio (document, 0.2, RSC_CHANGE_SINGLE);
  wait_idle (document);
  g_assert_null (rsc_document_get_pinned_hull (document));
  rsc_document_pin_lambda (document, TRUE);
  g_assert_cmpfloat (rsc_document_get_state (document)->pinned_ratio, ==, 0.2);
  assert_behind_shown (document, 0.2);
  set_ratio (document, 0.05, RSC_CHANGE_SINGLE);
  assert_behind_shown (document, 0.2);
  n = rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);
  rsc_document_toggle_axis (document, axes[n - 1]);
  assert_behind_shown (document, 0.2);

  open_set (document, "polygon-12");
  set_ratio (document, 0.05, RSC_CHANGE_SINGLE);
  assert_behind_shown (document, 0.2);
  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  assert_behind_shown (document, 0.2);

  rsc_document_pin_lambda (document, FALSE);
  g_assert_cmpfloat (rsc_document_get_state (document)->pinned_ratio, <, 0.0);
  g_assert_null (rsc_document_get_pinned_hull (document));
  rsc_document_revert (document);
  assert_behind_shown (document, 0.2);
  /* Of λ → 0 there is no λ to pin. */
  rsc_document_pin_lambda (document, FALSE);
  set_ratio (document, 0.0, RSC_CHANGE_SINGLE);
  wait_idle (document);
  rsc_document_pin_lambda (document, TRUE);
  g_assert_cmpfloat (rsc_document_get_state (document)->pinned_ratio, <, 0.0);
  g_object_unref (document);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinned-set/polygon", test_polygon);
  g_test_add_func ("/pinned-set/other-data", test_other_data);
  g_test_add_func ("/pinned-set/absent", test_absent);
  g_test_add_func ("/pinned-set/priced", test_priced);
  g_test_add_func ("/pinned-set/failure", test_failure);
  g_test_add_func ("/pinned-set/memory", test_memory);
  g_test_add_func ("/pinned-set/document", test_document);
  return g_test_run ();
}
