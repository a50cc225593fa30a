/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-explain.h"

#include "ui/rsc-linked-text.h"

/* More texts than this around a word are no longer about it. */
#define TEXTS_MAX 4

/* What the pages, and what is always on show, are about. */
static const struct
{
  const char *name, *term;
} places[] = {
  { "function", "envelope" },
  { "optimal-set", "optimal set" },
  { "path", "path" },
  { "pruning", "pruning" },
  { "certificate", "certificate" },
  { "widths", "staircase" },
  { "training", "training" },
  { "uniqueness", "p-unique" },
  { "distribution", "distribution" },
  { "sensitivity", "leverage" },
  { "compare", "comparison" },
  { "timeline", "lambda" },
};

GtkWidget *
rsc_explain_find_widget (GtkWindow *window)
{
  GtkNative *native = GTK_NATIVE (window);
  GdkSurface *surface = gtk_native_get_surface (native);
  GtkWidget *focus = gtk_window_get_focus (window);
  GdkDevice *pointer;
  double x, y, left, top;

  if (gtk_window_get_focus_visible (window) && focus)
    return focus;
  pointer =
    surface
      ? gdk_seat_get_pointer (gdk_display_get_default_seat (gdk_surface_get_display (surface)))
      : NULL;
  if (!pointer || !gdk_surface_get_device_position (surface, pointer, &x, &y, NULL))
    return focus;
  gtk_native_get_surface_transform (native, &left, &top);
  return gtk_widget_pick (GTK_WIDGET (window), x - left, y - top, GTK_PICK_DEFAULT);
}

/* The words of @widget and what is in it, each on a line. Gives how many texts they are. */
static guint
gather (GtkWidget *widget, GString *words)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);
  guint n = 0;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)))
    {
      g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
      n = 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += gather (child, words);
  /* What a control does names terms that it is not about: only where it has no words of its own. */
  if (n == 0 && tip)
    {
      g_string_append_printf (words, "%s\n", tip);
      n = 1;
    }
  return n;
}

/* The term of the link of @widget that is chosen, or NULL. */
static const char *
get_linked_term (GtkWidget *widget)
{
  const char *address =
    GTK_IS_LABEL (widget) ? gtk_label_get_current_uri (GTK_LABEL (widget)) : NULL;

  return address ? rsc_linked_text_get_term (address) : NULL;
}

/* What @widget is about where its name says so, or NULL. Ids say nothing here: a part of a page can
 * have that of another page. */
static const char *
get_named_term (GtkWidget *widget)
{
  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    if (g_str_equal (gtk_widget_get_name (widget), places[k].name))
      return places[k].term;
  return NULL;
}

gboolean
rsc_explain_try (GtkWidget *widget,
                 gboolean (*explain) (const char *words, gpointer data),
                 gboolean (*show) (const char *term, gpointer data),
                 gpointer data)
{
  const char *linked = widget ? get_linked_term (widget) : NULL;

  if (linked)
    return show (linked, data);
  for (GtkWidget *at = widget; at; at = gtk_widget_get_parent (at))
    {
      g_autoptr (GString) words = g_string_new (NULL);
      const char *named = get_named_term (at);

      if (named)
        return show (named, data);
      if (gather (at, words) <= TEXTS_MAX && words->len > 0 && explain (words->str, data))
        return TRUE;
    }
  return FALSE;
}
