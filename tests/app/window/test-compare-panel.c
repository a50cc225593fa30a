/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Compare: a network that is pinned, its difference to the one on show, and the list. */
#include <math.h>

#include "app/model/rsc-document-compare.h"
#include "app/window/rsc-compare-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-pin-list.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static GtkWidget *
get_page (RscWindow *window)
{
  return find_child (GTK_WIDGET (window), RSC_TYPE_COMPARE_PANEL);
}

static const RscFunctionModel *
get_function (RscWindow *window)
{
  return rsc_function_view_get_model (
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
}

static gboolean
is_walked (gpointer window)
{
  return rsc_compared_get_walk_width (rsc_document_get_compared (rsc_window_get_document (window)),
                                      NULL)
         > 0;
}

static void
test_networks (void)
{
  RscWindow *window = show_window (application, "gallery:polygon-8");
  RscDocument *document = rsc_window_get_document (window);

  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  rsc_document_pick_vertex (document, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "compare");
  iterate (50);
  GtkWidget *page = get_page (window);
  RscBarsView *view = RSC_BARS_VIEW (find_child (page, RSC_TYPE_BARS_VIEW));
  RscPinList *list = RSC_PIN_LIST (find_child (page, RSC_TYPE_PIN_LIST));
  GtkWidget *draw = find_button (page, "Draw");
  g_assert_nonnull (find_label (page, "Pin the network on show as A"));
  g_assert_false (gtk_widget_get_sensitive (draw));

  /* A is pinned; another vertex is B. */
  g_signal_emit_by_name (find_button (page, "Pin This Network"), "clicked");
  g_assert_cmpuint (rsc_pin_list_get_n (list), ==, 1);
  g_assert_nonnull (find_label (page, "Vertex 1"));
  g_assert_cmpstr (rsc_bars_view_get_model (view)->sentence, ==, "A and B are the same network.");
  rsc_document_pick_vertex (document, 2);
  iterate (20);
  const RscSignedBarsModel *bars = rsc_bars_view_get_model (view);
  const double *a = rsc_optimal_set_get_vertex (rsc_document_get_set (document), 0);
  const double *b = rsc_optimal_set_get_vertex (rsc_document_get_set (document), 2);
  double sum = 0.0;
  g_assert_cmpuint (bars->n, >, 3);
  for (gsize k = 0; k < bars->n; k++)
    {
      const gssize i = rsc_labelling_find (rsc_document_get_labelling (document), bars->labels[k]);

      g_assert_cmpfloat (fabs (bars->values[k] - (b[i] - a[i])), <=, 1e-9);
      sum += bars->values[k];
    }
  g_assert_cmpfloat (fabs (sum), <=, 1e-9);
  wait_until (is_walked, window);
  iterate (20);
  g_assert_nonnull (find_label (page, "apart in norms; a walk between them needs"));

  /* The difference is 0 at every point, and drawn with the numbers of the bars. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (draw), TRUE);
  iterate (20);
  g_assert_true (get_function (window)->change);
  double f[8];
  rsc_network_predict (get_function (window)->network, 8,
                       rsc_dataset_get_x (rsc_document_get_train (document)), f);
  for (gsize i = 0; i < 8; i++)
    g_assert_cmpfloat (fabs (f[i]), <=, 1e-12);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "The difference f_B − f_A"));
  g_signal_emit_by_name (view, "chosen", 1);
  g_assert_cmpint (rsc_bars_view_get_model (view)->selected, ==, 1);
  g_assert_cmpint (get_function (window)->selected, ==, (gssize) bars->labels[1]);
  g_assert_nonnull (find_label (page, "Neuron "));

  /* It stays while λ moves, and A is no optimal network there. */
  set_ratio (document, 0.2, RSC_CHANGE_SINGLE);
  wait_idle (document);
  iterate (50);
  g_assert_true (get_function (window)->change);
  g_assert_nonnull (find_label (page, "A is no optimal network of this λ"));
  rsc_document_revert (document);
  wait_idle (document);
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Show f"), "clicked");
  iterate (20);
  g_assert_false (get_function (window)->change);
  g_assert_true (get_function (window)->network
                 == rsc_picked_network_get_network (rsc_document_get_picked (document)));

  /* A second one, renamed; the first is chosen again, and removed. */
  g_signal_emit_by_name (find_button (page, "Pin This Network"), "clicked");
  g_assert_cmpuint (rsc_pin_list_get_n (list), ==, 2);
  rsc_pin_list_rename (list, 1);
  GtkWidget *entry = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *entry_box = gtk_widget_get_ancestor (entry, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry_box), "mine");
  g_signal_emit_by_name (entry_box, "activate");
  g_assert_cmpstr (rsc_document_get_state (document)->pins->pins[1].name, ==, "mine");
  g_assert_nonnull (find_label (page, "mine"));
  g_signal_emit_by_name (list, "chosen", 0);
  g_assert_cmpint (rsc_document_get_state (document)->pins->chosen, ==, 0);
  g_signal_emit_by_name (find_button (page, "Remove this network"), "clicked");
  g_assert_cmpuint (rsc_pin_list_get_n (list), ==, 1);
  rsc_document_revert (document);
  g_assert_cmpuint (rsc_pin_list_get_n (list), ==, 2);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/compare-panel/networks", test_networks);
  return run_windows (application);
}
