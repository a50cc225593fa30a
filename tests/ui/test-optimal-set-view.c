/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-optimal-set-view.h"

#include <string.h>

#include "problems.h"
#include "widgets.h"

enum
{
  WIDTH = 480,
  HEIGHT = 420
};

static guint
get_n_still (RscOptimalSetView *view)
{
  draw_frame (GTK_WIDGET (view), WIDTH, HEIGHT);
  return rsc_plot_area_get_n_still (RSC_PLOT_AREA (view));
}

/* The network moves and a corner is hovered over what was drawn once; what is shown belongs to the
 * view. */
static void
test_still (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  const gsize n = rsc_optimal_set_get_n_neurons (set), axes[3] = { 0, 4, 9 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, axes, NULL, &error);
  g_assert_no_error (error);
  g_autofree double *point = g_memdup2 (rsc_optimal_set_get_min_norm (set), n * sizeof (double));
  g_autofree gsize *labels = g_new (gsize, n);
  RscOptimalSetView *view = g_object_ref_sink (RSC_OPTIMAL_SET_VIEW (rsc_optimal_set_view_new ()));
  RscOptimalSetModel model;
  RscOptimalSetHit hit;
  RscPicture *picture;
  int found = -1;

  g_assert_cmpuint (get_n_still (view), ==, 0);
  for (gsize k = 0; k < n; k++)
    labels[k] = k;
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.hull = hull;
  model.n_axes = 3;
  memcpy (model.axes, axes, sizeof axes);
  model.point = point;
  model.labels = labels;
  for (int k = 0; k < 4; k++)
    {
      rsc_optimal_set_view_set_model (view, &model, FALSE);
      g_assert_cmpuint (get_n_still (view), ==, 1);
      g_assert_cmpfloat (rsc_optimal_set_view_get_model (view)->point[0], ==, point[0]);
      point[0] *= 0.9;
      g_assert_cmpfloat (rsc_optimal_set_view_get_model (view)->point[0], !=, point[0]);
    }

  /* The marker in the picture is where the network was moved to: with its depth, a drag that goes
   * nowhere asks for where it is. */
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (view));
  g_assert_nonnull (picture);
  for (int y = 0; y < HEIGHT && found < 0; y += 4)
    for (int x = 0; x < WIDTH && found < 0; x += 4)
      {
        double wish[3];

        rsc_optimal_set_plot_find (picture, x, y, &hit);
        if (!hit.on_marker)
          continue;
        found = x;
        rsc_optimal_set_plot_unproject (picture, RSC_SPACE_CONVEX, x, y, wish);
        g_assert_cmpfloat_with_epsilon (wish[0],
                                        rsc_optimal_set_view_get_model (view)->point[axes[0]], 0.2);
      }
  g_assert_cmpint (found, >=, 0);

  /* The pointer over a corner. */
  found = -1;
  g_signal_connect_swapped (view, "dot-hovered", G_CALLBACK (count_signal), &found);
  for (int y = 0; y < HEIGHT && found < 0; y += 4)
    for (int x = 0; x < WIDTH && found < 0; x += 4)
      {
        rsc_optimal_set_plot_find (picture, x, y, &hit);
        if (hit.dot >= 0)
          {
            point_at (GTK_WIDGET (view), x, y);
            g_assert_cmpint (rsc_optimal_set_view_get_hovered_dot (view), ==, hit.dot);
          }
      }
  g_assert_cmpint (found, ==, 0);
  g_assert_cmpuint (get_n_still (view), ==, 1);

  /* All else is drawn anew. */
  model.camera.yaw += 0.1;
  rsc_optimal_set_view_set_model (view, &model, FALSE);
  g_assert_cmpuint (get_n_still (view), ==, 2);
  labels[0] = 7;
  rsc_optimal_set_view_set_model (view, &model, FALSE);
  g_assert_cmpuint (get_n_still (view), ==, 3);
  rsc_optimal_set_view_set_model (view, &model, TRUE);
  g_assert_cmpuint (get_n_still (view), ==, 4);
  set_dark (TRUE);
  g_assert_cmpuint (get_n_still (view), ==, 5);
  set_dark (FALSE);
  g_object_unref (view);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_optimal_set_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/optimal-set-view/still", test_still);
  g_test_add_func ("/optimal-set-view/finalises", test_finalises);

  return g_test_run ();
}
