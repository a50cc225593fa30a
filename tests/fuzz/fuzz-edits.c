/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as what is done to a document and the order in which its jobs end: after every action what
 * is on show belongs to the state, at rest it is what a document has that came there directly, and
 * all changes go back and forth again. */
#include "fuzz.h"

#include "storm.h"

#define LENGTH_MAX 400

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Storm s = { .bytes = data, .n_bytes = MIN (size, LENGTH_MAX) };

  s.trace = g_getenv ("STORM_TRACE") != NULL;
  s.jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  s.timers = rsc_timers_new (TRUE);
  s.document = rsc_document_new_full (s.jobs, s.timers);
  storm_watch (&s);
  storm_check (&s);
  while (s.n_bytes > 0)
    storm_act (&s);
  storm_hold_breath (&s);
  g_object_unref (s.document);
  rsc_timers_unref (s.timers);
  return 0;
}
