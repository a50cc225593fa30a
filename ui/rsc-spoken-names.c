/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-spoken-names.h"

#include <adwaita.h>
#include <string.h>

#include "ui/words/rsc-window-words.h"

/* Pixels; larger images are pictures. */
#define LARGEST_SYMBOL 64

char *
rsc_spoken_names_dup_plain (const char *label)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (label != NULL, NULL);

  parts = g_strsplit (label, "_", 2);
  return g_strjoinv ("", parts);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Its label names it already, as what the mnemonic activates. */
static void
name_button (GtkButton *button)
{
  if (gtk_button_get_label (button) && gtk_button_get_use_underline (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* The first text below @widget, or NULL. */
static const char *
find_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = find_text (child);

      if (text)
        return text;
    }
  return NULL;
}

/* The pages of every stack below @widget: by @name, or by the text on them. */
static void
name_pages (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = name ? name : find_text (child);

      if (GTK_IS_STACK (widget) && text)
        gtk_accessible_update_property (
          GTK_ACCESSIBLE (gtk_stack_get_page (GTK_STACK (widget), child)),
          GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      name_pages (child, name);
    }
}

static void
name_menu_button (GtkMenuButton *button)
{
  const char *label =
    gtk_menu_button_get_use_underline (button) ? gtk_menu_button_get_label (button) : NULL;
  g_autofree char *name = label ? rsc_spoken_names_dup_plain (label) : NULL;
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (name)
    set_name (GTK_WIDGET (button), name);
  if (GTK_IS_POPOVER_MENU (popover))
    {
      const char *menu = name ? name : gtk_widget_get_tooltip_text (GTK_WIDGET (button));

      set_name (GTK_WIDGET (popover), menu);
      name_pages (GTK_WIDGET (popover), menu);
    }
}

/* The arrow of a split button, by what the button does and the tooltip of the arrow. */
static void
name_split_button (AdwSplitButton *button)
{
  const char *tooltip = adw_split_button_get_dropdown_tooltip (button);
  const char *label = adw_split_button_get_label (button);

  if (!tooltip)
    return;

  g_autofree char *action = rsc_spoken_names_dup_plain (label ? label : "");
  g_autofree char *name = g_strdup_printf ("%s: %s", action, tooltip);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (button)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      set_name (child, name);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* The rows of GTK's own lists, whose type is not public. */
static void
name_items (GtkWidget *widget)
{
  const char *text =
    g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") ? find_text (widget) : NULL;

  if (text)
    set_name (widget, text);
  /* The check mark of a row, which only fades where the row is not chosen. */
  if (GTK_IS_IMAGE (widget))
    {
      set_name (widget, rsc_window_words_get (RSC_WINDOW_CHOSEN));
      gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN,
                                   gtk_widget_get_opacity (widget) <= 0, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

/* What is chosen is the description of the drop-down and of its button, and the name of the row in
 * it. */
static void
on_selected (GtkDropDown *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  gpointer item = gtk_drop_down_get_selected_item (drop_down);

  if (GTK_IS_STRING_OBJECT (item))
    {
      const char *chosen = gtk_string_object_get_string (item);

      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      chosen, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen, -1);
    }
  name_items (button);
  name_pages (button, NULL);
}

static void
on_list_shown (GtkWidget *popover, GtkDropDown *drop_down)
{
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (drop_down));
  GtkWidget *list = find_list (popover);

  if (list && tooltip)
    set_name (list, tooltip);
  name_items (popover);
}

static void
name_drop_down (GtkWidget *drop_down)
{
  const char *tooltip = gtk_widget_get_tooltip_text (drop_down);
  GtkWidget *button = gtk_widget_get_first_child (drop_down);
  GtkWidget *popover = gtk_widget_get_last_child (drop_down);

  if (tooltip && GTK_IS_BUTTON (button))
    {
      set_name (button, tooltip);
      g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (on_selected), NULL);
      on_selected (GTK_DROP_DOWN (drop_down));
    }
  if (GTK_IS_POPOVER (popover))
    g_signal_connect_after (popover, "map", G_CALLBACK (on_list_shown), drop_down);
}

/* GTK calls a label without text by its type, and one with text by it. */
static void
on_text (GtkWidget *label)
{
  if (*gtk_label_get_label (GTK_LABEL (label)) == '\0')
    set_name (label, " ");
}

static void
name_label (GtkWidget *label)
{
  g_signal_connect (label, "notify::label", G_CALLBACK (on_text), NULL);
  on_text (label);
}

static void
name_scrollbar (GtkWidget *scrollbar)
{
  set_name (scrollbar,
            rsc_window_words_get (gtk_orientable_get_orientation (GTK_ORIENTABLE (scrollbar))
                                      == GTK_ORIENTATION_VERTICAL
                                    ? RSC_WINDOW_VERTICAL_BAR
                                    : RSC_WINDOW_HORIZONTAL_BAR));
}

void
rsc_spoken_names_complete (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_DROP_DOWN (root))
    name_drop_down (root);
  else if (GTK_IS_MENU_BUTTON (root))
    name_menu_button (GTK_MENU_BUTTON (root));
  else if (GTK_IS_BUTTON (root))
    name_button (GTK_BUTTON (root));
  else if (ADW_IS_SPLIT_BUTTON (root))
    name_split_button (ADW_SPLIT_BUTTON (root));
  else if (GTK_IS_SCROLLBAR (root))
    name_scrollbar (root);
  else if (GTK_IS_LABEL (root))
    name_label (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    rsc_spoken_names_complete (child);
}

/* What the nearest widget around says: its tooltip or the first text in it. */
static const char *
find_words (GtkWidget *widget)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);
      const char *text = tooltip ? tooltip : find_text (widget);

      if (text && *text != '\0')
        return text;
    }
  return NULL;
}

/* A button of a library that has no label but may have one in it; its tooltip describes it too, so
 * it is called by that and by where it is. What is in a menu button is named by GTK. */
static void
name_bare_button (GtkWidget *button, const char *name)
{
  const char *text = find_text (button), *tooltip = gtk_widget_get_tooltip_text (button);
  g_autofree char *words = tooltip ? g_strdup_printf ("%s: %s", tooltip, name) : NULL;

  if (!text || *text == '\0')
    set_name (button, words ? words : name);
  else if (!GTK_IS_MENU_BUTTON (gtk_widget_get_parent (button)))
    set_name (button, text);
}

static void
name_part (GtkWidget *widget, const char *name)
{
  if (GTK_IS_IMAGE (widget))
    {
      const char *words = find_words (widget);

      set_name (widget, words ? words : name);
      if (gtk_image_get_pixel_size (GTK_IMAGE (widget)) > LARGEST_SYMBOL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                        rsc_window_words_get (RSC_WINDOW_ICON), -1);
    }
  else if (GTK_IS_BUTTON (widget) && !gtk_button_get_label (GTK_BUTTON (widget)))
    name_bare_button (widget, name);
  else if (GTK_IS_TEXT (widget) || GTK_IS_SEARCH_ENTRY (widget))
    set_name (widget, rsc_window_words_get (RSC_WINDOW_SEARCH));
  else if (GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_MENU_BUTTON (widget)
           || GTK_IS_STACK_SWITCHER (widget))
    set_name (widget, name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_part (child, name);
}

void
rsc_spoken_names_complete_window (GtkWindow *window, const char *name)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (name != NULL);

  set_name (GTK_WIDGET (window), name);
  rsc_spoken_names_complete (GTK_WIDGET (window));
  name_pages (GTK_WIDGET (window), name);
  name_part (GTK_WIDGET (window), name);
}
