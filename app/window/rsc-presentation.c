/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-presentation.h"

#include "app/window/rsc-panel-focus.h"
#include "ui/words/rsc-sharing-words.h"

#define HALO 72

/* After so many ms a page that was not on show has its place. */
#define FRAMES 60

/* What a document can hide. */
static const struct
{
  const char *name;
  const char *action;
} hidden[] = { { "tools", "hide-tools" }, { "header", "hide-header" } };

struct _RscPresentation
{
  AdwApplicationWindow *window;
  RscDesk *desk;
  GtkWidget *overlay;
  GtkWidget *content;
  GtkWidget *black;
  GtkWidget *halo;
  double x, y;       /* of the pointer */
  GtkWidget *focus;  /* before the screen was black; weak */
  GtkWidget *wanted; /* the page that gets the focus; weak */
  guint source;
  GSimpleActionGroup *actions;
  GApplication *application; /* whose presentation it follows; weak */
};

static gboolean
get_state (RscPresentation *self, const char *name)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (self->actions), name);

  return g_variant_get_boolean (state);
}

static gboolean
is_presenting (RscPresentation *self)
{
  g_autoptr (GVariant) state =
    self->application
      ? g_action_group_get_action_state (G_ACTION_GROUP (self->application), "present")
      : NULL;

  return state && g_variant_get_boolean (state);
}

/* --- what is hidden --------------------------------------------------------------------------- */

/* Their row stays, with the title in it: the pictures do not move. */
static void
show_tools (GtkWidget *widget, gboolean shown)
{
  if (gtk_widget_has_css_class (widget, "panel-header"))
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
           child = gtk_widget_get_next_sibling (child))
        if (!gtk_widget_has_css_class (child, "heading"))
          gtk_widget_set_child_visible (child, shown);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    show_tools (child, shown);
}

static GtkWidget *
find_header (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_HEADER_BAR (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_header (child);
  return found;
}

static void
update (RscPresentation *self)
{
  const gboolean presenting = is_presenting (self);
  GtkWidget *header = find_header (self->content);

  show_tools (GTK_WIDGET (self->desk), !presenting || !get_state (self, "hide-tools"));
  if (header)
    gtk_widget_set_visible (header, !presenting || !get_state (self, "hide-header"));
  if (!presenting || !get_state (self, "halo"))
    gtk_widget_set_visible (self->halo, FALSE);
}

static void
on_present_changed (RscPresentation *self)
{
  update (self);
}

/* The window comes to its application after it has been made. */
static void
on_application (RscPresentation *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (self->application)
    g_signal_handlers_disconnect_by_data (self->application, self);
  g_set_weak_pointer (&self->application, application ? G_APPLICATION (application) : NULL);
  if (self->application)
    g_signal_connect_swapped (self->application, "action-state-changed::present",
                              G_CALLBACK (on_present_changed), self);
  update (self);
}

static void
set_presenting (RscPresentation *self, gboolean presenting)
{
  if (self->application)
    g_action_group_change_action_state (G_ACTION_GROUP (self->application), "present",
                                        g_variant_new_boolean (presenting));
}

/* --- the pointer ------------------------------------------------------------------------------ */

static void
draw_halo (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  cairo_arc (cr, 0.5 * width, 0.5 * height, 0.5 * width - 4, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 0.82, 0, 0.35);
  cairo_fill_preserve (cr);
  /* A ring that is seen on white and on black. */
  cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 0.82, 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static gboolean
on_place (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place, gpointer user_data)
{
  RscPresentation *self = user_data;

  if (widget != self->halo)
    return FALSE;
  *place = (GdkRectangle){ (int) self->x - HALO / 2, (int) self->y - HALO / 2, HALO, HALO };
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer user_data)
{
  RscPresentation *self = user_data;

  if (!is_presenting (self) || !get_state (self, "halo"))
    return;
  self->x = x;
  self->y = y;
  gtk_widget_set_visible (self->halo, TRUE);
  gtk_widget_queue_allocate (self->overlay);
}

static void
on_leave (GtkEventControllerMotion *motion, gpointer user_data)
{
  gtk_widget_set_visible (((RscPresentation *) user_data)->halo, FALSE);
}

/* --- the black screen ------------------------------------------------------------------------- */

static void
set_black (RscPresentation *self, gboolean black)
{
  if (black == gtk_widget_get_visible (self->black))
    return;
  if (black)
    {
      g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self->window)));
      gtk_widget_set_visible (self->black, TRUE);
      gtk_widget_grab_focus (self->black);
    }
  else
    {
      gtk_widget_set_visible (self->black, FALSE);
      if (self->focus)
        gtk_widget_grab_focus (self->focus);
      g_clear_weak_pointer (&self->focus);
    }
}

static gboolean
on_black_key (GtkEventControllerKey *keys,
              guint key,
              guint code,
              GdkModifierType modifiers,
              gpointer user_data)
{
  set_black (user_data, FALSE);
  return TRUE;
}

static void
on_black_click (GtkGestureClick *click, int n, double x, double y, gpointer user_data)
{
  set_black (user_data, FALSE);
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
on_black (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_black (user_data, TRUE);
}

static gboolean
enter_page (gpointer user_data)
{
  RscPresentation *self = user_data;

  self->source = 0;
  if (self->wanted)
    rsc_panel_focus_enter (self->wanted);
  g_clear_weak_pointer (&self->wanted);
  return G_SOURCE_REMOVE;
}

static void
go_to_page (RscPresentation *self, guint k)
{
  GtkWidget *page =
    k < rsc_desk_get_n_pages (self->desk) ? rsc_desk_get_page (self->desk, k) : NULL;

  if (!page)
    return;
  if (rsc_desk_get_alone (self->desk))
    rsc_desk_set_alone (self->desk, gtk_widget_get_name (page));
  else
    rsc_desk_show_page (self->desk, gtk_widget_get_name (page));
  /* Where the next key is to come. */
  g_set_weak_pointer (&self->wanted, page);
  if (!self->source)
    self->source = g_timeout_add (FRAMES, enter_page, self);
}

static void
on_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_page (user_data, (guint) g_variant_get_int32 (parameter));
}

/* Pictures have these keys always. While presenting they work wherever the focus is, but where they
 * are typed. */
static gboolean
on_key (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType modifiers,
        gpointer user_data)
{
  RscPresentation *self = user_data;

  if (!is_presenting (self) || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    go_to_page (self, key - GDK_KEY_1);
  else if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    go_to_page (self, key - GDK_KEY_KP_1);
  else if (key == GDK_KEY_b || key == GDK_KEY_B)
    set_black (self, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_choice (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  update (user_data);
}

static void
on_full (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RscPresentation *self = user_data;

  g_simple_action_set_state (action, state);
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (GTK_WINDOW (self->window));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self->window));
  set_presenting (self, g_variant_get_boolean (state));
}

/* By the window manager, too. */
static void
on_fullscreened (RscPresentation *self)
{
  GAction *full = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "full");

  g_simple_action_set_state (
    G_SIMPLE_ACTION (full),
    g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (self->window))));
}

/* --- object ----------------------------------------------------------------------------------- */

static GtkWidget *
new_black (RscPresentation *self)
{
  GtkWidget *black = gtk_drawing_area_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_add_css_class (black, "black-screen");
  gtk_widget_set_focusable (black, TRUE);
  gtk_widget_set_visible (black, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (black), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_sharing_words_get (RSC_SHARING_BLACK), -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_black_key), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_black_click), self);
  gtk_widget_add_controller (black, keys);
  gtk_widget_add_controller (black, GTK_EVENT_CONTROLLER (click));
  return black;
}

static GtkWidget *
new_halo (void)
{
  GtkWidget *halo = gtk_drawing_area_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (halo), draw_halo, NULL, NULL);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (halo), HALO);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (halo), HALO);
  gtk_widget_set_can_target (halo, FALSE);
  gtk_widget_set_can_focus (halo, FALSE);
  gtk_widget_set_visible (halo, FALSE);
  return halo;
}

RscPresentation *
rsc_presentation_new (AdwApplicationWindow *window, RscDesk *desk)
{
  static const GActionEntry entries[] = {
    { .name = "full", .state = "false", .change_state = on_full },
    { .name = "halo", .state = "true", .change_state = on_choice },
    { .name = "hide-tools", .state = "false", .change_state = on_choice },
    { .name = "hide-header", .state = "false", .change_state = on_choice },
    { .name = "black", .activate = on_black },
    { .name = "page", .parameter_type = "i", .activate = on_page },
  };
  RscPresentation *self = g_new0 (RscPresentation, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->window = window;
  self->desk = desk;
  self->content = g_object_ref (adw_application_window_get_content (window));
  adw_application_window_set_content (window, NULL);
  self->overlay = gtk_overlay_new ();
  self->black = new_black (self);
  self->halo = new_halo ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->content);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->halo);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->black);
  g_object_unref (self->content);
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (on_place), self);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (self->overlay, motion);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->overlay, keys);
  adw_application_window_set_content (window, self->overlay);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "present", G_ACTION_GROUP (self->actions));
  g_signal_connect_swapped (window, "notify::application", G_CALLBACK (on_application), self);
  g_signal_connect_swapped (window, "notify::fullscreened", G_CALLBACK (on_fullscreened), self);
  on_application (self);
  return self;
}

void
rsc_presentation_free (RscPresentation *self)
{
  if (self == NULL)
    return;
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "present", NULL);
  g_signal_handlers_disconnect_by_data (self->window, self);
  g_signal_handlers_disconnect_by_data (self->overlay, self);
  if (self->application)
    g_signal_handlers_disconnect_by_data (self->application, self);
  g_clear_weak_pointer (&self->application);
  g_clear_weak_pointer (&self->focus);
  g_clear_weak_pointer (&self->wanted);
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->actions);
  g_free (self);
}

void
rsc_presentation_get_layout (RscPresentation *self, RscLayout *layout)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize k = 0; k < G_N_ELEMENTS (hidden); k++)
    if (get_state (self, hidden[k].action))
      g_strv_builder_add (builder, hidden[k].name);
  g_strfreev (layout->hidden);
  layout->hidden = g_strv_builder_end (builder);
  layout->presentation = is_presenting (self);
}

void
rsc_presentation_set_layout (RscPresentation *self, const RscLayout *layout)
{
  for (gsize k = 0; k < G_N_ELEMENTS (hidden); k++)
    g_action_group_change_action_state (
      G_ACTION_GROUP (self->actions), hidden[k].action,
      g_variant_new_boolean (
        layout->hidden && g_strv_contains ((const char *const *) layout->hidden, hidden[k].name)));
  if (layout->presentation)
    set_presenting (self, TRUE);
}
