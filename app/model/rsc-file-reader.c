/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-file-reader.h"

struct _RscFileReader
{
  RscJobs *jobs;
  RscFileReadFunc func;
  gpointer user_data;
  GFile *file; /* being read, or NULL */
  guint64 tick;
};

typedef struct
{
  RscContents *contents;
  RscDataset *dataset;
} ReadFile;

static void
read_file_free (gpointer data)
{
  ReadFile *self = data;

  g_clear_pointer (&self->contents, rsc_contents_unref);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_free (self);
}

static gpointer
read_file (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  ReadFile *self = g_new0 (ReadFile, 1);

  if (rsc_contents_read_file (data, &self->contents, &self->dataset, cancellable, error))
    return self;
  read_file_free (self);
  return NULL;
}

static void
on_read (RscReply *reply, gpointer user_data)
{
  RscFileReader *self = user_data;
  g_autoptr (GFile) file = NULL;
  ReadFile *read = reply->result;

  if (!self->file || reply->tick != self->tick)
    return;
  file = g_steal_pointer (&self->file);
  self->func (file, read ? read->contents : NULL, read ? read->dataset : NULL, reply->error,
              self->user_data);
}

RscFileReader *
rsc_file_reader_new (RscJobs *jobs, RscFileReadFunc func, gpointer user_data)
{
  RscFileReader *self;

  g_return_val_if_fail (jobs != NULL && func != NULL, NULL);

  self = g_new0 (RscFileReader, 1);
  self->jobs = jobs;
  self->func = func;
  self->user_data = user_data;
  rsc_jobs_listen (jobs, RSC_REQUEST_READ, on_read, NULL, self);
  return self;
}

void
rsc_file_reader_free (RscFileReader *self)
{
  rsc_jobs_listen (self->jobs, RSC_REQUEST_READ, NULL, NULL, NULL);
  g_clear_object (&self->file);
  g_free (self);
}

void
rsc_file_reader_read (RscFileReader *self, GFile *file)
{
  g_return_if_fail (self != NULL && G_IS_FILE (file));

  rsc_file_reader_cancel (self);
  self->file = g_object_ref (file);
  self->tick = rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_READ, 0, read_file,
                                                                g_object_ref (file), g_object_unref,
                                                                read_file_free));
}

gboolean
rsc_file_reader_cancel (RscFileReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->file)
    return FALSE;
  g_clear_object (&self->file);
  rsc_jobs_cancel (self->jobs, RSC_REQUEST_READ);
  return TRUE;
}
