/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-classes.h"

typedef struct
{
  double y[10];
  gsize n;
  gsize n_classes;
  double labels[RSC_CLASSES_MAX];
} Case;

static void
test_rule (void)
{
  static const Case cases[] = {
    { { 1, -1, -1, 1 }, 4, 2, { -1, 1 } },
    { { 1, 0 }, 2, 2, { 0, 1 } },
    { { 3, 17, 3 }, 3, 2, { 3, 17 } },
    { { 1, 1, 1 }, 3, 1, { 1 } },
    { { 0, 1, -1 }, 3, 3, { -1, 0, 1 } },
    /* A label for two rows on average. */
    { { 2, 1, 0, 0, 1, 2 }, 6, 3, { 0, 1, 2 } },
    { { 2, 1, 0, 0, 0, 0 }, 6, 3, { 0, 1, 2 } },
    { { 2, 1, 0, 0, 1 }, 5, 0, { 0 } },
    { { 1, 2, 3, 4, 5 }, 5, 0, { 0 } },
    { { -1, 0, 2 }, 3, 0, { 0 } },
    /* Not whole. */
    { { 1, -1, 0.5, 1, -1, 1, -1, 1 }, 8, 0, { 0 } },
    { { 1, -1, 1 + 1e-15 }, 3, 0, { 0 } },
    /* Too many. */
    { { 1, 2, 3, 4, 5, 6, 7, 8, 1, 2 }, 10, 0, { 0 } },
    { { -0.0, 0.0, 1 }, 3, 2, { 0, 1 } },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscDataset) dataset =
        rsc_dataset_new ("d", cases[k].n, 0, cases[k].y, cases[k].y, NULL, NULL, NULL);
      double labels[RSC_CLASSES_MAX];

      g_assert_cmpuint (rsc_classes_list (dataset, labels), ==, cases[k].n_classes);
      for (gsize c = 0; c < cases[k].n_classes; c++)
        g_assert_cmpfloat (labels[c], ==, cases[k].labels[c]);
    }
}

/* Seven labels are still classes when each stands in two rows. */
static void
test_most (void)
{
  double y[16], labels[RSC_CLASSES_MAX];

  for (int i = 0; i < 16; i++)
    y[i] = (5 * i) % 7;
  for (gsize n = 13; n <= 16; n++)
    {
      g_autoptr (RscDataset) dataset = rsc_dataset_new ("d", n, 0, y, y, NULL, NULL, NULL);

      g_assert_cmpuint (rsc_classes_list (dataset, labels), ==, n < 14 ? 0 : 7);
    }
  for (int c = 0; c < 7; c++)
    g_assert_cmpfloat (labels[c], ==, c);
}

/* Of what class a point to be drawn can be. */
static void
test_two (void)
{
  static const struct
  {
    gsize n;
    double y[3];
    gboolean are_two;
    double classes[2];
  } cases[] = {
    { 0, { 0 }, TRUE, { -1, 1 } },         { 2, { 1, 1 }, TRUE, { -1, 1 } },
    { 2, { -1, -1 }, TRUE, { -1, 1 } },    { 2, { 0, 0 }, TRUE, { 0, 1 } },
    { 3, { 3, 1, 3 }, TRUE, { 1, 3 } },    { 2, { 0.5, 1 }, FALSE, { -1, 1 } },
    { 3, { -1, 0, 1 }, FALSE, { -1, 1 } },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscDataset) dataset =
        cases[k].n > 0
          ? rsc_dataset_new ("d", cases[k].n, 0, cases[k].y, cases[k].y, NULL, NULL, NULL)
          : rsc_dataset_new_empty ("d", 2, NULL, NULL);
      double classes[2];

      g_assert_cmpint (rsc_classes_find_two (dataset, classes), ==, cases[k].are_two);
      g_assert_cmpfloat (classes[0], ==, cases[k].classes[0]);
      g_assert_cmpfloat (classes[1], ==, cases[k].classes[1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classes/rule", test_rule);
  g_test_add_func ("/classes/most", test_most);
  g_test_add_func ("/classes/two", test_two);
  return g_test_run ();
}
