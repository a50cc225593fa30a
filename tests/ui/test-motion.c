/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-motion.h"

#include "widgets.h"

static void
on_changed (gpointer object)
{
  guint *n = g_object_get_data (G_OBJECT (object), "n");

  (*n)++;
}

/* It is the desktop's setting, told for as long as somebody lives who asked; a pause leaves it as
 * it was. */
static void
test_setting (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
  guint n = 0;
  gboolean wanted;

  g_object_set_data (object, "n", &n);
  rsc_motion_connect (object, G_CALLBACK (on_changed));
  g_assert_true (rsc_motion_is_wanted ());
  wanted = rsc_motion_pause ();
  g_assert_false (rsc_motion_is_wanted ());
  rsc_motion_resume (wanted);
  g_assert_true (rsc_motion_is_wanted ());
  g_assert_cmpuint (n, ==, 2);

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_false (rsc_motion_is_wanted ());
  g_assert_cmpuint (n, ==, 3);
  rsc_motion_resume (rsc_motion_pause ());
  g_assert_false (rsc_motion_is_wanted ());
  g_assert_finalize_object (object);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/motion/setting", test_setting);
  return g_test_run ();
}
