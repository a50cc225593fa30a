/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-training-view.h"

#include <string.h>

struct _RscTrainingView
{
  RscPlotArea parent_instance;

  RscTrainingModel model; /* its arrays are of these: */
  GPtrArray *runs;
  GPtrArray *kinds;
  guint64 *seeds;
  gsize *distance_steps;
  double *distances;
  double *walk;
};

enum
{
  SCRUBBED,
  WALKED,
  STEP,
  CHOOSE,
  PLAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscTrainingView, rsc_training_view, RSC_TYPE_PLOT_AREA)

static void
find (RscTrainingView *self, double x, double y, RscTrainingHit *hit)
{
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  *hit = (RscTrainingHit){ .run = -1 };
  if (picture)
    rsc_training_plot_find (picture, x, y, hit);
}

/* The still layers emphasise it. */
static void
set_hovered (RscTrainingView *self, gssize run)
{
  if (self->model.hovered == run)
    return;
  self->model.hovered = run;
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscTrainingHit hit;

  find (user_data, x, y, &hit);
  set_hovered (user_data, hit.run);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  set_hovered (user_data, -1);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscTrainingHit hit;

  gtk_widget_grab_focus (user_data);
  find (user_data, x, y, &hit);
  if (hit.on_walk)
    g_signal_emit (user_data, signals[WALKED], 0, hit.place);
  else if (hit.inside)
    g_signal_emit (user_data, signals[SCRUBBED], 0, (int) hit.run, (guint64) hit.step);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscTrainingHit hit;
  double x, y;

  /* What it passes over on its way is not meant. */
  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) || (dx == 0 && dy == 0))
    return;
  find (user_data, x, y, &hit);
  if (hit.on_walk)
    {
      find (user_data, x + dx, y, &hit);
      g_signal_emit (user_data, signals[WALKED], 0, hit.on_walk ? hit.place : dx < 0 ? 0.0 : 1.0);
      return;
    }
  if (!hit.inside)
    return;
  find (user_data, x + dx, y, &hit);
  if (!hit.inside)
    hit.step = dx < 0 ? 0 : G_MAXUINT32;
  g_signal_emit (user_data, signals[SCRUBBED], 0, -1, (guint64) hit.step);
}

static gboolean
on_step (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (widget, signals[STEP], 0, g_variant_get_int32 (parameter));
  return TRUE;
}

static gboolean
on_choose (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (widget, signals[CHOOSE], 0, g_variant_get_int32 (parameter));
  return TRUE;
}

static gboolean
on_play (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (widget, signals[PLAY], 0);
  return TRUE;
}

static RscPicture *
rsc_training_view_lay_out (RscPlotArea *area,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  RscTrainingModel model = RSC_TRAINING_VIEW (area)->model;

  if (rsc_plot_area_is_on_paper (area))
    model.hovered = -1;
  return rsc_training_plot_new (&model, theme, cr, width, height);
}

static void
clear_model (RscTrainingView *self)
{
  g_clear_pointer (&self->model.optimum, rsc_solution_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->seeds, g_free);
  g_clear_pointer (&self->distance_steps, g_free);
  g_clear_pointer (&self->distances, g_free);
  g_clear_pointer (&self->walk, g_free);
  rsc_training_model_init (&self->model);
}

static void
rsc_training_view_finalize (GObject *object)
{
  clear_model (RSC_TRAINING_VIEW (object));
  G_OBJECT_CLASS (rsc_training_view_parent_class)->finalize (object);
}

static void
rsc_training_view_class_init (RscTrainingViewClass *klass)
{
  static const struct
  {
    guint key, keypad;
    GtkShortcutFunc func;
    int by;
  } keys[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, on_step, -1 }, { GDK_KEY_Right, GDK_KEY_KP_Right, on_step, 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, on_step, -2 }, { GDK_KEY_End, GDK_KEY_KP_End, on_step, 2 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, on_choose, -1 },   { GDK_KEY_Down, GDK_KEY_KP_Down, on_choose, 1 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_training_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_training_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->least_height = RSC_PLOT_AREA_LOW;

  signals[SCRUBBED] = g_signal_new ("scrubbed", RSC_TYPE_TRAINING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT64);
  signals[WALKED] = g_signal_new ("walked", RSC_TYPE_TRAINING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[STEP] = g_signal_new ("step", RSC_TYPE_TRAINING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CHOOSE] = g_signal_new ("choose", RSC_TYPE_TRAINING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[PLAY] = g_signal_new ("play", RSC_TYPE_TRAINING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      gtk_widget_class_add_binding (widget_class, keys[k].key, 0, keys[k].func, "i", keys[k].by);
      gtk_widget_class_add_binding (widget_class, keys[k].keypad, 0, keys[k].func, "i", keys[k].by);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, on_play, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Space, 0, on_play, NULL);
}

static void
rsc_training_view_init (RscTrainingView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  rsc_training_model_init (&self->model);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
rsc_training_view_new (void)
{
  return g_object_new (RSC_TYPE_TRAINING_VIEW, NULL);
}

static gboolean
are_same_but_for_state (RscTrainingView *self, const RscTrainingModel *model)
{
  if (model->n_runs != self->model.n_runs || model->optimum != self->model.optimum
      || model->n_walk != self->model.n_walk
      || (model->n_walk > 0
          && memcmp (model->walk, self->walk, model->n_walk * sizeof (double)) != 0)
      || model->n_distances != self->model.n_distances
      || (model->n_distances > 0
          && memcmp (model->distances, self->distances, model->n_distances * sizeof (double)) != 0)
      || model->run != self->model.run || (model->kinds != NULL) != (self->kinds != NULL))
    return FALSE;
  for (gsize k = 0; k < model->n_runs; k++)
    if (model->runs[k] != self->runs->pdata[k] || model->seeds[k] != self->seeds[k]
        || (model->kinds && model->kinds[k] != self->kinds->pdata[k]))
      return FALSE;
  return TRUE;
}

static void
unref_kind (gpointer kind)
{
  if (kind)
    rsc_stationarity_unref (kind);
}

/* @model: its hovered run is the widget's own. */
void
rsc_training_view_set_model (RscTrainingView *self, const RscTrainingModel *model)
{
  const gssize hovered = self->model.hovered;
  RscTrainingModel copy = *model;

  g_return_if_fail (RSC_IS_TRAINING_VIEW (self));

  if (are_same_but_for_state (self, model))
    {
      RscPicture *picture;

      if (model->state == self->model.state && model->place == self->model.place)
        return;
      self->model.state = model->state;
      self->model.place = model->place;
      picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
      if (picture && model->n_runs > 0)
        {
          rsc_training_plot_set_state (picture, model->state);
          rsc_training_plot_set_place (picture, model->place);
        }
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  if (copy.optimum)
    rsc_solution_ref (copy.optimum);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_training_unref);
  g_autoptr (GPtrArray) kinds = model->kinds ? g_ptr_array_new_with_free_func (unref_kind) : NULL;
  guint64 *seeds = g_memdup2 (model->seeds, model->n_runs * sizeof (guint64));
  for (gsize k = 0; k < model->n_runs; k++)
    {
      g_ptr_array_add (runs, rsc_training_ref (model->runs[k]));
      if (kinds)
        g_ptr_array_add (kinds, model->kinds[k] ? rsc_stationarity_ref (model->kinds[k]) : NULL);
    }
  gsize *distance_steps = g_memdup2 (model->distance_steps, model->n_distances * sizeof (gsize));
  double *walk = g_memdup2 (model->walk, model->n_walk * sizeof (double));
  double *distances = g_memdup2 (model->distances, model->n_distances * sizeof (double));
  clear_model (self);
  self->model = copy;
  self->model.distance_steps = self->distance_steps = distance_steps;
  self->model.distances = self->distances = distances;
  self->model.walk = self->walk = walk;
  self->runs = g_steal_pointer (&runs);
  self->kinds = g_steal_pointer (&kinds);
  self->seeds = seeds;
  self->model.runs = (RscTraining *const *) self->runs->pdata;
  self->model.kinds = self->kinds ? (RscStationarity *const *) self->kinds->pdata : NULL;
  self->model.seeds = seeds;
  self->model.hovered = hovered >= 0 && (gsize) hovered < model->n_runs ? hovered : -1;
}

const RscTrainingModel *
rsc_training_view_get_model (RscTrainingView *self)
{
  return &self->model;
}
