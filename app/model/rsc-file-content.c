/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-file-content.h"

#include <glib/gi18n.h>

#include "app/files/rsc-file.h"
#include "app/files/rsc-saved.h"
#include "core/data/rsc-data-stream.h"
#include "core/numerics/rsc-error.h"

#define READ_CHUNK ((gsize) 1 << 16)

/* All of @stream; NULL with an error where that is more than a document can be. */
static GByteArray *
read_all (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (;;)
    {
      gsize before = bytes->len;
      gsize got;

      g_byte_array_set_size (bytes, (guint) (before + READ_CHUNK));
      if (!g_input_stream_read_all (stream, bytes->data + before, READ_CHUNK, &got, cancellable,
                                    error))
        return NULL;
      g_byte_array_set_size (bytes, (guint) (before + got));
      if (got < READ_CHUNK)
        return g_steal_pointer (&bytes);
      if (bytes->len > RSC_SAVED_BYTES_MAX)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("%s: this file is larger than any document"), name);
          return NULL;
        }
    }
}

static gboolean
read_document (RscFileContent *self,
               GInputStream *stream,
               const char *name,
               const char *etag,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GByteArray) text = read_all (stream, name, cancellable, error);

  if (text)
    self->contents =
      rsc_contents_parse ((const char *) text->data, (gssize) text->len, name, error);
  if (self->contents && !self->contents->origin)
    {
      g_free (self->contents->etag);
      self->contents->etag = g_strdup (etag);
    }
  return self->contents != NULL;
}

/* A person can choose what to do about it. */
static gboolean
is_choice (RscImportProblem problem)
{
  return problem != RSC_IMPORT_PROBLEM_NONE && problem != RSC_IMPORT_PROBLEM_OTHER;
}

static gboolean
read_table (RscFileContent *self,
            GInputStream *stream,
            const char *name,
            const RscReading *present,
            GCancellable *cancellable,
            GError **error)
{
  const RscTableChoices choices =
    present ? rsc_import_draft_get_table_choices (present) : (RscTableChoices){ 0 };
  g_autoptr (RscTable) table = rsc_table_read (stream, name, &choices, NULL, cancellable, error);
  g_autoptr (GError) local = NULL;
  RscImportProblem problem;

  if (!table)
    return FALSE;
  if (present)
    {
      self->trial = rsc_import_trial_new (table, rsc_import_draft_new_like (table, present),
                                          cancellable, error);
      return self->trial != NULL;
    }
  self->dataset = rsc_import_new_dataset (table, NULL, &problem, cancellable, &local);
  if (self->dataset)
    return TRUE;
  if (!is_choice (problem))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->trial = rsc_import_trial_new (table, rsc_import_draft_new (table), cancellable, error);
  return self->trial != NULL;
}

RscFileContent *
rsc_file_content_read (GFile *file,
                       const RscReading *present,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (RscFileContent) self = g_new0 (RscFileContent, 1);
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename ? basename : "file");
  g_autoptr (GInputStream) base = rsc_data_stream_open (file, cancellable, error);
  g_autoptr (GInputStream) stream = NULL;
  /* Asked first: what is written meanwhile counts as newer. */
  g_autofree char *etag = rsc_file_dup_etag (file, cancellable);
  const char *start;
  gboolean good;
  gsize length;

  if (!base)
    return NULL;
  stream = g_buffered_input_stream_new_sized (base, READ_CHUNK);
  if (g_buffered_input_stream_fill (G_BUFFERED_INPUT_STREAM (stream), -1, cancellable, error) < 0)
    return NULL;
  start = g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (stream), &length);
  good = g_str_has_suffix (name, RSC_SAVED_ENDING) || rsc_saved_is_json (start, length)
           ? read_document (self, stream, name, etag, cancellable, error)
           : read_table (self, stream, name, present, cancellable, error);
  return good ? g_steal_pointer (&self) : NULL;
}

void
rsc_file_content_free (RscFileContent *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->contents, rsc_contents_unref);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->trial, rsc_import_trial_free);
  g_free (self);
}
