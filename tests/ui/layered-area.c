/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layered-area.h"

#define CORNER 4.0

typedef struct
{
  LayeredArea *area;
  RscColor color;
} Layout;

G_DEFINE_FINAL_TYPE (LayeredArea, layered_area, RSC_TYPE_PLOT_AREA)

static void
draw_still (gconstpointer data, RscText *text)
{
  const Layout *layout = data;

  layout->area->n_still++;
  layout->area->drawn = layout->area->state;
  cairo_set_source_rgb (text->cr, layout->color.red, layout->color.green, layout->color.blue);
  cairo_paint (text->cr);
}

static void
draw_moving (gconstpointer data, RscText *text)
{
  const Layout *layout = data;

  layout->area->n_moving++;
  cairo_rectangle (text->cr, 0, 0, CORNER, CORNER);
  cairo_fill (text->cr);
}

static RscPicture *
layered_area_lay_out (RscPlotArea *area,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  static const RscLayer layers[] = {
    { RSC_LAYERS_STILL, draw_still, NULL },
    { RSC_LAYERS_MOVING, draw_moving, NULL },
  };
  LayeredArea *self = LAYERED_AREA (area);
  Layout *layout;

  if (self->empty)
    return NULL;
  self->n_laid_out++;
  self->width = width;
  self->height = height;
  layout = g_new (Layout, 1);
  *layout = (Layout){ self, theme->foreground };
  return rsc_picture_new (theme, width, height, layout, g_free, G_N_ELEMENTS (layers), layers);
}

static void
layered_area_class_init (LayeredAreaClass *klass)
{
  RSC_PLOT_AREA_CLASS (klass)->lay_out = layered_area_lay_out;
}

static void
layered_area_init (LayeredArea *self)
{
}
