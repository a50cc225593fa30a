/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of neurons, where the path of a model comes before its first set. */
#include "app/model/rsc-labelling.h"

#include "problems.h"

#include <gsl/gsl_errno.h>

/* Its neurons have the numbers that the path has given them: those from 0 on would be others'. */
static void
test_path_first (void)
{
  g_autoptr (RscPath) path = path_of_gallery ("checkerboard");
  const double lambda = 0.1 * rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);
  g_autoptr (RscLabelling) labelling = rsc_labelling_new ();
  const gsize m = rsc_optimal_set_get_n_neurons (frame->set);
  gboolean beyond = FALSE;

  rsc_labelling_clear_path (labelling, FALSE);
  rsc_labelling_take_path (labelling, path, NULL, NULL);
  g_assert_false (rsc_labelling_take_set (labelling, frame->set, frame));
  for (gsize i = 0; i < m; i++)
    {
      const gsize label = rsc_labelling_get_labels (labelling)[i];

      g_assert_cmpuint (frame->ids[i], <, rsc_labelling_get_n_ids (labelling));
      g_assert_cmpuint (label, ==, rsc_labelling_get_id_labels (labelling)[frame->ids[i]]);
      g_assert_cmpint (rsc_labelling_find (labelling, label), ==, (gssize) i);
      beyond = beyond || label >= m;
    }
  /* Else there would be nothing to see. */
  g_assert_true (beyond);
  /* And again, where the numbers of all that the path has are asked for. */
  g_assert_false (rsc_labelling_take_set (labelling, frame->set, frame));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/labelling/path-first", test_path_first);
  return g_test_run ();
}
