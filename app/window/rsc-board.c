/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-board.h"

#include "app/window/rsc-panel.h"
#include "ui/plot/rsc-text.h"

/* Of the page, in sizes of its text. */
#define MARGIN 1.0
#define LINE 2.2

typedef struct
{
  RscPlotArea *area;
  char *title; /* or NULL */
  RscRect title_place;
  RscRect place; /* from 0 to 1 of the desk */
} Picture;

struct _RscBoard
{
  GArray *pictures; /* Picture */
  char *caption;
  double width;
  double height;
};

static void
picture_clear (gpointer data)
{
  Picture *picture = data;

  g_object_unref (picture->area);
  g_free (picture->title);
}

static void
add_pictures (GtkWidget *widget, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) <= 0)
    return;
  if (RSC_IS_PLOT_AREA (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_pictures (child, found);
}

GPtrArray *
rsc_board_find_pictures (GtkWidget *widget)
{
  GPtrArray *found = g_ptr_array_new ();

  add_pictures (widget, found);
  return found;
}

static gboolean
find_place (GtkWidget *widget, GtkWidget *desk, RscRect *place)
{
  const double width = gtk_widget_get_width (desk), height = gtk_widget_get_height (desk);
  graphene_rect_t r;

  if (!gtk_widget_compute_bounds (widget, desk, &r) || width <= 0 || height <= 0)
    return FALSE;
  *place = (RscRect){ (double) r.origin.x / width, (double) r.origin.y / height,
                      (double) r.size.width / width, (double) r.size.height / height };
  return TRUE;
}

RscBoard *
rsc_board_new (RscDesk *desk, const char *caption)
{
  RscBoard *self = g_new0 (RscBoard, 1);
  RscTheme theme;
  RscPaper paper;

  g_return_val_if_fail (RSC_IS_DESK (desk), NULL);

  self->pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, picture_clear);
  self->caption = g_strdup (caption);
  for (guint k = 0; k < rsc_desk_get_n_pages (desk); k++)
    {
      GtkWidget *page = rsc_desk_get_page (desk, k);
      g_autoptr (GPtrArray) found = rsc_board_find_pictures (page);

      for (guint i = 0; i < found->len; i++)
        {
          GtkWidget *area = g_ptr_array_index (found, i);
          Picture picture = { RSC_PLOT_AREA (area) };

          if (!find_place (area, GTK_WIDGET (desk), &picture.place)
              || !find_place (page, GTK_WIDGET (desk), &picture.title_place))
            continue;
          picture.area = g_object_ref (picture.area);
          picture.title = i == 0 && RSC_IS_PANEL (page)
                            ? g_strdup (rsc_panel_get_title (RSC_PANEL (page)))
                            : NULL;
          g_array_append_val (self->pictures, picture);
        }
    }
  rsc_paper_init (&paper);
  rsc_paper_get_theme (&paper, &theme);
  self->width = MAX (gtk_widget_get_width (GTK_WIDGET (desk)), 480);
  self->height =
    MAX (gtk_widget_get_height (GTK_WIDGET (desk)), 320) + (LINE + MARGIN) * theme.font_size;
  return self;
}

void
rsc_board_free (RscBoard *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pictures);
  g_free (self->caption);
  g_free (self);
}

double
rsc_board_get_width (const RscBoard *self)
{
  return self->width;
}

double
rsc_board_get_height (const RscBoard *self)
{
  return self->height;
}

gsize
rsc_board_get_n_pictures (const RscBoard *self)
{
  return self->pictures->len;
}

void
rsc_board_draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer board)
{
  const RscBoard *self = board;
  const double em = theme->font_size, foot = (LINE + MARGIN) * em;
  const double inner = height - foot;
  RscText text;

  rsc_color_set_source (cr, theme->background);
  cairo_paint (cr);
  rsc_text_init (&text, theme, cr);
  for (guint k = 0; k < self->pictures->len; k++)
    {
      const Picture *picture = &g_array_index (self->pictures, Picture, k);
      const RscRect r = { picture->place.x * width, picture->place.y * inner,
                          picture->place.width * width, picture->place.height * inner };

      if (r.width < 1 || r.height < 1)
        continue;
      cairo_save (cr);
      cairo_translate (cr, r.x, r.y);
      cairo_rectangle (cr, 0, 0, r.width, r.height);
      cairo_clip (cr);
      rsc_plot_area_draw_on_paper (theme, cr, r.width, r.height, picture->area);
      cairo_restore (cr);
      if (picture->title)
        {
          rsc_text_set_style (&text, 1.1, TRUE);
          rsc_text_set_limit (&text, picture->title_place.width * width - 2 * em);
          rsc_text_draw (&text, picture->title, picture->title_place.x * width + em,
                         MAX (picture->title_place.y * inner + 0.5 * LINE * em, 0), 0, 0.5,
                         theme->foreground);
        }
    }
  rsc_text_set_style (&text, 1.0, FALSE);
  rsc_text_set_limit (&text, width - 2 * em);
  rsc_text_draw (&text, self->caption, em, inner + 0.5 * foot, 0, 0.5, theme->muted);
  rsc_text_clear (&text);
}
