/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-recent-files.h"

#include "app/files/rsc-saved.h"
#include "ui/words/rsc-document-words.h"

#define SHOWN_MAX 8
#define PROGRAM "reluscope"

struct _RscRecentFiles
{
  GtkRecentManager *manager; /* the desktop's */
  GMenu *menu;
  GMenu *section;    /* of it: a popover of GTK 4.8 keeps each section that it has ever shown */
  gboolean has_none; /* the menu has an item that says so */
};

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited ((GtkRecentInfo *) b),
                              gtk_recent_info_get_visited ((GtkRecentInfo *) a));
}

/* As a menu's label: an underline would be a mnemonic. Free with g_free(). */
static char *
dup_label (GtkRecentInfo *info)
{
  g_auto (GStrv) parts = g_strsplit (gtk_recent_info_get_display_name (info), "_", -1);

  return g_strjoinv ("__", parts);
}

static void
fill (RscRecentFiles *self)
{
  GList *all = g_list_sort (gtk_recent_manager_get_items (self->manager), compare_newest_first);
  guint n = 0;

  g_menu_remove_all (self->section);
  for (GList *l = all; l && n < SHOWN_MAX; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;

      if (!gtk_recent_info_has_application (info, PROGRAM) || !gtk_recent_info_exists (info))
        continue;
      label = dup_label (info);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-uri", "s", gtk_recent_info_get_uri (info));
      g_menu_append_item (self->section, item);
      n++;
    }
  g_list_free_full (all, (GDestroyNotify) gtk_recent_info_unref);
  if (self->has_none == (n == 0))
    return;
  /* An item that does nothing says that there is nothing. */
  self->has_none = n == 0;
  if (self->has_none)
    g_menu_prepend (self->menu, rsc_document_words_get (RSC_DOCUMENT_NO_RECENT), "win.no-recent");
  else
    g_menu_remove (self->menu, 0);
}

static void
on_changed (GtkRecentManager *manager, gpointer user_data)
{
  fill (user_data);
}

RscRecentFiles *
rsc_recent_files_new (void)
{
  RscRecentFiles *self = g_new0 (RscRecentFiles, 1);

  self->manager = gtk_recent_manager_get_default ();
  self->menu = g_menu_new ();
  self->section = g_menu_new ();
  g_menu_append_section (self->menu, rsc_document_words_get (RSC_DOCUMENT_RECENT),
                         G_MENU_MODEL (self->section));
  g_signal_connect (self->manager, "changed", G_CALLBACK (on_changed), self);
  fill (self);
  return self;
}

void
rsc_recent_files_free (RscRecentFiles *self)
{
  g_signal_handlers_disconnect_by_data (self->manager, self);
  g_object_unref (self->section);
  g_object_unref (self->menu);
  g_free (self);
}

void
rsc_recent_files_add (RscRecentFiles *self, GFile *file, gboolean document)
{
  g_autofree char *uri = g_file_get_uri (file);
  GtkRecentData data = {
    .mime_type = (char *) (document ? RSC_SAVED_MIME_TYPE : "text/csv"),
    .app_name = (char *) PROGRAM,
    .app_exec = (char *) PROGRAM " %f",
  };

  gtk_recent_manager_add_full (self->manager, uri, &data);
}

GMenuModel *
rsc_recent_files_get_menu (RscRecentFiles *self)
{
  return G_MENU_MODEL (self->menu);
}
