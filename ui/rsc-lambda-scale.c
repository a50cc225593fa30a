/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-lambda-scale.h"

#include <math.h>

#include "ui/words/rsc-number-reader.h"

#define DECADES 4

struct _RscLambdaScale
{
  GtkWidget parent_instance;

  GtkScale *scale;
  GtkEntry *entry;
  double ratio;
  gboolean updating;
};

enum
{
  PROP_0,
  PROP_RATIO,
  N_PROPS
};

enum
{
  SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscLambdaScale, rsc_lambda_scale, GTK_TYPE_WIDGET)

static void
write_ratio (RscLambdaScale *self, char string[G_ASCII_DTOSTR_BUF_SIZE])
{
  g_ascii_formatd (string, G_ASCII_DTOSTR_BUF_SIZE, "%.6g", self->ratio);
}

static void
show_ratio (RscLambdaScale *self)
{
  char string[G_ASCII_DTOSTR_BUF_SIZE];

  self->updating = TRUE;
  gtk_range_set_value (GTK_RANGE (self->scale), log10 (self->ratio));
  write_ratio (self, string);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), string);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  self->updating = FALSE;
}

static void
change_ratio (RscLambdaScale *self, double ratio)
{
  if (ratio == self->ratio)
    return;
  self->ratio = ratio;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATIO]);
}

static void
on_value_changed (GtkRange *range, gpointer user_data)
{
  RscLambdaScale *self = RSC_LAMBDA_SCALE (user_data);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->updating)
    return;
  /* Four digits: what the entry shows is what is solved. */
  g_ascii_formatd (text, sizeof text, "%.4g", pow (10, gtk_range_get_value (range)));
  change_ratio (self, CLAMP (g_ascii_strtod (text, NULL), 1e-4, 1.0));
  show_ratio (self);
}

static gboolean
parse (RscLambdaScale *self, double *ratio)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  char shown[G_ASCII_DTOSTR_BUF_SIZE];

  /* The six digits shown of an event of the path are not what somebody wrote: λ stays there. */
  write_ratio (self, shown);
  if (g_str_equal (text, shown))
    {
      *ratio = self->ratio;
      return TRUE;
    }

  return rsc_number_reader_parse (text, ratio) && *ratio > 0 && *ratio <= 1;
}

static void
on_text_changed (GtkEditable *editable, gpointer user_data)
{
  RscLambdaScale *self = RSC_LAMBDA_SCALE (user_data);
  double ratio;

  if (self->updating)
    return;
  if (parse (self, &ratio))
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_activate (GtkEntry *entry, gpointer user_data)
{
  RscLambdaScale *self = RSC_LAMBDA_SCALE (user_data);
  double ratio;

  if (!parse (self, &ratio))
    return;
  change_ratio (self, ratio);
  show_ratio (self);
  g_signal_emit (self, signals[SETTLED], 0);
}

/* Leaving the entry takes what is written, or puts the old value back. */
static void
on_focus_leave (GtkEventControllerFocus *controller, gpointer user_data)
{
  RscLambdaScale *self = RSC_LAMBDA_SCALE (user_data);
  double ratio;

  if (parse (self, &ratio) && ratio != self->ratio)
    {
      change_ratio (self, ratio);
      g_signal_emit (self, signals[SETTLED], 0);
    }
  show_ratio (self);
}

static gboolean
on_scale_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END)
    g_signal_emit (user_data, signals[SETTLED], 0);
  return GDK_EVENT_PROPAGATE;
}

static void
rsc_lambda_scale_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATIO)
    g_value_set_double (value, RSC_LAMBDA_SCALE (object)->ratio);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_lambda_scale_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATIO)
    rsc_lambda_scale_set_ratio (RSC_LAMBDA_SCALE (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_lambda_scale_dispose (GObject *object)
{
  RscLambdaScale *self = RSC_LAMBDA_SCALE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_lambda_scale_parent_class)->dispose (object);
}

static void
rsc_lambda_scale_class_init (RscLambdaScaleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rsc_lambda_scale_get_property;
  object_class->set_property = rsc_lambda_scale_set_property;
  object_class->dispose = rsc_lambda_scale_dispose;

  properties[PROP_RATIO] =
    g_param_spec_double ("ratio", NULL, NULL, 0, 1, 0.1,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SETTLED] = g_signal_new ("settled", RSC_TYPE_LAMBDA_SCALE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-lambda-scale.ui");
  gtk_widget_class_bind_template_child (widget_class, RscLambdaScale, scale);
  gtk_widget_class_bind_template_child (widget_class, RscLambdaScale, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_event);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rsc_lambda_scale_init (RscLambdaScale *self)
{
  static const char *const marks[] = { "10⁻⁴", "10⁻³", "0.01", "0.1", "1" };

  self->ratio = 0.1;
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int k = 0; k <= DECADES; k++)
    {
      g_autofree char *markup = g_strdup_printf ("<small>%s</small>", marks[k]);

      gtk_scale_add_mark (self->scale, k - DECADES, GTK_POS_BOTTOM, markup);
    }
  show_ratio (self);
}

GtkWidget *
rsc_lambda_scale_new (void)
{
  return g_object_new (RSC_TYPE_LAMBDA_SCALE, NULL);
}

double
rsc_lambda_scale_get_ratio (RscLambdaScale *self)
{
  g_return_val_if_fail (RSC_IS_LAMBDA_SCALE (self), 0);
  return self->ratio;
}

void
rsc_lambda_scale_set_ratio (RscLambdaScale *self, double ratio)
{
  g_return_if_fail (RSC_IS_LAMBDA_SCALE (self));
  g_return_if_fail (ratio > 0 && ratio <= 1);

  if (ratio == self->ratio)
    return;
  self->ratio = ratio;
  show_ratio (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATIO]);
}
