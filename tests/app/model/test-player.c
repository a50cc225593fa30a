/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock: where a track is after some seconds, what it does at the ends, where it waits. */
#include <math.h>

#include "app/model/rsc-player.h"

typedef struct
{
  RscPlayer *player;
  guint n_moved;
  guint n_changed;
} Fixture;

static void
on_moved (RscPlayer *player, guint track, gpointer user_data)
{
  g_assert_cmpuint (track, <, RSC_N_TRACKS);
  ((Fixture *) user_data)->n_moved++;
}

static void
on_changed (RscPlayer *player, gpointer user_data)
{
  ((Fixture *) user_data)->n_changed++;
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->player = rsc_player_new ();
  g_signal_connect (f->player, "moved", G_CALLBACK (on_moved), f);
  g_signal_connect (f->player, "changed", G_CALLBACK (on_changed), f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  gpointer weak = f->player;

  g_object_add_weak_pointer (weak, &weak);
  g_object_unref (f->player);
  g_assert_null (weak);
}

static double
get_position (Fixture *f)
{
  return rsc_player_get_position (f->player, RSC_TRACK_PATH);
}

static gboolean
is_playing (Fixture *f)
{
  return rsc_player_get_playback (f->player)->playing;
}

static void
set (Fixture *f, double speed, gboolean loop, gboolean backward)
{
  RscPlayback playback = { is_playing (f), speed, loop, backward };

  rsc_player_set_playback (f->player, RSC_TRACK_PATH, &playback);
}

static void
test_play (Fixture *f, gconstpointer data)
{
  g_assert_false (rsc_player_advance (f->player, 1));
  /* There is nothing to play. */
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_false (is_playing (f));
  g_assert_cmpuint (f->n_changed, ==, 0);

  rsc_player_set_known (f->player, RSC_TRACK_PATH, 12, TRUE);
  rsc_player_set_position (f->player, RSC_TRACK_PATH, 4);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_true (is_playing (f));
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_cmpuint (f->n_moved, ==, 0);
  g_assert_true (rsc_player_advance (f->player, 0.5));
  g_assert_cmpfloat (get_position (f), ==, 4.5);
  set (f, 2, FALSE, FALSE);
  g_assert_true (rsc_player_advance (f->player, 0.5));
  g_assert_cmpfloat (get_position (f), ==, 5.5);
  set (f, 2, FALSE, TRUE);
  g_assert_true (rsc_player_advance (f->player, 1));
  g_assert_cmpfloat (get_position (f), ==, 3.5);
  g_assert_cmpuint (f->n_moved, ==, 3);
  /* The start ends it. */
  g_assert_false (rsc_player_advance (f->player, 5));
  g_assert_cmpfloat (get_position (f), ==, 0);
  g_assert_false (is_playing (f));
  /* From there it begins at the other end. */
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_cmpfloat (get_position (f), ==, 12);
  g_assert_true (is_playing (f));
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_false (is_playing (f));
  g_assert_cmpfloat (get_position (f), ==, 12);
  set (f, 1, FALSE, FALSE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_cmpfloat (get_position (f), ==, 0);
}

static void
test_loop (Fixture *f, gconstpointer data)
{
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 3, TRUE);
  set (f, 1, TRUE, FALSE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  rsc_player_advance (f->player, 2);
  f->n_moved = 0;
  /* Both ends are seen. */
  g_assert_true (rsc_player_advance (f->player, 2));
  g_assert_cmpfloat (get_position (f), ==, 0);
  g_assert_cmpuint (f->n_moved, ==, 2);
  set (f, 1, TRUE, TRUE);
  g_assert_true (rsc_player_advance (f->player, 1));
  g_assert_cmpfloat (get_position (f), ==, 3);
  g_assert_true (is_playing (f));
}

/* At the end of what is known it waits, and goes on when there is more. */
static void
test_waits (Fixture *f, gconstpointer data)
{
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 1, FALSE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_true (rsc_player_advance (f->player, 2));
  g_assert_cmpfloat (get_position (f), ==, 1);
  g_assert_true (rsc_player_advance (f->player, 2));
  g_assert_cmpfloat (get_position (f), ==, 1);
  g_assert_cmpuint (f->n_moved, ==, 1);
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 5, FALSE);
  g_assert_true (rsc_player_advance (f->player, 2));
  g_assert_cmpfloat (get_position (f), ==, 3);
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 3, TRUE);
  g_assert_false (rsc_player_advance (f->player, 0.1));
  g_assert_false (is_playing (f));
  /* Other data: nothing is known, nothing plays. */
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 5, TRUE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_true (is_playing (f));
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 0, FALSE);
  g_assert_false (is_playing (f));
}

static void
test_play_to (Fixture *f, gconstpointer data)
{
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 5, TRUE);
  g_assert_false (rsc_player_play_to (f->player, 2));
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_true (rsc_player_play_to (f->player, 2));
  g_assert_true (rsc_player_play_to (f->player, 2));
  g_assert_cmpuint (f->n_moved, ==, 1);
  g_assert_false (rsc_player_play_to (f->player, 5.1));
  g_assert_false (rsc_player_play_to (f->player, -0.1));
  /* The end, however it is rounded. */
  g_assert_true (rsc_player_play_to (f->player, 5 * (1 + 1e-15)));
  g_assert_cmpfloat (get_position (f), ==, 5);
}

/* One clock: what plays next takes it from what played before. */
static void
test_two_tracks (Fixture *f, gconstpointer data)
{
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 5, TRUE);
  rsc_player_set_known (f->player, RSC_TRACK_PRUNING, 3, TRUE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  rsc_player_advance (f->player, 1);
  rsc_player_toggle (f->player, RSC_TRACK_PRUNING);
  g_assert_true (is_playing (f));
  g_assert_cmpuint (rsc_player_get_track (f->player), ==, RSC_TRACK_PRUNING);
  rsc_player_advance (f->player, 1);
  g_assert_cmpfloat (get_position (f), ==, 1);
  g_assert_cmpfloat (rsc_player_get_position (f->player, RSC_TRACK_PRUNING), ==, 1);
  /* What is not on has nothing to stop. */
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 0, FALSE);
  g_assert_true (is_playing (f));
  set (f, 100, FALSE, FALSE);
  g_assert_cmpfloat (rsc_player_get_playback (f->player)->speed, ==, RSC_PLAYBACK_SPEED_MAX);
}

/* To a place within a time, whatever else plays, and exactly there at the end. */
static void
test_glide (Fixture *f, gconstpointer data)
{
  double before = 1;

  g_assert_false (rsc_player_is_moving (f->player));
  rsc_player_set_position (f->player, RSC_TRACK_PRUNING, 1);
  rsc_player_glide (f->player, RSC_TRACK_PRUNING, 4, 0.3);
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_true (rsc_player_is_moving (f->player));
  g_assert_false (is_playing (f));
  g_assert_cmpfloat (rsc_player_get_goal (f->player, RSC_TRACK_PRUNING), ==, 4);
  for (int k = 1; k < 10; k++)
    {
      double now;

      g_assert_true (rsc_player_advance (f->player, 0.03));
      now = rsc_player_get_position (f->player, RSC_TRACK_PRUNING);
      g_assert_cmpfloat (now, >, before);
      g_assert_cmpfloat (now, <, 4);
      if (k == 5)
        g_assert_cmpfloat_with_epsilon (now, 2.5, 1e-12);
      before = now;
    }
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_false (rsc_player_advance (f->player, 0.031));
  g_assert_cmpfloat (rsc_player_get_position (f->player, RSC_TRACK_PRUNING), ==, 4);
  g_assert_cmpuint (f->n_changed, ==, 2);
  g_assert_true (isnan (rsc_player_get_goal (f->player, RSC_TRACK_PRUNING)));

  /* Another goal begins where it is; ended, it stays there. */
  rsc_player_glide (f->player, RSC_TRACK_PRUNING, 0, 1);
  rsc_player_advance (f->player, 0.5);
  g_assert_cmpfloat_with_epsilon (rsc_player_get_position (f->player, RSC_TRACK_PRUNING), 2, 1e-12);
  rsc_player_end_glide (f->player, RSC_TRACK_PRUNING);
  g_assert_false (rsc_player_advance (f->player, 0.5));
  g_assert_cmpfloat_with_epsilon (rsc_player_get_position (f->player, RSC_TRACK_PRUNING), 2, 1e-12);
}

static double
get_stop (RscTrack track, double position, int step, gpointer user_data)
{
  g_assert_cmpuint (track, ==, RSC_TRACK_PATH);
  return step > 0 ? (position < 1.5 ? 1.5 : 2.75) : (position > 1.5 ? 1.5 : 0.25);
}

/* In steps it is at stops and nowhere between, at each for its time; both ends are seen. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  static const double forth[] = { 1.5, 2.75 };

  rsc_player_set_stops (f->player, get_stop, NULL);
  rsc_player_set_stepped (f->player, TRUE);
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 2.75, FALSE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  for (int k = 0; k < 2; k++)
    for (int frame = 0; frame < 8; frame++)
      {
        g_assert_true (rsc_player_advance (f->player, RSC_PLAYER_STAY / 8));
        g_assert_cmpfloat (get_position (f), ==, forth[k]);
      }
  /* It waits for what is not known yet. */
  g_assert_true (rsc_player_advance (f->player, 10));
  g_assert_cmpfloat (get_position (f), ==, 2.75);
  g_assert_cmpuint (f->n_moved, ==, 2);
  rsc_player_set_known (f->player, RSC_TRACK_PATH, 2.75, TRUE);
  g_assert_false (rsc_player_advance (f->player, 1));
  g_assert_false (is_playing (f));

  /* Round and round, each end for its time. */
  set (f, 2, TRUE, TRUE);
  rsc_player_toggle (f->player, RSC_TRACK_PATH);
  g_assert_true (rsc_player_advance (f->player, 0.01));
  g_assert_cmpfloat (get_position (f), ==, 1.5);
  g_assert_true (rsc_player_advance (f->player, 0.25));
  g_assert_cmpfloat (get_position (f), ==, 1.5);
  g_assert_true (rsc_player_advance (f->player, 0.25));
  g_assert_cmpfloat (get_position (f), ==, 0.25);
  rsc_player_set_position (f->player, RSC_TRACK_PATH, 0);
  g_assert_true (rsc_player_advance (f->player, 0.5));
  g_assert_cmpfloat (get_position (f), ==, 2.75);

  /* A glide that is under way ends, and none begins. */
  rsc_player_pause (f->player);
  rsc_player_set_stepped (f->player, FALSE);
  rsc_player_glide (f->player, RSC_TRACK_PRUNING, 3, 1);
  rsc_player_advance (f->player, 0.25);
  f->n_changed = 0;
  rsc_player_set_stepped (f->player, TRUE);
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_cmpfloat (rsc_player_get_position (f->player, RSC_TRACK_PRUNING), ==, 3);
  rsc_player_glide (f->player, RSC_TRACK_PRUNING, 1, 1);
  g_assert_cmpfloat (rsc_player_get_position (f->player, RSC_TRACK_PRUNING), ==, 1);
  g_assert_false (rsc_player_is_moving (f->player));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/player/" name, Fixture, NULL, setup, func, teardown)
  ADD ("play", test_play);
  ADD ("loop", test_loop);
  ADD ("waits", test_waits);
  ADD ("play-to", test_play_to);
  ADD ("two-tracks", test_two_tracks);
  ADD ("glide", test_glide);
  ADD ("steps", test_steps);

  return g_test_run ();
}
