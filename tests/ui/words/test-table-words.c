/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into a cell is read as what is pasted there. */
#include <string.h>

#include "core/data/rsc-import.h"
#include "core/data/rsc-pasted-rows.h"
#include "ui/words/rsc-table-words.h"

static RscDataset *
read_classes (const char *text, const char *class, const char *other)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  const char *classes[] = { class, other, NULL };
  const RscImportChoices choices = { .classes = class ? classes : NULL };
  RscDataset *data = rsc_import_read (stream, "file.csv", &choices, NULL, NULL, &error);

  g_assert_no_error (error);
  return data;
}

/* @typed: into the target, where it is @value; pasted by the names of the columns it is the
 * same. */
static void
check (RscDataset *data, const char *typed, double value)
{
  g_autofree char *text = g_strdup_printf ("kind,a\n%s,1\n", typed);
  g_auto (RscPastedRows) rows = { 0 };
  g_autoptr (GError) error = NULL;
  double read = -100;

  g_assert_true (rsc_table_words_parse (data, 1, typed, &read));
  g_assert_cmpfloat (read, ==, value);
  g_assert_true (rsc_pasted_rows_read (&rows, text, "clipboard", data, &error));
  g_assert_no_error (error);
  g_assert_true (rows.by_name);
  g_assert_cmpfloat (rows.values[1], ==, value);
}

static void
test_classes (void)
{
  g_autoptr (RscDataset) texts = read_classes ("a,kind\n1,long\n2,round\n", NULL, NULL);
  g_autoptr (RscDataset) bits = read_classes ("a,kind\n1,0\n2,1\n", NULL, NULL);
  g_autoptr (RscDataset) numbers = read_classes ("a,kind\n1,3\n2,4\n", "3", NULL);
  g_autoptr (RscDataset) rest = read_classes ("a,kind\n1,u\n2,v\n3,w\n", "v", NULL);
  g_autoptr (RscDataset) digits = read_classes ("a,kind\n1,3\n2,4\n3,5\n", "3", NULL);
  g_autofree char *why = NULL;
  double value;

  check (texts, "long", -1);
  check (texts, "Round", 1);
  check (texts, "0.25", 0.25);
  check (bits, "0", -1);
  check (bits, "0.0", -1);
  check (bits, "1", 1);
  check (bits, "1.0", 1);
  check (bits, "0.5", 0.5);
  check (numbers, "4", -1);
  check (numbers, "3.0", 1);
  check (rest, "v", 1);
  check (rest, "w", -1);
  check (rest, "-1", -1);
  check (digits, "3", 1);
  check (digits, "9", -1);
  check (digits, "9.5", 9.5);
  /* As a person of another locale types it. */
  g_assert_true (rsc_table_words_parse (bits, 1, "0,0", &value));
  g_assert_cmpfloat (value, ==, -1);
  g_assert_false (rsc_table_words_parse (texts, 1, "square", &value));
  why = rsc_table_words_dup_refusal (texts, 1, "square");
  g_assert_cmpstr (why, ==,
                   "“square” is neither long nor round nor a number: the old value stays.");
  g_assert_false (rsc_table_words_parse (rest, 1, " ", &value));
  /* A feature has no classes. */
  g_assert_true (rsc_table_words_parse (bits, 0, "1", &value));
  g_assert_cmpfloat (value, ==, 1);
  g_assert_true (rsc_table_words_parse (bits, 0, "0", &value));
  g_assert_cmpfloat (value, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-words/classes", test_classes);

  return g_test_run ();
}
