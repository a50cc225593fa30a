/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-places.h"

#include <adwaita.h>
#include <string.h>

#include "app/window/rsc-panel-focus.h"
#include "app/window/rsc-side-panel.h"
#include "ui/rsc-desk.h"

#define POINTED "pointed"

static gboolean
is_called (GtkWidget *widget, const char *name)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  return g_strcmp0 (id, name) == 0 || g_str_equal (gtk_widget_get_name (widget), name);
}

static GtkWidget *
find_below (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = is_called (child, name) ? child : find_below (child, name);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
rsc_places_find (GtkWidget *window, const char *name)
{
  g_auto (GStrv) parts = NULL;
  GtkWidget *found = window;

  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  parts = g_strsplit (name, "/", -1);
  for (gsize k = 0; parts[k] && found; k++)
    found = find_below (found, parts[k]);
  return found;
}

static void
unmark (GtkWidget *widget)
{
  gtk_widget_remove_css_class (widget, POINTED);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    unmark (child);
}

/* Whatever it is in is on show. */
static void
bring_to_sight (GtkWidget *widget)
{
  GtkWidget *desk = gtk_widget_get_ancestor (widget, RSC_TYPE_DESK);

  if (desk)
    {
      GtkWidget *flap = gtk_widget_get_ancestor (desk, ADW_TYPE_FLAP);
      const char *page = rsc_desk_find (RSC_DESK (desk), widget);

      if (page && rsc_desk_get_alone (RSC_DESK (desk)))
        rsc_desk_set_alone (RSC_DESK (desk), NULL);
      if (page)
        rsc_desk_show_page (RSC_DESK (desk), page);
      /* The side panel, where there is no room beside the pages, lies over them. */
      if (flap && adw_flap_get_folded (ADW_FLAP (flap)))
        adw_flap_set_reveal_flap (ADW_FLAP (flap), FALSE);
    }
  if (gtk_widget_get_ancestor (widget, RSC_TYPE_SIDE_PANEL))
    g_action_group_change_action_state (G_ACTION_GROUP (gtk_widget_get_root (widget)), "side-panel",
                                        g_variant_new_boolean (TRUE));
}

gboolean
rsc_places_point (GtkWidget *window, const char *name)
{
  GtkWidget *place;

  g_return_val_if_fail (GTK_IS_WIDGET (window), FALSE);

  unmark (window);
  if (!name)
    return TRUE;
  place = rsc_places_find (window, name);
  if (!place)
    return FALSE;
  bring_to_sight (place);
  gtk_widget_add_css_class (place, POINTED);
  if (!gtk_widget_grab_focus (place))
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
  return TRUE;
}
