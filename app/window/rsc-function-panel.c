/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-function-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/rsc-export.h"
#include "ui/rsc-function-view.h"

struct _RscFunctionPanel
{
  GtkWidget parent_instance;

  RscDocument *document;
  gboolean updating;
  guint pending; /* parts that changed while the panel was hidden */
  RscFunctionHit hit;

  GtkWidget *modes;
  GtkToggleButton *value_button;
  GtkToggleButton *slice_button;
  GtkToggleButton *envelope_button;
  GtkWidget *features;
  GtkDropDown *feature_x;
  GtkDropDown *feature_y;
  RscFunctionView *view;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscFunctionPanel, rsc_function_panel, GTK_TYPE_WIDGET)

static gsize
get_n_features (RscFunctionPanel *self)
{
  RscDataset *dataset = rsc_document_get_state (self->document)->train;

  return dataset ? rsc_dataset_get_d (dataset) : 0;
}

/* Labels of the network's neurons, or NULL. */
static gsize *
dup_labels (RscFunctionPanel *self)
{
  const gsize *ids = rsc_document_get_neuron_ids (self->document);
  gsize width;
  gsize *labels;

  if (!ids)
    return NULL;
  width = rsc_network_get_width (rsc_document_get_network (self->document));
  labels = g_new (gsize, MAX (width, 1));
  for (gsize k = 0; k < width; k++)
    labels[k] = rsc_document_get_label (self->document, ids[k]);
  return labels;
}

/* What pruning started from, while the picked network is a later step of it. */
static RscNetwork *
get_before (RscFunctionPanel *self)
{
  RscPruner *pruner = rsc_document_get_pruner (self->document);

  return rsc_pruner_is_active (pruner) && rsc_pruner_get_position (pruner) > 0
           ? rsc_pruning_get_state (rsc_pruner_get_walk (pruner), 0)->network
           : NULL;
}

static void
update_view (RscFunctionPanel *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  RscPathRanges *ranges;
  g_autofree gsize *ids = NULL;
  RscFunctionModel model;

  ids = dup_labels (self);
  rsc_function_model_init (&model);
  model.mode = state->mode;
  model.dataset = rsc_document_get_train (self->document);
  model.test = model.dataset == state->train ? state->test : NULL;
  model.network = rsc_document_get_network (self->document);
  model.before = get_before (self);
  model.neuron_ids = ids;
  model.envelope = rsc_document_get_envelope (self->document);
  model.feature_x = state->feature_x;
  model.feature_y = state->feature_y;
  model.selected = rsc_document_get_selected_label (self->document);
  model.hovered = rsc_document_get_hovered_label (self->document);
  model.hovered_point = rsc_document_get_hovered_point (self->document);
  ranges = rsc_document_get_ranges (self->document);
  if (ranges)
    rsc_path_ranges_get_values (ranges, rsc_function_model_get_effective_mode (&model),
                                &model.value_low, &model.value_high);
  rsc_function_view_set_model (self->view, &model);
}

static char *
describe_hit (RscFunctionPanel *self)
{
  RscDataset *dataset = rsc_document_get_train (self->document);
  const RscFunctionHit *hit = &self->hit;
  GString *text = g_string_new (NULL);
  gsize d = rsc_dataset_get_d (dataset);

  if (hit->point >= 0 && (gsize) hit->point < rsc_dataset_get_n (dataset))
    {
      const double *x = rsc_dataset_get_x (dataset) + (gsize) hit->point * d;

      g_string_append_printf (text, _ ("Row %" G_GSSIZE_FORMAT ":"), hit->point + 1);
      for (gsize k = 0; k < MIN (d, 4); k++)
        g_string_append_printf (text, " %s = %.4g,", rsc_dataset_get_feature_name (dataset, k),
                                x[k]);
      if (d > 4)
        g_string_append (text, " …,");
      g_string_append_printf (text, " %s = %.4g", rsc_dataset_get_target_name (dataset),
                              rsc_dataset_get_y (dataset)[hit->point]);
    }
  else if (d >= 1 && d <= 2 && isfinite (hit->x))
    {
      g_string_append_printf (text, "%s = %.4g", rsc_dataset_get_feature_name (dataset, 0), hit->x);
      if (d == 2 && isfinite (hit->y))
        g_string_append_printf (text, ", %s = %.4g", rsc_dataset_get_feature_name (dataset, 1),
                                hit->y);
    }
  if (isfinite (hit->value))
    g_string_append_printf (text, "%sf = %.4g", text->len > 0 ? "  ·  " : "", hit->value);
  if (hit->neuron >= 0)
    {
      if (text->len > 0)
        g_string_append (text, "  ·  ");
      g_string_append_printf (text, _ ("here neuron %" G_GSSIZE_FORMAT " switches on"),
                              hit->neuron + 1);
    }
  return g_string_free (text, FALSE);
}

/* max |f - f_start| over @n points. */
static double
measure_change (RscFunctionPanel *self, RscNetwork *start, gsize n, const double *x)
{
  g_autofree double *before = g_new (double, MAX (n, 1));
  g_autofree double *after = g_new (double, MAX (n, 1));
  double change = 0;

  rsc_network_predict (start, n, x, before);
  rsc_network_predict (rsc_document_get_network (self->document), n, x, after);
  for (gsize i = 0; i < n; i++)
    change = fmax (change, fabs (after[i] - before[i]));
  return change;
}

/* The same over the picture, for one or two features; NaN for others. */
static double
measure_change_elsewhere (RscFunctionPanel *self, RscNetwork *start)
{
  RscDataset *dataset = rsc_document_get_train (self->document);
  gsize d = rsc_dataset_get_d (dataset);
  gsize side = d == 1 ? 241 : 41;
  gsize n = d == 1 ? side : side * side;
  double low[2], high[2];
  g_autofree double *x = NULL;

  if (d < 1 || d > 2)
    return NAN;
  for (gsize k = 0; k < d; k++)
    rsc_function_plot_get_range (dataset, k, &low[k], &high[k]);
  x = g_new (double, n *d);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      {
        double t = (double) (k == 0 ? i % side : i / side) / (double) (side - 1);

        x[i * d + k] = low[k] + t * (high[k] - low[k]);
      }
  return measure_change (self, start, n, x);
}

/* What pruning did to the function since its start. */
static char *
describe_change (RscFunctionPanel *self, RscNetwork *start)
{
  RscDataset *dataset = rsc_document_get_train (self->document);
  const double *y = rsc_dataset_get_y (dataset);
  double change =
    measure_change (self, start, rsc_dataset_get_n (dataset), rsc_dataset_get_x (dataset));
  double elsewhere = measure_change_elsewhere (self, start);
  double scale = 0;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
    scale = fmax (scale, fabs (y[i]));
  if (change <= 1e-9 * scale)
    g_string_append_printf (text, _ ("Pruned: same on the data (%.0e)"), change);
  else
    g_string_append_printf (text, _ ("Pruned: up to %.2g apart on the data"), change);
  if (!isnan (elsewhere))
    {
      if (elsewhere <= 1e-9 * scale)
        g_string_append (text, _ (" and elsewhere"));
      else
        g_string_append_printf (text, _ (", up to %.2g apart elsewhere"), elsewhere);
    }
  return g_string_free (text, FALSE);
}

static void
update_caption (RscFunctionPanel *self)
{
  RscNetwork *start = get_before (self);
  double change = rsc_document_get_fit_change (self->document);
  g_autofree char *text = NULL;

  if (self->hit.inside && rsc_document_get_state (self->document)->train)
    text = describe_hit (self);
  else if (start && rsc_document_get_network (self->document))
    text = describe_change (self, start);
  else if (rsc_document_get_network (self->document) && isfinite (change))
    text = change == 0 ? g_strdup (_ ("Training fit: exactly that of every optimal network"))
                       : g_strdup_printf (
                         _ ("Training fit: that of every optimal network, to within %.0e"), change);
  gtk_label_set_label (self->caption, text ? text : "");
}

static void
fill_features (GtkDropDown *drop_down, RscDataset *dataset)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize k = 0; dataset && k < rsc_dataset_get_d (dataset); k++)
    gtk_string_list_append (names, rsc_dataset_get_feature_name (dataset, k));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
}

static void
update_controls (RscFunctionPanel *self, gboolean refill)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  gsize d = get_n_features (self);

  self->updating = TRUE;
  if (refill)
    {
      fill_features (self->feature_x, state->train);
      fill_features (self->feature_y, state->train);
    }
  /* With one feature the band belongs to the curve, and with none there is only the fit. */
  gtk_widget_set_visible (self->modes, d >= 2);
  gtk_button_set_label (GTK_BUTTON (self->value_button), d > 2 ? _ ("Fit") : _ ("Function"));
  gtk_widget_set_visible (GTK_WIDGET (self->slice_button), d > 2);
  gtk_widget_set_visible (
    self->features,
    d > 2 && (state->mode == RSC_FUNCTION_SLICE || state->mode == RSC_FUNCTION_ENVELOPE));
  gtk_toggle_button_set_active (state->mode == RSC_FUNCTION_SLICE      ? self->slice_button
                                : state->mode == RSC_FUNCTION_ENVELOPE ? self->envelope_button
                                                                       : self->value_button,
                                TRUE);
  if (d > 2)
    {
      gtk_drop_down_set_selected (self->feature_x, (guint) state->feature_x);
      gtk_drop_down_set_selected (self->feature_y, (guint) state->feature_y);
    }
  self->updating = FALSE;
}

static void
update (RscFunctionPanel *self, guint parts)
{
  if (parts & RSC_DOCUMENT_DATA)
    self->hit.inside = FALSE;
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW))
    update_controls (self, (parts & RSC_DOCUMENT_DATA) != 0);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK
         | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER))
    update_view (self);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_HOVER))
    update_caption (self);
}

/* What nobody sees waits until it is shown. */
static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self, parts);
  else
    self->pending |= parts;
}

static void
on_shown (GtkWidget *widget, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (widget);
  guint parts = self->pending;

  self->pending = 0;
  if (parts && self->document)
    update (self, parts);
}

static void
on_mode_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);
  RscDocumentState *after;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  after = rsc_document_state_copy (rsc_document_get_state (self->document));
  after->mode = button == self->slice_button      ? RSC_FUNCTION_SLICE
                : button == self->envelope_button ? RSC_FUNCTION_ENVELOPE
                                                  : RSC_FUNCTION_VALUE;
  rsc_document_apply (self->document, _ ("Change the function picture"), RSC_CHANGE_SINGLE, after);
}

static void
on_feature_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);
  const RscDocumentState *state = rsc_document_get_state (self->document);
  guint x = gtk_drop_down_get_selected (self->feature_x);
  guint y = gtk_drop_down_get_selected (self->feature_y);
  RscDocumentState *after;

  if (self->updating || x == GTK_INVALID_LIST_POSITION || y == GTK_INVALID_LIST_POSITION)
    return;
  /* The same feature twice would be no plane: the other one takes the place that became free. */
  if (x == y)
    {
      if (drop_down == G_OBJECT (self->feature_x))
        y = (guint) state->feature_x;
      else
        x = (guint) state->feature_y;
    }
  after = rsc_document_state_copy (state);
  after->feature_x = x;
  after->feature_y = y;
  rsc_document_apply (self->document, _ ("Choose features"), RSC_CHANGE_SINGLE, after);
}

static void
on_hovered (RscFunctionView *view, const RscFunctionHit *hit, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  self->hit = *hit;
  rsc_document_hover (self->document, hit->inside ? hit->neuron : -1,
                      hit->inside ? hit->point : -1);
  update_caption (self);
}

static void
on_activated (RscFunctionView *view, const RscFunctionHit *hit, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  rsc_document_select_label (self->document, hit->neuron);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  rsc_export_picture (RSC_PLOT_AREA (self->view), "function");
}

/* On the picture, where the keys of the path work too. */
static gboolean
rsc_function_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RSC_FUNCTION_PANEL (widget)->view));
}

static void
rsc_function_panel_dispose (GObject *object)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (object);
  GtkWidget *child;

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (rsc_function_panel_parent_class)->dispose (object);
}

static void
rsc_function_panel_class_init (RscFunctionPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_function_panel_dispose;
  widget_class->grab_focus = rsc_function_panel_grab_focus;
  g_type_ensure (RSC_TYPE_FUNCTION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-function-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, modes);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, value_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, slice_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, envelope_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, features);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, feature_x);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, feature_y);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_feature_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rsc_function_panel_init (RscFunctionPanel *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
  g_signal_connect (self, "show", G_CALLBACK (on_shown), NULL);
}

void
rsc_function_panel_set_document (RscFunctionPanel *self, RscDocument *document)
{
  g_return_if_fail (RSC_IS_FUNCTION_PANEL (self));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  update (self, RSC_DOCUMENT_ALL);
}
