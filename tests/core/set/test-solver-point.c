/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-solver-point.h"

#include <math.h>

#define N 3

/* Norms that miss the fit by however little are corrected to it: as far as doubles can tell. */
static void
test_correct (void)
{
  const double ones[N] = { 1.0, 1.0, 1.0 };
  double activations[2][N] = { { 1.0, 2.0, 0.0 }, { 0.0, 1.0, 3.0 } };
  const double fit[N] = { 2.0, 7.0, 9.0 };
  RscNeuron neurons[2] = { { .activation = activations[0] }, { .activation = activations[1] } };

  for (double off = 1e-1; off > 1e-15; off *= 0.1)
    {
      double a[2] = { 2.0 * (1.0 + off), 3.0 * (1.0 - off) };

      rsc_solver_point_correct (N, ones, 2, neurons, fit, a);
      g_assert_cmpfloat (fabs (a[0] - 2.0), <, 1e-14);
      g_assert_cmpfloat (fabs (a[1] - 3.0), <, 1e-14);
    }
}

/* What is 0 stays so, and what would turn negative is left as it is. */
static void
test_leave (void)
{
  const double ones[N] = { 1.0, 1.0, 1.0 };
  double activations[2][N] = { { 1.0, 2.0, 0.0 }, { 0.0, 1.0, 3.0 } };
  const double fit[N] = { 2.0, 7.0, 9.0 }, negative[N] = { -2.0, -1.0, 9.0 };
  RscNeuron neurons[2] = { { .activation = activations[0] }, { .activation = activations[1] } };
  double a[2] = { 0.0, 3.0 }, b[2] = { 1.0, 1.0 };

  rsc_solver_point_correct (N, ones, 2, neurons, fit, a);
  g_assert_cmpfloat (a[0], ==, 0.0);
  g_assert_cmpfloat (a[1], >, 3.0);
  rsc_solver_point_correct (N, ones, 2, neurons, negative, b);
  g_assert_cmpfloat (b[0], ==, 1.0);
  g_assert_cmpfloat (b[1], ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/solver-point/correct", test_correct);
  g_test_add_func ("/solver-point/leave", test_leave);
  return g_test_run ();
}
