/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-fit-list.h"

#include "ui/rsc-swatch.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-neuron-words.h"

#include <math.h>

struct _RscFitList
{
  RscPanel parent_instance;

  GtkListBox *rows;
  GPtrArray *known; /* of Row */
};

G_DEFINE_FINAL_TYPE (RscFitList, rsc_fit_list, RSC_TYPE_PANEL)

typedef struct
{
  RscFitList *list;
  gsize neuron;
  GtkCheckButton *axis;
  GtkLabel *direction;
  GtkLabel *norm;
  GtkLabel *range;
} Row;

static void
on_axis_toggled (GtkCheckButton *button, gpointer user_data)
{
  const Row *row = user_data;

  if (rsc_panel_is_updating (row->list))
    return;
  rsc_shown_fit_toggle_axis (rsc_document_get_fit (rsc_panel_get_document (row->list)),
                             row->neuron);
}

static GtkLabel *
add_label (GtkGrid *grid, int column, int line, float align, const char *class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_widget_add_css_class (label, "numeric");
  if (class)
    gtk_widget_add_css_class (label, class);
  gtk_grid_attach (grid, label, column, line, 1, 1);
  return GTK_LABEL (label);
}

static Row *
row_new (RscFitList *list, gsize neuron)
{
  Row *self = g_new0 (Row, 1);
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GtkWidget *swatch = rsc_swatch_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, neuron + 1);
  g_autofree char *axis = rsc_neuron_words_dup_axis (neuron + 1);

  self->list = list;
  self->neuron = neuron;
  self->axis = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_grid_set_column_spacing (grid, 8);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "fit-row");
  gtk_widget_set_valign (GTK_WIDGET (self->axis), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->axis), GTK_ACCESSIBLE_PROPERTY_LABEL, axis,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->axis), axis);
  gtk_grid_attach (grid, GTK_WIDGET (self->axis), 0, 0, 1, 2);
  gtk_label_set_label (add_label (grid, 1, 0, 0.5F, NULL), number);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  rsc_swatch_set_neuron (RSC_SWATCH (swatch), neuron);
  gtk_grid_attach (grid, swatch, 1, 1, 1, 1);
  self->direction = add_label (grid, 2, 0, 0, NULL);
  gtk_label_set_ellipsize (self->direction, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->direction), TRUE);
  self->norm = add_label (grid, 3, 0, 1, NULL);
  self->range = add_label (grid, 2, 1, 0, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->range), "dim-label");
  g_signal_connect (self->axis, "toggled", G_CALLBACK (on_axis_toggled), self);
  gtk_list_box_append (list->rows, GTK_WIDGET (grid));
  return self;
}

static void
row_free (gpointer data)
{
  Row *self = data;
  GtkWidget *grid = gtk_widget_get_parent (GTK_WIDGET (self->axis));

  g_signal_handlers_disconnect_by_data (self->axis, self);
  gtk_list_box_remove (self->list->rows, gtk_widget_get_parent (grid));
  g_free (self);
}

static void
show (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
row_update (Row *self, RscEqualFit *set, const double *point, double largest)
{
  RscDocument *document = rsc_panel_get_document (self->list);
  const RscNeuron *neuron = rsc_equal_fit_get_neuron (set, self->neuron);
  RscSolution *solution = rsc_document_get_solution (document);
  g_autofree char *range = rsc_equal_fit_words_dup_range (neuron->norm_min, neuron->norm_max);
  g_autofree char *norm =
    point ? rsc_neuron_words_dup_norm (point[self->neuron], largest) : g_strdup ("");
  const gsize *axes = NULL;
  const gsize n_axes = rsc_shown_fit_get_axes (rsc_document_get_fit (document), &axes);
  gboolean on = FALSE;

  for (gsize k = 0; k < n_axes; k++)
    on = on || axes[k] == self->neuron;
  gtk_check_button_set_active (self->axis, on);
  if (solution)
    {
      gsize d;
      g_autofree double *weights =
        rsc_neuron_words_dup_weights (rsc_solution_get_problem (solution), neuron->direction, &d);
      g_autofree char *direction = rsc_neuron_words_dup_direction (neuron->sign, d, weights);

      show (self->direction, direction);
    }
  show (self->norm, norm);
  show (self->range, range);
}

static void
rsc_fit_list_update (RscPanel *panel, guint parts)
{
  RscFitList *self = RSC_FIT_LIST (panel);
  RscDocument *document = rsc_panel_get_document (self);
  RscShownFit *fit = rsc_document_get_fit (document);
  RscEqualFit *set = rsc_shown_fit_is_active (fit) ? rsc_shown_fit_get_set (fit) : NULL;
  const gsize m = set ? rsc_equal_fit_get_n_neurons (set) : 0;
  g_autofree double *point = NULL;
  double largest = 0;

  if (!(parts & (RSC_DOCUMENT_FIT | RSC_DOCUMENT_NETWORK)))
    return;
  rsc_panel_begin_update (self);
  if (self->known->len > m)
    g_ptr_array_set_size (self->known, (int) m);
  while (self->known->len < m)
    g_ptr_array_add (self->known, row_new (self, self->known->len));
  point = set ? rsc_document_dup_fit_point (document) : NULL;
  for (gsize k = 0; point && k < m; k++)
    largest = fmax (largest, point[k]);
  for (guint k = 0; k < self->known->len; k++)
    row_update (self->known->pdata[k], set, point, largest);
  rsc_panel_end_update (self);
}

static void
rsc_fit_list_dispose (GObject *object)
{
  g_clear_pointer (&RSC_FIT_LIST (object)->known, g_ptr_array_unref);
  G_OBJECT_CLASS (rsc_fit_list_parent_class)->dispose (object);
}

static void
rsc_fit_list_class_init (RscFitListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_fit_list_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_fit_list_update;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-fit-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RscFitList, rows);
}

static void
rsc_fit_list_init (RscFitList *self)
{
  self->known = g_ptr_array_new_with_free_func (row_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
