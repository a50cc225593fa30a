/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-function-panel.h"

#include "app/model/rsc-document-effects.h"
#include "app/window/rsc-sensitivity-panel.h"
#include "documents.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-function-view.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

/* The picture has the data and the picked network of the document, at this λ and at another. */
static void
test_follows (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL);
  RscFunctionView *view = RSC_FUNCTION_VIEW (find_child (panel, RSC_TYPE_FUNCTION_VIEW));

  wait_idle (document);
  for (int k = 0; k < 2; k++)
    {
      const RscFunctionModel *model = rsc_function_view_get_model (view);

      g_assert_true (model->dataset == rsc_document_get_state (document)->train);
      g_assert_nonnull (model->network);
      g_assert_true (model->network
                     == rsc_picked_network_get_network (rsc_document_get_picked (document)));
      set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
      wait_idle (document);
    }
  close_window (window);
}

static gboolean
has_fixed_values (gpointer view)
{
  return rsc_function_model_has_fixed_values (rsc_function_view_get_model (view));
}

/* While λ moves along the path the axis is held for what is drawn: of more than two features the
 * fit, however the mode is called. */
static void
test_held_axis (void)
{
  RscWindow *window = show_window (application, "gallery:parity");
  RscDocument *document = rsc_window_get_document (window);
  RscFunctionView *view =
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW));
  const RscFunctionModel *model;
  RscPathRanges *ranges;
  double fit[2], value[2];

  wait_path (document);
  g_assert_cmpint (rsc_document_get_state (document)->mode, ==, RSC_FUNCTION_VALUE);
  set_ratio (document, 0.4, RSC_CHANGE_SINGLE);
  wait_until (has_fixed_values, view);
  ranges = rsc_results_get_ranges (rsc_document_get_results (document));
  g_assert_nonnull (ranges);
  rsc_path_ranges_get_values (ranges, RSC_FUNCTION_FIT, &fit[0], &fit[1]);
  rsc_path_ranges_get_values (ranges, RSC_FUNCTION_VALUE, &value[0], &value[1]);
  g_assert_cmpfloat (fit[1] - fit[0], !=, value[1] - value[0]);
  model = rsc_function_view_get_model (view);
  g_assert_cmpfloat (model->value_low, ==, fit[0]);
  g_assert_cmpfloat (model->value_high, ==, fit[1]);
  close_window (window);
}

static gboolean
is_heading (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading");
}

/* With all that a slice has to choose its page still has a whole name. */
static void
test_slice_header (void)
{
  RscWindow *window = show_window (application, "gallery:parity");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL);
  RscDocumentState *after;

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  wait_idle (document);
  after = edit (document);
  after->mode = RSC_FUNCTION_SLICE;
  rsc_document_apply (document, "slice", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  iterate (200);
  g_assert_nonnull (find_button (panel, "Slice"));
  g_assert_false (pango_layout_is_ellipsized (
    gtk_label_get_layout (GTK_LABEL (find_widget (panel, is_heading, NULL)))));
  close_window (window);
}

static gboolean
has_button (GtkWidget *panel, const char *text)
{
  return gtk_widget_get_mapped (find_button (panel, text));
}

static gboolean
is_known (gpointer effects)
{
  return rsc_effects_get (effects) != NULL;
}

/* A change of more than two features is drawn as a slice, whichever mode is chosen: its features
 * are chosen beside it, and no modes, which would not change it. */
static void
test_change_header (void)
{
  RscWindow *window = show_window (application, "gallery:parity");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "sensitivity");
  wait_until (is_known, rsc_document_get_effects (document));
  iterate (50);
  GtkWidget *page = find_child (GTK_WIDGET (window), RSC_TYPE_SENSITIVITY_PANEL);
  g_assert_true (has_button (panel, "Fit"));
  g_assert_false (has_button (panel, "Show f"));
  g_signal_emit_by_name (find_child (page, RSC_TYPE_BARS_VIEW), "chosen", 3);
  iterate (20);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Draw")), TRUE);
  iterate (200);
  GtkWidget *features = find_child (panel, GTK_TYPE_MENU_BUTTON);
  g_assert_true (has_button (panel, "Show f"));
  g_assert_false (has_button (panel, "Fit"));
  g_assert_false (has_button (panel, "Slice"));
  g_assert_true (gtk_widget_get_mapped (features));
  g_assert_false (pango_layout_is_ellipsized (
    gtk_label_get_layout (GTK_LABEL (find_widget (panel, is_heading, NULL)))));
  g_signal_emit_by_name (find_button (panel, "Show f"), "clicked");
  iterate (50);
  g_assert_true (has_button (panel, "Fit"));
  g_assert_false (gtk_widget_get_mapped (features));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/function-panel/follows", test_follows);
  g_test_add_func ("/function-panel/held-axis", test_held_axis);
  g_test_add_func ("/function-panel/slice-header", test_slice_header);
  g_test_add_func ("/function-panel/change-header", test_change_header);
  return run_windows (application);
}
