/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-number-input.h"

#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-number-reader.h"

int
rsc_number_input_parse (GtkSpinButton *spin, double *value, gpointer user_data)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  double typed;

  /* GTK takes the value of an error too: the one that was there. */
  *value = gtk_spin_button_get_value (spin);
  if (!rsc_number_reader_parse (text, &typed)
      || (gtk_spin_button_get_digits (spin) == 0 && strpbrk (text, ".,")))
    return GTK_INPUT_ERROR;
  *value = typed;
  return TRUE;
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
