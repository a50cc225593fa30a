/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-timeline.h"

#include <math.h>

#include "ui/rsc-label.h"
#include "ui/rsc-lambda-entry.h"
#include "ui/rsc-look.h"
#include "ui/rsc-row-layout.h"
#include "ui/rsc-timeline-track.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-limit-words.h"
#include "ui/words/rsc-transport-words.h"

/* Narrower than this, at text of usual size, the sentence has three small lines in place of two. */
#define SENTENCE_WIDTH 410
#define LINES 2
#define LINES_NARROW 3

/* And where the whole row is narrower than this, it takes the place of λ itself, and of what can go
 * before it is narrower than so many letters. */
#define VALUE_WIDTH 700
#define LETTERS 10
#define LETTERS_NARROW 24

static const double speeds[] = { 0.25, 0.5, 1, 2, 4 };

struct _RscTimeline
{
  GtkWidget parent_instance;

  gboolean playing;
  double speed;
  gboolean updating;
  gboolean can_play;
  char *sentence;
  guint narrow_source;

  GtkWidget *first_button;
  GtkWidget *previous_button;
  GtkWidget *play_button;
  GtkWidget *next_button;
  GtkWidget *last_button;
  GtkWidget *limit_place;
  GtkToggleButton *limit_button;
  RscTimelineTrack *track;
  GtkWidget *sentence_place;
  int place_width, place_height; /* in this look, or 0 while not measured */
  GtkLabel *sentence_label;
  RscLambdaEntry *entry;
  GtkDropDown *speed_choice;
  GtkToggleButton *loop_button;
  GtkToggleButton *backward_button;
};

enum
{
  PROP_0,
  PROP_PLAYING,
  PROP_SPEED,
  PROP_LOOP,
  PROP_BACKWARD,
  N_PROPS
};

enum
{
  SCRUBBED,
  SETTLED,
  STEP,
  END,
  EVENT_ACTIVATED,
  LIMIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscTimeline, rsc_timeline, GTK_TYPE_WIDGET)

static void
show_playing (RscTimeline *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), self->playing
                                                              ? "media-playback-pause-symbolic"
                                                              : "media-playback-start-symbolic");
  rsc_tip_set (self->play_button, rsc_transport_words_play_tip (self->playing));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_transport_words_play (self->playing), -1);
}

static void
set_playing (RscTimeline *self, gboolean playing)
{
  if (self->playing == playing)
    return;
  self->playing = playing;
  show_playing (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
set_speed (RscTimeline *self, double speed)
{
  guint nearest = 0;

  if (self->speed == speed)
    return;
  self->speed = speed;
  for (guint k = 0; k < G_N_ELEMENTS (speeds); k++)
    if (fabs (log (speeds[k] / speed)) < fabs (log (speeds[nearest] / speed)))
      nearest = k;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->speed_choice, nearest);
  self->updating = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

static void
on_play (GtkButton *button, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);

  set_playing (self, !self->playing);
}

static void
on_step_clicked (GtkButton *button, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);

  g_signal_emit (self, signals[STEP], 0, GTK_WIDGET (button) == self->next_button ? 1 : -1);
}

static void
on_end_clicked (GtkButton *button, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);

  g_signal_emit (self, signals[END], 0, GTK_WIDGET (button) == self->last_button ? 1 : -1);
}

/* It shows where λ is: pressed where it is down, it stays down. */
static void
on_limit_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);

  if (self->updating)
    return;
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[LIMIT], 0);
  self->updating = TRUE;
  gtk_toggle_button_set_active (button, !(rsc_lambda_entry_get_ratio (self->entry) > 0));
  self->updating = FALSE;
}

static void
on_scrubbed (RscTimelineTrack *track, double ratio, gpointer user_data)
{
  g_signal_emit (user_data, signals[SCRUBBED], 0, ratio);
}

static void
on_settled (GtkWidget *widget, gpointer user_data)
{
  g_signal_emit (user_data, signals[SETTLED], 0);
}

static void
on_event_activated (RscTimelineTrack *track, int event, gpointer user_data)
{
  g_signal_emit (user_data, signals[EVENT_ACTIVATED], 0, event);
}

static void
on_ratio_written (RscLambdaEntry *entry, GParamSpec *pspec, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);

  if (!self->updating)
    g_signal_emit (self, signals[SCRUBBED], 0, rsc_lambda_entry_get_ratio (entry));
}

/* Said where everybody looks, until it is mended. */
static void
show_sentence (RscTimeline *self, const char *text)
{
  rsc_label_set (self->sentence_label, text);
}

/* The whole of it, written when somebody asks for it. */
static gboolean
on_query_sentence (GtkWidget *label,
                   int x,
                   int y,
                   gboolean keyboard,
                   GtkTooltip *tooltip,
                   gpointer user_data)
{
  const char *text = gtk_label_get_label (GTK_LABEL (label));

  gtk_tooltip_set_text (tooltip, text);
  return *text != '\0';
}

static void
on_refused (RscLambdaEntry *entry, const char *why, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);

  if (why)
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence_label), "warning");
  show_sentence (self, why ? why : self->sentence);
}

static void
on_speed_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);
  guint selected = gtk_drop_down_get_selected (self->speed_choice);

  if (!self->updating && selected < G_N_ELEMENTS (speeds))
    set_speed (self, speeds[selected]);
}

static void
on_loop_toggled (GtkToggleButton *button, gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), properties[PROP_LOOP]);
}

static void
on_backward_toggled (GtkToggleButton *button, gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), properties[PROP_BACKWARD]);
}

static gboolean
on_play_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (widget);

  if (!self->can_play)
    return GDK_EVENT_PROPAGATE;
  set_playing (self, !self->playing);
  return GDK_EVENT_STOP;
}

static gboolean
on_move_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (widget);
  guint signal;
  int step;

  if (!self->can_play)
    return GDK_EVENT_PROPAGATE;
  g_variant_get (args, "(ui)", &signal, &step);
  g_signal_emit (self, signals[signal], 0, step);
  return GDK_EVENT_STOP;
}

static void
rsc_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RscTimeline *self = RSC_TIMELINE (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_LOOP:
      g_value_set_boolean (value, gtk_toggle_button_get_active (self->loop_button));
      break;
    case PROP_BACKWARD:
      g_value_set_boolean (value, gtk_toggle_button_get_active (self->backward_button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rsc_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RscTimeline *self = RSC_TIMELINE (object);

  switch (id)
    {
    case PROP_PLAYING:
      set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_SPEED:
      set_speed (self, g_value_get_double (value));
      break;
    case PROP_LOOP:
      gtk_toggle_button_set_active (self->loop_button, g_value_get_boolean (value));
      break;
    case PROP_BACKWARD:
      gtk_toggle_button_set_active (self->backward_button, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rsc_timeline_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_handle_id (&RSC_TIMELINE (object)->narrow_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_timeline_parent_class)->dispose (object);
}

static void
rsc_timeline_finalize (GObject *object)
{
  g_free (RSC_TIMELINE (object)->sentence);
  G_OBJECT_CLASS (rsc_timeline_parent_class)->finalize (object);
}

/* --- the place of the sentence -----------------------------------------------------------------
 *
 * It has one size for whatever is said, which a path that plays changes in every frame: the row,
 * and every picture above it, stays as it is, and the window is not laid out anew. And no line to
 * stand on: the only line and the first of two would put it at different heights. */

static void
measure_place (GtkWidget *place,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  RscTimeline *self = RSC_TIMELINE (gtk_widget_get_ancestor (place, RSC_TYPE_TIMELINE));

  if (self->place_height == 0)
    {
      gtk_widget_measure (GTK_WIDGET (self->sentence_label), GTK_ORIENTATION_HORIZONTAL, -1,
                          &self->place_width, NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (self->sentence_label), GTK_ORIENTATION_VERTICAL, -1,
                          &self->place_height, NULL, NULL, NULL);
    }
  *minimum = *natural =
    orientation == GTK_ORIENTATION_HORIZONTAL ? self->place_width : self->place_height;
}

/* As large as its child, without its line to stand on: in one row with others it would make that
 * uneven. */
static void
measure_child (GtkWidget *place,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (place), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

/* Of a label that is not measured GTK does not say that it has another size. */
static void
measure_place_anew (RscTimeline *self)
{
  self->place_height = 0;
  gtk_widget_queue_resize (self->sentence_place);
}

static void
rsc_timeline_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rsc_timeline_parent_class)->css_changed (widget, change);
  if (RSC_TIMELINE (widget)->sentence_place)
    measure_place_anew (RSC_TIMELINE (widget));
}

static void
allocate_place (GtkWidget *place, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (place), width, height, -1, NULL);
}

static void
add_key (GtkWidgetClass *widget_class, guint key, guint keypad, guint signal, int step)
{
  gtk_widget_class_add_binding (widget_class, key, 0, on_move_key, "(ui)", signal, step);
  gtk_widget_class_add_binding (widget_class, keypad, 0, on_move_key, "(ui)", signal, step);
}

static void
rsc_timeline_class_init (RscTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rsc_timeline_get_property;
  object_class->set_property = rsc_timeline_set_property;
  object_class->dispose = rsc_timeline_dispose;
  object_class->finalize = rsc_timeline_finalize;
  widget_class->css_changed = rsc_timeline_css_changed;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, speeds[0],
                                                speeds[G_N_ELEMENTS (speeds) - 1], 1, flags);
  properties[PROP_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, flags);
  properties[PROP_BACKWARD] = g_param_spec_boolean ("backward", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SCRUBBED] = g_signal_new ("scrubbed", RSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SETTLED] = g_signal_new ("settled", RSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", RSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[END] = g_signal_new ("end", RSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_INT);

  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", RSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LIMIT] = g_signal_new ("limit", RSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (RSC_TYPE_TIMELINE_TRACK);
  g_type_ensure (RSC_TYPE_LAMBDA_ENTRY);
  g_type_ensure (RSC_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, first_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, previous_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, play_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, next_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, last_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, limit_place);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, limit_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, track);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, sentence_place);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, entry);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, speed_choice);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, loop_button);
  gtk_widget_class_bind_template_child (widget_class, RscTimeline, backward_button);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_step_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_end_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_limit_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_scrubbed);
  gtk_widget_class_bind_template_callback (widget_class, on_settled);
  gtk_widget_class_bind_template_callback (widget_class, on_event_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_ratio_written);
  gtk_widget_class_bind_template_callback (widget_class, on_query_sentence);
  gtk_widget_class_bind_template_callback (widget_class, on_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_speed_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_loop_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_backward_toggled);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  /* Bindings of the widget, not accelerators of the application: typing in an entry stays
   * typing. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, on_play_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Space, 0, on_play_key, NULL);
  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, STEP, -1);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, STEP, 1);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, END, -1);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, END, 1);
}

static void
set_can_play (RscTimeline *self, gboolean can_play)
{
  GtkWidget *buttons[] = { self->first_button, self->previous_button, self->play_button,
                           self->next_button, self->last_button };

  self->can_play = can_play;
  for (gsize k = 0; k < G_N_ELEMENTS (buttons); k++)
    gtk_widget_set_sensitive (buttons[k], can_play);
}

static void
rsc_timeline_init (RscTimeline *self)
{
  self->speed = 1;
  self->sentence = g_strdup ("");
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->sentence_place,
                                 gtk_custom_layout_new (NULL, measure_place, allocate_place));
  gtk_widget_set_layout_manager (self->limit_place,
                                 gtk_custom_layout_new (NULL, measure_child, allocate_place));
  gtk_button_set_label (GTK_BUTTON (self->limit_button), rsc_limit_words_get_name ());
  rsc_tip_set (GTK_WIDGET (self->limit_button), rsc_limit_words_get_tip ());
  gtk_drop_down_set_selected (self->speed_choice, 2);
  rsc_lambda_entry_set_ratio (self->entry, 1);
  self->updating = FALSE;
  show_playing (self);
  set_can_play (self, FALSE);
}

GtkWidget *
rsc_timeline_new (void)
{
  return g_object_new (RSC_TYPE_TIMELINE, NULL);
}

void
rsc_timeline_set_model (RscTimeline *self, const RscPathModel *model, gsize n_ids)
{
  g_return_if_fail (RSC_IS_TIMELINE (self));

  rsc_timeline_track_set_model (self->track, model, n_ids);
  set_can_play (self, model->path && rsc_path_get_n_points (model->path) > 1);
}

static gboolean
update_narrow (gpointer user_data)
{
  RscTimeline *self = RSC_TIMELINE (user_data);
  const int width = gtk_widget_get_width (GTK_WIDGET (self->sentence_label));
  const gboolean narrow = width > 0 && width < SENTENCE_WIDTH * rsc_look_get_scale ();
  const gboolean wide =
    gtk_widget_get_width (GTK_WIDGET (self)) >= VALUE_WIDTH * rsc_look_get_scale ();

  self->narrow_source = 0;
  rsc_lambda_entry_set_wide (self->entry, wide);
  gtk_label_set_width_chars (self->sentence_label, wide ? LETTERS : LETTERS_NARROW);
  gtk_label_set_lines (self->sentence_label, narrow ? LINES_NARROW : LINES);
  /* The row keeps its height, whatever is said in it. */
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence_label), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence_label), "narrow");
  measure_place_anew (self);
  return G_SOURCE_REMOVE;
}

void
rsc_timeline_set_margins (RscTimeline *self, double left, double right)
{
  g_return_if_fail (RSC_IS_TIMELINE (self));

  rsc_timeline_track_set_margins (self->track, left, right);
  /* Called while sizes are given out, when no style may change. */
  if (!self->narrow_source)
    self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH, update_narrow, self, NULL);
}

void
rsc_timeline_set_sentence (RscTimeline *self, const char *sentence)
{
  g_return_if_fail (RSC_IS_TIMELINE (self));

  if (g_str_equal (self->sentence, sentence))
    return;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->sentence_label), "warning"))
    show_sentence (self, sentence);
}

void
rsc_timeline_set_ratio (RscTimeline *self, double ratio, double lambda)
{
  g_return_if_fail (RSC_IS_TIMELINE (self));

  self->updating = TRUE;
  rsc_timeline_track_set_ratio (self->track, ratio);
  gtk_toggle_button_set_active (self->limit_button, !(ratio > 0));
  rsc_lambda_entry_set_ratio (self->entry, ratio);
  rsc_lambda_entry_set_lambda (self->entry, lambda);
  self->updating = FALSE;
}

double
rsc_timeline_get_ratio (RscTimeline *self)
{
  return rsc_timeline_track_get_ratio (self->track);
}
