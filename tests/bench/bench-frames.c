/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main thread does for one frame in the real window, from the tick that moves something
 * through all views to the end of painting: while each page is played, while networks are trained,
 * and while a pointer goes over a picture. And how soon there is a first picture. */

#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/model/rsc-document-compare.h"
#include "app/window/rsc-application.h"
#include "app/window/rsc-window.h"
#include "core/numerics/rsc-blas.h"
#include "ui/rsc-certificate-view.h"
#include "timing.h"

#define FRAMES 300
/* Where so many take longer, those that came are reported. */
#define SECONDS_MAX 60

/* Adam on toy1d: as in bench-training. */
#define ADAM_SEEDS 5
#define ADAM_WIDTH 40
#define ADAM_TARGET 1e-7

typedef struct
{
  int width;
  int height;
} Size;

/* Milliseconds of each frame; CPU time is that of the main thread: what a busy machine does not
 * change much. */
typedef struct
{
  double begin;
  double began;
  double updated;
  double laid_out;
  gboolean painted;
  GArray *frames;
  GArray *updates;
  GArray *layouts;
  GArray *walls;
  GArray *intervals; /* between frames, also where nothing was painted */
} Clock;

static void
on_before_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;
  const double now = wall_ms ();
  const double interval = now - clock->began;

  if (clock->began > 0)
    g_array_append_val (clock->intervals, interval);
  clock->begin = thread_ms ();
  clock->began = now;
  clock->updated = 0;
  clock->laid_out = 0;
  clock->painted = FALSE;
}

static void
on_updated (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->updated = thread_ms ();
}

static void
on_laid_out (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->laid_out = thread_ms ();
}

static void
on_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->painted = TRUE;
}

static void
on_after_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;
  double all = thread_ms () - clock->begin;
  double wall = wall_ms () - clock->began;
  double update = clock->updated - clock->begin;
  double layout = clock->laid_out > 0 ? clock->laid_out - clock->updated : 0;

  /* The clock may also tick for something else. */
  if (clock->updated == 0 || !clock->painted)
    return;
  g_array_append_val (clock->frames, all);
  g_array_append_val (clock->walls, wall);
  g_array_append_val (clock->updates, update);
  g_array_append_val (clock->layouts, layout);
}

static void
report (const char *name, const char *what, const char *unit, GArray *times)
{
  double *t = (double *) (void *) times->data;

  record_all (unit, times->len, t, "frames/%s%s%s", name, *what ? ", " : "", what);
  qsort (t, times->len, sizeof (double), compare_doubles);
  printf ("  %-28s median %6.2f ms, 90 %% %6.2f ms, worst %6.2f ms\n", *what ? what : "frame",
          t[times->len / 2], t[times->len * 9 / 10], t[times->len - 1]);
}

/* The set of @argument in a window with this page on show, its path known. */
static RscWindow *
open_window (GtkApplication *application, const char *argument, const char *page, Size size)
{
  RscWindow *window = rsc_window_new (application);
  RscDocument *document = rsc_window_get_document (window);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  const gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  g_autoptr (GError) error = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), size.width, size.height);
  gtk_window_present (GTK_WINDOW (window));
  if (!rsc_window_open_argument (window, file, argument, &error))
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

static void
wait_for_jobs (RscDocument *document)
{
  while (rsc_jobs_is_busy (rsc_document_get_jobs (document), RSC_N_REQUESTS))
    g_main_context_iteration (NULL, TRUE);
}

static void
begin_clock (Clock *clock, GtkWidget *window)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (window);

  *clock = (Clock){ 0 };
  clock->frames = g_array_new (FALSE, FALSE, sizeof (double));
  clock->updates = g_array_new (FALSE, FALSE, sizeof (double));
  clock->layouts = g_array_new (FALSE, FALSE, sizeof (double));
  clock->walls = g_array_new (FALSE, FALSE, sizeof (double));
  clock->intervals = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (frame_clock, "before-paint", G_CALLBACK (on_before_paint), clock);
  g_signal_connect_after (frame_clock, "update", G_CALLBACK (on_updated), clock);
  g_signal_connect_after (frame_clock, "layout", G_CALLBACK (on_laid_out), clock);
  g_signal_connect (frame_clock, "paint", G_CALLBACK (on_paint), clock);
  g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_after_paint), clock);
}

static void
end_clock (Clock *clock, GtkWidget *window, const char *title, const char *what, Size size)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (window), clock);
  /* Its edges counted. */
  if (gdk_surface_get_width (surface) != size.width
      || gdk_surface_get_height (surface) != size.height)
    {
      fprintf (stderr, "the window is %d×%d; the display is to have at least %d×%d\n",
               gdk_surface_get_width (surface), gdk_surface_get_height (surface), size.width,
               size.height);
      exit (EXIT_FAILURE);
    }
  printf ("%s: %u frames\n", title, clock->frames->len);
  if (clock->frames->len == 0)
    exit (EXIT_FAILURE);
  report (title, what, "ms CPU", clock->updates);
  report (title, "sizes of what changed", "ms CPU", clock->layouts);
  report (title, "", "ms CPU", clock->frames);
  report (title, "wall", "ms", clock->walls);
  fflush (stdout);
}

static void
clear_clock (Clock *clock)
{
  g_array_unref (clock->frames);
  g_array_unref (clock->updates);
  g_array_unref (clock->layouts);
  g_array_unref (clock->walls);
  g_array_unref (clock->intervals);
}

static void
measure (GtkWidget *window, const char *name, const char *what, Size size)
{
  const double end = wall_ms () + 1e3 * SECONDS_MAX;
  g_autofree char *title = g_strdup_printf ("%s, %d×%d", name, size.width, size.height);
  Clock clock;

  begin_clock (&clock, window);
  while (clock.frames->len < FRAMES && wall_ms () < end)
    g_main_context_iteration (NULL, TRUE);
  end_clock (&clock, window, title, what, size);
  clear_clock (&clock);
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
measure_first_picture (GtkApplication *application, double begin, const char *argument, Size size)
{
  RscWindow *window = rsc_window_new (application);
  g_autoptr (GError) error = NULL;
  double first, plain, worked;
  GtkWidget *other;

  gtk_window_set_default_size (GTK_WINDOW (window), size.width, size.height);
  gtk_window_present (GTK_WINDOW (window));
  if (!rsc_window_open_argument (window, NULL, argument, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (EXIT_FAILURE);
    }
  wait_for_picture (GTK_WINDOW (window), rsc_window_get_document (window));
  first = wall_ms () - begin;
  worked = cpu_ms ();
  gtk_window_destroy (GTK_WINDOW (window));

  plain = wall_ms ();
  other = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (other), size.width, size.height);
  gtk_window_set_child (GTK_WINDOW (other), gtk_label_new ("plain"));
  gtk_window_present (GTK_WINDOW (other));
  wait_for_picture (GTK_WINDOW (other), NULL);
  plain = wall_ms () - plain;
  gtk_window_destroy (GTK_WINDOW (other));
  record_value ("ms", first, "start/first picture of a set, wall");
  record_value ("ms CPU", worked, "start/first picture of a set");
  record_value ("ms", plain, "start/a window with one word, wall");
  printf ("first picture of a set %.0f ms after the begin, of them %.0f ms of work of all threads; "
          "a plain window %.0f ms\n",
          first, worked, plain);
}

static void
start_playing (RscDocument *document, RscTrack track)
{
  RscPlayer *player = rsc_document_get_player (document);
  RscPlayback playback = *rsc_player_get_playback (player);

  playback.playing = TRUE;
  playback.loop = TRUE;
  playback.speed = RSC_PLAYBACK_SPEED_MAX;
  rsc_player_set_playback (player, track, &playback);
}

static void
play_path (RscWindow *window, RscDocument *document)
{
  start_playing (document, RSC_TRACK_PATH);
}

/* From one end of a walk to the other, and back. */
static gboolean
on_walk_tick (GtkWidget *window, GdkFrameClock *frame_clock, gpointer user_data)
{
  RscPruner *pruner = user_data;
  const gsize here = rsc_pruner_get_index (pruner);

  if (rsc_pruner_get_position (pruner) == (double) here)
    rsc_pruner_go_to (pruner, here > 0 ? 0 : rsc_pruner_get_n_states (pruner) - 1);
  return G_SOURCE_CONTINUE;
}

/* All of a pruning, from the middle of the set to no neuron. */
static void
play_pruning (RscWindow *window, RscDocument *document)
{
  RscPruner *pruner = rsc_document_get_pruner (document);

  rsc_pruner_to_zero (pruner);
  while (rsc_pruner_is_busy (pruner))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_walk_tick, pruner, NULL);
}

static void
play_training (RscWindow *window, RscDocument *document)
{
  rsc_document_train (document);
  while (rsc_training_runs_is_busy (rsc_document_get_training (document)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_jobs (document);
  start_playing (document, RSC_TRACK_TRAINING);
}

/* A network that is pinned, to compare those of the path with. */
static void
play_pinned (RscWindow *window, RscDocument *document)
{
  rsc_document_pin (document);
  wait_for_jobs (document);
  start_playing (document, RSC_TRACK_PATH);
}

/* What is played on each page of the deck. */
static const struct
{
  const char *name;
  void (*play) (RscWindow *window, RscDocument *document);
  const char *what;
} pages[] = {
  { "path", play_path, "λ through all views" },
  { "pruning", play_pruning, "a step through all views" },
  { "certificate", play_path, "λ through all views" },
  { "widths", play_path, "λ through all views" },
  { "uniqueness", play_path, "λ through all views" },
  { "distribution", play_path, "λ through all views" },
  { "sensitivity", play_path, "λ through all views" },
  { "compare", play_pinned, "λ through all views" },
  { "training", play_training, "a step through all views" },
  { "data", play_path, "λ through all views" },
};

static void
measure_page (GtkApplication *application, const char *argument, gsize k, Size size)
{
  RscWindow *window = open_window (application, argument, pages[k].name, size);
  RscDocument *document = rsc_window_get_document (window);
  g_autofree char *name =
    g_strdup_printf ("%s of %s", pages[k].name, argument + strlen ("gallery:"));
  const double end = wall_ms () + 1e4;

  wait_for_jobs (document);
  pages[k].play (window, document);
  while (!rsc_player_is_moving (rsc_document_get_player (document)) && wall_ms () < end)
    g_main_context_iteration (NULL, TRUE);
  if (!rsc_player_is_moving (rsc_document_get_player (document)))
    {
      fprintf (stderr, "the page %s does not play\n", pages[k].name);
      exit (EXIT_FAILURE);
    }
  measure (GTK_WIDGET (window), name, pages[k].what, size);
  gtk_window_destroy (GTK_WINDOW (window));
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

static void
measure_pointer (GtkApplication *application, const char *argument, Size size)
{
  RscWindow *window = open_window (application, argument, "certificate", size);
  GtkWidget *view = find_view (GTK_WIDGET (window));
  g_autofree char *name =
    g_strdup_printf ("pointer over certificate of %s", argument + strlen ("gallery:"));
  int step = 0;
  const guint tick = gtk_widget_add_tick_callback (view, on_tick, &step, NULL);

  measure (GTK_WIDGET (window), name, "what is pointed at", size);
  gtk_widget_remove_tick_callback (view, tick);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Networks that never end are trained in their thread, and every step of them is on show. */
static void
measure_training (GtkApplication *application, const char *argument, Size size)
{
  RscWindow *window = open_window (application, argument, "training", size);
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));
  RscTrainingChoice *choice = rsc_training_choice_copy (after->training);
  g_autofree char *name = g_strdup_printf ("being trained on %s", argument + strlen ("gallery:"));

  choice->settings.method = RSC_TRAINING_DESCENT;
  choice->settings.constant = TRUE;
  choice->settings.step_size = 1e-3;
  choice->width = 40;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train slowly", RSC_CHANGE_SINGLE, after);
  rsc_document_train (document);
  measure (GTK_WIDGET (window), name, "between frames of training", size);
  rsc_training_runs_stop (rsc_document_get_training (document));
  while (rsc_training_runs_is_busy (rsc_document_get_training (document)))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
on_every_frame (GtkWidget *window, GdkFrameClock *frame_clock, gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* How much more than the optimum the network has that the page shows as the newest; before there is
 * one, infinity. */
static double
get_excess (RscTrainingRuns *runs, guint64 seed)
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);
  RscSolution *optimum = rsc_training_runs_get_optimum (runs);

  return fan && optimum && fan->seeds[0] == seed
           ? rsc_training_get_end (fan->runs[0])->objective / rsc_solution_get_objective (optimum)
               - 1.0
           : INFINITY;
}

/* One seed after the other until it is there, on the page that shows each step as it comes. */
static void
measure_adam (GtkApplication *application, Size size)
{
  g_autofree char *argument =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "bench", "toy1d.csv", NULL);
  g_autofree char *title = g_strdup_printf ("Adam on toy1d, %d×%d", size.width, size.height);
  RscWindow *window = open_window (application, argument, "training", size);
  RscDocument *document = rsc_window_get_document (window);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  double times[ADAM_SEEDS];
  Clock clock;

  wait_for_jobs (document);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_every_frame, NULL, NULL);
  begin_clock (&clock, GTK_WIDGET (window));
  for (guint64 seed = 1; seed <= ADAM_SEEDS; seed++)
    {
      RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));
      RscTrainingChoice *choice = rsc_training_choice_copy (after->training);
      const double begin = wall_ms ();

      choice->width = ADAM_WIDTH;
      choice->seed = seed;
      choice->n_seeds = 1;
      rsc_document_state_set_training (after, choice);
      rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
      rsc_document_train (document);
      while (get_excess (runs, seed) > ADAM_TARGET && rsc_training_runs_is_busy (runs))
        g_main_context_iteration (NULL, TRUE);
      times[seed - 1] = wall_ms () - begin;
      printf ("  seed %u: an excess of %.1e after %.0f ms\n", (guint) seed, get_excess (runs, seed),
              times[seed - 1]);
      rsc_training_runs_stop (runs);
      while (rsc_training_runs_is_busy (runs))
        g_main_context_iteration (NULL, TRUE);
    }
  end_clock (&clock, GTK_WIDGET (window), title, "between frames of training", size);
  report (title, "from frame to frame", "ms", clock.intervals);
  record_all ("ms", ADAM_SEEDS, times, "frames/%s, to 1e-7, wall", title);
  clear_clock (&clock);
  gtk_window_destroy (GTK_WINDOW (window));
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
static void
measure_plain (GtkApplication *application, Size size)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  int step = 0;

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_plain, &step, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), size.width, size.height);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_add_tick_callback (area, on_plain_tick, NULL, NULL);
  measure (window, "one colour", "nothing", size);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* bench-frames start|plain|pointer|being-trained|adam|PAGE|pages [WIDTHxHEIGHT [SET]] */
int
main (int argc, char **argv)
{
  /* What came before was linking, in CPU time. */
  const double begin = wall_ms () - cpu_ms ();
  const char *mode = argc > 1 ? argv[1] : "pages";
  const char *argument = argc > 3 ? argv[3] : "gallery:checkerboard";
  Size size = { 1280, 800 };
  GtkApplication *application;
  gboolean known = FALSE;

  if (argc > 2 && sscanf (argv[2], "%dx%d", &size.width, &size.height) != 2)
    {
      fprintf (stderr, "expected a size such as 1280x800: %s\n", argv[2]);
      return EXIT_FAILURE;
    }
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  gtk_init ();
  application = GTK_APPLICATION (rsc_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  if (g_str_equal (mode, "start"))
    {
      measure_first_picture (application, begin, argument, size);
      known = TRUE;
    }
  if (g_str_equal (mode, "plain"))
    {
      measure_plain (application, size);
      known = TRUE;
    }
  if (g_str_equal (mode, "pointer"))
    {
      measure_pointer (application, argument, size);
      known = TRUE;
    }
  if (g_str_equal (mode, "being-trained"))
    {
      measure_training (application, argument, size);
      known = TRUE;
    }
  if (g_str_equal (mode, "adam"))
    {
      measure_adam (application, size);
      known = TRUE;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (pages); k++)
    if (g_str_equal (mode, pages[k].name) || g_str_equal (mode, "pages"))
      {
        measure_page (application, argument, k, size);
        known = TRUE;
      }
  g_object_unref (application);
  if (!known)
    fprintf (stderr, "there is no page %s\n", mode);
  return known ? EXIT_SUCCESS : EXIT_FAILURE;
}
