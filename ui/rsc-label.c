/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-label.h"

void
rsc_label_set (GtkLabel *label, const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  if (!g_str_equal (gtk_label_get_label (label), text ? text : ""))
    gtk_label_set_label (label, text ? text : "");
}
