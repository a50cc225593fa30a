/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate's page: what is pointed at there is seen in the function, a selection everywhere,
 * and it never says other than the status line. */
#include <math.h>
#include <string.h>

#include "app/window/rsc-certificate-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-certificate-view.h"
#include "ui/rsc-function-view.h"
#include "ui/words/rsc-certificate-words.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscCertificateView *
get_view (RscWindow *window)
{
  return RSC_CERTIFICATE_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_CERTIFICATE_VIEW));
}

static const RscFunctionModel *
get_function (RscWindow *window)
{
  return rsc_function_view_get_model (
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
}

static RscLandscape *
get_landscape (RscWindow *window)
{
  return rsc_certificate_view_get_model (get_view (window))->landscape;
}

static gboolean
is_whole (gpointer window)
{
  RscLandscape *landscape = get_landscape (window);

  return landscape && !rsc_landscape_is_passing (landscape);
}

static RscWindow *
open_page (const char *name)
{
  RscWindow *window = show_window (application, name);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "certificate");
  wait_idle (rsc_window_get_document (window));
  wait_until (is_whole, window);
  iterate (50);
  return window;
}

static void
test_pointing (void)
{
  static const char *names[] = { "gallery:sine", "gallery:checkerboard", "gallery:parity" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      RscWindow *window = open_page (names[k]);
      RscDocument *document = rsc_window_get_document (window);
      RscSelection *selection = rsc_document_get_selection (document);
      RscCertificateView *view = get_view (window);
      const RscFunctionModel *function;
      const RscCertificateModel *model;
      const RscNeuron *neuron;
      gssize i;

      g_assert_null (get_function (window)->switch_at);
      /* To the next neuron. */
      do
        g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Right));
      while (rsc_selection_get_hovered (selection) < 0);
      function = get_function (window);
      i = rsc_document_get_hovered_neuron (document);
      neuron = rsc_optimal_set_get_neuron (rsc_document_get_set (document), (gsize) i);
      g_assert_nonnull (function->switch_at);
      g_assert_true (
        memcmp (function->switch_at, neuron->direction, function->n_switch * sizeof (double)) == 0);
      g_assert_cmpint (function->hovered, ==, rsc_selection_get_hovered (selection));
      g_assert_nonnull (find_label (GTK_WIDGET (window), " λ, v = ("));

      /* And selected. */
      g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Return));
      g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, i);
      model = rsc_certificate_view_get_model (view);
      g_assert_cmpint (model->selected, ==, rsc_selection_get_selected (selection));
      g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Escape));
      g_assert_null (get_function (window)->switch_at);
      g_assert_null (rsc_certificate_view_get_model (view)->pointed);
      /* Its numbers stay. */
      g_assert_nonnull (find_label (GTK_WIDGET (window), " λ, v = ("));

      /* A neuron that is hovered elsewhere is brought out here. */
      rsc_document_hover_neuron (document, 0, -1);
      g_assert_cmpint (rsc_certificate_view_get_model (view)->hovered, ==,
                       rsc_selection_get_hovered (selection));
      close_window (window);
    }
}

static char *
hear (RscCertificateView *view)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (view),
                                             GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

/* Who does not see the picture is told what it says, and of what is pointed at. */
static void
test_spoken (void)
{
  RscWindow *window = open_page ("gallery:checkerboard");
  RscCertificateView *view = get_view (window);
  g_autofree char *whole = NULL;
  g_autofree char *pointed = NULL;

  iterate (600);
  whole = hear (view);
  g_assert_nonnull (strstr (whole, "Nothing rises above λ, and 12 neurons touch it."));
  g_assert_nonnull (strstr (whole, "4 other peaks above half of λ."));
  g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Right));
  iterate (600);
  pointed = hear (view);
  g_assert_nonnull (strstr (pointed, "4 other peaks above half of λ."));
  g_assert_nonnull (strstr (pointed, " λ, v = ("));
  close_window (window);
}

/* While the path plays every frame's neurons are where they touch, and one that enters is among
 * them. */
static void
test_play (void)
{
  RscWindow *window = open_page ("gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  gsize first = 0, n_sets = 0;
  RscOptimalSet *last = NULL;

  wait_path (document);
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  for (int k = 0; k <= 20; k++)
    {
      RscLandscape *landscape;
      RscCorrelation peak;

      g_assert_true (play_to (document, 0.12 * pow (0.9, k)));
      landscape = get_landscape (window);
      first = k == 0 ? rsc_landscape_get_n_neurons (landscape) : first;
      g_assert_true (rsc_landscape_get_set (landscape) == rsc_document_get_set (document));
      n_sets += rsc_landscape_get_set (landscape) != last;
      last = rsc_landscape_get_set (landscape);
      g_assert_cmpfloat (rsc_landscape_get_maximum (landscape), <=, 1.0 + 1e-9);
      for (gsize i = 0; i < rsc_landscape_get_n_neurons (landscape); i++)
        {
          rsc_correlations_get (rsc_landscape_get_peaks (landscape), i, &peak);
          g_assert_cmpint (peak.neuron, ==, (gssize) i);
          g_assert_cmpfloat (peak.ratio, >, 0.9);
        }
    }
  g_assert_cmpuint (n_sets, ==, 21);
  g_assert_cmpuint (rsc_landscape_get_n_neurons (get_landscape (window)), >, first);
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  close_window (window);
}

/* Sampled patterns: where the status line says "for the sampled patterns", nothing is said of
 * all. */
static void
test_sampled (void)
{
  RscWindow *window = open_page ("gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after = edit (document);
  g_autofree char *sentence = NULL;

  after->patterns = RSC_PATTERNS_SAMPLED;
  after->n_samples = 3;
  g_assert_true (rsc_document_apply (document, "Sample", RSC_CHANGE_SINGLE, after));
  wait_idle (document);
  iterate (50);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Certified for the sampled patterns"));
  sentence = rsc_certificate_words_dup_sentence (get_landscape (window));
  g_assert_null (strstr (sentence, "touch"));
  g_assert_null (strstr (sentence, "Nothing rises"));
  g_assert_cmpfloat (rsc_landscape_get_maximum (get_landscape (window)), >, 1.01);
  g_assert_nonnull (strstr (sentence, "would still pay"));
  close_window (window);
}

/* Gates are shown where they switch. */
static void
test_gated (void)
{
  RscWindow *window = open_page ("gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after = edit (document);

  after->activation = RSC_ACTIVATION_GATED;
  g_assert_true (rsc_document_apply (document, "Gate", RSC_CHANGE_SINGLE, after));
  wait_idle (document);
  wait_until (is_whole, window);
  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_Right));
  g_assert_cmpuint (get_function (window)->n_switch, ==, 3);
  g_assert_nonnull (get_function (window)->switch_at);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/certificate-panel/pointing", test_pointing);
  g_test_add_func ("/certificate-panel/spoken", test_spoken);
  g_test_add_func ("/certificate-panel/play", test_play);
  g_test_add_func ("/certificate-panel/sampled", test_sampled);
  g_test_add_func ("/certificate-panel/gated", test_gated);
  return run_windows (application);
}
