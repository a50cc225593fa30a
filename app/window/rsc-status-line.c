/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-status-line.h"

#include <math.h>

#include "app/model/rsc-document-work.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/rsc-linked-text.h"
#include "ui/rsc-motion.h"
#include "ui/rsc-row-layout.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-limit-words.h"
#include "ui/words/rsc-status-words.h"

/* Work shorter than this shows no bar: it would only flicker. */
#define BUSY_DELAY 250 /* ms */
/* Letters that a line may be shorter than half of the text, for where its words end. */
#define WRAP_SLACK 2
/* Shorter texts than this stay on one line. */
#define WRAP_MIN 12
/* Between the moves of a bar that does not know how far it is. */
#define PULSE 120 /* ms */

struct _RscStatusLine
{
  RscPanel parent_instance;

  RscWork work;
  guint delay;
  guint pulse;

  GtkWidget *busy;
  GtkProgressBar *bar;
  GtkLabel *progress;
  GtkWidget *cancel;
  GtkWidget *solve;
  GtkLabel *certificate;
  GtkLabel *width;
  GtkLabel *narrowest;
  GtkLabel *uniqueness;
  GtkLabel *dimension;
  GtkLabel *vertices;
};

G_DEFINE_FINAL_TYPE (RscStatusLine, rsc_status_line, RSC_TYPE_PANEL)

/* The letters of the longest word. */
static int
measure_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong longest = 0;

  for (gsize k = 0; words[k] != NULL; k++)
    longest = MAX (longest, g_utf8_strlen (words[k], -1));
  return (int) longest;
}

/* A text that one line has no room for has two, which hold all of it. */
static void
fold (GtkLabel *label, const char *text)
{
  const int length = (int) g_utf8_strlen (text, -1);
  const gboolean is_long = length >= WRAP_MIN;

  gtk_label_set_wrap (label, is_long);
  /* Also a short one gives way before the window grows. */
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, is_long ? length / 2 + WRAP_SLACK : measure_words (text));
}

/* Takes @text, a link to @term of the glossary, or NULL. What stays as it is costs no layout. */
static void
show_term (GtkLabel *label, char *text, const char *term)
{
  if (text && !g_str_equal (gtk_label_get_text (label), text))
    {
      if (term)
        rsc_linked_text_set_link (label, text, term);
      else
        gtk_label_set_label (label, text);
      if (gtk_label_get_lines (label) > 1)
        fold (label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  g_free (text);
}

static void
show (GtkLabel *label, char *text)
{
  show_term (label, text, NULL);
}

static gboolean
on_term (GtkLabel *label, const char *address, gpointer user_data)
{
  return gtk_widget_activate_action (GTK_WIDGET (label), "win.glossary", "s",
                                     rsc_linked_text_get_term (address));
}

/* Whether the picked network is optimal: pruning can have left the set with it. */
static gboolean
is_optimal (RscStatusLine *self)
{
  RscPruner *pruner = rsc_document_get_pruner (rsc_panel_get_document (self));
  const RscPruningState *state =
    rsc_pruner_is_active (pruner)
      ? rsc_pruning_get_state (rsc_pruner_get_walk (pruner), rsc_pruner_get_index (pruner))
      : NULL;

  return !state || fabs (state->objective_change) <= RSC_TOLERANCE_GAP;
}

/* @set: whose neurons the list has, or NULL. Free with g_free(). */
static char *
dup_width (RscStatusLine *self, const RscOptimalSet *set)
{
  RscDocument *document = rsc_panel_get_document (self);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);
  const gsize width = rsc_picked_network_get_width (picked);
  /* A network from elsewhere need not have neurons of the list. */
  const gsize n =
    set && rsc_picked_network_get_point (picked) ? rsc_optimal_set_get_n_neurons (set) : 0;

  /* What a trained network is stands on its page, with its numbers. */
  return rsc_training_runs_is_active (rsc_document_get_training (document))
           ? rsc_status_words_trained (width)
           : rsc_status_words_width (width, n, is_optimal (self));
}

static void
update_text (RscStatusLine *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscShownFit *shown_fit = rsc_document_get_fit (document);
  RscEqualFit *fit = rsc_shown_fit_is_active (shown_fit) ? rsc_shown_fit_get_set (shown_fit) : NULL;
  RscSolution *solution = rsc_document_get_solution (document);
  /* What is certified is certified of other data, or of another λ. */
  RscResults *results = rsc_document_get_results (document);
  const gboolean late = rsc_results_is_late (results);
  const RscLimit *limit = rsc_results_get_limit (results);
  RscOptimalSet *set =
    late || rsc_results_is_set_stale (results) ? NULL : rsc_document_get_set (document);
  /* A frame of the path between its points: what is certified there, and what the points around
   * say. */
  const gboolean is_between = set && rsc_optimal_set_is_between (set);
  RscPath *path =
    is_between ? rsc_known_path_get_path (rsc_document_get_known_path (document)) : NULL;
  const double lambda = is_between ? rsc_solution_get_lambda (solution) : 0.0;
  const gboolean unique = path && rsc_path_is_unique_at (path, lambda);

  show_term (self->certificate,
             late
               ? g_strdup (rsc_status_words_get_updating (rsc_results_is_of_other_data (results)))
             : limit      ? rsc_limit_words_dup_certificate (limit)
             : is_between ? rsc_status_words_frame_certificate (solution)
                          : rsc_status_words_certificate (solution),
             "duality gap");
  if (!late && !is_between && solution
      && (limit ? limit->status : rsc_solution_get_status (solution)) != RSC_SOLUTION_CONVERGED)
    gtk_widget_add_css_class (GTK_WIDGET (self->certificate), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->certificate), "warning");
  show_term (self->width, solution && !late ? dup_width (self, set) : NULL, "width");
  /* Of the optimal set nothing is said beside the picture of another one. */
  if (fit)
    set = NULL;
  show_term (self->narrowest, set ? rsc_status_words_narrowest (set) : NULL, "narrowest");
  show_term (self->uniqueness, set ? rsc_status_words_uniqueness (set, unique) : NULL, "p-unique");
  show_term (self->dimension,
             fit   ? rsc_equal_fit_words_dup_dimension (fit)
             : set ? rsc_status_words_dimension (!is_between
                                                   ? (gssize) rsc_optimal_set_get_dimension (set)
                                                 : path ? rsc_path_get_dimension_at (path, lambda)
                                                        : -1)
                   : NULL,
             "dimension");
  show_term (self->vertices, set ? rsc_status_words_vertices (set) : NULL, "minimal");
}

/* --- what is at work -------------------------------------------------------------------------- */

static gboolean
on_pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (RSC_STATUS_LINE (user_data)->bar);
  return G_SOURCE_CONTINUE;
}

static char *
dup_work (const RscWork *work)
{
  switch (work->kind)
    {
    case RSC_WORK_SET:
      return rsc_status_words_set (work->fraction);
    case RSC_WORK_PRUNE:
      return rsc_status_words_pruning (work->fraction);
    case RSC_WORK_DOWNHILL:
      return g_strdup (rsc_status_words_get_walk ());
    case RSC_WORK_JUDGE:
      return g_strdup (rsc_status_words_get_judging ());
    case RSC_WORK_EQUAL_FIT:
      return g_strdup (rsc_status_words_get_equal_fit ());
    case RSC_WORK_TRAIN:
    case RSC_WORK_SURVEY:
      return g_strdup (rsc_status_words_get_training ());
    case RSC_WORK_REASONS:
      return rsc_status_words_reasons (work->fraction);
    case RSC_WORK_PRICE:
      return rsc_status_words_price (work->fraction);
    case RSC_WORK_PATH:
      return rsc_status_words_path (work->fraction);
    case RSC_WORK_SOLVE:
    case RSC_WORK_NONE:
    default:
      return rsc_status_words_solving (work->fraction, work->gap);
    }
}

static RscStatusCancel
get_cancel (RscWorkKind kind)
{
  switch (kind)
    {
    case RSC_WORK_PATH:
      return RSC_STATUS_CANCEL_PATH;
    case RSC_WORK_PRUNE:
      return RSC_STATUS_CANCEL_PRUNING;
    case RSC_WORK_TRAIN:
    case RSC_WORK_SURVEY:
      return RSC_STATUS_CANCEL_TRAINING;
    case RSC_WORK_DOWNHILL:
      return RSC_STATUS_CANCEL_WALK;
    case RSC_WORK_JUDGE:
      return RSC_STATUS_CANCEL_JUDGING;
    case RSC_WORK_EQUAL_FIT:
      return RSC_STATUS_CANCEL_EQUAL_FIT;
    case RSC_WORK_REASONS:
      return RSC_STATUS_CANCEL_REASONS;
    case RSC_WORK_PRICE:
      return RSC_STATUS_CANCEL_PRICE;
    case RSC_WORK_NONE:
    case RSC_WORK_SOLVE:
    case RSC_WORK_SET:
    default:
      return RSC_STATUS_CANCEL_SOLVING;
    }
}

static void
update_progress (RscStatusLine *self)
{
  const RscWork *work = &self->work;
  const gboolean known = work->fraction >= 0;
  /* A bar that goes to and fro says no more than the words beside it. */
  const gboolean pulsing = !known && rsc_motion_is_wanted ();

  rsc_tip_set (self->cancel, rsc_status_words_get_cancel (get_cancel (work->kind)));
  show (self->progress, dup_work (work));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), known || pulsing);
  if (!pulsing)
    g_clear_handle_id (&self->pulse, g_source_remove);
  else if (!self->pulse)
    self->pulse = g_timeout_add (PULSE, on_pulse, self);
  if (known)
    gtk_progress_bar_set_fraction (self->bar, MIN (work->fraction, 1));
}

static void
follow_motion (RscStatusLine *self)
{
  if (gtk_widget_get_visible (self->busy))
    update_progress (self);
}

static gboolean
on_delay (gpointer user_data)
{
  RscStatusLine *self = RSC_STATUS_LINE (user_data);

  self->delay = 0;
  gtk_widget_set_visible (self->busy, TRUE);
  update_progress (self);
  return G_SOURCE_REMOVE;
}

static void
hide_busy (RscStatusLine *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_widget_set_visible (self->busy, FALSE);
}

/* The path that a person gave up, while nothing else is. */
static gboolean
is_path_cancelled (RscStatusLine *self)
{
  return g_error_matches (
    rsc_known_path_get_error (rsc_document_get_known_path (rsc_panel_get_document (self))),
    G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
update_busy (RscStatusLine *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscResults *results = rsc_document_get_results (document);
  const gboolean stopped = rsc_results_was_cancelled (results);
  const gboolean searches = !stopped && rsc_results_can_search_on (results);
  const gboolean path = !stopped && !searches && is_path_cancelled (self);

  rsc_document_get_work (document, &self->work);
  if (self->work.kind == RSC_WORK_NONE)
    hide_busy (self);
  else if (gtk_widget_get_visible (self->busy))
    update_progress (self);
  else if (!self->delay)
    self->delay = g_timeout_add (BUSY_DELAY, on_delay, self);
  if (stopped || searches || path)
    {
      const RscStatusGoOn what = searches ? RSC_STATUS_GO_ON_SEARCH
                                 : path   ? RSC_STATUS_GO_ON_PATH
                                          : RSC_STATUS_GO_ON_SOLVE;
      g_autofree char *tip =
        rsc_status_words_dup_go_on_tip (what, rsc_results_get_next_effort (results));

      gtk_button_set_label (GTK_BUTTON (self->solve), rsc_status_words_get_go_on (what));
      rsc_tip_set (self->solve, tip);
    }
  /* A path that is followed can take long, and waits for the search. */
  gtk_widget_set_visible (self->solve,
                          searches || ((stopped || path) && self->work.kind == RSC_WORK_NONE));
}

static void
rsc_status_line_update (RscPanel *panel, guint parts)
{
  RscStatusLine *self = RSC_STATUS_LINE (panel);

  /* While results keep coming, as in a drag of λ, nobody waits. */
  if ((parts & RSC_DOCUMENT_RESULTS) && self->work.kind != RSC_WORK_PATH)
    hide_busy (self);
  if (parts
      & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR | RSC_DOCUMENT_PATH
         | RSC_DOCUMENT_PRUNING | RSC_DOCUMENT_REASONS | RSC_DOCUMENT_COMPARED))
    update_busy (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_FIT))
    update_text (self);
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  rsc_document_cancel_work (rsc_panel_get_document (user_data));
}

static void
on_solve (GtkButton *button, gpointer user_data)
{
  RscResults *results = rsc_document_get_results (rsc_panel_get_document (user_data));

  if (rsc_results_was_cancelled (results))
    rsc_results_solve (results);
  else if (rsc_results_can_search_on (results))
    rsc_results_search_on (results);
  else
    rsc_results_follow_path (results);
}

static void
rsc_status_line_dispose (GObject *object)
{
  g_clear_handle_id (&RSC_STATUS_LINE (object)->delay, g_source_remove);
  g_clear_handle_id (&RSC_STATUS_LINE (object)->pulse, g_source_remove);
  G_OBJECT_CLASS (rsc_status_line_parent_class)->dispose (object);
}

static void
rsc_status_line_class_init (RscStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_status_line_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_status_line_update;
  g_type_ensure (RSC_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statusline");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, busy);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, bar);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, progress);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, cancel);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, solve);
  gtk_widget_class_bind_template_callback (widget_class, on_term);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, certificate);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, width);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, narrowest);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, uniqueness);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, dimension);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, vertices);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_solve);
}

static void
rsc_status_line_init (RscStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_tip_show_whole (self->progress);
  rsc_motion_connect (self, G_CALLBACK (follow_motion));
}
