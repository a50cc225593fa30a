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

static RscDocumentState *
with_yaw (RscHistory *history, double yaw)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_history_get_state (history));

  after->camera.yaw = yaw;
  return after;
}

static double
get_yaw (RscHistory *history)
{
  return rsc_history_get_state (history)->camera.yaw;
}

/* Views go back by themselves; undo leaves them, and they leave undo and redo alone. */
static void
test_views (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  const double first = get_yaw (history);

  g_assert_false (rsc_history_view_back (history));
  rsc_history_apply (history, "One", RSC_CHANGE_SINGLE, with_ratio (history, 0.5), 0);
  rsc_history_apply (history, "Turn", RSC_CHANGE_SINGLE, with_yaw (history, 1), 0);
  rsc_history_apply (history, "Turn", RSC_CHANGE_SINGLE, with_yaw (history, 2), 0);
  rsc_history_apply (history, "Turn", RSC_CHANGE_MERGE, with_yaw (history, 3), 0);
  rsc_history_apply (history, "Turn", RSC_CHANGE_MERGE, with_yaw (history, 4), 1);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 1);
  g_assert_true (rsc_history_revert (history));
  g_assert_cmpfloat (get_yaw (history), ==, 4);
  g_assert_cmpfloat (get_ratio (history), !=, 0.5);
  g_assert_true (rsc_history_view_back (history));
  g_assert_cmpfloat (get_yaw (history), ==, 2);
  g_assert_true (rsc_history_view_back (history));
  g_assert_cmpfloat (get_yaw (history), ==, 1);
  g_assert_true (rsc_history_repeat (history));
  g_assert_cmpfloat (get_ratio (history), ==, 0.5);
  g_assert_cmpfloat (get_yaw (history), ==, 1);
  g_assert_true (rsc_history_view_back (history));
  g_assert_cmpfloat (get_yaw (history), ==, first);
  g_assert_false (rsc_history_view_back (history));
  for (int k = 0; k < 3; k++)
    g_assert_true (rsc_history_view_forth (history));
  g_assert_false (rsc_history_view_forth (history));
  g_assert_cmpfloat (get_yaw (history), ==, 4);
  g_assert_cmpfloat (get_ratio (history), ==, 0.5);
  /* Another view: what was turned back from is forgotten. */
  g_assert_true (rsc_history_view_back (history));
  rsc_history_apply (history, "Turn", RSC_CHANGE_SINGLE, with_yaw (history, 9), 0);
  g_assert_false (rsc_history_view_forth (history));
  g_assert_true (rsc_history_view_back (history));
}

/* A thousand edits of all kinds, among turns of the view: undo and redo give back each state, part
 * by part. */
static void
test_thousand (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  g_autoptr (GPtrArray) states =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_document_state_unref);

  g_ptr_array_add (states, rsc_document_state_ref (rsc_history_get_state (history)));
  while (states->len <= 1000)
    {
      RscDocumentState *after = rsc_document_state_copy (rsc_history_get_state (history));

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          after->lambda_ratio = g_test_rand_double_range (0.01, 1);
          break;
        case 1:
          after->bias = !after->bias;
          break;
        case 2:
          after->kinks = (after->kinks + 1) % 3;
          break;
        case 3:
          rsc_document_state_set_pick (after, RSC_PICK_RANDOM, (guint64) states->len, NULL);
          break;
        case 4:
          after->n_samples++;
          break;
        default:
          after->camera.yaw += 1;
          rsc_history_apply (history, "Turn", RSC_CHANGE_SINGLE, after, 0);
          continue;
        }
      g_assert_true (rsc_history_apply (history, "Edit", RSC_CHANGE_SINGLE, after, 0));
      g_ptr_array_add (states, rsc_document_state_ref (after));
    }
  for (guint k = states->len - 1; k > 0; k--)
    {
      g_assert_true (rsc_history_revert (history));
      g_assert_cmphex (rsc_document_state_compare_edits (g_ptr_array_index (states, k - 1),
                                                         rsc_history_get_state (history)),
                       ==, 0);
    }
  g_assert_false (rsc_history_revert (history));
  for (guint k = 1; k < states->len; k++)
    {
      g_assert_true (rsc_history_repeat (history));
      g_assert_cmphex (rsc_document_state_compare_edits (g_ptr_array_index (states, k),
                                                         rsc_history_get_state (history)),
                       ==, 0);
    }
  g_assert_false (rsc_history_repeat (history));
}

/* A drag is one change as long as it goes on, and no longer than a second between two of its
 * states. */
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

  for (int k = 1; k <= 2500; k++)
    rsc_history_apply (history, "Step", RSC_CHANGE_SINGLE, with_ratio (history, 0.0001 * k), 0);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, 2000);
  while (rsc_history_revert (history))
    n++;
  g_assert_cmpuint (n, ==, 2000);
  g_assert_cmpfloat (get_ratio (history), ==, 0.0001 * 500);
}

/* Many large data are too much to keep: the oldest go, which is counted, and the newest way back
 * stays. */
static void
test_large (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  /* 32 MiB each. */
  const gsize n = 1 << 20, d = 3;
  g_autofree double *x = g_new0 (double, n *d);
  g_autofree double *y = g_new0 (double, n);

  for (guint k = 0; k < 12; k++)
    {
      g_autoptr (RscDataset) data = rsc_dataset_new ("large", n, d, x, y, NULL, NULL, NULL);
      RscDocumentState *after = rsc_document_state_copy (rsc_history_get_state (history));
      /* What costs nothing is not forgotten for itself. */
      RscDocumentState *other;

      rsc_document_state_set_file (after, NULL, data);
      g_assert_true (rsc_history_apply (history, "Edit", RSC_CHANGE_SINGLE, after, 0));
      other = with_ratio (history, 0.1 + 0.01 * k);
      rsc_history_apply (history, "Change λ", RSC_CHANGE_SINGLE, other, 0);
      g_assert_true (k >= 9 || rsc_history_get_n_forgotten (history) == 0);
    }
  g_assert_cmpuint (rsc_history_get_n_forgotten (history), >, 0);
  g_assert_cmpuint (rsc_history_get_n_forgotten (history) + rsc_history_get_n_changes (history), ==,
                    23);
  while (rsc_history_revert (history))
    ;
  g_assert_nonnull (rsc_history_get_state (history)->source);
}

/* Test points of a second file count as the data do. */
static void
test_large_held (void)
{
  g_autoptr (RscHistory) history = rsc_history_new (rsc_document_state_new ());
  const gsize n = 1 << 20, d = 3;
  const double few[] = { 1, 2, 3, 4, 5, 6 }, signs[] = { 1, -1 };
  g_autofree double *x = g_new0 (double, n *d);
  g_autofree double *y = g_new0 (double, n);
  g_autoptr (RscDataset) data = rsc_dataset_new ("few", 2, d, few, signs, NULL, NULL, NULL);
  RscDocumentState *after = rsc_document_state_copy (rsc_history_get_state (history));

  rsc_document_state_set_file (after, NULL, data);
  rsc_history_apply (history, "Open", RSC_CHANGE_SINGLE, after, 0);
  for (guint k = 0; k < 12; k++)
    {
      g_autoptr (RscDataset) held = rsc_dataset_new ("large", n, d, x, y, NULL, NULL, NULL);

      after = rsc_document_state_copy (rsc_history_get_state (history));
      g_assert_true (rsc_document_state_set_held (after, held, NULL));
      g_assert_true (rsc_history_apply (history, "Test points", RSC_CHANGE_SINGLE, after, 0));
    }
  g_assert_cmpuint (rsc_history_get_n_forgotten (history), >, 0);
}

/* Data that are taken back come with their test points. */
static void
test_held_back (void)
{
  const double x[] = { 1, 2 }, y[] = { 1, -1 };
  g_autoptr (RscDataset) data = rsc_dataset_new ("data", 2, 1, x, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) held = rsc_dataset_new ("held", 2, 1, x, y, NULL, NULL, NULL);
  g_autoptr (RscDocumentState) with = rsc_document_state_new ();
  g_autoptr (RscDocumentState) without = NULL;

  rsc_document_state_set_file (with, NULL, data);
  without = rsc_document_state_copy (with);
  g_assert_true (rsc_document_state_set_held (with, held, NULL));
  rsc_document_state_take_data (without, with);
  g_assert_true (without->held == held && without->test == with->test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/back-and-forth", test_back_and_forth);
  g_test_add_func ("/history/merge", test_merge);
  g_test_add_func ("/history/amend", test_amend);
  g_test_add_func ("/history/bound", test_bound);

  g_test_add_func ("/history/views", test_views);
  g_test_add_func ("/history/thousand", test_thousand);
  g_test_add_func ("/history/large", test_large);
  g_test_add_func ("/history/large-held", test_large_held);
  g_test_add_func ("/history/held-back", test_held_back);
  return g_test_run ();
}
