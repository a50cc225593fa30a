/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that saves and keeps copies is killed at random moments: its file and its copy are
 * whole, each an older or the newest, and nothing else stays. No display.
 * “test-kills N” does it N times. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/model/rsc-file-content.h"
#include "app/model/rsc-keeper-private.h"
#include "core/numerics/rsc-random.h"
#include "documents.h"
#include "killed.h"

#define KILLS 16

/* Every state of the program has one of these. */
#define RATIOS 7

static double
get_ratio (guint k)
{
  return 1.0 / (2.0 + k % RATIOS);
}

/* The program: edits, keeps a copy, saves, until it is killed. */
static int
run_program (const char *folder, const char *parent)
{
  g_autofree char *copies = g_build_filename (folder, "copies", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "mine.reluscope", NULL);
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document =
    rsc_document_new_full (rsc_jobs_new_full (NULL, NULL, TRUE), timers);
  g_autoptr (RscKeeper) keeper = rsc_keeper_new (document, timers, NULL, NULL);

  if (!killed_follow_parent (parent))
    return 1;
  rsc_keeper_set_recovery_folder (keeper, copies);
  open_set (document, "polygon-12");
  rsc_keeper_start_afresh (keeper);
  for (guint k = 0;; k++)
    {
      set_ratio (document, get_ratio (k), RSC_CHANGE_SINGLE);
      rsc_keeper_copy (keeper);
      run_request (rsc_document_get_jobs (document), RSC_REQUEST_COPY);
      if (k % 2 == 1)
        continue;
      rsc_keeper_save (keeper, file);
      run_request (rsc_document_get_jobs (document), RSC_REQUEST_SAVE);
      if (k == 0)
        killed_say_written ();
    }
  return 0;
}

static void
check_document (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscFileContent) content = rsc_file_content_read (file, NULL, NULL, &error);
  gboolean known = FALSE;

  g_assert_no_error (error);
  g_assert_nonnull (content->contents);
  for (guint k = 0; k < RATIOS; k++)
    known = known || content->contents->state->lambda_ratio == get_ratio (k);
  g_assert_true (known);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

/* What is there when it starts the next time. Returns whether there is a copy. */
static gboolean
check_left (const char *folder)
{
  g_autofree char *copies = g_build_filename (folder, "copies", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.reluscope", NULL);
  g_autoptr (GPtrArray) left = rsc_recovery_list (copies);

  check_document (path);
  g_assert_cmpuint (left->len, <=, 1);
  for (guint k = 0; k < left->len; k++)
    check_document (rsc_recovery_get_path (g_ptr_array_index (left, k)));
  /* A copy has its lock beside it. */
  g_assert_cmpuint (count_files (copies), ==, 2 * left->len);
  for (guint k = 0; k < left->len; k++)
    rsc_recovery_close (g_ptr_array_index (left, k));
  g_assert_cmpuint (count_files (copies), ==, 0);
  return left->len > 0;
}

static guint
kill_often (const char *self, guint n_times)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  gsl_rng *rng = rsc_random_new (3);
  guint n_copies = 0;

  for (guint k = 0; k < n_times; k++)
    {
      killed_run (self, folder, 20000, rng);
      n_copies += check_left (folder) ? 1 : 0;
    }
  gsl_rng_free (rng);
  killed_remove_folder (folder);
  return n_copies;
}

static void
test_kills (gconstpointer self)
{
  kill_often (self, KILLS);
}

/* What a write leaves that is killed before its file has its name, and a lock without a copy. */
static void
test_unfinished (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autoptr (RscRecovery) alive = rsc_recovery_new (folder, NULL);
  static const char *const names[] = { "a.reluscope.0123abcd", "a.lock", "b.lock",
                                       "c.reluscope.XYZ123", ".reluscope-0123abcd" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *path = g_build_filename (folder, names[k], NULL);

      g_assert_true (g_file_set_contents (path, "half", -1, NULL));
    }
  g_autoptr (GPtrArray) left = rsc_recovery_list (folder);
  g_assert_cmpuint (left->len, ==, 0);
  /* The lock of the one that lives. */
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (rsc_recovery_write (alive, "text", NULL, NULL));
  g_assert_cmpuint (count_files (folder), ==, 2);
  rsc_recovery_close (alive);
  killed_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  if (killed_is_program (argc, argv))
    return run_program (argv[2], argv[3]);
  if (argc > 1 && g_ascii_isdigit (argv[1][0]))
    {
      const guint n = (guint) atoi (argv[1]);

      g_print ("%u kills, %u of them left a copy\n", n, kill_often (argv[0], n));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kills/save-and-copy", argv[0], test_kills);
  g_test_add_func ("/kills/unfinished", test_unfinished);
  return g_test_run ();
}
