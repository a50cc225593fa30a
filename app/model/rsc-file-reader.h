/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-file-content.h"
#include "app/model/rsc-jobs.h"

G_BEGIN_DECLS

/**
 * RscFileReader:
 *
 * Reads a file, data or a document, and tries choices about a table, as jobs of the queue, one at a
 * time: the newest that was asked for.
 */
typedef struct _RscFileReader RscFileReader;

/* @content, or @error. Borrowed; @file is NULL for a text; a part of @content may be stolen. Not
 * called for a file that was given up. */
typedef void (*RscFileReadFunc) (GFile *file,
                                 RscFileContent *content,
                                 const GError *error,
                                 gpointer user_data);

/* @trial: to be taken. Not called for one that a newer one or a file replaces. */
typedef void (*RscFileTriedFunc) (RscImportTrial *trial, gpointer user_data);

/* @jobs must live longer. @tried: or NULL. */
RscFileReader *rsc_file_reader_new (RscJobs *jobs,
                                    RscFileReadFunc read,
                                    RscFileTriedFunc tried,
                                    gpointer user_data);
/* Gives up what is being read. */
void rsc_file_reader_free (RscFileReader *self);

/* @context: as rsc_file_content_read() takes it, or NULL. */
void rsc_file_reader_read (RscFileReader *self, GFile *file, const RscFileContext *context);
/* Reads @text, a document that messages call @name: its file is NULL. */
void rsc_file_reader_parse (RscFileReader *self, const char *text, const char *name);
/* Derives of @dataset, which was read from @file, what @preparation makes of it: read_func() is
 * given both. */
void rsc_file_reader_prepare (RscFileReader *self,
                              GFile *file,
                              RscDataset *dataset,
                              const RscPreparation *preparation);
/* Tries @draft (taken) on @table. */
void rsc_file_reader_try (RscFileReader *self, RscTable *table, RscImportDraft *draft);
/* FALSE when no file is being read. */
gboolean rsc_file_reader_cancel (RscFileReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFileReader, rsc_file_reader_free)

G_END_DECLS
