/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-curves-view.h"

#define HEIGHT_MIN 110

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

static void
rsc_curves_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  GTK_WIDGET_CLASS (rsc_curves_view_parent_class)
    ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = HEIGHT_MIN;
}

static void
rsc_curves_view_draw (RscPlotArea *area,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  rsc_curves_plot_draw (&RSC_CURVES_VIEW (area)->model, theme, cr, width, height);
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
  GTK_WIDGET_CLASS (klass)->measure = rsc_curves_view_measure;
  RSC_PLOT_AREA_CLASS (klass)->draw = rsc_curves_view_draw;
}

static void
rsc_curves_view_init (RscCurvesView *self)
{
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

  self->model = *model;
  clear_owner (self);
  self->owner = owner;
  self->destroy = destroy;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const RscCurvesModel *
rsc_curves_view_get_model (RscCurvesView *self)
{
  return &self->model;
}

void
rsc_curves_view_set_marked (RscCurvesView *self, double width)
{
  g_return_if_fail (RSC_IS_CURVES_VIEW (self));
  self->model.marked = width;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
