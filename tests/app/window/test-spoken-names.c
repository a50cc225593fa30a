/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader calls the window and its controls. */

#include <adwaita.h>

#include "ui/rsc-spoken-names.h"
#include "windows.h"

static GtkApplication *application;

/* A drop-down tells what is chosen in it. */
static void
check_chosen (GtkDropDown *drop_down)
{
  const guint chosen = gtk_drop_down_get_selected (drop_down);

  /* That of several outputs is hidden where there is one: it has nothing to choose from. */
  if (!gtk_drop_down_get_model (drop_down))
    {
      g_assert_false (gtk_widget_is_visible (GTK_WIDGET (drop_down)));
      return;
    }
  for (guint k = 0; k < g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)); k++)
    {
      g_autoptr (GtkStringObject) item =
        g_list_model_get_item (gtk_drop_down_get_model (drop_down), k);
      g_autofree char *fault = gtk_test_accessible_check_property (
        GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down))),
        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_string_object_get_string (item));

      g_assert_true ((k == chosen) == (fault == NULL));
    }
}

/* A button with a mnemonic is not called twice, a drop-down by what it chooses. Returns how many
 * there are. */
static guint
check_names (GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget))
      && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    {
      g_assert_false (
        gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL));
      n++;
    }
  /* The arrow beside Open has no words of its own. */
  if (GTK_IS_MENU_BUTTON (widget) && ADW_IS_SPLIT_BUTTON (gtk_widget_get_parent (widget)))
    {
      g_assert_null (gtk_test_accessible_check_property (
        GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "Open: Recent files"));
      n++;
    }
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_use_underline (GTK_MENU_BUTTON (widget)))
    {
      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL, "Gallery"));
      n++;
    }
  if (GTK_IS_DROP_DOWN (widget))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      g_assert_nonnull (tooltip);
      g_assert_null (
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip));
      check_chosen (GTK_DROP_DOWN (widget));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += check_names (child);
  return n;
}

/* What is read of a label with a letter underlined. */
static void
test_plain (void)
{
  static const char *const labels[][2] = {
    { "_Open", "Open" }, { "Save _as…", "Save as…" }, { "Next", "Next" }, { "", "" }
  };

  for (gsize k = 0; k < G_N_ELEMENTS (labels); k++)
    {
      g_autofree char *plain = rsc_spoken_names_dup_plain (labels[k][0]);

      g_assert_cmpstr (plain, ==, labels[k][1]);
    }
}

static void
test_spoken_names (void)
{
  RscWindow *window = show_window (application, "gallery:xor");

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "XOR – Reluscope");
  g_assert_cmpuint (check_names (GTK_WIDGET (window)), >, 5);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/spoken-names/plain", test_plain);
  g_test_add_func ("/spoken-names/controls", test_spoken_names);
  return run_windows (application);
}
