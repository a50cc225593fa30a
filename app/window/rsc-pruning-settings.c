/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-settings.h"

#include "app/window/rsc-network-chooser.h"
#include "ui/words/rsc-pruning-labels.h"

/* In the list of starts, after all that can be chosen: the network that was. */
#define NAMED (RSC_PRUNING_START_NETWORK + 1)

struct _RscPruningSettings
{
  RscPanel parent_instance;

  GtkDropDown *start;
  GtkWidget *again_button;
  GtkDropDown *rule;
  GtkDropDown *method;
  RscNetwork *named; /* that was trained or picked and is called @name, or NULL */
  char *name;
};

G_DEFINE_FINAL_TYPE (RscPruningSettings, rsc_pruning_settings, RSC_TYPE_PANEL)

static RscPruner *
get_pruner (gpointer settings)
{
  return rsc_document_get_pruner (rsc_panel_get_document (settings));
}

/* A network from elsewhere goes last in the list, by its name: "File…" is the way to another. */
static void
name_start (RscPruningSettings *self, RscPruningStart start)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (self->start));
  RscNetwork *network = rsc_pruner_get_network (get_pruner (self));
  const gboolean has_name = g_list_model_get_n_items (G_LIST_MODEL (list)) > NAMED;
  const char *name = network && network == self->named ? self->name : rsc_pruning_labels_given ();

  if (start != RSC_PRUNING_START_NETWORK)
    {
      gtk_drop_down_set_selected (self->start, (guint) start);
      if (has_name)
        gtk_string_list_remove (list, NAMED);
      return;
    }
  if (!has_name)
    gtk_string_list_append (list, name);
  else if (!g_str_equal (gtk_string_list_get_string (list, NAMED), name))
    gtk_string_list_splice (list, NAMED, 1, (const char *const[]){ name, NULL });
  gtk_drop_down_set_selected (self->start, NAMED);
}

static void
update_controls (RscPruningSettings *self)
{
  RscPruner *pruner = get_pruner (self);
  RscPruningStart start = rsc_pruner_get_start (pruner);
  const char *again = rsc_pruning_labels_again (start);

  rsc_panel_begin_update (self);
  name_start (self, start);
  gtk_drop_down_set_selected (self->rule, (guint) rsc_pruner_get_rule (pruner));
  gtk_drop_down_set_selected (self->method, (guint) rsc_pruner_get_method (pruner));
  gtk_widget_set_visible (self->again_button, again != NULL);
  if (again)
    {
      gtk_widget_set_tooltip_text (self->again_button, again);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->again_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, again, -1);
    }
  rsc_panel_end_update (self);
}

static void
rsc_pruning_settings_update (RscPanel *panel, guint parts)
{
  if (parts & RSC_DOCUMENT_PRUNING)
    update_controls (RSC_PRUNING_SETTINGS (panel));
}

static void
on_network_chosen (RscNetwork *network, const GError *error, gpointer user_data)
{
  RscPruningSettings *self = RSC_PRUNING_SETTINGS (user_data);

  if (network && rsc_panel_get_document (self))
    rsc_pruner_set_start (get_pruner (self), RSC_PRUNING_START_NETWORK, network);
  else if (error)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
}

static void
choose_start (RscPruningSettings *self, RscPruningStart start)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscDataset *train = rsc_document_get_train (document);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);

  if (start == RSC_PRUNING_START_NETWORK && train)
    rsc_network_chooser_open (GTK_WIDGET (self), train, on_network_chosen);
  else if (start == RSC_PRUNING_START_PICKED && rsc_picked_network_get_network (picked)
           && !rsc_picked_network_get_point (picked)
           && !rsc_pruner_is_active (rsc_document_get_pruner (document)))
    {
      char *name = rsc_document_dup_fit_name (document);

      /* One that was trained, or of a set of equal fit, is none of the optimal set. */
      g_clear_pointer (&self->named, rsc_network_unref);
      g_free (self->name);
      self->named = rsc_network_ref (rsc_picked_network_get_network (picked));
      self->name = name ? name : g_strdup (rsc_pruning_labels_given ());
      rsc_pruner_set_start (get_pruner (self), RSC_PRUNING_START_NETWORK, self->named);
    }
  else if (start != RSC_PRUNING_START_NETWORK)
    rsc_pruner_set_start (get_pruner (self), start, NULL);
  /* Until a file is chosen the start stays what it was. */
  update_controls (self);
}

static void
on_start_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPruningSettings *self = RSC_PRUNING_SETTINGS (user_data);
  guint selected = gtk_drop_down_get_selected (self->start);

  /* What it is already was set from here, and is told once more. */
  if (!rsc_panel_is_updating (self) && selected <= RSC_PRUNING_START_NETWORK
      && (selected != (guint) rsc_pruner_get_start (get_pruner (self))
          || selected == RSC_PRUNING_START_NETWORK))
    choose_start (self, (RscPruningStart) selected);
}

static void
on_again (GtkButton *button, gpointer user_data)
{
  RscPruningSettings *self = RSC_PRUNING_SETTINGS (user_data);

  choose_start (self, rsc_pruner_get_start (get_pruner (self)));
}

static void
on_rule_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPruningSettings *self = RSC_PRUNING_SETTINGS (user_data);

  if (!rsc_panel_is_updating (self))
    rsc_pruner_set_rule (get_pruner (self), gtk_drop_down_get_selected (self->rule) == 1
                                              ? RSC_PRUNING_RULE_FEWEST
                                              : RSC_PRUNING_RULE_PAPER);
}

static void
on_method_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPruningSettings *self = RSC_PRUNING_SETTINGS (user_data);
  guint selected = gtk_drop_down_get_selected (self->method);

  if (!rsc_panel_is_updating (self) && selected < RSC_N_PRUNING_METHODS)
    rsc_pruner_set_method (get_pruner (self), (RscPruningMethod) selected);
}

static void
rsc_pruning_settings_finalize (GObject *object)
{
  RscPruningSettings *self = RSC_PRUNING_SETTINGS (object);

  g_clear_pointer (&self->named, rsc_network_unref);
  g_free (self->name);
  G_OBJECT_CLASS (rsc_pruning_settings_parent_class)->finalize (object);
}

static void
rsc_pruning_settings_class_init (RscPruningSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_pruning_settings_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_pruning_settings_update;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-pruning-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, RscPruningSettings, start);
  gtk_widget_class_bind_template_child (widget_class, RscPruningSettings, again_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningSettings, rule);
  gtk_widget_class_bind_template_child (widget_class, RscPruningSettings, method);
  gtk_widget_class_bind_template_callback (widget_class, on_start_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_rule_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_method_selected);
}

static void
rsc_pruning_settings_init (RscPruningSettings *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);

  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    gtk_string_list_append (methods, rsc_pruning_curves_get_label ((RscPruningMethod) method));
  gtk_drop_down_set_model (self->method, G_LIST_MODEL (methods));
  rsc_panel_end_update (self);
}

void
rsc_pruning_settings_set_shown (RscPruningSettings *self, gboolean shown)
{
  g_return_if_fail (RSC_IS_PRUNING_SETTINGS (self));
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), shown);
}
