/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-training-tools.h"

#include "ui/rsc-label.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-training-words.h"

struct _RscTrainingTools
{
  RscPanel parent_instance;

  gboolean busy; /* what the button says */

  GtkWidget *train_button;
  GtkWidget *go_on_button;
  GtkWidget *restart_button;
  GtkWidget *back_button;
  GtkButton *play_button;
  GtkWidget *forward_button;
  GtkLabel *position;
  GtkWidget *downhill_button;
  GtkWidget *leave_button;
};

G_DEFINE_FINAL_TYPE (RscTrainingTools, rsc_training_tools, RSC_TYPE_PANEL)

static RscTrainingRuns *
get_runs (gpointer tools)
{
  return rsc_document_get_training (rsc_panel_get_document (tools));
}

/* What a person asks for now is not undone by the next frame of what plays. */
static RscTrainingRuns *
hold (gpointer tools)
{
  rsc_player_pause (rsc_document_get_player (rsc_panel_get_document (tools)));
  return get_runs (tools);
}

/* One button for both: the pointer may rest on it from one to the other. */
static void
show_busy (RscTrainingTools *self, gboolean busy)
{
  const char *tip = rsc_training_words_get_train_tip (busy);

  self->busy = busy;
  gtk_button_set_label (GTK_BUTTON (self->train_button), rsc_training_words_get_train (busy));
  rsc_tip_set (self->train_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->train_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip, -1);
  if (busy)
    gtk_widget_remove_css_class (self->train_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->train_button, "suggested-action");
}

static void
update_buttons (RscTrainingTools *self)
{
  RscTrainingRuns *runs = get_runs (self);
  const gboolean busy = rsc_training_runs_is_busy (runs);
  const gboolean any = rsc_training_runs_get_fan (runs) != NULL;
  const gboolean walks = rsc_training_runs_get_walk (runs) != NULL;

  if (busy != self->busy)
    show_busy (self, busy);
  gtk_widget_set_sensitive (self->train_button, busy || rsc_training_runs_can_start (runs));
  gtk_widget_set_sensitive (self->go_on_button, rsc_training_runs_can_go_on (runs));
  gtk_widget_set_sensitive (self->restart_button, rsc_training_runs_can_restart (runs));
  gtk_widget_set_sensitive (self->back_button, walks
                                                 ? rsc_training_runs_get_place (runs) > 0
                                                 : any && rsc_training_runs_get_index (runs) > 0);
  gtk_widget_set_sensitive (self->forward_button, walks
                                                    ? !rsc_training_runs_is_at_walk_end (runs)
                                                    : any && !rsc_training_runs_is_at_end (runs));
  gtk_widget_set_sensitive (GTK_WIDGET (self->play_button), any);
  gtk_widget_set_sensitive (self->downhill_button, rsc_training_runs_can_descend (runs));
  gtk_widget_set_visible (self->leave_button, rsc_training_runs_is_active (runs));
}

static void
update_position (RscTrainingTools *self)
{
  RscTrainingRuns *runs = get_runs (self);
  const RscTrainingState *state = rsc_training_runs_get_state (runs);
  g_autofree char *text = NULL;

  if (state)
    text = rsc_training_words_dup_position (
      state->step, rsc_training_fan_get_n_steps (rsc_training_runs_get_fan (runs)));
  rsc_label_set (self->position, text);
}

static void
update_playing (RscTrainingTools *self)
{
  RscPlayer *player = rsc_document_get_player (rsc_panel_get_document (self));
  const gboolean playing = rsc_player_get_playback (player)->playing
                           && (rsc_player_get_track (player) == RSC_TRACK_TRAINING
                               || rsc_player_get_track (player) == RSC_TRACK_DOWNHILL);
  const char *label = rsc_training_words_get_play (playing);

  gtk_button_set_icon_name (self->play_button, playing ? "media-playback-pause-symbolic"
                                                       : "media-playback-start-symbolic");
  rsc_tip_set (GTK_WIDGET (self->play_button), rsc_training_words_get_play_tip (playing));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
rsc_training_tools_update (RscPanel *panel, guint parts)
{
  RscTrainingTools *self = RSC_TRAINING_TOOLS (panel);

  if (parts & (RSC_DOCUMENT_TRAINING | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA))
    {
      update_buttons (self);
      update_position (self);
    }
  if (parts & (RSC_DOCUMENT_PLAYBACK | RSC_DOCUMENT_TRAINING))
    update_playing (self);
}

static void
on_train (GtkButton *button, gpointer user_data)
{
  if (rsc_training_runs_is_busy (get_runs (user_data)))
    rsc_training_runs_stop (get_runs (user_data));
  else if (rsc_number_input_settle_window (user_data))
    rsc_document_train (rsc_panel_get_document (user_data));
}

static void
on_go_on (GtkButton *button, gpointer user_data)
{
  if (rsc_number_input_settle_window (user_data))
    rsc_training_runs_go_on (hold (user_data));
}

static void
on_restart (GtkButton *button, gpointer user_data)
{
  rsc_training_runs_restart (hold (user_data));
}

static void
on_back (GtkButton *button, gpointer user_data)
{
  rsc_training_runs_step (hold (user_data), -1);
}

static void
on_forward (GtkButton *button, gpointer user_data)
{
  rsc_training_runs_step (hold (user_data), 1);
}

static void
on_play (GtkButton *button, gpointer user_data)
{
  rsc_document_toggle_training (rsc_panel_get_document (user_data));
}

static void
on_downhill (GtkButton *button, gpointer user_data)
{
  rsc_training_runs_descend (hold (user_data));
}

static void
on_leave (GtkButton *button, gpointer user_data)
{
  rsc_training_runs_leave (hold (user_data));
}

static void
rsc_training_tools_class_init (RscTrainingToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_training_tools_update;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-training-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, train_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, restart_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, back_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, play_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, forward_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, position);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, downhill_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingTools, leave_button);
  gtk_widget_class_bind_template_callback (widget_class, on_train);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_restart);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_downhill);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
}

static void
rsc_training_tools_init (RscTrainingTools *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
