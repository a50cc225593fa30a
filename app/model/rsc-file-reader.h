/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-contents.h"
#include "app/model/rsc-jobs.h"

G_BEGIN_DECLS

/**
 * RscFileReader:
 *
 * Reads a file, data or a document, as a job of the queue, one file at a time: the newest that was asked for.
 */
typedef struct _RscFileReader RscFileReader;

/* @contents of a document, or @dataset, or @error; the others are NULL. Borrowed. Not called for a file that was given
 * up. */
typedef void (*RscFileReadFunc) (GFile *file,
                                 RscContents *contents,
                                 RscDataset *dataset,
                                 const GError *error,
                                 gpointer user_data);

/* @jobs must live longer. */
RscFileReader *rsc_file_reader_new (RscJobs *jobs, RscFileReadFunc func, gpointer user_data);
/* Gives up what is being read. */
void rsc_file_reader_free (RscFileReader *self);

void rsc_file_reader_read (RscFileReader *self, GFile *file);
/* FALSE when nothing is being read. */
gboolean rsc_file_reader_cancel (RscFileReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFileReader, rsc_file_reader_free)

G_END_DECLS
