/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-training-controls.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/rsc-network-chooser.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-training-words.h"

struct _RscTrainingControls
{
  RscPanel parent_instance;

  GtkDropDown *method;
  GtkWidget *width_label;
  GtkToggleButton *fit_button;
  GtkSpinButton *width;
  GtkDropDown *begin;
  GtkWidget *scale_label;
  GtkSpinButton *scale;
  GtkWidget *perturbation_label;
  GtkSpinButton *perturbation;
  GtkSpinButton *n_seeds;
  GtkSpinButton *seed;
  GtkSpinButton *step_size;
  GtkCheckButton *constant;
  GtkSpinButton *batch_size;
};

G_DEFINE_FINAL_TYPE (RscTrainingControls, rsc_training_controls, RSC_TYPE_PANEL)

static double
get_step_size (const RscTrainingChoice *choice)
{
  return choice->settings.step_size > 0
           ? choice->settings.step_size
           : rsc_training_method_get_step_size (choice->settings.method);
}

static void
update_controls (RscTrainingControls *self)
{
  const RscTrainingChoice *choice = rsc_panel_get_state (self)->training;
  RscDataset *train = rsc_panel_get_state (self)->train;
  /* It finds its own steps, over all rows. */
  const gboolean steps = choice->settings.method != RSC_TRAINING_LBFGS;
  const gboolean random = choice->begin == RSC_TRAINING_BEGIN_RANDOM;

  rsc_panel_begin_update (self);
  gtk_drop_down_set_selected (self->method, choice->settings.method);
  gtk_spin_button_set_value (self->width, (double) choice->width);
  gtk_drop_down_set_selected (self->begin, choice->begin);
  gtk_spin_button_set_value (self->scale, choice->scale);
  gtk_spin_button_set_value (self->perturbation, choice->perturbation);
  gtk_widget_set_visible (self->scale_label, random);
  gtk_widget_set_visible (GTK_WIDGET (self->scale), random);
  gtk_widget_set_visible (self->perturbation_label, !random);
  gtk_widget_set_visible (GTK_WIDGET (self->perturbation), !random);
  gtk_spin_button_set_value (self->n_seeds, (double) choice->n_seeds);
  gtk_spin_button_set_value (self->seed, (double) choice->seed);
  gtk_spin_button_set_value (self->step_size, get_step_size (choice));
  gtk_check_button_set_active (self->constant, choice->settings.constant);
  if (train)
    gtk_spin_button_set_range (self->batch_size, 0, (double) rsc_dataset_get_n (train));
  gtk_spin_button_set_value (self->batch_size, (double) choice->settings.batch_size);
  rsc_number_input_set_sensitive (self->step_size, steps);
  gtk_widget_set_sensitive (GTK_WIDGET (self->constant), steps);
  rsc_number_input_set_sensitive (self->batch_size, steps);
  rsc_panel_end_update (self);
}

static void
update_fit (RscTrainingControls *self)
{
  RscShownFit *fit = rsc_document_get_fit (rsc_panel_get_document (self));
  const gboolean on = rsc_shown_fit_is_active (fit);

  rsc_panel_begin_update (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fit_button), rsc_shown_fit_has_source (fit));
  gtk_toggle_button_set_active (self->fit_button, on);
  rsc_tip_set (GTK_WIDGET (self->fit_button), rsc_equal_fit_words_get_tip (on));
  rsc_panel_end_update (self);
}

static void
rsc_training_controls_update (RscPanel *panel, guint parts)
{
  if (parts & (RSC_DOCUMENT_TRAINING | RSC_DOCUMENT_DATA))
    update_controls (RSC_TRAINING_CONTROLS (panel));
  if (parts & RSC_DOCUMENT_FIT)
    update_fit (RSC_TRAINING_CONTROLS (panel));
}

/* Takes @choice. */
static void
apply (RscTrainingControls *self, const char *name, RscTrainingChoice *choice)
{
  RscDocumentState *after = rsc_panel_edit (self);

  rsc_document_state_set_training (after, choice);
  rsc_document_apply (rsc_panel_get_document (self), name, RSC_CHANGE_MERGE, after);
}

static RscTrainingChoice *
edit (RscTrainingControls *self)
{
  return rsc_training_choice_copy (rsc_panel_get_state (self)->training);
}

static void
on_method_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscTrainingControls *self = RSC_TRAINING_CONTROLS (user_data);
  const guint selected = gtk_drop_down_get_selected (self->method);
  RscTrainingChoice *choice;

  if (rsc_panel_is_updating (self) || selected > RSC_TRAINING_LBFGS)
    return;
  choice = edit (self);
  choice->settings.method = (RscTrainingMethod) selected;
  /* Steps of another method mean something else. */
  choice->settings.step_size = 0;
  apply (self, rsc_training_words_get_change (RSC_TRAINING_CHANGE_METHOD), choice);
}

static void
on_number_changed (GtkSpinButton *spin, gpointer user_data)
{
  RscTrainingControls *self = RSC_TRAINING_CONTROLS (user_data);
  const double value = gtk_spin_button_get_value (spin);
  RscTrainingChange change = RSC_TRAINING_CHANGE_START;
  RscTrainingChoice *choice;

  if (rsc_panel_is_updating (self))
    return;
  choice = edit (self);
  if (spin == self->width)
    {
      choice->width = (gsize) value;
      change = RSC_TRAINING_CHANGE_WIDTH;
    }
  else if (spin == self->scale)
    choice->scale = value;
  else if (spin == self->perturbation)
    choice->perturbation = value;
  else if (spin == self->n_seeds)
    {
      choice->n_seeds = (gsize) value;
      change = RSC_TRAINING_CHANGE_SEEDS;
    }
  else if (spin == self->seed)
    {
      choice->seed = (guint64) value;
      change = RSC_TRAINING_CHANGE_SEEDS;
    }
  else if (spin == self->step_size)
    {
      choice->settings.step_size = value;
      change = RSC_TRAINING_CHANGE_STEPS;
    }
  else
    {
      choice->settings.batch_size = (gsize) value;
      change = RSC_TRAINING_CHANGE_BATCHES;
    }
  apply (self, rsc_training_words_get_change (change), choice);
}

static void
on_constant_toggled (GtkCheckButton *button, gpointer user_data)
{
  RscTrainingControls *self = RSC_TRAINING_CONTROLS (user_data);
  RscTrainingChoice *choice;

  if (rsc_panel_is_updating (self))
    return;
  choice = edit (self);
  choice->settings.constant = gtk_check_button_get_active (button);
  apply (self, rsc_training_words_get_change (RSC_TRAINING_CHANGE_STEPS), choice);
}

static void
set_begin (RscTrainingControls *self, RscTrainingBegin begin, RscNetwork *network)
{
  RscTrainingChoice *choice = edit (self);

  rsc_training_choice_set_begin (choice, begin, network);
  apply (self, rsc_training_words_get_change (RSC_TRAINING_CHANGE_START), choice);
}

static void
on_network_chosen (RscNetwork *network, const GError *error, gpointer user_data)
{
  RscTrainingControls *self = RSC_TRAINING_CONTROLS (user_data);

  if (network && rsc_panel_get_document (self))
    set_begin (self, RSC_TRAINING_BEGIN_NETWORK, network);
  else if (error)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
}

static void
on_begin_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscTrainingControls *self = RSC_TRAINING_CONTROLS (user_data);
  const guint selected = gtk_drop_down_get_selected (self->begin);
  RscDataset *train;

  if (rsc_panel_is_updating (self) || selected >= RSC_N_TRAINING_BEGINS)
    return;
  train = rsc_document_get_train (rsc_panel_get_document (self));
  if (selected != RSC_TRAINING_BEGIN_NETWORK)
    set_begin (self, (RscTrainingBegin) selected, NULL);
  else if (train)
    rsc_network_chooser_open (GTK_WIDGET (self), train, on_network_chosen);
  /* Until a file is chosen it stays what it was. */
  update_controls (self);
}

/* Where the view of the set is a page of its own, that comes into sight. */
static void
on_fit_toggled (GtkToggleButton *button, gpointer user_data)
{
  const gboolean on = gtk_toggle_button_get_active (button);

  if (rsc_panel_is_updating (user_data))
    return;
  rsc_shown_fit_set_wanted (rsc_document_get_fit (rsc_panel_get_document (user_data)), on);
  if (on)
    gtk_widget_activate_action (GTK_WIDGET (user_data), "win.page", "s", "optimal-set");
}

static void
rsc_training_controls_class_init (RscTrainingControlsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_training_controls_update;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-training-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, method);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, fit_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, width_label);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, width);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, begin);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, scale_label);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, scale);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, perturbation_label);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, perturbation);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, n_seeds);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, seed);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, step_size);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, constant);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingControls, batch_size);
  gtk_widget_class_bind_template_callback (widget_class, on_method_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_number_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_constant_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_begin_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_fit_toggled);
  gtk_widget_class_bind_template_callback (widget_class, rsc_number_input_parse);
  gtk_widget_class_bind_template_callback (widget_class, rsc_number_input_show);
}

static void
rsc_training_controls_init (RscTrainingControls *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);

  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint method = 0; method <= RSC_TRAINING_LBFGS; method++)
    gtk_string_list_append (methods, rsc_training_words_get_method ((RscTrainingMethod) method));
  gtk_drop_down_set_model (self->method, G_LIST_MODEL (methods));
  gtk_spin_button_set_range (self->width, 1, RSC_TRAINING_WIDTH_MAX);
  gtk_spin_button_set_range (self->n_seeds, 1, RSC_TRAINING_SEEDS_MAX);
  rsc_panel_end_update (self);
}

void
rsc_training_controls_set_has_width (RscTrainingControls *self, gboolean has_width)
{
  g_return_if_fail (RSC_IS_TRAINING_CONTROLS (self));
  gtk_widget_set_visible (self->width_label, has_width);
  gtk_widget_set_visible (GTK_WIDGET (self->width), has_width);
  gtk_widget_set_visible (GTK_WIDGET (self->fit_button), has_width);
}
