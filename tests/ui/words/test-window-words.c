/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>

#include "ui/words/rsc-status-words.h"
#include "ui/words/rsc-window-words.h"

static void
check (const char *expected, char *text)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_title (void)
{
  check ("Spiral – Reluscope", rsc_window_words_dup_title ("Spiral"));
  check ("Reluscope", rsc_window_words_dup_title (NULL));
}

/* Whatever the data are called, the name is one of a plain file. */
static void
test_file_name (void)
{
  check ("checkerboard-function-lambda-0.1",
         rsc_window_words_dup_file_name ("Checkerboard", "function", 0.1));
  check ("figure-1-of-the-paper-path",
         rsc_window_words_dup_file_name ("Figure 1 of the paper", "path", -1));
  check ("my-data-v2-optimal-set-lambda-0.00123",
         rsc_window_words_dup_file_name ("my data.v2.csv", "optimal-set", 0.0012345));
  check ("größe-path", rsc_window_words_dup_file_name ("../Größe/", "path", -1));
  check ("path", rsc_window_words_dup_file_name ("///", "path", -1));
  check ("path", rsc_window_words_dup_file_name (NULL, "path", -1));
}

/* What takes its time, and how far it is. */
static void
test_progress (void)
{
  check ("Finding activation patterns… 35 %", rsc_status_words_solving (0.35, NAN));
  check ("Solving…", rsc_status_words_solving (-1, NAN));
  check ("Solving… gap 0.2", rsc_status_words_solving (-1, 0.2));
  check ("Solving… 40 % gap 10⁻⁵", rsc_status_words_solving (0.4, 1e-5));
  check ("Finding the optimal set… 20 %", rsc_status_words_set (0.2));
  check ("Pruning…", rsc_status_words_pruning (-1));
  check ("Path 99 %", rsc_status_words_path (0.99));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-words/title", test_title);
  g_test_add_func ("/window-words/file-name", test_file_name);
  g_test_add_func ("/window-words/progress", test_progress);
  return g_test_run ();
}
