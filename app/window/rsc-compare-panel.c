/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-compare-panel.h"

#include "app/model/rsc-document-compare.h"
#include "app/window/rsc-counterpart-page.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-neuron-bars.h"
#include "app/window/rsc-set-absence.h"
#include "ui/rsc-label.h"
#include "ui/rsc-pin-list.h"
#include "ui/words/rsc-compare-words.h"

struct _RscComparePanel
{
  RscPanel parent_instance;

  RscBarsView *view;
  GtkLabel *absence;
  RscPinList *pins;
  GtkLabel *facts;
  GtkWidget *facts_place;
  GtkToggleButton *drawn;
  GtkButton *pin_button;
  GtkToggleButton *lambda_button;
  GtkLabel *caption;
  GtkStack *stack;
  GtkToggleButton *networks_button;
  GtkWidget *networks;
  RscPanel *kinds;
};

G_DEFINE_FINAL_TYPE (RscComparePanel, rsc_compare_panel, RSC_TYPE_PANEL)

static RscCompared *
get_compared (gpointer panel)
{
  return rsc_document_get_compared (rsc_panel_get_document (panel));
}

/* --- the bars ----------------------------------------------------------------------------- */

static void
update_view (RscComparePanel *self)
{
  const RscComparison *comparison = rsc_compared_get (get_compared (self));
  g_autofree gsize *labels = NULL;
  g_autofree double *values = NULL;
  g_autofree char *sentence = NULL;
  RscSignedBarsModel model;

  /* While that of a moving λ is not known, the one before stays. */
  if (!comparison)
    return;
  labels = rsc_document_dup_compared_labels (rsc_panel_get_document (self));
  values = g_new (double, comparison->n_neurons + 1);
  for (gsize k = 0; k < comparison->n_neurons; k++)
    values[k] = comparison->neurons[k].norms[1] - comparison->neurons[k].norms[0];
  sentence = rsc_compare_words_dup_sentence (comparison);
  rsc_signed_bars_model_init (&model);
  model.n = comparison->n_neurons;
  model.values = values;
  model.labels = labels;
  model.neurons = TRUE;
  model.y_title = rsc_compare_words_get (RSC_COMPARE_AXIS);
  model.x_title = rsc_compare_words_get (RSC_COMPARE_NEURON);
  model.sentence = sentence;
  rsc_bars_view_set_model (self->view, &model);
}

/* What is under the hand, or selected; else why a pinned λ is not in the picture of the set. */
static void
update_caption (RscComparePanel *self)
{
  const RscComparison *comparison = rsc_compared_get (get_compared (self));
  const RscSignedBarsModel *model = rsc_bars_view_get_model (self->view);
  const gssize at = model->hovered >= 0 ? model->hovered : model->selected;
  const GError *error = rsc_document_get_pinned_error (rsc_panel_get_document (self));
  g_autofree char *text = NULL;

  if (comparison && at >= 0 && (gsize) at < comparison->n_neurons)
    text = rsc_compare_words_dup_neuron (&comparison->neurons[at], model->labels[at]);
  else if (error)
    text = rsc_compare_words_dup_no_ghost (error->message);
  else if (comparison && !rsc_compared_get_difference (get_compared (self), NULL))
    text = g_strdup (rsc_compare_words_get (RSC_COMPARE_NO_DIFFERENCE));
  rsc_label_set (self->caption, text);
}

/* --- beside them -------------------------------------------------------------------------- */

static void
update_pins (RscComparePanel *self)
{
  const RscPins *pins = rsc_panel_get_state (self)->pins;
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func (g_free);
  g_autofree const char **names = g_new0 (const char *, pins->n + 1);

  for (gsize k = 0; k < pins->n; k++)
    {
      const RscPin *pin = &pins->pins[k];

      names[k] = pin->name;
      g_ptr_array_add (
        details, rsc_compare_words_dup_pin (rsc_network_get_width (pin->network), pin->ratio));
    }
  rsc_pin_list_set (self->pins, pins->n, names, (const char *const *) details->pdata);
  rsc_pin_list_set_current (self->pins, pins->chosen);
}

static void
update_facts (RscComparePanel *self)
{
  const RscComparison *comparison = rsc_compared_get (get_compared (self));
  g_autofree char *text = NULL;
  gboolean proved;
  const gsize walk_width = rsc_compared_get_walk_width (get_compared (self), &proved);

  if (comparison)
    text = rsc_compare_words_dup_facts (comparison, rsc_compared_get_set (get_compared (self)),
                                        walk_width, proved);
  rsc_label_set (self->facts, text);
  /* It is selectable: an empty one would be a stop of the keys without a name. */
  gtk_widget_set_visible (GTK_WIDGET (self->facts), text != NULL);
}

static void
update_lambda (RscComparePanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autofree char *label = rsc_compare_words_dup_pin_lambda (state->pinned_ratio);

  gtk_button_set_label (GTK_BUTTON (self->lambda_button), label);
  gtk_toggle_button_set_active (self->lambda_button, state->pinned_ratio >= 0.0);
  gtk_widget_set_sensitive (
    GTK_WIDGET (self->lambda_button),
    state->pinned_ratio >= 0.0
      || (state->lambda_ratio > 0.0 && rsc_document_get_set (rsc_panel_get_document (self))));
}

static void
update_controls (RscComparePanel *self)
{
  rsc_panel_begin_update (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pin_button),
                            rsc_document_can_pin (rsc_panel_get_document (self)));
  gtk_toggle_button_set_active (self->drawn,
                                rsc_panel_get_state (self)->shown == RSC_SHOWN_DIFFERENCE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->drawn),
                            rsc_panel_get_state (self)->shown == RSC_SHOWN_DIFFERENCE
                              || rsc_compared_get_difference (get_compared (self), NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->drawn),
                          gtk_stack_get_visible_child (self->stack) == self->networks);
  update_lambda (self);
  rsc_panel_end_update (self);
}

static void
update_absence (RscComparePanel *self)
{
  const RscPins *pins = rsc_panel_get_state (self)->pins;
  const GError *error = rsc_compared_get_error (get_compared (self));
  g_autofree char *without_set = NULL;
  const char *text = "";

  if (error)
    text = error->message;
  else if (pins->n == 0)
    text = rsc_compare_words_get (RSC_COMPARE_NOTHING);
  else if (pins->chosen < 0)
    text = rsc_compare_words_get (RSC_COMPARE_NONE_CHOSEN);
  else if (rsc_bars_view_get_model (self->view)->n == 0)
    {
      without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
      text = without_set ? without_set
             : rsc_compared_get (get_compared (self))
               ? ""
               : rsc_compare_words_get (RSC_COMPARE_NO_NETWORK);
    }
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->view), *text == '\0');
}

static void
rsc_compare_panel_update (RscPanel *panel, guint parts)
{
  RscComparePanel *self = RSC_COMPARE_PANEL (panel);

  if (!rsc_panel_get_document (self->kinds))
    rsc_panel_set_document (self->kinds, rsc_panel_get_document (self));
  if (parts
      & (RSC_DOCUMENT_COMPARED | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_PINS))
    {
      update_view (self);
      update_facts (self);
    }
  if (parts & RSC_DOCUMENT_PINS)
    update_pins (self);
  if (parts
      & (RSC_DOCUMENT_COMPARED | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_PINS
         | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER))
    {
      rsc_neuron_bars_update (self->view, panel);
      update_caption (self);
    }
  update_controls (self);
  update_absence (self);
}

static void
rsc_compare_panel_open (RscPanel *panel, gboolean open)
{
  rsc_compared_set_wanted (get_compared (panel), open);
}

/* --- what a hand does --------------------------------------------------------------------- */

static void
on_chosen (RscPinList *list, int k, gpointer user_data)
{
  rsc_document_choose_pin (rsc_panel_get_document (user_data), k);
}

static void
on_renamed (RscPinList *list, int k, const char *name, gpointer user_data)
{
  rsc_document_rename_pin (rsc_panel_get_document (user_data), (gsize) k, name);
}

static void
on_removed (RscPinList *list, int k, gpointer user_data)
{
  rsc_document_remove_pin (rsc_panel_get_document (user_data), (gsize) k);
}

static void
on_pin (GtkButton *button, gpointer user_data)
{
  rsc_document_pin (rsc_panel_get_document (user_data));
}

static void
on_lambda (GtkToggleButton *button, gpointer user_data)
{
  if (!rsc_panel_is_updating (user_data))
    rsc_document_pin_lambda (rsc_panel_get_document (user_data),
                             gtk_toggle_button_get_active (button));
}

/* Which of the two is compared: a choice of the moment. */
static void
on_page (GtkToggleButton *button, gpointer user_data)
{
  RscComparePanel *self = user_data;

  gtk_stack_set_visible_child (self->stack, gtk_toggle_button_get_active (self->networks_button)
                                              ? self->networks
                                              : GTK_WIDGET (self->kinds));
  if (rsc_panel_get_document (self))
    update_controls (self);
}

static void
on_drawn (GtkToggleButton *button, gpointer user_data)
{
  if (!rsc_panel_is_updating (user_data))
    rsc_document_draw (rsc_panel_get_document (user_data), gtk_toggle_button_get_active (button)
                                                             ? RSC_SHOWN_DIFFERENCE
                                                             : RSC_SHOWN_NETWORK);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  RscComparePanel *self = user_data;
  const gboolean networks = gtk_stack_get_visible_child (self->stack) == self->networks;

  rsc_export_picture (networks ? RSC_PLOT_AREA (self->view)
                               : rsc_counterpart_page_get_view (RSC_COUNTERPART_PAGE (self->kinds)),
                      rsc_panel_get_document (self), networks ? "comparison" : "price", networks);
}

/* The facts change in every frame while λ moves, and have the width of their column: how wide they
 * could be is not asked, as each answer sets all of their lines again. */
static GtkSizeRequestMode
get_facts_mode (GtkWidget *place)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_facts (GtkWidget *place,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (gtk_widget_get_first_child (place), orientation, for_size, minimum, natural,
                        NULL, NULL);
}

static void
allocate_facts (GtkWidget *place, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (place), width, height, -1, NULL);
}

static void
rsc_compare_panel_class_init (RscComparePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_compare_panel_update;
  RSC_PANEL_CLASS (klass)->open = rsc_compare_panel_open;
  g_type_ensure (RSC_TYPE_BARS_VIEW);
  g_type_ensure (RSC_TYPE_PIN_LIST);
  g_type_ensure (RSC_TYPE_COUNTERPART_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-compare-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, pins);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, facts);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, facts_place);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, drawn);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, pin_button);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, lambda_button);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, caption);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, networks_button);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, networks);
  gtk_widget_class_bind_template_child (widget_class, RscComparePanel, kinds);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_renamed);
  gtk_widget_class_bind_template_callback (widget_class, on_removed);
  gtk_widget_class_bind_template_callback (widget_class, on_pin);
  gtk_widget_class_bind_template_callback (widget_class, on_lambda);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, on_drawn);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_compare_panel_init (RscComparePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  gtk_widget_set_layout_manager (
    self->facts_place, gtk_custom_layout_new (get_facts_mode, measure_facts, allocate_facts));
  rsc_neuron_bars_connect (self->view, RSC_PANEL (self));
}
