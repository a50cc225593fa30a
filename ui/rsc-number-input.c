/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-number-input.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-number-reader.h"

/* Data of a field whose text was not taken when it was asked last. */
#define REFUSED "rsc-refused"

/* Why @text is not taken; not while the window goes. */
static void
tell (GtkSpinButton *spin, const char *text, gboolean whole)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (spin);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (spin));
  g_autofree char *refusal = rsc_number_reader_dup_refusal (
    text, whole, gtk_adjustment_get_lower (adjustment), gtk_adjustment_get_upper (adjustment),
    gtk_adjustment_get_value (adjustment));

  if (root && gtk_widget_get_mapped (GTK_WIDGET (root)))
    gtk_widget_activate_action (GTK_WIDGET (spin), "win.tell", "s", refusal);
}

static int
parse (GtkSpinButton *spin, gboolean whole, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (spin);
  const double lower = gtk_adjustment_get_lower (adjustment);
  const double upper = gtk_adjustment_get_upper (adjustment);
  /* The ends as the field shows them itself, rounded, are within it. */
  const double slack = whole ? 0.0 : 0.5 * pow (10.0, -(double) gtk_spin_button_get_digits (spin));
  double typed;
  const gboolean refused = !rsc_number_reader_parse (text, &typed) || typed < lower - slack
                           || typed > upper + slack
                           || (whole && (strpbrk (text, ".,") || typed != floor (typed)));

  g_object_set_data (G_OBJECT (spin), REFUSED, GINT_TO_POINTER (refused));
  /* GTK takes the value of an error too: the one that was there. */
  *value = gtk_spin_button_get_value (spin);
  if (refused)
    {
      tell (spin, text, whole);
      return GTK_INPUT_ERROR;
    }
  *value = CLAMP (typed, lower, upper);
  return TRUE;
}

int
rsc_number_input_parse (GtkSpinButton *spin, double *value, gpointer user_data)
{
  return parse (spin, gtk_spin_button_get_digits (spin) == 0, value);
}

int
rsc_number_input_parse_real (GtkSpinButton *spin, double *value, gpointer user_data)
{
  return parse (spin, FALSE, value);
}

gboolean
rsc_number_input_show (GtkSpinButton *spin, gpointer user_data)
{
  const char *before = gtk_editable_get_text (GTK_EDITABLE (spin));
  g_autofree char *text = rsc_number_words_dup_fixed (gtk_spin_button_get_value (spin),
                                                      (int) gtk_spin_button_get_digits (spin), 0);

  /* What is after the last digit that says something. */
  if (strpbrk (text, ".,"))
    {
      gsize n = strlen (text);

      while (n > 0 && text[n - 1] == '0')
        text[--n] = '\0';
      if (n > 0 && strchr (".,", text[n - 1]))
        text[n - 1] = '\0';
    }
  if (g_strcmp0 (before, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

gboolean
rsc_number_input_settle (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  if (!gtk_widget_get_mapped (widget))
    return TRUE;
  if (GTK_IS_SPIN_BUTTON (widget))
    {
      gtk_spin_button_update (GTK_SPIN_BUTTON (widget));
      if (!g_object_get_data (G_OBJECT (widget), REFUSED))
        return TRUE;
      gtk_widget_grab_focus (widget);
      gtk_editable_select_region (GTK_EDITABLE (widget), 0, -1);
      return FALSE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (!rsc_number_input_settle (child))
      return FALSE;
  return TRUE;
}

void
rsc_number_input_set_sensitive (GtkSpinButton *spin, gboolean sensitive)
{
  GtkWidget *widget = GTK_WIDGET (spin);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (!sensitive && root
      && (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_sensitive (widget, sensitive);
}

gboolean
rsc_number_input_settle_window (GtkWidget *widget)
{
  return rsc_number_input_settle (GTK_WIDGET (gtk_widget_get_root (widget)));
}
