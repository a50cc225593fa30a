/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-path-player.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"
#include "ui/rsc-motion.h"
#include "ui/rsc-pacer.h"
#include "ui/words/rsc-limit-words.h"
#include "ui/words/rsc-path-event-words.h"
#include "ui/words/rsc-path-words.h"
#include "ui/words/rsc-walk-words.h"

/* A frame that was kept waiting for longer moves λ no further than this. */
#define FRAME_MAX 0.1 /* s */

struct _RscPathPlayer
{
  GObject parent_instance;

  RscDocument *document;
  RscTimeline *timeline;
  gboolean updating;
  GtkWidget *clock; /* whose frames count time */
  guint tick;
  gint64 last_time;
};

G_DEFINE_FINAL_TYPE (RscPathPlayer, rsc_path_player, G_TYPE_OBJECT)

static void
change_lambda (RscPathPlayer *self, double ratio, RscChangeMode mode)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (self->document));

  after->lambda_ratio = fmin (ratio, 1);
  rsc_document_apply (self->document, _ ("Change λ"), mode, after);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RscPathPlayer *self = RSC_PATH_PLAYER (user_data);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = (double) (now - self->last_time) / G_TIME_SPAN_SECOND;

  self->last_time = now;
  /* What comes first shows where it begins. */
  if (seconds > 10)
    seconds = 0;
  /* At the end of what moved update_tick() takes this away. */
  rsc_player_advance (rsc_document_get_player (self->document), fmin (seconds, FRAME_MAX));
  return G_SOURCE_CONTINUE;
}

static const RscKnownPath *
get_known (RscPathPlayer *self)
{
  return rsc_document_get_known_path (self->document);
}

/* The walk through optimal networks that the buttons play in place of the path: while its page is
 * on show, or while it is what played last and is on show elsewhere. NULL for none. */
static const RscComplexWalk *
get_walk (RscPathPlayer *self)
{
  RscWidths *widths = rsc_document_get_widths (self->document);
  const RscComplexWalk *walk = rsc_widths_get_walk (widths);
  RscPlayer *player = rsc_document_get_player (self->document);

  if (!walk || walk->n_stops < 2)
    return NULL;
  return rsc_widths_is_walk_shown (widths)
             || (rsc_player_get_track (player) == RSC_TRACK_WALK
                 && rsc_document_is_on_walk (self->document))
           ? walk
           : NULL;
}

static RscTrack
get_track (RscPathPlayer *self)
{
  return get_walk (self) ? RSC_TRACK_WALK : RSC_TRACK_PATH;
}

static double
get_place (RscPathPlayer *self)
{
  return rsc_player_get_position (rsc_document_get_player (self->document), RSC_TRACK_WALK)
         / RSC_WALK_SECONDS;
}

static void
show_place (RscPathPlayer *self, double place)
{
  rsc_player_pause (rsc_document_get_player (self->document));
  rsc_document_show_walk (self->document, place);
}

static double
get_lambda_max (RscPathPlayer *self)
{
  RscPath *path = rsc_known_path_get_path (get_known (self));
  RscSolution *solution = rsc_document_get_solution (self->document);

  if (path)
    return rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  return solution ? rsc_problem_get_lambda_max (rsc_solution_get_problem (solution)) : 0;
}

static gboolean
is_at_limit (RscPathPlayer *self)
{
  return !(rsc_document_get_state (self->document)->lambda_ratio > 0);
}

static void
show_path (RscPathPlayer *self)
{
  const RscLabelling *labelling = rsc_document_get_labelling (self->document);
  const gssize selected = rsc_selection_get_selected (rsc_document_get_selection (self->document));
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = rsc_known_path_get_path (get_known (self));
  model.lambda_max = get_lambda_max (self);
  model.ratio_min = RSC_PATH_RATIO_MIN;
  model.complete = rsc_known_path_is_complete (get_known (self));
  model.labels = rsc_labelling_get_id_labels (labelling);
  if (selected >= 0)
    model.selected = rsc_labelling_find_id (labelling, (gsize) selected);
  rsc_timeline_set_model (self->timeline, &model, rsc_labelling_get_n_ids (labelling));
}

static void
show_lambda (RscPathPlayer *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  const double lambda_max = get_lambda_max (self);

  rsc_timeline_set_ratio (
    self->timeline, state->lambda_ratio,
    lambda_max > 0 && state->lambda_ratio > 0 ? state->lambda_ratio * lambda_max : NAN);
}

/* What happens where λ is, or why that is not known. */
static void
show_sentence (RscPathPlayer *self)
{
  RscPath *path = rsc_known_path_get_path (get_known (self));
  const GError *error = rsc_known_path_get_error (get_known (self));
  const gboolean complete = rsc_known_path_is_complete (get_known (self));
  const double lambda =
    rsc_document_get_state (self->document)->lambda_ratio * get_lambda_max (self);
  const RscComplexWalk *walk = get_walk (self);
  const RscPickedNetwork *picked = rsc_document_get_picked (self->document);
  g_autofree char *text = NULL;

  if (walk && rsc_document_is_on_walk (self->document))
    {
      text = rsc_walk_words_dup_here (get_place (self), walk->n_stops,
                                      rsc_picked_network_get_width (picked),
                                      rsc_picked_network_get_fit_change (picked));
      rsc_timeline_set_sentence (self->timeline, text);
      return;
    }
  if (is_at_limit (self))
    {
      text = rsc_limit_words_dup_sentence (
        rsc_results_get_limit (rsc_document_get_results (self->document)));
      rsc_timeline_set_sentence (self->timeline, text);
      return;
    }
  text = rsc_path_event_words_dup_here (path, complete, lambda);
  if (!text && error)
    text = g_strdup (error->message);
  else if (!text && path)
    text = g_strdup (complete ? rsc_path_words_get_zero () : rsc_path_words_get_computing ());
  rsc_timeline_set_sentence (self->timeline, text ? text : "");
}

static void
show_playback (RscPathPlayer *self)
{
  RscPlayer *player = rsc_document_get_player (self->document);
  const RscPlayback *playback = rsc_player_get_playback (player);

  g_object_set (self->timeline, "playing",
                playback->playing && rsc_player_get_track (player) == get_track (self), "speed",
                playback->speed, "loop", playback->loop, "backward", playback->backward, NULL);
}

/* Frames are asked for while the player has something to move. */
static void
update_tick (RscPathPlayer *self)
{
  gboolean moving = rsc_player_is_moving (rsc_document_get_player (self->document));
  RscPacer *pacer = rsc_pacer_get (GTK_WIDGET (self->timeline));

  if (pacer)
    rsc_pacer_set_moving (
      pacer, moving || rsc_training_runs_is_busy (rsc_document_get_training (self->document)));
  if (moving && !self->tick)
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->timeline));

      /* The timeline may be hidden. */
      self->clock = root ? GTK_WIDGET (root) : GTK_WIDGET (self->timeline);
      self->last_time = 0;
      self->tick = gtk_widget_add_tick_callback (self->clock, on_tick, self, NULL);
    }
  else if (!moving && self->tick)
    {
      gtk_widget_remove_tick_callback (self->clock, self->tick);
      self->tick = 0;
    }
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscPathPlayer *self = RSC_PATH_PLAYER (user_data);

  self->updating = TRUE;
  if (parts & (RSC_DOCUMENT_PATH | RSC_DOCUMENT_SELECTION))
    show_path (self);
  if (parts & (RSC_DOCUMENT_LAMBDA | RSC_DOCUMENT_PATH | RSC_DOCUMENT_RESULTS))
    show_lambda (self);
  if ((parts
       & (RSC_DOCUMENT_LAMBDA | RSC_DOCUMENT_PATH | RSC_DOCUMENT_WIDTHS | RSC_DOCUMENT_NETWORK))
      || ((parts & RSC_DOCUMENT_RESULTS) && is_at_limit (self)))
    show_sentence (self);
  if (parts & (RSC_DOCUMENT_PLAYBACK | RSC_DOCUMENT_WIDTHS))
    show_playback (self);
  if (parts & RSC_DOCUMENT_TRAINING)
    update_tick (self);
  self->updating = FALSE;
}

static void
on_timeline_notify (GObject *timeline, GParamSpec *pspec, gpointer user_data)
{
  RscPathPlayer *self = RSC_PATH_PLAYER (user_data);
  RscPlayer *player = rsc_document_get_player (self->document);
  RscPlayback playback = *rsc_player_get_playback (player);
  /* What plays elsewhere goes on at the new speed, or gives way to the path. */
  const RscTrack own = get_track (self);
  const RscTrack track = playback.playing ? rsc_player_get_track (player) : own;
  gboolean playing;

  if (self->updating)
    return;
  g_object_get (timeline, "playing", &playing, "speed", &playback.speed, "loop", &playback.loop,
                "backward", &playback.backward, NULL);
  rsc_player_set_playback (player, track, &playback);
  if (playing != (playback.playing && track == own))
    rsc_path_player_toggle (self);
  /* What was refused is not shown. */
  on_document_changed (self->document, RSC_DOCUMENT_PLAYBACK, self);
}

static void
on_scrubbed (RscTimeline *timeline, double ratio, gpointer user_data)
{
  change_lambda (RSC_PATH_PLAYER (user_data), ratio, RSC_CHANGE_MERGE);
}

static void
on_settled (RscTimeline *timeline, gpointer user_data)
{
  rsc_history_end_merge (rsc_document_get_history (RSC_PATH_PLAYER (user_data)->document));
}

static void
on_step (RscTimeline *timeline, int step, gpointer user_data)
{
  rsc_path_player_step (RSC_PATH_PLAYER (user_data), step);
}

static void
on_end (RscTimeline *timeline, int end, gpointer user_data)
{
  rsc_path_player_go_to_end (RSC_PATH_PLAYER (user_data), end);
}

static void
on_event_activated (RscTimeline *timeline, int event, gpointer user_data)
{
  RscPathPlayer *self = RSC_PATH_PLAYER (user_data);
  RscPath *path = rsc_known_path_get_path (get_known (self));

  if (path && (gsize) event < rsc_path_get_n_events (path))
    change_lambda (self, rsc_path_get_event (path, (gsize) event)->lambda / get_lambda_max (self),
                   RSC_CHANGE_SINGLE);
}

static void
on_limit (RscTimeline *timeline, gpointer user_data)
{
  change_lambda (RSC_PATH_PLAYER (user_data), 0, RSC_CHANGE_SINGLE);
}

/* Who wants nothing to move by itself sees it go from stop to stop. */
static void
follow_motion (RscPathPlayer *self)
{
  if (self->document)
    rsc_player_set_stepped (rsc_document_get_player (self->document), !rsc_motion_is_wanted ());
}

static void
rsc_path_player_dispose (GObject *object)
{
  rsc_path_player_stop (RSC_PATH_PLAYER (object));
  G_OBJECT_CLASS (rsc_path_player_parent_class)->dispose (object);
}

static void
rsc_path_player_class_init (RscPathPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_path_player_dispose;
}

static void
rsc_path_player_init (RscPathPlayer *self)
{
}

RscPathPlayer *
rsc_path_player_new (RscDocument *document, RscTimeline *timeline)
{
  RscPathPlayer *self = g_object_new (RSC_TYPE_PATH_PLAYER, NULL);

  self->document = g_object_ref (document);
  self->timeline = g_object_ref (timeline);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  g_signal_connect_swapped (rsc_document_get_player (document), "changed", G_CALLBACK (update_tick),
                            self);
  g_signal_connect (timeline, "notify", G_CALLBACK (on_timeline_notify), self);
  g_signal_connect (timeline, "scrubbed", G_CALLBACK (on_scrubbed), self);
  g_signal_connect (timeline, "settled", G_CALLBACK (on_settled), self);
  g_signal_connect (timeline, "step", G_CALLBACK (on_step), self);
  g_signal_connect (timeline, "end", G_CALLBACK (on_end), self);
  g_signal_connect (timeline, "event-activated", G_CALLBACK (on_event_activated), self);
  g_signal_connect (timeline, "limit", G_CALLBACK (on_limit), self);
  rsc_motion_connect (self, G_CALLBACK (follow_motion));
  follow_motion (self);
  on_document_changed (document, RSC_DOCUMENT_ALL, self);
  return self;
}

void
rsc_path_player_stop (RscPathPlayer *self)
{
  RscPacer *pacer;

  g_return_if_fail (RSC_IS_PATH_PLAYER (self));

  if (!self->document)
    return;
  pacer = rsc_pacer_get (GTK_WIDGET (self->timeline));
  if (pacer)
    rsc_pacer_set_moving (pacer, FALSE);
  if (self->tick)
    gtk_widget_remove_tick_callback (self->clock, self->tick);
  self->tick = 0;
  if (rsc_document_get_player (self->document))
    g_signal_handlers_disconnect_by_data (rsc_document_get_player (self->document), self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (self->timeline, self);
  g_clear_object (&self->document);
  g_clear_object (&self->timeline);
}

void
rsc_path_player_toggle (RscPathPlayer *self)
{
  g_return_if_fail (RSC_IS_PATH_PLAYER (self));

  rsc_player_toggle (rsc_document_get_player (self->document), get_track (self));
}

void
rsc_path_player_step (RscPathPlayer *self, int step)
{
  g_return_if_fail (RSC_IS_PATH_PLAYER (self));

  const RscComplexWalk *walk = get_walk (self);
  const double place = get_place (self);

  if (walk)
    show_place (self, CLAMP (step > 0 ? floor (place) + 1 : ceil (place) - 1, 0.0,
                             (double) (walk->n_stops - 1)));
  else if (rsc_known_path_get_reach (get_known (self)) < 1)
    change_lambda (self, rsc_document_get_next_stop (self->document, step), RSC_CHANGE_SINGLE);
}

void
rsc_path_player_go_to_end (RscPathPlayer *self, int end)
{
  const RscComplexWalk *walk = get_walk (self);
  double reach = rsc_known_path_get_reach (get_known (self));

  if (walk)
    show_place (self, end > 0 ? (double) (walk->n_stops - 1) : 0.0);
  else if (reach < 1)
    change_lambda (self, end > 0 ? reach : 1, RSC_CHANGE_SINGLE);
}

static void
on_play_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_path_player_toggle (user_data);
}

static void
on_step_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_path_player_step (user_data, g_variant_get_int32 (parameter));
}

static void
on_end_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_path_player_go_to_end (user_data, g_variant_get_int32 (parameter));
}

void
rsc_path_player_add_actions (RscPathPlayer *self, GtkWidget *widget)
{
  static const GActionEntry entries[] = {
    { .name = "play", .activate = on_play_action },
    { .name = "step", .parameter_type = "i", .activate = on_step_action },
    { .name = "end", .parameter_type = "i", .activate = on_end_action },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_return_if_fail (RSC_IS_PATH_PLAYER (self));

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (widget, "path", G_ACTION_GROUP (actions));
}
