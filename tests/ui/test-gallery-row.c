/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-gallery-row.h"

#include "ui/rsc-thumbnail.h"
#include "widgets.h"

/* Every set has its points, its title and what it is for. */
static void
test_rows (void)
{
  gsize n;
  const RscGalleryItem *items = rsc_gallery_get_items (&n);

  for (gsize k = 0; k < n; k++)
    {
      GtkWidget *row = rsc_gallery_row_new (&items[k]);
      GtkWindow *window = show_widget (row, 500, 80);

      g_assert_nonnull (find_child (row, RSC_TYPE_THUMBNAIL));
      g_assert_nonnull (find_label (row, items[k].title));
      g_assert_nonnull (find_label (row, items[k].sentence));
      gtk_window_destroy (window);
    }
}

static void
test_finalises (void)
{
  gsize n;

  assert_finalises (rsc_gallery_row_new (&rsc_gallery_get_items (&n)[0]));
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/gallery-row/rows", test_rows);
  g_test_add_func ("/gallery-row/finalises", test_finalises);
  return g_test_run ();
}
