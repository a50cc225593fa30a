/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-start-pane.h"

#include <glib/gi18n.h>

#include "app/window/rsc-lesson-shelf.h"
#include "core/data/rsc-gallery.h"
#include "ui/rsc-thumbnail.h"
#include "ui/words/rsc-lesson-words.h"
#include "ui/words/rsc-picture-words.h"

struct _RscStartPane
{
  GtkWidget parent_instance;

  GStrv names; /* of the lessons, as they stand in the list */
  GtkListBox *lessons;
  GtkFlowBox *gallery;
};

enum
{
  CLOSE,
  LESSON,
  GALLERY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscStartPane, rsc_start_pane, GTK_TYPE_WIDGET)

static void
on_close (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSE], 0);
}

static void
on_lesson (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  RscStartPane *self = RSC_START_PANE (user_data);

  g_signal_emit (self, signals[LESSON], 0, self->names[gtk_list_box_row_get_index (row)]);
}

static void
on_gallery (GtkFlowBox *box, GtkFlowBoxChild *child, gpointer user_data)
{
  g_signal_emit (user_data, signals[GALLERY], 0, gtk_flow_box_child_get_index (child));
}

/* --- rows ------------------------------------------------------------------------------------- */

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_lesson (RscStartPane *self, gsize number, RscLesson *lesson)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *digits = g_strdup_printf ("%zu", number);
  GtkWidget *numeral = gtk_label_new (digits);
  GtkWidget *row;

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (numeral, "title-4");
  gtk_widget_add_css_class (numeral, "dim-label");
  gtk_widget_set_valign (numeral, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (texts), create_label (lesson->title, NULL));
  gtk_box_append (GTK_BOX (texts), create_label (lesson->summary, "caption"));
  gtk_box_append (GTK_BOX (box), numeral);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "lesson-row");
  gtk_list_box_append (self->lessons, box);
  row = gtk_widget_get_parent (box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lesson->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lesson->summary, -1);
}

static void
fill_lessons (RscStartPane *self)
{
  self->names = rsc_lesson_shelf_dup_names ();
  for (gsize k = 0; self->names[k]; k++)
    {
      g_autoptr (RscLesson) lesson = rsc_lesson_shelf_load (self->names[k]);

      if (lesson)
        add_lesson (self, k + 1, lesson);
    }
}

static void
add_set (RscStartPane *self, const RscGalleryItem *item)
{
  g_autoptr (RscDataset) dataset =
    rsc_gallery_generate (item, item->n_default, item->noise_default, 1, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = create_label (gettext (item->title), "caption");
  g_autofree char *text =
    rsc_picture_words_dup_thumbnail (gettext (item->sentence), item->n_default, item->d);
  GtkWidget *child;

  if (dataset)
    {
      GtkWidget *picture = rsc_thumbnail_new (dataset);

      gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), picture);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_tooltip_text (box, gettext (item->sentence));
  gtk_flow_box_append (self->gallery, box);
  child = gtk_widget_get_parent (box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gettext (item->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_start_pane_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&RSC_START_PANE (object)->names, g_strfreev);
  G_OBJECT_CLASS (rsc_start_pane_parent_class)->dispose (object);
}

static void
rsc_start_pane_class_init (RscStartPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_start_pane_dispose;
  signals[CLOSE] = g_signal_new ("close", RSC_TYPE_START_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[LESSON] = g_signal_new ("lesson", RSC_TYPE_START_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GALLERY] = g_signal_new ("gallery", RSC_TYPE_START_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-start-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RscStartPane, lessons);
  gtk_widget_class_bind_template_child (widget_class, RscStartPane, gallery);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_lesson);
  gtk_widget_class_bind_template_callback (widget_class, on_gallery);
}

static void
rsc_start_pane_init (RscStartPane *self)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lessons (self);
  for (gsize k = 0; k < n_items; k++)
    add_set (self, &items[k]);
}
