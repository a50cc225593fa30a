/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-experiment-page.h"

#include <glib/gi18n.h>

#include "core/pruning/rsc-pruning-curves.h"
#include "core/pruning/rsc-experiment.h"
#include "ui/rsc-curves-view.h"

#define TRAIN_FRACTION 0.5
#define PROGRESS_INTERVAL 100 /* ms */
#define SEED 1

/* What a thread needs. */
typedef struct
{
  RscExperimentSettings *settings;
  GMutex mutex;
  double fraction;
} Job;

struct _RscExperimentPage
{
  GtkWidget parent_instance;

  RscDocument *document;
  GCancellable *running;
  Job *job; /* borrowed from the running task, for its progress */
  guint progress_source;
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

static void
job_free (gpointer data)
{
  Job *job = data;

  rsc_experiment_settings_unref (job->settings);
  g_mutex_clear (&job->mutex);
  g_free (job);
}

/* --- what is shown ----------------------------------------------------------------------------- */

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
  model.y_title =
    measure == RSC_EXPERIMENT_ACCURACY ? _ ("test accuracy") : _ ("test mean squared error");
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
  gsize n_done, n;

  if (self->experiment)
    {
      n_done = rsc_experiment_get_n_done (self->experiment);
      n = rsc_experiment_settings_get_n_repeats (rsc_experiment_get_settings (self->experiment));
      text = n_done == n
               ? g_strdup_printf (
                 _ ("Median and quartiles over %" G_GSIZE_FORMAT " random halves, %" G_GSIZE_FORMAT
                    " random gates each, at this λ per row. Each is pruned from all "
                    "blocks of its optimal set down to one neuron."),
                 n, self->n_gates)
               : g_strdup_printf (_ ("Stopped after %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                                     " halves: median and quartiles of these."),
                                  n_done, n);
    }
  else
    text =
      g_strdup (_ ("The paper’s experiment on these data: again and again a random half is fitted "
                   "and pruned by every method, and the other half tells how good each width is."));
  gtk_label_set_label (self->words, text);
}

static double
get_progress (RscExperimentPage *self)
{
  double fraction;

  if (!self->job)
    return 0;
  g_mutex_lock (&self->job->mutex);
  fraction = self->job->fraction;
  g_mutex_unlock (&self->job->mutex);
  return CLAMP (fraction, 0.0, 1.0);
}

static void
update_controls (RscExperimentPage *self)
{
  RscDataset *dataset = self->document ? rsc_document_get_state (self->document)->source : NULL;
  gboolean ready = dataset && rsc_dataset_get_n (dataset) >= 2 && self->document
                   && rsc_document_get_solution (self->document);

  gtk_widget_set_visible (self->run_button, !self->running);
  gtk_widget_set_sensitive (self->run_button, ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->repeats), !self->running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->gates), !self->running);
  gtk_widget_set_visible (self->cancel_button, self->running != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->running != NULL);
  gtk_progress_bar_set_fraction (self->progress, get_progress (self));
}

static void
update (RscExperimentPage *self)
{
  update_controls (self);
  update_view (self);
  update_words (self);
}

/* --- running ----------------------------------------------------------------------------------- */

static void
on_job_progress (double fraction, double gap, gpointer user_data)
{
  Job *job = user_data;

  g_mutex_lock (&job->mutex);
  job->fraction = fraction;
  g_mutex_unlock (&job->mutex);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  /* One processor stays with the window. */
  RscExperiment *experiment = rsc_experiment_run (
    job->settings, MAX (g_get_num_processors (), 2) - 1, on_job_progress, job, cancellable, &error);

  if (experiment)
    g_task_return_pointer (task, experiment, (GDestroyNotify) rsc_experiment_unref);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (source);
  GTask *task = G_TASK (result);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscExperiment) experiment = g_task_propagate_pointer (task, &error);

  /* The data have changed meanwhile, or the window is gone. */
  if (g_task_get_cancellable (task) != self->running)
    return;
  g_clear_object (&self->running);
  self->job = NULL;
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (experiment)
    {
      g_clear_pointer (&self->experiment, rsc_experiment_unref);
      self->experiment = g_steal_pointer (&experiment);
    }
  update (self);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_label (self->words, error->message);
}

static gboolean
on_poll (gpointer user_data)
{
  update_controls (RSC_EXPERIMENT_PAGE (user_data));
  return G_SOURCE_CONTINUE;
}

static void
forget (RscExperimentPage *self)
{
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->job = NULL;
  g_clear_handle_id (&self->progress_source, g_source_remove);
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
    rsc_experiment_settings_set_standardise (settings, state->standardise);
  return settings;
}

static void
on_run (GtkButton *button, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (user_data);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  RscExperimentSettings *settings;

  if (self->running || !rsc_document_get_solution (self->document))
    return;
  settings = make_settings (self, &error);
  if (!settings)
    {
      gtk_label_set_label (self->words, error->message);
      return;
    }
  forget (self);
  self->job = g_new0 (Job, 1);
  self->job->settings = settings;
  g_mutex_init (&self->job->mutex);
  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, on_done, NULL);
  /* What is done when it is cancelled is a result. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self->job, job_free);
  g_task_run_in_thread (task, run_in_thread);
  self->progress_source = g_timeout_add (PROGRESS_INTERVAL, on_poll, self);
  update (self);
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (user_data);

  if (self->running)
    g_cancellable_cancel (self->running);
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

/* --- object ------------------------------------------------------------------------------------ */

static void
rsc_experiment_page_dispose (GObject *object)
{
  RscExperimentPage *self = RSC_EXPERIMENT_PAGE (object);
  GtkWidget *child;

  forget (self);
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
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-experiment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, repeats);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, gates);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, view);
  gtk_widget_class_bind_template_child (widget_class, RscExperimentPage, words);
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
  return self->running != NULL;
}
