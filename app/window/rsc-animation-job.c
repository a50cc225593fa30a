/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-animation-job.h"

#include <math.h>

#include "ui/rsc-label.h"
#include "ui/words/rsc-animation-words.h"

#define TELL_INTERVAL 100 /* ms */

typedef struct
{
  RscAnimation *animation;
  char *path;
  RscMovie movie;
  RscTheme theme;
  int frame; /* the thread's, from 1 on */

  /* the window's */
  GtkWindow *window; /* weak */
  GtkWindow *shown;  /* weak; how far it is */
  GtkProgressBar *bar;
  GtkLabel *words;
  guint tick;
  GApplication *application; /* held */
} Job;

/* The thread may be the last to let go of it: by then it has nothing of the window's. */
static void
job_free (gpointer data)
{
  Job *self = data;

  rsc_animation_free (self->animation);
  g_free (self->path);
  g_free (self);
}

static void
tell (GtkWindow *window, const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.tell", "s", message);
}

/* --- the thread ------------------------------------------------------------------------------- */

static gboolean
prepare (gpointer user_data, double moment, GCancellable *cancellable, GError **error)
{
  Job *self = user_data;
  const double step = 1.0 / (double) (self->movie.plan.n_frames - 1);

  return rsc_animation_go_to (
    self->animation, rsc_animation_find_moment (self->animation, moment, step), cancellable, error);
}

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer user_data)
{
  const Job *self = user_data;

  rsc_animation_draw (theme, cr, width, height, self->animation);
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Job *self = user_data;

  g_atomic_int_set (&self->frame, (int) lround (fraction * (double) self->movie.plan.n_frames) + 1);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  GError *error = NULL;

  if (rsc_movie_write (&self->movie, on_progress, self, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- the window ------------------------------------------------------------------------------- */

static gboolean
on_tick (gpointer user_data)
{
  Job *self = user_data;
  const int frame = g_atomic_int_get (&self->frame);
  g_autofree char *words = NULL;

  if (!self->shown || frame == 0)
    return G_SOURCE_CONTINUE;
  words = rsc_animation_words_dup_progress ((gsize) frame, self->movie.plan.n_frames);
  rsc_label_set (self->words, words);
  gtk_progress_bar_set_fraction (self->bar,
                                 (double) (frame - 1) / (double) self->movie.plan.n_frames);
  return G_SOURCE_CONTINUE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_name (self->path);
  g_autofree char *written = rsc_animation_words_dup_written (name);
  const char *message = written;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    message = rsc_animation_words_get (RSC_ANIMATION_UNWRITTEN);
  else if (error)
    message = error->message;
  if (self->shown)
    gtk_window_destroy (self->shown);
  if (self->window && !gtk_widget_in_destruction (GTK_WIDGET (self->window)))
    tell (self->window, message);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->shown);
  if (self->application)
    g_application_release (self->application);
}

static void
show_progress (Job *self, GCancellable *cancellable)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/reluscope/Reluscope/ui/rsc-animation-progress.ui");
  GtkWindow *shown = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  g_autofree char *name = g_filename_display_basename (self->path);

  g_set_weak_pointer (&self->shown, shown);
  self->bar = GTK_PROGRESS_BAR (gtk_builder_get_object (builder, "bar"));
  self->words = GTK_LABEL (gtk_builder_get_object (builder, "words"));
  rsc_label_set (GTK_LABEL (gtk_builder_get_object (builder, "name")), name);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "cancel"), "clicked",
                            G_CALLBACK (gtk_window_close), shown);
  g_signal_connect_object (shown, "destroy", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (shown, self->window);
  self->tick = g_timeout_add (TELL_INTERVAL, on_tick, self);
  gtk_window_present (shown);
}

GtkWindow *
rsc_animation_job_start (GtkWindow *window,
                         RscAnimation *animation,
                         const char *path,
                         RscMovieForm form,
                         gboolean replace,
                         const RscPaper *paper,
                         const RscMoviePlan *plan)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Job *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (animation != NULL && path != NULL && paper != NULL && plan != NULL, NULL);

  self = g_new0 (Job, 1);
  self->animation = animation;
  self->path = g_strdup (path);
  rsc_paper_get_theme (paper, &self->theme);
  self->movie = (RscMovie){
    .path = self->path,
    .form = form,
    .replace = replace,
    .width = (int) paper->width,
    .height = (int) paper->height,
    .scale = paper->scale,
    .theme = &self->theme,
    .plan = *plan,
    .prepare = prepare,
    .draw = draw,
    .user_data = self,
  };
  rsc_movie_form_fit_size (form, &self->movie.width, &self->movie.height);
  if (!rsc_movie_check (&self->movie, &error))
    {
      tell (window, error->message);
      job_free (self);
      return NULL;
    }
  g_set_weak_pointer (&self->window, window);
  self->application = G_APPLICATION (gtk_window_get_application (window));
  if (self->application)
    g_application_hold (self->application);
  show_progress (self, cancellable);
  task = g_task_new (NULL, cancellable, on_done, NULL);
  /* Not before the thread has removed what it wrote is it over. */
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_task_data (task, self, job_free);
  g_task_run_in_thread (task, run);
  return self->shown;
}
