/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-transport-bar.h"

#include <math.h>

#include "ui/rsc-scrubber.h"
#include "ui/words/rsc-transport-words.h"

static const double speeds[] = { 0.25, 0.5, 1, 2, 4 };

struct _RscTransportBar
{
  GtkWidget parent_instance;

  gboolean playing;
  double speed;
  gboolean updating;

  GtkWidget *first_button;
  GtkWidget *previous_button;
  GtkWidget *play_button;
  GtkWidget *next_button;
  GtkWidget *last_button;
  RscScrubber *scrubber;
  GtkLabel *label;
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
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscTransportBar, rsc_transport_bar, GTK_TYPE_WIDGET)

static void
show_playing (RscTransportBar *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), self->playing
                                                              ? "media-playback-pause-symbolic"
                                                              : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, rsc_transport_words_play_tip (self->playing));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_transport_words_play (self->playing), -1);
}

static void
show_ratio (RscTransportBar *self)
{
  g_autofree char *text = rsc_transport_words_lambda (rsc_scrubber_get_ratio (self->scrubber));

  gtk_label_set_markup (self->label, text);
}

static void
set_playing (RscTransportBar *self, gboolean playing)
{
  if (self->playing == playing)
    return;
  self->playing = playing;
  show_playing (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
set_speed (RscTransportBar *self, double speed)
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
  RscTransportBar *self = RSC_TRANSPORT_BAR (user_data);

  set_playing (self, !self->playing);
}

static void
on_step_clicked (GtkButton *button, gpointer user_data)
{
  RscTransportBar *self = RSC_TRANSPORT_BAR (user_data);

  g_signal_emit (self, signals[STEP], 0, GTK_WIDGET (button) == self->next_button ? 1 : -1);
}

static void
on_end_clicked (GtkButton *button, gpointer user_data)
{
  RscTransportBar *self = RSC_TRANSPORT_BAR (user_data);

  g_signal_emit (self, signals[END], 0, GTK_WIDGET (button) == self->last_button ? 1 : -1);
}

static void
on_scrubbed (RscScrubber *scrubber, double ratio, gpointer user_data)
{
  g_signal_emit (user_data, signals[SCRUBBED], 0, ratio);
}

static void
on_settled (RscScrubber *scrubber, gpointer user_data)
{
  g_signal_emit (user_data, signals[SETTLED], 0);
}

static void
on_speed_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscTransportBar *self = RSC_TRANSPORT_BAR (user_data);
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
  RscTransportBar *self = RSC_TRANSPORT_BAR (widget);

  if (!gtk_widget_is_sensitive (self->play_button))
    return GDK_EVENT_PROPAGATE;
  set_playing (self, !self->playing);
  return GDK_EVENT_STOP;
}

static gboolean
on_move_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscTransportBar *self = RSC_TRANSPORT_BAR (widget);
  guint signal;
  int step;

  if (!gtk_widget_is_sensitive (self->play_button))
    return GDK_EVENT_PROPAGATE;
  g_variant_get (args, "(ui)", &signal, &step);
  g_signal_emit (self, signals[signal], 0, step);
  return GDK_EVENT_STOP;
}

static void
rsc_transport_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RscTransportBar *self = RSC_TRANSPORT_BAR (object);

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
rsc_transport_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RscTransportBar *self = RSC_TRANSPORT_BAR (object);

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
rsc_transport_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_transport_bar_parent_class)->dispose (object);
}

static void
add_key (GtkWidgetClass *widget_class, guint key, guint keypad, guint signal, int step)
{
  gtk_widget_class_add_binding (widget_class, key, 0, on_move_key, "(ui)", signal, step);
  gtk_widget_class_add_binding (widget_class, keypad, 0, on_move_key, "(ui)", signal, step);
}

static void
rsc_transport_bar_class_init (RscTransportBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rsc_transport_bar_get_property;
  object_class->set_property = rsc_transport_bar_set_property;
  object_class->dispose = rsc_transport_bar_dispose;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, speeds[0],
                                                speeds[G_N_ELEMENTS (speeds) - 1], 1, flags);
  properties[PROP_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, flags);
  properties[PROP_BACKWARD] = g_param_spec_boolean ("backward", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SCRUBBED] = g_signal_new ("scrubbed", RSC_TYPE_TRANSPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SETTLED] = g_signal_new ("settled", RSC_TYPE_TRANSPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", RSC_TYPE_TRANSPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[END] = g_signal_new ("end", RSC_TYPE_TRANSPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (RSC_TYPE_SCRUBBER);
  gtk_widget_class_set_css_name (widget_class, "transport");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-transport-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, first_button);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, play_button);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, last_button);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, scrubber);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, label);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, speed_choice);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, loop_button);
  gtk_widget_class_bind_template_child (widget_class, RscTransportBar, backward_button);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_step_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_end_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_scrubbed);
  gtk_widget_class_bind_template_callback (widget_class, on_settled);
  gtk_widget_class_bind_template_callback (widget_class, on_speed_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_loop_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_backward_toggled);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  /* Bindings of the widget, not accelerators of the application: typing in an entry stays typing. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, on_play_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Space, 0, on_play_key, NULL);
  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, STEP, -1);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, STEP, 1);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, END, -1);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, END, 1);
}

static void
rsc_transport_bar_init (RscTransportBar *self)
{
  self->speed = 1;
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->speed_choice, 2);
  self->updating = FALSE;
  show_playing (self);
  show_ratio (self);
  rsc_transport_bar_set_path (self, 1e-3, 1, 0, NULL);
}

GtkWidget *
rsc_transport_bar_new (void)
{
  return g_object_new (RSC_TYPE_TRANSPORT_BAR, NULL);
}

void
rsc_transport_bar_set_path (RscTransportBar *self,
                            double ratio_min,
                            double reach,
                            gsize n_marks,
                            const double *marks)
{
  g_return_if_fail (RSC_IS_TRANSPORT_BAR (self));

  GtkWidget *widgets[] = { self->first_button, self->previous_button, self->play_button,
                           self->next_button,  self->last_button,     GTK_WIDGET (self->scrubber) };

  rsc_scrubber_set_path (self->scrubber, ratio_min, reach, n_marks, marks);
  for (gsize k = 0; k < G_N_ELEMENTS (widgets); k++)
    gtk_widget_set_sensitive (widgets[k], reach < 1);
}

void
rsc_transport_bar_set_ratio (RscTransportBar *self, double ratio)
{
  g_return_if_fail (RSC_IS_TRANSPORT_BAR (self));

  rsc_scrubber_set_ratio (self->scrubber, ratio);
  show_ratio (self);
}

double
rsc_transport_bar_get_ratio (RscTransportBar *self)
{
  return rsc_scrubber_get_ratio (self->scrubber);
}
