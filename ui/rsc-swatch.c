/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-swatch.h"

#include "ui/rsc-look.h"
#include "ui/plot/rsc-theme.h"

struct _RscSwatch
{
  GtkWidget parent_instance;

  gsize index;
  gboolean is_piece;
};

G_DEFINE_FINAL_TYPE (RscSwatch, rsc_swatch, GTK_TYPE_WIDGET)

static void
rsc_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscSwatch *self = RSC_SWATCH (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  RscTheme theme;

  rsc_look_get_theme (&theme);
  if (self->is_piece)
    {
      const double side = MIN (width, height);

      rsc_color_set_source (cr, rsc_theme_get_piece_color (&theme, self->index));
      cairo_rectangle (cr, 0.5 * (width - side), 0.5 * (height - side), side, side);
      cairo_fill (cr);
      cairo_destroy (cr);
      return;
    }
  rsc_color_set_source (cr, rsc_theme_get_neuron_color (&theme, self->index));
  cairo_set_line_width (cr, 4);
  rsc_theme_set_neuron_dash (&theme, cr, self->index);
  cairo_move_to (cr, 0, height / 2);
  cairo_line_to (cr, width, height / 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
rsc_swatch_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 22 : 12;
}

static void
rsc_swatch_class_init (RscSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = rsc_swatch_snapshot;
  widget_class->measure = rsc_swatch_measure;
  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rsc_swatch_init (RscSwatch *self)
{
  rsc_look_connect (self, G_CALLBACK (gtk_widget_queue_draw));
}

GtkWidget *
rsc_swatch_new (void)
{
  return g_object_new (RSC_TYPE_SWATCH, NULL);
}

static void
set_index (RscSwatch *self, gsize index, gboolean is_piece)
{
  g_return_if_fail (RSC_IS_SWATCH (self));

  if (self->index == index && self->is_piece == is_piece)
    return;
  self->index = index;
  self->is_piece = is_piece;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rsc_swatch_set_neuron (RscSwatch *self, gsize neuron)
{
  set_index (self, neuron, FALSE);
}

void
rsc_swatch_set_piece (RscSwatch *self, gsize piece)
{
  set_index (self, piece, TRUE);
}
