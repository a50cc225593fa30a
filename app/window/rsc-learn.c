/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-learn.h"

#include <adwaita.h>

#include "app/window/rsc-explain.h"
#include "app/window/rsc-glossary-pane.h"
#include "app/window/rsc-lesson-pane.h"
#include "app/window/rsc-lesson-shelf.h"
#include "app/window/rsc-pages.h"
#include "app/window/rsc-panel-focus.h"
#include "app/window/rsc-places.h"
#include "app/window/rsc-start-pane.h"
#include "core/data/rsc-gallery.h"
#include "ui/words/rsc-lesson-words.h"

/* Of the pane, in px. */
#define WIDTH 340
/* In a window narrower than this the side panel makes room for it. */
#define WIDE 1500
/* Of the window's data. */
#define KEY "rsc-learn"

struct _RscLearn
{
  GtkWindow *window;
  GtkBox *place;
  RscDesk *desk;
  RscWindowFiles *files;
  RscDocument *document;
  RscKeeper *keeper;

  GtkStack *stack;           /* or NULL while nothing has been shown */
  RscStartPane *start;       /* likewise */
  RscGlossaryPane *glossary; /* likewise */
  RscLessonPane *lesson;     /* likewise */
  RscLessonRun *run;         /* or NULL */
  GFile *file;               /* of the lesson, or NULL */
  GFileMonitor *monitor;     /* of it, or NULL */
  gboolean hid_side_panel;
  RscLayout layout; /* of before the lesson */
};

static void create_panes (RscLearn *self);

static void
tell (RscLearn *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.tell", "s", text);
}

/* --- the pane --------------------------------------------------------------------------------- */

static gboolean
has_side_panel (RscLearn *self)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (self->window), "side-panel");

  return state && g_variant_get_boolean (state);
}

static void
show_side_panel (RscLearn *self, gboolean shown)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "side-panel",
                                      g_variant_new_boolean (shown));
}

static void
show_pane (RscLearn *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  if (gtk_widget_get_visible (GTK_WIDGET (self->place)))
    return;
  if (has_side_panel (self) && gtk_widget_get_width (GTK_WIDGET (self->window)) < WIDE)
    {
      self->hid_side_panel = TRUE;
      show_side_panel (self, FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->place), TRUE);
}

static void
hide_pane (RscLearn *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->place)))
    return;
  /* Not left in what is out of sight, which would also be kept by it. */
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->place)))
    rsc_panel_focus_enter (rsc_desk_get_page (self->desk, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->place), FALSE);
  if (self->hid_side_panel)
    show_side_panel (self, TRUE);
  self->hid_side_panel = FALSE;
}

/* --- lessons ---------------------------------------------------------------------------------- */

static void
on_open (RscContents *contents, gpointer user_data)
{
  RscLearn *self = user_data;

  rsc_keeper_open (self->keeper, contents, NULL, TRUE, NULL);
  if (contents->has_layout)
    rsc_pages_set_layout (self->desk, &contents->layout);
}

/* Whatever a lesson does is not done to the document of before. */
static void
set_aside (RscLearn *self)
{
  g_autoptr (RscContents) contents = NULL;

  if (rsc_keeper_has_aside (self->keeper))
    return;
  contents = rsc_keeper_dup_contents (self->keeper);
  rsc_pages_get_layout (self->desk, &self->layout);
  rsc_keeper_set_aside (self->keeper, contents);
}

static void
on_run_changed (RscLessonRun *run, gpointer user_data)
{
  RscLearn *self = user_data;
  static const char *const key = "rsc-step";
  const gsize step = rsc_lesson_run_get_index (run) + 1;

  /* What was pointed at was so for another step. */
  if (GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (run), key)) != step)
    rsc_places_point (GTK_WIDGET (self->window), NULL);
  g_object_set_data (G_OBJECT (run), key, GSIZE_TO_POINTER (step));
}

static void
forget_file (RscLearn *self)
{
  if (self->monitor)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
}

static void
end_run (RscLearn *self)
{
  if (!self->run)
    return;
  rsc_lesson_pane_set_run (self->lesson, NULL, FALSE);
  g_signal_handlers_disconnect_by_data (self->run, self);
  g_object_run_dispose (G_OBJECT (self->run));
  g_clear_object (&self->run);
}

gboolean
rsc_learn_begin (RscLearn *self, RscLesson *lesson, const char *name, GFile *file, GError **error)
{
  g_return_val_if_fail (self != NULL && lesson != NULL, FALSE);

  if (!rsc_lesson_run_check (lesson, name, error))
    return FALSE;
  create_panes (self);
  end_run (self);
  rsc_places_point (GTK_WIDGET (self->window), NULL);
  set_aside (self);
  self->run = rsc_lesson_run_new (self->document, lesson, name, on_open, self);
  if (!file || !self->file || !g_file_equal (file, self->file))
    forget_file (self);
  g_set_object (&self->file, file);
  g_signal_connect (self->run, "changed", G_CALLBACK (on_run_changed), self);
  rsc_lesson_pane_set_run (self->lesson, self->run, file != NULL);
  show_pane (self, "lesson");
  return TRUE;
}

void
rsc_learn_leave (RscLearn *self)
{
  g_return_if_fail (self != NULL);

  if (!self->run)
    return;
  end_run (self);
  rsc_places_point (GTK_WIDGET (self->window), NULL);
  forget_file (self);
  rsc_keeper_bring_back (self->keeper);
  rsc_pages_set_layout (self->desk, &self->layout);
  rsc_layout_clear (&self->layout);
  hide_pane (self);
}

static void
begin_shipped (RscLearn *self, const char *name)
{
  g_autoptr (RscLesson) lesson = rsc_lesson_shelf_load (name);
  g_autoptr (GError) error = NULL;

  if (lesson && !rsc_learn_begin (self, lesson, name, NULL, &error))
    tell (self, error->message);
}

/* --- lessons of an author -------------------------------------------------------------------- */

static RscLesson *
load (GFile *file, GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return NULL;
  return rsc_lesson_parse (text, (gssize) length, name, error);
}

/* The same step of it, where it still has so many. */
static void
reload (RscLearn *self)
{
  g_autoptr (GFile) file = g_object_ref (self->file);
  const gsize index = rsc_lesson_run_get_index (self->run);
  g_autoptr (GError) error = NULL;

  if (!rsc_learn_open (self, file, &error))
    {
      tell (self, error->message);
      return;
    }
  rsc_lesson_run_go_to (
    self->run, MIN (index, rsc_lesson_get_n_steps (rsc_lesson_run_get_lesson (self->run)) - 1));
  tell (self, rsc_lesson_words_get (RSC_LESSON_WORD_HAS_CHANGED));
}

static void
on_file_changed (GFileMonitor *monitor,
                 GFile *file,
                 GFile *other,
                 GFileMonitorEvent event,
                 gpointer user_data)
{
  RscLearn *self = user_data;

  if (self->run
      && (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_RENAMED))
    reload (self);
}

gboolean
rsc_learn_open (RscLearn *self, GFile *file, GError **error)
{
  g_autoptr (RscLesson) lesson = NULL;
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);

  g_return_val_if_fail (self != NULL && G_IS_FILE (file), FALSE);

  lesson = load (file, error);
  if (!lesson || !rsc_learn_begin (self, lesson, name, file, error))
    return FALSE;
  if (!self->monitor)
    {
      self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (self->monitor)
        g_signal_connect (self->monitor, "changed", G_CALLBACK (on_file_changed), self);
    }
  return TRUE;
}

static void
show_glossary (RscLearn *self, const char *term)
{
  create_panes (self);
  if (rsc_glossary_pane_show (self->glossary, term))
    show_pane (self, "glossary");
}

static void
on_term (RscLessonPane *pane, const char *term, gpointer user_data)
{
  show_glossary (user_data, term);
}

/* Back to what the word was read in. */
static void
on_glossary_closed (RscGlossaryPane *pane, gpointer user_data)
{
  RscLearn *self = user_data;

  if (self->run)
    show_pane (self, "lesson");
  else
    hide_pane (self);
}

static void
on_reload (RscLessonPane *pane, gpointer user_data)
{
  reload (user_data);
}

/* --- what the panes ask for ------------------------------------------------------------------- */

static void
on_leave (RscLessonPane *pane, gpointer user_data)
{
  rsc_learn_leave (user_data);
  rsc_learn_show_start (user_data);
}

static void
on_point (RscLessonPane *pane, const char *name, gpointer user_data)
{
  RscLearn *self = user_data;

  if (!rsc_places_point (GTK_WIDGET (self->window), name))
    {
      g_autofree char *text = rsc_lesson_words_dup_no_control (name);

      tell (self, text);
    }
}

static void
on_lesson (RscStartPane *pane, const char *name, gpointer user_data)
{
  begin_shipped (user_data, name);
}

static void
on_gallery (RscStartPane *pane, int k, gpointer user_data)
{
  RscLearn *self = user_data;
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (k >= 0 && (gsize) k < n_items);
  if (!rsc_window_files_open_gallery (self->files, &items[k], items[k].n_default, &error))
    tell (self, error->message);
}

/* Nor is it shown at the next start. */
static void
on_close (RscStartPane *pane, gpointer user_data)
{
  RscLearn *self = user_data;
  GActionGroup *application = G_ACTION_GROUP (gtk_window_get_application (self->window));

  hide_pane (self);
  if (application && g_action_group_has_action (application, "start-page"))
    g_action_group_change_action_state (application, "start-page", g_variant_new_boolean (FALSE));
}

static void
create_panes (RscLearn *self)
{
  if (self->stack)
    return;
  self->stack = GTK_STACK (gtk_stack_new ());
  /* They may be gone from their stack before this ends. */
  self->start = g_object_ref_sink (g_object_new (RSC_TYPE_START_PANE, NULL));
  self->lesson = g_object_ref_sink (g_object_new (RSC_TYPE_LESSON_PANE, NULL));
  self->glossary = g_object_ref_sink (g_object_new (RSC_TYPE_GLOSSARY_PANE, NULL));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->glossary), "glossary");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->start), "start");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->lesson), "lesson");
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), WIDTH, -1);
  gtk_box_append (self->place, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (self->place, GTK_WIDGET (self->stack));
  g_signal_connect (self->start, "close", G_CALLBACK (on_close), self);
  g_signal_connect (self->start, "lesson", G_CALLBACK (on_lesson), self);
  g_signal_connect (self->start, "gallery", G_CALLBACK (on_gallery), self);
  g_signal_connect (self->lesson, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (self->lesson, "point", G_CALLBACK (on_point), self);
  g_signal_connect (self->lesson, "term", G_CALLBACK (on_term), self);
  g_signal_connect (self->glossary, "close", G_CALLBACK (on_glossary_closed), self);
  g_signal_connect (self->lesson, "reload", G_CALLBACK (on_reload), self);
}

void
rsc_learn_show_start (RscLearn *self)
{
  g_return_if_fail (self != NULL);
  create_panes (self);
  show_pane (self, self->run ? "lesson" : "start");
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
on_start_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_learn_show_start (user_data);
}

static void
on_lesson_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  create_panes (user_data);
  begin_shipped (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_glossary_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_glossary (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GError) error = NULL;

  if (!rsc_learn_open (user_data, file, &error))
    tell (user_data, error->message);
}

static gboolean
explain_words (const char *text, gpointer user_data)
{
  RscLearn *self = user_data;

  if (!rsc_glossary_pane_explain (self->glossary, text))
    return FALSE;
  show_pane (self, "glossary");
  return TRUE;
}

static gboolean
explain_term (const char *term, gpointer user_data)
{
  show_glossary (user_data, term);
  return TRUE;
}

static void
on_explain_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscLearn *self = user_data;

  create_panes (self);
  if (!rsc_explain_try (rsc_explain_find_widget (self->window), explain_words, explain_term, self))
    show_glossary (self, "");
}

static void
on_leave_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_learn_leave (user_data);
}

static void
on_destroy (GtkWidget *place, gpointer user_data)
{
  RscLearn *self = user_data;

  end_run (self);
  if (self->stack)
    {
      g_signal_handlers_disconnect_by_data (self->start, self);
      g_signal_handlers_disconnect_by_data (self->lesson, self);
      g_signal_handlers_disconnect_by_data (self->glossary, self);
      g_clear_object (&self->glossary);
      g_clear_object (&self->start);
      g_clear_object (&self->lesson);
    }
  g_signal_handlers_disconnect_by_data (self->window, self);
  g_object_set_data (G_OBJECT (self->window), KEY, NULL);
  forget_file (self);
  g_clear_object (&self->document);
  g_clear_object (&self->keeper);
  rsc_layout_clear (&self->layout);
  g_free (self);
}

/* The window goes: what is seen of it holds on to its widgets. */
static void
on_unrealize (GtkWidget *window, gpointer user_data)
{
  hide_pane (user_data);
}

void
rsc_learn_add (GtkWindow *window, RscDesk *desk, RscWindowFiles *files)
{
  static const GActionEntry entries[] = {
    { .name = "start", .activate = on_start_action },
    { .name = "lesson", .parameter_type = "s", .activate = on_lesson_action },
    { .name = "open-lesson", .parameter_type = "s", .activate = on_open_action },
    { .name = "glossary", .parameter_type = "s", .activate = on_glossary_action },
    { .name = "explain", .activate = on_explain_action },
    { .name = "leave-lesson", .activate = on_leave_action },
  };
  RscLearn *self = g_new0 (RscLearn, 1);

  self->window = window;
  self->place = GTK_BOX (rsc_places_find (GTK_WIDGET (window), "learn_place"));
  self->desk = desk;
  self->files = files;
  self->keeper = g_object_ref (rsc_window_files_get_keeper (files));
  self->document = g_object_ref (rsc_keeper_get_document (self->keeper));
  g_object_set_data (G_OBJECT (window), KEY, self);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (window, "unrealize", G_CALLBACK (on_unrealize), self);
  g_signal_connect (self->place, "destroy", G_CALLBACK (on_destroy), self);
}

RscLearn *
rsc_learn_get (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}
