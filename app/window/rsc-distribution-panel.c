/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-distribution-panel.h"

#include <math.h>

#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-set-absence.h"
#include "ui/plot/rsc-function-model.h"
#include "ui/rsc-distribution-view.h"
#include "ui/rsc-label.h"
#include "ui/words/rsc-distribution-words.h"
#include "ui/words/rsc-walk-words.h"

/* Of what does not hold now. */
#define PALE 0.45

struct _RscDistributionPanel
{
  RscPanel parent_instance;

  RscDistributionView *view;
  GtkLabel *absence;
  GtkDropDown *kind;
  GtkWidget *low_button;
  GtkWidget *high_button;
  GtkLabel *caption;

  RscDistribution *named; /* the distribution that @name was found for, or NULL */
  char *name;             /* of the neuron that it is of */
};

G_DEFINE_FINAL_TYPE (RscDistributionPanel, rsc_distribution_panel, RSC_TYPE_PANEL)

static RscSpread *
get_spread (gpointer panel)
{
  return rsc_document_get_spread (rsc_panel_get_document (panel));
}

/* Whether the distribution is of the set that is on show. */
static gboolean
is_of_shown_set (RscDistributionPanel *self)
{
  const RscDistribution *distribution = rsc_spread_get_distribution (get_spread (self));

  return distribution
         && rsc_distribution_get_set (distribution)
              == rsc_document_get_set (rsc_panel_get_document (self));
}

/* What the neuron is called: its label while its set is on show, and as it was called then. */
static void
update_name (RscDistributionPanel *self)
{
  RscDistribution *distribution = rsc_spread_get_distribution (get_spread (self));
  const RscLabelling *labelling = rsc_document_get_labelling (rsc_panel_get_document (self));
  gsize neuron;

  if (distribution == self->named)
    return;
  g_clear_pointer (&self->named, rsc_distribution_unref);
  g_clear_pointer (&self->name, g_free);
  if (!distribution)
    return;
  self->named = rsc_distribution_ref (distribution);
  neuron = distribution->scalar.neuron;
  if (distribution->scalar.kind == RSC_SCALAR_NORM && is_of_shown_set (self)
      && neuron < rsc_labelling_get_n (labelling))
    self->name =
      g_strdup_printf ("%" G_GSIZE_FORMAT, rsc_labelling_get_labels (labelling)[neuron] + 1);
}

static double
measure_picked (RscDistributionPanel *self)
{
  const RscDistribution *distribution = rsc_spread_get_distribution (get_spread (self));
  const double *a =
    rsc_picked_network_get_point (rsc_document_get_picked (rsc_panel_get_document (self)));

  return a && is_of_shown_set (self)
           ? rsc_scalar_measure (rsc_distribution_get_set (distribution), &distribution->scalar, a)
           : NAN;
}

static void
update_view (RscDistributionPanel *self)
{
  RscSpread *spread = get_spread (self);
  RscDistributionModel model = { .distribution = rsc_spread_get_distribution (spread) };
  const gboolean current = rsc_spread_is_current (spread);

  update_name (self);
  model.neuron_name = self->name;
  model.picked = current ? measure_picked (self) : NAN;
  rsc_distribution_view_set_model (self->view, &model);
  gtk_widget_set_opacity (GTK_WIDGET (self->view), current ? 1.0 : PALE);
}

static void
update_controls (RscDistributionPanel *self)
{
  RscSpread *spread = get_spread (self);
  const RscDistribution *distribution = rsc_spread_get_distribution (spread);
  const gboolean holds = distribution && rsc_spread_is_current (spread);

  rsc_panel_begin_update (self);
  gtk_drop_down_set_selected (self->kind, (guint) rsc_spread_get_kind (spread));
  rsc_panel_end_update (self);
  gtk_widget_set_sensitive (self->low_button, holds && distribution->at_low
                                                && !rsc_distribution_is_single (distribution));
  gtk_widget_set_sensitive (self->high_button, holds && distribution->at_high
                                                 && !rsc_distribution_is_single (distribution));
}

static gboolean
is_set_several (RscDistributionPanel *self)
{
  const RscOptimalSet *set = rsc_document_get_set (rsc_panel_get_document (self));

  return set && !rsc_optimal_set_is_unique (set);
}

/* Whether the picture of the function has places, and not only what is predicted. */
static gboolean
has_plane (RscDistributionPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  RscFunctionModel model;

  rsc_function_model_init (&model);
  model.mode = state->mode;
  model.dataset = state->train;
  return rsc_function_model_get_effective_mode (&model) != RSC_FUNCTION_FIT;
}

static void
update_caption (RscDistributionPanel *self)
{
  RscSpread *spread = get_spread (self);
  g_autofree char *text = NULL;

  if (rsc_spread_get_distribution (spread) && rsc_spread_is_current (spread))
    text = rsc_distribution_words_dup_caption (rsc_spread_get_distribution (spread));
  if (rsc_spread_get_kind (spread) == RSC_SCALAR_PREDICTION
      && rsc_spread_can (spread, RSC_SCALAR_PREDICTION) && is_set_several (self))
    {
      g_autofree char *of = g_steal_pointer (&text);

      const char *hint = rsc_distribution_words_get_hint (!has_plane (self));

      text = of && *of ? g_strjoin (" ", of, hint, NULL) : g_strdup (hint);
    }
  rsc_label_set (self->caption, text);
}

static void
update_absence (RscDistributionPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscSpread *spread = get_spread (self);
  const gboolean has_set = rsc_document_get_set (document) != NULL;
  g_autofree char *without_set = rsc_set_absence_dup_words (document);
  const char *text = "";

  if (without_set)
    text = without_set;
  else if (has_set && !rsc_spread_can (spread, rsc_spread_get_kind (spread)))
    text = rsc_distribution_words_get_absence (rsc_spread_get_kind (spread));
  else if (rsc_spread_get_error (spread))
    text = rsc_spread_get_error (spread)->message;
  else if (!rsc_spread_get_distribution (spread))
    text = rsc_distribution_words_get_waiting ();
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->view), *text == '\0');
}

static void
rsc_distribution_panel_update (RscPanel *panel, guint parts)
{
  RscDistributionPanel *self = RSC_DISTRIBUTION_PANEL (panel);

  if (parts & (RSC_DOCUMENT_SPREAD | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_RESULTS))
    update_view (self);
  if (parts & (RSC_DOCUMENT_SPREAD | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW))
    {
      update_controls (self);
      update_caption (self);
    }
  if (parts
      & (RSC_DOCUMENT_SPREAD | RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY
         | RSC_DOCUMENT_ERROR))
    update_absence (self);
}

static void
rsc_distribution_panel_open (RscPanel *self, gboolean open)
{
  rsc_spread_set_wanted (get_spread (self), open);
}

static void
on_kind (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  const guint kind = gtk_drop_down_get_selected (drop_down);

  if (!rsc_panel_is_updating (user_data) && kind != GTK_INVALID_LIST_POSITION)
    rsc_spread_set_kind (get_spread (user_data), (RscScalarKind) kind);
}

static void
pick_end (RscDistributionPanel *self, gboolean high)
{
  const RscDistribution *distribution = rsc_spread_get_distribution (get_spread (self));

  if (distribution && is_of_shown_set (self) && rsc_spread_is_current (get_spread (self)))
    rsc_document_pick_point (rsc_panel_get_document (self),
                             high ? distribution->at_high : distribution->at_low);
}

static void
on_low (GtkButton *button, gpointer user_data)
{
  pick_end (user_data, FALSE);
}

static void
on_high (GtkButton *button, gpointer user_data)
{
  pick_end (user_data, TRUE);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_DISTRIBUTION_PANEL (user_data)->view),
                      rsc_panel_get_document (user_data), "distribution", TRUE);
}

static void
rsc_distribution_panel_dispose (GObject *object)
{
  g_clear_pointer (&RSC_DISTRIBUTION_PANEL (object)->named, rsc_distribution_unref);
  g_clear_pointer (&RSC_DISTRIBUTION_PANEL (object)->name, g_free);
  G_OBJECT_CLASS (rsc_distribution_panel_parent_class)->dispose (object);
}

static void
rsc_distribution_panel_class_init (RscDistributionPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_distribution_panel_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_distribution_panel_update;
  RSC_PANEL_CLASS (klass)->open = rsc_distribution_panel_open;
  g_type_ensure (RSC_TYPE_DISTRIBUTION_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-distribution-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscDistributionPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscDistributionPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscDistributionPanel, kind);
  gtk_widget_class_bind_template_child (widget_class, RscDistributionPanel, low_button);
  gtk_widget_class_bind_template_child (widget_class, RscDistributionPanel, high_button);
  gtk_widget_class_bind_template_child (widget_class, RscDistributionPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_low);
  gtk_widget_class_bind_template_callback (widget_class, on_high);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_distribution_panel_init (RscDistributionPanel *self)
{
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  rsc_panel_end_update (self);
}
