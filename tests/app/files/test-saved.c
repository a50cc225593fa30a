/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Document files as a tree of named values: what is kept, what is refused and in which words. */
#include "app/files/rsc-saved-problem.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define HEAD "{\"schema\": \"reluscope-document\", \"version\": 1, "

static RscSaved *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  RscSaved *saved = rsc_saved_parse (text, -1, "a.reluscope", &error);

  g_assert_no_error (error);
  return saved;
}

/* Refused, in one sentence with these words in it. */
static void
assert_refused (const char *text, gssize length, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSaved) saved = rsc_saved_parse (text, length, "a.reluscope", &error);
  g_auto (RscSavedProblem) problem = { .lambda_ratio = 0.1, .n_samples = 1 };

  if (saved)
    g_assert_false (rsc_saved_problem_read (saved, &problem, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_true (g_str_has_prefix (error->message, "a.reluscope:"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, said));
}

/* Values come back to the last bit, at any depth. */
static void
test_values (void)
{
  static const double numbers[] = { 0.1,         -0.0,   1.0 / 3.0, DBL_MAX, DBL_MIN,
                                    DBL_EPSILON, 5e-324, 1e15,      -7,      123456789012345680.0 };
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autofree char *text = NULL;
  g_autoptr (RscSaved) again = NULL;
  g_autofree double *values = NULL;
  g_autofree double *rows = NULL;
  g_autofree char *string = NULL;
  gsize n = 0, n_rows = 0, d = 0;
  guint64 seed = 0;
  gboolean flag = FALSE;
  double number = 0;

  rsc_saved_write_numbers (saved, "a.b.numbers", G_N_ELEMENTS (numbers), numbers);
  rsc_saved_write_rows (saved, "a.rows", 5, 2, numbers);
  rsc_saved_write_integer (saved, "a.seed", G_MAXUINT64);
  rsc_saved_write_boolean (saved, "a.flag", TRUE);
  rsc_saved_write_string (saved, "a.string", "Größe \"\\ λ");
  rsc_saved_write_number (saved, "a.number", -0.0);
  text = rsc_saved_to_text (saved);
  again = parse (text);
  g_assert_true (rsc_saved_read_numbers (again, "a.b.numbers", FALSE, &n, &values, NULL));
  g_assert_cmpmem (values, n * sizeof (double), numbers, sizeof numbers);
  g_assert_true (rsc_saved_read_rows (again, "a.rows", &n_rows, &d, &rows, NULL));
  g_assert_cmpuint (n_rows, ==, 5);
  g_assert_cmpuint (d, ==, 2);
  g_assert_cmpmem (rows, sizeof numbers, numbers, sizeof numbers);
  g_assert_true (rsc_saved_read_integer (again, "a.seed", 0, G_MAXUINT64, &seed, NULL));
  g_assert_true (seed == G_MAXUINT64);
  g_assert_true (rsc_saved_read_boolean (again, "a.flag", &flag, NULL));
  g_assert_true (flag);
  g_assert_true (rsc_saved_read_string (again, "a.string", &string, NULL));
  g_assert_cmpstr (string, ==, "Größe \"\\ λ");
  g_assert_true (rsc_saved_read_number (again, "a.number", -1, 1, &number, NULL));
  g_assert_true (signbit (number));
  /* What is not there changes nothing. */
  g_assert_true (rsc_saved_read_integer (again, "a.none", 0, 1, &seed, NULL));
  g_assert_true (rsc_saved_read_number (again, "b.none", 0, 1, &number, NULL));
  g_assert_true (seed == G_MAXUINT64);
}

/* Doubles of any bits that are finite. */
static void
test_bits (void)
{
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autofree double *numbers = g_new (double, 10000);
  g_autofree char *text = NULL;
  g_autoptr (RscSaved) again = NULL;
  g_autofree double *values = NULL;
  gsize n = 0;

  for (gsize i = 0; i < 10000; i++)
    do
      {
        guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

        memcpy (&numbers[i], &bits, sizeof bits);
      }
    while (!isfinite (numbers[i]));
  rsc_saved_write_numbers (saved, "numbers", 10000, numbers);
  text = rsc_saved_to_text (saved);
  again = parse (text);
  g_assert_true (rsc_saved_read_numbers (again, "numbers", FALSE, &n, &values, NULL));
  g_assert_cmpmem (values, n * sizeof (double), numbers, 10000 * sizeof (double));
}

/* Numbers as other programs write them. */
static void
test_foreign_numbers (void)
{
  g_autoptr (RscSaved) saved =
    parse (HEAD "\"a\": [1e-05,-0.5,0,-0,0e0,9223372036854775807,10000000000000000000.0,\n"
                "10000000000000000000e-02, 1E+007], \"b\": \"010 '/*\"}");
  static const double expected[] = { 1e-5, -0.5, 0, 0, 0, 9223372036854775807.0, 1e19, 1e17, 1e7 };
  g_autofree double *values = NULL;
  gsize n = 0;

  g_assert_true (rsc_saved_read_numbers (saved, "a", FALSE, &n, &values, NULL));
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (gsize k = 0; k < n; k++)
    g_assert_cmpfloat (values[k], ==, expected[k]);
}

/* What this version does not know is written again, beside what it has changed. */
static void
test_unknown_keys (void)
{
  g_autoptr (RscSaved) saved =
    parse (HEAD "\"hidden\": [\"pruning\"], \"later\": {\"deep\": [1, {\"x\": null}]},"
                " \"model\": {\"bias\": true, \"width\": 7}, \"lambda_ratio\": 0.5}");
  g_autofree char *text = NULL;
  g_autoptr (RscSaved) again = NULL;
  guint64 width = 0;
  gboolean bias = TRUE;
  g_auto (GStrv) hidden = NULL;

  rsc_saved_write_boolean (saved, "model.bias", FALSE);
  rsc_saved_remove (saved, "lambda_ratio");
  text = rsc_saved_to_text (saved);
  again = parse (text);
  g_assert_true (rsc_saved_read_integer (again, "model.width", 0, 10, &width, NULL));
  g_assert_cmpuint (width, ==, 7);
  g_assert_true (rsc_saved_read_boolean (again, "model.bias", &bias, NULL));
  g_assert_false (bias);
  g_assert_false (rsc_saved_has (again, "lambda_ratio"));
  g_assert_true (rsc_saved_has (again, "later.deep"));
  g_assert_true (rsc_saved_read_strings (again, "hidden", &hidden, NULL));
  g_assert_cmpstr (hidden[0], ==, "pruning");
  g_assert_nonnull (strstr (text, "\"x\""));
}

/* One sentence: what made it, and what is needed. */
static void
test_newer (void)
{
  assert_refused (
    "{\"schema\": \"reluscope-document\", \"version\": 2, \"program\": \"Reluscope 9.1\"}", -1,
    "made by Reluscope 9.1 in version 2");
  assert_refused ("{\"schema\": \"reluscope-document\", \"version\": 18446744073709551615}", -1,
                  "a.reluscope");
  assert_refused ("{\"schema\": \"reluscope-document\", \"version\": 2}", -1, "a newer Reluscope");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "", "it is empty" },
    { "x1,y\n1,2\n", "no JSON" },
    { "[1, 2]", "no Reluscope document" },
    { "{\"schema\": 1}", "no Reluscope document" },
    { "{\"hidden\": [[1]], \"output\": [1]}", "no Reluscope document" },
    { "{\"schema\": \"reluscope-document\"}", "version" },
    { "{\"schema\": \"reluscope-document\", \"version\": 0}", "version" },
    { "{\"schema\": \"reluscope-document\", \"version\": -1}", "version" },
    { "{\"schema\": \"reluscope-document\", \"version\": 1", "no JSON" },
    { HEAD "\"lambda_ratio\": -0.1}", "lambda_ratio" },
    { HEAD "\"lambda_ratio\": 2}", "lambda_ratio" },
    { HEAD "\"lambda_ratio\": \"0.5\"}", "lambda_ratio" },
    { HEAD "\"lambda_ratio\": 1e999}", "lambda_ratio" },
    { HEAD "\"lambda_ratio\": null}", "lambda_ratio" },
    { HEAD "\"model\": {\"activation\": \"tanh\"}}", "one of relu, gated" },
    { HEAD "\"model\": {\"samples\": 0}}", "model.samples" },
    { HEAD "\"model\": {\"samples\": 1.5}}", "model.samples" },
    { HEAD "\"model\": {\"bias\": 1}}", "true or false" },
    { HEAD "\"model\": {\"seed\": \"18446744073709551616\"}}", "model.seed" },
    { HEAD "\"preparation\": {\"train_fraction\": 1}}", "train_fraction" },
    { HEAD "\"gallery\": {\"set\": \"none\"}}", "no such set" },
    { HEAD "\"gallery\": {\"set\": \"checkerboard\", \"n\": 1000000000000}}", "gallery.n" },
    { HEAD "\"lambda_ratio\": 0.1, \"a\": 010}", "a.reluscope:1:" },
    { HEAD "\"a\": [1e-05, -010]}", "no number of JSON" },
    { HEAD "\"a\": 0x10}", "no number of JSON" },
    { HEAD "\"data\": {\"x\": [[1], [10000000000000000000]], \"y\": [1, 2]}}", "too many digits" },
    { HEAD "\"data\": {\"x\": [[1], [-9223372036854775808]], \"y\": [1, 2]}}", "too many digits" },
    { HEAD "\"a\": '[[['}", "outside of a text" },
    { HEAD "\"a\": 1 /* [ */}", "outside of a text" },
    { HEAD "\"a\": 1} // \"", "outside of a text" },
    { HEAD "\"data\": {}}", "data" },
    { HEAD "\"data\": []}", "data" },
    { HEAD "\"data\": {\"x\": [], \"y\": []}}", "data" },
    { HEAD "\"data\": {\"x\": [[1], [2]], \"y\": [1]}}", "same number of rows" },
    { HEAD "\"data\": {\"x\": [[1], [2, 3]], \"y\": [1, 2]}}", "equally long" },
    { HEAD "\"data\": {\"x\": [1, 2], \"y\": [1, 2]}}", "rows" },
    { HEAD "\"data\": {\"x\": [[1], [\"2\"]], \"y\": [1, 2]}}", "finite numbers" },
    { HEAD "\"data\": {\"x\": [[1], [2]], \"y\": [1, 2], \"features\": [\"a\", \"b\"]}}",
      "one name" },
    { HEAD "\"data\": {\"x\": [[1], [2]], \"y\": [1, 2], \"name\": 7}}", "data.name" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    assert_refused (cases[k].text, -1, cases[k].said);
}

/* Bytes that nobody meant well: as many brackets, values or characters as one likes. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (HEAD "\"a\": ");
  g_autoptr (GString) many = g_string_new (HEAD "\"a\": [1");
  static const char binary[] =
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"a\": \"\xff\xfe\0\"}";

  for (gsize i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  assert_refused (deep->str, -1, "nest");
  for (gsize i = 0; i < 5000000; i++)
    g_string_append (many, ",1");
  g_string_append (many, "]}");
  assert_refused (many->str, -1, "more than 4000000 values");
  assert_refused (binary, sizeof binary - 1, "UTF-8");
}

/* Whatever a table may have comes back: also a name without end, and numbers that nothing can be
 * fitted to. */
static void
test_wild_table (void)
{
  static const double x[] = { 1e200, -1e-200, DBL_MAX };
  static const double y[] = { DBL_MIN, 0, -1e300 };
  g_autofree char *long_name = g_strnfill (5000, 'a');
  g_autofree char *target = g_strnfill (5000, 'b');
  const char *const names[] = { long_name };
  g_autoptr (RscDataset) source = rsc_dataset_new (long_name, 3, 1, x, y, names, target, NULL);
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autoptr (RscSaved) again = NULL;
  RscSavedProblem problem = {
    .source = source, .n_samples = 1, .lambda_ratio = 0.1, .preparation = { .train_fraction = 0.5 }
  };
  g_auto (RscSavedProblem) got = problem;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  got.source = NULL;
  rsc_saved_problem_write (&problem, saved);
  text = rsc_saved_to_text (saved);
  again = parse (text);
  rsc_saved_problem_read (again, &got, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (rsc_dataset_get_x (got.source), sizeof x, x, sizeof x);
  g_assert_cmpmem (rsc_dataset_get_y (got.source), sizeof y, y, sizeof y);
  g_assert_cmpstr (rsc_dataset_get_name (got.source), ==, long_name);
  g_assert_cmpstr (rsc_dataset_get_feature_name (got.source, 0), ==, long_name);
  g_assert_cmpstr (rsc_dataset_get_target_name (got.source), ==, target);
}

/* Cut anywhere it is refused or, past its last brace, whole. */
static void
test_truncated (void)
{
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  gsize n;
  RscSavedProblem problem = {
    .bias = TRUE, .n_samples = 10, .lambda_ratio = 0.1, .preparation = { .train_fraction = 0.5 }
  };
  g_autoptr (RscDataset) source =
    rsc_gallery_generate (rsc_gallery_find ("checkerboard", &n), 9, 0, 1, NULL);
  g_autofree char *text = NULL;
  gsize length;

  problem.source = source;
  rsc_saved_problem_write (&problem, saved);
  text = rsc_saved_to_text (saved);
  length = strlen (text);
  for (gsize k = 0; k < length; k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSaved) cut = rsc_saved_parse (text, (gssize) k, "cut", &error);

      if (k + 1 < length)
        g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      else
        g_assert_no_error (error);
    }
}

/* Any byte of a good file replaced by any other: read or refused, never worse. */
static void
test_spoilt (void)
{
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("polygon-6", &n);
  g_autoptr (RscDataset) source = rsc_gallery_generate (item, n, 0, 1, NULL);
  RscSavedProblem problem = { .item = item,
                              .n = n,
                              .seed = 1,
                              .bias = TRUE,
                              .n_samples = 10,
                              .lambda_ratio = 0.1,
                              .preparation = { .train_fraction = 0.5 } };
  g_autofree char *text = NULL;
  gsize length;

  problem.source = source;
  rsc_saved_problem_write (&problem, saved);
  text = rsc_saved_to_text (saved);
  length = strlen (text);
  for (int trial = 0; trial < 20000; trial++)
    {
      g_autofree char *spoilt = g_strdup (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSaved) read = NULL;
      g_auto (RscSavedProblem)
        got = { .lambda_ratio = 0.1, .n_samples = 1, .preparation = { .train_fraction = 0.5 } };
      int n_bytes = g_test_rand_int_range (1, 4);

      for (int i = 0; i < n_bytes; i++)
        spoilt[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (1, 256);
      read = rsc_saved_parse (spoilt, (gssize) length, "spoilt", &error);
      if (!read || !rsc_saved_problem_read (read, &got, &error))
        {
          g_assert_nonnull (error);
          continue;
        }
      /* 0: the end stop. */
      g_assert_cmpfloat (got.lambda_ratio, >=, 0);
      g_assert_cmpfloat (got.lambda_ratio, <=, 1);
      g_assert_cmpuint (got.n_samples, >, 0);
    }
}

/* A gallery set is one still when the file has its data, to the last digits of another machine;
 * with other data it is what the data are; without data it is made. */
static void
test_gallery (void)
{
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("polygon-8", &n);
  g_autoptr (RscDataset) source = rsc_gallery_generate (item, n, 0, 1, NULL);
  g_autofree double *x = g_memdup2 (rsc_dataset_get_x (source), 16 * sizeof (double));

  for (int kind = 0; kind < 4; kind++)
    {
      g_autoptr (RscSaved) saved = rsc_saved_new ();
      g_autoptr (RscDataset) other = NULL;
      g_auto (RscSavedProblem)
        got = { .lambda_ratio = 0.1, .n_samples = 1, .preparation = { .train_fraction = 0.5 } };
      RscSavedProblem problem = { .item = item,
                                  .n = n,
                                  .noise = 0,
                                  .seed = 1,
                                  .n_samples = 1,
                                  .lambda_ratio = 1,
                                  .preparation = { .train_fraction = 0.5 } };

      x[3] = rsc_dataset_get_x (source)[3] + (kind == 1 ? 1e-15 : kind == 2 ? 0.1 : 0);
      other = rsc_dataset_new ("drawn", n, 2, x, rsc_dataset_get_y (source), NULL, NULL, NULL);
      problem.source = other;
      rsc_saved_problem_write (&problem, saved);
      if (kind == 3)
        rsc_saved_remove (saved, "data");
      g_assert_true (rsc_saved_problem_read (saved, &got, NULL));
      g_assert_true ((got.item == item) == (kind != 2));
      g_assert_cmpmem (rsc_dataset_get_x (got.source), 16 * sizeof (double),
                       kind == 3 ? rsc_dataset_get_x (source) : x, 16 * sizeof (double));
    }
}

/* More values than a text of JSON may have come back as well, to the last bit; what is not whole or
 * not finite is refused. */
static void
test_large (void)
{
  const gsize n = 500001, d = 9;
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *back = NULL;
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autoptr (RscSaved) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize n_back = 0, d_back = 0;

  for (gsize k = 0; k < n * d; k++)
    x[k] = (double) k / 7.0 - 1e5;
  x[5] = -DBL_MIN;
  rsc_saved_write_rows (saved, "data.x", n, d, x);
  text = rsc_saved_to_text (saved);
  again = parse (text);
  g_assert_true (rsc_saved_read_rows (again, "data.x", &n_back, &d_back, &back, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_back, ==, n);
  g_assert_cmpuint (d_back, ==, d);
  g_assert_cmpmem (back, n * d * sizeof *back, x, n * d * sizeof *x);
  assert_refused (HEAD "\"data\": {\"x\": {\"rows\": 2, \"columns\": 1, \"doubles\": "
                       "\"AAAAAAAA8D8=\"}, \"y\": [1, 2]}}",
                  -1, "data.x");
  assert_refused (HEAD "\"data\": {\"x\": {\"rows\": 1, \"columns\": 1, \"doubles\": "
                       "\"AAAAAAAA8H8=\"}, \"y\": [1]}}",
                  -1, "data.x");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved/values", test_values);
  g_test_add_func ("/saved/bits", test_bits);
  g_test_add_func ("/saved/foreign-numbers", test_foreign_numbers);
  g_test_add_func ("/saved/unknown-keys", test_unknown_keys);
  g_test_add_func ("/saved/newer", test_newer);
  g_test_add_func ("/saved/refused", test_refused);
  g_test_add_func ("/saved/hostile", test_hostile);
  g_test_add_func ("/saved/wild-table", test_wild_table);
  g_test_add_func ("/saved/truncated", test_truncated);
  g_test_add_func ("/saved/spoilt", test_spoilt);
  g_test_add_func ("/saved/gallery", test_gallery);
  g_test_add_func ("/saved/large", test_large);
  return g_test_run ();
}
