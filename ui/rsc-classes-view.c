/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-classes-view.h"

struct _RscClassesView
{
  RscPlotArea parent_instance;

  RscClassesModel model; /* of references; none where @n is 0 */
  char **names;
  RscNetwork **networks;
  RscDataset **datasets;
  RscFeatureValues *at;
  char *notice;
  char *words;
};

enum
{
  HOVERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscClassesView, rsc_classes_view, RSC_TYPE_PLOT_AREA)

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscClassesView *self = RSC_CLASSES_VIEW (user_data);
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  RscClassesHit hit = { .point = -1 };

  if (picture && self->model.n > 0)
    rsc_classes_plot_find (picture, x, y, &hit);
  g_signal_emit (self, signals[HOVERED], 0, &hit);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  RscClassesHit hit = { .point = -1 };

  g_signal_emit (user_data, signals[HOVERED], 0, &hit);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  gtk_widget_grab_focus (user_data);
}

static RscPicture *
rsc_classes_view_lay_out (RscPlotArea *area,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  RscClassesView *self = RSC_CLASSES_VIEW (area);

  if (self->model.n > 0)
    return rsc_classes_plot_new (&self->model, theme, cr, width, height);
  return self->words ? rsc_classes_plot_new_words (self->words, theme, width, height) : NULL;
}

static void
clear_model (RscClassesView *self)
{
  for (gsize k = 0; k < self->model.n; k++)
    {
      rsc_network_unref (self->networks[k]);
      rsc_dataset_unref (self->datasets[k]);
    }
  g_clear_pointer (&self->networks, g_free);
  g_clear_pointer (&self->datasets, g_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  g_clear_pointer (&self->notice, g_free);
  g_clear_pointer (&self->words, g_free);
  rsc_classes_model_init (&self->model);
}

static void
rsc_classes_view_finalize (GObject *object)
{
  clear_model (RSC_CLASSES_VIEW (object));
  G_OBJECT_CLASS (rsc_classes_view_parent_class)->finalize (object);
}

static void
rsc_classes_view_class_init (RscClassesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_classes_view_finalize;
  rsc_plot_area_class_add_path_keys (GTK_WIDGET_CLASS (klass));
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_classes_view_lay_out;

  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_CLASSES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rsc_classes_view_init (RscClassesView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  rsc_classes_model_init (&self->model);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rsc_classes_view_new (void)
{
  return g_object_new (RSC_TYPE_CLASSES_VIEW, NULL);
}

static gboolean
is_same (RscClassesView *self, const RscClassesModel *model, const char *words)
{
  const RscClassesModel *own = &self->model;

  if (g_strcmp0 (self->words, words) != 0 || own->n != (model ? model->n : 0))
    return FALSE;
  for (gsize k = 0; k < own->n; k++)
    if (own->networks[k] != model->networks[k] || own->datasets[k] != model->datasets[k]
        || !g_str_equal (own->names[k], model->names[k]))
      return FALSE;
  return own->n == 0
         || (own->feature_x == model->feature_x && own->feature_y == model->feature_y
             && rsc_feature_values_equal (own->at, model->at)
             && g_strcmp0 (own->notice, model->notice) == 0);
}

void
rsc_classes_view_set_model (RscClassesView *self, const RscClassesModel *model, const char *words)
{
  g_return_if_fail (RSC_IS_CLASSES_VIEW (self));
  g_return_if_fail (!model || model->n > 0);

  if (is_same (self, model, words))
    return;
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  clear_model (self);
  self->words = g_strdup (words);
  if (!model)
    return;
  self->names = g_new0 (char *, model->n + 1);
  self->networks = g_new0 (RscNetwork *, model->n);
  self->datasets = g_new0 (RscDataset *, model->n);
  for (gsize k = 0; k < model->n; k++)
    {
      self->names[k] = g_strdup (model->names[k]);
      self->networks[k] = rsc_network_ref (model->networks[k]);
      self->datasets[k] = rsc_dataset_ref (model->datasets[k]);
    }
  self->at = model->at ? rsc_feature_values_ref ((RscFeatureValues *) model->at) : NULL;
  self->notice = g_strdup (model->notice);
  self->model = *model;
  self->model.names = (const char *const *) self->names;
  self->model.networks = self->networks;
  self->model.datasets = self->datasets;
  self->model.at = self->at;
  self->model.notice = self->notice;
}

const RscClassesModel *
rsc_classes_view_get_model (RscClassesView *self)
{
  g_return_val_if_fail (RSC_IS_CLASSES_VIEW (self), NULL);
  return self->model.n > 0 ? &self->model : NULL;
}

char *
rsc_classes_view_dup_words (RscClassesView *self)
{
  g_return_val_if_fail (RSC_IS_CLASSES_VIEW (self), NULL);
  return self->model.n > 0 ? rsc_classes_plot_dup_words (&self->model) : g_strdup (self->words);
}
