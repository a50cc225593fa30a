/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets that know no document: properties, notifications, finalisation. */
#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "ui/rsc-function-view.h"
#include "ui/rsc-lambda-scale.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-range-bar.h"
#include "ui/rsc-scrubber.h"
#include "ui/rsc-swatch.h"
#include "ui/rsc-thumbnail.h"
#include "ui/rsc-transport-bar.h"
#include "problems.h"
#include "widgets.h"

static void
count (guint *n)
{
  (*n)++;
}

static void
test_lambda_scale (void)
{
  RscLambdaScale *scale = g_object_ref_sink (RSC_LAMBDA_SCALE (rsc_lambda_scale_new ()));
  GtkRange *range = GTK_RANGE (find_child (GTK_WIDGET (scale), GTK_TYPE_SCALE));
  GtkEntry *entry = GTK_ENTRY (find_child (GTK_WIDGET (scale), GTK_TYPE_ENTRY));
  guint notified = 0;
  double ratio;

  g_signal_connect_swapped (scale, "notify::ratio", G_CALLBACK (count), &notified);
  g_object_set (scale, "ratio", 0.01, NULL);
  g_object_get (scale, "ratio", &ratio, NULL);
  g_assert_cmpfloat (ratio, ==, 0.01);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (range), -2, 1e-12);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.01");
  rsc_lambda_scale_set_ratio (scale, 0.01);
  g_assert_cmpuint (notified, ==, 1);

  /* A drag notifies once a step, with what the entry shows. */
  gtk_range_set_value (range, -0.5);
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 0.3162);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.3162");

  /* Typed values may leave the slider's end, but not (0, 1]. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "1e-6");
  g_assert_cmpuint (notified, ==, 2);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (notified, ==, 3);
  g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 1e-6);
  g_assert_cmpfloat (gtk_range_get_value (range), ==, -4);
  for (guint k = 0; k < 5; k++)
    {
      static const char *const bad[] = { "0", "-0.1", "1.5", "abc", "0.1x" };

      gtk_editable_set_text (GTK_EDITABLE (entry), bad[k]);
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpuint (notified, ==, 3);
    }

  /* The digits that are shown do not round what they were not typed for. */
  rsc_lambda_scale_set_ratio (scale, 1.0 / 3);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 1.0 / 3);
  g_object_unref (scale);
}

static void
test_range_bar (void)
{
  RscRangeBar *bar = g_object_ref_sink (RSC_RANGE_BAR (rsc_range_bar_new ()));

  rsc_range_bar_set (bar, 3, 0.5, 2, 1, 4);
  g_assert_cmpfloat (rsc_range_bar_get_minimum (bar), ==, 0.5);
  g_assert_cmpfloat (rsc_range_bar_get_maximum (bar), ==, 2);
  g_assert_cmpfloat (rsc_range_bar_get_value (bar), ==, 1);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 1.0);
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_METER);
  g_object_unref (bar);
}

typedef struct
{
  int step;
  int end;
  double ratio;
  guint n_notified;
} Heard;

static void
on_step (RscTransportBar *bar, int step, Heard *heard)
{
  heard->step = step;
}

static void
on_end (RscTransportBar *bar, int end, Heard *heard)
{
  heard->end = end;
}

static void
on_scrubbed (RscTransportBar *bar, double ratio, Heard *heard)
{
  heard->ratio = ratio;
}

static gboolean
press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint c = 0; c < g_list_model_get_n_items (controllers); c++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, c);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                  ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                  : 0;

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                               gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

/* What each button and key of the transport bar says, and that it says nothing without a path. */
static void
test_transport_bar (void)
{
  static const double marks[] = { 0.5, 0.1, 0.02 };
  RscTransportBar *bar = g_object_ref_sink (RSC_TRANSPORT_BAR (rsc_transport_bar_new ()));
  GtkWidget *widget = GTK_WIDGET (bar);
  GtkWidget *scrubber = find_child (widget, RSC_TYPE_SCRUBBER);
  Heard heard = { 0, 0, 0, 0 };
  gboolean playing;
  double speed;

  g_signal_connect (bar, "step", G_CALLBACK (on_step), &heard);
  g_signal_connect (bar, "end", G_CALLBACK (on_end), &heard);
  g_signal_connect (bar, "scrubbed", G_CALLBACK (on_scrubbed), &heard);
  g_signal_connect_swapped (bar, "notify::playing", G_CALLBACK (count), &heard.n_notified);
  g_assert_false (gtk_widget_is_sensitive (find_button (widget, "Play (")));
  g_assert_false (press_key (widget, GDK_KEY_space));
  g_assert_false (press_key (widget, GDK_KEY_Right));
  g_assert_cmpuint (heard.n_notified, ==, 0);

  rsc_transport_bar_set_path (bar, 1e-3, 0.01, G_N_ELEMENTS (marks), marks);
  rsc_transport_bar_set_ratio (bar, 0.25);
  g_assert_cmpfloat (rsc_transport_bar_get_ratio (bar), ==, 0.25);
  gtk_test_accessible_assert_property (scrubber, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, log10 (0.25));
  gtk_test_accessible_assert_role (scrubber, GTK_ACCESSIBLE_ROLE_SLIDER);

  g_signal_emit_by_name (find_button (widget, "Play ("), "clicked");
  g_object_get (bar, "playing", &playing, NULL);
  g_assert_true (playing);
  g_assert_cmpuint (heard.n_notified, ==, 1);
  g_assert_nonnull (find_button (widget, "Pause"));
  g_assert_true (press_key (widget, GDK_KEY_space));
  g_object_get (bar, "playing", &playing, NULL);
  g_assert_false (playing);

  g_signal_emit_by_name (find_button (widget, "To the next event"), "clicked");
  g_assert_cmpint (heard.step, ==, 1);
  g_signal_emit_by_name (find_button (widget, "To the event before"), "clicked");
  g_assert_cmpint (heard.step, ==, -1);
  g_signal_emit_by_name (find_button (widget, "To the smallest"), "clicked");
  g_assert_cmpint (heard.end, ==, 1);
  g_signal_emit_by_name (find_button (widget, "To λₘₐₓ"), "clicked");
  g_assert_cmpint (heard.end, ==, -1);
  g_assert_true (press_key (widget, GDK_KEY_Right));
  g_assert_cmpint (heard.step, ==, 1);
  g_assert_true (press_key (widget, GDK_KEY_Left));
  g_assert_cmpint (heard.step, ==, -1);
  g_assert_true (press_key (widget, GDK_KEY_End));
  g_assert_cmpint (heard.end, ==, 1);
  g_assert_true (press_key (widget, GDK_KEY_Home));
  g_assert_cmpint (heard.end, ==, -1);

  g_signal_emit_by_name (scrubber, "scrubbed", 0.03);
  g_assert_cmpfloat (heard.ratio, ==, 0.03);
  g_object_set (bar, "speed", 4.0, "loop", TRUE, "backward", TRUE, NULL);
  g_object_get (bar, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_child (widget, GTK_TYPE_DROP_DOWN)), 0);
  g_object_get (bar, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 0.25);
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (widget, "Begin again"))));
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (widget, "Play backwards"))));
  g_object_unref (bar);
}

static RscPath *
make_path (const char *name)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  RscPath *path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return path;
}

static void
draw_path (RscPathView *view, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  RscPlotArea *area = RSC_PLOT_AREA (view);

  RSC_PLOT_AREA_GET_CLASS (area)->draw (area, rsc_plot_area_get_theme (area), cr, width, height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A moving cursor draws nothing but itself; what is shown belongs to the view. */
static void
test_path_view (void)
{
  RscPathView *view = g_object_ref_sink (RSC_PATH_VIEW (rsc_path_view_new ()));
  RscPathModel model;
  gsize labels[64];
  double lambda_max;
  gpointer curves;

  for (gsize k = 0; k < G_N_ELEMENTS (labels); k++)
    labels[k] = 63 - k;
  rsc_path_model_init (&model);
  draw_path (view, 480, 260);
  model.path = make_path ("polygon-6");
  lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (model.path));
  g_assert_cmpuint (rsc_path_get_n_ids (model.path), <=, G_N_ELEMENTS (labels));
  model.lambda_max = lambda_max;
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  model.labels = labels;
  for (int k = 0; k < 5; k++)
    {
      model.lambda = lambda_max * pow (10, -0.5 * k);
      rsc_path_view_set_model (view, &model, G_N_ELEMENTS (labels));
      draw_path (view, 480, 260);
      g_assert_cmpuint (rsc_path_view_get_n_still (view), ==, 2);
      g_assert_cmpfloat (rsc_path_view_get_model (view)->lambda, ==, model.lambda);
    }
  curves = rsc_path_view_get_model (view)->curves;
  g_assert_nonnull (curves);
  model.selected = 0;
  rsc_path_view_set_model (view, &model, G_N_ELEMENTS (labels));
  draw_path (view, 480, 260);
  g_assert_cmpuint (rsc_path_view_get_n_still (view), ==, 3);
  labels[0] = 7;
  rsc_path_view_set_model (view, &model, G_N_ELEMENTS (labels));
  g_assert_cmpuint (rsc_path_view_get_model (view)->labels[0], ==, 7);
  draw_path (view, 480, 260);
  g_assert_cmpuint (rsc_path_view_get_n_still (view), ==, 4);
  draw_path (view, 500, 260);
  g_assert_cmpuint (rsc_path_view_get_n_still (view), ==, 5);
  g_assert_true (rsc_path_view_get_model (view)->curves == curves);
  labels[0] = 99;
  g_assert_cmpuint (rsc_path_view_get_model (view)->labels[0], ==, 7);
  rsc_path_unref (model.path);
  draw_path (view, 480, 260);
  g_object_unref (view);
}

static void
test_views_hold_references (void)
{
  double x[2] = { 0, 1 }, y[2] = { 1, 2 }, w[2] = { 1, 0 };
  int sign = 1;
  gsize id = 0;
  RscFunctionView *view = g_object_ref_sink (RSC_FUNCTION_VIEW (rsc_function_view_new ()));
  RscFunctionModel model;

  rsc_function_model_init (&model);
  model.dataset = rsc_dataset_new ("two", 2, 1, x, y, NULL, NULL, NULL);
  model.network = rsc_network_new_from_convex (1, 2, TRUE, w, &sign, NULL);
  model.neuron_ids = &id;
  rsc_function_view_set_model (view, &model);
  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  id = 99;
  g_assert_cmpuint (rsc_dataset_get_n (rsc_function_view_get_model (view)->dataset), ==, 2);
  g_assert_cmpuint (rsc_function_view_get_model (view)->neuron_ids[0], ==, 0);
  g_object_unref (view);
}

/* Shown in a window, drawn, and gone without a trace, in light and in dark. */
static void
test_finalises (gconstpointer data)
{
  gboolean dark = GPOINTER_TO_INT (data);
  double x[4] = { 0, 1, 1, 0 }, y[2] = { 1, -1 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("two", 2, 2, x, y, NULL, NULL, NULL);
  GtkWidget *widgets[] = {
    rsc_function_view_new (), rsc_optimal_set_view_new (), rsc_lambda_scale_new (),
    rsc_range_bar_new (),     rsc_swatch_new (),           rsc_thumbnail_new (dataset),
    rsc_path_view_new (),     rsc_scrubber_new (),         rsc_transport_bar_new (),
  };
  gpointer weak[G_N_ELEMENTS (widgets)];
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RscFunctionModel model;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (widgets[0]), &model);
  g_assert_cmpint (rsc_plot_area_get_theme (RSC_PLOT_AREA (widgets[0]))->dark, ==, dark);
  for (guint k = 0; k < G_N_ELEMENTS (widgets); k++)
    {
      weak[k] = widgets[k];
      g_object_add_weak_pointer (G_OBJECT (widgets[k]), &weak[k]);
      gtk_box_append (GTK_BOX (box), widgets[k]);
    }
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  for (gint64 end = g_get_monotonic_time () + 200000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint k = 0; k < G_N_ELEMENTS (widgets); k++)
    g_assert_null (weak[k]);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/widgets/lambda-scale", test_lambda_scale);
  g_test_add_func ("/widgets/range-bar", test_range_bar);
  g_test_add_func ("/widgets/transport-bar", test_transport_bar);
  g_test_add_func ("/widgets/path-view", test_path_view);
  g_test_add_func ("/widgets/views-hold-references", test_views_hold_references);
  g_test_add_data_func ("/widgets/finalises/light", GINT_TO_POINTER (FALSE), test_finalises);
  g_test_add_data_func ("/widgets/finalises/dark", GINT_TO_POINTER (TRUE), test_finalises);

  return g_test_run ();
}
