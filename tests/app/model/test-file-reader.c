/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data are read beside everything else, also from a pipe that nobody writes to. No display. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/model/rsc-document.h"
#include "app/model/rsc-file-reader.h"
#include "documents.h"

typedef struct
{
  guint n;
  gsize n_rows;
  gboolean failed;
} Heard;

static void
on_read (GFile *file, RscFileContent *content, const GError *error, gpointer user_data)
{
  Heard *heard = user_data;
  RscDataset *dataset = content ? content->dataset : NULL;

  g_assert_true ((dataset != NULL) != (error != NULL));
  heard->n++;
  heard->failed = error != NULL;
  heard->n_rows = dataset ? rsc_dataset_get_n (dataset) : 0;
}

static gboolean
has_heard (gpointer user_data)
{
  return ((Heard *) user_data)->n > 0;
}

/* Waits for a writer without holding anything up, gives way to another file, and ends with its window. */
static void
test_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.csv", NULL);
  g_autoptr (GFile) pipe_file = g_file_new_for_path (pipe);
  g_autoptr (GFile) plain_file = g_file_new_for_path (plain);
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscJobs *jobs = rsc_document_get_jobs (document);
  Heard heard = { 0 };
  RscFileReader *reader = rsc_file_reader_new (jobs, on_read, NULL, &heard);
  int writer;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (plain, "1,2\n2,3\n4,1\n", -1, NULL));

  rsc_file_reader_read (reader, pipe_file, NULL);
  open_set (document, "xor");
  wait_idle (document);
  g_assert_nonnull (rsc_document_get_set (document));
  g_assert_cmpuint (heard.n, ==, 0);
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_READ));

  rsc_file_reader_read (reader, plain_file, NULL);
  wait_until (has_heard, &heard);
  g_assert_false (heard.failed);
  g_assert_cmpuint (heard.n_rows, ==, 3);

  heard = (Heard){ 0 };
  rsc_file_reader_read (reader, pipe_file, NULL);
  iterate (50);
  writer = g_open (pipe, O_WRONLY, 0);
  g_assert_cmpint (writer, >=, 0);
  g_assert_cmpint (write (writer, "1,2\n", 4), ==, 4);
  iterate (50);
  g_assert_cmpuint (heard.n, ==, 0);
  g_assert_cmpint (write (writer, "3,4\n", 4), ==, 4);
  close (writer);
  wait_until (has_heard, &heard);
  g_assert_false (heard.failed);
  g_assert_cmpuint (heard.n_rows, ==, 2);

  heard = (Heard){ 0 };
  rsc_file_reader_read (reader, pipe_file, NULL);
  iterate (50);
  g_assert_true (rsc_file_reader_cancel (reader));
  g_assert_false (rsc_file_reader_cancel (reader));
  iterate (50);
  g_assert_cmpuint (heard.n, ==, 0);
  rsc_file_reader_read (reader, pipe_file, NULL);
  iterate (50);
  rsc_file_reader_free (reader);
  g_unlink (pipe);
  g_unlink (plain);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/file-reader/pipe", test_pipe);

  return g_test_run ();
}
