/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-motion.h"

#define SETTING "gtk-enable-animations"

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

gboolean
rsc_motion_pause (void)
{
  const gboolean wanted = rsc_motion_is_wanted ();

  if (wanted)
    g_object_set (gtk_settings_get_default (), SETTING, FALSE, NULL);
  return wanted;
}

void
rsc_motion_resume (gboolean wanted)
{
  if (wanted)
    g_object_set (gtk_settings_get_default (), SETTING, TRUE, NULL);
}
