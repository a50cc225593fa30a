/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pages.h"

#include <math.h>

#include "app/window/rsc-certificate-panel.h"
#include "app/window/rsc-compare-panel.h"
#include "app/window/rsc-data-panel.h"
#include "app/window/rsc-distribution-panel.h"
#include "app/window/rsc-function-panel.h"
#include "app/window/rsc-optimal-set-panel.h"
#include "app/window/rsc-path-panel.h"
#include "app/window/rsc-pruning-panel.h"
#include "app/window/rsc-sensitivity-panel.h"
#include "app/window/rsc-training-panel.h"
#include "app/window/rsc-uniqueness-panel.h"
#include "app/window/rsc-widths-panel.h"

/* A panel is a page by its line here; its template has the name and the title. */
static const struct
{
  GType (*get_type) (void);
  RscDeskPlace place;
} pages[] = {
  { rsc_function_panel_get_type, RSC_DESK_STAGE },
  { rsc_optimal_set_panel_get_type, RSC_DESK_STAGE },
  { rsc_path_panel_get_type, RSC_DESK_DECK },
  { rsc_pruning_panel_get_type, RSC_DESK_DECK },
  { rsc_certificate_panel_get_type, RSC_DESK_DECK },
  { rsc_widths_panel_get_type, RSC_DESK_DECK },
  { rsc_uniqueness_panel_get_type, RSC_DESK_DECK },
  { rsc_distribution_panel_get_type, RSC_DESK_DECK },
  { rsc_sensitivity_panel_get_type, RSC_DESK_DECK },
  { rsc_compare_panel_get_type, RSC_DESK_DECK },
  { rsc_training_panel_get_type, RSC_DESK_DECK },
  { rsc_data_panel_get_type, RSC_DESK_DECK },
};

/* The page of this name alone; a second time brings the others back. */
static void
on_panel (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  RscDesk *desk = RSC_DESK (user_data);
  const char *name = g_variant_get_string (value, NULL);

  rsc_desk_set_alone (desk, g_strcmp0 (rsc_desk_get_alone (desk), name) == 0 ? NULL : name);
}

static void
on_alone (GSimpleAction *action, GParamSpec *pspec, RscDesk *desk)
{
  const char *name = rsc_desk_get_alone (desk);

  g_simple_action_set_state (action, g_variant_new_string (name ? name : ""));
}

/* Brings a page of the desk on show. */
static void
on_page (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  rsc_desk_show_page (RSC_DESK (user_data), g_variant_get_string (value, NULL));
}

void
rsc_pages_add (RscDesk *desk, RscDocument *document)
{
  for (gsize k = 0; k < G_N_ELEMENTS (pages); k++)
    {
      GtkWidget *page = g_object_new (pages[k].get_type (), NULL);

      rsc_desk_add (desk, pages[k].place, page, gtk_widget_get_name (page),
                    rsc_panel_get_title (RSC_PANEL (page)));
      rsc_panel_set_document (RSC_PANEL (page), document);
    }
}

GtkWidget *
rsc_pages_find (RscDesk *desk, GType type)
{
  for (guint k = 0; k < rsc_desk_get_n_pages (desk); k++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (rsc_desk_get_page (desk, k), type))
      return rsc_desk_get_page (desk, k);
  return NULL;
}

void
rsc_pages_add_actions (RscDesk *desk, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "panel", .parameter_type = "s", .state = "''", .activate = on_panel },
    { .name = "page", .parameter_type = "s", .activate = on_page },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), desk);
  g_signal_connect_object (desk, "notify::alone", G_CALLBACK (on_alone),
                           g_action_map_lookup_action (map, "panel"), G_CONNECT_SWAPPED);
}

static gboolean
on_step (GtkWidget *window, GVariant *step, gpointer user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (focus && gtk_widget_get_native (focus) != GTK_NATIVE (window))
    return FALSE;
  rsc_desk_step_page (RSC_DESK (user_data), g_variant_get_int32 (step));
  return TRUE;
}

void
rsc_pages_add_keys (RscDesk *desk, GtkWidget *window)
{
  static const struct
  {
    guint key;
    int step;
  } keys[] = { { GDK_KEY_Page_Up, -1 },
               { GDK_KEY_KP_Page_Up, -1 },
               { GDK_KEY_Page_Down, 1 },
               { GDK_KEY_KP_Page_Down, 1 } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      GtkShortcut *shortcut =
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[k].key, GDK_CONTROL_MASK),
                          gtk_callback_action_new (on_step, desk, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[k].step));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (window, controller);
}

void
rsc_pages_toggle (RscDesk *desk, GtkWidget *focus)
{
  const char *name = NULL;

  if (!rsc_desk_get_alone (desk))
    {
      name = rsc_desk_find (desk, focus);
      if (!name)
        name = gtk_widget_get_name (rsc_desk_get_page (desk, 0));
    }
  rsc_desk_set_alone (desk, name);
}

void
rsc_pages_get_layout (RscDesk *desk, RscLayout *layout)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint k = 0; k < rsc_desk_get_n_pages (desk); k++)
    {
      const char *name = gtk_widget_get_name (rsc_desk_get_page (desk, k));

      if (rsc_desk_is_shown (desk, name))
        g_strv_builder_add (builder, name);
    }
  layout->pages = g_strv_builder_end (builder);
  layout->alone = g_strdup (rsc_desk_get_alone (desk));
  layout->share = rsc_desk_get_share (desk);
}

void
rsc_pages_set_layout (RscDesk *desk, const RscLayout *layout)
{
  gboolean known = FALSE;

  for (gsize k = 0; layout->pages && layout->pages[k]; k++)
    rsc_desk_show_page (desk, layout->pages[k]);
  for (guint k = 0; k < rsc_desk_get_n_pages (desk); k++)
    known =
      known || g_strcmp0 (layout->alone, gtk_widget_get_name (rsc_desk_get_page (desk, k))) == 0;
  rsc_desk_set_alone (desk, known ? layout->alone : NULL);
  if (!isnan (layout->share))
    rsc_desk_set_share (desk, layout->share);
}
