/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-data-pen.h"

#include <math.h>

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-held-axes.h"
#include "app/model/rsc-prepared-rows.h"
#include "core/data/rsc-classes.h"
#include "core/data/rsc-data-edit.h"
#include "core/numerics/rsc-number-words.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-edit-words.h"

/* States whose results may still come. */
#define STATES_MAX 64

/* What a hand moves. */
typedef struct
{
  RscDataset *start; /* NULL while nothing is held */
  RscRowSet *rows;
  double x[2]; /* of the point that is held, in the units of the source */
} Held;

struct _RscDataPen
{
  RscPanel parent_instance;

  GtkToggleButton *toggle;
  GtkDropDown *classes;
  GtkMenuButton *value_button;
  GtkSpinButton *value;
  RscFunctionView *view; /* weak: either may go first */

  GQueue states; /* newest first */
  RscDocumentState *shown;
  RscPreparedRows *prepared; /* of @shown */
  double class_values[2];
  Held held;
  RscHeldAxes axes;
  RscDataset *begun; /* without a point, that the pen was taken for last, or NULL */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDataPen, rsc_data_pen, RSC_TYPE_PANEL)

static gsize
get_d (RscDataPen *self)
{
  RscDataset *source = rsc_panel_get_state (self)->source;

  return source ? rsc_dataset_get_d (source) : 0;
}

static gboolean
is_active (RscDataPen *self)
{
  return gtk_toggle_button_get_active (self->toggle);
}

/* Features on the axes, as the picture takes them. */
static void
get_axes (RscDataPen *self, gsize axes[2])
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize d = get_d (self);

  axes[0] = d > 0 ? MIN (state->feature_x, d - 1) : 0;
  axes[1] = d > 1 ? MIN (state->feature_y, d - 1) : 0;
  if (d > 1 && axes[0] == axes[1])
    axes[1] = axes[0] == 0 ? 1 : 0;
}

/* --- what is on show ---------------------------------------------------------------------- */

/* Remembers the state, whose results may be shown when it is not the newest any more. */
static void
remember (RscDataPen *self)
{
  RscDocumentState *state = (RscDocumentState *) rsc_panel_get_state (self);
  RscDocumentState *newest = g_queue_peek_head (&self->states);

  if (newest == state)
    return;
  /* Another selection of the same data takes its place. */
  if (newest && newest->train == state->train && newest->source == state->source)
    rsc_document_state_unref (g_queue_pop_head (&self->states));
  g_queue_push_head (&self->states, rsc_document_state_ref (state));
  while (self->states.length > STATES_MAX)
    rsc_document_state_unref (g_queue_pop_tail (&self->states));
}

static RscDocumentState *
find_state (RscDataPen *self, RscDataset *train)
{
  for (GList *l = self->states.head; l; l = l->next)
    if (((RscDocumentState *) l->data)->train == train)
      return l->data;
  return g_queue_peek_head (&self->states);
}

static void
take_shown (RscDataPen *self, RscDocumentState *state)
{
  if (self->shown == state)
    return;
  if (self->shown && !rsc_document_state_is_same_drawing (self->shown, state))
    self->axes.held = FALSE;
  if (!self->prepared || !self->shown || self->shown->source != state->source
      || self->shown->train != state->train)
    {
      g_clear_pointer (&self->prepared, rsc_prepared_rows_free);
      self->prepared = state->source ? rsc_prepared_rows_new (state) : NULL;
    }
  rsc_document_state_ref (state);
  g_clear_pointer (&self->shown, rsc_document_state_unref);
  self->shown = state;
}

/* Takes the axes of the picture. */
static void
take_axes (RscDataPen *self)
{
  RscPicture *picture;
  double x[2], y[2];
  gsize axes[2];

  /* Nobody else needs the picture laid out before it is drawn. */
  if (self->axes.held || !is_active (self) || !self->prepared)
    return;
  picture = rsc_plot_area_get_picture (RSC_PLOT_AREA (self->view));
  if (!picture || !rsc_function_hand_get_ranges (picture, x, y))
    return;
  get_axes (self, axes);
  rsc_held_axes_take (&self->axes, self->prepared, axes, x, y);
}

static void
hold_axes (RscDataPen *self, RscFunctionModel *model)
{
  double x[2], y[2];

  /* Under a drag they stand still, wherever the point goes. */
  if (!self->held.start && self->shown->source)
    rsc_held_axes_make_room (&self->axes, self->shown->source);
  if (!self->prepared || !rsc_held_axes_get (&self->axes, self->prepared, x, y))
    return;
  model->x_low = x[0];
  model->x_high = x[1];
  model->y_low = y[0];
  model->y_high = y[1];
}

void
rsc_data_pen_prepare (RscDataPen *self, RscFunctionModel *model)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscResults *results = rsc_document_get_results (document);
  RscDataset *dataset = rsc_document_get_train (document);
  RscDocumentState *shown;

  remember (self);
  shown = find_state (self, dataset);
  model->updating = rsc_results_is_late (results);
  if (model->updating || !dataset)
    {
      shown = g_queue_peek_head (&self->states);
      dataset = shown->train;
    }
  take_shown (self, shown);
  /* There may be features and nothing to fit. */
  model->dataset = dataset ? dataset : shown->source;
  model->test = dataset && dataset == shown->train ? shown->test : NULL;
  model->drawing = is_active (self);
  hold_axes (self, model);
}

void
rsc_data_pen_show_rows (RscDataPen *self)
{
  g_autoptr (RscRowSet) train = NULL;
  g_autoptr (RscRowSet) test = NULL;

  if (self->prepared && self->shown)
    {
      train = rsc_prepared_rows_from_source (self->prepared, self->shown->rows, FALSE);
      test = rsc_prepared_rows_from_source (self->prepared, self->shown->rows, TRUE);
    }
  else
    {
      train = rsc_row_set_new (0, NULL);
      test = rsc_row_set_new (0, NULL);
    }
  rsc_function_view_set_rows (self->view, train, test);
  take_axes (self);
}

/* --- what the pen writes ------------------------------------------------------------------ */

static double
get_target (RscDataPen *self, gboolean other)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->classes)))
    {
      const guint chosen = gtk_drop_down_get_selected (self->classes);

      return self->class_values[(chosen == 0) == other ? 1 : 0];
    }
  return (other ? -1.0 : 1.0) * gtk_spin_button_get_value (self->value);
}

static void
tell_targets (RscDataPen *self)
{
  g_autofree char *value = rsc_edit_words_dup_class (gtk_spin_button_get_value (self->value));

  gtk_menu_button_set_label (self->value_button, value);
  if (self->view)
    rsc_function_pen_set_targets (rsc_function_view_get_pen (self->view), get_target (self, FALSE),
                                  get_target (self, TRUE));
}

static void
fill_classes (RscDataPen *self, const double classes[2])
{
  g_autoptr (GtkStringList) names = NULL;
  const guint chosen = gtk_drop_down_get_selected (self->classes);

  if (gtk_drop_down_get_model (self->classes) && classes[0] == self->class_values[0]
      && classes[1] == self->class_values[1])
    return;
  names = gtk_string_list_new (NULL);
  for (gsize k = 0; k < 2; k++)
    {
      g_autofree char *name = rsc_edit_words_dup_class (classes[k]);

      gtk_string_list_append (names, name);
      self->class_values[k] = classes[k];
    }
  gtk_drop_down_set_model (self->classes, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->classes, chosen == 0 ? 0 : 1);
}

static gboolean
is_movable (RscDataPen *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize d = get_d (self);

  return (d == 1 || d == 2) && state->mode != RSC_FUNCTION_FIT;
}

static void
update_controls (RscDataPen *self)
{
  const gboolean movable = is_movable (self);
  double classes[2];
  RscDataset *source = rsc_panel_get_state (self)->source;
  const gboolean has_classes = rsc_classes_find_two (source, classes);

  rsc_panel_begin_update (self);
  if (!movable && is_active (self))
    gtk_toggle_button_set_active (self->toggle, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), movable);
  rsc_tip_set (GTK_WIDGET (self->toggle), rsc_edit_words_get_pen (movable || get_d (self) == 0));
  gtk_widget_set_visible (GTK_WIDGET (self->classes),
                          is_active (self) && get_d (self) == 2 && has_classes);
  gtk_widget_set_visible (GTK_WIDGET (self->value_button),
                          is_active (self) && get_d (self) == 2 && !has_classes);
  fill_classes (self, classes);
  rsc_panel_end_update (self);
  if (self->view)
    rsc_function_pen_set (rsc_function_view_get_pen (self->view), is_active (self), movable);
  tell_targets (self);
}

gsize
rsc_data_pen_get_source_row (RscDataPen *self, gsize i)
{
  g_return_val_if_fail (RSC_IS_DATA_PEN (self), i);

  return self->prepared && i < self->prepared->n_train ? self->prepared->rows[i] : i;
}

gboolean
rsc_data_pen_is_active (RscDataPen *self)
{
  return is_active (self);
}

char *
rsc_data_pen_dup_hint (RscDataPen *self)
{
  if (!is_active (self))
    return NULL;
  return get_d (self) == 2
           ? rsc_edit_words_dup_hint (get_target (self, FALSE), get_target (self, TRUE))
           : rsc_edit_words_dup_hint (NAN, NAN);
}

static void
emit_changed (RscDataPen *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscDataPen *self = RSC_DATA_PEN (user_data);

  if (rsc_panel_is_updating (self))
    return;
  self->axes.held = FALSE;
  update_controls (self);
  if (is_active (self) && self->view)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  emit_changed (self);
}

static void
on_target_chosen (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  RscDataPen *self = RSC_DATA_PEN (user_data);

  if (rsc_panel_is_updating (self) || !rsc_panel_get_document (self))
    return;
  tell_targets (self);
  emit_changed (self);
}

/* --- what the hand asks for --------------------------------------------------------------- */

static void
let_go (RscDataPen *self)
{
  g_clear_pointer (&self->held.start, rsc_dataset_unref);
  g_clear_pointer (&self->held.rows, rsc_row_set_unref);
}

/* Rows of the data on show, which may be those before an edit that is being solved: the same points
 * now. */
static RscRowSet *
find_now (RscDataPen *self, const RscRowSet *rows)
{
  return rsc_data_edit_find_rows (self->shown->source, rows, rsc_panel_get_state (self)->source);
}

static RscRowSet *
get_rows (RscDataPen *self, const RscPenAct *wish)
{
  g_autoptr (RscRowSet) rows = NULL;

  if (wish->selected)
    return rsc_row_set_ref (rsc_document_get_rows (rsc_panel_get_document (self)));
  rows = rsc_prepared_rows_to_source (self->prepared, wish->train, wish->test);
  return find_now (self, rows);
}

static void
add_point (RscDataPen *self, const RscPenAct *wish)
{
  double x[2] = { 0.0, 0.0 };
  double y = get_d (self) == 1 ? wish->y : get_target (self, wish->other);
  gsize axes[2];

  get_axes (self, axes);
  x[axes[0]] = rsc_prepared_rows_to_raw (self->prepared, axes[0], wish->x);
  if (get_d (self) == 2)
    x[axes[1]] = rsc_prepared_rows_to_raw (self->prepared, axes[1], wish->y);
  rsc_document_add_points (rsc_panel_get_document (self), 1, x, &y);
}

static void
select_points (RscDataPen *self, const RscPenAct *wish)
{
  RscDocument *document = rsc_panel_get_document (self);
  g_autoptr (RscRowSet) rows = get_rows (self, wish);
  g_autoptr (RscRowSet) all = NULL;

  if (!wish->more)
    all = rsc_row_set_ref (rows);
  else if (rows->n == 1)
    all = rsc_row_set_new_toggled (rsc_document_get_rows (document), rows);
  else
    all = rsc_row_set_new_union (rsc_document_get_rows (document), rows);
  rsc_document_select_rows (document, all);
}

static void
hold (RscDataPen *self, const RscPenAct *wish)
{
  RscDataset *source = rsc_panel_get_state (self)->source;
  const gsize d = get_d (self);
  const gsize k = (wish->held_test ? self->prepared->n_train : 0) + wish->row;
  Held *held = &self->held;
  g_autoptr (RscRowSet) one = NULL;
  g_autoptr (RscRowSet) now = NULL;
  gsize axes[2], row;

  let_go (self);
  if (k >= rsc_dataset_get_n (self->shown->source))
    return;
  one = rsc_row_set_new (1, &self->prepared->rows[k]);
  now = find_now (self, one);
  if (now->n == 0)
    return;
  row = now->rows[0];
  get_axes (self, axes);
  held->rows = get_rows (self, wish);
  held->x[0] = rsc_dataset_get_x (source)[row * d + axes[0]];
  held->x[1] =
    d == 2 ? rsc_dataset_get_x (source)[row * d + axes[1]] : rsc_dataset_get_y (source)[row];
  held->start = rsc_dataset_ref (source);
}

/* @mode: RUNNING moves what is held from where it was; @x, @y: how far, in the units of the
 * source. */
static void
move (RscDataPen *self, RscChangeMode mode, RscDataset *start, RscRowSet *rows, double x, double y)
{
  double vector[2] = { 0.0, 0.0 };
  gsize axes[2];

  get_axes (self, axes);
  vector[axes[0]] = x;
  if (get_d (self) == 2)
    vector[axes[1]] = y;
  rsc_document_move_points (rsc_panel_get_document (self), mode, start, rows, vector,
                            get_d (self) == 1 ? y : 0.0);
}

static void
move_held (RscDataPen *self, const RscPenAct *wish)
{
  const Held *held = &self->held;
  gsize axes[2];
  double x, y = wish->y;

  if (!held->start)
    return;
  get_axes (self, axes);
  x = rsc_prepared_rows_to_raw (self->prepared, axes[0], wish->x);
  if (get_d (self) == 2)
    y = rsc_prepared_rows_to_raw (self->prepared, axes[1], wish->y);
  move (self, RSC_CHANGE_RUNNING, held->start, held->rows, x - held->x[0], y - held->x[1]);
}

/* A way in the picture in the units of the source. */
static void
get_way (RscDataPen *self, const RscPenAct *wish, double *x, double *y)
{
  gsize axes[2];

  get_axes (self, axes);
  *x = wish->x * rsc_prepared_rows_get_unit (self->prepared, axes[0]);
  *y = get_d (self) == 2 ? wish->y * rsc_prepared_rows_get_unit (self->prepared, axes[1]) : wish->y;
}

static void
nudge (RscDataPen *self, const RscPenAct *wish)
{
  g_autoptr (RscRowSet) rows = get_rows (self, wish);
  double x, y;

  get_way (self, wish, &x, &y);
  move (self, RSC_CHANGE_MERGE, rsc_panel_get_state (self)->source, rows, x, y);
}

static void
duplicate (RscDataPen *self, const RscPenAct *wish)
{
  g_autoptr (RscRowSet) rows = get_rows (self, wish);
  double vector[2] = { 0.0, 0.0 };
  double x, y;
  gsize axes[2];

  get_axes (self, axes);
  get_way (self, wish, &x, &y);
  vector[axes[0]] = x;
  if (get_d (self) == 2)
    vector[axes[1]] = y;
  rsc_document_duplicate_points (rsc_panel_get_document (self), rows, vector);
}

static void
shift (RscDataPen *self, const RscPenAct *wish)
{
  g_autoptr (RscRowSet) rows = get_rows (self, wish);

  rsc_document_shift_targets (rsc_panel_get_document (self), RSC_CHANGE_MERGE, rows,
                              wish->steps
                                * rsc_data_edit_get_step (rsc_panel_get_state (self)->source));
}

static void
do_edit (RscDataPen *self, const RscPenAct *wish)
{
  RscDocument *document = rsc_panel_get_document (self);
  g_autoptr (RscRowSet) rows = get_rows (self, wish);

  if (wish->kind == RSC_PEN_FLIP)
    rsc_document_flip_targets (document, rows);
  else
    rsc_document_delete_points (document, rows);
}

static void
on_acted (RscFunctionView *view, const RscPenAct *wish, gpointer user_data)
{
  RscDataPen *self = RSC_DATA_PEN (user_data);
  const RscDocumentState *state = rsc_panel_get_state (self);

  if (wish->kind == RSC_PEN_TOGGLE || wish->kind == RSC_PEN_LEAVE)
    {
      if (gtk_widget_get_sensitive (GTK_WIDGET (self->toggle)))
        gtk_toggle_button_set_active (self->toggle,
                                      wish->kind == RSC_PEN_TOGGLE && !is_active (self));
      return;
    }
  /* Other data than those on show. */
  if (!is_active (self) || !state->source || !self->prepared || !self->shown
      || rsc_dataset_get_d (self->shown->source) != rsc_dataset_get_d (state->source))
    return;
  switch (wish->kind)
    {
    case RSC_PEN_ADD:
      add_point (self, wish);
      break;
    case RSC_PEN_SELECT:
      select_points (self, wish);
      break;
    case RSC_PEN_BEGIN:
      hold (self, wish);
      break;
    case RSC_PEN_MOVE:
      move_held (self, wish);
      break;
    case RSC_PEN_END:
      let_go (self);
      rsc_document_end_change (rsc_panel_get_document (self));
      emit_changed (self);
      break;
    case RSC_PEN_GIVE_UP:
      let_go (self);
      rsc_document_cancel_change (rsc_panel_get_document (self));
      emit_changed (self);
      break;
    case RSC_PEN_NUDGE:
      nudge (self, wish);
      break;
    case RSC_PEN_SHIFT:
      shift (self, wish);
      break;
    case RSC_PEN_DUPLICATE:
      duplicate (self, wish);
      break;
    case RSC_PEN_FLIP:
    case RSC_PEN_DELETE:
      do_edit (self, wish);
      break;
    case RSC_PEN_TOGGLE:
    case RSC_PEN_LEAVE:
    default:
      break;
    }
}

/* --- object ------------------------------------------------------------------------------- */

static void
rsc_data_pen_update (RscPanel *panel, guint parts)
{
  RscDataPen *self = RSC_DATA_PEN (panel);
  const RscDocumentState *state = rsc_panel_get_state (panel);

  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW))
    update_controls (self);
  /* Who begins without a point wants to draw. */
  if (!(parts & RSC_DOCUMENT_DATA) || !state->drawn || state->edited
      || self->begun == state->source)
    return;
  g_clear_pointer (&self->begun, rsc_dataset_unref);
  self->begun = rsc_dataset_ref (state->source);
  gtk_toggle_button_set_active (self->toggle, TRUE);
}

static void
rsc_data_pen_dispose (GObject *object)
{
  RscDataPen *self = RSC_DATA_PEN (object);

  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (rsc_data_pen_parent_class)->dispose (object);
}

static void
rsc_data_pen_finalize (GObject *object)
{
  RscDataPen *self = RSC_DATA_PEN (object);

  let_go (self);
  g_clear_pointer (&self->begun, rsc_dataset_unref);
  g_queue_clear_full (&self->states, (GDestroyNotify) rsc_document_state_unref);
  g_clear_pointer (&self->shown, rsc_document_state_unref);
  g_clear_pointer (&self->prepared, rsc_prepared_rows_free);
  G_OBJECT_CLASS (rsc_data_pen_parent_class)->finalize (object);
}

static void
rsc_data_pen_class_init (RscDataPenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_data_pen_update;
  G_OBJECT_CLASS (klass)->dispose = rsc_data_pen_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_data_pen_finalize;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_DATA_PEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-data-pen.ui");
  gtk_widget_class_bind_template_child (widget_class, RscDataPen, toggle);
  gtk_widget_class_bind_template_child (widget_class, RscDataPen, classes);
  gtk_widget_class_bind_template_child (widget_class, RscDataPen, value_button);
  gtk_widget_class_bind_template_child (widget_class, RscDataPen, value);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_target_chosen);
  gtk_widget_class_bind_template_callback (widget_class, rsc_number_input_parse);
}

static void
rsc_data_pen_init (RscDataPen *self)
{
  g_queue_init (&self->states);
  self->class_values[0] = self->class_values[1] = NAN;
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_panel_end_update (self);
}

void
rsc_data_pen_set_view (RscDataPen *self, RscFunctionView *view)
{
  g_return_if_fail (RSC_IS_DATA_PEN (self));
  g_return_if_fail (RSC_IS_FUNCTION_VIEW (view) && self->view == NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "acted", G_CALLBACK (on_acted), self, 0);
}
