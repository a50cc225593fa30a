/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of any size comes to rest: the side panel beside the pages leaves them less room, and
 * what they then need must not fold it away. */
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-desk.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static void
on_folded (GObject *flap, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_rest (void)
{
  RscWindow *window = show_window (application, "gallery:polygon-6");
  GtkWidget *desk = find_child (GTK_WIDGET (window), RSC_TYPE_DESK);
  AdwFlap *flap = ADW_FLAP (gtk_widget_get_ancestor (desk, ADW_TYPE_FLAP));
  gboolean seen[2] = { FALSE, FALSE };
  guint n_folded = 0;

  wait_idle (rsc_window_get_document (window));
  g_signal_connect (flap, "notify::folded", G_CALLBACK (on_folded), &n_folded);
  for (int height = 768; height >= 600; height -= 168)
    for (int width = 1220; width >= 900; width -= 48)
      {
        gtk_window_set_default_size (GTK_WINDOW (window), width, height);
        iterate (300);
        n_folded = 0;
        iterate (200);
        g_assert_cmpuint (n_folded, ==, 0);
        seen[adw_flap_get_folded (flap)] = TRUE;
      }
  g_assert_true (seen[0] && seen[1]);
  g_signal_handlers_disconnect_by_data (flap, &n_folded);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/window-sizes/rest", test_rest);
  return run_windows (application);
}
