/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-experiment-page.h"

#include "app/files/rsc-memory.h"
#include "core/pruning/rsc-pruning-curves.h"
#include "core/pruning/rsc-experiment.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-number-input.h"
#include "ui/words/rsc-curves-words.h"
#include "ui/words/rsc-experiment-words.h"

#define TRAIN_FRACTION 0.5
#define SEED 1

struct _RscExperimentPage
{
  GtkWidget parent_instance;

  RscDocument *document;
  guint64 running; /* tick of the job, or 0 */
  double fraction;
  RscExperiment *experiment;
  gsize n_gates;

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

static void
update_view (RscExperimentPage *self)
{
  RscCurvesModel model;
  DrawnCurves *drawn;
  RscExperimentMeasure measure = RSC_EXPERIMENT_ACCURACY;

  rsc_curves_model_init (&model);
  gtk_widget_set_visible (GTK_WIDGET (self->view),
                          self->experiment && rsc_experiment_get_n_done (self->experiment) > 0);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->view)))
    {
      rsc_curves_view_set_model (self->view, &model, NULL, NULL);
      return;
    }
  drawn = g_new0 (DrawnCurves, 1);
  drawn->experiment = rsc_experiment_ref (self->experiment);
  if (rsc_experiment_get_curve (self->experiment, measure, RSC_EXPERIMENT_TEST, 0)->n == 0)
    measure = RSC_EXPERIMENT_ERROR;
  model.y_title = rsc_curves_words_measure (measure == RSC_EXPERIMENT_ACCURACY, TRUE);
  model.curves = drawn->curve;
  model.legend = TRUE;
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      const RscExperimentCurve *curve = rsc_experiment_get_curve (
        self->experiment, measure, RSC_EXPERIMENT_TEST, (RscPruningMethod) method);
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
  g_autofree char *text = NULL;

  if (self->experiment)
    {
      const RscExperimentSettings *settings = rsc_experiment_get_settings (self->experiment);

      text = rsc_experiment_words_dup_done (rsc_experiment_get_n_done (self->experiment),
                                            rsc_experiment_settings_get_n_repeats (settings),
                                            self->n_gates);
    }
  else
    text = g_strdup (rsc_experiment_words_get_intro ());
  gtk_label_set_label (self->words, text);
}

static void
update_controls (RscExperimentPage *self)
{
  RscDataset *dataset = self->document ? rsc_document_get_state (self->document)->source : NULL;
  gboolean ready = dataset && rsc_dataset_get_n (dataset) >= 2 && self->document
                   && rsc_document_get_solution (self->document);

  gtk_widget_set_visible (self->run_button, !self->running);
  gtk_widget_set_sensitive (self->run_button, ready);
  gtk_widget_set_visible (self->cancel_button, self->running != 0);
  rsc_number_input_set_sensitive (self->repeats, !self->running);
  rsc_number_input_set_sensitive (self->gates, !self->running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->running != 0);
  gtk_progress_bar_set_fraction (self->progress, self->fraction);
}

static void
update (RscExperimentPage *self)
{
  update_controls (self);
  update_view (self);
  update_words (self);
}

/* --- running ---------------------------------------------------------------------------------- */

static gpointer
run_experiment (gpointer data,
                RscProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  /* One processor stays with the window. */
  return rsc_experiment_run (data, MAX (g_get_num_processors (), 2) - 1, progress, progress_data,
                             cancellable, error);
}

static void
on_done (RscReply *reply, gpointer user_data)
{
  RscExperimentPage *self = user_data;

  /* The data have changed meanwhile. */
  if (reply->tick != self->running)
    return;
  self->running = 0;
  /* What is done when it is cancelled is a result. */
  if (reply->result)
    {
      g_clear_pointer (&self->experiment, rsc_experiment_unref);
      self->experiment = g_steal_pointer (&reply->result);
    }
  update (self);
  if (g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_label (self->words, rsc_experiment_words_get_none ());
  else if (reply->error)
    gtk_label_set_label (self->words, reply->error->message);
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  RscExperimentPage *self = user_data;

  self->fraction = CLAMP (fraction, 0.0, 1.0);
  update_controls (self);
}

static void
forget (RscExperimentPage *self)
{
  if (self->running)
    rsc_jobs_cancel (rsc_document_get_jobs (self->document), RSC_REQUEST_EXPERIMENT);
  self->running = 0;
  g_clear_pointer (&self->experiment, rsc_experiment_unref);
}

static RscExperimentSettings *
make_settings (RscExperimentPage *self, GError **error)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  RscSolution *solution = rsc_document_get_solution (self->document);
  double n = (double) rsc_problem_get_n (rsc_solution_get_problem (solution));
  RscExperimentSettings *settings;

  self->n_gates = (gsize) gtk_spin_button_get_value_as_int (self->gates);
  settings = rsc_experiment_settings_new_random (
    state->source, state->bias, (gsize) gtk_spin_button_get_value_as_int (self->repeats),
    TRAIN_FRACTION, self->n_gates, rsc_solution_get_lambda (solution) / n, SEED, error);
  if (settings)
    {
      rsc_experiment_settings_set_standardise (settings, state->standardise);
      rsc_experiment_settings_set_bytes_max (settings, rsc_memory_get_default ());
    }
  return settings;
}

static void
on_run (GtkButton *button, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (user_data);
  RscJobs *jobs = rsc_document_get_jobs (self->document);
  g_autoptr (GError) error = NULL;
  RscExperimentSettings *settings;

  /* What is typed of the data changes the document. */
  if (!jobs || self->running || !rsc_number_input_settle_window (GTK_WIDGET (self))
      || !rsc_document_get_solution (self->document))
    return;
  settings = make_settings (self, &error);
  if (!settings)
    {
      gtk_label_set_label (self->words, error->message);
      return;
    }
  forget (self);
  self->fraction = 0;
  self->running =
    rsc_jobs_push (jobs, rsc_request_new_work (RSC_REQUEST_EXPERIMENT, 0, run_experiment, settings,
                                               (GDestroyNotify) rsc_experiment_settings_unref,
                                               (GDestroyNotify) rsc_experiment_unref));
  update (self);
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (user_data);

  if (self->running)
    rsc_jobs_cancel (rsc_document_get_jobs (self->document), RSC_REQUEST_EXPERIMENT);
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (user_data);

  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA))
    {
      forget (self);
      update (self);
    }
  else if (parts & RSC_DOCUMENT_RESULTS)
    update_controls (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_experiment_page_dispose (GObject *object)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (object);
  GtkWidget *child;

  forget (self);
  if (self->document)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      if (rsc_document_get_jobs (self->document))
        rsc_jobs_listen (rsc_document_get_jobs (self->document), RSC_REQUEST_EXPERIMENT, NULL, NULL,
                         NULL);
    }
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
  if (rsc_document_get_jobs (document))
    rsc_jobs_listen (rsc_document_get_jobs (document), RSC_REQUEST_EXPERIMENT, on_done, on_progress,
                     self);
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
  return self->running != 0;
}
