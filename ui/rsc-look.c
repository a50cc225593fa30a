/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-look.h"

#include <adwaita.h>

/* gtk-xft-dpi counts in 1024ths of a dot per inch; this is what text of usual size has. */
#define USUAL_DPI (96 * 1024)
#define DPI_MAX (1024 * 1024)

/* Beyond, text would leave no picture, or none could be read. */
#define SCALE_MIN 0.5
#define SCALE_MAX 4.0

static int
get_dpi (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = -1;

  if (settings)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi : USUAL_DPI;
}

double
rsc_look_get_scale (void)
{
  return CLAMP ((double) get_dpi () / USUAL_DPI, SCALE_MIN, SCALE_MAX);
}

void
rsc_look_widen (GtkWindow *dialog)
{
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (dialog));

  gtk_window_get_default_size (dialog, &width, &height);
  gtk_window_set_default_size (dialog, (int) (width * MAX (rsc_look_get_scale (), 1)), height);
}

void
rsc_look_get_theme (RscTheme *theme)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_return_if_fail (theme != NULL);

  rsc_theme_init (theme, adw_style_manager_get_dark (style));
  if (adw_style_manager_get_high_contrast (style))
    rsc_theme_set_high_contrast (theme);
  rsc_theme_scale (theme, rsc_look_get_scale ());
}

void
rsc_look_connect (gpointer object, GCallback changed)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_settings_get_default ();

  g_return_if_fail (G_IS_OBJECT (object));
  g_return_if_fail (changed != NULL);

  g_signal_connect_object (style, "notify::dark", changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", changed, object, G_CONNECT_SWAPPED);
  if (settings)
    g_signal_connect_object (settings, "notify::gtk-xft-dpi", changed, object, G_CONNECT_SWAPPED);
}

void
rsc_look_set_presenting (double factor)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_return_if_fail (factor >= 1);

  if (!settings)
    return;
  /* From what the system has now, also where it is asked for twice. */
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (factor > 1)
    g_object_set (settings, "gtk-xft-dpi", (int) MIN (factor * get_dpi (), DPI_MAX), NULL);
}
