/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents are kept: what is a change, what is written when, what a crash leaves behind. No
 * display. */
#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "app/model/rsc-file-content.h"
#include "app/model/rsc-file-reader.h"
#include "app/model/rsc-keeper.h"
#include "core/numerics/rsc-error.h"
#include "documents.h"

typedef struct
{
  char *folder;
  char *copies;
  RscTimers *timers;
  RscDocument *document;
  RscKeeper *keeper;
  guint n_changed;
  guint n_saved;
  GFile *saved; /* told last */
  GError *error;
} Fixture;

static void
on_changed (RscKeeper *keeper, gpointer user_data)
{
  ((Fixture *) user_data)->n_changed++;
}

static void
on_saved (RscKeeper *keeper, GFile *file, const GError *error, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_saved++;
  g_set_object (&f->saved, file);
  g_clear_error (&f->error);
  f->error = error ? g_error_copy (error) : NULL;
}

static void
fill_layout (RscLayout *layout, gpointer user_data)
{
  static const char *const pages[] = { "function", "path", NULL };

  layout->side_panel = FALSE;
  layout->share = 0.25;
  layout->alone = g_strdup ("path");
  layout->pages = g_strdupv ((char **) pages);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  f->copies = g_build_filename (f->folder, "copies", NULL);
  f->timers = rsc_timers_new (TRUE);
  f->document = rsc_document_new_full (rsc_jobs_new_full (NULL, NULL, TRUE), f->timers);
  f->keeper = rsc_keeper_new (f->document, f->timers, fill_layout, NULL);
  rsc_keeper_set_recovery_folder (f->keeper, f->copies);
  g_signal_connect (f->keeper, "changed", G_CALLBACK (on_changed), f);
  g_signal_connect (f->keeper, "saved", G_CALLBACK (on_saved), f);
  open_set (f->document, "xor");
  rsc_keeper_start_afresh (f->keeper);
  f->n_changed = 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  rsc_keeper_close (f->keeper);
  g_clear_object (&f->saved);
  g_object_unref (f->keeper);
  g_object_unref (f->document);
  rsc_timers_unref (f->timers);
  g_clear_error (&f->error);
  g_free (f->folder);
  g_free (f->copies);
}

/* The queue does what waits of this kind, and tells. */
static void
work (Fixture *f, RscRequestKind kind)
{
  run_request (rsc_document_get_jobs (f->document), kind);
}

static gboolean
is_waiting (Fixture *f, RscRequestKind kind)
{
  return rsc_jobs_is_busy (rsc_document_get_jobs (f->document), kind);
}

static guint
count_copies (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->copies, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    n += g_str_has_suffix (name, ".reluscope");
  return n;
}

static GFile *
get_file (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  return g_file_new_for_path (path);
}

static RscContents *
read_back (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscFileContent) content = rsc_file_content_read (file, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (content->contents);
  return g_steal_pointer (&content->contents);
}

/* Edits are changes, the way of looking is none; undo takes a change back. */
static void
test_modified (Fixture *f, gconstpointer data)
{
  RscDocumentState *after;

  g_assert_false (rsc_keeper_is_modified (f->keeper));
  g_assert_null (rsc_keeper_get_file (f->keeper));
  after = edit (f->document);
  after->camera.yaw += 1;
  rsc_document_apply (f->document, "Turn", RSC_CHANGE_SINGLE, after);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (f->n_changed, ==, 1);
  rsc_document_revert (f->document);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  rsc_document_repeat (f->document);
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (f->n_changed, ==, 3);
  rsc_keeper_start_afresh (f->keeper);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
}

/* Saved, changed while it is being saved, saved again, and read by another window. */
static void
test_save (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (RscContents) contents = NULL;
  g_autoptr (RscContents) again = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, file);
  g_assert_true (rsc_keeper_is_saving (f->keeper));
  set_ratio (f->document, 0.25, RSC_CHANGE_SINGLE);
  work (f, RSC_REQUEST_SAVE);
  g_assert_false (rsc_keeper_is_saving (f->keeper));
  g_assert_cmpuint (f->n_saved, ==, 1);
  g_assert_no_error (f->error);
  g_assert_true (g_file_equal (rsc_keeper_get_file (f->keeper), file));
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  contents = read_back (file);
  g_assert_cmpfloat (contents->state->lambda_ratio, ==, 0.5);
  g_assert_true (contents->has_layout);
  g_assert_false (contents->layout.side_panel);
  g_assert_cmpfloat (contents->layout.share, ==, 0.25);
  g_assert_cmpstr (contents->layout.alone, ==, "path");
  g_assert_cmpstr (contents->layout.pages[1], ==, "path");

  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  again = read_back (file);
  g_assert_cmpfloat (again->state->lambda_ratio, ==, 0.25);
}

/* What cannot be written leaves everything as it was, and says why. */
static void
test_save_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) nowhere = get_file (f, "none/mine.reluscope");
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *text = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, nowhere);
  work (f, RSC_REQUEST_SAVE);
  g_assert_nonnull (f->error);
  g_assert_null (rsc_keeper_get_file (f->keeper));
  g_assert_true (rsc_keeper_is_modified (f->keeper));

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  g_assert_nonnull (f->error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  /* What could not be opened again does not replace what can be. */
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  set_ratio (f->document, 2, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  g_assert_error (f->error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_nonnull (strstr (f->error->message, "mine.reluscope: lambda_ratio"));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
}

/* Opening begins anew; keys of a newer program are still there when it is saved. */
static void
test_open (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (RscContents) contents = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (
    path,
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"gallery\": {\"set\": \"polygon\", "
    "\"n\": 12},"
    " \"lambda_ratio\": 0.3, \"notes\": {\"for\": [\"the lecture\"]}, \"model\": {\"width\": 9},"
    " \"hidden\": [\"pruning\"]}",
    -1, NULL));
  contents = read_back (file);
  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_open (f->keeper, contents, file, TRUE, NULL);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  g_assert_true (g_file_equal (rsc_keeper_get_file (f->keeper), file));
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (f->document)), ==, 0);
  g_assert_cmpfloat (rsc_document_get_state (f->document)->lambda_ratio, ==, 0.3);

  set_ratio (f->document, 0.2, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "the lecture"));
  g_assert_nonnull (strstr (text, "\"width\": 9"));
  g_assert_nonnull (strstr (text, "\"hidden\": [\"pruning\"]"));
  g_assert_nonnull (strstr (text, "\"lambda_ratio\": 0.2"));
}

/* A save that ends when another document is on show is none of that one. */
static void
test_late_save (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) first = get_file (f, "first.reluscope");
  g_autoptr (GFile) second = get_file (f, "second.reluscope");
  g_autoptr (RscContents) before = NULL;
  g_autoptr (RscContents) after = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, second);
  work (f, RSC_REQUEST_SAVE);
  before = read_back (second);
  set_ratio (f->document, 0.25, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, first);
  rsc_keeper_open (f->keeper, before, second, TRUE, NULL);
  g_assert_false (rsc_keeper_is_saving (f->keeper));
  work (f, RSC_REQUEST_SAVE);
  g_assert_true (g_file_equal (rsc_keeper_get_file (f->keeper), second));
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (f->n_saved, ==, 1);
  after = read_back (first);
  g_assert_cmpfloat (after->state->lambda_ratio, ==, 0.25);

  rsc_keeper_save (f->keeper, first);
  open_set (f->document, "checkerboard");
  rsc_keeper_start_afresh (f->keeper);
  work (f, RSC_REQUEST_SAVE);
  g_assert_null (rsc_keeper_get_file (f->keeper));
  g_assert_false (rsc_keeper_is_modified (f->keeper));
}

static void
touch (GFile *file, time_t when)
{
  struct utimbuf times = { when, when };

  g_assert_cmpint (g_utime (g_file_peek_path (file), &times), ==, 0);
}

/* What another has written is not replaced unasked; what was written here is no other's, also where
 * nobody has waited for the end. */
static void
test_changed_elsewhere (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (RscContents) contents = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  touch (file, 1000);
  set_ratio (f->document, 0.25, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  g_assert_no_error (f->error);
  g_assert_false (rsc_keeper_is_modified (f->keeper));

  touch (file, 2000);
  contents = read_back (file);
  rsc_keeper_open (f->keeper, contents, file, TRUE, NULL);
  set_ratio (f->document, 0.75, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, NULL);
  g_assert_true (rsc_jobs_run (rsc_document_get_jobs (f->document), RSC_REQUEST_SAVE));
  set_ratio (f->document, 0.125, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_no_error (f->error);
  g_assert_false (rsc_keeper_is_modified (f->keeper));

  /* A file that has gone is written again. */
  g_assert_true (g_file_delete (file, NULL, NULL));
  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_no_error (f->error);
  g_assert_true (g_file_query_exists (file, NULL));
}

/* A text that could be read but not written again is refused. */
static void
test_half_characters (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "\"later\": [\"\\ud800x\"]", "\"a\\udc00\": 1",
                                      "\"recovery\": {\"uri\": \"\\ud800x\"}" };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"schema\": \"reluscope-document\", \"version\": 1, %s}", keys[k]);
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_contents_parse (text, -1, "a.reluscope", &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
    }
}

/* A copy soon after the first change, then at most one a second with the newest state; none when
 * all is saved. */
static void
test_copies (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");

  rsc_timers_advance (f->timers, 5000);
  g_assert_false (is_waiting (f, RSC_REQUEST_COPY));
  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_FIRST);
  work (f, RSC_REQUEST_COPY);
  g_assert_cmpuint (count_copies (f), ==, 1);
  /* A drag: twenty changes in a second. */
  for (int k = 1; k < 20; k++)
    {
      set_ratio (f->document, 0.5 - 0.01 * k, RSC_CHANGE_MERGE);
      rsc_timers_advance (f->timers, 45);
      g_assert_false (is_waiting (f, RSC_REQUEST_COPY));
    }
  rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
  work (f, RSC_REQUEST_COPY);
  g_assert_cmpuint (count_copies (f), ==, 1);
  {
    g_autoptr (GDir) dir = g_dir_open (f->copies, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)))
      if (g_str_has_suffix (name, ".reluscope"))
        {
          g_autofree char *path = g_build_filename (f->copies, name, NULL);
          g_autoptr (GFile) copy = g_file_new_for_path (path);
          g_autoptr (RscContents) contents = read_back (copy);

          g_assert_cmpfloat (contents->state->lambda_ratio, ==, 0.5 - 0.01 * 19);
          g_assert_null (contents->origin);
        }
  }
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  g_assert_cmpuint (count_copies (f), ==, 0);
  rsc_timers_advance (f->timers, 5000);
  g_assert_false (is_waiting (f, RSC_REQUEST_COPY));
  /* One that is on its way when the document is saved, or closed, does not stay. */
  set_ratio (f->document, 0.9, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  work (f, RSC_REQUEST_COPY);
  g_assert_cmpuint (count_copies (f), ==, 0);
  set_ratio (f->document, 0.8, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
  work (f, RSC_REQUEST_COPY);
  g_assert_cmpuint (count_copies (f), ==, 1);
  rsc_keeper_close (f->keeper);
  g_assert_cmpuint (count_copies (f), ==, 0);
}

static char *
dup_copy_path (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->copies, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".reluscope"))
      return g_build_filename (f->copies, name, NULL);
  return NULL;
}

/* A copy that could not be written is tried again. */
static void
test_copy_fails (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) copy = NULL;
  g_autoptr (RscContents) contents = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_FIRST);
  work (f, RSC_REQUEST_COPY);
  path = dup_copy_path (f);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  set_ratio (f->document, 0.25, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
  work (f, RSC_REQUEST_COPY);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
  work (f, RSC_REQUEST_COPY);
  copy = g_file_new_for_path (path);
  contents = read_back (copy);
  g_assert_cmpfloat (contents->state->lambda_ratio, ==, 0.25);
}

/* A copy that is opened in place of changes stays; and one that was on its way then is made of what
 * is there now. */
static void
test_copy_taken_over (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (RscRecovery) copy = NULL;
  g_autoptr (RscContents) contents = NULL;
  g_autoptr (RscContents) after = NULL;
  g_autoptr (GFile) place = NULL;
  g_autofree char *text = NULL;

  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  contents = read_back (file);
  text = rsc_contents_to_text (contents);
  copy = rsc_recovery_new (f->copies, NULL);
  g_assert_true (rsc_recovery_write (copy, text, NULL, NULL));
  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_FIRST);
  g_assert_true (is_waiting (f, RSC_REQUEST_COPY));
  rsc_keeper_open (f->keeper, contents, file, FALSE, copy);
  g_assert_true (g_file_test (rsc_recovery_get_path (copy), G_FILE_TEST_EXISTS));
  work (f, RSC_REQUEST_COPY);
  g_assert_true (g_file_test (rsc_recovery_get_path (copy), G_FILE_TEST_EXISTS));
  set_ratio (f->document, 0.75, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
  work (f, RSC_REQUEST_COPY);
  place = g_file_new_for_path (rsc_recovery_get_path (copy));
  after = read_back (place);
  g_assert_cmpfloat (after->state->lambda_ratio, ==, 0.75);
  g_assert_cmpuint (count_copies (f), ==, 1);
}

/* What a program that was killed leaves behind is found, by one other program alone, and taken
 * over. */
static void
test_crash (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (RscContents) contents = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  RscRecovery *copy;
  pid_t child;

  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  child = fork ();
  if (child == 0)
    {
      set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
      rsc_timers_advance (f->timers, RSC_KEEPER_INTERVAL);
      work (f, RSC_REQUEST_COPY);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  left = rsc_recovery_list (f->copies);
  g_assert_cmpuint (left->len, ==, 1);
  nothing = rsc_recovery_list (f->copies);
  g_assert_cmpuint (nothing->len, ==, 0);
  copy = g_ptr_array_index (left, 0);
  {
    g_autoptr (GFile) place = g_file_new_for_path (rsc_recovery_get_path (copy));

    contents = read_back (place);
  }
  g_assert_cmpstr (contents->origin, ==, uri);
  g_assert_cmpfloat (contents->state->lambda_ratio, ==, 0.5);

  rsc_keeper_open (f->keeper, contents, file, FALSE, copy);
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (count_copies (f), ==, 1);
  /* Undo does not make it saved: the file has something else. */
  set_ratio (f->document, 0.4, RSC_CHANGE_SINGLE);
  rsc_document_revert (f->document);
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_no_error (f->error);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (count_copies (f), ==, 0);
  /* The copy is of changes to the file as it was before that. */
  rsc_keeper_open (f->keeper, contents, file, FALSE, NULL);
  touch (file, 1000);
  rsc_keeper_save (f->keeper, NULL);
  work (f, RSC_REQUEST_SAVE);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

/* The reader tells documents from data, and neither by the ending alone. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *said; /* or NULL: a document; "": data */
  } cases[] = {
    { "a.reluscope", "{\"schema\": \"reluscope-document\", \"version\": 1}", NULL },
    { "a.json", "\xef\xbb\xbf \n{\"schema\": \"reluscope-document\", \"version\": 1}", NULL },
    { "a.csv", "1,2\n2,3\n", "" },
    { "b.reluscope", "1,2\n2,3\n", "b.reluscope:" },
    { "c.reluscope", "", "c.reluscope: this is no JSON: it is empty" },
    { "d.json", "{\"hidden\": [[1]], \"output\": [1]}", "d.json: this is no Reluscope document" },
    { "e.reluscope", "{\"schema\": \"reluscope-document\", \"version\": 7}", "a newer Reluscope" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GFile) file = get_file (f, cases[k].name);
      g_autofree char *path = g_file_get_path (file);
      g_autoptr (RscFileContent) content = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, cases[k].text, -1, NULL));
      content = rsc_file_content_read (file, NULL, NULL, &error);
      g_assert_true ((content && content->contents) == (cases[k].said == NULL));
      g_assert_true ((content && content->dataset) == (g_strcmp0 (cases[k].said, "") == 0));
      if (error)
        g_assert_nonnull (strstr (error->message, cases[k].said));
    }
}

/* A document that is set aside comes back with its file, its changes and the way back; a copy for
 * recovery has it meanwhile, and what is done in its place is in none. */
static void
test_set_aside (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (RscContents) lesson = rsc_contents_parse (
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"gallery\": {\"set\": \"polygon\", "
    "\"n\": 6}}",
    -1, "a lesson", NULL);

  g_assert_false (rsc_keeper_has_aside (f->keeper));
  rsc_keeper_bring_back (f->keeper);
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  set_ratio (f->document, 0.25, RSC_CHANGE_SINGLE);
  rsc_document_revert (f->document);
  g_assert_true (rsc_keeper_is_modified (f->keeper));

  rsc_keeper_set_aside (f->keeper, lesson);
  g_assert_true (rsc_keeper_has_aside (f->keeper));
  g_assert_null (rsc_keeper_get_file (f->keeper));
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (f->document)), ==, 0);
  g_assert_cmpuint (rsc_document_get_state (f->document)->n, ==, 6);
  work (f, RSC_REQUEST_COPY);
  g_assert_cmpuint (count_copies (f), ==, 1);
  set_ratio (f->document, 0.01, RSC_CHANGE_SINGLE);
  rsc_timers_advance (f->timers, 10000);
  g_assert_false (is_waiting (f, RSC_REQUEST_COPY));
  /* Another step of the lesson. */
  rsc_keeper_open (f->keeper, lesson, NULL, TRUE, NULL);
  g_assert_cmpuint (count_copies (f), ==, 1);

  rsc_keeper_bring_back (f->keeper);
  g_assert_false (rsc_keeper_has_aside (f->keeper));
  g_assert_true (g_file_equal (rsc_keeper_get_file (f->keeper), file));
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpfloat (rsc_document_get_state (f->document)->lambda_ratio, ==, 0.5);
  g_assert_cmpuint (count_copies (f), ==, 1);
  g_assert_true (rsc_document_repeat (f->document));
  g_assert_cmpfloat (rsc_document_get_state (f->document)->lambda_ratio, ==, 0.25);
  g_assert_true (rsc_document_revert (f->document));
  g_assert_true (rsc_document_revert (f->document));
  g_assert_false (rsc_keeper_is_modified (f->keeper));
  g_assert_cmpuint (count_copies (f), ==, 0);
}

/* A save that ends while its document is set aside counts for it. */
static void
test_set_aside_saving (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (RscContents) lesson = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, file);
  lesson = rsc_keeper_dup_contents (f->keeper);
  rsc_keeper_set_aside (f->keeper, lesson);
  g_assert_false (rsc_keeper_is_saving (f->keeper));
  work (f, RSC_REQUEST_SAVE);
  g_assert_null (rsc_keeper_get_file (f->keeper));
  /* Which one was saved is told: that on show has no file. */
  g_assert_true (g_file_equal (f->saved, file));
  rsc_keeper_bring_back (f->keeper);
  g_assert_true (g_file_equal (rsc_keeper_get_file (f->keeper), file));
  g_assert_false (rsc_keeper_is_modified (f->keeper));
}

/* A save of what is on show meanwhile takes its place: what was set aside is not saved then, and
 * can be again. */
static void
test_set_aside_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (GFile) other = get_file (f, "other.reluscope");
  g_autoptr (RscContents) lesson = NULL;

  set_ratio (f->document, 0.5, RSC_CHANGE_SINGLE);
  rsc_keeper_save (f->keeper, file);
  lesson = rsc_keeper_dup_contents (f->keeper);
  rsc_keeper_set_aside (f->keeper, lesson);
  rsc_keeper_save (f->keeper, other);
  work (f, RSC_REQUEST_SAVE);
  rsc_keeper_bring_back (f->keeper);
  g_assert_false (rsc_keeper_is_saving (f->keeper));
  g_assert_true (rsc_keeper_is_modified (f->keeper));
  rsc_keeper_save (f->keeper, file);
  work (f, RSC_REQUEST_SAVE);
  g_assert_false (rsc_keeper_is_modified (f->keeper));
}

/* The copy of what was set aside goes once that is saved, whether it is brought back before or
 * after. */
static void
test_set_aside_copy (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (f, "mine.reluscope");
  g_autoptr (RscContents) lesson = NULL;

  for (int k = 0; k < 3; k++)
    {
      set_ratio (f->document, 0.5 / (k + 1), RSC_CHANGE_SINGLE);
      rsc_keeper_save (f->keeper, file);
      g_clear_pointer (&lesson, rsc_contents_unref);
      lesson = rsc_keeper_dup_contents (f->keeper);
      rsc_keeper_set_aside (f->keeper, lesson);
      if (k == 1)
        rsc_keeper_bring_back (f->keeper);
      work (f, RSC_REQUEST_SAVE);
      if (k == 2)
        rsc_keeper_bring_back (f->keeper);
      work (f, RSC_REQUEST_COPY);
      g_assert_cmpuint (count_copies (f), ==, 0);
      rsc_keeper_bring_back (f->keeper);
      g_assert_false (rsc_keeper_is_modified (f->keeper));
      g_assert_cmpuint (count_copies (f), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/keeper/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("modified", test_modified);
  ADD ("save", test_save);
  ADD ("save-fails", test_save_fails);
  ADD ("open", test_open);
  ADD ("late-save", test_late_save);
  ADD ("changed-elsewhere", test_changed_elsewhere);
  ADD ("half-characters", test_half_characters);
  ADD ("copies", test_copies);
  ADD ("copy-fails", test_copy_fails);
  ADD ("copy-taken-over", test_copy_taken_over);
  ADD ("crash", test_crash);
  ADD ("set-aside", test_set_aside);
  ADD ("set-aside-saving", test_set_aside_saving);
  ADD ("set-aside-replaced", test_set_aside_replaced);
  ADD ("set-aside-copy", test_set_aside_copy);
  ADD ("kinds", test_kinds);
  return g_test_run ();
}
