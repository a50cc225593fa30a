/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-sensitivity-panel.h"

#include <string.h>

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-reasons.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-neuron-bars.h"
#include "app/window/rsc-set-absence.h"
#include "ui/rsc-label.h"
#include "ui/rsc-piece-list.h"
#include "ui/words/rsc-effects-words.h"
#include "ui/words/rsc-walk-words.h"

/* Lines that the list has. */
#define LINES_MAX 500
/* Of what does not hold now. */
#define PALE 0.45

struct _RscSensitivityPanel
{
  RscPanel parent_instance;

  GtkWidget *pictures;
  RscBarsView *points;
  RscBarsView *neurons;
  RscPieceList *list;
  GtkLabel *absence;
  GtkToggleButton *drawn;
  GtkLabel *caption;

  gsize *sources;    /* numbers of the training points in the table */
  double *leverages; /* that the list is of, or NULL */
  gsize n;
};

G_DEFINE_FINAL_TYPE (RscSensitivityPanel, rsc_sensitivity_panel, RSC_TYPE_PANEL)

static RscEffects *
get_effects (gpointer panel)
{
  return rsc_document_get_effects (rsc_panel_get_document (panel));
}

static const RscDataset *
get_dataset (const RscTargetEffects *effects)
{
  return rsc_problem_get_dataset (
    rsc_solution_get_problem (rsc_optimal_set_get_solution (rsc_target_effects_get_set (effects))));
}

static gboolean
holds (RscSensitivityPanel *self)
{
  return rsc_effects_get (get_effects (self)) && !rsc_effects_is_stale (get_effects (self));
}

static gsize
get_source (RscSensitivityPanel *self, gsize row)
{
  return self->sources && row < self->n ? self->sources[row] : row;
}

/* --- the points --------------------------------------------------------------------------- */

static void
update_list (RscSensitivityPanel *self, const double *leverages)
{
  double most = 0.0;

  if (self->leverages && memcmp (self->leverages, leverages, self->n * sizeof (double)) == 0)
    return;
  g_free (self->leverages);
  self->leverages = g_memdup2 (leverages, MAX (self->n, 1) * sizeof (double));
  rsc_piece_list_clear (self->list);
  for (gsize i = 0; i < MIN (self->n, LINES_MAX); i++)
    most = fmax (most, fabs (leverages[i]));
  for (gsize i = 0; i < MIN (self->n, LINES_MAX); i++)
    {
      g_autofree char *words =
        rsc_effects_words_dup_line (get_source (self, i), leverages[i], most);

      rsc_piece_list_insert_plain (self->list, i, (int) i, words);
    }
  if (self->n > LINES_MAX)
    rsc_piece_list_append_note (self->list, rsc_effects_words_get (RSC_EFFECTS_WORDS_MORE));
}

static void
update_points (RscSensitivityPanel *self)
{
  RscEffects *shown = get_effects (self);
  const RscTargetEffects *effects = rsc_effects_get (shown);
  const gsize n = effects ? rsc_dataset_get_n (get_dataset (effects)) : 0;
  g_autofree char *sentence = NULL;
  RscSignedBarsModel model;

  gtk_widget_set_opacity (self->pictures, holds (self) ? 1.0 : PALE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), holds (self));
  /* While that of a moving λ is not known, the one before stays, pale. */
  if (!effects)
    return;
  if (n != self->n)
    g_clear_pointer (&self->leverages, g_free);
  self->n = n;
  g_free (self->sources);
  self->sources = rsc_document_dup_train_sources (rsc_panel_get_document (self));
  sentence =
    rsc_effects_words_dup_degrees (effects, (RscEffectsWordsOf) rsc_effects_get_of (shown));
  rsc_signed_bars_model_init (&model);
  model.n = n;
  model.values = rsc_target_effects_get_leverages (effects);
  model.labels = self->sources;
  model.y_title = rsc_effects_words_get (RSC_EFFECTS_WORDS_LEVERAGE);
  model.x_title = rsc_effects_words_get (RSC_EFFECTS_WORDS_POINT);
  model.sentence = sentence;
  model.selected = rsc_effects_get_chosen (shown);
  model.hovered = rsc_effects_get_row (shown);
  rsc_bars_view_set_model (self->points, &model);
  update_list (self, model.values);
  rsc_piece_list_set_current (self->list, rsc_effects_get_chosen (shown));
}

/* --- the neurons -------------------------------------------------------------------------- */

typedef struct
{
  gsize label;
  double slope;
} Moved;

static int
compare_moved (gconstpointer a, gconstpointer b)
{
  const Moved *p = a, *q = b;

  return (p->label > q->label) - (p->label < q->label);
}

/* The neurons of the network, by their numbers. */
static GArray *
list_moved (RscSensitivityPanel *self, const RscTargetEffects *effects, const double *norms)
{
  const gsize *numbers =
    rsc_labelling_get_labels (rsc_document_get_labelling (rsc_panel_get_document (self)));
  RscOptimalSet *set = rsc_target_effects_get_set (effects);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree gboolean *used = g_new0 (gboolean, m + 1);
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (Moved));

  rsc_optimal_set_find_used (set, rsc_target_effects_get_norms (effects), used);
  for (gsize k = 0; k < m; k++)
    if (used[k])
      {
        const Moved one = { numbers ? numbers[k] : k, norms[k] };
        g_array_append_val (moved, one);
      }
  g_array_sort (moved, compare_moved);
  return moved;
}

static void
update_neurons (RscSensitivityPanel *self)
{
  RscEffects *shown = get_effects (self);
  const RscTargetEffects *effects = rsc_effects_get (shown);
  const double *norms = rsc_effects_get_norms (shown);
  g_autoptr (GArray) moved = NULL;
  g_autofree gsize *labels = NULL;
  g_autofree double *values = NULL;
  g_autofree char *sentence = NULL;
  RscSignedBarsModel model;

  if (!effects)
    return;
  rsc_signed_bars_model_init (&model);
  if (norms)
    {
      moved = list_moved (self, effects, norms);
      labels = g_new (gsize, moved->len + 1);
      values = g_new (double, moved->len + 1);
      for (guint k = 0; k < moved->len; k++)
        {
          labels[k] = g_array_index (moved, Moved, k).label;
          values[k] = g_array_index (moved, Moved, k).slope;
        }
      model.n = moved->len;
      model.values = values;
      model.labels = labels;
      sentence = rsc_effects_words_dup_neurons (
        get_source (self, (gsize) rsc_effects_get_row (shown)), moved->len);
    }
  model.neurons = TRUE;
  model.y_title = rsc_effects_words_get (RSC_EFFECTS_WORDS_NORM);
  model.x_title = rsc_effects_words_get (RSC_EFFECTS_WORDS_NEURON);
  model.sentence = sentence ? sentence : rsc_effects_words_get (RSC_EFFECTS_WORDS_CHOOSE);
  rsc_bars_view_set_model (self->neurons, &model);
  rsc_neuron_bars_update (self->neurons, RSC_PANEL (self));
}

static void
update_caption (RscSensitivityPanel *self)
{
  RscEffects *shown = get_effects (self);
  const RscTargetEffects *effects = rsc_effects_get (shown);
  const double *fit = rsc_effects_get_fit (shown);
  const gssize row = rsc_effects_get_row (shown);
  g_autofree char *point = NULL;
  g_autofree char *text = NULL;

  if (effects && fit && row >= 0)
    {
      const gboolean several = rsc_effects_get_of (shown) != RSC_TARGET_EFFECTS_OF_THE_ONLY;
      g_autofree char *range = NULL;

      point = rsc_effects_words_dup_point ((gsize) row, get_source (self, (gsize) row), self->n,
                                           fit, rsc_effects_get_objective (shown));
      if (row == rsc_effects_get_chosen (shown)
          && (several || rsc_effects_get_range (shown) || rsc_effects_is_ranging (shown)))
        range = rsc_effects_words_dup_range (
          rsc_effects_get_range (shown), rsc_dataset_get_y (get_dataset (effects))[row], several);
      text = range ? g_strconcat (point, "; ", range, NULL) : g_steal_pointer (&point);
    }
  rsc_label_set (self->caption, text);
  rsc_panel_begin_update (self);
  gtk_toggle_button_set_active (self->drawn, rsc_effects_is_drawn (shown));
  rsc_panel_end_update (self);
}

static void
update_absence (RscSensitivityPanel *self)
{
  RscEffects *shown = get_effects (self);
  g_autofree char *without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
  const char *text = "";

  if (without_set)
    text = without_set;
  else if (rsc_effects_get_error (shown))
    text = rsc_effects_get_error (shown)->message;
  else if (!self->leverages && rsc_effects_is_stale (shown))
    text = rsc_walk_words_get_resting ();
  else if (!self->leverages)
    text = rsc_effects_words_get (RSC_EFFECTS_WORDS_WAITING);
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (self->pictures, *text == '\0');
}

static void
rsc_sensitivity_panel_update (RscPanel *panel, guint parts)
{
  RscSensitivityPanel *self = RSC_SENSITIVITY_PANEL (panel);

  if (parts & (RSC_DOCUMENT_EFFECTS | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA))
    {
      update_points (self);
      update_neurons (self);
      update_caption (self);
    }
  if (parts & (RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER))
    rsc_neuron_bars_update (self->neurons, panel);
  if (parts
      & (RSC_DOCUMENT_EFFECTS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY
         | RSC_DOCUMENT_ERROR))
    update_absence (self);
}

/* --- what a hand does --------------------------------------------------------------------- */

static void
rsc_sensitivity_panel_open (RscPanel *self, gboolean open)
{
  rsc_effects_set_open (get_effects (self), open);
}

static void
choose_row (RscSensitivityPanel *self, int k)
{
  const gsize row = (gsize) k;

  if (holds (self) && k >= 0 && row < self->n)
    rsc_document_select_train_rows (rsc_panel_get_document (self), 1, &row);
}

static void
on_point_hovered (RscBarsView *view, int k, gpointer user_data)
{
  rsc_selection_hover (rsc_document_get_selection (rsc_panel_get_document (user_data)), -1,
                       holds (user_data) ? k : -1);
}

static void
on_point_chosen (RscBarsView *view, int k, gpointer user_data)
{
  choose_row (user_data, k);
}

static void
on_line (RscPieceList *list, int k, gpointer user_data)
{
  choose_row (user_data, k);
}

static void
on_drawn (GtkToggleButton *button, gpointer user_data)
{
  if (rsc_panel_is_updating (user_data))
    return;
  rsc_document_draw (rsc_panel_get_document (user_data),
                     gtk_toggle_button_get_active (button) ? RSC_SHOWN_EFFECT : RSC_SHOWN_NETWORK);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_SENSITIVITY_PANEL (user_data)->points),
                      rsc_panel_get_document (user_data), "sensitivity", TRUE);
}

static void
rsc_sensitivity_panel_finalize (GObject *object)
{
  RscSensitivityPanel *self = RSC_SENSITIVITY_PANEL (object);

  g_free (self->sources);
  g_free (self->leverages);
  G_OBJECT_CLASS (rsc_sensitivity_panel_parent_class)->finalize (object);
}

static void
rsc_sensitivity_panel_class_init (RscSensitivityPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_sensitivity_panel_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_sensitivity_panel_update;
  RSC_PANEL_CLASS (klass)->open = rsc_sensitivity_panel_open;
  g_type_ensure (RSC_TYPE_BARS_VIEW);
  g_type_ensure (RSC_TYPE_PIECE_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-sensitivity-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, pictures);
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, points);
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, neurons);
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, list);
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, drawn);
  gtk_widget_class_bind_template_child (widget_class, RscSensitivityPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_point_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_point_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_line);
  gtk_widget_class_bind_template_callback (widget_class, on_drawn);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_sensitivity_panel_init (RscSensitivityPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  rsc_neuron_bars_connect (self->neurons, RSC_PANEL (self));
}
