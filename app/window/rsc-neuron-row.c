/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-neuron-row.h"

#include <math.h>

#include "ui/rsc-label.h"
#include "ui/rsc-range-bar.h"
#include "ui/rsc-spoken-names.h"
#include "ui/rsc-swatch.h"
#include "ui/words/rsc-neuron-words.h"

struct _RscNeuronRow
{
  GtkWidget parent_instance;

  RscDocument *document;
  gssize position; /* in the order of the labels */
  gssize neuron;   /* index in the set on show */
  gsize label;     /* that the row says it has */
  guint late;      /* parts of the document that changed while nobody could see the row */
  gboolean updating;

  GtkCheckButton *axis;
  GtkLabel *number;
  RscSwatch *swatch;
  GtkLabel *direction;
  GtkLabel *norm;
  GtkLabel *note;
  RscRangeBar *range;
};

G_DEFINE_FINAL_TYPE (RscNeuronRow, rsc_neuron_row, GTK_TYPE_WIDGET)

static gsize
get_label (RscNeuronRow *self)
{
  return rsc_labelling_get_labels (
    rsc_document_get_labelling (self->document))[(gsize) self->neuron];
}

/* What stays as it is costs no layout: the rows change in every frame of a play. */
static void
show (GtkLabel *label, const char *text)
{
  rsc_label_set (label, text);
}

static void
update_direction (RscNeuronRow *self, const RscNeuron *neuron, RscProblem *problem)
{
  gsize d;
  g_autofree double *weights = rsc_neuron_words_dup_weights (problem, neuron->direction, &d);
  g_autofree char *text = rsc_neuron_words_dup_direction (neuron->sign, d, weights);

  show (self->direction, text);
}

static void
update_label (RscNeuronRow *self)
{
  gsize label = get_label (self);
  g_autofree char *axis = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (label == self->label)
    return;
  self->label = label;
  axis = rsc_neuron_words_dup_axis (label + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->axis), GTK_ACCESSIBLE_PROPERTY_LABEL, axis,
                                  -1);
  number = g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);
  rsc_label_set (self->number, number);
  name = rsc_neuron_words_dup_name (label + 1);
  if (item)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  rsc_swatch_set_neuron (self->swatch, label);
}

/* Written when somebody asks for it. */
static gboolean
on_query_tooltip (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RscNeuronRow *self = RSC_NEURON_ROW (widget);
  RscOptimalSet *set = rsc_document_get_set (self->document);
  g_autofree char *text = NULL;

  if (!set || self->neuron < 0 || (gsize) self->neuron >= rsc_optimal_set_get_n_neurons (set))
    return FALSE;
  text = rsc_neuron_words_dup_help (set, (gsize) self->neuron, get_label (self) + 1);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
update_note (RscNeuronRow *self, RscOptimalSet *set, const RscNeuron *neuron)
{
  /* One gate has one block: the pattern tells gated neurons of one direction apart. */
  g_autofree char *gate =
    neuron->in_support ? rsc_neuron_words_dup_gate (set, (gsize) self->neuron, FALSE) : NULL;
  g_autofree char *text = gate ? NULL : rsc_neuron_words_dup_note (neuron);

  show (self->note, gate ? gate : text);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_values (RscNeuronRow *self, RscOptimalSet *set, const RscNeuron *neuron)
{
  const double *a = rsc_picked_network_get_norms (rsc_document_get_picked (self->document));
  double upper = 0;
  g_autofree char *norm = NULL;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    upper = fmax (upper, rsc_optimal_set_get_neuron (set, i)->norm_max);
  norm = a ? rsc_neuron_words_dup_norm (a[self->neuron], upper) : NULL;
  show (self->norm, norm ? norm : "");
  rsc_range_bar_set (self->range, get_label (self), neuron->norm_min, neuron->norm_max,
                     a ? a[self->neuron] : NAN, upper);
}

static gboolean
is_in_sight (RscNeuronRow *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  return gtk_widget_get_mapped (GTK_WIDGET (self))
         && (!window || !gtk_widget_compute_bounds (GTK_WIDGET (self), window, &place)
             || (place.origin.y < (float) gtk_widget_get_height (window)
                 && place.origin.y + place.size.height > 0.0F));
}

static void
find_neuron (RscNeuronRow *self)
{
  RscOptimalSet *set = rsc_document_get_set (self->document);

  self->neuron = -1;
  if (self->position >= 0 && set && (gsize) self->position < rsc_optimal_set_get_n_neurons (set))
    self->neuron = (gssize) rsc_labelling_get_order (
      rsc_document_get_labelling (self->document))[(gsize) self->position];
}

static void
update (RscNeuronRow *self, guint parts)
{
  RscDocument *document = self->document;
  RscOptimalSet *set = rsc_document_get_set (document);
  const RscNeuron *neuron;
  const gsize *axes;
  gsize n_axes;
  gboolean on_axis = FALSE;

  find_neuron (self);
  if (self->neuron < 0)
    return;
  neuron = rsc_optimal_set_get_neuron (set, (gsize) self->neuron);
  if (parts & RSC_DOCUMENT_RESULTS)
    {
      n_axes = rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);
      for (gsize k = 0; k < n_axes; k++)
        on_axis = on_axis || axes[k] == (gsize) self->neuron;
      self->updating = TRUE;
      gtk_check_button_set_active (self->axis, on_axis);
      self->updating = FALSE;
      update_label (self);
      update_direction (self, neuron,
                        rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
      update_note (self, set, neuron);
      set_class (GTK_WIDGET (self), "unused", !neuron->in_support);
    }
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK))
    update_values (self, set, neuron);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER))
    {
      set_class (GTK_WIDGET (self), "hovered",
                 rsc_document_get_hovered_neuron (document) == self->neuron);
      set_class (GTK_WIDGET (self), "chosen",
                 rsc_document_get_selected_neuron (document) == self->neuron);
    }
}

/* A list has rows for all its neurons, of which a play has no time to lay out more than those that
 * are in sight. */
static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscNeuronRow *self = RSC_NEURON_ROW (user_data);

  self->late |= parts;
  find_neuron (self);
  if (!rsc_player_get_playback (rsc_document_get_player (document))->playing || is_in_sight (self))
    rsc_neuron_row_catch_up (self);
}

static void
on_axis_toggled (GtkCheckButton *button, gpointer user_data)
{
  RscNeuronRow *self = RSC_NEURON_ROW (user_data);

  if (self->updating || self->neuron < 0)
    return;
  rsc_document_toggle_axis (self->document, (gsize) self->neuron);
  /* Until the new axes are there, and when the last one was refused, the old ones hold. */
  update (self, RSC_DOCUMENT_RESULTS);
}

static void
on_enter (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscNeuronRow *self = RSC_NEURON_ROW (user_data);

  rsc_document_hover_neuron (self->document, self->neuron, -1);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  RscNeuronRow *self = RSC_NEURON_ROW (user_data);

  if (rsc_document_get_hovered_neuron (self->document) == self->neuron)
    rsc_document_hover_neuron (self->document, -1, -1);
}

static void
rsc_neuron_row_dispose (GObject *object)
{
  RscNeuronRow *self = RSC_NEURON_ROW (object);
  GtkWidget *child;

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (rsc_neuron_row_parent_class)->dispose (object);
}

static void
rsc_neuron_row_class_init (RscNeuronRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_neuron_row_dispose;
  g_type_ensure (RSC_TYPE_SWATCH);
  g_type_ensure (RSC_TYPE_RANGE_BAR);
  gtk_widget_class_set_css_name (widget_class, "neuron");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-neuron-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, axis);
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, number);
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, direction);
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, norm);
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, note);
  gtk_widget_class_bind_template_child (widget_class, RscNeuronRow, range);
  gtk_widget_class_bind_template_callback (widget_class, on_axis_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rsc_neuron_row_init (RscNeuronRow *self)
{
  self->position = self->neuron = -1;
  self->label = RSC_LABEL_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_spoken_names_complete (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

GtkWidget *
rsc_neuron_row_new (RscDocument *document)
{
  RscNeuronRow *self = g_object_new (RSC_TYPE_NEURON_ROW, NULL);

  self->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  return GTK_WIDGET (self);
}

void
rsc_neuron_row_set_position (RscNeuronRow *self, gssize position)
{
  g_return_if_fail (RSC_IS_NEURON_ROW (self));

  self->position = position;
  /* What it says of its item it says again: it may be another item, with the same neuron. */
  self->label = RSC_LABEL_NONE;
  self->late = 0;
  update (self, RSC_DOCUMENT_ALL);
}

void
rsc_neuron_row_catch_up (RscNeuronRow *self)
{
  guint parts;

  g_return_if_fail (RSC_IS_NEURON_ROW (self));

  parts = self->late;
  self->late = 0;
  if (parts)
    update (self, parts);
}
