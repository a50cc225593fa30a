/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-certificate-view.h"

#include <math.h>
#include <string.h>

#include "problems.h"
#include "widgets.h"

typedef struct
{
  RscCertificateView *view;
  RscCertificateModel model;
  double pointed[8];
  RscCertificateHit last;
  guint n_hovered, n_activated;
} Scene;

/* Shows what is pointed at, as the window does. */
static void
on_hovered (RscCertificateView *view, const RscCertificateHit *hit, gpointer user_data)
{
  Scene *scene = user_data;
  const gsize d = rsc_problem_get_d (rsc_landscape_get_problem (scene->model.landscape));

  scene->n_hovered++;
  scene->last = *hit;
  scene->model.pointed = hit->inside ? scene->pointed : NULL;
  scene->model.pointed_sign = hit->sign;
  if (hit->inside)
    memcpy (scene->pointed, hit->direction, d * sizeof (double));
  rsc_certificate_view_set_model (view, &scene->model);
}

static void
on_activated (RscCertificateView *view, const RscCertificateHit *hit, gpointer user_data)
{
  Scene *scene = user_data;

  scene->n_activated++;
  scene->last = *hit;
}

static void
scene_init (Scene *self, const char *name, RscActivation activation)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery (name, activation, 0.1);
  g_autoptr (GError) error = NULL;

  *self = (Scene){ .view = g_object_ref_sink (RSC_CERTIFICATE_VIEW (rsc_certificate_view_new ())) };
  rsc_certificate_model_init (&self->model);
  self->model.landscape = rsc_landscape_new_for_set (set, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->view, "hovered", G_CALLBACK (on_hovered), self);
  g_signal_connect (self->view, "activated", G_CALLBACK (on_activated), self);
  show_widget (GTK_WIDGET (self->view), 600, 300);
  rsc_certificate_view_set_model (self->view, &self->model);
  wait_for_frames (GTK_WIDGET (self->view));
}

static void
scene_clear (Scene *self)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->view))));
  g_object_unref (self->view);
  rsc_landscape_unref (self->model.landscape);
}

/* What is pointed at moves over a picture that is drawn once. */
static void
test_still (void)
{
  Scene scene;
  guint n_still;

  scene_init (&scene, "sine", RSC_ACTIVATION_RELU);
  n_still = rsc_plot_area_get_n_still (RSC_PLOT_AREA (scene.view));
  g_assert_cmpuint (n_still, >, 0);
  for (int x = 100; x < 560; x += 20)
    {
      point_at (GTK_WIDGET (scene.view), x, 200);
      g_assert_true (scene.last.inside);
      wait_for_frames (GTK_WIDGET (scene.view));
    }
  scene.model.selected = 1;
  scene.model.hovered = 0;
  rsc_certificate_view_set_model (scene.view, &scene.model);
  wait_for_frames (GTK_WIDGET (scene.view));
  leave (GTK_WIDGET (scene.view));
  g_assert_false (scene.last.inside);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (scene.view)), ==, n_still);
  scene_clear (&scene);
}

/* From peak to peak, round and round, each once; Return selects it and Escape lets go. */
static void
test_keys (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
  } cases[] = { { "sine", RSC_ACTIVATION_RELU },
                { "polygon-12", RSC_ACTIVATION_RELU },
                { "parity", RSC_ACTIVATION_RELU },
                { "sine", RSC_ACTIVATION_GATED } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
      gsize n;
      Scene scene;

      scene_init (&scene, cases[c].name, cases[c].activation);
      n = rsc_correlations_get_n (rsc_landscape_get_peaks (scene.model.landscape));
      for (gsize k = 0; k < n; k++)
        {
          g_assert_true (press_key (GTK_WIDGET (scene.view), GDK_KEY_Right));
          if (!g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) scene.last.peak)))
            break;
        }
      /* As many as have a place in the picture. */
      g_assert_cmpuint (g_hash_table_size (seen), >=, MIN (n, 16));
      g_assert_true (press_key (GTK_WIDGET (scene.view), GDK_KEY_Left));
      g_assert_true (press_key (GTK_WIDGET (scene.view), GDK_KEY_Return));
      g_assert_cmpuint (scene.n_activated, ==, 1);
      g_assert_cmpint (scene.last.peak, >=, 0);
      g_assert_true (press_key (GTK_WIDGET (scene.view), GDK_KEY_Escape));
      g_assert_false (scene.last.inside);
      /* The next one is the window's. */
      g_assert_false (press_key (GTK_WIDGET (scene.view), GDK_KEY_Escape));
      scene_clear (&scene);
    }
}

static void
test_click (void)
{
  Scene scene;

  scene_init (&scene, "sine", RSC_ACTIVATION_RELU);
  press_key (GTK_WIDGET (scene.view), GDK_KEY_Right);
  click_at (GTK_WIDGET (scene.view), 300, 200);
  g_assert_cmpuint (scene.n_activated, ==, 1);
  g_assert_true (scene.last.inside);
  click_at (GTK_WIDGET (scene.view), 2, 2);
  g_assert_false (scene.last.inside);
  scene_clear (&scene);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_certificate_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/certificate-view/still", test_still);
  g_test_add_func ("/certificate-view/keys", test_keys);
  g_test_add_func ("/certificate-view/click", test_click);
  g_test_add_func ("/certificate-view/finalises", test_finalises);
  return g_test_run ();
}
