/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RscPlayer:
 *
 * The one clock of a document: it moves what can be played, one track at a time. A track is a line
 * of positions from 0 to its length, in seconds at speed 1, of which a first stretch is known: λ
 * along the path (falling), the states of a pruning walk, the steps of training,
 * a walk through optimal networks. Whoever has a frame clock calls rsc_player_advance(); where the
 * track is not known yet, playing waits. A track can also glide to a place by itself, while another
 * plays.
 *
 * In steps, for who wants nothing to move by itself, it jumps: what plays stays at each stop of its
 * track for RSC_PLAYER_STAY seconds at speed 1, and what would glide is there at once.
 *
 * RscPlayer::moved tells that the position of a track has changed by playing, RscPlayer::changed
 * that it plays, glides or stops, or its speed, loop or direction changed.
 */
#define RSC_TYPE_PLAYER (rsc_player_get_type ())
G_DECLARE_FINAL_TYPE (RscPlayer, rsc_player, RSC, PLAYER, GObject)

typedef enum
{
  RSC_TRACK_PATH,
  RSC_TRACK_PRUNING,
  RSC_TRACK_TRAINING,
  RSC_TRACK_DOWNHILL,
  RSC_TRACK_WALK,
  RSC_N_TRACKS
} RscTrack;

#define RSC_PLAYBACK_SPEED_MIN 0.25
#define RSC_PLAYBACK_SPEED_MAX 4.0

/* @speed: times the track's own. */
typedef struct
{
  gboolean playing;
  double speed;
  gboolean loop;
  gboolean backward;
} RscPlayback;

#define RSC_PLAYER_STAY 1.0 /* s */

/* The stop of @track after @position in the direction of @step, 1 or -1; beyond its end or what is
 * known of it, that is where it stops. */
typedef double (*RscPlayerStops) (RscTrack track, double position, int step, gpointer data);

RscPlayer *rsc_player_new (void);

/* How far @track is known, in seconds, and whether that is all of it. 0: there is nothing to play,
 * and what plays there stops. */
void rsc_player_set_known (RscPlayer *self, RscTrack track, double known, gboolean complete);
double rsc_player_get_known (RscPlayer *self, RscTrack track);
/* Where @track is, put there by hand; not told to anybody. */
void rsc_player_set_position (RscPlayer *self, RscTrack track, double position);
double rsc_player_get_position (RscPlayer *self, RscTrack track);

const RscPlayback *rsc_player_get_playback (RscPlayer *self);
/* The track that plays or played last. */
RscTrack rsc_player_get_track (RscPlayer *self);
/* Speed and the rest, and whether @track plays. It does only where something is known of it. */
void rsc_player_set_playback (RscPlayer *self, RscTrack track, const RscPlayback *playback);
/* Plays or pauses. From the end it begins again at the other one. */
void rsc_player_toggle (RscPlayer *self, RscTrack track);
void rsc_player_pause (RscPlayer *self);

/* Moves the track that plays to @position, from 0 to what is known. FALSE where it is not known, or
 * nothing plays. */
gboolean rsc_player_play_to (RscPlayer *self, double position);

/* Brings @track to @goal within @seconds, slowly at both ends; and leaves it where it is. */
void rsc_player_glide (RscPlayer *self, RscTrack track, double goal, double seconds);
void rsc_player_end_glide (RscPlayer *self, RscTrack track);
/* Where @track glides to, or NAN. */
double rsc_player_get_goal (RscPlayer *self, RscTrack track);

/* Whether it goes in steps; at first it does not. Glides that are under way end. */
void rsc_player_set_stepped (RscPlayer *self, gboolean stepped);
/* Where it stops then; without @stops at each second. @data lives as long as the player is used. */
void rsc_player_set_stops (RscPlayer *self, RscPlayerStops stops, gpointer data);

/* Whether something plays or glides: then time is asked for. */
gboolean rsc_player_is_moving (RscPlayer *self);
/* What a frame does: @seconds have passed. FALSE when nothing moves any more. */
gboolean rsc_player_advance (RscPlayer *self, double seconds);

G_END_DECLS
