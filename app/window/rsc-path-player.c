/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-path-player.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"

/* A frame that was kept waiting for longer moves λ no further than this. */
#define FRAME_MAX 0.1 /* s */

struct _RscPathPlayer
{
  GObject parent_instance;

  RscDocument *document;
  RscTransportBar *bar;
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
  if (!rsc_player_advance (rsc_document_get_player (self->document), fmin (seconds, FRAME_MAX)))
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static void
show_path (RscPathPlayer *self)
{
  RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (self->document));
  gsize n = path ? rsc_path_get_n_events (path) : 0;
  double lambda_max = path ? rsc_problem_get_lambda_max (rsc_path_get_problem (path)) : 0;
  g_autofree double *marks = g_new (double, MAX (n, 1));

  for (gsize k = 0; k < n; k++)
    marks[k] = rsc_path_get_event (path, k)->lambda / lambda_max;
  rsc_transport_bar_set_path (
    self->bar, RSC_PATH_RATIO_MIN,
    rsc_known_path_get_reach (rsc_document_get_known_path (self->document)), n, marks);
}

static void
show_playback (RscPathPlayer *self)
{
  const RscPlayback *playback = rsc_player_get_playback (rsc_document_get_player (self->document));

  g_object_set (self->bar, "playing", playback->playing, "speed", playback->speed, "loop",
                playback->loop, "backward", playback->backward, NULL);
}

/* Frames are asked for while the player has something to move. */
static void
update_tick (RscPathPlayer *self)
{
  gboolean moving = rsc_player_is_moving (rsc_document_get_player (self->document));

  if (moving && !self->tick)
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->bar));

      /* The bar may be hidden. */
      self->clock = root ? GTK_WIDGET (root) : GTK_WIDGET (self->bar);
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
  if (parts & RSC_DOCUMENT_PATH)
    show_path (self);
  if (parts & RSC_DOCUMENT_LAMBDA)
    rsc_transport_bar_set_ratio (self->bar, rsc_document_get_state (document)->lambda_ratio);
  if (parts & RSC_DOCUMENT_PLAYBACK)
    show_playback (self);
  self->updating = FALSE;
}

static void
on_bar_notify (GObject *bar, GParamSpec *pspec, gpointer user_data)
{
  RscPathPlayer *self = RSC_PATH_PLAYER (user_data);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (self->document));
  gboolean playing;

  if (self->updating)
    return;
  g_object_get (bar, "playing", &playing, "speed", &playback.speed, "loop", &playback.loop,
                "backward", &playback.backward, NULL);
  rsc_player_set_playback (rsc_document_get_player (self->document), RSC_TRACK_PATH, &playback);
  if (playing != playback.playing)
    rsc_path_player_toggle (self);
  /* What was refused is not shown. */
  on_document_changed (self->document, RSC_DOCUMENT_PLAYBACK, self);
}

static void
on_scrubbed (RscTransportBar *bar, double ratio, gpointer user_data)
{
  change_lambda (RSC_PATH_PLAYER (user_data), ratio, RSC_CHANGE_MERGE);
}

static void
on_settled (RscTransportBar *bar, gpointer user_data)
{
  rsc_history_end_merge (rsc_document_get_history (RSC_PATH_PLAYER (user_data)->document));
}

static void
on_step (RscTransportBar *bar, int step, gpointer user_data)
{
  rsc_path_player_step (RSC_PATH_PLAYER (user_data), step);
}

static void
on_end (RscTransportBar *bar, int end, gpointer user_data)
{
  rsc_path_player_go_to_end (RSC_PATH_PLAYER (user_data), end);
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
rsc_path_player_new (RscDocument *document, RscTransportBar *bar)
{
  RscPathPlayer *self = g_object_new (RSC_TYPE_PATH_PLAYER, NULL);

  self->document = g_object_ref (document);
  self->bar = g_object_ref (bar);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  g_signal_connect_swapped (rsc_document_get_player (document), "changed", G_CALLBACK (update_tick),
                            self);
  g_signal_connect (bar, "notify", G_CALLBACK (on_bar_notify), self);
  g_signal_connect (bar, "scrubbed", G_CALLBACK (on_scrubbed), self);
  g_signal_connect (bar, "settled", G_CALLBACK (on_settled), self);
  g_signal_connect (bar, "step", G_CALLBACK (on_step), self);
  g_signal_connect (bar, "end", G_CALLBACK (on_end), self);
  on_document_changed (document, RSC_DOCUMENT_ALL, self);
  return self;
}

void
rsc_path_player_stop (RscPathPlayer *self)
{
  g_return_if_fail (RSC_IS_PATH_PLAYER (self));

  if (!self->document)
    return;
  if (self->tick)
    gtk_widget_remove_tick_callback (self->clock, self->tick);
  self->tick = 0;
  if (rsc_document_get_player (self->document))
    g_signal_handlers_disconnect_by_data (rsc_document_get_player (self->document), self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (self->bar, self);
  g_clear_object (&self->document);
  g_clear_object (&self->bar);
}

void
rsc_path_player_toggle (RscPathPlayer *self)
{
  g_return_if_fail (RSC_IS_PATH_PLAYER (self));
  rsc_player_toggle (rsc_document_get_player (self->document), RSC_TRACK_PATH);
}

void
rsc_path_player_step (RscPathPlayer *self, int step)
{
  g_return_if_fail (RSC_IS_PATH_PLAYER (self));

  if (rsc_known_path_get_reach (rsc_document_get_known_path (self->document)) < 1)
    change_lambda (self, rsc_document_get_next_stop (self->document, step), RSC_CHANGE_SINGLE);
}

void
rsc_path_player_go_to_end (RscPathPlayer *self, int end)
{
  double reach = rsc_known_path_get_reach (rsc_document_get_known_path (self->document));

  if (reach < 1)
    change_lambda (self, end > 0 ? reach : 1, RSC_CHANGE_SINGLE);
}
