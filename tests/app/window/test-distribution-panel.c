/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the distribution: a place is chosen in the picture of the function, the ends of the
 * range are picked, and what is shown is of the set and the number that are asked for. */
#include <math.h>
#include <string.h>

#include "app/window/rsc-distribution-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-distribution-view.h"
#include "ui/rsc-function-view.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscSpread *
get_spread (RscWindow *window)
{
  return rsc_document_get_spread (rsc_window_get_document (window));
}

static GtkWidget *
get_page (RscWindow *window)
{
  return find_child (GTK_WIDGET (window), RSC_TYPE_DISTRIBUTION_PANEL);
}

static const RscDistributionModel *
get_model (RscWindow *window)
{
  return rsc_distribution_view_get_model (
    RSC_DISTRIBUTION_VIEW (find_child (get_page (window), RSC_TYPE_DISTRIBUTION_VIEW)));
}

static gboolean
is_known (gpointer window)
{
  return rsc_spread_is_current (get_spread (window));
}

static RscWindow *
open_page (const char *name)
{
  RscWindow *window = show_window (application, name);

  wait_idle (rsc_window_get_document (window));
  /* Nothing is worked out while nobody looks. */
  g_assert_null (rsc_spread_get_distribution (get_spread (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "distribution");
  wait_until (is_known, window);
  iterate (20);
  return window;
}

static void
choose (RscWindow *window, RscScalarKind kind)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_child (get_page (window), GTK_TYPE_DROP_DOWN)),
                              (guint) kind);
  iterate (20);
  g_assert_cmpint (rsc_spread_get_kind (get_spread (window)), ==, kind);
}

/* What the picked network says at the place. */
static double
predict (RscWindow *window, const double *x)
{
  double f;

  rsc_network_predict (
    rsc_picked_network_get_network (rsc_document_get_picked (rsc_window_get_document (window))), 1,
    x, &f);
  return f;
}

static void
press (RscWindow *window, const char *label)
{
  GtkWidget *button = find_button (get_page (window), label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  iterate (20);
}

static void
test_place (void)
{
  RscWindow *window = open_page ("gallery:checkerboard");
  RscFunctionView *function =
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW));
  RscFunctionHit hit = { .neuron = -1, .point = -1, .inside = TRUE, .x = 0.5, .y = 0.25 };
  const double x[] = { 0.5, 0.25 };

  /* Where the networks disagree until a place is chosen. */
  g_assert_false (rsc_distribution_is_single (get_model (window)->distribution));
  g_assert_cmpfloat (rsc_function_view_get_model (function)->probe_x, ==,
                     get_model (window)->distribution->scalar.x[0]);
  g_signal_emit_by_name (function, "activated", &hit);
  wait_until (is_known, window);
  iterate (20);
  const RscDistribution *distribution = get_model (window)->distribution;
  g_assert_cmpfloat (distribution->scalar.x[0], ==, 0.5);
  g_assert_cmpfloat (distribution->scalar.x[1], ==, 0.25);
  g_assert_cmpfloat (rsc_function_view_get_model (function)->probe_x, ==, 0.5);
  g_assert_cmpfloat (rsc_function_view_get_model (function)->probe_y, ==, 0.25);
  g_assert_cmpfloat_with_epsilon (get_model (window)->picked, predict (window, x), 1e-12);
  g_assert_nonnull (find_label (get_page (window), "they have mixed"));

  press (window, "Pick least");
  g_assert_cmpfloat_with_epsilon (predict (window, x), distribution->low, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_model (window)->picked, distribution->low, 1e-9);
  /* The end of a linear number is a vertex, and is told as one. */
  g_assert_cmpint (
    rsc_picked_network_get_vertex (rsc_document_get_picked (rsc_window_get_document (window))), >=,
    0);
  press (window, "Pick largest");
  g_assert_cmpfloat_with_epsilon (predict (window, x), distribution->high, 1e-9);

  /* Elsewhere a click chooses no place, and none is marked. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "path");
  iterate (50);
  g_assert_true (isnan (rsc_function_view_get_model (function)->probe_x));
  hit.x = -0.5;
  g_signal_emit_by_name (function, "activated", &hit);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "distribution");
  iterate (50);
  g_assert_cmpfloat (rsc_function_view_get_model (function)->probe_x, ==, 0.5);
  close_window (window);
}

/* The norm is of the selected neuron, and called as it is called everywhere. */
static void
test_neuron (void)
{
  RscWindow *window = open_page ("gallery:polygon-8");
  RscDocument *document = rsc_window_get_document (window);
  RscOptimalSet *set = rsc_document_get_set (document);

  choose (window, RSC_SCALAR_NORM);
  for (gsize neuron = 2; neuron < 6; neuron += 3)
    {
      g_autofree char *name = g_strdup_printf (
        "%" G_GSIZE_FORMAT,
        rsc_labelling_get_labels (rsc_document_get_labelling (document))[neuron] + 1);

      rsc_document_select_neuron (document, (gssize) neuron);
      wait_until (is_known, window);
      iterate (20);
      g_assert_cmpuint (get_model (window)->distribution->scalar.neuron, ==, neuron);
      g_assert_cmpstr (get_model (window)->neuron_name, ==, name);
      g_assert_cmpfloat_with_epsilon (get_model (window)->distribution->high,
                                      rsc_optimal_set_get_neuron (set, neuron)->norm_max, 1e-9);
    }
  close_window (window);
}

/* Where there is no such number the page says so; with test points there is. */
static void
test_points (void)
{
  RscWindow *window = open_page ("gallery:moons");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after;

  choose (window, RSC_SCALAR_ACCURACY);
  g_assert_nonnull (find_label (get_page (window), "There are no test points"));
  g_assert_false (gtk_widget_is_sensitive (find_button (get_page (window), "Pick least")));
  after = edit (document);
  g_assert_true (rsc_document_state_set_preparation (after, FALSE, TRUE, 0.7, 1, NULL));
  rsc_document_apply (document, "Split", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  wait_until (is_known, window);
  iterate (20);
  g_assert_null (find_label (get_page (window), "There are no test points"));
  g_assert_true (get_model (window)->distribution->scalar.points
                 == rsc_document_get_state (document)->test);
  /* λ moves on: what is shown is pale until it is of the set there. */
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  wait_idle (document);
  wait_until (is_known, window);
  iterate (20);
  g_assert_true (rsc_distribution_get_set (get_model (window)->distribution)
                 == rsc_document_get_set (document));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/distribution-panel/place", test_place);
  g_test_add_func ("/distribution-panel/neuron", test_neuron);
  g_test_add_func ("/distribution-panel/points", test_points);
  return run_windows (application);
}
