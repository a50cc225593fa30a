/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate behind a solution, as JSON. */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <string.h>

/* v_b of every direction from what the JSON itself has: the fit, the targets' residual and the
 * rows, its pattern and ρ. */
static void
test_correlations (void)
{
  g_autofree char *path =
    rsc_cli_write_file ("line.csv", "x,y\n-2,1\n-1,-1\n-0.5,0.25\n0,0.5\n1,-1\n1.5,0\n2,1.5\n");
  static const double x[7] = { -2.0, -1.0, -0.5, 0.0, 1.0, 1.5, 2.0 };
  static const double y[7] = { 1.0, -1.0, 0.25, 0.5, -1.0, 0.0, 1.5 };

  for (int with_set = 0; with_set < 2; with_set++)
    {
      g_autoptr (JsonNode) root =
        rsc_cli_run_json ("%s '%s' --json -", with_set ? "optimal-set" : "solve", path);
      JsonObject *object = json_node_get_object (root);
      JsonArray *list = json_object_get_array_member (object, "correlations");
      JsonArray *fit = json_object_get_array_member (object, "fit");
      const double lambda = json_object_get_double_member (object, "lambda");
      double last = INFINITY;
      guint n_held = 0;

      g_assert_cmpstr (json_object_get_string_member (object, "correlations_of"), ==, "all");
      g_assert_cmpuint (json_array_get_length (list), >, 2);
      g_assert_cmpuint (json_array_get_length (list), <=, 20);
      for (guint e = 0; e < json_array_get_length (list); e++)
        {
          JsonObject *entry = json_array_get_object_element (list, e);
          const char *pattern = json_object_get_string_member (entry, "pattern");
          const double sign = json_object_get_int_member (entry, "sign");
          const double ratio = json_object_get_double_member (entry, "ratio");
          JsonArray *direction = json_object_get_array_member (entry, "direction");
          JsonArray *rho = json_object_get_array_member (entry, "rho");
          double v[2] = { 0.0, 0.0 };

          g_assert_cmpfloat (ratio, <=, fmin (last, 1.0) + 1e-7);
          last = ratio;
          g_assert_cmpuint (strlen (pattern), ==, 7);
          for (guint i = 0; i < 7; i++)
            if (pattern[i] == '1')
              {
                const double r = y[i] - json_array_get_double_element (fit, i);

                v[0] += sign * r * x[i];
                v[1] += sign * r;
              }
          for (guint k = 0; k < json_array_get_length (rho); k++, n_held++)
            {
              JsonArray *held = json_array_get_array_element (rho, k);
              const gint64 i = json_array_get_int_element (held, 0);
              const double value = json_array_get_double_element (held, 1);

              g_assert_cmpfloat (value, >, 0.0);
              v[0] += value * (pattern[i] == '1' ? 1.0 : -1.0) * x[i];
              v[1] += value * (pattern[i] == '1' ? 1.0 : -1.0);
            }
          for (guint k = 0; k < 2; k++)
            g_assert_cmpfloat_with_epsilon (
              v[k], ratio * lambda * json_array_get_double_element (direction, k), 1e-7 * lambda);
          if (json_object_has_member (entry, "neuron"))
            g_assert_cmpfloat_with_epsilon (ratio, 1.0, 1e-7);
        }
      g_assert_cmpuint (n_held, >, 0);
      g_assert_true (json_object_has_member (json_array_get_object_element (list, 0), "neuron")
                     == with_set);
    }
}

/* The set only adds which of them are neurons: as many, of the same length. */
static void
test_as_many (void)
{
  g_autoptr (JsonNode) solve = rsc_cli_run_json ("solve gallery:checkerboard --json -");
  g_autoptr (JsonNode) set = rsc_cli_run_json ("optimal-set gallery:checkerboard --json -");
  JsonArray *some = json_object_get_array_member (json_node_get_object (solve), "correlations");
  JsonArray *same = json_object_get_array_member (json_node_get_object (set), "correlations");

  g_assert_cmpuint (json_array_get_length (some), >, 12);
  g_assert_cmpuint (json_array_get_length (same), ==, json_array_get_length (some));
  for (guint e = 0; e < json_array_get_length (some); e++)
    g_assert_cmpfloat_with_epsilon (
      json_object_get_double_member (json_array_get_object_element (same, e), "ratio"),
      json_object_get_double_member (json_array_get_object_element (some, e), "ratio"), 1e-7);
}

/* Also of many columns, where no search goes over all of them, and of gates. */
static void
test_scopes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GString) text = g_string_new ("");
  g_autofree char *path = NULL;

  for (int i = 0; i < 20; i++)
    for (int k = 0; k <= 12; k++)
      g_string_append_printf (text, "%.3f%s", g_rand_double_range (random, -1.0, 1.0),
                              k == 12 ? "\n" : ",");
  path = rsc_cli_write_file ("wide.csv", text->str);
  for (int gated = 0; gated < 2; gated++)
    {
      g_autoptr (JsonNode) root = rsc_cli_run_json (
        "solve '%s' --patterns 40 --activation %s --json -", path, gated ? "gated" : "relu");
      JsonObject *object = json_node_get_object (root);
      JsonArray *list = json_object_get_array_member (object, "correlations");
      double last = INFINITY;

      g_assert_cmpstr (json_object_get_string_member (object, "correlations_of"), ==,
                       gated ? "all" : "in-use");
      g_assert_cmpuint (json_array_get_length (list), ==, 20);
      for (guint e = 0; e < 20; e++)
        {
          const double ratio =
            json_object_get_double_member (json_array_get_object_element (list, e), "ratio");

          g_assert_cmpfloat (ratio, <=, fmin (last, 1.0) + 1e-7);
          last = ratio;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-correlations/rebuilt", test_correlations);
  g_test_add_func ("/cli-correlations/as-many", test_as_many);
  g_test_add_func ("/cli-correlations/scopes", test_scopes);
  return rsc_cli_run_tests ();
}
