/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Every documented error: exit code 2, one line on standard error, nothing on standard output. */

typedef struct
{
  const char *line;
  const char *needle;
} Case;

static const Case usage[] = {
  { "", "a command is needed: solve" },
  { "paths gallery:xor", "unknown command “paths”: there are solve, optimal-set, path, prune, " },
  { "path", "usage: reluscope-cli path DATA" },
  { "path gallery:xor --lambda 1", "--lambda is no option of “path”" },
  { "path gallery:xor --ratio-min 0", "between 0 and 1" },
  { "path gallery:xor --ratio-min 1", "between 0 and 1" },
  { "path gallery:xor --epsilon 2", "between 0 and 1" },
  { "path gallery:xor --epsilon 1e-10", "at least 100 times the tolerance" },
  { "figure", "needs one of: function, optimal-set, path, pruning, certificate, widths" },
  { "figure paths gallery:xor", "has no “paths”" },
  { "gallery remove", "has no “remove”" },
  { "solve", "usage: reluscope-cli solve DATA" },
  { "solve gallery:xor more", "one word too many: “more”" },
  { "gallery export xor", "usage: reluscope-cli gallery export NAME FILE" },
  { "solve gallery:xor --lamda 1", "unknown option --lamda" },
  { "solve gallery:xor -x", "unknown option -x" },
  { "solve gallery:xor --axes 1", "--axes is no option of “solve”" },
  { "solve gallery:xor --lambda", "--lambda takes a value" },
  { "solve gallery:xor --bias=yes", "--bias takes no value" },
  { "solve gallery:xor --bias --no-bias", "exclude each other" },
  { "solve gallery:xor --bias --bias", "given twice" },
  { "solve gallery:xor --lambda 1 --lambda-ratio 0.1", "exclude each other" },
  { "solve gallery:xor --patterns 5 --gates g.csv", "exclude each other" },
  { "solve gallery:xor --lambda -1", "not negative" },
  { "prune gallery:xor --lambda 0", "greater than 0" },
  { "figure path gallery:xor --lambda 0 -o x.svg", "greater than 0" },
  { "solve gallery:xor --lambda nan", "“nan”" },
  { "solve gallery:xor --lambda inf", "“inf”" },
  { "solve gallery:xor --lambda 1e999", "too large" },
  { "solve gallery:xor --lambda 0x10", "“0x10”" },
  { "solve gallery:xor --lambda 0,5", "“0,5”" },
  { "solve gallery:xor --lambda ' 1'", "“ 1”" },
  { "solve gallery:xor --lambda 1e", "“1e”" },
  { "solve gallery:xor --lambda ''", "“”" },
  { "solve gallery:xor --lambda-ratio 0", "greater than 0" },
  { "solve gallery:xor --tolerance 0", "between 0 and 1" },
  { "solve gallery:xor --tolerance 1", "between 0 and 1" },
  { "solve gallery:xor --tolerance=-1e-9", "between 0 and 1" },
  { "solve gallery:xor --patterns 0", "whole number" },
  { "solve gallery:xor --patterns 99999999999999999999", "whole number" },
  { "solve gallery:xor --patterns some", "“some”" },
  { "solve gallery:xor --activation tanh", "relu, gated" },
  { "solve gallery:xor --seed -1", "whole number" },
  { "solve gallery:xor --n 0", "whole number" },
  { "solve gallery:xor --n 5", "4 points" },
  { "solve gallery:polygon-8 --n 5", "leave --n away" },
  { "solve gallery:polygon-2", "points" },
  { "solve gallery:xor --noise 1", "no noise" },
  { "solve gallery:moons --noise -1", "not negative" },
  { "solve gallery:nothing", "gallery has no “nothing”" },
  { "gallery export nothing -", "gallery has no “nothing”" },
  { "optimal-set gallery:xor --max-vertices 0", "whole number" },
  { "figure function gallery:xor", "needs -o" },
  { "figure function gallery:xor -o x.jpg", "ends in .svg, .pdf or .png" },
  { "figure function gallery:xor -o x.svg --width 0", "--width takes a number from" },
  { "figure function gallery:xor -o x.png --width 9000 --scale 20", "pixels" },
  { "figure function gallery:xor -o x.svg --mode heat", "value, envelope, slice, fit" },
  { "figure function gallery:xor -o x.svg --pick best", "min-norm" },
  { "figure function gallery:xor -o x.svg --pick vertex:0", "whole number" },
  { "figure function gallery:xor -o x.svg --pick vertex:2", "number of vertices is 1" },
  { "figure function gallery:xor -o x.svg --features 3", "number of features is 2" },
  { "figure function gallery:parity -o x.svg --at x9=1",
    "no such feature; the names are x1 to x3" },
  { "figure function gallery:parity -o x.svg --at 4=1", "no such feature" },
  { "figure function gallery:parity -o x.svg --at x3", "NAME=VALUE, not “x3”" },
  { "figure function gallery:parity -o x.svg --at x3=one", "--at" },
  { "figure function gallery:parity -o x.svg --at x1=1", "on an axis" },
  { "solve gallery:parity --at x3=1", "no option of" },
  { "figure optimal-set gallery:xor -o x.svg --axes 1,2,3,4", "at most 3" },
  { "figure optimal-set gallery:xor -o x.svg --axes 1,1", "different" },
  { "figure optimal-set gallery:xor -o x.svg --axes 5", "number of neurons is 4" },
  { "figure optimal-set gallery:xor -o x.svg --axes 0", "whole number" },
  { "figure optimal-set gallery:xor -o x.svg --feature 3", "number of weights is 2" },
  { "figure optimal-set gallery:xor -o x.svg --space flat", "both, convex, nonconvex" },
  { "figure path gallery:xor", "needs -o" },
  { "figure pruning gallery:xor", "needs -o" },
  { "figure certificate gallery:xor", "needs -o" },
  { "figure widths gallery:xor", "needs -o" },
  { "figure certificate gallery:xor -o x.svg --pick interior", "--pick" },
  { "figure pruning gallery:xor -o x.svg --step 1", "number of steps is 0" },
  { "figure pruning gallery:xor -o x.svg --step -1", "whole number" },
  { "figure pruning gallery:xor -o x.svg --method best", "optimal-ls, magnitude" },
  { "prune gallery:xor --step 1", "no option of" },
  { "figure path gallery:xor -o x.svg --x time", "lambda, penalty, error" },
  { "figure path gallery:xor -o x.svg --y height", "norm, feature:K, angle" },
  { "figure path gallery:xor -o x.svg --y feature:0", "whole number" },
  { "figure path gallery:xor -o x.svg --y feature:K", "whole number" },
  { "figure path gallery:xor -o x.svg --y feature:3", "number of weights is 2" },
  { "figure path gallery:checkerboard -o x.svg --y angle", "two weights" },
  { "figure path gallery:xor -o x.svg --lambda-ratio 2", "λ is 2" },
  { "figure path gallery:xor -o x.svg --lambda-ratio 1e-4", "down to" },
  { "figure path gallery:xor -o x.svg --ratio-min 0", "between 0 and 1" },
  { "figure path gallery:xor -o x.svg --pick random", "no option of “figure path”" },
  { "path gallery:xor --frames 3", "goes with --animate" },
  { "path gallery:xor --dark", "goes with --animate" },
  { "path gallery:xor --animate x --frames 0", "whole number" },
  { "path gallery:xor --animate x --frames 10000", "whole number" },
  { "path gallery:xor --animate x --scale 20 --width 9000", "pixels" },
  { "path gallery:xor --animate ''", "name of a folder" },
  { "path gallery:xor --rate 3", "goes with --animate" },
  { "path gallery:xor --animate x.webp --rate 61", "whole number" },
  { "path gallery:xor --animate x.webp --width 9000 --scale 2", "pixels a side" },
  { "path gallery:xor --animate nowhere/x.webp", "No such file" },
  { "solve /nonexistent/data.csv", "/nonexistent/data.csv: No such file" },
  { "solve /", "/: Is a directory" },
  { "solve gallery:xor --json /nonexistent/out.json", "/nonexistent/out.json: No such file" },
  { "solve gallery:xor --json /", "/: Is a directory" },
  { "figure function gallery:xor -o /nonexistent/x.svg", "/nonexistent/x.svg: No such file" },
  { "gallery export xor /nonexistent/x.csv", "/nonexistent/x.csv: No such file" },
  { "solve - --gates -", "cannot both be standard input" },
};

static void
test_usage (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (usage); i++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s", usage[i].line);

      g_test_message ("%s", usage[i].line);
      rsc_cli_assert_error (&run, usage[i].needle);
    }
  g_assert_false (g_file_test ("x.svg", G_FILE_TEST_EXISTS));
}

/* What is wrong in a file is named with file, line and column, from a file or from a pipe. */
static const Case contents[] = {
  { "x,y\n1,2\n3,four\n", ":3:" }, { "1,2\n1,2,3\n", ":2:" }, { "1,2\n1,nan\n", ":2:" },
  { "1,2\n1,1e400\n", ":2:" },     { "", ":1:1:" },           { "x,y\n", ":" },
};

static void
test_contents (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = rsc_cli_write_file ("bad.csv", contents[i].line);
      g_auto (RscCliRun) file = rsc_cli_run ("solve '%s'", path);
      g_auto (RscCliRun) pipe = rsc_cli_run_full (contents[i].line, NULL, "solve -");
      g_autofree char *where = g_strdup_printf ("%s%s", path, contents[i].needle);
      g_autofree char *piped = g_strdup_printf ("standard input%s", contents[i].needle);
      gboolean located = contents[i].needle[0] == ':';

      g_test_message ("%s", contents[i].line);
      rsc_cli_assert_error (&file, located ? where : contents[i].needle);
      rsc_cli_assert_error (&pipe, located ? piped : contents[i].needle);
    }
}

static void
test_column (void)
{
  g_auto (RscCliRun) run = rsc_cli_run_full ("a,b,y\n1,2,3\n4,oops,6\n", NULL, "solve -");

  rsc_cli_assert_error (&run, "standard input:3:3: ");
}

static void
test_data (void)
{
  g_autofree char *constant = rsc_cli_write_file ("zero.csv", "1,0\n2,0\n");
  g_autofree char *only_y = rsc_cli_write_file ("only-y.csv", "1\n2\n");
  g_autofree char *balanced = rsc_cli_write_file ("balanced.csv", "3\n-2\n-1\n");
  g_auto (RscCliRun) zero = rsc_cli_run ("solve '%s'", constant);
  g_auto (RscCliRun) zero_sum = rsc_cli_run ("solve '%s' --json -", balanced);
  g_auto (RscCliRun) zero_lambda = rsc_cli_run ("solve '%s' --lambda 1", constant);
  g_auto (RscCliRun) no_feature = rsc_cli_run ("solve '%s' --no-bias", only_y);
  g_auto (RscCliRun) only_bias = rsc_cli_run ("solve '%s'", only_y);
  g_auto (RscCliRun) noise = rsc_cli_run ("solve '%s' --noise 1", constant);

  /* Where λ_max is 0 the zero network is optimal for every λ, so any does. */
  g_assert_cmpint (zero.code, ==, 0);
  g_assert_nonnull (strstr (zero.out, "zero network"));
  g_assert_cmpint (zero_sum.code, ==, 0);
  g_assert_nonnull (strstr (zero_sum.out, "\"lambda_max\": 0,"));
  g_assert_nonnull (strstr (zero_sum.out, "\"relative_gap\": 0,"));
  g_assert_null (strstr (zero_sum.out, "lambda_ratio"));
  g_assert_cmpint (zero_lambda.code, ==, 0);
  g_assert_nonnull (strstr (zero_lambda.out, "zero network"));
  rsc_cli_assert_error (&no_feature, "nothing to fit with");
  g_assert_cmpint (only_bias.code, ==, 0);
  rsc_cli_assert_error (&noise, "gallery sets only");
}

static void
test_gates (void)
{
  g_autofree char *narrow = rsc_cli_write_file ("narrow.csv", "1\n2\n");
  g_autofree char *ragged = rsc_cli_write_file ("ragged.csv", "1,2\n1,2,3\n");
  g_autofree char *words = rsc_cli_write_file ("words.csv", "1,2\n1,two\n");
  g_autofree char *good = rsc_cli_write_file ("good.csv", "1,2\n-1,2\n0.5,-1\n");
  g_auto (RscCliRun) a = rsc_cli_run ("solve gallery:xor --gates '%s'", narrow);
  g_auto (RscCliRun) b = rsc_cli_run ("solve gallery:xor --gates '%s'", ragged);
  g_auto (RscCliRun) c = rsc_cli_run ("solve gallery:xor --gates '%s'", words);
  g_auto (RscCliRun) d = rsc_cli_run ("solve gallery:xor --gates /nonexistent/g.csv");
  g_auto (RscCliRun) e = rsc_cli_run ("solve gallery:xor --gates '%s'", good);
  g_auto (RscCliRun) f = rsc_cli_run ("solve gallery:xor --bias --gates '%s'", good);
  g_auto (RscCliRun) g =
    rsc_cli_run_full ("1,2\n-1,2\n0.5,-1\n", NULL, "solve gallery:xor --gates -");

  rsc_cli_assert_error (&a, "narrow.csv: columns: 1 on every line, but 2");
  rsc_cli_assert_error (&b, "ragged.csv:2:");
  rsc_cli_assert_error (&c, "words.csv:2:3:");
  rsc_cli_assert_error (&d, "No such file");
  g_assert_cmpint (e.code, ==, 0);
  rsc_cli_assert_error (&f, "the bias counted");
  g_assert_cmpint (g.code, ==, 0);
  g_assert_cmpstr (e.out, ==, g.out);
}

/* Where there are too many directions to search them all, the network is optimal over the patterns
 * that were needed, and what is known over all is said as what it is. */
static void
test_too_many_directions (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autofree char *path = NULL;
  g_auto (RscCliRun) all = { 0 };
  g_auto (RscCliRun) sampled = { 0 };

  for (int i = 0; i < 40; i++)
    for (int k = 0; k < 12; k++)
      g_string_append_printf (text, "%.4f%c", g_rand_double_range (random, -1, 1),
                              k < 11 ? ',' : '\n');
  path = rsc_cli_write_file ("many.csv", text->str);
  all = rsc_cli_run ("solve '%s'", path);
  g_assert_cmpint (all.code, ==, 1);
  g_assert_nonnull (strstr (all.err, "the relative gap over all patterns is at most "));
  g_assert_nonnull (strstr (all.out, " over all patterns, "));
  g_assert_nonnull (strstr (all.out, " in use"));
  g_assert_null (strstr (all.out, "Certified"));
  sampled = rsc_cli_run ("solve '%s' --patterns 50", path);
  g_assert_cmpint (sampled.code, ==, 0);
}

/* The result is written, with its true gap. */
static void
test_tolerance (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "bench/toy1d.csv", NULL);
  g_autofree char *out = g_build_filename (rsc_cli_get_folder (), "gap.json", NULL);
  g_auto (RscCliRun) run =
    rsc_cli_run ("solve '%s' --lambda-ratio 0.01 --tolerance 1e-300 --json '%s'", path, out);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.out, "Not solved"));
  g_assert_nonnull (strstr (run.err, "was not reached\n"));
  g_assert_true (json_parser_load_from_file (parser, out, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "status"), ==, "iteration-limit");
  g_assert_cmpfloat (json_object_get_double_member (root, "relative_gap"), >, 1e-300);
  g_assert_cmpfloat (json_object_get_double_member (root, "relative_gap"), <, 1e-8);
}

/* Nothing is claimed of the set around a solution that did not reach its tolerance. */
static void
test_tolerance_of_set (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "bench/toy1d.csv", NULL);
  g_auto (RscCliRun) run =
    rsc_cli_run ("optimal-set '%s' --lambda-ratio 0.01 --tolerance 1e-300", path);

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.out, "Caution"));
  g_assert_nonnull (strstr (run.out, "not proved"));
  g_assert_null (strstr (run.out, " proved:"));
}

/* Whatever shows a network of a set that cannot be trusted says so, not only the command that lists
 * it. Here the columns differ by eight orders of magnitude, and λ leaves nothing of the objective
 * but rounding. */
static void
test_untrusted_set (void)
{
  static const char *const commands[] = { "optimal-set", "prune", "figure function",
                                          "figure optimal-set", "figure pruning" };
  static const char options[] = "--activation gated --lambda-ratio 1e-10";
  g_autofree char *data =
    rsc_cli_write_file ("unlike.csv", "-200000000,1,-2\n0,-2,-1\n200000000,-2,-1\n"
                                      "-200000000,-2,1\n0,0,0\n");
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "unlike.svg", NULL);
  g_auto (RscCliRun) solved = rsc_cli_run ("solve '%s' %s", data, options);

  g_auto (RscCliRun) path =
    rsc_cli_run ("path '%s' --activation gated --ratio-min 1e-9 --no-events", data);

  g_assert_cmpint (solved.code, ==, 0);
  g_assert_cmpint (path.code, ==, 1);
  g_assert_nonnull (strstr (path.err, "reluscope-cli: the set is an approximation"));
  for (gsize k = 0; k < G_N_ELEMENTS (commands); k++)
    {
      g_auto (RscCliRun) run =
        g_str_has_prefix (commands[k], "figure")
          ? rsc_cli_run ("%s '%s' %s -o '%s'", commands[k], data, options, picture)
          : rsc_cli_run ("%s '%s' %s", commands[k], data, options);

      g_assert_cmpint (run.code, ==, 1);
      g_assert_nonnull (strstr (run.err, "reluscope-cli: the set is an approximation"));
    }
}

/* Where a step of the arithmetic fails, here at rows that are parallel but for their last digits,
 * that is neither done nor bad input: what is certified is written still, nothing is claimed of the
 * set, and no picture of it is. */
static void
test_numerical_failure (void)
{
  static const char *const commands[] = { "prune", "path", "figure function",
                                          "figure optimal-set" };
  g_autofree char *data =
    rsc_cli_write_file ("parallel.csv", "1.9999999999999996,-1,0\n"
                                        "2.0000000000000004,-1.00000000000001,-3\n"
                                        "1.9999999999999996,-1.0000000000000002,3\n");
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "parallel.svg", NULL);

  for (int gated = 0; gated < 2; gated++)
    {
      const char *options = gated ? "--no-bias --activation gated" : "--no-bias";
      g_auto (RscCliRun) solved = rsc_cli_run ("solve '%s' %s", data, options);
      g_auto (RscCliRun) set = rsc_cli_run ("optimal-set '%s' %s", data, options);

      g_assert_cmpint (solved.code, ==, 0);
      g_assert_cmpint (set.code, ==, 1);
      g_assert_nonnull (strstr (set.out, "Certified"));
      g_assert_null (strstr (set.out, "nique"));
      g_assert_null (strstr (set.out, "proved"));
      g_assert_nonnull (strstr (set.err, "reluscope-cli: the optimal set is unknown: "));
      for (gsize k = 0; k < G_N_ELEMENTS (commands); k++)
        {
          g_auto (RscCliRun) run =
            g_str_has_prefix (commands[k], "figure")
              ? rsc_cli_run ("%s '%s' %s -o '%s'", commands[k], data, options, picture)
              : rsc_cli_run ("%s '%s' %s", commands[k], data, options);

          g_test_message ("%s: %s", commands[k], run.err);
          g_assert_cmpint (run.code, ==, 1);
          g_assert_nonnull (strstr (run.err, "leaves the set unbounded"));
          g_assert_false (g_file_test (picture, G_FILE_TEST_EXISTS));
        }
    }
}

/* Names and messages with strange bytes still make one line. */
static void
test_strange_names (void)
{
  g_auto (RscCliRun) a = rsc_cli_run ("solve '/nonexistent/a\nb.csv'");
  g_auto (RscCliRun) b = rsc_cli_run ("solve '/nonexistent/\xff\xfe.csv'");
  g_auto (RscCliRun) c = rsc_cli_run ("'pa\nth'");

  rsc_cli_assert_error (&a, "No such file");
  rsc_cli_assert_error (&b, "No such file");
  rsc_cli_assert_error (&c, "unknown command");
}

/* No command replaces what it reads, whatever the file is called there. */
static void
test_output_is_input (void)
{
  g_autofree char *data = rsc_cli_write_file ("points.csv", "0,1\n1,2\n2,0\n");
  g_autofree char *gates = rsc_cli_write_file ("gates.csv", "1,0\n-1,1\n");
  g_autofree char *test = rsc_cli_write_file ("test.csv", "0.5,1\n");
  g_autofree char *start =
    rsc_cli_write_file ("start.json", "{\"hidden\": [[1, 0]], \"output\": [1]}");
  g_autofree char *line = rsc_cli_write_file ("line.csv", "0,1\n1,-1\n2,1\n3,-1\n");
  g_autofree char *settings = rsc_cli_write_file (
    "line.json", "{\"dataset\": \"line\", \"bias\": true, \"lambda_per_row\": 0.1,\n"
                 "\"repeats\": 1, \"train_fraction\": 0.5, \"gates\": 3}");
  g_autofree char *link = g_build_filename (rsc_cli_get_folder (), "picture.png", NULL);
  const char *const lines[] = {
    "solve DIR/points.csv --json DIR/points.csv",
    "solve DIR/points.csv --json DIR/./points.csv",
    "optimal-set DIR/points.csv --json DIR/points.csv",
    "path DIR/points.csv --json DIR/points.csv",
    "path DIR/points.csv --test DIR/test.csv --json DIR/test.csv",
    "solve DIR/points.csv --gates DIR/gates.csv --json DIR/gates.csv",
    "prune DIR/points.csv --start DIR/start.json --json DIR/start.json",
    "figure function DIR/points.csv -o DIR/picture.png",
    "experiment pruning DIR/line.json --json DIR/line.json",
    "experiment pruning DIR/line.json --json DIR/line.csv",
  };
  const char *const files[] = { data, gates, test, start, line, settings };
  g_autofree char *before[G_N_ELEMENTS (files)] = { NULL };

  g_assert_cmpint (symlink ("points.csv", link), ==, 0);
  for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
    g_assert_true (g_file_get_contents (files[k], &before[k], NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "DIR", -1);
      g_autofree char *words = g_strjoinv (rsc_cli_get_folder (), parts);
      g_auto (RscCliRun) run = rsc_cli_run ("%s", words);

      rsc_cli_assert_error (&run, "would replace an input of this command");
      for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
        {
          g_autofree char *after = NULL;

          g_assert_true (g_file_get_contents (files[k], &after, NULL, NULL));
          g_assert_cmpstr (after, ==, before[k]);
        }
    }
  {
    g_autofree char *words =
      g_strdup_printf ("experiment pruning %s --json %s/x.svg --figure %s/x.svg", settings,
                       rsc_cli_get_folder (), rsc_cli_get_folder ());
    g_auto (RscCliRun) run = rsc_cli_run ("%s", words);

    rsc_cli_assert_error (&run, "--json and --figure name the same file");
  }
  for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
    g_free (g_steal_pointer (&before[k]));
}

/* Every reader of JSON, for what would overrun the stack; and a table on its side. */
static void
test_hostile (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *deep = rsc_cli_write_file ("deep.json", brackets);
  g_autofree char *typo =
    rsc_cli_write_file ("typo.json", "{\"dataset\": \"line\", \"label\": \"x\", \"Seed\": 3}");
  g_autoptr (GString) row = g_string_new ("1");

  for (int i = 0; i < 300000; i++)
    g_string_append (row, ",1");
  {
    g_autofree char *wide = rsc_cli_write_file ("wide.csv", row->str);
    g_auto (RscCliRun) network = rsc_cli_run ("prune gallery:xor --start %s", deep);
    g_auto (RscCliRun) settings = rsc_cli_run ("experiment pruning %s", deep);
    g_auto (RscCliRun) unknown = rsc_cli_run ("experiment pruning %s", typo);
    g_auto (RscCliRun) table = rsc_cli_run ("solve %s --patterns 10", wide);

    rsc_cli_assert_error (&network, "deep.json:1:65: brackets nest more than 64 deep");
    rsc_cli_assert_error (&settings, "deep.json:1:65: brackets nest more than 64 deep");
    rsc_cli_assert_error (&unknown, "typo.json: unknown key “label”: did you mean “labels”?");
    rsc_cli_assert_error (&table, "wide.csv:1:1: 300001 columns; at most 100000 are read");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/errors/usage", test_usage);
  g_test_add_func ("/cli/errors/contents", test_contents);
  g_test_add_func ("/cli/errors/column", test_column);
  g_test_add_func ("/cli/errors/data", test_data);
  g_test_add_func ("/cli/errors/gates", test_gates);
  g_test_add_func ("/cli/errors/too-many-patterns", test_too_many_directions);
  g_test_add_func ("/cli/errors/tolerance", test_tolerance);
  g_test_add_func ("/cli/errors/tolerance-of-set", test_tolerance_of_set);
  g_test_add_func ("/cli/errors/untrusted-set", test_untrusted_set);
  g_test_add_func ("/cli/errors/numerical-failure", test_numerical_failure);
  g_test_add_func ("/cli/errors/strange-names", test_strange_names);

  g_test_add_func ("/cli/errors/output-is-input", test_output_is_input);
  g_test_add_func ("/cli/errors/hostile", test_hostile);

  return rsc_cli_run_tests ();
}
