/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-label.h"

#include "ui/rsc-look.h"
#include "ui/rsc-tip.h"

/* From here on text is enlarged; the lines that it has then are as many as leave a picture. */
#define ENLARGED 1.3
#define ENLARGED_LINES 5

/* Where a label keeps the lines that it has else, and whether it is steady. */
#define LINES_KEY "rsc-label-lines"
#define STEADY_KEY "rsc-label-steady"

void
rsc_label_set (GtkLabel *label, const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  if (!g_str_equal (gtk_label_get_label (label), text ? text : ""))
    gtk_label_set_label (label, text ? text : "");
}

static void
update_lines (GtkLabel *label)
{
  const int lines = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (label), LINES_KEY));
  const gboolean enlarged = rsc_look_get_scale () >= ENLARGED;

  gtk_label_set_wrap (label, enlarged || lines > 1);
  gtk_label_set_lines (label, enlarged ? ENLARGED_LINES : lines);
  if (enlarged && g_object_get_data (G_OBJECT (label), STEADY_KEY))
    gtk_widget_add_css_class (GTK_WIDGET (label), "enlarged");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "enlarged");
}

void
rsc_label_keep_whole (GtkLabel *label, gboolean steady)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_object_set_data (G_OBJECT (label), LINES_KEY, GINT_TO_POINTER (gtk_label_get_lines (label)));
  g_object_set_data (G_OBJECT (label), STEADY_KEY, GINT_TO_POINTER (steady));
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  rsc_tip_show_whole (label);
  rsc_look_connect (label, G_CALLBACK (update_lines));
  update_lines (label);
}
