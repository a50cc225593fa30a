/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-uniqueness-panel.h"

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-reasons.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-neuron-bars.h"
#include "app/window/rsc-set-absence.h"
#include "ui/rsc-label.h"
#include "ui/rsc-piece-list.h"
#include "ui/words/rsc-uniqueness-words.h"
#include "ui/words/rsc-walk-words.h"

/* Lines that the list has. */
#define LINES_MAX 200
/* Of what does not hold now. */
#define PALE 0.45

struct _RscUniquenessPanel
{
  RscPanel parent_instance;

  RscBarsView *view;
  GtkLabel *absence;
  GtkWidget *found_box;
  GtkLabel *found;
  RscPieceList *list;
  GtkToggleButton *drawn;
  GtkButton *go_on_button;
  GtkButton *find_button;
  GtkButton *apply_button;
  GtkLabel *caption;

  /* What the list is of */
  guint64 listed; /* serial of the reasons, or 0 */
  gsize n_listed; /* of the points left out, from the first one on */
  gsize n_found;
  gsize n_unknown;
  GPtrArray *found_rows;   /* of RscRowSet: the point of each line of these */
  GPtrArray *coincidences; /* of RscRowSet: the points of each */
  gsize *sources;          /* numbers of the training points in the table */
};

G_DEFINE_FINAL_TYPE (RscUniquenessPanel, rsc_uniqueness_panel, RSC_TYPE_PANEL)

static RscReasons *
get_reasons (gpointer panel)
{
  return rsc_document_get_reasons (rsc_panel_get_document (panel));
}

static const gsize *
get_labels (RscUniquenessPanel *self)
{
  return rsc_labelling_get_labels (rsc_document_get_labelling (rsc_panel_get_document (self)));
}

static gsize
get_source (RscUniquenessPanel *self, gsize row)
{
  return self->sources ? self->sources[row] : row;
}

/* --- the bars ----------------------------------------------------------------------------- */

static void
update_view (RscUniquenessPanel *self)
{
  const RscExplanation *explanation = rsc_reasons_get_explanation (get_reasons (self));
  const RscDependence *dependence = explanation ? explanation->dependence : NULL;
  const gsize n = dependence ? dependence->n_neurons : 0;
  const gsize *numbers = get_labels (self);
  g_autofree gsize *labels = g_new (gsize, n + 1);
  g_autofree char *sentence = NULL;
  RscSignedBarsModel model;

  gtk_widget_set_opacity (GTK_WIDGET (self->view),
                          explanation && !rsc_reasons_is_stale (get_reasons (self)) ? 1.0 : PALE);
  /* While that of a moving λ is not known, the one before stays, pale. */
  if (!explanation)
    return;
  rsc_signed_bars_model_init (&model);
  for (gsize k = 0; k < n; k++)
    labels[k] = numbers ? numbers[dependence->neurons[k]] : dependence->neurons[k];
  sentence =
    rsc_uniqueness_words_dup_reason (rsc_reasons_get_set (get_reasons (self)), dependence, numbers);
  model.n = n;
  model.values = n > 0 ? dependence->alpha : NULL;
  model.labels = labels;
  model.neurons = TRUE;
  model.y_title = rsc_uniqueness_words_get (RSC_UNIQUENESS_ALPHA);
  model.x_title = rsc_uniqueness_words_get (RSC_UNIQUENESS_NEURON);
  model.sentence = sentence;
  rsc_bars_view_set_model (self->view, &model);
  rsc_neuron_bars_update (self->view, RSC_PANEL (self));
}

/* --- the list ----------------------------------------------------------------------------- */

/* @number: of the line, which "chosen" tells. */
static void
add_line (RscUniquenessPanel *self,
          GPtrArray *lines,
          int number,
          gsize at,
          gsize n,
          const gsize *rows,
          const char *words)
{
  g_ptr_array_add (lines, rsc_row_set_new (n, rows));
  rsc_piece_list_insert_plain (self->list, at, number, words);
}

/* What the points have in common, under those that make it so. */
static void
append_position (RscUniquenessPanel *self, const RscGeneralPosition *position)
{
  RscProblem *problem = rsc_solution_get_problem (
    rsc_optimal_set_get_solution (rsc_reasons_get_set (get_reasons (self))));
  g_autofree char *summary = rsc_uniqueness_words_dup_position (position);
  const guint n = MIN (position->coincidences->len, LINES_MAX);

  rsc_piece_list_append_note (self->list, summary);
  for (guint c = 0; c < n; c++)
    {
      const RscCoincidence *coincidence = g_ptr_array_index (position->coincidences, c);
      g_autofree gsize *numbers = g_new (gsize, coincidence->n + 1);
      RscCoincidence named = *coincidence;
      g_autofree char *words = NULL;

      for (gsize k = 0; k < coincidence->n; k++)
        numbers[k] = get_source (self, coincidence->rows[k]);
      named.rows = numbers;
      words = rsc_uniqueness_words_dup_coincidence (problem, &named);
      add_line (self, self->coincidences, LINES_MAX + (int) c, c + 1, coincidence->n,
                coincidence->rows, words);
    }
  if (n < position->coincidences->len)
    rsc_piece_list_append_note (self->list, rsc_uniqueness_words_get (RSC_UNIQUENESS_MORE));
}

/* The points that make it so, as they become known. */
static void
add_left_outs (RscUniquenessPanel *self, const RscLeftOuts *outs)
{
  const gboolean unique = rsc_optimal_set_is_unique (rsc_reasons_get_set (get_reasons (self)));

  for (; outs && self->n_listed < outs->n; self->n_listed++)
    {
      RscLeftOut out = outs->outs[self->n_listed];
      g_autofree char *words = NULL;

      self->n_unknown += !out.trusted;
      if (!out.trusted || out.unique == unique || self->n_found++ >= LINES_MAX)
        continue;
      out.row = get_source (self, out.row);
      words = rsc_uniqueness_words_dup_without (&out);
      add_line (self, self->found_rows, (int) self->found_rows->len, self->found_rows->len, 1,
                &outs->outs[self->n_listed].row, words);
    }
}

static void
update_list (RscUniquenessPanel *self)
{
  RscReasons *reasons = get_reasons (self);
  const RscExplanation *explanation = rsc_reasons_get_explanation (reasons);
  const gboolean holds = explanation && !rsc_reasons_is_stale (reasons);
  g_autofree char *found = NULL;

  gtk_widget_set_opacity (self->found_box, holds ? 1.0 : PALE);
  gtk_widget_set_sensitive (self->found_box, holds);
  if (!explanation)
    return;
  if (self->listed != rsc_reasons_get_serial (reasons))
    {
      self->listed = rsc_reasons_get_serial (reasons);
      self->n_listed = self->n_found = self->n_unknown = 0;
      g_ptr_array_set_size (self->found_rows, 0);
      g_ptr_array_set_size (self->coincidences, 0);
      g_clear_pointer (&self->sources, g_free);
      self->sources = rsc_document_dup_train_sources (rsc_panel_get_document (self));
      rsc_piece_list_clear (self->list);
      append_position (self, explanation->position);
    }
  add_left_outs (self, rsc_reasons_get_left_outs (reasons));
  found =
    rsc_uniqueness_words_dup_found (rsc_reasons_get_set (reasons), self->n_found, self->n_unknown,
                                    self->n_listed, rsc_reasons_get_n (reasons));
  rsc_label_set (self->found, found);
}

/* --- the move ----------------------------------------------------------------------------- */

static void
update_move (RscUniquenessPanel *self)
{
  RscReasons *reasons = get_reasons (self);
  RscOptimalSet *set = rsc_reasons_get_set (reasons);
  const RscFoundMove *found = rsc_reasons_get_move (reasons);
  const RscLeftOuts *outs = rsc_reasons_get_left_outs (reasons);
  const gboolean holds = set && !rsc_reasons_is_stale (reasons);
  const gboolean several = holds && rsc_optimal_set_get_dimension (set) > 0;
  const gboolean ready = found && found->move.step != 0.0;
  RscTargetMove named = found ? found->move : (RscTargetMove){ 0, 0.0, 0.0 };
  g_autofree char *text = NULL;

  if (ready)
    named.row = get_source (self, named.row);
  if (holds && found)
    text = rsc_uniqueness_words_dup_found_move (set, &named);
  else if (rsc_reasons_get_error (reasons))
    text = g_strdup (rsc_reasons_get_error (reasons)->message);
  else if (rsc_reasons_is_moving (reasons))
    text = g_strdup (rsc_uniqueness_words_get (RSC_UNIQUENESS_MOVING));
  else if (rsc_reasons_get_network (reasons))
    text =
      g_strdup (rsc_uniqueness_words_get_sum (rsc_reasons_get_explanation (reasons)->everywhere));
  rsc_label_set (self->caption, text);
  gtk_widget_set_visible (GTK_WIDGET (self->find_button), several && !found);
  gtk_widget_set_sensitive (GTK_WIDGET (self->find_button), !rsc_reasons_is_moving (reasons));
  gtk_widget_set_visible (GTK_WIDGET (self->apply_button), holds && ready);
  if (ready)
    {
      g_autofree char *label = rsc_uniqueness_words_dup_apply (&named);

      gtk_button_set_label (self->apply_button, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->go_on_button),
                          holds && rsc_reasons_is_decided (reasons)
                            && !rsc_reasons_is_leaving_out (reasons)
                            && (outs ? outs->n : 0) < rsc_reasons_get_n (reasons));
  rsc_panel_begin_update (self);
  gtk_toggle_button_set_active (self->drawn, rsc_reasons_is_drawn (reasons));
  gtk_widget_set_sensitive (GTK_WIDGET (self->drawn),
                            holds && rsc_reasons_get_explanation (reasons)->network);
  rsc_panel_end_update (self);
}

static void
update_absence (RscUniquenessPanel *self)
{
  g_autofree char *without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
  const char *text = "";

  if (without_set)
    text = without_set;
  else if (!self->listed && rsc_reasons_get_error (get_reasons (self)))
    text = rsc_reasons_get_error (get_reasons (self))->message;
  else if (!self->listed && rsc_reasons_is_stale (get_reasons (self)))
    text = rsc_walk_words_get_resting ();
  else if (!self->listed)
    text = rsc_uniqueness_words_get (RSC_UNIQUENESS_WAITING);
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->view), *text == '\0');
  gtk_widget_set_visible (self->found_box, *text == '\0');
}

static void
rsc_uniqueness_panel_update (RscPanel *panel, guint parts)
{
  RscUniquenessPanel *self = RSC_UNIQUENESS_PANEL (panel);

  if (parts & (RSC_DOCUMENT_REASONS | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA))
    {
      update_view (self);
      update_list (self);
      update_move (self);
    }
  if (parts & (RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER))
    rsc_neuron_bars_update (self->view, panel);
  if (parts
      & (RSC_DOCUMENT_REASONS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY
         | RSC_DOCUMENT_ERROR))
    update_absence (self);
}

/* --- what a hand does --------------------------------------------------------------------- */

static void
rsc_uniqueness_panel_open (RscPanel *self, gboolean open)
{
  rsc_reasons_set_wanted (get_reasons (self), open);
}

static void
on_line (RscPieceList *list, int k, gpointer user_data)
{
  RscUniquenessPanel *self = user_data;
  GPtrArray *lines = k < LINES_MAX ? self->found_rows : self->coincidences;
  const guint index = (guint) (k < LINES_MAX ? k : k - LINES_MAX);
  const RscRowSet *rows = index < lines->len ? g_ptr_array_index (lines, index) : NULL;

  if (rows && rsc_reasons_get_explanation (get_reasons (self))
      && self->listed == rsc_reasons_get_serial (get_reasons (self)))
    rsc_document_select_train_rows (rsc_panel_get_document (self), rows->n, rows->rows);
}

static void
on_drawn (GtkToggleButton *button, gpointer user_data)
{
  if (rsc_panel_is_updating (user_data))
    return;
  rsc_document_draw (rsc_panel_get_document (user_data),
                     gtk_toggle_button_get_active (button) ? RSC_SHOWN_SUM : RSC_SHOWN_NETWORK);
}

static void
on_go_on (GtkButton *button, gpointer user_data)
{
  rsc_reasons_leave_out (get_reasons (user_data));
}

static void
on_find (GtkButton *button, gpointer user_data)
{
  rsc_reasons_find_move (get_reasons (user_data));
}

static void
on_apply (GtkButton *button, gpointer user_data)
{
  rsc_document_apply_move (rsc_panel_get_document (user_data));
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_UNIQUENESS_PANEL (user_data)->view),
                      rsc_panel_get_document (user_data), "uniqueness", TRUE);
}

static void
rsc_uniqueness_panel_finalize (GObject *object)
{
  RscUniquenessPanel *self = RSC_UNIQUENESS_PANEL (object);

  g_ptr_array_unref (self->found_rows);
  g_ptr_array_unref (self->coincidences);
  g_free (self->sources);
  G_OBJECT_CLASS (rsc_uniqueness_panel_parent_class)->finalize (object);
}

static void
rsc_uniqueness_panel_class_init (RscUniquenessPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_uniqueness_panel_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_uniqueness_panel_update;
  RSC_PANEL_CLASS (klass)->open = rsc_uniqueness_panel_open;
  g_type_ensure (RSC_TYPE_BARS_VIEW);
  g_type_ensure (RSC_TYPE_PIECE_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-uniqueness-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, found_box);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, found);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, list);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, drawn);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, find_button);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, apply_button);
  gtk_widget_class_bind_template_child (widget_class, RscUniquenessPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_line);
  gtk_widget_class_bind_template_callback (widget_class, on_drawn);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_find);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_uniqueness_panel_init (RscUniquenessPanel *self)
{
  self->found_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_row_set_unref);
  self->coincidences = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_row_set_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  rsc_neuron_bars_connect (self->view, RSC_PANEL (self));
}
