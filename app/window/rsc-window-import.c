/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of which a person chooses how they are read. */
#include "app/window/rsc-window-files-private.h"
#include "ui/words/rsc-import-words.h"

#include <glib/gi18n.h>

static void
apply_reading (RscWindowFiles *self,
               GFile *file,
               RscDataset *dataset,
               RscDerivedData *derived,
               gboolean standardise)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (self->document));

  if (standardise)
    rsc_document_state_standardise_next (after);
  rsc_document_state_set_reading (after, file, dataset, derived);
  rsc_document_apply (self->document, _ ("Read the file differently"), RSC_CHANGE_SINGLE, after);
}

static void
take (RscWindowFiles *self,
      GFile *file,
      RscDataset *dataset,
      RscDerivedData *derived,
      gboolean again,
      gboolean standardise)
{
  if (again)
    apply_reading (self, file, dataset, derived, standardise);
  else
    rsc_window_files_wish_dataset (self, file, dataset, derived, standardise);
}

void
rsc_window_files_take_prepared (RscWindowFiles *self, GFile *file, RscFileContent *content)
{
  self->preparing = FALSE;
  take (self, file, content->dataset, content->derived, self->replace, self->standardise);
}

/* Many features take a while to be prepared: a job does it. */
static void
prepare (RscWindowFiles *self,
         GFile *file,
         RscDataset *dataset,
         gboolean again,
         gboolean standardise)
{
  RscPreparation preparation;

  rsc_document_state_get_preparation (rsc_document_get_state (self->document), &preparation);
  preparation.standardise |= standardise;
  rsc_window_files_cancel (self);
  self->preparing = TRUE;
  self->replace = again;
  self->standardise = standardise;
  self->second = RSC_SECOND_NOT;
  rsc_file_reader_prepare (self->reader, file, dataset, &preparation);
}

static void
on_done (RscDataset *dataset, gboolean standardise, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (GFile) file = g_steal_pointer (&self->importing);
  const gboolean again = self->is_rereading;

  self->import = NULL;
  self->is_rereading = FALSE;
  if (!dataset)
    return;
  if (rsc_dataset_get_d (dataset) > RSC_ROW_SPACE_MIN)
    prepare (self, file, dataset, again, standardise);
  else
    take (self, file, dataset, NULL, again, standardise);
}

void
rsc_window_files_show_import (RscWindowFiles *self, GFile *file, RscImportTrial *trial)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base ? base : "");
  const gboolean again = self->is_rereading;

  rsc_window_files_close_import (self);
  self->is_rereading = again;
  self->importing = g_object_ref (file);
  self->import = rsc_import_dialog_new (self->window, self->reader, name, again,
                                        !rsc_document_get_state (self->document)->standardise,
                                        trial, on_done, self);
}

void
rsc_window_files_close_import (RscWindowFiles *self)
{
  g_clear_pointer (&self->import, rsc_import_dialog_free);
  g_clear_object (&self->importing);
  self->is_rereading = FALSE;
}

void
rsc_window_files_on_tried (RscImportTrial *trial, gpointer user_data)
{
  RscWindowFiles *self = user_data;

  if (self->import)
    rsc_import_dialog_take (self->import, trial);
  else
    rsc_import_trial_free (trial);
}

void
rsc_window_files_read_again (RscWindowFiles *self, GFile *file)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  RscReading *reading = state->source ? rsc_dataset_get_reading (state->source) : NULL;
  const RscFileContext context = { .present = reading };

  if (!reading)
    return;
  rsc_window_files_cancel (self);
  self->is_rereading = TRUE;
  self->second = RSC_SECOND_NOT;
  rsc_file_reader_read (self->reader, file, &context);
}

/* A file that can be read a second time, or NULL. */
static GFile *
check_file (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR
           ? g_object_ref (file)
           : NULL;
}

/* The file that the data on show came from, or one of its name beside the document. */
static GFile *
find_source (RscWindowFiles *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  GFile *document = rsc_keeper_get_file (self->keeper);
  const char *name = rsc_dataset_get_name (state->source);
  g_autoptr (GFile) folder = document ? g_file_get_parent (document) : NULL;
  g_autoptr (GFile) beside = NULL;

  if (state->file)
    return check_file (state->file);
  if (folder && !strchr (name, '/'))
    beside = g_file_get_child_for_display_name (folder, name, NULL);
  return beside ? check_file (beside) : NULL;
}

void
rsc_window_files_change_reading (RscWindowFiles *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  g_autoptr (GFile) file = NULL;

  if (!state->source || !rsc_dataset_get_reading (state->source))
    return;
  file = find_source (self);
  if (file)
    rsc_window_files_read_again (self, file);
  else
    rsc_window_files_show_find_dialog (self);
}
