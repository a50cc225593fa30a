/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-contents.h"
#include "app/model/rsc-derived-data.h"
#include "core/data/rsc-import-trial.h"

G_BEGIN_DECLS

/**
 * RscFileContext:
 * @present: of a file of which the data are on show already, how it was read, so that its trial
 * reads it so again; or NULL
 * @preparation: of the data that are read, or NULL: nothing is derived of them
 * @source: data on show that the file may go with, and @train what is fitted of them; or both NULL
 * @as_test: it is to: test points, and nothing else
 *
 * What is known where a file is read. Everything is borrowed.
 */
typedef struct
{
  RscReading *present;
  const RscPreparation *preparation;
  RscDataset *source;
  RscDataset *train;
  gboolean as_test;
} RscFileContext;

/**
 * RscFileContent:
 * @contents: a document, or NULL
 * @dataset: the data of a file that needs no choice, or NULL; @derived: what is derived of them, or
 * NULL
 * @trial: of a file that needs one, or that is to be read differently, what is suggested; or NULL
 * @held: test points for the data on show, or NULL; @n_other: rows that are left out of them: they
 * are of other classes
 * @network: for the data on show, or NULL
 * @is_lesson: the file holds a lesson, which has been read
 * @like: those data when the reading began, where there is one of the two
 *
 * What a file holds: one of the first three, a lesson, or test points or a network for the data on
 * show. A table that names their columns can be test points as well as data of its own.
 */
typedef struct
{
  RscContents *contents;
  RscDataset *dataset;
  RscDerivedData *derived;
  RscImportTrial *trial;
  RscDataset *held;
  gsize n_other;
  RscNetwork *network;
  gboolean is_lesson;
  RscDataset *like;
} RscFileContent;

/* Reads @file, from what is in it: JSON is a document, or a network for the data on show; all else
 * a table. @context: or NULL. For any thread. Errors: RSC_ERROR_DATA where no choice would help, or
 * where the columns are not those of the data that it is to go with; G_IO_ERROR. */
RscFileContent *rsc_file_content_read (GFile *file,
                                       const RscFileContext *context,
                                       GCancellable *cancellable,
                                       GError **error);
void rsc_file_content_free (RscFileContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFileContent, rsc_file_content_free)

G_END_DECLS
