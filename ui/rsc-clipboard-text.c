/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-clipboard-text.h"

typedef struct
{
  GWeakRef widget;
  RscClipboardTextFunc func;
} Reading;

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&reading->widget);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (widget && gtk_widget_get_root (widget))
    reading->func (widget, text);
  g_weak_ref_clear (&reading->widget);
  g_free (reading);
}

void
rsc_clipboard_text_read (GtkWidget *widget, RscClipboardTextFunc func)
{
  Reading *reading;

  g_return_if_fail (GTK_IS_WIDGET (widget) && func != NULL);

  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->widget, widget);
  reading->func = func;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text, reading);
}
