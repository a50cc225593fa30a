/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-class-outputs.h"

#include "core/numerics/rsc-error.h"
#include <string.h>

static RscClassOutputs *
read_text (const char *text, const RscImportChoices *choices, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (RscTable) table = rsc_table_read (stream, "f.csv", &choices->table, NULL, NULL, error);

  g_assert_nonnull (table);
  return rsc_class_outputs_new (table, choices, NULL, NULL, error);
}

/* Every row is of one class, and the rows and features are the same for all. */
static void
test_classes (void)
{
  static const char *const texts[] = {
    "a,b,kind\n1,2,red\n3,4,blue\n5,6,red\n7,8,green\n",
    /* The target elsewhere, numbers as classes, and a row that is left out. */
    "kind,a,b\n2,1,2\n1,3,4\n2,5,6\n3,7,8\n1,NA,9\n",
  };
  static const char *const names[2][3] = { { "blue", "green", "red" }, { "1", "2", "3" } };
  static const gsize class_of[2][4] = { { 2, 0, 2, 1 }, { 1, 0, 1, 2 } };

  for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      const RscImportChoices choices = { .target = "kind", .missing = RSC_MISSING_DROP };
      g_autoptr (GError) error = NULL;
      g_autoptr (RscClassOutputs) outputs = read_text (texts[t], &choices, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (outputs->n, ==, 3);
      for (gsize k = 0; k < 3; k++)
        {
          RscDataset *dataset = outputs->datasets[k];

          g_assert_cmpstr (outputs->names[k], ==, names[t][k]);
          g_assert_cmpuint (rsc_dataset_get_n (dataset), ==, 4);
          g_assert_cmpuint (rsc_dataset_get_d (dataset), ==, 2);
          for (gsize i = 0; i < 4; i++)
            {
              g_assert_cmpfloat (rsc_dataset_get_y (dataset)[i], ==,
                                 class_of[t][i] == k ? 1.0 : -1.0);
              g_assert_cmpfloat (rsc_dataset_get_x (dataset)[2 * i], ==, 1.0 + 2.0 * (double) i);
            }
        }
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *needle;
  } cases[] = {
    { "a,y\n1,red\n2,red\n", "" },
    { "a,y\n1,red\nx,blue\n3,green\n4,red\n", "f.csv:3:1" },
    { "a,y\n1,2020-01-02\n2,2020-02-03\n3,2021-01-01\n", "" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const RscImportChoices choices = { .target = "y" };
      g_autoptr (GError) error = NULL;
      RscClassOutputs *outputs = read_text (cases[k].text, &choices, &error);

      g_assert_null (outputs);
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_true (g_str_has_prefix (error->message, "f.csv"));
      g_assert_nonnull (strstr (error->message, cases[k].needle));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class-outputs/classes", test_classes);
  g_test_add_func ("/class-outputs/refused", test_refused);
  return g_test_run ();
}
