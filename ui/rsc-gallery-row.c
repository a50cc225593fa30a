/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-gallery-row.h"

#include <glib/gi18n.h>

#include "ui/rsc-thumbnail.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-picture-words.h"

#define SENTENCE_CHARS 48
/* As large as a thumbnail. */
#define PICTURE_SIZE 44

static GtkWidget *
create_row (GtkWidget *picture, const char *heading, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (heading);
  GtkWidget *sentence = gtk_label_new (text);

  if (picture)
    gtk_box_append (GTK_BOX (row), picture);
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

GtkWidget *
rsc_gallery_row_new (const RscGalleryItem *item)
{
  g_autoptr (RscDataset) dataset =
    rsc_gallery_generate (item, item->n_default, item->noise_default, 1, NULL);

  return create_row (dataset ? rsc_thumbnail_new (dataset) : NULL, _ (item->title),
                     _ (item->sentence));
}

int
rsc_gallery_row_get_drawing (int k)
{
  g_return_val_if_fail (k >= 0 && k < RSC_GALLERY_DRAWINGS, 0);
  return RSC_GALLERY_DRAWINGS - k;
}

static void
add_row (GtkListBox *list, GtkWidget *row, const char *title, const char *text)
{
  gtk_list_box_append (list, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
add_drawing (GtkListBox *list, gsize d)
{
  const char *title = rsc_data_words_get_drawing_title (d);
  const char *sentence = rsc_data_words_get_drawing_sentence (d);
  GtkWidget *picture = gtk_image_new_from_icon_name ("document-edit-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (picture), 32);
  gtk_widget_set_size_request (picture, PICTURE_SIZE, PICTURE_SIZE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  add_row (list, create_row (picture, title, sentence), title, sentence);
}

void
rsc_gallery_row_fill (GtkListBox *list)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (int k = 0; k < RSC_GALLERY_DRAWINGS; k++)
    add_drawing (list, (gsize) rsc_gallery_row_get_drawing (k));
  for (gsize i = 0; i < n_items; i++)
    {
      g_autofree char *text =
        rsc_picture_words_dup_thumbnail (_ (items[i].sentence), items[i].n_default, items[i].d);

      add_row (list, rsc_gallery_row_new (&items[i]), _ (items[i].title), text);
    }
}
