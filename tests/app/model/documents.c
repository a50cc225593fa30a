/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents.h"

#include "app/files/rsc-language.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-outputs.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>

/* A pass of the main loop counts for no more than this (microseconds), so that a machine with other
 * work does not cut short what a test waits for. */
#define PASS_MAX 20000

static gboolean
is_idle (gpointer document)
{
  return !rsc_results_is_busy (rsc_document_get_results (document))
         && !rsc_pruner_is_busy (rsc_document_get_pruner (document))
         && !rsc_training_runs_is_busy (rsc_document_get_training (document))
         && !rsc_training_runs_is_descending (rsc_document_get_training (document))
         && !rsc_training_runs_is_judging (rsc_document_get_training (document))
         && !rsc_training_runs_is_measuring (rsc_document_get_training (document))
         && !rsc_shown_fit_is_stale (rsc_document_get_fit (document));
}

static gboolean
has_path (gpointer document)
{
  return rsc_known_path_is_complete (rsc_document_get_known_path (document));
}

void
wait_until (gboolean (*is_over) (gpointer data), gpointer data)
{
  const gint64 limit = g_get_monotonic_time () + 240 * G_TIME_SPAN_SECOND;

  while (!is_over (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }
}

void
iterate (guint milliseconds)
{
  const gint64 wished = milliseconds * G_TIME_SPAN_MILLISECOND;
  gint64 last = g_get_monotonic_time ();
  gint64 passed = 0;

  while (passed < wished)
    {
      gint64 now;

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
      now = g_get_monotonic_time ();
      passed += MIN (now - last, PASS_MAX);
      last = now;
    }
}

void
wait_idle (RscDocument *document)
{
  wait_until (is_idle, document);
}

void
wait_path (RscDocument *document)
{
  wait_idle (document);
  wait_until (has_path, document);
  g_assert_no_error (rsc_known_path_get_error (rsc_document_get_known_path (document)));
}

gboolean
has_complex_of_widths (gpointer widths)
{
  return rsc_widths_get_complex (widths) != NULL && !rsc_widths_is_busy (widths);
}

gboolean
has_walk_of_widths (gpointer widths)
{
  return rsc_widths_get_walk (widths) != NULL && !rsc_widths_is_busy (widths);
}

gboolean
has_shown_effects (gpointer document)
{
  const gsize *neurons;

  return rsc_effects_get_network (rsc_document_get_effects (document), &neurons) != NULL;
}

gboolean
are_certified (gpointer document)
{
  return !rsc_results_is_busy (rsc_document_get_results (document))
         && rsc_output_networks_are_certified (rsc_document_get_output_networks (document));
}

static void
deliver (RscJobs *jobs, RscRequestKind kind)
{
  while (rsc_jobs_deliver (jobs, kind))
    ;
}

RscDocument *
new_document_by_hand (const char *name, RscTimers *timers)
{
  RscDocument *document = rsc_document_new_full (rsc_jobs_new_full (NULL, NULL, TRUE), timers);

  if (name)
    open_set (document, name);
  return document;
}

void
deliver_replies (RscDocument *document, RscRequestKind kind)
{
  while (rsc_jobs_deliver (rsc_document_get_jobs (document), kind))
    ;
}

void
run_request (RscJobs *jobs, RscRequestKind kind)
{
  g_assert_true (rsc_jobs_run (jobs, kind));
  deliver (jobs, kind);
}

void
run_requests (RscJobs *jobs, RscRequestKind kind)
{
  while (rsc_jobs_run (jobs, kind))
    deliver (jobs, kind);
}

gboolean
speak (const char *language)
{
  g_autofree char *words =
    g_build_filename (RSC_TEST_LOCALEDIR, language, "LC_MESSAGES", "reluscope.mo", NULL);

  if (!g_file_test (words, G_FILE_TEST_EXISTS))
    return FALSE;
  g_unsetenv ("RELUSCOPE_LOCALEDIR");
  g_setenv ("LANGUAGE", language, TRUE);
  rsc_language_init (RSC_TEST_LOCALEDIR);
  return TRUE;
}

RscDocumentState *
edit (RscDocument *document)
{
  return rsc_document_state_copy (rsc_document_get_state (document));
}

void
open_set (RscDocument *document, const char *name)
{
  RscDocumentState *after = edit (document);
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find (name, &n);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (item);
  rsc_document_state_set_gallery (after, item, n, item->noise_default, 1, &error);
  g_assert_no_error (error);
  g_assert_true (rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after));
}

void
set_ratio (RscDocument *document, double ratio, RscChangeMode mode)
{
  RscDocumentState *after = edit (document);

  after->lambda_ratio = ratio;
  rsc_document_apply (document, "Change λ", mode, after);
}

gboolean
play_to (RscDocument *document, double ratio)
{
  RscPlayer *player = rsc_document_get_player (document);

  return rsc_player_get_track (player) == RSC_TRACK_PATH
         && rsc_player_play_to (player,
                                RSC_PLAYBACK_SECONDS * log (ratio) / log (RSC_PATH_RATIO_MIN));
}

guint n_changed;
guint all_parts;

static void
on_changed (RscDocument *document, guint parts, gpointer user_data)
{
  n_changed++;
  all_parts |= parts;
}

RscDocument *
new_watched_document (gboolean solve)
{
  RscDocument *document = rsc_document_new (solve);

  n_changed = all_parts = 0;
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), NULL);
  return document;
}

void
fail_request (gpointer engine,
              RscRequest *request,
              RscEmitFunc emit,
              gpointer emit_data,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable)
{
  RscReply *reply = rsc_reply_new (request);

  g_set_error_literal (&reply->error, RSC_ERROR, RSC_ERROR_NUMERICAL, "it cannot be told");
  emit (reply, emit_data);
}

void
drop_object (gpointer object)
{
  g_object_run_dispose (G_OBJECT (object));
  g_object_unref (object);
}
