/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-curve-list.h"

#include <math.h>

#include "ui/rsc-swatch.h"
#include "ui/words/rsc-path-words.h"

struct _RscCurveList
{
  GtkPopover parent_instance;

  GtkListBox *rows;
  GArray *ids; /* gsize; of each row */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscCurveList, rsc_curve_list, GTK_TYPE_POPOVER)

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
on_row_activated (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  RscCurveList *self = RSC_CURVE_LIST (user_data);
  const guint k = (guint) gtk_list_box_row_get_index (row);

  if (k >= self->ids->len)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, (int) g_array_index (self->ids, gsize, k));
}

static void
rsc_curve_list_finalize (GObject *object)
{
  g_array_unref (RSC_CURVE_LIST (object)->ids);
  G_OBJECT_CLASS (rsc_curve_list_parent_class)->finalize (object);
}

static void
rsc_curve_list_class_init (RscCurveListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_curve_list_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_CURVE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_curve_list_init (RscCurveList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->ids = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->rows));
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_LEFT);
  gtk_widget_add_css_class (GTK_WIDGET (self), "events");
}

RscCurveList *
rsc_curve_list_new (GtkWidget *parent)
{
  RscCurveList *self = g_object_new (RSC_TYPE_CURVE_LIST, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
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
  GtkListBoxRow *row;

  g_return_if_fail (RSC_IS_CURVE_LIST (self));
  g_return_if_fail (model != NULL && model->curves != NULL);

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  g_array_set_size (self->ids, 0);
  for (gsize k = 0; k < rsc_path_curves_get_n (model->curves); k++)
    g_array_append_val (self->ids, rsc_path_curves_get (model->curves, k)->id);
  g_array_sort_with_data (self->ids, compare_labels, (gpointer) model);
  for (guint k = 0; k < self->ids->len; k++)
    {
      const gsize id = g_array_index (self->ids, gsize, k);
      const RscPathCurve *curve = find_curve (model->curves, id);
      g_autofree char *words = rsc_path_words_dup_curve (
        curve->knots[curve->n - 1].lambda / model->lambda_max,
        curve->knots[0].lambda / model->lambda_max,
        rsc_path_curves_get_y (model->curves) == RSC_PATH_Y_NORM ? curve->peak : NAN);
      g_autofree char *spoken =
        g_strdup_printf ("%" G_GSIZE_FORMAT ": %s", get_label (model, id) + 1, words);

      gtk_list_box_append (self->rows, create_row (get_label (model, id), words));
      gtk_accessible_update_property (
        GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (self->rows, (int) k)),
        GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self));
}

gsize
rsc_curve_list_get_n (RscCurveList *self)
{
  g_return_val_if_fail (RSC_IS_CURVE_LIST (self), 0);
  return self->ids->len;
}

gsize
rsc_curve_list_get_id (RscCurveList *self, gsize row)
{
  g_return_val_if_fail (RSC_IS_CURVE_LIST (self), 0);
  g_return_val_if_fail (row < self->ids->len, 0);
  return g_array_index (self->ids, gsize, row);
}
