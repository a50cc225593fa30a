/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-function-words.h"

#include <math.h>

static void
take (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_place (void)
{
  const double x[] = { -1.5, 2e-15 }, y[] = { 1.0, -0.25 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("d", 2, 1, x, y, NULL, NULL, NULL);
  RscFunctionPlace place = { -1, 0, -0.5, NAN, 2e-15, NAN, NAN, -1, 0 };

  take (rsc_function_words_place (dataset, &place), "x1 = −0.5  ·  f = 2×10⁻¹⁵");
  place.low = -0.25;
  place.high = 0.5;
  place.value = 0.125;
  place.neuron = 2;
  take (rsc_function_words_place (dataset, &place),
        "x1 = −0.5  ·  f = 0.125  ·  over all optimal networks −0.25 to 0.5, width 0.75  ·  here "
        "neuron 3 switches on");
  /* Rounding is no disagreement. */
  place.low = 0.5 - 1e-16;
  place.neuron = -1;
  place.point = 1;
  place.n_points = 1;
  /* The row of the file, not of the rows that are left when some are held out. */
  place.row = 11;
  take (rsc_function_words_place (dataset, &place),
        "Row 12: x1 = 2×10⁻¹⁵, y = −0.25  ·  f = 0.125  ·  the same for all optimal networks");
  place = (RscFunctionPlace){ 0, 3, NAN, NAN, NAN, NAN, NAN, -1, 0 };
  take (rsc_function_words_place (dataset, &place), "Row 1 of 3 here: x1 = −1.5, y = 1");
}

static void
test_change (void)
{
  take (rsc_function_words_fit (7e-15),
        "Training fit: that of every optimal network, to within 7×10⁻¹⁵");
  take (rsc_function_words_change (2e-15, NAN, 1.0), "Pruned: same on the data (2×10⁻¹⁵)");
  take (rsc_function_words_change (2e-15, 0.126, 1.0),
        "Pruned: same on the data (2×10⁻¹⁵), up to 0.13 apart elsewhere");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-words/place", test_place);
  g_test_add_func ("/function-words/change", test_change);
  return g_test_run ();
}
