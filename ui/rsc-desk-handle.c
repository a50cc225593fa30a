/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk-handle.h"

#include "ui/words/rsc-window-words.h"

struct _RscDeskHandle
{
  GtkWidget parent_instance;
};

enum
{
  STEP,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDeskHandle, rsc_desk_handle, GTK_TYPE_WIDGET)

static gboolean
on_step_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  g_signal_emit (widget, signals[STEP], 0, g_variant_get_int32 (args));
  return GDK_EVENT_STOP;
}

static gboolean
on_reset_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  g_signal_emit (widget, signals[RESET], 0);
  return GDK_EVENT_STOP;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  if (n_press == 2)
    g_signal_emit (user_data, signals[RESET], 0);
}

static void
rsc_desk_handle_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : RSC_DESK_HANDLE_SIZE;
}

static void
rsc_desk_handle_class_init (RscDeskHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = rsc_desk_handle_measure;
  gtk_widget_class_set_css_name (widget_class, "deskhandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);

  signals[STEP] = g_signal_new ("step", RSC_TYPE_DESK_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[RESET] = g_signal_new ("reset", RSC_TYPE_DESK_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, on_step_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, on_step_key, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_reset_key, NULL);
}

static void
rsc_desk_handle_init (RscDeskHandle *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "row-resize");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), rsc_window_words_get_divider_help ());
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, rsc_window_words_get_divider (),
    GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0, -1);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rsc_desk_handle_new (void)
{
  return g_object_new (RSC_TYPE_DESK_HANDLE, NULL);
}

void
rsc_desk_handle_set_share (RscDeskHandle *self, double share)
{
  g_return_if_fail (RSC_IS_DESK_HANDLE (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  100.0 * share, -1);
}
