/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of the optimal set: one network as bars, several as a box, and the way from the one to
 * the other. */
#include <math.h>

#include "app/window/rsc-window.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/words/rsc-set-words.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static const RscOptimalSetModel *
get_model (RscWindow *window)
{
  return rsc_optimal_set_view_get_model (
    RSC_OPTIMAL_SET_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW)));
}

/* The checkerboard at @ratio, its path known. */
static RscWindow *
open_at (double ratio)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);

  wait_idle (document);
  set_ratio (document, ratio, RSC_CHANGE_SINGLE);
  wait_idle (document);
  wait_path (document);
  iterate (100);
  return window;
}

static gboolean
is_at_rest (gpointer window)
{
  RscResults *results = rsc_document_get_results (rsc_window_get_document (window));

  return !rsc_results_get_ranges (results) && !rsc_results_get_frame (results);
}

/* How many of the axes' neurons the set has. */
static gsize
count_present (const RscOptimalSetModel *model)
{
  gsize n = 0;

  for (gsize k = 0; k < model->n_axes; k++)
    if (model->axes[k] != RSC_OPTIMAL_SET_ABSENT)
      n++;
  return n;
}

/* Bars keep their place until there is a box; the box stays, where there is one network too, until
 * λ rests. */
static void
test_hold (void)
{
  RscWindow *window = open_at (0.5);
  RscDocument *document = rsc_window_get_document (window);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  const RscOptimalSetModel *model = get_model (window);
  gsize labels[3];

  g_assert_true (model->bars);
  g_assert_null (model->bar_labels);
  g_assert_cmpuint (rsc_optimal_set_get_n_support (model->set), ==, 4);
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);

  /* Eight neurons, then the same eight places for four; on one scale. */
  g_assert_true (play_to (document, 0.68));
  model = get_model (window);
  g_assert_true (model->bars);
  g_assert_cmpuint (model->n_bar_labels, ==, 8);
  g_assert_true (play_to (document, 0.5));
  model = get_model (window);
  g_assert_true (model->bars);
  g_assert_cmpuint (rsc_optimal_set_get_n_support (model->set), ==, 4);
  g_assert_cmpuint (model->n_bar_labels, ==, 8);
  for (gsize k = 1; k < 8; k++)
    g_assert_cmpuint (model->bar_labels[k - 1], <, model->bar_labels[k]);
  g_assert_cmpfloat (model->bar_ranges[RSC_SPACE_CONVEX].high, >, 2);

  /* Several: a box, of neurons that are there all along from here on. */
  for (int k = 0; k <= 12; k++)
    {
      g_assert_true (play_to (document, 0.35 * pow (0.65, k)));
      model = get_model (window);
      g_assert_false (model->bars);
      g_assert_cmpuint (rsc_optimal_set_get_dimension (model->set), >, 0);
      g_assert_cmpuint (model->n_axes, ==, 3);
      g_assert_cmpuint (count_present (model), >=, 2);
      for (gsize j = 0; j < 3; j++)
        if (k == 0)
          labels[j] = model->axis_labels[j];
        else
          g_assert_cmpuint (model->axis_labels[j], ==, labels[j]);
    }

  /* And back: the box with a point in it. */
  g_assert_true (play_to (document, 0.5));
  model = get_model (window);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (model->set), ==, 0);
  g_assert_false (model->bars);
  g_assert_cmpuint (model->n_axes, ==, 3);
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  wait_until (is_at_rest, window);
  wait_idle (document);
  model = get_model (window);
  g_assert_true (model->bars);
  g_assert_null (model->bar_labels);
  close_window (window);
}

/* Begun at λ_max, after a rest there, the play is on the path's axes, whatever was on show
 * before. */
static void
test_from_the_start (void)
{
  RscWindow *window = show_window (application, "gallery:spiral");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  const RscOptimalSetModel *model;
  gsize ids[3];

  wait_idle (document);
  wait_path (document);
  g_assert_cmpuint (get_model (window)->n_axes, ==, 3);
  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  wait_until (is_at_rest, window);
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (play_to (document, 0.02));
  model = get_model (window);
  g_assert_false (model->bars);
  g_assert_cmpuint (
    rsc_path_ranges_get_axes (rsc_results_get_ranges (rsc_document_get_results (document)), ids),
    ==, 3);
  g_assert_cmpuint (model->n_axes, ==, 3);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpuint (model->axis_labels[k], ==,
                      rsc_labelling_get_id_labels (rsc_document_get_labelling (document))[ids[k]]);
  close_window (window);
}

/* The button names where several begin, goes there, and is not there any more; undo brings it
 * back. */
static void
test_several (void)
{
  RscWindow *window = open_at (0.5);
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *button = find_button (GTK_WIDGET (window), "Several optima below 0.398 λₘₐₓ");
  double ratio;

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  ratio = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (ratio, <, 0.398);
  g_assert_cmpfloat (ratio, >, 0.2);
  wait_idle (document);
  wait_until (is_at_rest, window);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (rsc_document_get_set (document)), >, 0);
  g_assert_false (get_model (window)->bars);
  g_assert_cmpuint (get_model (window)->n_axes, >=, 2);
  g_assert_nonnull (get_model (window)->hull);
  g_assert_false (gtk_widget_get_visible (button));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.5);
  wait_idle (document);
  wait_until (is_at_rest, window);
  g_assert_true (get_model (window)->bars);
  g_assert_true (gtk_widget_get_mapped (button));
  close_window (window);
}

/* Where a play comes to networks that use none of the neurons on the axes, the box stays and a
 * button puts others on the axes while it goes on. */
static void
test_choose_axes_again (void)
{
  RscWindow *window = show_window (application, "gallery:moons");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  const RscOptimalSetModel *model;
  GtkWidget *button;

  wait_idle (document);
  wait_path (document);
  iterate (100);
  model = get_model (window);
  g_assert_false (model->bars);
  g_assert_cmpuint (count_present (model), ==, 3);
  button = find_button (GTK_WIDGET (window), rsc_set_words_get_choose_axes ());
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_is_visible (button));

  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (play_to (document, 0.005));
  g_assert_false (gtk_widget_is_visible (button));
  g_assert_true (play_to (document, 0.3));
  model = get_model (window);
  g_assert_false (model->bars);
  g_assert_cmpuint (model->n_axes, ==, 3);
  g_assert_cmpuint (count_present (model), ==, 0);
  g_assert_true (gtk_widget_is_visible (button));

  g_signal_emit_by_name (button, "clicked");
  model = get_model (window);
  g_assert_cmpuint (count_present (model), >=, 1);
  g_assert_false (gtk_widget_is_visible (button));
  /* And they stay. */
  g_assert_true (play_to (document, 0.25));
  g_assert_cmpuint (count_present (get_model (window)), >=, 1);

  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/optimal-set-panel/hold", test_hold);
  g_test_add_func ("/optimal-set-panel/from-the-start", test_from_the_start);
  g_test_add_func ("/optimal-set-panel/several", test_several);
  g_test_add_func ("/optimal-set-panel/choose-axes-again", test_choose_axes_again);

  return run_windows (application);
}
