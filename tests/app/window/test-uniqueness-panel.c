/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Uniqueness: bars, the sum that is 0 at the data, points that make it so, the move. */
#include <math.h>
#include <string.h>

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-reasons.h"
#include "app/window/rsc-uniqueness-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-piece-list.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static GtkWidget *
get_page (RscWindow *window)
{
  return find_child (GTK_WIDGET (window), RSC_TYPE_UNIQUENESS_PANEL);
}

static RscReasons *
get_reasons (gpointer window)
{
  return rsc_document_get_reasons (rsc_window_get_document (window));
}

static gboolean
is_known (gpointer window)
{
  return rsc_reasons_get_left_outs (get_reasons (window))
         && !rsc_reasons_is_leaving_out (get_reasons (window));
}

static gboolean
is_moved (gpointer window)
{
  return rsc_reasons_get_move (get_reasons (window)) != NULL;
}

static const RscFunctionModel *
get_function (RscWindow *window)
{
  return rsc_function_view_get_model (
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
}

static void
test_page (void)
{
  RscWindow *window = show_window (application, "gallery:polygon-6");
  RscDocument *document = rsc_window_get_document (window);

  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  g_assert_null (rsc_reasons_get_explanation (get_reasons (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "uniqueness");
  wait_until (is_known, window);
  iterate (50);

  /* A bar for each neuron of the circuit, under its number. */
  const RscDependence *dependence = rsc_reasons_get_explanation (get_reasons (window))->dependence;
  RscBarsView *view = RSC_BARS_VIEW (find_child (get_page (window), RSC_TYPE_BARS_VIEW));
  const RscSignedBarsModel *bars = rsc_bars_view_get_model (view);
  g_assert_cmpuint (bars->n, ==, dependence->n_neurons);
  g_assert_true (g_str_has_prefix (bars->sentence, "Not unique; neurons "));
  g_signal_emit_by_name (view, "chosen", 1);
  g_assert_cmpint (rsc_selection_get_selected (rsc_document_get_selection (document)), ==,
                   (gssize) bars->labels[1]);
  g_assert_cmpint (rsc_bars_view_get_model (view)->selected, ==, 1);

  /* The points that make it so are marked, and each has a line that selects it. */
  const RscLeftOuts *outs = rsc_reasons_get_left_outs (get_reasons (window));
  gsize n_found = 0;
  for (gsize k = 0; k < outs->n; k++)
    n_found += outs->outs[k].trusted && outs->outs[k].unique;
  g_assert_cmpuint (outs->n, ==, 6);
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (get_function (window)->marked->n, ==, n_found);
  RscPieceList *list = RSC_PIECE_LIST (find_child (get_page (window), RSC_TYPE_PIECE_LIST));
  g_signal_emit_by_name (list, "chosen", 0);
  g_assert_cmpuint (rsc_document_get_rows (document)->n, ==, 1);
  g_assert_cmpuint (rsc_document_get_rows (document)->rows[0], ==,
                    get_function (window)->marked->rows[0]);

  /* The sum in the picture is 0 at every point. */
  RscNetwork *fit = get_function (window)->network;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (get_page (window), "Draw")), TRUE);
  iterate (20);
  g_assert_true (get_function (window)->change);
  g_autofree double *f = g_new (double, 6);
  rsc_network_predict (get_function (window)->network, 6,
                       rsc_dataset_get_x (rsc_document_get_train (document)), f);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpfloat (fabs (f[i]), <=, 1e-12);
  /* Also while its page is not on show, in a window of one page; a button brings f back. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "path");
  iterate (50);
  g_assert_true (get_function (window)->change);
  g_assert_null (get_function (window)->marked);
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Show f"), "clicked");
  iterate (20);
  g_assert_false (get_function (window)->change);
  g_assert_true (get_function (window)->network == fit);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "uniqueness");
  iterate (50);
  g_assert_false (get_function (window)->change);

  /* The least move, made by a button and taken back. */
  g_signal_emit_by_name (find_button (get_page (window), "Least Move"), "clicked");
  wait_until (is_moved, window);
  iterate (20);
  GtkWidget *apply = find_button (get_page (window), "Move this target");
  g_assert_true (gtk_widget_get_visible (apply));
  g_signal_emit_by_name (apply, "clicked");
  wait_idle (document);
  wait_until (is_known, window);
  iterate (50);
  g_assert_true (rsc_optimal_set_is_unique (rsc_document_get_set (document)));
  g_assert_false (gtk_widget_get_visible (apply));
  g_assert_cmpuint (rsc_bars_view_get_model (view)->n, ==, 0);
  g_assert_true (g_str_has_prefix (rsc_bars_view_get_model (view)->sentence, "Unique"));
  rsc_document_revert (document);
  wait_idle (document);
  g_assert_false (rsc_optimal_set_is_unique (rsc_document_get_set (document)));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/uniqueness-panel/page", test_page);
  return run_windows (application);
}
