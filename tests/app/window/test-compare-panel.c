/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Compare: a network that is pinned, its difference to the one on show, and the list. */
#include <math.h>

#include "app/files/rsc-memory.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-work.h"
#include "app/window/rsc-compare-panel.h"
#include "app/window/rsc-spoken-pictures.h"
#include "app/window/rsc-window.h"
#include "app/window/rsc-shown-tables.h"
#include "documents.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-cone-price-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-pin-list.h"
#include "widgets.h"
#include "windows.h"

#define ENOUGH 1000000000

static GtkApplication *application;
static gsize memory = ENOUGH;

/* In place of what is free. */
gsize
rsc_memory_get_default (void)
{
  return memory;
}

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

/* A window on the page Compare at 0.1 λ_max. */
static RscWindow *
show_compare (const char *name)
{
  RscWindow *window = show_window (application, name);
  RscDocument *document = rsc_window_get_document (window);

  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "compare");
  iterate (50);
  return window;
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
  g_autofree char *nothing = rsc_spoken_pictures_dup (GTK_WIDGET (view), document);
  g_assert_true (g_str_has_prefix (nothing, "Pin the network on show as A"));

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

/* Of more than two features a change is shown on a slice: it is no prediction of a target. */
static void
test_features (void)
{
  RscWindow *window = show_window (application, "gallery:parity");
  RscDocument *document = rsc_window_get_document (window);

  wait_idle (document);
  g_assert_cmpuint (rsc_dataset_get_d (rsc_document_get_train (document)), >, 2);
  rsc_document_pin (document);
  rsc_document_pick (document, RSC_PICK_NARROWEST);
  iterate (20);
  g_assert_cmpint (get_function (window)->mode, ==, RSC_FUNCTION_VALUE);
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  iterate (20);
  g_assert_true (get_function (window)->change);
  g_assert_cmpint (get_function (window)->mode, ==, RSC_FUNCTION_SLICE);
  close_window (window);
}

static gboolean
has_ghost (gpointer window)
{
  return rsc_document_get_pinned_hull (rsc_window_get_document (window)) != NULL;
}

static const RscOptimalSetModel *
get_set_model (RscWindow *window)
{
  return rsc_optimal_set_view_get_model (
    RSC_OPTIMAL_SET_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW)));
}

static gboolean
is_refused (gpointer window)
{
  return find_label (get_page (window), "GB of memory") != NULL;
}

/* A pinned λ whose program takes more memory than there is says so beside its button, until it is
 * let go. */
static void
test_memory (void)
{
  RscWindow *window = show_compare ("gallery:polygon-8");
  RscDocument *document = rsc_window_get_document (window);

  memory = 1000;
  rsc_document_pin_lambda (document, TRUE);
  wait_until (is_refused, window);
  g_assert_false (has_ghost (window));
  memory = ENOUGH;
  rsc_document_pin_lambda (document, FALSE);
  iterate (20);
  g_assert_false (is_refused (window));
  rsc_document_pin_lambda (document, TRUE);
  wait_until (has_ghost, window);
  g_assert_false (is_refused (window));
  close_window (window);
}

/* The set of a pinned λ stays in the picture while λ moves, on the axes that are on show. */
static void
test_lambda (void)
{
  RscWindow *window = show_compare ("gallery:polygon-8");
  RscDocument *document = rsc_window_get_document (window);

  RscOptimalSet *first = rsc_optimal_set_ref (rsc_document_get_set (document));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (get_page (window), "Pin This λ")),
                                TRUE);
  wait_until (has_ghost, window);
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  wait_idle (document);
  wait_until (has_ghost, window);
  iterate (50);
  const RscOptimalSetModel *model = get_set_model (window);
  g_assert_nonnull (model->ghost);
  g_assert_cmpstr (model->ghost_words, ==, "Filled: 0.3 λₘₐₓ · dashed: the pinned 0.1 λₘₐₓ");
  g_assert_nonnull (find_button (get_page (window), "Pinned λ: 0.1 λₘₐₓ"));
  /* Each of its corners is that of the set at the first λ, whose neurons are the same. */
  g_autoptr (RscNeuronKeys) keys =
    rsc_neuron_keys_new (rsc_document_get_set (document), model->n_axes, model->axes, NULL);
  gsize axes[3];
  for (gsize k = 0; k < model->n_axes; k++)
    axes[k] = (gsize) rsc_neuron_keys_lookup (keys, k, first);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (first, model->n_axes, axes, NULL, NULL);
  g_assert_cmpuint (hull->n_points, ==, model->ghost->n_points);
  for (gsize i = 0; i < hull->n_points; i++)
    {
      double nearest = INFINITY;

      for (gsize j = 0; j < hull->n_points; j++)
        {
          double apart = 0.0;

          for (gsize k = 0; k < model->n_axes; k++)
            apart = fmax (apart, fabs (hull->points[i * model->n_axes + k]
                                       - model->ghost->points[j * model->n_axes + k]));
          nearest = fmin (nearest, apart);
        }
      g_assert_cmpfloat (nearest, <=, 1e-9);
    }
  rsc_optimal_set_unref (first);
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (find_button (get_page (window), "Pinned λ: 0.1 λₘₐₓ")), FALSE);
  iterate (50);
  g_assert_null (get_set_model (window)->ghost);
  rsc_document_revert (document);
  wait_until (has_ghost, window);
  close_window (window);
}

static gboolean
is_priced (gpointer window)
{
  return rsc_counterpart_get_price (rsc_document_get_counterpart (rsc_window_get_document (window)))
         != NULL;
}

static gboolean
has_other (gpointer window)
{
  RscCounterpart *counterpart = rsc_document_get_counterpart (rsc_window_get_document (window));

  return rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU)
         && rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED);
}

/* Gated beside ReLU: both sets, and the price along λ, which can be given up. */
static void
test_kinds (void)
{
  RscWindow *window = show_compare ("gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  RscCounterpart *counterpart = rsc_document_get_counterpart (document);

  g_assert_null (rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED));
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (find_button (get_page (window), "ReLU and Gated")), TRUE);
  wait_until (has_other, window);
  iterate (20);
  RscOptimalSet *relu = rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU);
  RscOptimalSet *gated = rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED);
  const double with = rsc_solution_get_objective (rsc_optimal_set_get_solution (relu));
  const double without = rsc_solution_get_objective (rsc_optimal_set_get_solution (gated));
  g_assert_true (relu == rsc_document_get_set (document));
  g_assert_cmpfloat (without, <, with);
  g_assert_nonnull (find_label (get_page (window), "gated ReLU: objective"));

  g_signal_emit_by_name (find_button (get_page (window), "Price Along λ"), "clicked");
  g_assert_true (rsc_counterpart_is_pricing (counterpart));
  rsc_document_cancel_work (document);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  iterate (50);
  g_assert_null (rsc_counterpart_get_price (counterpart));
  g_signal_emit_by_name (find_button (get_page (window), "Price Along λ"), "clicked");
  wait_until (is_priced, window);
  iterate (50);
  const RscConePrice *price = rsc_counterpart_get_price (counterpart);
  RscConePriceView *view =
    RSC_CONE_PRICE_VIEW (find_child (get_page (window), RSC_TYPE_CONE_PRICE_VIEW));
  g_assert_true (rsc_cone_price_view_get_price (view) == price);
  {
    g_autoptr (RscResultTable) table =
      rsc_shown_tables_new (RSC_PLOT_AREA (view), rsc_window_get_document (window));
    double low, high;

    g_assert_cmpuint (rsc_result_table_get_n_rows (table), ==, price->n);
    rsc_cone_price_bound (price->points + 3, &low, &high);
    g_assert_cmpfloat (rsc_result_table_get_number (table, 3, 0), ==, price->points[3].lambda);
    g_assert_cmpfloat (rsc_result_table_get_number (table, 3, 4), ==, low);
    g_assert_cmpfloat (rsc_result_table_get_number (table, 3, 5), ==, high);
  }
  g_autofree char *spoken = rsc_spoken_pictures_dup (GTK_WIDGET (view), document);
  g_assert_true (g_str_has_prefix (spoken, "Without the cone constraints"));
  /* It goes with the λ on show. */
  for (gsize k = 1; k < price->n; k++)
    if (price->points[k].lambda <= rsc_solution_get_lambda (rsc_optimal_set_get_solution (relu)))
      {
        g_assert_cmpfloat (price->points[k].objective[RSC_ACTIVATION_RELU], <=, with * (1 + 1e-9));
        g_assert_cmpfloat (price->points[k - 1].objective[RSC_ACTIVATION_RELU], >=,
                           with * (1 - 1e-9));
        break;
      }
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/compare-panel/networks", test_networks);
  g_test_add_func ("/compare-panel/features", test_features);
  g_test_add_func ("/compare-panel/lambda", test_lambda);
  g_test_add_func ("/compare-panel/memory", test_memory);
  g_test_add_func ("/compare-panel/kinds", test_kinds);
  return run_windows (application);
}
