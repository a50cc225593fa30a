/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-cone-price-view.h"

struct _RscConePriceView
{
  RscPlotArea parent_instance;

  RscConePriceModel model;
};

G_DEFINE_FINAL_TYPE (RscConePriceView, rsc_cone_price_view, RSC_TYPE_PLOT_AREA)

static RscPicture *
rsc_cone_price_view_lay_out (RscPlotArea *area,
                             const RscTheme *theme,
                             cairo_t *cr,
                             double width,
                             double height)
{
  RscConePriceView *self = RSC_CONE_PRICE_VIEW (area);

  return self->model.price ? rsc_cone_price_plot_new (&self->model, theme, cr, width, height)
                           : NULL;
}

static void
rsc_cone_price_view_class_init (RscConePriceViewClass *klass)
{
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_cone_price_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->least_height = RSC_PLOT_AREA_LOW;
  rsc_plot_area_class_add_path_keys (GTK_WIDGET_CLASS (klass));
}

static void
rsc_cone_price_view_init (RscConePriceView *self)
{
}

GtkWidget *
rsc_cone_price_view_new (void)
{
  return g_object_new (RSC_TYPE_CONE_PRICE_VIEW, NULL);
}

void
rsc_cone_price_view_set_price (RscConePriceView *self, const RscConePrice *price, const char *scope)
{
  g_return_if_fail (RSC_IS_CONE_PRICE_VIEW (self));

  if (price == self->model.price)
    return;
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  self->model = (RscConePriceModel){ price, scope };
}

const RscConePrice *
rsc_cone_price_view_get_price (RscConePriceView *self)
{
  g_return_val_if_fail (RSC_IS_CONE_PRICE_VIEW (self), NULL);
  return self->model.price;
}
