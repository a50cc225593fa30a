/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One selection, one hover: told once, and only when something changes. */
#include "app/model/rsc-selection.h"

static guint n_told;
static guint told;

static void
on_changed (RscSelection *selection, guint parts, gpointer user_data)
{
  n_told++;
  told = parts;
}

static void
test_selection (void)
{
  RscSelection *selection = rsc_selection_new ();
  gpointer weak = selection;

  g_object_add_weak_pointer (weak, &weak);
  g_signal_connect (selection, "changed", G_CALLBACK (on_changed), NULL);
  g_assert_cmpint (rsc_selection_get_selected (selection), ==, -1);
  g_assert_cmpint (rsc_selection_get_hovered (selection), ==, -1);
  g_assert_cmpint (rsc_selection_get_hovered_point (selection), ==, -1);
  rsc_selection_clear (selection);
  rsc_selection_select (selection, -1);
  g_assert_cmpuint (n_told, ==, 0);

  rsc_selection_select (selection, 4);
  rsc_selection_select (selection, 4);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (told, ==, RSC_SELECTION_SELECTED);
  rsc_selection_hover (selection, 2, 7);
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpuint (told, ==, RSC_SELECTION_HOVERED);
  rsc_selection_hover (selection, 2, 8);
  g_assert_cmpuint (n_told, ==, 3);
  g_assert_cmpint (rsc_selection_get_selected (selection), ==, 4);
  g_assert_cmpint (rsc_selection_get_hovered (selection), ==, 2);
  g_assert_cmpint (rsc_selection_get_hovered_point (selection), ==, 8);
  /* None is none. */
  rsc_selection_hover (selection, -5, -1);
  g_assert_cmpint (rsc_selection_get_hovered (selection), ==, -1);
  rsc_selection_hover (selection, 1, -1);
  rsc_selection_clear (selection);
  g_assert_cmpuint (n_told, ==, 6);
  g_assert_cmpuint (told, ==, RSC_SELECTION_SELECTED | RSC_SELECTION_HOVERED);
  g_assert_cmpint (rsc_selection_get_selected (selection), ==, -1);
  g_object_unref (selection);
  g_assert_null (weak);
}

/* A direction that is pointed at is told once, and goes with the next thing that is hovered. */
static void
test_switch (void)
{
  RscSelection *selection = rsc_selection_new ();
  double g[3] = { 1.0, -2.0, 0.5 };
  const double *got;
  gsize n;

  n_told = 0;
  g_signal_connect (selection, "changed", G_CALLBACK (on_changed), NULL);
  g_assert_null (rsc_selection_get_hovered_switch (selection, &n));
  rsc_selection_hover_switch (selection, 3, 3, g);
  rsc_selection_hover_switch (selection, 3, 3, g);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (told, ==, RSC_SELECTION_HOVERED);
  g[2] = 0.25;
  got = rsc_selection_get_hovered_switch (selection, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (got[2], ==, 0.5);
  rsc_selection_hover_switch (selection, 3, 3, g);
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpint (rsc_selection_get_hovered (selection), ==, 3);
  rsc_selection_select (selection, 3);
  g_assert_nonnull (rsc_selection_get_hovered_switch (selection, &n));
  rsc_selection_hover (selection, 3, -1);
  g_assert_cmpuint (n_told, ==, 4);
  g_assert_null (rsc_selection_get_hovered_switch (selection, &n));
  rsc_selection_hover_switch (selection, -1, 2, g);
  rsc_selection_clear (selection);
  g_assert_null (rsc_selection_get_hovered_switch (selection, &n));
  g_object_unref (selection);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/selection/selection", test_selection);
  g_test_add_func ("/selection/switch", test_switch);

  return g_test_run ();
}
