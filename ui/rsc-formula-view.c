/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-formula-view.h"

#include <math.h>

#include "ui/plot/rsc-formula.h"
#include "ui/rsc-look.h"

/* Of the text of pictures. */
#define SCALE 1.35
/* Smaller it cannot be read. */
#define SCALE_LEAST 0.85

struct _RscFormulaView
{
  GtkWidget parent_instance;

  char *text;
  RscFormula *formula;  /* or NULL */
  double width, height; /* at SCALE */
};

G_DEFINE_FINAL_TYPE (RscFormulaView, rsc_formula_view, GTK_TYPE_WIDGET)

static void
get_theme (RscFormulaView *self, RscTheme *theme)
{
  GdkRGBA color;

  rsc_look_get_theme (theme);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  theme->foreground = (RscColor){ color.red, color.green, color.blue, color.alpha };
}

static void
measure_formula (RscFormulaView *self)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  RscTheme theme;

  self->width = self->height = 0;
  rsc_look_get_theme (&theme);
  if (self->formula)
    rsc_formula_measure (self->formula, &theme, cr, SCALE, &self->width, &self->height, NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* As much smaller as it takes to fit @width. */
static double
get_shrink (RscFormulaView *self, double width)
{
  return self->width > 0 ? CLAMP (width / self->width, SCALE_LEAST / SCALE, 1) : 1;
}

static GtkSizeRequestMode
rsc_formula_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rsc_formula_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  RscFormulaView *self = RSC_FORMULA_VIEW (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) ceil (self->width * SCALE_LEAST / SCALE);
      *natural = (int) ceil (self->width);
    }
  else
    {
      const double shrink = for_size < 0 ? 1 : get_shrink (self, for_size);

      *minimum = *natural = (int) ceil (self->height * shrink) + 2;
    }
}

static void
rsc_formula_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RscFormulaView *self = RSC_FORMULA_VIEW (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  RscTheme theme;
  cairo_t *cr;

  if (!self->formula)
    return;
  get_theme (self, &theme);
  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  rsc_formula_draw (self->formula, &theme, cr, SCALE * get_shrink (self, width), 0, 1);
  cairo_destroy (cr);
}

static void
rsc_formula_view_finalize (GObject *object)
{
  RscFormulaView *self = RSC_FORMULA_VIEW (object);

  g_free (self->text);
  g_clear_pointer (&self->formula, rsc_formula_free);
  G_OBJECT_CLASS (rsc_formula_view_parent_class)->finalize (object);
}

static void
rsc_formula_view_class_init (RscFormulaViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_formula_view_finalize;
  widget_class->get_request_mode = rsc_formula_view_get_request_mode;
  widget_class->measure = rsc_formula_view_measure;
  widget_class->snapshot = rsc_formula_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "formula");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rsc_formula_view_init (RscFormulaView *self)
{
  rsc_look_connect (self, G_CALLBACK (measure_formula));
}

GtkWidget *
rsc_formula_view_new (void)
{
  return g_object_new (RSC_TYPE_FORMULA_VIEW, NULL);
}

void
rsc_formula_view_set_formula (RscFormulaView *self, const char *text)
{
  g_autofree char *words = NULL;

  g_return_if_fail (RSC_IS_FORMULA_VIEW (self));

  if (g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->formula, rsc_formula_free);
  self->formula = text ? rsc_formula_parse (text, NULL) : NULL;
  words = self->formula ? rsc_formula_dup_words (self->formula) : g_strdup (text ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  measure_formula (self);
}
