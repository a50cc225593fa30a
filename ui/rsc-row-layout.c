/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-row-layout.h"

struct _RscRowLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
};

struct _RscRowLayoutChild
{
  GtkLayoutChild parent_instance;
  gboolean goes;
};

/* A child that takes part, and the width that it gets. */
typedef struct
{
  GtkWidget *widget;
  GtkRequestedSize size;
  gboolean goes;
  gboolean expands;
  gboolean shown;
} Place;

enum
{
  PROP_0,
  PROP_SPACING
};

enum
{
  CHILD_PROP_0,
  CHILD_PROP_GOES
};

G_DEFINE_FINAL_TYPE (RscRowLayout, rsc_row_layout, GTK_TYPE_LAYOUT_MANAGER)
G_DEFINE_FINAL_TYPE (RscRowLayoutChild, rsc_row_layout_child, GTK_TYPE_LAYOUT_CHILD)

/* --- what is said of one child ---------------------------------------------------------------- */

static void
rsc_row_layout_child_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == CHILD_PROP_GOES)
    g_value_set_boolean (value, RSC_ROW_LAYOUT_CHILD (object)->goes);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_row_layout_child_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == CHILD_PROP_GOES)
    {
      RSC_ROW_LAYOUT_CHILD (object)->goes = g_value_get_boolean (value);
      gtk_layout_manager_layout_changed (
        gtk_layout_child_get_layout_manager (GTK_LAYOUT_CHILD (object)));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_row_layout_child_class_init (RscRowLayoutChildClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rsc_row_layout_child_get_property;
  object_class->set_property = rsc_row_layout_child_set_property;
  g_object_class_install_property (
    object_class, CHILD_PROP_GOES,
    g_param_spec_boolean ("goes", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
rsc_row_layout_child_init (RscRowLayoutChild *self)
{
}

/* --- the row ---------------------------------------------------------------------------------- */

/* The visible children of @widget with their widths. Free with g_array_unref(). */
static GArray *
list_places (RscRowLayout *self, GtkWidget *widget)
{
  GArray *places = g_array_new (FALSE, TRUE, sizeof (Place));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      Place place = { .widget = child, .shown = TRUE };

      if (!gtk_widget_should_layout (child))
        continue;
      place.goes = RSC_ROW_LAYOUT_CHILD (
                     gtk_layout_manager_get_layout_child (GTK_LAYOUT_MANAGER (self), child))
                     ->goes;
      place.expands = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &place.size.minimum_size,
                          &place.size.natural_size, NULL, NULL);
      g_array_append_val (places, place);
    }
  return places;
}

static Place *
get_place (GArray *places, guint k)
{
  return &g_array_index (places, Place, k);
}

/* What the children on show take at least, with the gaps between them. */
static int
add_up (RscRowLayout *self, GArray *places)
{
  int sum = 0, n = 0;

  for (guint k = 0; k < places->len; k++)
    if (get_place (places, k)->shown)
      {
        sum += get_place (places, k)->size.minimum_size;
        n++;
      }
  return sum + MAX (n - 1, 0) * self->spacing;
}

/* Which children are on show in this width, and how wide each is. */
static void
share_out (RscRowLayout *self, GArray *places, int width)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));
  int left, n_expanding = 0;
  guint n = 0;

  for (guint k = places->len; k > 0 && add_up (self, places) > width; k--)
    get_place (places, k - 1)->shown = !get_place (places, k - 1)->goes;
  for (guint k = 0; k < places->len; k++)
    if (get_place (places, k)->shown)
      {
        g_array_append_val (sizes, get_place (places, k)->size);
        n_expanding += get_place (places, k)->expands;
      }
  left = MAX (width - add_up (self, places), 0);
  left =
    gtk_distribute_natural_allocation (left, sizes->len, (GtkRequestedSize *) (void *) sizes->data);
  for (guint k = 0; k < places->len; k++)
    {
      Place *place = get_place (places, k);

      if (!place->shown)
        continue;
      place->size.minimum_size = g_array_index (sizes, GtkRequestedSize, n++).minimum_size;
      if (place->expands)
        {
          const int more = left / n_expanding--;

          place->size.minimum_size += more;
          left -= more;
        }
    }
}

static void
measure_width (RscRowLayout *self, GArray *places, int *minimum, int *natural)
{
  *natural = MAX ((int) places->len - 1, 0) * self->spacing;
  for (guint k = 0; k < places->len; k++)
    {
      *natural += get_place (places, k)->size.natural_size;
      get_place (places, k)->shown = !get_place (places, k)->goes;
    }
  *minimum = add_up (self, places);
}

static void
rsc_row_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  RscRowLayout *self = RSC_ROW_LAYOUT (manager);
  g_autoptr (GArray) places = list_places (self, widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, places, minimum, natural);
      return;
    }
  if (for_size >= 0)
    share_out (self, places, for_size);
  for (guint k = 0; k < places->len; k++)
    {
      const Place *place = get_place (places, k);
      int least, most;

      if (!place->shown)
        continue;
      gtk_widget_measure (place->widget, orientation, for_size >= 0 ? place->size.minimum_size : -1,
                          &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
    }
}

static void
rsc_row_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  RscRowLayout *self = RSC_ROW_LAYOUT (manager);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) places = list_places (self, widget);
  int x = 0;

  share_out (self, places, width);
  for (guint k = 0; k < places->len; k++)
    {
      const Place *place = get_place (places, k);
      const int w = place->size.minimum_size;

      gtk_widget_set_child_visible (place->widget, place->shown);
      if (!place->shown)
        continue;
      gtk_widget_size_allocate (place->widget,
                                &(GtkAllocation){ is_rtl ? width - x - w : x, 0, w, height }, -1);
      x += w + self->spacing;
    }
}

static GtkLayoutChild *
rsc_row_layout_create_layout_child (GtkLayoutManager *manager,
                                    GtkWidget *widget,
                                    GtkWidget *for_child)
{
  return g_object_new (RSC_TYPE_ROW_LAYOUT_CHILD, "layout-manager", manager, "child-widget",
                       for_child, NULL);
}

static void
rsc_row_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, RSC_ROW_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_row_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    {
      RSC_ROW_LAYOUT (object)->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_row_layout_class_init (RscRowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = rsc_row_layout_get_property;
  object_class->set_property = rsc_row_layout_set_property;
  layout_class->layout_child_type = RSC_TYPE_ROW_LAYOUT_CHILD;
  layout_class->measure = rsc_row_layout_measure;
  layout_class->allocate = rsc_row_layout_allocate;
  layout_class->create_layout_child = rsc_row_layout_create_layout_child;
  g_object_class_install_property (object_class, PROP_SPACING,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
rsc_row_layout_init (RscRowLayout *self)
{
}
