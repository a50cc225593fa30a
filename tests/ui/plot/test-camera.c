/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-camera.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>

static void
test_projection (void)
{
  RscCamera camera;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 3);
  rsc_camera_init (&camera);
  for (int trial = 0; trial < 2000; trial++)
    {
      double p[3], screen[3], q[3];
      camera.yaw = 10.0 * gsl_rng_uniform (rng) - 5.0;
      camera.pitch = 3.2 * gsl_rng_uniform (rng) - 1.6;
      camera.zoom = trial % 2 ? 1.0 : 0.5 + 19.0 * gsl_rng_uniform (rng);
      for (int k = 0; k < 3; k++)
        p[k] = trial % 3 ? gsl_rng_uniform (rng) : (double) gsl_rng_uniform_int (rng, 2);
      rsc_camera_project (&camera, p, screen);
      rsc_camera_unproject (&camera, screen, q);
      for (int k = 0; k < 3; k++)
        {
          g_assert_cmpfloat_with_epsilon (p[k], q[k], 1e-12);
          g_assert_cmpfloat (fabs (screen[k]), <=, camera.zoom * (1.0 + 1e-12));
        }
    }
  gsl_rng_free (rng);

  /* Seen from above: what is higher is nearer, and higher up in the picture. */
  double low[3] = { 0.5, 0.5, 0.0 }, high[3] = { 0.5, 0.5, 1.0 }, a[3], b[3];
  rsc_camera_init (&camera);
  rsc_camera_project (&camera, low, a);
  rsc_camera_project (&camera, high, b);
  g_assert_cmpfloat (b[1], >, a[1]);
  g_assert_cmpfloat (b[2], >, a[2]);
  g_assert_cmpfloat_with_epsilon (a[0], b[0], 1e-12);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera/projection", test_projection);
  return g_test_run ();
}
