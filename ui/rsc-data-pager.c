/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-pager.h"

#include "ui/rsc-label.h"
#include "ui/words/rsc-table-words.h"

struct _RscDataPager
{
  GtkWidget parent_instance;

  GtkLabel *page;
  GtkWidget *before;
  GtkWidget *after;
};

enum
{
  TURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDataPager, rsc_data_pager, GTK_TYPE_WIDGET)

static void
on_before (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[TURNED], 0, -1);
}

static void
on_after (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[TURNED], 0, 1);
}

static void
rsc_data_pager_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_data_pager_parent_class)->dispose (object);
}

static void
rsc_data_pager_class_init (RscDataPagerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_data_pager_dispose;
  signals[TURNED] = g_signal_new ("turned", RSC_TYPE_DATA_PAGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "datapager");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_button (RscDataPager *self, const char *icon, const char *help, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, help, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", on_clicked, self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
rsc_data_pager_init (RscDataPager *self)
{
  self->before = add_button (self, "go-previous-symbolic", rsc_table_words_get_features_before (),
                             G_CALLBACK (on_before));
  self->page = GTK_LABEL (gtk_label_new (" "));
  gtk_widget_set_parent (GTK_WIDGET (self->page), GTK_WIDGET (self));
  self->after = add_button (self, "go-next-symbolic", rsc_table_words_get_features_after (),
                            G_CALLBACK (on_after));
}

GtkWidget *
rsc_data_pager_new (void)
{
  return g_object_new (RSC_TYPE_DATA_PAGER, NULL);
}

void
rsc_data_pager_set_page (RscDataPager *self, gsize first, gsize n, gsize d)
{
  g_autofree char *text = rsc_table_words_dup_features (first, n, d);

  g_return_if_fail (RSC_IS_DATA_PAGER (self));

  rsc_label_set (self->page, text);
  gtk_widget_set_sensitive (self->before, first > 0);
  gtk_widget_set_sensitive (self->after, first + n < d);
}
