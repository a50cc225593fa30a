/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which row of the source a point of the picture is, and where: with and without rows held out and
 * other units. */
#include "app/model/rsc-prepared-rows.h"
#include "core/data/rsc-gallery.h"

static void
test_rows (gconstpointer data)
{
  const gint kind = GPOINTER_TO_INT (data);
  g_autoptr (RscDocumentState) state = rsc_document_state_new ();
  g_autoptr (RscPreparedRows) rows = NULL;
  g_autoptr (RscRowSet) all_train = NULL;
  g_autoptr (RscRowSet) all_test = NULL;
  g_autoptr (RscRowSet) all = NULL;
  const double *x;
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("moons-20", &n);

  g_assert_true (rsc_document_state_set_gallery (state, item, n, item->noise_default, 1, NULL));
  g_assert_true (
    rsc_document_state_set_preparation (state, kind & 1, (kind & 2) != 0, 0.7, 3, NULL));
  rows = rsc_prepared_rows_new (state);
  x = rsc_dataset_get_x (state->source);
  g_assert_cmpuint (rows->n_train, ==, rsc_dataset_get_n (state->train));
  g_assert_cmpuint (rows->n_test, ==, state->test ? rsc_dataset_get_n (state->test) : 0);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < 2; k++)
      {
        const double shown = i < rows->n_train
                               ? rsc_dataset_get_x (state->train)[2 * i + k]
                               : rsc_dataset_get_x (state->test)[2 * (i - rows->n_train) + k];

        g_assert_cmpfloat_with_epsilon (rsc_prepared_rows_to_raw (rows, k, shown),
                                        x[2 * rows->rows[i] + k], 1e-12);
        g_assert_cmpfloat_with_epsilon (
          rsc_prepared_rows_from_raw (rows, k, x[2 * rows->rows[i] + k]), shown, 1e-12);
      }
  all_train = rsc_row_set_new_range (0, rows->n_train);
  all_test = rsc_row_set_new_range (0, rows->n_test);
  all = rsc_prepared_rows_to_source (rows, all_train, all_test);
  g_assert_cmpuint (all->n, ==, n);
  for (gint test = 0; test <= 1; test++)
    {
      g_autoptr (RscRowSet) back = rsc_prepared_rows_from_source (rows, all, test);

      g_assert_true (rsc_row_set_equal (back, test ? all_test : all_train));
    }
}

/* A feature that is constant can be moved all the same. */
static void
test_constant (void)
{
  static const double x[] = { 3, 1, 3, 2 }, y[] = { 1, -1 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("two", 2, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscDocumentState) state = rsc_document_state_new ();
  g_autoptr (RscPreparedRows) rows = NULL;

  rsc_document_state_set_drawn (state, dataset);
  g_assert_true (rsc_document_state_set_preparation (state, TRUE, FALSE, 0.7, 1, NULL));
  rows = rsc_prepared_rows_new (state);
  g_assert_cmpfloat (rsc_dataset_get_x (state->train)[0], ==, 0);
  g_assert_cmpfloat_with_epsilon (rsc_prepared_rows_to_raw (rows, 0, 0.5), 3.5, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/prepared-rows/plain", GINT_TO_POINTER (0), test_rows);
  g_test_add_data_func ("/prepared-rows/standardised", GINT_TO_POINTER (1), test_rows);
  g_test_add_data_func ("/prepared-rows/split", GINT_TO_POINTER (2), test_rows);
  g_test_add_data_func ("/prepared-rows/both", GINT_TO_POINTER (3), test_rows);
  g_test_add_func ("/prepared-rows/constant", test_constant);
  return g_test_run ();
}
