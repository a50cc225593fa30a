/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-pager.h"

#include "widgets.h"

static void
on_turned (RscDataPager *pager, int step, int *turned)
{
  *turned += step;
}

/* Only towards features that there are; it asks, and does not turn by itself. */
static void
test_turns (void)
{
  static const struct
  {
    gsize first;
    gboolean before, after;
  } pages[] = { { 0, FALSE, TRUE }, { 8, TRUE, TRUE }, { 12, TRUE, FALSE } };
  GtkWidget *pager = rsc_data_pager_new ();
  GtkWindow *window = show_widget (pager, 300, 60);
  GtkWidget *before = gtk_widget_get_first_child (pager),
            *after = gtk_widget_get_last_child (pager);
  int turned = 0;

  g_signal_connect (pager, "turned", G_CALLBACK (on_turned), &turned);
  for (gsize k = 0; k < G_N_ELEMENTS (pages); k++)
    {
      rsc_data_pager_set_page (RSC_DATA_PAGER (pager), pages[k].first, 8, 20);
      g_assert_cmpint (gtk_widget_get_sensitive (before), ==, pages[k].before);
      g_assert_cmpint (gtk_widget_get_sensitive (after), ==, pages[k].after);
    }
  g_assert_nonnull (find_label (pager, "20"));
  rsc_data_pager_set_page (RSC_DATA_PAGER (pager), 8, 8, 20);
  g_signal_emit_by_name (after, "clicked");
  g_assert_cmpint (turned, ==, 1);
  g_signal_emit_by_name (before, "clicked");
  g_signal_emit_by_name (before, "clicked");
  g_assert_cmpint (turned, ==, -1);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_data_pager_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/data-pager/turns", test_turns);
  g_test_add_func ("/data-pager/finalises", test_finalises);
  return g_test_run ();
}
