/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-distribution-view.h"

#include <math.h>

struct _RscDistributionView
{
  RscPlotArea parent_instance;

  RscDistributionModel model;
  RscDistribution *distribution; /* of @model, or NULL */
  char *neuron_name;
};

G_DEFINE_FINAL_TYPE (RscDistributionView, rsc_distribution_view, RSC_TYPE_PLOT_AREA)

static RscPicture *
rsc_distribution_view_lay_out (RscPlotArea *area,
                               const RscTheme *theme,
                               cairo_t *cr,
                               double width,
                               double height)
{
  RscDistributionView *self = RSC_DISTRIBUTION_VIEW (area);

  return self->distribution ? rsc_distribution_plot_new (&self->model, theme, cr, width, height)
                            : NULL;
}

static void
rsc_distribution_view_finalize (GObject *object)
{
  RscDistributionView *self = RSC_DISTRIBUTION_VIEW (object);

  g_clear_pointer (&self->distribution, rsc_distribution_unref);
  g_free (self->neuron_name);
  G_OBJECT_CLASS (rsc_distribution_view_parent_class)->finalize (object);
}

static void
rsc_distribution_view_class_init (RscDistributionViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_distribution_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_distribution_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->least_height = RSC_PLOT_AREA_LOW;
  rsc_plot_area_class_add_path_keys (GTK_WIDGET_CLASS (klass));
}

static void
rsc_distribution_view_init (RscDistributionView *self)
{
  self->model.picked = NAN;
}

GtkWidget *
rsc_distribution_view_new (void)
{
  return g_object_new (RSC_TYPE_DISTRIBUTION_VIEW, NULL);
}

void
rsc_distribution_view_set_model (RscDistributionView *self, const RscDistributionModel *model)
{
  RscDistribution *distribution;

  g_return_if_fail (RSC_IS_DISTRIBUTION_VIEW (self) && model != NULL);

  if (self->distribution == model->distribution
      && g_strcmp0 (self->neuron_name, model->neuron_name) == 0)
    {
      RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

      if (self->model.picked == model->picked
          || (isnan (self->model.picked) && isnan (model->picked)))
        return;
      self->model.picked = model->picked;
      if (picture)
        rsc_distribution_plot_set_picked (picture, model->picked);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  distribution =
    model->distribution ? rsc_distribution_ref ((RscDistribution *) model->distribution) : NULL;
  char *name = g_strdup (model->neuron_name);
  g_clear_pointer (&self->distribution, rsc_distribution_unref);
  g_free (self->neuron_name);
  self->distribution = distribution;
  self->neuron_name = name;
  self->model = (RscDistributionModel){ distribution, name, model->picked };
}

const RscDistributionModel *
rsc_distribution_view_get_model (RscDistributionView *self)
{
  g_return_val_if_fail (RSC_IS_DISTRIBUTION_VIEW (self), NULL);
  return &self->model;
}
