/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "core/data/rsc-dataset.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Mutations of well-formed and of broken tables go through the reader. Each gives a data set or one
 * error; nothing else. The seed is fixed, so a failure comes back. */

static const char *const seeds[] = {
  "x1,x2,y\n1,2.5,-3\n4,5,6e1\n",
  "1;2;3\r\n4;5;6\r\n7;8;9",
  "# note\na\tb\n1e-3\t-.5\n\n2\t3\n",
  "\xef\xbb\xbf\"a \"\"b\"\"\",\"c,d\"\n\"1\",2\n3 ,4\n",
  "größe;y\n1,5;2\n",
  "5\n6\n7\n",
  "1,2\rnan,inf\r0x1p3,1e999\r",
  "sep=;\r\na;b;y\r\n1,5;2.000,5;1\r\n3,25;1.234;0\r\n",
  "  a   b  y\n1  1.5 2 up\n2  2.5 3 down\n3  0.5 1 up\n",
  ",a,b,y\n0,1.0,2.0,1\n1,2.5,?,0\n2,NA,1.5,1\n",
  "% made\n// here\nsize|colour|y|\n1 234|red|1|\n2|blue|-1|\n3|red|1|\n",
  "a,y\n\"1,234.5\",1\n\"2,001.0\",-1\n2020-01-02,3\n",
  "0,1,2\n1.0,2.0,setosa\n2.5,0.5,versicolor\n0.0,1.5,setosa\n",
  "gr\xf6\xdf"
  "e;y\n\xe2\x88\x92"
  "1,5;2\n\xc2\xa0"
  "3;4\n",
};

static const char *const tokens[] = { ",",
                                      ";",
                                      "\t",
                                      "\"",
                                      "\"\"",
                                      "\n",
                                      "\r",
                                      "\r\n",
                                      "#",
                                      "-",
                                      "+",
                                      ".",
                                      "e",
                                      "E9",
                                      "1e999",
                                      "nan",
                                      "-inf",
                                      "0x",
                                      "",
                                      "1e-400",
                                      "\xff",
                                      "\xc3",
                                      "\xef\xbb\xbf",
                                      "\xe2\x82",
                                      "a",
                                      "1,2\n",
                                      "…",
                                      "99999999999999999999",
                                      "|",
                                      " ",
                                      "  ",
                                      "\t\t",
                                      ",,",
                                      ";\n",
                                      ",\n",
                                      "sep=|\n",
                                      "NA",
                                      "?",
                                      "1,234",
                                      "1.234.567",
                                      "1 000",
                                      "2'000",
                                      "-1,5",
                                      "\xe2\x88\x92",
                                      "\xc2\xa0",
                                      "\xef\xbc\x91",
                                      "%",
                                      "//",
                                      "0\n",
                                      "1\n",
                                      "red",
                                      "2020-01-01",
                                      "Unnamed: 0" };

/* The same table as another program would write it: one mark put for another throughout, a column
 * more, the lines in another order, all of it in another encoding. */
static void
change_dialect (GString *bytes, gsl_rng *rng)
{
  static const char marks[] = { ',', ';', '\t', '|', ' ', '.', '"', '\n', '\r', '#', '-' };
  static const char *const tails[] = { ",", ";", ",NA", "\t", " 1", ";x", "|" };
  g_autoptr (GString) changed = g_string_new (NULL);
  const char from = marks[gsl_rng_uniform_int (rng, sizeof marks)];
  const char to = marks[gsl_rng_uniform_int (rng, sizeof marks)];
  const char *tail = tails[gsl_rng_uniform_int (rng, G_N_ELEMENTS (tails))];
  const gsize way = gsl_rng_uniform_int (rng, 4);

  if (way == 0)
    for (gsize i = 0; i < bytes->len; i++)
      g_string_append_c (changed, bytes->str[i] == from ? to : bytes->str[i]);
  else if (way == 1)
    for (gsize i = 0; i < bytes->len; i++)
      {
        if (bytes->str[i] == '\n')
          g_string_append (changed, tail);
        g_string_append_c (changed, bytes->str[i]);
      }
  else if (way == 2)
    {
      const gboolean is_big = gsl_rng_uniform_int (rng, 2) == 1;

      g_string_append_len (changed, is_big ? "\xfe\xff" : "\xff\xfe", 2);
      for (gsize i = 0; i < bytes->len; i++)
        {
          g_string_append_c (changed, is_big ? '\0' : bytes->str[i]);
          g_string_append_c (changed, is_big ? bytes->str[i] : '\0');
        }
    }
  else
    for (gsize i = 0; i < bytes->len; i++)
      {
        if (i == 0 || bytes->str[i - 1] == '\n')
          g_string_append_printf (changed, "%" G_GSIZE_FORMAT "%c", i, to);
        g_string_append_c (changed, bytes->str[i]);
      }
  g_string_truncate (bytes, 0);
  g_string_append_len (bytes, changed->str, (gssize) changed->len);
}

/* A stream that hands out a few bytes at a time, so that lines are cut everywhere. */
typedef struct
{
  GFilterInputStream parent_instance;
  gsize step;
} DripStream;

typedef GFilterInputStreamClass DripStreamClass;

GType drip_stream_get_type (void);
G_DEFINE_TYPE (DripStream, drip_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
drip_stream_read (GInputStream *stream,
                  void *buffer,
                  gsize count,
                  GCancellable *cancellable,
                  GError **error)
{
  DripStream *self = (DripStream *) stream;

  return g_input_stream_read (self->parent_instance.base_stream, buffer, MIN (count, self->step),
                              cancellable, error);
}

static void
drip_stream_class_init (DripStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = drip_stream_read;
}

static void
drip_stream_init (DripStream *self)
{
  self->step = 1;
}

/* Targets as the file has them. */
static const RscImportChoices plain = { .target_type = RSC_TARGET_TYPE_REGRESSION };

static RscDataset *
read_with (const GString *bytes, gsize step, const RscImportChoices *choices, GError **error)
{
  g_autoptr (GInputStream) memory =
    g_memory_input_stream_new_from_data (bytes->str, (gssize) bytes->len, NULL);
  g_autoptr (GInputStream) drip = NULL;

  if (step == 0)
    return rsc_import_read (memory, "f.csv", choices, NULL, NULL, error);
  drip = g_object_new (drip_stream_get_type (), "base-stream", memory, NULL);
  ((DripStream *) drip)->step = step;

  return rsc_import_read (drip, "f.csv", choices, NULL, NULL, error);
}

static RscDataset *
read_bytes (const GString *bytes, gsize step, GError **error)
{
  return read_with (bytes, step, NULL, error);
}

/* "f.csv:LINE:COLUMN: one sentence". */
static void
check_message (const char *message, const GString *bytes)
{
  const char *p = message;
  guint64 line;
  guint64 column;
  char *end;

  g_assert_true (g_str_has_prefix (p, "f.csv:"));
  line = g_ascii_strtoull (p + 6, &end, 10);
  /* What is wrong with the whole file has no place in it. */
  if (*end == ':')
    {
      column = g_ascii_strtoull (end + 1, &end, 10);
      g_assert_cmpuint (line, >=, 1);
      g_assert_cmpuint (line, <=, bytes->len + 1);
      g_assert_cmpuint (column, >=, 1);
      g_assert_cmpuint (column, <=, bytes->len + 1);
      g_assert_true (g_str_has_prefix (end, ": "));
    }
  g_assert_cmpuint (strlen (end), >, 10);
  g_assert_cmpuint (strlen (end), <, 1500);
  g_assert_true (g_utf8_validate (message, -1, NULL));
  for (p = message; *p; p++)
    g_assert_false (g_ascii_iscntrl (*p));
}

static void
check_dataset (const RscDataset *data)
{
  gsize n = rsc_dataset_get_n (data);
  gsize d = rsc_dataset_get_d (data);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GString) text = NULL;
  g_autoptr (RscDataset) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n, >=, 1);
  for (gsize i = 0; i < n * d; i++)
    g_assert_true (isfinite (rsc_dataset_get_x (data)[i]));
  for (gsize i = 0; i < n; i++)
    g_assert_true (isfinite (rsc_dataset_get_y (data)[i]));
  for (gsize k = 0; k <= d; k++)
    {
      const char *name =
        k < d ? rsc_dataset_get_feature_name (data, k) : rsc_dataset_get_target_name (data);

      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpint (*name, !=, '\0');
      g_assert_true (g_hash_table_add (names, (gpointer) name));
    }

  /* What is written reads back as the same. */
  g_assert_true (rsc_dataset_write_csv (data, stream, NULL, &error));
  text = g_string_new_len (
    g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
    (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  back = read_with (text, 0, &plain, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_dataset_get_n (back), ==, n);
  g_assert_cmpuint (rsc_dataset_get_d (back), ==, d);
  g_assert_cmpmem (rsc_dataset_get_x (back), n * d * sizeof (double), rsc_dataset_get_x (data),
                   n * d * sizeof (double));
  g_assert_cmpmem (rsc_dataset_get_y (back), n * sizeof (double), rsc_dataset_get_y (data),
                   n * sizeof (double));
  for (gsize k = 0; k < d; k++)
    g_assert_cmpstr (rsc_dataset_get_feature_name (back, k), ==,
                     rsc_dataset_get_feature_name (data, k));
  g_assert_cmpstr (rsc_dataset_get_target_name (back), ==, rsc_dataset_get_target_name (data));
}

static void
mutate (GString *bytes, gsl_rng *rng)
{
  gsize position = gsl_rng_uniform_int (rng, bytes->len + 1);
  gsize wish = gsl_rng_uniform_int (rng, 6);
  gsize length = MIN (bytes->len - position, wish);
  const char *token = tokens[gsl_rng_uniform_int (rng, G_N_ELEMENTS (tokens))];

  switch (gsl_rng_uniform_int (rng, 7))
    {
    case 0:
      g_string_insert (bytes, (gssize) position, token);
      break;
    case 1:
      g_string_erase (bytes, (gssize) position, (gssize) length);
      g_string_insert (bytes, (gssize) position, token);
      break;
    case 2:
      g_string_erase (bytes, (gssize) position, (gssize) length);
      break;
    case 3:
      {
        g_autofree char *part = g_strndup (bytes->str + position, length);
        gsize target = gsl_rng_uniform_int (rng, bytes->len + 1);

        g_string_insert (bytes, (gssize) target, part);
        break;
      }
    case 4:
      if (position < bytes->len)
        bytes->str[position] = (char) gsl_rng_uniform_int (rng, 256);
      break;
    case 5:
      if (position < bytes->len)
        bytes->str[position] ^= (char) (1u << gsl_rng_uniform_int (rng, 8));
      break;
    default:
      g_string_truncate (bytes, position);
      break;
    }
}

static void
test_mutations (void)
{
  gsl_rng *rng = rsc_random_new (42);
  guint n_read = 0;
  guint n_refused = 0;

  g_test_timer_start ();
  for (guint round = 0; round < 60000; round++)
    {
      g_autoptr (GString) bytes = g_string_new (seeds[round % G_N_ELEMENTS (seeds)]);
      gsize n_mutations = 1 + gsl_rng_uniform_int (rng, 6);
      g_autoptr (RscDataset) whole = NULL;
      g_autoptr (RscDataset) drip = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) drip_error = NULL;

      if (round % 3 == 0)
        change_dialect (bytes, rng);
      for (gsize k = 0; k < n_mutations; k++)
        mutate (bytes, rng);
      whole = read_bytes (bytes, 0, &error);
      drip = read_bytes (bytes, 1 + round % 3, &drip_error);
      if (whole != NULL)
        {
          g_assert_no_error (error);
          g_assert_no_error (drip_error);
          check_dataset (whole);
          g_assert_cmpuint (rsc_dataset_get_n (whole), ==, rsc_dataset_get_n (drip));
          n_read++;
        }
      else
        {
          g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
          check_message (error->message, bytes);
          g_assert_null (drip);
          g_assert_cmpstr (error->message, ==, drip_error->message);
          n_refused++;
        }
    }
  g_test_message ("%u read, %u refused in %.1f s", n_read, n_refused, g_test_timer_elapsed ());
  /* Both outcomes are exercised. */
  g_assert_cmpuint (n_read, >, 5000);
  g_assert_cmpuint (n_refused, >, 5000);
  gsl_rng_free (rng);
}

static void
test_noise (void)
{
  gsl_rng *rng = rsc_random_new (7);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autoptr (RscDataset) data = NULL;
      g_autoptr (GError) error = NULL;
      gsize length = gsl_rng_uniform_int (rng, 300);

      for (gsize k = 0; k < length; k++)
        g_string_append_c (bytes, (char) gsl_rng_uniform_int (rng, round % 2 ? 256 : 64));
      data = read_bytes (bytes, 0, &error);
      if (data != NULL)
        check_dataset (data);
      else
        check_message (error->message, bytes);
    }
  gsl_rng_free (rng);
}

static void
test_long_lines (void)
{
  static const char *const units[] = { "1,", "\"", "a", "1;", "\"\"", "\t", "\xc3\xa9", "9", "," };

  for (gsize u = 0; u < G_N_ELEMENTS (units); u++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autoptr (RscDataset) data = NULL;
      g_autoptr (GError) error = NULL;

      while (bytes->len < 1000000)
        g_string_append (bytes, units[u]);
      data = read_bytes (bytes, 0, &error);
      g_assert_null (data);
      check_message (error->message, bytes);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/csv/mutations", test_mutations);
  g_test_add_func ("/fuzz/csv/noise", test_noise);
  g_test_add_func ("/fuzz/csv/long-lines", test_long_lines);

  return g_test_run ();
}
