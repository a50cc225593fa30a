/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-focus.h"

#define KEPT "rsc-focus"

typedef struct
{
  GtkWindow *window;
  GWeakRef last; /* had the focus outside of a menu */
  guint lost;    /* a look after what goes on, or 0 */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_clear_handle_id (&self->lost, g_source_remove);
  g_weak_ref_clear (&self->last);
  g_free (self);
}

static gboolean
on_lost (gpointer data)
{
  Kept *self = data;
  GtkWidget *focus = gtk_window_get_focus (self->window);
  g_autoptr (GtkWidget) last = g_weak_ref_get (&self->last);

  self->lost = 0;
  /* It may be shown by now. */
  if (focus != NULL && !gtk_widget_get_mapped (focus))
    {
      const gboolean here = last != NULL && gtk_widget_get_root (last) == GTK_ROOT (self->window)
                            && gtk_widget_get_mapped (last) && gtk_widget_is_sensitive (last);

      gtk_window_set_focus (self->window, here ? last : NULL);
    }
  return G_SOURCE_REMOVE;
}

static void
on_focus (GtkWindow *window, GParamSpec *property, gpointer data)
{
  Kept *self = data;
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL)
    return;
  if (!gtk_widget_get_mapped (focus))
    {
      if (self->lost == 0)
        self->lost = g_idle_add (on_lost, self);
    }
  else if (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL)
    g_weak_ref_set (&self->last, focus);
}

void
rsc_focus_keep (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (g_object_get_data (G_OBJECT (window), KEPT) == NULL);

  Kept *self = g_new0 (Kept, 1);

  self->window = window;
  g_weak_ref_init (&self->last, NULL);
  g_object_set_data_full (G_OBJECT (window), KEPT, self, kept_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus), self);
  on_focus (window, NULL, self);
}

void
rsc_focus_free_arrows (void)
{
  g_autoptr (GTypeClass) plain = g_type_class_ref (GTK_TYPE_WIDGET);
  GtkWidgetClass *check = g_type_class_ref (GTK_TYPE_CHECK_BUTTON);

  /* The class stays as it is for as long as the program runs. */
  check->focus = GTK_WIDGET_CLASS (plain)->focus;
}

/* Each widget that leaves the screen comes by: a popover that is to be shown still has its grab. */
static gboolean
on_unmap (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *widget = g_value_get_object (values);

  if (GTK_IS_POPOVER (widget))
    gtk_widget_set_visible (GTK_WIDGET (widget), FALSE);
  return G_SOURCE_CONTINUE;
}

void
rsc_focus_free_grabs (void)
{
  g_type_ensure (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, on_unmap, NULL, NULL);
}
