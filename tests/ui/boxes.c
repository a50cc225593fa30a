/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boxes.h"

#include <string.h>

#include "ui/rsc-data-table.h"
#include "ui/rsc-desk-tabs.h"
#include "ui/rsc-import-preview.h"
#include "ui/rsc-plot-area.h"
#include "ui/plot/rsc-text.h"

/* What rounding to pixels and the slant of letters are allowed. */
#define SLACK 1.5f

/* Something that is read or used, where it is on the screen, and what it reads. */
typedef struct
{
  GtkWidget *widget;
  graphene_rect_t box;
  const char *text;
} Box;

typedef struct
{
  GtkWidget *root;
  const char *const *names;
  const char *where;
  GArray *boxes;
  guint n_texts;
} Look;

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));
  return gtk_widget_get_tooltip_text (widget);
}

static void G_GNUC_PRINTF (3, 4) tell (const Look *look, GtkWidget *widget, const char *format, ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *what = NULL;
  const char *text = get_text (widget);
  va_list arguments;

  for (GtkWidget *w = widget; w && w != look->root; w = gtk_widget_get_parent (w))
    if (w == widget || g_str_has_prefix (G_OBJECT_TYPE_NAME (w), "Rsc"))
      g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (w));
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s: “%s” %s (%s)", look->where, text ? text : "", what, path->str + 3);
  g_test_fail ();
}

/* A tooltip of its own, or of the control or row that it is a word of. */
static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget && !GTK_IS_ROOT (widget); widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* Whether the text has one of the words of the data in it, which are as long as they are. */
static gboolean
names_data (const char *const *names, const char *text)
{
  for (; *names; names++)
    if (strstr (text, *names))
      return TRUE;
  return FALSE;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_DROP_DOWN (widget)
         || GTK_IS_SCALE (widget);
}

/* The part of @widget's box, or of @own in its coordinates, that is within @clip. */
static gboolean
find_box (const Look *look,
          GtkWidget *widget,
          const graphene_rect_t *own,
          const graphene_rect_t *clip,
          graphene_rect_t *box)
{
  graphene_point_t corner;

  if (own)
    {
      graphene_point_t origin;

      if (!gtk_widget_compute_point (widget, look->root, &own->origin, &corner))
        return FALSE;
      origin = corner;
      graphene_rect_init (box, origin.x, origin.y, own->size.width, own->size.height);
    }
  else if (!gtk_widget_compute_bounds (widget, look->root, box))
    return FALSE;
  return graphene_rect_intersection (box, clip, box);
}

static void
add_box (Look *look, GtkWidget *widget, const graphene_rect_t *box)
{
  const Box added = { widget, *box, get_text (widget) };

  g_array_append_val (look->boxes, added);
}

static void
check_label (Look *look, GtkLabel *label, const graphene_rect_t *clip, gboolean scrolls)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  GtkWidget *widget = GTK_WIDGET (label);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  PangoRectangle logical;
  graphene_rect_t own, box, whole;
  int x, y;

  if (gtk_label_get_text (label)[0] == '\0')
    return;
  look->n_texts++;
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (logical.width > width + SLACK || logical.height > height + SLACK)
    tell (look, widget, "has %d × %d of the %d × %d that it needs", width, height, logical.width,
          logical.height);
  if (pango_layout_is_ellipsized (layout) && !has_tooltip (widget))
    tell (look, widget, "is cut short, and no tooltip has the whole");
  if (pango_layout_is_ellipsized (layout) && look->names
      && !names_data (look->names, gtk_label_get_text (label)))
    tell (look, widget, "is cut short, and is no name of the data");
  gtk_label_get_layout_offsets (label, &x, &y);
  graphene_rect_init (&own, (float) (x + logical.x), (float) (y + logical.y), (float) logical.width,
                      (float) logical.height);
  whole = *clip;
  graphene_rect_inset (&whole, -10000, -10000);
  if (!find_box (look, widget, &own, &whole, &whole))
    return;
  if (!find_box (look, widget, &own, clip, &box))
    graphene_rect_init (&box, 0, 0, 0, 0);
  if (!scrolls
      && (box.size.width < whole.size.width - SLACK || box.size.height < whole.size.height - SLACK))
    tell (look, widget, "is beyond the edge: %.0f × %.0f of %.0f × %.0f are seen", box.size.width,
          box.size.height, whole.size.width, whole.size.height);
  if (box.size.width > 0)
    add_box (look, widget, &box);
}

static void
check_field (Look *look, GtkText *field)
{
  GtkWidget *widget = GTK_WIDGET (field);
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (widget, gtk_editable_get_text (GTK_EDITABLE (field)));
  int width;

  look->n_texts++;
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > gtk_widget_get_width (widget) + SLACK && !has_tooltip (widget))
    tell (look, widget, "has a field of %d for %d", gtk_widget_get_width (widget), width);
}

/* What the texts in a picture say is read as that of labels is. */
static void
check_picture (Look *look, RscPlotArea *area)
{
  RscPicture *picture = rsc_plot_area_get_picture (area);
  cairo_t *cr;
  const GArray *boxes;

  if (!picture)
    return;
  cr = rsc_picture_create_measuring ();
  boxes = rsc_text_record (cr);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      look->n_texts++;
      if (box->clipped || box->x < -SLACK || box->y < -SLACK
          || box->x + box->width > rsc_picture_get_width (picture) + SLACK
          || box->y + box->height > rsc_picture_get_height (picture) + SLACK)
        tell (look, GTK_WIDGET (area), "has “%s” beyond its edge", box->words);
      if (box->shortened && look->names && !names_data (look->names, box->words))
        tell (look, GTK_WIDGET (area), "has “%s” cut short", box->words);
      for (guint j = 0; j < k; j++)
        {
          const RscTextBox *other = &g_array_index (boxes, RscTextBox, j);

          if (MIN (box->x + box->width, other->x + other->width) - MAX (box->x, other->x) > SLACK
              && MIN (box->y + box->height, other->y + other->height) - MAX (box->y, other->y)
                   > SLACK)
            tell (look, GTK_WIDGET (area), "has “%s” on “%s”", box->words, other->words);
        }
    }
  cairo_destroy (cr);
}

/* Tables, whose columns are as many as the data have, and tabs, of which there is a list too. */
static gboolean
may_scroll_sideways (GtkWidget *widget)
{
  if (GTK_IS_VIEWPORT (widget)
      && RSC_IS_IMPORT_PREVIEW (gtk_viewport_get_child (GTK_VIEWPORT (widget))))
    return TRUE;
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (RSC_IS_DATA_TABLE (widget) || RSC_IS_DESK_TABS (widget))
      return TRUE;
  return FALSE;
}

static void
walk (Look *look, GtkWidget *widget, const graphene_rect_t *outer, gboolean scrolls)
{
  graphene_rect_t clip = *outer, box;

  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) <= 0)
    return;
  if (GTK_IS_SCROLLABLE (widget) || gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN)
    if (!find_box (look, widget, NULL, outer, &clip))
      return;
  if (GTK_IS_SCROLLABLE (widget))
    {
      GtkAdjustment *sideways = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (widget));

      scrolls = TRUE;
      if (sideways && !may_scroll_sideways (widget)
          && gtk_adjustment_get_upper (sideways)
               > gtk_adjustment_get_page_size (sideways) + (double) SLACK)
        tell (look, widget, "scrolls sideways: %.0f of %.0f",
              gtk_adjustment_get_page_size (sideways), gtk_adjustment_get_upper (sideways));
    }
  if (GTK_IS_LABEL (widget))
    check_label (look, GTK_LABEL (widget), outer, scrolls);
  else if (GTK_IS_TEXT (widget))
    check_field (look, GTK_TEXT (widget));
  else if (RSC_IS_PLOT_AREA (widget))
    check_picture (look, RSC_PLOT_AREA (widget));
  else if (is_control (widget) && find_box (look, widget, NULL, outer, &box))
    add_box (look, widget, &box);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      walk (look, child, &clip, scrolls);
}

static void
check_overlaps (const Look *look)
{
  for (guint i = 0; i < look->boxes->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const Box *one = &g_array_index (look->boxes, Box, i);
        const Box *other = &g_array_index (look->boxes, Box, k);
        graphene_rect_t common;

        if (graphene_rect_intersection (&one->box, &other->box, &common)
            && common.size.width > SLACK && common.size.height > SLACK
            && !gtk_widget_is_ancestor (one->widget, other->widget)
            && !gtk_widget_is_ancestor (other->widget, one->widget))
          tell (look, one->widget, "lies on “%s” (%s) by %.0f × %.0f",
                other->text ? other->text : "", G_OBJECT_TYPE_NAME (other->widget),
                common.size.width, common.size.height);
      }
}

guint
check_boxes (GtkWidget *root, const char *where, const char *const *names)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  Look look = { root, names, where, boxes, 0 };
  graphene_rect_t all;

  g_assert_true (gtk_widget_compute_bounds (root, root, &all));
  walk (&look, root, &all, FALSE);
  check_overlaps (&look);
  return look.n_texts;
}
