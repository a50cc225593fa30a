/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-name-factory.h"

#include <adwaita.h>

#include "ui/rsc-tip.h"

/* Characters of a name in the list. */
#define LIST_CHARS 48

static GtkWidget *
create_label (int chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  rsc_tip_show_whole (GTK_LABEL (label));
  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  gtk_list_item_set_child (item, create_label (GPOINTER_TO_INT (chars)));
}

/* The characters of usual width that have room for the letters of @text, which may be wider. */
static int
count_chars (GtkWidget *label, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  PangoFontMetrics *metrics =
    pango_context_get_metrics (pango_layout_get_context (layout), NULL, NULL);
  const int usual = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                         pango_font_metrics_get_approximate_digit_width (metrics));
  int width;

  pango_font_metrics_unref (metrics);
  pango_layout_get_size (layout, &width, NULL);
  return (width + usual - 1) / MAX (usual, 1);
}

static void
write_name (GtkWidget *label, GtkListItem *item, int chars)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), name);
  /* A label that can leave something out would do so where there is room for all. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (count_chars (label, name), chars));
}

/* In a row of a list the name gives way to the words before it. */
static void
on_bind_short (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  write_name (gtk_list_item_get_child (item), item, GPOINTER_TO_INT (chars));
}

static void
on_setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer drop_down)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = create_label (LIST_CHARS);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, row);
}

static void
mark_selected (GtkWidget *drop_down, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *item = GTK_LIST_ITEM (user_data);
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autoptr (GObject) selected = NULL;

  g_object_get (drop_down, "selected-item", &selected, NULL);
  if (row)
    gtk_widget_set_opacity (gtk_widget_get_last_child (row),
                            selected == gtk_list_item_get_item (item) ? 1 : 0);
}

static void
on_bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer drop_down)
{
  write_name (gtk_widget_get_first_child (gtk_list_item_get_child (item)), item, LIST_CHARS);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (mark_selected), item);
  mark_selected (drop_down, NULL, item);
}

static void
on_unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer drop_down)
{
  g_signal_handlers_disconnect_by_func (drop_down, mark_selected, item);
}

void
rsc_name_factory_use (GtkWidget *drop_down, int chars)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down) || ADW_IS_COMBO_ROW (drop_down));
  g_return_if_fail (chars > 0);

  g_signal_connect (button, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (chars));
  g_signal_connect (button, "bind",
                    ADW_IS_COMBO_ROW (drop_down) ? G_CALLBACK (on_bind_short)
                                                 : G_CALLBACK (on_bind),
                    GINT_TO_POINTER (chars));
  g_signal_connect (list, "setup", G_CALLBACK (on_setup_row), drop_down);
  g_signal_connect (list, "bind", G_CALLBACK (on_bind_row), drop_down);
  g_signal_connect (list, "unbind", G_CALLBACK (on_unbind_row), drop_down);
  g_object_set (drop_down, "factory", button, "list-factory", list, NULL);
}
