/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-tools.h"

#include "app/window/rsc-pruning-steps.h"
#include "ui/rsc-label.h"
#include "ui/words/rsc-pruning-labels.h"

#define BUSY_DELAY 200 /* ms: shorter work is over before it is read */

struct _RscPruningTools
{
  RscPanel parent_instance;

  guint busy_source;
  gssize selected;
  RscPruning *listed; /* whose steps the list has */

  GtkWidget *back_button;
  GtkMenuButton *steps_button;
  GtkPopover *steps_popover;
  RscStepList *steps;
  GtkWidget *forward_button;
  GtkWidget *runs;
  GtkWidget *minimal_button;
  GtkWidget *zero_button;
  GtkWidget *remove_button;
  GtkWidget *busy;
  GtkLabel *progress;
  GtkWidget *leave_button;
};

G_DEFINE_FINAL_TYPE (RscPruningTools, rsc_pruning_tools, RSC_TYPE_PANEL)

static RscPruner *
get_pruner (gpointer tools)
{
  return rsc_document_get_pruner (rsc_panel_get_document (tools));
}

/* Before the popover opens, so that it finds the step on show to give the focus to. */
static void
on_steps_wanted (GtkMenuButton *button, gpointer user_data)
{
  RscPruningTools *self = RSC_PRUNING_TOOLS (user_data);

  rsc_pruning_steps_fill (self->steps, rsc_panel_get_document (self), &self->listed);
}

static void
update_buttons (RscPruningTools *self)
{
  RscPruner *pruner = get_pruner (self);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  gsize n = rsc_pruner_get_n_states (pruner);
  gsize index = rsc_pruner_get_index (pruner);
  const RscPruningState *state = walk ? rsc_pruning_get_state (walk, index) : NULL;
  /* A command brings its own start along when there is none to look at yet. */
  gboolean more = state ? index + 1 < n || state->width > 0
                        : rsc_pruner_get_set (pruner) && !rsc_pruner_get_message (pruner);
  g_autofree char *steps = NULL;

  gtk_widget_set_sensitive (self->back_button, index > 0);
  gtk_widget_set_sensitive (self->forward_button, more);
  gtk_widget_set_sensitive (self->minimal_button,
                            state ? (gssize) index != rsc_pruning_get_minimal (walk) : more);
  gtk_widget_set_sensitive (self->zero_button, more);
  gtk_widget_set_sensitive (GTK_WIDGET (self->steps_button), walk != NULL);
  gtk_widget_set_visible (self->leave_button, rsc_pruner_is_active (pruner));
  steps = rsc_pruning_labels_position (index, n);
  /* The button makes its contents anew, also for what it says already. */
  if (g_strcmp0 (gtk_menu_button_get_label (self->steps_button), steps) != 0)
    gtk_menu_button_set_label (self->steps_button, steps);
  /* Hundreds of steps take their time: only for a list that is shown. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->steps_popover)))
    rsc_pruning_steps_fill (self->steps, rsc_panel_get_document (self), &self->listed);
}

static gboolean
on_busy_delay (gpointer user_data)
{
  RscPruningTools *self = RSC_PRUNING_TOOLS (user_data);

  self->busy_source = 0;
  /* In its place: there is no room for both. */
  gtk_widget_set_visible (self->runs, FALSE);
  gtk_widget_set_visible (self->busy, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update_busy (RscPruningTools *self)
{
  double fraction = rsc_pruner_get_progress (get_pruner (self));
  g_autofree char *text = NULL;

  if (!rsc_pruner_is_busy (get_pruner (self)))
    {
      g_clear_handle_id (&self->busy_source, g_source_remove);
      gtk_widget_set_visible (self->busy, FALSE);
      gtk_widget_set_visible (self->runs, TRUE);
      return;
    }
  if (!gtk_widget_get_visible (self->busy) && self->busy_source == 0)
    self->busy_source = g_timeout_add (BUSY_DELAY, on_busy_delay, self);
  text = rsc_pruning_labels_progress (fraction);
  rsc_label_set (self->progress, text);
}

static void
rsc_pruning_tools_update (RscPanel *panel, guint parts)
{
  RscPruningTools *self = RSC_PRUNING_TOOLS (panel);

  if (parts & (RSC_DOCUMENT_PRUNING | RSC_DOCUMENT_PATH))
    {
      update_buttons (self);
      update_busy (self);
    }
}

static void
on_back (GtkButton *button, gpointer user_data)
{
  rsc_pruner_step_back (get_pruner (user_data));
}

static void
on_forward (GtkButton *button, gpointer user_data)
{
  rsc_pruner_step_forward (get_pruner (user_data));
}

static void
on_minimal (GtkButton *button, gpointer user_data)
{
  rsc_pruner_to_minimal (get_pruner (user_data));
}

static void
on_zero (GtkButton *button, gpointer user_data)
{
  rsc_pruner_to_zero (get_pruner (user_data));
}

static void
on_remove (GtkButton *button, gpointer user_data)
{
  RscPruningTools *self = RSC_PRUNING_TOOLS (user_data);

  if (self->selected >= 0)
    rsc_pruner_remove (get_pruner (self), (gsize) self->selected);
}

static void
on_leave (GtkButton *button, gpointer user_data)
{
  rsc_pruner_leave (get_pruner (user_data));
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  rsc_pruner_cancel (get_pruner (user_data));
}

static void
on_step_chosen (RscStepList *list, int step, gpointer user_data)
{
  RscPruningTools *self = RSC_PRUNING_TOOLS (user_data);

  gtk_popover_popdown (self->steps_popover);
  rsc_pruner_go_to (get_pruner (self), (gsize) step);
}

static void
rsc_pruning_tools_dispose (GObject *object)
{
  RscPruningTools *self = RSC_PRUNING_TOOLS (object);

  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_pointer (&self->listed, rsc_pruning_unref);
  G_OBJECT_CLASS (rsc_pruning_tools_parent_class)->dispose (object);
}

static void
rsc_pruning_tools_class_init (RscPruningToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_pruning_tools_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_pruning_tools_update;
  g_type_ensure (RSC_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-pruning-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, back_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, steps_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, steps_popover);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, steps);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, forward_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, runs);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, minimal_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, zero_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, remove_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, busy);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, progress);
  gtk_widget_class_bind_template_child (widget_class, RscPruningTools, leave_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_minimal);
  gtk_widget_class_bind_template_callback (widget_class, on_zero);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_step_chosen);
}

static void
rsc_pruning_tools_init (RscPruningTools *self)
{
  self->selected = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->steps_button, on_steps_wanted, self, NULL);
}

void
rsc_pruning_tools_set_selected (RscPruningTools *self, gssize neuron, const char *name)
{
  g_autofree char *label = NULL;

  g_return_if_fail (RSC_IS_PRUNING_TOOLS (self));

  self->selected = neuron;
  label = rsc_pruning_labels_remove (name);
  gtk_button_set_label (GTK_BUTTON (self->remove_button), label);
  gtk_widget_set_sensitive (self->remove_button, neuron >= 0);
}
