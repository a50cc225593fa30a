/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing a document's data by hand: names, one change for a drag, the way back, what is selected,
 * and the file. */
#include "app/model/rsc-contents.h"
#include "app/model/rsc-document-data.h"
#include "documents.h"

#include <string.h>

static RscDocument *
open_one (const char *name)
{
  RscDocument *document = rsc_document_new (FALSE);

  open_set (document, name);
  return document;
}

static const RscDocumentState *
state_of (RscDocument *document)
{
  return rsc_document_get_state (document);
}

static gsize
get_n (RscDocument *document)
{
  return rsc_dataset_get_n (state_of (document)->source);
}

static const char *
get_newest (RscDocument *document)
{
  RscHistory *history = rsc_document_get_history (document);

  return rsc_history_get_change (history, rsc_history_get_n_changes (history) - 1)->name;
}

static void
assert_title (RscDocument *document, const char *expected)
{
  g_autofree char *title = rsc_document_state_dup_title (state_of (document));

  g_assert_cmpstr (title, ==, expected);
}

static void
select_some (RscDocument *document, gsize n, const gsize *rows)
{
  g_autoptr (RscRowSet) set = rsc_row_set_new (n, rows);

  rsc_document_select_rows (document, set);
}

static void
assert_selected (RscDocument *document, gsize n, const gsize *rows)
{
  RscRowSet *set = rsc_document_get_rows (document);

  g_assert_cmpmem (set->rows, set->n * sizeof *rows, rows, n * sizeof *rows);
}

static void
test_names (void)
{
  g_autoptr (RscDocument) document = open_one ("checkerboard");
  g_autoptr (RscRowSet) two = rsc_row_set_new (2, (gsize[]){ 0, 4 });
  static const double x[] = { 0.5, 0.25 }, y = 1;
  const RscDocumentState *state;

  assert_title (document, "Checkerboard");
  g_assert_false (rsc_document_start_again (document));
  g_assert_true (rsc_document_add_points (document, 1, x, &y));
  g_assert_cmpstr (get_newest (document), ==, "Add a point");
  assert_title (document, "Checkerboard (edited)");
  state = state_of (document);
  g_assert_cmpstr (state->item->name, ==, "checkerboard");
  g_assert_cmpuint (state->seed, ==, 1);
  g_assert_true (state->train == state->source);
  assert_selected (document, 1, (gsize[]){ 9 });
  g_assert_true (rsc_document_flip_targets (document, two));
  g_assert_cmpstr (get_newest (document), ==, "Flip y of 2 points");
  g_assert_true (rsc_document_delete_points (document, two));
  g_assert_cmpstr (get_newest (document), ==, "Delete 2 points");
  assert_selected (document, 1, (gsize[]){ 7 });
  g_assert_true (rsc_document_set_value (document, 3, 1, 8));
  g_assert_false (rsc_document_set_value (document, 3, 1, 8));
  g_assert_cmpstr (get_newest (document), ==, "Change a value");
  g_assert_true (rsc_document_start_again (document));
  g_assert_cmpstr (get_newest (document), ==, "Start again");
  assert_title (document, "Checkerboard");
  g_assert_cmpuint (get_n (document), ==, 9);
  assert_selected (document, 0, NULL);
  g_assert_true (rsc_document_revert (document));
  assert_title (document, "Checkerboard (edited)");
  g_assert_cmpuint (get_n (document), ==, 8);
}

/* However often the hand moves, there is one change; and none where it has come back, or gives
 * up. */
static void
test_drag (void)
{
  g_autoptr (RscDocument) document = open_one ("moons-20");
  RscHistory *history = rsc_document_get_history (document);
  const gsize n_before = rsc_history_get_n_changes (history);
  g_autoptr (RscDataset) start = rsc_dataset_ref (state_of (document)->source);
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, (gsize[]){ 3 });

  for (guint k = 1; k <= 50; k++)
    {
      const double vector[] = { 0.01 * k, -0.02 * k };

      g_assert_true (
        rsc_document_move_points (document, RSC_CHANGE_RUNNING, start, rows, vector, 0));
    }
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_before + 1);
  g_assert_cmpfloat (rsc_dataset_get_x (state_of (document)->source)[6], ==,
                     rsc_dataset_get_x (start)[6] + 0.01 * 50);
  rsc_document_end_change (document);
  /* The same again is another one. */
  for (guint k = 2; k > 0; k--)
    {
      const double vector[] = { 0.5 * k, 0 };

      rsc_document_move_points (document, RSC_CHANGE_RUNNING, start, rows, vector, 0);
    }
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_before + 2);
  rsc_document_end_change (document);
  g_assert_true (rsc_document_revert (document));
  g_assert_true (rsc_document_revert (document));
  g_assert_true (state_of (document)->source == start);
  g_assert_true (
    rsc_document_move_points (document, RSC_CHANGE_RUNNING, start, rows, (double[]){ 1, 1 }, 0));
  g_assert_true (
    rsc_document_move_points (document, RSC_CHANGE_RUNNING, start, rows, (double[]){ 0, 0 }, 0));
  rsc_document_end_change (document);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_before);
  g_assert_true (state_of (document)->source == start);
  g_assert_false (state_of (document)->edited);
  g_assert_true (
    rsc_document_move_points (document, RSC_CHANGE_RUNNING, start, rows, (double[]){ 1, 1 }, 0));
  g_assert_true (rsc_document_cancel_change (document));
  g_assert_false (rsc_document_cancel_change (document));
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_before);
  g_assert_true (state_of (document)->source == start);
  g_assert_null (rsc_history_get_repeatable (history));
}

/* To select is no change, and follows the points. */
static void
test_selection (void)
{
  g_autoptr (RscDocument) document = open_one ("moons-20");
  RscHistory *history = rsc_document_get_history (document);
  const gsize n_before = rsc_history_get_n_changes (history);
  g_autoptr (RscRowSet) three = rsc_row_set_new (3, (gsize[]){ 0, 5, 19 });
  RscDocumentState *after;

  select_some (document, 4, (gsize[]){ 19, 4, 5, 99 });
  assert_selected (document, 3, (gsize[]){ 4, 5, 19 });
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_before);
  g_assert_true (rsc_document_delete_points (document, three));
  assert_selected (document, 1, (gsize[]){ 3 });
  select_some (document, 2, (gsize[]){ 1, 2 });
  /* Another λ on the way back leaves the selection of these data alone. */
  after = edit (document);
  after->lambda_ratio = 0.5;
  g_assert_true (rsc_document_apply (document, "Change λ", RSC_CHANGE_SINGLE, after));
  select_some (document, 1, (gsize[]){ 7 });
  g_assert_true (rsc_document_revert (document));
  assert_selected (document, 1, (gsize[]){ 7 });
  g_assert_true (rsc_document_revert (document));
  assert_selected (document, 3, (gsize[]){ 4, 5, 19 });
  g_assert_true (rsc_document_repeat (document));
  assert_selected (document, 1, (gsize[]){ 3 });
  g_assert_true (
    rsc_document_duplicate_points (document, rsc_document_get_rows (document), (double[]){ 1, 1 }));
  assert_selected (document, 1, (gsize[]){ 17 });
  open_set (document, "spiral");
  assert_selected (document, 0, NULL);
}

/* One point and none cannot be split; all can be deleted, and drawn again. */
static void
test_few (void)
{
  g_autoptr (RscDocument) document = open_one ("moons-20");
  g_autoptr (RscRowSet) most = rsc_row_set_new_range (0, 19);
  g_autoptr (RscRowSet) last = rsc_row_set_new_range (0, 1);
  RscDocumentState *after = edit (document);

  g_assert_true (rsc_document_state_set_preparation (after, TRUE, TRUE, 0.7, 1, NULL));
  g_assert_true (rsc_document_apply (document, "Split", RSC_CHANGE_SINGLE, after));
  g_assert_nonnull (state_of (document)->test);
  g_assert_true (rsc_document_delete_points (document, most));
  g_assert_null (state_of (document)->test);
  g_assert_false (state_of (document)->split);
  g_assert_nonnull (state_of (document)->train);
  g_assert_true (rsc_document_delete_points (document, last));
  g_assert_null (state_of (document)->train);
  g_assert_cmpuint (get_n (document), ==, 0);
  g_assert_true (rsc_document_add_points (document, 1, (double[]){ 1, 2 }, (double[]){ -1 }));
  g_assert_cmpuint (rsc_dataset_get_n (state_of (document)->train), ==, 1);
  for (guint k = 0; k < 3; k++)
    g_assert_true (rsc_document_revert (document));
  g_assert_true (state_of (document)->split);
  g_assert_nonnull (state_of (document)->test);
}

/* --- random edits ------------------------------------------------------------------------- */

static RscRowSet *
draw_rows (GRand *rand, gsize n)
{
  gsize rows[4];
  const gsize n_rows = n > 0 ? (gsize) g_rand_int_range (rand, 0, 4) : 0;

  for (gsize k = 0; k < n_rows; k++)
    rows[k] = (gsize) g_rand_int_range (rand, 0, (gint32) n);
  return rsc_row_set_new (n_rows, rows);
}

/* One edit, or a drag of a few motions, or something else that can be undone. Whether it ran as one
 * change. */
static void
edit_at_random (RscDocument *document, GRand *rand)
{
  const gsize n = get_n (document);
  const gsize d = rsc_dataset_get_d (state_of (document)->source);
  g_autofree double *x = g_new (double, d);
  g_autoptr (RscRowSet) rows = draw_rows (rand, n);
  g_autoptr (RscDataset) start = rsc_dataset_ref (state_of (document)->source);
  const double y = g_rand_int_range (rand, -2, 3);
  RscDocumentState *after;

  for (gsize k = 0; k < d; k++)
    x[k] = g_rand_double_range (rand, -1, 1);
  switch (g_rand_int_range (rand, 0, 11))
    {
    case 0:
    case 1:
      rsc_document_add_points (document, 1, x, &y);
      break;
    case 2:
      rsc_document_delete_points (document, rows);
      break;
    case 3:
      rsc_document_flip_targets (document, rows);
      break;
    case 4:
      if (rows->n > 0)
        rsc_document_set_value (document, rows->rows[0], d, y);
      break;
    case 5:
      rsc_document_duplicate_points (document, rows, x);
      break;
    case 6:
      rsc_document_shift_targets (document, RSC_CHANGE_SINGLE, rows, 0.1);
      break;
    case 7:
      if (n > 0)
        rsc_document_set_value (document, n / 2, 0, x[0]);
      break;
    case 8:
      after = edit (document);
      after->lambda_ratio = g_rand_double_range (rand, 0.1, 1);
      rsc_document_apply (document, "Change λ", RSC_CHANGE_SINGLE, after);
      break;
    case 9:
      rsc_document_select_rows (document, rows);
      break;
    default:
      for (guint k = 0; k < 3; k++)
        {
          x[0] += 0.1;
          rsc_document_move_points (document, RSC_CHANGE_RUNNING, start, rows, x, 0.25);
        }
      rsc_document_end_change (document);
    }
}

static void
assert_same_data (const RscDocumentState *a, const RscDocumentState *b)
{
  const gsize n = rsc_dataset_get_n (a->source), d = rsc_dataset_get_d (a->source);

  g_assert_cmpuint (rsc_document_state_compare (a, b), ==, 0);
  g_assert_cmpmem (rsc_dataset_get_x (a->source), n * d * sizeof (double),
                   rsc_dataset_get_x (b->source),
                   rsc_dataset_get_n (b->source) * d * sizeof (double));
  g_assert_cmpmem (rsc_dataset_get_y (a->source), n * sizeof (double),
                   rsc_dataset_get_y (b->source), rsc_dataset_get_n (b->source) * sizeof (double));
}

/* A copy that shares nothing: all that a file would have of it. */
static char *
dup_text (const RscDocumentState *state)
{
  g_autoptr (RscContents) contents = rsc_contents_new (state, NULL, NULL, NULL, NULL);

  return rsc_contents_to_text (contents);
}

/* The state that the newest change has led to, with what a file would have of it. Nothing is
 * selected. */
static void
keep_state (RscDocument *document, GPtrArray *states, GPtrArray *texts)
{
  select_some (document, 0, NULL);
  g_ptr_array_add (
    states, rsc_document_state_ref (rsc_history_get_state (rsc_document_get_history (document))));
  g_ptr_array_add (texts, dup_text (state_of (document)));
}

/* A thousand edits, all undone and all done again, twice: every state on the way is what it was, to
 * the bit. */
static void
test_thousand (void)
{
  static const char *const sets[] = { "checkerboard", "moons-20", "sine" };

  for (gsize k = 0; k < G_N_ELEMENTS (sets); k++)
    {
      g_autoptr (RscDocument) document = open_one (sets[k]);
      RscHistory *history = rsc_document_get_history (document);
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (k + 1));
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) states =
        g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_document_state_unref);
      RscDocumentState *after = edit (document);
      gsize n_before;

      /* Held-out rows and other units make no difference. */
      rsc_document_state_set_preparation (after, k == 1, k == 1, 0.7, 1, NULL);
      rsc_document_apply (document, "Prepare", RSC_CHANGE_SINGLE, after);
      n_before = rsc_history_get_n_changes (history);
      keep_state (document, states, texts);
      while (states->len <= 1000)
        {
          edit_at_random (document, rand);
          g_assert_cmpuint (rsc_history_get_n_changes (history), <=, n_before + states->len);
          if (rsc_history_get_n_changes (history) == n_before + states->len)
            keep_state (document, states, texts);
        }
      for (guint pass = 0; pass < 2; pass++)
        {
          for (gsize i = 1000; i-- > 0;)
            {
              g_assert_true (rsc_document_revert (document));
              assert_same_data (state_of (document), g_ptr_array_index (states, i));
            }
          for (gsize i = 1; i <= 1000; i++)
            {
              g_autofree char *text = NULL;

              g_assert_true (rsc_document_repeat (document));
              assert_same_data (state_of (document), g_ptr_array_index (states, i));
              if (i % 50 != 0)
                continue;
              select_some (document, 0, NULL);
              text = dup_text (state_of (document));
              g_assert_cmpstr (text, ==, g_ptr_array_index (texts, i));
            }
          g_assert_false (rsc_document_repeat (document));
        }
    }
}

/* --- files -------------------------------------------------------------------------------- */

/* The document as another machine opens it. */
static RscDocumentState *
reopen (RscDocument *document)
{
  g_autofree char *text = dup_text (state_of (document));
  g_autoptr (GError) error = NULL;
  g_autoptr (RscContents) contents = rsc_contents_parse (text, -1, "test", &error);

  g_assert_no_error (error);
  return rsc_document_state_ref (contents->state);
}

static void
assert_same_file (const RscDocumentState *a, const RscDocumentState *b)
{
  g_autofree char *one = dup_text (a);
  g_autofree char *other = dup_text (b);

  g_assert_cmpstr (one, ==, other);
}

static void
test_file (void)
{
  g_autoptr (RscDocument) document = open_one ("checkerboard");
  g_autoptr (RscRowSet) all = rsc_row_set_new_range (0, 10);
  g_autoptr (RscDataset) blank = rsc_dataset_new_empty ("Drawing", 2, NULL, NULL);
  g_autoptr (RscDocumentState) edited = NULL;
  g_autoptr (RscDocumentState) empty = NULL;
  g_autoptr (RscDocumentState) drawn = NULL;
  g_autofree char *title = NULL;
  RscDocumentState *after;

  rsc_document_add_points (document, 1, (double[]){ 0.1, 1.0 / 3.0 }, (double[]){ 0.7 });
  select_some (document, 2, (gsize[]){ 3, 9 });
  edited = reopen (document);
  assert_same_file (edited, state_of (document));
  g_assert_true (edited->edited);
  g_assert_cmpstr (edited->item->name, ==, "checkerboard");
  g_assert_true (rsc_row_set_equal (edited->rows, rsc_document_get_rows (document)));
  title = rsc_document_state_dup_title (edited);
  g_assert_cmpstr (title, ==, "Checkerboard (edited)");
  g_assert_true (rsc_document_state_start_again (edited, NULL));
  g_assert_cmpuint (rsc_dataset_get_n (edited->source), ==, 9);

  rsc_document_delete_points (document, all);
  empty = reopen (document);
  assert_same_file (empty, state_of (document));
  g_assert_cmpuint (rsc_dataset_get_n (empty->source), ==, 0);
  g_assert_null (empty->train);

  after = edit (document);
  rsc_document_state_set_drawn (after, blank);
  rsc_document_apply (document, "Draw your own", RSC_CHANGE_SINGLE, after);
  rsc_document_add_points (document, 1, (double[]){ 1, 2 }, (double[]){ 1 });
  drawn = reopen (document);
  assert_same_file (drawn, state_of (document));
  assert_title (document, "Drawing");
  g_assert_false (rsc_document_state_can_start_again (drawn));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-data/names", test_names);
  g_test_add_func ("/document-data/drag", test_drag);
  g_test_add_func ("/document-data/selection", test_selection);
  g_test_add_func ("/document-data/few", test_few);
  g_test_add_func ("/document-data/thousand", test_thousand);
  g_test_add_func ("/document-data/file", test_file);
  return g_test_run ();
}
