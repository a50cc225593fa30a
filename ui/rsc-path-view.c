/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-path-view.h"

#include <math.h>
#include <string.h>

#include "ui/rsc-curve-list.h"
#include "ui/rsc-event-list.h"

#define CLICK_SLOP 4.0 /* pixels that a click may wander */

struct _RscPathView
{
  RscPlotArea parent_instance;

  RscPathModel model;
  gsize *labels;
  double *picked;
  double *slopes;
  gsize n_ids;

  RscEventList *list;
  RscCurveList *curve_list; /* what the labels have no room for */
  double left, right;       /* of the axis of λ, or NaN */
  guint extent_source;

  gboolean moved;
  double pressed_x, pressed_y;
  double known_x; /* during a drag, a place where the path is known */
};

enum
{
  HOVERED,
  CURSOR_MOVED,
  DRAG_ENDED,
  NEURON_ACTIVATED,
  EVENT_ACTIVATED,
  EXTENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPathView, rsc_path_view, RSC_TYPE_PLOT_AREA)

static gboolean
same_labels (const RscPathView *self, const RscPathModel *model, gsize n_ids)
{
  if (!self->labels || !model->labels)
    return self->labels == model->labels;
  return n_ids == self->n_ids && memcmp (self->labels, model->labels, n_ids * sizeof (gsize)) == 0;
}

/* Whether @a and @b differ in the cursor at most. */
static gboolean
same_but_for_cursor (const RscPathModel *a, const RscPathModel *b)
{
  return a->path == b->path && a->lambda_max == b->lambda_max && a->ratio_min == b->ratio_min
         && a->complete == b->complete && a->x == b->x && a->y == b->y && a->feature == b->feature
         && a->tubes == b->tubes && a->parted == b->parted && a->multiples == b->multiples
         && a->tangents == b->tangents && a->selected == b->selected && a->hovered == b->hovered;
}

static gboolean
on_extent (gpointer user_data)
{
  RSC_PATH_VIEW (user_data)->extent_source = 0;
  g_signal_emit (user_data, signals[EXTENT_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static RscPicture *
rsc_path_view_lay_out (RscPlotArea *area,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  RscPathView *self = RSC_PATH_VIEW (area);
  const gboolean on_paper = rsc_plot_area_is_on_paper (area);
  RscPathModel model = self->model;
  RscPicture *picture;
  double left, right;

  model.on_paper = on_paper;
  picture = rsc_path_plot_new (&model, theme, cr, width, height);
  if (picture == NULL || on_paper)
    return picture;
  if (!rsc_path_plot_get_extent (picture, &left, &right))
    left = right = NAN;
  if (memcmp (&left, &self->left, sizeof left) != 0
      || memcmp (&right, &self->right, sizeof right) != 0)
    {
      self->left = left;
      self->right = right;
      /* Told when this frame is drawn. */
      if (!self->extent_source)
        self->extent_source = g_idle_add_full (GDK_PRIORITY_REDRAW, on_extent, self, NULL);
    }
  return picture;
}

static void
pick (RscPathView *self, double x, double y, RscPathHit *hit)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  if (picture)
    rsc_path_plot_find (picture, x, y, hit);
  else
    *hit = (RscPathHit){ .neuron = -1, .mark = -1, .lambda = NAN };
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscPathView *self = RSC_PATH_VIEW (user_data);
  RscPathHit hit;

  if (self->moved)
    return;
  pick (self, x, y, &hit);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   hit.mark >= 0 || hit.neuron >= 0 || hit.more ? "pointer"
                                   : hit.inside && isfinite (hit.lambda)        ? "col-resize"
                                                                                : NULL);
  g_signal_emit (self, signals[HOVERED], 0, &hit);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  RscPathHit hit = { .neuron = -1, .mark = -1, .lambda = NAN };

  g_signal_emit (user_data, signals[HOVERED], 0, &hit);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscPathView *self = RSC_PATH_VIEW (user_data);
  RscPathHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, x, y, &hit);
  self->pressed_x = x;
  self->pressed_y = y;
  self->moved = FALSE;
  self->known_x = isfinite (hit.lambda) ? x : NAN;
}

/* Beyond what is known the cursor stays at its end. */
static void
move_cursor (RscPathView *self, double x, double y)
{
  RscPathHit hit;
  gsize n;

  if (!self->model.path || (n = rsc_path_get_n_points (self->model.path)) == 0)
    return;
  pick (self, x, y, &hit);
  if (isfinite (hit.lambda))
    self->known_x = x;
  else if (isnan (self->known_x))
    return;
  else
    hit.lambda = rsc_solution_get_lambda (
      rsc_path_get_point (self->model.path, x < self->known_x ? 0 : n - 1)->solution);
  g_signal_emit (self, signals[CURSOR_MOVED], 0, hit.lambda);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscPathView *self = RSC_PATH_VIEW (user_data);
  double x, y;

  if (!self->moved && hypot (dx, dy) < CLICK_SLOP)
    return;
  self->moved = TRUE;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  move_cursor (self, x + dx, y);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscPathView *self = RSC_PATH_VIEW (user_data);
  gboolean moved = self->moved;
  RscPathHit hit;

  self->moved = FALSE;
  if (!moved)
    {
      pick (self, self->pressed_x, self->pressed_y, &hit);
      if (hit.mark >= 0)
        rsc_event_list_activate (
          self->list, self->model.path,
          rsc_path_plot_get_marks (rsc_plot_area_get_picture (RSC_PLOT_AREA (self))),
          (gsize) hit.mark, self->labels);
      else if (hit.more)
        rsc_curve_list_open (self->curve_list, &self->model, self->pressed_x, self->pressed_y);
      else if (hit.neuron >= 0)
        g_signal_emit (self, signals[NEURON_ACTIVATED], 0, (int) hit.neuron);
      else if (hit.inside && isfinite (hit.lambda))
        g_signal_emit (self, signals[CURSOR_MOVED], 0, hit.lambda);
    }
  g_signal_emit (self, signals[DRAG_ENDED], 0);
}

static void
on_chosen (RscEventList *list, int event, gpointer user_data)
{
  g_signal_emit (user_data, signals[EVENT_ACTIVATED], 0, event);
}

static void
on_curve_chosen (RscCurveList *list, int id, gpointer user_data)
{
  g_signal_emit (user_data, signals[NEURON_ACTIVATED], 0, id);
}

static void
clear_model (RscPathView *self)
{
  g_clear_pointer (&self->model.path, rsc_path_unref);
  g_clear_pointer (&self->model.curves, rsc_path_curves_unref);
  g_clear_pointer (&self->labels, g_free);
  g_clear_pointer (&self->picked, g_free);
  g_clear_pointer (&self->slopes, g_free);
  rsc_path_model_init (&self->model);
}

static void
rsc_path_view_dispose (GObject *object)
{
  RscPathView *self = RSC_PATH_VIEW (object);

  g_clear_handle_id (&self->extent_source, g_source_remove);
  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  if (self->curve_list)
    gtk_widget_unparent (GTK_WIDGET (self->curve_list));
  self->curve_list = NULL;
  G_OBJECT_CLASS (rsc_path_view_parent_class)->dispose (object);
}

static void
rsc_path_view_finalize (GObject *object)
{
  RscPathView *self = RSC_PATH_VIEW (object);

  clear_model (self);
  G_OBJECT_CLASS (rsc_path_view_parent_class)->finalize (object);
}

static double
rsc_path_view_find_paper_height (RscPlotArea *area,
                                 const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height)
{
  RscPathModel model = RSC_PATH_VIEW (area)->model;

  model.on_paper = TRUE;
  return rsc_path_plot_find_height (&model, theme, cr, width, height);
}

static void
rsc_path_view_class_init (RscPathViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_path_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_path_view_finalize;
  rsc_plot_area_class_add_path_keys (GTK_WIDGET_CLASS (klass));
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_path_view_lay_out;
  RSC_PLOT_AREA_CLASS (klass)->find_paper_height = rsc_path_view_find_paper_height;

  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_PATH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", RSC_TYPE_PATH_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[DRAG_ENDED] = g_signal_new ("drag-ended", RSC_TYPE_PATH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  signals[NEURON_ACTIVATED] =
    g_signal_new ("neuron-activated", RSC_TYPE_PATH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", RSC_TYPE_PATH_VIEW, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[EXTENT_CHANGED] = g_signal_new ("extent-changed", RSC_TYPE_PATH_VIEW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_path_view_init (RscPathView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  rsc_path_model_init (&self->model);
  self->left = self->right = NAN;
  self->list = rsc_event_list_new (GTK_WIDGET (self));
  g_signal_connect (self->list, "chosen", G_CALLBACK (on_chosen), self);
  self->curve_list = rsc_curve_list_new (GTK_WIDGET (self));
  g_signal_connect (self->curve_list, "chosen", G_CALLBACK (on_curve_chosen), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
rsc_path_view_new (void)
{
  return g_object_new (RSC_TYPE_PATH_VIEW, NULL);
}

static gboolean
same_values (const double *a, const double *b, gsize n_ids)
{
  if (!a || !b)
    return a == b;
  for (gsize id = 0; id < n_ids; id++)
    if (a[id] != b[id] && !(isnan (a[id]) && isnan (b[id])))
      return FALSE;
  return TRUE;
}

static void
take_slopes (RscPathView *self, const double *slopes, gsize n_ids)
{
  double *copy = slopes ? g_memdup2 (slopes, MAX (n_ids, 1) * sizeof (double)) : NULL;

  g_free (self->slopes);
  self->slopes = copy;
  self->model.slopes = copy;
}

/* The arrows move: the same. */
static void
move_slopes (RscPathView *self, const double *slopes, gsize n_ids)
{
  RscPicture *picture;

  if (same_values (self->slopes, slopes, n_ids))
    return;
  take_slopes (self, slopes, n_ids);
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    rsc_path_plot_set_slopes (picture, self->slopes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_picked (RscPathView *self, const double *picked, gsize n_ids)
{
  g_free (self->picked);
  self->picked = picked ? g_memdup2 (picked, MAX (n_ids, 1) * sizeof (double)) : NULL;
  self->model.picked = self->picked;
}

/* The cursor moves: nothing else is laid out or drawn anew. */
static void
move_cursor_to (RscPathView *self, double lambda, const double *picked, gsize n_ids)
{
  RscPicture *picture;

  if ((lambda == self->model.lambda || (isnan (lambda) && isnan (self->model.lambda)))
      && same_values (self->picked, picked, n_ids))
    return;
  self->model.lambda = lambda;
  take_picked (self, picked, n_ids);
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    rsc_path_plot_set_cursor (picture, lambda, self->picked);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rsc_path_view_set_model (RscPathView *self, const RscPathModel *model, gsize n_ids)
{
  RscPathModel copy = *model;
  RscPathCurves *curves = NULL;
  gsize *labels = NULL;

  g_return_if_fail (RSC_IS_PATH_VIEW (self));

  if (same_but_for_cursor (&copy, &self->model) && n_ids == self->n_ids
      && same_labels (self, &copy, n_ids))
    {
      move_cursor_to (self, copy.lambda, copy.picked, n_ids);
      move_slopes (self, copy.slopes, n_ids);
      return;
    }
  rsc_event_list_set_path (self->list, copy.path);
  /* Ids of another problem's path would choose another neuron. */
  if (!copy.path || !self->model.path
      || rsc_path_get_problem (copy.path) != rsc_path_get_problem (self->model.path))
    gtk_popover_popdown (GTK_POPOVER (self->curve_list));
  if (copy.path)
    {
      rsc_path_ref (copy.path);
      if (self->model.curves && rsc_path_curves_get_path (self->model.curves) == copy.path
          && rsc_path_curves_get_y (self->model.curves) == copy.y
          && (copy.y != RSC_PATH_Y_FEATURE
              || rsc_path_curves_get_feature (self->model.curves) == copy.feature))
        curves = rsc_path_curves_ref (self->model.curves);
      else
        curves = rsc_path_curves_new (copy.path, copy.y, copy.feature);
    }
  if (copy.labels)
    labels = g_memdup2 (copy.labels, MAX (n_ids, 1) * sizeof (gsize));
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  clear_model (self);
  self->model = copy;
  self->model.curves = curves;
  self->labels = labels;
  self->model.labels = labels;
  self->n_ids = n_ids;
  take_picked (self, copy.picked, n_ids);
  take_slopes (self, copy.slopes, n_ids);
}

const RscPathModel *
rsc_path_view_get_model (RscPathView *self)
{
  return &self->model;
}

const RscPathMark *
rsc_path_view_get_mark (RscPathView *self, gssize k)
{
  const RscPicture *picture;
  const RscPathMarks *marks;

  g_return_val_if_fail (RSC_IS_PATH_VIEW (self), NULL);

  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  marks = picture ? rsc_path_plot_get_marks (picture) : NULL;
  return marks && k >= 0 && (gsize) k < rsc_path_marks_get_n (marks)
           ? rsc_path_marks_get (marks, (gsize) k)
           : NULL;
}

gboolean
rsc_path_view_get_extent (RscPathView *self, double *left, double *right)
{
  g_return_val_if_fail (RSC_IS_PATH_VIEW (self), FALSE);

  *left = self->left;
  *right = self->right;
  return isfinite (self->left) && isfinite (self->right);
}
