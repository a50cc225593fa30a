/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-neuron-row.h"

#include "documents.h"
#include "widgets.h"

/* The neuron at its place of the order of labels, with its number and whether it is an axis; none
 * at no place. */
static void
test_positions (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *row;
  GtkWindow *window;
  gpointer weak;
  RscOptimalSet *set;
  const gsize *axes;
  gsize n_axes;

  open_set (document, "checkerboard");
  wait_idle (document);
  row = rsc_neuron_row_new (document);
  weak = row;
  g_object_add_weak_pointer (weak, &weak);
  window = show_widget (row, 400, 80);
  set = rsc_document_get_set (document);
  n_axes = rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);
  g_assert_cmpuint (n_axes, >, 0);
  for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (set); k++)
    {
      const gsize neuron = rsc_labelling_get_order (rsc_document_get_labelling (document))[k];
      g_autofree char *number = g_strdup_printf (
        "%" G_GSIZE_FORMAT,
        rsc_labelling_get_labels (rsc_document_get_labelling (document))[neuron] + 1);
      gboolean on_axis = FALSE;

      for (gsize l = 0; l < n_axes; l++)
        on_axis = on_axis || axes[l] == neuron;
      rsc_neuron_row_set_position (RSC_NEURON_ROW (row), (gssize) k);
      g_assert_nonnull (find_label (row, number));
      g_assert_cmpint (
        gtk_check_button_get_active (GTK_CHECK_BUTTON (find_child (row, GTK_TYPE_CHECK_BUTTON))),
        ==, on_axis);
    }
  rsc_neuron_row_set_position (RSC_NEURON_ROW (row), -1);
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  wait_idle (document);
  gtk_window_destroy (window);
  iterate (50);
  g_assert_null (weak);
  /* The document stays, with nobody listening. */
  set_ratio (document, 0.25, RSC_CHANGE_SINGLE);
  wait_idle (document);
}

/* Its item has the name of the neuron, also where the row comes to another item with the same. */
static void
test_items (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window = show_widget (box, 400, 80);
  g_autoptr (GtkWidget) row = NULL;

  open_set (document, "checkerboard");
  wait_idle (document);
  row = g_object_ref_sink (rsc_neuron_row_new (document));
  for (int k = 0; k < 2; k++)
    {
      GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      g_autofree char *name = NULL;

      gtk_box_append (GTK_BOX (box), item);
      gtk_box_append (GTK_BOX (item), row);
      rsc_neuron_row_set_position (RSC_NEURON_ROW (row), 0);
      name = g_strconcat ("Neuron ",
                          gtk_label_get_label (GTK_LABEL (find_child (row, GTK_TYPE_LABEL))), NULL);
      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (item),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL, name));
      rsc_neuron_row_set_position (RSC_NEURON_ROW (row), -1);
      gtk_box_remove (GTK_BOX (item), row);
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/neuron-row/positions-and-finalises", test_positions);
  g_test_add_func ("/neuron-row/items", test_items);
  return g_test_run ();
}
