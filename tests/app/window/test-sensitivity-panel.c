/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Sensitivity: a bar for each point, what its target does in every view, and how far. */
#include <math.h>
#include <string.h>

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-effects.h"
#include "app/window/rsc-sensitivity-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-piece-list.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static GtkWidget *
get_page (RscWindow *window)
{
  return find_child (GTK_WIDGET (window), RSC_TYPE_SENSITIVITY_PANEL);
}

static RscEffects *
get_effects (gpointer window)
{
  return rsc_document_get_effects (rsc_window_get_document (window));
}

static gboolean
is_known (gpointer window)
{
  return rsc_effects_get (get_effects (window)) != NULL;
}

static gboolean
has_range (gpointer window)
{
  return rsc_effects_get_range (get_effects (window)) != NULL;
}

static const RscFunctionModel *
get_function (RscWindow *window)
{
  return rsc_function_view_get_model (
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
}

static const double *
get_path_slopes (RscWindow *window)
{
  return rsc_path_view_get_model (
           RSC_PATH_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_PATH_VIEW)))
    ->slopes;
}

static void
test_page (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);

  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  wait_path (document);
  g_assert_null (rsc_effects_get (get_effects (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "sensitivity");
  wait_until (is_known, window);
  iterate (50);

  RscBarsView *points = RSC_BARS_VIEW (find_child (get_page (window), RSC_TYPE_BARS_VIEW));
  const RscSignedBarsModel *bars = rsc_bars_view_get_model (points);
  g_assert_cmpuint (bars->n, ==, 9);
  g_assert_nonnull (strstr (bars->sentence, "degrees of freedom, n = 9"));
  g_assert_null (get_function (window)->slopes);

  /* In the list all have as many decimals. */
  gsize n_digits = 0;
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *start = g_strdup_printf ("point %u: ", i);
      GtkWidget *label = find_label (get_page (window), start);

      g_assert_nonnull (label);
      const gsize n = strlen (gtk_label_get_label (GTK_LABEL (label)));
      g_assert_true (i == 1 || n == n_digits);
      n_digits = n;
    }

  /* A bar chooses its point: in the table, and with arrows in the picture. */
  g_signal_emit_by_name (points, "chosen", 3);
  iterate (20);
  g_assert_cmpuint (rsc_document_get_rows (document)->n, ==, 1);
  g_assert_cmpuint (rsc_document_get_rows (document)->rows[0], ==, 3);
  g_assert_cmpint (rsc_bars_view_get_model (points)->selected, ==, 3);
  g_assert_cmpfloat (get_function (window)->slopes[3], ==, bars->values[3]);
  wait_until (has_range, window);
  iterate (20);
  g_assert_nonnull (find_label (get_page (window), "with the same neurons"));

  /* So does a line of the list. */
  g_signal_emit_by_name (find_child (get_page (window), RSC_TYPE_PIECE_LIST), "chosen", 6);
  iterate (20);
  g_assert_cmpint (rsc_effects_get_chosen (get_effects (window)), ==, 6);

  /* The function that is drawn is the one of the arrows. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (get_page (window), "Draw")), TRUE);
  iterate (20);
  g_assert_true (get_function (window)->change);
  g_autofree double *f = g_new (double, 9);
  rsc_network_predict (get_function (window)->network, 9,
                       rsc_dataset_get_x (rsc_document_get_train (document)), f);
  for (gsize i = 0; i < 9; i++)
    g_assert_cmpfloat_with_epsilon (f[i], rsc_effects_get_fit (get_effects (window))[i], 1e-12);

  /* On the path the norms of the point that is pointed at. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "path");
  iterate (50);
  g_assert_null (get_function (window)->slopes);
  g_assert_true (get_function (window)->change);
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Show f"), "clicked");
  iterate (20);
  g_assert_false (get_function (window)->change);
  rsc_document_hover_neuron (document, -1, 2);
  iterate (20);
  const double *slopes = get_path_slopes (window);
  double largest = 0.0;
  g_assert_nonnull (slopes);
  for (gsize id = 0; id < rsc_labelling_get_n_ids (rsc_document_get_labelling (document)); id++)
    largest = fmax (largest, fabs (slopes[id]));
  g_assert_cmpfloat (largest, >, 0.0);

  /* Of several optimal networks it is said whose they are, and there is no range. */
  rsc_document_hover_neuron (document, -1, -1);
  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "sensitivity");
  wait_idle (document);
  wait_until (is_known, window);
  iterate (50);
  g_assert_nonnull (strstr (rsc_bars_view_get_model (points)->sentence, "the only ones"));
  g_assert_nonnull (find_label (get_page (window), "several networks are optimal"));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/sensitivity-panel/page", test_page);
  return run_windows (application);
}
