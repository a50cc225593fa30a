/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown at a moment of a path: where that is, whom the axes show, and what is drawn of
 * it. */
#include "problems.h"

#include "ui/plot/rsc-path-moment.h"
#include <gsl/gsl_errno.h>
#include <math.h>

static double
get_end (const RscPath *path, gsize k)
{
  return rsc_solution_get_lambda (rsc_path_get_point (path, k)->solution);
}

/* The ends are those of the path, to the last bit; half way is their geometric mean. */
static void
test_lambda (void)
{
  g_autoptr (RscPath) path = path_of_gallery ("checkerboard");
  const double top = get_end (path, 0), bottom = get_end (path, rsc_path_get_n_points (path) - 1);
  g_auto (RscPathMoment) moment = { .frame = NULL };

  rsc_path_moment_go_to (&moment, path, 0, 0, NULL);
  g_assert_cmpfloat (moment.frame->lambda, ==, top);
  rsc_path_moment_go_to (&moment, path, 1, 0, NULL);
  g_assert_cmpfloat (moment.frame->lambda, ==, bottom);
  rsc_path_moment_go_to (&moment, path, 0.5, 0, NULL);
  g_assert_cmpfloat_with_epsilon (moment.frame->lambda / sqrt (top * bottom), 1, 1e-12);
}

/* An axis shows its neuron wherever that is in the set, and else none; the shadow has all axes. */
static void
test_axes (void)
{
  g_autoptr (RscPath) path = path_of_gallery ("checkerboard");
  const gsize ids[] = { 0, rsc_path_get_n_ids (path) - 1, 1 };
  g_auto (RscPathMoment) moment = { .frame = NULL };
  gsize n_absent = 0, n_there = 0;

  for (int k = 0; k <= 20; k++)
    {
      g_autoptr (GError) error = NULL;

      rsc_path_moment_go_to (&moment, path, k / 20.0, G_N_ELEMENTS (ids), ids);
      g_assert_null (moment.hull);
      for (gsize p = 0; p < G_N_ELEMENTS (ids); p++)
        {
          gsize found = RSC_OPTIMAL_SET_ABSENT;

          for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (moment.frame->set); i++)
            if (moment.frame->ids[i] == ids[p])
              found = i;
          g_assert_cmpuint (moment.axes[p], ==, found);
          *(found == RSC_OPTIMAL_SET_ABSENT ? &n_absent : &n_there) += 1;
        }
      rsc_path_moment_project (&moment, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (moment.hull->n_axes, ==, G_N_ELEMENTS (ids));
    }
  g_assert_cmpuint (n_absent, >, 0);
  g_assert_cmpuint (n_there, >, 0);

  rsc_path_moment_go_to (&moment, path, 1, 0, NULL);
  g_assert_true (rsc_path_moment_project (&moment, NULL, NULL));
  g_assert_null (moment.hull);
}

/* A line has its envelope always, a plane where that is wanted. */
static void
test_envelope (void)
{
  static const char *const names[] = { "sine", "checkerboard" };

  for (gsize d = 1; d <= 2; d++)
    for (int plane = 0; plane < 2; plane++)
      {
        g_autoptr (RscPath) path = path_of_gallery (names[d - 1]);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (GError) error = NULL;
        g_auto (RscPathMoment) moment = { .frame = NULL };

        rsc_path_moment_go_to (&moment, path, 0.5, 0, NULL);
        rsc_path_moment_find_envelope (&moment, plane, 0, 1, NULL, NULL, &error);
        g_assert_no_error (error);
        if (d == 2 && !plane)
          {
            g_assert_null (moment.envelope);
            continue;
          }
        g_assert_cmpuint (moment.envelope->nx, ==, d == 1 ? 401 : 61);
        g_assert_cmpuint (moment.envelope->ny, ==, d == 1 ? 1 : 61);
        rsc_path_moment_go_to (&moment, path, 0.6, 0, NULL);
        g_assert_null (moment.envelope);
        g_cancellable_cancel (cancellable);
        g_assert_false (
          rsc_path_moment_find_envelope (&moment, plane, 0, 1, NULL, cancellable, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-moment/lambda", test_lambda);
  g_test_add_func ("/path-moment/axes", test_axes);
  g_test_add_func ("/path-moment/envelope", test_envelope);
  return g_test_run ();
}
