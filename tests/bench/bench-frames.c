/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main thread does for one frame while a path is played in the real window: from the tick that
 * moves λ through all views to the end of painting. */

#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/window/rsc-application.h"
#include "app/window/rsc-path-player.h"
#include "app/window/rsc-window.h"
#include "core/numerics/rsc-blas.h"
#include "timing.h"

/* A picture in each frame of a screen of 60 Hz. */
#define FRAME 16.0
#define SECONDS 4

typedef struct
{
  double begin;
  double updated;
  GArray *frames;
  GArray *updates;
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
}

static void
on_updated (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->updated = now_ms ();
}

static void
on_after_paint (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;
  double all = now_ms () - clock->begin;
  double update = clock->updated - clock->begin;

  /* The clock may also tick for something else. */
  if (clock->updated == 0)
    return;
  g_array_append_val (clock->frames, all);
  g_array_append_val (clock->updates, update);
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

static double
play (GtkApplication *application, const char *argument, int width, int height)
{
  RscWindow *window = rsc_window_new (application);
  RscDocument *document = rsc_window_get_document (window);
  g_autoptr (GError) error = NULL;
  GdkFrameClock *frame_clock;
  RscPlayback playback;
  gint64 end;
  double median;
  Clock clock = { 0, 0, g_array_new (FALSE, FALSE, sizeof (double)),
                  g_array_new (FALSE, FALSE, sizeof (double)) };

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  if (!rsc_window_open_argument (window, NULL, argument, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      exit (EXIT_FAILURE);
    }
  end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  while (!rsc_known_path_is_complete (rsc_document_get_known_path (document))
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);

  frame_clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (frame_clock, "before-paint", G_CALLBACK (on_before_paint), &clock);
  g_signal_connect_after (frame_clock, "update", G_CALLBACK (on_updated), &clock);
  g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_after_paint), &clock);
  playback = *rsc_player_get_playback (rsc_document_get_player (document));
  playback.playing = TRUE;
  playback.loop = TRUE;
  playback.speed = RSC_PLAYBACK_SPEED_MAX;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  end = g_get_monotonic_time () + SECONDS * G_TIME_SPAN_SECOND;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (frame_clock, &clock);

  printf ("%s, %d×%d: %u frames in %d s, path of %zu points\n", argument, width, height,
          clock.frames->len, SECONDS,
          rsc_path_get_n_points (rsc_known_path_get_path (rsc_document_get_known_path (document))));
  report ("λ through all views", clock.updates);
  median = report ("frame", clock.frames);
  g_array_unref (clock.frames);
  g_array_unref (clock.updates);
  gtk_window_destroy (GTK_WINDOW (window));
  return median;
}

int
main (int argc, char **argv)
{
  static const char *const sets[] = { "gallery:checkerboard", "gallery:polygon-12", "gallery:sine",
                                      "gallery:moons", "gallery:spiral" };
  GtkApplication *application;
  gboolean ok = TRUE;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  gtk_init ();
  application = GTK_APPLICATION (rsc_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  /* A machine that misses the budget by a factor of three is not just busy. */
  if (argc > 1)
    for (int k = 1; k < argc; k++)
      play (application, argv[k], 1280, 800);
  else
    for (gsize k = 0; k < G_N_ELEMENTS (sets); k++)
      ok = play (application, sets[k], 1280, 800) < 3 * FRAME && ok;
  g_object_unref (application);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
