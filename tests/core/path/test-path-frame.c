/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-frame.h"
#include "core/set/rsc-envelope.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#define EPSILON 1e-3

typedef struct
{
  const char *name;
  gboolean bias;
  RscActivation activation;
  double ratio_min;
  gsize n;
} Case;

static const Case cases[] = {
  { "checkerboard-9", TRUE, RSC_ACTIVATION_RELU, 1e-2, 0 },
  { "polygon-12", FALSE, RSC_ACTIVATION_RELU, 1e-2, 0 },
  { "sine", TRUE, RSC_ACTIVATION_RELU, 1e-2, 0 },
  { "moons", TRUE, RSC_ACTIVATION_RELU, 1e-1, 20 },
  { "checkerboard-9", TRUE, RSC_ACTIVATION_GATED, 1e-2, 0 },
  { "moons", TRUE, RSC_ACTIVATION_GATED, 3.5e-2, 20 },
};

static RscPath *
path_of (const Case *description)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = dataset_of_gallery (description->name, description->n, -1.0);
  g_autoptr (RscProblem) problem =
    problem_of_dataset (dataset, description->bias, description->activation);
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.epsilon = EPSILON;
  settings.ratio_min = description->ratio_min;
  settings.locate_events = FALSE;
  RscPath *path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s: %zu points", description->name,
                  description->activation == RSC_ACTIVATION_GATED ? ", gated" : "",
                  rsc_path_get_n_points (path));
  return path;
}

static double
lambda_at (const RscPath *path, gsize k)
{
  return rsc_solution_get_lambda (rsc_path_get_point (path, k)->solution);
}

/* λ at a share of interval @k. */
static double
lambda_between (const RscPath *path, gsize k, double share)
{
  return lambda_at (path, k) + share * (lambda_at (path, k + 1) - lambda_at (path, k));
}

/* Objective of the network with norms @a, of its own predictions; *@fit_change: how far these are
 * from the fit of the frame's solution. */
static double
objective_of (const RscPathFrame *frame, const double *a, double *fit_change)
{
  RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (frame->solution));
  const gsize n = rsc_dataset_get_n (dataset);
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (frame->set, a);
  g_autofree double *f = g_new (double, n);

  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    *fit_change = MAX (*fit_change, fabs (f[i] - rsc_solution_get_fit (frame->solution)[i]));
  return rsc_network_objective (network, dataset, frame->lambda);
}

/* Every network that the set gives out has the gap that is promised, at 100 random λ; the one of
 * least norm has the combined fit itself, but for kinks that cross a data point. */
static void
test_certified (void)
{
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscPath) path = path_of (&cases[c]);
      const double top = lambda_at (path, 0);
      const double ratio = lambda_at (path, rsc_path_get_n_points (path) - 1) / top;
      gsl_rng *random = gsl_rng_alloc (gsl_rng_mt19937);
      gsize n_incomplete = 0;
      double worst_gap = 0.0, worst_true = 0.0, worst_fit = 0.0, worst_fit_min_norm = 0.0;

      gsl_rng_set (random, 11);
      for (guint64 i = 0; i < 100; i++)
        {
          const double lambda = top * pow (ratio, gsl_rng_uniform_pos (random));
          g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);
          RscPathInterval interval;

          g_assert_nonnull (frame);
          g_assert_true (rsc_path_get_interval (path, lambda, &interval, NULL));
          g_assert_cmpuint (frame->index, ==, interval.index);
          g_assert_cmpfloat (frame->weight, ==, interval.weight);
          g_assert_true (rsc_optimal_set_is_between (frame->set));
          g_assert_true (rsc_optimal_set_get_solution (frame->set) == frame->solution);
          g_assert_cmpfloat (rsc_solution_get_lambda (frame->solution), ==, lambda);
          g_assert_cmpint (rsc_solution_get_status (frame->solution), ==, RSC_SOLUTION_CONVERGED);

          const gsize m = rsc_optimal_set_get_n_neurons (frame->set);
          const double dual = rsc_solution_get_dual_objective (frame->solution);
          const double gap = rsc_solution_get_relative_gap (frame->solution);
          g_autofree double *sample = g_new0 (double, m + 1);
          g_autofree double *near = g_new0 (double, m + 1);
          const gsize axis = 0;
          const double wish = 0.9 * rsc_optimal_set_get_neuron (frame->set, 0)->norm_max;
          double change = 0.0;
          double highest = objective_of (frame, rsc_optimal_set_get_min_norm (frame->set), &change);

          worst_fit_min_norm = MAX (worst_fit_min_norm, change);
          /* The dual point belongs to this λ, and the solution's own objective is above it. */
          g_assert_cmpfloat (rsc_solution_get_objective (frame->solution), >=,
                             dual * (1.0 - 1e-12));
          g_assert_cmpfloat (rsc_solution_get_objective (frame->solution), <=,
                             interval.objective * (1.0 + 1e-12));
          rsc_optimal_set_sample (frame->set, i, sample);
          rsc_optimal_set_nearest (frame->set, 1, &axis, &wish,
                                   rsc_optimal_set_get_min_norm (frame->set), near);
          const double *others[] = { sample, near, rsc_optimal_set_get_interior (frame->set),
                                     rsc_optimal_set_get_narrowest (frame->set),
                                     rsc_optimal_set_get_solver_point (frame->set) };
          for (gsize k = 0; k < G_N_ELEMENTS (others); k++)
            highest = MAX (highest, objective_of (frame, others[k], &worst_fit));
          for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (frame->set); v++)
            highest = MAX (highest, objective_of (frame, rsc_optimal_set_get_vertex (frame->set, v),
                                                  &worst_fit));
          n_incomplete += !rsc_optimal_set_get_vertices_complete (frame->set);
          g_assert_cmpfloat (gap, <=, EPSILON);
          g_assert_cmpfloat (highest, <=, dual * (1.0 + gap) * (1.0 + 1e-12));
          worst_gap = MAX (worst_gap, gap);
          worst_true = MAX (worst_true, highest / dual - 1.0);
        }
      g_test_message ("gap at most %.2g, of the networks %.2g; fit off by %.2g (least norm %.2g)",
                      worst_gap, worst_true, worst_fit, worst_fit_min_norm);
      /* Both ways of bounding are met. */
      g_assert_cmpint (n_incomplete > 0, ==, cases[c].activation == RSC_ACTIVATION_GATED);
      g_assert_cmpfloat (worst_fit_min_norm, <=, 1e-4);
      g_assert_cmpfloat (worst_fit, <=, 5e-3);
      gsl_rng_free (random);
    }
}

/* A fresh solve at λ between points is nowhere below the frame's dual objective, and nowhere more
 * than the gap below its objective. */
static void
test_fresh_solves (void)
{
  g_autoptr (RscPath) path = path_of (&cases[2]);

  for (gsize k = 1; k + 1 < rsc_path_get_n_points (path); k += 7)
    {
      const double lambda = lambda_between (path, k, 0.4);
      g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSolution) fresh = rsc_solver_solve (rsc_path_get_problem (path), lambda, NULL,
                                                        NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      const double best = rsc_solution_get_objective (fresh);
      g_assert_cmpfloat (rsc_solution_get_dual_objective (frame->solution), <=,
                         best * (1.0 + 1e-12));
      g_assert_cmpfloat (rsc_solution_get_objective (frame->solution), <=,
                         best * (1.0 + rsc_solution_get_relative_gap (frame->solution)));
    }
}

/* The norm in @a of the neuron with @id, 0 if there is none. */
static double
norm_of (const RscPathFrame *frame, const double *a, gsize id)
{
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (frame->set); i++)
    if (frame->ids[i] == id)
      return a[i];
  return 0.0;
}

/* Largest ||w - w'|| over the neurons of two frames. */
static double
distance (const RscPath *path,
          const RscPathFrame *one,
          const double *a,
          const RscPathFrame *two,
          const double *b)
{
  const gsize d = rsc_problem_get_d (rsc_path_get_problem (path));
  const gsize n_ids = rsc_path_get_n_ids (path);
  g_autofree double *change = g_new0 (double, n_ids *d);
  double largest = 0.0;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (one->set); i++)
    if (one->ids[i] != RSC_PATH_NO_NEURON)
      cblas_daxpy ((int) d, a[i], rsc_optimal_set_get_neuron (one->set, i)->direction, 1,
                   change + one->ids[i] * d, 1);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (two->set); i++)
    if (two->ids[i] != RSC_PATH_NO_NEURON)
      cblas_daxpy ((int) d, -b[i], rsc_optimal_set_get_neuron (two->set, i)->direction, 1,
                   change + two->ids[i] * d, 1);
  for (gsize id = 0; id < n_ids; id++)
    largest = MAX (largest, cblas_dnrm2 ((int) d, change + id * d, 1));
  return largest;
}

/* Largest distance from a vertex of the one to the nearest vertex of the other. */
static double
distance_of_vertices (const RscPath *path, const RscPathFrame *one, const RscPathFrame *two)
{
  double largest = 0.0;

  for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (one->set); v++)
    {
      double nearest = G_MAXDOUBLE;
      for (gsize u = 0; u < rsc_optimal_set_get_n_vertices (two->set); u++)
        nearest = MIN (nearest, distance (path, one, rsc_optimal_set_get_vertex (one->set, v), two,
                                          rsc_optimal_set_get_vertex (two->set, u)));
      largest = MAX (largest, nearest);
    }
  return largest;
}

/* At a point it is that point; beside it, nearly. */
static void
test_ends (void)
{
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscPath) path = path_of (&cases[c]);
      const gsize last = rsc_path_get_n_points (path) - 1;
      double off = 0.0, off_sample = 0.0, off_vertices = 0.0;

      for (gsize k = 0; k <= last; k += MAX (last / 12, 1))
        {
          const RscPathPoint *point = rsc_path_get_point (path, k);
          const double lambda = lambda_at (path, k);
          const double total = rsc_solution_get_penalty (point->solution) + 1e-3;
          g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);

          g_assert_true (frame->set == point->set && frame->solution == point->solution);
          g_assert_false (rsc_optimal_set_is_between (frame->set));
          for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (frame->set); i++)
            g_assert_cmpuint (frame->ids[i], ==,
                              i < point->n_neurons ? point->ids[i] : RSC_PATH_NO_NEURON);
          for (int side = -1; side <= 1; side += 2)
            {
              g_autoptr (RscPathFrame) beside =
                rsc_path_frame_new (path, lambda * (1.0 + side * 1e-10));
              if (beside == NULL)
                {
                  g_assert_true ((k == 0 && side > 0) || (k == last && side < 0));
                  continue;
                }
              const gsize m = rsc_optimal_set_get_n_neurons (beside->set);
              g_autofree double *a = g_new0 (double, m + 1);
              g_autofree double *b =
                g_new0 (double, rsc_optimal_set_get_n_neurons (frame->set) + 1);
              off = MAX (off, distance (path, beside, rsc_optimal_set_get_min_norm (beside->set),
                                        frame, rsc_optimal_set_get_min_norm (frame->set))
                                / total);
              off = MAX (off, distance (path, beside, rsc_optimal_set_get_interior (beside->set),
                                        frame, rsc_optimal_set_get_interior (frame->set))
                                / total);
              rsc_optimal_set_sample (beside->set, 5, a);
              rsc_optimal_set_sample (frame->set, 5, b);
              off_sample = MAX (off_sample, distance (path, beside, a, frame, b) / total);
              off_vertices = MAX (off_vertices, distance_of_vertices (path, beside, frame) / total);
              off_vertices = MAX (off_vertices, distance_of_vertices (path, frame, beside) / total);
              for (gsize i = 0; i < m; i++)
                {
                  const RscNeuron *neuron = rsc_optimal_set_get_neuron (beside->set, i);
                  double most = 0.0, least = 0.0;
                  for (gsize j = 0; j < point->n_neurons; j++)
                    if (point->ids[j] == beside->ids[i])
                      {
                        most = rsc_optimal_set_get_neuron (point->set, j)->norm_max;
                        least = rsc_optimal_set_get_neuron (point->set, j)->norm_min;
                      }
                  off = MAX (off, fabs (neuron->norm_max - most) / total);
                  off = MAX (off, fabs (neuron->norm_min - least) / total);
                }
            }
        }
      g_test_message ("off by %.2g, random networks %.2g, vertices %.2g", off, off_sample,
                      off_vertices);
      g_assert_cmpfloat (off, <=, 1e-6);
      g_assert_cmpfloat (off_sample, <=, 1e-6);
      g_assert_cmpfloat (off_vertices, <=, 1e-6);
    }
}

/* Within an interval the same neurons in the same order, and even steps: no step of 20 is much
 * longer than a twentieth of the way. */
static void
test_continuous (void)
{
  enum
  {
    STEPS = 20
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscPath) path = path_of (&cases[c]);

      for (gsize k = 1; k + 1 < rsc_path_get_n_points (path); k += 3)
        {
          g_autoptr (RscPathFrame) start =
            rsc_path_frame_new (path, lambda_between (path, k, 0.01));
          g_autoptr (RscPathFrame) end = rsc_path_frame_new (path, lambda_between (path, k, 0.99));
          g_autoptr (RscPathFrame) before = rsc_path_frame_ref (start);
          const double total = rsc_solution_get_penalty (end->solution);
          const gsize m = rsc_optimal_set_get_n_neurons (start->set);
          const gsize n_vertices = rsc_optimal_set_get_n_vertices (start->set);

          for (int step = 1; step <= STEPS; step++)
            {
              g_autoptr (RscPathFrame) frame =
                rsc_path_frame_new (path, lambda_between (path, k, 0.01 + 0.98 * step / STEPS));

              g_assert_cmpuint (rsc_optimal_set_get_n_neurons (frame->set), ==, m);
              g_assert_cmpmem (frame->ids, m * sizeof (gsize), start->ids, m * sizeof (gsize));
              g_assert_cmpuint (rsc_optimal_set_get_n_vertices (frame->set), ==, n_vertices);
              g_assert_cmpfloat (distance (path, before, rsc_optimal_set_get_min_norm (before->set),
                                           frame, rsc_optimal_set_get_min_norm (frame->set)),
                                 <=,
                                 3.0 / STEPS
                                     * distance (path, start,
                                                 rsc_optimal_set_get_min_norm (start->set), end,
                                                 rsc_optimal_set_get_min_norm (end->set))
                                   + 1e-9 * total);
              for (gsize v = 0; v < n_vertices; v++)
                {
                  const double way =
                    distance (path, start, rsc_optimal_set_get_vertex (start->set, v), end,
                              rsc_optimal_set_get_vertex (end->set, v));
                  g_assert_cmpfloat (distance (path, before,
                                               rsc_optimal_set_get_vertex (before->set, v), frame,
                                               rsc_optimal_set_get_vertex (frame->set, v)),
                                     <=, 3.0 / STEPS * way + 1e-2 / STEPS * total);
                }
              rsc_path_frame_unref (before);
              before = g_steal_pointer (&frame);
            }
        }
    }
}

/* Hull, envelope, nearest point: what the pictures ask of the set. */
static void
test_pictures (void)
{
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscPath) path = path_of (&cases[c]);
      const gsize n_points = rsc_path_get_n_points (path);

      for (gsize k = 1; k + 1 < n_points; k += MAX (n_points / 5, 1))
        {
          static const gsize axes[] = { 0, 1, 2 };
          g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda_between (path, k, 0.3));
          RscOptimalSet *set = frame->set;
          const gsize m = rsc_optimal_set_get_n_neurons (set);
          const gsize n_axes = MIN (m, 3);
          const double total = rsc_solution_get_penalty (frame->solution);
          RscDataset *dataset = rsc_problem_get_dataset (rsc_path_get_problem (path));
          const gsize n = rsc_dataset_get_n (dataset);
          g_autoptr (GError) error = NULL;
          g_autoptr (RscHull) hull = rsc_optimal_set_project (set, n_axes, axes, NULL, &error);
          g_autofree double *lower = g_new (double, n);
          g_autofree double *upper = g_new (double, n);
          g_autofree double *a = g_new0 (double, m + 1);
          g_autofree double *weights = g_new0 (double, m + 1);
          double span = 0.0;

          g_assert_no_error (error);
          g_assert_null (rsc_optimal_set_get_polytope (set));
          g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, m);
          g_assert_cmpint (rsc_optimal_set_is_unique (set), ==,
                           rsc_optimal_set_get_dimension (set) == 0);
          for (gsize i = 0; i < hull->n_points; i++)
            for (gsize j = 0; j < n_axes; j++)
              {
                const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, axes[j]);
                const double value = hull->points[i * n_axes + j];

                g_assert_cmpfloat (value, >=, neuron->norm_min - 1e-9 * total);
                g_assert_cmpfloat (value, <=, neuron->norm_max + 1e-9 * total);
                if (rsc_optimal_set_get_vertices_complete (set))
                  g_assert_cmpfloat (value, ==,
                                     rsc_optimal_set_get_vertex (set, hull->labels[i])[axes[j]]);
              }
          g_assert_true (rsc_optimal_set_get_envelope (set, n, rsc_dataset_get_x (dataset), lower,
                                                       upper, NULL, &error));
          g_assert_no_error (error);
          for (gsize i = 0; i < n; i++)
            {
              const double fit = rsc_solution_get_fit (frame->solution)[i];

              g_assert_cmpfloat (lower[i], <=, upper[i]);
              span = MAX (span, MAX (upper[i] - fit, fit - lower[i]));
            }
          g_assert_cmpfloat (span, <=, 5e-3);

          /* A wish that is a point of the set is nearly granted. */
          for (gsize i = 0; i < m; i++)
            weights[i] = 1.0;
          rsc_optimal_set_project_point (set, rsc_optimal_set_get_interior (set), weights, NULL, a);
          for (gsize i = 0; i < m; i++)
            {
              const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

              g_assert_cmpfloat_with_epsilon (a[i], rsc_optimal_set_get_interior (set)[i],
                                              0.05 * total);
              g_assert_cmpfloat (a[i], >=, neuron->norm_min - 1e-9 * total);
              g_assert_cmpfloat (a[i], <=, neuron->norm_max + 1e-9 * total);
            }
        }
    }
}

/* Everything grows out of the zero network at λ_max. */
static void
test_first_interval (void)
{
  g_autoptr (RscPath) path = path_of (&cases[0]);
  g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda_between (path, 0, 0.5));
  const RscPathPoint *below = rsc_path_get_point (path, 1);

  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (frame->set), ==, below->n_neurons);
  for (gsize i = 0; i < below->n_neurons; i++)
    {
      g_assert_cmpuint (frame->ids[i], ==, below->ids[i]);
      g_assert_cmpfloat_with_epsilon (
        norm_of (frame, rsc_optimal_set_get_min_norm (frame->set), below->ids[i]),
        0.5 * rsc_optimal_set_get_min_norm (below->set)[i], 1e-12);
    }
  g_assert_null (rsc_path_frame_new (path, 1.001 * lambda_at (path, 0)));
  g_assert_null (
    rsc_path_frame_new (path, 0.999 * lambda_at (path, rsc_path_get_n_points (path) - 1)));
}

/* Between two sets of one network each the gap is that of the one network there is, or of the
 * solution where that is worse: no more, no less. Returns whether it is the network's. */
static gboolean
check_gap_of_one (const RscPathFrame *frame)
{
  const double dual = rsc_solution_get_dual_objective (frame->solution);
  const double gap = rsc_solution_get_relative_gap (frame->solution);
  const double own = rsc_solution_get_objective (frame->solution);
  double change = 0.0;
  const double objective = objective_of (frame, rsc_optimal_set_get_min_norm (frame->set), &change);

  g_assert_cmpfloat_with_epsilon (dual * (1.0 + gap), MAX (objective, own), 1e-12 * own);
  return objective > own;
}

/* A neuron that turns from one point to the next is, in between, shorter than the mean of its two
 * norms: the mean of two vectors is. */
static void
test_turning (void)
{
  g_autoptr (RscProblem) problem = problem_of_text (
    "0,2,-0.5427\n0,-2,-0.3667\n0,0,0.3086\n2,-1,0.9502\n1,-1,1.4822\n1,1,-0.3297\n", TRUE);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;
  gsize n_turning = 0, n_worse = 0;

  rsc_path_settings_init (&settings);
  settings.epsilon = 0.2;
  settings.ratio_min = 0.05;
  settings.locate_events = FALSE;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize k = 0; k + 1 < rsc_path_get_n_points (path); k++)
    {
      const RscPathPoint *above = rsc_path_get_point (path, k);
      const RscPathPoint *below = rsc_path_get_point (path, k + 1);
      const double lambda = 0.5 * (lambda_at (path, k) + lambda_at (path, k + 1));
      g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);

      for (gsize i = 0; i < above->n_neurons; i++)
        for (gsize j = 0; j < below->n_neurons; j++)
          {
            if (above->ids[i] != below->ids[j])
              continue;
            const double *u = rsc_optimal_set_get_neuron (above->set, i)->direction;
            const double *v = rsc_optimal_set_get_neuron (below->set, j)->direction;
            const double a = rsc_optimal_set_get_min_norm (above->set)[i];
            const double b = rsc_optimal_set_get_min_norm (below->set)[j];
            double square = 0.0;

            for (gsize l = 0; l < 3; l++)
              square += 0.25 * (a * u[l] + b * v[l]) * (a * u[l] + b * v[l]);
            g_assert_cmpfloat_with_epsilon (
              norm_of (frame, rsc_optimal_set_get_min_norm (frame->set), above->ids[i]),
              sqrt (square), 1e-10);
            n_turning += sqrt (square) < 0.5 * (a + b) - 1e-6;
          }
      if (rsc_optimal_set_get_dimension (above->set) == 0
          && rsc_optimal_set_get_dimension (below->set) == 0)
        n_worse += check_gap_of_one (frame);
    }
  g_assert_cmpuint (n_turning, >, 3);
  g_assert_cmpuint (n_worse, >, 0);
}

/* The gap of a set between two points covers every network of it, and each is looked at by its
 * weights: where one says something else on the data than its activations, from which the gap is,
 * the set is not trusted. */
static void
test_checked (void)
{
  const Case description = { "checkerboard-9", TRUE, RSC_ACTIVATION_RELU, 0.5, 0 };
  g_autoptr (RscPath) path = path_of (&description);
  const gsize k = rsc_path_get_n_points (path) - 2;
  const double lambda = lambda_between (path, k, 0.5);
  g_autoptr (RscPathFrame) right = rsc_path_frame_new (path, lambda);
  RscNeuron *neuron =
    (RscNeuron *) rsc_optimal_set_get_neuron (rsc_path_get_point (path, k)->set, 0);

  g_assert_true (rsc_optimal_set_is_trusted (right->set));
  g_assert_true (rsc_optimal_set_get_narrowest_proved (right->set));
  for (gsize i = 0; i < 9; i++)
    neuron->activation[i] *= -1.0;
  neuron->direction[0] += 0.2;
  g_autoptr (RscPathFrame) wrong = rsc_path_frame_new (path, lambda);
  g_assert_false (rsc_optimal_set_is_trusted (wrong->set));
  g_assert_false (rsc_optimal_set_is_unique (wrong->set));
  g_assert_false (rsc_optimal_set_get_narrowest_proved (wrong->set));
  g_assert_cmpfloat (rsc_optimal_set_get_excess (wrong->set), >, RSC_TOLERANCE_EXCESS);
}

/* Between two events the path knows the dimension of the set; that of a frame, the sum of two sets,
 * can be larger. Which pieces are unique it knows as well. */
static void
test_dimension (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) problem = problem_of_gallery ("spiral", RSC_ACTIVATION_RELU);
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.02;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  const double top = rsc_problem_get_lambda_max (problem);
  gsize n_larger = 0, n_known = 0;
  for (double ratio = 0.9; ratio > 0.02; ratio *= 0.9)
    {
      const double lambda = ratio * top;
      const gssize dimension = rsc_path_get_dimension_at (path, lambda);
      g_autoptr (RscOptimalSet) set = set_at (problem, lambda);
      g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);

      g_assert_true (rsc_path_is_unique_at (path, lambda) == rsc_optimal_set_is_unique (set));
      if (dimension < 0)
        continue;
      g_assert_cmpint (dimension, ==, rsc_optimal_set_get_dimension (set));
      g_assert_cmpint (dimension, <=, rsc_optimal_set_get_dimension (frame->set));
      n_larger += dimension > 0 && (gsize) dimension < rsc_optimal_set_get_dimension (frame->set);
      n_known += dimension > 0;
    }
  g_assert_cmpuint (n_known, >, 3);
  g_assert_cmpuint (n_larger, >, 0);
  g_assert_false (rsc_path_is_unique_at (path, 2.0 * top));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-frame/certified", test_certified);
  g_test_add_func ("/path-frame/fresh-solves", test_fresh_solves);
  g_test_add_func ("/path-frame/ends", test_ends);
  g_test_add_func ("/path-frame/continuous", test_continuous);
  g_test_add_func ("/path-frame/pictures", test_pictures);
  g_test_add_func ("/path-frame/first-interval", test_first_interval);
  g_test_add_func ("/path-frame/turning", test_turning);
  g_test_add_func ("/path-frame/checked", test_checked);
  g_test_add_func ("/path-frame/dimension", test_dimension);
  return g_test_run ();
}
