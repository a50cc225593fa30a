/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The adjusters of the features that are not on the axes. */
#include "app/window/rsc-slice-place.h"
#include "documents.h"
#include "problems.h"

/* Adjusters below @widget, in their order. */
static void
list_spins (GtkWidget *widget, GPtrArray *list)
{
  if (GTK_IS_SPIN_BUTTON (widget))
    g_ptr_array_add (list, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    list_spins (child, list);
}

static GtkSpinButton *
get_spin (RscSlicePlace *panel, guint n_expected, guint k)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  list_spins (GTK_WIDGET (panel), list);
  g_assert_cmpuint (list->len, ==, n_expected);
  return n_expected > 0 ? g_ptr_array_index (list, k) : NULL;
}

static void
test_adjusters (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscSlicePlace *panel = g_object_ref_sink (g_object_new (RSC_TYPE_SLICE_PLACE, NULL));
  RscDocumentState *after;

  rsc_panel_set_document (RSC_PANEL (panel), document);
  get_spin (panel, 0, 0);
  open_set (document, "parity");
  wait_idle (document);

  /* At the mean, which is 0, without having been set. */
  g_assert_null (rsc_panel_get_state (panel)->at);
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (panel, 1, 0)), ==, 0.0);
  gtk_spin_button_set_value (get_spin (panel, 1, 0), 1e-4);
  g_assert_null (rsc_panel_get_state (panel)->at);
  gtk_spin_button_set_value (get_spin (panel, 1, 0), 0.5);
  g_assert_cmpfloat (rsc_feature_values_get (rsc_panel_get_state (panel)->at, 2), ==, 0.5);
  wait_idle (document);
  rsc_document_revert (document);
  g_assert_null (rsc_panel_get_state (panel)->at);
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (panel, 1, 0)), ==, 0.0);
  rsc_document_repeat (document);
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (panel, 1, 0)), ==, 0.5);

  /* Another feature comes onto the axes: the one that left them has an adjuster, at its mean. */
  after = edit (document);
  after->feature_x = 2;
  rsc_document_apply (document, "axes", RSC_CHANGE_SINGLE, after);
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (panel, 1, 0)), ==, 0.0);
  gtk_spin_button_set_value (get_spin (panel, 1, 0), -0.5);
  /* As it writes a negative number, so it reads it. */
  g_assert_true (
    g_str_has_prefix (gtk_editable_get_text (GTK_EDITABLE (get_spin (panel, 1, 0))), "−0.5"));
  gtk_spin_button_update (get_spin (panel, 1, 0));
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (panel, 1, 0)), ==, -0.5);
  g_assert_cmpfloat (rsc_feature_values_get (rsc_panel_get_state (panel)->at, 0), ==, -0.5);
  wait_idle (document);

  /* Two features: nothing to hold. */
  open_set (document, "xor");
  wait_idle (document);
  get_spin (panel, 0, 0);
  g_assert_finalize_object (panel);
}

/* The line that says of features without an adjuster. */
static GtkWidget *
find_others (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "dim-label"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_others (child);
  return found;
}

/* Seventy features, and rows enough for all: not all of them have an adjuster, and the panel says
 * so. */
static void
test_many (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  g_autoptr (GString) text = g_string_new (NULL);
  RscSlicePlace *panel = g_object_ref_sink (g_object_new (RSC_TYPE_SLICE_PLACE, NULL));
  GtkWidget *line;

  for (int row = 0; row < 72; row++)
    for (int k = 0; k <= 70; k++)
      g_string_append_printf (text, "%d%c", (row * (k + 3) + row * row * k) % 7,
                              k < 70 ? ',' : '\n');
  rsc_panel_set_document (RSC_PANEL (panel), document);
  g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
  g_autoptr (GFile) file = g_file_new_for_path ("many.csv");
  open_set (document, "parity");
  wait_idle (document);
  line = find_others (GTK_WIDGET (panel));
  g_assert_nonnull (line);
  g_assert_false (gtk_widget_get_visible (line));
  RscDocumentState *after = edit (document);
  rsc_document_state_set_file (after, file, dataset);
  rsc_document_apply (document, "data", RSC_CHANGE_SINGLE, after);
  get_spin (panel, 64, 0);
  g_assert_true (gtk_widget_get_visible (line));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (line)), ==,
                   "The first 64 of 68 features; the others stay at their mean.");
  wait_idle (document);
  g_assert_finalize_object (panel);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slice-place/adjusters", test_adjusters);
  g_test_add_func ("/slice-place/many", test_many);
  return g_test_run ();
}
