/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes that stand still while a hand edits points. */
#include "app/model/rsc-held-axes.h"
#include "core/data/rsc-gallery.h"
#include "problems.h"

static RscDocumentState *
state_of (RscDataset *dataset, gboolean standardise)
{
  RscDocumentState *state = rsc_document_state_new ();

  rsc_document_state_set_drawn (state, dataset);
  g_assert_true (rsc_document_state_set_preparation (state, standardise, FALSE, 0.7, 1, NULL));
  return state;
}

/* What is taken is given back, and in the units of the source where the picture has others. */
static void
test_units (gconstpointer data)
{
  const gboolean plane = GPOINTER_TO_INT (data);
  g_autoptr (RscDataset) dataset =
    plane ? dataset_of_gallery ("moons", 20, -1) : dataset_of_gallery ("sine", 10, -1);
  g_autoptr (RscDocumentState) raw = state_of (dataset, FALSE);
  g_autoptr (RscDocumentState) standard = state_of (dataset, TRUE);
  g_autoptr (RscPreparedRows) raw_rows = rsc_prepared_rows_new (raw);
  g_autoptr (RscPreparedRows) standard_rows = rsc_prepared_rows_new (standard);
  const gsize features[2] = { plane ? 1 : 0, 0 };
  const double x[] = { -1.5, 2.5 }, y[] = { -0.5, 3.0 };
  double back[2][2];
  RscHeldAxes axes = { 0 };

  g_assert_false (rsc_held_axes_get (&axes, standard_rows, back[0], back[1]));
  rsc_held_axes_take (&axes, standard_rows, features, x, y);
  g_assert_true (rsc_held_axes_get (&axes, standard_rows, back[0], back[1]));
  for (gsize i = 0; i < 2; i++)
    {
      g_assert_cmpfloat_with_epsilon (back[0][i], x[i], 1e-12);
      g_assert_cmpfloat_with_epsilon (back[1][i], y[i], 1e-12);
    }
  g_assert_true (rsc_held_axes_get (&axes, raw_rows, back[0], back[1]));
  for (gsize i = 0; i < 2; i++)
    {
      g_assert_cmpfloat_with_epsilon (
        back[0][i], rsc_prepared_rows_to_raw (standard_rows, features[0], x[i]), 1e-12);
      g_assert_true (back[0][i] != x[i]);
      /* Of one feature the other axis is the target, which has no other units. */
      g_assert_cmpfloat_with_epsilon (
        back[1][i], plane ? rsc_prepared_rows_to_raw (standard_rows, features[1], y[i]) : y[i],
        1e-12);
    }
}

static void
assert_ends (const double ends[2], double low, double high)
{
  g_assert_cmpfloat_with_epsilon (ends[0], low, 1e-12);
  g_assert_cmpfloat_with_epsilon (ends[1], high, 1e-12);
}

/* A tenth of the axis beyond a point outside; a point inside changes nothing. */
static void
test_room (void)
{
  static const double line[] = { 5, 12, 3 }, line_y[] = { 0.5, 0.5, -2 };
  static const double plane[] = { -4, 1, 8, 25 }, plane_y[] = { 1, -1 };
  static const gsize features[] = { 0, 0 }, crossed[] = { 1, 0 };
  static const double x[] = { 0, 10 }, y[] = { -1, 1 }, wide[] = { 0, 20 };
  g_autoptr (RscDataset) one = rsc_dataset_new ("one", 3, 1, line, line_y, NULL, NULL, NULL);
  g_autoptr (RscDataset) two = rsc_dataset_new ("two", 2, 2, plane, plane_y, NULL, NULL, NULL);
  g_autoptr (RscDocumentState) state = state_of (one, FALSE);
  g_autoptr (RscDocumentState) other = state_of (two, FALSE);
  g_autoptr (RscPreparedRows) rows = rsc_prepared_rows_new (state);
  g_autoptr (RscPreparedRows) other_rows = rsc_prepared_rows_new (other);
  double back[2][2];
  RscHeldAxes axes = { 0 };

  rsc_held_axes_make_room (&axes, one);
  g_assert_false (axes.held);
  rsc_held_axes_take (&axes, rows, features, x, y);
  /* Data of another kind have other axes. */
  rsc_held_axes_make_room (&axes, two);
  g_assert_false (rsc_held_axes_get (&axes, other_rows, back[0], back[1]));
  g_assert_true (rsc_held_axes_get (&axes, rows, back[0], back[1]));
  assert_ends (back[0], 0, 10);
  assert_ends (back[1], -1, 1);
  rsc_held_axes_make_room (&axes, one);
  g_assert_true (rsc_held_axes_get (&axes, rows, back[0], back[1]));
  assert_ends (back[0], 0, 13);
  assert_ends (back[1], -2.2, 1);
  rsc_held_axes_make_room (&axes, one);
  assert_ends (axes.x, 0, 13);

  /* The features as they are on the axes. */
  rsc_held_axes_take (&axes, other_rows, crossed, wide, x);
  rsc_held_axes_make_room (&axes, two);
  g_assert_true (rsc_held_axes_get (&axes, other_rows, back[0], back[1]));
  assert_ends (back[0], 0, 27);
  assert_ends (back[1], -5, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/held-axes/units/line", GINT_TO_POINTER (FALSE), test_units);
  g_test_add_data_func ("/held-axes/units/plane", GINT_TO_POINTER (TRUE), test_units);
  g_test_add_func ("/held-axes/room", test_room);
  return g_test_run ();
}
