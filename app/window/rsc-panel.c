/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-panel.h"

typedef struct
{
  RscDocument *document;
  char *title;
  guint updating;
  guint pending; /* parts that changed while the panel was hidden */
} RscPanelPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RscPanel, rsc_panel, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static RscPanelPrivate *
get_private (gpointer panel)
{
  return rsc_panel_get_instance_private (RSC_PANEL (panel));
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscPanel *self = RSC_PANEL (user_data);

  if (gtk_widget_get_visible (GTK_WIDGET (self))
      && gtk_widget_get_child_visible (GTK_WIDGET (self)))
    RSC_PANEL_GET_CLASS (self)->update (self, parts);
  else
    get_private (self)->pending |= parts;
}

static void
catch_up (GtkWidget *widget)
{
  RscPanelPrivate *priv = get_private (widget);
  guint parts = priv->pending;

  priv->pending = 0;
  if (parts && priv->document)
    RSC_PANEL_GET_CLASS (widget)->update (RSC_PANEL (widget), parts);
}

static void
rsc_panel_show (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rsc_panel_parent_class)->show (widget);
  if (gtk_widget_get_child_visible (widget))
    catch_up (widget);
}

static void
tell_open (GtkWidget *widget, gboolean open)
{
  if (get_private (widget)->document && RSC_PANEL_GET_CLASS (widget)->open)
    RSC_PANEL_GET_CLASS (widget)->open (RSC_PANEL (widget), open);
}

/* By its parent's choice. */
static void
rsc_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rsc_panel_parent_class)->map (widget);
  catch_up (widget);
  tell_open (widget, TRUE);
}

static void
rsc_panel_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rsc_panel_parent_class)->unmap (widget);
  tell_open (widget, FALSE);
}

static void
rsc_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, rsc_panel_get_title (RSC_PANEL (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RscPanelPrivate *priv = get_private (object);

  if (id == PROP_TITLE)
    {
      g_free (priv->title);
      priv->title = g_value_dup_string (value);
      if (priv->title)
        gtk_accessible_update_property (GTK_ACCESSIBLE (object), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        priv->title, -1);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_panel_dispose (GObject *object)
{
  RscPanelPrivate *priv = get_private (object);
  GtkWidget *child;

  if (priv->document)
    g_signal_handlers_disconnect_by_data (priv->document, object);
  /* Children that go may still tell of changes. */
  priv->updating++;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&priv->document);
  G_OBJECT_CLASS (rsc_panel_parent_class)->dispose (object);
}

static void
rsc_panel_finalize (GObject *object)
{
  g_free (get_private (object)->title);
  G_OBJECT_CLASS (rsc_panel_parent_class)->finalize (object);
}

static void
rsc_panel_class_init (RscPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = rsc_panel_get_property;
  G_OBJECT_CLASS (klass)->set_property = rsc_panel_set_property;
  G_OBJECT_CLASS (klass)->dispose = rsc_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_panel_finalize;
  widget_class->show = rsc_panel_show;
  widget_class->map = rsc_panel_map;
  widget_class->unmap = rsc_panel_unmap;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rsc_panel_init (RscPanel *self)
{
}

void
rsc_panel_set_document (RscPanel *self, RscDocument *document)
{
  RscPanelPrivate *priv = get_private (self);

  g_return_if_fail (RSC_IS_DOCUMENT (document));
  g_return_if_fail (priv->document == NULL);

  priv->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  RSC_PANEL_GET_CLASS (self)->update (self, RSC_DOCUMENT_ALL);
}

const char *
rsc_panel_get_title (RscPanel *self)
{
  return get_private (self)->title;
}

RscDocument *
rsc_panel_get_document (gpointer panel)
{
  return get_private (panel)->document;
}

const RscDocumentState *
rsc_panel_get_state (gpointer panel)
{
  return rsc_document_get_state (get_private (panel)->document);
}

RscDocumentState *
rsc_panel_edit (gpointer panel)
{
  return rsc_document_state_copy (rsc_panel_get_state (panel));
}

void
rsc_panel_begin_update (gpointer panel)
{
  get_private (panel)->updating++;
}

void
rsc_panel_end_update (gpointer panel)
{
  RscPanelPrivate *priv = get_private (panel);

  g_return_if_fail (priv->updating > 0);
  priv->updating--;
}

gboolean
rsc_panel_is_updating (gpointer panel)
{
  return get_private (panel)->updating > 0;
}
