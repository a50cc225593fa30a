/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a target the files of its corpus, and inputs made of them from a fixed seed: a few seconds
 * of what libFuzzer does, the same on every machine.
 *
 * test-fuzz-TARGET [FILE…]: those files alone, as those that libFuzzer keeps. */
#include "fuzz.h"

#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "repeats.h"

/* Inputs grow to no more than this. */
#define LONGEST 4096

static char **files;
static GPtrArray *corpus;
/* The input at hand, and the file that it goes to if the target ends. */
static const GString *current;
static char *kept;

/* What ended the target is worth more than that it ended. */
static void
keep_input (int number)
{
  int file = open (kept, O_WRONLY | O_CREAT | O_TRUNC, 0666);

  if (file >= 0 && write (file, current->str, current->len) == (gssize) current->len)
    {
      static const char said[] = "# the input is in ";

      (void) !write (STDERR_FILENO, said, sizeof said - 1);
      (void) !write (STDERR_FILENO, kept, strlen (kept));
      (void) !write (STDERR_FILENO, "\n", 1);
    }
  signal (number, SIG_DFL);
  raise (number);
}

static void
give (const GString *bytes)
{
  /* Not a byte more than there are: reading on is then seen. */
  guint8 *copy = g_memdup2 (bytes->str, MAX (bytes->len, 1));

  current = bytes;
  LLVMFuzzerTestOneInput (copy, bytes->len);
  g_free (copy);
}

static GString *
read_file (const char *path)
{
  char *text = NULL;
  gsize length;
  GString *bytes;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_string_new_len (text, (gssize) length);
  g_free (text);
  return bytes;
}

static void
free_bytes (gpointer bytes)
{
  g_string_free (bytes, TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
load_corpus (void)
{
  g_autofree char *folder =
    g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", FUZZ_TARGET, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  corpus = g_ptr_array_new_with_free_func (free_bytes);
  while ((name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  /* A folder has no order of its own. */
  g_ptr_array_sort (names, compare_names);
  for (guint k = 0; k < names->len; k++)
    g_ptr_array_add (corpus, read_file (g_ptr_array_index (names, k)));
  g_assert_cmpuint (corpus->len, >, 0);
}

static gsize
draw (GRand *rand, gsize below)
{
  return below == 0 ? 0 : (gsize) g_rand_int_range (rand, 0, (gint32) below);
}

/* One change of any kind to the bytes. */
static void
change (GRand *rand, GString *bytes)
{
  const GString *other = g_ptr_array_index (corpus, draw (rand, corpus->len));
  const gsize at = draw (rand, bytes->len + 1);
  const gsize left = bytes->len - at;
  const gsize from = draw (rand, other->len);
  const gsize some = 1 + draw (rand, 16);
  const gsize length = MIN (some, other->len - from);

  switch (draw (rand, 6))
    {
    case 0:
      if (left > 0)
        bytes->str[at] ^= (char) (1 << draw (rand, 8));
      break;
    case 1:
      if (left > 0)
        bytes->str[at] = (char) draw (rand, 256);
      break;
    case 2:
      g_string_erase (bytes, (gssize) at, (gssize) MIN (some, left));
      break;
    case 3:
      g_string_insert_len (bytes, (gssize) at, other->str + from, (gssize) length);
      break;
    case 4:
      g_string_overwrite_len (bytes, at, other->str + from, (gssize) length);
      break;
    default:
      g_string_insert_c (bytes, (gssize) at, (char) draw (rand, 256));
    }
  g_string_truncate (bytes, MIN (bytes->len, LONGEST));
}

static void
test_corpus (void)
{
  for (guint k = 0; k < corpus->len; k++)
    give (g_ptr_array_index (corpus, k));
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint k = 0; k < TEST_REPEATS (FUZZ_REPEATS); k++)
    {
      const GString *seed = g_ptr_array_index (corpus, draw (rand, corpus->len));
      GString *bytes = g_string_new_len (seed->str, (gssize) seed->len);

      for (gsize c = 1 + draw (rand, 6); c > 0; c--)
        change (rand, bytes);
      give (bytes);
      g_string_free (bytes, TRUE);
    }
}

static void
test_files (void)
{
  for (char **file = files; *file; file++)
    {
      GString *bytes = read_file (*file);

      give (bytes);
      g_string_free (bytes, TRUE);
    }
}

int
main (int argc, char **argv)
{
  int status;

  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  kept = g_test_build_filename (G_TEST_BUILT, "fuzz-" FUZZ_TARGET ".input", NULL);
  signal (SIGABRT, keep_input);
  signal (SIGSEGV, keep_input);

  if (argc > 1)
    {
      files = argv + 1;
      g_test_add_func ("/fuzz/" FUZZ_TARGET "/files", test_files);
      return g_test_run ();
    }
  load_corpus ();
  g_test_add_func ("/fuzz/" FUZZ_TARGET "/corpus", test_corpus);
  g_test_add_func ("/fuzz/" FUZZ_TARGET "/mutations", test_mutations);
  status = g_test_run ();
  g_ptr_array_unref (corpus);
  g_free (kept);
  return status;
}
