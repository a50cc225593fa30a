/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

static gboolean
has_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text)
         && gtk_widget_get_mapped (widget);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return GTK_IS_BUTTON (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0
             || (tooltip && g_str_has_prefix (tooltip, text)));
}

GtkWidget *
find_widget (GtkWidget *widget, gboolean (*is_it) (GtkWidget *, gconstpointer), gconstpointer data)
{
  if (is_it (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, is_it, data);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  return find_widget (widget, has_type, &type);
}

GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  return find_widget (widget, is_label, text);
}

GtkWidget *
find_button (GtkWidget *widget, const char *text)
{
  return find_widget (widget, is_button, text);
}

void
init_widgets (int *argc, char ***argv)
{
  gsl_set_error_handler_off ();
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  set_dark (FALSE);
}

void
count_signal (guint *n)
{
  (*n)++;
}

gboolean
press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint c = 0; c < g_list_model_get_n_items (controllers); c++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, c);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                  ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                  : 0;

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                               gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint c = 0; c < g_list_model_get_n_items (controllers); c++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, c);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  return NULL;
}

void
point_at (GtkWidget *widget, double x, double y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x,
                         y);
}

void
leave (GtkWidget *widget)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION), "leave");
}

void
click_at (GtkWidget *widget, double x, double y)
{
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_GESTURE_CLICK), "released", 1, x, y);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  return ++*(int *) n_frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
wait_for_frames (GtkWidget *widget)
{
  int n_frames = 0;

  gtk_widget_add_tick_callback (widget, on_tick, &n_frames, NULL);
  while (n_frames < 3)
    g_main_context_iteration (NULL, TRUE);
}

GtkWindow *
show_widget (GtkWidget *widget, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frames (widget);
  return GTK_WINDOW (window);
}

cairo_surface_t *
draw_widget (GtkWidget *widget)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

void
draw_frame (GtkWidget *widget, int width, int height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, width);
  gtk_widget_allocate (widget, width, height, -1, NULL);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

guint32
pack_color (RscColor color)
{
  return (guint32) lround (color.red * 255) << 16 | (guint32) lround (color.green * 255) << 8
         | (guint32) lround (color.blue * 255);
}

guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint32 *row =
    (const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                      + y * cairo_image_surface_get_stride (surface));
  guint32 rest = 255 - (row[x] >> 24);

  return (row[x] & 0xffffff) + (rest << 16 | rest << 8 | rest);
}

int
count_pixels (cairo_surface_t *surface, guint32 color, int reach)
{
  int n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      {
        guint32 pixel = get_pixel (surface, x, y);
        gboolean close = TRUE;

        for (int shift = 0; shift < 24; shift += 8)
          close =
            close
            && abs ((int) ((pixel >> shift) & 0xff) - (int) ((color >> shift) & 0xff)) <= reach;
        n += close;
      }
  return n;
}

void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

void
assert_finalises (GtkWidget *widget)
{
  gpointer weak = widget;
  GtkWindow *window;

  g_object_add_weak_pointer (G_OBJECT (widget), &weak);
  set_dark (FALSE);
  window = show_widget (widget, 480, 320);
  set_dark (TRUE);
  wait_for_frames (widget);
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
  set_dark (FALSE);
}
