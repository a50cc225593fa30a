/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which neurons are on the axes: those of a person's choice, those that were there, and what to do
 * when one of them is away. */
#include <gsl/gsl_errno.h>

#include "app/model/rsc-shown-axes.h"
#include "problems.h"

typedef struct
{
  RscProblem *problem;
  RscLabelling *labelling;
  RscShownAxes *axes;
  RscOptimalSet *set;
} Fixture;

static void
show (Fixture *f, double ratio)
{
  g_clear_pointer (&f->set, rsc_optimal_set_unref);
  f->set = set_of_problem (f->problem, ratio);
  rsc_labelling_take_set (f->labelling, f->set, NULL);
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  f->labelling = rsc_labelling_new ();
  f->axes = rsc_shown_axes_new ();
  show (f, 0.1);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  rsc_optimal_set_unref (f->set);
  rsc_shown_axes_free (f->axes);
  rsc_labelling_free (f->labelling);
  rsc_problem_unref (f->problem);
}

/* Nobody has chosen: what is on show stays on show while λ moves, the absent one keeps its
 * place. */
static void
test_stay (Fixture *f, gconstpointer data)
{
  const gsize first[3] = { 2, 0, 5 };
  const gsize *axes;
  gsize labels[3];
  gsize n_absent = 0;

  g_assert_cmpuint (rsc_shown_axes_get (f->axes, NULL), ==, 0);
  rsc_shown_axes_take (f->axes, f->labelling, f->set, NULL, 3, first, NULL);
  g_assert_cmpuint (rsc_shown_axes_get (f->axes, &axes), ==, 3);
  for (gsize k = 0; k < 3; k++)
    {
      g_assert_cmpuint (axes[k], ==, first[k]);
      labels[k] = rsc_labelling_get_labels (f->labelling)[first[k]];
      g_assert_cmpuint (rsc_shown_axes_get_labels (f->axes)[k], ==, labels[k]);
    }
  g_assert_true (rsc_shown_axes_are (f->axes, 3, labels));
  g_assert_false (rsc_shown_axes_are (f->axes, 2, labels));

  /* Four neurons only. */
  show (f, 0.5);
  rsc_shown_axes_keep (f->axes, f->labelling, f->set, NULL, NULL);
  g_assert_true (rsc_shown_axes_are (f->axes, 3, labels));
  g_assert_cmpuint (rsc_shown_axes_get (f->axes, &axes), ==, 3);
  for (gsize k = 0; k < 3; k++)
    if (axes[k] == RSC_OPTIMAL_SET_ABSENT)
      n_absent++;
    else
      g_assert_cmpuint (rsc_labelling_get_labels (f->labelling)[axes[k]], ==, labels[k]);
  g_assert_cmpuint (n_absent, >, 0);
  g_assert_nonnull (rsc_shown_axes_get_hull (f->axes));
  g_assert_cmpuint (rsc_shown_axes_get_hull (f->axes)->n_axes, ==, 3);
  show (f, 0.1);
  rsc_shown_axes_keep (f->axes, f->labelling, f->set, NULL, NULL);
  g_assert_true (rsc_shown_axes_are (f->axes, 3, labels));

  rsc_shown_axes_set_hull (f->axes, rsc_shown_axes_get_hull (f->axes), TRUE);
  g_assert_true (rsc_shown_axes_is_hull_stale (f->axes));
  rsc_shown_axes_clear (f->axes);
  g_assert_cmpuint (rsc_shown_axes_get (f->axes, NULL), ==, 0);
  g_assert_null (rsc_shown_axes_get_hull (f->axes));
  g_assert_false (rsc_shown_axes_is_hull_stale (f->axes));
}

/* A person's choice is found again by name, and nothing is put beside it. */
static void
test_chosen (Fixture *f, gconstpointer data)
{
  const gsize chosen[2] = { 7, 3 };
  g_autoptr (RscNeuronKeys) keys = rsc_neuron_keys_new (f->set, 2, chosen, NULL);
  g_autoptr (RscNeuronKeys) other = NULL;
  gsize axes[3];

  g_assert_cmpuint (rsc_shown_axes_choose (f->axes, f->labelling, f->set, keys, axes), ==, 2);
  g_assert_cmpuint (axes[0], ==, 7);
  g_assert_cmpuint (axes[1], ==, 3);
  g_assert_true (rsc_shown_axes_follow (f->axes, keys));
  g_assert_false (rsc_shown_axes_follow (f->axes, NULL));
  rsc_shown_axes_take (f->axes, f->labelling, f->set, keys, 2, axes, NULL);
  other = rsc_shown_axes_dup_keys (f->axes, f->set);
  g_assert_true (rsc_neuron_keys_equal (keys, other));
  show (f, 0.05);
  g_assert_cmpuint (rsc_shown_axes_choose (f->axes, f->labelling, f->set, keys, axes), ==, 2);
  g_assert_cmpint (rsc_neuron_keys_lookup (keys, 0, f->set), ==, (gssize) axes[0]);
  /* Without a choice: as many as the set fills, the same first. */
  rsc_shown_axes_forget (f->axes);
  g_assert_cmpuint (rsc_shown_axes_choose (f->axes, f->labelling, f->set, NULL, axes), ==, 3);
}

/* A play that begins at one network: it has no box to keep, and its neurons are not where the
 * larger sets are. The axes are the path's then; and without a path those of the first larger
 * set. */
static void
test_from_one (Fixture *f, gconstpointer data)
{
  const gsize first[3] = { 3, 1, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = rsc_path_new (f->problem, NULL, NULL, NULL, NULL, &error);
  g_autoptr (RscPathRanges) ranges = NULL;
  gsize ids[3], wanted[3], axes[3], fresh[3];
  gsize n, n_fresh;

  g_assert_no_error (error);
  ranges = rsc_path_ranges_new (path, 0, 1, NULL);
  show (f, 0.5);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (f->set), ==, 0);
  rsc_labelling_take_path (f->labelling, path, NULL, NULL);
  rsc_shown_axes_take (f->axes, f->labelling, f->set, NULL, 3, first, NULL);
  g_assert_cmpuint (rsc_shown_axes_get (f->axes, NULL), ==, 3);

  n = rsc_path_ranges_get_axes (ranges, ids);
  g_assert_cmpuint (n, ==, 3);
  for (gsize k = 0; k < n; k++)
    wanted[k] = rsc_labelling_get_id_labels (f->labelling)[ids[k]];
  rsc_shown_axes_keep (f->axes, f->labelling, f->set, NULL, ranges);
  g_assert_true (rsc_shown_axes_are (f->axes, 3, wanted));
  /* They stay when it comes by one network again. */
  rsc_shown_axes_take (f->axes, f->labelling, f->set, NULL, 3, first, NULL);
  rsc_shown_axes_keep (f->axes, f->labelling, f->set, NULL, ranges);
  g_assert_true (rsc_shown_axes_are (f->axes, 3, wanted));

  rsc_shown_axes_clear (f->axes);
  rsc_shown_axes_take (f->axes, f->labelling, f->set, NULL, 3, first, NULL);
  show (f, 0.1);
  n = rsc_shown_axes_choose (f->axes, f->labelling, f->set, NULL, axes);
  rsc_shown_axes_clear (f->axes);
  n_fresh = rsc_shown_axes_choose (f->axes, f->labelling, f->set, NULL, fresh);
  g_assert_cmpmem (axes, n * sizeof axes[0], fresh, n_fresh * sizeof fresh[0]);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/shown-axes/" name, Fixture, NULL, setup, func, teardown)
  ADD ("stay", test_stay);
  ADD ("chosen", test_chosen);
  ADD ("from-one", test_from_one);

  return g_test_run ();
}
