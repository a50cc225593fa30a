/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes, their names, and the way back, without a document. */
#include "app/model/rsc-history.h"

static RscDocumentState *
with_ratio (RscHistory *history, double ratio)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_history_get_state (history));

  after->lambda_ratio = ratio;
  return after;
}

static double
get_ratio (RscHistory *history)
{
  return rsc_history_get_state (history)->lambda_ratio;
}

static void
test_back_and_forth (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  const RscDocumentState *first = rsc_history_get_state (history);
  const double before = first->lambda_ratio;

  g_assert_false (rsc_history_revert (history));
  g_assert_false (rsc_history_repeat (history));
  g_assert_null (rsc_history_get_repeatable (history));
  g_assert_false (
    rsc_history_apply (history, "None", RSC_CHANGE_SINGLE, with_ratio (history, before), 0));
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 0);
  g_assert_true (
    rsc_history_apply (history, "One", RSC_CHANGE_SINGLE, with_ratio (history, 0.5), 0));
  g_assert_true (
    rsc_history_apply (history, "Two", RSC_CHANGE_SINGLE, with_ratio (history, 0.6), 0));
  g_assert_cmpstr (rsc_history_get_change (history, 0)->name, ==, "One");
  g_assert_true (rsc_history_get_change (history, 0)->after
                 == rsc_history_get_change (history, 1)->before);
  g_assert_true (rsc_history_revert (history));
  g_assert_cmpfloat (get_ratio (history), ==, 0.5);
  g_assert_cmpstr (rsc_history_get_repeatable (history)->name, ==, "Two");
  g_assert_true (rsc_history_revert (history));
  g_assert_true (rsc_history_get_state (history) == first);
  g_assert_true (rsc_history_repeat (history));
  g_assert_true (rsc_history_repeat (history));
  g_assert_false (rsc_history_repeat (history));
  g_assert_cmpfloat (get_ratio (history), ==, 0.6);
  /* Another change: what was reverted is forgotten. */
  g_assert_true (rsc_history_revert (history));
  g_assert_true (
    rsc_history_apply (history, "Three", RSC_CHANGE_SINGLE, with_ratio (history, 0.7), 0));
  g_assert_null (rsc_history_get_repeatable (history));
  /* But no change forgets nothing. */
  g_assert_true (rsc_history_revert (history));
  g_assert_false (
    rsc_history_apply (history, "None", RSC_CHANGE_SINGLE, with_ratio (history, 0.5), 0));
  g_assert_nonnull (rsc_history_get_repeatable (history));
}

/* A drag is one change as long as it goes on, and no longer than a second between two of its states. */
static void
test_merge (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  gint64 now = 0;

  for (int k = 1; k <= 5; k++)
    {
      now += 900 * G_TIME_SPAN_MILLISECOND;
      rsc_history_apply (history, "Drag", RSC_CHANGE_MERGE, with_ratio (history, 0.1 * k + 0.2),
                         now);
    }
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 1);
  now += G_TIME_SPAN_SECOND;
  rsc_history_apply (history, "Drag", RSC_CHANGE_MERGE, with_ratio (history, 0.01), now);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 2);
  rsc_history_apply (history, "Other", RSC_CHANGE_MERGE, with_ratio (history, 0.02), now);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 3);
  rsc_history_end_merge (history);
  rsc_history_apply (history, "Other", RSC_CHANGE_MERGE, with_ratio (history, 0.03), now);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 4);
  /* Not across a way back, either. */
  g_assert_true (rsc_history_revert (history));
  rsc_history_apply (history, "Other", RSC_CHANGE_MERGE, with_ratio (history, 0.04), now);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 4);
  g_assert_true (rsc_history_revert (history));
  g_assert_cmpfloat (get_ratio (history), ==, 0.02);
}

/* What plays is part of the newest change. */
static void
test_amend (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());

  rsc_history_apply (history, "Play", RSC_CHANGE_SINGLE, with_ratio (history, 0.5), 0);
  for (int k = 1; k <= 50; k++)
    rsc_history_amend (history, with_ratio (history, 0.5 / k));
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 1);
  g_assert_cmpfloat (get_ratio (history), ==, 0.01);
  g_assert_true (rsc_history_revert (history));
  g_assert_true (rsc_history_repeat (history));
  g_assert_cmpfloat (get_ratio (history), ==, 0.01);
}

static void
test_bound (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  gsize n = 0;

  for (int k = 1; k <= 500; k++)
    rsc_history_apply (history, "Step", RSC_CHANGE_SINGLE, with_ratio (history, 0.001 * k), 0);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 200);
  while (rsc_history_revert (history))
    n++;
  g_assert_cmpuint (n, ==, 200);
  g_assert_cmpfloat (get_ratio (history), ==, 0.001 * 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/back-and-forth", test_back_and_forth);
  g_test_add_func ("/history/merge", test_merge);
  g_test_add_func ("/history/amend", test_amend);
  g_test_add_func ("/history/bound", test_bound);

  return g_test_run ();
}
