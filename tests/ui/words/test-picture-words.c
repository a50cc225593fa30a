/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "core/data/rsc-row-space.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-function-words.h"
#include "ui/words/rsc-path-words.h"
#include "ui/words/rsc-picture-words.h"
#include "ui/words/rsc-set-words.h"

static void
assert_says (char *said, const char *text)
{
  g_assert_cmpstr (said, ==, text);
  g_free (said);
}

/* The function by what is on its axes; what is not known is not told. */
static void
test_function (void)
{
  const double hidden[] = { 1, 0 }, output[] = { 2 };
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("sine", 0, 0);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, TRUE, hidden, output, NULL);
  RscPictureFunction picture = { .width = NAN };
  g_autofree char *curve = NULL;

  assert_says (rsc_picture_words_dup_function (&picture),
               rsc_function_words_notice (RSC_FUNCTION_NO_DATA));
  picture.dataset = dataset;
  picture.n_features = 1;
  curve = rsc_picture_words_dup_function (&picture);
  g_assert_true (g_str_has_prefix (curve, "Curve of the prediction over x1. "));
  g_assert_true (g_str_has_suffix (curve, rsc_function_words_notice (RSC_FUNCTION_NOT_SOLVED)));
  picture.network = network;
  picture.width = 0.25;
  g_free (curve);
  curve = rsc_picture_words_dup_function (&picture);
  g_assert_nonnull (strstr (curve, " has 1 neuron and predicts 0 to "));
  g_assert_true (g_str_has_suffix (curve, " differ by at most 0.25 in the picture."));
  {
    const gsize rows[] = { 2, 4 };
    g_autoptr (RscRowSet) two = rsc_row_set_new (2, rows);
    g_autoptr (RscRowSet) many = rsc_row_set_new_range (0, 12);

    picture.selected = two;
    picture.n_test = 3;
    g_free (curve);
    curve = rsc_picture_words_dup_function (&picture);
    g_assert_nonnull (strstr (curve, " 3 test points. Selected: rows 3, 5. "));
    picture.selected = many;
    g_free (curve);
    curve = rsc_picture_words_dup_function (&picture);
    g_assert_nonnull (strstr (curve, " 12 points are selected. "));
    picture.updating = "Updating: not certified for these data yet";
    g_free (curve);
    curve = rsc_picture_words_dup_function (&picture);
    g_assert_true (g_str_has_suffix (curve, "Updating: not certified for these data yet."));
    g_assert_null (strstr (curve, "predicts"));
  }
}

static void
test_curves (void)
{
  assert_says (rsc_picture_words_dup_curves ("Accuracy", 2),
               "Accuracy over the number of neurons, 2 curves.");
  assert_says (rsc_picture_words_dup_curve ("Random", FALSE, 12, 1, 1, 0.5),
               " Random: 1 with 12 neurons, 0.5 with 1 neuron.");
}

/* Without a set or a path the words are those of the empty picture. */
static void
test_nothing (void)
{
  assert_says (rsc_picture_words_dup_set (NULL, NULL, 0, NULL, NULL, NULL, -1, FALSE),
               rsc_set_words_get_absence (NULL, 0));
  assert_says (rsc_picture_words_dup_path (NULL, FALSE, "norm", RSC_PICTURE_OVER_LAMBDA, NAN),
               rsc_path_words_get_place ());
  assert_says (rsc_picture_words_dup_timeline (NULL, FALSE, 1e-3),
               "From λₘₐₓ down to λ = 0.001 λₘₐₓ.");
}

/* While vertices are not all listed and none is picked, the set says how many are known and where
 * the axes are. */
static void
test_set (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  const gsize axes[] = { 0, 1, 2 };
  gsize labels[8];
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, axes, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    labels[i] = 7 - i;
  assert_says (rsc_picture_words_dup_set (set, hull, 3, axes, labels, NULL, -1, FALSE),
               "The whole set: 3-dimensional. 10 vertices. Axes: neurons 8, 7, 6.");
  assert_says (rsc_picture_words_dup_set (set, NULL, 3, axes, labels, NULL, -1, FALSE),
               rsc_set_words_get_absence (set, 3));
}

/* In data of many features the axes are directions of the space of their rows: so said where a
 * sentence has the room. */
static void
test_space (void)
{
  const double x[] = { 1, 2, 2, 0, 1, -1 }, y[] = { 1, -1 };
  const char *const names[] = { "a", "b", "c", NULL };
  g_autoptr (RscDataset) plain = rsc_dataset_new ("wide", 2, 3, x, y, names, "y", NULL);
  g_autoptr (RscRowSpace) space = rsc_row_space_new (2, 3, x, NULL);
  g_autoptr (RscDataset) inside = rsc_dataset_new_in_space (plain, space, FALSE, NULL);
  RscPictureFunction picture = { .width = NAN, .dataset = inside, .n_features = 2 };
  const RscFunctionPlace place = {
    .point = 0, .n_points = 1, .value = NAN, .low = NAN, .high = NAN
  };
  g_autofree char *said = NULL;

  picture.features[1] = 1;
  said = rsc_picture_words_dup_function (&picture);
  g_assert_true (g_str_has_prefix (said,
                                   "Map of the prediction over direction 1 of the rows’ space "
                                   "and direction 2 of the rows’ space."));
  assert_says (rsc_data_words_dup_feature (inside, 1), "direction 2 of the rows’ space");
  assert_says (rsc_data_words_dup_feature (plain, 1), "b");
  g_assert_cmpstr (rsc_data_words_get_axis (inside, TRUE), ==,
                   "Direction of the rows’ space on the vertical axis");
  g_assert_cmpstr (rsc_data_words_get_axis (plain, FALSE), ==, "Feature on the horizontal axis");
  g_clear_pointer (&said, g_free);
  said = rsc_function_words_place (inside, &place);
  g_assert_true (g_str_has_prefix (said, "Row 1: in the rows’ space direction 1 = "));
  g_clear_pointer (&said, g_free);
  said = rsc_function_words_place (plain, &place);
  g_assert_true (g_str_has_prefix (said, "Row 1: a = 1, b = 2, c = 2, y = 1"));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-words/function", test_function);
  g_test_add_func ("/picture-words/curves", test_curves);
  g_test_add_func ("/picture-words/nothing", test_nothing);
  g_test_add_func ("/picture-words/set", test_set);
  g_test_add_func ("/picture-words/space", test_space);
  return g_test_run ();
}
