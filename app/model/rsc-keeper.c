/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-keeper.h"

#include <glib/gi18n.h>

#include "app/files/rsc-file.h"
#include "core/numerics/rsc-error.h"

struct _RscKeeper
{
  GObject parent_instance;

  RscDocument *document; /* lives longer */
  RscTimers *timers;
  char *folder;
  RscLayoutFunc layout;
  gpointer user_data;

  GFile *file;
  RscDocumentState *saved; /* what the file has */
  gboolean unsaved;        /* no file has it, whatever the state */
  char *kept;
  gboolean modified;

  guint64 saving; /* tick, or 0 */
  GFile *target;
  RscDocumentState *target_state;

  RscRecovery *recovery; /* or NULL */
  guint64 copying;       /* tick, or 0 */
  gboolean changed;      /* since the copy was begun */
  gint64 copied_at;
  guint timer;
};

enum
{
  CHANGED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscKeeper, rsc_keeper, G_TYPE_OBJECT)

/* --- jobs ---------------------------------------------------------------------------------------- */

typedef struct
{
  RscContents *contents;
  char *path;            /* or */
  RscRecovery *recovery; /* where to */
} WriteJob;

static void
write_job_free (gpointer data)
{
  WriteJob *job = data;

  rsc_contents_unref (job->contents);
  g_free (job->path);
  g_clear_pointer (&job->recovery, rsc_recovery_unref);
  g_free (job);
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
  g_autofree char *text = rsc_contents_to_text (job->contents);
  gboolean written;

  if (!text)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_DATA, _ ("this document cannot be written"));
      return GINT_TO_POINTER (FALSE);
    }
  /* Nobody would notice before the work is needed again. */
  if (job->path)
    {
      g_autofree char *base = g_path_get_basename (job->path);
      g_autofree char *name = g_filename_display_name (base);

      if (!rsc_contents_check_text (text, name, error))
        return GINT_TO_POINTER (FALSE);
    }
  written = job->path ? rsc_file_write (job->path, text, -1, cancellable, error)
                      : rsc_recovery_write (job->recovery, text, cancellable, error);
  return GINT_TO_POINTER (written);
}

/* --- the copy for recovery ----------------------------------------------------------------------- */

static void schedule_copy (RscKeeper *self);

static gboolean
on_copy_due (gpointer user_data)
{
  RscKeeper *self = user_data;
  RscJobs *jobs = rsc_document_get_jobs (self->document);
  WriteJob *job;

  self->timer = 0;
  if (!self->modified || self->copying)
    return G_SOURCE_REMOVE;
  if (!self->recovery)
    self->recovery = rsc_recovery_new (self->folder, NULL);
  /* Where there is no place, there is no recovery. */
  if (!self->recovery)
    return G_SOURCE_REMOVE;
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
  job->recovery = rsc_recovery_ref (self->recovery);
  self->copying = rsc_jobs_push (
    jobs, rsc_request_new_work (RSC_REQUEST_COPY, 0, run_write_job, job, write_job_free, NULL));
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

  if (reply->tick != self->copying)
    return;
  self->copying = 0;
  /* It has been saved meanwhile. */
  if (!self->modified && self->recovery)
    rsc_recovery_remove (self->recovery);
  else if (self->changed || reply->error)
    schedule_copy (self);
}

/* --- whether there are changes ------------------------------------------------------------------- */

/* Tells where @before was another. */
static void
update_modified (RscKeeper *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  gboolean modified = self->unsaved || rsc_document_state_compare_edits (self->saved, state) != 0;

  if (modified == self->modified)
    return;
  self->modified = modified;
  if (!modified)
    {
      rsc_timers_cancel (self->timers, &self->timer);
      /* While one is being written, it goes once it is there: to wait for the disk here would stop the window. */
      if (self->recovery && !self->copying)
        rsc_recovery_remove (self->recovery);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscKeeper *self = user_data;

  if (!(parts & (RSC_DOCUMENT_STATE_PARTS | RSC_DOCUMENT_SELECTION)))
    return;
  update_modified (self);
  self->changed = TRUE;
  if (self->modified)
    schedule_copy (self);
}

/* The state is what @file has. */
static void
take_saved (RscKeeper *self, GFile *file, RscDocumentState *state)
{
  rsc_document_state_ref (state);
  rsc_document_state_unref (self->saved);
  self->saved = state;
  self->unsaved = FALSE;
  if (g_set_object (&self->file, file))
    g_signal_emit (self, signals[CHANGED], 0);
  update_modified (self);
}

/* The save that is under way is of a document that is here no more: the file it writes is not that of the next. */
static void
forget_saving (RscKeeper *self)
{
  self->saving = 0;
  g_clear_object (&self->target);
  g_clear_pointer (&self->target_state, rsc_document_state_unref);
}

static void
on_saved (RscReply *reply, gpointer user_data)
{
  RscKeeper *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (RscDocumentState) state = NULL;

  if (reply->tick != self->saving)
    return;
  self->saving = 0;
  file = g_steal_pointer (&self->target);
  state = g_steal_pointer (&self->target_state);
  if (!reply->error)
    take_saved (self, file, state);
  g_signal_emit (self, signals[SAVED], 0, reply->error);
}

/* --- object -------------------------------------------------------------------------------------- */

static void
rsc_keeper_dispose (GObject *object)
{
  RscKeeper *self = RSC_KEEPER (object);

  rsc_keeper_close (self);
  g_clear_pointer (&self->saved, rsc_document_state_unref);
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
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
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
  self->saved = rsc_document_state_ref ((RscDocumentState *) rsc_document_get_state (document));
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_SAVE, on_saved, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_COPY, on_copied, NULL, self);
    }
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  return self;
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
  g_return_if_fail (RSC_IS_KEEPER (self));
  g_return_if_fail (contents != NULL);

  forget_saving (self);
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
  take_saved (self, file, contents->state);
  /* Not before: where there are no changes any more, the copy goes. */
  self->recovery = copy ? rsc_recovery_ref (copy) : NULL;
  self->unsaved = !saved;
  update_modified (self);
  if (self->modified)
    schedule_copy (self);
}

void
rsc_keeper_start_afresh (RscKeeper *self)
{
  g_return_if_fail (RSC_IS_KEEPER (self));

  forget_saving (self);
  g_clear_pointer (&self->kept, g_free);
  take_saved (self, NULL, (RscDocumentState *) rsc_document_get_state (self->document));
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

  /* The newer save counts. */
  forget_saving (self);
  self->target = g_object_ref (file ? file : self->file);
  job = g_new0 (WriteJob, 1);
  job->contents = rsc_keeper_dup_contents (self);
  job->path = g_file_get_path (self->target);
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
  forget_saving (self);
  self->document = NULL;
}
