/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-function-pen.h"

#include <math.h>

/* A hand that trembles less than this clicks. */
#define DRAG_MIN 4.0
/* Arrows with Shift. */
#define FAR 10.0
/* How far away copies are put, in pixels. */
#define COPY_APART 14.0

typedef enum
{
  DRAG_NONE,
  DRAG_POINTS,
  DRAG_MARQUEE
} Drag;

struct _RscFunctionPen
{
  RscPlotArea *area;
  RscFunctionHand *hand;
  RscPenFunc func;
  gpointer user_data;
  GPtrArray *controllers;

  gboolean active;
  gboolean movable;
  double target, other;

  double px, py; /* of the pointer; NaN where it is away */
  RscFunctionTouch touch;
  GdkModifierType modifiers;

  gboolean pressed;
  guint button;
  RscFunctionTouch pressed_on;
  double press_px, press_py;
  double hold_dx, hold_dy; /* from the pointer to the middle of the point that is held */
  Drag drag;
  gboolean given_up;
};

static RscPicture *
get_picture (RscFunctionPen *self)
{
  return rsc_plot_area_get_picture (self->area);
}

/* --- asking ------------------------------------------------------------------------------- */

static void
act (RscFunctionPen *self, RscPenAct *wish, RscRowSet *train, RscRowSet *test)
{
  g_autoptr (RscRowSet) none = rsc_row_set_new (0, NULL);

  wish->train = train ? train : none;
  wish->test = test ? test : none;
  self->func (wish, self->user_data);
}

static gboolean
is_selected (RscFunctionPen *self, const RscFunctionTouch *touch)
{
  const RscRowSet *rows = touch->test ? self->hand->test_rows : self->hand->rows;

  return rows && touch->row >= 0 && rsc_row_set_has (rows, (gsize) touch->row);
}

static gboolean
has_selection (RscFunctionPen *self)
{
  return (self->hand->rows && self->hand->rows->n > 0)
         || (self->hand->test_rows && self->hand->test_rows->n > 0);
}

/* For what is selected, or for the point that is touched where that is not among it. FALSE where
 * there is neither. */
static gboolean
act_on (RscFunctionPen *self, const RscFunctionTouch *touch, RscPenAct *wish)
{
  g_autoptr (RscRowSet) one = NULL;
  gsize row = touch && touch->row >= 0 ? (gsize) touch->row : 0;

  if (touch && touch->row >= 0 && !is_selected (self, touch))
    {
      one = rsc_row_set_new (1, &row);
      act (self, wish, touch->test ? NULL : one, touch->test ? one : NULL);
      return TRUE;
    }
  if (!has_selection (self))
    return FALSE;
  wish->selected = TRUE;
  act (self, wish, NULL, NULL);
  return TRUE;
}

static void
select_in (RscFunctionPen *self, const RscRect *area, gboolean more)
{
  RscPicture *picture = get_picture (self);
  RscPenAct wish = { .kind = RSC_PEN_SELECT, .more = more };
  g_autoptr (RscRowSet) train = NULL;
  g_autoptr (RscRowSet) test = NULL;

  if (!picture)
    return;
  train = rsc_function_hand_list (picture, area, FALSE);
  test = rsc_function_hand_list (picture, area, TRUE);
  act (self, &wish, train, test);
}

static void
select_touched (RscFunctionPen *self, const RscFunctionTouch *touch, gboolean more)
{
  RscPenAct wish = { .kind = RSC_PEN_SELECT, .more = more };
  const gsize row = (gsize) touch->row;
  g_autoptr (RscRowSet) one = rsc_row_set_new (1, &row);

  act (self, &wish, touch->test ? NULL : one, touch->test ? one : NULL);
}

/* --- what is shown of the hand ------------------------------------------------------------ */

static void
show (RscFunctionPen *self)
{
  const RscFunctionTouch *touch = &self->touch;
  const char *cursor = NULL;
  RscFunctionHand *hand = self->hand;
  RscPicture *picture = self->active ? get_picture (self) : NULL;
  const gboolean snaps = self->pressed ? FALSE : (self->modifiers & GDK_CONTROL_MASK) != 0;

  hand->has_ghost = self->active && self->movable && picture && self->drag == DRAG_NONE
                    && touch->inside && touch->row < 0;
  if (hand->has_ghost)
    {
      hand->x = touch->x;
      hand->y = touch->y;
      if (snaps)
        rsc_function_hand_snap (picture, &hand->x, &hand->y);
      hand->target = (self->modifiers & GDK_SHIFT_MASK)
                         || (self->pressed && self->button == GDK_BUTTON_SECONDARY)
                       ? self->other
                       : self->target;
    }
  if (self->active && self->drag == DRAG_POINTS)
    cursor = "grabbing";
  else if (self->active && touch->row >= 0)
    cursor = self->movable ? "grab" : "pointer";
  else if (self->active && self->movable && touch->inside)
    cursor = "crosshair";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->area), cursor);
  if (picture)
    gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

/* Looks again at what is under the pointer: the points have moved, or the pointer. */
static void
look (RscFunctionPen *self)
{
  RscPicture *picture = get_picture (self);

  self->touch = (RscFunctionTouch){ .row = -1, .x = NAN, .y = NAN };
  if (self->active && picture && isfinite (self->px))
    rsc_function_hand_touch (picture, self->px, self->py, &self->touch);
}

/* --- the pointer -------------------------------------------------------------------------- */

static void
take_modifiers (RscFunctionPen *self, gpointer controller)
{
  self->modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscFunctionPen *self = user_data;

  self->px = x;
  self->py = y;
  if (!self->active)
    return;
  take_modifiers (self, controller);
  look (self);
  show (self);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  RscFunctionPen *self = user_data;

  self->px = self->py = NAN;
  if (!self->active)
    return;
  look (self);
  show (self);
}

static void
begin_points (RscFunctionPen *self)
{
  RscPenAct wish = { .kind = RSC_PEN_BEGIN,
                     .row = (gsize) self->pressed_on.row,
                     .held_test = self->pressed_on.test };

  if (!is_selected (self, &self->pressed_on))
    select_touched (self, &self->pressed_on, FALSE);
  self->drag = DRAG_POINTS;
  act_on (self, NULL, &wish);
}

static void
move_points (RscFunctionPen *self, double px, double py)
{
  RscPenAct wish = { .kind = RSC_PEN_MOVE };
  RscPicture *picture = get_picture (self);
  RscFunctionTouch place;

  if (!picture)
    return;
  rsc_function_hand_touch (picture, px + self->hold_dx, py + self->hold_dy, &place);
  if (!isfinite (place.x) || !isfinite (place.y))
    return;
  wish.x = place.x;
  wish.y = place.y;
  if (self->modifiers & GDK_SHIFT_MASK)
    rsc_function_hand_snap (picture, &wish.x, &wish.y);
  act (self, &wish, NULL, NULL);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscFunctionPen *self = user_data;
  double cx, cy;

  if (!self->active)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  take_modifiers (self, gesture);
  self->px = x;
  self->py = y;
  look (self);
  self->button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  self->pressed = TRUE;
  self->given_up = FALSE;
  self->pressed_on = self->touch;
  self->press_px = x;
  self->press_py = y;
  self->hold_dx = self->hold_dy = 0.0;
  if (self->touch.row >= 0
      && rsc_function_hand_locate (get_picture (self), self->touch.test, (gsize) self->touch.row,
                                   &cx, &cy))
    {
      self->hold_dx = cx - x;
      self->hold_dy = cy - y;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show (self);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscFunctionPen *self = user_data;

  if (!self->pressed || self->given_up)
    return;
  take_modifiers (self, gesture);
  self->px = self->press_px + dx;
  self->py = self->press_py + dy;
  if (self->drag == DRAG_NONE && hypot (dx, dy) >= DRAG_MIN && self->button == GDK_BUTTON_PRIMARY)
    {
      if (self->pressed_on.row < 0)
        self->drag = DRAG_MARQUEE;
      else if (self->movable)
        begin_points (self);
    }
  if (self->drag == DRAG_POINTS)
    move_points (self, self->px, self->py);
  self->hand->has_marquee = self->drag == DRAG_MARQUEE;
  if (self->hand->has_marquee)
    self->hand->marquee =
      rsc_function_hand_make_area (self->press_px, self->press_py, self->px, self->py);
  show (self);
}

/* The hand has not moved. */
static void
click (RscFunctionPen *self)
{
  const gboolean more = (self->modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  RscPenAct wish = { .kind = RSC_PEN_ADD };

  if (self->pressed_on.row >= 0)
    {
      select_touched (self, &self->pressed_on, more);
      return;
    }
  if (!self->movable || !self->pressed_on.inside || !get_picture (self))
    return;
  wish.x = self->pressed_on.x;
  wish.y = self->pressed_on.y;
  if (self->modifiers & GDK_CONTROL_MASK)
    rsc_function_hand_snap (get_picture (self), &wish.x, &wish.y);
  wish.other = self->button == GDK_BUTTON_SECONDARY || (self->modifiers & GDK_SHIFT_MASK) != 0;
  act (self, &wish, NULL, NULL);
}

/* The button is up again. */
static void
let_go (RscFunctionPen *self)
{
  const Drag drag = self->drag;
  RscPenAct end = { .kind = RSC_PEN_END };

  self->pressed = FALSE;
  self->drag = DRAG_NONE;
  self->hand->has_marquee = FALSE;
  if (self->given_up)
    ;
  else if (drag == DRAG_POINTS)
    act (self, &end, NULL, NULL);
  else if (drag == DRAG_MARQUEE)
    select_in (self, &self->hand->marquee,
               (self->modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0);
  else
    click (self);
  look (self);
  show (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscFunctionPen *self = user_data;

  if (!self->pressed)
    return;
  take_modifiers (self, gesture);
  let_go (self);
}

static void
give_up (RscFunctionPen *self)
{
  RscPenAct wish = { .kind = RSC_PEN_GIVE_UP };
  const Drag drag = self->drag;

  self->given_up = TRUE;
  self->drag = DRAG_NONE;
  self->hand->has_marquee = FALSE;
  if (drag == DRAG_POINTS)
    act (self, &wish, NULL, NULL);
  look (self);
  show (self);
}

static gboolean
is_button_down (RscFunctionPen *self, GtkGesture *gesture)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->area));
  GdkDevice *device = gtk_gesture_get_device (gesture);
  GdkModifierType state = 0;

  if (!native || !device
      || !gdk_surface_get_device_position (gtk_native_get_surface (native), device, NULL, NULL,
                                           &state))
    return TRUE;
  return (state & (GDK_BUTTON1_MASK << (self->button - 1))) != 0;
}

/* Another gesture has taken the pointer, or the window lost it. But GTK also gives up a gesture
 * when a motion that it made up after a new layout finds the button up while the release itself
 * still waits in the queue: then this is the release. */
static void
on_drag_cancel (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  RscFunctionPen *self = user_data;

  if (!self->pressed)
    return;
  if (!is_button_down (self, gesture))
    {
      let_go (self);
      return;
    }
  self->pressed = FALSE;
  give_up (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  RscFunctionPen *self = user_data;
  RscPenAct wish = { .kind = RSC_PEN_SHIFT };

  if (!self->active)
    return FALSE;
  take_modifiers (self, controller);
  look (self);
  if (self->touch.row < 0 || dy == 0.0)
    return FALSE;
  wish.steps = -dy * ((self->modifiers & GDK_SHIFT_MASK) ? FAR : 1.0);
  act_on (self, &self->touch, &wish);
  return TRUE;
}

/* --- keys --------------------------------------------------------------------------------- */

static gboolean
press_escape (RscFunctionPen *self)
{
  RscPenAct wish = { .kind = RSC_PEN_LEAVE };

  if (self->pressed && self->drag != DRAG_NONE)
    give_up (self);
  else
    act (self, &wish, NULL, NULL);
  return TRUE;
}

static gboolean
nudge (RscFunctionPen *self, double right, double up)
{
  RscPicture *picture = get_picture (self);
  RscPenAct wish = { .kind = RSC_PEN_NUDGE };
  const double factor = (self->modifiers & GDK_SHIFT_MASK) ? FAR : 1.0;

  if (!picture || !self->movable)
    return FALSE;
  rsc_function_hand_get_pixel (picture, &wish.x, &wish.y);
  wish.x *= factor * right;
  wish.y *= factor * up;
  return act_on (self, NULL, &wish);
}

static gboolean
duplicate (RscFunctionPen *self)
{
  RscPicture *picture = get_picture (self);
  RscPenAct wish = { .kind = RSC_PEN_DUPLICATE };

  if (!picture || !self->movable)
    return FALSE;
  rsc_function_hand_get_pixel (picture, &wish.x, &wish.y);
  wish.x *= COPY_APART;
  wish.y *= -COPY_APART;
  return act_on (self, NULL, &wish);
}

static gboolean
select_all (RscFunctionPen *self)
{
  const RscRect everywhere = { -1e6, -1e6, 2e6, 2e6 };

  select_in (self, &everywhere, FALSE);
  return TRUE;
}

/* Whatever is under the pointer, and else what is selected. */
static gboolean
act_there (RscFunctionPen *self, RscPenKind kind, double steps)
{
  RscPenAct wish = { .kind = kind, .steps = steps };

  look (self);
  return act_on (self, &self->touch, &wish);
}

static gboolean
press (RscFunctionPen *self, guint key)
{
  RscPenAct wish = { .kind = RSC_PEN_DELETE };

  switch (key)
    {
    case GDK_KEY_Escape:
      return press_escape (self);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      look (self);
      return act_on (self, has_selection (self) ? NULL : &self->touch, &wish);
    case GDK_KEY_f:
    case GDK_KEY_F:
      return act_there (self, RSC_PEN_FLIP, 0.0);
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return act_there (self, RSC_PEN_SHIFT, 1.0);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return act_there (self, RSC_PEN_SHIFT, -1.0);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return nudge (self, -1.0, 0.0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return nudge (self, 1.0, 0.0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return nudge (self, 0.0, 1.0);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return nudge (self, 0.0, -1.0);
    default:
      return FALSE;
    }
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer data)
{
  RscFunctionPen *self = data;
  const GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  RscPenAct toggle = { .kind = RSC_PEN_TOGGLE };

  self->modifiers = state;
  if (held == 0 && (key == GDK_KEY_e || key == GDK_KEY_E))
    {
      if (self->drag == DRAG_NONE)
        act (self, &toggle, NULL, NULL);
      return TRUE;
    }
  if (!self->active)
    return FALSE;
  if (held == GDK_CONTROL_MASK && (key == GDK_KEY_a || key == GDK_KEY_A))
    return select_all (self);
  if (held == GDK_CONTROL_MASK && (key == GDK_KEY_d || key == GDK_KEY_D))
    return duplicate (self);
  return held == 0 && press (self, key);
}

/* Shift tells at once what a click would do. */
static gboolean
on_modifiers (GtkEventControllerKey *controller, GdkModifierType state, gpointer user_data)
{
  RscFunctionPen *self = user_data;

  self->modifiers = state;
  if (self->active)
    show (self);
  return FALSE;
}

/* --- object ------------------------------------------------------------------------------- */

/* Takes @controller. */
static void
add (RscFunctionPen *self, GtkEventController *controller)
{
  g_ptr_array_add (self->controllers, g_object_ref (controller));
  gtk_widget_add_controller (GTK_WIDGET (self->area), controller);
}

RscFunctionPen *
rsc_function_pen_new (RscPlotArea *area, RscFunctionHand *hand, RscPenFunc func, gpointer user_data)
{
  RscFunctionPen *self = g_new0 (RscFunctionPen, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->area = area;
  self->hand = hand;
  self->func = func;
  self->user_data = user_data;
  self->px = self->py = NAN;
  self->controllers = g_ptr_array_new_with_free_func (g_object_unref);
  self->touch.row = -1;
  self->target = 1.0;
  self->other = -1.0;
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  add (self, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  add (self, scroll);
  /* Before the picture's own bindings, which move along the path. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (keys, "modifiers", G_CALLBACK (on_modifiers), self);
  add (self, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  add (self, GTK_EVENT_CONTROLLER (drag));
  return self;
}

void
rsc_function_pen_free (RscFunctionPen *self)
{
  /* A gesture that goes tells that it is cancelled. */
  for (guint k = 0; k < self->controllers->len; k++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->controllers, k), self);
  g_ptr_array_unref (self->controllers);
  g_free (self);
}

void
rsc_function_pen_set (RscFunctionPen *self, gboolean active, gboolean movable)
{
  if (self->active == active && self->movable == movable)
    return;
  if (!active && self->drag != DRAG_NONE)
    give_up (self);
  self->active = active;
  self->movable = movable;
  look (self);
  show (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

void
rsc_function_pen_set_targets (RscFunctionPen *self, double target, double other)
{
  self->target = target;
  self->other = other;
}

gboolean
rsc_function_pen_is_active (const RscFunctionPen *self)
{
  return self->active;
}

gboolean
rsc_function_pen_is_dragging (const RscFunctionPen *self)
{
  return self->drag != DRAG_NONE;
}
