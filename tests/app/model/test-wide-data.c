/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data with very many features: what follows from them is a job, and until it has come nothing is
 * fitted, however they were changed. */
#include "app/model/rsc-contents.h"
#include "app/model/rsc-document-data.h"
#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-random.h"
#include "documents.h"

#include <gsl/gsl_randist.h>
#include <string.h>

#define N 60
#define D 2000

typedef struct
{
  RscJobs *jobs;
  RscTimers *timers;
  RscDocument *document;
} Fixture;

static RscDataset *
new_wide (void)
{
  g_autofree double *x = g_new (double, N *D);
  double y[N];
  gsl_rng *rng = rsc_random_new (11);

  for (gsize i = 0; i < N * D; i++)
    x[i] = gsl_ran_gaussian (rng, 1.0);
  for (gsize i = 0; i < N; i++)
    y[i] = i % 2 ? 1 : -1;
  gsl_rng_free (rng);
  return rsc_dataset_new ("wide", N, D, x, y, NULL, NULL, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (RscDataset) wide = new_wide ();
  RscDocumentState *after;

  f->jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  f->timers = rsc_timers_new (TRUE);
  f->document = rsc_document_new_full (f->jobs, f->timers);
  after = edit (f->document);
  rsc_document_state_set_file (after, NULL, wide);
  rsc_document_apply (f->document, "Open", RSC_CHANGE_SINGLE, after);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->document);
  rsc_timers_unref (f->timers);
}

static const RscDocumentState *
state_of (const Fixture *f)
{
  return rsc_document_get_state (f->document);
}

static RscResults *
results_of (const Fixture *f)
{
  return rsc_document_get_results (f->document);
}

/* The job does its work, and the document hears of it. */
static void
derive (const Fixture *f)
{
  run_request (f->jobs, RSC_REQUEST_DERIVE);
}

static void
assert_waits (const Fixture *f)
{
  const RscDocumentState *state = state_of (f);

  g_assert_nonnull (state->unfinished);
  g_assert_null (state->train);
  g_assert_null (rsc_document_state_get_shown (state));
  g_assert_true (rsc_document_state_has_data (state));
  g_assert_true (rsc_results_is_busy (results_of (f)));
  g_assert_true (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_DERIVE));
  g_assert_false (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_SOLVE));
}

/* It is what the data have by themselves, and is solved. */
static void
assert_derived (const Fixture *f)
{
  const RscDocumentState *state = state_of (f);
  RscPreparation preparation;
  g_autoptr (RscDerivedData) expected = NULL;

  rsc_document_state_get_preparation (state, &preparation);
  expected = rsc_derived_data_new (state->source, state->held, &preparation, NULL);
  g_assert_null (state->unfinished);
  g_assert_nonnull (rsc_dataset_get_space (state->train, NULL));
  g_assert_cmpuint (rsc_dataset_get_d (state->train), ==, rsc_dataset_get_d (expected->train));
  g_assert_cmpmem (
    rsc_dataset_get_x (state->train),
    rsc_dataset_get_n (state->train) * rsc_dataset_get_d (state->train) * sizeof (double),
    rsc_dataset_get_x (expected->train),
    rsc_dataset_get_n (expected->train) * rsc_dataset_get_d (expected->train) * sizeof (double));
  g_assert_cmpint (state->test != NULL, ==, expected->test != NULL);
  g_assert_true (rsc_results_is_busy (results_of (f)));
  g_assert_true (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_SOLVE));
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  assert_waits (f);
  derive (f);
  assert_derived (f);

  /* The table has what was typed at once. */
  g_assert_true (rsc_document_set_value (f->document, 3, 7, 12.5));
  g_assert_cmpfloat (rsc_dataset_get_x (state_of (f)->source)[3 * D + 7], ==, 12.5);
  assert_waits (f);
  g_assert_true (rsc_document_set_value (f->document, 4, 8, -2));
  assert_waits (f);
  derive (f);
  assert_derived (f);

  /* Back to data that nothing was derived of, and to others that are known. */
  g_assert_true (rsc_document_revert (f->document));
  assert_waits (f);
  derive (f);
  assert_derived (f);
  g_assert_true (rsc_document_repeat (f->document));
  g_assert_false (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_DERIVE));
  assert_derived (f);
  g_assert_true (rsc_document_revert (f->document));
  g_assert_false (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_DERIVE));
  assert_derived (f);
}

static void
prepare (const Fixture *f, gboolean standardise, gboolean split)
{
  RscDocumentState *after = edit (f->document);

  g_assert_true (rsc_document_state_set_preparation (after, standardise, split, 0.7, 1, NULL));
  g_assert_true (rsc_document_apply (f->document, "Prepare", RSC_CHANGE_SINGLE, after));
}

static void
test_preparation (Fixture *f, gconstpointer data)
{
  g_autoptr (RscRowSet) rows = rsc_row_set_new_range (0, 3);
  g_autoptr (RscDataset) held = rsc_dataset_new_rows (state_of (f)->source, rows->n, rows->rows);
  RscDocumentState *after;

  prepare (f, TRUE, FALSE);
  assert_waits (f);
  prepare (f, TRUE, TRUE);
  assert_waits (f);
  derive (f);
  assert_derived (f);
  g_assert_nonnull (state_of (f)->test);

  after = edit (f->document);
  g_assert_true (rsc_document_state_set_held (after, held, NULL));
  rsc_document_apply (f->document, "Test", RSC_CHANGE_SINGLE, after);
  assert_waits (f);
  derive (f);
  assert_derived (f);
  g_assert_cmpuint (rsc_dataset_get_n (state_of (f)->test), ==, 3);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  rsc_results_cancel (results_of (f));
  g_assert_true (rsc_results_was_cancelled (results_of (f)));
  g_assert_false (rsc_results_is_busy (results_of (f)));
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_DERIVE))
    ;
  g_assert_null (state_of (f)->train);
  rsc_results_solve (results_of (f));
  assert_waits (f);
  /* Another λ meanwhile asks for nothing else. */
  set_ratio (f->document, 0.2, RSC_CHANGE_SINGLE);
  assert_waits (f);
  derive (f);
  assert_derived (f);
}

/* What is saved meanwhile opens whole, and what comes then is no change to it. */
static void
test_file (Fixture *f, gconstpointer data)
{
  g_autoptr (RscContents) contents = NULL;
  g_autoptr (RscContents) again = NULL;
  g_autoptr (RscDocumentState) saved = NULL;
  g_autofree char *text = NULL;

  rsc_document_set_value (f->document, 3, 7, 12.5);
  saved = rsc_document_state_ref ((RscDocumentState *) state_of (f));
  contents = rsc_contents_new (saved, NULL, NULL, NULL, NULL);
  text = rsc_contents_to_text (contents);
  again = rsc_contents_parse (text, -1, "wide.reluscope", NULL);
  g_assert_nonnull (again);
  g_assert_nonnull (again->state->train);
  derive (f);
  assert_derived (f);
  g_assert_cmpint (rsc_document_state_compare_edits (saved, state_of (f)), ==, 0);
}

/* Without jobs it is there at once. */
static void
test_without_jobs (void)
{
  g_autoptr (RscDataset) wide = new_wide ();
  g_autoptr (RscDocument) document = rsc_document_new (FALSE);
  RscDocumentState *after = edit (document);

  rsc_document_state_set_file (after, NULL, wide);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  g_assert_nonnull (rsc_document_get_state (document)->train);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/wide-data/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/wide-data/preparation", Fixture, NULL, set_up, test_preparation, tear_down);
  g_test_add ("/wide-data/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/wide-data/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add_func ("/wide-data/without-jobs", test_without_jobs);
  return g_test_run ();
}
