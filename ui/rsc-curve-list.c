/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-curve-list.h"

#include <math.h>

#include "ui/rsc-swatch.h"
#include "ui/words/rsc-path-words.h"

struct _RscCurveList
{
  RscListPopover parent_instance;
};

G_DEFINE_FINAL_TYPE (RscCurveList, rsc_curve_list, RSC_TYPE_LIST_POPOVER)

static GtkWidget *
create_row (gsize label, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *swatch = rsc_swatch_new ();
  g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);
  GtkWidget *number = gtk_label_new (text);
  GtkWidget *what = gtk_label_new (words);

  rsc_swatch_set_neuron (RSC_SWATCH (swatch), label);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_width_chars (GTK_LABEL (number), 3);
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_box_append (GTK_BOX (row), number);
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), what);
  return row;
}

static void
rsc_curve_list_class_init (RscCurveListClass *klass)
{
}

static void
rsc_curve_list_init (RscCurveList *self)
{
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_LEFT);
}

RscCurveList *
rsc_curve_list_new (GtkWidget *parent)
{
  return RSC_CURVE_LIST (rsc_list_popover_new (RSC_TYPE_CURVE_LIST, parent));
}

static gsize
get_label (const RscPathModel *model, gsize id)
{
  return model->labels ? model->labels[id] : id;
}

static int
compare_labels (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gsize p = get_label (user_data, *(const gsize *) a);
  const gsize q = get_label (user_data, *(const gsize *) b);

  return (p > q) - (p < q);
}

static const RscPathCurve *
find_curve (const RscPathCurves *curves, gsize id)
{
  for (gsize k = 0; k < rsc_path_curves_get_n (curves); k++)
    if (rsc_path_curves_get (curves, k)->id == id)
      return rsc_path_curves_get (curves, k);
  return NULL;
}

void
rsc_curve_list_open (RscCurveList *self, const RscPathModel *model, double x, double y)
{
  RscListPopover *list = RSC_LIST_POPOVER (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_return_if_fail (RSC_IS_CURVE_LIST (self));
  g_return_if_fail (model != NULL && model->curves != NULL);

  rsc_list_popover_clear (list);
  for (gsize k = 0; k < rsc_path_curves_get_n (model->curves); k++)
    g_array_append_val (ids, rsc_path_curves_get (model->curves, k)->id);
  g_array_sort_with_data (ids, compare_labels, (gpointer) model);
  for (guint k = 0; k < ids->len; k++)
    {
      const gsize id = g_array_index (ids, gsize, k);
      const RscPathCurve *curve = find_curve (model->curves, id);
      g_autofree char *words = rsc_path_words_dup_curve (
        curve->knots[curve->n - 1].lambda / model->lambda_max,
        curve->knots[0].lambda / model->lambda_max,
        rsc_path_curves_get_y (model->curves) == RSC_PATH_Y_NORM ? curve->peak : NAN);
      g_autofree char *spoken =
        g_strdup_printf ("%" G_GSIZE_FORMAT ": %s", get_label (model, id) + 1, words);

      rsc_list_popover_add (list, id, create_row (get_label (model, id), words), spoken);
    }
  rsc_list_popover_open (list, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}
