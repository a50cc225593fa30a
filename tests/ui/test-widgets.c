/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets that know no document: properties, notifications, finalisation. */
#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "ui/rsc-function-view.h"
#include "ui/rsc-lambda-scale.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-range-bar.h"
#include "ui/rsc-swatch.h"
#include "ui/rsc-thumbnail.h"

static void
count (guint *n)
{
  (*n)++;
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found)
        return found;
    }
  return NULL;
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
  g_test_add_func ("/widgets/views-hold-references", test_views_hold_references);
  g_test_add_data_func ("/widgets/finalises/light", GINT_TO_POINTER (FALSE), test_finalises);
  g_test_add_data_func ("/widgets/finalises/dark", GINT_TO_POINTER (TRUE), test_finalises);

  return g_test_run ();
}
