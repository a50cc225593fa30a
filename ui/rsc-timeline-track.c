/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-timeline-track.h"

#include <math.h>
#include <string.h>

#include "ui/rsc-event-list.h"
#include "ui/words/rsc-path-event-words.h"
#include "ui/words/rsc-transport-words.h"

#define MARGIN 20.0
#define CLICK_SLOP 4.0 /* pixels that a click may wander */
/* What the keys move λ by, in decades. */
#define STEP 0.02
#define PAGE 0.2

struct _RscTimelineTrack
{
  RscPlotArea parent_instance;

  RscPathModel model;
  gsize *labels;
  gsize n_ids;
  double ratio;
  double left;
  double right;

  RscEventList *list;
  gssize pressed; /* mark under the hand, or -1 while it drags */
};

enum
{
  SCRUBBED,
  SETTLED,
  EVENT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscTimelineTrack, rsc_timeline_track, RSC_TYPE_PLOT_AREA)

static RscPicture *
rsc_timeline_track_lay_out (RscPlotArea *area,
                            const RscTheme *theme,
                            cairo_t *cr,
                            double width,
                            double height)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (area);

  return rsc_timeline_plot_new (&self->model, self->ratio, self->left, width - self->right, theme,
                                cr, width, height);
}

static void
rsc_timeline_track_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  const RscTheme *theme = rsc_plot_area_get_theme (RSC_PLOT_AREA (widget));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = 600;
    }
  else
    *minimum = *natural = (int) ceil (RSC_TIMELINE_HEIGHT * theme->font_size);
}

static void
find (RscTimelineTrack *self, double x, double y, RscTimelineHit *hit)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  if (picture)
    rsc_timeline_plot_find (picture, x, y, hit);
  else
    *hit = (RscTimelineHit){ .mark = -1, .ratio = self->ratio };
}

static const RscPathMarks *
get_marks (RscTimelineTrack *self)
{
  const RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  return picture ? rsc_timeline_plot_get_marks (picture) : NULL;
}

/* --- hands ------------------------------------------------------------------------------------ */

/* Four digits: what is shown is what is solved. */
static double
round_ratio (double ratio)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.4g", ratio);
  return MIN (g_ascii_strtod (text, NULL), 1.0);
}

static void
scrub_to (RscTimelineTrack *self, double x)
{
  RscTimelineHit hit;

  find (self, x, 0, &hit);
  g_signal_emit (self, signals[SCRUBBED], 0, round_ratio (hit.ratio));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (user_data);
  RscTimelineHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  find (self, x, y, &hit);
  self->pressed = hit.mark;
  if (hit.mark < 0)
    scrub_to (self, x);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (user_data);
  double x, y;

  if (self->pressed >= 0 && hypot (dx, dy) < CLICK_SLOP)
    return;
  self->pressed = -1;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  scrub_to (self, x + dx);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (user_data);

  const RscPathMarks *marks = get_marks (self);

  if (self->pressed >= 0 && marks)
    rsc_event_list_activate (self->list, self->model.path, marks, (gsize) self->pressed,
                             self->labels);
  self->pressed = -1;
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
on_chosen (RscEventList *list, int event, gpointer user_data)
{
  g_signal_emit (user_data, signals[EVENT_ACTIVATED], 0, event);
}

static gboolean
on_query_tooltip (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (widget);
  const RscPathMarks *marks = get_marks (self);
  g_autofree char *text = NULL;
  RscTimelineHit hit;

  if (keyboard)
    return FALSE;
  find (self, x, y, &hit);
  if (hit.mark >= 0 && marks)
    {
      const RscPathMark *mark = rsc_path_marks_get (marks, (gsize) hit.mark);

      text = rsc_path_event_words_dup_mark (self->model.path, mark->events, mark->n, self->labels);
    }
  else
    text = rsc_transport_words_dup_tip (hit.ratio);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscTimelineHit hit;

  find (user_data, x, y, &hit);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (user_data),
                                   hit.mark >= 0 ? "pointer" : "col-resize");
}

static gboolean
on_nudge (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (widget);
  const double decades = g_variant_get_double (args);
  const double ratio = CLAMP (self->ratio * pow (10, decades), self->model.ratio_min, 1);

  g_signal_emit (self, signals[SCRUBBED], 0, round_ratio (ratio));
  g_signal_emit (self, signals[SETTLED], 0);
  return GDK_EVENT_STOP;
}

/* --- life ------------------------------------------------------------------------------------- */

static void
update_accessible (RscTimelineTrack *self)
{
  g_autofree char *text = rsc_transport_words_spoken (self->ratio);

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, log10 (self->model.ratio_min),
    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
    log10 (MAX (self->ratio, self->model.ratio_min)), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
clear_model (RscTimelineTrack *self)
{
  g_clear_pointer (&self->model.path, rsc_path_unref);
  g_clear_pointer (&self->model.curves, rsc_path_curves_unref);
  g_clear_pointer (&self->labels, g_free);
  rsc_path_model_init (&self->model);
}

static void
rsc_timeline_track_dispose (GObject *object)
{
  RscTimelineTrack *self = RSC_TIMELINE_TRACK (object);

  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (rsc_timeline_track_parent_class)->dispose (object);
}

static void
rsc_timeline_track_finalize (GObject *object)
{
  clear_model (RSC_TIMELINE_TRACK (object));
  G_OBJECT_CLASS (rsc_timeline_track_parent_class)->finalize (object);
}

static void
rsc_timeline_track_class_init (RscTimelineTrackClass *klass)
{
  static const struct
  {
    guint key, keypad;
    double decades;
  } keys[] = { { GDK_KEY_Up, GDK_KEY_KP_Up, STEP },
               { GDK_KEY_Down, GDK_KEY_KP_Down, -STEP },
               { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, PAGE },
               { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, -PAGE } };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_timeline_track_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_timeline_track_finalize;
  widget_class->measure = rsc_timeline_track_measure;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_timeline_track_lay_out;
  signals[SCRUBBED] = g_signal_new ("scrubbed", RSC_TYPE_TIMELINE_TRACK, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SETTLED] = g_signal_new ("settled", RSC_TYPE_TIMELINE_TRACK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[EVENT_ACTIVATED] =
    g_signal_new ("event-activated", RSC_TYPE_TIMELINE_TRACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "track");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      gtk_widget_class_add_binding (widget_class, keys[k].key, 0, on_nudge, "d", keys[k].decades);
      gtk_widget_class_add_binding (widget_class, keys[k].keypad, 0, on_nudge, "d",
                                    keys[k].decades);
    }
}

static void
rsc_timeline_track_init (RscTimelineTrack *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  rsc_path_model_init (&self->model);
  self->model.ratio_min = 1e-3;
  self->ratio = 1;
  self->left = self->right = MARGIN;
  self->pressed = -1;
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  self->list = rsc_event_list_new (GTK_WIDGET (self));
  g_signal_connect (self->list, "chosen", G_CALLBACK (on_chosen), self);
  update_accessible (self);
}

GtkWidget *
rsc_timeline_track_new (void)
{
  return g_object_new (RSC_TYPE_TIMELINE_TRACK, NULL);
}

static gboolean
is_same (const RscTimelineTrack *self, const RscPathModel *model, gsize n_ids)
{
  const RscPathModel *mine = &self->model;

  if (mine->path != model->path || mine->complete != model->complete
      || mine->ratio_min != model->ratio_min || mine->selected != model->selected
      || mine->hovered != model->hovered)
    return FALSE;
  if (!self->labels || !model->labels)
    return self->labels == model->labels;
  return n_ids == self->n_ids && memcmp (self->labels, model->labels, n_ids * sizeof (gsize)) == 0;
}

void
rsc_timeline_track_set_model (RscTimelineTrack *self, const RscPathModel *model, gsize n_ids)
{
  RscPathModel copy = *model;
  RscPathCurves *curves = NULL;
  gsize *labels;

  g_return_if_fail (RSC_IS_TIMELINE_TRACK (self));
  g_return_if_fail (model->ratio_min > 0 && model->ratio_min < 1);

  if (is_same (self, model, n_ids))
    return;
  rsc_event_list_set_path (self->list, copy.path);
  labels = copy.labels ? g_memdup2 (copy.labels, MAX (n_ids, 1) * sizeof (gsize)) : NULL;
  if (copy.path)
    {
      rsc_path_ref (copy.path);
      curves = copy.path == self->model.path && self->model.curves
                 ? rsc_path_curves_ref (self->model.curves)
                 : rsc_path_curves_new_outline (copy.path);
    }
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  clear_model (self);
  self->model = copy;
  self->model.curves = curves;
  self->model.labels = self->labels = labels;
  self->n_ids = n_ids;
  self->pressed = -1;
  update_accessible (self);
}

void
rsc_timeline_track_set_margins (RscTimelineTrack *self, double left, double right)
{
  g_return_if_fail (RSC_IS_TIMELINE_TRACK (self));

  left = MAX (left, MARGIN);
  right = MAX (right, MARGIN);
  if (left == self->left && right == self->right)
    return;
  self->left = left;
  self->right = right;
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
}

void
rsc_timeline_track_set_ratio (RscTimelineTrack *self, double ratio)
{
  RscPicture *picture;

  g_return_if_fail (RSC_IS_TIMELINE_TRACK (self));
  g_return_if_fail (ratio >= 0 && ratio <= 1);

  if (ratio == self->ratio)
    return;
  self->ratio = ratio;
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
  if (picture)
    rsc_timeline_plot_set_ratio (picture, ratio);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
rsc_timeline_track_get_ratio (RscTimelineTrack *self)
{
  return self->ratio;
}
