/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-plot-area.h"

#include "ui/rsc-look.h"
#include "ui/rsc-pacer.h"
#include <math.h>

typedef struct
{
  RscTheme theme;
  RscPicture *picture;

  /* The still layers at the scale of the screen: while it is one and the same node, its pixels are
   * not painted again. */
  GskRenderNode *still;
  int still_scale;
  guint n_still;
  gboolean on_paper;

  /* All of it as it was drawn last, which stays while it waits for its turn; and for what size. */
  GskRenderNode *shown;
  int shown_width, shown_height, shown_scale;
} RscPlotAreaPrivate;

enum
{
  RENEWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RscPlotArea, rsc_plot_area, GTK_TYPE_WIDGET)

static void
forget_picture (RscPlotAreaPrivate *priv)
{
  g_clear_pointer (&priv->picture, rsc_picture_free);
  g_clear_pointer (&priv->still, gsk_render_node_unref);
}

static void
update_theme (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);

  rsc_look_get_theme (&priv->theme);
  g_clear_pointer (&priv->shown, gsk_render_node_unref);
  rsc_plot_area_queue_layout (self);
}

/* Pixels to draw into; free with cairo_surface_destroy(). */
static cairo_surface_t *
create_pixels (int width, int height, int scale)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

/* Takes @surface. */
static GdkTexture *
create_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes =
    g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Takes @surface, pixels for all of the area. A graphics card keeps a texture; the software
 * renderer of GTK 4.8 converts each pixel of one to floating-point numbers and back whenever it
 * paints it, which takes longer than all else in a frame, and copies those of a surface. */
static GskRenderNode *
create_node (RscPlotArea *self, cairo_surface_t *surface)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                     (float) gtk_widget_get_height (widget));
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderNode *node;

  if (native && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      cairo_t *cr;

      node = gsk_cairo_node_new (&bounds);
      cr = gsk_cairo_node_get_draw_context (node);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  else
    {
      g_autoptr (GdkTexture) texture = create_texture (surface);

      node = gsk_texture_node_new (texture, &bounds);
    }
  return node;
}

static void
ensure_still (RscPlotArea *self, int width, int height, int scale)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (priv->still && priv->still_scale == scale)
    return;
  g_clear_pointer (&priv->still, gsk_render_node_unref);
  surface = create_pixels (width, height, scale);
  cr = cairo_create (surface);
  rsc_picture_draw (priv->picture, RSC_LAYERS_STILL, cr);
  cairo_destroy (cr);
  priv->still = create_node (self, surface);
  priv->still_scale = scale;
  priv->n_still++;
}

/* Recorded first, so that only what is under it is painted anew. */
static void
append_moving (const RscPicture *picture, int width, int height, GtkSnapshot *snapshot)
{
  cairo_rectangle_t extents = { 0, 0, width, height };
  cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (record);
  double x, y, w, h;

  rsc_picture_draw (picture, RSC_LAYERS_MOVING, cr);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (record, &x, &y, &w, &h);
  if (w > 0 && h > 0)
    {
      cr = gtk_snapshot_append_cairo (
        snapshot, &GRAPHENE_RECT_INIT ((float) floor (x), (float) floor (y), (float) ceil (w) + 1,
                                       (float) ceil (h) + 1));
      cairo_set_source_surface (cr, record, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (record);
}

/* Whether what is on the screen has to do for this frame, as other pictures go first. */
static gboolean
is_to_wait (RscPlotArea *self, int width, int height, int scale)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  RscPacer *pacer = rsc_pacer_get (GTK_WIDGET (self));
  const gboolean still = priv->still && priv->still_scale == scale
                         && rsc_picture_get_width (priv->picture) == width
                         && rsc_picture_get_height (priv->picture) == height;

  return pacer && rsc_pacer_is_moving (pacer) && !still && priv->shown && priv->shown_width == width
         && priv->shown_height == height && priv->shown_scale == scale
         && !rsc_pacer_ask (pacer, GTK_WIDGET (self));
}

/* NULL where there is nothing to show. Drawn into pixels here: a node that records what is drawn
 * and draws it a second time costs half of a frame more. */
static GskRenderNode *
draw (RscPlotArea *self, int width, int height, int scale)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  GtkSnapshot *snapshot;

  if (!rsc_plot_area_get_picture (self))
    return NULL;
  ensure_still (self, width, height, scale);
  snapshot = gtk_snapshot_new ();
  gtk_snapshot_append_node (snapshot, priv->still);
  append_moving (priv->picture, width, height, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
rsc_plot_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscPlotArea *self = RSC_PLOT_AREA (widget);
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (width <= 0 || height <= 0)
    return;
  if (!is_to_wait (self, width, height, scale))
    {
      g_clear_pointer (&priv->shown, gsk_render_node_unref);
      priv->shown = draw (self, width, height, scale);
      priv->shown_width = width;
      priv->shown_height = height;
      priv->shown_scale = scale;
    }
  if (priv->shown)
    gtk_snapshot_append_node (snapshot, priv->shown);
}

/* What nobody sees waits for nothing. */
static void
rsc_plot_area_unmap (GtkWidget *widget)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (RSC_PLOT_AREA (widget));
  RscPacer *pacer = rsc_pacer_get (widget);

  if (pacer)
    rsc_pacer_leave (pacer, widget);
  g_clear_pointer (&priv->shown, gsk_render_node_unref);
  GTK_WIDGET_CLASS (rsc_plot_area_parent_class)->unmap (widget);
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
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL
               ? 240
               : RSC_PLOT_AREA_GET_CLASS (widget)->least_height;
  *natural = 420;
}

static void
rsc_plot_area_finalize (GObject *object)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (RSC_PLOT_AREA (object));

  forget_picture (priv);
  g_clear_pointer (&priv->shown, gsk_render_node_unref);
  G_OBJECT_CLASS (rsc_plot_area_parent_class)->finalize (object);
}

static void
rsc_plot_area_class_init (RscPlotAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_plot_area_finalize;
  widget_class->snapshot = rsc_plot_area_snapshot;
  widget_class->unmap = rsc_plot_area_unmap;
  widget_class->measure = rsc_plot_area_measure;
  klass->least_height = 140;
  signals[RENEWED] = g_signal_new ("renewed", RSC_TYPE_PLOT_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /* Bare keys, which are taken only where nobody types. */
  for (int k = 0; k < 9; k++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + (guint) k, 0, "present.page",
                                           "i", k);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + (guint) k, 0,
                                           "present.page", "i", k);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, 0, "present.black", NULL);
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
  rsc_look_connect (self, G_CALLBACK (update_theme));
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
rsc_plot_area_queue_layout (RscPlotArea *self)
{
  g_return_if_fail (RSC_IS_PLOT_AREA (self));

  forget_picture (rsc_plot_area_get_instance_private (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[RENEWED], 0);
}

void
rsc_plot_area_queue_still (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);

  g_return_if_fail (RSC_IS_PLOT_AREA (self));

  g_clear_pointer (&priv->still, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

RscPicture *
rsc_plot_area_get_picture (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  int width, height;

  g_return_val_if_fail (RSC_IS_PLOT_AREA (self), NULL);

  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  if (priv->picture
      && (rsc_picture_get_width (priv->picture) != width
          || rsc_picture_get_height (priv->picture) != height))
    forget_picture (priv);
  if (!priv->picture && width > 0 && height > 0)
    {
      cairo_t *cr = rsc_picture_create_measuring ();

      priv->picture =
        RSC_PLOT_AREA_GET_CLASS (self)->lay_out (self, &priv->theme, cr, width, height);
      cairo_destroy (cr);
    }
  return priv->picture;
}

guint
rsc_plot_area_get_n_still (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);

  g_return_val_if_fail (RSC_IS_PLOT_AREA (self), 0);
  return priv->n_still;
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
  /* A file gets curves, not the pixels of the screen. */
  rsc_picture_draw_whole (
    RSC_PLOT_AREA_GET_CLASS (user_data)->lay_out (user_data, theme, cr, width, height), cr);
}

/* Nobody can scroll paper, or make it larger: it is as high as what it shows needs. */
static double
find_paper_height (RscPlotArea *self, const RscTheme *theme, double width, double height)
{
  RscPlotAreaClass *klass = RSC_PLOT_AREA_GET_CLASS (self);
  cairo_t *cr;

  if (klass->find_paper_height == NULL)
    return height;
  cr = rsc_picture_create_measuring ();
  height = klass->find_paper_height (self, theme, cr, width, height);
  cairo_destroy (cr);
  return height;
}

void
rsc_paper_init (RscPaper *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscPaper){ 0.0, 0.0, 2.0, 1.0, FALSE, FALSE };
}

void
rsc_paper_get_theme (const RscPaper *self, RscTheme *theme)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (theme != NULL);

  /* With text as large as on the screen. */
  rsc_theme_init (theme, self->dark);
  rsc_theme_scale (theme, self->text * rsc_look_get_scale ());
  if (self->transparent)
    theme->background = rsc_color_with_alpha (theme->background, 0.0);
}

void
rsc_plot_area_draw_on_paper (const RscTheme *theme,
                             cairo_t *cr,
                             double width,
                             double height,
                             gpointer area)
{
  RscPlotAreaPrivate *priv;

  g_return_if_fail (RSC_IS_PLOT_AREA (area));

  priv = rsc_plot_area_get_instance_private (RSC_PLOT_AREA (area));
  priv->on_paper = TRUE;
  draw_for_file (theme, cr, width, height, area);
  priv->on_paper = FALSE;
}

GBytes *
rsc_plot_area_render (RscPlotArea *self, const char *path, const RscPaper *paper, GError **error)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);
  RscPaper usual;
  RscTheme theme;
  double width, height;

  g_return_val_if_fail (RSC_IS_PLOT_AREA (self), NULL);

  rsc_paper_init (&usual);
  paper = paper ? paper : &usual;
  rsc_paper_get_theme (paper, &theme);
  width = paper->width > 0 ? paper->width : MAX (gtk_widget_get_width (GTK_WIDGET (self)), 480);
  height = paper->height;
  if (!(height > 0))
    {
      priv->on_paper = TRUE;
      height = find_paper_height (self, &theme, width,
                                  MAX (gtk_widget_get_height (GTK_WIDGET (self)), 400));
      priv->on_paper = FALSE;
    }
  return rsc_plot_file_render (path, width, height, paper->scale, &theme,
                               rsc_plot_area_draw_on_paper, self, error);
}

gboolean
rsc_plot_area_is_on_paper (RscPlotArea *self)
{
  RscPlotAreaPrivate *priv = rsc_plot_area_get_instance_private (self);

  return priv->on_paper;
}
