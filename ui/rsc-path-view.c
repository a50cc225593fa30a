/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-path-view.h"

#include <math.h>
#include <string.h>

#define CLICK_SLOP 4.0 /* pixels that a click may wander */

struct _RscPathView
{
  RscPlotArea parent_instance;

  RscPathModel model;
  gsize *labels;
  gsize n_ids;

  /* All of the picture but the cursor, at device scale */
  cairo_surface_t *still;
  GdkTexture *still_texture; /* the same pixels */
  int still_width;
  int still_height;
  gboolean still_dark;
  guint n_still;

  gboolean moved;
  double known_x; /* during a drag, a place where the path is known */
};

enum
{
  HOVERED,
  CURSOR_MOVED,
  DRAG_ENDED,
  NEURON_ACTIVATED,
  EVENT_ACTIVATED,
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

static void
draw_layers (RscPathView *self,
             RscPathLayers layers,
             const RscTheme *theme,
             cairo_t *cr,
             double width,
             double height)
{
  RscPathModel model = self->model;

  model.layers = layers;
  rsc_path_plot_draw (&model, theme, cr, width, height);
}

static void
forget_still_layer (RscPathView *self)
{
  g_clear_object (&self->still_texture);
  g_clear_pointer (&self->still, cairo_surface_destroy);
}

static void
ensure_still_layer (RscPathView *self, const RscTheme *theme, double width, double height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int w = (int) ceil (width) * scale, h = (int) ceil (height) * scale;

  if (!self->still || self->still_width != w || self->still_height != h
      || self->still_dark != theme->dark)
    {
      cairo_t *still;

      forget_still_layer (self);
      self->still = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
      cairo_surface_set_device_scale (self->still, scale, scale);
      self->still_width = w;
      self->still_height = h;
      self->still_dark = theme->dark;
      self->n_still++;
      still = cairo_create (self->still);
      draw_layers (self, RSC_PATH_LAYERS_STILL, theme, still, width, height);
      cairo_destroy (still);
      cairo_surface_flush (self->still);
    }
}

static void
rsc_path_view_draw (RscPlotArea *area,
                    const RscTheme *theme,
                    cairo_t *cr,
                    double width,
                    double height)
{
  RscPathView *self = RSC_PATH_VIEW (area);

  /* A file gets curves, not the pixels of the screen. */
  if (theme != rsc_plot_area_get_theme (area))
    {
      draw_layers (self, RSC_PATH_LAYERS_ALL, theme, cr, width, height);
      return;
    }
  ensure_still_layer (self, theme, width, height);
  cairo_set_source_surface (cr, self->still, 0, 0);
  cairo_paint (cr);
  draw_layers (self, RSC_PATH_LAYERS_CURSOR, theme, cr, width, height);
}

/* The still layer is one and the same texture in every frame, so that only what is under the cursor is
 * painted anew. */
static void
rsc_path_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscPathView *self = RSC_PATH_VIEW (widget);
  const RscTheme *theme = rsc_plot_area_get_theme (RSC_PLOT_AREA (self));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_rectangle_t extents = { 0, 0, width, height };
  cairo_surface_t *cursor;
  double x, y, w, h;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  ensure_still_layer (self, theme, width, height);
  if (!self->still_texture)
    {
      int stride = cairo_image_surface_get_stride (self->still);
      g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
        cairo_image_surface_get_data (self->still), (gsize) stride * (gsize) self->still_height,
        (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (self->still));

      self->still_texture = gdk_memory_texture_new (self->still_width, self->still_height,
                                                    GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
    }
  gtk_snapshot_append_texture (snapshot, self->still_texture, &bounds);

  cursor = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cr = cairo_create (cursor);
  draw_layers (self, RSC_PATH_LAYERS_CURSOR, theme, cr, width, height);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (cursor, &x, &y, &w, &h);
  if (w > 0 && h > 0)
    {
      bounds = GRAPHENE_RECT_INIT ((float) floor (x), (float) floor (y), (float) ceil (w) + 1,
                                   (float) ceil (h) + 1);
      cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      cairo_set_source_surface (cr, cursor, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (cursor);
}

static void
pick (RscPathView *self, double x, double y, RscPathHit *hit)
{
  rsc_path_plot_pick (&self->model, rsc_plot_area_get_theme (RSC_PLOT_AREA (self)),
                      gtk_widget_get_width (GTK_WIDGET (self)),
                      gtk_widget_get_height (GTK_WIDGET (self)), x, y, hit);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscPathView *self = RSC_PATH_VIEW (user_data);
  RscPathHit hit;

  if (self->moved)
    return;
  pick (self, x, y, &hit);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hit.event >= 0 || hit.neuron >= 0 ? "pointer"
                                                      : hit.inside && isfinite (hit.lambda)
                                                        ? "col-resize"
                                                        : NULL);
  g_signal_emit (self, signals[HOVERED], 0, &hit);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  RscPathHit hit = { .neuron = -1, .event = -1, .lambda = NAN };

  g_signal_emit (user_data, signals[HOVERED], 0, &hit);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscPathView *self = RSC_PATH_VIEW (user_data);
  RscPathHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, x, y, &hit);
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
  double x, y;

  self->moved = FALSE;
  if (!moved)
    {
      gtk_gesture_drag_get_start_point (gesture, &x, &y);
      pick (self, x, y, &hit);
      if (hit.event >= 0)
        g_signal_emit (self, signals[EVENT_ACTIVATED], 0, (int) hit.event);
      else if (hit.neuron >= 0)
        g_signal_emit (self, signals[NEURON_ACTIVATED], 0, (int) hit.neuron);
      else if (hit.inside && isfinite (hit.lambda))
        g_signal_emit (self, signals[CURSOR_MOVED], 0, hit.lambda);
    }
  g_signal_emit (self, signals[DRAG_ENDED], 0);
}

static void
clear_model (RscPathView *self)
{
  g_clear_pointer (&self->model.path, rsc_path_unref);
  g_clear_pointer (&self->model.curves, rsc_path_curves_unref);
  g_clear_pointer (&self->labels, g_free);
  rsc_path_model_init (&self->model);
}

static void
rsc_path_view_finalize (GObject *object)
{
  RscPathView *self = RSC_PATH_VIEW (object);

  forget_still_layer (self);
  clear_model (self);
  G_OBJECT_CLASS (rsc_path_view_parent_class)->finalize (object);
}

static void
rsc_path_view_class_init (RscPathViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_path_view_finalize;
  rsc_plot_area_class_add_path_keys (GTK_WIDGET_CLASS (klass));
  GTK_WIDGET_CLASS (klass)->snapshot = rsc_path_view_snapshot;
  RSC_PLOT_AREA_CLASS (klass)->draw = rsc_path_view_draw;

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
}

static void
rsc_path_view_init (RscPathView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  rsc_path_model_init (&self->model);
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

void
rsc_path_view_set_model (RscPathView *self, const RscPathModel *model, gsize n_ids)
{
  RscPathModel copy = *model;
  RscPathCurves *curves = NULL;
  gsize *labels = NULL;

  g_return_if_fail (RSC_IS_PATH_VIEW (self));

  if (!same_but_for_cursor (&copy, &self->model) || !same_labels (self, &copy, n_ids))
    forget_still_layer (self);
  else if (copy.lambda == self->model.lambda || (isnan (copy.lambda) && isnan (self->model.lambda)))
    return;
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
  clear_model (self);
  self->model = copy;
  self->model.curves = curves;
  self->labels = labels;
  self->model.labels = labels;
  self->n_ids = n_ids;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const RscPathModel *
rsc_path_view_get_model (RscPathView *self)
{
  return &self->model;
}

guint
rsc_path_view_get_n_still (RscPathView *self)
{
  return self->n_still;
}
