/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-curves-view.h"

#include <math.h>

struct _RscCurvesView
{
  RscPlotArea parent_instance;

  RscCurvesModel model;
  gpointer owner;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (RscCurvesView, rsc_curves_view, RSC_TYPE_PLOT_AREA)

static void
clear_owner (RscCurvesView *self)
{
  if (self->destroy)
    self->destroy (self->owner);
  self->owner = NULL;
  self->destroy = NULL;
}

static RscPicture *
rsc_curves_view_lay_out (RscPlotArea *area,
                         const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height)
{
  return rsc_curves_plot_new (&RSC_CURVES_VIEW (area)->model, theme, cr, width, height);
}

static void
rsc_curves_view_finalize (GObject *object)
{
  clear_owner (RSC_CURVES_VIEW (object));
  G_OBJECT_CLASS (rsc_curves_view_parent_class)->finalize (object);
}

static void
rsc_curves_view_class_init (RscCurvesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_curves_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_curves_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->least_height = RSC_PLOT_AREA_LOW;
}

/* What the legend has no room for. */
static gboolean
on_query_tooltip (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (widget));
  g_autofree char *text = picture ? rsc_curves_plot_dup_left_out (picture) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
rsc_curves_view_init (RscCurvesView *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  rsc_curves_model_init (&self->model);
}

GtkWidget *
rsc_curves_view_new (void)
{
  return g_object_new (RSC_TYPE_CURVES_VIEW, NULL);
}

void
rsc_curves_view_set_model (RscCurvesView *self,
                           const RscCurvesModel *model,
                           gpointer owner,
                           GDestroyNotify destroy)
{
  g_return_if_fail (RSC_IS_CURVES_VIEW (self));

  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  self->model = *model;
  clear_owner (self);
  self->owner = owner;
  self->destroy = destroy;
}

const RscCurvesModel *
rsc_curves_view_get_model (RscCurvesView *self)
{
  return &self->model;
}

void
rsc_curves_view_set_marked (RscCurvesView *self, double width)
{
  RscPicture *picture;

  g_return_if_fail (RSC_IS_CURVES_VIEW (self));

  /* A mark that comes or goes needs other room. */
  if (isfinite (self->model.marked) != isfinite (width))
    {
      self->model.marked = width;
      rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
      return;
    }
  if (self->model.marked == width || !isfinite (width))
    return;
  self->model.marked = width;
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    rsc_curves_plot_set_marked (picture, width);
  rsc_plot_area_queue_still (RSC_PLOT_AREA (self));
}
