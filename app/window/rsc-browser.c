/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-browser.h"

void
rsc_browser_choose_renderer (void)
{
  const char *backends = g_getenv ("GDK_BACKEND");

  if (backends && g_str_has_prefix (backends, "broadway"))
    g_unsetenv ("GSK_RENDERER");
}

gboolean
rsc_browser_is_shown_in (GdkDisplay *display)
{
  g_return_val_if_fail (GDK_IS_DISPLAY (display), FALSE);

  /* By name: a GTK without Broadway has no header that says the type. */
  return g_str_equal (G_OBJECT_TYPE_NAME (display), "GdkBroadwayDisplay");
}

void
rsc_browser_fill_page (GtkWindow *window)
{
  GdkDisplay *display;

  g_return_if_fail (GTK_IS_WINDOW (window));

  display = gtk_widget_get_display (GTK_WIDGET (window));
  if (!rsc_browser_is_shown_in (display))
    return;
  /* There is nowhere to go for a window that is made small, and no larger place than the page. */
  g_object_set (gtk_settings_get_for_display (display), "gtk-decoration-layout", ":close", NULL);
  gtk_window_maximize (window);
}
