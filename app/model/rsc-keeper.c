/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-keeper-private.h"

#include <glib/gi18n.h>

#include "app/files/rsc-file.h"
#include "core/numerics/rsc-error.h"

enum
{
  CHANGED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscKeeper, rsc_keeper, G_TYPE_OBJECT)

RscKeeperVersion *
rsc_keeper_version_new (const char *etag)
{
  RscKeeperVersion *self = g_atomic_rc_box_new0 (RscKeeperVersion);

  g_mutex_init (&self->mutex);
  self->etag = g_strdup (etag);
  return self;
}

static void
version_clear (gpointer data)
{
  RscKeeperVersion *self = data;

  g_mutex_clear (&self->mutex);
  g_free (self->etag);
}

void
rsc_keeper_version_unref (RscKeeperVersion *self)
{
  g_atomic_rc_box_release_full (self, version_clear);
}

/* --- jobs ------------------------------------------------------------------------------------- */

typedef struct
{
  RscContents *contents;
  RscKeeperVersion *version; /* of the document's file */
  GFile *file;               /* or */
  RscRecovery *recovery;     /* where to */
  gboolean over;             /* whatever version is there */
} WriteJob;

static void
write_job_free (gpointer data)
{
  WriteJob *job = data;

  rsc_contents_unref (job->contents);
  rsc_keeper_version_unref (job->version);
  g_clear_object (&job->file);
  g_clear_pointer (&job->recovery, rsc_recovery_unref);
  g_free (job);
}

/* FALSE where another has written to the file. */
static gboolean
check_version (WriteJob *job, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *etag = rsc_file_dup_etag (job->file, cancellable);

  if (job->over || !job->version->etag || !etag || g_str_equal (etag, job->version->etag))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("%s: this file has been changed since it was opened or saved here"), name);
  return FALSE;
}

static gboolean
write_file (WriteJob *job, const char *text, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = g_file_get_basename (job->file);
  g_autofree char *name = g_filename_display_name (base);

  /* Nobody would notice before the work is needed again. */
  if (!rsc_contents_check_text (text, name, error) || !check_version (job, name, cancellable, error)
      || !rsc_file_write (g_file_peek_path (job->file), text, -1, cancellable, error))
    return FALSE;
  g_free (job->version->etag);
  job->version->etag = rsc_file_dup_etag (job->file, NULL);
  return TRUE;
}

/* Its result is no object, but whether it was written. */
static gpointer
run_write_job (gpointer data,
               RscProgressFunc progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  WriteJob *job = data;
  g_autofree char *text = NULL;
  gboolean written = FALSE;

  g_mutex_lock (&job->version->mutex);
  /* The job's own, which nobody else has seen. */
  if (job->recovery)
    job->contents->etag = g_strdup (job->version->etag);
  text = rsc_contents_to_text (job->contents);
  if (!text)
    g_set_error_literal (error, RSC_ERROR, RSC_ERROR_DATA, _ ("this document cannot be written"));
  else if (job->file)
    written = write_file (job, text, cancellable, error);
  else
    written = rsc_recovery_write (job->recovery, text, cancellable, error);
  g_mutex_unlock (&job->version->mutex);
  return GINT_TO_POINTER (written);
}

/* --- the copy for recovery -------------------------------------------------------------------- */

static void schedule_copy (RscKeeper *self);

void
rsc_keeper_copy (RscKeeper *self)
{
  RscJobs *jobs = rsc_document_get_jobs (self->document);
  WriteJob *job;

  if (!self->recovery)
    self->recovery = rsc_recovery_new (self->folder, NULL);
  /* Where there is no place, there is no recovery. */
  if (!self->recovery)
    return;
  self->changed = FALSE;
  self->copied_at = rsc_timers_get_now (self->timers);
  job = g_new0 (WriteJob, 1);
  {
    g_autoptr (RscContents) contents = rsc_keeper_dup_contents (self);
    g_autofree char *origin = self->file ? g_file_get_uri (self->file) : NULL;

    job->contents =
      rsc_contents_new (contents->state, contents->selected,
                        contents->has_layout ? &contents->layout : NULL, origin, contents->kept);
  }
  job->version = g_atomic_rc_box_acquire (self->version);
  job->recovery = rsc_recovery_ref (self->recovery);
  self->copying = rsc_jobs_push (
    jobs, rsc_request_new_work (RSC_REQUEST_COPY, 0, run_write_job, job, write_job_free, NULL));
}

static gboolean
on_copy_due (gpointer user_data)
{
  RscKeeper *self = user_data;

  self->timer = 0;
  if (self->modified && !self->copying)
    rsc_keeper_copy (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_copy (RscKeeper *self)
{
  gint64 since = rsc_timers_get_now (self->timers) - self->copied_at;
  gint64 wait = self->copied_at > 0 ? RSC_KEEPER_INTERVAL - since / G_TIME_SPAN_MILLISECOND : 0;

  if (!self->folder || self->timer || self->copying || !rsc_document_get_jobs (self->document))
    return;
  self->timer =
    rsc_timers_add (self->timers, (guint) MAX (wait, RSC_KEEPER_FIRST), on_copy_due, self);
}

static void
on_copied (RscReply *reply, gpointer user_data)
{
  RscKeeper *self = user_data;

  if (self->aside && reply->tick == self->aside->copying)
    {
      rsc_keeper_take_copied_aside (self->aside);
      return;
    }
  if (reply->tick != self->copying)
    return;
  self->copying = 0;
  /* It has been saved meanwhile. */
  if (!self->modified && self->recovery)
    rsc_recovery_remove (self->recovery);
  else if (self->changed || reply->error)
    schedule_copy (self);
}

/* --- whether there are changes ---------------------------------------------------------------- */

/* Tells where @before was another. */
void
rsc_keeper_update_modified (RscKeeper *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  gboolean modified = self->unsaved || rsc_document_state_compare_edits (self->saved, state) != 0;

  if (modified == self->modified)
    return;
  self->modified = modified;
  if (!modified)
    {
      rsc_timers_cancel (self->timers, &self->timer);
      /* While one is being written, it goes once it is there: to wait for the disk here would stop
       * the window. */
      if (self->recovery && !self->copying)
        rsc_recovery_remove (self->recovery);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscKeeper *self = user_data;

  if (!(parts & (RSC_DOCUMENT_STATE_PARTS | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_ROWS)))
    return;
  rsc_keeper_update_modified (self);
  self->changed = TRUE;
  if (self->modified)
    schedule_copy (self);
}

/* The state is what this @version of @file has. */
static void
take_saved (RscKeeper *self, GFile *file, RscKeeperVersion *version, RscDocumentState *state)
{
  g_atomic_rc_box_acquire (version);
  rsc_keeper_version_unref (self->version);
  self->version = version;
  rsc_document_state_ref (state);
  rsc_document_state_unref (self->saved);
  self->saved = state;
  self->unsaved = FALSE;
  if (g_set_object (&self->file, file))
    g_signal_emit (self, signals[CHANGED], 0);
  rsc_keeper_update_modified (self);
}

/* The save that is under way is of a document that is here no more: the file it writes is not that
 * of the next. */
void
rsc_keeper_forget_saving (RscKeeper *self)
{
  self->saving = 0;
  g_clear_object (&self->target);
  g_clear_pointer (&self->target_version, rsc_keeper_version_unref);
  g_clear_pointer (&self->target_state, rsc_document_state_unref);
}

static void
on_saved (RscReply *reply, gpointer user_data)
{
  RscKeeper *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (RscDocumentState) state = NULL;
  RscKeeperVersion *version;

  if (self->aside && reply->tick == self->aside->saving)
    {
      file = g_object_ref (self->aside->target);
      rsc_keeper_take_saved_aside (self->aside, reply->error);
      g_signal_emit (self, signals[SAVED], 0, file, reply->error);
      return;
    }
  if (reply->tick != self->saving)
    return;
  self->saving = 0;
  file = g_steal_pointer (&self->target);
  version = g_steal_pointer (&self->target_version);
  state = g_steal_pointer (&self->target_state);
  if (!reply->error)
    take_saved (self, file, version, state);
  rsc_keeper_version_unref (version);
  g_signal_emit (self, signals[SAVED], 0, file, reply->error);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_keeper_dispose (GObject *object)
{
  RscKeeper *self = RSC_KEEPER (object);

  rsc_keeper_close (self);
  g_clear_pointer (&self->saved, rsc_document_state_unref);
  g_clear_pointer (&self->version, rsc_keeper_version_unref);
  g_clear_pointer (&self->timers, rsc_timers_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->kept, g_free);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (rsc_keeper_parent_class)->dispose (object);
}

static void
rsc_keeper_class_init (RscKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_keeper_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", RSC_TYPE_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_ERROR);
}

static void
rsc_keeper_init (RscKeeper *self)
{
}

RscKeeper *
rsc_keeper_new (RscDocument *document, RscTimers *timers, RscLayoutFunc layout, gpointer user_data)
{
  RscKeeper *self = g_object_new (RSC_TYPE_KEEPER, NULL);
  RscJobs *jobs = rsc_document_get_jobs (document);

  self->document = document;
  self->timers = rsc_timers_ref (timers);
  self->layout = layout;
  self->user_data = user_data;
  self->version = rsc_keeper_version_new (NULL);
  self->saved = rsc_document_state_ref ((RscDocumentState *) rsc_document_get_state (document));
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_SAVE, on_saved, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_COPY, on_copied, NULL, self);
    }
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  return self;
}

RscDocument *
rsc_keeper_get_document (RscKeeper *self)
{
  g_return_val_if_fail (RSC_IS_KEEPER (self), NULL);
  return self->document;
}

void
rsc_keeper_set_recovery_folder (RscKeeper *self, const char *folder)
{
  g_return_if_fail (RSC_IS_KEEPER (self));

  g_free (self->folder);
  self->folder = g_strdup (folder);
}

GFile *
rsc_keeper_get_file (RscKeeper *self)
{
  g_return_val_if_fail (RSC_IS_KEEPER (self), NULL);
  return self->file;
}

gboolean
rsc_keeper_is_modified (RscKeeper *self)
{
  g_return_val_if_fail (RSC_IS_KEEPER (self), FALSE);
  return self->modified;
}

gboolean
rsc_keeper_is_saving (RscKeeper *self)
{
  g_return_val_if_fail (RSC_IS_KEEPER (self), FALSE);
  return self->saving != 0;
}

void
rsc_keeper_open (RscKeeper *self,
                 RscContents *contents,
                 GFile *file,
                 gboolean saved,
                 RscRecovery *copy)
{
  RscKeeperVersion *version;

  g_return_if_fail (RSC_IS_KEEPER (self));
  g_return_if_fail (contents != NULL);

  rsc_keeper_forget_saving (self);
  g_free (self->kept);
  self->kept = g_strdup (contents->kept);
  if (self->recovery)
    rsc_recovery_close (self->recovery);
  g_clear_pointer (&self->recovery, rsc_recovery_unref);
  /* The copy that is on its way is of the document that goes. */
  self->copying = 0;
  self->changed = TRUE;
  /* What is told on the way is of the document that goes. */
  g_signal_handlers_block_by_func (self->document, on_document_changed, self);
  rsc_document_open (self->document, rsc_document_state_ref (contents->state), contents->selected);
  g_signal_handlers_unblock_by_func (self->document, on_document_changed, self);
  version = rsc_keeper_version_new (contents->etag);
  take_saved (self, file, version, contents->state);
  rsc_keeper_version_unref (version);
  /* Not before: where there are no changes any more, the copy goes. */
  self->recovery = copy ? rsc_recovery_ref (copy) : NULL;
  self->unsaved = !saved;
  rsc_keeper_update_modified (self);
  if (self->modified)
    schedule_copy (self);
}

void
rsc_keeper_start_afresh (RscKeeper *self)
{
  RscKeeperVersion *version;

  g_return_if_fail (RSC_IS_KEEPER (self));

  rsc_keeper_forget_saving (self);
  g_clear_pointer (&self->kept, g_free);
  version = rsc_keeper_version_new (NULL);
  take_saved (self, NULL, version, (RscDocumentState *) rsc_document_get_state (self->document));
  rsc_keeper_version_unref (version);
}

RscContents *
rsc_keeper_dup_contents (RscKeeper *self)
{
  g_auto (RscLayout) layout = { 0 };
  g_autoptr (RscNeuronKeys) selected = NULL;

  g_return_val_if_fail (RSC_IS_KEEPER (self), NULL);

  selected = rsc_document_dup_selected_key (self->document);
  if (self->layout)
    self->layout (&layout, self->user_data);
  return rsc_contents_new (rsc_document_get_state (self->document), selected,
                           self->layout ? &layout : NULL, NULL, self->kept);
}

void
rsc_keeper_save (RscKeeper *self, GFile *file)
{
  WriteJob *job;

  g_return_if_fail (RSC_IS_KEEPER (self));
  g_return_if_fail (file != NULL || self->file != NULL);

  /* The newer save counts; of what is set aside it is as if none had been asked for. */
  rsc_keeper_forget_saving (self);
  if (self->aside && self->aside->saving)
    {
      g_autoptr (GError) replaced =
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "another save");

      rsc_keeper_take_saved_aside (self->aside, replaced);
    }
  self->target = g_object_ref (file ? file : self->file);
  job = g_new0 (WriteJob, 1);
  job->contents = rsc_keeper_dup_contents (self);
  job->file = g_object_ref (self->target);
  job->over = file != NULL;
  /* Elsewhere it is another file, of which nothing is known. */
  self->target_version = !file || (self->file && g_file_equal (file, self->file))
                           ? g_atomic_rc_box_acquire (self->version)
                           : rsc_keeper_version_new (NULL);
  job->version = g_atomic_rc_box_acquire (self->target_version);
  self->target_state = rsc_document_state_ref (job->contents->state);
  self->saving = rsc_jobs_push (
    rsc_document_get_jobs (self->document),
    rsc_request_new_work (RSC_REQUEST_SAVE, 0, run_write_job, job, write_job_free, NULL));
}

void
rsc_keeper_close (RscKeeper *self)
{
  RscJobs *jobs;

  g_return_if_fail (RSC_IS_KEEPER (self));

  if (!self->document)
    return;
  jobs = rsc_document_get_jobs (self->document);
  g_signal_handlers_disconnect_by_data (self->document, self);
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_SAVE, NULL, NULL, NULL);
      rsc_jobs_listen (jobs, RSC_REQUEST_COPY, NULL, NULL, NULL);
    }
  rsc_timers_cancel (self->timers, &self->timer);
  if (self->recovery)
    rsc_recovery_close (self->recovery);
  g_clear_pointer (&self->recovery, rsc_recovery_unref);
  if (self->aside && self->aside->recovery)
    rsc_recovery_close (self->aside->recovery);
  g_clear_pointer (&self->aside, rsc_keeper_aside_free);
  rsc_keeper_forget_saving (self);
  self->document = NULL;
}
