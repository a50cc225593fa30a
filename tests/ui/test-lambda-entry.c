/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-lambda-entry.h"

#include <math.h>
#include <string.h>

#include "widgets.h"

static void
test_ratio (void)
{
  RscLambdaEntry *lambda = g_object_ref_sink (RSC_LAMBDA_ENTRY (rsc_lambda_entry_new ()));
  GtkEntry *entry = GTK_ENTRY (find_child (GTK_WIDGET (lambda), GTK_TYPE_ENTRY));
  guint notified = 0;
  double ratio;

  g_signal_connect_swapped (lambda, "notify::ratio", G_CALLBACK (count_signal), &notified);
  g_object_set (lambda, "ratio", 0.01, NULL);
  g_object_get (lambda, "ratio", &ratio, NULL);
  g_assert_cmpfloat (ratio, ==, 0.01);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.01");
  rsc_lambda_entry_set_ratio (lambda, 0.01);
  g_assert_cmpuint (notified, ==, 1);

  rsc_lambda_entry_set_ratio (lambda, 0.3162);
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.3162");

  /* Typed values may leave the line's end, but not [0, 1]; 0 is λ → 0. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "1e-6");
  g_assert_cmpuint (notified, ==, 2);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (notified, ==, 3);
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 1e-6);
  for (guint k = 0; k < 5; k++)
    {
      static const char *const bad[] = { "-1", "-0.1", "1.5", "abc", "0.1x" };

      gtk_editable_set_text (GTK_EDITABLE (entry), bad[k]);
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpuint (notified, ==, 3);
    }

  gtk_editable_set_text (GTK_EDITABLE (entry), "0");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (notified, ==, 4);
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 0);

  /* The digits that are shown do not round what they were not typed for. */
  rsc_lambda_entry_set_ratio (lambda, 1.0 / 3);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 1.0 / 3);
  g_object_unref (lambda);
}

/* "settled" when the hand leaves: Return in the entry, or the focus that goes elsewhere; not at
 * each step, nor for what is no ratio. */
static void
test_settled (void)
{
  RscLambdaEntry *lambda = g_object_ref_sink (RSC_LAMBDA_ENTRY (rsc_lambda_entry_new ()));
  GtkWidget *entry = find_child (GTK_WIDGET (lambda), GTK_TYPE_ENTRY);
  GtkEventController *focus = find_controller (entry, GTK_TYPE_EVENT_CONTROLLER_FOCUS);
  guint settled = 0, notified = 0;

  g_signal_connect_swapped (lambda, "settled", G_CALLBACK (count_signal), &settled);
  g_signal_connect_swapped (lambda, "notify::ratio", G_CALLBACK (count_signal), &notified);
  rsc_lambda_entry_set_ratio (lambda, 3e-3);
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
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 0.125);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.125");
  g_object_unref (lambda);
}

/* Decimals with a comma are as good as with a point, whatever the locale writes; one that groups is
 * not a number here. */
static void
test_decimal_comma (void)
{
  static const char *const bad[] = { "0,0,5", "1,000.5", ",", "0,x", "" };
  RscLambdaEntry *lambda = g_object_ref_sink (RSC_LAMBDA_ENTRY (rsc_lambda_entry_new ()));
  GtkWidget *entry = find_child (GTK_WIDGET (lambda), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "0,05");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 0.05);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.05");
  gtk_editable_set_text (GTK_EDITABLE (entry), " 2,5e-3 ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 2.5e-3);
  for (guint k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), bad[k]);
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 2.5e-3);
    }
  g_object_unref (lambda);
}

static void
take_refusal (RscLambdaEntry *lambda, const char *why, char **text)
{
  g_free (*text);
  *text = g_strdup (why);
}

/* What is no λ is said why, with what can be written, until it is one; a fraction is one. */
static void
test_refused (void)
{
  RscLambdaEntry *lambda = g_object_ref_sink (RSC_LAMBDA_ENTRY (rsc_lambda_entry_new ()));
  GtkEntry *entry = GTK_ENTRY (find_child (GTK_WIDGET (lambda), GTK_TYPE_ENTRY));
  g_autofree char *text = NULL;

  g_signal_connect (lambda, "refused", G_CALLBACK (take_refusal), &text);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (entry)), "1/3"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "a third");
  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "a third"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (entry)), ==, text);
  g_assert_nonnull (gtk_entry_get_icon_name (entry, GTK_ENTRY_ICON_SECONDARY));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1/3");
  g_assert_null (text);
  g_assert_null (gtk_entry_get_icon_name (entry, GTK_ENTRY_ICON_SECONDARY));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat_with_epsilon (rsc_lambda_entry_get_ratio (lambda), 1.0 / 3, 1e-15);
  g_object_unref (lambda);
}

/* λ itself beside it, once λ_max is known. */
static void
test_lambda (void)
{
  RscLambdaEntry *lambda = RSC_LAMBDA_ENTRY (rsc_lambda_entry_new ());
  GtkWindow *window = show_widget (GTK_WIDGET (lambda), 300, 40);

  rsc_lambda_entry_set_lambda (lambda, 0.11547);
  g_assert_nonnull (find_label (GTK_WIDGET (lambda), "= 0.1155"));
  rsc_lambda_entry_set_lambda (lambda, NAN);
  g_assert_null (find_label (GTK_WIDGET (lambda), "= 0.1155"));
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_lambda_entry_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/lambda-entry/ratio", test_ratio);
  g_test_add_func ("/lambda-entry/settled", test_settled);
  g_test_add_func ("/lambda-entry/decimal-comma", test_decimal_comma);
  g_test_add_func ("/lambda-entry/refused", test_refused);
  g_test_add_func ("/lambda-entry/lambda", test_lambda);
  g_test_add_func ("/lambda-entry/finalises", test_finalises);

  return g_test_run ();
}
