/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of the files that were opened last. */
#include <glib/gstdio.h>

#include "app/window/rsc-recent-files.h"
#include "ui/words/rsc-document-words.h"

static char *folder;

static GFile *
make_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x,y\n1,2\n", -1, NULL));
  return g_file_new_for_path (path);
}

/* The section of files, after what says that there are none. Not the caller's. */
static GMenuModel *
get_section (RscRecentFiles *recent)
{
  GMenuModel *menu = rsc_recent_files_get_menu (recent);
  g_autoptr (GMenuModel) section =
    g_menu_model_get_item_link (menu, g_menu_model_get_n_items (menu) - 1, G_MENU_LINK_SECTION);

  g_assert_nonnull (section);
  return section;
}

static char *
dup_label (GMenuModel *menu, int item)
{
  char *label = NULL;

  if (item < g_menu_model_get_n_items (menu))
    g_menu_model_get_item_attribute (menu, item, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  return label;
}

/* Until the first file has the label @wanted. */
static void
wait_for_first (GMenuModel *section, const char *wanted)
{
  for (;;)
    {
      g_autofree char *label = dup_label (section, 0);

      if (g_strcmp0 (label, wanted) == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* The newest is first, and the items change in place: a popover keeps each section that it has ever
 * shown. */
static void
test_in_place (void)
{
  RscRecentFiles *recent = rsc_recent_files_new ();
  GMenuModel *menu = rsc_recent_files_get_menu (recent), *section = get_section (recent);
  g_autoptr (GFile) one = make_file ("one_1.csv");
  g_autoptr (GFile) two = make_file ("two.csv");
  g_autofree char *none = dup_label (menu, 0);

  g_assert_cmpstr (none, ==, rsc_document_words_get (RSC_DOCUMENT_NO_RECENT));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 2);
  rsc_recent_files_add (recent, one, FALSE);
  wait_for_first (section, "one__1.csv");
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 1);
  rsc_recent_files_add (recent, two, FALSE);
  wait_for_first (section, "two.csv");
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, 2);
  g_assert_true (get_section (recent) == section);
  rsc_recent_files_free (recent);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  folder = g_dir_make_tmp ("recent-XXXXXX", &error);
  g_assert_no_error (error);
  /* Where the desktop's list is. */
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/recent-files/in-place", test_in_place);
  status = g_test_run ();
  g_free (folder);
  return status;
}
