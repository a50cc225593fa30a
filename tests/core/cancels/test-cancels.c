/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every long job of a room is told to stop at random looks at its cancellable: it says so or has
 * the whole result, and what it worked on gives the same result afterwards.
 * “test-cancels N [small|large] [JOB]” does it N times with each job and prints the times. */
#include "jobs.h"
#include "looks.h"
#include "repeats.h"

#include "core/numerics/rsc-random.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TIMES TEST_REPEATS (12)
#define TIMES_SLOW TEST_REPEATS (4)

typedef struct
{
  const Job *job;
  Things *things;
} Case;

typedef struct
{
  gint64 whole;   /* microseconds */
  gint64 longest; /* without a look */
  gint64 since;   /* the longest from the cancelling to the end */
  gsize n_looks;
  guint n_cancelled;
} Times;

static void
check_same (const Job *job, JobResult one, JobResult other)
{
  if (job->workspace)
    g_assert_cmpfloat (fabs (one.value - other.value), <=, 1e-9 * fabs (one.value));
  else
    g_assert_cmphex (one.digest, ==, other.digest);
}

static JobResult
run_whole (const Job *job, Things *things, Times *times)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  JobResult result = { 0 };

  looks_begin (cancellable, 0);
  const gboolean done = job->run (things, cancellable, &result, &error);
  const Looks looks = looks_end ();

  g_assert_no_error (error);
  g_assert_true (done);
  if (times != NULL)
    {
      times->whole = looks.whole;
      times->longest = looks.longest;
      times->n_looks = looks.n;
    }
  return result;
}

static Times
cancel_often (const Job *job, Things *things, guint n_times)
{
  Times times = { 0 };
  const JobResult whole = run_whole (job, things, &times);
  gsl_rng *rng = rsc_random_new (g_str_hash (job->name));

  g_assert_cmpuint (times.n_looks, >, 0);
  for (guint k = 0; k < n_times; k++)
    {
      /* The first look and the last, too. */
      const gsize at = k == 0   ? 1
                       : k == 1 ? times.n_looks
                                : 1 + gsl_rng_uniform_int (rng, times.n_looks);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      JobResult result = { 0 };

      looks_begin (cancellable, at);
      const gboolean done = job->run (things, cancellable, &result, &error);
      const Looks looks = looks_end ();

      times.since = MAX (times.since, looks.since);
      if (done)
        {
          g_assert_no_error (error);
          check_same (job, whole, result);
          g_assert_true (job->goes_on || !result.stopped);
          times.n_cancelled += result.stopped ? 1 : 0;
          continue;
        }
      g_assert_true (g_cancellable_is_cancelled (cancellable));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      times.n_cancelled++;
    }
  gsl_rng_free (rng);
  /* One that never looks at what its cancellable says has the whole result every time. */
  g_assert_cmpuint (times.n_cancelled, >, 0);
  check_same (job, whole, run_whole (job, things, NULL));
  return times;
}

static void
test_job (gconstpointer data)
{
  const Case *test = data;

  cancel_often (test->job, test->things, test->job->slow ? TIMES_SLOW : TIMES);
}

static int
measure (guint n_times, gboolean large, const char *only)
{
  Things *things = things_new (large);
  g_autoptr (GPtrArray) jobs = jobs_list ();

  for (guint k = 0; k < jobs->len; k++)
    {
      const Job *job = g_ptr_array_index (jobs, k);

      if (only != NULL && strstr (job->name, only) == NULL)
        continue;
      const Times times = cancel_often (job, things, n_times);

      g_print ("%-28s %8.1f ms, %8zu looks, stopped %4u times of %u; without a look %7.2f ms at "
               "most, from the cancelling to the end %7.2f ms at most\n",
               job->name, (double) times.whole / 1e3, times.n_looks, times.n_cancelled, n_times,
               (double) times.longest / 1e3, (double) times.since / 1e3);
    }
  things_free (things);
  return 0;
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  if (argc > 1 && g_ascii_isdigit (argv[1][0]))
    return measure ((guint) atoi (argv[1]), argc > 2 && g_str_equal (argv[2], "large"),
                    argc > 3 ? argv[3] : NULL);

  g_test_init (&argc, &argv, NULL);
  Things *things = things_new (FALSE);
  g_autoptr (GPtrArray) jobs = jobs_list ();
  g_autofree Case *cases = g_new (Case, jobs->len);

  for (guint k = 0; k < jobs->len; k++)
    {
      cases[k] = (Case){ g_ptr_array_index (jobs, k), things };
      g_autofree char *path = g_strconcat ("/cancels/", cases[k].job->name, NULL);

      g_test_add_data_func (path, &cases[k], test_job);
    }
  const int code = g_test_run ();

  things_free (things);
  return code;
}
