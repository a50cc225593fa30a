/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-class-regions.h"

#include "app/model/rsc-document-outputs.h"
#include "ui/rsc-classes-view.h"
#include "ui/rsc-label.h"
#include "ui/words/rsc-classes-words.h"

#include <math.h>

struct _RscClassRegions
{
  RscPanel parent_instance;

  RscClassesHit hit;
  RscDataset *train;     /* whose targets these are, or NULL */
  RscDataset **datasets; /* one for each output */
  gsize n;

  RscClassesView *view;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscClassRegions, rsc_class_regions, RSC_TYPE_PANEL)

gboolean
rsc_class_regions_can (const RscDocumentState *state)
{
  const RscOutputs *outputs = rsc_document_state_get_outputs (state, NULL);

  return outputs && outputs->is_classes;
}

RscPlotArea *
rsc_class_regions_get_area (RscClassRegions *self)
{
  g_return_val_if_fail (RSC_IS_CLASS_REGIONS (self), NULL);
  return RSC_PLOT_AREA (self->view);
}

static void
forget_targets (RscClassRegions *self)
{
  for (gsize k = 0; k < self->n; k++)
    rsc_dataset_unref (self->datasets[k]);
  g_clear_pointer (&self->datasets, g_free);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  self->n = 0;
}

/* The picture keeps what it has while these are the same. */
static void
take_targets (RscClassRegions *self, RscDataset *train)
{
  if (self->train == train)
    return;
  forget_targets (self);
  self->train = rsc_dataset_ref (train);
  self->n = rsc_dataset_get_outputs (train, NULL)->n;
  self->datasets = g_new0 (RscDataset *, self->n);
  for (gsize k = 0; k < self->n; k++)
    self->datasets[k] = rsc_dataset_new_output (train, k);
}

/* Why there is no picture. */
static char *
dup_why (RscOutputNetworks *networks)
{
  const RscOutputs *outputs = rsc_output_networks_get_outputs (networks, NULL);
  gsize done = 0;

  if (!outputs)
    return NULL;
  for (gsize k = 0; k < outputs->n; k++)
    {
      const RscOutputStatus status = rsc_output_networks_get_status (networks, k);

      if (status == RSC_OUTPUT_OPEN || status == RSC_OUTPUT_FAILED)
        return rsc_classes_words_dup_none (outputs->names[k],
                                           rsc_output_networks_get_error (networks, k));
      done += status == RSC_OUTPUT_CERTIFIED;
    }
  return rsc_classes_words_dup_waiting (done, outputs->n);
}

/* Whether one of them will not be certified at this λ. */
static gboolean
ends_without (RscOutputNetworks *networks)
{
  const RscOutputs *outputs = rsc_output_networks_get_outputs (networks, NULL);

  for (gsize k = 0; outputs && k < outputs->n; k++)
    {
      const RscOutputStatus status = rsc_output_networks_get_status (networks, k);

      if (status == RSC_OUTPUT_OPEN || status == RSC_OUTPUT_FAILED)
        return TRUE;
    }
  return FALSE;
}

static void
update_view (RscClassRegions *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  RscOutputNetworks *networks = rsc_document_get_output_networks (rsc_panel_get_document (self));
  const RscOutputs *outputs = rsc_output_networks_get_outputs (networks, NULL);
  RscDataset *train = rsc_output_networks_get_train (networks);
  double lambda;
  RscNetwork *const *all = rsc_output_networks_get_networks (networks, &lambda);
  g_autofree char *notice = NULL;
  g_autofree char *why = NULL;
  RscClassesModel model;

  if (state->train && rsc_dataset_get_space (state->train, NULL))
    {
      rsc_classes_view_set_model (self->view, NULL, rsc_classes_words_get_no_features ());
      return;
    }
  /* Of data that have changed nothing is certified any more. */
  if (!all || train != state->train || rsc_dataset_get_d (train) == 0 || ends_without (networks))
    {
      why = dup_why (networks);
      rsc_classes_view_set_model (self->view, NULL, why);
      return;
    }
  take_targets (self, train);
  if (!rsc_output_networks_are_certified (networks))
    notice = rsc_classes_words_dup_stale (lambda);
  rsc_classes_model_init (&model);
  model.n = outputs->n;
  model.names = (const char *const *) outputs->names;
  model.networks = all;
  model.datasets = self->datasets;
  model.feature_x = MIN (state->feature_x, rsc_dataset_get_d (train) - 1);
  model.feature_y = state->feature_y;
  model.at = state->at;
  model.notice = notice;
  rsc_classes_view_set_model (self->view, &model, NULL);
}

static void
update_caption (RscClassRegions *self)
{
  const RscClassesModel *model = rsc_classes_view_get_model (self->view);
  const RscClassesHit *hit = &self->hit;
  g_autofree char *text = NULL;

  if (model && hit->inside)
    {
      RscDataset *dataset = model->datasets[0];
      const gboolean plane = rsc_dataset_get_d (dataset) > 1;
      const char *const axes[] = { rsc_dataset_get_feature_name (dataset, model->feature_x),
                                   plane ? rsc_dataset_get_feature_name (dataset, model->feature_y)
                                         : NULL };
      const double at[] = { hit->x, hit->y };

      text = rsc_classes_words_dup_place (plane ? 2 : 1, axes, at, model->names[hit->most],
                                          hit->value, model->names[hit->next], hit->next_value);
    }
  rsc_label_set (self->caption, text);
}

static void
rsc_class_regions_update (RscPanel *panel, guint parts)
{
  RscClassRegions *self = RSC_CLASS_REGIONS (panel);

  if (!(parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_OUTPUTS)))
    return;
  update_view (self);
  update_caption (self);
}

static void
on_hovered (RscClassesView *view, const RscClassesHit *hit, gpointer user_data)
{
  RscClassRegions *self = RSC_CLASS_REGIONS (user_data);

  self->hit = *hit;
  rsc_selection_hover (rsc_document_get_selection (rsc_panel_get_document (self)), -1,
                       hit->inside ? hit->point : -1);
  update_caption (self);
}

static void
rsc_class_regions_finalize (GObject *object)
{
  forget_targets (RSC_CLASS_REGIONS (object));
  G_OBJECT_CLASS (rsc_class_regions_parent_class)->finalize (object);
}

static void
rsc_class_regions_class_init (RscClassRegionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_class_regions_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_class_regions_update;
  g_type_ensure (RSC_TYPE_CLASSES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-class-regions.ui");
  gtk_widget_class_bind_template_child (widget_class, RscClassRegions, view);
  gtk_widget_class_bind_template_child (widget_class, RscClassRegions, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
}

static void
rsc_class_regions_init (RscClassRegions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
}
