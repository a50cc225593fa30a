/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pruning-view.h"

#include <string.h>

struct _RscPruningView
{
  RscPlotArea parent_instance;

  RscPruningModel model;
  gsize *labels;
};

enum
{
  HOVERED,
  NEURON_REMOVED,
  NEURON_SELECTED,
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPruningView, rsc_pruning_view, RSC_TYPE_PLOT_AREA)

static void
clear_model (RscPruningView *self)
{
  g_clear_pointer (&self->model.pruning, rsc_pruning_unref);
  g_clear_pointer (&self->labels, g_free);
  rsc_pruning_model_init (&self->model);
}

static void
pick (RscPruningView *self, double x, double y, RscPruningHit *hit)
{
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  *hit = (RscPruningHit){ .inside = FALSE, .neuron = -1, .point = -1 };
  if (picture)
    rsc_pruning_plot_find (picture, x, y, hit);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscPruningHit hit;

  pick (RSC_PRUNING_VIEW (user_data), x, y, &hit);
  g_signal_emit (user_data, signals[HOVERED], 0, (int) hit.neuron, (int) hit.point);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  g_signal_emit (user_data, signals[HOVERED], 0, -1, -1);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscPruningView *self = RSC_PRUNING_VIEW (user_data);
  RscPruningHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, x, y, &hit);
  /* A second click takes the selection back. */
  if (hit.neuron >= 0)
    g_signal_emit (self, signals[NEURON_SELECTED], 0,
                   hit.neuron == self->model.selected ? -1 : (int) hit.neuron);
}

static gboolean
on_step (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (widget, signals[STEP], 0, g_variant_get_int32 (parameter));
  return TRUE;
}

/* The next neuron that is still there, round and round. */
static gboolean
on_select (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscPruningView *self = RSC_PRUNING_VIEW (widget);
  gssize step = g_variant_get_int32 (parameter);
  const RscPruningState *state;
  gssize m, i;

  if (!self->model.pruning)
    return FALSE;
  state = rsc_pruning_get_state (self->model.pruning, self->model.state);
  m = (gssize) rsc_pruning_get_start_width (self->model.pruning);
  i = self->model.selected >= 0 ? self->model.selected : (step > 0 ? -1 : m);
  for (gssize k = 0; k < m; k++)
    {
      i = (i + step + m) % m;
      if (state->norms[i] != 0)
        {
          g_signal_emit (self, signals[NEURON_SELECTED], 0, (int) i);
          break;
        }
    }
  return TRUE;
}

static gboolean
on_remove (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscPruningView *self = RSC_PRUNING_VIEW (widget);

  if (!self->model.pruning || self->model.selected < 0)
    return FALSE;
  g_signal_emit (self, signals[NEURON_REMOVED], 0, (int) self->model.selected);
  return TRUE;
}

static RscPicture *
rsc_pruning_view_lay_out (RscPlotArea *area,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  return rsc_pruning_plot_new (&RSC_PRUNING_VIEW (area)->model, theme, cr, width, height);
}

static void
rsc_pruning_view_finalize (GObject *object)
{
  clear_model (RSC_PRUNING_VIEW (object));
  G_OBJECT_CLASS (rsc_pruning_view_parent_class)->finalize (object);
}

static void
rsc_pruning_view_class_init (RscPruningViewClass *klass)
{
  static const struct
  {
    guint key;
    int step;
  } steps[] = {
    { GDK_KEY_Left, -1 }, { GDK_KEY_KP_Left, -1 }, { GDK_KEY_Right, +1 }, { GDK_KEY_KP_Right, 1 },
    { GDK_KEY_Home, -2 }, { GDK_KEY_KP_Home, -2 }, { GDK_KEY_End, +2 },   { GDK_KEY_KP_End, +2 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_pruning_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_pruning_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->least_height = RSC_PLOT_AREA_LOW;

  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_PRUNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[NEURON_REMOVED] =
    g_signal_new ("neuron-removed", RSC_TYPE_PRUNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);
  signals[NEURON_SELECTED] =
    g_signal_new ("neuron-selected", RSC_TYPE_PRUNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);
  signals[STEP] = g_signal_new ("step", RSC_TYPE_PRUNING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
    gtk_widget_class_add_binding (widget_class, steps[k].key, 0, on_step, "i", steps[k].step);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, on_select, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, on_select, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, on_remove, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, on_remove, NULL);
}

static void
rsc_pruning_view_init (RscPruningView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  rsc_pruning_model_init (&self->model);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rsc_pruning_view_new (void)
{
  return g_object_new (RSC_TYPE_PRUNING_VIEW, NULL);
}

/* Whether only what is emphasised may differ: nothing moves then. */
static gboolean
are_same_but_for_emphasis (const RscPruningModel *a, const RscPruningModel *b)
{
  gboolean labels = a->pruning && a->labels;

  return a->pruning == b->pruning && a->state == b->state && labels == (b->pruning && b->labels)
         && (!labels
             || memcmp (a->labels, b->labels,
                        rsc_pruning_get_start_width (a->pruning) * sizeof (gsize))
                  == 0);
}

void
rsc_pruning_view_set_model (RscPruningView *self, const RscPruningModel *model)
{
  RscPruningModel copy = *model;
  gsize *labels = NULL;

  g_return_if_fail (RSC_IS_PRUNING_VIEW (self));

  if (are_same_but_for_emphasis (&self->model, model))
    {
      RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

      if (self->model.selected == model->selected && self->model.hovered == model->hovered)
        return;
      self->model.selected = model->selected;
      self->model.hovered = model->hovered;
      if (picture)
        rsc_pruning_plot_set_emphasis (picture, model->selected, model->hovered);
      rsc_plot_area_queue_still (RSC_PLOT_AREA (self));
      return;
    }
  if (copy.pruning)
    rsc_pruning_ref (copy.pruning);
  if (copy.pruning && copy.labels)
    labels = g_memdup2 (copy.labels, rsc_pruning_get_start_width (copy.pruning) * sizeof (gsize));
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  clear_model (self);
  self->model = copy;
  self->labels = labels;
  self->model.labels = labels;
}

const RscPruningModel *
rsc_pruning_view_get_model (RscPruningView *self)
{
  return &self->model;
}
