/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-function-view.h"

#include "ui/plot/rsc-function-probe.h"

#include <math.h>
#include <string.h>

struct _RscFunctionView
{
  RscPlotArea parent_instance;

  RscFunctionModel model;
  gsize *neuron_ids;
  double *switch_at;
  double *slopes;
  RscFunctionHand hand;
  RscFunctionPen *pen;
};

enum
{
  HOVERED,
  ACTIVATED,
  ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscFunctionView, rsc_function_view, RSC_TYPE_PLOT_AREA)

static void
take_switch (RscFunctionView *self, gsize n_switch, const double *switch_at)
{
  double *copy = switch_at ? g_memdup2 (switch_at, n_switch * sizeof (double)) : NULL;

  g_free (self->switch_at);
  self->switch_at = copy;
  self->model.n_switch = n_switch;
  self->model.switch_at = copy;
}

static void
take_slopes (RscFunctionView *self, const double *slopes)
{
  const gsize n = self->model.dataset ? rsc_dataset_get_n (self->model.dataset) : 0;
  double *copy = slopes ? g_memdup2 (slopes, MAX (n, 1) * sizeof (double)) : NULL;

  g_free (self->slopes);
  self->slopes = copy;
  self->model.slopes = copy;
}

static gboolean
are_same_slopes (const RscFunctionModel *a, const RscFunctionModel *b)
{
  if (!a->slopes || !b->slopes)
    return a->slopes == b->slopes;
  return memcmp (a->slopes, b->slopes, rsc_dataset_get_n (a->dataset) * sizeof (double)) == 0;
}

static gboolean
is_same_switch (const RscFunctionModel *a, const RscFunctionModel *b)
{
  if (!a->switch_at || !b->switch_at)
    return a->switch_at == b->switch_at;
  return a->n_switch == b->n_switch
         && memcmp (a->switch_at, b->switch_at, a->n_switch * sizeof (double)) == 0;
}

static void
clear_model (RscFunctionView *self)
{
  g_clear_pointer (&self->model.dataset, rsc_dataset_unref);
  g_clear_pointer (&self->model.test, rsc_dataset_unref);
  g_clear_pointer (&self->model.network, rsc_network_unref);
  g_clear_pointer (&self->model.before, rsc_network_unref);
  g_clear_pointer (&self->model.marked, rsc_row_set_unref);
  g_clear_pointer (&self->model.envelope, rsc_envelope_unref);
  g_clear_pointer (&self->neuron_ids, g_free);
  g_clear_pointer (&self->switch_at, g_free);
  g_clear_pointer (&self->slopes, g_free);
  rsc_function_model_init (&self->model);
}

static void
pick (RscFunctionView *self, double x, double y, RscFunctionHit *hit)
{
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  memset (hit, 0, sizeof *hit);
  hit->neuron = hit->point = -1;
  if (picture && self->model.dataset)
    rsc_function_plot_find (picture, x, y, hit);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscFunctionView *self = RSC_FUNCTION_VIEW (user_data);
  RscFunctionHit hit;

  pick (self, x, y, &hit);
  g_signal_emit (self, signals[HOVERED], 0, &hit);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  RscFunctionHit hit = { .neuron = -1, .point = -1, .inside = FALSE };

  g_signal_emit (user_data, signals[HOVERED], 0, &hit);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscFunctionView *self = RSC_FUNCTION_VIEW (user_data);
  RscFunctionHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, x, y, &hit);
  g_signal_emit (self, signals[ACTIVATED], 0, &hit);
}

static RscPicture *
rsc_function_view_lay_out (RscPlotArea *area,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  RscFunctionView *self = RSC_FUNCTION_VIEW (area);

  self->model.hand = &self->hand;
  return rsc_function_plot_new (&self->model, theme, cr, width, height);
}

static void
on_act (const RscPenAct *wish, gpointer user_data)
{
  g_signal_emit (user_data, signals[ACTED], 0, wish);
}

static void
rsc_function_view_dispose (GObject *object)
{
  g_clear_pointer (&RSC_FUNCTION_VIEW (object)->pen, rsc_function_pen_free);
  G_OBJECT_CLASS (rsc_function_view_parent_class)->dispose (object);
}

static void
rsc_function_view_finalize (GObject *object)
{
  RscFunctionView *self = RSC_FUNCTION_VIEW (object);

  clear_model (self);
  g_clear_pointer (&self->hand.rows, rsc_row_set_unref);
  g_clear_pointer (&self->hand.test_rows, rsc_row_set_unref);
  G_OBJECT_CLASS (rsc_function_view_parent_class)->finalize (object);
}

static void
rsc_function_view_class_init (RscFunctionViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_function_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_function_view_finalize;
  rsc_plot_area_class_add_path_keys (GTK_WIDGET_CLASS (klass));
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_function_view_lay_out;

  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_FUNCTION_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACTIVATED] = g_signal_new ("activated", RSC_TYPE_FUNCTION_VIEW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACTED] = g_signal_new ("acted", RSC_TYPE_FUNCTION_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rsc_function_view_init (RscFunctionView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  rsc_function_model_init (&self->model);
  self->pen = rsc_function_pen_new (RSC_PLOT_AREA (self), &self->hand, on_act, self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rsc_function_view_new (void)
{
  return g_object_new (RSC_TYPE_FUNCTION_VIEW, NULL);
}

static gboolean
are_same_values (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
are_same_rows (const RscRowSet *a, const RscRowSet *b)
{
  return a && b ? rsc_row_set_equal (a, b) : a == b;
}

/* Whether only what is emphasised may differ: nothing moves then. */
static gboolean
are_same_but_for_emphasis (const RscFunctionModel *a, const RscFunctionModel *b)
{
  gboolean ids = a->network && a->neuron_ids;

  return a->mode == b->mode && a->kinks == b->kinks && a->dataset == b->dataset
         && a->test == b->test && a->network == b->network && a->before == b->before
         && a->change == b->change && are_same_rows (a->marked, b->marked)
         && a->envelope == b->envelope && a->feature_x == b->feature_x
         && a->feature_y == b->feature_y && a->updating == b->updating && a->drawing == b->drawing
         && are_same_values (a->x_low, b->x_low) && are_same_values (a->x_high, b->x_high)
         && are_same_values (a->y_low, b->y_low) && are_same_values (a->y_high, b->y_high)
         && are_same_values (a->value_low, b->value_low)
         && are_same_values (a->value_high, b->value_high) && ids == (b->network && b->neuron_ids)
         && (!ids
             || memcmp (a->neuron_ids, b->neuron_ids,
                        rsc_network_get_width (a->network) * sizeof (gsize))
                  == 0);
}

void
rsc_function_view_set_model (RscFunctionView *self, const RscFunctionModel *model)
{
  RscFunctionModel copy = *model;
  gsize *ids = NULL;

  g_return_if_fail (RSC_IS_FUNCTION_VIEW (self));

  if (are_same_but_for_emphasis (&self->model, model))
    {
      RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

      if (!is_same_switch (&self->model, model))
        {
          take_switch (self, model->n_switch, model->switch_at);
          if (picture)
            rsc_function_plot_set_switch (picture, self->model.n_switch, self->switch_at);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      if (!are_same_values (self->model.probe_x, model->probe_x)
          || !are_same_values (self->model.probe_y, model->probe_y))
        {
          self->model.probe_x = model->probe_x;
          self->model.probe_y = model->probe_y;
          if (picture)
            rsc_function_plot_set_probe (picture, model->probe_x, model->probe_y);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      if (!are_same_slopes (&self->model, model))
        {
          take_slopes (self, model->slopes);
          if (picture)
            rsc_function_plot_set_slopes (picture, self->slopes);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      if (self->model.selected == model->selected && self->model.hovered == model->hovered
          && self->model.hovered_point == model->hovered_point)
        return;
      self->model.selected = model->selected;
      self->model.hovered = model->hovered;
      self->model.hovered_point = model->hovered_point;
      if (picture)
        rsc_function_plot_set_emphasis (picture, model->selected, model->hovered,
                                        model->hovered_point);
      rsc_plot_area_queue_still (RSC_PLOT_AREA (self));
      return;
    }
  if (copy.dataset)
    rsc_dataset_ref (copy.dataset);
  if (copy.test)
    rsc_dataset_ref (copy.test);
  if (copy.network)
    rsc_network_ref (copy.network);
  if (copy.before)
    rsc_network_ref (copy.before);
  if (copy.marked)
    rsc_row_set_ref (copy.marked);
  if (copy.envelope)
    rsc_envelope_ref (copy.envelope);
  if (copy.network && copy.neuron_ids)
    ids = g_memdup2 (copy.neuron_ids, rsc_network_get_width (copy.network) * sizeof (gsize));
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  copy.switch_at = NULL;
  clear_model (self);
  self->model = copy;
  self->neuron_ids = ids;
  self->model.neuron_ids = ids;
  take_switch (self, model->n_switch, model->switch_at);
  take_slopes (self, model->slopes);
}

const RscFunctionModel *
rsc_function_view_get_model (RscFunctionView *self)
{
  return &self->model;
}

static gboolean
take_rows (RscRowSet **own, RscRowSet *rows)
{
  if (*own && rsc_row_set_equal (*own, rows))
    return FALSE;
  rsc_row_set_ref (rows);
  g_clear_pointer (own, rsc_row_set_unref);
  *own = rows;
  return TRUE;
}

void
rsc_function_view_set_rows (RscFunctionView *self, RscRowSet *train, RscRowSet *test)
{
  gboolean changed;

  g_return_if_fail (RSC_IS_FUNCTION_VIEW (self));
  g_return_if_fail (train != NULL && test != NULL);

  changed = take_rows (&self->hand.rows, train);
  if (take_rows (&self->hand.test_rows, test) || changed)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

RscFunctionPen *
rsc_function_view_get_pen (RscFunctionView *self)
{
  g_return_val_if_fail (RSC_IS_FUNCTION_VIEW (self), NULL);
  return self->pen;
}
