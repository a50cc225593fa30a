/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-lesson-pane.h"

#include "ui/rsc-formula-view.h"
#include "ui/rsc-linked-text.h"
#include "ui/rsc-spoken-names.h"
#include "ui/words/rsc-lesson-words.h"
#include "ui/words/rsc-number-reader.h"

/* Below a reply that is brought to sight. */
#define REPLY_MARGIN 8

struct _RscLessonPane
{
  GtkWidget parent_instance;

  RscLessonRun *run;  /* or NULL */
  gssize shown;       /* the step that the choices are of, or -1 */
  gboolean is_unread; /* what was typed is no number */

  GtkLabel *title;
  GtkWidget *reload_button;
  GtkLabel *place;
  GtkProgressBar *progress;
  GtkScrolledWindow *scrolled;
  guint sight; /* the callback that brings the reply to sight, or 0 */
  guint n_frames;
  GtkLabel *heading;
  GtkLabel *text;
  RscFormulaView *formula;
  GtkWidget *point_button;
  GtkWidget *ask;
  GtkLabel *question;
  GtkBox *choices;
  GtkWidget *number_box;
  GtkEditable *number;
  GtkWidget *reply_box;
  GtkImage *reply_icon;
  GtkLabel *reply;
  GtkButton *solve_button;
  GtkLabel *score;
  GtkWidget *back_button;
  GtkButton *next_button;
};

enum
{
  LEAVE,
  POINT,
  TERM,
  RELOAD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscLessonPane, rsc_lesson_pane, GTK_TYPE_WIDGET)

/* --- the answers ------------------------------------------------------------------------------ */

static void
on_choice (GtkButton *button, gpointer user_data)
{
  RscLessonPane *self = RSC_LESSON_PANE (user_data);

  rsc_lesson_run_choose (self->run,
                         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "choice")));
}

static GtkWidget *
create_choice (RscLessonPane *self, int k)
{
  GtkWidget *button = gtk_button_new_with_label ("");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set_data (G_OBJECT (button), "choice", GINT_TO_POINTER (k));
  g_signal_connect (button, "clicked", G_CALLBACK (on_choice), self);
  return button;
}

static void
fill_choices (RscLessonPane *self, const RscLessonStep *step)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))))
    gtk_box_remove (self->choices, child);
  for (guint k = 0; k < step->choices->len; k++)
    gtk_box_append (self->choices, create_choice (self, (int) k));
}

static void
update_choices (RscLessonPane *self, const RscLessonStep *step)
{
  const int chosen = rsc_lesson_run_get_choice (self->run);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices));

  for (guint k = 0; child && k < step->choices->len; k++)
    {
      const RscLessonChoice *choice = g_ptr_array_index (step->choices, k);
      g_autofree char *text = rsc_lesson_run_dup_filled (self->run, choice->text);
      g_autofree char *plain = rsc_linked_text_dup_plain (text);

      gtk_button_set_label (GTK_BUTTON (child), plain);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, plain,
                                      -1);
      if ((int) k == chosen)
        gtk_widget_add_css_class (child, "chosen");
      else
        gtk_widget_remove_css_class (child, "chosen");
      child = gtk_widget_get_next_sibling (child);
    }
}

/* What is below the pane's edge would be an answer to nobody: brought to sight as soon as it has
 * its place, which it has in the second frame. */
static gboolean
show_whole_reply (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RscLessonPane *self = RSC_LESSON_PANE (widget);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  if (self->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->n_frames = 0;
  self->sight = 0;
  if (gtk_widget_get_visible (self->reply_box)
      && gtk_widget_compute_bounds (self->reply_box, GTK_WIDGET (self->scrolled), &bounds))
    {
      const double top = gtk_adjustment_get_value (place) + bounds.origin.y;
      const double bottom = top + bounds.size.height + REPLY_MARGIN;

      gtk_adjustment_clamp_page (place, top, bottom);
    }
  return G_SOURCE_REMOVE;
}

static void
show_reply (RscLessonPane *self, const char *text, const char *icon, const char *css_class)
{
  static const char *const classes[] = { "right", "wrong", NULL };

  gtk_widget_set_visible (self->reply_box, text != NULL);
  if (!text)
    return;
  for (gsize k = 0; classes[k]; k++)
    gtk_widget_remove_css_class (self->reply_box, classes[k]);
  if (css_class)
    gtk_widget_add_css_class (self->reply_box, css_class);
  gtk_image_set_from_icon_name (self->reply_icon, icon);
  /* Right or wrong is said to who has just answered. */
  if (css_class && !g_str_equal (gtk_label_get_text (self->reply), text) && !self->sight)
    self->sight = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_whole_reply, NULL, NULL);
  rsc_linked_text_set (self->reply, text);
}

static void
update_reply (RscLessonPane *self, const RscLessonStep *step)
{
  const RscLessonVerdict verdict = rsc_lesson_run_get_verdict (self->run);
  g_autofree char *reply = rsc_lesson_run_dup_reply (self->run);
  g_autofree char *whole = NULL;

  if (self->is_unread)
    show_reply (self, rsc_lesson_words_get (RSC_LESSON_WORD_NO_NUMBER),
                "dialog-information-symbolic", NULL);
  else if (verdict == RSC_LESSON_WAITING)
    show_reply (self, rsc_lesson_words_get (RSC_LESSON_WORD_WAITING), "content-loading-symbolic",
                NULL);
  else if (reply)
    {
      whole = rsc_lesson_words_dup_reply (verdict == RSC_LESSON_RIGHT, reply);
      show_reply (self, whole,
                  verdict == RSC_LESSON_RIGHT ? "object-select-symbolic" : "process-stop-symbolic",
                  verdict == RSC_LESSON_RIGHT ? "right" : "wrong");
    }
  else if (step->ask == RSC_LESSON_ASK_ACTION)
    {
      whole = rsc_lesson_run_dup_filled (self->run, step->otherwise);
      show_reply (self, whole, "dialog-information-symbolic", NULL);
    }
  else
    show_reply (self, NULL, NULL, NULL);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* The line under a letter is nothing to say: GTK would tell a screen reader “_Next Next”. */
static void
name_button (GtkButton *button, const char *words)
{
  g_autofree char *plain = rsc_spoken_names_dup_plain (words);

  gtk_button_set_label (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, plain,
                                  -1);
}

static void
update_ask (RscLessonPane *self, const RscLessonStep *step)
{
  const gboolean right = rsc_lesson_run_get_verdict (self->run) == RSC_LESSON_RIGHT;

  gtk_widget_set_visible (self->ask, step->ask != RSC_LESSON_ASK_NOTHING);
  if (step->question)
    {
      g_autofree char *question = rsc_lesson_run_dup_filled (self->run, step->question);

      rsc_linked_text_set (self->question, question);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices), step->ask == RSC_LESSON_ASK_CHOICE);
  gtk_widget_set_visible (self->number_box, step->ask == RSC_LESSON_ASK_NUMBER);
  update_choices (self, step);
  update_reply (self, step);
  gtk_widget_set_visible (GTK_WIDGET (self->solve_button), !right);
  name_button (self->solve_button, rsc_lesson_words_get (step->ask == RSC_LESSON_ASK_ACTION
                                                           ? RSC_LESSON_WORD_DO_IT
                                                           : RSC_LESSON_WORD_SHOW_ANSWER));
}

static void
update_next (RscLessonPane *self, const RscLessonStep *step)
{
  const gboolean at_end = rsc_lesson_run_is_at_end (self->run);
  const gboolean done = step->ask == RSC_LESSON_ASK_NOTHING
                        || rsc_lesson_run_get_verdict (self->run) == RSC_LESSON_RIGHT;

  name_button (self->next_button, rsc_lesson_words_get (at_end ? RSC_LESSON_WORD_FINISH
                                                        : done ? RSC_LESSON_WORD_NEXT
                                                               : RSC_LESSON_WORD_SKIP));
  if (done)
    gtk_widget_add_css_class (GTK_WIDGET (self->next_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_button), "suggested-action");
  gtk_widget_set_sensitive (self->back_button, rsc_lesson_run_get_index (self->run) > 0);
}

static void
update_score (RscLessonPane *self)
{
  gsize n_questions;
  const gsize n_right = rsc_lesson_run_count_right (self->run, &n_questions);
  g_autofree char *score = rsc_lesson_words_dup_score (n_right, n_questions);

  gtk_widget_set_visible (GTK_WIDGET (self->score),
                          rsc_lesson_run_is_at_end (self->run) && n_questions > 0);
  gtk_label_set_label (self->score, score);
}

/* What is the same as long as the step is. */
static void
show_step (RscLessonPane *self, const RscLessonStep *step)
{
  const gsize index = rsc_lesson_run_get_index (self->run);
  const gsize n = rsc_lesson_get_n_steps (rsc_lesson_run_get_lesson (self->run));
  g_autofree char *place = rsc_lesson_words_dup_place (index, n);

  self->shown = (gssize) index;
  self->is_unread = FALSE;
  gtk_label_set_label (self->title, rsc_lesson_run_get_lesson (self->run)->title);
  gtk_label_set_label (self->place, place);
  gtk_progress_bar_set_fraction (self->progress, (double) (index + 1) / (double) n);
  gtk_label_set_label (self->heading, step->title);
  rsc_formula_view_set_formula (self->formula, step->formula);
  gtk_widget_set_visible (GTK_WIDGET (self->formula), step->formula != NULL);
  gtk_widget_set_visible (self->point_button, step->point != NULL);
  gtk_editable_set_text (self->number, "");
  fill_choices (self, step);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
update (RscLessonPane *self)
{
  const RscLessonStep *step = rsc_lesson_run_get_step (self->run);
  g_autofree char *text = rsc_lesson_run_dup_filled (self->run, step->text);

  if (self->shown != (gssize) rsc_lesson_run_get_index (self->run))
    show_step (self, step);
  rsc_linked_text_set (self->text, text);
  update_ask (self, step);
  update_next (self, step);
  update_score (self);
}

static void
on_run_changed (RscLessonRun *run, gpointer user_data)
{
  update (RSC_LESSON_PANE (user_data));
}

/* --- what a hand does ------------------------------------------------------------------------- */

static void
go (RscLessonPane *self, gsize k)
{
  rsc_lesson_run_go_to (self->run, k);
  /* It is read from its beginning. */
  gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

static void
on_back (GtkButton *button, gpointer user_data)
{
  RscLessonPane *self = RSC_LESSON_PANE (user_data);

  go (self, rsc_lesson_run_get_index (self->run) - 1);
}

static void
on_leave (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[LEAVE], 0);
}

static void
on_next (GtkButton *button, gpointer user_data)
{
  RscLessonPane *self = RSC_LESSON_PANE (user_data);

  if (rsc_lesson_run_is_at_end (self->run))
    on_leave (button, self);
  else
    go (self, rsc_lesson_run_get_index (self->run) + 1);
}

static void
on_reload (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[RELOAD], 0);
}

static void
on_point (GtkButton *button, gpointer user_data)
{
  RscLessonPane *self = RSC_LESSON_PANE (user_data);

  g_signal_emit (self, signals[POINT], 0, rsc_lesson_run_get_step (self->run)->point);
}

static void
on_solve (GtkButton *button, gpointer user_data)
{
  RSC_LESSON_PANE (user_data)->is_unread = FALSE;
  rsc_lesson_run_solve (RSC_LESSON_PANE (user_data)->run);
}

static void
on_check (GtkWidget *widget, gpointer user_data)
{
  RscLessonPane *self = RSC_LESSON_PANE (user_data);
  double number;

  self->is_unread = !rsc_number_reader_parse (gtk_editable_get_text (self->number), &number);
  if (self->is_unread)
    update (self);
  else
    rsc_lesson_run_enter (self->run, number);
}

static gboolean
on_link (GtkLabel *label, const char *address, gpointer user_data)
{
  const char *term = rsc_linked_text_get_term (address);

  if (!term)
    return FALSE;
  g_signal_emit (user_data, signals[TERM], 0, term);
  return TRUE;
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_lesson_pane_dispose (GObject *object)
{
  RscLessonPane *self = RSC_LESSON_PANE (object);
  GtkWidget *child;

  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_lesson_pane_parent_class)->dispose (object);
}

static void
rsc_lesson_pane_class_init (RscLessonPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_lesson_pane_dispose;
  signals[LEAVE] = g_signal_new ("leave", RSC_TYPE_LESSON_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[POINT] = g_signal_new ("point", RSC_TYPE_LESSON_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TERM] = g_signal_new ("term", RSC_TYPE_LESSON_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RELOAD] = g_signal_new ("reload", RSC_TYPE_LESSON_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  g_type_ensure (RSC_TYPE_FORMULA_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-lesson-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, title);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, reload_button);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, place);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, progress);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, heading);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, text);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, formula);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, point_button);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, ask);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, question);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, choices);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, number_box);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, number);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, reply_box);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, reply_icon);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, reply);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, solve_button);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, score);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, RscLessonPane, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_reload);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
  gtk_widget_class_bind_template_callback (widget_class, on_point);
  gtk_widget_class_bind_template_callback (widget_class, on_check);
  gtk_widget_class_bind_template_callback (widget_class, on_solve);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
}

static void
rsc_lesson_pane_init (RscLessonPane *self)
{
  self->shown = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rsc_lesson_pane_set_run (RscLessonPane *self, RscLessonRun *run, gboolean can_reload)
{
  g_return_if_fail (RSC_IS_LESSON_PANE (self));

  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  self->shown = -1;
  if (!run)
    return;
  gtk_widget_set_visible (self->reload_button, can_reload);
  g_signal_connect (run, "changed", G_CALLBACK (on_run_changed), self);
  update (self);
}
