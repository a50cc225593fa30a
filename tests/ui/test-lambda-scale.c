/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-lambda-scale.h"

#include <math.h>

#include "widgets.h"

static void
test_ratio (void)
{
  RscLambdaScale *scale = g_object_ref_sink (RSC_LAMBDA_SCALE (rsc_lambda_scale_new ()));
  GtkRange *range = GTK_RANGE (find_child (GTK_WIDGET (scale), GTK_TYPE_SCALE));
  GtkEntry *entry = GTK_ENTRY (find_child (GTK_WIDGET (scale), GTK_TYPE_ENTRY));
  guint notified = 0;
  double ratio;

  g_signal_connect_swapped (scale, "notify::ratio", G_CALLBACK (count_signal), &notified);
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

/* "settled" when the hand leaves: Return in the entry, or the focus that goes elsewhere; not at each
 * step, nor for what is no ratio. */
static void
test_settled (void)
{
  RscLambdaScale *scale = g_object_ref_sink (RSC_LAMBDA_SCALE (rsc_lambda_scale_new ()));
  GtkWidget *range = find_child (GTK_WIDGET (scale), GTK_TYPE_SCALE);
  GtkWidget *entry = find_child (GTK_WIDGET (scale), GTK_TYPE_ENTRY);
  GtkEventController *focus = find_controller (entry, GTK_TYPE_EVENT_CONTROLLER_FOCUS);
  guint settled = 0, notified = 0;

  g_signal_connect_swapped (scale, "settled", G_CALLBACK (count_signal), &settled);
  g_signal_connect_swapped (scale, "notify::ratio", G_CALLBACK (count_signal), &notified);
  gtk_range_set_value (GTK_RANGE (range), -2.5);
  g_assert_cmpuint (settled, ==, 0);
  g_assert_cmpuint (notified, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.25");
  g_assert_cmpuint (settled, ==, 0);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (settled, ==, 1);
  g_assert_cmpuint (notified, ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (settled, ==, 1);

  /* Leaving puts back what was no ratio, and takes what was one. */
  g_assert_nonnull (focus);
  g_signal_emit_by_name (focus, "leave");
  g_assert_cmpuint (settled, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.25");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  /* As it is typed where a comma parts the decimals. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "0,5");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "0,125 ");
  g_signal_emit_by_name (focus, "leave");
  g_assert_cmpuint (settled, ==, 2);
  g_assert_cmpuint (notified, ==, 3);
  g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 0.125);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.125");
  g_object_unref (scale);
}

/* Decimals with a comma are as good as with a point, whatever the locale writes; one that groups is not a
 * number here. */
static void
test_decimal_comma (void)
{
  static const char *const bad[] = { "0,0,5", "1,000.5", ",", "0,x", "" };
  RscLambdaScale *scale = g_object_ref_sink (RSC_LAMBDA_SCALE (rsc_lambda_scale_new ()));
  GtkWidget *entry = find_child (GTK_WIDGET (scale), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "0,05");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 0.05);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.05");
  gtk_editable_set_text (GTK_EDITABLE (entry), " 2,5e-3 ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 2.5e-3);
  for (guint k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), bad[k]);
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpfloat (rsc_lambda_scale_get_ratio (scale), ==, 2.5e-3);
    }
  g_object_unref (scale);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_lambda_scale_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/lambda-scale/ratio", test_ratio);
  g_test_add_func ("/lambda-scale/settled", test_settled);
  g_test_add_func ("/lambda-scale/decimal-comma", test_decimal_comma);
  g_test_add_func ("/lambda-scale/finalises", test_finalises);

  return g_test_run ();
}
