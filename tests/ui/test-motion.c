/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-motion.h"

#include "widgets.h"

static void
on_changed (gpointer object)
{
  guint *n = g_object_get_data (G_OBJECT (object), "n");

  (*n)++;
}

/* It is the desktop's setting, told for as long as somebody lives who asked. */
static void
test_setting (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
  guint n = 0;

  g_object_set_data (object, "n", &n);
  rsc_motion_connect (object, G_CALLBACK (on_changed));
  g_assert_true (rsc_motion_is_wanted ());
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_false (rsc_motion_is_wanted ());
  g_assert_cmpuint (n, ==, 1);
  g_assert_finalize_object (object);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_cmpuint (n, ==, 1);
}

typedef struct
{
  AdwFlap *flap;
  guint n_between; /* places on the way */
} Reveal;

static void
on_progress (Reveal *self)
{
  const double progress = adw_flap_get_reveal_progress (self->flap);

  self->n_between += progress > 0 && progress < 1;
}

static void
wait_revealed (Reveal *self, gboolean revealed)
{
  g_assert_cmpint (adw_flap_get_reveal_flap (self->flap), ==, revealed);
  while (adw_flap_get_reveal_progress (self->flap) != revealed)
    g_main_context_iteration (NULL, TRUE);
}

/* The side of a flap is there at once where it is restored, and slides where a hand asks for it,
 * before and after; one that nobody sees does not wait to be seen. */
static void
test_reveal (void)
{
  GtkWidget *flap = adw_flap_new ();
  Reveal self = { ADW_FLAP (flap), 0 };
  GtkWindow *window;

  adw_flap_set_flap (self.flap, gtk_label_new ("side"));
  adw_flap_set_content (self.flap, gtk_label_new ("content"));
  adw_flap_set_fold_policy (self.flap, ADW_FLAP_FOLD_POLICY_NEVER);
  rsc_motion_reveal_at_once (self.flap, FALSE);
  g_assert_cmpfloat (adw_flap_get_reveal_progress (self.flap), ==, 0);
  window = show_widget (flap, 500, 200);
  g_signal_connect_swapped (flap, "notify::reveal-progress", G_CALLBACK (on_progress), &self);
  for (int k = 0; k < 2; k++)
    {
      adw_flap_set_reveal_flap (self.flap, TRUE);
      wait_revealed (&self, TRUE);
      g_assert_cmpuint (self.n_between, >, 0);
      self.n_between = 0;
      rsc_motion_reveal_at_once (self.flap, FALSE);
      wait_revealed (&self, FALSE);
      rsc_motion_reveal_at_once (self.flap, TRUE);
      wait_revealed (&self, TRUE);
      rsc_motion_reveal_at_once (self.flap, FALSE);
      wait_revealed (&self, FALSE);
      g_assert_cmpuint (self.n_between, ==, 0);
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/motion/setting", test_setting);
  g_test_add_func ("/motion/reveal", test_reveal);
  return g_test_run ();
}
