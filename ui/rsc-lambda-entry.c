/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-lambda-entry.h"

#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/rsc-label.h"
#include "ui/words/rsc-status-words.h"
#include "ui/words/rsc-transport-words.h"

struct _RscLambdaEntry
{
  GtkWidget parent_instance;

  GtkEntry *entry;
  GtkLabel *value;
  double ratio;
  gboolean updating;
  gboolean refused;
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
  REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscLambdaEntry, rsc_lambda_entry, GTK_TYPE_WIDGET)

static char *
dup_ratio (RscLambdaEntry *self)
{
  return rsc_number_words_dup (self->ratio, 6);
}

/* The entry keeps its icon: without a refusal it is neither seen nor read. */
static void
name_icon (RscLambdaEntry *self, const char *refusal)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->entry)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child))
      {
        gtk_widget_set_visible (child, refusal != NULL);
        if (refusal)
          gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          refusal, -1);
      }
}

/* Why what is written is no λ, or NULL where it is one. */
static void
show_refusal (RscLambdaEntry *self, const char *text)
{
  if (!text && !self->refused)
    return;
  self->refused = text != NULL;
  if (text)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     text ? "dialog-warning-symbolic" : NULL);
  name_icon (self, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry),
                               text ? text : rsc_transport_words_get_hint ());
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               text ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text ? text : rsc_transport_words_get_hint (), -1);
  g_signal_emit (self, signals[REFUSED], 0, text);
}

static void
show_ratio (RscLambdaEntry *self)
{
  g_autofree char *shown = dup_ratio (self);

  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  show_refusal (self, NULL);
  self->updating = FALSE;
}

static void
change_ratio (RscLambdaEntry *self, double ratio)
{
  if (ratio == self->ratio)
    return;
  self->ratio = ratio;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATIO]);
}

static gboolean
parse (RscLambdaEntry *self, double *ratio)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *shown = dup_ratio (self);

  /* The six digits shown of an event of the path are not what somebody wrote: λ stays there. */
  if (g_str_equal (text, shown))
    {
      *ratio = self->ratio;
      return TRUE;
    }

  return rsc_transport_words_parse (text, ratio);
}

static void
on_text_changed (GtkEditable *editable, gpointer user_data)
{
  RscLambdaEntry *self = RSC_LAMBDA_ENTRY (user_data);
  double ratio;

  if (self->updating)
    return;
  if (parse (self, &ratio))
    show_refusal (self, NULL);
  else
    {
      g_autofree char *refusal =
        rsc_transport_words_dup_refusal (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

      show_refusal (self, refusal);
    }
}

static void
on_activate (GtkEntry *entry, gpointer user_data)
{
  RscLambdaEntry *self = RSC_LAMBDA_ENTRY (user_data);
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
  RscLambdaEntry *self = RSC_LAMBDA_ENTRY (user_data);
  double ratio;

  if (parse (self, &ratio) && ratio != self->ratio)
    {
      change_ratio (self, ratio);
      g_signal_emit (self, signals[SETTLED], 0);
    }
  show_ratio (self);
}

static void
rsc_lambda_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATIO)
    g_value_set_double (value, RSC_LAMBDA_ENTRY (object)->ratio);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_lambda_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATIO)
    rsc_lambda_entry_set_ratio (RSC_LAMBDA_ENTRY (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_lambda_entry_dispose (GObject *object)
{
  RscLambdaEntry *self = RSC_LAMBDA_ENTRY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_lambda_entry_parent_class)->dispose (object);
}

static void
rsc_lambda_entry_class_init (RscLambdaEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rsc_lambda_entry_get_property;
  object_class->set_property = rsc_lambda_entry_set_property;
  object_class->dispose = rsc_lambda_entry_dispose;

  properties[PROP_RATIO] =
    g_param_spec_double ("ratio", NULL, NULL, 0, 1, 0.1,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SETTLED] = g_signal_new ("settled", RSC_TYPE_LAMBDA_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  signals[REFUSED] = g_signal_new ("refused", RSC_TYPE_LAMBDA_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-lambda-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RscLambdaEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, RscLambdaEntry, value);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rsc_lambda_entry_init (RscLambdaEntry *self)
{
  self->ratio = 0.1;
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->refused = TRUE;
  show_refusal (self, NULL);
  show_ratio (self);
}

GtkWidget *
rsc_lambda_entry_new (void)
{
  return g_object_new (RSC_TYPE_LAMBDA_ENTRY, NULL);
}

double
rsc_lambda_entry_get_ratio (RscLambdaEntry *self)
{
  g_return_val_if_fail (RSC_IS_LAMBDA_ENTRY (self), 0);
  return self->ratio;
}

void
rsc_lambda_entry_set_ratio (RscLambdaEntry *self, double ratio)
{
  g_return_if_fail (RSC_IS_LAMBDA_ENTRY (self));
  g_return_if_fail (ratio >= 0 && ratio <= 1);

  if (ratio == self->ratio)
    return;
  self->ratio = ratio;
  show_ratio (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATIO]);
}

void
rsc_lambda_entry_set_lambda (RscLambdaEntry *self, double lambda)
{
  g_autofree char *text = isfinite (lambda) ? rsc_status_words_lambda (lambda) : g_strdup ("");

  g_return_if_fail (RSC_IS_LAMBDA_ENTRY (self));

  rsc_label_set (self->value, text);
}

void
rsc_lambda_entry_set_wide (RscLambdaEntry *self, gboolean wide)
{
  g_return_if_fail (RSC_IS_LAMBDA_ENTRY (self));

  gtk_widget_set_visible (GTK_WIDGET (self->value), wide);
}
