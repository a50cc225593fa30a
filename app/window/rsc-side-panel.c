/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-side-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/model/rsc-document-data.h"
#include "app/window/rsc-fit-list.h"
#include "app/window/rsc-neuron-row.h"
#include "app/window/rsc-output-chooser.h"
#include "core/data/rsc-preparation.h"
#include "core/data/rsc-reading.h"
#include "ui/rsc-label.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-reading-words.h"
#include "ui/words/rsc-second-words.h"
#include "ui/words/rsc-set-words.h"

/* Rows of neurons that are kept while no neuron has them. */
#define SPARE_MAX 64
#define ROW_KEY "rsc-row"

struct _RscSidePanel
{
  RscPanel parent_instance;

  GtkLabel *title;
  GtkLabel *sentence;
  GtkWidget *change_reading;
  GtkWidget *suggestion;
  GtkWidget *start_again;
  GtkWidget *n_label;
  GtkSpinButton *n;
  GtkWidget *noise_label;
  GtkSpinButton *noise;
  GtkWidget *seed_label;
  GtkSpinButton *seed;
  GtkCheckButton *standardise;
  GtkCheckButton *split;
  GtkWidget *held_box;
  GtkLabel *held;
  GtkSpinButton *train_percent;
  GtkToggleButton *relu;
  GtkToggleButton *gated;
  GtkCheckButton *bias;
  GtkToggleButton *all_patterns;
  GtkToggleButton *sampled_patterns;
  GtkWidget *sampling;
  GtkSpinButton *n_samples;
  GtkSpinButton *pattern_seed;
  GtkLabel *neurons_title;
  GtkWidget *reset_axes;
  GtkListView *neurons;
  GtkWidget *scrolled;
  RscPanel *fit_list;
  RscPanel *output_chooser;
  GtkStringList *indices;
  GPtrArray *spare_rows; /* of RscNeuronRow */
  gssize selected;       /* label of the neuron that was last brought into view, or -1 */
  GtkWidget *pick_box;
  GtkToggleButton *min_norm;
  GtkToggleButton *interior;
  GtkToggleButton *narrowest;
  GtkLabel *vertex;
};

G_DEFINE_FINAL_TYPE (RscSidePanel, rsc_side_panel, RSC_TYPE_PANEL)

/* What cannot be applied is said, and the controls go back to what holds. */
static void refresh (RscSidePanel *self, guint parts);

static void
tell (RscSidePanel *self, const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
  refresh (self, RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL);
}

/* --- from the document ----------------------------------------------------------------------- */

/* A control that cannot be used says why; else what it is for. */
static void
explain (GtkWidget *control, const char *why)
{
  const char *help = g_object_get_data (G_OBJECT (control), "help");

  if (!help)
    {
      help = g_strdup (gtk_widget_get_tooltip_text (control));
      g_object_set_data_full (G_OBJECT (control), "help", (gpointer) help, g_free);
    }
  gtk_widget_set_sensitive (control, why == NULL);
  rsc_tip_set (control, why ? why : help);
}

/* What is to be seen of a set, or what was read, and in which space the program is solved. */
static void
update_sentence (RscSidePanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  RscReading *reading = state->source ? rsc_dataset_get_reading (state->source) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *space = NULL;

  if (state->item)
    text = rsc_data_words_dup_sentence (_ (state->item->sentence),
                                        rsc_document_state_is_as_it_comes (state));
  else if (state->source)
    /* What a hand has edited is not what was read. */
    text = reading && !state->edited ? rsc_reading_words_dup (reading)
                                     : rsc_data_words_dup_size (state->source);
  space = state->train ? rsc_data_words_dup_space (state->train) : NULL;
  if (space)
    {
      char *whole = g_strconcat (text, "\n", space, NULL);

      g_free (text);
      text = whole;
    }
  rsc_label_set (self->sentence, text);
  rsc_tip_set (GTK_WIDGET (self->sentence), reading || space ? text : NULL);
}

static void
update_data (RscSidePanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const RscGalleryItem *item = state->item;
  g_autofree char *title = rsc_document_state_dup_title (state);
  RscReading *reading = state->source ? rsc_dataset_get_reading (state->source) : NULL;
  const gboolean edited = rsc_document_state_can_start_again (state);

  gtk_label_set_label (self->title, title ? title : rsc_data_words_get_no_title ());
  gtk_widget_set_visible (self->change_reading, reading != NULL);
  gtk_widget_set_visible (
    self->suggestion, state->train && !state->standardise
                        && rsc_preparation_is_suggested (rsc_dataset_get_source (state->train)));
  gtk_widget_set_visible (self->start_again, edited);
  gtk_widget_set_visible (self->n_label, item != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->n), item != NULL);
  gtk_widget_set_visible (self->noise_label, item != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->noise), item != NULL);
  gtk_widget_set_visible (self->seed_label, item && item->has_seed);
  gtk_widget_set_visible (GTK_WIDGET (self->seed), item && item->has_seed);
  if (item)
    {
      g_autofree char *fixed = item->n_min == item->n_max ? rsc_data_words_dup_fixed (item) : NULL;
      const char *why = edited ? rsc_data_words_get_edited () : NULL;

      explain (GTK_WIDGET (self->n), why ? why : fixed);
      explain (GTK_WIDGET (self->noise), why               ? why
                                         : item->has_noise ? NULL
                                                           : rsc_data_words_get_exact ());
      explain (GTK_WIDGET (self->seed), why);
      gtk_spin_button_set_range (self->n, (double) item->n_min, (double) item->n_max);
      gtk_spin_button_set_value (self->n, (double) state->n);
      gtk_spin_button_set_value (self->noise, state->noise);
      gtk_spin_button_set_value (self->seed, (double) state->seed);
    }
  gtk_check_button_set_active (self->standardise, state->standardise);
  if (state->held)
    {
      g_autofree char *held = rsc_second_words_dup_held (rsc_dataset_get_name (state->held),
                                                         rsc_dataset_get_n (state->held));

      rsc_label_set (self->held, held);
    }
  gtk_widget_set_visible (self->held_box, state->held != NULL);
  explain (GTK_WIDGET (self->split),
           state->held ? rsc_second_words_get (RSC_SECOND_NO_SPLIT) : NULL);
  gtk_check_button_set_active (self->split, state->split && !state->held);
  gtk_spin_button_set_value (self->train_percent, round (100 * state->train_fraction));
  rsc_number_input_set_sensitive (self->train_percent, state->split && !state->held);
}

static void
update_model (RscSidePanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  gboolean sampled = state->patterns == RSC_PATTERNS_SAMPLED;

  gtk_toggle_button_set_active (state->activation == RSC_ACTIVATION_RELU ? self->relu : self->gated,
                                TRUE);
  gtk_check_button_set_active (self->bias, state->bias);
  gtk_toggle_button_set_active (sampled ? self->sampled_patterns : self->all_patterns, TRUE);
  gtk_widget_set_visible (self->sampling, sampled);
  gtk_spin_button_set_value (self->n_samples, (double) state->n_samples);
  gtk_spin_button_set_value (self->pattern_seed, (double) state->pattern_seed);
}

static void
update_neurons (RscSidePanel *self)
{
  RscOptimalSet *set = rsc_document_get_set (rsc_panel_get_document (self));
  guint wanted = set ? (guint) rsc_optimal_set_get_n_neurons (set) : 0;
  guint present = g_list_model_get_n_items (G_LIST_MODEL (self->indices));
  g_autofree char *title = NULL;
  RscShownFit *fit;
  gboolean shows_fit;

  /* Rows stay where they are and only change what they show, so that neither the place in the list
   * nor the focus is lost while λ moves. */
  if (present > wanted)
    gtk_string_list_splice (self->indices, wanted, present - wanted, NULL);
  for (guint i = present; i < wanted; i++)
    {
      char index[16];

      g_snprintf (index, sizeof index, "%u", i);
      gtk_string_list_append (self->indices, index);
    }
  fit = rsc_document_get_fit (rsc_panel_get_document (self));
  shows_fit = rsc_shown_fit_is_active (fit) && rsc_shown_fit_get_set (fit);
  title = shows_fit ? rsc_equal_fit_words_dup_list (rsc_shown_fit_get_set (fit))
                    : rsc_neuron_words_dup_title (set);
  rsc_label_set (self->neurons_title, title);
  gtk_widget_set_visible (self->reset_axes, !shows_fit && rsc_panel_get_state (self)->axes != NULL);
  gtk_widget_set_visible (self->scrolled, !shows_fit);
  gtk_widget_set_visible (GTK_WIDGET (self->fit_list), shows_fit);
}

/* A neuron that is selected elsewhere comes into view; moving λ selects none and leaves the list
 * where it is. */
static void
update_selected (RscSidePanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  gssize label = rsc_selection_get_selected (rsc_document_get_selection (document));
  gssize neuron = rsc_document_get_selected_neuron (document);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->indices));

  if (label == self->selected)
    return;
  self->selected = label;
  for (guint i = 0; neuron >= 0 && i < n; i++)
    if (rsc_labelling_get_order (rsc_document_get_labelling (document))[i] == (gsize) neuron)
      gtk_widget_activate_action (GTK_WIDGET (self->neurons), "list.scroll-to-item", "u", i);
}

static void
update_pick (RscSidePanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  RscOptimalSet *set = rsc_document_get_set (rsc_panel_get_document (self));
  gboolean ready =
    set && !rsc_results_is_set_stale (rsc_document_get_results (rsc_panel_get_document (self)))
    && !rsc_results_is_late (rsc_document_get_results (rsc_panel_get_document (self)));
  gssize vertex =
    rsc_picked_network_get_vertex (rsc_document_get_picked (rsc_panel_get_document (self)));
  /* While pruning or training shows another network, or one of equal fit, none of them is on
   * show. */
  RscShownFit *fit = rsc_document_get_fit (rsc_panel_get_document (self));
  const gboolean shows_fit = rsc_shown_fit_is_active (fit) && rsc_shown_fit_get_set (fit);
  gboolean pruned =
    rsc_pruner_is_active (rsc_document_get_pruner (rsc_panel_get_document (self))) || shows_fit;
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (self->pick_box, ready);
  gtk_toggle_button_set_active (self->min_norm, !pruned && state->pick == RSC_PICK_MIN_NORM);
  gtk_toggle_button_set_active (self->interior, !pruned && state->pick == RSC_PICK_INTERIOR);
  gtk_toggle_button_set_active (self->narrowest, !pruned && state->pick == RSC_PICK_NARROWEST);
  /* Between the points of the path it is the vertices of two sets together. */
  if (shows_fit)
    text = g_strdup (rsc_equal_fit_words_get_pick ());
  else
    text = rsc_set_words_dup_vertices (
      !ready || rsc_results_get_frame (rsc_document_get_results (rsc_panel_get_document (self)))
        ? NULL
        : set,
      vertex);
  rsc_label_set (self->vertex, text);
}

static void
refresh (RscSidePanel *self, guint parts)
{
  rsc_panel_begin_update (self);
  if (parts & RSC_DOCUMENT_DATA)
    update_data (self);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA))
    update_sentence (self);
  if (parts & RSC_DOCUMENT_MODEL)
    update_model (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_AXES | RSC_DOCUMENT_FIT))
    update_neurons (self);
  if (parts & RSC_DOCUMENT_SELECTION)
    update_selected (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_PICK | RSC_DOCUMENT_FIT))
    update_pick (self);
  rsc_panel_end_update (self);
}

/* --- from the hand ---------------------------------------------------------------------------- */

/* Parity takes powers of two: a step up or down is the next one. */
static gsize
next_n (const RscDocumentState *state, gsize wanted)
{
  if (!g_str_equal (state->item->name, "parity"))
    return wanted;
  if (wanted == state->n + 1)
    return MIN (2 * state->n, state->item->n_max);
  if (wanted + 1 == state->n)
    return MAX (state->n / 2, state->item->n_min);
  return wanted;
}

static void
on_sample_changed (GtkSpinButton *button, gpointer user_data)
{
  RscSidePanel *self = RSC_SIDE_PANEL (user_data);
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autoptr (RscDocumentState) after = NULL;
  g_autoptr (GError) error = NULL;

  if (rsc_panel_is_updating (self) || !state->item)
    return;
  after = rsc_panel_edit (self);
  if (!rsc_document_state_set_gallery (
        after, state->item, next_n (state, (gsize) gtk_spin_button_get_value_as_int (self->n)),
        gtk_spin_button_get_value (self->noise),
        (guint64) gtk_spin_button_get_value_as_int (self->seed), &error))
    tell (self, error);
  else
    rsc_document_apply (rsc_panel_get_document (self), _ ("Change the data"), RSC_CHANGE_MERGE,
                        g_steal_pointer (&after));
}

static void
on_start_again (GtkButton *button, gpointer user_data)
{
  rsc_document_start_again (rsc_panel_get_document (user_data));
}

static void
change_preparation (RscSidePanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autoptr (RscDocumentState) after = NULL;
  g_autoptr (GError) error = NULL;

  if (rsc_panel_is_updating (self))
    return;
  after = rsc_panel_edit (self);
  if (!rsc_document_state_set_preparation (
        after, gtk_check_button_get_active (self->standardise),
        state->held ? state->split : gtk_check_button_get_active (self->split),
        gtk_spin_button_get_value (self->train_percent) / 100, state->split_seed, &error))
    tell (self, error);
  else
    rsc_document_apply (rsc_panel_get_document (self), _ ("Prepare the data"), RSC_CHANGE_MERGE,
                        g_steal_pointer (&after));
}

static void
on_preparation_changed (GtkWidget *widget, gpointer user_data)
{
  change_preparation (RSC_SIDE_PANEL (user_data));
}

static void
on_suggestion (GtkButton *button, gpointer user_data)
{
  gtk_check_button_set_active (RSC_SIDE_PANEL (user_data)->standardise, TRUE);
}

static void
on_model_changed (GtkWidget *widget, gpointer user_data)
{
  RscSidePanel *self = RSC_SIDE_PANEL (user_data);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self))
    return;
  after = rsc_panel_edit (self);
  after->activation =
    gtk_toggle_button_get_active (self->relu) ? RSC_ACTIVATION_RELU : RSC_ACTIVATION_GATED;
  after->bias = gtk_check_button_get_active (self->bias);
  after->patterns =
    gtk_toggle_button_get_active (self->sampled_patterns) ? RSC_PATTERNS_SAMPLED : RSC_PATTERNS_ALL;
  after->n_samples = (gsize) gtk_spin_button_get_value_as_int (self->n_samples);
  after->pattern_seed = (guint64) gtk_spin_button_get_value_as_int (self->pattern_seed);
  /* The bias is one of the weights that the axes can show. */
  if (!after->bias && after->train && after->feature >= (int) rsc_dataset_get_d (after->train))
    after->feature = RSC_FEATURE_NORM;
  if (!after->bias && after->train && after->path_feature >= rsc_dataset_get_d (after->train))
    after->path_y = RSC_PATH_Y_NORM;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Change the model"), RSC_CHANGE_MERGE,
                      after);
}

static void
on_reset_axes (GtkButton *button, gpointer user_data)
{
  RscSidePanel *self = RSC_SIDE_PANEL (user_data);
  RscDocumentState *after = rsc_panel_edit (self);

  rsc_document_state_set_axes (after, NULL);
  rsc_document_apply (rsc_panel_get_document (self), _ ("Choose axes"), RSC_CHANGE_SINGLE, after);
}

static void
on_pick_clicked (GtkButton *button, gpointer user_data)
{
  RscSidePanel *self = RSC_SIDE_PANEL (user_data);
  GtkToggleButton *toggle = GTK_TOGGLE_BUTTON (button);

  rsc_document_pick (rsc_panel_get_document (self), toggle == self->interior ? RSC_PICK_INTERIOR
                                                    : toggle == self->narrowest
                                                      ? RSC_PICK_NARROWEST
                                                      : RSC_PICK_MIN_NORM);
  /* Clicking what is picked already keeps it pressed. */
  refresh (self, RSC_DOCUMENT_PICK);
}

static void
on_random_clicked (GtkButton *button, gpointer user_data)
{
  rsc_document_pick (rsc_panel_get_document (user_data), RSC_PICK_RANDOM);
}

static void
on_previous_vertex (GtkButton *button, gpointer user_data)
{
  rsc_document_step_vertex (rsc_panel_get_document (user_data), -1);
}

static void
on_next_vertex (GtkButton *button, gpointer user_data)
{
  rsc_document_step_vertex (rsc_panel_get_document (user_data), 1);
}

static void
on_neuron_activated (GtkListView *list, guint position, gpointer user_data)
{
  RscSidePanel *self = RSC_SIDE_PANEL (user_data);
  RscOptimalSet *set = rsc_document_get_set (rsc_panel_get_document (self));
  gssize neuron;

  if (!set || position >= rsc_optimal_set_get_n_neurons (set))
    return;
  neuron = (gssize) rsc_labelling_get_order (
    rsc_document_get_labelling (rsc_panel_get_document (self)))[position];
  rsc_document_select_neuron (
    rsc_panel_get_document (self),
    rsc_document_get_selected_neuron (rsc_panel_get_document (self)) == neuron ? -1 : neuron);
}

/* While λ plays neurons come and go in every other frame, and a row is slow to make: one that is
 * left over is kept for the next. Its item keeps it as well: GTK takes the child of an item away
 * before it tears the item down. */
static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GPtrArray *spare = RSC_SIDE_PANEL (user_data)->spare_rows;
  GtkWidget *row;

  if (spare->len > 0)
    row = g_ptr_array_steal_index (spare, spare->len - 1);
  else
    row = g_object_ref_sink (rsc_neuron_row_new (rsc_panel_get_document (user_data)));
  g_object_set_data_full (G_OBJECT (item), ROW_KEY, row, g_object_unref);
  gtk_list_item_set_child (item, row);
}

static void
on_row_teardown (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GPtrArray *spare = RSC_SIDE_PANEL (user_data)->spare_rows;
  g_autoptr (GtkWidget) row = g_object_steal_data (G_OBJECT (item), ROW_KEY);

  gtk_list_item_set_child (item, NULL);
  if (row && spare && spare->len < SPARE_MAX)
    g_ptr_array_add (spare, g_steal_pointer (&row));
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  rsc_neuron_row_set_position (RSC_NEURON_ROW (gtk_list_item_get_child (item)),
                               (gssize) gtk_list_item_get_position (item));
}

static void
on_row_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  rsc_neuron_row_set_position (RSC_NEURON_ROW (gtk_list_item_get_child (item)), -1);
}

static void
on_scrolled (GtkAdjustment *adjustment, gpointer user_data)
{
  RscSidePanel *self = RSC_SIDE_PANEL (user_data);

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->neurons)); item;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (RSC_IS_NEURON_ROW (row))
        rsc_neuron_row_catch_up (RSC_NEURON_ROW (row));
    }
}

static void
rsc_side_panel_update (RscPanel *panel, guint parts)
{
  RscSidePanel *self = RSC_SIDE_PANEL (panel);

  if (!rsc_panel_get_document (self->fit_list))
    {
      rsc_panel_set_document (self->fit_list, rsc_panel_get_document (self));
      rsc_panel_set_document (self->output_chooser, rsc_panel_get_document (self));
    }
  refresh (self, parts);
}

static void
rsc_side_panel_dispose (GObject *object)
{
  g_clear_object (&RSC_SIDE_PANEL (object)->indices);
  g_clear_pointer (&RSC_SIDE_PANEL (object)->spare_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rsc_side_panel_parent_class)->dispose (object);
}

static void
rsc_side_panel_class_init (RscSidePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_side_panel_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_side_panel_update;
  g_type_ensure (RSC_TYPE_FIT_LIST);
  g_type_ensure (RSC_TYPE_OUTPUT_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-side-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, title);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, sentence);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, change_reading);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, suggestion);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, start_again);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, n_label);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, n);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, noise_label);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, noise);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, seed_label);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, seed);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, standardise);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, split);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, held_box);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, held);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, train_percent);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, relu);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, gated);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, bias);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, all_patterns);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, sampled_patterns);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, sampling);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, n_samples);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, pattern_seed);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, neurons_title);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, reset_axes);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, neurons);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, fit_list);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, output_chooser);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, pick_box);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, min_norm);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, interior);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, narrowest);
  gtk_widget_class_bind_template_child (widget_class, RscSidePanel, vertex);
  gtk_widget_class_bind_template_callback (widget_class, rsc_number_input_parse);
  gtk_widget_class_bind_template_callback (widget_class, on_start_again);
  gtk_widget_class_bind_template_callback (widget_class, on_sample_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_preparation_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_suggestion);
  gtk_widget_class_bind_template_callback (widget_class, on_model_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_axes);
  gtk_widget_class_bind_template_callback (widget_class, on_pick_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_random_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_vertex);
  gtk_widget_class_bind_template_callback (widget_class, on_next_vertex);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_activated);
}

static void
rsc_side_panel_init (RscSidePanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) model = NULL;

  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_panel_end_update (self);
  self->indices = gtk_string_list_new (NULL);
  self->selected = -1;
  self->spare_rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup), self);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_row_teardown), self, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_row_unbind), self);
  gtk_list_view_set_factory (self->neurons, factory);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->indices)));
  gtk_list_view_set_model (self->neurons, GTK_SELECTION_MODEL (model));
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->neurons)),
                           "value-changed", G_CALLBACK (on_scrolled), self, 0);
}
