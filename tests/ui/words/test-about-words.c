/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-about-words.h"

#include <string.h>

/* The README and the program cite the paper in the same words. */
static void
test_readme (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "README.md", NULL);
  g_autofree char *readme = NULL;
  g_auto (GStrv) lines = g_strsplit (rsc_about_words_get_bibtex (), "\n", -1);
  g_autoptr (GError) error = NULL;
  const char *at;

  g_file_get_contents (path, &readme, NULL, &error);
  g_assert_no_error (error);
  at = readme;
  for (gsize k = 0; lines[k] && *lines[k]; k++)
    {
      at = strstr (at, lines[k]);
      g_assert_nonnull (at);
    }
}

static void
test_no_help (void)
{
  g_autofree char *plain = rsc_about_words_dup_no_help (NULL);
  g_autofree char *reasoned = rsc_about_words_dup_no_help ("No application is registered");

  g_assert_nonnull (strstr (plain, "yelp"));
  g_assert_null (strchr (plain, '('));
  g_assert_true (g_str_has_prefix (reasoned, plain));
  g_assert_true (g_str_has_suffix (reasoned, "\n\n(No application is registered)"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/about-words/readme", test_readme);
  g_test_add_func ("/about-words/no-help", test_no_help);
  return g_test_run ();
}
