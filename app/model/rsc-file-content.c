/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-file-content.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/files/rsc-lesson.h"
#include "app/files/rsc-file.h"
#include "app/files/rsc-memory.h"
#include "app/files/rsc-network-file.h"
#include "app/files/rsc-saved.h"
#include "core/data/rsc-data-stream.h"
#include "core/data/rsc-second-file.h"
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

/* A network for the data on show: what a document says that it is none decides what to say. */
static gboolean
read_network (RscFileContent *self,
              const GByteArray *text,
              const char *name,
              RscDataset *train,
              GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *copy = g_strndup ((const char *) text->data, text->len);

  self->network = rsc_network_file_parse (copy, -1, name, train, &local);
  if (self->network)
    g_clear_error (error);
  else if (strstr (copy, "\"hidden\"") && !strstr (copy, "\"reluscope\""))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&local));
    }
  return self->network != NULL;
}

static gboolean
read_document (RscFileContent *self,
               GInputStream *stream,
               const char *name,
               const char *etag,
               RscDataset *train,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GByteArray) text = read_all (stream, name, cancellable, error);
  g_autoptr (GError) local = NULL;

  if (!text)
    return FALSE;
  if (rsc_lesson_is_meant ((const char *) text->data, text->len))
    {
      g_autoptr (RscLesson) lesson =
        rsc_lesson_parse ((const char *) text->data, (gssize) text->len, name, error);

      self->is_lesson = lesson != NULL;
      return self->is_lesson;
    }
  self->contents = rsc_contents_parse ((const char *) text->data, (gssize) text->len, name, &local);
  if (!self->contents && train && read_network (self, text, name, train, &local))
    return TRUE;
  if (!self->contents)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!self->contents->origin)
    {
      g_free (self->contents->etag);
      self->contents->etag = g_strdup (etag);
    }
  return TRUE;
}

/* A person can choose what to do about it. */
static gboolean
is_choice (RscImportProblem problem)
{
  return problem != RSC_IMPORT_PROBLEM_NONE && problem != RSC_IMPORT_PROBLEM_OTHER;
}

static gboolean
read_held (RscFileContent *self,
           const RscTable *table,
           RscDataset *source,
           GCancellable *cancellable,
           GError **error)
{
  self->held =
    rsc_second_file_new_dataset (table, source, RSC_MISSING_REFUSE, NULL, cancellable, error);
  if (self->held)
    self->n_other = rsc_table_get_n_rows (table) - rsc_dataset_get_n (self->held);
  return self->held != NULL;
}

static gboolean
read_table (RscFileContent *self,
            GInputStream *stream,
            const char *name,
            const RscFileContext *context,
            GCancellable *cancellable,
            GError **error)
{
  RscTableChoices choices = { 0 };
  g_autoptr (RscTable) table = NULL;
  g_autoptr (GError) local = NULL;
  RscImportProblem problem;

  if (context->present)
    choices = rsc_import_draft_get_table_choices (context->present);
  choices.bytes_max = rsc_memory_get_default ();
  table = rsc_table_read (stream, name, &choices, NULL, cancellable, error);
  if (!table)
    return FALSE;
  if (context->source && context->as_test)
    return read_held (self, table, context->source, cancellable, error);
  if (context->source && rsc_second_file_has_names (table, context->source))
    read_held (self, table, context->source, cancellable, NULL);
  if (context->present)
    {
      self->trial = rsc_import_trial_new (
        table, rsc_import_draft_new_like (table, context->present), cancellable, error);
      return self->trial != NULL;
    }
  self->dataset = rsc_import_new_dataset (table, NULL, &problem, cancellable, &local);
  if (self->dataset && context->preparation)
    self->derived = rsc_derived_data_new (self->dataset, NULL, context->preparation, NULL);
  if (self->dataset)
    return TRUE;
  if (!is_choice (problem))
    {
      if (!self->held)
        g_propagate_error (error, g_steal_pointer (&local));
      return self->held != NULL;
    }
  self->trial = rsc_import_trial_new (table, rsc_import_draft_new (table), cancellable, error);
  return self->trial != NULL;
}

RscFileContent *
rsc_file_content_read (GFile *file,
                       const RscFileContext *context,
                       GCancellable *cancellable,
                       GError **error)
{
  const RscFileContext none = { 0 };
  const RscFileContext *known = context ? context : &none;
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
           ? read_document (self, stream, name, etag, known->train, cancellable, error)
           : read_table (self, stream, name, known, cancellable, error);
  if (!good)
    return NULL;
  if ((self->held || self->network) && known->source)
    self->like = rsc_dataset_ref (known->source);
  return g_steal_pointer (&self);
}

void
rsc_file_content_free (RscFileContent *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->contents, rsc_contents_unref);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->derived, rsc_derived_data_unref);
  g_clear_pointer (&self->trial, rsc_import_trial_free);
  g_clear_pointer (&self->held, rsc_dataset_unref);
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->like, rsc_dataset_unref);
  g_free (self);
}
