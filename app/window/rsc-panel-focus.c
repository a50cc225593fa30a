/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-panel-focus.h"

#include "ui/rsc-plot-area.h"

static GtkWidget *
find_picture (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (RSC_IS_PLOT_AREA (widget) && gtk_widget_get_focusable (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *picture = find_picture (child);

      if (picture)
        return picture;
    }
  return NULL;
}

gboolean
rsc_panel_focus_enter (GtkWidget *panel)
{
  GtkWidget *picture;

  g_return_val_if_fail (GTK_IS_WIDGET (panel), FALSE);

  picture = find_picture (panel);
  return picture ? gtk_widget_grab_focus (picture)
                 : gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD);
}

gboolean
rsc_panel_focus_move (GtkWidget *const *panels, guint n, GtkWidget *focus, int step)
{
  guint at = step > 0 ? n - 1 : 0;

  g_return_val_if_fail (n > 0, FALSE);

  for (guint k = 0; focus && k < n; k++)
    if (focus == panels[k] || gtk_widget_is_ancestor (focus, panels[k]))
      at = k;
  for (guint k = 0; k < n; k++)
    {
      at = (step > 0 ? at + 1 : at + n - 1) % n;
      if (gtk_widget_get_mapped (panels[at]) && rsc_panel_focus_enter (panels[at]))
        return TRUE;
    }
  return FALSE;
}
