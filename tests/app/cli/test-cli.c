/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include "ui/plot/rsc-theme.h"
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Each command from its words to its results, against the known answers and against what must hold
 * for any result. Nothing of the core is called here: forward passes are written out. */

static double
get_number (JsonNode *root, const char *key)
{
  JsonObject *object = json_node_get_object (root);

  g_assert_true (json_object_has_member (object, key));
  return json_object_get_double_member (object, key);
}

static JsonObject *
get_object (JsonNode *root, const char *key)
{
  return json_object_get_object_member (json_node_get_object (root), key);
}

static JsonArray *
get_array (JsonNode *root, const char *key)
{
  return json_object_get_array_member (json_node_get_object (root), key);
}

static void
assert_close (double a, double b, double relative)
{
  if (!(fabs (a - b) <= relative * MAX (1e-300, MAX (fabs (a), fabs (b)))))
    g_error ("%.17g is not %.17g to relative %g", a, b, relative);
}

static double
dot (JsonArray *a, const double *x, gsize d)
{
  double sum = 0.0;

  g_assert_cmpuint (json_array_get_length (a), ==, d);
  for (gsize k = 0; k < d; k++)
    sum += json_array_get_double_element (a, (guint) k) * x[k];
  return sum;
}

/* The design with the bias column, parsed here by hand from a CSV with commas and a header. */
static double *
read_design (const char *path, gboolean bias, gsize *n, gsize *d, double **y)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean header;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  header = g_ascii_isalpha (lines[0][0]);
  *n = g_strv_length (lines) - (header ? 1 : 0);
  for (gsize i = 0; i < *n; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + (header ? 1 : 0)], ",", -1);
      gsize columns = g_strv_length (cells);

      for (gsize k = 0; k < columns; k++)
        {
          double value = g_ascii_strtod (cells[k], NULL);

          if (k + 1 == columns && bias)
            {
              double one = 1.0;

              g_array_append_val (x, one);
            }
          if (k + 1 == columns)
            g_array_append_val (targets, value);
          else
            g_array_append_val (x, value);
        }
    }
  *d = x->len / *n;
  *y = (double *) g_array_steal (targets, NULL);
  return (double *) g_array_steal (x, NULL);
}

/* What must hold for every solution: fit and both layers reproduce each other, the parts add up to
 * the objective, the bound is below it. */
static void
check_solution (JsonNode *root, const double *x, const double *y, gsize n, gsize d)
{
  JsonArray *fit = get_array (root, "fit");
  JsonArray *blocks = get_array (root, "blocks");
  JsonObject *network = get_object (root, "network");
  JsonArray *hidden = json_object_get_array_member (network, "hidden");
  JsonArray *output = json_object_get_array_member (network, "output");
  gboolean gated = json_object_has_member (network, "gates");
  double lambda = get_number (root, "lambda");
  double objective = get_number (root, "objective");
  double error = 0.0;
  double scale = 0.0;
  double penalty = 0.0;
  double weights = 0.0;

  g_assert_cmpuint (json_array_get_length (fit), ==, n);
  g_assert_cmpint ((int) get_number (root, "n"), ==, (int) n);
  g_assert_cmpint ((int) get_number (root, "d"), ==, (int) d);
  assert_close (lambda, get_number (root, "lambda_ratio") * get_number (root, "lambda_max"), 1e-14);
  for (gsize i = 0; i < n; i++)
    scale = MAX (scale, fabs (y[i]));

  for (gsize i = 0; i < n; i++)
    {
      double value = json_array_get_double_element (fit, (guint) i);
      double sum = 0.0;

      for (guint k = 0; k < json_array_get_length (hidden); k++)
        {
          double z = dot (json_array_get_array_element (hidden, k), x + i * d, d);
          gboolean on = z > 0.0;

          if (gated)
            on = dot (json_array_get_array_element (json_object_get_array_member (network, "gates"),
                                                    k),
                      x + i * d, d)
                 >= 0.0;
          if (on)
            sum += json_array_get_double_element (output, k) * z;
        }
      g_assert_cmpfloat (fabs (sum - value), <=, 1e-9 * scale);
      error += (value - y[i]) * (value - y[i]);
    }
  for (guint k = 0; k < json_array_get_length (hidden); k++)
    {
      JsonArray *row = json_array_get_array_element (hidden, k);
      double second = json_array_get_double_element (output, k);

      for (guint j = 0; j < d; j++)
        weights += pow (json_array_get_double_element (row, j), 2);
      weights += second * second;
    }
  for (guint k = 0; k < json_array_get_length (blocks); k++)
    {
      JsonObject *block = json_array_get_object_element (blocks, k);
      JsonArray *w = json_object_get_array_member (block, "w");
      const char *pattern = json_object_get_string_member (block, "pattern");
      gint64 sign = json_object_get_int_member (block, "sign");
      double norm = 0.0;

      g_assert_cmpuint (strlen (pattern), ==, n);
      g_assert_true (sign == 1 || sign == -1);
      for (guint j = 0; j < d; j++)
        norm = hypot (norm, json_array_get_double_element (w, j));
      penalty += norm;
      /* In its cone: active rows are not below 0, inactive ones not above. */
      for (gsize i = 0; i < n && !gated; i++)
        {
          double z = dot (w, x + i * d, d);

          g_assert_cmpfloat (pattern[i] == '1' ? -z : z, <=, 1e-8 * norm * (1.0 + fabs (z)));
        }
    }

  assert_close (get_number (root, "squared_error"), error, 1e-9);
  assert_close (get_number (root, "penalty"), penalty, 1e-9);
  assert_close (objective, 0.5 * error + lambda * penalty, 1e-9);
  /* The non-convex objective is the same number. */
  assert_close (objective, 0.5 * error + 0.5 * lambda * weights, 1e-8);
  g_assert_cmpfloat (get_number (root, "relative_gap"), >=, 0.0);
  g_assert_cmpfloat (get_number (root, "relative_gap"), <=, get_number (root, "tolerance"));
  g_assert_cmpfloat (get_number (root, "dual_objective"), <=, objective * (1.0 + 1e-14));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "status"), ==,
                   "converged");
}

/* Every listed point of the set reproduces the fit; the narrowest is the least of all. */
static void
check_set (JsonNode *root, const double *x, gsize n, gsize d)
{
  JsonArray *fit = get_array (root, "fit");
  JsonArray *neurons = get_array (root, "neurons");
  JsonObject *vertices = get_object (root, "vertices");
  JsonObject *narrowest = get_object (root, "narrowest");
  JsonArray *list = json_object_get_array_member (vertices, "list");
  JsonObject *sizes = json_object_get_object_member (vertices, "support_sizes");
  g_autoptr (GList) keys = json_object_get_members (sizes);
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  gint64 least = G_MAXINT64;
  gint64 total = 0;
  gint64 n_blocks = 0;
  gint64 n_support = 0;
  guint m = json_array_get_length (neurons);

  for (guint k = 0; k < json_array_get_length (list); k++)
    g_ptr_array_add (points, json_array_get_array_element (list, k));
  g_ptr_array_add (points, json_object_get_array_member (narrowest, "norms"));
  g_ptr_array_add (points, get_array (root, "min_norm"));
  g_ptr_array_add (points, get_array (root, "interior"));

  for (guint p = 0; p < points->len; p++)
    {
      JsonArray *a = g_ptr_array_index (points, p);

      g_assert_cmpuint (json_array_get_length (a), ==, m);
      for (gsize i = 0; i < n; i++)
        {
          double sum = 0.0;

          for (guint k = 0; k < m; k++)
            {
              JsonObject *neuron = json_array_get_object_element (neurons, k);
              double z = dot (json_object_get_array_member (neuron, "direction"), x + i * d, d);

              sum += json_array_get_double_element (a, k)
                     * (double) json_object_get_int_member (neuron, "sign") * MAX (z, 0.0);
            }
          g_assert_cmpfloat (fabs (sum - json_array_get_double_element (fit, (guint) i)), <=, 1e-7);
        }
      for (guint k = 0; k < m; k++)
        {
          JsonObject *neuron = json_array_get_object_element (neurons, k);
          double norm = json_array_get_double_element (a, k);

          g_assert_cmpfloat (norm, >=, 0.0);
          g_assert_cmpfloat (norm, >=, json_object_get_double_member (neuron, "norm_min") - 1e-7);
          g_assert_cmpfloat (norm, <=, json_object_get_double_member (neuron, "norm_max") + 1e-7);
        }
    }

  for (guint k = 0; k < m; k++)
    {
      JsonObject *neuron = json_array_get_object_element (neurons, k);

      n_blocks += json_array_get_length (json_object_get_array_member (neuron, "blocks"));
      n_support += json_object_get_boolean_member (neuron, "in_support") ? 1 : 0;
    }
  g_assert_cmpint (n_blocks, ==, (gint64) get_number (root, "blocks_equicorrelated"));
  g_assert_cmpint (n_support, ==, (gint64) get_number (root, "support_size"));
  g_assert_cmpint (n_support - (gint64) get_number (root, "rank"), ==,
                   (gint64) get_number (root, "dimension"));

  for (GList *l = keys; l != NULL; l = l->next)
    {
      least = MIN (least, g_ascii_strtoll (l->data, NULL, 10));
      total += json_object_get_int_member (sizes, l->data);
    }
  g_assert_cmpint (total, ==, json_object_get_int_member (vertices, "count"));
  g_assert_cmpint (total, ==, (gint64) json_array_get_length (list));
  if (json_object_get_boolean_member (vertices, "complete"))
    {
      g_assert_true (json_object_get_boolean_member (narrowest, "proved"));
      g_assert_cmpint (json_object_get_int_member (narrowest, "width"), ==, least);
    }
}

static char *
export_set (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.csv", name);
  char *path = g_build_filename (rsc_cli_get_folder (), file, NULL);
  g_auto (RscCliRun) run = rsc_cli_run ("gallery export %s '%s'", name, path);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpstr (run.out, ==, "");
  g_assert_cmpint (run.code, ==, 0);
  return path;
}

/* The table of known answers; counts of -1 are not known. */
typedef struct
{
  const char *name;
  const char *options;
  gboolean bias;
  double lambda_max;
  double objective;
  int n_neurons;
  int n_blocks;
  int dimension;
  int n_vertices;
  const char *sizes; /* of the vertices: "4:2 5:8" */
} Answer;

static const Answer answers[] = {
  { "polygon-6", "", FALSE, 2.0, 6 * 0.1 * 0.95, 6, -1, 1, 2, "3:2" },
  { "polygon-8", "", FALSE, 2.613125929752753, 8 * 0.1 * 0.95, 8, -1, 3, 10, "4:2 5:8" },
  { "polygon-10", "", FALSE, 3.23606797749979, 10 * 0.1 * 0.95, 10, -1, 3, 12, "5:2 7:10" },
  { "polygon-12", "", FALSE, 3.8637033051562737, 12 * 0.1 * 0.95, 12, -1, 5, 16, "3:4 7:12" },
  { "polygon-8", "--lambda-ratio 0.7", FALSE, 2.613125929752753, 8 * 0.7 * 0.65, 8, -1, 3, 10,
    "4:2 5:8" },
  { "xor", "", FALSE, M_SQRT2, 0.38, 4, -1, 0, 1, "4:1" },
  { "xor", "--bias", TRUE, M_SQRT2, 0.38, 4, 16, 0, 1, "4:1" },
  { "checkerboard", "--lambda-ratio 0.5", TRUE, 1.1547005383792517, 4.4285468820183675, 4, -1, 0, 1,
    "4:1" },
  { "checkerboard", "--lambda-ratio 0.1", TRUE, 1.1547005383792517, 1.9456199837599344, 12, 64, 3,
    16, "8:12 9:4" },
  { "checkerboard", "--lambda-ratio 0.01", TRUE, 1.1547005383792517, 0.2204293721807352, 12, 64, 3,
    16, "8:12 9:4" },
  { "parity-3", "", TRUE, 0.0, 0.76, 16, 128, 8, -1, NULL },
};

static void
test_known_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const Answer *answer = &answers[i];
      g_autofree char *path = export_set (answer->name);
      g_autofree double *y = NULL;
      g_autofree double *x = NULL;
      g_autoptr (JsonNode) root = NULL;
      JsonObject *vertices;
      gsize n, d;

      g_test_message ("%s %s", answer->name, answer->options);
      root = rsc_cli_run_json ("optimal-set gallery:%s %s --json -", answer->name, answer->options);
      x = read_design (path, answer->bias, &n, &d, &y);
      check_solution (root, x, y, n, d);
      check_set (root, x, n, d);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "schema"), ==,
                       "reluscope-optimal-set-1");
      assert_close (get_number (root, "objective"), answer->objective, 1e-9);
      if (answer->lambda_max > 0.0)
        assert_close (get_number (root, "lambda_max"), answer->lambda_max, 1e-12);
      g_assert_cmpint ((int) json_array_get_length (get_array (root, "neurons")), ==,
                       answer->n_neurons);
      g_assert_cmpint ((int) get_number (root, "support_size"), ==, answer->n_neurons);
      g_assert_cmpint ((int) get_number (root, "dimension"), ==, answer->dimension);
      g_assert_cmpint (json_object_get_boolean_member (json_node_get_object (root), "unique"), ==,
                       answer->dimension == 0);
      if (answer->n_blocks >= 0)
        g_assert_cmpint ((int) get_number (root, "blocks_equicorrelated"), ==, answer->n_blocks);
      vertices = get_object (root, "vertices");
      if (answer->n_vertices >= 0)
        {
          g_auto (GStrv) sizes = g_strsplit (answer->sizes, " ", -1);
          JsonObject *found = json_object_get_object_member (vertices, "support_sizes");

          g_assert_true (json_object_get_boolean_member (vertices, "complete"));
          g_assert_cmpint ((int) json_object_get_int_member (vertices, "count"), ==,
                           answer->n_vertices);
          g_assert_cmpuint (json_object_get_size (found), ==, g_strv_length (sizes));
          for (gsize k = 0; sizes[k] != NULL; k++)
            {
              g_auto (GStrv) pair = g_strsplit (sizes[k], ":", 2);

              g_assert_true (json_object_has_member (found, pair[0]));
              g_assert_cmpint (json_object_get_int_member (found, pair[0]), ==,
                               g_ascii_strtoll (pair[1], NULL, 10));
            }
        }
    }
}

static void
test_reference (void)
{
  g_autofree char *path = rsc_cli_data ("bench/reference.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *all;
  g_autoptr (GList) names = NULL;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  all = json_node_get_object (json_parser_get_root (parser));
  names = json_object_get_members (all);
  g_assert_cmpuint (g_list_length (names), >=, 6);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *reference = json_object_get_object_member (all, l->data);
      g_auto (GStrv) parts = g_strsplit (l->data, "@", 2);
      g_autofree char *file = g_strdup_printf ("bench/%s.csv", parts[0]);
      g_autofree char *data = rsc_cli_data (file);
      const char *gates = json_object_get_string_member (reference, "gates");
      gboolean bias = json_object_get_boolean_member (reference, "bias");
      g_autofree char *gates_option = NULL;
      g_autofree double *x = NULL;
      g_autofree double *y = NULL;
      g_autoptr (JsonNode) root = NULL;
      char lambda[G_ASCII_DTOSTR_BUF_SIZE];
      gsize n, d;

      g_test_message ("%s", (char *) l->data);
      if (g_str_has_suffix (gates, ".csv"))
        {
          g_autofree char *name = g_strdup_printf ("bench/%s", gates);
          g_autofree char *gates_path = rsc_cli_data (name);

          gates_option = g_strdup_printf ("--gates '%s'", gates_path);
        }
      g_ascii_dtostr (lambda, sizeof lambda, json_object_get_double_member (reference, "lambda"));
      root = rsc_cli_run_json ("solve '%s' %s --lambda %s %s --json -", data,
                               bias ? "--bias" : "--no-bias", lambda,
                               gates_option != NULL ? gates_option : "");
      assert_close (get_number (root, "objective"),
                    json_object_get_double_member (reference, "objective"), 1e-9);
      assert_close (get_number (root, "lambda_max"),
                    json_object_get_double_member (reference, "lambda_max"), 1e-12);
      x = read_design (data, bias, &n, &d, &y);
      check_solution (root, x, y, n, d);
    }
}

static void
test_gated (void)
{
  g_autofree char *path = export_set ("moons");
  g_autofree double *x = NULL;
  g_autofree double *y = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize n, d;

  root = rsc_cli_run_json ("solve gallery:moons --activation gated --json -");
  x = read_design (path, TRUE, &n, &d, &y);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "activation"), ==,
                   "gated");
  g_assert_true (json_object_has_member (get_object (root, "network"), "gates"));
  check_solution (root, x, y, n, d);
}

/* More patterns than are listed: found as they are needed, and certified over all of them. */
static void
test_priced (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree char *path = NULL;

  for (int i = 0; i < 200; i++)
    {
      double sum = 0.0;

      for (int k = 0; k < 3; k++)
        {
          const double x = g_rand_double_range (random, -1, 1);

          sum += (k + 1) * x;
          g_string_append_printf (text, "%.4f,", x);
        }
      g_string_append_printf (text, "%.4f\n", fabs (sum) + g_rand_double_range (random, 0, 0.1));
    }
  path = rsc_cli_write_file ("priced.csv", text->str);
  g_autoptr (JsonNode) root = rsc_cli_run_json ("optimal-set '%s' --json -", path);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpstr (json_object_get_string_member (object, "patterns_kind"), ==, "priced");
  g_assert_cmpfloat (get_number (root, "patterns_at_most"), ==, 2627200.0);
  g_assert_cmpfloat (get_number (root, "patterns"), <, 10000);
  g_assert_cmpfloat (get_number (root, "bound_over_all_patterns"), >=,
                     get_number (root, "relative_gap"));
  g_assert_cmpfloat (get_number (root, "bound_over_all_patterns"), <=,
                     get_number (root, "tolerance"));
  g_assert_true (json_object_get_boolean_member (object, "over_all_patterns"));
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "converged");

  g_auto (RscCliRun) summary = rsc_cli_run ("optimal-set '%s'", path);
  g_assert_cmpint (summary.code, ==, 0);
  g_assert_nonnull (strstr (summary.out, "activation patterns in use, of up to 2.63×10⁶"));
  g_assert_nonnull (strstr (summary.out, "Certified"));
  g_assert_null (strstr (summary.out, "among the patterns"));
}

static void
test_sampled (void)
{
  g_autoptr (JsonNode) a = rsc_cli_run_json ("solve gallery:moons --patterns 20 --json -");
  g_autoptr (JsonNode) b = rsc_cli_run_json ("solve gallery:moons --patterns 20 --seed 9 --json -");
  g_autoptr (JsonNode) all = rsc_cli_run_json ("solve gallery:moons --json -");

  g_assert_cmpfloat (get_number (a, "patterns"), <=, 20);
  g_assert_cmpfloat (get_number (a, "patterns"), <, get_number (all, "patterns"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (a), "patterns_kind"), ==,
                   "sampled");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (all), "patterns_kind"), ==,
                   "all");
  /* Another seed draws other points and other gates. */
  g_assert_cmpfloat (get_number (a, "objective"), !=, get_number (b, "objective"));
}

static void
test_zero_network (void)
{
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("optimal-set gallery:xor --lambda-ratio 2 --json -");

  g_assert_cmpuint (json_array_get_length (get_array (root, "blocks")), ==, 0);
  g_assert_cmpuint (json_array_get_length (get_array (root, "neurons")), ==, 0);
  g_assert_cmpfloat (get_number (root, "objective"), ==, 2.0);
  g_assert_cmpint ((int) get_number (root, "dimension"), ==, 0);
}

static void
test_max_vertices (void)
{
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("optimal-set gallery:polygon-12 --max-vertices 5 --json -");
  JsonObject *vertices = get_object (root, "vertices");

  g_assert_false (json_object_get_boolean_member (vertices, "complete"));
  g_assert_cmpint (json_object_get_int_member (vertices, "count"), <=, 5);
  g_assert_cmpint (json_object_get_int_member (get_object (root, "narrowest"), "width"), ==, 3);
}

static void
test_csv_forms (void)
{
  static const char *const forms[] = {
    "x1,x2,y\n-1,-1,1\n1,-1,-1\n-1,1,-1\n1,1,1\n",
    "-1;-1;1\r\n1;-1;-1\r\n-1;1;-1\r\n1;1;1\r\n",
    "\xef\xbb\xbf# a comment\na\tb\ttarget\n-1\t-1\t1\n\n1\t-1\t-1\n-1\t1\t-1\n1\t1\t1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = rsc_cli_write_file ("form.csv", forms[i]);
      g_autoptr (JsonNode) root = rsc_cli_run_json ("solve '%s' --no-bias --json -", path);
      g_auto (RscCliRun) piped = rsc_cli_run_full (forms[i], NULL, "solve - --no-bias --json -");
      g_autoptr (JsonNode) other = json_from_string (piped.out, NULL);

      g_assert_cmpint (piped.code, ==, 0);
      assert_close (get_number (root, "objective"), 0.38, 1e-12);
      g_assert_cmpfloat (get_number (root, "objective"), ==, get_number (other, "objective"));
    }
}

static void
test_standardise (void)
{
  g_autofree char *path =
    rsc_cli_write_file ("scaled.csv", "1e6,0.001,1\n3e6,0.001,-1\n1e6,0.003,-1\n3e6,0.003,1\n");
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("solve '%s' --no-bias --standardise --json -", path);

  assert_close (get_number (root, "objective"), 0.38, 1e-9);
}

static void
test_json_file (void)
{
  g_autofree char *path = g_build_filename (rsc_cli_get_folder (), "out.json", NULL);
  g_auto (RscCliRun) run = rsc_cli_run ("solve gallery:xor --json '%s'", path);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (RscCliRun) again = { 0 };

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "Certified"));
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  assert_close (get_number (json_parser_get_root (parser), "objective"), 0.38, 1e-12);
  /* Over an existing file. */
  again = rsc_cli_run ("solve gallery:xor --lambda-ratio 0.2 --json '%s'", path);
  g_assert_cmpint (again.code, ==, 0);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  assert_close (get_number (json_parser_get_root (parser), "objective"), 4 * 0.2 * 0.9, 1e-12);
}

static void
test_summary (void)
{
  g_auto (RscCliRun) solve = rsc_cli_run ("solve gallery:xor");
  g_auto (RscCliRun) set = rsc_cli_run ("optimal-set gallery:polygon-8");

  g_assert_cmpint (solve.code, ==, 0);
  g_assert_cmpstr (solve.err, ==, "");
  g_assert_nonnull (strstr (solve.out, "0.1 λ_max"));
  g_assert_nonnull (strstr (solve.out, "4 neurons"));
  g_assert_cmpint (set.code, ==, 0);
  g_assert_nonnull (strstr (set.out, "10: 2 of width 4, 8 of width 5"));
  g_assert_nonnull (strstr (set.out, "not unique"));
}

static void
test_gallery (void)
{
  g_auto (RscCliRun) text = rsc_cli_run ("gallery");
  g_auto (RscCliRun) list = rsc_cli_run ("gallery list");
  g_auto (RscCliRun) csv = rsc_cli_run ("gallery export polygon-6 -");
  g_autoptr (JsonNode) root = rsc_cli_run_json ("gallery list --json -");
  JsonArray *items = get_array (root, "items");

  g_assert_cmpint (text.code, ==, 0);
  g_assert_cmpstr (text.out, ==, list.out);
  g_assert_nonnull (strstr (text.out, "checkerboard"));
  g_assert_true (g_str_has_prefix (csv.out, "x1,x2,y\n"));
  g_assert_cmpuint (json_array_get_length (items), >=, 14);
  /* Every set can be solved, as it is, by its name. */
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      const char *name = json_object_get_string_member (item, "name");
      g_autoptr (JsonNode) solution = rsc_cli_run_json ("solve gallery:%s --json -", name);

      g_assert_cmpint ((int) get_number (solution, "n"), ==,
                       (int) json_object_get_int_member (item, "n"));
      assert_close (get_number (solution, "lambda_ratio"),
                    json_object_get_double_member (item, "lambda_ratio"), 1e-12);
    }
}

static void
check_picture (const char *path, const char *magic, const char *end)
{
  g_autofree char *bytes = NULL;
  gboolean found = FALSE;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (bytes, strlen (magic), magic, strlen (magic));
  /* The bytes before the end may be zero. */
  for (gsize i = length - 40; i + strlen (end) <= length; i++)
    found = found || memcmp (bytes + i, end, strlen (end)) == 0;
  g_assert_true (found);
}

static void
test_figures (void)
{
  static const struct
  {
    const char *ending;
    const char *magic;
    const char *end;
  } kinds[] = { { "svg", "<?xml", "</svg>" },
                { "pdf", "%PDF", "%%EOF" },
                { "png", "\x89PNG\r\n", "IEND" } };
  static const char *const pictures[] = {
    "function gallery:sine",
    "function gallery:moons --mode envelope --pick interior",
    "function gallery:parity",
    "function gallery:parity --mode slice --features 2,3 --dark",
    "function gallery:checkerboard --pick vertex:2 --font-size 20",
    "optimal-set gallery:checkerboard",
    "optimal-set gallery:polygon-8 --space convex --axes 1,2",
    "optimal-set gallery:polygon-8 --space nonconvex --axes 3 --feature 1 --pick narrowest",
    "optimal-set gallery:xor --pick random --seed 4",
    "optimal-set gallery:xor --lambda-ratio 2",
    "function gallery:xor --lambda-ratio 2",
    "path gallery:xor",
    "pruning gallery:polygon-12",
    "pruning gallery:checkerboard --start blocks --step 1 --dark",
    "pruning gallery:xor --until zero --method random --test-fraction 0.25 --bias",
    "pruning gallery:xor --lambda-ratio 2",
    "pruning gallery:polygon-8 --step 0 --width 300 --height 700",
    "path gallery:checkerboard --x penalty --parted --lambda-ratio 0.1",
    "path gallery:checkerboard --x error --multiples --dark --no-tubes",
    "path gallery:sine --lambda-ratio 0.05 --tangents",
    "certificate gallery:sine",
    "certificate gallery:polygon-12 --dark --width 500 --height 300",
    "certificate gallery:checkerboard --activation gated",
    "certificate gallery:sine --lambda-ratio 2 --patterns 3 --seed 1",
    "widths gallery:polygon-8",
    "widths gallery:xor --lambda-ratio 2 --dark",
    "path gallery:xor --y angle --font-size 20",
    "path gallery:polygon-8 --y feature:2 --ratio-min 0.1 --lambda 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      const gsize k = i % G_N_ELEMENTS (kinds);
      g_autofree char *name = g_strdup_printf ("picture.%s", kinds[k].ending);
      g_autofree char *path = g_build_filename (rsc_cli_get_folder (), name, NULL);
      g_auto (RscCliRun) run = rsc_cli_run ("figure %s -o '%s'", pictures[i], path);

      g_test_message ("%s", pictures[i]);
      g_assert_cmpstr (run.err, ==, "");
      g_assert_cmpstr (run.out, ==, "");
      g_assert_cmpint (run.code, ==, 0);
      check_picture (path, kinds[k].magic, kinds[k].end);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* The slice is where it is asked for, whether the feature is told by its name or by its number. */
static void
test_at (void)
{
  static const char *const places[] = { "", "--at x3=1", "--at 3=1", "--at x3=-1", "--at x3=0" };
  char *pictures[G_N_ELEMENTS (places)];
  gsize lengths[G_N_ELEMENTS (places)];

  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    {
      g_autofree char *path = g_build_filename (rsc_cli_get_folder (), "at.png", NULL);
      g_auto (RscCliRun) run =
        rsc_cli_run ("figure function gallery:parity --mode slice %s -o '%s'", places[k], path);

      g_assert_cmpstr (run.err, ==, "");
      g_assert_cmpint (run.code, ==, 0);
      g_assert_true (g_file_get_contents (path, &pictures[k], &lengths[k], NULL));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpmem (pictures[1], lengths[1], pictures[2], lengths[2]);
  g_assert_false (lengths[1] == lengths[3] && memcmp (pictures[1], pictures[3], lengths[1]) == 0);
  g_assert_false (lengths[1] == lengths[0] && memcmp (pictures[1], pictures[0], lengths[1]) == 0);
  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    g_free (pictures[k]);
}

/* How many pixels have very nearly this colour, opaque over white. */
static guint
count_color (const char *path, RscColor color, double alpha)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  const double wanted[3] = { color.blue, color.green, color.red };
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guint n = 0;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  for (gsize y = 0; y < (gsize) cairo_image_surface_get_height (surface); y++)
    for (gsize x = 0; x < (gsize) cairo_image_surface_get_width (surface); x++)
      {
        gboolean same = TRUE;

        for (gsize c = 0; c < 3; c++)
          same =
            same
            && fabs (data[y * stride + 4 * x + c] - 255 * (alpha * wanted[c] + 1 - alpha)) <= 2.0;
        n += same ? 1 : 0;
      }
  cairo_surface_destroy (surface);
  return n;
}

/* One network is drawn as bars, all four of them; on axes that are asked for it is a point, of
 * three. */
static void
test_figure_of_one (void)
{
  g_autofree char *path = g_build_filename (rsc_cli_get_folder (), "one.png", NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int axes = 0; axes < 2; axes++)
    {
      g_auto (RscCliRun) run =
        rsc_cli_run ("figure optimal-set gallery:checkerboard --lambda-ratio 0.5 -o '%s' %s", path,
                     axes ? "--axes 1,2,3" : "");

      g_assert_cmpint (run.code, ==, 0);
      for (gsize k = 0; k < 4; k++)
        {
          guint n = count_color (path, rsc_theme_get_neuron_color (&theme, k), 0.8);

          if (axes)
            g_assert_cmpuint (n, <, 100);
          else
            g_assert_cmpuint (n, >, 1000);
        }
    }
}

static void
test_png_size (void)
{
  g_autofree char *path = g_build_filename (rsc_cli_get_folder (), "size.png", NULL);
  g_autofree char *bytes = NULL;
  g_auto (RscCliRun) run =
    rsc_cli_run ("figure function gallery:xor -o '%s' --width 300 --height 200 --scale 2", path);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpmem (bytes + 16, 8, "\0\0\x02\x58\0\0\x01\x90", 8);
}

static void
test_help (void)
{
  static const char *const lines[] = { "--help",
                                       "help",
                                       "-h",
                                       "solve --help",
                                       "optimal-set --help",
                                       "figure --help",
                                       "figure function --help",
                                       "figure optimal-set --help",
                                       "figure path --help",
                                       "figure pruning --help",
                                       "figure certificate --help",
                                       "figure widths --help",
                                       "gallery --help",
                                       "gallery list --help",
                                       "gallery export --help",
                                       "classes --help",
                                       "help solve",
                                       "help figure" };
  g_auto (RscCliRun) version = rsc_cli_run ("--version");

  g_assert_cmpint (version.code, ==, 0);
  g_assert_cmpstr (version.out, ==, "reluscope-cli " RSC_VERSION "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s", lines[i]);
      g_auto (GStrv) rows = g_strsplit (run.out, "\n", -1);

      g_test_message ("%s", lines[i]);
      g_assert_cmpint (run.code, ==, 0);
      g_assert_cmpstr (run.err, ==, "");
      g_assert_true (g_str_has_prefix (run.out, "Usage:"));
      for (gsize k = 0; rows[k] != NULL; k++)
        g_assert_cmpint (g_utf8_strlen (rows[k], -1), <=, 100);
    }
}

static char *
without_seconds (const char *json)
{
  g_autoptr (GRegex) regex = g_regex_new ("\"seconds\": [^,\n]*", 0, 0, NULL);

  return g_regex_replace_literal (regex, json, -1, 0, "", 0, NULL);
}

static void
test_deterministic (void)
{
  static const char *const lines[] = { "optimal-set gallery:checkerboard --json -",
                                       "solve gallery:moons --patterns 50 --seed 3 --json -",
                                       "optimal-set gallery:circles --lambda-ratio 0.05 --json -" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (RscCliRun) first = rsc_cli_run ("%s", lines[i]);
      g_auto (RscCliRun) second = rsc_cli_run ("%s", lines[i]);
      g_autofree char *a = without_seconds (first.out);
      g_autofree char *b = without_seconds (second.out);

      g_assert_cmpint (first.code, ==, 0);
      g_assert_cmpstr (a, ==, b);
    }
}

/* A number is written with the digits that it takes to read the same bits, and no more. */
static void
test_round_trip (void)
{
  static const char *const numbers[] = { "0.1", "0.30000000000000004", "0.3", "1e-05",
                                         "0.33333333333333331" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("solve gallery:moons --lambda %s --json -", numbers[i]);
      g_autofree char *line = g_strdup_printf ("\"lambda\": %s,\n", numbers[i]);
      g_autoptr (JsonNode) root = json_from_string (run.out, NULL);

      g_assert_nonnull (root);
      g_assert_cmpfloat (get_number (root, "lambda"), ==, g_ascii_strtod (numbers[i], NULL));
      g_assert_null (strstr (run.out, "inf"));
      g_assert_null (strstr (run.out, "nan"));
      if (i < 4)
        g_assert_nonnull (strstr (run.out, line));
    }
}

/* A claim about a sample of the patterns says that it is one, in words and in JSON. */
static void
test_sampled_claims (void)
{
  static const struct
  {
    const char *line;
    const char *claims[4];
  } cases[] = {
    { "optimal-set gallery:checkerboard --patterns 20 --seed 7",
      { "the optimal network is unique among the sampled patterns",
        "over the sampled patterns: others could do better",
        "no optimal network among the sampled patterns has fewer" } },
    { "prune gallery:checkerboard --patterns 20 --seed 7",
      { "no optimal network among the sampled patterns has fewer" } },
    { "path gallery:checkerboard --patterns 20 --seed 7 --ratio-min 0.3",
      { "over the sampled patterns: others could do better",
        "one optimal network among the sampled patterns at each λ" } },
    { "solve gallery:checkerboard --patterns 20 --seed 7",
      { "over the sampled patterns: others could do better" } },
  };
  static const char *const plain[] = { "unique\n", "network has fewer", "over all patterns",
                                       "one optimal network at" };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s", cases[k].line);
      g_autoptr (JsonNode) node = rsc_cli_run_json ("%s --json -", cases[k].line);
      JsonObject *object = json_node_get_object (node);

      g_test_message ("%s", run.out);
      g_assert_cmpint (run.code, ==, 0);
      for (gsize i = 0; i < 4 && cases[k].claims[i]; i++)
        g_assert_nonnull (strstr (run.out, cases[k].claims[i]));
      for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
        g_assert_null (strstr (run.out, plain[i]));
      g_assert_cmpstr (json_object_get_string_member (object, "patterns_kind"), ==, "sampled");
    }
}

/* The end of the path: what fits with the least norm, and where nothing fits what is nearest. */
static void
test_limit (void)
{
  g_autofree char *twice = rsc_cli_write_file ("twice.csv", "a,y\n1,1\n1,3\n2,0\n");
  g_autoptr (JsonNode) root = rsc_cli_run_json ("solve gallery:xor --lambda 0 --json -");
  g_autoptr (JsonNode) set_root =
    rsc_cli_run_json ("optimal-set gallery:checkerboard --lambda 0 --json -");
  g_autoptr (JsonNode) nearest_root = rsc_cli_run_json ("solve %s --lambda 0 --json -", twice);
  g_auto (RscCliRun) text = rsc_cli_run ("solve %s --lambda 0", twice);
  JsonObject *object = json_node_get_object (root), *set = json_node_get_object (set_root);
  JsonObject *nearest = json_node_get_object (nearest_root);

  rsc_cli_assert_keys (
    object, "schema data n d bias activation patterns patterns_kind lambda lambda_max "
            "limit penalty penalty_bound relative_gap misfit squared_error "
            "squared_error_slope exact fitting_bound over_all_patterns status lambda_near fit "
            "blocks network");
  g_assert_cmpfloat (rsc_cli_get_number (object, "lambda"), ==, 0.0);
  g_assert_cmpstr (json_object_get_string_member (object, "limit"), ==, "interpolation");
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "converged");
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "penalty"), 2.0 * sqrt (2.0), 1e-9);
  g_assert_true (json_object_has_member (set, "vertices"));
  g_assert_cmpint (rsc_cli_get_integer (set, "dimension"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (nearest, "limit"), ==, "least-squares");
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (nearest, "squared_error"), 2.0, 1e-9);
  /* It is known without rounding what can be fitted: here by a network of that penalty, there by
   * none. */
  g_assert_true (json_object_get_boolean_member (object, "exact"));
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "fitting_bound"), 2.0 * sqrt (2.0),
                                  1e-9);
  g_assert_true (json_object_get_boolean_member (nearest, "exact"));
  g_assert_false (json_object_has_member (nearest, "fitting_bound"));
  g_assert_nonnull (strstr (text.out, "no network fits the targets"));
  g_assert_cmpint (text.code, ==, 0);
}

/* What is said of the end of a path holds for the patterns that it names, and no further than it is
 * certified. */
static void
test_limit_claims (void)
{
  g_autofree char *steep = rsc_cli_write_file ("steep.csv", "x,y\n1e-9,1\n2e-9,3\n3e-9,1\n");
  g_auto (RscCliRun) open = rsc_cli_run ("solve %s --lambda 0", steep);
  g_auto (RscCliRun) sampled = rsc_cli_run ("solve gallery:sine --patterns 4 --lambda 0");

  g_test_message ("%s%s", open.out, sampled.out);
  g_assert_cmpint (open.code, ==, 1);
  g_assert_nonnull (strstr (open.out, "some network fits the targets"));
  g_assert_nonnull (strstr (open.out, "networks that fit the targets have at least"));
  g_assert_null (strstr (open.out, "the least of all networks"));
  g_assert_null (strstr (open.out, "Certified"));
  g_assert_cmpint (sampled.code, ==, 0);
  g_assert_nonnull (strstr (sampled.out, "no network with a penalty below "));
  g_assert_nonnull (strstr (sampled.out, "fits the targets among the sampled patterns"));
  g_assert_nonnull (
    strstr (sampled.out, "the least of all networks with this fit among the sampled patterns"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/known-answers", test_known_answers);
  g_test_add_func ("/cli/reference", test_reference);
  g_test_add_func ("/cli/gated", test_gated);
  g_test_add_func ("/cli/priced", test_priced);
  g_test_add_func ("/cli/sampled", test_sampled);
  g_test_add_func ("/cli/zero-network", test_zero_network);
  g_test_add_func ("/cli/max-vertices", test_max_vertices);
  g_test_add_func ("/cli/csv-forms", test_csv_forms);
  g_test_add_func ("/cli/standardise", test_standardise);
  g_test_add_func ("/cli/json-file", test_json_file);
  g_test_add_func ("/cli/summary", test_summary);
  g_test_add_func ("/cli/gallery", test_gallery);
  g_test_add_func ("/cli/figures", test_figures);
  g_test_add_func ("/cli/at", test_at);
  g_test_add_func ("/cli/figure-of-one", test_figure_of_one);
  g_test_add_func ("/cli/png-size", test_png_size);
  g_test_add_func ("/cli/help", test_help);
  g_test_add_func ("/cli/deterministic", test_deterministic);
  g_test_add_func ("/cli/round-trip", test_round_trip);

  g_test_add_func ("/cli/sampled-claims", test_sampled_claims);
  g_test_add_func ("/cli/limit", test_limit);
  g_test_add_func ("/cli/limit-claims", test_limit_claims);

  return rsc_cli_run_tests ();
}
