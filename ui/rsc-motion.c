/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-motion.h"

#define SETTING "gtk-enable-animations"

#define SPRING "rsc-motion-spring"
/* Of a spring of mass 1, critically damped, that is at its end within a millisecond. */
#define RIGID 1e12

gboolean
rsc_motion_is_wanted (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean wanted = TRUE;

  if (settings)
    g_object_get (settings, SETTING, &wanted, NULL);
  return wanted;
}

void
rsc_motion_connect (gpointer object, GCallback changed)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_return_if_fail (G_IS_OBJECT (object));
  g_return_if_fail (changed != NULL);

  if (settings)
    g_signal_connect_object (settings, "notify::" SETTING, changed, object, G_CONNECT_SWAPPED);
}

/* Its own spring again, where it has come to its end. */
static void
on_revealed (AdwFlap *flap)
{
  if (adw_flap_get_reveal_progress (flap) == (adw_flap_get_reveal_flap (flap) ? 1 : 0))
    adw_flap_set_reveal_params (flap, g_object_get_data (G_OBJECT (flap), SPRING));
}

void
rsc_motion_reveal_at_once (AdwFlap *flap, gboolean revealed)
{
  AdwSpringParams *rigid;

  g_return_if_fail (ADW_IS_FLAP (flap));

  if (adw_flap_get_reveal_flap (flap) == revealed)
    return;
  if (!g_object_get_data (G_OBJECT (flap), SPRING))
    {
      g_object_set_data_full (G_OBJECT (flap), SPRING,
                              adw_spring_params_ref (adw_flap_get_reveal_params (flap)),
                              (GDestroyNotify) adw_spring_params_unref);
      g_signal_connect (flap, "notify::reveal-progress", G_CALLBACK (on_revealed), NULL);
    }
  rigid = adw_spring_params_new (1, 1, RIGID);
  adw_flap_set_reveal_params (flap, rigid);
  adw_spring_params_unref (rigid);
  adw_flap_set_reveal_flap (flap, revealed);
}
