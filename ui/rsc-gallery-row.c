/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-gallery-row.h"

#include <glib/gi18n.h>

#include "ui/rsc-thumbnail.h"
#include "ui/words/rsc-picture-words.h"

#define SENTENCE_CHARS 48

GtkWidget *
rsc_gallery_row_new (const RscGalleryItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_ (item->title));
  GtkWidget *sentence = gtk_label_new (_ (item->sentence));
  g_autoptr (RscDataset) dataset =
    rsc_gallery_generate (item, item->n_default, item->noise_default, 1, NULL);

  if (dataset)
    gtk_box_append (GTK_BOX (row), rsc_thumbnail_new (dataset));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (sentence), SENTENCE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (sentence), SENTENCE_CHARS);
  gtk_widget_add_css_class (sentence, "caption");
  gtk_widget_add_css_class (sentence, "dim-label");
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), sentence);
  gtk_box_append (GTK_BOX (row), texts);
  return row;
}

void
rsc_gallery_row_fill (GtkListBox *list)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (gsize i = 0; i < n_items; i++)
    {
      g_autofree char *text =
        rsc_picture_words_dup_thumbnail (_ (items[i].sentence), items[i].n_default, items[i].d);

      gtk_list_box_append (list, rsc_gallery_row_new (&items[i]));
      gtk_accessible_update_property (
        GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (list, (int) i)),
        GTK_ACCESSIBLE_PROPERTY_LABEL, _ (items[i].title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
        text, -1);
    }
}
