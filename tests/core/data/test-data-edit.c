/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hands do to data: every edit gives what it says, and leaves alone what it was given. */
#include "core/data/rsc-data-edit.h"
#include "core/numerics/rsc-error.h"

#include <math.h>

static const char *const names[] = { "width", "height" };

static RscDataset *
make_three (void)
{
  static const double x[] = { 1, 2, 3, 4, 5, 6 };
  static const double y[] = { 1, -1, 0.5 };

  return rsc_dataset_new ("three", 3, 2, x, y, names, "kind", NULL);
}

static RscRowSet *
rows_of (gsize a, gsize b)
{
  const gsize rows[] = { a, b };

  return rsc_row_set_new (2, rows);
}

/* And the same names. */
static void
assert_is (RscDataset *dataset, gsize n, const double *x, const double *y)
{
  g_assert_nonnull (dataset);
  g_assert_cmpuint (rsc_dataset_get_n (dataset), ==, n);
  g_assert_cmpuint (rsc_dataset_get_d (dataset), ==, 2);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpfloat (rsc_dataset_get_x (dataset)[2 * i], ==, x[2 * i]);
      g_assert_cmpfloat (rsc_dataset_get_x (dataset)[2 * i + 1], ==, x[2 * i + 1]);
      g_assert_cmpfloat (rsc_dataset_get_y (dataset)[i], ==, y[i]);
    }
  g_assert_cmpstr (rsc_dataset_get_name (dataset), ==, "three");
  g_assert_cmpstr (rsc_dataset_get_feature_name (dataset, 1), ==, "height");
  g_assert_cmpstr (rsc_dataset_get_target_name (dataset), ==, "kind");
}

static void
test_edits (void)
{
  g_autoptr (RscDataset) three = make_three ();
  g_autoptr (RscRowSet) ends = rows_of (2, 0);
  g_autoptr (RscRowSet) none = rsc_row_set_new (0, NULL);
  g_autoptr (GError) error = NULL;
  static const double vector[] = { 0.5, -1 }, far[] = { 7, 8 }, seven = 7;
  g_autoptr (RscDataset) added = rsc_data_edit_add (three, 1, far, &seven, &error);
  g_autoptr (RscDataset) deleted = rsc_data_edit_delete (three, ends);
  g_autoptr (RscDataset) moved = rsc_data_edit_move (three, ends, vector, &error);
  g_autoptr (RscDataset) shifted = rsc_data_edit_shift_targets (three, ends, 0.25, &error);
  g_autoptr (RscDataset) flipped = rsc_data_edit_flip (three, ends);
  g_autoptr (RscDataset) copied = rsc_data_edit_duplicate (three, ends, vector, &error);
  g_autoptr (RscDataset) untouched = rsc_data_edit_delete (three, none);

  g_assert_no_error (error);
  assert_is (added, 4, (double[]){ 1, 2, 3, 4, 5, 6, 7, 8 }, (double[]){ 1, -1, 0.5, 7 });
  assert_is (deleted, 1, (double[]){ 3, 4 }, (double[]){ -1 });
  assert_is (moved, 3, (double[]){ 1.5, 1, 3, 4, 5.5, 5 }, (double[]){ 1, -1, 0.5 });
  assert_is (shifted, 3, (double[]){ 1, 2, 3, 4, 5, 6 }, (double[]){ 1.25, -1, 0.75 });
  assert_is (flipped, 3, (double[]){ 1, 2, 3, 4, 5, 6 }, (double[]){ -1, -1, -0.5 });
  assert_is (copied, 5, (double[]){ 1, 2, 3, 4, 5, 6, 1.5, 1, 5.5, 5 },
             (double[]){ 1, -1, 0.5, 1, 0.5 });
  g_assert_cmpfloat_with_epsilon (rsc_data_edit_get_step (three), 0.1, 1e-15);
  g_assert_cmpfloat_with_epsilon (rsc_data_edit_get_step (deleted), 0.1, 1e-15);
  assert_is (untouched, 3, (double[]){ 1, 2, 3, 4, 5, 6 }, (double[]){ 1, -1, 0.5 });
  assert_is (three, 3, (double[]){ 1, 2, 3, 4, 5, 6 }, (double[]){ 1, -1, 0.5 });
}

/* Who a point is after others have come or gone. */
static void
test_find (void)
{
  static const double x[] = { 7, 8 }, y = 7;
  g_autoptr (RscDataset) three = make_three ();
  g_autoptr (RscRowSet) first = rsc_row_set_new_range (0, 1);
  g_autoptr (RscRowSet) ends = rows_of (0, 2);
  g_autoptr (RscDataset) fewer = rsc_data_edit_delete (three, first);
  g_autoptr (RscDataset) more = rsc_data_edit_add (fewer, 1, x, &y, NULL);
  g_autoptr (RscDataset) moved = rsc_data_edit_move (three, first, x, NULL);
  g_autoptr (RscRowSet) left = rsc_data_edit_find_rows (three, ends, fewer);
  g_autoptr (RscRowSet) same = rsc_data_edit_find_rows (three, ends, moved);
  g_autoptr (RscRowSet) later = rsc_data_edit_find_rows (fewer, first, more);

  g_assert_cmpuint (left->n, ==, 1);
  g_assert_cmpuint (left->rows[0], ==, 1);
  g_assert_true (rsc_row_set_equal (same, ends));
  g_assert_true (rsc_row_set_equal (later, first));
}

/* All points can go, and others come. */
static void
test_empty (void)
{
  g_autoptr (RscDataset) three = make_three ();
  g_autoptr (RscRowSet) all = rsc_row_set_new_range (0, 3);
  g_autoptr (RscDataset) empty = rsc_data_edit_delete (three, all);
  g_autoptr (RscDataset) begun = rsc_dataset_new_empty ("three", 2, names, "kind");
  static const double x[] = { 1, 2 }, y = 3;
  g_autoptr (RscDataset) one = rsc_data_edit_add (empty, 1, x, &y, NULL);
  g_autoptr (RscDataset) first = rsc_data_edit_add (begun, 1, x, &y, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  assert_is (empty, 0, NULL, NULL);
  assert_is (begun, 0, NULL, NULL);
  assert_is (one, 1, x, &y);
  assert_is (first, 1, x, &y);
  g_assert_true (rsc_dataset_write_csv (empty, stream, NULL, NULL));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==,
                   "width,height,kind\n");
}

static void
test_block (void)
{
  g_autoptr (RscDataset) three = make_three ();
  g_autoptr (GError) error = NULL;
  /* The second row is new; a gap leaves what is there. */
  g_autoptr (RscDataset) pasted =
    rsc_data_edit_set_block (three, 2, 0, 2, 3, (double[]){ 9, NAN, 8, 7, 6, 5 }, &error);
  g_autoptr (RscDataset) target =
    rsc_data_edit_set_block (three, 0, 2, 2, 1, (double[]){ 4, 3 }, &error);
  g_autoptr (RscDataset) missing = NULL;

  g_assert_no_error (error);
  assert_is (pasted, 4, (double[]){ 1, 2, 3, 4, 9, 6, 7, 6 }, (double[]){ 1, -1, 8, 5 });
  assert_is (target, 3, (double[]){ 1, 2, 3, 4, 5, 6 }, (double[]){ 4, 3, 0.5 });
  missing = rsc_data_edit_set_block (three, 3, 0, 1, 2, (double[]){ 9, 8 }, &error);
  g_assert_null (missing);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
}

static void
test_not_finite (void)
{
  g_autoptr (RscDataset) three = make_three ();
  g_autoptr (RscRowSet) ends = rows_of (0, 2);
  static const double huge[] = { INFINITY, 0 }, zero[] = { 0, 0 }, nothing = NAN;
  GError *error = NULL;
  RscDataset *edited;

#define ASSERT_REFUSED(call)                         \
  edited = call;                                     \
  g_assert_null (edited);                            \
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA); \
  g_clear_error (&error)
  ASSERT_REFUSED (rsc_data_edit_move (three, ends, huge, &error));
  ASSERT_REFUSED (rsc_data_edit_add (three, 1, zero, &nothing, &error));
  ASSERT_REFUSED (rsc_data_edit_shift_targets (three, ends, NAN, &error));
  ASSERT_REFUSED (rsc_data_edit_duplicate (three, ends, huge, &error));
#undef ASSERT_REFUSED
}

static void
assert_rows (const RscRowSet *set, gsize n, const gsize *rows)
{
  g_assert_cmpmem (set->rows, set->n * sizeof *rows, rows, n * sizeof *rows);
}

static void
test_row_sets (void)
{
  g_autoptr (RscRowSet) a = rsc_row_set_new (5, (gsize[]){ 7, 2, 7, 9, 2 });
  g_autoptr (RscRowSet) b = rsc_row_set_new_range (6, 3);
  g_autoptr (RscRowSet) both = rsc_row_set_new_union (a, b);
  g_autoptr (RscRowSet) toggled = rsc_row_set_new_toggled (a, b);
  g_autoptr (RscRowSet) below = rsc_row_set_new_below (a, 9);
  g_autoptr (RscRowSet) none = rsc_row_set_new (0, NULL);

  assert_rows (a, 3, (gsize[]){ 2, 7, 9 });
  assert_rows (b, 3, (gsize[]){ 6, 7, 8 });
  assert_rows (both, 5, (gsize[]){ 2, 6, 7, 8, 9 });
  assert_rows (toggled, 4, (gsize[]){ 2, 6, 8, 9 });
  assert_rows (below, 2, (gsize[]){ 2, 7 });
  g_assert_true (rsc_row_set_has (a, 7));
  g_assert_false (rsc_row_set_has (a, 8));
  g_assert_false (rsc_row_set_has (none, 0));
  g_assert_false (rsc_row_set_equal (a, b));
  g_assert_false (rsc_row_set_equal (a, below));
  g_assert_true (rsc_row_set_equal (none, none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-edit/edits", test_edits);
  g_test_add_func ("/data-edit/find", test_find);
  g_test_add_func ("/data-edit/empty", test_empty);
  g_test_add_func ("/data-edit/block", test_block);
  g_test_add_func ("/data-edit/not-finite", test_not_finite);
  g_test_add_func ("/data-edit/row-sets", test_row_sets);
  return g_test_run ();
}
