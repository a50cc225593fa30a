/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine sends ahead while λ is dragged, with real sets. */
#include "app/files/rsc-memory.h"
#include "app/model/rsc-jobs.h"
#include "core/data/rsc-gallery.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#define ENOUGH 1000000000

/* What the program may take, in place of half of what is free. */
static gsize memory = ENOUGH;

gsize
rsc_memory_get_default (void)
{
  return memory;
}

typedef struct
{
  GPtrArray *replies;
  GCancellable *cancellable; /* or NULL: cancelled when a set comes ahead */
} Collection;

static void
on_emit (RscReply *reply, gpointer user_data)
{
  Collection *collection = user_data;

  g_ptr_array_add (collection->replies, reply);
  if (collection->cancellable && reply->set && !reply->final)
    g_cancellable_cancel (collection->cancellable);
}

static RscRequest *
make_request (const char *name, RscActivation activation, double ratio, guint64 tick)
{
  RscRequest *request = rsc_request_new (RSC_REQUEST_SOLVE, 1, tick);
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find (name, &n);
  g_autoptr (GError) error = NULL;

  request->dataset = rsc_gallery_generate (item, n, item->noise_default, 1, &error);
  g_assert_no_error (error);
  request->bias = item->bias;
  request->activation = activation;
  request->patterns = RSC_PATTERNS_ALL;
  request->lambda_ratio = ratio;
  return request;
}

static GPtrArray *
run (RscRequest *request, GCancellable *cancellable)
{
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  Collection collection = { g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_reply_free),
                            cancellable };

  rsc_engine_run (engine, request, on_emit, &collection, NULL, NULL, cancellable);
  return collection.replies;
}

static void
test_small_set (void)
{
  g_autoptr (RscRequest) request = make_request ("checkerboard", RSC_ACTIVATION_RELU, 0.1, 1);
  g_autoptr (GPtrArray) replies = run (request, NULL);
  const RscReply *first = g_ptr_array_index (replies, 0);
  const RscReply *last = g_ptr_array_index (replies, replies->len - 1);

  g_assert_cmpuint (replies->len, ==, 2);
  g_assert_false (first->final);
  g_assert_nonnull (first->solution);
  g_assert_null (first->set);
  g_assert_true (last->final);
  g_assert_no_error (last->error);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (last->set), ==, 16);
  g_assert_nonnull (last->hull);
}

/* A set of few vertices goes ahead of the one with all that are listed. */
static void
test_large_set (void)
{
  g_autoptr (RscRequest) request = make_request ("moons", RSC_ACTIVATION_GATED, 1e-4, 1);
  g_autoptr (GPtrArray) replies = run (request, NULL);
  const RscReply *quick = g_ptr_array_index (replies, 1);
  const RscReply *full = g_ptr_array_index (replies, 2);

  g_assert_cmpuint (replies->len, ==, 3);
  g_assert_false (quick->final);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (quick->set), ==, RSC_VERTICES_QUICK);
  g_assert_nonnull (quick->hull);
  g_assert_true (full->final);
  g_assert_no_error (full->error);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (full->set), ==, RSC_VERTICES_MAX);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (full->set), ==,
                    rsc_optimal_set_get_dimension (quick->set));
  g_assert_nonnull (full->hull);
}

static void
test_cancelled_behind_set (void)
{
  g_autoptr (RscRequest) request = make_request ("moons", RSC_ACTIVATION_GATED, 1e-4, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) replies = run (request, cancellable);
  const RscReply *last = g_ptr_array_index (replies, replies->len - 1);

  g_assert_cmpuint (replies->len, ==, 3);
  g_assert_true (last->final);
  g_assert_null (last->set);
  g_assert_error (last->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  RscJobs *jobs;
  GMainLoop *loop;
  guint n_ahead;
  guint n_cancelled;
  guint n_full;
} Drag;

/* The next λ comes as soon as a set is there, as a hand on the slider does. */
static void
on_reply (RscReply *reply, gpointer user_data)
{
  Drag *drag = user_data;

  if (reply->set && !reply->final)
    {
      drag->n_ahead++;
      if (drag->n_ahead < 4)
        rsc_jobs_push (drag->jobs,
                       make_request ("moons", RSC_ACTIVATION_GATED,
                                     1e-4 * (1.0 + 0.03 * drag->n_ahead), drag->n_ahead + 1));
    }
  if (!reply->final)
    return;
  if (reply->error)
    {
      g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      drag->n_cancelled++;
      return;
    }
  drag->n_full++;
  if (reply->tick == 4)
    g_main_loop_quit (drag->loop);
}

static gboolean
on_timeout (gpointer user_data)
{
  g_assert_not_reached ();
}

static void
test_drag (void)
{
  Drag drag = { .loop = g_main_loop_new (NULL, FALSE) };
  guint timeout = g_timeout_add_seconds (60, on_timeout, NULL);

  drag.jobs = rsc_jobs_new ();
  rsc_jobs_listen (drag.jobs, RSC_REQUEST_SOLVE, on_reply, NULL, &drag);
  rsc_jobs_push (drag.jobs, make_request ("moons", RSC_ACTIVATION_GATED, 1e-4, 1));
  g_main_loop_run (drag.loop);
  g_source_remove (timeout);
  g_assert_cmpuint (drag.n_ahead, ==, 4);
  /* On a machine that is busy elsewhere, one or the other may have been complete already. */
  g_assert_cmpuint (drag.n_cancelled + drag.n_full, ==, 4);
  g_assert_cmpuint (drag.n_cancelled, >=, 1);
  rsc_jobs_free (drag.jobs);
  g_main_loop_unref (drag.loop);
}

/* The solution of the data before leads the solver nowhere: then it begins anew, and what the
 * window shows is an optimum all the same. */
static void
test_bad_warm_start (void)
{
  const double x_before[] = { -1, -1, 2, 2 };
  const double y_before[] = { -1, 0 };
  const double x[] = { 1, -1 };
  const double y[] = { 0, 1 };
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  g_autoptr (RscRequest) before = rsc_request_new (RSC_REQUEST_SOLVE, 1, 1);
  g_autoptr (RscRequest) request = rsc_request_new (RSC_REQUEST_SOLVE, 2, 2);
  Collection collection = { g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_reply_free),
                            NULL };
  const RscReply *last;

  before->dataset = rsc_dataset_new ("before", 2, 2, x_before, y_before, NULL, NULL, NULL);
  before->lambda_ratio = 0.1;
  before->patterns = RSC_PATTERNS_ALL;
  rsc_engine_run (engine, before, on_emit, &collection, NULL, NULL, NULL);
  request->dataset = rsc_dataset_new ("data", 2, 1, x, y, NULL, NULL, NULL);
  request->bias = TRUE;
  request->lambda_ratio = 0.0044085057659847748;
  request->patterns = RSC_PATTERNS_ALL;
  rsc_engine_run (engine, request, on_emit, &collection, NULL, NULL, NULL);
  last = g_ptr_array_index (collection.replies, collection.replies->len - 1);
  g_assert_no_error (last->error);
  g_assert_true (last->tick == 2 && last->final);
  g_assert_cmpint (rsc_solution_get_status (last->solution), ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (last->solution), 0.0043987883, 1e-9);
  g_ptr_array_unref (collection.replies);
}

/* While all patterns are searched the solution over those in use is there, and is not called one
 * over all. */
static void
test_searched (void)
{
  const gsize n = 100, d = 4;
  gsl_rng *rng = rsc_random_new (11);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (RscRequest) request = rsc_request_new (RSC_REQUEST_SOLVE, 1, 1);
  g_autoptr (GPtrArray) replies = NULL;
  const RscReply *last;
  gsize n_ahead = 0;
  double bound = 1.0;

  for (gsize i = 0; i < n; i++)
    {
      double sum = 0.0;

      for (gsize k = 0; k < d; k++)
        sum += x[i * d + k] = gsl_ran_gaussian (rng, 1.0);
      y[i] = sin (sum) + 0.3 * gsl_ran_gaussian (rng, 1.0);
    }
  gsl_rng_free (rng);
  request->dataset = rsc_dataset_new ("drawn", n, d, x, y, NULL, NULL, NULL);
  request->bias = TRUE;
  request->patterns = RSC_PATTERNS_ALL;
  request->lambda_ratio = 0.05;
  replies = run (request, NULL);
  last = g_ptr_array_index (replies, replies->len - 1);
  g_assert_no_error (last->error);
  g_assert_true (last->final);
  g_assert_true (rsc_solution_is_over_all (last->solution));
  for (guint k = 0; k + 1 < replies->len; k++)
    {
      const RscReply *ahead = g_ptr_array_index (replies, k);

      g_assert_false (ahead->final);
      if (rsc_solution_is_over_all (ahead->solution))
        continue;
      n_ahead++;
      g_assert_cmpint (rsc_solution_get_status (ahead->solution), !=, RSC_SOLUTION_CONVERGED);
      g_assert_true (rsc_solution_is_solved (ahead->solution));
      if (ahead->set)
        {
          /* Told of again: half is done at least. */
          g_assert_cmpfloat (rsc_solution_get_bound_over_all (ahead->solution), <=, 0.6 * bound);
          g_assert_nonnull (ahead->hull);
        }
      bound = rsc_solution_get_bound_over_all (ahead->solution);
    }
  g_assert_cmpuint (n_ahead, >, 0);
}

/* With so much for the path. */
static RscPath *
follow (gsize bytes)
{
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  g_autoptr (RscRequest) solve = make_request ("checkerboard", RSC_ACTIVATION_RELU, 0.1, 1);
  g_autoptr (RscRequest) request = rsc_request_new (RSC_REQUEST_PATH, 1, 2);
  Collection collection = { g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_reply_free),
                            NULL };
  g_autoptr (GPtrArray) replies = collection.replies;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution = rsc_engine_solve (engine, solve, NULL, &error);
  RscReply *last;

  g_assert_no_error (error);
  request->problem = rsc_problem_ref (rsc_solution_get_problem (solution));
  request->ratio_min = 0.05;
  memory = bytes;
  rsc_engine_run (engine, request, on_emit, &collection, NULL, NULL, NULL);
  memory = ENOUGH;
  last = g_ptr_array_index (replies, replies->len - 1);
  g_assert_no_error (last->error);
  g_assert_true (last->final);
  return rsc_path_ref (last->path);
}

/* A path keeps to the memory that the window has for it, and says that it ends there. */
static void
test_memory (void)
{
  g_autoptr (RscPath) path = follow (ENOUGH);
  g_autoptr (RscPath) part = follow (3);

  g_assert_cmpint (rsc_path_get_status (path), ==, RSC_PATH_COMPLETE);
  g_assert_cmpint (rsc_path_get_status (part), ==, RSC_PATH_FULL);
  g_assert_cmpuint (rsc_path_get_n_points (part), >, 0);
  g_assert_cmpuint (rsc_path_get_n_points (part), <, rsc_path_get_n_points (path));
}

/* What a program keeps of its rows is asked for before anything is made of them. */
static void
test_rows (void)
{
  const gsize n = 20000, d = 3;
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  g_autoptr (RscRequest) request = rsc_request_new (RSC_REQUEST_SOLVE, 1, 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree double *x = g_new0 (double, n *d);
  g_autofree double *y = g_new0 (double, n);

  request->dataset = rsc_dataset_new ("many", n, d, x, y, NULL, NULL, NULL);
  request->bias = TRUE;
  request->patterns = RSC_PATTERNS_ALL;
  request->lambda_ratio = 0.1;
  memory = 15000000;
  g_assert_null (rsc_engine_solve (engine, request, NULL, &error));
  memory = ENOUGH;
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "A program of 20000 rows of length 4 takes about 0.016 GB of memory, more than "
                   "the limit of 0.015 GB: take fewer rows.");
  g_clear_error (&error);
  /* With enough it is begun. */
  g_cancellable_cancel (cancelled);
  g_assert_null (rsc_engine_solve (engine, request, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/small-set", test_small_set);
  g_test_add_func ("/engine/large-set", test_large_set);
  g_test_add_func ("/engine/cancelled-behind-set", test_cancelled_behind_set);
  g_test_add_func ("/engine/bad-warm-start", test_bad_warm_start);
  g_test_add_func ("/engine/searched", test_searched);
  g_test_add_func ("/engine/drag", test_drag);
  g_test_add_func ("/engine/memory", test_memory);
  g_test_add_func ("/engine/rows", test_rows);

  return g_test_run ();
}
