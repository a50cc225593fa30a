/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-training-panel.h"

#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-training-controls.h"
#include "app/window/rsc-training-tools.h"
#include "app/window/rsc-training-widths.h"
#include "ui/rsc-label.h"
#include "ui/rsc-training-view.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-training-words.h"

struct _RscTrainingPanel
{
  RscPanel parent_instance;

  RscPanel *controls;
  RscPanel *tools;
  GtkToggleButton *widths_button;
  GtkStack *stack;
  RscCurvesView *widths;
  RscTrainingSurvey *drawn; /* what the chart has */
  RscTrainingView *view;
  GtkLabel *absence;
  GtkLabel *sentence;
  GtkLabel *message;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscTrainingPanel, rsc_training_panel, RSC_TYPE_PANEL)

static RscTrainingRuns *
get_runs (gpointer panel)
{
  return rsc_document_get_training (rsc_panel_get_document (panel));
}

static void
update_view (RscTrainingPanel *self)
{
  RscTrainingRuns *runs = get_runs (self);
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);
  g_autofree RscStationarity **kinds = NULL;
  const RscTrainingWalk *walk;
  const RscTrainingWay *way;
  RscTrainingModel model;

  rsc_training_model_init (&model);
  if (fan)
    {
      kinds = g_new0 (RscStationarity *, MAX (fan->n_runs, 1));
      for (gsize k = 0; k < fan->n_runs; k++)
        kinds[k] = rsc_training_runs_get_kind (runs, k);
      model.n_runs = fan->n_runs;
      model.runs = fan->runs;
      model.seeds = fan->seeds;
      model.kinds = kinds;
      model.run = rsc_training_runs_get_run (runs);
      model.state = rsc_training_runs_get_index (runs);
      way = rsc_training_runs_get_way (runs);
      walk = rsc_training_runs_get_walk (runs);
      if (walk && walk->n > 1)
        {
          model.n_walk = walk->n;
          model.walk = walk->objectives;
          model.place =
            rsc_training_runs_get_place (runs) / (double) rsc_descent_get_n_legs (walk->descent);
        }
      if (way)
        {
          model.n_distances = way->n;
          model.distance_steps = way->steps;
          model.distances = way->distances;
        }
    }
  model.optimum = rsc_training_runs_get_optimum (runs);
  rsc_training_view_set_model (self->view, &model);
}

/* Where the timeline is at λ → 0, which is no λ of a penalty. */
static gboolean
is_at_limit (RscTrainingPanel *self)
{
  return !(rsc_panel_get_state (self)->lambda_ratio > 0);
}

static void
update_absence (RscTrainingPanel *self)
{
  RscTrainingRuns *runs = get_runs (self);
  const char *text = "";

  if (!rsc_document_state_has_data (rsc_panel_get_state (self)))
    text = rsc_data_words_get_absence (rsc_panel_get_state (self)->source);
  else if (!rsc_training_runs_get_fan (runs))
    text = is_at_limit (self) ? rsc_training_words_get_limit ()
           : rsc_training_runs_is_busy (runs) || rsc_training_runs_can_start (runs)
             ? rsc_training_words_get_hint ()
             : rsc_training_words_get_waiting ();
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  /* The empty picture has words of its own: one sentence is enough. */
  gtk_widget_set_opacity (GTK_WIDGET (self->view), *text != '\0' ? 0 : 1);
}

/* A row that is there as long as there is a picture keeps its place, so that the picture keeps its
 * size: as many lines as its style has, and the whole text where the pointer rests. */
static void
show_row (GtkLabel *label, const char *text, gboolean keeps)
{
  rsc_label_set (label, text ? text : keeps ? " " : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text || keeps);
}

static void
show (GtkLabel *label, const char *text)
{
  rsc_label_set (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static gboolean
shows_widths (RscTrainingPanel *self)
{
  return gtk_toggle_button_get_active (self->widths_button);
}

/* Asked for while it is looked at. */
static void
update_widths (RscTrainingPanel *self)
{
  RscTrainingRuns *runs = get_runs (self);
  RscTrainingSurvey *survey;
  RscSolution *optimum;

  if (!shows_widths (self))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rsc_training_runs_request_survey (runs);
  survey = rsc_training_runs_get_survey (runs, &optimum);
  if (survey == self->drawn)
    return;
  if (survey)
    rsc_training_survey_ref (survey);
  g_clear_pointer (&self->drawn, rsc_training_survey_unref);
  self->drawn = survey;
  rsc_training_widths_show (self->widths, survey, optimum);
}

/* Free with g_free(). */
static char *
dup_survey_words (RscTrainingRuns *runs)
{
  RscSolution *optimum;
  RscTrainingSurvey *survey = rsc_training_runs_get_survey (runs, &optimum);

  return survey ? rsc_training_words_dup_survey (rsc_training_survey_get_n_known (survey),
                                                 survey->n_widths, survey->widths, survey->n_seeds,
                                                 survey->objectives, optimum)
                : NULL;
}

static void
update_words (RscTrainingPanel *self)
{
  RscTrainingRuns *runs = get_runs (self);
  g_autofree char *sentence = rsc_training_runs_dup_sentence (runs);
  g_autofree char *summary = rsc_training_runs_dup_summary (runs);
  const gboolean has_runs = rsc_training_runs_get_fan (runs) != NULL;

  if (shows_widths (self))
    {
      g_autofree char *words = dup_survey_words (runs);
      g_autofree char *elsewhere = NULL;
      RscSolution *optimum;

      rsc_training_runs_get_survey (runs, &optimum);
      if (rsc_training_runs_is_survey_elsewhere (runs))
        elsewhere = rsc_training_words_dup_elsewhere (rsc_solution_get_lambda (optimum));
      show_row (self->sentence, words, TRUE);
      /* What is shown is of the λ before. */
      show_row (self->caption, is_at_limit (self) ? rsc_training_words_get_limit () : elsewhere,
                TRUE);
      gtk_widget_set_opacity (GTK_WIDGET (self->widths), elsewhere ? 0.45 : 1.0);
      show (self->message, rsc_training_runs_get_survey_message (runs));
    }
  else
    {
      show_row (self->sentence, sentence, has_runs);
      if (summary && is_at_limit (self))
        {
          g_autofree char *both = g_strconcat (summary, " ", rsc_training_words_get_limit (), NULL);

          show_row (self->caption, both, has_runs);
        }
      else
        show_row (self->caption, summary, has_runs);
      show (self->message, rsc_training_runs_get_message (runs));
    }
}

static void
rsc_training_panel_update (RscPanel *panel, guint parts)
{
  RscTrainingPanel *self = RSC_TRAINING_PANEL (panel);

  if (!rsc_panel_get_document (self->tools))
    {
      rsc_panel_set_document (self->controls, rsc_panel_get_document (self));
      rsc_panel_set_document (self->tools, rsc_panel_get_document (self));
    }
  if (parts & RSC_DOCUMENT_TRAINING)
    {
      update_view (self);
      update_widths (self);
    }
  if (parts & (RSC_DOCUMENT_TRAINING | RSC_DOCUMENT_LAMBDA))
    update_words (self);
  if (parts
      & (RSC_DOCUMENT_TRAINING | RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_LAMBDA))
    update_absence (self);
}

static void
on_page_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscTrainingPanel *self = RSC_TRAINING_PANEL (user_data);

  if (rsc_panel_is_updating (self) || !rsc_panel_get_document (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, shows_widths (self) ? "widths" : "runs");
  gtk_widget_set_visible (GTK_WIDGET (self->tools), !shows_widths (self));
  rsc_training_controls_set_has_width (RSC_TRAINING_CONTROLS (self->controls),
                                       !shows_widths (self));
  if (shows_widths (self))
    update_widths (self);
  else
    rsc_training_runs_cancel_survey (get_runs (self));
  update_words (self);
}

static void
on_scrubbed (RscTrainingView *view, int run, guint64 step, gpointer user_data)
{
  RscTrainingRuns *runs = get_runs (user_data);

  rsc_player_pause (rsc_document_get_player (rsc_panel_get_document (user_data)));
  rsc_training_runs_show (runs, run >= 0 ? (gsize) run : rsc_training_runs_get_run (runs),
                          (gsize) step);
}

static void
on_walked (RscTrainingView *view, double place, gpointer user_data)
{
  const RscTrainingWalk *walk = rsc_training_runs_get_walk (get_runs (user_data));

  rsc_player_pause (rsc_document_get_player (rsc_panel_get_document (user_data)));
  if (walk)
    rsc_training_runs_set_place (get_runs (user_data),
                                 place * (double) rsc_descent_get_n_legs (walk->descent));
}

static void
on_step (RscTrainingView *view, int by, gpointer user_data)
{
  rsc_player_pause (rsc_document_get_player (rsc_panel_get_document (user_data)));
  rsc_training_runs_step (get_runs (user_data), by);
}

/* A walk first; after that Escape is the window's. */
static gboolean
on_let_go (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  if (!rsc_panel_get_document (RSC_PANEL (widget))
      || !rsc_training_runs_get_walk (get_runs (widget)))
    return FALSE;
  rsc_player_pause (rsc_document_get_player (rsc_panel_get_document (RSC_PANEL (widget))));
  rsc_training_runs_leave_walk (get_runs (widget));
  return TRUE;
}

static void
on_choose (RscTrainingView *view, int by, gpointer user_data)
{
  rsc_training_runs_choose (get_runs (user_data), by);
}

static void
on_play (RscTrainingView *view, gpointer user_data)
{
  rsc_document_toggle_training (rsc_panel_get_document (user_data));
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  RscTrainingPanel *self = RSC_TRAINING_PANEL (user_data);

  if (shows_widths (self))
    rsc_export_picture (RSC_PLOT_AREA (self->widths), rsc_panel_get_document (self),
                        "training-widths", TRUE);
  else
    rsc_export_picture (RSC_PLOT_AREA (self->view), rsc_panel_get_document (self), "training",
                        TRUE);
}

static void
rsc_training_panel_finalize (GObject *object)
{
  g_clear_pointer (&RSC_TRAINING_PANEL (object)->drawn, rsc_training_survey_unref);
  G_OBJECT_CLASS (rsc_training_panel_parent_class)->finalize (object);
}

static void
rsc_training_panel_class_init (RscTrainingPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_training_panel_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_training_panel_update;
  g_type_ensure (RSC_TYPE_CURVES_VIEW);
  g_type_ensure (RSC_TYPE_TRAINING_CONTROLS);
  g_type_ensure (RSC_TYPE_TRAINING_TOOLS);
  g_type_ensure (RSC_TYPE_TRAINING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-training-panel.ui");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_let_go, NULL);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, controls);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, tools);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, widths_button);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, widths);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, sentence);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, message);
  gtk_widget_class_bind_template_child (widget_class, RscTrainingPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_page_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_scrubbed);
  gtk_widget_class_bind_template_callback (widget_class, on_walked);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_training_panel_init (RscTrainingPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->sentence, FALSE);
  rsc_label_keep_whole (self->message, FALSE);
  rsc_label_keep_whole (self->caption, FALSE);
}
