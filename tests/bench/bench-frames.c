/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main thread does for one frame in the real window: from the tick that moves λ, or a
 * trained network, through all views, or what is pointed at, to the end of painting. */

#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/window/rsc-application.h"
#include "app/window/rsc-path-player.h"
#include "app/window/rsc-window.h"
#include "core/numerics/rsc-blas.h"
#include "ui/rsc-certificate-view.h"
#include "timing.h"

/* A picture in each frame of a screen of 60 Hz. */
#define FRAME 16.0
#define SECONDS 4
#define WIDTH 1280
#define HEIGHT 800

typedef struct
{
  double begin;
  double updated;
  double laid_out;
  GArray *frames;
  GArray *updates;
  GArray *layouts;
} Clock;

/* CPU time of the calling thread: what a busy machine does not change much. */
static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e3 * (double) t.tv_sec + 1e-6 * (double) t.tv_nsec;
}

static void
on_before_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->begin = now_ms ();
  clock->updated = 0;
  clock->laid_out = 0;
}

static void
on_updated (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->updated = now_ms ();
}

static void
on_laid_out (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->laid_out = now_ms ();
}

static void
on_after_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;
  double all = now_ms () - clock->begin;
  double update = clock->updated - clock->begin;
  double layout = clock->laid_out - clock->updated;

  /* The clock may also tick for something else. */
  if (clock->updated == 0 || clock->laid_out == 0)
    return;
  g_array_append_val (clock->frames, all);
  g_array_append_val (clock->updates, update);
  g_array_append_val (clock->layouts, layout);
}

static double
report (const char *what, GArray *times)
{
  double *t = (double *) (void *) times->data;

  qsort (t, times->len, sizeof (double), compare_doubles);
  printf ("  %-28s median %6.2f ms, 90 %% %6.2f ms, worst %6.2f ms\n", what, t[times->len / 2],
          t[times->len * 9 / 10], t[times->len - 1]);
  return t[times->len / 2];
}

/* The set of @argument in a window with this page on show, its path known. */
static RscWindow *
open_window (GtkApplication *application, const char *argument, const char *page)
{
  RscWindow *window = rsc_window_new (application);
  RscDocument *document = rsc_window_get_document (window);
  const gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  g_autoptr (GError) error = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  if (!rsc_window_open_argument (window, NULL, argument, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (EXIT_FAILURE);
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", page);
  while (!rsc_known_path_is_complete (rsc_document_get_known_path (document))
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* Frames of some seconds; their median. */
static double
measure (GtkWidget *window, const char *argument, const char *page, const char *what)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (window);
  const gint64 end = g_get_monotonic_time () + SECONDS * G_TIME_SPAN_SECOND;
  double median;
  Clock clock = { 0 };

  clock.frames = g_array_new (FALSE, FALSE, sizeof (double));
  clock.updates = g_array_new (FALSE, FALSE, sizeof (double));
  clock.layouts = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (frame_clock, "before-paint", G_CALLBACK (on_before_paint), &clock);
  g_signal_connect_after (frame_clock, "update", G_CALLBACK (on_updated), &clock);
  g_signal_connect_after (frame_clock, "layout", G_CALLBACK (on_laid_out), &clock);
  g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_after_paint), &clock);
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (frame_clock, &clock);

  printf ("%s, %s, %d×%d: %u frames in %d s\n", argument, page, WIDTH, HEIGHT, clock.frames->len,
          SECONDS);
  if (clock.frames->len == 0)
    exit (EXIT_FAILURE);
  report (what, clock.updates);
  report ("sizes of what changed", clock.layouts);
  median = report ("frame", clock.frames);
  g_array_unref (clock.frames);
  g_array_unref (clock.updates);
  g_array_unref (clock.layouts);
  return median;
}

static double
wall_ms (void)
{
  return 1e-3 * (double) g_get_monotonic_time ();
}

static void
on_painted (GdkFrameClock *frame_clock, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Until a frame of @window is painted that shows the set of @document; or any, without one. */
static void
wait_for_picture (GtkWindow *window, RscDocument *document)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gboolean painted = FALSE;

  while (document && !rsc_document_get_set (document))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_painted), &painted);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (frame_clock, &painted);
}

/* From the begin of the process to the first picture of a set, in wall time; and how long a window
 * with one word takes in the same run, which a busy machine slows down as well. */
static void
measure_first_picture (GtkApplication *application, double begin)
{
  RscWindow *window = rsc_window_new (application);
  g_autoptr (GError) error = NULL;
  double first, plain;
  struct timespec worked;
  GtkWidget *other;

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  if (!rsc_window_open_argument (window, NULL, "gallery:checkerboard", &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (EXIT_FAILURE);
    }
  wait_for_picture (GTK_WINDOW (window), rsc_window_get_document (window));
  first = wall_ms () - begin;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &worked);
  gtk_window_destroy (GTK_WINDOW (window));

  plain = wall_ms ();
  other = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (other), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (other), gtk_label_new ("plain"));
  gtk_window_present (GTK_WINDOW (other));
  wait_for_picture (GTK_WINDOW (other), NULL);
  plain = wall_ms () - plain;
  gtk_window_destroy (GTK_WINDOW (other));
  printf ("first picture of a set %.0f ms after the begin, of them %.0f ms of work of all threads; "
          "a plain window %.0f ms\n",
          first, 1e3 * (double) worked.tv_sec + 1e-6 * (double) worked.tv_nsec, plain);
}

static double
play (GtkApplication *application, const char *argument, const char *page)
{
  RscWindow *window = open_window (application, argument, page);
  RscPlayer *player = rsc_document_get_player (rsc_window_get_document (window));
  RscPlayback playback = *rsc_player_get_playback (player);
  double median;

  playback.playing = TRUE;
  playback.loop = TRUE;
  playback.speed = RSC_PLAYBACK_SPEED_MAX;
  rsc_player_set_playback (player, RSC_TRACK_PATH, &playback);
  median = measure (GTK_WIDGET (window), argument, page, "λ through all views");
  gtk_window_destroy (GTK_WINDOW (window));
  return median;
}

static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = RSC_IS_CERTIFICATE_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

/* A pointer that goes to and fro over the picture, each frame a little. */
static gboolean
on_tick (GtkWidget *view, GdkFrameClock *frame_clock, gpointer user_data)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  int *step = user_data;
  const double width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  const double x = width * (0.5 + 0.4 * sin (0.02 * (double) *step));

  ++*step;
  for (guint k = 0; k < g_list_model_get_n_items (controllers); k++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, k);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, 0.6 * height);
    }
  return G_SOURCE_CONTINUE;
}

static double
point (GtkApplication *application, const char *argument)
{
  RscWindow *window = open_window (application, argument, "certificate");
  GtkWidget *view = find_view (GTK_WIDGET (window));
  int step = 0;
  const guint tick = gtk_widget_add_tick_callback (view, on_tick, &step, NULL);
  double median = measure (GTK_WIDGET (window), argument, "certificate", "what is pointed at");

  gtk_widget_remove_tick_callback (view, tick);
  gtk_window_destroy (GTK_WINDOW (window));
  return median;
}

/* Networks that never end are trained in their thread, and every step of them is on show; then what
 * they did is played. */
static double
train (GtkApplication *application, const char *argument)
{
  RscWindow *window = open_window (application, argument, "training");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));
  RscTrainingChoice *choice = rsc_training_choice_copy (after->training);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  double live, played;

  choice->settings.method = RSC_TRAINING_DESCENT;
  choice->settings.constant = TRUE;
  choice->settings.step_size = 1e-3;
  choice->width = 40;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train slowly", RSC_CHANGE_SINGLE, after);
  rsc_document_train (document);
  live = measure (GTK_WIDGET (window), argument, "training", "between frames of training");
  rsc_training_runs_stop (rsc_document_get_training (document));
  while (rsc_training_runs_is_busy (rsc_document_get_training (document)))
    g_main_context_iteration (NULL, TRUE);
  playback.playing = TRUE;
  playback.loop = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_TRAINING, &playback);
  played = measure (GTK_WIDGET (window), argument, "training", "a step through all views");
  gtk_window_destroy (GTK_WINDOW (window));
  return fmax (live, played);
}

static void
draw_plain (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  int *step = user_data;

  cairo_set_source_rgb (cr, 1, 1, ++*step % 2 ? 1 : 0.9);
  cairo_paint (cr);
}

static gboolean
on_plain_tick (GtkWidget *area, GdkFrameClock *frame_clock, gpointer user_data)
{
  gtk_widget_queue_draw (area);
  return G_SOURCE_CONTINUE;
}

/* What a window of this size takes that has one colour, another one in each frame: no frame in
 * which all of the window changes takes less here. */
static double
paint_plain (GtkApplication *application, const char *argument)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  int step = 0;
  double median;

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_plain, &step, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_add_tick_callback (area, on_plain_tick, NULL, NULL);
  median = measure (window, "nothing", "one colour", "nothing");
  gtk_window_destroy (GTK_WINDOW (window));
  return median;
}

static double
play_path (GtkApplication *application, const char *argument)
{
  return play (application, argument, "path");
}

static double
play_certificate (GtkApplication *application, const char *argument)
{
  return play (application, argument, "certificate");
}

static const struct
{
  const char *name;
  double (*run) (GtkApplication *application, const char *argument);
} modes[] = {
  { "path", play_path },    { "certificate", play_certificate },
  { "pointer", point },     { "training", train },
  { "plain", paint_plain },
};

/* bench-frames [--only=path|certificate|pointer|training|plain] [SET…] */
int
main (int argc, char **argv)
{
  static const char *const sets[] = { "gallery:checkerboard", "gallery:polygon-12", "gallery:sine",
                                      "gallery:moons", "gallery:spiral" };
  /* What came before was linking, in CPU time. */
  const double begin = wall_ms () - now_ms ();
  GtkApplication *application;
  gboolean ok = TRUE;
  const char *only = NULL;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  gtk_init ();
  application = GTK_APPLICATION (rsc_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  if (argc > 2 && g_str_has_prefix (argv[1], "--only="))
    only = argv[1] + strlen ("--only=");
  else
    measure_first_picture (application, begin);
  /* A machine that misses the budget by a factor of three is not just busy. */
  const int first = only != NULL ? 2 : 1;
  for (gsize k = 0; k < (argc > first ? (gsize) (argc - first) : G_N_ELEMENTS (sets)); k++)
    {
      const char *argument = argc > first ? argv[(gsize) first + k] : sets[k];
      double worst = 0;

      for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
        if (only == NULL || g_str_equal (only, modes[m].name))
          worst = fmax (worst, modes[m].run (application, argument));
      ok = (argc > first || worst < 3 * FRAME) && ok;
    }
  g_object_unref (application);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
