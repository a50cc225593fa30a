/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-path-player.h"

#include <math.h>

#include "documents.h"
#include "ui/rsc-pacer.h"
#include "widgets.h"

/* To the ends of the path and from stop to stop; stopped it leaves the document alone and goes. */
static void
test_moves (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *timeline = rsc_timeline_new ();
  GtkWindow *window = show_widget (timeline, 600, 80);
  RscPathPlayer *player = rsc_path_player_new (document, RSC_TIMELINE (timeline));
  double end, stop;

  open_set (document, "xor");
  wait_path (document);
  rsc_path_player_go_to_end (player, 1);
  end = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (end, <, 0.01);
  rsc_path_player_step (player, -1);
  stop = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (stop, >, end);
  rsc_path_player_go_to_end (player, -1);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 1.0);
  rsc_path_player_step (player, 1);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, <=, 1.0);
  rsc_path_player_toggle (player);
  g_assert_true (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_true (rsc_pacer_is_moving (rsc_pacer_get (timeline)));
  rsc_path_player_toggle (player);
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_false (rsc_pacer_is_moving (rsc_pacer_get (timeline)));
  wait_idle (document);
  /* So do the steps of a training that come in. */
  rsc_document_train (document);
  g_assert_true (rsc_pacer_is_moving (rsc_pacer_get (timeline)));
  wait_idle (document);
  g_assert_false (rsc_training_runs_is_busy (rsc_document_get_training (document)));
  g_assert_false (rsc_pacer_is_moving (rsc_pacer_get (timeline)));
  rsc_path_player_stop (player);
  g_assert_finalize_object (player);
  gtk_window_destroy (window);
}

static void
set_motion (gboolean wanted)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", wanted, NULL);
}

static gboolean
is_at_goal (gpointer clock)
{
  return rsc_player_get_position (clock, RSC_TRACK_PRUNING) == 2;
}

/* Nothing moves any more where a glide has come to its goal, where it is at once as motion is no
 * longer wanted, and where nobody counts the time any more. */
static void
test_glides (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (FALSE);
  RscPlayer *clock = rsc_document_get_player (document);
  GtkWidget *timeline = rsc_timeline_new ();
  GtkWindow *window = show_widget (timeline, 600, 80);
  RscPacer *pacer = rsc_pacer_get (timeline);
  RscPathPlayer *player = rsc_path_player_new (document, RSC_TIMELINE (timeline));

  for (int k = 0; k < 2; k++)
    {
      rsc_player_set_position (clock, RSC_TRACK_PRUNING, 1);
      rsc_player_glide (clock, RSC_TRACK_PRUNING, 2, 0.2);
      g_assert_true (rsc_pacer_is_moving (pacer));
      if (k == 1)
        set_motion (FALSE);
      wait_until (is_at_goal, clock);
      g_assert_false (rsc_pacer_is_moving (pacer));
    }
  set_motion (TRUE);
  rsc_player_glide (clock, RSC_TRACK_PRUNING, 3, 0.2);
  g_assert_true (rsc_pacer_is_moving (pacer));
  rsc_path_player_stop (player);
  g_assert_false (rsc_pacer_is_moving (pacer));
  g_assert_finalize_object (player);
  gtk_window_destroy (window);
}

/* Who wants nothing to move sees λ at events of the path alone, from the first at once, and can
 * pause; once motion is wanted again it goes smoothly. */
static void
test_steps (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *timeline = rsc_timeline_new ();
  GtkWindow *window = show_widget (timeline, 600, 80);
  RscPathPlayer *player = rsc_path_player_new (document, RSC_TIMELINE (timeline));
  RscPlayer *clock = rsc_document_get_player (document);
  RscPath *path;
  double before = 1;
  guint n_steps = 0;

  open_set (document, "checkerboard");
  wait_path (document);
  path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  set_motion (FALSE);
  rsc_path_player_go_to_end (player, -1);
  rsc_path_player_toggle (player);
  for (int frame = 0; frame < 60; frame++)
    {
      double ratio;

      rsc_player_advance (clock, 0.05);
      ratio = rsc_document_get_state (document)->lambda_ratio;
      if (ratio == before)
        continue;
      g_assert_cmpfloat (ratio, <, before);
      before = ratio;
      n_steps++;
      for (gsize k = 0;; k++)
        {
          g_assert_cmpuint (k, <, rsc_path_get_n_events (path));
          if (fabs (rsc_path_get_event (path, k)->lambda
                      / rsc_problem_get_lambda_max (rsc_path_get_problem (path))
                    - ratio)
              <= 1e-9 * ratio)
            break;
        }
    }
  /* One second each, and the first without a wait. */
  g_assert_cmpuint (n_steps, ==, 3);
  rsc_path_player_toggle (player);
  g_assert_false (rsc_player_get_playback (clock)->playing);
  rsc_player_advance (clock, 5);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, before);

  set_motion (TRUE);
  rsc_path_player_toggle (player);
  for (int frame = 0; frame < 5; frame++)
    {
      rsc_player_advance (clock, 0.02);
      g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, <, before);
      before = rsc_document_get_state (document)->lambda_ratio;
    }
  rsc_path_player_toggle (player);
  wait_idle (document);
  rsc_path_player_stop (player);
  g_assert_finalize_object (player);
  gtk_window_destroy (window);
}

/* The same of a walk through optimal networks, which then stands at networks alone, and of
 * training, which stands still for a second. */
static void
test_other_steps (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscWidths *widths = rsc_document_get_widths (document);
  RscPlayer *clock = rsc_document_get_player (document);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  guint n_stops = 0;

  open_set (document, "polygon-12");
  wait_path (document);
  wait_idle (document);
  rsc_player_set_stepped (clock, TRUE);
  rsc_widths_set_wanted (widths, TRUE);
  wait_until (has_complex_of_widths, widths);
  rsc_document_pick_vertex (document, 0);
  rsc_document_start_walk (document);
  for (gsize k = 1; n_stops < 3; k++)
    {
      rsc_document_pick_vertex (document, k);
      rsc_document_walk_here (document);
      wait_until (has_walk_of_widths, widths);
      n_stops = (guint) rsc_widths_get_walk (widths)->n_stops;
    }
  rsc_document_show_walk (document, 0);
  rsc_player_toggle (clock, RSC_TRACK_WALK);
  for (guint k = 1; k < n_stops; k++)
    {
      rsc_player_advance (clock, RSC_PLAYER_STAY);
      g_assert_cmpfloat (rsc_player_get_position (clock, RSC_TRACK_WALK), ==, RSC_WALK_SECONDS * k);
    }
  g_assert_false (rsc_player_get_playback (clock)->playing);

  rsc_document_train (document);
  wait_idle (document);
  rsc_training_runs_show (runs, 0, 0);
  rsc_document_toggle_training (document);
  g_assert_true (rsc_player_get_playback (clock)->playing);
  for (int k = 1; k < 4; k++)
    for (int half = 0; half < 2; half++)
      {
        rsc_player_advance (clock, RSC_PLAYER_STAY / 2);
        g_assert_cmpfloat (rsc_player_get_position (clock, RSC_TRACK_TRAINING), ==, k);
      }
  g_assert_cmpuint (rsc_training_runs_get_index (runs), >, 0);
  rsc_player_pause (clock);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/path-player/moves-and-finalises", test_moves);
  g_test_add_func ("/path-player/glides", test_glides);
  g_test_add_func ("/path-player/steps-without-motion", test_steps);
  g_test_add_func ("/path-player/other-steps", test_other_steps);
  return g_test_run ();
}
