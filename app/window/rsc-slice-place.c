/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-slice-place.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/rsc-label.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-function-words.h"

/* Steps of a key from one end of a feature to the other, and the part of one that the digits shown
 * tell. */
#define STEPS 100.0
#define ROUNDING 0.1
#define DIGITS_MAX 9
/* Adjusters that are made: more would be a list that nobody reads, and slow to build. A line below
 * them says that there are others. */
#define ROWS_MAX 64
/* More rows than these scroll; a place that can scroll is higher than a few rows are. */
#define ROWS_STILL 6
/* A longer name ends in an ellipsis. */
#define NAME_CHARS 16

struct _RscSlicePlace
{
  RscPanel parent_instance;

  GtkScrolledWindow *scrolled;
  GtkGrid *grid;
  GtkWidget *reset_button;
  GtkLabel *others;
  GPtrArray *adjustments; /* of the shown features, NULL for those without */
};

G_DEFINE_FINAL_TYPE (RscSlicePlace, rsc_slice_place, RSC_TYPE_PANEL)

/* Whether feature @k is there already, as a text of its place with few digits says it. */
static gboolean
is_there (RscSlicePlace *self, guint k, GtkAdjustment *adjustment)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autofree double *place = rsc_feature_values_dup_place (state->at, state->train);

  return fabs (gtk_adjustment_get_value (adjustment) - place[k])
         <= 0.5 * ROUNDING * gtk_adjustment_get_step_increment (adjustment);
}

static void
on_value_changed (GtkAdjustment *adjustment, gpointer user_data)
{
  RscSlicePlace *self = RSC_SLICE_PLACE (user_data);
  RscDocumentState *after;
  guint k;

  /* An entry that loses the focus takes the digits that it shows: no move of the slice. */
  if (rsc_panel_is_updating (self) || !g_ptr_array_find (self->adjustments, adjustment, &k)
      || is_there (self, k, adjustment))
    return;
  after = rsc_panel_edit (self);
  rsc_document_state_hold_feature (after, k, gtk_adjustment_get_value (adjustment));
  rsc_document_apply (rsc_panel_get_document (self), _ ("Move the slice"), RSC_CHANGE_MERGE, after);
}

static void
on_reset (GtkButton *button, gpointer user_data)
{
  RscSlicePlace *self = RSC_SLICE_PLACE (user_data);
  RscDocumentState *after = rsc_panel_edit (self);

  for (gsize k = 0; k < rsc_dataset_get_d (after->train); k++)
    rsc_document_state_hold_feature (after, k, NAN);
  rsc_document_apply (rsc_panel_get_document (self), _ ("Slice at the mean"), RSC_CHANGE_SINGLE,
                      after);
}

/* Numbers as everywhere in the window, with a true minus. */
static gboolean
on_output (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = rsc_number_words_dup_fixed (gtk_spin_button_get_value (spin),
                                                      (int) gtk_spin_button_get_digits (spin), 0);

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
add_row (RscSlicePlace *self, int row, RscDataset *train, gsize k)
{
  const char *name = rsc_dataset_get_feature_name (train, k);
  g_autofree char *whole = rsc_data_words_dup_feature (train, k);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *scale, *spin;
  GtkAdjustment *adjustment;
  double low, high;

  rsc_function_plot_get_range (train, k, &low, &high);
  const double step = (high - low) / STEPS;
  const guint digits = (guint) CLAMP (-floor (log10 (ROUNDING * step)), 0.0, (double) DIGITS_MAX);
  adjustment = gtk_adjustment_new (low, low, high, step, 10.0 * step, 0.0);
  g_ptr_array_index (self->adjustments, k) = g_object_ref_sink (adjustment);
  scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);
  spin = gtk_spin_button_new (adjustment, step, digits);
  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE);
  g_signal_connect (spin, "output", G_CALLBACK (on_output), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (rsc_number_input_parse_real), NULL);
  gtk_widget_set_size_request (scale, 160, -1);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (name, -1), NAME_CHARS));
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  rsc_tip_set (label, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, scale, 1, row, 1, 1);
  gtk_grid_attach (self->grid, spin, 2, row, 1, 1);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
}

static void
free_adjustment (gpointer adjustment)
{
  if (adjustment)
    g_object_unref (adjustment);
}

/* One row for each feature that is not on an axis. */
static void
fill (RscSlicePlace *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize d = state->train ? rsc_dataset_get_d (state->train) : 0;
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
  g_ptr_array_set_size (self->adjustments, 0);
  g_ptr_array_set_size (self->adjustments, (int) d);
  for (gsize k = 0; d > 2 && k < d && row < ROWS_MAX; k++)
    if (k != state->feature_x && k != state->feature_y)
      add_row (self, row++, state->train, k);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER,
                                  row > ROWS_STILL ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  if (d > 2 + (gsize) row)
    {
      g_autofree char *text = rsc_function_words_dup_held ((gsize) row, d - 2);

      rsc_label_set (self->others, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), d > 2 + (gsize) row);
}

/* Whether the rows are of the features that are not on an axis. */
static gboolean
is_filled (RscSlicePlace *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);

  return state->feature_x >= self->adjustments->len || state->feature_y >= self->adjustments->len
         || (!g_ptr_array_index (self->adjustments, state->feature_x)
             && !g_ptr_array_index (self->adjustments, state->feature_y));
}

static void
update_values (RscSlicePlace *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autofree double *place = NULL;

  if (self->adjustments->len <= 2)
    return;
  place = rsc_feature_values_dup_place (state->at, state->train);
  for (guint k = 0; k < self->adjustments->len; k++)
    if (g_ptr_array_index (self->adjustments, k))
      gtk_adjustment_set_value (g_ptr_array_index (self->adjustments, k), place[k]);
  gtk_widget_set_sensitive (self->reset_button, state->at != NULL);
}

static void
rsc_slice_place_update (RscPanel *panel, guint parts)
{
  RscSlicePlace *self = RSC_SLICE_PLACE (panel);

  if (!(parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW)))
    return;
  rsc_panel_begin_update (self);
  if ((parts & RSC_DOCUMENT_DATA) || !is_filled (self))
    fill (self);
  update_values (self);
  rsc_panel_end_update (self);
}

static void
rsc_slice_place_dispose (GObject *object)
{
  RscSlicePlace *self = RSC_SLICE_PLACE (object);

  for (guint k = 0; self->adjustments && k < self->adjustments->len; k++)
    if (g_ptr_array_index (self->adjustments, k))
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->adjustments, k), self);
  g_clear_pointer (&self->adjustments, g_ptr_array_unref);
  G_OBJECT_CLASS (rsc_slice_place_parent_class)->dispose (object);
}

static void
rsc_slice_place_class_init (RscSlicePlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_slice_place_update;
  G_OBJECT_CLASS (klass)->dispose = rsc_slice_place_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-slice-place.ui");
  gtk_widget_class_bind_template_child (widget_class, RscSlicePlace, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RscSlicePlace, grid);
  gtk_widget_class_bind_template_child (widget_class, RscSlicePlace, reset_button);
  gtk_widget_class_bind_template_child (widget_class, RscSlicePlace, others);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
rsc_slice_place_init (RscSlicePlace *self)
{
  self->adjustments = g_ptr_array_new_with_free_func (free_adjustment);
  gtk_widget_init_template (GTK_WIDGET (self));
}
