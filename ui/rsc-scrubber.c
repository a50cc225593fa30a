/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-scrubber.h"

#include "ui/rsc-look.h"
#include <math.h>

#include "ui/plot/rsc-theme.h"
#include "ui/words/rsc-transport-words.h"

#define KNOB 7.0
#define MARGIN (KNOB + 2.0)

struct _RscScrubber
{
  GtkWidget parent_instance;

  double ratio_min;
  double reach;
  double ratio;
  gsize n_marks;
  double *marks;
};

enum
{
  SCRUBBED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscScrubber, rsc_scrubber, GTK_TYPE_WIDGET)

static double
to_x (RscScrubber *self, double ratio)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;

  return MARGIN + width * CLAMP (log (ratio) / log (self->ratio_min), 0, 1);
}

static void
draw_track (cairo_t *cr, double from, double to, double y)
{
  if (to <= from)
    return;
  cairo_move_to (cr, from, y);
  cairo_line_to (cr, to, y);
  cairo_stroke (cr);
}

/* Marks nearer to each other than a pixel are one. */
static void
draw_marks (RscScrubber *self, cairo_t *cr, double y)
{
  double last = -1;

  for (gsize k = 0; k < self->n_marks; k++)
    {
      double x = floor (to_x (self, self->marks[k])) + 0.5;

      if (x == last)
        continue;
      last = x;
      cairo_move_to (cr, x, y - 6);
      cairo_line_to (cr, x, y + 6);
    }
  cairo_stroke (cr);
}

static void
rsc_scrubber_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscScrubber *self = RSC_SCRUBBER (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  double y = floor (height / 2) + 0.5;
  double x = to_x (self, self->ratio);
  double known = to_x (self, self->reach);
  double dots[2] = { 0, 7 };
  RscTheme theme;
  cairo_t *cr;

  if (width <= 2 * MARGIN)
    return;
  rsc_look_get_theme (&theme);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (!gtk_widget_is_sensitive (widget))
    theme.accent = theme.muted;
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 3);
  rsc_color_set_source (cr, theme.muted);
  cairo_set_dash (cr, dots, 2, 0);
  draw_track (cr, fmax (known + 6, MARGIN), width - MARGIN, y);
  cairo_set_dash (cr, NULL, 0, 0);
  theme.muted.alpha *= 0.5;
  rsc_color_set_source (cr, theme.muted);
  draw_track (cr, MARGIN, known, y);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, 1);
  rsc_color_set_source (cr, theme.foreground);
  draw_marks (self, cr, y);

  cairo_arc (cr, x, y, KNOB, 0, 2 * G_PI);
  rsc_color_set_source (cr, theme.background);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, gtk_widget_has_visible_focus (widget) ? 4 : 2.5);
  rsc_color_set_source (cr, theme.accent);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
rsc_scrubber_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 24;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : 24;
}

static void
scrub_to (RscScrubber *self, double x)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;

  if (width > 0)
    g_signal_emit (self, signals[SCRUBBED], 0,
                   pow (self->ratio_min, CLAMP ((x - MARGIN) / width, 0, 1)));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (user_data));
  scrub_to (user_data, x);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  scrub_to (user_data, x + dx);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  g_signal_emit (user_data, signals[SETTLED], 0);
}

static void
update_accessible (RscScrubber *self)
{
  g_autofree char *text = rsc_transport_words_spoken (self->ratio);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  log10 (self->ratio_min), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, log10 (self->ratio),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
rsc_scrubber_finalize (GObject *object)
{
  g_free (RSC_SCRUBBER (object)->marks);
  G_OBJECT_CLASS (rsc_scrubber_parent_class)->finalize (object);
}

static void
rsc_scrubber_class_init (RscScrubberClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_scrubber_finalize;
  widget_class->snapshot = rsc_scrubber_snapshot;
  widget_class->measure = rsc_scrubber_measure;
  signals[SCRUBBED] = g_signal_new ("scrubbed", RSC_TYPE_SCRUBBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SETTLED] = g_signal_new ("settled", RSC_TYPE_SCRUBBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
rsc_scrubber_init (RscScrubber *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->ratio_min = 1e-3;
  self->reach = 1;
  self->ratio = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  rsc_look_connect (self, G_CALLBACK (gtk_widget_queue_draw));
  update_accessible (self);
}

GtkWidget *
rsc_scrubber_new (void)
{
  return g_object_new (RSC_TYPE_SCRUBBER, NULL);
}

void
rsc_scrubber_set_path (RscScrubber *self,
                       double ratio_min,
                       double reach,
                       gsize n_marks,
                       const double *marks)
{
  g_return_if_fail (RSC_IS_SCRUBBER (self));
  g_return_if_fail (ratio_min > 0 && ratio_min < 1);

  self->ratio_min = ratio_min;
  self->reach = reach;
  g_free (self->marks);
  self->marks = g_memdup2 (marks, n_marks * sizeof (double));
  self->n_marks = n_marks;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rsc_scrubber_set_ratio (RscScrubber *self, double ratio)
{
  g_return_if_fail (RSC_IS_SCRUBBER (self));
  g_return_if_fail (ratio > 0 && ratio <= 1);

  if (ratio == self->ratio)
    return;
  self->ratio = ratio;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
rsc_scrubber_get_ratio (RscScrubber *self)
{
  return self->ratio;
}
