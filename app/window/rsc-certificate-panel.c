/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-certificate-panel.h"

#include "app/model/rsc-shown-landscape.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-set-absence.h"
#include "ui/rsc-certificate-view.h"
#include "ui/rsc-label.h"
#include "ui/words/rsc-certificate-words.h"

struct _RscCertificatePanel
{
  RscPanel parent_instance;

  RscShownLandscape *shown;

  /* What is pointed at here */
  double *pointed; /* as many values as the design has columns, or NULL */
  gsize n_columns;
  int sign;

  RscCertificateView *view;
  GtkLabel *absence;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscCertificatePanel, rsc_certificate_panel, RSC_TYPE_PANEL)

static RscSelection *
get_selection (RscCertificatePanel *self)
{
  return rsc_document_get_selection (rsc_panel_get_document (self));
}

/* The numbers are those of the set on show: a landscape that a job brings may be of the set before,
 * with more neurons. */
static const gsize *
get_labels (RscCertificatePanel *self, const RscLandscape *landscape)
{
  RscDocument *document = rsc_panel_get_document (self);

  return landscape && rsc_landscape_get_set (landscape) == rsc_document_get_set (document)
           ? rsc_labelling_get_labels (rsc_document_get_labelling (document))
           : NULL;
}

static void
forget_pointed (RscCertificatePanel *self)
{
  g_clear_pointer (&self->pointed, g_free);
}

/* What is pointed at in other columns is no direction here. */
static gboolean
has_pointed (RscCertificatePanel *self, RscLandscape *landscape)
{
  return self->pointed && landscape
         && rsc_problem_get_d (rsc_landscape_get_problem (landscape)) == self->n_columns;
}

static void
update_view (RscCertificatePanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscResults *results = rsc_document_get_results (document);
  RscCertificateModel model;

  rsc_certificate_model_init (&model);
  model.landscape = rsc_shown_landscape_get (self->shown);
  model.labels = get_labels (self, model.landscape);
  model.selected = rsc_selection_get_selected (get_selection (self));
  model.hovered = rsc_selection_get_hovered (get_selection (self));
  /* Of an optimal network they are where it touches anyway. */
  if (rsc_training_runs_is_active (rsc_document_get_training (document)))
    model.network = rsc_picked_network_get_network (rsc_document_get_picked (document));
  if (has_pointed (self, model.landscape))
    {
      model.pointed = self->pointed;
      model.pointed_sign = self->sign;
    }
  rsc_certificate_view_set_model (self->view, &model);
  gtk_widget_set_opacity (
    GTK_WIDGET (self->view),
    rsc_results_is_set_stale (results) || rsc_results_is_late (results) ? 0.45 : 1.0);
}

static void
update_caption (RscCertificatePanel *self)
{
  RscLandscape *landscape = rsc_shown_landscape_get (self->shown);
  g_autofree char *text =
    rsc_certificate_model_dup_words (rsc_certificate_view_get_model (self->view));

  if (!text && landscape)
    text = rsc_certificate_words_dup_hint (landscape);
  rsc_label_set (self->caption, text);
}

static void
update_absence (RscCertificatePanel *self)
{
  g_autofree char *without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
  const char *text = "";

  if (without_set)
    text = without_set;
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->view), *text == '\0');
}

static void
update_landscape (RscCertificatePanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscResults *results = rsc_document_get_results (document);

  /* A frame of a moving λ soon gives way to the next. */
  rsc_shown_landscape_set (self->shown, rsc_document_get_set (document),
                           !rsc_results_get_frame (results) && !rsc_results_is_set_stale (results)
                             && !rsc_results_is_late (results));
}

/* A network that is trained has a landscape of its own, in which what is above λ would still
 * pay. */
static void
update_network (RscCertificatePanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscSolution *solution = rsc_document_get_solution (document);
  const gboolean trained =
    solution && rsc_training_runs_is_active (rsc_document_get_training (document));

  rsc_shown_landscape_set_network (
    self->shown, trained ? rsc_solution_get_problem (solution) : NULL,
    trained ? rsc_solution_get_lambda (solution) : 0,
    trained ? rsc_picked_network_get_network (rsc_document_get_picked (document)) : NULL);
}

static void
on_landscape_changed (RscShownLandscape *shown, gpointer user_data)
{
  RscCertificatePanel *self = RSC_CERTIFICATE_PANEL (user_data);

  update_view (self);
  update_caption (self);
}

static void
rsc_certificate_panel_update (RscPanel *panel, guint parts)
{
  RscCertificatePanel *self = RSC_CERTIFICATE_PANEL (panel);
  gsize n;

  if (!self->shown)
    {
      self->shown = rsc_shown_landscape_new (rsc_document_get_jobs (rsc_panel_get_document (self)));
      g_signal_connect (self->shown, "changed", G_CALLBACK (on_landscape_changed), self);
    }
  /* Something else is pointed at elsewhere. */
  if ((parts & RSC_DOCUMENT_DATA)
      || ((parts & RSC_DOCUMENT_HOVER)
          && !rsc_selection_get_hovered_switch (get_selection (self), &n)))
    forget_pointed (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK))
    {
      update_network (self);
      update_landscape (self);
    }
  if (parts
      & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER | RSC_DOCUMENT_DATA
         | RSC_DOCUMENT_NETWORK))
    {
      update_view (self);
      update_caption (self);
    }
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR))
    update_absence (self);
}

static gssize
get_label (RscCertificatePanel *self, gssize neuron)
{
  const gsize *labels = get_labels (self, rsc_shown_landscape_get (self->shown));

  return neuron >= 0 && labels ? (gssize) labels[neuron] : -1;
}

/* Of a gate, which has a pattern and not a direction that switches. */
static gboolean
find_gate (RscLandscape *landscape, gssize peak, double *gate)
{
  RscProblem *problem = rsc_landscape_get_problem (landscape);
  RscCorrelation correlation;

  if (peak < 0)
    return FALSE;
  rsc_correlations_get (rsc_landscape_get_peaks (landscape), (gsize) peak, &correlation);
  return correlation.pattern >= 0
         && rsc_arrangement_get_gate (rsc_problem_get_arrangement (problem),
                                      rsc_problem_get_x (problem), (gsize) correlation.pattern,
                                      gate, NULL);
}

static void
on_hovered (RscCertificateView *view, const RscCertificateHit *hit, gpointer user_data)
{
  RscCertificatePanel *self = RSC_CERTIFICATE_PANEL (user_data);
  RscLandscape *landscape = rsc_shown_landscape_get (self->shown);
  g_autofree double *gate = NULL;
  const double *at = hit->direction;
  RscProblem *problem;

  forget_pointed (self);
  if (!hit->inside || !landscape)
    {
      rsc_selection_hover (get_selection (self), -1, -1);
      return;
    }
  problem = rsc_landscape_get_problem (landscape);
  self->n_columns = rsc_problem_get_d (problem);
  self->pointed = g_memdup2 (hit->direction, self->n_columns * sizeof (double));
  self->sign = hit->sign;
  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    {
      gate = g_new (double, self->n_columns);
      at = find_gate (landscape, hit->peak, gate) ? gate : NULL;
    }
  if (at)
    rsc_selection_hover_switch (get_selection (self), get_label (self, hit->neuron),
                                self->n_columns, at);
  else
    rsc_selection_hover (get_selection (self), get_label (self, hit->neuron), -1);
  /* The selection tells of nothing when another direction has the same neuron and switch. */
  update_view (self);
  update_caption (self);
}

/* A second click takes the selection back. */
static void
on_activated (RscCertificateView *view, const RscCertificateHit *hit, gpointer user_data)
{
  RscCertificatePanel *self = RSC_CERTIFICATE_PANEL (user_data);
  const gssize label = get_label (self, hit->neuron);

  rsc_selection_select (get_selection (self),
                        rsc_selection_get_selected (get_selection (self)) == label ? -1 : label);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_CERTIFICATE_PANEL (user_data)->view),
                      rsc_panel_get_document (user_data), "certificate", TRUE);
}

static void
rsc_certificate_panel_dispose (GObject *object)
{
  RscCertificatePanel *self = RSC_CERTIFICATE_PANEL (object);

  /* While the document's jobs are there. */
  if (self->shown)
    {
      g_signal_handlers_disconnect_by_data (self->shown, self);
      g_object_run_dispose (G_OBJECT (self->shown));
    }
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (rsc_certificate_panel_parent_class)->dispose (object);
}

static void
rsc_certificate_panel_finalize (GObject *object)
{
  forget_pointed (RSC_CERTIFICATE_PANEL (object));
  G_OBJECT_CLASS (rsc_certificate_panel_parent_class)->finalize (object);
}

static void
rsc_certificate_panel_class_init (RscCertificatePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_certificate_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_certificate_panel_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_certificate_panel_update;
  g_type_ensure (RSC_TYPE_CERTIFICATE_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-certificate-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscCertificatePanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscCertificatePanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscCertificatePanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_certificate_panel_init (RscCertificatePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
}
