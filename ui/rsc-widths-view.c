/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-widths-view.h"

struct _RscWidthsView
{
  RscPlotArea parent_instance;

  RscComplex *complex;
  gsize m;
  gsize hovered;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscWidthsView, rsc_widths_view, RSC_TYPE_PLOT_AREA)

static void
move_marks (RscWidthsView *self)
{
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  if (picture)
    rsc_widths_plot_set_marks (picture, self->m, self->hovered);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
choose (RscWidthsView *self, gsize m)
{
  if (self->complex && m != RSC_WIDTHS_NONE && m != self->m)
    g_signal_emit (self, signals[CHOSEN], 0, (guint64) m);
}

static gsize
find (RscWidthsView *self, double x, double y)
{
  RscPicture *picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self));

  return picture ? rsc_widths_plot_find (picture, x, y) : RSC_WIDTHS_NONE;
}

static void
hover (RscWidthsView *self, gsize m)
{
  if (self->hovered == m)
    return;
  self->hovered = m;
  move_marks (self);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscWidthsView *self = RSC_WIDTHS_VIEW (user_data);

  hover (self, find (self, x, y));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   self->hovered != RSC_WIDTHS_NONE ? "pointer" : NULL);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  hover (RSC_WIDTHS_VIEW (user_data), RSC_WIDTHS_NONE);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (user_data));
  choose (user_data, find (user_data, x, y));
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  /* Sideways, however far it has left the picture. */
  choose (user_data, find (user_data, x + dx, y));
}

static gboolean
is_change (RscWidthsView *self, gsize m)
{
  RscComplexLevel before, here;

  rsc_complex_get_level (self->complex, m - 1, &before);
  rsc_complex_get_level (self->complex, m, &here);
  return before.n_components != here.n_components || before.n_isolated != here.n_isolated;
}

/* @step: 1 for the next number, 2 for the next change, 3 for the end. */
static gboolean
on_step (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscWidthsView *self = RSC_WIDTHS_VIEW (widget);
  const int step = g_variant_get_int32 (parameter);
  gsize first, last, m;

  if (!self->complex)
    return FALSE;
  rsc_widths_plot_get_range (self->complex, &first, &last);
  m = CLAMP (self->m, first, last);
  do
    m = step > 0 ? MIN (m + 1, last) : MAX (m, first + 1) - 1;
  while (m > first && m < last && (ABS (step) == 3 || (ABS (step) == 2 && !is_change (self, m))));
  choose (self, m);
  return TRUE;
}

static RscPicture *
rsc_widths_view_lay_out (RscPlotArea *area,
                         const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height)
{
  RscWidthsView *self = RSC_WIDTHS_VIEW (area);
  const gboolean on_paper = rsc_plot_area_is_on_paper (area);
  RscWidthsModel model = { self->complex, self->m, on_paper ? RSC_WIDTHS_NONE : self->hovered };

  return self->complex ? rsc_widths_plot_new (&model, theme, cr, width, height) : NULL;
}

static void
rsc_widths_view_finalize (GObject *object)
{
  g_clear_pointer (&RSC_WIDTHS_VIEW (object)->complex, rsc_complex_unref);
  G_OBJECT_CLASS (rsc_widths_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int step;
  } keys[] = {
    { GDK_KEY_Left, -1 },    { GDK_KEY_KP_Left, -1 },  { GDK_KEY_Down, -1 },
    { GDK_KEY_Right, 1 },    { GDK_KEY_KP_Right, 1 },  { GDK_KEY_Up, 1 },
    { GDK_KEY_Page_Up, -2 }, { GDK_KEY_Page_Down, 2 }, { GDK_KEY_Home, -3 },
    { GDK_KEY_End, 3 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    gtk_widget_class_add_binding (widget_class, keys[k].key, 0, on_step, "i", keys[k].step);
  rsc_plot_area_class_add_path_keys (widget_class);
}

static void
rsc_widths_view_class_init (RscWidthsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_widths_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_widths_view_lay_out;
  add_keys (GTK_WIDGET_CLASS (klass));

  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_WIDTHS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
}

static void
rsc_widths_view_init (RscWidthsView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->hovered = RSC_WIDTHS_NONE;
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
rsc_widths_view_new (void)
{
  return g_object_new (RSC_TYPE_WIDTHS_VIEW, NULL);
}

void
rsc_widths_view_set (RscWidthsView *self, RscComplex *complex, gsize m)
{
  g_return_if_fail (RSC_IS_WIDTHS_VIEW (self));

  if (complex == self->complex)
    {
      if (m == self->m)
        return;
      self->m = m;
      move_marks (self);
      return;
    }
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  if (complex)
    rsc_complex_ref (complex);
  g_clear_pointer (&self->complex, rsc_complex_unref);
  self->complex = complex;
  self->m = m;
  self->hovered = RSC_WIDTHS_NONE;
}

RscComplex *
rsc_widths_view_get_complex (RscWidthsView *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS_VIEW (self), NULL);
  return self->complex;
}

gsize
rsc_widths_view_get_m (RscWidthsView *self)
{
  g_return_val_if_fail (RSC_IS_WIDTHS_VIEW (self), 0);
  return self->m;
}
