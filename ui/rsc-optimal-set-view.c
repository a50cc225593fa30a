/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-optimal-set-view.h"

#include <math.h>

#define ZOOM_STEP 1.15
#define KEY_ANGLE (G_PI / 36)
#define KEY_STEPS 40     /* from end to end of the set along an axis */
#define DRAG_ANGLE 0.008 /* radians per pixel */
#define CLICK_SLOP 4.0   /* pixels that a click may wander */

struct _RscOptimalSetView
{
  RscPlotArea parent_instance;

  RscOptimalSetModel model; /* a copy of its own */
  gboolean pair;
  gssize hovered_dot;
  gssize hovered_neuron; /* whose bar is under the pointer */

  enum
  {
    DRAG_NONE,
    DRAG_ROTATE,
    DRAG_MARKER
  } drag;
  RscSpace drag_space;
  RscCamera start_camera;
  gboolean moved;
};

enum
{
  CAMERA_CHANGED,
  DOT_HOVERED,
  DOT_ACTIVATED,
  NEURON_HOVERED,
  NEURON_ACTIVATED,
  MARKER_DRAGGED,
  DRAG_ENDED,
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscOptimalSetView, rsc_optimal_set_view, RSC_TYPE_PLOT_AREA)

static void
find (RscOptimalSetView *self, double x, double y, RscOptimalSetHit *hit)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  *hit = (RscOptimalSetHit){ .dot = -1, .neuron = -1, .space = self->model.space };
  if (picture && (self->model.hull || self->model.bars))
    rsc_optimal_set_plot_find (picture, x, y, hit);
}

static void
set_hovered_dot (RscOptimalSetView *self, gssize corner)
{
  RscPicture *picture;

  if (self->hovered_dot == corner)
    return;
  self->hovered_dot = corner;
  self->model.hovered_dot = corner;
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    rsc_optimal_set_plot_set_hovered_dot (picture, corner);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[DOT_HOVERED], 0, (int) corner);
}

static void
set_hovered_neuron (RscOptimalSetView *self, gssize neuron)
{
  if (self->hovered_neuron == neuron)
    return;
  self->hovered_neuron = neuron;
  g_signal_emit (self, signals[NEURON_HOVERED], 0, (int) neuron);
}

static void
change_camera (RscOptimalSetView *self, double yaw, double pitch, double zoom)
{
  RscCamera camera = self->model.camera;

  camera.yaw = remainder (yaw, 2 * G_PI);
  camera.pitch = CLAMP (pitch, -G_PI / 2, G_PI / 2);
  camera.zoom = CLAMP (zoom, RSC_CAMERA_ZOOM_MIN, RSC_CAMERA_ZOOM_MAX);
  g_signal_emit (self, signals[CAMERA_CHANGED], 0, &camera);
}

static void
reset_camera (RscOptimalSetView *self)
{
  RscCamera camera;

  rsc_camera_init (&camera);
  g_signal_emit (self, signals[CAMERA_CHANGED], 0, &camera);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  RscOptimalSetHit hit;

  if (self->drag != DRAG_NONE && self->moved)
    return;
  find (self, x, y, &hit);
  set_hovered_dot (self, hit.dot);
  set_hovered_neuron (self, hit.neuron);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hit.on_marker                     ? "grab"
                                                      : hit.dot >= 0 || hit.neuron >= 0 ? "pointer"
                                                                                        : NULL);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  set_hovered_dot (RSC_OPTIMAL_SET_VIEW (user_data), -1);
  set_hovered_neuron (RSC_OPTIMAL_SET_VIEW (user_data), -1);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  RscOptimalSetHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  find (self, x, y, &hit);
  self->moved = FALSE;
  self->start_camera = self->model.camera;
  self->drag_space = hit.space;
  self->drag = hit.on_marker                                  ? DRAG_MARKER
               : self->model.n_axes == 3 && !self->model.bars ? DRAG_ROTATE
                                                              : DRAG_NONE;
}

static void
drag_marker (RscOptimalSetView *self, double x, double y)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  double wish[3] = { 0, 0, 0 };

  if (!picture || !self->model.hull || !self->model.point)
    return;
  rsc_optimal_set_plot_unproject (picture, self->drag_space, x, y, wish);
  g_signal_emit (self, signals[MARKER_DRAGGED], 0, wish);
}

/* What is in front follows the hand. */
static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  double x, y;

  if (!self->moved && hypot (dx, dy) < CLICK_SLOP)
    return;
  if (!self->moved && self->drag != DRAG_NONE)
    {
      set_hovered_dot (self, -1);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                       self->drag == DRAG_MARKER ? "grabbing" : "move");
    }
  self->moved = TRUE;
  if (self->drag == DRAG_ROTATE)
    change_camera (self, self->start_camera.yaw - DRAG_ANGLE * dx,
                   self->start_camera.pitch + DRAG_ANGLE * dy, self->model.camera.zoom);
  else if (self->drag == DRAG_MARKER)
    {
      gtk_gesture_drag_get_start_point (gesture, &x, &y);
      drag_marker (self, x + dx, y + dy);
    }
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  gboolean moved = self->moved && self->drag != DRAG_NONE;
  RscOptimalSetHit hit;
  double x, y;

  self->drag = DRAG_NONE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
  if (moved)
    g_signal_emit (self, signals[DRAG_ENDED], 0);
  else if (!self->moved)
    {
      gtk_gesture_drag_get_start_point (gesture, &x, &y);
      find (self, x, y, &hit);
      if (hit.dot >= 0)
        g_signal_emit (self, signals[DOT_ACTIVATED], 0, (int) hit.dot);
      if (hit.neuron >= 0)
        g_signal_emit (self, signals[NEURON_ACTIVATED], 0, (int) hit.neuron);
    }
  self->moved = FALSE;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  RscOptimalSetHit hit;

  if (n_press != 2)
    return;
  find (self, x, y, &hit);
  if (hit.dot < 0 && !hit.on_marker)
    reset_camera (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  const RscCamera *camera = &self->model.camera;

  change_camera (self, camera->yaw, camera->pitch, camera->zoom * pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
on_zoom_begin (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);

  self->start_camera = self->model.camera;
}

static void
on_scale_changed (GtkGestureZoom *gesture, double scale, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (user_data);
  const RscCamera *camera = &self->model.camera;

  change_camera (self, camera->yaw, camera->pitch, self->start_camera.zoom * scale);
}

static gboolean
on_rotate_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (widget);
  const RscCamera *camera = &self->model.camera;
  double yaw, pitch;

  if (self->model.n_axes != 3)
    return GDK_EVENT_PROPAGATE;
  g_variant_get (args, "(dd)", &yaw, &pitch);
  change_camera (self, camera->yaw + yaw, camera->pitch + pitch, camera->zoom);
  return GDK_EVENT_STOP;
}

/* The marker goes a step along an axis; what is wished outside the set ends at its side. */
static gboolean
on_move_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (widget);
  const RscOptimalSetModel *model = &self->model;
  double wish[3] = { 0, 0, 0 };
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;
  int axis, step;

  g_variant_get (args, "(ii)", &axis, &step);
  if (!(model->set || model->open) || !model->hull || !model->point || model->bars || model->stale
      || (gsize) axis >= model->n_axes || model->hull->n_axes != model->n_axes)
    return GDK_EVENT_PROPAGATE;
  for (gsize k = 0; k < model->n_axes; k++)
    if (model->axes[k] != RSC_OPTIMAL_SET_ABSENT)
      wish[k] = model->point[model->axes[k]];
  for (gsize i = 0; i < model->hull->n_points; i++)
    {
      double value = model->hull->points[i * model->n_axes + (gsize) axis];

      low = MIN (low, value);
      high = MAX (high, value);
    }
  wish[axis] = CLAMP (wish[axis] + step * (high - low) / KEY_STEPS, low, high);
  g_signal_emit (self, signals[MARKER_DRAGGED], 0, wish);
  return GDK_EVENT_STOP;
}

/* Held, a key moves on as a hand does: one step back for all of it. */
static void
on_key_released (GtkEventControllerKey *controller,
                 guint key,
                 guint code,
                 GdkModifierType modifiers,
                 gpointer user_data)
{
  g_signal_emit (user_data, signals[DRAG_ENDED], 0);
}

static gboolean
on_zoom_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (widget);
  const RscCamera *camera = &self->model.camera;
  double factor;

  g_variant_get (args, "(d)", &factor);
  change_camera (self, camera->yaw, camera->pitch, camera->zoom * factor);
  return GDK_EVENT_STOP;
}

static gboolean
on_reset_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  reset_camera (RSC_OPTIMAL_SET_VIEW (widget));
  return GDK_EVENT_STOP;
}

static gboolean
on_step_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  int step;

  g_variant_get (args, "(i)", &step);
  g_signal_emit (widget, signals[STEP], 0, step);
  return GDK_EVENT_STOP;
}

static RscPicture *
rsc_optimal_set_view_lay_out (RscPlotArea *area,
                              const RscTheme *theme,
                              cairo_t *cr,
                              double width,
                              double height)
{
  RscOptimalSetView *self = RSC_OPTIMAL_SET_VIEW (area);

  if (!self->model.set && !self->model.open)
    return NULL;
  return rsc_optimal_set_plot_new (&self->model, self->pair, theme, cr, width, height);
}

static void
rsc_optimal_set_view_finalize (GObject *object)
{
  rsc_optimal_set_model_clear (&RSC_OPTIMAL_SET_VIEW (object)->model);
  G_OBJECT_CLASS (rsc_optimal_set_view_parent_class)->finalize (object);
}

static void
rsc_optimal_set_view_class_init (RscOptimalSetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    guint key, keypad;
    double yaw, pitch;
    int axis, step;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, KEY_ANGLE, 0, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, -KEY_ANGLE, 0, 0, 1 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -KEY_ANGLE, 1, 1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, KEY_ANGLE, 1, -1 },
  };
  static const struct
  {
    guint key;
    double factor;
  } zooms[] = {
    { GDK_KEY_plus, ZOOM_STEP },
    { GDK_KEY_equal, ZOOM_STEP },
    { GDK_KEY_KP_Add, ZOOM_STEP },
    { GDK_KEY_minus, 1 / ZOOM_STEP },
    { GDK_KEY_KP_Subtract, 1 / ZOOM_STEP },
  };

  G_OBJECT_CLASS (klass)->finalize = rsc_optimal_set_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_optimal_set_view_lay_out;

  signals[CAMERA_CHANGED] =
    g_signal_new ("camera-changed", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DOT_HOVERED] = g_signal_new ("dot-hovered", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DOT_ACTIVATED] =
    g_signal_new ("dot-activated", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[NEURON_HOVERED] =
    g_signal_new ("neuron-hovered", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[NEURON_ACTIVATED] =
    g_signal_new ("neuron-activated", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[MARKER_DRAGGED] =
    g_signal_new ("marker-dragged", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DRAG_ENDED] = g_signal_new ("drag-ended", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", RSC_TYPE_OPTIMAL_SET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /* Bindings of the widget, not accelerators of the application: typing in an entry stays typing.
   */
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      const guint keys[] = { arrows[i].key, arrows[i].keypad };

      for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          gtk_widget_class_add_binding (widget_class, keys[k], 0, on_move_key, "(ii)",
                                        arrows[i].axis, arrows[i].step);
          gtk_widget_class_add_binding (widget_class, keys[k], GDK_SHIFT_MASK, on_rotate_key,
                                        "(dd)", arrows[i].yaw, arrows[i].pitch);
          /* Up and down along the third axis. */
          if (arrows[i].axis == 1)
            gtk_widget_class_add_binding (widget_class, keys[k], GDK_CONTROL_MASK, on_move_key,
                                          "(ii)", 2, arrows[i].step);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, 0, on_zoom_key, "(d)",
                                  zooms[i].factor);
  /* On most layouts + needs Shift. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_SHIFT_MASK, on_zoom_key, "(d)",
                                ZOOM_STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_reset_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Home, 0, on_reset_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, on_step_key, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, on_step_key, "(i)", -1);
  rsc_plot_area_class_add_path_keys (widget_class);
}

static void
rsc_optimal_set_view_init (RscOptimalSetView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();

  rsc_optimal_set_model_init (&self->model);
  self->hovered_dot = -1;
  self->hovered_neuron = -1;

  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect (zoom, "begin", G_CALLBACK (on_zoom_begin), self);
  g_signal_connect (zoom, "scale-changed", G_CALLBACK (on_scale_changed), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (zoom));
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);
}

GtkWidget *
rsc_optimal_set_view_new (void)
{
  return g_object_new (RSC_TYPE_OPTIMAL_SET_VIEW, NULL);
}

/* The network alone moves, and leaves its trail: nothing else is laid out or drawn anew. */
static void
move_point (RscOptimalSetView *self, const RscOptimalSetModel *model)
{
  RscPicture *picture;

  rsc_optimal_set_model_take_point (&self->model, model->point);
  rsc_optimal_set_model_take_trail (&self->model, model->trail, model->n_trail);
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    {
      rsc_optimal_set_plot_set_point (picture, self->model.point);
      if (!rsc_optimal_set_plot_set_trail (picture, self->model.trail, self->model.n_trail))
        rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rsc_optimal_set_view_set_model (RscOptimalSetView *self,
                                const RscOptimalSetModel *model,
                                gboolean pair)
{
  RscOptimalSetModel copy;

  g_return_if_fail (RSC_IS_OPTIMAL_SET_VIEW (self));
  g_return_if_fail (model != NULL);

  if (pair == self->pair && rsc_optimal_set_model_is_same_but_for_trail (model, &self->model))
    {
      move_point (self, model);
      return;
    }
  rsc_optimal_set_model_copy (&copy, model);
  /* A corner of the old hull says nothing about the new one. */
  if (copy.hull != self->model.hull)
    self->hovered_dot = -1;
  copy.hovered_dot = self->hovered_dot;
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  rsc_optimal_set_model_clear (&self->model);
  self->model = copy;
  self->pair = pair;
}

const RscOptimalSetModel *
rsc_optimal_set_view_get_model (RscOptimalSetView *self)
{
  return &self->model;
}

gssize
rsc_optimal_set_view_get_hovered_neuron (RscOptimalSetView *self)
{
  return self->hovered_neuron;
}

const RscSetDot *
rsc_optimal_set_view_get_dot (RscOptimalSetView *self, gssize dot)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  return picture && self->model.set ? rsc_optimal_set_plot_get_dot (picture, dot) : NULL;
}

gssize
rsc_optimal_set_view_get_hovered_dot (RscOptimalSetView *self)
{
  return self->hovered_dot;
}
