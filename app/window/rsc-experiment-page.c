/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-experiment-page.h"

#include "app/model/rsc-document-experiment.h"
#include "core/pruning/rsc-pruning-curves.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-number-input.h"
#include "ui/words/rsc-curves-words.h"
#include "ui/words/rsc-experiment-words.h"

struct _RscExperimentPage
{
  GtkWidget parent_instance;

  RscDocument *document;

  GtkSpinButton *repeats;
  GtkSpinButton *gates;
  GtkWidget *run_button;
  GtkWidget *cancel_button;
  GtkProgressBar *progress;
  RscCurvesView *view;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (RscExperimentPage, rsc_experiment_page, GTK_TYPE_WIDGET)

/* --- what is shown ---------------------------------------------------------------------------- */

/* Keeps what the picture's model points to. */
typedef struct
{
  RscExperiment *experiment;
  RscCurve curve[RSC_N_PRUNING_METHODS];
} DrawnCurves;

static void
drawn_curves_free (gpointer data)
{
  DrawnCurves *drawn = data;

  rsc_experiment_unref (drawn->experiment);
  g_free (drawn);
}

static RscDataExperiment *
get_experiment (RscExperimentPage *self)
{
  return rsc_document_get_experiment (self->document);
}

static void
update_view (RscExperimentPage *self)
{
  RscExperiment *experiment = rsc_data_experiment_get_result (get_experiment (self));
  RscCurvesModel model;
  DrawnCurves *drawn;
  RscExperimentMeasure measure = RSC_EXPERIMENT_ACCURACY;

  rsc_curves_model_init (&model);
  gtk_widget_set_visible (GTK_WIDGET (self->view),
                          experiment && rsc_experiment_get_n_done (experiment) > 0);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->view)))
    {
      rsc_curves_view_set_model (self->view, &model, NULL, NULL);
      return;
    }
  drawn = g_new0 (DrawnCurves, 1);
  drawn->experiment = rsc_experiment_ref (experiment);
  if (rsc_experiment_get_curve (experiment, measure, RSC_EXPERIMENT_TEST, 0)->n == 0)
    measure = RSC_EXPERIMENT_ERROR;
  model.y_title = rsc_curves_words_measure (measure == RSC_EXPERIMENT_ACCURACY, TRUE);
  model.curves = drawn->curve;
  model.legend = TRUE;
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      const RscExperimentCurve *curve = rsc_experiment_get_curve (
        experiment, measure, RSC_EXPERIMENT_TEST, (RscPruningMethod) method);
      RscCurve *shown = &drawn->curve[model.n_curves];

      if (curve->n == 0)
        continue;
      shown->label = rsc_pruning_curves_get_label ((RscPruningMethod) method);
      shown->n = curve->n;
      shown->width = curve->width;
      shown->value = curve->median;
      shown->low = curve->q25;
      shown->high = curve->q75;
      shown->index = method;
      model.n_curves++;
    }
  rsc_curves_view_set_model (self->view, &model, drawn, drawn_curves_free);
}

static void
update_words (RscExperimentPage *self)
{
  RscExperiment *experiment = rsc_data_experiment_get_result (get_experiment (self));
  const GError *error = rsc_data_experiment_get_error (get_experiment (self));
  g_autofree char *text = NULL;

  if (experiment)
    {
      const RscExperimentSettings *settings = rsc_experiment_get_settings (experiment);

      text = rsc_experiment_words_dup_done (
        rsc_experiment_get_n_done (experiment), rsc_experiment_settings_get_n_repeats (settings),
        rsc_experiment_settings_get_split (settings, 0)->n_gates);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (rsc_experiment_words_get_none ());
  else
    text = g_strdup (error ? error->message : rsc_experiment_words_get_intro ());
  gtk_label_set_label (self->words, text);
}

static void
update (RscExperimentPage *self)
{
  RscDataExperiment *experiment = get_experiment (self);
  const gboolean busy = rsc_data_experiment_is_busy (experiment);

  gtk_widget_set_visible (self->run_button, !busy);
  gtk_widget_set_sensitive (self->run_button, rsc_data_experiment_can_start (experiment));
  gtk_widget_set_visible (self->cancel_button, busy);
  rsc_number_input_set_sensitive (self->repeats, !busy);
  rsc_number_input_set_sensitive (self->gates, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_progress_bar_set_fraction (self->progress, rsc_data_experiment_get_progress (experiment));
  update_view (self);
  update_words (self);
}

/* --- running ---------------------------------------------------------------------------------- */

static void
on_run (GtkButton *button, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (user_data);

  /* What is typed of the data changes the document. */
  if (!rsc_number_input_settle_window (GTK_WIDGET (self)))
    return;
  rsc_data_experiment_start (get_experiment (self),
                             (gsize) gtk_spin_button_get_value_as_int (self->repeats),
                             (gsize) gtk_spin_button_get_value_as_int (self->gates));
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  rsc_data_experiment_cancel (get_experiment (RSC_EXPERIMENT_PAGE (user_data)));
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  if (parts & RSC_DOCUMENT_EXPERIMENT)
    update (RSC_EXPERIMENT_PAGE (user_data));
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_experiment_page_dispose (GObject *object)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (object);
  GtkWidget *child;

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (rsc_experiment_page_parent_class)->dispose (object);
}

static void
rsc_experiment_page_class_init (RscExperimentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_experiment_page_dispose;
  g_type_ensure (RSC_TYPE_CURVES_VIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-experiment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, repeats);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, gates);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, view);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, words);
  gtk_widget_class_bind_template_callback (widget_class, rsc_number_input_parse);
  gtk_widget_class_bind_template_callback (widget_class, on_run);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rsc_experiment_page_init (RscExperimentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rsc_experiment_page_set_document (RscExperimentPage *self, RscDocument *document)
{
  g_return_if_fail (RSC_IS_EXPERIMENT_PAGE (self));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  on_document_changed (document, RSC_DOCUMENT_ALL, self);
}

RscPlotArea *
rsc_experiment_page_get_area (RscExperimentPage *self)
{
  g_return_val_if_fail (RSC_IS_EXPERIMENT_PAGE (self), NULL);
  return RSC_PLOT_AREA (self->view);
}

gboolean
rsc_experiment_page_is_running (RscExperimentPage *self)
{
  g_return_val_if_fail (RSC_IS_EXPERIMENT_PAGE (self), FALSE);
  return self->document && rsc_data_experiment_is_busy (get_experiment (self));
}
