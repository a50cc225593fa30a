/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-row-layout.h"

#include "widgets.h"

#define SPACING 10
#define HEIGHT 20
#define STAY 100
#define GO 60

/* A row of one child that stays and wants all there is, two that can go, and one that stays. */
static GtkWidget *
make_row (GtkWidget *children[4])
{
  GtkWidget *row = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkLayoutManager *layout = g_object_new (RSC_TYPE_ROW_LAYOUT, "spacing", SPACING, NULL);

  gtk_widget_set_layout_manager (row, layout);
  for (int k = 0; k < 4; k++)
    {
      const gboolean goes = k == 1 || k == 2;

      children[k] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_set_size_request (children[k], goes ? GO : STAY, HEIGHT);
      gtk_widget_set_hexpand (children[k], k == 0);
      gtk_box_append (GTK_BOX (row), children[k]);
      g_object_set (gtk_layout_manager_get_layout_child (layout, children[k]), "goes", goes, NULL);
    }
  return row;
}

static void
assert_shown (GtkWidget *child, gboolean shown, int x, int width)
{
  graphene_rect_t bounds;

  g_assert_cmpint (gtk_widget_get_child_visible (child), ==, shown);
  if (!shown)
    return;
  g_assert_true (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpint (gtk_widget_get_width (child), ==, width);
}

/* What goes does not count for the least width, the last of it goes first, and all of it comes
 * back. */
static void
test_going (void)
{
  const int all = 2 * STAY + 2 * GO + 3 * SPACING;
  GtkWidget *children[4];
  GtkWidget *row = make_row (children);
  int least, most;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &least, &most, NULL, NULL);
  g_assert_cmpint (least, ==, 2 * STAY + SPACING);
  g_assert_cmpint (most, ==, all);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, least, &least, &most, NULL, NULL);
  g_assert_cmpint (least, ==, HEIGHT);

  for (int round = 0; round < 2; round++)
    {
      draw_frame (row, all + 50, HEIGHT);
      assert_shown (children[0], TRUE, 0, STAY + 50);
      assert_shown (children[1], TRUE, STAY + 50 + SPACING, GO);
      assert_shown (children[2], TRUE, STAY + 50 + GO + 2 * SPACING, GO);
      assert_shown (children[3], TRUE, all + 50 - STAY, STAY);

      draw_frame (row, all - 1, HEIGHT);
      assert_shown (children[1], TRUE, all - 1 - STAY - GO - SPACING, GO);
      assert_shown (children[2], FALSE, 0, 0);
      assert_shown (children[3], TRUE, all - 1 - STAY, STAY);

      draw_frame (row, 2 * STAY + SPACING, HEIGHT);
      assert_shown (children[0], TRUE, 0, STAY);
      assert_shown (children[1], FALSE, 0, 0);
      assert_shown (children[2], FALSE, 0, 0);
      assert_shown (children[3], TRUE, STAY + SPACING, STAY);
    }
  g_object_unref (row);
}

/* From right to left, the first child is at the right end. */
static void
test_direction (void)
{
  GtkWidget *children[4];
  GtkWidget *row = make_row (children);
  const int all = 2 * STAY + 2 * GO + 3 * SPACING;

  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  draw_frame (row, all, HEIGHT);
  assert_shown (children[0], TRUE, all - STAY, STAY);
  assert_shown (children[3], TRUE, 0, STAY);
  g_object_unref (row);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/row-layout/going", test_going);
  g_test_add_func ("/row-layout/direction", test_direction);
  return g_test_run ();
}
