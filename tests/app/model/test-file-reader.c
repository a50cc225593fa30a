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

/* Waits for a writer without holding anything up, gives way to another file, and ends with its
 * window. */
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

typedef struct
{
  RscDerivedData *derived; /* or NULL */
} Prepared;

static void
on_prepared (GFile *file, RscFileContent *content, const GError *error, gpointer user_data)
{
  Prepared *prepared = user_data;

  g_assert_no_error (error);
  prepared->derived = g_steal_pointer (&content->derived);
}

static gboolean
is_prepared (gpointer user_data)
{
  return ((Prepared *) user_data)->derived != NULL;
}

/* What was read already is prepared as a job, and a state takes just that, in the units that were
 * asked for. */
static void
test_prepare (void)
{
  const gsize n = 4, d = RSC_ROW_SPACE_MIN + 8;
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/wide.csv");
  g_autofree double *x = g_new (double, n *d);
  const double y[] = { 1, -1, 1, -1 };
  RscPreparation preparation;
  Prepared prepared = { 0 };
  RscFileReader *reader =
    rsc_file_reader_new (rsc_document_get_jobs (document), on_prepared, NULL, &prepared);
  g_autoptr (RscDataset) dataset = NULL;
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));

  for (gsize i = 0; i < n * d; i++)
    x[i] = (double) (i * i % 17);
  dataset = rsc_dataset_new ("wide", n, d, x, y, NULL, NULL, NULL);
  rsc_document_state_standardise_next (after);
  rsc_document_state_get_preparation (after, &preparation);
  rsc_file_reader_prepare (reader, file, dataset, &preparation);
  g_assert_null (prepared.derived);
  wait_until (is_prepared, &prepared);
  rsc_document_state_set_reading (after, file, dataset, prepared.derived);
  g_assert_true (after->train == prepared.derived->train);
  g_assert_cmpuint (rsc_dataset_get_d (after->train), <, n);
  rsc_document_state_unref (after);
  rsc_derived_data_unref (prepared.derived);
  rsc_file_reader_free (reader);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/file-reader/pipe", test_pipe);
  g_test_add_func ("/file-reader/prepare", test_prepare);

  return g_test_run ();
}
