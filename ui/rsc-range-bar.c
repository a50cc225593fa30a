/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-range-bar.h"

#include "ui/rsc-look.h"
#include <math.h>

#include "ui/plot/rsc-theme.h"

#define MARGIN 5.0
#define THICKNESS 6.0

struct _RscRangeBar
{
  GtkWidget parent_instance;

  gsize neuron;
  double minimum;
  double maximum;
  double value;
  double upper;
};

G_DEFINE_FINAL_TYPE (RscRangeBar, rsc_range_bar, GTK_TYPE_WIDGET)

static void
rounded_line (cairo_t *cr, double x0, double x1, double y, double thickness)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, x0, y);
  cairo_line_to (cr, x1, y);
  cairo_stroke (cr);
}

static void
rsc_range_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscRangeBar *self = RSC_RANGE_BAR (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double span = width - 2 * MARGIN;
  double scale = self->upper > 0 ? span / self->upper : 0;
  double y = height / 2;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  RscTheme theme;
  RscColor color, faint;
  cairo_t *cr;

  if (span <= 0)
    return;
  rsc_look_get_theme (&theme);
  color = rsc_theme_get_neuron_color (&theme, self->neuron);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  faint = theme.grid;
  rsc_color_set_source (cr, faint);
  rounded_line (cr, MARGIN, MARGIN + span, y, 2);
  color.alpha = 0.55;
  rsc_color_set_source (cr, color);
  rounded_line (cr, MARGIN + self->minimum * scale, MARGIN + self->maximum * scale, y, THICKNESS);
  if (isfinite (self->value))
    {
      color.alpha = 1;
      cairo_arc (cr, MARGIN + CLAMP (self->value * scale, 0, span), y, 4.5, 0, 2 * G_PI);
      rsc_color_set_source (cr, theme.background);
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, color);
      cairo_set_line_width (cr, 2.2);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
rsc_range_bar_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : 13;
}

static void
rsc_range_bar_class_init (RscRangeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = rsc_range_bar_snapshot;
  widget_class->measure = rsc_range_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "rangebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
rsc_range_bar_init (RscRangeBar *self)
{
  self->value = NAN;
  rsc_look_connect (self, G_CALLBACK (gtk_widget_queue_draw));
}

GtkWidget *
rsc_range_bar_new (void)
{
  return g_object_new (RSC_TYPE_RANGE_BAR, NULL);
}

void
rsc_range_bar_set (RscRangeBar *self,
                   gsize neuron,
                   double minimum,
                   double maximum,
                   double value,
                   double upper)
{
  g_return_if_fail (RSC_IS_RANGE_BAR (self));

  self->neuron = neuron;
  self->minimum = minimum;
  self->maximum = maximum;
  self->value = value;
  self->upper = upper;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, minimum,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, maximum,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  isfinite (value) ? value : minimum, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
rsc_range_bar_get_minimum (RscRangeBar *self)
{
  return self->minimum;
}

double
rsc_range_bar_get_maximum (RscRangeBar *self)
{
  return self->maximum;
}

double
rsc_range_bar_get_value (RscRangeBar *self)
{
  return self->value;
}
