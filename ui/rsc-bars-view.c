/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-bars-view.h"

#include <string.h>

struct _RscBarsView
{
  RscPlotArea parent_instance;

  RscSignedBarsModel model;
  double *values;
  gsize *labels;
  gboolean *marked;
  char *y_title;
  char *x_title;
  char *sentence;
};

enum
{
  HOVERED,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscBarsView, rsc_bars_view, RSC_TYPE_PLOT_AREA)

static gssize
find (RscBarsView *self, double x, double y)
{
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  return picture ? rsc_signed_bars_find (picture, x, y) : -1;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  const gssize k = find (user_data, x, y);

  if (k != RSC_BARS_VIEW (user_data)->model.hovered)
    g_signal_emit (user_data, signals[HOVERED], 0, (int) k);
  gtk_widget_set_cursor_from_name (user_data, k >= 0 ? "pointer" : NULL);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  if (RSC_BARS_VIEW (user_data)->model.hovered >= 0)
    g_signal_emit (user_data, signals[HOVERED], 0, -1);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  gtk_widget_grab_focus (user_data);
  g_signal_emit (user_data, signals[CHOSEN], 0, (int) find (user_data, x, y));
}

/* @step: 1 for the next bar, 2 for the last one. */
static gboolean
on_step (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  const RscSignedBarsModel *model = &RSC_BARS_VIEW (widget)->model;
  const int step = g_variant_get_int32 (parameter);
  gssize k = model->selected + step;

  if (model->n == 0)
    return FALSE;
  if (ABS (step) == 2 || (model->selected < 0 && step < 0))
    k = step == 2 || step == -1 ? (gssize) model->n - 1 : 0;
  g_signal_emit (widget, signals[CHOSEN], 0, (int) CLAMP (k, 0, (gssize) model->n - 1));
  return TRUE;
}

static RscPicture *
rsc_bars_view_lay_out (RscPlotArea *area,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  RscSignedBarsModel model = RSC_BARS_VIEW (area)->model;

  if (rsc_plot_area_is_on_paper (area))
    model.hovered = -1;
  return model.n > 0 || model.sentence ? rsc_signed_bars_new (&model, theme, cr, width, height)
                                       : NULL;
}

static void
clear_model (RscBarsView *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->labels, g_free);
  g_clear_pointer (&self->marked, g_free);
  g_clear_pointer (&self->y_title, g_free);
  g_clear_pointer (&self->x_title, g_free);
  g_clear_pointer (&self->sentence, g_free);
  rsc_signed_bars_model_init (&self->model);
}

static void
rsc_bars_view_finalize (GObject *object)
{
  clear_model (RSC_BARS_VIEW (object));
  G_OBJECT_CLASS (rsc_bars_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int step;
  } keys[] = {
    { GDK_KEY_Left, -1 },    { GDK_KEY_KP_Left, -1 }, { GDK_KEY_Right, 1 },
    { GDK_KEY_KP_Right, 1 }, { GDK_KEY_Home, -2 },    { GDK_KEY_End, 2 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    gtk_widget_class_add_binding (widget_class, keys[k].key, 0, on_step, "i", keys[k].step);
  rsc_plot_area_class_add_path_keys (widget_class);
}

static void
rsc_bars_view_class_init (RscBarsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_bars_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_bars_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->least_height = RSC_PLOT_AREA_LOW;
  add_keys (GTK_WIDGET_CLASS (klass));

  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_BARS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_BARS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_bars_view_init (RscBarsView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  rsc_signed_bars_model_init (&self->model);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rsc_bars_view_new (void)
{
  return g_object_new (RSC_TYPE_BARS_VIEW, NULL);
}

static gboolean
is_same (const RscSignedBarsModel *a, const RscSignedBarsModel *b)
{
  const gsize n = a->n;

  return n == b->n && a->neurons == b->neurons && (a->labels != NULL) == (b->labels != NULL)
         && (a->marked != NULL) == (b->marked != NULL) && g_strcmp0 (a->y_title, b->y_title) == 0
         && g_strcmp0 (a->x_title, b->x_title) == 0 && g_strcmp0 (a->sentence, b->sentence) == 0
         && (n == 0 || memcmp (a->values, b->values, n * sizeof (double)) == 0)
         && (!a->labels || memcmp (a->labels, b->labels, n * sizeof (gsize)) == 0)
         && (!a->marked || memcmp (a->marked, b->marked, n * sizeof (gboolean)) == 0);
}

void
rsc_bars_view_set_model (RscBarsView *self, const RscSignedBarsModel *model)
{
  g_return_if_fail (RSC_IS_BARS_VIEW (self) && model != NULL);

  if (is_same (&self->model, model))
    {
      rsc_bars_view_set_emphasis (self, model->selected, model->hovered);
      return;
    }
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  clear_model (self);
  self->model = *model;
  self->model.values = self->values = g_memdup2 (model->values, model->n * sizeof (double));
  if (model->labels)
    self->model.labels = self->labels = g_memdup2 (model->labels, model->n * sizeof (gsize));
  if (model->marked)
    self->model.marked = self->marked = g_memdup2 (model->marked, model->n * sizeof (gboolean));
  self->model.y_title = self->y_title = g_strdup (model->y_title);
  self->model.x_title = self->x_title = g_strdup (model->x_title);
  self->model.sentence = self->sentence = g_strdup (model->sentence);
}

const RscSignedBarsModel *
rsc_bars_view_get_model (RscBarsView *self)
{
  g_return_val_if_fail (RSC_IS_BARS_VIEW (self), NULL);
  return &self->model;
}

void
rsc_bars_view_set_emphasis (RscBarsView *self, gssize selected, gssize hovered)
{
  RscPicture *picture;

  g_return_if_fail (RSC_IS_BARS_VIEW (self));

  if (self->model.selected == selected && self->model.hovered == hovered)
    return;
  self->model.selected = selected;
  self->model.hovered = hovered;
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    rsc_signed_bars_set_emphasis (picture, selected, hovered);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
