/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-thumbnail.h"

#include "ui/rsc-look.h"
#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-function-targets.h"

#define SIZE 44

struct _RscThumbnail
{
  GtkWidget parent_instance;

  RscDataset *dataset;
};

G_DEFINE_FINAL_TYPE (RscThumbnail, rsc_thumbnail, GTK_TYPE_WIDGET)

static void
rsc_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscThumbnail *self = RSC_THUMBNAIL (widget);
  double size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  gsize n = rsc_dataset_get_n (self->dataset);
  gsize d = rsc_dataset_get_d (self->dataset);
  const double *x = rsc_dataset_get_x (self->dataset);
  const double *y = rsc_dataset_get_y (self->dataset);
  g_autofree double *across = g_new0 (double, n);
  g_autofree double *up = g_new0 (double, n);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) size, (float) size);
  RscAxis horizontal = { 0 }, vertical = { 0 };
  RscFunctionTargets targets;
  RscTheme theme;
  cairo_t *cr;

  rsc_function_targets_init (&targets, self->dataset, NULL);
  for (gsize i = 0; i < n; i++)
    {
      across[i] = d > 0 ? x[i * d] : 0;
      up[i] = d > 1 ? x[i * d + 1] : y[i];
    }
  rsc_axis_cover (&horizontal, n, across, 0.12);
  rsc_axis_cover (&vertical, n, up, 0.12);
  rsc_look_get_theme (&theme);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (gsize i = 0; i < n; i++)
    {
      cairo_arc (cr, size * rsc_axis_normalise (&horizontal, across[i]),
                 size * (1 - rsc_axis_normalise (&vertical, up[i])), n > 40 ? 1.3 : 2.2, 0,
                 2 * G_PI);
      rsc_color_set_source (cr, d < 2 ? theme.foreground
                                      : rsc_function_targets_get_color (&targets, &theme, y[i]));
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
rsc_thumbnail_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
rsc_thumbnail_finalize (GObject *object)
{
  RscThumbnail *self = RSC_THUMBNAIL (object);

  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  G_OBJECT_CLASS (rsc_thumbnail_parent_class)->finalize (object);
}

static void
rsc_thumbnail_class_init (RscThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_thumbnail_finalize;
  widget_class->snapshot = rsc_thumbnail_snapshot;
  widget_class->measure = rsc_thumbnail_measure;
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rsc_thumbnail_init (RscThumbnail *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  rsc_look_connect (self, G_CALLBACK (gtk_widget_queue_draw));
}

GtkWidget *
rsc_thumbnail_new (RscDataset *dataset)
{
  RscThumbnail *self = g_object_new (RSC_TYPE_THUMBNAIL, NULL);

  self->dataset = rsc_dataset_ref (dataset);
  return GTK_WIDGET (self);
}
