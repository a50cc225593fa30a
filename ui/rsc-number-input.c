/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-number-input.h"

#include <string.h>

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
