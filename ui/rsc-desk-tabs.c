/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk-tabs.h"

/* How much wider a tab is where there is room. */
#define AIR 9

struct _RscDeskTabs
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *box;
  GtkMenuButton *all_button;
};

G_DEFINE_FINAL_TYPE (RscDeskTabs, rsc_desk_tabs, GTK_TYPE_WIDGET)

/* --- the row, which gives its tabs air as far as there is room -------------------------------- */

static void
measure_row (GtkWidget *box,
             GtkOrientation orientation,
             int for_size,
             int *minimum,
             int *natural,
             int *minimum_baseline,
             int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *tab = gtk_widget_get_first_child (box); tab;
       tab = gtk_widget_get_next_sibling (tab))
    {
      int least;

      if (!gtk_widget_should_layout (tab))
        continue;
      gtk_widget_measure (tab, orientation, -1, &least, NULL, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum += least;
          *natural += least + AIR;
        }
      else
        *minimum = *natural = MAX (*minimum, least);
    }
}

static void
allocate_row (GtkWidget *box, int width, int height, int baseline)
{
  const gboolean is_rtl = gtk_widget_get_direction (box) == GTK_TEXT_DIR_RTL;
  int least, wanted, left, n = 0, x = 0;

  measure_row (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  n = (wanted - least) / AIR;
  left = CLAMP (width - least, 0, wanted - least);
  for (GtkWidget *tab = gtk_widget_get_first_child (box); tab;
       tab = gtk_widget_get_next_sibling (tab))
    {
      GtkAllocation place = { .height = height };
      int w;

      if (!gtk_widget_should_layout (tab))
        continue;
      gtk_widget_measure (tab, GTK_ORIENTATION_HORIZONTAL, -1, &w, NULL, NULL, NULL);
      w += left / n;
      left -= left / n--;
      place.x = is_rtl ? width - x - w : x;
      place.width = w;
      gtk_widget_size_allocate (tab, &place, -1);
      x += w;
    }
}

/* --- the list of all -------------------------------------------------------------------------- */

static GtkWidget *
get_tab (RscDeskTabs *self, int at)
{
  GtkWidget *tab = gtk_widget_get_first_child (self->box);

  for (int k = 0; tab && k < at; k++)
    tab = gtk_widget_get_next_sibling (tab);
  return tab;
}

static void
on_show (GtkWidget *widget, const char *name, GVariant *at)
{
  GtkWidget *tab = get_tab (RSC_DESK_TABS (widget), g_variant_get_int32 (at));

  if (tab)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
}

/* Written when somebody opens it. */
static void
fill_list (GtkMenuButton *button, gpointer user_data)
{
  RscDeskTabs *self = RSC_DESK_TABS (user_data);
  g_autoptr (GMenu) menu = g_menu_new ();
  int at = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (self->box); tab;
       tab = gtk_widget_get_next_sibling (tab), at++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (gtk_button_get_label (GTK_BUTTON (tab)), NULL);

      if (!gtk_widget_get_visible (tab))
        continue;
      g_menu_item_set_action_and_target (item, "tabs.show", "i", at);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* --- both ------------------------------------------------------------------------------------- */

/* The width that all tabs need. */
static int
measure_all (RscDeskTabs *self)
{
  int least;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static void
rsc_desk_tabs_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  RscDeskTabs *self = RSC_DESK_TABS (widget);
  int least;

  gtk_widget_measure (GTK_WIDGET (self->scroller), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (GTK_WIDGET (self->all_button), orientation, -1, &least, NULL, NULL, NULL);
      *minimum += least;
      *natural = MAX (measure_all (self), *minimum);
    }
}

static void
rsc_desk_tabs_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RscDeskTabs *self = RSC_DESK_TABS (widget);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const gboolean all = measure_all (self) <= width;
  GtkAllocation place = { .height = height };
  int w = 0;

  gtk_widget_set_child_visible (GTK_WIDGET (self->all_button), !all);
  if (!all)
    {
      gtk_widget_measure (GTK_WIDGET (self->all_button), GTK_ORIENTATION_HORIZONTAL, -1, &w, NULL,
                          NULL, NULL);
      place.x = is_rtl ? 0 : width - w;
      place.width = w;
      gtk_widget_size_allocate (GTK_WIDGET (self->all_button), &place, -1);
    }
  place.x = is_rtl ? w : 0;
  place.width = width - w;
  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &place, -1);
}

static void
rsc_desk_tabs_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_desk_tabs_parent_class)->dispose (object);
}

static void
rsc_desk_tabs_class_init (RscDeskTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_desk_tabs_dispose;
  widget_class->measure = rsc_desk_tabs_measure;
  widget_class->size_allocate = rsc_desk_tabs_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "desktabs");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "tabs.show", "i", on_show);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-desk-tabs.ui");
  gtk_widget_class_bind_template_child (widget_class, RscDeskTabs, scroller);
  gtk_widget_class_bind_template_child (widget_class, RscDeskTabs, box);
  gtk_widget_class_bind_template_child (widget_class, RscDeskTabs, all_button);
}

static void
rsc_desk_tabs_init (RscDeskTabs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->box,
                                 gtk_custom_layout_new (NULL, measure_row, allocate_row));
  gtk_menu_button_set_create_popup_func (self->all_button, fill_list, self, NULL);
}

GtkWidget *
rsc_desk_tabs_new (void)
{
  return g_object_new (RSC_TYPE_DESK_TABS, NULL);
}

void
rsc_desk_tabs_insert_after (RscDeskTabs *self, GtkToggleButton *tab, GtkToggleButton *sibling)
{
  g_return_if_fail (RSC_IS_DESK_TABS (self));
  g_return_if_fail (GTK_IS_TOGGLE_BUTTON (tab));

  gtk_box_insert_child_after (GTK_BOX (self->box), GTK_WIDGET (tab),
                              sibling ? GTK_WIDGET (sibling) : NULL);
}

void
rsc_desk_tabs_reveal (RscDeskTabs *self, GtkWidget *tab)
{
  graphene_rect_t bounds;

  g_return_if_fail (RSC_IS_DESK_TABS (self));

  if (gtk_widget_get_visible (tab) && gtk_widget_compute_bounds (tab, self->box, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->scroller),
                               (double) bounds.origin.x,
                               (double) (bounds.origin.x + bounds.size.width));
}
