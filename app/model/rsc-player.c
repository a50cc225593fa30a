/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-player.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

typedef struct
{
  double known;
  gboolean complete;
  double position;
  double from, goal, elapsed;
  double duration; /* of a glide, or 0 */
} Track;

struct _RscPlayer
{
  GObject parent_instance;

  RscPlayback playback;
  RscTrack track; /* that plays */
  Track tracks[RSC_N_TRACKS];

  gboolean stepped;
  double stay; /* seconds at speed 1 until the next stop, in steps */
  RscPlayerStops stops;
  gpointer stops_data;
};

enum
{
  MOVED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPlayer, rsc_player, G_TYPE_OBJECT)

static void
move (RscPlayer *self, RscTrack track, double position)
{
  if (self->tracks[track].position == position)
    return;
  self->tracks[track].position = position;
  g_signal_emit (self, signals[MOVED], 0, (guint) track);
}

static void
move_to (RscPlayer *self, double position)
{
  move (self, self->track, position);
}

/* Of the way at @t of the time: slow, fast, slow. */
static double
ease (double t)
{
  return t < 0.5 ? 4 * t * t * t : 1 - 4 * pow (1 - t, 3);
}

static void
glide_on (RscPlayer *self, RscTrack k, double seconds)
{
  Track *track = &self->tracks[k];

  if (track->duration == 0)
    return;
  track->elapsed += seconds;
  if (track->elapsed < track->duration)
    {
      move (self, k,
            track->from + (track->goal - track->from) * ease (track->elapsed / track->duration));
      return;
    }
  track->duration = 0;
  move (self, k, track->goal);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rsc_player_class_init (RscPlayerClass *klass)
{
  /**
   * RscPlayer::moved:
   * @track: an RscTrack
   */
  signals[MOVED] = g_signal_new ("moved", RSC_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_player_init (RscPlayer *self)
{
  self->playback.speed = 1;
}

RscPlayer *
rsc_player_new (void)
{
  return g_object_new (RSC_TYPE_PLAYER, NULL);
}

void
rsc_player_set_known (RscPlayer *self, RscTrack track, double known, gboolean complete)
{
  g_return_if_fail (RSC_IS_PLAYER (self));
  g_return_if_fail (track < RSC_N_TRACKS);
  g_return_if_fail (known >= 0);

  self->tracks[track].known = known;
  self->tracks[track].complete = complete;
  if (known == 0 && self->track == track)
    rsc_player_pause (self);
}

double
rsc_player_get_known (RscPlayer *self, RscTrack track)
{
  g_return_val_if_fail (RSC_IS_PLAYER (self), 0);
  g_return_val_if_fail (track < RSC_N_TRACKS, 0);
  return self->tracks[track].known;
}

void
rsc_player_set_position (RscPlayer *self, RscTrack track, double position)
{
  g_return_if_fail (RSC_IS_PLAYER (self));
  g_return_if_fail (track < RSC_N_TRACKS);
  self->tracks[track].position = position;
}

double
rsc_player_get_position (RscPlayer *self, RscTrack track)
{
  g_return_val_if_fail (RSC_IS_PLAYER (self), 0);
  g_return_val_if_fail (track < RSC_N_TRACKS, 0);
  return self->tracks[track].position;
}

const RscPlayback *
rsc_player_get_playback (RscPlayer *self)
{
  g_return_val_if_fail (RSC_IS_PLAYER (self), NULL);
  return &self->playback;
}

RscTrack
rsc_player_get_track (RscPlayer *self)
{
  g_return_val_if_fail (RSC_IS_PLAYER (self), RSC_TRACK_PATH);
  return self->track;
}

void
rsc_player_set_playback (RscPlayer *self, RscTrack track, const RscPlayback *playback)
{
  RscPlayback wanted;
  gboolean same;

  g_return_if_fail (RSC_IS_PLAYER (self));
  g_return_if_fail (track < RSC_N_TRACKS);
  g_return_if_fail (playback != NULL);

  wanted = *playback;
  wanted.playing = wanted.playing && self->tracks[track].known > 0;
  wanted.speed = CLAMP (wanted.speed, RSC_PLAYBACK_SPEED_MIN, RSC_PLAYBACK_SPEED_MAX);
  same = wanted.playing == self->playback.playing && wanted.speed == self->playback.speed
         && wanted.loop == self->playback.loop && wanted.backward == self->playback.backward
         && (track == self->track || !wanted.playing);
  if (same)
    return;
  /* Who asks for steps sees the first one at once. */
  if (wanted.playing && (!self->playback.playing || track != self->track))
    self->stay = 0;
  self->playback = wanted;
  if (wanted.playing)
    self->track = track;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rsc_player_toggle (RscPlayer *self, RscTrack track)
{
  RscPlayback playback;
  const Track *on;

  g_return_if_fail (RSC_IS_PLAYER (self));
  g_return_if_fail (track < RSC_N_TRACKS);

  playback = self->playback;
  playback.playing = !(playback.playing && self->track == track);
  rsc_player_set_playback (self, track, &playback);
  if (!self->playback.playing)
    return;
  on = &self->tracks[track];
  if (self->playback.backward ? on->position <= 0
                              : on->position >= on->known * (1 - RSC_TOLERANCE_TRACK_END))
    {
      move_to (self, self->playback.backward ? on->known : 0);
      self->stay = RSC_PLAYER_STAY;
    }
}

void
rsc_player_pause (RscPlayer *self)
{
  RscPlayback playback;

  g_return_if_fail (RSC_IS_PLAYER (self));

  playback = self->playback;
  playback.playing = FALSE;
  rsc_player_set_playback (self, self->track, &playback);
}

gboolean
rsc_player_play_to (RscPlayer *self, double position)
{
  double known;

  g_return_val_if_fail (RSC_IS_PLAYER (self), FALSE);

  known = self->tracks[self->track].known;
  if (!self->playback.playing || position < 0 || position > known * (1 + RSC_TOLERANCE_LAMBDA))
    return FALSE;
  move_to (self, fmin (position, known));
  return TRUE;
}

/* From stop to stop: each stays on show for a while, also the last one of a loop. */
static void
step_on (RscPlayer *self, double seconds)
{
  const RscPlayback *playback = &self->playback;
  const Track *track = &self->tracks[self->track];
  const double end = playback->backward ? 0 : track->known;
  const int step = playback->backward ? -1 : 1;
  gboolean at_end = playback->backward
                      ? track->position <= 0
                      : track->position >= track->known * (1 - RSC_TOLERANCE_TRACK_END);
  double position;

  self->stay -= playback->speed * seconds;
  if (self->stay > 0 || (at_end && !playback->backward && !track->complete))
    return;
  self->stay = RSC_PLAYER_STAY;
  if (at_end && playback->loop)
    {
      move_to (self, track->known - end);
      return;
    }
  position = self->stops ? self->stops (self->track, track->position, step, self->stops_data)
                         : track->position + step;
  at_end = at_end || (playback->backward ? position <= end : position >= end);
  move_to (self, at_end ? end : position);
  if (at_end && !playback->loop && (playback->backward || track->complete))
    rsc_player_pause (self);
}

static void
play_on (RscPlayer *self, double seconds)
{
  const RscPlayback *playback = &self->playback;
  const Track *track;
  double position;

  if (!playback->playing)
    return;
  if (self->stepped)
    {
      step_on (self, seconds);
      return;
    }
  track = &self->tracks[self->track];
  position = track->position + (playback->backward ? -1 : 1) * playback->speed * seconds;
  if (playback->backward ? position > 0 : position < track->known)
    {
      move_to (self, CLAMP (position, 0, track->known));
      return;
    }
  move_to (self, playback->backward ? 0 : track->known);
  /* The rest is still being computed: it goes on when there is more. */
  if (!playback->backward && !track->complete)
    return;
  if (!playback->loop)
    rsc_player_pause (self);
  else if (playback->playing)
    move_to (self, playback->backward ? track->known : 0);
}

void
rsc_player_glide (RscPlayer *self, RscTrack track, double goal, double seconds)
{
  Track *on;

  g_return_if_fail (RSC_IS_PLAYER (self));
  g_return_if_fail (track < RSC_N_TRACKS);
  g_return_if_fail (seconds > 0);

  on = &self->tracks[track];
  if (self->stepped)
    {
      on->duration = 0;
      move (self, track, goal);
      return;
    }
  on->from = on->position;
  on->goal = goal;
  on->elapsed = 0;
  on->duration = seconds;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rsc_player_set_stepped (RscPlayer *self, gboolean stepped)
{
  g_return_if_fail (RSC_IS_PLAYER (self));

  if (self->stepped == stepped)
    return;
  self->stepped = stepped;
  self->stay = 0;
  for (guint k = 0; stepped && k < RSC_N_TRACKS; k++)
    glide_on (self, (RscTrack) k, self->tracks[k].duration);
}

void
rsc_player_set_stops (RscPlayer *self, RscPlayerStops stops, gpointer data)
{
  g_return_if_fail (RSC_IS_PLAYER (self));

  self->stops = stops;
  self->stops_data = data;
}

void
rsc_player_end_glide (RscPlayer *self, RscTrack track)
{
  g_return_if_fail (RSC_IS_PLAYER (self));
  g_return_if_fail (track < RSC_N_TRACKS);

  if (self->tracks[track].duration == 0)
    return;
  self->tracks[track].duration = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

double
rsc_player_get_goal (RscPlayer *self, RscTrack track)
{
  g_return_val_if_fail (RSC_IS_PLAYER (self), NAN);
  g_return_val_if_fail (track < RSC_N_TRACKS, NAN);
  return self->tracks[track].duration > 0 ? self->tracks[track].goal : NAN;
}

gboolean
rsc_player_is_moving (RscPlayer *self)
{
  gboolean moving;

  g_return_val_if_fail (RSC_IS_PLAYER (self), FALSE);

  moving = self->playback.playing;
  for (guint k = 0; k < RSC_N_TRACKS; k++)
    moving = moving || self->tracks[k].duration > 0;
  return moving;
}

gboolean
rsc_player_advance (RscPlayer *self, double seconds)
{
  g_return_val_if_fail (RSC_IS_PLAYER (self), FALSE);

  play_on (self, seconds);
  for (guint k = 0; k < RSC_N_TRACKS; k++)
    glide_on (self, (RscTrack) k, seconds);
  return rsc_player_is_moving (self);
}
