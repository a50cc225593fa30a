/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-plot-area.h"

#include <adwaita.h>

typedef struct
{
  RscTheme theme;
} RscPlotAreaPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RscPlotArea, rsc_plot_area, GTK_TYPE_WIDGET)

static void
update_theme (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);

  rsc_theme_init (&priv->theme, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawn into pixels here: a node that records what is drawn and draws it a second time costs half of a
 * frame more. */
static void
rsc_plot_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscPlotArea *self = RSC_PLOT_AREA (widget);
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  RSC_PLOT_AREA_GET_CLASS (self)->draw (self, &priv->theme, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface)
                                        * (gsize) (height * scale),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

static void
rsc_plot_area_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200;
  *natural = 420;
}

static void
rsc_plot_area_class_init (RscPlotAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = rsc_plot_area_snapshot;
  widget_class->measure = rsc_plot_area_measure;
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rsc_plot_area_init (RscPlotArea *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  update_theme (self);
}

const RscTheme *
rsc_plot_area_get_theme (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);

  g_return_val_if_fail (RSC_IS_PLOT_AREA (self), NULL);
  return &priv->theme;
}

void
rsc_plot_area_class_add_path_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, keypad;
    const char *action;
    int step;
  } keys[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, "path.step", -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, "path.step", 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, "path.end", -1 },
    { GDK_KEY_End, GDK_KEY_KP_End, "path.end", 1 },
  };

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "path.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Space, 0, "path.play", NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      gtk_widget_class_add_binding_action (widget_class, keys[k].key, 0, keys[k].action, "i",
                                           keys[k].step);
      gtk_widget_class_add_binding_action (widget_class, keys[k].keypad, 0, keys[k].action, "i",
                                           keys[k].step);
    }
}

static void
draw_for_file (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer user_data)
{
  RSC_PLOT_AREA_GET_CLASS (user_data)->draw (user_data, theme, cr, width, height);
}

GBytes *
rsc_plot_area_render (RscPlotArea *self, const char *path, GError **error)
{
  RscTheme theme;

  g_return_val_if_fail (RSC_IS_PLOT_AREA (self), NULL);

  rsc_theme_init (&theme, FALSE);
  return rsc_plot_file_render (path, MAX (gtk_widget_get_width (GTK_WIDGET (self)), 480),
                               MAX (gtk_widget_get_height (GTK_WIDGET (self)), 400), 2.0, &theme,
                               draw_for_file, self, error);
}
