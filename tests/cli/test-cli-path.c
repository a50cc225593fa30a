/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/cli/rsc-cli-run.h"

#include <math.h>
#include <string.h>

static double
number (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_double_member (object, key);
}

static void
assert_keys (JsonObject *object, const char *keys)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) l->data);
  g_assert_cmpstr (text->str, ==, keys);
}

static void
test_json (void)
{
  g_autoptr (JsonNode) root = rsc_cli_run_json ("path gallery:checkerboard --ratio-min 0.05 "
                                                "--epsilon 0.01 --json -");
  JsonObject *object = json_node_get_object (root);
  JsonArray *points = json_object_get_array_member (object, "points");
  JsonArray *events = json_object_get_array_member (object, "events");
  const double top = 1.1547005383792517;
  gboolean found = FALSE;

  assert_keys (object, "tolerance points events");
  for (guint k = 0; k < json_array_get_length (points); k++)
    {
      JsonObject *point = json_array_get_object_element (points, k);
      JsonArray *neurons = json_object_get_array_member (point, "neurons");
      const double ratio = number (point, "lambda") / top;

      assert_keys (point, "lambda objective relative_gap width dimension neurons");
      g_assert_cmpfloat (number (point, "relative_gap"), <=, number (object, "tolerance"));
      g_assert_cmpint (json_object_get_int_member (point, "width"), <=,
                       json_array_get_length (neurons));
      g_assert_cmpint (json_object_get_int_member (point, "dimension"), ==,
                       ratio > 0.39753 ? 0 : (ratio > 0.30350 ? 2 : 3));
      for (guint i = 0; i < json_array_get_length (neurons); i++)
        {
          JsonObject *neuron = json_array_get_object_element (neurons, i);
          JsonArray *direction = json_object_get_array_member (neuron, "direction");
          double length = 0.0;

          assert_keys (neuron, "id sign direction norm norm_slope");
          /* Tangents where there is one network; it grows as λ falls just below λ_max. */
          g_assert_cmpint (json_object_get_null_member (neuron, "norm_slope"), ==,
                           json_object_get_int_member (point, "dimension") > 0);
          if (ratio > 0.9)
            g_assert_cmpfloat (number (neuron, "norm_slope"), <, 0.0);
          g_assert_cmpint (json_object_get_int_member (neuron, "id"), >=, 1);
          g_assert_cmpint (ABS (json_object_get_int_member (neuron, "sign")), ==, 1);
          g_assert_cmpfloat (number (neuron, "norm"), >=, 0.0);
          for (guint j = 0; j < json_array_get_length (direction); j++)
            length = hypot (length, json_array_get_double_element (direction, j));
          g_assert_cmpfloat_with_epsilon (length, 1.0, 1e-12);
        }
    }
  g_assert_cmpfloat_with_epsilon (number (json_array_get_object_element (points, 0), "lambda"), top,
                                  1e-12);
  for (guint k = 0; k < json_array_get_length (events); k++)
    {
      JsonObject *event = json_array_get_object_element (events, k);
      const char *kind = json_object_get_string_member (event, "kind");

      assert_keys (event, "lambda kind neuron");
      g_assert_cmpint (json_object_get_null_member (event, "neuron"), ==,
                       g_str_equal (kind, "non-unique") || g_str_equal (kind, "unique"));
      if (g_str_equal (kind, "non-unique"))
        {
          g_assert_cmpfloat_with_epsilon (number (event, "lambda") / top, 0.39753083, 1e-7);
          found = TRUE;
        }
    }
  g_assert_true (found);
}

static void
test_summary (void)
{
  g_auto (RscCliRun) run = rsc_cli_run ("path gallery:checkerboard --ratio-min 0.3");

  g_assert_cmpint (run.code, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_nonnull (strstr (run.out, "from λ_max = 1.154700538 down to 0.3 λ_max"));
  g_assert_nonnull (strstr (run.out, "dimension of the optimal set up to 3"));
  g_assert_nonnull (strstr (run.out, "more than one optimal network below"));
}

/* A finer promise takes more points. */
static void
test_epsilon (void)
{
  gsize counts[2];
  static const char *const epsilons[] = { "1e-2", "1e-4" };

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) root =
        rsc_cli_run_json ("path gallery:xor --epsilon %s --json -", epsilons[i]);

      counts[i] = json_array_get_length (
        json_object_get_array_member (json_node_get_object (root), "points"));
    }
  g_assert_cmpuint (counts[1], >, 5 * counts[0]);
  g_assert_cmpuint (counts[1], <, 15 * counts[0]);
}

static void
test_not_reached (void)
{
  g_auto (RscCliRun) run =
    rsc_cli_run ("path gallery:moons --tolerance 1e-300 --ratio-min 0.1 --json -");
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "was not reached"));
  g_assert_true (json_parser_load_from_data (parser, run.out, -1, NULL));
}

static void
test_zero_targets (void)
{
  g_autofree char *file = rsc_cli_write_file ("zero.csv", "1,0\n2,0\n");
  g_auto (RscCliRun) run = rsc_cli_run ("path '%s'", file);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "the zero network is optimal for every λ"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-path/json", test_json);
  g_test_add_func ("/cli-path/summary", test_summary);
  g_test_add_func ("/cli-path/epsilon", test_epsilon);
  g_test_add_func ("/cli-path/not-reached", test_not_reached);
  g_test_add_func ("/cli-path/zero-targets", test_zero_targets);
  return rsc_cli_run_tests ();
}
