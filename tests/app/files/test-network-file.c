/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks read from JSON: what the command line writes, what a person writes, what is broken. */
#include <math.h>

#include "app/files/rsc-network-csv.h"
#include "app/files/rsc-network-file.h"
#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-error.h"

static RscDataset *
new_dataset (void)
{
  const double x[] = { 1, 2, 3, 4 };
  const double y[] = { 1, -1 };

  return rsc_dataset_new ("two points", 2, 2, x, y, NULL, NULL, NULL);
}

static void
test_solve_json (void)
{
  g_autoptr (RscDataset) dataset = new_dataset ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) network = rsc_network_file_parse (
    "{\"schema\": 1, \"bias\": true, \"network\": {\"hidden\": [[1, 2.5, -3], [0, 1e-3, 4]],"
    " \"output\": [2, -1]}}",
    -1, "net.json", dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_network_get_width (network), ==, 2);
  g_assert_cmpuint (rsc_network_get_d (network), ==, 3);
  g_assert_true (rsc_network_get_bias (network));
  g_assert_cmpfloat (rsc_network_get_hidden (network)[1], ==, 2.5);
  g_assert_cmpfloat (rsc_network_get_hidden (network)[4], ==, 1e-3);
  g_assert_cmpfloat (rsc_network_get_output (network)[1], ==, -1);
  g_assert_null (rsc_network_get_gates (network));
}

/* Without "bias" the columns tell; with "gates" it is gated; no neuron at all is a network too. */
static void
test_plain_network (void)
{
  g_autoptr (RscDataset) dataset = new_dataset ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) plain =
    rsc_network_file_parse ("{\"hidden\": [[1, 2]], \"output\": [3]}", -1, "n", dataset, &error);
  g_autoptr (RscNetwork) gated = rsc_network_file_parse (
    "{\"hidden\": [[1, 2, 3]], \"output\": [1], \"gates\": [[4, 5, 6]]}", -1, "n", dataset, NULL);
  g_autoptr (RscNetwork) zero =
    rsc_network_file_parse ("{\"hidden\": [], \"output\": []}", -1, "n", dataset, NULL);

  g_assert_no_error (error);
  g_assert_false (rsc_network_get_bias (plain));
  g_assert_nonnull (gated);
  g_assert_true (rsc_network_get_bias (gated));
  g_assert_cmpfloat (rsc_network_get_gates (gated)[2], ==, 6);
  g_assert_nonnull (zero);
  g_assert_cmpuint (rsc_network_get_width (zero), ==, 0);
}

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "nonsense", "net.json:1:8: this is no JSON" },
    { "{\"hidden\": [[1, 2]], \"bias_hidden\": [3], \"output\": [1]}",
      "unknown key “bias_hidden”: biases are the last numbers of the rows of “hidden”, or "
      "“hidden_bias”" },
    { "{\"hidden\": [[1, 2]], \"hidden_bias\": [3, 4], \"output\": [1]}",
      "“hidden_bias” has length 2, the number of neurons is 1" },
    { "{\"hidden\": [[1, 2, 3]], \"hidden_bias\": [3], \"output\": [1]}",
      "“hidden_bias” stands beside rows of length 3, the number of features is 2" },
    { "{\"hidden\": [[1, 2]], \"hidden_bias\": 3, \"output\": [1]}", "“hidden_bias” is no array" },
    { "{\"hidden\": [[1, 2]], \"output\": [1], \"output_bias\": [0.5]}",
      "“output_bias” is 0.5: these networks have no bias at the output" },
    { "{\"hidden\": [[1, 2], [3, 4]], \"output\": [[1, 2], [3, 4]]}",
      "“output” has 2 rows of 2 numbers: one output is read" },
    { "{\"hidden\": [[1, 2]], \"outputs\": [3], \"output\": [1]}", "did you mean “output”?" },
    { "[1, 2]", "no object" },
    { "{\"hidden\": [[1, 2]], \"outputt\": [1]}", "“outputt”: did you mean “output”?" },
    { "{\"schema\": 1}", "no array “output”" },
    { "{\"output\": [1]}", "no array “hidden”" },
    { "{\"hidden\": [[1, 2], [3, 4]], \"output\": [1]}",
      "“hidden” has the shape 2 × 2, “output” the length 1" },
    { "{\"hidden\": [[1, 2], [3]], \"output\": [1, 1]}",
      "row 2 of “hidden” has length 1, the first row 2" },
    { "{\"hidden\": [1], \"output\": [1]}", "row 1" },
    { "{\"hidden\": [[1, null]], \"output\": [1]}", "no number" },
    { "{\"hidden\": [[1, 1e999]], \"output\": [1]}", "" },
    { "{\"hidden\": [[1, 2, 3, 4]], \"output\": [1]}",
      "the number of weights of its neurons is 4" },
    { "{\"bias\": true, \"hidden\": [[1, 2]], \"output\": [1]}", "with the bias" },
    { "{\"hidden\": [[1, 2]], \"output\": [1], \"gates\": [[1, 2, 3]]}", "different lengths" },
  };
  g_autoptr (RscDataset) dataset = new_dataset ();

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;
      RscNetwork *network = rsc_network_file_parse (cases[k].text, -1, "net.json", dataset, &error);

      g_test_message ("%s", error ? error->message : cases[k].text);
      g_assert_null (network);
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_true (g_str_has_prefix (error->message, "net.json:"));
      g_assert_nonnull (strstr (error->message, cases[k].said));
    }
}

/* Where the file names its features, weights go to the features of that name. */
static void
test_names (void)
{
  const double x[] = { 1, 2, 3, 4 };
  const double y[] = { 1, -1 };
  const char *const names[] = { "a", "b" };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("d", 2, 2, x, y, names, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) turned =
    rsc_network_file_parse ("{\"bias\": true, \"reading\": {\"features\": [\"b\", \"a\"]}, "
                            "\"network\": {\"hidden\": [[1, 2, 3]],"
                            " \"output\": [1], \"gates\": [[4, 5, 6]]}}",
                            -1, "n", dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_network_get_hidden (turned)[0], ==, 2);
  g_assert_cmpfloat (rsc_network_get_hidden (turned)[1], ==, 1);
  g_assert_cmpfloat (rsc_network_get_hidden (turned)[2], ==, 3);
  g_assert_cmpfloat (rsc_network_get_gates (turned)[0], ==, 5);
  g_assert_null (
    rsc_network_file_parse ("{\"reading\": {\"features\": [\"b\", \"c\"]}, \"network\": "
                            "{\"hidden\": [[1, 2]], \"output\": [1]}}",
                            -1, "n", dataset, &error));
  g_assert_cmpstr (error->message, ==,
                   "n: its network has no weight for the feature “a” of these data");
}

static void
check_network (const char *text, const char *name, const double *hidden, const double *output)
{
  g_autoptr (RscDataset) dataset = new_dataset ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) network = rsc_network_file_parse (text, -1, name, dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_network_get_width (network), ==, 3);
  g_assert_true (rsc_network_get_bias (network));
  for (gsize k = 0; k < 9; k++)
    g_assert_cmpfloat (rsc_network_get_hidden (network)[k], ==, hidden[k]);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat (rsc_network_get_output (network)[k], ==, output[k]);
}

/* The same network as NumPy, PyTorch, Keras and scikit-learn hold it. */
static void
test_shapes (void)
{
  static const double hidden[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  static const double output[] = { -1, 0.5, 2 };

  /* PyTorch: Linear.weight is out × in. */
  check_network ("{\"hidden\": [[1, 2], [4, 5], [7, 8]], \"hidden_bias\": [3, 6, 9],"
                 " \"output\": [[-1, 0.5, 2]]}",
                 "n", hidden, output);
  /* Keras and scikit-learn: kernels are in × out. */
  check_network ("{\"hidden\": [[1, 4, 7], [2, 5, 8]], \"hidden_bias\": [3, 6, 9],"
                 " \"output\": [[-1], [0.5], [2]], \"output_bias\": [0]}",
                 "n", hidden, output);
  /* A square one says so. */
  check_network ("{\"hidden\": [[1, 4, 7], [2, 5, 8], [3, 6, 9]], \"transposed\": true,"
                 " \"output\": [-1, 0.5, 2]}",
                 "n", hidden, output);
  check_network ("{\"hidden\": [[1, 2, 3], [4, 5, 6], [7, 8, 9]], \"output\": [-1, 0.5, 2]}", "n",
                 hidden, output);
  /* A table, its columns in another order. */
  check_network ("output;x2;x1;bias\n-1;2;1;3\n0.5;5;4;6\n2;8;7;9\n", "net.csv", hidden, output);
}

/* What is written is read back to the bit, with gates and names that need quotes. */
static void
test_table (void)
{
  const double x[] = { 1, 2, 3, 4 };
  const double y[] = { 1, -1 };
  const char *const names[] = { "gate of the garden, south", "\"bias\"" };
  const double hidden[] = { 1.0 / 3, -2e-17, 3, 4e100, 5, 6 };
  const double output[] = { 0.1, -1 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("d", 2, 2, x, y, names, NULL, NULL);

  for (guint gated = 0; gated < 2; gated++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscNetwork) network =
        rsc_network_new (2, 3, TRUE, hidden, output, gated ? hidden : NULL);
      g_autofree char *text = rsc_network_csv_write (network, dataset, &error);
      g_autoptr (RscNetwork) back = NULL;

      g_assert_no_error (error);
      back = rsc_network_file_parse (text, -1, "net.csv", dataset, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (rsc_network_get_hidden (back), sizeof hidden, hidden, sizeof hidden);
      g_assert_cmpmem (rsc_network_get_output (back), sizeof output, output, sizeof output);
      g_assert_true ((rsc_network_get_gates (back) != NULL) == (gated == 1));
      if (gated)
        g_assert_cmpmem (rsc_network_get_gates (back), sizeof hidden, hidden, sizeof hidden);
    }
}

/* No neuron is a header alone; a feature with the name of another column cannot be told from it. */
static void
test_special_tables (void)
{
  const double x[] = { 1, 2, 3, 4 };
  const double y[] = { 1, -1 };
  const char *const names[] = { "bias", "b" };
  g_autoptr (RscDataset) dataset = new_dataset ();
  g_autoptr (RscDataset) clash = rsc_dataset_new ("d", 2, 2, x, y, names, NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint bias = 0; bias < 2; bias++)
    {
      g_autoptr (RscNetwork) zero = rsc_network_new (0, 2 + bias, bias == 1, NULL, NULL, NULL);
      g_autofree char *text = rsc_network_csv_write (zero, dataset, &error);
      g_autoptr (RscNetwork) back = NULL;

      g_assert_no_error (error);
      back = rsc_network_file_parse (text, -1, "zero.csv", dataset, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rsc_network_get_width (back), ==, 0);
      g_assert_true (rsc_network_get_bias (back) == (bias == 1));
    }
  g_assert_null (rsc_network_file_parse ("bias,b,bias_2,output\n1,2,3,4\n2,3,4,5\n", -1, "net.csv",
                                         clash, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "the feature “bias” has the name of another column"));
}

static void
test_broken_table (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "x1,x2\n1,2\n", "output" },
    { "x1,x3,output\n1,2,3\n", "no column “x2” for the feature “x2”" },
    { "x1,x2,x3,output\n1,2,3,4\n",
      "the number of its columns beside “output” is 3, these data ask for 2" },
    { "x1,x2,gate x1,output\n1,2,3,4\n", "is 3, these data ask for 4" },
    { "x1,x2,output\n1,what,4\n2,3,4\n", "what" },
  };
  g_autoptr (RscDataset) dataset = new_dataset ();

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_network_file_parse (cases[k].text, -1, "net.csv", dataset, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, "net.csv:"));
      g_assert_nonnull (strstr (error->message, cases[k].said));
    }
}

/* With more features than rows weights are those of the file, and enter the space of the rows; what
 * is outside it is refused. */
static void
test_space (void)
{
  const double x[] = { 1, 0, 2, 0, 1, 1 };
  const double y[] = { 1, -1 };
  g_autoptr (RscDataset) source = rsc_dataset_new ("wide", 2, 3, x, y, NULL, NULL, NULL);
  g_autoptr (RscRowSpace) space = rsc_row_space_new (2, 3, x, NULL);
  g_autoptr (RscDataset) dataset = rsc_dataset_new_in_space (source, space, FALSE, NULL);
  g_autoptr (GError) error = NULL;
  /* The first row plus half of the second one. */
  g_autoptr (RscNetwork) network = rsc_network_file_parse (
    "{\"hidden\": [[1, 0.5, 2.5]], \"output\": [2]}", -1, "n", dataset, &error);
  double f[2];

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_network_get_d (network), ==, 2);
  rsc_network_predict (network, 2, rsc_dataset_get_x (dataset), f);
  g_assert_cmpfloat_with_epsilon (f[0], 12.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (f[1], 6.0, 1e-12);
  g_assert_null (rsc_network_file_parse ("{\"hidden\": [[1, 0.5, 2]], \"output\": [2]}", -1, "n",
                                         dataset, &error));
  g_assert_nonnull (strstr (error->message, "neuron 1 has weights that change no prediction"));
}

/* A bias that is none of the coordinates of the space stays what it is. */
static void
test_row_space_bias (void)
{
  static const double x[] = { 1, 2, -1, 0, 1, 1 };
  static const double y[] = { 1, -1 };
  g_autoptr (RscDataset) source = rsc_dataset_new ("two", 2, 3, x, y, NULL, NULL, NULL);
  g_autoptr (RscRowSpace) space = rsc_row_space_new (2, 3, x, NULL);
  g_autoptr (RscDataset) dataset = rsc_dataset_new_in_space (source, space, FALSE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) network = rsc_network_file_parse (
    "{\"bias\": true, \"network\": {\"hidden\": [[2, 3, -3, 7]], \"output\": [2]}}", -1, "n",
    dataset, &error);
  const double *v;

  g_assert_no_error (error);
  g_assert_true (rsc_network_get_bias (network));
  g_assert_cmpuint (rsc_network_get_d (network), ==, 3);
  v = rsc_network_get_hidden (network);
  g_assert_cmpfloat (v[2], ==, 7);
  for (gsize r = 0; r < 2; r++)
    g_assert_cmpfloat_with_epsilon (v[0] * rsc_dataset_get_x (dataset)[2 * r]
                                      + v[1] * rsc_dataset_get_x (dataset)[2 * r + 1],
                                    2 * x[3 * r] + 3 * x[3 * r + 1] - 3 * x[3 * r + 2], 1e-13);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-file/shapes", test_shapes);
  g_test_add_func ("/network-file/table", test_table);
  g_test_add_func ("/network-file/special-tables", test_special_tables);
  g_test_add_func ("/network-file/broken-table", test_broken_table);
  g_test_add_func ("/network-file/space", test_space);
  g_test_add_func ("/network-file/solve-json", test_solve_json);
  g_test_add_func ("/network-file/plain", test_plain_network);
  g_test_add_func ("/network-file/broken", test_broken);
  g_test_add_func ("/network-file/names", test_names);
  g_test_add_func ("/network-file/row-space-bias", test_row_space_bias);
  return g_test_run ();
}
